// The declarant's side on plain data: import lines and statements as bytes in, a Declaration out.
import type { Outcome, Problem } from "../base/problem.ts";
import { readImportLines } from "../formats/import-lines.ts";
import { roundHalfUp } from "../formats/rounding.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Statement } from "../model/statement.ts";
import { declare } from "../rules/cbam/declaration/declare.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { obtain } from "./obtain.ts";

type File = { bytes: Uint8Array; file: string };

export type DeclarationOptions = {
  /** Statements that lines refer to by hash, or the workbooks and case files that they are calculated from. */
  statements?: readonly File[];
  /** EUR/tCO2e by quarter ("2026-Q3"), year ("2027") or "any". */
  prices?: Readonly<Record<string, number>>;
  asIf?: number;
  defaultValues: DefaultValues;
  benchmarks: Benchmarks;
  /** True: for a table or CSV, without the steps. */
  figuresAlone?: boolean;
};

/**
 * Law: read the lines, open the statements, declare; an error at any stage stops all. Emissions from a statement enter as its report states them, with 5 decimals.
 * Problems: those of `readImportLines`, `obtain` and `declare`.
 */
export function declarationOf(lines: File, { statements: files = [], ...options }: DeclarationOptions): Outcome<Declaration> {
  const read = readImportLines(lines.bytes, { file: lines.file });
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  for (const { bytes, file } of files) {
    const { asIf, defaultValues } = options;
    const obtained = obtain(bytes, { file, defaultValues, ...(asIf !== undefined && { asIf }) });
    if (obtained.value === undefined) problems.push(...obtained.problems);
    else statements.push(obtained.value.statement);
  }
  if (problems.length > 0) return { value: undefined, problems };
  return declare(read.value, { ...options, statements, rounded: roundHalfUp });
}
