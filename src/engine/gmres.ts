// Stiff loops: restarted GMRES(30), preconditioned by one Gauss-Seidel sweep (Saad 2003, algorithm 9.5).

import type { Layout, Loop } from "./layout.ts";
import { residual } from "./sweep.ts";

const restart = 30;
const mostCycles = 60;

/** The loop alone, scaled by the weights: y[k] - sum of earlier and later value * y[row]. */
type Scaled = { size: number; start: Int32Array; later: Int32Array; row: Int32Array; value: Float64Array };

type Space = {
  basis: Float64Array[];
  upper: Float64Array[];
  cos: Float64Array;
  sin: Float64Array;
  right: Float64Array;
  spare: Float64Array;
};

/**
 * Law: brings max |c + T x - net x| / (net u) of a loop down to `target` or as far as it goes; the answer is what was reached.
 * x holds the guess and then the solution; u are positive weights. Stagnation ends it.
 */
export function gmres(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array, target: number): number {
  const scaled = scale(layout, loop, u);
  const space = roomFor(scaled.size);
  let reached = residual(layout, loop, c, x, u);
  let slow = 0;
  for (let cycle = 0; cycle < mostCycles && reached > target && Number.isFinite(reached); cycle++) {
    const kept = x.slice(loop.from, loop.to);
    correct(layout, loop, scaled, space, c, x, u, target);
    const next = residual(layout, loop, c, x, u);
    if (!(next < reached)) {
      x.set(kept, loop.from);
      if (slow++ > 0 || reached < 1e-13) break;
    } else if (next > 0.7 * reached) slow++;
    else slow = 0;
    reached = Math.min(reached, next);
    if (slow > 6) break;
  }
  return reached;
}

/** One cycle: the correction of x that is best within the space of 30 products. */
function correct(
  layout: Layout,
  loop: Loop,
  scaled: Scaled,
  space: Space,
  c: Float64Array,
  x: Float64Array,
  u: Float64Array,
  target: number,
): void {
  const { basis, upper, right, spare } = space;
  const first = basis[0]!;
  rightSide(layout, loop, c, x, u, first);
  const norm = Math.sqrt(dot(first, first));
  if (norm === 0) return;
  multiply(first, 1 / norm);
  right.fill(0);
  right[0] = norm;
  const enough = Math.max(0.2 * target * Math.sqrt(scaled.size), 1e-10 * norm);
  let k = 0;
  while (k < restart && Math.abs(right[k]!) > enough) {
    const next = basis[k + 1]!;
    applyInverse(scaled, basis[k]!, spare);
    applyAfterInverse(scaled, basis[k]!, spare, next);
    const column = upper[k]!;
    for (let i = 0; i <= k; i++) {
      column[i] = dot(next, basis[i]!);
      addTimes(next, -column[i]!, basis[i]!);
    }
    const length = Math.sqrt(dot(next, next));
    column[k + 1] = length;
    if (length > 0) multiply(next, 1 / length);
    rotate(space, k);
    k++;
    if (length === 0) break;
  }
  combine(space, k, first);
  applyInverse(scaled, first, spare);
  for (let p = loop.from; p < loop.to; p++) x[p]! += u[p]! * spare[p - loop.from]!;
}

function rightSide(layout: Layout, loop: Loop, c: Float64Array, x: Float64Array, u: Float64Array, out: Float64Array): void {
  const { start, inner, row, value, net } = layout;
  for (let p = loop.from; p < loop.to; p++) {
    let sum = c[p]!;
    const end = start[p + 1]!;
    for (let e = inner[p]!; e < end; e++) sum += value[e]! * x[row[e]!]!;
    out[p - loop.from] = (sum - net[p]! * x[p]!) / (net[p]! * u[p]!);
  }
}

