// The main job on plain data: bytes in, a Statement out, with every Problem on the way.
import { type Hashing, hashOf } from "../base/canonical.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { readCaseFile } from "../formats/case-file.ts";
import type { CachedResults } from "../formats/cbam-workbook/cached.ts";
import { nearestCell } from "../formats/cbam-workbook/field-cells.ts";
import { readCbamWorkbook } from "../formats/cbam-workbook/read-cbam-workbook.ts";
import type { Case } from "../model/case.ts";
import { caseFileProblem } from "../model/problems/case-file.ts";
import type { Comparison, Figures, Statement, StatementBody } from "../model/statement.ts";
import { type Calculation, calculate } from "../rules/cbam/calculate.ts";
import { factsOf } from "../rules/cbam/checks/facts.ts";
import { runChecks } from "../rules/cbam/checks.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Request } from "../rules/cbam/run.ts";
import { compareWithCache } from "./comparison.ts";
import { datasetsUsed } from "./datasets.ts";
import { openFile } from "./open.ts";
import { seal } from "./seal.ts";

/** Version of the calculation, part of every Statement: it changes when a result could. */
const ENGINE_VERSION = "0.1.0";

export type Options = {
  /** Name of the file, for places; a path is cut to its last part. */
  file: string;
  asIf?: number;
  /** The large table of default values, loaded by the caller; without it a precursor by default is a Problem. */
  defaultValues?: DefaultValues;
  secret?: Uint8Array;
  /** Faster than the one that is at hand everywhere; the bits are the same. */
  hashing?: Hashing;
  /** Told the name of each stage before it begins. */
  stage?: (name: string) => void;
};

type Input = { case: Case; input: StatementBody["input"]; cached?: CachedResults };

/** Law: a file says by its first bytes what it is; its name does not count. Problems: FILE_FORMAT_UNKNOWN, and those of the two readers. */
function readInput(bytes: Uint8Array, file: string): Outcome<Input> {
  const format = formatOf(bytes);
  if (format === undefined) return { value: undefined, problems: [caseFileProblem("FILE_FORMAT_UNKNOWN", { place: { file } })] };
  if (format === "case") {
    const read = readCaseFile(bytes, { file });
    if (read.value === undefined) return { value: undefined, problems: read.problems };
    return { value: { case: read.value, input: { kind: "case" } }, problems: read.problems };
  }
  const read = readCbamWorkbook(bytes, { file });
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const { case: given, cached, version } = read.value;
  return { value: { case: given, input: { kind: "workbook", version, sha256: hashOf(bytes) }, cached }, problems: read.problems };
}

