// Evidence: what was handed in, by its hash. The bytes lie in the blob store.
import type { Db } from "./database.ts";

export type EvidenceRow = { sha256: string; name: string; type: string; size: number; at: Date; by: string };

const COLUMNS = ["sha256", "name", "media_type as type", "size", "at", "person as by"] as const;

/** Keeps what was said first of the same bytes. */
export async function addEvidence(db: Db, org: string, given: EvidenceRow): Promise<EvidenceRow> {
  await db
    .insertInto("evidence")
    .values({
      org_id: org,
      sha256: given.sha256,
      name: given.name,
      media_type: given.type,
      size: given.size,
      at: given.at,
      person: given.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await evidence(db, org, given.sha256)) ?? given;
}

export function evidence(db: Db, org: string, sha256: string): Promise<EvidenceRow | undefined> {
  return db.selectFrom("evidence").select(COLUMNS).where("org_id", "=", org).where("sha256", "=", sha256).executeTakeFirst();
}

export function evidenceList(
  db: Db,
  org: string,
  { limit, after }: { limit?: number; after?: string | undefined },
): Promise<EvidenceRow[]> {
  let query = db.selectFrom("evidence").select(COLUMNS).where("org_id", "=", org);
  if (after !== undefined) query = query.where("sha256", ">", after);
  const ordered = query.orderBy("sha256");
  return (limit === undefined ? ordered : ordered.limit(limit)).execute();
}

/** Of these hashes, those that a row names. */
export async function evidenceAmong(db: Db, org: string, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db.selectFrom("evidence").select("sha256").where("org_id", "=", org).where("sha256", "in", hashes).execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** How many versions of records, imports and packages name the evidence. */
export async function uses(db: Db, org: string, sha256: string): Promise<number> {
  const count = async (table: "record_evidence" | "import" | "sealed_package"): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((of) => of.fn.countAll<number>().as("count"))
      .where("org_id", "=", org)
      .where("sha256", "=", sha256)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return (await count("record_evidence")) + (await count("import")) + (await count("sealed_package"));
}

export async function removeEvidence(db: Db, org: string, sha256: string): Promise<void> {
  await db.deleteFrom("evidence").where("org_id", "=", org).where("sha256", "=", sha256).execute();
}

/** Names of the evidence that records of a period cite, by hash. */
export async function citedTitles(db: Db, org: string, period: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("evidence")
    .select(["sha256", "name"])
    .where("org_id", "=", org)
    .where((of) =>
      of.or([
        of(
          "sha256",
          "in",
          of.selectFrom("record_evidence").select("record_evidence.sha256").where("org_id", "=", org).where("period_id", "=", period),
        ),
        of("sha256", "in", of.selectFrom("import").select("import.sha256").where("org_id", "=", org).where("period_id", "=", period)),
      ]),
    )
    .execute();
  return new Map(rows.map(({ sha256, name }) => [sha256, name]));
}
