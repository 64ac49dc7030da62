// A document on its way to activity data: what it is, what is supposed of it, and its lines by a plan.
import { hashOf, type Json } from "../base/canonical.ts";
import { hasError, type Outcome, type Place, type Problem } from "../base/problem.ts";
import { dimensionOf, unitsOf } from "../base/units.ts";
import { guessMapping, settled } from "../formats/activity-table/guess-mapping.ts";
import { look } from "../formats/activity-table/look.ts";
import { readActivities } from "../formats/activity-table/read-activities.ts";
import { survey } from "../formats/activity-table/survey.ts";
import { type DocumentKind, documentKindOf } from "../formats/document-kind.ts";
import type { Invoice, InvoiceLine } from "../formats/invoices/invoice.ts";
import { readTaxInvoice } from "../formats/invoices/tax-invoice.ts";
import { readUblInvoice } from "../formats/invoices/ubl-invoice.ts";
import { type MeterSeries, readMeterSeries, readSheetSeries } from "../formats/meter-series.ts";
import { readRecord } from "../formats/record.ts";
import type { Activity } from "../model/activity.ts";
import { misfits } from "../model/activity-fit.ts";
import { importMapping } from "../model/import-mapping.ts";
import type { ImportPlan } from "../model/import-plan.ts";
import { intakeProblem } from "../model/problems/intake.ts";
import type { Target } from "../model/targets.ts";
import { readCase } from "./pipeline.ts";

export type IntakeKind = "table" | "meterSeries" | "taxInvoice" | "ubl" | "case" | "workbook";
export type Looked = { kind: IntakeKind; look: Json; fingerprint: string; plan: ImportPlan };
export type Line = { key: string; activity: Activity };
export type Readings = { meter: string; minutes: number; endsAt: string[]; kwh: number[]; lines: number[] };
type Taken = { lines: Line[]; readings?: Readings; problems: Problem[]; rows: number; rowsTotal?: number };

export type IntakeOptions = {
  sha256: string;
  name: string;
  targets: Readonly<Record<string, Target>>;
  period: { start: string; end: string };
};

/** Sheets that the Commission's workbook has in every version that is read. */
const COMMISSIONS = ["A_InstData", "Summary_Products"];
/** Bytes of a text that tell whether it is a series of readings. */
const HEAD = 65_536;

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/**
 * Law: a document is told by its content; what is supposed of it is shown, and nothing is written. `known` is the mapping that was confirmed for the same headers.
 * Problems: INTAKE_KIND, and those of the readers.
 */
export function lookAt(given: { bytes: Uint8Array; name: string; sheet?: string | undefined; known?: Json | undefined }): Outcome<Looked> {
  const { bytes, name } = given;
  const kind = documentKindOf(bytes);
  if (kind === "taxInvoice" || kind === "ubl") return lookAtInvoice(kind, bytes, name);
  if (kind === "case") return lookAtCase("case", bytes, name);
  if (kind === "csv" && isSeries(bytes)) return lookAtSeries(readMeterSeries(bytes, { file: name }));
  if (kind === "csv" || kind === "xlsx") return lookAtTable(given);
  return { value: undefined, problems: [intakeProblem("INTAKE_KIND", { params: { name, kind: kindText(kind) } })] };
}

const kindText = (kind: DocumentKind): string => (kind === "unknown" ? "?" : kind.toUpperCase());

/** The first rows of a text tell: a stamp and a consumption, at a steady distance. */
function isSeries(bytes: Uint8Array): boolean {
  const head = bytes.length <= HEAD ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a, HEAD) + 1);
  return readMeterSeries(head, { file: "" }).value !== undefined;
}

function lookAtInvoice(kind: "taxInvoice" | "ubl", bytes: Uint8Array, name: string): Outcome<Looked> {
  const read = readInvoice(kind, bytes, name);
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const plan: ImportPlan = { kind: "lines", targets: {}, ignored: [], completions: {} };
  return { value: { kind, look: plain(read.value), fingerprint: "", plan }, problems: read.problems };
}

function readInvoice(kind: "taxInvoice" | "ubl", bytes: Uint8Array, file: string): Outcome<Invoice> {
  return kind === "taxInvoice" ? readTaxInvoice(bytes, { file }) : readUblInvoice(bytes, { file });
}

