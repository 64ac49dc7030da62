// The Commission's workbook filled from a file's case, with the results that its calculation gives.
import type { Outcome, Problem } from "../base/problem.ts";
import { writeCbamWorkbook } from "../formats/cbam-workbook/write-cbam-workbook.ts";
import { countryOf } from "../rules/cbam/tables.ts";
import { type Options, readInput, statementOfCase } from "./pipeline.ts";

/**
 * Law: the workbook is filled from what the plant's people said; what it cannot say is a warning, what does not fit is refused.
 * `template` is the user's blank copy. Answers the workbook's bytes, stored results taken out. Problems: those of reading, calculating and writing.
 */
export function fillWorkbook(bytes: Uint8Array, template: { bytes: Uint8Array; file: string }, options: Options): Outcome<Uint8Array> {
  const read = readInput(bytes, options.file);
  if (read.value === undefined) return { value: undefined, problems: read.problems };
  const finished = statementOfCase(read.value, options, read.problems);
  if (finished.value === undefined) return { value: undefined, problems: finished.problems };
  const { ledger } = finished.value.calculation.run;
  const written = writeCbamWorkbook(template.bytes, read.value.case, {
    file: template.file,
    value: (id) => ledger.find(id)?.value,
    countryCode: countryOf,
  });
  const problems: Problem[] = [...finished.problems, ...written.problems];
  return written.value === undefined ? { value: undefined, problems } : { value: written.value, problems };
}
