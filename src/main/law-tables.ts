// The tables of the law that a server works with: those that its operator has loaded, as far as there are any.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { hashOf } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { type ImportedTable, type ImportOptions, importTable } from "../calc/dataset-import.ts";
import { importProblem } from "../model/problems/import.ts";
import type { Db } from "../store/database.ts";
import { addDataset, type DatasetRow, datasetContent, datasets } from "../store/datasets.ts";
import type { LawTables } from "./work-worker.ts";
import type { Workers } from "./workers.ts";

const KINDS = { "default-values": "defaultValues", benchmarks: "benchmarks" } as const;
const LOOK_EVERY_MS = 30_000;

/** Of each kind the one loaded last that is in force, else the one loaded last. */
async function chosen(db: Db): Promise<DatasetRow[]> {
  const rows = await datasets(db);
  return Object.keys(KINDS).flatMap((kind) => {
    const mine = rows.filter(({ dataset }) => dataset === kind);
    const one = mine.find(({ status }) => status === "inForce") ?? mine[0];
    return one === undefined ? [] : [one];
  });
}

/** Hands the tables to the threads now and whenever another process has loaded one; answers how to stop looking. */
export async function watchTables(db: Db, workers: Workers, log: (line: string) => void): Promise<() => void> {
  let known = "";
  const look = async (): Promise<void> => {
    const rows = await chosen(db);
    const key = rows.map(({ hash }) => hash).join(" ");
    if (key === known) return;
    const tables: LawTables = {};
    for (const { dataset, hash } of rows) {
      const content = await datasetContent(db, hash);
      if (content !== undefined) tables[KINDS[dataset as keyof typeof KINDS]] = content;
    }
    workers.renew(tables);
    known = key;
  };
  await look();
  const timer = setInterval(() => look().catch((error: unknown) => log(`tables of the law: ${String(error)}`)), LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Reads a table of the Commission and keeps it for this server. Problems: TABLE_UNREADABLE, and those of importTable. */
export async function loadTable(db: Db, path: string, options: Omit<ImportOptions, "file">): Promise<Outcome<ImportedTable>> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { value: undefined, problems: [importProblem("TABLE_UNREADABLE", { place: { file: path }, params: { what } })] };
  }
  const read = importTable(bytes, { ...options, file: basename(path) });
  if (read.value === undefined) return read;
  const { kind, table } = read.value;
  const content = JSON.stringify(table);
  const { act, validFrom, status } = table.header;
  await addDataset(db, { hash: hashOf(content), dataset: kind, act, validFrom, status, loadedAt: new Date(), content });
  return read;
}
