// The one door to PostgreSQL: the pool, the types of its values, transactions, and what its errors mean to a person.
import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Problem } from "../base/problem.ts";
import { operateProblem } from "../model/problems/operate.ts";
import { storeProblem } from "../model/problems/store.ts";
import { BlobsUnreachable } from "./blobs.ts";
import type { Tables } from "./tables.ts";

/** A connection or a transaction: what every function of this room is handed first. */
export type Db = Kysely<Tables>;

export type Database = {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
};

export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string; password?: string };

const [INT8, DATE, TIMESTAMP, INSTANT] = [20, 1082, 1114, 1184];

/** Whole numbers of eight bytes as numbers where they are exact; days and local times stay the texts that they are. */
function typeParser(id: number, format?: "text" | "binary"): (text: string) => unknown {
  if (id === INT8) return safeInteger;
  if (id === DATE || id === TIMESTAMP) return (text) => text;
  if (id === INSTANT) return instant;
  return pg.types.getTypeParser(id, format as "text") as (text: string) => unknown;
}

const inOthers = pg.types.getTypeParser(INSTANT) as (text: string) => unknown;

/** Instants as PostgreSQL writes them in UTC are almost those of ISO 8601, which are read ten times as fast as others. */
function instant(text: string): unknown {
  return /^\d{4}-\d\d-\d\d [\d:.]+\+00$/.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : inOthers(text);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`assertion failed: ${text} is beyond exact numbers`);
  return value;
}

/** Statements that a connection keeps prepared; what comes later is planned each time. */
const MOST_PREPARED = 300;
const prepared = new Map<string, string>();

/** The name under which a statement is prepared. One that asks for all columns is not: it would fail when a table gets another. */
function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (known !== undefined || prepared.size >= MOST_PREPARED || text.includes("*")) return known;
  const name = `s${prepared.size + 1}`;
  prepared.set(text, name);
  return name;
}

type Query = (config: unknown, callback?: unknown, none?: unknown) => never;

/** A connection that plans a statement with values once, and sends its name alone when it comes again. */
class Preparing extends pg.Client {
  override query(config: unknown, values?: unknown, callback?: unknown): never {
    const query = super.query.bind(this) as unknown as Query;
    const name = typeof config === "string" && Array.isArray(values) && values.length > 0 ? nameOf(config) : undefined;
    return name === undefined ? query(config, values, callback) : query({ name, text: config, values }, callback);
  }
}

/** Opens the pool; connections are made when they are needed, so that a database that is down is found by the first use. */
export function openDatabase(
  connection: Connection,
  { most = 10, log = () => {} }: { most?: number; log?: (line: string) => void } = {},
): Database {
  const pool = new pg.Pool({
    ...connection,
    Client: Preparing,
    max: most,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: false,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    application_name: "sandan",
    options: "-c lock_timeout=10000 -c idle_in_transaction_session_timeout=120000 -c timezone=UTC",
  });
  // A connection that is lost while it is in use tells its query and itself; the query's error is the one that is answered.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => log(`database connection lost: ${error.message}`));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // Kysely ends the pool only if it has asked it for something.
  const close = async (): Promise<void> => {
    await db.destroy();
    if (!pool.ended) await pool.end();
  };
  return { db, pool, close };
}

const UNREACHABLE = /^(08|57P0|28)|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EACCES)$/;
const LOST = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/**
 * What an error of the database, of the disk or of the store of evidence means to a person; undefined for a bug of ours.
 * Source of the codes: PostgreSQL manual, appendix A.
 */
export function faultOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof BlobsUnreachable) return operateProblem("EVIDENCE_STORE_UNREACHABLE");
  const { code, severity } = error as { code?: string; severity?: string };
  // It stops at once, as when its log has no room, and may have kept what it was at.
  if (severity === "PANIC") return storeProblem("DATABASE_UNREACHABLE");
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT") return storeProblem("DISK_FULL");
  if (code === "23503") return goneMeanwhile(error as pg.DatabaseError);
  if (code === "55P03" || code === "40P01") return storeProblem("BUSY");
  if ((code !== undefined && UNREACHABLE.test(code)) || code === "53300" || LOST.test(error.message))
    return storeProblem("DATABASE_UNREACHABLE");
  return error instanceof AggregateError ? error.errors.map(faultOf).find((problem) => problem !== undefined) : undefined;
}

/** A row that another call removed, or named, between a look and a write. */
function goneMeanwhile({ table = "", detail = "" }: pg.DatabaseError): Problem {
  if (/still referenced/.test(detail)) return storeProblem("EVIDENCE_IN_USE", { params: { count: 1 } });
  return storeProblem("NOT_FOUND", { params: { what: table } });
}

/** Rows of a statement that is asked with every request: its text is written out, since building it would cost as much as running it. */
export async function rowsOf<T>(db: Db, text: string, values: readonly unknown[]): Promise<T[]> {
  return (await db.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows;
}

/** Law: what is done inside is there whole or not at all; the answer comes after the commit has reached the disk. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/** Reads everything as it stood at one moment. */
export function atOneMoment<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
}

/** True if the database answers. */
export async function answers(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
