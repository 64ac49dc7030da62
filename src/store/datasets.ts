// Tables of the law that the operator of this server has loaded: the same for all organisations.
import type { Db } from "./database.ts";

export type DatasetRow = { hash: string; dataset: string; act: string; validFrom: string; status: string; loadedAt: Date };

const COLUMNS = ["hash", "dataset", "act", "valid_from as validFrom", "status", "loaded_at as loadedAt"] as const;

/** Keeps a table under the hash of its content; the same one twice is loaded anew, so that it is the newest again. */
export async function addDataset(db: Db, given: DatasetRow & { content: string }): Promise<void> {
  const { hash, dataset, act, validFrom, status, loadedAt, content } = given;
  await db
    .insertInto("dataset")
    .values({ hash, dataset, act, valid_from: validFrom, status, loaded_at: loadedAt, content })
    .onConflict((conflict) => conflict.column("hash").doUpdateSet({ loaded_at: loadedAt }))
    .execute();
}

/** All that were loaded, the newest first. */
export function datasets(db: Db): Promise<DatasetRow[]> {
  return db.selectFrom("dataset").select(COLUMNS).orderBy("loaded_at", "desc").orderBy("hash").execute();
}

/** The content of one. */
export async function datasetContent(db: Db, hash: string): Promise<string | undefined> {
  return (await db.selectFrom("dataset").select("content").where("hash", "=", hash).executeTakeFirst())?.content;
}
