// The Commission's workbook filled from a file's case, with the results of its calculation or of the Statement that it is.
import type { Outcome } from "../base/problem.ts";
import { writeCbamWorkbook } from "../formats/cbam-workbook/write-cbam-workbook.ts";
import type { Case } from "../model/case.ts";
import { type Statement, stepsOf } from "../model/statement.ts";
import { countryOf } from "../rules/cbam/tables.ts";
import { caseTold, openFile } from "./open.ts";
import { calculateFile, type Options } from "./pipeline.ts";

type Facts = { case: Case; value: (step: string) => number | null | undefined };

/**
 * Law: the workbook is filled from what the plant's people said; what it cannot say is a warning, what does not fit is refused.
 * `template` is the user's blank copy. Answers the workbook's bytes, stored results taken out. Problems: those of reading, calculating and writing.
 */
export function fillWorkbook(bytes: Uint8Array, template: { bytes: Uint8Array; file: string }, options: Options): Outcome<Uint8Array> {
  const facts = factsIn(bytes, options);
  if (facts.value === undefined) return { value: undefined, problems: facts.problems };
  const written = writeCbamWorkbook(template.bytes, facts.value.case, {
    file: template.file,
    value: facts.value.value,
    countryCode: countryOf,
  });
  const problems = [...facts.problems, ...written.problems];
  return written.value === undefined ? { value: undefined, problems } : { value: written.value, problems };
}

function factsIn(bytes: Uint8Array, options: Options): Outcome<Facts> {
  const opened = openFile(bytes, options.file);
  if (opened !== undefined) return opened.value === undefined ? opened : factsOfStatement(opened.value, options.file);
  const { value, problems } = calculateFile(bytes, options);
  if (value === undefined) return { value: undefined, problems };
  const { ledger } = value.calculation.run;
  return { value: { case: value.case, value: (id) => ledger.find(id)?.value }, problems };
}

/** Law: a Statement tells what it was made from as far as its records are shown; a withheld one is missing in the workbook, and said so. */
function factsOfStatement(statement: Statement, file: string): Outcome<Facts> {
  const told = caseTold(statement, file);
  if (told.value === undefined) return told;
  const { steps } = stepsOf(statement);
  return { value: { case: told.value, value: (id) => steps.get(id)?.value }, problems: [...statement.problems, ...told.problems] };
}