function lookAtCase(kind: "case" | "workbook", bytes: Uint8Array, name: string): Outcome<Looked> {
  const { value, problems } = readCase(bytes, name);
  if (value === undefined) return { value: undefined, problems };
  const { period, installation, products = [] } = value.case;
  const told = { period, installation: installation.name, products: products.map(({ id, cn, name: of }) => ({ id, cn, name: of ?? cn })) };
  return { value: { kind, look: plain(told), fingerprint: "", plan: { kind: "case" } }, problems };
}

function lookAtSeries({ value, problems }: Outcome<MeterSeries>): Outcome<Looked> {
  if (value === undefined) return { value: undefined, problems };
  const { readings, ...told } = value;
  const plan: ImportPlan = { kind: "series", target: "", meter: value.meter ?? "" };
  return { value: { kind: "meterSeries", look: plain({ ...told, readings: readings.kwh.length }), fingerprint: "", plan }, problems };
}

function lookAtTable({
  bytes,
  name,
  sheet,
  known,
}: {
  bytes: Uint8Array;
  name: string;
  sheet?: string | undefined;
  known?: Json | undefined;
}): Outcome<Looked> {
  const looked = look(bytes);
  if (looked.value === undefined) return { value: undefined, problems: looked.problems };
  if (COMMISSIONS.every((one) => looked.value.sheets.some((of) => of.name === one))) return lookAtCase("workbook", bytes, name);
  const series = documentKindOf(bytes) === "xlsx" && sheet === undefined ? readSheetSeries(bytes, { file: name }) : undefined;
  if (series?.value !== undefined) return lookAtSeries(series);
  const remembered = importMapping.safeParse(known).data;
  const guessed = guessMapping(looked.value, { ...(remembered && { known: remembered }), ...(sheet !== undefined && { sheet }) });
  const surveyed = last(survey(bytes, guessed));
  if (surveyed.value === undefined) return { value: undefined, problems: surveyed.problems };
  const mapping = settled(guessed, surveyed.value);
  const told = plain({ ...looked.value, survey: surveyed.value });
  const value: Looked = { kind: "table", look: told, fingerprint: mapping.fingerprint, plan: { kind: "table", mapping } };
  return { value, problems: [...looked.problems, ...surveyed.problems] };
}

function last<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** The hash of a table's headers, under which its mapping is remembered. */
export function fingerprintOf(bytes: Uint8Array): string {
  const looked = look(bytes);
  return looked.value === undefined ? "" : guessMapping(looked.value).fingerprint;
}

/**
 * Law: a document gives lines only as its plan says; what the plan leaves open is a Problem, and with an error nothing is to be written.
 * Yields chunk by chunk, so that the caller may pause, show progress or stop. Problems: PLAN_KIND, those of lines and series, and those of the readers.
 */
function* take(bytes: Uint8Array, plan: ImportPlan, options: IntakeOptions): Generator<Taken> {
  const kind = documentKindOf(bytes);
  if (plan.kind === "table" && (kind === "csv" || kind === "xlsx")) yield* takeTable(bytes, plan, options);
  else if (plan.kind === "lines" && (kind === "taxInvoice" || kind === "ubl"))
    yield takeLines(readInvoice(kind, bytes, options.name), plan, options);
  else if (plan.kind === "series" && (kind === "csv" || kind === "xlsx")) yield takeSeries(bytes, plan, options);
  else yield { lines: [], problems: [intakeProblem("PLAN_KIND", { params: { kind: kindText(kind), plan: plan.kind } })], rows: 0 };
}

/** Lines as they are stored, every one held against its schema: keys, and the records as JSON, one a line of its text. */
export type Written = Omit<Taken, "lines"> & { count: number; keys: string; bodies: string };

/** Lines that go to the database together. */
const TOGETHER = 2000;

/**
 * Law: what a document gives is stored as a record typed by hand would be. Chunks are put together to a size that a database likes.
 * Problems: those of `take`, of `readRecord` and of `misfits`.
 */
export function* takeWritten(bytes: Uint8Array, plan: ImportPlan, options: IntakeOptions): Generator<Written> {
  let told: Omit<Taken, "lines"> = { problems: [], rows: 0 };
  let lines: Line[] = [];
  for (const { lines: found, problems, ...rest } of take(bytes, plan, options)) {
    told = { ...told, ...rest, problems: [...told.problems, ...problems] };
    lines.push(...found);
    if (lines.length < TOGETHER && told.problems.length === 0) continue;
    yield writtenLines(lines, told, options);
    told = { problems: [], rows: told.rows };
    lines = [];
  }
  yield writtenLines(lines, told, options);
}

