// From an address that names a record and a field to the table, row and column where it is entered.
import type { Column } from "../../model/grid/column.ts";
import type { Row } from "../../model/grid/row.ts";
import type { GridTable, TableName } from "../../model/grid/table.ts";
import { GROUPS, type Group, tableOf } from "../../model/grid/tables.ts";

/** The group that shows a table. */
export const groupNamed = ({ name }: GridTable): string => GROUPS.find(({ tables }) => tables.includes(name))?.name ?? "";

type Asked = { get(name: string): string | null };

/** The table of a group that shows a field of a record. */
export function tableFor({ tables }: Group, asked: Asked): TableName | undefined {
  const record = asked.get("record");
  if (record === null) return undefined;
  const field = asked.get("field") ?? "";
  const [list] = record.split("/");
  const fitting = tables.filter((name) => tableOf(name).list === list);
  return (
    fitting.find((name) => tableOf(name).inner?.some(({ path }) => field === path || field.startsWith(`${path}/`))) ??
    fitting.find((name) => tableOf(name).inner === undefined) ??
    fitting[0]
  );
}

/** The cell of a record's field. */
export function spotOf(
  asked: Asked,
  { rows, columns }: { rows: readonly Row[]; columns: readonly Column[] },
): { row: number; col: number } | undefined {
  const record = asked.get("record");
  if (record === null) return undefined;
  const field = asked.get("field") ?? "";
  const [, inner = "", place = "", rest = ""] = /^(.*?)\/(\d+)(?:\/(.*))?$/.exec(field) ?? [];
  const byEntry = rows.findIndex(({ id }) => id === `${record}#${inner}/${place}`);
  const row = byEntry >= 0 ? byEntry : rows.findIndex(({ id }) => id === record || id.startsWith(`${record}#`));
  if (row < 0) return undefined;
  const wanted = byEntry >= 0 ? rest : field;
  const col = columns.findIndex(({ key }) => key === wanted || (wanted !== "" && wanted.startsWith(`${key}/`)));
  return { row, col: Math.max(0, col) };
}
