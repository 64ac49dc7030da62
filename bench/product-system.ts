// A synthetic product system in the manner of the large life-cycle databases: electricity by region, commodities with markets, near inputs and hubs.

import { type Share, type SparseColumns, sharesFrom } from "../src/engine/shares.ts";

export const activities = 20_000;
const seed = 20_260_101;

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function numbers(from: number): () => number {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Electricity: per region three generators feed high, medium and low voltage; high voltage is traded around in circles. */
function electricity(regions: number, random: () => number, add: (input: number, consumer: number, share: number) => void): void {
  const high = (region: number): number => ((region + regions) % regions) * 6 + 3;
  for (let region = 0; region < regions; region++) {
    const first = region * 6;
    const imports = 0.1 + 0.3 * random();
    for (let g = 0; g < 3; g++) add(first + g, first + 3, (1 - imports) / 3);
    add(high(region + 1), first + 3, imports / 2);
    add(high(region - 1), first + 3, imports / 4);
    add(high(Math.floor(random() * regions)), first + 3, imports / 4);
    add(first + 3, first + 4, 1.01);
    add(first + 4, first + 5, 1.03);
    add(first + 5, first + 5, 0.02);
  }
}

/** Commodities by level: each a market whose shares sum to one and a lognormal count of producers, all in one unit; the answer is their markets. */
function commodities(
  from: number,
  random: () => number,
  unit: Float64Array,
  add: (input: number, consumer: number, share: number) => void,
): { markets: number[]; producers: number[][] } {
  const markets: number[] = [];
  const producers: number[][] = [];
  for (let next = from; next < activities; ) {
    const wanted = Math.min(400, 1 + Math.floor(Math.exp(1.1 + 0.9 * normal(random))));
    const count = Math.min(wanted, activities - next - 1);
    if (count < 1) break;
    const sizes = Array.from({ length: count }, () => Math.exp(normal(random)));
    const whole = sizes.reduce((a, b) => a + b, 0);
    unit.fill(unit[next]!, next + 1, next + 1 + count);
    sizes.forEach((size, k) => {
      add(next + 1 + k, next, size / whole);
    });
    markets.push(next);
    producers.push(sizes.map((_, k) => next + 1 + k));
    next += count + 1;
  }
  return { markets, producers };
}

/** Activities, and the columns whose shares sum to one: markets and the high voltage of regions. */
type Generated = { shares: SparseColumns; direct: Float64Array; unit: Float64Array; sums: number[] };

/** Units of one commodity differ from those of another by up to a million; generators and producers take from lower levels, hubs and, in the lower part, from anywhere. */
function generate(): Generated {
  const random = numbers(seed);
  const regions = 100;
  const entries: Share[] = [];
  const unit = Float64Array.from({ length: activities }, () => 10 ** Math.floor(random() * 7 - 3));
  unit.fill(1, 0, regions * 6);
  const add = (input: number, consumer: number, share: number): void => {
    entries.push({ input, consumer, share: (share * unit[consumer]!) / unit[input]! });
  };
  electricity(regions, random, add);
  const { markets, producers } = commodities(regions * 6, random, unit, add);
  const loopEnd = Math.floor(markets.length * 0.6);
  const hub = (): number => markets[Math.min(loopEnd - 1, Math.floor(1 / (random() + 1 / 400)))]!;
  const inputFor = (level: number): number => {
    if (random() < 0.3) return hub();
    if (level < loopEnd && random() < 0.1) return markets[Math.floor(random() * loopEnd)]!;
    return markets[Math.max(0, level - 1 - Math.floor(random() * random() * (level + 1)))]!;
  };
  const need = (consumer: number, level: number): void => {
    add(Math.floor(random() * regions) * 6 + 4 + Math.floor(random() * 2), consumer, 0.2 * random());
    const count = 8 + Math.floor(random() * 14);
    for (let k = 0; k < count; k++) add(inputFor(level), consumer, (0.6 * random() ** 3) / count);
  };
  for (let g = 0; g < regions * 6; g++) if (g % 6 < 3) need(g, Math.floor(random() * loopEnd));
  producers.forEach((list, level) => {
    for (const producer of list) need(producer, level);
  });
  const direct = directOf(random, unit);
  const sums = [...Array.from({ length: regions }, (_, region) => region * 6 + 3), ...markets];
  return { shares: sharesFrom(activities, entries), direct, unit, sums };
}

function directOf(random: () => number, unit: Float64Array): Float64Array {
  return unit.map((size) => (random() < 0.7 ? Math.exp(normal(random)) * size : 0));
}

/** The spectral radius of T with self-use divided out, by power steps on x + T^T x in the units of x. */
function radiusOf({ count, start, row, value }: SparseColumns): number {
  let x = new Float64Array(count).fill(1);
  let radius = 0;
  for (let round = 0; round < 3000; round++) {
    const y = new Float64Array(count);
    let most = 0;
    let top = 0;
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let e = start[j]!; e < start[j + 1]!; e++) sum += value[e]! * x[row[e]!]!;
      y[j] = x[j]! + sum;
      if (round > 0 && x[j]! > most) {
        most = x[j]!;
        top = j;
      }
    }
    const next = y[top]! / x[top]! - 1;
    if (round > 100 && Math.abs(next - radius) < 1e-10) return next;
    radius = next;
    const scale = 1 / Math.max(...y.subarray(0, 1000), y[top]!);
    x = y.map((size) => Math.max(size * scale, 1e-200));
  }
  return radius;
}

export type Synthetic = {
  /** Of the activities as generated. */
  natural: number;
  shares: SparseColumns;
  direct: Float64Array;
  /** Sixteen indicators, each with amounts of its own. */
  sixteen: Float64Array[];
  /** Columns whose shares sum to one before scaling. */
  sums: number[];
  /** The shares at a wanted spectral radius. */
  at: (radius: number) => SparseColumns;
};

export function synthetic(): Synthetic {
  const { shares, direct, unit, sums } = generate();
  const natural = radiusOf(shares);
  const sixteen = Array.from({ length: 16 }, (_, k) => directOf(numbers(seed + 1 + k), unit));
  const at = (radius: number): SparseColumns => ({ ...shares, value: shares.value.map((share) => (share * radius) / natural) });
  return { natural, shares, direct, sixteen, sums, at };
}
