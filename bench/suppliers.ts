// Times changes in a network of ten million products and 44 million supplier links in eight tiers: everything anew, and one product at a time.

import { change, type Kept, keep } from "../src/engine/change.ts";
import type { SparseColumns } from "../src/engine/shares.ts";
import { numbers } from "./product-system.ts";

const products = 10_000_000;
const tiers = 8;
const width = products / tiers;
const hubs = 1000;
/** Products are numbered as they came, not by tier: number = (place * step) mod products. */
const step = 7_368_787;

const numberOf = (place: number): number => (place * step) % products;

/** Four to six inputs each, four of five from the tier before, the rest from any tier before or from a thousand hubs of the first tier. */
function network(): { shares: SparseColumns; direct: Float64Array } {
  const random = numbers(99);
  const places = new Int32Array(products);
  for (let place = 0; place < products; place++) places[numberOf(place)] = place;
  const room = Math.ceil(products * 4.5);
  const start = new Int32Array(products + 1);
  const row = new Int32Array(room);
  const value = new Float64Array(room);
  const drawn = new Int32Array(6);
  let filled = 0;
  for (let j = 0; j < products; j++) {
    const tier = Math.floor(places[j]! / width);
    const wanted = tier === 0 ? 0 : 4 + Math.floor(random() * 3);
    for (let k = 0; k < wanted; k++) {
      const kind = random();
      const place = kind < 0.8 ? (tier - 1 + random()) * width : kind < 0.95 ? random() * tier * width : random() * random() * hubs;
      drawn[k] = numberOf(Math.floor(place));
    }
    const inputs = drawn.subarray(0, wanted).sort();
    for (let k = 0; k < wanted; k++) {
      if (k > 0 && inputs[k] === inputs[k - 1]) continue;
      row[filled] = inputs[k]!;
      value[filled++] = 0.4 * random();
    }
    start[j + 1] = filled;
  }
  const direct = new Float64Array(products);
  for (let j = 0; j < products; j++) direct[j] = 0.1 + random();
  return { shares: { count: products, start, row: row.subarray(0, filled), value: value.subarray(0, filled) }, direct };
}

/** Times of single changes of direct amounts of products from one tier to another, counted from raw materials as 1, hubs apart. */
function singles(kept: Kept, count: number, from: number, to: number): { median: number; slowest: number; renewed: number } {
  const random = numbers(from);
  const times: number[] = [];
  const renewed: number[] = [];
  for (let k = 0; k < count; k++) {
    const place = Math.floor((from - 1 + random() * (to - from + 1)) * width);
    if (place < hubs) continue;
    const product = numberOf(place);
    const begin = performance.now();
    const { value, problems } = change(kept, [{ product, direct: kept.direct[product]! * 1.1 }]);
    times.push(performance.now() - begin);
    if (value === undefined) throw new Error(problems[0]!.text.en);
    renewed.push(value.renewed);
  }
  const middle = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1]!;
  return { median: middle(times), slowest: Math.max(...times), renewed: middle(renewed) };
}

function bench(): void {
  const { shares, direct } = network();
  const links = shares.row.length;
  const begin = performance.now();
  const { value: kept } = keep({ shares, direct });
  if (kept === undefined) throw new Error("the network has no answer");
  const ready = (performance.now() - begin) / 1000;
  console.log(
    `${(products / 1e6).toFixed(0)} million products, ${(links / 1e6).toFixed(1)} million links, ${kept.tiers} tiers: ordered and solved in ${ready.toFixed(1)} s`,
  );
  const again = performance.now();
  change(kept, [], { whole: true });
  const whole = (performance.now() - again) / 1000;
  console.log(`  everything anew: ${whole.toFixed(2)} s (bound 3 s: ${whole < 3 ? "ok" : "MISSED"})`);
  for (const [count, from, to] of [
    [1000, 3, 8],
    [200, 1, 6],
  ] as const) {
    const { median, slowest, renewed } = singles(kept, count, from, to);
    console.log(
      `  one change in tiers ${from} to ${to} (1 is raw materials), exact: median ${median.toFixed(2)} ms of ${count} (bound 20 ms: ${median < 20 ? "ok" : "MISSED"}), slowest ${slowest.toFixed(0)} ms; ${renewed} products renewed at the median`,
    );
  }
  const held = process.memoryUsage().rss / 1e9;
  const peak = (process.resourceUsage().maxRSS * 1024) / 1e9;
  console.log(`  memory ${held.toFixed(2)} GB now, ${peak.toFixed(2)} GB at most (bound 1.5 GB: ${peak < 1.5 ? "ok" : "MISSED"})`);
}

bench();
