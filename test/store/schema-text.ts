// The schema as the database itself tells it, in an order and form that do not depend on its version.
import type pg from "pg";

const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
    pg_get_expr(d.adbin, d.adrelid) as value, case when a.attcollation <> t.typcollation then l.collname end as collation
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_collation l on l.oid = a.attcollation
  where c.relkind = 'r' and n.nspname in ('public', 'sign_on') order by 1, 2, a.attnum`;

const CONSTRAINTS = `
  select n.nspname as schema, c.relname as table, pg_get_constraintdef(k.oid) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'sign_on') and k.contype in ('p', 'u', 'f', 'c') order by 1, 2, k.contype = 'p' desc, 3`;

const INDEXES = `
  select schemaname as schema, tablename as table, indexdef as text from pg_indexes
  where schemaname in ('public', 'sign_on') and indexname not in (select conname from pg_constraint where contype in ('p', 'u')) order by 1, 2, 3`;

type Column = {
  schema: string;
  table: string;
  name: string;
  type: string;
  required: boolean;
  value: string | null;
  collation: string | null;
};
type Text = { schema: string; table: string; text: string };

/** Tables with their columns and constraints, then indexes, as SQL. */
export async function schemaText(pool: pg.Pool): Promise<string> {
  const columns = (await pool.query<Column>(COLUMNS)).rows;
  const constraints = (await pool.query<Text>(CONSTRAINTS)).rows;
  const indexes = (await pool.query<Text>(INDEXES)).rows;
  const nameOf = ({ schema, table }: { schema: string; table: string }): string => `${schema}.${table}`;
  const tables = [...Map.groupBy(columns, nameOf)].map(([name, mine]) => {
    const lines = mine.map(({ name: column, type, required, value, collation }) => {
      const parts = [column, type, collation && `collate "${collation}"`, required && "not null", value !== null && `default ${value}`];
      return `  ${parts.filter(Boolean).join(" ")}`;
    });
    const rules = constraints.filter((one) => nameOf(one) === name).map(({ text }) => `  ${text}`);
    return `create table ${name} (\n${[...lines, ...rules].join(",\n")}\n);\n`;
  });
  return `-- The schema after all numbered files; test/store/schema.test.ts holds it against the database.\n\n${tables.join("\n")}\n${indexes.map(({ text }) => `${text};`).join("\n")}\n`;
}
