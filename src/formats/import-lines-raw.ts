// Import lines as they stand in a file, before they are checked.
import type { Problem } from "../base/problem.ts";
import type { DeclarationProblem } from "../model/problems/declaration.ts";

/** One line as it stands in the file, before the schema; `id` is what it calls itself, or its number. */
export type RawLine = { id: string; line: number; content: Record<string, unknown> };

export type Raw = { lines: RawLine[]; problems: Problem[] };

/** Fault of a file or a line; `path` is inside the line. */
export type Complain = (
  code: DeclarationProblem,
  at: { line?: number; path?: string; params?: Record<string, string | number> },
) => Problem;
