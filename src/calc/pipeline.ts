// The main job on plain data: bytes in, a Statement out, with every Problem on the way.
import { hashOf } from "../base/canonical.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { readCaseFile } from "../formats/case-file.ts";
import type { CachedResults } from "../formats/cbam-workbook/cached.ts";
import { readCbamWorkbook } from "../formats/cbam-workbook/read-cbam-workbook.ts";
import type { Case } from "../model/case.ts";
import type { Statement, StatementBody } from "../model/statement.ts";
import { type Calculation, calculate } from "../rules/cbam/calculate.ts";
import { factsOf } from "../rules/cbam/checks/facts.ts";
import { runChecks } from "../rules/cbam/checks.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import { compareWithCache } from "./comparison.ts";
import { datasetsUsed } from "./datasets.ts";
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
  /** Told the name of each stage before it begins. */
  stage?: (name: string) => void;
};

export type Input = { case: Case; input: StatementBody["input"]; cached?: CachedResults };

/** Law: a file says by its first bytes what it is; its name does not count. Problems: those of the two readers. */
export function readInput(bytes: Uint8Array, file: string): Outcome<Input> {
  if (looksLikeText(bytes)) {
    const read = readCaseFile(bytes, { file });
    if (read.value === undefined) return { value: undefined, problems: read.problems };
    return { value: { case: read.value, input: { kind: "case" } }, problems: read.problems };
  }
  const read = readCbamWorkbook(bytes, { file });
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const { case: given, cached, version } = read.value;
  return { value: { case: given, input: { kind: "workbook", version, sha256: hashOf(bytes) }, cached }, problems: read.problems };
}

/** JSON begins with a brace, a comment or white space (after a byte order mark); a zip or an OLE container does not. */
function looksLikeText(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes[start];
  return first !== undefined && [0x7b, 0x5b, 0x2f, 0x20, 0x09, 0x0a, 0x0d].includes(first);
}

export type Finished = { statement: Statement; calculation: Calculation };

/**
 * Law: read, check, calculate, compare, seal; an error at any stage stops all, and nothing half done comes out.
 * Answers the sealed Statement and the calculation it was made from; the Statement holds all problems too.
 */
export function statementOf(bytes: Uint8Array, options: Options): Outcome<Finished> {
  options.stage?.("read");
  const read = readInput(bytes, options.file);
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  return statementOfCase(read.value, options, read.problems);
}

/** The same from a case that is there already. */
function statementOfCase({ case: given, input, cached }: Input, options: Options, earlier: Problem[] = []): Outcome<Finished> {
  const { asIf, defaultValues, file, secret, stage } = options;
  stage?.("calculate");
  const calculation = calculate(given, { ...(asIf !== undefined && { asIf }), ...(defaultValues && { defaultValues }) });
  const problems = [...earlier, ...calculation.problems];
  if (hasError(problems)) return { value: undefined, problems };
  stage?.("check");
  problems.push(...runChecks(factsOf(calculation)));
  if (hasError(problems)) return { value: undefined, problems };
  stage?.("seal");
  const comparison = cached === undefined ? undefined : compareWithCache(calculation, cached);
  problems.push(...(comparison?.problems ?? []));
  const statement = seal(calculation, {
    engineVersion: ENGINE_VERSION,
    input,
    file,
    datasets: datasetsUsed(calculation),
    problems,
    ...(comparison && { comparison: comparison.value }),
    ...(secret && { secret }),
  });
  return { value: { statement, calculation }, problems };
}

/** Everything that is wrong with a file, errors first found included; no Statement is made. */
export function checkFile(bytes: Uint8Array, options: Options): Problem[] {
  const read = readInput(bytes, options.file);
  if (read.value === undefined) return read.problems;
  const { asIf, defaultValues } = options;
  const calculation = calculate(read.value.case, { ...(asIf !== undefined && { asIf }), ...(defaultValues && { defaultValues }) });
  const problems = [...read.problems, ...calculation.problems];
  return hasError(calculation.problems) ? problems : [...problems, ...runChecks(factsOf(calculation))];
}
