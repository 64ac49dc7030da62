// How a record comes to name a piece of evidence: the quantities that it has, and the record with the place put in.
import type { Json } from "../../base/canonical.ts";

type Body = { [key: string]: Json };
export type Place = { sheet?: string; cell?: string; line?: number; page?: number };
/** A quantity of a record: its path, and what it says. */
export type Quantity = { path: string; text: string };

const isBody = (value: Json | undefined): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);

/** The quantities of a record that evidence can be attached to; a line of activity data is one itself (path ""). */
export function quantitiesOf(key: string, body: Json): Quantity[] {
  if (key.startsWith("activities/")) return [{ path: "", text: amount(body) }];
  const found: Quantity[] = [];
  const walk = (value: Json | undefined, path: readonly string[]): void => {
    if (Array.isArray(value)) for (const [i, member] of value.entries()) walk(member, [...path, String(i)]);
    else if (!isBody(value) || path.at(-1) === "origin") return;
    else if (typeof value.value === "number" && typeof value.unit === "string") found.push({ path: path.join("/"), text: amount(value) });
    else for (const [name, member] of Object.entries(value)) walk(member, [...path, name]);
  };
  walk(body, []);
  return found;
}

function amount(body: Json): string {
  const { value, unit } = body as { value?: number; unit?: string };
  return `${value ?? ""} ${unit ?? ""}`.trim();
}

/** A copy of the record whose quantity names the evidence with its place; what was named before stays beside it. */
export function attached(key: string, body: Json, { path, sha256, place }: { path: string; sha256: string; place: Place }): Json {
  const copy = structuredClone(body) as Body;
  if (key.startsWith("activities/")) {
    const before = Array.isArray(copy.evidence) ? copy.evidence : [];
    return { ...copy, evidence: [...before, { sha256, ...place }] };
  }
  const quantity = path.split("/").reduce<Json>((value, name) => (value as Body)[name] as Json, copy) as Body;
  const origin = isBody(quantity.origin) ? quantity.origin : {};
  const named = Array.isArray(origin.evidence) ? origin.evidence : [];
  // An origin has one place: the newest document's, where it says one. It has no pages.
  const { page: _, ...spot } = place;
  const { sheet, cell, line, file, ...kept } = origin;
  const old = { ...(sheet !== undefined && { sheet }), ...(cell !== undefined && { cell }), ...(line !== undefined && { line }) };
  const where = Object.keys(spot).length > 0 || named.length === 0 ? spot : old;
  quantity.origin = { ...kept, ...where, evidence: [sha256, ...named.filter((hash) => hash !== sha256)] };
  return copy;
}
