// Rounding at output: half up on the shortest decimal text of a double, in decimal digits and not in binary fractions.

/** Sign, digits, and how many of them stand before the decimal point: 0.0125 is { negative: false, digits: "125", point: -1 }. */
type Decimal = { negative: boolean; digits: string; point: number };

const SHORTEST = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** The shortest decimal text that reads back as the same double (ECMAScript), taken apart. */
function decimalOf(value: number): Decimal {
  const match = SHORTEST.exec(String(value));
  if (match === null) throw new Error(`only a finite number has decimal digits, not ${value}`);
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  return { negative: sign === "-", digits, point: whole.length - (all.length - digits.length) + Number(exponent) };
}

/** The digits up to `keep`, one more at the last place where the next digit is 5 or more. */
function cut(digits: string, keep: number): string {
  if (keep < 0) return "";
  const kept = digits.slice(0, keep);
  if ((digits[keep] ?? "0") < "5") return kept;
  return String(BigInt(`1${kept}`) + 1n);
}

function written({ negative, digits, point }: Decimal, decimals: number): string {
  const keep = digits === "" ? decimals : point + decimals;
  const padded = digits.padEnd(Math.max(keep, 0), "0");
  const rounded = cut(padded, keep);
  const carried = rounded.length > Math.max(keep, 0);
  const plain = carried ? carry(rounded, keep) : rounded;
  const full = plain.padStart(decimals + 1, "0");
  const text = decimals === 0 ? full : `${full.slice(0, -decimals)}.${full.slice(-decimals)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Takes the leading 1 off again that `cut` put before the digits, or lets it be the carry: 1|999 + 1 = 2000 means 1000. */
function carry(rounded: string, keep: number): string {
  return rounded[0] === "2" ? `1${"0".repeat(keep)}` : rounded.slice(1);
}

/**
 * Law: a figure is rounded once, at output, to `decimals` places, half up in magnitude on its shortest decimal text: 1.005 gives "1.01", -2.5 gives "-3".
 * Exact for every finite double; never "-0". The acts set no method of rounding.
 */
export function roundHalfUp(value: number, decimals: number): string {
  return written(decimalOf(value), decimals);
}

/** A fraction as per cent, rounded as above after an exact shift of the point: 0.12345 with one decimal gives "12.3". */
export function percentHalfUp(fraction: number, decimals: number): string {
  const decimal = decimalOf(fraction);
  return written({ ...decimal, point: decimal.point + 2 }, decimals);
}

/** The shortest decimal text without an exponent. */
export function plainText(value: number): string {
  const decimal = decimalOf(value);
  return written(decimal, Math.max(0, decimal.digits.length - decimal.point));
}

/** Commas between the thousands of the whole part; the fraction as it is. */
export function grouped(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const spaced = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Without the zeros at the end of the fraction. */
export function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
