// Admits import lines: their goods, origin, year and mass, each against the law and against the other lines.
import type { Step } from "../../../base/derivation.ts";
import { div, mul, num, ref } from "../../../base/derivation.ts";
import { dimensionOf, ratioOf } from "../../../base/units.ts";
import type { ImportLine } from "../../../model/declaration.ts";
import { type DeclarationProblem, declarationProblem } from "../../../model/problems/declaration.ts";
import { FIRST_IMPORT_YEAR, LAST_IMPORT_YEAR } from "../free-allocation-years.ts";
import { byId, placeOf } from "../run.ts";
import { categoryOfCn, countryOf, exemption } from "../tables.ts";
import { type Context, type Line, say } from "./context.ts";

/** Most lines of one declaration. */
const MOST_LINES = 50_000;

function refuse(
  context: Context,
  given: ImportLine,
  code: DeclarationProblem,
  field: string,
  params: Record<string, string | number>,
): undefined {
  const place = placeOf(given.at);
  context.problems.push(declarationProblem(code, { path: `lines/${given.id}/${field}`, ...(place && { place }), params }));
  return undefined;
}

/**
 * Law: CBAM covers goods of Annex I by their CN code of eight digits, imported from 2026 on; each import is declared once.
 * Answers the lines in canonical order, those that are refused left out.
 * Problems: LINES_EMPTY, LINES_TOO_LARGE, LINE_ID_DUPLICATE, LINE_DUPLICATE, LINE_DATE_OUTSIDE, LINE_ORIGIN_UNKNOWN, LINE_CN_UNKNOWN, LINE_MASS_NOT_POSITIVE, LINE_MASS_UNIT.
 */
export function admitted(context: Context, given: readonly ImportLine[]): Line[] {
  if (given.length === 0) say(context, "LINES_EMPTY");
  if (given.length > MOST_LINES) {
    say(context, "LINES_TOO_LARGE", { params: { limit: MOST_LINES } });
    return [];
  }
  const ordered = byId(given);
  const ids = new Set<string>();
  const seen = new Map<string, ImportLine[]>();
  return ordered.flatMap((one) => {
    if (ids.has(one.id)) refuse(context, one, "LINE_ID_DUPLICATE", "id", { id: one.id });
    ids.add(one.id);
    duplicate(context, one, seen);
    const line = admittedLine(context, one);
    return line === undefined ? [] : [line];
  });
}

/** Lines that agree in good, day and mass are few: only they are compared whole. */
function duplicate(context: Context, given: ImportLine, seen: Map<string, ImportLine[]>): void {
  const key = `${given.netMass.value} ${given.netMass.unit} ${given.cn} ${given.date}`;
  const alike = seen.get(key);
  if (alike === undefined) return void seen.set(key, [given]);
  const content = contentOf(given);
  const other = alike.find((one) => contentOf(one) === content);
  if (other === undefined) alike.push(given);
  else refuse(context, given, "LINE_DUPLICATE", "id", { id: given.id, other: other.id });
}

/** All that a line says but its id and where it stands. */
function contentOf({ id: _id, at: _at, netMass, ...rest }: ImportLine): string {
  return JSON.stringify([rest, netMass.value, netMass.unit]);
}

function admittedLine(context: Context, given: ImportLine): Line | undefined {
  const year = context.options.asIf ?? Number(given.date.slice(0, 4));
  if (!(year >= FIRST_IMPORT_YEAR && year <= LAST_IMPORT_YEAR)) {
    const date = context.options.asIf === undefined ? given.date : `${given.date} (as if ${year})`;
    return refuse(context, given, "LINE_DATE_OUTSIDE", "date", { date, first: FIRST_IMPORT_YEAR, last: LAST_IMPORT_YEAR });
  }
  const origin = countryOf(given.origin);
  if (origin === undefined) return refuse(context, given, "LINE_ORIGIN_UNKNOWN", "origin", { origin: given.origin });
  const code = given.cn.replace(/[\s.]/g, "");
  const cn = code.slice(0, 8);
  const category = /^\d{8}(\d\d)?$/.test(code) ? categoryOfCn(cn, year) : undefined;
  if (category === undefined) return refuse(context, given, "LINE_CN_UNKNOWN", "cn", { cn: given.cn, year });
  if (!(given.netMass.value > 0)) return refuse(context, given, "LINE_MASS_NOT_POSITIVE", "netMass", { value: given.netMass.value });
  const dimension = category === "electricity" ? "electricity" : "mass";
  if (dimensionOf(given.netMass.unit, [dimension]) === undefined)
    return refuse(context, given, "LINE_MASS_UNIT", "netMass", { cn, unit: given.netMass.unit });
  const quarter = Math.ceil(Number(given.date.slice(5, 7)) / 3);
  return { given, id: given.id, cn, code, category, origin, year, quarter, exempt: exemption(origin) !== undefined };
}

/** The net mass in t (MWh for electricity) as a step; a conversion is a step of its own. */
export function massOf({ ledger }: Context, { given, category }: Line): Step {
  const dimension = category === "electricity" ? "electricity" : "mass";
  const unit = dimension === "mass" ? "t" : "MWh";
  const { netMass } = given;
  const at = { what: "netMass", subject: given.id, ...(given.at && { origin: given.at }) };
  const [numerator, denominator] = ratioOf(netMass.unit, dimension) ?? [1, 1];
  if (numerator === denominator) return ledger.leaf({ ...at, id: `line/${given.id}/mass`, value: netMass.value, unit });
  const read = ledger.leaf({ ...at, id: `line/${given.id}/mass/given`, value: netMass.value, unit: netMass.unit });
  const times = numerator === 1 ? ref("given", read) : mul(ref("given", read), num(numerator));
  const spec = { id: `line/${given.id}/mass`, what: "netMass", subject: given.id, unit };
  return ledger.step(spec, denominator === 1 ? times : div(times, num(denominator)));
}