/** Lines with what is wrong in each; those alone are there that nothing is wrong in. Problems: those of `readRecord` and of `misfits`. */
export function writtenLines(
  lines: readonly Line[],
  told: Omit<Taken, "lines">,
  { name, targets, period }: Pick<IntakeOptions, "name" | "targets" | "period">,
): Written {
  const around = { period, target: (of: string) => (Object.hasOwn(targets, of) ? targets[of] : undefined) };
  const problems = [...told.problems];
  const [keys, bodies]: [string[], string[]] = [[], []];
  for (const { key: id, activity } of lines) {
    const key = `activities/${id}`;
    const read = readRecord(key, activity as unknown as Json);
    const wrong = [...read.problems, ...misfits(activity, { key, place: placeOf(activity, name) }, around)];
    problems.push(...wrong);
    if (read.value === undefined || wrong.length > 0) continue;
    keys.push(key);
    bodies.push(JSON.stringify(read.value.body));
  }
  return { ...told, problems, count: keys.length, keys: keys.join("\n"), bodies: bodies.join("\n") };
}

function placeOf({ evidence: [first] = [] }: Activity, file: string): Place {
  const { sheet, cell, line } = first ?? {};
  return { file, ...(sheet !== undefined && { sheet }), ...(cell !== undefined && { cell }), ...(line !== undefined && { line }) };
}

function* takeTable(
  bytes: Uint8Array,
  { mapping, mends, leftOut }: Extract<ImportPlan, { kind: "table" }>,
  { sha256, name, targets, period }: IntakeOptions,
): Generator<Taken> {
  const dimensions = Object.fromEntries(Object.entries(targets).map(([target, of]) => [target, of.dimensions]));
  for (const { activities, problems, rowsRead, rowsTotal } of readActivities(bytes, mapping, {
    sha256,
    file: name,
    targets: dimensions,
    period,
    mends,
    leftOut,
  }))
    yield { lines: activities, problems, rows: rowsRead, ...(rowsTotal !== undefined && { rowsTotal }) };
}

function takeLines(read: Outcome<Invoice>, plan: Extract<ImportPlan, { kind: "lines" }>, options: IntakeOptions): Taken {
  if (read.value === undefined) return { lines: [], problems: read.problems, rows: 0 };
  const { lines } = read.value;
  const invoice = nameOfInvoice(read.value, options.sha256);
  const taken = lines.map((line, i) => oneLine(line, { number: i + 1, invoice }, plan, options));
  // What the document left open and the plan tells is no longer a Problem.
  const problems = [
    ...read.problems.filter(({ severity }) => severity === "error"),
    ...taken.flatMap((one) => ("problems" in one ? one.problems : [])),
  ];
  return { lines: taken.flatMap((one) => ("activity" in one ? [one] : [])), problems, rows: lines.length, rowsTotal: lines.length };
}

/** Law: an invoice is its issuer's number, whatever file it comes in; one that lacks either is its file. */
function nameOfInvoice({ kind, credit, id, supplier: { registration, name } }: Invoice, sha256: string): string {
  const issuer = registration ?? name;
  const named = id === undefined || issuer === undefined ? sha256 : hashOf(JSON.stringify([kind, credit, issuer, id]));
  return named.slice(0, KEY_LENGTH);
}

/** Letters of a hash that a key has. */
const KEY_LENGTH = 32;

