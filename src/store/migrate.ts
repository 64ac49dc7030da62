// The numbered SQL, applied in order, each file once; a database of a newer program is refused.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { hashOf } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { storeProblem } from "../model/problems/store.ts";

const FOLDER = join(import.meta.dirname, "sql");
const LOCK = 7_261_940;

export type Migration = { number: number; file: string; sql: string; hash: string };

/** The numbered files, in order; those of this program unless a folder is named. */
export function migrations(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), "utf8");
      return { number: Number(file.slice(0, 4)), file, sql, hash: hashOf(sql) };
    });
}

export type MigrateOptions = {
  /** Called once before the first change of a database that holds something; what it throws stops the change. */
  beforeChange?: (from: number) => Promise<void>;
  /** Another folder of numbered files. */
  folder?: string;
};

/**
 * Law: each file is applied once, in a transaction of its own, by one process at a time; what was applied must be what the program holds.
 * Answers the numbers that were applied now. Problems: SCHEMA_NEWER, SCHEMA_ALTERED.
 */
export async function migrate(pool: pg.Pool, { beforeChange, folder }: MigrateOptions = {}): Promise<Outcome<number[]>> {
  const client = await pool.connect();
  try {
    await client.query("set lock_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(
      "create table if not exists schema_version (number integer primary key, hash text not null, at timestamptz not null)",
    );
    const { rows } = await client.query<{ number: number; hash: string }>("select number, hash from schema_version order by number");
    const known = migrations(folder);
    const newest = known.at(-1)?.number ?? 0;
    const found = rows.at(-1)?.number ?? 0;
    if (found > newest) return { value: undefined, problems: [storeProblem("SCHEMA_NEWER", { params: { found, known: newest } })] };
    const altered = known.find(({ number, hash }) => rows.some((row) => row.number === number && row.hash !== hash));
    if (altered !== undefined) return { value: undefined, problems: [storeProblem("SCHEMA_ALTERED", { params: { file: altered.file } })] };
    const pending = known.filter(({ number }) => number > found);
    if (pending.length > 0 && found > 0) await beforeChange?.(found);
    for (const one of pending) await apply(client, one);
    return { value: pending.map(({ number }) => number), problems: [] };
  } finally {
    await client.query("select pg_advisory_unlock_all()").catch(() => {});
    client.release(true);
  }
}

async function apply(client: pg.PoolClient, { number, sql, hash }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("insert into schema_version values ($1, $2, now())", [number, hash]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