/** A zip archive or an OLE container is a workbook; JSON begins, after a byte order mark and blanks, with a bracket or a comment. */
function formatOf(bytes: Uint8Array): "workbook" | "case" | undefined {
  const begins = (...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);
  if (begins(0x50, 0x4b) || begins(0xd0, 0xcf, 0x11, 0xe0)) return "workbook";
  let at = begins(0xef, 0xbb, 0xbf) ? 3 : 0;
  while ([0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at += 1;
  return [0x7b, 0x5b, 0x2f].includes(bytes[at] ?? 0) ? "case" : undefined;
}

/** Problems of what a workbook lacks point at the cell to fill, not at the record's own. */
function placed(problems: readonly Problem[], { case: given, input }: Input, file: string): Problem[] {
  if (input.kind !== "workbook") return [...problems];
  return problems.map((problem) => {
    const cell = nearestCell(problem.path, problem.place, given);
    return cell === undefined ? problem : { ...problem, place: { file, ...cell } };
  });
}

type Calculated = { calculation: Calculation; comparison?: Comparison };

/** Calculated, checked, and compared with a workbook's own results; an error at any stage stops it. */
export function calculateFile(bytes: Uint8Array, options: Options): Outcome<Calculated & Input> {
  options.stage?.("read");
  const read = readInput(bytes, options.file);
  return read.value === undefined ? { value: undefined, problems: read.problems } : calculateRead(read.value, read.problems, options);
}

function calculateRead(input: Input, found: readonly Problem[], options: Options): Outcome<Calculated & Input> {
  const { case: given, cached } = input;
  options.stage?.("calculate");
  const calculation = calculate(given, requestOf(options));
  const problems = [...found, ...placed(calculation.problems, input, options.file)];
  if (hasError(problems)) return { value: undefined, problems };
  options.stage?.("check");
  problems.push(...placed(runChecks(factsOf(calculation)), input, options.file));
  if (hasError(problems)) return { value: undefined, problems };
  const comparison = cached === undefined ? undefined : compareWithCache(calculation, cached, options.file);
  problems.push(...(comparison?.problems ?? []));
  return { value: { ...input, calculation, ...(comparison && { comparison: comparison.value }) }, problems };
}

/** Law: a case that was put together from records is calculated and checked as one from a file is; `found` are the Problems of putting it together. */
export function calculateCase(given: Case, found: readonly Problem[], options: Options): Outcome<Calculated & Input> {
  return calculateRead({ case: given, input: { kind: "case" } }, found, options);
}

/** Everything that is wrong with a case, also where an error stops its calculation. */
export function checkCase(given: Case, options: Options): Problem[] {
  const calculation = calculate(given, requestOf(options));
  if (hasError(calculation.problems)) return calculation.problems;
  return [...calculation.problems, ...runChecks(factsOf(calculation))];
}

/** The case that a file holds, with the Problems of reading it. Problems: FILE_FORMAT_UNKNOWN, and those of the two readers. */
export function readCase(bytes: Uint8Array, file: string): Outcome<{ case: Case; kind: "case" | "workbook" }> {
  const read = readInput(bytes, file);
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  return { value: { case: read.value.case, kind: read.value.input.kind }, problems: read.problems };
}

function requestOf({ asIf, defaultValues }: Options): Request {
  return { ...(asIf !== undefined && { asIf }), ...(defaultValues && { defaultValues }) };
}

export type Finished = { statement: Statement; calculation: Calculation };

/**
 * Law: read, check, calculate, compare, seal; an error at any stage stops all, and nothing half done comes out.
 * Answers the sealed Statement and the calculation it was made from; the Statement holds all problems too.
 */
export function statementOf(bytes: Uint8Array, options: Options): Outcome<Finished> {
  return sealed(calculateFile(bytes, options), options);
}

/** The sealed Statement of a calculation that came through; see `statementOf`. */
export function sealed({ value, problems }: Outcome<Calculated & Input>, options: Options): Outcome<Finished> {
  if (value === undefined) return { value: undefined, problems };
  const { calculation, comparison, input } = value;
  options.stage?.("seal");
  const statement = seal(calculation, {
    engineVersion: ENGINE_VERSION,
    input,
    file: options.file,
    datasets: datasetsUsed(calculation),
    problems,
    ...(comparison && { comparison }),
    ...(options.secret && { secret: options.secret }),
    ...(options.hashing && { hashing: options.hashing }),
  });
  return { value: { statement, calculation }, problems };
}

/** Law: read, check, calculate and compare as for a Statement, for those who want the figures and no proof of them. */
export function figuresOfFile(bytes: Uint8Array, options: Options): Outcome<Figures> {
  return figuresFrom(calculateFile(bytes, options));
}

export function figuresFrom({ value, problems }: Outcome<Calculated>): Outcome<Figures> {
  if (value === undefined) return { value: undefined, problems };
  const { run, goods, results } = value.calculation;
  const { period, installation } = run.case;
  return {
    value: { act: run.act, ...(run.request.asIf !== undefined && { asIf: run.request.asIf }), period, installation, goods, results },
    problems,
  };
}

/** Everything that is wrong with a file, errors first found included; of a Statement that opens, what it says itself. No Statement is made. */
export function checkFile(bytes: Uint8Array, options: Options): Problem[] {
  const { file } = options;
  const opened = openFile(bytes, file);
  if (opened !== undefined) return opened.value?.problems ?? opened.problems;
  const read = readInput(bytes, file);
  if (read.value === undefined) return read.problems;
  const { case: given, cached } = read.value;
  const calculation = calculate(given, requestOf(options));
  const problems = [...read.problems, ...placed(calculation.problems, read.value, file)];
  if (hasError(calculation.problems)) return problems;
  const differing = cached === undefined ? [] : compareWithCache(calculation, cached, file).problems;
  return [...problems, ...placed(runChecks(factsOf(calculation)), read.value, file), ...differing];
}
