// Charts as inline SVG: one bar with its parts, credits to the left of zero, and a small bar for each row.
import { type Html, html } from "./markup.ts";

type Part = { name: string; value: number; text: string };

const SHADES = 6;
const at = (x: number): string => x.toFixed(2);

type Scale = { x: (value: number) => number; zero: number };

/** From the sum of credits to the sum of emissions, zero included, in per cent of the width. */
function scaleOf(values: readonly number[]): Scale {
  const low = values.reduce((sum, v) => sum + Math.min(v, 0), 0);
  const high = values.reduce((sum, v) => sum + Math.max(v, 0), 0);
  const span = high - low || 1;
  const x = (value: number): number => ((value - low) / span) * 100;
  return { x, zero: x(0) };
}

/** Pattern of a credit, used by all charts of the document: a credit is told by its hatching and place, not by colour only. */
export function chartPatterns(): Html {
  return html`<svg width="0" height="0" class="hidden" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="credit"/><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs></svg>`;
}

/** All parts in one bar: emissions from zero to the right, credits from zero to the left, in the order given. */
export function stackedBar({ title, description, parts }: { title: string; description: string; parts: readonly Part[] }): Html {
  const values = parts.map((p) => p.value);
  const scale = scaleOf(values);
  const shades = shadesOf(values);
  let right = 0;
  let left = 0;
  const segments = parts.map(({ name, value, text }, i) => {
    const from = value < 0 ? left + value : right;
    const width = scale.x(from + Math.abs(value)) - scale.x(from);
    if (value < 0) left += value;
    else right += value;
    return html`<rect x="${at(scale.x(from))}%" y="10%" width="${at(Math.max(width, 0.1))}%" height="80%" class="${shades[i]}"><title>${name}: ${text}</title></rect>`;
  });
  const zero = `${at(scale.zero)}%`;
  return html`<svg class="stack" role="img"><title>${title}</title><desc>${description}</desc>${segments}<line x1="${zero}" x2="${zero}" y1="0" y2="100%" class="axis"/></svg>`;
}

/** Shading of a part in the list below a stacked bar, the same as in the bar. */
export function shadesOf(values: readonly number[]): string[] {
  let shade = 0;
  return values.map((v) => (v < 0 ? "negative" : `shade${Math.min(shade++, SHADES - 1)}`));
}

/** One bar of a list; `values` of the whole list set the scale. The number stands beside it, so the bar is hidden from readers. */
export function rowBar(value: number, values: readonly number[], shading: string): Html {
  const low = values.reduce((least, v) => Math.min(least, v), 0);
  const span = values.reduce((most, v) => Math.max(most, v), 0) - low || 1;
  const zero = (-low / span) * 100;
  const width = Math.max((Math.abs(value) / span) * 100, 0.4);
  const x = value < 0 ? zero - width : zero;
  return html`<svg class="bar" aria-hidden="true"><rect x="${at(x)}%" y="1" width="${at(width)}%" height="9" class="${shading}"/><line x1="${at(zero)}%" x2="${at(zero)}%" y1="0" y2="11" class="axis"/></svg>`;
}
