// The declarant's side: import lines in, certificates and what explains them out.
import { declarationOf } from "../calc/declare.ts";
import { renderDeclarationCsv, renderDeclarationTable } from "../formats/declaration-table.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, deliver, overwriting, report, type Shell, STOPPED } from "./shell.ts";
import { tablesOf } from "./tables.ts";

/** `declare LINES`: the declaration of the lines, with the statements that they refer to. */
export async function declareLines(call: Call, shell: Shell): Promise<number> {
  const [path = ""] = call.operands;
  const refused = overwriting(call, shell, [path, ...call.statements]);
  if (refused !== undefined) return refused;
  const tables = await tablesOf(call, shell);
  if (typeof tables === "number") return tables;
  const lines = bytesOf(shell, call.lang, path);
  if (typeof lines === "number") return lines;
  const statements: { bytes: Uint8Array; file: string }[] = [];
  for (const given of call.statements) {
    const bytes = bytesOf(shell, call.lang, given);
    if (typeof bytes === "number") return bytes;
    statements.push({ bytes, file: shell.fileName(given) });
  }
  const file = shell.fileName(path);
  const { value, problems } = declarationOf(
    { bytes: lines, file },
    {
      statements,
      prices: call.prices,
      defaultValues: await tables.defaultValues(),
      benchmarks: await tables.benchmarks(),
      figuresAlone: call.format !== "json",
      ...(call.asIf !== undefined && { asIf: call.asIf }),
    },
  );
  report(call, shell, problems, file);
  return value === undefined ? STOPPED : deliver(call, shell, rendered(call, value));
}

function rendered({ format, lang }: Call, declaration: Declaration): string {
  if (format === "csv") return renderDeclarationCsv(declaration);
  return format === "json" ? `${JSON.stringify(declaration, null, 1)}\n` : renderDeclarationTable(declaration, { lang });
}
