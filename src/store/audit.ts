// The audit trail: per organisation a chain of lines, each with the hash of the one before it.
import { sql } from "kysely";
import pg from "pg";
import { canonical, hashOf } from "../base/canonical.ts";
import type { Db } from "./database.ts";

export type AuditEvent = { at: Date; actor: string; act: string; subject: string; outcome: string };
export type AuditLine = AuditEvent & { seq: number; previous: string; hash: string };

/** What stands before the first line. */
const GENESIS = "0".repeat(64);

const COLUMNS = ["seq", "at", "actor", "act", "subject", "outcome", "previous", "hash"] as const;

/** SHA-256 over the canonical JSON (RFC 8785) of organisation, number, event and the hash before. */
function lineHash(org: string, line: Omit<AuditLine, "hash">): string {
  const { seq, at, actor, act, subject, outcome, previous } = line;
  return hashOf(canonical({ org, seq, at: at.toISOString(), actor, act, subject, outcome, previous }));
}

/** Where a chain stands: number and hash of its last line. */
export type Head = { seq: number; hash: string };

/** Events as the lines that follow a head, and the head behind them. */
function chained(org: string, from: Head, events: readonly AuditEvent[]): { lines: AuditLine[]; to: Head } {
  let { seq, hash } = from;
  const lines = events.map((event) => {
    const line = { ...event, seq: seq + 1, previous: hash };
    seq += 1;
    hash = lineHash(org, line);
    return { ...line, hash };
  });
  return { lines, to: { seq, hash } };
}

const text = pg.escapeLiteral;

/**
 * Two statements in one message, done both or neither: the head moves if it still is where it was thought to be and nobody holds it, and the lines follow
 * if it has moved.
 * Values stand in it as literals, since a message of several statements takes no parameters.
 */
function following(org: string, from: Head, { lines, to }: { lines: readonly AuditLine[]; to: Head }): string {
  const own = `${text(org)}::uuid`;
  const at = ({ seq, hash }: Head): string => `org_id = ${own} and seq = ${seq} and hash = ${text(hash)}`;
  const rows = lines.map(
    (line) =>
      `(${line.seq}::bigint, ${text(line.at.toISOString())}::timestamptz, ${[line.actor, line.act, line.subject, line.outcome, line.previous, line.hash].map(text).join(", ")})`,
  );
  return `update audit_head set seq = ${to.seq}, hash = ${text(to.hash)}
    where ${at(from)} and org_id in (select org_id from audit_head where org_id = ${own} for update skip locked);
    insert into audit (org_id, ${COLUMNS.join(", ")})
    select org_id, line.* from audit_head, (values ${rows.join(", ")}) as line where ${at(to)}`;
}

/** The head, held until the transaction ends; an organisation's first line begins it. */
async function heldHead(trx: Db, org: string): Promise<Head> {
  const held = () => trx.selectFrom("audit_head").select(["seq", "hash"]).where("org_id", "=", org).forUpdate().executeTakeFirst();
  const found = await held();
  if (found !== undefined) return found;
  await trx
    .insertInto("audit_head")
    .values({ org_id: org, seq: 0, hash: GENESIS })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await held()) ?? { seq: 0, hash: GENESIS };
}

/** Law: lines of one organisation follow one another without a gap; the head is held until the transaction ends. Answers where the chain stands then. */
export async function appendAudit(trx: Db, org: string, events: readonly AuditEvent[]): Promise<Head> {
  const from = await heldHead(trx, org);
  const next = chained(org, from, events);
  await sql.raw(following(org, from, next)).execute(trx);
  return next.to;
}

export type Asked = {
  limit: number;
  /** Number of the line to go on from. */
  after?: number | undefined;
  newest?: boolean;
  act?: string | undefined;
  actor?: string | undefined;
  /** Acts to leave out. */
  but?: readonly string[] | undefined;
  /** True: what was refused alone; false: what was done alone. */
  refused?: boolean | undefined;
};

/** Lines in the order of their numbers, or from the newest back. */
export function auditLines(db: Db, org: string, { limit, after, newest = false, act, actor, but, refused }: Asked): Promise<AuditLine[]> {
  let query = db.selectFrom("audit").select(COLUMNS).where("org_id", "=", org);
  if (after !== undefined) query = query.where("seq", newest ? "<" : ">", after);
  if (act !== undefined) query = query.where("act", "=", act);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (but !== undefined && but.length > 0) query = query.where("act", "not in", but);
  if (refused !== undefined) query = query.where("outcome", refused ? "<>" : "=", "done");
  return query
    .orderBy("seq", newest ? "desc" : "asc")
    .limit(limit)
    .execute();
}