function scale(layout: Layout, loop: Loop, u: Float64Array): Scaled {
  const { inner, row, value, net } = layout;
  const size = loop.to - loop.from;
  const start = new Int32Array(size + 1);
  const later = new Int32Array(size);
  for (let k = 0; k < size; k++) {
    const p = loop.from + k;
    start[k + 1] = start[k]! + layout.start[p + 1]! - inner[p]!;
    later[k] = start[k]! + layout.later[p]! - inner[p]!;
  }
  const scaled = { size, start, later, row: new Int32Array(start[size]!), value: new Float64Array(start[size]!) };
  for (let k = 0, n = 0; k < size; k++) {
    const p = loop.from + k;
    for (let e = inner[p]!; e < layout.start[p + 1]!; e++, n++) {
      scaled.row[n] = row[e]! - loop.from;
      scaled.value[n] = (value[e]! * u[row[e]!]!) / (net[p]! * u[p]!);
    }
  }
  return scaled;
}

/** out = M^-1 y with M = I - earlier. */
function applyInverse({ size, start, later, row, value }: Scaled, y: Float64Array, out: Float64Array): void {
  for (let k = 0; k < size; k++) {
    let sum = y[k]!;
    const end = later[k]!;
    for (let e = start[k]!; e < end; e++) sum += value[e]! * out[row[e]!]!;
    out[k] = sum;
  }
}

/** out = (M - later) M^-1 y, given z = M^-1 y. */
function applyAfterInverse({ size, start, later, row, value }: Scaled, y: Float64Array, z: Float64Array, out: Float64Array): void {
  for (let k = 0; k < size; k++) {
    let sum = y[k]!;
    const end = start[k + 1]!;
    for (let e = later[k]!; e < end; e++) sum -= value[e]! * z[row[e]!]!;
    out[k] = sum;
  }
}

function rotate({ upper, cos, sin, right }: Space, k: number): void {
  const column = upper[k]!;
  for (let i = 0; i < k; i++) {
    const a = column[i]!;
    const b = column[i + 1]!;
    column[i] = cos[i]! * a + sin[i]! * b;
    column[i + 1] = cos[i]! * b - sin[i]! * a;
  }
  const length = Math.sqrt(column[k]! * column[k]! + column[k + 1]! * column[k + 1]!);
  cos[k] = length === 0 ? 1 : column[k]! / length;
  sin[k] = length === 0 ? 0 : column[k + 1]! / length;
  column[k] = length;
  right[k + 1] = -sin[k]! * right[k]!;
  right[k] = cos[k]! * right[k]!;
}

/** Solves the small triangle and writes basis * answer into out (which may be basis[0]). */
function combine({ basis, upper, right }: Space, k: number, out: Float64Array): void {
  const answer = new Float64Array(k);
  for (let i = k - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let j = i + 1; j < k; j++) sum -= upper[j]![i]! * answer[j]!;
    answer[i] = upper[i]![i] === 0 ? 0 : sum / upper[i]![i]!;
  }
  multiply(out, k > 0 ? answer[0]! : 0);
  for (let i = 1; i < k; i++) addTimes(out, answer[i]!, basis[i]!);
}

function roomFor(size: number): Space {
  const lines = (count: number, length: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(length));
  return {
    basis: lines(restart + 1, size),
    upper: lines(restart, restart + 1),
    cos: new Float64Array(restart),
    sin: new Float64Array(restart),
    right: new Float64Array(restart + 1),
    spare: new Float64Array(size),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  const size = a.length;
  const whole = size - (size % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < whole; k += 4) {
    s0 += a[k]! * b[k]!;
    s1 += a[k + 1]! * b[k + 1]!;
    s2 += a[k + 2]! * b[k + 2]!;
    s3 += a[k + 3]! * b[k + 3]!;
  }
  for (let k = whole; k < size; k++) s0 += a[k]! * b[k]!;
  return s0 + s1 + (s2 + s3);
}

function addTimes(a: Float64Array, times: number, b: Float64Array): void {
  const size = a.length;
  for (let k = 0; k < size; k++) a[k]! += times * b[k]!;
}

function multiply(a: Float64Array, times: number): void {
  const size = a.length;
  for (let k = 0; k < size; k++) a[k]! *= times;
}
