// Runs one file of this folder through the product's own door, and says what came out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place, Problem } from "../../src/base/problem.ts";
import { type Obtained, obtain } from "../../src/calc/obtain.ts";
import { caseTold } from "../../src/calc/open.ts";
import { monteCarlo, type Uncertainty } from "../../src/engine/monte-carlo.ts";
import { sharesFrom } from "../../src/engine/shares.ts";
import { type Solution, type System, solve } from "../../src/engine/solve.ts";
import { steady } from "../../src/engine/spread.ts";
import { readCaseFile, writeCaseFile } from "../../src/formats/case-file.ts";
import { type SyntheticCells, syntheticCbam } from "../../src/formats/cbam-workbook/synthetic.ts";
import { writeCbamWorkbook } from "../../src/formats/cbam-workbook/write-cbam-workbook.ts";
import { type SyntheticCell, type SyntheticOptions, type SyntheticSheet, syntheticXlsx } from "../../src/formats/xlsx/synthetic.ts";
import { commitmentOf, type Statement, statementHash } from "../../src/model/statement.ts";
import { calculate } from "../../src/rules/cbam/calculate.ts";
import type { DefaultValues } from "../../src/rules/cbam/default-values.ts";
import defaultValuesFile from "../../src/rules/cbam/values/default-values.json" with { type: "json" };
import { root } from "../cases/read.ts";
import { aluminiumCase, ammoniaCase, goodCase } from "../cases/sample.ts";
import { type Changes, changed, lineOf, written } from "./document.ts";

/** A text, or one piece of text many times over. */
type Text = string | { repeat: string; times: number };

/** One file of this folder: what is wrong in one line, one way of giving an input, and where the Problem must point. */
export type Provocation = Changes & {
  why: string;
  /** A sample of samples/ or test/cases/sample.ts by name, or a whole case; with `set` and `remove`. */
  case?: string | object;
  text?: Text;
  /** Hexadecimal. */
  bytes?: string;
  /** Cells put into the small workbook of the template; null takes one away. */
  workbook?: Record<string, SyntheticCell | null>;
  /** Cells put into a small template that the case is to be written into. */
  template?: Record<string, SyntheticCell | null>;
  /** A workbook of other sheets. */
  sheets?: Record<string, SyntheticSheet>;
  /** Parts of the workbook's archive, and XML before each sheet. */
  parts?: Record<string, Text>;
  prolog?: string;
  /** The file ends after this many bytes; one bit of this byte is turned over. */
  cutAt?: number;
  flip?: number;
  /** The Statement of a sample, changed after it was sealed. */
  statement?: Changes & { of: string; reseal?: boolean };
  engine?: EngineInput;
  asIf?: number;
  expect: Expected;
  /** Errors that stop the file beside a warning or note that cannot come without them. */
  stoppedBy?: string[];
};

/** Path of the Problem; its place as a line, as the datum `at` which the line lies, or as a cell. */
type Expected = { path: string; line?: number; at?: string; sheet?: string; cell?: string };

/** Shares as [input, consumer, share]. Numbers that JSON lacks are texts: "Infinity". */
type EngineInput = {
  count: number;
  shares: [input: number, consumer: number, share: number][];
  direct: (number | string)[][];
  /** Runs in which the share of each index spreads uniformly from minimum to maximum, in place of one solution. */
  draws?: { runs: number; uniform: [entry: number, minimum: number, maximum: number][] };
};

export type Provoked = { value: Obtained | Solution | Uncertainty | Uint8Array | undefined; problems: Problem[]; place: Place | undefined };

const defaultValues = defaultValuesFile as unknown as DefaultValues;

const MADE: Record<string, () => unknown> = {
  steel: () => JSON.parse(writeCaseFile(goodCase())),
  ammonia: () => JSON.parse(writeCaseFile(ammoniaCase())),
  aluminium: () => JSON.parse(writeCaseFile(aluminiumCase())),
};

