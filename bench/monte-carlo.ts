// Times 1,000 Monte Carlo runs on the synthetic system of radius 0.8, every exchange drawn anew, on two threads that hold the arrays in common.

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { conclude, type Draws, type Groups, type Study, solveWritten, type Written } from "../src/engine/monte-carlo.ts";
import type { SparseColumns } from "../src/engine/shares.ts";
import { type Spread, steady } from "../src/engine/spread.ts";
import { activities, numbers, type Synthetic } from "./product-system.ts";

const runs = 1000;
const threads = 2;
const watched = 100;

type List = Float64Array | Int32Array | Uint8Array;

/** The same lists over memory that threads share. */
function inCommon<T>(given: T): T {
  if (ArrayBuffer.isView(given)) {
    const list = given as unknown as List;
    const kind = list.constructor as new (room: SharedArrayBuffer) => List;
    const out = new kind(new SharedArrayBuffer(list.byteLength));
    out.set(list);
    return out as unknown as T;
  }
  if (Array.isArray(given)) return given.map((one) => inCommon(one)) as T;
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, inCommon(one)])) as T;
}

/** Lognormal around each number other than 0, its sigma between 0.05 and 0.35. */
function lognormal(values: Float64Array, random: () => number): Spread {
  const spread = steady(values.length);
  values.forEach((value, e) => {
    if (value === 0) return;
    spread.id[e] = 2;
    spread.loc[e] = Math.log(value);
    spread.scale[e] = 0.05 + 0.3 * random();
  });
  return spread;
}

/** Whole columns as groups. */
function groupsOf({ start }: SparseColumns, columns: number[]): Groups {
  const entries = columns.map((j) => Array.from({ length: start[j + 1]! - start[j]! }, (_, k) => start[j]! + k));
  const begin = new Int32Array(columns.length + 1);
  entries.forEach((list, g) => {
    begin[g + 1] = begin[g]! + list.length;
  });
  return { start: begin, entry: Int32Array.from(entries.flat()) };
}

async function drawn(study: Study, written: Written, from: number, to: number): Promise<Draws> {
  const worker = new Worker(new URL("./draws-worker.ts", import.meta.url), { workerData: { study, written, from, to } });
  const [draws] = await once(worker, "message");
  return draws;
}

export async function monteCarloBench(made: Synthetic): Promise<void> {
  const random = numbers(7);
  const shares = made.at(0.8);
  const study: Study = inCommon({
    shares,
    direct: [made.direct],
    spread: lognormal(shares.value, random),
    directSpread: [lognormal(made.direct, random)],
    groups: groupsOf(shares, made.sums),
    watched: Int32Array.from({ length: watched }, (_, k) => activities - 1 - k * 150),
    seed: 2026,
    runs,
  });
  const begin = performance.now();
  const written = solveWritten(study).value;
  if (written === undefined) throw new Error("the synthetic system has no answer");
  const common = inCommon(written);
  const cuts = Array.from({ length: threads + 1 }, (_, t) => Math.round((t * runs) / threads));
  const parts = await Promise.all(cuts.slice(1).map((to, t) => drawn(study, common, cuts[t]!, to)));
  const { value, problems } = conclude(study, common, parts);
  const seconds = (performance.now() - begin) / 1000;
  const ok = seconds < 30 ? "ok" : "MISSED";
  console.log(
    `${runs} Monte Carlo runs at radius 0.8, every exchange drawn anew, ${threads} threads: ${seconds.toFixed(1)} s (bound 30 s: ${ok})`,
  );
  if (value === undefined) console.log(`  ${problems[0]!.text.en}`);
  else {
    const widths = value.bands[0]!.map(({ low, median, high }) => (high - low) / median).sort((a, b) => a - b);
    console.log(
      `  ${value.accepted} accepted, median width of the 95 % band ${(100 * widths[watched >> 1]!).toFixed(0)} % of the median of ${watched} products`,
    );
  }
}
