// What both kinds of electronic invoice become, and the readings of quantity, date and sum that they share.

import type { BothLanguages, Problem, ProblemParams } from "../../base/problem.ts";
import { dimensionOf } from "../../base/units.ts";
import type { FoundLine } from "../../model/activity.ts";
import { type DocumentProblem, documentProblem } from "../../model/problems/document.ts";

/** A party of an invoice; a registration number is one of a business, never of a person. */
export type InvoiceParty = { name?: string; registration?: string };

/** One line: what it may become as activity data, and beside it what only an invoice says. Amounts exclude value added tax. */
export type InvoiceLine = FoundLine & {
  number: string;
  amount?: number;
  currency?: string;
  /** Day of supply or delivery (YYYY-MM-DD): no period of use. */
  supplied?: string;
  buyersItem?: string;
  sellersItem?: string;
};

export type Invoice = {
  kind: "taxInvoice" | "ubl";
  /** Quantities and amounts are taken back: they have changed their sign. */
  credit: boolean;
  id?: string;
  /** Day of issue, YYYY-MM-DD. */
  issued?: string;
  typeCode?: string;
  /** Number of the invoice that this one amends or takes back. */
  amends?: string;
  supplier: InvoiceParty;
  buyer: InvoiceParty;
  currency?: string;
  amounts: { net?: number; tax?: number; total?: number };
  lines: InvoiceLine[];
};

const MOST_PROBLEMS = 200;

/** The Problems of one document, each with its place; what is beyond the bound is counted. */
export class Findings {
  readonly problems: Problem[] = [];
  private readonly file: string;
  private more = 0;

  constructor(file: string) {
    this.file = file;
  }

  add(code: DocumentProblem, { path, line, params }: { path: string; line?: number; params?: ProblemParams }): void {
    if (this.problems.length >= MOST_PROBLEMS) this.more += 1;
    else
      this.problems.push(
        documentProblem(code, { path, place: { file: this.file, ...(line !== undefined && { line }) }, ...(params && { params }) }),
      );
  }

  /** All of them, with a last one that counts those left out. Problems: INVOICE_MORE_PROBLEMS. */
  all(): Problem[] {
    const place = { file: this.file };
    const rest = this.more === 0 ? [] : [documentProblem("INVOICE_MORE_PROBLEMS", { place, params: { count: this.more } })];
    return [...this.problems, ...rest];
  }
}

