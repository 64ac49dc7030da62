// What a server asks of the calculation, each on plain data that may cross from thread to thread.
import { type Hashing, hashOf, type Json } from "../base/canonical.ts";
import { type BothLanguages, hasError, type Outcome, type Problem } from "../base/problem.ts";
import { unitsOf } from "../base/units.ts";
import { commented } from "../formats/activity-table/commented.ts";
import { rowsAt, type TextRow } from "../formats/activity-table/rows-at.ts";
import { template } from "../formats/activity-table/template.ts";
import { zipOf } from "../formats/archive.ts";
import { writeCaseFile } from "../formats/case-file.ts";
import { type EvidenceWindow, evidenceWindow } from "../formats/evidence-window.ts";
import { renderExplanation } from "../formats/explain.ts";
import { renderHtml } from "../formats/html/report.ts";
import { operatorReportDocument } from "../formats/operator-report-document.ts";
import { type Compile, renderPdf } from "../formats/pdf/render-pdf.ts";
import { statementDocument } from "../formats/statement-document.ts";
import { type Language, renderCsv } from "../formats/table.ts";
import { verificationReportDocument } from "../formats/verification-report-document.ts";
import { renderBook } from "../formats/xlsx/write-book.ts";
import type { Ask, Choices, Estimate } from "../model/begin.ts";
import type { Change } from "../model/change.ts";
import type { Declaration, ImportLineInput } from "../model/declaration.ts";
import type { Document } from "../model/document.ts";
import type { LookingAt } from "../model/evidence-look.ts";
import type { ImportPlan } from "../model/import-plan.ts";
import type { Analysis } from "../model/insight.ts";
import { statementProblem } from "../model/problems/statement.ts";
import type { ProcessMap } from "../model/process-map.ts";
import type { AssessedScenario } from "../model/scenario.ts";
import { type Figures, MEASURES, type Statement } from "../model/statement.ts";
import type { Target } from "../model/targets.ts";
import { calculate } from "../rules/cbam/calculate.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { choicesOf, type Estimating, estimateOf } from "./begin.ts";
import { asksOf, laterOf } from "./begin-asks.ts";
import { type Beginning, type First, firstRecords } from "./begin-records.ts";
import { compareStatements } from "./compare.ts";
import { type Composition, composeCase } from "./compose.ts";
import { datasetList } from "./datasets.ts";
import { declarationOf } from "./declare.ts";
import { fillWorkbook } from "./fill.ts";
import { gridBook, type ParsedGrid, parsedGrid } from "./grid-book.ts";
import { type AskedStatement, analyseRecords, analyseStatement, stepOfRecords, stepOfStatement } from "./insight.ts";
import { fingerprintOf, type IntakeOptions, type Looked, lookAt, takeWritten, type Written } from "./intake.ts";
import { openStatement } from "./open.ts";
import { calculateCase, checkCase, figuresFrom, type Options, readCase, sealed } from "./pipeline.ts";
import { type MapAsked, processMap } from "./process-map.ts";
import { recordsOfCase } from "./records-of-case.ts";
import { reportOf } from "./report.ts";
import { type Assessing, assessScenarios } from "./scenarios.ts";
import { type AfterSealing, addToPackage, citedEvidence, type SealedPackage, sealPackage } from "./seal-package.ts";
import { contentsOf, signPackage } from "./sign-package.ts";
import type { ToldStep } from "./step-detail.ts";
import {
  evidenceTestsOfStatement,
  materialityOfStatement,
  releasedOverStatement,
  reportOfVerification,
  risksOfStatement,
  sampleOfStatement,
} from "./verification/desk.ts";

/** What stands ready where tasks are done: the large tables, the compiler of PDFs, and the platform's own hashing. */
export type Ground = { defaultValues: DefaultValues; benchmarks: Benchmarks; compile: Compile; hashing?: Hashing };

export type Asked = { composition: Composition; asIf?: number | undefined; secret?: Uint8Array | undefined };
export type Rendering = "html" | "pdf" | "xlsx" | "csv" | "operator-report" | "summary" | "addendum";
type File = { bytes: Uint8Array; type: string; ending: string };

export type DatasetTold = {
  id: string;
  act: string;
  status: string;
  validFrom: string;
  version: string;
  title: { ko: string; en: string };
  rows: number;
};

