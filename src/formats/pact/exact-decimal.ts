// Products and sums of decimal texts without rounding, written without exponent.

type Exact = { digits: bigint; places: number };

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

function exactOf(text: string): Exact | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length };
}

function written({ digits, places }: Exact): string {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const fraction = text.slice(text.length - places).replace(/0+$/, "");
  const whole = text.slice(0, text.length - places);
  return `${digits < 0n ? "-" : ""}${whole}${places === 0 || fraction === "" ? "" : `.${fraction}`}`;
}

/** The product of two decimals, exactly; undefined where one is no plain decimal. */
export function exactProduct(left: string, right: string): string | undefined {
  const [a, b] = [exactOf(left), exactOf(right)];
  return a && b && written({ digits: a.digits * b.digits, places: a.places + b.places });
}

/** The sum of two decimals, exactly; undefined where one is no plain decimal. */
export function exactSum(left: string, right: string): string | undefined {
  const [a, b] = [exactOf(left), exactOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const places = Math.max(a.places, b.places);
  const at = ({ digits, places: own }: Exact): bigint => digits * BigInt(`1${"0".repeat(places - own)}`);
  return written({ digits: at(a) + at(b), places });
}
