// The large tables of a call: those that --data hands over, else the shipped ones.
import { hasError } from "../base/problem.ts";
import type { DeclarationOptions } from "../calc/declare.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, report, type Shell, STOPPED } from "./shell.ts";

export type Tables = {
  defaultValues: () => Promise<DeclarationOptions["defaultValues"]>;
  benchmarks: () => Promise<DeclarationOptions["benchmarks"]>;
};

/** Reads the files of --data; the exit code where one cannot be used. */
export async function tablesOf(call: Call, shell: Shell): Promise<Tables | number> {
  const tables: Tables = { defaultValues: shell.defaultValues, benchmarks: shell.benchmarks };
  for (const path of call.data) {
    const bytes = bytesOf(shell, call.lang, path);
    if (typeof bytes === "number") return bytes;
    const file = shell.fileName(path);
    const { importTable } = await import("../calc/dataset-import.ts");
    const { value, problems } = importTable(bytes, { file });
    if (value === undefined || hasError(problems)) {
      report(call, shell, problems, file);
      return STOPPED;
    }
    if (value.kind === "benchmarks") tables.benchmarks = async () => value.table;
    else tables.defaultValues = async () => value.table;
  }
  return tables;
}
