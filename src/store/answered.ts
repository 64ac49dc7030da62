// Answers by idempotency key, and messages to send: both are written with what they belong to.
import { sql } from "kysely";
import type { Json } from "../base/canonical.ts";
import type { Db } from "./database.ts";

export type Answered = { request: string; answer: Json };

export async function answered(db: Db, org: string, key: string): Promise<Answered | undefined> {
  return db.selectFrom("answered").select(["request", "answer"]).where("org_id", "=", org).where("key", "=", key).executeTakeFirst();
}

/** Keeps an answer; a second writer of the same key waits for the first, and fails. */
export async function keepAnswer(trx: Db, org: string, given: { key: string; request: string; answer: Json; at: Date }): Promise<void> {
  const { key, request, answer, at } = given;
  await trx
    .insertInto("answered")
    .values({ org_id: org, key, request, answer: JSON.stringify(answer), at })
    .execute();
}

export async function addMessage(
  trx: Db,
  org: string,
  given: { id: string; address: string; subject: string; body: string; at: Date },
): Promise<void> {
  const { id, address, subject, body, at } = given;
  await trx.insertInto("outbox").values({ org_id: org, message_id: id, address, subject, body, at, next_at: at }).execute();
}

export async function messageSent(db: Db, org: string, id: string): Promise<void> {
  await db.deleteFrom("outbox").where("org_id", "=", org).where("message_id", "=", id).execute();
}

export async function messageFailed(db: Db, org: string, { id, next }: { id: string; next: Date }): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ tries: sql<number>`tries + 1`, next_at: next })
    .where("org_id", "=", org)
    .where("message_id", "=", id)
    .execute();
}
