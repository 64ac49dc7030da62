// All that an organisation owns, in open formats.
import { safeName } from "../formats/archive.ts";
import { csvOf } from "../formats/csv-write.ts";
import type { Activity } from "../model/activity.ts";
import { evidenceList } from "../store/evidence.ts";
import { statements, statementText } from "../store/statements.ts";
import { OWNED_TABLES, ownedRows } from "../store/whole.ts";
import { type Act, ok } from "./scene.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const ALL = 1_000_000;

const README = `Everything that the organisation owns on this server.

tables/*.jsonl    one row a line, JSON; record.jsonl has every version of every record, audit.jsonl the chain of acts
activities.csv    activity data as they stand now
statements/       statements as they were sealed; \`sandan explain FILE\` and \`sandan render FILE\` read them
evidence/         documents as they were handed in, by SHA-256

조직이 이 서버에 가진 모든 것입니다. tables/ 에는 표마다 한 줄에 한 행(JSON), activities.csv 에는 지금의 활동자료,
statements/ 에는 봉인된 산정서, evidence/ 에는 증빙 원본(SHA-256 이름)이 들어 있습니다.
`;

const COLUMNS = ["period", "id", "target", "start", "end", "value", "unit", "label", "partner", "document", "meter", "note"] as const;

/** Law: an export is whole and needs no program of ours to be read; it holds no secret. */
export const exportOrganisation: Act<"exportOrganisation"> = async ({ db, blobs, work }, { org }) => {
  const files: { path: string; bytes: Uint8Array }[] = [{ path: "README.txt", bytes: encode(README) }];
  for (const table of OWNED_TABLES) {
    const rows = await ownedRows(db, org, table);
    files.push({ path: `tables/${table}.jsonl`, bytes: encode(rows.map((row) => `${JSON.stringify(row)}\n`).join("")) });
    if (table === "record") files.push({ path: "activities.csv", bytes: encode(activitiesCsv(rows)) });
  }
  for (const { hash } of await statements(db, org, { limit: ALL }))
    files.push({ path: `statements/${hash}.json`, bytes: encode((await statementText(db, org, hash)) ?? "") });
  for (const { sha256, name } of await evidenceList(db, org, { limit: ALL })) {
    const bytes = await blobs.get(org, sha256);
    if (bytes !== undefined) files.push({ path: `evidence/${sha256}-${safeName(name)}`, bytes });
  }
  return ok({ bytes: await work("archive", { files }), type: "application/zip", name: "sandan-export.zip" });
};

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
