// Answers as people type them, and records with one field changed.
import type { Json } from "../../base/canonical.ts";
import { readNumber } from "../../model/read-number.ts";

type Holder = { [key: string]: Json };

/** A number as it is typed, read as the grids read it, without exponents; undefined for anything else: a comma for the point is never guessed. */
export function readAmount(text: string): number | undefined {
  if (/e/i.test(text)) return undefined;
  const read = readNumber(text, { decimal: "point" });
  return "value" in read && read.unit === undefined ? read.value : undefined;
}

/** A copy of a record with one field set; the path counts places of lists from 0 and makes what is not there. */
export function withField(body: Json, path: string, value: Json): Json {
  const copy = structuredClone(body ?? {}) as Holder;
  const keys = path.split("/");
  const last = keys.pop() ?? "";
  let at: Holder = copy;
  for (const [i, key] of keys.entries()) {
    if (typeof at[key] !== "object" || at[key] === null) at[key] = /^\d+$/.test(keys[i + 1] ?? last) ? [] : {};
    at = at[key] as Holder;
  }
  at[last] = value;
  // What a maker states of a precursor is no default value any more.
  if (/^sources\/\d+\/seeDirect$/.test(path)) at.basis = "actual";
  return copy;
}

/** What a field holds; undefined where it is empty. */
export function fieldOf(body: Json | null | undefined, path: string): Json | undefined {
  return (
    path
      .split("/")
      .reduce<Json | null | undefined>((at, key) => (typeof at === "object" && at !== null ? (at as Holder)[key] : undefined), body) ??
    undefined
  );
}
