// Changes to a JSON document by path, and the line on which a datum stands once the document is written out.
export type Changes = { set?: Record<string, unknown>; remove?: string[] };

/** A path by members, places or ids: "streams/gas/activity". A member whose own name holds slashes is found as a whole. */
type Spot = { holder: Record<string, unknown>; key: string };

function memberOf(holder: Record<string, unknown>, key: string): string {
  if (!Array.isArray(holder) || /^\d+$/.test(key)) return key;
  const found = holder.findIndex((entry: { id?: unknown }) => entry.id === key);
  if (found < 0) throw new Error(`no entry with the id ${key}`);
  return String(found);
}

function spotOf(document: unknown, path: string): Spot {
  if (typeof document !== "object" || document === null) throw new Error(`nothing at ${path}`);
  const holder = document as Record<string, unknown>;
  if (Object.hasOwn(holder, path) || !path.includes("/")) return { holder, key: memberOf(holder, path) };
  const steps = path.split("/");
  for (let n = steps.length - 1; n > 1; n -= 1) {
    const key = steps.slice(0, n).join("/");
    if (Object.hasOwn(holder, key)) return spotOf(holder[key], steps.slice(n).join("/"));
  }
  return spotOf(holder[memberOf(holder, steps[0] ?? "")], steps.slice(1).join("/"));
}

/** A copy of the document with the members set and removed. */
export function changed(document: unknown, { set = {}, remove = [] }: Changes): unknown {
  const copy = structuredClone(document);
  for (const [path, value] of Object.entries(set)) {
    const { holder, key } = spotOf(copy, path);
    holder[key] = value;
  }
  for (const path of remove) {
    const { holder, key } = spotOf(copy, path);
    if (!Object.hasOwn(holder, key)) throw new Error(`nothing to remove at ${path}`);
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  }
  return copy;
}

export const written = (document: unknown): string => JSON.stringify(document, null, 2);

/** Line (from 1) on which the datum begins in the document as written. */
export function lineOf(document: unknown, path: string): number {
  const mark = "\u0001";
  const { holder, key } = spotOf(structuredClone(document), path);
  if (!Object.hasOwn(holder, key)) throw new Error(`nothing at ${path}`);
  const text = written(changed(document, { set: { [path]: mark } }));
  return text.slice(0, text.indexOf(JSON.stringify(mark))).split("\n").length;
}
