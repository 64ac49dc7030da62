// When a footprint is to be calculated anew.

const LIMIT = 0.1;
/** A change that only floating point holds below the limit has met it. */
const ROUNDING = 1e-12;

/** Law: a footprint is calculated anew where it changes by 10 % or more; from zero any change is that. Both in one unit. Source: PACT Methodology v3, section 3.2.3. */
export function needsRecalculation(before: number, after: number): boolean {
  if (before === after) return false;
  return Math.abs(after - before) >= LIMIT * Math.abs(before) * (1 - ROUNDING);
}
