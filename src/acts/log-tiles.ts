// Tiles of the log as the database keeps them: each once, by the path of the full one, of which narrower ones are the beginning.
import type { Db } from "../store/database.ts";
import { type Tile, tilesAt } from "../store/log.ts";
import { HASH } from "../trust/log/merkle.ts";
import { type Load, readBundle } from "../trust/log/tiles.ts";

const FULL = 256;

/** The path of the full tile, and the width that is asked for. */
export function fullOf(path: string): { path: string; width: number } {
  const [full = "", width] = path.split(".p/");
  return { path: full, width: width === undefined ? FULL : Number(width) };
}

/** The first so many hashes or entries of a tile; undefined where it has not as many. */
function beginning({ path, width: has, bytes }: Tile, width: number): Uint8Array | undefined {
  if (width >= has) return width === has ? bytes : undefined;
  if (!path.startsWith("tile/entries/")) return bytes.subarray(0, width * HASH);
  const entries = readBundle(bytes)?.slice(0, width) ?? [];
  return bytes.subarray(
    0,
    entries.reduce((length, entry) => length + 2 + entry.length, 0),
  );
}

/** A tile or bundle exactly as wide as its path says; undefined where the log has none. */
export async function tileBytes(db: Db, path: string): Promise<Uint8Array | undefined> {
  const { path: full, width } = fullOf(path);
  const tile = (await tilesAt(db, [full])).get(full);
  return tile && beginning(tile, width);
}

/** Files that are read beforehand, for functions that do not wait. */
export async function loadOf(db: Db, paths: readonly string[]): Promise<Load> {
  const tiles = await tilesAt(
    db,
    paths.map((path) => fullOf(path).path),
  );
  return (path) => {
    const { path: full, width } = fullOf(path);
    const tile = tiles.get(full);
    if (tile === undefined) return undefined;
    return full.startsWith("inner/") ? tile.bytes : beginning(tile, width);
  };
}
