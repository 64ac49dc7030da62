// The instance's transparency log as rows: what is to be logged, what is logged, tiles, and every tree that was signed. What the bytes mean, acts know.
import { sql } from "kysely";
import { type Db, rowsOf } from "./database.ts";

export type Pending = { leaf: Uint8Array; id: string; content: Uint8Array; at: Date };
export type Tile = { path: string; width: number; bytes: Uint8Array };
export type Tree = { size: number; root: Uint8Array; note: string | null; cosigned: number; at: Date };

const LOCK = 7_261_943;
const TREE = ["size", "root", "note", "cosigned", "at"] as const;

/** Until the transaction ends nobody else grows the log or changes what is told of it. */
export async function holdLog(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

const ADD = "insert into log_pending (leaf, id, content, at) values ($1, $2, $3, $4) on conflict do nothing";

/** Law: what wants to be logged is there with what it is about, or neither is. */
export async function addPending(trx: Db, { leaf, id, content, at }: Pending): Promise<void> {
  await rowsOf(trx, ADD, [leaf, id, content, at]);
}

const ID_THERE = `
  select exists (select from log_pending where id = $1) or exists (select from log_entry where id = $1) as "isThere"`;

/** True where something of this id is logged, or is to be. */
export async function isLogged(db: Db, id: string): Promise<boolean> {
  return (await rowsOf<{ isThere: boolean }>(db, ID_THERE, [id]))[0]?.isThere === true;
}

/** How many entries wait, up to a most. */
export async function countPending(db: Db, most: number): Promise<number> {
  const text = "select count(*)::int as count from (select from log_pending limit $1) as waiting";
  return (await rowsOf<{ count: number }>(db, text, [most]))[0]?.count ?? 0;
}

const TAKE = `
  delete from log_pending where leaf in (select leaf from log_pending order by at, leaf limit $1)
  returning leaf, id, content, at, exists (select from log_entry where log_entry.leaf = log_pending.leaf) as "isLogged"`;

/** Takes entries that wait, in the order in which they came; those that the log has already are taken away alone. */
export async function takePending(trx: Db, most: number): Promise<Pending[]> {
  const rows = await rowsOf<Pending & { isLogged: boolean }>(trx, TAKE, [most]);
  const before = (a: Pending, b: Pending): number => a.at.getTime() - b.at.getTime() || compare(a.leaf, b.leaf);
  return rows.filter(({ isLogged }) => !isLogged).sort(before);
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

export async function addEntries(trx: Db, first: number, entries: readonly Pick<Pending, "leaf" | "id">[]): Promise<void> {
  const text = "insert into log_entry (place, leaf, id) select * from unnest($1::bigint[], $2::bytea[], $3::text[])";
  await rowsOf(trx, text, [entries.map((_, i) => first + i), entries.map(({ leaf }) => leaf), entries.map(({ id }) => id)]);
}

/** Leaves by their places, from one on. */
export function leavesFrom(db: Db, { first, most }: { first: number; most: number }): Promise<{ place: number; leaf: Uint8Array }[]> {
  return rowsOf(db, "select place, leaf from log_entry where place >= $1 order by place limit $2", [first, most]);
}

export async function placeOfLeaf(db: Db, leaf: Uint8Array): Promise<number | undefined> {
  return (await rowsOf<{ place: number }>(db, "select place from log_entry where leaf = $1", [leaf]))[0]?.place;
}

/** The place of the first entry of an id. */
export async function placeOfId(db: Db, id: string): Promise<number | undefined> {
  return (await rowsOf<{ place: number }>(db, "select place from log_entry where id = $1 order by place limit 1", [id]))[0]?.place;
}

/** Tiles by the paths of the full ones. */
export async function tilesAt(db: Db, paths: readonly string[]): Promise<Map<string, Tile>> {
  if (paths.length === 0) return new Map();
  const rows = await rowsOf<Tile>(db, "select path, width, bytes from log_tile where path = any($1)", [[...new Set(paths)]]);
  return new Map(rows.map((row) => [row.path, row]));
}

/** Law: a tile only grows. */
export async function putTiles(trx: Db, tiles: readonly Tile[]): Promise<void> {
  const text = `
    insert into log_tile (path, width, bytes) select * from unnest($1::text[], $2::int[], $3::bytea[])
    on conflict (path) do update set width = excluded.width, bytes = excluded.bytes where log_tile.width < excluded.width`;
  await rowsOf(trx, text, [tiles.map(({ path }) => path), tiles.map(({ width }) => width), tiles.map(({ bytes }) => bytes)]);
}

/** Paths, widths and lengths of tiles and bundles, a page in the order of their paths. */
export function tileSizes(
  db: Db,
  { after, most }: { after: string; most: number },
): Promise<{ path: string; width: number; length: number }[]> {
  const text = "select path, width, length(bytes) as length from log_tile where path > $1 and path like 'tile/%' order by path limit $2";
  return rowsOf(db, text, [after, most]);
}

/** The tree that was stored last; a note that is null is not signed yet. */
export function lastTree(db: Db): Promise<Tree | undefined> {
  return db.selectFrom("log_checkpoint").select(TREE).orderBy("size", "desc").limit(1).executeTakeFirst();
}

/** The tree that was signed last. */
export function lastSigned(db: Db): Promise<Tree | undefined> {
  return db.selectFrom("log_checkpoint").select(TREE).where("note", "is not", null).orderBy("size", "desc").limit(1).executeTakeFirst();
}

export function treeOf(db: Db, size: number): Promise<Tree | undefined> {
  return db.selectFrom("log_checkpoint").select(TREE).where("size", "=", size).executeTakeFirst();
}

/** The smallest tree with the entry of a place that so many witnesses cosigned: the earliest proof that there is. */
export function treeWith(db: Db, { place, cosigned }: { place: number; cosigned: number }): Promise<Tree | undefined> {
  return db
    .selectFrom("log_checkpoint")
    .select(TREE)
    .where("size", ">", place)
    .where("cosigned", ">=", cosigned)
    .where("note", "is not", null)
    .orderBy("size")
    .limit(1)
    .executeTakeFirst();
}

export async function addTree(trx: Db, tree: Pick<Tree, "size" | "root" | "at"> & Partial<Pick<Tree, "note" | "cosigned">>): Promise<void> {
  await trx.insertInto("log_checkpoint").values(tree).execute();
}

/** Keeps a note: the first, or the same with more signatures. */
export async function setNote(trx: Db, { size, note, cosigned }: { size: number; note: string; cosigned: number }): Promise<void> {
  await trx.updateTable("log_checkpoint").set({ note, cosigned }).where("size", "=", size).execute();
}
