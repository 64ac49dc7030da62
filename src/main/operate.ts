// What an operator does with a server: serve, doctor, backup, restore, load a table of the law, export, erase.

import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import type { Call } from "../cli/arguments.ts";
import { problemLines } from "../cli/problems.ts";
import { operateProblem } from "../model/problems/operate.ts";
import { faultOf } from "../store/database.ts";
import { healthOf } from "../store/health.ts";
import { backUp, checkBackup, restore } from "./backup.ts";
import { doctor } from "./doctor.ts";
import { loadTable } from "./law-tables.ts";
import { eraseFor, exportFor } from "./on-behalf.ts";
import { type Settings, settingsOrTell } from "./settings.ts";
import { blobsOf, openStore, visitStore } from "./stores.ts";

type Lang = keyof BothLanguages;

/** One call; answers the exit code: 0 done, 1 stopped by Problems, 2 wrong settings. */
export async function operate(call: Call): Promise<number> {
  const { command, operands, lang, deep } = call;
  if (command === "serve") process.exit(await (await import("./serve.ts")).serve({ sample: false }));
  if (command === "doctor") return doctor({ lang, deep: deep === true, print: (line) => void process.stdout.write(`${line}\n`) });
  const settings = settingsOrTell();
  if (settings === undefined) return 2;
  try {
    const [path = ""] = operands;
    const { value, problems } = await outcomeOf(settings, path, call);
    tellIn(lang, problems);
    if (value === undefined) return 1;
    process.stdout.write(`${value[lang]}\n`);
    return 0;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    tellIn(lang, [fault]);
    return 1;
  }
}

function outcomeOf(settings: Settings, operand: string, call: Call): Promise<Outcome<BothLanguages>> {
  switch (call.command) {
    case "backup":
      return keep(settings, call.out);
    case "load":
      return load(settings, operand, call);
    case "export":
      return exportFor(settings, operand, call.out);
    case "erase":
      return eraseFor(settings, operand);
    default:
      return fill(settings, operand);
  }
}

function tellIn(lang: Lang, problems: readonly Problem[]): void {
  for (const line of problemLines(problems, lang)) process.stderr.write(`${line}\n`);
}

/** Law: a backup is taken beside a server that runs, and changes nothing. Problems: those of visitStore and backUp. */
async function keep(settings: Settings, into: string | undefined): Promise<Outcome<BothLanguages>> {
  const visited = await visitStore(settings);
  if (visited.value === undefined) return visited;
  const { database, embedded } = visited.value;
  try {
    if ((await healthOf(database.pool)).schema === undefined) {
      const where = settings.databaseUrl === undefined ? settings.data : "DATABASE_URL";
      return { value: undefined, problems: [operateProblem("NO_DATABASE", { params: { where } })] };
    }
    const kept = { database, blobs: blobsOf(settings) };
    const { value, problems } = await backUp(kept, settings, { name: "by-hand", ...(into !== undefined && { into }) });
    return value === undefined ? { value, problems } : { value: { ko: `백업: ${value}`, en: `backup: ${value}` }, problems };
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** Law: a table that was loaded stands in place of the shipped one in every process of the server, within half a minute. Problems: those of visitStore and importTable. */
async function load(settings: Settings, path: string, { act, validFrom, status }: Call): Promise<Outcome<BothLanguages>> {
  const visited = await visitStore(settings);
  if (visited.value === undefined) return visited;
  const { database, embedded } = visited.value;
  try {
    const said = {
      ...(act !== undefined && { act }),
      ...(validFrom !== undefined && { validFrom }),
      ...(status !== undefined && { status }),
    };
    const { value, problems } = await loadTable(database.db, path, said);
    if (value === undefined) return { value, problems };
    const { header } = value.table;
    const told = `${header.id}, ${header.act}, ${header.status}, ${value.preview.rows}`;
    return { value: { ko: `불러왔습니다: ${told}행`, en: `loaded: ${told} rows` }, problems };
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** The backup is looked at before a database is made for it. Problems: those of checkBackup, openStore and restore. */
async function fill(settings: Settings, folder: string): Promise<Outcome<BothLanguages>> {
  const checked = await checkBackup(folder);
  if (checked.value === undefined) return checked;
  const opened = await openStore(settings, () => {});
  if (opened.value === undefined) return opened;
  const { database, embedded } = opened.value;
  try {
    const { value, problems } = await restore({ database, blobs: blobsOf(settings) }, settings, folder);
    if (value === undefined) return { value, problems };
    return { value: { ko: `${value.at}의 백업을 되살렸습니다.`, en: `restored as of ${value.at}` }, problems };
  } finally {
    await database.close();
    await embedded?.stop();
  }
}