/** The number of the first line that does not follow from the one before it, or at which the chain ends before its head; undefined where the chain holds. */
export async function brokenAt(db: Db, org: string): Promise<number | undefined> {
  let previous = GENESIS;
  let seq = 0;
  for (;;) {
    const lines = await auditLines(db, org, { limit: 1000, after: seq });
    for (const line of lines) {
      if (line.seq !== seq + 1 || line.previous !== previous || lineHash(org, line) !== line.hash) return seq + 1;
      seq = line.seq;
      previous = line.hash;
    }
    if (lines.length === 0) break;
  }
  const head = await db.selectFrom("audit_head").select(["seq", "hash"]).where("org_id", "=", org).executeTakeFirst();
  return (head?.seq ?? 0) === seq && (head?.hash ?? GENESIS) === previous ? undefined : seq + 1;
}

/** Keeps how far a trail is logged. */
export async function setAuditLogged(trx: Db, org: string, { seq, at }: { seq: number; at: Date }): Promise<void> {
  await trx
    .insertInto("audit_logged")
    .values({ org_id: org, seq, at })
    .onConflict((conflict) => conflict.column("org_id").doUpdateSet({ seq, at }))
    .execute();
}

type Waiting = { event: AuditEvent; done: () => void; failed: (error: unknown) => void };

export type Auditor = {
  /** Answers when the line is on the disk. Lines that arrive together are written together. */
  note(org: string, event: AuditEvent): Promise<void>;
  /** Tells where a chain stands after a transaction of this process that was committed. */
  moved(org: string, head: Head): void;
};

/** Heads that are kept in mind; none of them counts before the database says that it still stands. */
const MOST_HEADS = 10_000;
/** Organisations whose lines are written with one message. */
const MOST_TOGETHER = 50;

/** For acts that write nothing else: one writing at a time, with the lines that have come meanwhile; an organisation whose head is held is waited for apart. */
export function auditorOf(db: Db, pool: pg.Pool): Auditor {
  const waiting = new Map<string, Waiting[]>();
  const apart = new Set<string>();
  const heads = new Map<string, Head>();
  let writing = false;
  const moved = (org: string, head: Head): void => {
    if ((heads.get(org)?.seq ?? 0) > head.seq) return;
    heads.delete(org);
    heads.set(org, head);
    if (heads.size > MOST_HEADS) for (const oldest of heads.keys()) return void heads.delete(oldest);
  };
  const alone = async ([org, lines]: Batch): Promise<void> => {
    apart.add(org);
    heads.delete(org);
    try {
      moved(org, await db.transaction().execute((trx) => appendAudit(trx, org, lines.map(eventOf))));
      for (const { done } of lines) done();
    } catch (error) {
      for (const { failed } of lines) failed(error);
    } finally {
      apart.delete(org);
      void drain();
    }
  };
  const together = async (batches: readonly Batch[]): Promise<void> => {
    const written = await writtenTogether(pool, batches, heads).catch(() => undefined);
    for (const [i, batch] of batches.entries()) {
      const head = written?.[i];
      if (head === undefined) void alone(batch);
      else {
        moved(batch[0], head);
        for (const { done } of batch[1]) done();
      }
    }
  };
  const drain = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    for (;;) {
      const batches = [...waiting].filter(([org]) => !apart.has(org)).slice(0, MOST_TOGETHER);
      if (batches.length === 0) break;
      for (const [org] of batches) waiting.delete(org);
      for (const batch of batches) if (!heads.has(batch[0])) void alone(batch);
      const known = batches.filter(([org]) => heads.has(org) && !apart.has(org));
      if (known.length > 0) await together(known);
    }
    writing = false;
  };
  return {
    moved,
    note: (org, event) =>
      new Promise((done, failed) => {
        const lines = waiting.get(org);
        if (lines === undefined) waiting.set(org, [{ event, done, failed }]);
        else lines.push({ event, done, failed });
        void drain();
      }),
  };
}

type Batch = [org: string, lines: Waiting[]];
const eventOf = ({ event }: Waiting): AuditEvent => event;

/** The lines of several organisations, in the order of their ids: where each chain stands then, or undefined where its head was not free or elsewhere. */
async function writtenTogether(pool: pg.Pool, batches: readonly Batch[], heads: ReadonlyMap<string, Head>): Promise<(Head | undefined)[]> {
  const told = batches.map(([org, lines]) => {
    const from = heads.get(org) ?? { seq: 0, hash: GENESIS };
    const next = chained(org, from, lines.map(eventOf));
    return { org, to: next.to, count: lines.length, statements: following(org, from, next) };
  });
  const message = [...told].sort((a, b) => (a.org < b.org ? -1 : 1));
  const results = (await pool.query(message.map(({ statements }) => statements).join(";\n"))) as unknown as pg.QueryResult[];
  const inserted = new Map(message.map(({ org }, i) => [org, results[2 * i + 1]?.rowCount]));
  return told.map(({ org, to, count }) => (inserted.get(org) === count ? to : undefined));
}
