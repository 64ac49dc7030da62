// Sealed statements: never changed once they are there. The content is kept once; each sealing says for which period, at which revision, when and by whom.
import type { Json } from "../base/canonical.ts";
import type { Db } from "./database.ts";

export type StatementRow = {
  id: string;
  hash: string;
  period: string;
  revision: number;
  act: string;
  asIf: number | null;
  engine: string;
  at: Date;
  by: string;
};

/** Sealings with what their statements are. */
const sealings = (db: Db, org: string) =>
  db
    .selectFrom("sealing")
    .innerJoin("statement", (join) => join.onRef("statement.org_id", "=", "sealing.org_id").onRef("statement.hash", "=", "sealing.hash"))
    .select([
      "sealing.sealing_id as id",
      "sealing.hash",
      "sealing.period_id as period",
      "sealing.revision",
      "statement.act",
      "statement.as_if as asIf",
      "statement.engine",
      "sealing.at",
      "sealing.person as by",
    ])
    .where("sealing.org_id", "=", org);

/** Keeps a statement and its sealing; the same records of a period are sealed once, as they were first. */
export async function addStatement(
  db: Db,
  org: string,
  given: StatementRow & { goods: Json; results: Json; content: string },
): Promise<StatementRow> {
  const { id, hash, period, revision, act, asIf, engine, at, by, goods, results, content } = given;
  await db
    .insertInto("statement")
    .values({ org_id: org, hash, act, as_if: asIf, engine, goods: JSON.stringify(goods), results: JSON.stringify(results), content })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("sealing")
    .values({ org_id: org, sealing_id: id, hash, period_id: period, revision, at, person: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sealings(db, org)
    .where("sealing.hash", "=", hash)
    .where("sealing.period_id", "=", period)
    .where("sealing.revision", "=", revision)
    .executeTakeFirstOrThrow();
}

/** Sealings, the newest first, of one period where it is named. */
export function statements(
  db: Db,
  org: string,
  { limit, after, period }: { limit: number; after?: string | undefined; period?: string | undefined },
): Promise<StatementRow[]> {
  let query = sealings(db, org);
  if (period !== undefined) query = query.where("sealing.period_id", "=", period);
  if (after !== undefined) query = query.where("sealing.sealing_id", "<", after);
  return query.orderBy("sealing.sealing_id", "desc").limit(limit).execute();
}

/** One sealing, with the goods that its statement is about. */
export async function sealing(db: Db, org: string, id: string): Promise<{ hash: string; period: string; goods: Json } | undefined> {
  return db
    .selectFrom("sealing")
    .innerJoin("statement", (join) => join.onRef("statement.org_id", "=", "sealing.org_id").onRef("statement.hash", "=", "sealing.hash"))
    .select(["sealing.hash", "sealing.period_id as period", "statement.goods"])
    .where("sealing.org_id", "=", org)
    .where("sealing.sealing_id", "=", id)
    .executeTakeFirst();
}

/** The goods that a statement is about. */
export async function goodsOf(db: Db, org: string, hash: string): Promise<Json | undefined> {
  const row = await db.selectFrom("statement").select("goods").where("org_id", "=", org).where("hash", "=", hash).executeTakeFirst();
  return row?.goods;
}

/** Hashes of all statements that an organisation has. */
export async function statementHashes(db: Db, org: string): Promise<string[]> {
  const rows = await db.selectFrom("statement").select("hash").where("org_id", "=", org).orderBy("hash").execute();
  return rows.map(({ hash }) => hash);
}

/** The text of a statement as it was sealed. */
export async function statementText(db: Db, org: string, hash: string): Promise<string | undefined> {
  const row = await db.selectFrom("statement").select("content").where("org_id", "=", org).where("hash", "=", hash).executeTakeFirst();
  return row?.content;
}

/** A statement's text with the period and revision of the records that it was last sealed from. */
export async function statementKept(
  db: Db,
  org: string,
  hash: string,
): Promise<{ text: string; period: string; revision: number } | undefined> {
  return db
    .selectFrom("statement")
    .innerJoin("sealing", (join) => join.onRef("sealing.org_id", "=", "statement.org_id").onRef("sealing.hash", "=", "statement.hash"))
    .select(["statement.content as text", "sealing.period_id as period", "sealing.revision"])
    .where("statement.org_id", "=", org)
    .where("statement.hash", "=", hash)
    .orderBy("sealing.sealing_id", "desc")
    .limit(1)
    .executeTakeFirst();
}
