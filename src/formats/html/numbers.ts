// How numbers and units are shown: rounded once, half up, with the full double on hover.
import { grouped, plainText, roundHalfUp, trimmed } from "../rounding.ts";
import { type Html, html } from "./markup.ts";
import { linked, type View } from "./view.ts";

const TOTALS = new Set(["t", "tCO2e", "tCO2", "MWh", "tClinker", "tNitrogen"]);
const PER_TONNE = new Set(["tCO2e/t", "tCO2/t", "MWh/t"]);
const LONGEST = 28;

/** tCO2e as tCO₂e; a pure number has no unit; a price whose currency was not stated says so. */
export function unitText(view: View, unit: string): string {
  if (unit === "1") return "";
  if (unit.startsWith("?/")) return `${view.say("(통화 미기재)", "(currency not stated) ")}${unit.slice(1)}`;
  return unit.replace(/(?<=CO|C|N|F)\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit).replace("Nm3", "Nm³");
}

/** A computed figure: specific embedded emissions with 5 decimals, period totals whole, all else up to 5 decimals. */
export function rounded(value: number, unit: string): string {
  if (PER_TONNE.has(unit)) return grouped(roundHalfUp(value, 5));
  if (TOTALS.has(unit) && (Math.abs(value) >= 10 || value === 0)) return grouped(roundHalfUp(value, 0));
  const text = trimmed(roundHalfUp(value, 5));
  return text === "0" && value !== 0 ? String(value) : grouped(text);
}

/** A figure as it was handed in: all its digits. */
export function exact(value: number): string {
  const text = plainText(value);
  return text.length > LONGEST ? String(value) : grouped(text);
}

/** Never a zero for what is missing. */
export function missing(view: View): Html {
  return html`<span class="none">${view.say("값 없음", "no value")}</span>`;
}

function figure(view: View, { text, full, unit }: { text: string; full: string; unit: string }): Html {
  const shown = unitText(view, unit);
  return html`<span class="n" title="${full}${shown === "" ? "" : ` ${shown}`}">${text}</span>${shown !== "" && html` <span class="u">${shown}</span>`}`;
}

/** Rounded figure with its unit. */
export function amount(view: View, value: number | null, unit: string): Html {
  return value === null ? missing(view) : figure(view, { text: rounded(value, unit), full: String(value), unit });
}

/** Rounded figure without its unit, for a column whose head names it. */
export function bare(view: View, value: number | null, unit: string): Html {
  return value === null ? missing(view) : html`<span class="n" title="${String(value)}">${rounded(value, unit)}</span>`;
}

/** The value of a step by its id, linked to its derivation; a dash where there is no such step. */
export function stepCell(view: View, id: string, withUnit = false): Html {
  const step = view.steps.get(id);
  if (step === undefined) return html`<span class="none">–</span>`;
  if (view.withheld.has(id)) return html`<span class="none">${view.say("비공개", "withheld")}</span>`;
  if (step.value === null) return linked(view, id, missing(view));
  const text = step.terms === undefined ? exact(step.value) : rounded(step.value, step.unit);
  const unit = withUnit ? step.unit : "1";
  return linked(view, id, figure(view, { text, full: String(step.value), unit }));
}
