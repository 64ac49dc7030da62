// The look-up of a default value over an index of the table, once for each good and origin.
import type { Outcome } from "../../../base/problem.ts";
import type { DefaultRow } from "../../../model/dataset.ts";
import { type DefaultValue, type DefaultValues, lookupDefault } from "../default-values.ts";
import { type Context, once } from "./context.ts";

type Asked = { code: string; origin: string | undefined; route: string | undefined };

/** Rows by the first four digits, which every printed code has, and by country where no two rows of one country and code need telling apart. */
type Heading = { rows: DefaultRow[]; byCountry: Map<string, DefaultRow[]> | undefined };

const indexes = new WeakMap<DefaultValues, Map<string, Heading>>();

function indexOf(table: DefaultValues): Map<string, Heading> {
  const known = indexes.get(table);
  if (known !== undefined) return known;
  const index = new Map<string, Heading>();
  for (const row of table.rows) {
    const head = row[1].slice(0, 4);
    const heading = index.get(head) ?? { rows: [], byCountry: new Map<string, DefaultRow[]>() };
    index.set(head, heading);
    heading.rows.push(row);
    const country = table.countries[row[0]] ?? "";
    const mine = heading.byCountry?.get(country);
    if (mine === undefined) heading.byCountry?.set(country, [row]);
    else mine.push(row);
    if (row[6] !== undefined || row[1].length > 8) heading.byCountry = undefined;
  }
  indexes.set(table, index);
  return index;
}

/** The rows that can answer: those of the country and of other countries; all of the heading where goods of one code are told apart or the origin is unknown. */
function rowsFor(table: DefaultValues, code: string, origin: string | undefined): readonly DefaultRow[] {
  const heading = indexOf(table).get(code.slice(0, 4));
  if (heading?.byCountry === undefined || origin === undefined) return heading?.rows ?? [];
  return [...(heading.byCountry.get(origin) ?? []), ...(heading.byCountry.get("other") ?? [])];
}

/** The look-up over the rows that can answer, which gives the same as over the whole table. Problems: those of `lookupDefault`. */
export function lookup(context: Context, { code, origin, route }: Asked): Outcome<DefaultValue> {
  return once(context, `lookup ${code} ${origin ?? "?"} ${route ?? ""}`, () => {
    const { defaultValues, asIf } = context.options;
    const table = { ...defaultValues, rows: rowsFor(defaultValues, code, origin) };
    return lookupDefault(table, { country: origin, cn: code, ...(route !== undefined && { route }), forDeclaration: asIf === undefined });
  });
}
