// The grids: records as rows of texts and back. A row shows what a grid has columns for; all else of its record stays as it is.
import type { Json } from "../base/canonical.ts";
import type { Activity } from "./activity.ts";
import { partsOf } from "./grid/cell-text.ts";
import type { Column } from "./grid/column.ts";
import { type Fault, faultAt, faultsOf } from "./grid/faults.ts";
import { textAt, withCell } from "./grid/members.ts";
import type { Row } from "./grid/row.ts";
import type { GridTable, Surroundings } from "./grid/table.ts";
import { gridProblem } from "./problems/grid.ts";
import { recordProblem } from "./problems/record.ts";
import { kindOf } from "./stored.ts";

type Body = { [member: string]: Json | undefined };
export type Records = ReadonlyMap<string, Json>;
/** A record to be written, or withdrawn (null), and the rows that say so. */
export type Change = { key: string; body: Json | null; rows: string[] };

export const isNew = ({ id }: Row): boolean => id.startsWith("new:");

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The record that a row's id names, and its place in a list of it. */
function placeOf(id: string): { key: string; list?: string; index?: number } {
  const [key = "", inner] = id.split("#");
  if (inner === undefined) return { key };
  const cut = inner.lastIndexOf("/");
  return { key, list: inner.slice(0, cut), index: Number(inner.slice(cut + 1)) };
}

const idOf = (key: string): string => key.slice(key.indexOf("/") + 1);

/** The rows of a table, by key and place. */
export function rowsOf(table: GridTable, records: Records, columns: readonly Column[]): Row[] {
  const keys = [...records.keys()].filter((key) => key.startsWith(`${table.list}/`)).sort(byCode);
  return keys.flatMap((key) => {
    const body = records.get(key) as Body;
    if (table.inner === undefined) return table.shows?.(body) === false ? [] : [rowOf(key, body, { columns, told: { "@id": idOf(key) } })];
    return table.inner.flatMap(({ path }) =>
      entriesAt(body, path).map((entry, i) => rowOf(`${key}#${path}/${i}`, entry, { columns, told: { "@of": idOf(key), "@list": path } })),
    );
  });
}

function rowOf(id: string, body: Body, { columns, told }: { columns: readonly Column[]; told: Record<string, string> }): Row {
  const cells: Record<string, string> = {};
  for (const column of columns) {
    const text = column.key.startsWith("@") ? told[column.key] : textAt(body, column);
    if (text !== undefined && text !== "") cells[column.key] = text;
  }
  return { id, cells };
}

function entriesAt(body: Body, path: string): Body[] {
  let at: Json | undefined = body;
  for (const member of path.split("/")) at = typeof at === "object" && at !== null && !Array.isArray(at) ? at[member] : undefined;
  return Array.isArray(at) ? (at as Body[]) : [];
}

export type Edit = {
  table: GridTable;
  columns: readonly Column[];
  rows: readonly Row[];
  records: Records;
  period: { start: string; end: string };
  files?: Surroundings["files"];
  /** Lines of activity data, needed where an entry of a list is taken away. */
  lines?: ReadonlyMap<string, Activity>;
};

type Kept = Pick<Edit, "table" | "columns" | "rows" | "records">;

/** Rows that say something and are not as they are kept. A row without any cell says nothing. */
function changedRows({ rows }: Pick<Edit, "rows">, before: ReadonlyMap<string, Row>): { changed: Row[]; gone: Row[] } {
  const there = new Set(rows.map(({ id }) => id));
  const changed = rows.filter((row) => (isNew(row) ? !isBlank(row) : !sameCells(row, before.get(row.id))));
  return { changed, gone: [...before.values()].filter(({ id }) => !there.has(id)) };
}

export const isBlank = ({ cells }: Row): boolean => Object.values(cells).every((text) => text === "");

/** True for rows that say the same in every cell. */
export function sameCells(a: Row, b: Row | undefined): boolean {
  if (b === undefined) return false;
  if (a.cells === b.cells) return true;
  const keys = new Set([...Object.keys(a.cells), ...Object.keys(b.cells)]);
  return [...keys].every((key) => (a.cells[key] ?? "") === (b.cells[key] ?? ""));
}

/**
 * Law: only cells that were changed change a record; what a grid does not show stays. With a fault there is no change at all.
 * Answers the records to write, and what is wrong cell by cell. A quantity whose value changes loses what was said of the old one and is not shown.
 */
