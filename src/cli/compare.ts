// What changed between two files, and how much it moved each good.
import { compareStatements } from "../calc/compare.ts";
import { obtain } from "../calc/obtain.ts";
import type { Statement } from "../model/statement.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, deliver, overwriting, report, type Shell, STOPPED } from "./shell.ts";
import { tablesOf } from "./tables.ts";

/** `compare BEFORE AFTER`: statements, or the workbooks and case files that they are calculated from. */
export async function compare(call: Call, shell: Shell): Promise<number> {
  const refused = overwriting(call, shell, call.operands);
  if (refused !== undefined) return refused;
  const tables = await tablesOf(call, shell);
  if (typeof tables === "number") return tables;
  const statements: Statement[] = [];
  for (const path of call.operands) {
    const bytes = bytesOf(shell, call.lang, path);
    if (typeof bytes === "number") return bytes;
    const file = shell.fileName(path);
    const { value, problems } = obtain(bytes, { file, defaultValues: await tables.defaultValues(), stage: shell.stage });
    if (value === undefined) {
      report(call, shell, problems, file);
      return STOPPED;
    }
    statements.push(value.statement);
  }
  const [before, after] = statements as [Statement, Statement];
  const { value, problems } = compareStatements(before, after);
  report(call, shell, problems, "");
  if (value === undefined) return STOPPED;
  const { format, lang } = call;
  if (format === "json") return deliver(call, shell, `${JSON.stringify(value, null, 1)}\n`);
  if (format === "html") return deliver(call, shell, (await import("../formats/html/change.ts")).renderChangeHtml(value, { lang }));
  return deliver(call, shell, (await import("../formats/change-text.ts")).renderChangeText(value, { lang }));
}
