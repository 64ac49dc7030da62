// Activity data read from CSV of 10,000 and 500,000 rows, beside a plain split of the same lines in the same run, each in a process of its own. node bench/activity-table.ts

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOf } from "../src/base/canonical.ts";
import { guessMapping, settled } from "../src/formats/activity-table/guess-mapping.ts";
import { look } from "../src/formats/activity-table/look.ts";
import { readActivities } from "../src/formats/activity-table/read-activities.ts";
import { survey } from "../src/formats/activity-table/survey.ts";
import { plainBook } from "../src/formats/xlsx/plain-book.ts";
import { confirmed } from "../src/model/import-mapping.ts";

const TARGETS = { 전력: "processes/melt/electricity/0/amount", 도시가스: "streams/gas/activity", 철스크랩: "streams/scrap/activity" };
const KNOWN = {
  [TARGETS.전력]: ["electricity"],
  [TARGETS.도시가스]: ["mass", "gasVolume"],
  [TARGETS.철스크랩]: ["mass", "gasVolume"],
} as const;
const ITEMS = [
  ["전력", "kWh"],
  ["도시가스", "Nm3"],
  ["철스크랩", "톤"],
] as const;
const HEAD = ["품목", "입고일자", "수량", "단위", "거래처", "전표번호", "계량기번호", "비고"];

function cells(i: number): string[] {
  const [label, unit] = ITEMS[i % 3] as (typeof ITEMS)[number];
  const day = `2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`;
  const value = (1000 + (i * 7919) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
  return [
    label,
    day,
    value,
    unit,
    `거래처 ${i % 200} 주식회사`,
    `2025-${String(i).padStart(8, "0")}`,
    `M-${i % 40}`,
    "정기 입고 분, 검수 완료",
  ];
}

function csv(count: number): string {
  const lines = [HEAD.join(",")];
  for (let i = 0; i < count; i++)
    lines.push(
      cells(i)
        .map((text) => (text.includes(",") ? `"${text}"` : text))
        .join(","),
    );
  return `${lines.join("\n")}\n`;
}

type Measured = { rows: number; seconds: number; megabytes: number; longestMs: number };
const fileMegabytes = (bytes: Uint8Array): number => bytes.length / 2 ** 20;

/** What a process used beyond what it began with, the file's own bytes apart. */
function report(rows: number, begun: number, before: number, bytes: Uint8Array, longestMs: number): Measured {
  const megabytes = process.resourceUsage().maxRSS / 1024 - before - fileMegabytes(bytes);
  return { rows, seconds: (performance.now() - begun) / 1000, megabytes, longestMs };
}

function ours(file: string): Measured {
  const before = process.memoryUsage.rss() / 2 ** 20;
  const bytes = new Uint8Array(readFileSync(file));
  const sha256 = hashOf(bytes);
  const begun = performance.now();
  let longestMs = 0;
  const timed = <T>(step: () => T): T => {
    const from = performance.now();
    const result = step();
    longestMs = Math.max(longestMs, performance.now() - from);
    return result;
  };
  const looked = timed(() => look(bytes)).value;
  if (looked === undefined) throw new Error("not looked at");
  const guessed = guessMapping(looked);
  const surveying = survey(bytes, guessed);
  let surveyed = timed(() => surveying.next());
  while (!surveyed.done) surveyed = timed(() => surveying.next());
  if (surveyed.value.value === undefined) throw new Error("not surveyed");
  const mapping = { ...confirmed(settled(guessed, surveyed.value.value)), targets: TARGETS };
  const middle = performance.now();
  const period = { start: "2025-01-01", end: "2025-12-31" };
  const reading = readActivities(bytes, mapping, { sha256, file: "f", targets: KNOWN, period });
  let next = timed(() => reading.next());
  while (!next.done) next = timed(() => reading.next());
  if (next.value.errors > 0) throw new Error(JSON.stringify(next.value));
  console.error(
    `  look and survey ${((middle - begun) / 1000).toFixed(2)} s, reading ${((performance.now() - middle) / 1000).toFixed(2)} s`,
  );
  return report(next.value.activities, begun, before, bytes, longestMs);
}

function split(file: string): Measured {
  const before = process.memoryUsage.rss() / 2 ** 20;
  const bytes = new Uint8Array(readFileSync(file));
  const begun = performance.now();
  const rows = new TextDecoder()
    .decode(bytes)
    .split("\n")
    .map((line) => line.split(","));
  return report(rows.length, begun, before, bytes, performance.now() - begun);
}

function inProcess(kind: string, file: string): Measured {
  const run = spawnSync(process.execPath, [import.meta.filename, kind, file], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(run.stdout) as Measured;
}

const shown = (name: string, { rows, seconds, megabytes, longestMs }: Measured): string =>
  `${name}: ${seconds.toFixed(2)} s, ${Math.round(rows / seconds).toLocaleString("en")} rows/s, ${megabytes.toFixed(0)} MB beyond the file, longest step ${longestMs.toFixed(0)} ms`;

const [kind, file] = process.argv.slice(2);
if (kind !== undefined && file !== undefined) console.log(JSON.stringify(kind === "split" ? split(file) : ours(file)));
else {
  const folder = mkdtempSync(join(tmpdir(), "sandan-bench-"));
  for (const count of [10_000, 500_000]) {
    const path = join(folder, `${count}.csv`);
    writeFileSync(path, csv(count));
    const [own, peer] = [inProcess("ours", path), inProcess("split", path)];
    console.log(shown(`${count} rows of CSV: look, survey, read`, own));
    console.log(shown(`${count} rows of CSV: plain split`, peer));
    console.log(`  ratios: time ${(own.seconds / peer.seconds).toFixed(1)}, memory ${(own.megabytes / peer.megabytes).toFixed(2)}`);
  }
  const book = join(folder, "book.xlsx");
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ row: i + 2, cells: cells(i).map((text) => ({ text })) }));
  writeFileSync(book, plainBook({ name: "S", rows: [{ row: 1, cells: HEAD.map((text) => ({ text })) }, ...rows] }));
  console.log(shown("100000 rows of XLSX: look, survey, read", inProcess("ours", book)));
  rmSync(folder, { recursive: true });
}
