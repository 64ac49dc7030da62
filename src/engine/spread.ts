// How far numbers may lie from what is written: the distributions of stats_arrays, drawn by place.

import { normalAt, unitOf, wordsAt } from "./random.ts";

/**
 * Distributions entry by entry, by the ids of stats_arrays: 0 unknown and 1 none (the number stays), 2 lognormal (loc = ln of the median,
 * scale = sigma of ln, `negative` 1 for minus that), 3 normal, 4 uniform, 5 triangular (loc = mode), 13 beta-PERT (loc = mode, scale = lambda, 4 where NaN).
 * minimum and maximum cut off what lies beyond them; NaN where there is none. Typed arrays, so that threads can hold them in common.
 */
export type Spread = {
  id: Uint8Array;
  loc: Float64Array;
  scale: Float64Array;
  minimum: Float64Array;
  maximum: Float64Array;
  negative: Uint8Array;
};

/** Where a whole list is drawn: the lane tells lists apart (0 to 32767). */
export type Drawing = { seed: number; run: number; lane: number };

/** Draws of one number that fall outside its bounds before it counts as not drawable. */
const mostAttempts = 200;

/** A Spread in which nothing spreads yet, over the memory of `room` if given. */
export function steady(count: number, room: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes)): Spread {
  const numbers = (): Float64Array => new Float64Array(room(8 * count)).fill(Number.NaN);
  const bytes = (): Uint8Array => new Uint8Array(room(count));
  return { id: bytes(), loc: numbers(), scale: numbers(), minimum: numbers(), maximum: numbers(), negative: bytes() };
}

/** True if entry e is of a distribution known here, its parameters in order. */
export function isDrawable({ id, loc, scale, minimum, maximum }: Spread, e: number): boolean {
  const at = loc[e]!;
  const wide = scale[e]!;
  const low = minimum[e]!;
  const high = maximum[e]!;
  const between = low < high && Number.isFinite(high - low);
  switch (id[e]) {
    case 0:
    case 1:
      return true;
    case 2:
    case 3:
      return Number.isFinite(at) && wide > 0 && wide < Infinity && !(low >= high);
    case 4:
      return between;
    case 5:
      return between && low <= at && at <= high;
    case 13:
      return between && low <= at && at <= high && (Number.isNaN(wide) || (wide > 0 && wide < Infinity));
    default:
      return false;
  }
}

/**
 * Law: out[e] is drawn from the distribution of entry e by (seed, run, lane, e) alone, and is values[e] where it has none; NaN where its bounds
 * leave nothing to draw. In the units of `values`. Every entry is to be drawable.
 */
export function drawAll(spread: Spread, values: Float64Array, drawing: Drawing, out: Float64Array): void {
  const { id } = spread;
  const words = new Uint32Array(2);
  const stream = drawing.lane << 16;
  for (let e = 0; e < values.length; e += 2) {
    const last = e + 1 === values.length;
    if (id[e]! < 2 && (last || id[e + 1]! < 2)) {
      out[e] = values[e]!;
      if (!last) out[e + 1] = values[e + 1]!;
      continue;
    }
    wordsAt(drawing.seed, drawing.run, e >>> 1, stream, words);
    const second = words[1]!;
    out[e] = drawOne(spread, values, e, unitOf(words[0]!), drawing, words);
    if (!last) out[e + 1] = drawOne(spread, values, e + 1, unitOf(second), drawing, words);
  }
}

function drawOne(spread: Spread, values: Float64Array, e: number, p: number, drawing: Drawing, words: Uint32Array): number {
  const { id, loc, minimum, maximum } = spread;
  const low = minimum[e]!;
  const high = maximum[e]!;
  switch (id[e]) {
    case 2:
    case 3: {
      let drawn = deviate(spread, e, p);
      for (let attempt = 1; drawn < low || drawn > high; attempt++) {
        if (attempt > mostAttempts) return Number.NaN;
        wordsAt(drawing.seed, drawing.run, e, (drawing.lane << 16) + attempt, words);
        drawn = deviate(spread, e, unitOf(words[0]!));
      }
      return drawn;
    }
    case 4:
      return low + p * (high - low);
    case 5: {
      const whole = high - low;
      const rise = loc[e]! - low;
      if (p * whole < rise) return low + Math.sqrt(p * whole * rise);
      return high - Math.sqrt((1 - p) * whole * (high - loc[e]!));
    }
    case 13:
      return drawPert(spread, e, drawing, words);
    default:
      return values[e]!;
  }
}

function deviate({ id, loc, scale, negative }: Spread, e: number, p: number): number {
  const z = loc[e]! + scale[e]! * normalAt(p);
  if (id[e] === 3) return z;
  return negative[e] === 1 ? -Math.exp(z) : Math.exp(z);
}

/** Law: minimum + (maximum - minimum) B with B beta-distributed by 1 + lambda (mode - min) / (max - min) and 1 + lambda (max - mode) / (max - min). */
function drawPert({ loc, scale, minimum, maximum }: Spread, e: number, { seed, run, lane }: Drawing, words: Uint32Array): number {
  const low = minimum[e]!;
  const whole = maximum[e]! - low;
  const lambda = Number.isNaN(scale[e]!) ? 4 : scale[e]!;
  let attempt = 0;
  const next = (): void => wordsAt(seed, run, e, (lane << 16) + ++attempt, words);
  const a = drawGamma(1 + (lambda * (loc[e]! - low)) / whole, next, words);
  const b = drawGamma(1 + (lambda * (maximum[e]! - loc[e]!)) / whole, next, words);
  return low + (whole * a) / (a + b);
}

/** Law: a gamma deviate of shape >= 1 and scale 1 by squeeze and rejection (Marsaglia and Tsang 2000). */
function drawGamma(shape: number, next: () => void, words: Uint32Array): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    next();
    const z = normalAt(unitOf(words[0]!));
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    if (Math.log(unitOf(words[1]!)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
