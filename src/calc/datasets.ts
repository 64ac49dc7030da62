// The datasets that a calculation took figures from, pinned by their hashes.
import type { DatasetUse } from "../model/statement.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { declarationFiles } from "../rules/cbam/free-allocation-years.ts";
import { markUpsFile, markUpsUse } from "../rules/cbam/mark-ups.ts";
import { type DatasetFile, type DatasetHeader, type DatasetId, datasetFile, datasetUse, datasetUseOf } from "../rules/cbam/tables.ts";

const SMALL: DatasetId[] = ["categories", "cn", "constants", "countries", "electricity", "gwp", "pfc-factors", "standard-factors"];

/** Law: a calculation pins its dataset versions. The categories and constants always count; the others where a step took a figure from them. */
export function datasetsUsed({ run }: Calculation): DatasetUse[] {
  const used = new Set<string>(["categories", "constants"]);
  for (const step of run.ledger.steps.values()) if (step.factor !== undefined) used.add(step.factor.dataset);
  const uses = SMALL.filter((id) => used.has(id)).map(datasetUse);
  if (used.has("mark-ups")) uses.push(markUpsUse());
  const { defaultValues } = run.request;
  if (used.has("default-values") && defaultValues !== undefined) uses.push(datasetUseOf(defaultValues));
  return uses.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Large = { defaultValues: DefaultValues; benchmarks: Benchmarks };

function files({ defaultValues, benchmarks }: Large): DatasetFile[] {
  const all = [...SMALL.map(datasetFile), markUpsFile(), ...declarationFiles(), benchmarks, defaultValues];
  return all.sort((a, b) => (a.header.id < b.header.id ? -1 : 1));
}

/** All datasets with their headers and the number of their rows. */
export function datasetList(large: Large): { header: DatasetHeader; rows: number }[] {
  return files(large).map(({ header, rows }) => ({ header, rows: rows.length }));
}

/** One dataset whole, by its id; undefined where there is none. */
export function datasetContent(id: string, large: Large): DatasetFile | undefined {
  return files(large).find(({ header }) => header.id === id);
}

/** The dataset of an id as this version has it; of the default values the table that is given. */
export function datasetNow(id: string, defaultValues: DefaultValues | undefined): DatasetFile | undefined {
  const small = SMALL.find((one) => one === id);
  if (small !== undefined) return datasetFile(small);
  return [markUpsFile(), ...(defaultValues === undefined ? [] : [defaultValues])].find(({ header }) => header.id === id);
}
