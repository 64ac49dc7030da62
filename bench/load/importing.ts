// Imports of CSV through the server, beside COPY of the same rows into a table of the same shape.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import type { Client } from "../../src/model/client.ts";
import { confirmed, type Mapping } from "../../src/model/import-mapping.ts";
import { type Memory, type Processor, processorOf, type Served, watchMemory } from "./machine.ts";
import { EMPTY_YEAR, lineBody, lineKey, organisationId, periodsOf, type Scale, TARGETS } from "./site.ts";

const HEAD = "품목,입고일자,수량,단위,거래처,전표번호,계량기번호,비고";

/** Lines as a company's ledger prints them; the run's number keeps one file from being another. */
function csv(count: number, run: number): string {
  const lines = [HEAD];
  for (let n = 0; n < count; n += 1) {
    const { label, start, unit, partner } = lineBody(n, { year: EMPTY_YEAR, lines: count }) as Record<string, string>;
    const value = (1000 + (n * 7919) / 1000).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
    const shown = value.includes(",") ? `"${value}"` : value;
    lines.push(`${label},${start},${shown},${unit},${partner},${run}-${String(n).padStart(8, "0")},M-${n % 40},정기 입고 분`);
  }
  return `${lines.join("\n")}\n`;
}

const value = <T>(answer: { ok: true; value: T } | { ok: false; code: string }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer).slice(0, 2000));
  return answer.value;
};

export type Imported = {
  rows: number;
  seconds: number;
  lookSeconds: number;
  runSeconds: number;
  blockMs: number;
  memory: Memory;
  processor: Processor;
};

/** From the first byte sent to the state that says done. */
export async function imported(
  client: Client,
  { server, scale, count, run }: { server: Served; scale: Scale; count: number; run: number },
): Promise<Imported> {
  const org = organisationId(scale.organisations - 1);
  const { id: period } = periodsOf(scale.organisations - 1, scale).find(({ year }) => year === EMPTY_YEAR) as { id: string };
  const bytes = Buffer.from(csv(count, run));
  await server.blockMs();
  const memory = watchMemory(server.pid);
  const before = processorOf(server.pid);
  const begun = performance.now();
  const { sha256 } = value(await client("uploadEvidence", { org, name: `${count}.csv`, bytes }));
  const began = value(await client("beginImport", { org, period, body: { evidence: sha256, sender: "" } }));
  if (began.plan?.kind !== "table") throw new Error("no table was guessed");
  const mapping: Mapping = {
    ...confirmed(began.plan.mapping),
    targets: Object.fromEntries(TARGETS.map(({ label, target }) => [label, target])),
  };
  const looked = performance.now();
  let now = value(await client("runImport", { org, period, import: began.id, body: { plan: { kind: "table", mapping } } }));
  while (now.state === "queued" || now.state === "running") {
    await pause(100);
    now = value(await client("readImport", { org, period, import: began.id }));
  }
  const end = performance.now();
  const after = processorOf(server.pid);
  if (now.state !== "done" || now.added !== count) throw new Error(JSON.stringify(now).slice(0, 2000));
  return {
    rows: count,
    seconds: (end - begun) / 1000,
    lookSeconds: (looked - begun) / 1000,
    runSeconds: (end - looked) / 1000,
    memory: memory(),
    processor: { server: after.server - before.server, database: after.database - before.database, system: after.system - before.system },
    blockMs: await server.blockMs(),
  };
}

/** Seconds of COPY of so many finished rows, keys and indexes kept as records' are. */
export async function copied(pool: pg.Pool, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sandan-copy-"));
  const file = join(folder, "rows");
  const [org, period] = [organisationId(0), organisationId(1)];
  const rows = Array.from({ length: count }, (_, n) => {
    const body = JSON.stringify({
      ...lineBody(n, { year: EMPTY_YEAR, lines: count }),
      evidence: [{ sha256: "0".repeat(64), line: n + 2 }],
    });
    return [org, period, lineKey(n), 1, body, 1, "2026-01-05T00:00:00Z", "person", "import"].join("\t");
  });
  writeFileSync(file, `${rows.join("\n")}\n`);
  const client = await pool.connect();
  try {
    await client.query("drop table if exists bench_copy");
    await client.query("create table bench_copy (like record including all)");
    const begun = performance.now();
    const columns = "org_id, period_id, key, version, body, revision, at, person, source";
    await pipeline(createReadStream(file), client.query(from(`copy bench_copy (${columns}) from stdin`)));
    return (performance.now() - begun) / 1000;
  } finally {
    await client.query("drop table if exists bench_copy");
    client.release();
    rmSync(folder, { recursive: true });
  }
}
