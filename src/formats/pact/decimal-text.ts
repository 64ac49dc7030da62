// Decimals of PACT are texts: what they say, and how closely.

/** `halfPlace`: half a unit of the last place that is written. */
export type DecimalText = { value: number; halfPlace: number; exponent: boolean };

const DECIMAL = /^[+-]?\d+(?:\.(\d+))?([eE][+-]?\d+)?$/;

/** A decimal taken apart, an exponent allowed; undefined where the text is no number, or one out of range. */
export function readDecimal(text: string): DecimalText | undefined {
  const match = DECIMAL.exec(text);
  const value = Number(text);
  if (match === null || !Number.isFinite(value)) return undefined;
  const [, fraction = "", exponent] = match;
  const halfPlace = Number(`0.5e${Number(exponent?.slice(1) ?? 0) - fraction.length}`);
  return { value, halfPlace, exponent: exponent !== undefined };
}
