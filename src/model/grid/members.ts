// One cell of a row, read from and put into the object that the row shows.
import type { Json } from "../../base/canonical.ts";
import { jsonOfText, partsOf, placeIn, placeText, quantityIn, textOfJson } from "./cell-text.ts";
import type { Column } from "./column.ts";

type Body = { [member: string]: Json | undefined };

const isBody = (json: Json | undefined): json is Body => typeof json === "object" && json !== null && !Array.isArray(json);

function memberAt(body: Body, path: readonly string[]): Json | undefined {
  let at: Json | undefined = body;
  for (const member of path) at = isBody(at) && Object.hasOwn(at, member) ? at[member] : undefined;
  return at;
}

/** The text of a cell of an object as it is kept. */
export function textAt(body: Body, column: Column): string {
  if (column.whole) return textOfJson(column, body);
  if (column.kind !== "place") return textOfJson(column, memberAt(body, column.key.split("/")));
  const origin = memberAt(body, [...(column.of ?? "").split("/"), "origin"]);
  return isBody(origin) ? placeText(origin as { sheet?: string; cell?: string; line?: number }) : "";
}

/** The object with another text in one cell: `shas` tells the hashes of evidence by the ids that rows name. */
export function withCell(
  body: Body,
  column: Column,
  { text, place, shas }: { text: string; place: string; shas: (id: string) => string | undefined },
): Body {
  if (column.whole) {
    const { value: _, unit: __, ...rest } = body;
    return text === "" ? rest : { ...rest, ...quantityIn(text) };
  }
  if (column.kind === "quantity") return put(body, column.key.split("/"), quantityOf(body, column, { text, place }));
  if (column.of !== undefined) return put(body, column.of.split("/"), proved(memberAt(body, column.of.split("/")), column, { text, shas }));
  return put(body, column.key.split("/"), text === "" ? undefined : jsonOfText(column, text));
}

/** Law: another value is another statement; of the old one stays what the row shows beside it: evidence, its place, that it is an estimate. */
function quantityOf(body: Body, { key, proves }: Column, { text, place }: { text: string; place: string }): Json | undefined {
  if (text === "") return undefined;
  const before = memberAt(body, key.split("/"));
  const now = quantityIn(text);
  if (!proves || !isBody(before)) return now;
  const { evidence, estimated, origin } = before;
  return {
    ...now,
    ...(evidence !== undefined && { evidence }),
    ...(estimated !== undefined && { estimated }),
    ...(origin !== undefined && place !== "" && { origin }),
  };
}

function proved(
  quantity: Json | undefined,
  column: Column,
  { text, shas }: { text: string; shas: (id: string) => string | undefined },
): Json | undefined {
  if (!isBody(quantity)) return quantity;
  const { evidence, estimated, origin, ...rest } = quantity;
  if (column.kind === "flag") return { ...quantity, estimated: text === "" ? undefined : text === "true" };
  if (column.kind === "references") return { ...quantity, evidence: text === "" ? undefined : partsOf(text) };
  const at = placeIn(text);
  const named = Array.isArray(evidence) ? evidence.flatMap((id) => shas(String(id)) ?? []) : [];
  return {
    ...rest,
    ...(evidence !== undefined && { evidence }),
    ...(estimated !== undefined && { estimated }),
    ...(at !== undefined && { origin: { ...at, ...(named.length > 0 && { evidence: [...new Set(named)] }) } }),
  };
}

/** A copy with a member put in, or taken away; an object that is left empty by that goes too. */
function put(body: Body, [first = "", ...rest]: readonly string[], value: Json | undefined): Body {
  const inner = body[first];
  const now = rest.length === 0 ? value : put(isBody(inner) ? inner : {}, rest, value);
  const empty = now === undefined || (rest.length > 0 && isBody(now) && Object.values(now).every((member) => member === undefined));
  const { [first]: _, ...others } = body;
  return empty ? others : { ...body, [first]: now };
}
