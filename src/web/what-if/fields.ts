// What can be changed on a copy: every quantity of the records, and sums of lines of activity data; and the records as they would be.
import type { Json } from "../../base/canonical.ts";
import type { BothLanguages } from "../../base/problem.ts";
import { inUnit } from "../../base/units.ts";
import type { Activity } from "../../model/activity.ts";
import { quantityIn } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";
import { TABLE_NAMES } from "../../model/grid/table.ts";
import { tableOf } from "../../model/grid/tables.ts";
import { rowsOf } from "../../model/grids.ts";

export type Kept = { body: Json; version: number };
export type Records = ReadonlyMap<string, Kept>;

export type Field = {
  /** Record and path inside it, apart by a bar. */
  id: string;
  record: string;
  path: readonly string[];
  /** Of the record, such as the stream's. */
  name: string;
  label: BothLanguages;
  value: number;
  unit: string;
  /** Keys of the lines that it is the sum of: they are changed in proportion. */
  lines?: readonly string[];
};

type Body = { [member: string]: Json | undefined };

const fieldId = (record: string, path: readonly string[]): string => `${record}|${path.join("/")}`;

const nameIn = (records: Records, key: string): string => {
  const { name } = (records.get(key)?.body ?? {}) as { name?: string };
  return name === undefined || name === "" ? key.slice(key.indexOf("/") + 1) : name;
};

/** Quantities of the records as the grids name them, those of one record together; then sums of lines. */
export function fieldsOf(records: Records): Field[] {
  const bodies = new Map([...records].filter(([key]) => !key.startsWith("activities/")).map(([key, { body }]) => [key, body]));
  const found = new Map<string, Field>();
  const labels = new Map<string, BothLanguages>();
  for (const name of TABLE_NAMES) {
    const table = tableOf(name);
    if (table.list === "activities") continue;
    const columns = table.columns({ records: bodies, files: [] }).filter(({ kind, whole }) => kind === "quantity" && whole !== true);
    for (const { path } of table.inner ?? [{ path: "" }])
      for (const { key, label } of columns) labels.set([table.list, path, key].filter((part) => part !== "").join("/"), label);
    for (const row of rowsOf(table, bodies, columns))
      for (const column of columns) {
        const field = fieldAt(row.id, row.cells[column.key], { column, records });
        if (field !== undefined && !found.has(field.id)) found.set(field.id, field);
      }
  }
  const all = [...found.values(), ...summed(records, labels)];
  return all.sort((a, b) => (a.record < b.record ? -1 : a.record > b.record ? 1 : 0));
}

function fieldAt(row: string, text: string | undefined, { column, records }: { column: Column; records: Records }): Field | undefined {
  if (text === undefined) return undefined;
  const { value, unit } = quantityIn(text);
  if (!Number.isFinite(value)) return undefined;
  const [record = "", inner] = row.split("#");
  const path = [...(inner === undefined ? [] : inner.split("/")), ...column.key.split("/")];
  return { id: fieldId(record, path), record, path, name: nameIn(records, record), label: column.label, value, unit };
}

/** Sums of the lines of one target, in the unit of the first; none where units cannot be added. */
function summed(records: Records, labels: ReadonlyMap<string, BothLanguages>): Field[] {
  const lines = new Map<string, { key: string; activity: Activity }[]>();
  for (const [key, { body }] of records) {
    if (!key.startsWith("activities/")) continue;
    const activity = body as unknown as Activity;
    const mine = lines.get(activity.target);
    if (mine === undefined) lines.set(activity.target, [{ key, activity }]);
    else mine.push({ key, activity });
  }
  return [...lines].flatMap(([target, mine]): Field[] => {
    const unit = mine[0]?.activity.unit ?? "";
    const parts = mine.map(({ activity }) => inUnit(activity.value, activity.unit, unit));
    if (parts.some((part) => part === undefined)) return [];
    const value = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    const [list = "", id = "", ...path] = target.split("/");
    const record = `${list}/${id}`;
    const label = labels.get([list, ...path.filter((part) => !/^\d+$/.test(part))].join("/")) ?? { ko: "활동자료", en: "Activity data" };
    return [
      { id: fieldId(record, path), record, path, name: nameIn(records, record), label, value, unit, lines: mine.map(({ key }) => key) },
    ];
  });
}

/** New values by the id of their field. */
export type Edits = ReadonlyMap<string, number>;

export type ChangedRecord = { key: string; body: Json; seen: number };

/** The records as they would be, each with the version that it was thought out on. What is thought up has no document: the place of a changed quantity goes. */
export function changedRecords(records: Records, fields: readonly Field[], edits: Edits): ChangedRecord[] {
  const changed = new Map<string, Json>();
  const bodyOf = (key: string): Json => {
    const known = changed.get(key);
    if (known !== undefined) return known;
    const made = structuredClone(records.get(key)?.body ?? {}) as Json;
    changed.set(key, made);
    return made;
  };
  for (const field of fields) {
    const value = edits.get(field.id);
    if (value === undefined || value === field.value) continue;
    if (field.lines === undefined) put(bodyOf(field.record), field, value);
    else for (const key of field.lines) scale(bodyOf(key), value / field.value);
  }
  return [...changed].map(([key, body]) => ({ key, body, seen: records.get(key)?.version ?? 1 }));
}

function put(body: Json, { path, unit }: Field, value: number): void {
  const members = [...path];
  const last = members.pop() ?? "";
  let at = body as Body;
  for (const member of members) at = at[member] as Body;
  at[last] = { value, unit };
}

/** Law: a line keeps its days and unit; its documents say the old amount and are not named for the new one. */
function scale(body: Json, factor: number): void {
  const line = body as { value: number; evidence?: Json };
  line.value *= factor;
  delete line.evidence;
}

/** What a kept measure would change, by field; what the grids do not name is left out. */
export function editsOf(records: Records, changes: readonly { key: string; body: unknown }[]): { field: Field; value: number }[] {
  const after = new Map(records);
  for (const { key, body } of changes) {
    if (body === null) after.delete(key);
    else after.set(key, { body: body as Json, version: records.get(key)?.version ?? 1 });
  }
  const now = new Map(fieldsOf(after).map((field) => [field.id, field]));
  return fieldsOf(records).flatMap((field) => {
    const value = now.get(field.id)?.value;
    return value === undefined || value === field.value ? [] : [{ field, value }];
  });
}