export function changesOf(edit: Edit): { changes: Change[]; faults: Fault[] } {
  const { table, columns, records, period } = edit;
  const old = keptRows(edit);
  const { changed, gone } = changedRows(edit, old);
  const faults = [...changed.flatMap((row) => faultsOf(row, columns, { period, before: old.get(row.id) })), ...twice(edit)];
  if (faults.length > 0) return { changes: [], faults };
  const drafts = new Map<string, Draft>();
  const draftOf = (key: string): Draft => {
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const before = records.get(key) as Body | undefined;
    const made: Draft = { body: structuredClone(before ?? newBody(table, key)), rows: [], gone: new Map() };
    drafts.set(key, made);
    return made;
  };
  const putting = { columns, old, shas: shasOf(edit) };
  for (const row of gone) remove(row, draftOf(placeOf(row.id).key));
  // Kept rows first: a new one takes an entry that is still empty then.
  for (const row of changed.toSorted((a, b) => Number(isNew(a)) - Number(isNew(b)))) {
    if (table.inner === undefined) putRecord(row, { ...putting, draft: draftOf(keyOf(table, row)) });
    else putEntry(row, { ...putting, table, draftOf });
  }
  const made = finished(edit, drafts);
  return made.faults.length > 0 ? made : { changes: [...evidenceNamed(edit, changed), ...made.changes], faults: [] };
}

/** The rows as they are kept, by id. */
const keptRows = ({ table, records, columns }: Omit<Kept, "rows">): Map<string, Row> =>
  new Map(rowsOf(table, records, columns).map((row) => [row.id, row]));

type Shas = (id: string) => string | undefined;

function shasOf({ records, files = [] }: Pick<Edit, "records" | "files">): Shas {
  const uploaded = new Set(files.map(({ sha256 }) => sha256));
  return (id) => (records.get(`evidence/${id}`) as { sha256?: string } | undefined)?.sha256 ?? (uploaded.has(id) ? id : undefined);
}

/** Law: evidence that a quantity names stands among the period's records; what was only uploaded is put there. */
function evidenceNamed({ columns, records, files = [] }: Edit, changed: readonly Row[]): Change[] {
  const naming = columns.filter(({ kind, key }) => kind === "references" && /(^|\/)evidence$/.test(key));
  const named = new Set(changed.flatMap(({ cells }) => naming.flatMap(({ key }) => partsOf(cells[key] ?? ""))));
  return files.flatMap(({ sha256, name }) =>
    named.has(sha256) && !records.has(`evidence/${sha256}`)
      ? [{ key: `evidence/${sha256}`, body: { id: sha256, title: name.slice(0, 300), sha256 }, rows: [] }]
      : [],
  );
}

type Draft = { body: Body | null; rows: string[]; gone: Map<string, Set<number>> };

function newBody({ list, fixed }: GridTable, key: string): Body {
  const hasId = list !== "transfers" && list !== "activities";
  return { ...(hasId && { id: idOf(key) }), ...structuredClone(fixed) };
}

/** Law: the key of a row that is not kept yet is made of what it says, so that saving twice writes once. */
function keyOf({ list }: GridTable, row: Row): string {
  if (!isNew(row)) return row.id;
  const { cells } = row;
  if (list === "transfers") return `${list}/${cells.from}~${cells.to}`;
  if (list === "activities") return `${list}/grid-${row.id.slice(4)}`;
  return `${list}/${cells["@id"] || idFrom(cells.name ?? "") || row.id.slice(4)}`;
}

/** An id made of a name: letters and digits, all else a hyphen. */
export function idFrom(name: string): string {
  return name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}

/** Two rows that would be one record. */
function twice({ table, columns, rows, records }: Edit): Fault[] {
  if (table.inner !== undefined) return [];
  const seen = new Set<string>([...records.keys()]);
  const column = columns.find(({ key }) => key === "@id") ?? columns[0];
  if (column === undefined) return [];
  return rows.flatMap((row) => {
    if (!isNew(row) || isBlank(row)) return [];
    const key = keyOf(table, row);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [faultAt(row, column, gridProblem("GRID_ROW_TWICE", { params: { id: idOf(key) } }))];
  });
}

type Putting = { columns: readonly Column[]; old: ReadonlyMap<string, Row>; shas: Shas };

function putRecord(row: Row, { draft, ...putting }: Putting & { draft: Draft }): void {
  draft.rows.push(row.id);
  draft.body = withCells(draft.body ?? {}, row, putting);
}

function putEntry(row: Row, { table, draftOf, ...putting }: Putting & { table: GridTable; draftOf: (key: string) => Draft }): void {
  const place = isNew(row) ? { key: `${table.list}/${row.cells["@of"]}` } : placeOf(row.id);
  const path = ("list" in place ? place.list : undefined) ?? row.cells["@list"] ?? table.inner?.[0]?.path ?? "";
  const draft = draftOf(place.key);
  draft.rows.push(row.id);
  const list = listIn(draft.body ?? {}, path);
  const index = ("index" in place ? place.index : undefined) ?? (table.least ? emptyIn(list, draft.gone.get(path)) : list.length);
  list[index] = withCells(list[index] ?? {}, row, putting);
}

