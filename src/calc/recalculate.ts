// A file calculated again with other tables: a Statement from the records that it holds.
import type { Outcome } from "../base/problem.ts";
import { writeCaseFile } from "../formats/case-file.ts";
import type { Statement } from "../model/statement.ts";
import { caseTold, openFile } from "./open.ts";
import { type Options, statementOf } from "./pipeline.ts";

/** Law: a Statement's case is calculated anew, under the year that it supposed; any other file as usual. Problems: those of opening and of `statementOf`. */
export function recalculated(bytes: Uint8Array, options: Options): Outcome<Statement> {
  const opened = openFile(bytes, options.file);
  if (opened === undefined) return statementIn(bytes, options);
  if (opened.value === undefined) return opened;
  const told = caseTold(opened.value, options.file);
  if (told.value === undefined) return told;
  const { asIf } = opened.value;
  return statementIn(new TextEncoder().encode(writeCaseFile(told.value)), { ...options, ...(asIf !== undefined && { asIf }) });
}

function statementIn(bytes: Uint8Array, options: Options): Outcome<Statement> {
  const { value, problems } = statementOf(bytes, options);
  return value === undefined ? { value: undefined, problems } : { value: value.statement, problems };
}
