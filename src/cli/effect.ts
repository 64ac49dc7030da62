// What an imported table of default values does to a statement, a workbook or a case file.
import { compareStatements } from "../calc/compare.ts";
import type { Options } from "../calc/pipeline.ts";
import { recalculated } from "../calc/recalculate.ts";
import { renderChangeText } from "../formats/change-text.ts";

import type { Call } from "./arguments.ts";
import { bytesOf, deliver, report, type Shell, STOPPED } from "./shell.ts";

type Effect = {
  call: Call;
  shell: Shell;
  path: string;
  before: Options["defaultValues"] & object;
  after: Options["defaultValues"] & object;
};

/** The file calculated with the installed table and with the new one, and what lies between. */
export async function effectOf({ call, shell, path, before, after }: Effect): Promise<number> {
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  const file = shell.fileName(path);
  const old = recalculated(bytes, { file, defaultValues: before });
  const now = recalculated(bytes, { file, defaultValues: after });
  if (old.value === undefined || now.value === undefined) {
    report(call, shell, old.value === undefined ? old.problems : now.problems, file);
    return STOPPED;
  }
  const { value, problems } = compareStatements(old.value, now.value);
  report(call, shell, problems, file);
  return value === undefined ? STOPPED : deliver({ lang: call.lang }, shell, `\n${renderChangeText(value, { lang: call.lang })}`);
}
