// The datasets that calculations take their figures of the law from.
import { datasetContent, datasetList } from "../calc/datasets.ts";
import type { Call } from "./arguments.ts";
import { deliver, MISUSED, refuse, type Shell } from "./shell.ts";

/** `data list` names all with status and act; `data show ID` prints one whole, as JSON. */
export async function data(call: Call, shell: Shell): Promise<number> {
  const [action, id] = call.operands;
  const tables = { defaultValues: await shell.defaultValues(), benchmarks: await shell.benchmarks() };
  if (action === "list" && id === undefined) {
    const lines = datasetList(tables).map(
      ({ header, rows }) => `${header.id}\t${header.status}\t${header.validFrom}\t${rows}\t${header.title[call.lang]}\t${header.act}`,
    );
    return deliver(call, shell, `${["id\tstatus\tvalidFrom\trows\ttitle\tact", ...lines].join("\n")}\n`);
  }
  const content = action === "show" && id !== undefined ? datasetContent(id, tables) : undefined;
  if (content !== undefined) return deliver(call, shell, `${JSON.stringify(content, null, 1)}\n`);
  return refuse(shell, call.lang, MISUSED, {
    ko: `data ${call.operands.join(" ")}: list 또는 show ID`,
    en: `data ${call.operands.join(" ")}: list, or show ID`,
  });
}
