// The audit trail: per organisation a chain of lines, each with the hash of the one before it.
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

/** Law: lines of one organisation follow one another without a gap; the head is held until the transaction ends. */
export async function appendAudit(trx: Db, org: string, events: readonly AuditEvent[]): Promise<void> {
  await trx
    .insertInto("audit_head")
    .values({ org_id: org, seq: 0, hash: GENESIS })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const head = await trx.selectFrom("audit_head").select(["seq", "hash"]).where("org_id", "=", org).forUpdate().executeTakeFirstOrThrow();
  let { seq, hash } = head;
  const lines = events.map((event) => {
    const line = { ...event, seq: seq + 1, previous: hash };
    seq += 1;
    hash = lineHash(org, line);
    return { org_id: org, ...line, hash };
  });
  await trx.insertInto("audit").values(lines).execute();
  await trx.updateTable("audit_head").set({ seq, hash }).where("org_id", "=", org).execute();
}

export function auditLines(db: Db, org: string, { limit, after = 0 }: { limit: number; after?: number | undefined }): Promise<AuditLine[]> {
  return db.selectFrom("audit").select(COLUMNS).where("org_id", "=", org).where("seq", ">", after).orderBy("seq").limit(limit).execute();
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

type Waiting = { event: AuditEvent; done: () => void; failed: (error: unknown) => void };

export type Auditor = {
  /** Answers when the line is on the disk. Lines that arrive together are written together. */
  note(org: string, event: AuditEvent): Promise<void>;
};

/** For acts that write nothing else: one transaction per organisation at a time, with all lines that have come meanwhile. */
export function auditorOf(db: Db): Auditor {
  const queues = new Map<string, Waiting[]>();
  const drain = async (org: string): Promise<void> => {
    for (let batch = queues.get(org); batch !== undefined && batch.length > 0; batch = queues.get(org)) {
      queues.set(org, []);
      const taken = batch;
      try {
        await db.transaction().execute((trx) =>
          appendAudit(
            trx,
            org,
            taken.map(({ event }) => event),
          ),
        );
        for (const { done } of taken) done();
      } catch (error) {
        for (const { failed } of taken) failed(error);
      }
    }
    queues.delete(org);
  };
  return {
    note: (org, event) =>
      new Promise((done, failed) => {
        const queue = queues.get(org);
        queues.set(org, [...(queue ?? []), { event, done, failed }]);
        if (queue === undefined) void drain(org);
      }),
  };
}
