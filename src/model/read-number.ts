// A number as a person or a program wrote it into a cell; what could mean two numbers is none.

export type Decimal = "point" | "comma";
export type ReadNumber = { value: number; unit?: string } | { fault: "missing" | "unreadable" | "ambiguous" | "negative" };

const PLAIN = /^[+-]?\d+$/;
const EXPONENT = /^[+-]?\d+[eE][+-]?\d+$/;
// Groups of thousands never begin with a zero: "0,123" is no 123.
const POINT = /^[+-]?(?:\d+\.\d*|\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,\d*|,\d+|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?)(?:[eE][+-]?\d+)?$/;
const NOTHING = /^(?:[-–—ㅡ]+|n\/?a\.?|null|없음|해당없음|해당 없음)?$/i;
const NEGATIVE = /^(?:\((.+)\)|[△▲▽▼](.+)|(.*\d)-)$/;
/** A number and what stands behind it, such as a unit. */
const WITH_UNIT = /^([+-]?[\d.,]*\d[.,]?(?:[eE][+-]?\d+)?)\s*(?![eE][+-]?\d)([^\d\s.,+-].*)$/;

/** The sign of decimals that a text forces: "1,234.5" the point, "1.234,5" the comma; undefined where it forces none. */
export function decimalOf(given: string): Decimal | undefined {
  const text = tidied(given);
  const forced = POINT.test(text) !== COMMA.test(text);
  if (!forced) return undefined;
  return POINT.test(text) ? "point" : "comma";
}

function tidied(given: string): string {
  const plain = /^[\x20-\x7e]*$/.test(given) ? given : given.normalize("NFKC").replaceAll("\u2212", "-");
  const text = plain.trim();
  return /^[+-]?[1-9]\d{0,2}(?:[ '’]\d{3})+(?![\d])/.test(text) ? text.replace(/(\d)[ '’](?=\d{3}(?!\d))/g, "$1") : text;
}

/**
 * Law: a thousands sign is accepted where the text or `decimal` leaves one meaning only; "1.234,5" needs `decimal`, "1,234" too.
 * Parentheses, a trailing minus and △ are negative only where `negatives` says so. Faults are told apart; nothing is ever zero for want of a number.
 */
export function readNumber(
  given: string,
  { decimal, negatives }: { decimal?: Decimal | undefined; negatives?: "read" | undefined },
): ReadNumber {
  if (PLAIN.test(given)) return finite(Number(given));
  const text = tidied(given);
  if (NOTHING.test(text)) return { fault: "missing" };
  const negative = NEGATIVE.exec(text);
  const inner = negative === null ? undefined : (negative[1] ?? negative[2] ?? negative[3] ?? "").trim();
  if (inner !== undefined && /^[\d.,]/.test(inner)) {
    if (negatives !== "read") return { fault: "negative" };
    const read = numeral(inner, decimal);
    return "value" in read ? { value: read.value === 0 ? 0 : -read.value } : read;
  }
  const whole = numeral(text, decimal);
  const parts = "value" in whole || whole.fault === "ambiguous" ? null : WITH_UNIT.exec(text);
  if (parts === null) return whole;
  const read = numeral(parts[1] ?? "", decimal);
  return "value" in read ? { ...read, unit: (parts[2] ?? "").trim() } : read;
}

function numeral(text: string, decimal: Decimal | undefined): ReadNumber {
  if (PLAIN.test(text) || EXPONENT.test(text)) return finite(Number(text));
  const [point, comma] = [POINT.test(text), COMMA.test(text)];
  if (!point && !comma) return { fault: "unreadable" };
  const means = decimal ?? (point && !comma ? "point" : undefined);
  if (means === undefined || (means === "point" ? !point : !comma)) return { fault: "ambiguous" };
  return finite(Number(means === "point" ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".")));
}

function finite(value: number): ReadNumber {
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value } : { fault: "unreadable" };
}