/** Where a text of an invoice stands, and what it is called. */
export type Spot = { field: BothLanguages; path: string; line: number };

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** A number as XML has it; left out where it is none. Problems: INVOICE_NUMBER_UNREADABLE. Source: XML Schema Part 2, 3.2.3 (decimal). */
export function numberAt(text: string | undefined, { field, path, line }: Spot, findings: Findings): number | undefined {
  if (text === undefined) return undefined;
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  findings.add("INVOICE_NUMBER_UNREADABLE", { path, line, params: { field, given: text.slice(0, 60) } });
  return undefined;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the calendar as YYYY-MM-DD; undefined where there is no such day. */
export function dayText(year: number, month: number, day: number): string | undefined {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const last = DAYS[month - 1];
  if (last === undefined || day < 1 || day > last + leap || year < 1900 || year > 2999) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const DATE = /^(\d{4})(?:-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?|(\d\d)(\d\d)(?:\d{6})?)$/;

/** A day as CCYYMMDD (a time may follow) or as XML's date; left out where it is none. Problems: INVOICE_DATE_UNREADABLE. */
export function dayAt(text: string | undefined, { field, path, line }: Spot, findings: Findings): string | undefined {
  if (text === undefined) return undefined;
  const parts = DATE.exec(text);
  const day = parts === null ? undefined : dayText(Number(parts[1]), Number(parts[2] ?? parts[4]), Number(parts[3] ?? parts[5]));
  if (day === undefined) findings.add("INVOICE_DATE_UNREADABLE", { path, line, params: { field, given: text.slice(0, 60) } });
  return day;
}

/** Codes of UN/ECE Recommendation 20 whose unit is exactly one of ours. NM3 is defined at 0 °C and 101.325 kPa. */
const CODES: Readonly<Record<string, string>> = {
  KGM: "kg",
  TNE: "t",
  "2U": "t",
  GRM: "g",
  KTN: "kt",
  KWH: "kWh",
  MWH: "MWh",
  GWH: "GWh",
  "3B": "MJ",
  GV: "GJ",
  D30: "TJ",
  NM3: "Nm3",
};
/** Volumes at no stated state, or at another than ours. */
const VOLUMES = /^(?:MTQ|SM3|R9|m3|M3|m\^3|CBM|입방미터|세제곱미터|루베)$/;

type Quantity = { text: string | undefined; unit: string | undefined; amount: number | undefined; sign: 1 | -1 };

/**
 * Law: a quantity is what the document says, in a unit that is exactly one of ours; what it does not say is asked for, never guessed.
 * A zero that is charged for is no quantity. Letters of one cell (㎾h) are read as the letters they stand for.
 * Problems: INVOICE_QUANTITY_MISSING, INVOICE_NUMBER_UNREADABLE, INVOICE_UNIT_MISSING, INVOICE_UNIT_UNKNOWN, INVOICE_UNIT_VOLUME.
 * Source: UN/ECE Recommendation 20.
 */
export function quantityOf(
  { text, unit: printed, amount, sign }: Quantity,
  { label, path, line }: { label: string; path: string; line: number },
  findings: Findings,
): Pick<FoundLine, "value" | "unit" | "printedUnit"> {
  const at = { path: `${path}/value`, line, params: { label } };
  const given = numberAt(text, { field: { ko: "수량", en: "quantity" }, path: at.path, line }, findings);
  if (given === undefined || (given === 0 && amount !== undefined && amount !== 0)) {
    if (text === undefined || given === 0) findings.add("INVOICE_QUANTITY_MISSING", at);
    return unitOf(printed);
  }
  const value = given === 0 ? 0 : sign * given;
  const unit = unitOf(printed);
  if (unit.unit === undefined) {
    const name = unit.printedUnit;
    const code = name === undefined ? "INVOICE_UNIT_MISSING" : VOLUMES.test(name) ? "INVOICE_UNIT_VOLUME" : "INVOICE_UNIT_UNKNOWN";
    findings.add(code, { path: `${path}/unit`, line, params: { label, value: String(value), unit: name ?? "" } });
  }
  return { value, ...unit };
}

function unitOf(printed: string | undefined): Pick<FoundLine, "unit" | "printedUnit"> {
  if (printed === undefined) return {};
  const plain = printed.normalize("NFKC").trim();
  const unit = (Object.hasOwn(CODES, plain) ? CODES[plain] : undefined) ?? plain;
  if (dimensionOf(unit, ["mass", "gasVolume", "energy", "electricity"]) !== undefined) return { unit };
  return plain === "" ? {} : { printedUnit: plain.slice(0, 50) };
}

/** A period both of whose days are known and in order; a reversed one is left out. Problems: INVOICE_PERIOD_REVERSED. */
export function periodOf(
  { start, end }: { start?: string | undefined; end?: string | undefined },
  { path, line }: { path: string; line: number },
  findings: Findings,
): { start?: string; end?: string } {
  if (start !== undefined && end !== undefined && end < start) {
    findings.add("INVOICE_PERIOD_REVERSED", { path: `${path}/end`, line, params: { start, end } });
    return {};
  }
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

/** Lines whose period is not whole are asked for at once. Problems: INVOICE_PERIOD_MISSING. */
export function askPeriods(lines: readonly InvoiceLine[], findings: Findings): void {
  const without = lines.filter(({ start, end }) => start === undefined || end === undefined);
  const [first] = without;
  if (first === undefined) return;
  const shown = without.slice(0, 10).map(({ number }) => number);
  const params = { count: without.length, lines: without.length > shown.length ? `${shown.join(", ")}, ...` : shown.join(", ") };
  findings.add("INVOICE_PERIOD_MISSING", { path: "lines", ...(first.origin.line !== undefined && { line: first.origin.line }), params });
}

/** The lines' amounts must add up to what the document says. Problems: INVOICE_SUM_DIFFERS. */
export function checkSum(lines: readonly InvoiceLine[], total: number | undefined, line: number, findings: Findings): void {
  if (total === undefined || lines.some(({ amount }) => amount === undefined)) return;
  const sum = lines.reduce((before, { amount }) => before + (amount ?? 0), 0);
  const params = { sum: Number(sum.toFixed(2)), total };
  if (Math.abs(sum - total) > 0.011) findings.add("INVOICE_SUM_DIFFERS", { path: "amounts/net", line, params });
}

/** A party without a name is asked for. Problems: INVOICE_FIELD_MISSING. */
export function partyOf(
  name: string | undefined,
  registration: string | undefined,
  { field, path, line }: Spot,
  findings: Findings,
): InvoiceParty {
  if (name === undefined) findings.add("INVOICE_FIELD_MISSING", { path, line, params: { field } });
  return {
    ...(name !== undefined && { name: name.slice(0, 300) }),
    ...(registration !== undefined && { registration: registration.slice(0, 60) }),
  };
}
