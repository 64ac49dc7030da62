// What the columns of a table choose from: records by name, evidence; and the columns that say whose row it is.
import type { z } from "zod";
import { kindOf, type ListKind } from "../stored.ts";
import { type Column, type Option, schemaAt, type Words } from "./column.ts";
import type { GridTable, Surroundings } from "./table.ts";
import { COLUMN_WORDS as W } from "./words.ts";

export function schemaOf(list: ListKind): z.ZodType {
  const kind = kindOf(`${list}/x`);
  if (kind === undefined) throw new Error(`no records ${list}`);
  return kind.schema;
}

/** The schema of an entry of a list inside a record. */
export function entrySchema(list: ListKind, path: string): z.ZodType {
  const schema = schemaAt(schemaOf(list), [...path.split("/"), "*"]);
  if (schema === undefined) throw new Error(`no list ${path}`);
  return schema;
}

/** Records of a kind to choose from, by name. */
export function named({ records }: Surroundings, list: ListKind): Option[] {
  return [...records.keys()]
    .filter((key) => key.startsWith(`${list}/`))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => {
      const value = key.slice(list.length + 1);
      const body = records.get(key) as { name?: string; title?: string } | null;
      const name = body?.name ?? body?.title ?? value;
      return { value, ko: name, en: name };
    });
}

/** Evidence that rows may name: what the period has by name, and what was uploaded. */
export function evidenceFor(around: Surroundings): Option[] {
  const known = named(around, "evidence");
  const there = new Set(known.map(({ value }) => value));
  return [
    ...known,
    ...around.files.filter(({ sha256 }) => !there.has(sha256)).map(({ sha256, name }) => ({ value: sha256, ko: name, en: name })),
  ];
}

/** Of a row that is kept already, what cannot change. */
const fixedText = (key: string, [ko, en, helpKo, helpEn]: Words, more: Partial<Column> = {}): Column => ({
  key,
  label: { ko, en },
  help: { ko: helpKo, en: helpEn },
  kind: "text",
  fixed: true,
  ...more,
});
export const idColumn = (): Column => fixedText("@id", W.id);
export const ofProcess = (around: Surroundings): Column =>
  fixedText("@of", W.process, { kind: "reference", options: named(around, "processes"), required: true });
export const ofPrecursor = (around: Surroundings): Column =>
  fixedText("@of", W.precursor, { kind: "reference", options: named(around, "precursors"), required: true });
export const listColumn = (words: Words, inner: NonNullable<GridTable["inner"]>): Column =>
  fixedText("@list", words, { kind: "choice", required: true, options: inner.map(({ path, label }) => ({ value: path, ...label })) });