const FILE = "records";

function optionsOf({ defaultValues, hashing }: Ground, { asIf, secret }: Omit<Asked, "composition">): Options {
  return { file: FILE, defaultValues, ...(hashing && { hashing }), ...(asIf !== undefined && { asIf }), ...(secret && { secret }) };
}

function calculated(ground: Ground, asked: Asked): ReturnType<typeof calculateCase> {
  const composed = composeCase(asked.composition);
  if (composed.value === undefined) return { value: undefined, problems: composed.problems };
  return calculateCase(composed.value, composed.problems, optionsOf(ground, asked));
}

/** The figures as the records stand; with an error the Problems alone. */
function figures(ground: Ground, asked: Asked): Outcome<Figures> {
  const { value, problems } = figuresFrom(calculated(ground, asked));
  return value === undefined ? { value: undefined, problems: unplaced(problems) } : { value, problems: unplaced(problems) };
}

/** Records have no file of their own: the place is a cell or line of the evidence that a Problem's path leads to. */
function unplaced(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    if (problem.place?.file !== FILE) return problem;
    const { file: _, ...place } = problem.place;
    return { ...problem, place };
  });
}

function check(ground: Ground, asked: Asked): Problem[] {
  const composed = composeCase(asked.composition);
  if (composed.value === undefined) return composed.problems;
  return unplaced([...composed.problems, ...checkCase(composed.value, optionsOf(ground, asked))]);
}

function statement(
  ground: Ground,
  asked: Asked,
): Outcome<{ text: string; statement: Pick<Statement, "hash" | "act" | "asIf" | "engine" | "goods" | "results"> }> {
  const { value, problems } = sealed(calculated(ground, asked), optionsOf(ground, asked));
  if (value === undefined) return { value: undefined, problems: unplaced(problems) };
  const { hash, act, asIf, engine, goods, results } = value.statement;
  const told = { hash, act, ...(asIf !== undefined && { asIf }), engine, goods, results };
  return { value: { text: JSON.stringify(value.statement), statement: told }, problems: unplaced(problems) };
}

function explain(_: Ground, asked: { text: string; good: string; measure: string; depth: number; lang: Language }): Outcome<string> {
  const opened = openStatement(asked.text, "");
  if (opened.value === undefined) return opened;
  const { goods, results, accounts } = opened.value;
  const good = goods.find((g) => [g.id, g.name, g.cn].includes(asked.good));
  const result = results.find(({ product, measure }) => product === good?.id && measure === asked.measure);
  if (good === undefined || result === undefined) {
    const known = [...goods.map(({ id }) => id), ...MEASURES].join(", ");
    return {
      value: undefined,
      problems: [statementProblem("FIGURE_UNKNOWN", { params: { figure: `${asked.good} ${asked.measure}`, known } })],
    };
  }
  const account = accounts.find(({ product, measure }) => product === good.id && measure === asked.measure);
  const { lang, depth } = asked;
  return { value: renderExplanation(opened.value, result.step, { lang, depth, ...(account && { account }) }), problems: [] };
}

const encoder = new TextEncoder();