function documentOf(given: string | object): unknown {
  if (typeof given === "object") return given;
  return MADE[given]?.() ?? JSON.parse(readFileSync(join(root, "samples", `${given}.json`), "utf8"));
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (text: Text): string => (typeof text === "string" ? text : text.repeat.repeat(text.times));

/** The file's bytes, and the document where it is JSON made here. */
export function inputOf(given: Provocation): { bytes: Uint8Array; document?: unknown } {
  const { case: base, text, bytes, statement } = given;
  if (base !== undefined) {
    const document = changed(documentOf(base), given);
    return { bytes: encoded(written(document)), document };
  }
  if (text !== undefined) return { bytes: encoded(textOf(text)) };
  if (bytes !== undefined) return { bytes: Uint8Array.from(Buffer.from(bytes, "hex")) };
  if (statement !== undefined) {
    const { value } = obtain(encoded(written(documentOf(statement.of))), { file: "sound.json", defaultValues });
    const forged = changed(value?.statement, statement) as Statement;
    return { bytes: encoded(written(statement.reseal ? resealed(forged) : forged)) };
  }
  return { bytes: workbookOf(given) };
}

/** Sealed anew by someone who may: the records' commitments and the hash fit what stands there. */
function resealed(forged: Statement): Statement {
  const records = forged.records.map(({ id, commitment }) => {
    const shown = forged.disclosure.records[id];
    return { id, commitment: shown === undefined ? commitment : commitmentOf(shown.value, shown.salt) };
  });
  const body = { ...forged, records };
  return { ...body, hash: statementHash(body) };
}

function workbookOf({ workbook, sheets, parts = {}, prolog, cutAt, flip }: Provocation): Uint8Array {
  const options: SyntheticOptions = {
    parts: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, textOf(text)])),
    ...(prolog !== undefined && { prolog }),
  };
  const cells: SyntheticCells = Object.fromEntries(Object.entries(workbook ?? {}).map(([at, cell]) => [at, cell ?? undefined]));
  const whole = sheets === undefined ? syntheticCbam(cells, options) : syntheticXlsx(sheets, options);
  if (flip !== undefined) whole[flip] = (whole[flip] ?? 0) ^ 1;
  return cutAt === undefined ? whole : whole.slice(0, cutAt);
}

function systemOf({ count, shares, direct }: EngineInput): System {
  const entries = shares.map(([input, consumer, share]) => ({ input, consumer, share }));
  return { shares: sharesFrom(count, entries), direct: direct.map((values) => Float64Array.from(values, Number)) };
}

function solved(given: EngineInput): { value: Solution | Uncertainty | undefined; problems: Problem[] } {
  const system = systemOf(given);
  if (given.draws === undefined) return solve(system);
  const spread = steady(system.shares.value.length);
  for (const [entry, minimum, maximum] of given.draws.uniform) {
    spread.id[entry] = 4;
    spread.minimum[entry] = minimum;
    spread.maximum[entry] = maximum;
  }
  return monteCarlo({ shares: system.shares, direct: system.direct, spread, watched: Int32Array.of(0), seed: 1, runs: given.draws.runs });
}

/** The case written into a small template, with the results that its calculation gives. */
function filled(given: Provocation, template: Record<string, SyntheticCell | null>, file: string): Provoked {
  const read = readCaseFile(encoded(written(changed(documentOf(given.case ?? {}), given))), { file });
  if (read.value === undefined) return { ...read, place: undefined };
  const { ledger } = calculate(read.value).run;
  const cells = Object.fromEntries(Object.entries(template).map(([at, cell]) => [at, cell ?? undefined]));
  const { sheet, cell } = given.expect;
  const place = sheet === undefined ? undefined : { sheet, ...(cell !== undefined && { cell }) };
  return { ...writeCbamWorkbook(syntheticCbam(cells), read.value, { file, value: (step) => ledger.find(step)?.value }), place };
}

/** What the product makes of the file, by the door of the command line; and the place where the Problem should point. */
export function provoke(given: Provocation, file: string): Provoked {
  if (given.template !== undefined) return filled(given, given.template, file);
  if (given.engine !== undefined) return { ...solved(given.engine), place: undefined };
  const { bytes, document } = inputOf(given);
  const { at, line = at === undefined ? undefined : lineOf(document, at), sheet, cell } = given.expect;
  const place = { ...(line !== undefined && { line }), ...(sheet !== undefined && { sheet }), ...(cell !== undefined && { cell }) };
  const { value, problems } = obtain(bytes, { file, defaultValues, ...(given.asIf !== undefined && { asIf: given.asIf }) });
  const told = given.statement === undefined || value === undefined ? undefined : caseTold(value.statement, file);
  return {
    value: told !== undefined && told.value === undefined ? undefined : value,
    problems: [...problems, ...(told?.problems ?? [])],
    place: Object.keys(place).length === 0 ? undefined : place,
  };
}
