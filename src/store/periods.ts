// Installations and their reporting periods.
import { type Db, rowsOf } from "./database.ts";

export type InstallationRow = { id: string; name: string; version: number };
export type PeriodRow = { id: string; installation: string; title: string; start: string; end: string; revision: number };
type Paging = { limit: number; after?: string | undefined };

const INSTALLATION = ["installation_id as id", "name", "version"] as const;
const PERIOD = ["period_id as id", "installation_id as installation", "title", "start_day as start", "end_day as end", "revision"] as const;

export function installations(db: Db, org: string, { limit, after }: Paging): Promise<InstallationRow[]> {
  let query = db.selectFrom("installation").select(INSTALLATION).where("org_id", "=", org);
  if (after !== undefined) query = query.where("installation_id", ">", after);
  return query.orderBy("installation_id").limit(limit).execute();
}

export function installation(db: Db, org: string, id: string): Promise<InstallationRow | undefined> {
  return db.selectFrom("installation").select(INSTALLATION).where("org_id", "=", org).where("installation_id", "=", id).executeTakeFirst();
}

export function addInstallation(db: Db, org: string, given: { id: string; name: string }): Promise<InstallationRow> {
  return db
    .insertInto("installation")
    .values({ org_id: org, installation_id: given.id, name: given.name })
    .returning(INSTALLATION)
    .executeTakeFirstOrThrow();
}

/** The installation under its new name; undefined where its version is another. */
export function renamedInstallation(
  db: Db,
  org: string,
  given: { id: string; name: string; version: number },
): Promise<InstallationRow | undefined> {
  return db
    .updateTable("installation")
    .set({ name: given.name, version: given.version + 1 })
    .where("org_id", "=", org)
    .where("installation_id", "=", given.id)
    .where("version", "=", given.version)
    .returning(INSTALLATION)
    .executeTakeFirst();
}

export function periods(
  db: Db,
  org: string,
  { limit, after, installation: of }: Paging & { installation?: string | undefined },
): Promise<PeriodRow[]> {
  let query = db.selectFrom("period").select(PERIOD).where("org_id", "=", org);
  if (of !== undefined) query = query.where("installation_id", "=", of);
  if (after !== undefined) query = query.where("period_id", ">", after);
  return query.orderBy("period_id").limit(limit).execute();
}

const SHOWN = "period_id as id, installation_id as installation, title, start_day as start, end_day as end, revision";

export async function period(db: Db, org: string, id: string): Promise<PeriodRow | undefined> {
  return (await rowsOf<PeriodRow>(db, `select ${SHOWN} from period where org_id = $1 and period_id = $2`, [org, id]))[0];
}

export function addPeriod(db: Db, org: string, given: Omit<PeriodRow, "revision">): Promise<PeriodRow> {
  return db
    .insertInto("period")
    .values({
      org_id: org,
      period_id: given.id,
      installation_id: given.installation,
      title: given.title,
      start_day: given.start,
      end_day: given.end,
    })
    .returning(PERIOD)
    .executeTakeFirstOrThrow();
}

/** The period with its revision raised by one, its row held until the transaction ends: writers of one period go one after the other. */
export async function raised(trx: Db, org: string, id: string): Promise<PeriodRow | undefined> {
  const text = `update period set revision = revision + 1 where org_id = $1 and period_id = $2 returning ${SHOWN}`;
  return (await rowsOf<PeriodRow>(trx, text, [org, id]))[0];
}
