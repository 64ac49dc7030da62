// Charts as inline SVG: one bar with its parts, credits to the left of zero, and a small bar for each row.
import { html, type Html } from "./markup.ts";

export type Part = { name: string; value: number; text: string };

const WIDTH = 720;
const HEIGHT = 34;
const SHADES = 6;
const at = (x: number): string => x.toFixed(2);

type Scale = { x: (value: number) => number; zero: number };

/** From the sum of credits to the sum of emissions, zero included. */
function scaleOf(values: readonly number[], width: number): Scale {
  const low = values.reduce((sum, v) => sum + Math.min(v, 0), 0);
  const high = values.reduce((sum, v) => sum + Math.max(v, 0), 0);
  const span = high - low || 1;
  const x = (value: number): number => ((value - low) / span) * width;
  return { x, zero: x(0) };
}

/** Pattern of a credit, used by all charts of the document: a credit is told by its hatching and place, not by colour only. */
export function chartPatterns(): Html {
  return html`<svg width="0" height="0" class="hidden" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="credit"/><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs></svg>`;
}

/** All parts in one bar: emissions from zero to the right, credits from zero to the left, in the order given. */
export function stackedBar({ title, description, parts }: { title: string; description: string; parts: readonly Part[] }): Html {
  const scale = scaleOf(parts.map((p) => p.value), WIDTH);
  let right = 0;
  let left = 0;
  let shade = 0;
  const segments = parts.map((part) => {
    const credit = part.value < 0;
    const from = credit ? left + part.value : right;
    const width = scale.x(from + Math.abs(part.value)) - scale.x(from);
    if (credit) left += part.value;
    else right += part.value;
    const shading = credit ? "negative" : `shade${shade++ % SHADES}`;
    return html`<rect x="${at(scale.x(from))}" y="4" width="${at(Math.max(width, 0.5))}" height="26" class="${shading}"><title>${part.name}: ${part.text}</title></rect>`;
  });
  return html`<svg class="stack" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"><title>${title}</title><desc>${description}</desc>${segments}<line x1="${at(scale.zero)}" x2="${at(scale.zero)}" y1="0" y2="${HEIGHT}" class="axis"/></svg>`;
}

/** Shading of a part in the list below a stacked bar, the same as in the bar. */
export function shadesOf(values: readonly number[]): string[] {
  let shade = 0;
  return values.map((v) => (v < 0 ? "negative" : `shade${shade++ % SHADES}`));
}

/** One bar of a list; `values` of the whole list set the scale. The number stands beside it, so the bar is hidden from readers. */
export function rowBar(value: number, values: readonly number[], shading: string): Html {
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const zero = (-low / span) * 100;
  const width = Math.max((Math.abs(value) / span) * 100, 0.4);
  const x = value < 0 ? zero - width : zero;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="${at(x)}" y="1" width="${at(width)}" height="8" class="${shading}"/><line x1="${at(zero)}" x2="${at(zero)}" y1="0" y2="10" class="axis"/></svg>`;
}
