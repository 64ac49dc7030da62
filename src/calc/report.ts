// The operator's reports of a file: of the Statement that it is or that is made from it.
import type { Outcome } from "../base/problem.ts";
import type { OperatorReport, ReportList } from "../model/operator-report.ts";
import type { ReportTables } from "../rules/cbam/report/facts.ts";
import { operatorReport } from "../rules/cbam/report/operator-report.ts";
import { obtain } from "./obtain.ts";
import { caseTold } from "./open.ts";
import type { Options } from "./pipeline.ts";

/** Law: a report is drawn from the Statement alone. Problems: those of `obtain` and `caseTold`. */
export function reportOf(bytes: Uint8Array, options: Options & ReportTables, list: ReportList): Outcome<OperatorReport> {
  const { value, problems } = obtain(bytes, options);
  if (value === undefined) return { value: undefined, problems };
  const told = caseTold(value.statement, options.file);
  if (told.value === undefined) return { value: undefined, problems: [...problems, ...told.problems] };
  const { defaultValues, benchmarks } = options;
  return {
    value: operatorReport(value.statement, told.value, { list, defaultValues, benchmarks }),
    problems: [...problems, ...told.problems],
  };
}
