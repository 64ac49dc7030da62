// The datasets that calculations take their figures of the law from: shown, and imported from the Commission's files.
import { type ImportOptions, importTable, tableChange } from "../calc/dataset-import.ts";
import { datasetContent, datasetList } from "../calc/datasets.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, deliver, MISUSED, overwriting, refuse, report, type Shell, STOPPED } from "./shell.ts";
import { type Tables, tablesOf } from "./tables.ts";

/** `data list` names all with status and act; `data show ID` prints one whole, as JSON; `data import FILE` reads a newer one. */
export async function data(call: Call, shell: Shell): Promise<number> {
  const [action, id] = call.operands;
  const tables = await tablesOf(call, shell);
  if (typeof tables === "number") return tables;
  if (action === "import" && id !== undefined) return importFile(call, shell, tables, id);
  const large = { defaultValues: await tables.defaultValues(), benchmarks: await tables.benchmarks() };
  if (action === "list" && id === undefined) {
    const lines = datasetList(large).map(
      ({ header, rows }) => `${header.id}\t${header.status}\t${header.validFrom}\t${rows}\t${header.title[call.lang]}\t${header.act}`,
    );
    return deliver(call, shell, `${["id\tstatus\tvalidFrom\trows\ttitle\tact", ...lines].join("\n")}\n`);
  }
  const content = action === "show" && id !== undefined ? datasetContent(id, large) : undefined;
  if (content !== undefined) return deliver(call, shell, `${JSON.stringify(content, null, 1)}\n`);
  return refuse(shell, call.lang, MISUSED, {
    ko: `data ${call.operands.join(" ")}: list, show ID 또는 import 파일`,
    en: `data ${call.operands.join(" ")}: list, show ID, or import FILE`,
  });
}

/** Prints what was read and what it changes; --out writes the table, for --data of the other commands; --effect shows what it does to a file. */
async function importFile(call: Call, shell: Shell, tables: Tables, path: string): Promise<number> {
  const refused = overwriting(call, shell, [path, ...call.effects]);
  if (refused !== undefined) return refused;
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  const { act, validFrom, status } = call;
  const options: ImportOptions = {
    file: shell.fileName(path),
    ...(act !== undefined && { act }),
    ...(validFrom !== undefined && { validFrom }),
    ...(status !== undefined && { status }),
  };
  const { value, problems } = importTable(bytes, options);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  const installed = value.kind === "benchmarks" ? await tables.benchmarks() : await tables.defaultValues();
  const change = tableChange(installed, value.table);
  const { lang } = call;
  const { renderTableChange } = await import("../formats/table-change-text.ts");
  const shown = { preview: value.preview, header: value.table.header, change };
  const text = call.format === "json" ? `${JSON.stringify(shown, null, 1)}\n` : renderTableChange(shown, { lang });
  const printed = deliver({ lang }, shell, text);
  if (printed !== 0) return printed;
  if (value.kind === "default-values")
    for (const effect of call.effects) {
      const { effectOf } = await import("./effect.ts");
      const code = await effectOf({ call, shell, path: effect, before: await tables.defaultValues(), after: value.table });
      if (code !== 0) return code;
    }
  return call.out === undefined ? 0 : deliver(call, shell, `${JSON.stringify(value.table)}\n`);
}