function oneLine(
  line: InvoiceLine,
  { number, invoice }: { number: number; invoice: string },
  { targets, ignored, completions }: Extract<ImportPlan, { kind: "lines" }>,
  { sha256, name, targets: known }: IntakeOptions,
): Line | { problems: Problem[] } {
  const { label } = line;
  if (ignored.includes(label)) return { problems: [] };
  const place = { file: name, ...(line.origin.line !== undefined && { line: line.origin.line }) };
  const target = Object.hasOwn(targets, label) ? targets[label] : undefined;
  if (target === undefined) return { problems: [intakeProblem("LINE_TARGET_MISSING", { place, params: { label } })] };
  const of = Object.hasOwn(known, target) ? known[target] : undefined;
  if (of === undefined) return { problems: [unknownTarget(target, known)] };
  const told = { ...line, ...completions[String(number)] };
  const lacks = (["value", "unit", "start", "end"] as const).filter((field) => told[field] === undefined);
  if (lacks.length > 0)
    return { problems: lacks.map((what) => intakeProblem("LINE_INCOMPLETE", { place, params: { number, label, what: NAMES[what] } })) };
  const { value = 0, unit = "", start = "", end = "" } = told;
  if (dimensionOf(unit, of.dimensions) === undefined)
    return {
      problems: [
        intakeProblem("LINE_UNIT_UNFIT", { place, params: { number, unit, target, allowed: unitsOf(...of.dimensions).join(", ") } }),
      ],
    };
  const activity: Activity = {
    target,
    start,
    end,
    value,
    unit,
    label: label.slice(0, 300),
    ...(line.partner !== undefined && { partner: line.partner.slice(0, 300) }),
    ...(line.document !== undefined && { document: line.document.slice(0, 200) }),
    evidence: [{ sha256, ...(line.origin.line !== undefined && { line: line.origin.line }) }],
  };
  return { key: `${invoice}.${number}`, activity };
}

const NAMES = {
  value: { ko: "수량", en: "a quantity" },
  unit: { ko: "단위", en: "a unit" },
  start: { ko: "시작일", en: "a first day" },
  end: { ko: "종료일", en: "a last day" },
  meter: { ko: "계량기 번호", en: "the meter's number" },
};

function unknownTarget(target: string, known: Readonly<Record<string, Target>>): Problem {
  return intakeProblem("LINE_TARGET_UNKNOWN", { params: { target, targets: Object.keys(known).slice(0, 50).join(", ") } });
}

/** Readings as they are, those alone that lie in the period. What they come to is said beside those that are kept already (`series-lines.ts`). */
function takeSeries(bytes: Uint8Array, plan: Extract<ImportPlan, { kind: "series" }>, { name, targets, period }: IntakeOptions): Taken {
  const { target, meter, kind: _, ...choice } = plan;
  const of = Object.hasOwn(targets, target) ? targets[target] : undefined;
  const wrong: Problem[] = of === undefined ? [unknownTarget(target, targets)] : [];
  if (meter === "") wrong.push(intakeProblem("LINE_INCOMPLETE", { params: { number: 1, label: name, what: NAMES.meter } }));
  if (of !== undefined && dimensionOf("kWh", of.dimensions) === undefined)
    wrong.push(
      intakeProblem("LINE_UNIT_UNFIT", { params: { number: 1, unit: "kWh", target, allowed: unitsOf(...of.dimensions).join(", ") } }),
    );
  const said = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
  const { value, problems } = (documentKindOf(bytes) === "xlsx" ? readSheetSeries : readMeterSeries)(bytes, { file: name, ...said });
  if (value === undefined || wrong.length > 0 || hasError(problems)) return { lines: [], problems: [...wrong, ...problems], rows: 0 };
  const { readings, outside } = inside(value, period);
  for (const month of outside) problems.push(intakeProblem("SERIES_OUTSIDE_PERIOD", { params: { month } }));
  const rows = value.readings.kwh.length;
  return { lines: [], ...(readings.kwh.length > 0 && { readings: { meter, ...readings } }), problems, rows, rowsTotal: rows };
}

/** The readings whose interval lies in the period, and the months of the others. Intervals divide the day, so that none lies across its border. */
function inside(
  { intervalMinutes: minutes, readings: { endsAt, kwh, line } }: MeterSeries,
  { start, end }: IntakeOptions["period"],
): { readings: Omit<Readings, "meter">; outside: string[] } {
  const [from, until] = [`${start}T00:00`, `${dayAfter(end)}T00:00`];
  const readings = { minutes, endsAt: [] as string[], kwh: [] as number[], lines: [] as number[] };
  const outside = new Set<string>();
  for (const [i, at] of endsAt.entries()) {
    if (at > from && at <= until) {
      readings.endsAt.push(at);
      readings.kwh.push(kwh[i]!);
      readings.lines.push(line[i]!);
    } else outside.add(at.endsWith("-01T00:00") ? dayAfter(at.slice(0, 10), -1).slice(0, 7) : at.slice(0, 7));
  }
  return { readings, outside: [...outside] };
}

function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
