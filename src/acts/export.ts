// All that an organisation owns, in open formats.

import { csvOf } from "../base/csv-write.ts";
import { safeName } from "../formats/archive.ts";
import type { Activity } from "../model/activity.ts";
import { atOneMoment } from "../store/database.ts";
import { evidenceList } from "../store/evidence.ts";
import { statementHashes, statementText } from "../store/statements.ts";
import { OWNED_TABLES, ownedRows } from "../store/whole.ts";
import { type Act, ok, type Scene } from "./scene.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
type File = { path: string; bytes: Uint8Array };

const README = `Everything that the organisation owns on this server.

tables/*.jsonl    one row a line, JSON; record.jsonl has every version of every record, audit.jsonl the chain of acts
activities.csv    activity data as they stand now
statements/       statements as they were sealed; \`sandan explain FILE\` and \`sandan render FILE\` read them
evidence/         documents as they were handed in, by SHA-256; MISSING.txt names those that the store has lost

조직이 이 서버에 가진 모든 것입니다. tables/ 에는 표마다 한 줄에 한 행(JSON), activities.csv 에는 지금의 활동자료,
statements/ 에는 봉인된 산정서, evidence/ 에는 증빙 원본(SHA-256 이름)이 들어 있습니다. MISSING.txt가 있으면 저장소가 잃은 문서의 목록입니다.
`;

const COLUMNS = ["period", "id", "target", "start", "end", "value", "unit", "label", "partner", "document", "meter", "note"] as const;

/** Law: an export is whole, as everything stood at one moment, and needs no program of ours to be read; it holds no secret. What the store of evidence has lost is named in it. */
export async function exportedFiles({ db, blobs, directory }: Pick<Scene, "db" | "blobs" | "directory">, org: string): Promise<File[]> {
  const files: File[] = [{ path: "README.txt", bytes: encode(README) }];
  const documents = await atOneMoment(db, async (trx) => {
    for (const table of OWNED_TABLES) {
      const rows = await ownedRows(trx, org, table);
      const told = table === "membership" ? await withNames(directory, rows) : rows;
      files.push({ path: `tables/${table}.jsonl`, bytes: encode(told.map((row) => `${JSON.stringify(row)}\n`).join("")) });
      if (table === "record") files.push({ path: "activities.csv", bytes: encode(activitiesCsv(rows)) });
    }
    for (const hash of await statementHashes(trx, org))
      files.push({ path: `statements/${hash}.json`, bytes: encode((await statementText(trx, org, hash)) ?? "") });
    return evidenceList(trx, org, {});
  });
  const lost: string[] = [];
  for (const { sha256, name } of documents) {
    const bytes = await blobs.get(org, sha256);
    if (bytes === undefined) lost.push(`${sha256} ${name}\n`);
    else files.push({ path: `evidence/${sha256}-${safeName(name)}`, bytes });
  }
  if (lost.length > 0) files.push({ path: "evidence/MISSING.txt", bytes: encode(lost.join("")) });
  return files;
}

export const exportOrganisation: Act<"exportOrganisation"> = async (scene, { org }) => {
  const files = await exportedFiles(scene, org);
  return ok({ bytes: await scene.work("archive", { files }), type: "application/zip", name: "sandan-export.zip" });
};

/** Members are numbers to the store; sign-on knows their names. */
async function withNames(directory: Scene["directory"], rows: readonly Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
  const people = await directory.people(rows.map((row) => String(row.person_id)));
  return rows.map((row) => {
    const { name, email } = people.get(String(row.person_id)) ?? { name: "", email: "" };
    return { ...row, name, email };
  });
}

/** The newest version of every line of activity data that stands. */
function activitiesCsv(rows: readonly Record<string, unknown>[]): string {
  const newest = new Map<string, Record<string, unknown>>();
  for (const row of rows) if (String(row.key).startsWith("activities/")) newest.set(`${row.period_id} ${row.key}`, row);
  const lines = [...newest.values()].flatMap((row) => {
    if (row.body === null) return [];
    const body = row.body as Activity;
    const told = { period: String(row.period_id), id: String(row.key).slice("activities/".length), ...body };
    return [COLUMNS.map((column) => told[column] ?? "")];
  });
  return csvOf([[...COLUMNS], ...lines]);
}
