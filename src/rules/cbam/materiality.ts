// Materiality of a verification: what misstatements together may come to against a good's figure.

/** Law: 5 % of total specific embedded emissions, and 5 % of total specific embedded free allocation, per good. Source: IR (EU) 2025/2546, Art. 5. */
export const MATERIALITY = 0.05;

/** How the limit is told from rounding: a sum that only floating point lifts above it is not above it. */
const ROUNDING = 1e-12;

/** One bar, all in the figure's unit. `why`: what is not known, where the bar is null. */
export type Bar = {
  figure: number | null;
  limit: number | null;
  /** Misstatements netted, and their sizes added up. */
  net: number | null;
  gross: number | null;
  /** Net over limit: 1 is the limit itself. */
  filled: number | null;
  material: boolean | null;
  /** Only because misstatements offset one another are they not material. */
  offset: boolean;
  why?: "figure" | "effect";
};

/**
 * Law: misstatements are material that together exceed 5 % of the figure; one that meets it does not. An effect that is not known makes the sum unknown,
 * never smaller. Sums are taken by size, so that the order of the findings plays no part.
 */
export function materialityBar(figure: number | null, effects: readonly (number | null)[]): Bar {
  const known = effects.filter((one) => one !== null).sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  const isKnown = known.length === effects.length;
  const net = isKnown ? known.reduce((sum, one) => sum + one, 0) : null;
  const gross = isKnown ? known.reduce((sum, one) => sum + Math.abs(one), 0) : null;
  const limit = figure === null ? null : MATERIALITY * Math.abs(figure);
  if (net === null || gross === null || limit === null)
    return { figure, limit, net, gross, filled: null, material: null, offset: false, why: figure === null ? "figure" : "effect" };
  const exceeds = (sum: number): boolean => Math.abs(sum) > limit * (1 + ROUNDING);
  const filled = limit === 0 ? (net === 0 ? 0 : null) : Math.abs(net) / limit;
  return { figure, limit, net, gross, filled, material: exceeds(net), offset: !exceeds(net) && exceeds(gross) };
}
