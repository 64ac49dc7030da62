// Fills a database with organisations that each have an installation, periods, the sample factory's records and lines of activity data.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { hashOf } from "../../src/base/canonical.ts";
import { recordsOfCase } from "../../src/calc/records-of-case.ts";
import { readCaseFile } from "../../src/formats/case-file.ts";
import { readRecord } from "../../src/formats/record.ts";
import { appendAudit } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import { addEvidence } from "../../src/store/evidence.ts";
import { addOrganisation, setRole } from "../../src/store/organisations.ts";
import { addInstallation, addPeriod } from "../../src/store/periods.ts";
import { append, type Entry } from "../../src/store/records.ts";
import { addToken } from "../../src/store/secrets.ts";
import {
  installationId,
  lineKey,
  organisationId,
  PERSON,
  type Period,
  periodsOf,
  type Scale,
  TARGETS,
  tokenHash,
  tokenId,
} from "./site.ts";

const SAMPLE = join(import.meta.dirname, "..", "..", "samples", "sample-factory.json");
const AT = new Date("2026-01-05T00:00:00Z");

/** The plant's records; what lines of activity data tell is left out. */
function structure(bytes: Uint8Array): Entry[] {
  const { value } = readCaseFile(bytes, { file: "sample-factory.json" });
  if (value === undefined) throw new Error("the sample factory is not read");
  const told = new Set(TARGETS.map(({ target }) => target.split("/").slice(0, 2).join("/")));
  return recordsOfCase(value, { evidence: hashOf(bytes), title: "sample-factory.json" }).map(({ key, body }) => {
    const { activity: _, ...rest } = body as Record<string, never>;
    const read = readRecord(key, told.has(key) ? rest : body);
    if (read.value === undefined) throw new Error(`${key}: ${JSON.stringify(read.problems)}`);
    return { key, ...read.value };
  });
}

/** Fills an empty database. Foreign keys are not looked up for the lines, which hold by their making. */
export async function fill(db: Db, pool: pg.Pool, scale: Scale): Promise<void> {
  const bytes = readFileSync(SAMPLE);
  const entries = structure(bytes);
  let next = 0;
  const some = async (): Promise<void> => {
    for (let i = next; i < scale.organisations; i = next) {
      next += 1;
      await db.transaction().execute((trx) => organisation(trx, i, { scale, entries, bytes }));
      await lines(pool, i, periodsOf(i, scale));
    }
  };
  await Promise.all([some(), some()]);
  await pool.query("vacuum (analyze) record");
  await pool.query("analyze");
  await pool.query("checkpoint").catch(() => {});
}

type Given = { scale: Scale; entries: readonly Entry[]; bytes: Uint8Array };

async function organisation(trx: Db, i: number, { scale, entries, bytes }: Given): Promise<void> {
  const org = organisationId(i);
  await addOrganisation(trx, { id: org, name: `공장 ${i}`, kind: "plant", at: AT, secret: new Uint8Array(32).fill(i) });
  await setRole(trx, org, { person: PERSON, role: "owner", since: AT });
  await addToken(trx, org, {
    id: tokenId(i),
    name: "bench",
    role: "owner",
    scopes: ["read", "enter", "calculate"],
    secretHash: tokenHash(i),
    by: PERSON,
    at: AT,
    expires: new Date("2100-01-01T00:00:00Z"),
  });
  const by = `person:${PERSON}`;
  const of = { sha256: hashOf(bytes), name: "sample-factory.json", type: "application/json", size: bytes.length, at: AT, by };
  await addEvidence(trx, org, of);
  await addInstallation(trx, org, { id: installationId(i), name: `공장 ${i}` });
  for (const { id, year } of periodsOf(i, scale)) {
    const given = { id, installation: installationId(i), title: String(year), start: `${year}-01-01`, end: `${year}-12-31` };
    await addPeriod(trx, org, given);
    const problems = await append(trx, { org, period: id }, entries, { revision: 0, at: AT, person: by, source: "file:sample" });
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  }
  await appendAudit(trx, org, [{ at: AT, actor: by, act: "fill", subject: "", outcome: "done" }]);
}

/** Lines as `lineBody` tells them, made by the database. */
async function lines(pool: pg.Pool, i: number, periods: readonly Period[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local synchronous_commit = off");
    await client.query("set local session_replication_role = replica").catch(async () => {
      await client.query("rollback");
      await client.query("begin");
    });
    for (const { id, year, lines: count } of periods)
      await client.query(INSERT, [
        organisationId(i),
        id,
        count,
        year,
        TARGETS.map(({ target }) => target),
        TARGETS.map(({ total }) => Math.round((total * TARGETS.length * 1000) / Math.max(count, 1)) / 1000),
        TARGETS.map(({ label }) => label),
        lineKey(0).slice(0, -7),
        AT,
        `person:${PERSON}`,
      ]);
    await client.query("commit");
  } finally {
    client.release();
  }
}

const INSERT = `
  insert into record (org_id, period_id, key, version, body, revision, at, person, source)
  select $1::uuid, $2::uuid, $8 || lpad(n::text, 7, '0'), 1,
    jsonb_build_object('target', ($5::text[])[1 + n % 5], 'start', day, 'end', day, 'value', ($6::float8[])[1 + n % 5], 'unit', 't',
      'label', ($7::text[])[1 + n % 5], 'partner', '거래처 ' || n % 200 || ' 주식회사', 'document', $4::int || '-' || n),
    0, $9::timestamptz, $10, 'import:bench'
  from generate_series(0, $3::int - 1) as n,
    lateral (select $4::int || '-' || lpad((1 + n % 12)::text, 2, '0') || '-' || lpad((1 + n % 28)::text, 2, '0') as day) as of
`;