function render(
  ground: Ground,
  { text, as, format, lang }: { text: string; as: Rendering; format: "json" | "xlsx" | "pdf"; lang: Language },
): Outcome<File> {
  const paper = (document: Document, form: "xlsx" | "pdf"): Outcome<File> => ({ value: paperOf(ground, document, form), problems: [] });
  if (as === "operator-report" || as === "summary" || as === "addendum") {
    const list = as === "operator-report" ? "report" : as;
    const { value, problems } = reportOf(encoder.encode(text), { file: "", ...ground }, list);
    if (value === undefined) return { value: undefined, problems };
    if (format === "json")
      return { value: { bytes: encoder.encode(JSON.stringify(value, null, 1)), type: "application/json", ending: "json" }, problems: [] };
    return paper(operatorReportDocument(value, { lang }), format);
  }
  const opened = openStatement(text, "");
  if (opened.value === undefined) return opened;
  // People open it in Excel, which takes a text without the mark of UTF-8 for one of the country's old encoding.
  if (as === "csv")
    return {
      value: { bytes: encoder.encode(`\u{feff}${renderCsv(opened.value)}`), type: "text/csv; charset=utf-8", ending: "csv" },
      problems: [],
    };
  if (as === "html")
    return {
      value: { bytes: encoder.encode(renderHtml(opened.value, { lang })), type: "text/html; charset=utf-8", ending: "html" },
      problems: [],
    };
  return paper(statementDocument(opened.value, { lang }), as);
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function paperOf({ compile }: Ground, document: Document, form: "xlsx" | "pdf"): File {
  if (form === "xlsx") return { bytes: renderBook(document), type: XLSX, ending: "xlsx" };
  return { bytes: renderPdf(document, compile), type: "application/pdf", ending: "pdf" };
}

function fill(ground: Ground, { text, template }: { text: string; template: Uint8Array }): Outcome<File> {
  const filled = fillWorkbook(
    encoder.encode(text),
    { bytes: template, file: "template.xlsx" },
    { file: "", defaultValues: ground.defaultValues },
  );
  if (filled.value === undefined) return { value: undefined, problems: filled.problems };
  return { value: { bytes: filled.value, type: XLSX, ending: "xlsx" }, problems: filled.problems };
}

function compare(_: Ground, { before, after }: { before: string; after: string }): Outcome<Change> {
  const [a, b] = [openStatement(before, ""), openStatement(after, "")];
  if (a.value === undefined) return { value: undefined, problems: a.problems };
  if (b.value === undefined) return { value: undefined, problems: b.problems };
  return compareStatements(a.value, b.value);
}

/** The figures of a changed copy, and the difference step by step. */
function whatIf(
  ground: Ground,
  { changes, ...asked }: Asked & { changes: readonly { key: string; body: Json | null }[] },
): Outcome<{ figures: Figures; change: Change }> {
  const options = optionsOf(ground, asked);
  const before = sealed(calculated(ground, asked), options);
  if (before.value === undefined) return { value: undefined, problems: unplaced(before.problems) };
  const records = new Map(asked.composition.records);
  for (const { key, body } of changes) {
    if (body === null) records.delete(key);
    else records.set(key, body);
  }
  const now = calculated(ground, { ...asked, composition: { ...asked.composition, records } });
  const after = sealed(now, options);
  if (now.value === undefined || after.value === undefined) return { value: undefined, problems: unplaced(after.problems) };
  const told = figuresFrom(now);
  const change = compareStatements(before.value.statement, after.value.statement);
  if (told.value === undefined || change.value === undefined) return { value: undefined, problems: change.problems };
  return { value: { figures: told.value, change: change.value }, problems: unplaced([...after.problems, ...change.problems]) };
}

/** Each reduction measure on a copy of the records. */
const scenarios = (ground: Ground, asked: Assessing): AssessedScenario[] =>
  assessScenarios(asked, (composition) => calculated(ground, { composition })).map((one) => ({ ...one, problems: unplaced(one.problems) }));

/** The records as nodes, flows and balances. */
function map({ defaultValues }: Ground, asked: MapAsked): Omit<ProcessMap, "revision"> {
  const told = processMap(asked, (given) => calculate(given, { defaultValues }));
  return { ...told, problems: unplaced(told.problems) };
}

function declare(
  ground: Ground,
  asked: { lines: ImportLineInput[]; statements: string[]; prices: Record<string, number>; asIf?: number | undefined },
): Outcome<Declaration> {
  const { lines, statements, prices, asIf } = asked;
  return declarationOf(
    { bytes: encoder.encode(JSON.stringify({ format: "sandan.import-lines/1", lines })), file: "lines" },
    {
      statements: statements.map((text) => ({ bytes: encoder.encode(text), file: "statement" })),
      prices,
      defaultValues: ground.defaultValues,
      benchmarks: ground.benchmarks,
      figuresAlone: true,
      ...(asIf !== undefined && { asIf }),
    },
  );
}

/** The records of a workbook or case file, each with its places in that document. */
function readRecords(
  _: Ground,
  { bytes, name }: { bytes: Uint8Array; name: string },
): Outcome<{ records: { key: string; body: Json }[]; period: { start: string; end: string } }> {
  const { value, problems } = readCase(bytes, name);
  if (value === undefined || hasError(problems)) return { value: undefined, problems };
  const records = recordsOfCase(value.case, { evidence: hashOf(bytes), title: name });
  return { value: { records, period: value.case.period }, problems };
}

function writeCase(_: Ground, { composition }: { composition: Composition }): Outcome<File> {
  const { value, problems } = composeCase(composition);
  if (value === undefined) return { value: undefined, problems };
  return { value: { bytes: encoder.encode(writeCaseFile(value)), type: "application/json", ending: "json" }, problems };
}

const looked = (_: Ground, given: Parameters<typeof lookAt>[0]): Outcome<Looked> => lookAt(given);
const fingerprint = (_: Ground, { bytes }: { bytes: Uint8Array }): string => fingerprintOf(bytes);

const windowAt = (_: Ground, { bytes, at }: { bytes: Uint8Array; at: LookingAt }): Outcome<EvidenceWindow> => evidenceWindow(bytes, at);
type BadRows = { bytes: Uint8Array; mapping: Parameters<typeof rowsAt>[1]; rows: readonly number[] };
const badRows = (_: Ground, { bytes, mapping, rows }: BadRows): Outcome<TextRow[]> => rowsAt(bytes, mapping, rows);

/** The table that was sent in, as a workbook with what is wrong in the cells where it is. */
function comment(_: Ground, { bytes, problems, lang }: { bytes: Uint8Array; problems: Problem[]; lang: Language }): Outcome<File> {
  const made = commented(bytes, problems, { lang });
  if (made.value === undefined) return { value: undefined, problems: made.problems };
  return { value: { bytes: made.value, type: XLSX, ending: "xlsx" }, problems: [] };
}

/** A blank workbook with a row for each target, in the first unit of its dimension. */
function blank(_: Ground, { targets, lang }: { targets: Readonly<Record<string, Target>>; lang: Language }): File {
  const rows = Object.entries(targets).map(([target, { name, dimensions }]) => ({ target, name, unit: unitsOf(...dimensions)[0] ?? "" }));
  return { bytes: template(rows, { lang }), type: XLSX, ending: "xlsx" };
}

/** The datasets that stand: those that were loaded in place of the shipped ones, and the rest. */
const tables = (ground: Ground, _: Record<never, never>): DatasetTold[] =>
  datasetList(ground).map(({ header, rows }) => {
    const { id, act, status, validFrom, title, version = "" } = header;
    return { id, act, status, validFrom, version, title, rows };
  });

/** Files as one ZIP archive; the same files give the same bytes. */
const archive = (_: Ground, { files }: { files: { path: string; bytes: Uint8Array }[] }): Uint8Array => zipOf(files);

const choices = (_: Ground, asked: { search: string; limit: number }): Choices => choicesOf(asked);
const estimate = (ground: Ground, asked: Estimating): Outcome<Estimate> => estimateOf(ground, asked);
const firsts = (_: Ground, given: Beginning): Outcome<First> => firstRecords(given);
const asks = (_: Ground, { composition }: { composition: Composition }): { asks: Ask[]; later: BothLanguages[] } => ({
  asks: asksOf(composition),
  later: laterOf(composition),
});

/** The records as they stand, taken apart. */
function analysis(ground: Ground, asked: Asked & { price?: number | undefined }): Outcome<Analysis> {
  const { value, problems } = analyseRecords(ground, asked, (given, found) => calculateCase(given, found, optionsOf(ground, asked)));
  if (value === undefined) return { value: undefined, problems: unplaced(problems) };
  return { value: { ...value, problems: unplaced(value.problems) }, problems: [] };
}

/** One number of the records as they stand; null where there is no such step. */
function stepHere(ground: Ground, asked: Asked & { step: string }): Outcome<ToldStep | null> {
  const { value, problems } = stepOfRecords(ground, asked, (given, found) => calculateCase(given, found, optionsOf(ground, asked)));
  return value === undefined ? { value: undefined, problems: unplaced(problems) } : { value, problems };
}

type Priced = { price?: number | undefined };
const statementAnalysis = (ground: Ground, asked: AskedStatement & Priced): Outcome<Analysis> => analyseStatement(ground, asked);
const statementStep = (ground: Ground, asked: AskedStatement & { step: string }): Outcome<ToldStep | null> =>
  stepOfStatement(ground, asked);

/** A grid as a workbook, and a workbook as rows and records. */
const bookOfGrid = (_: Ground, asked: Parameters<typeof gridBook>[0]): Uint8Array => gridBook(asked);
const gridOfBook = (_: Ground, asked: Parameters<typeof parsedGrid>[0]): Outcome<ParsedGrid> => parsedGrid(asked);

const cited = (_: Ground, { text }: { text: string }): string[] => [...citedEvidence(JSON.parse(text) as Statement)];

type Packing = { text: string; hold: string[]; evidence: Map<string, Uint8Array>; documents: JsonObject[]; status: JsonObject[] };

/** A package that is yet to be signed, and the hash of what lies in it. */
async function pack(
  { defaultValues, hashing }: Ground,
  { text, ...given }: Packing,
): Promise<Outcome<{ bytes: Uint8Array; contents: string }>> {
  const { value, problems } = await sealPackage({
    statement: JSON.parse(text) as Statement,
    defaultValues,
    ...(hashing && { hashing }),
    ...given,
  });
  return value === undefined ? { value, problems } : { value: { bytes: value.bytes, contents: contentsOf(value.bytes) }, problems };
}

const signed = (_: Ground, { bytes, credential }: { bytes: Uint8Array; credential: JsonObject }): SealedPackage =>
  signPackage(bytes, credential);
const completed = (_: Ground, { bytes, more }: { bytes: Uint8Array; more: AfterSealing }): Uint8Array | undefined =>
  addToPackage(bytes, more);

/** The report of a verification as a file; PDF and XLSX draw the same items. */
function verificationPaper(
  ground: Ground,
  { format, lang, ...asked }: Parameters<typeof reportOfVerification>[1] & { format: "json" | "xlsx" | "pdf"; lang: Language },
): Outcome<File> {
  const { value, problems } = reportOfVerification(ground, asked);
  if (value === undefined) return { value, problems };
  if (format === "json")
    return { value: { bytes: encoder.encode(JSON.stringify(value, null, 1)), type: "application/json", ending: "json" }, problems: [] };
  return { value: paperOf(ground, verificationReportDocument(value, { lang }), format), problems: [] };
}

export const TASKS = {
  verificationRisks: risksOfStatement,
  verificationSample: sampleOfStatement,
  verificationMateriality: materialityOfStatement,
  verificationTests: evidenceTestsOfStatement,
  verificationReport: reportOfVerification,
  verificationPaper,
  verificationReleased: releasedOverStatement,
  cited,
  pack,
  signed,
  completed,
  analysis,
  stepHere,
  statementAnalysis,
  statementStep,
  choices,
  estimate,
  firsts,
  asks,
  tables,
  archive,
  blank,
  comment,
  looked,
  fingerprint,
  evidenceWindow: windowAt,
  rowsAt: badRows,
  figures,
  check,
  statement,
  explain,
  render,
  fill,
  compare,
  whatIf,
  scenarios,
  map,
  gridBook: bookOfGrid,
  parsedGrid: gridOfBook,
  declare,
  readRecords,
  writeCase,
} as const;
export type TaskName = keyof typeof TASKS;
export type TaskInput<N extends TaskName> = Parameters<(typeof TASKS)[N]>[1];
export type TaskAnswer<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;

/** Tasks whose answer comes chunk by chunk; between two the asker may stop. */
export const STREAMS = {
  takeWritten: (given: { bytes: Uint8Array; plan: ImportPlan; options: IntakeOptions }): Generator<Written> =>
    takeWritten(given.bytes, given.plan, given.options),
} as const;
export type StreamName = keyof typeof STREAMS;
export type StreamInput<N extends StreamName> = Parameters<(typeof STREAMS)[N]>[0];
export type StreamChunk<N extends StreamName> = ReturnType<(typeof STREAMS)[N]> extends Generator<infer C> ? C : never;
export type Stream = <N extends StreamName>(name: N, input: StreamInput<N>) => AsyncGenerator<StreamChunk<N>>;

/** Does a task somewhere else than on the thread that answers requests. */
export type Work = <N extends TaskName>(name: N, input: TaskInput<N>) => Promise<TaskAnswer<N>>;
