// Admits import lines: their goods, origin, year and mass, each against the law and against the other lines.
import type { Step } from "../../../base/derivation.ts";
import { div, mul, num, ref } from "../../../base/derivation.ts";
import { dimensionOf, ratioOf, unitsOf } from "../../../base/units.ts";
import type { ImportLine } from "../../../model/declaration.ts";
import { type DeclarationProblem, declarationProblem } from "../../../model/problems/declaration.ts";
import { lettersOf } from "../free-allocation.ts";
import { FIRST_IMPORT_YEAR, LAST_IMPORT_YEAR } from "../free-allocation-years.ts";
import { byId, placeOf } from "../run.ts";
import { categoryOfCn, countryOf, exemption } from "../tables.ts";
import { type Context, type Line, say } from "./context.ts";
import { isCement } from "./sefa.ts";

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
 * Problems: LINES_EMPTY, LINES_TOO_LARGE, LINE_ID_DUPLICATE, LINE_DUPLICATE, LINE_DATE_OUTSIDE, LINE_ORIGIN_UNKNOWN, LINE_CN_UNKNOWN, LINE_MASS_NOT_POSITIVE, LINE_MASS_UNIT, LINE_SEE_UNIT; LINE_FIELD_UNFIT, AS_IF_YEARS_TOGETHER.
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
  const years = new Set(ordered.map(({ date }) => date.slice(0, 4)));
  if (context.options.asIf !== undefined && years.size > 1)
    say(context, "AS_IF_YEARS_TOGETHER", { params: { years: [...years].sort().join(", "), year: context.options.asIf } });
  return ordered.flatMap((one) => {
    if (ids.has(one.id)) refuse(context, one, "LINE_ID_DUPLICATE", "id", { id: one.id });
    ids.add(one.id);
    duplicate(context, one, seen);
    const line = admittedLine(context, one);
    if (line !== undefined) unfitting(context, line);
    return line === undefined ? [] : [line];
  });
}

/** What a line says beside its good and date that cannot be: it is told, and not used. */
function unfitting(context: Context, line: Line): void {
  const { whiteShare, route, actual, date } = line.given;
  const [letter] = lettersOf(route, undefined) ?? [];
  const wrongColour = (whiteShare === 1 && letter === "A") || (whiteShare === 0 && letter === "B");
  if (whiteShare !== undefined && (!isCement(line) || wrongColour))
    say(context, "LINE_FIELD_UNFIT", { line, field: "whiteShare", params: { field: "whiteShare", value: whiteShare } });
  const production = actual?.productionYear;
  if (production !== undefined && production > Number(date.slice(0, 4)))
    say(context, "LINE_FIELD_UNFIT", { line, field: "actual/productionYear", params: { field: "productionYear", value: production } });
}

/** Lines that agree in good, day and mass are few: only they are compared whole. */
function duplicate(context: Context, given: ImportLine, seen: Map<string, ImportLine[]>): void {
  const key = `${massOfText(given)} ${given.cn.replace(/[\s.]/g, "")} ${given.date}`;
  const alike = seen.get(key);
  if (alike === undefined) return void seen.set(key, [given]);
  const content = contentOf(given);
  const other = alike.find((one) => contentOf(one) === content);
  if (other === undefined) alike.push(given);
  else refuse(context, given, "LINE_DUPLICATE", "id", { id: given.id, other: other.id });
}

/** The mass in its canonical unit, so that kilograms and tonnes are the same line. */
function massOfText({ netMass: { value, unit } }: ImportLine): number {
  const [numerator, denominator] = ratioOf(unit, "mass") ?? ratioOf(unit, "electricity") ?? [1, 1];
  return (value * numerator) / denominator;
}

/** All that a line says but its id and where it stands, however it writes code, origin and mass. */
function contentOf(given: ImportLine): string {
  const { id: _id, at: _at, netMass: _mass, cn, origin, ...rest } = given;
  return JSON.stringify([rest, massOfText(given), cn.replace(/[\s.]/g, ""), countryOf(origin) ?? origin]);
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
  const per = category === "electricity" ? "factorElectricity" : "specificEmissions";
  for (const field of ["seeBasis", "seeDirect", "seeIndirect"] as const) {
    const unit = given.actual?.[field]?.unit;
    if (unit !== undefined && ratioOf(unit, per) === undefined)
      return refuse(context, given, "LINE_SEE_UNIT", `actual/${field}`, { cn, unit, allowed: unitsOf(per).join(", ") });
  }
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
