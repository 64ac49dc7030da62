// Damaged workbooks: seeded mutants never crash, hang, or yield a number that is none.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { unzipSync, zipSync } from "fflate";
import type { Outcome } from "../../base/problem.ts";
import { type CbamWorkbook, readCbamWorkbook } from "./read-cbam-workbook.ts";
import { resultCells } from "./result-cells.ts";
import { syntheticCbam } from "./synthetic.ts";

const EXAMPLE = new URL(
  "../../../../shared/data/cbam/template/communication-template-v2.1-example-steel-blast-furnace.xlsx",
  import.meta.url,
);
const skip = existsSync(EXAMPLE) ? false : "the Commission's workbooks (../shared) are not here";
const MAX_MS = 5000;

/** A small generator of numbers from a seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** One to four changes: a byte, a bit, a cut, a piece taken out, doubled or moved. */
function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const next = generator(seed);
  let mutant = bytes.slice();
  for (let k = 1 + next(4); k > 0; k--) {
    const at = next(mutant.length);
    const piece = 1 + next(40);
    const kind = next(6);
    if (kind === 0) mutant[at] = next(256);
    else if (kind === 1) mutant[at] = (mutant[at] as number) ^ (1 << next(8));
    else if (kind === 2 && next(4) === 0) mutant = mutant.slice(0, at + 1);
    else if (kind === 3) mutant = Uint8Array.from([...mutant.subarray(0, at), ...mutant.subarray(at + piece)]);
    else if (kind === 4) mutant = Uint8Array.from([...mutant.subarray(0, at + piece), ...mutant.subarray(at)]);
    else mutant.copyWithin(at, next(mutant.length), next(mutant.length));
    if (mutant.length === 0) return mutant;
  }
  return mutant;
}

function assertFinite(value: unknown, path: string): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), `${path} is ${value}`);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) assertFinite(item, `${path}/${key}`);
}

function checked(bytes: Uint8Array, label: string): Outcome<CbamWorkbook> {
  const started = performance.now();
  const outcome = readCbamWorkbook(bytes, { file: "mutant.xlsx" });
  assert.ok(performance.now() - started < MAX_MS, `${label} takes too long`);
  assertFinite(outcome, label);
  if (outcome.value === undefined)
    assert.ok(
      outcome.problems.some((p) => p.severity === "error"),
      `${label} gives neither value nor error`,
    );
  else resultCells(outcome.value.case);
  return outcome;
}

test("300 mutants of the bytes of a small workbook", () => {
  const bytes = syntheticCbam();
  for (let seed = 1; seed <= 300; seed++) checked(mutate(bytes, seed), `seed ${seed}`);
});

test("300 mutants of the parts inside a small workbook", () => {
  const parts = unzipSync(
    syntheticCbam({ "D_Processes!L27": { f: "L24*2+SUM(L16:L18)", v: 3 }, "A_InstData!I28": "16.69°", "A_InstData!I29": "147.8°" }),
  );
  const names = Object.keys(parts).sort();
  let read = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const name = names[generator(seed)(names.length)] as string;
    const mutant = { ...parts, [name]: mutate(parts[name] as Uint8Array, seed) };
    if (checked(zipSync(mutant, { level: 1 }), `seed ${seed} in ${name}`).value !== undefined) read++;
  }
  assert.ok(read > 0);
});

test("12 mutants of the filled example", { skip }, () => {
  const bytes = new Uint8Array(readFileSync(EXAMPLE));
  const parts = unzipSync(bytes);
  const sheets = Object.keys(parts)
    .filter((name) => name.startsWith("xl/worksheets/sheet"))
    .sort();
  for (let seed = 1; seed <= 6; seed++) {
    const cut = bytes.slice(0, seed % 2 === 0 ? bytes.length : generator(seed)(bytes.length));
    const at = generator(seed + 50)(cut.length);
    cut[at] = (cut[at] as number) ^ 0x10;
    checked(cut, `bytes ${seed}`);
    const name = sheets[generator(seed)(sheets.length)] as string;
    const part = (parts[name] as Uint8Array).slice();
    const spot = generator(seed + 100)(part.length);
    part[spot] = 0x39;
    checked(zipSync({ ...parts, [name]: part }, { level: 1 }), `parts ${seed} in ${name}`);
  }
});
