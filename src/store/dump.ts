// A backup of the whole database as files, table by table, from one moment; and back again into an empty one.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Outcome } from "../base/problem.ts";
import { storeProblem } from "../model/problems/store.ts";
import { keepAllBlobs } from "./keeping.ts";
import { migrations } from "./migrate.ts";

export type Manifest = { format: "sandan.backup/1"; schema: number; at: string; tables: Record<string, { file: string; sha256: string }> };

const MANIFEST = "manifest.json";

/** Tables in an order in which each comes behind those that it references; jobs are made anew. */
async function tablesOf(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      coalesce(array_agg(distinct format('%I.%I', fn.nspname, f.relname)) filter (where f.oid is not null and f.oid <> c.oid), '{}')::text[] as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class f on f.oid = k.confrelid
    left join pg_namespace fn on fn.oid = f.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'sign_on') and c.relname <> 'schema_version'
    group by 1 order by 1`);
  const left = new Map(rows.map(({ name, refers }) => [name, refers]));
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(([, refers]) => refers.every((other) => !left.has(other))).map(([name]) => name);
    if (free.length === 0) throw new Error("assertion failed: tables refer to one another in a ring");
    for (const name of free) left.delete(name);
    order.push(...free);
  }
  return order;
}

/** SHA-256 of a file, read piece by piece. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Bytes that a row of the dumped evidence names. */
export type EvidenceName = { org: string; sha256: string };

/**
 * Law: all tables are of one moment; the manifest is written last, so that a folder with one is whole. What is done with the evidence of that
 * moment is done before any of its bytes are cleared away.
 */
export async function dump(pool: pg.Pool, folder: string, withEvidence?: (names: EvidenceName[]) => Promise<void>): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = await pool.connect();
  try {
    await keepAllBlobs(client);
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    const { rows } = await client.query<{ number: number; at: string }>(
      "select max(number) as number, now()::text as at from schema_version",
    );
    const tables: Manifest["tables"] = {};
    for (const name of await tablesOf(client)) {
      const file = `${name.replaceAll(/[^\w.]/g, "_")}.copy.gz`;
      const path = join(folder, file);
      await pipeline(client.query(copyTo(`copy ${name} to stdout`)), createGzip(), createWriteStream(path, { mode: 0o600, flush: true }));
      tables[name] = { file, sha256: await sha256Of(path) };
    }
    const evidence = await client.query<EvidenceName>("select org_id as org, sha256 from evidence order by 1, 2");
    await client.query("commit");
    await withEvidence?.(evidence.rows);
    const manifest: Manifest = { format: "sandan.backup/1", schema: rows[0]?.number ?? 0, at: rows[0]?.at ?? "", tables };
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
    return manifest;
  } finally {
    client.release(true);
  }
}

/** The manifest of a dump whose every file is as it was written, and which this program can read. Problems: BACKUP_UNREADABLE, SCHEMA_NEWER. */
export async function checkDump(folder: string): Promise<Outcome<Manifest>> {
  const unreadable = (what: string): Outcome<Manifest> => ({
    value: undefined,
    problems: [storeProblem("BACKUP_UNREADABLE", { params: { what } })],
  });
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(join(folder, MANIFEST), "utf8")) as Manifest;
  } catch {
    return unreadable(MANIFEST);
  }
  if (manifest.format !== "sandan.backup/1") return unreadable(String(manifest.format));
  const there = new Set(await readdir(folder));
  const newest = migrations().at(-1)?.number ?? 0;
  if (!(manifest.schema <= newest))
    return { value: undefined, problems: [storeProblem("SCHEMA_NEWER", { params: { found: manifest.schema, known: newest } })] };
  for (const { file, sha256 } of Object.values(manifest.tables)) {
    if (!/^[\w.]+$/.test(file) || !there.has(file) || (await sha256Of(join(folder, file))) !== sha256) return unreadable(file);
  }
  return { value: manifest, problems: [] };
}

/** True for a database that has no table where ours would be. */
export async function isEmpty(client: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'sign_on')",
  );
  return rows[0]?.count === 0;
}

/**
 * Law: a backup goes into a database that holds nothing, whole or not at all; an older schema is brought up to date by the caller afterwards.
 * Problems: BACKUP_UNREADABLE, RESTORE_NOT_EMPTY, SCHEMA_NEWER.
 */
export async function restoreDump(pool: pg.Pool, folder: string): Promise<Outcome<Manifest>> {
  const read = await checkDump(folder);
  if (read.value === undefined) return read;
  const manifest = read.value;
  const known = migrations();
  const client = await pool.connect();
  try {
    if (!(await isEmpty(client))) return { value: undefined, problems: [storeProblem("RESTORE_NOT_EMPTY")] };
    await client.query("begin");
    await client.query("create table schema_version (number integer primary key, hash text not null, at timestamptz not null)");
    for (const { number, sql, hash } of known.filter((one) => one.number <= manifest.schema)) {
      await client.query(sql);
      await client.query("insert into schema_version values ($1, $2, now())", [number, hash]);
    }
    for (const [name, { file }] of Object.entries(manifest.tables))
      await pipeline(createReadStream(join(folder, file)), createGunzip(), client.query(copyFrom(`copy ${quoted(name)} from stdin`)));
    await client.query("commit");
    return { value: manifest, problems: [] };
  } finally {
    client.release(true);
  }
}

/** A table's name out of a file that may have been changed: words and a point, nothing else. */
function quoted(name: string): string {
  const parts = name.split(".");
  if (parts.length !== 2 || !parts.every((part) => /^"?[a-z_]+"?$/.test(part))) throw new Error(`no table of ours: ${name}`);
  return parts.map((part) => `"${part.replaceAll('"', "")}"`).join(".");
}
