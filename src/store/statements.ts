// Sealed statements: never changed once they are there.
import type { Json } from "../base/canonical.ts";
import type { Db } from "./database.ts";

export type StatementRow = {
  hash: string;
  period: string;
  revision: number;
  act: string;
  asIf: number | null;
  engine: string;
  at: Date;
  by: string;
};

const COLUMNS = ["hash", "period_id as period", "revision", "act", "as_if as asIf", "engine", "at", "person as by"] as const;

/** Keeps a statement; the same one twice is kept once, as it was made first. */
export async function addStatement(
  db: Db,
  org: string,
  given: StatementRow & { goods: Json; results: Json; content: string },
): Promise<StatementRow> {
  await db
    .insertInto("statement")
    .values({
      org_id: org,
      hash: given.hash,
      period_id: given.period,
      revision: given.revision,
      act: given.act,
      as_if: given.asIf,
      engine: given.engine,
      at: given.at,
      person: given.by,
      goods: JSON.stringify(given.goods),
      results: JSON.stringify(given.results),
      content: given.content,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db.selectFrom("statement").select(COLUMNS).where("org_id", "=", org).where("hash", "=", given.hash).executeTakeFirstOrThrow();
}

/** Statements by hash, of one period where it is named. */
export function statements(
  db: Db,
  org: string,
  { limit, after, period }: { limit: number; after?: string | undefined; period?: string | undefined },
): Promise<StatementRow[]> {
  let query = db.selectFrom("statement").select(COLUMNS).where("org_id", "=", org);
  if (period !== undefined) query = query.where("period_id", "=", period);
  if (after !== undefined) query = query.where("hash", ">", after);
  return query.orderBy("hash").limit(limit).execute();
}

/** The text of a statement as it was sealed. */
export async function statementText(db: Db, org: string, hash: string): Promise<string | undefined> {
  const row = await db.selectFrom("statement").select("content").where("org_id", "=", org).where("hash", "=", hash).executeTakeFirst();
  return row?.content;
}
