// A change as the bars of a waterfall: from what was, move by move, to what is.
import type { ChangeKind, Move, Moved } from "../../model/change.ts";

/** `from` and `to` are where a bar begins and ends, in the figure's unit; the first and the last bar stand on nothing. */
export type Bar = { id: string; label: string; from: number; to: number; kind: ChangeKind | "before" | "after" | "others" };

/** Moves that have a bar of their own. */
const MOST = 10;

type Words = { before: string; after: string; others: (count: number) => string; move: (move: Move) => string };

/** Law: the bars meet end to end from `before` to `after`; what has no bar of its own is summed in one. None where a side is missing. */
export function waterfallOf({ before, after, moves }: Moved, words: Words, most = MOST): Bar[] {
  if (before === null || after === null) return [];
  const bars: Bar[] = [{ id: "before", label: words.before, from: 0, to: before, kind: "before" }];
  const single = moves.length > most + 1 ? moves.slice(0, most) : moves;
  let at = before;
  for (const [i, move] of single.entries()) {
    bars.push({ id: `${i} ${move.step}`, label: words.move(move), from: at, to: at + move.value, kind: move.kind });
    at += move.value;
  }
  const others = moves.slice(single.length);
  if (others.length > 0) {
    const value = others.reduce((sum, { value }) => sum + value, 0);
    bars.push({ id: "others", label: words.others(others.length), from: at, to: at + value, kind: "others" });
  }
  bars.push({ id: "after", label: words.after, from: 0, to: after, kind: "after" });
  return bars;
}

/** The part of the axis that the bars need: from zero, or closer where the moves would be too small to see. */
export function axisOf(bars: readonly Bar[]): { min: number; max: number; cut: boolean } {
  const ends = bars.flatMap(({ kind, from, to }) => (kind === "before" || kind === "after" ? [to] : [from, to]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low;
  if (low > 0 && span < low * NEAR) return { min: low - (span === 0 ? low : span) * ROOM, max: high + span * ROOM, cut: true };
  return { min: Math.min(0, low), max: Math.max(0, high), cut: false };
}

/** Moves below this part of the figures are looked at closer. */
const NEAR = 0.5;
/** Space before the lowest and behind the highest end, as a part of the span. */
const ROOM = 0.35;

/** The visible parts of a bar for stacking: what is passed over, and what is painted above and below zero. */
export function stackOf({ from, to }: Bar): { pass: number; above: number; below: number } {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (low >= 0) return { pass: low, above: high - low, below: 0 };
  if (high <= 0) return { pass: high, above: 0, below: low - high };
  return { pass: 0, above: high, below: low };
}

/** Digits behind the point that show a difference of this size to four figures. */
export function digitsFor(difference: number): number {
  const size = Math.abs(difference);
  if (size === 0 || !Number.isFinite(size)) return 5;
  let digits = 3;
  for (let at = 1; at > size && digits < 12; at /= 10) digits += 1;
  return digits;
}
