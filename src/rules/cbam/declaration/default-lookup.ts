// The look-up of a default value over the index of the table, once for each good and origin.
import type { Outcome } from "../../../base/problem.ts";
import { type DefaultValue, lookupDefault } from "../default-values.ts";
import { type Context, once } from "./context.ts";

type Asked = { code: string; origin: string | undefined; route: string | undefined };

/** The look-up over the rows of the same first four digits, which gives the same answer as over the whole table. Problems: those of `lookupDefault`. */
export function lookup(context: Context, { code, origin, route }: Asked): Outcome<DefaultValue> {
  return once(context, `lookup ${code} ${origin ?? "?"} ${route ?? ""}`, () => {
    const { defaultValues, asIf } = context.options;
    const table = context.defaults.get(code.slice(0, 4)) ?? { ...defaultValues, rows: [] };
    return lookupDefault(table, { country: origin, cn: code, ...(route !== undefined && { route }), forDeclaration: asIf === undefined });
  });
}