/** The place of an entry that says nothing and stays, else the end: the model asked for one before there was any. */
function emptyIn(list: readonly Body[], gone: ReadonlySet<number> = new Set()): number {
  const place = list.findIndex((entry, i) => Object.keys(entry).length === 0 && !gone.has(i));
  return place < 0 ? list.length : place;
}

function withCells(body: Body, row: Row, { columns, old, shas }: Putting): Body {
  const before = old.get(row.id);
  const changed = columns.filter(({ key }) => !key.startsWith("@") && (row.cells[key] ?? "") !== (before?.cells[key] ?? ""));
  // A quantity first, then what is said of it.
  const order = changed.toSorted((a, b) => Number(a.of !== undefined) - Number(b.of !== undefined));
  const placeFor = ({ key }: Column): string => row.cells[`${key}/place`] ?? "";
  return order.reduce((at, column) => withCell(at, column, { text: row.cells[column.key] ?? "", place: placeFor(column), shas }), body);
}

/** The list inside a record, made where it is not there. */
function listIn(body: Body, path: string): Body[] {
  const members = path.split("/");
  const last = members.pop() ?? "";
  let at = body;
  for (const member of members) {
    at[member] ??= {};
    at = at[member] as Body;
  }
  at[last] ??= [];
  return at[last] as unknown as Body[];
}

function remove(row: Row, draft: Draft): void {
  const { list, index } = placeOf(row.id);
  draft.rows.push(row.id);
  if (list === undefined || index === undefined) {
    draft.body = null;
    return;
  }
  const gone = draft.gone.get(list) ?? new Set();
  draft.gone.set(list, gone.add(index));
}

/** Takes entries out that went, tells what the schema has still to say, and moves lines of activity data along with the entries that they belong to. */
function finished(edit: Edit, drafts: ReadonlyMap<string, Draft>): { changes: Change[]; faults: Fault[] } {
  const changes: Change[] = [];
  const faults: Fault[] = [];
  for (const [key, { body, rows: told, gone }] of drafts) {
    const moved = body === null ? { moves: [], orphans: [] } : withoutGone(key, body, gone, edit);
    for (const target of moved.orphans)
      faults.push(rowFault(edit, told[0] ?? "", recordProblem("ACTIVITY_TARGET_UNKNOWN", { path: key, params: { target } })));
    changes.push({ key, body: body as Json, rows: told }, ...moved.moves);
    if (body === null) continue;
    const issue = kindOf(key)?.schema.safeParse(body).error?.issues[0];
    if (issue === undefined) continue;
    const field = issue.path.map(String).join("/");
    const what = { ko: `이 기록의 '${field}'을(를) 확인하십시오.`, en: `Check '${field}' of this record.` };
    faults.push(rowFault(edit, told[0] ?? "", gridProblem("GRID_CELL_UNFIT", { params: { given: key, what } }), field));
  }
  return faults.length > 0 ? { changes: [], faults } : { changes, faults };
}

function rowFault({ columns }: Edit, row: string, problem: Fault["problem"], field = ""): Fault {
  return { row, column: columns.find(({ key }) => key === field)?.key ?? columns[0]?.key ?? "", problem };
}

type Moved = { moves: Change[]; orphans: string[] };

function withoutGone(key: string, body: Body, gone: ReadonlyMap<string, ReadonlySet<number>>, { table, lines }: Edit): Moved {
  const found: Moved = { moves: [], orphans: [] };
  for (const [path, places] of gone) {
    const list = listIn(body, path);
    const left = list.filter((_, i) => !places.has(i));
    const newPlace = new Map(list.flatMap((_, i) => (places.has(i) ? [] : [i])).map((was, is) => [was, is]));
    const head = `${key}/${path}/`;
    for (const [line, activity] of lines ?? []) {
      if (!activity.target.startsWith(head)) continue;
      const [was = "", ...rest] = activity.target.slice(head.length).split("/");
      const is = newPlace.get(Number(was));
      if (is === undefined) found.orphans.push(activity.target);
      else if (is !== Number(was))
        found.moves.push({ key: line, body: { ...activity, target: `${head}${is}/${rest.join("/")}` } as Json, rows: [] });
    }
    setList(body, path, left.length === 0 && table.least ? [{}] : left);
  }
  return found;
}

/** Puts a list in its place; one that is empty is taken away, and so is what held it alone. */
function setList(body: Body, path: string, list: Body[]): void {
  const members = path.split("/");
  const last = members.pop() ?? "";
  const holders: Body[] = [body];
  for (const member of members) holders.push(holders.at(-1)?.[member] as Body);
  const holder = holders.at(-1) as Body;
  if (list.length > 0) {
    holder[last] = list as unknown as Json;
    return;
  }
  delete holder[last];
  const outer = members[0];
  if (outer !== undefined && Object.keys(holder).length === 0) delete body[outer];
}
