// 10,000 import lines with actual and default values, whole process, beside LibreOffice reading the same lines in the same run. node bench/declare.ts
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { middle, office, row, sandan } from "./processes.ts";

const scratch = mkdtempSync(join(tmpdir(), "sandan-bench-"));
const GOODS = [
  ["72031000", "C"],
  ["72081000", "C"],
  ["72139110", "C"],
  ["73181542", "C"],
  ["76011010", "K"],
  ["31021012", ""],
] as const;
const ORIGINS = ["KR", "CN", "VN", "IN", "TR", "UA", "BR", "ZA", "TW", "JP"];

/** Every second line by actual values with two precursors; every line has its own mass and date. */
function csv(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const [cn, route] = GOODS[i % GOODS.length] as (typeof GOODS)[number];
    const actual = i % 2 === 0;
    const origin = ORIGINS[i % ORIGINS.length];
    const month = String(1 + (i % 12)).padStart(2, "0");
    const day = String(1 + (i % 28)).padStart(2, "0");
    const cells = actual
      ? [`${(1 + (i % 97) / 100).toFixed(2)} tCO2e/t`, "0.2 tCO2e/t", "true", route, "1.05 72071114 KR default C | 0.02 72024110 ZA 1.2"]
      : ["", "", "", "", ""];
    return [
      i + 1,
      cn,
      origin,
      `plant ${i % 200}`,
      actual ? "actual" : "default",
      `${10 + i / 1000} t`,
      `2026-${month}-${day}`,
      ...cells,
    ].join(",");
  });
  const head = "id,cn,origin,installation,basis,net_mass,date,see_direct,see_indirect,verified,route,precursors";
  return `${[head, ...rows].join("\n")}\n`;
}

const lines = join(scratch, "imports.csv");
writeFileSync(lines, csv(10_000));
const out = join(scratch, "out");
const declare = (format: string, ...more: string[]) =>
  middle(() => sandan("declare", lines, "--as-if", "2026", "--price", "any=75", "--format", format, "--out", out, ...more));
const text = declare("table");
console.log(row("10,000 import lines to a table, whole process", text));
console.log(row("10,000 import lines to CSV, whole process", declare("csv")));
console.log(row("10,000 import lines to JSON with every step, whole process", declare("json")));
const peer = office(scratch, "xlsx", lines);
if (peer.ok)
  console.log(`${row("LibreOffice, the same lines opened and written", peer)}; ratio ${(text.seconds / peer.seconds).toFixed(3)}`);
else console.log("peer not installed: LibreOffice");
rmSync(scratch, { recursive: true });
