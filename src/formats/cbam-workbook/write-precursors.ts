// Sheets A and E of the workbook: bought precursors, where they are used, and their emissions per tonne.
import type { Case, Precursor, PrecursorSource } from "../../model/case.ts";
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import { PRECURSOR_BLOCKS, PRECURSOR_ROWS } from "./cells.ts";
import { BASIS_CHOICES, ELECTRICITY_CHOICES, REASON_CHOICES, ROUTE_CHOICES, routesOf } from "./vocabulary.ts";
import type { Form } from "./write-form.ts";
import { templateCategory, templateRoute, writeCategory } from "./write-installation.ts";
import { writeByRoute } from "./write-processes.ts";
import type { Countries } from "./write-template.ts";

const E = PRECURSOR_BLOCKS;
const ROWS = PRECURSOR_ROWS;

/** The precursors in the order of the case, their uses by the position of the process; a country by its code. */
export function writePrecursors(form: Form, given: Case, countries: Countries): void {
  for (const [n, precursor] of (given.precursors ?? []).entries()) {
    writeRow(form, precursor, ROWS.first + n, countries);
    writeBlock(form, precursor, given, (at) => shiftCell(at, n * E.step));
  }
}

function writeRow(form: Form, precursor: Precursor, row: number, countries: Countries): void {
  const { sheet } = ROWS;
  const { id, category, sources } = precursor;
  const path = `precursor/${id}`;
  writeCategory(form, { sheet, ref: ROWS.key + row, path, id }, category);
  form.text(sheet, ROWS.name + row, precursor.name);
  const origins = new Set(sources.map((s) => s.country ?? precursor.country));
  const [country] = origins.size === 1 ? origins : [precursor.country];
  form.text(sheet, ROWS.country + row, country === undefined ? undefined : countries.codeOf(country));
  const known = templateCategory(category);
  const stated = (precursor.routes ?? []).filter((route) => route !== "all" || routesOf(known)[0] === "all");
  const routes = [...new Set(stated.map((route) => templateRoute(form, route, known, { path: `${path}/routes`, id })))];
  ROWS.routes.forEach((column, i) => {
    form.choice(sheet, column + row, routes[i], ROUTE_CHOICES);
  });
}

function writeBlock(form: Form, precursor: Precursor, given: Case, moved: (at: string) => string): void {
  const { sheet } = E;
  const { id, category } = precursor;
  const path = `precursor/${id}`;
  writeByRoute(
    form,
    { sheet, cells: cellsOf(E.purchased.cells).map(moved), unit: E.purchased.unit, category, path: `${path}/purchased`, id },
    precursor.purchased,
  );
  const cells = cellsOf(E.uses.cells);
  const sums = new Map<string, number>();
  for (const { process, amount } of precursor.uses ?? []) {
    const cell = cells[given.processes.findIndex((p) => p.id === process)];
    const value = amount && form.number(amount, E.uses.unit);
    if (cell !== undefined && value !== undefined) sums.set(cell, (sums.get(cell) ?? 0) + value);
  }
  for (const [cell, value] of sums) form.put(sheet, moved(cell), value);
  form.quantity(sheet, { at: moved(E.otherUse.at), unit: E.otherUse.unit }, precursor.otherUse);
  writeSource(form, precursor, moved);
  const { sources } = precursor;
  if (sources.length > 1) form.lost("sources", `${path}/sources`, id);
  const named = sources.some((s) => s.operator ?? s.installation ?? s.registryId ?? s.period ?? s.verifier ?? s.route);
  if (named || precursor.cn !== undefined) form.lost("makers", path, id);
}

/** L49:L51 per tonne: what the calculation takes, several sources weighted; M49:M51 and K54 where they came from. */
function writeSource(form: Form, precursor: Precursor, moved: (at: string) => string): void {
  const { sheet } = E;
  const { id, sources } = precursor;
  const [first] = sources;
  const only = sources.length === 1 ? first : undefined;
  const see = (field: "seeDirect" | "embeddedElectricity" | "seeIndirect", unit: string): number | undefined =>
    form.step(`precursor/${id}/${field}`) ?? form.number(only?.[field], unit);
  form.put(sheet, moved(E.source.seeDirect.at), see("seeDirect", E.source.seeDirect.unit));
  writeElectricity(
    form,
    { precursor, only, electricity: see("embeddedElectricity", "MWh/t"), indirect: see("seeIndirect", "tCO2e/t") },
    moved,
  );
  form.choice(sheet, moved(E.basis), common(form, precursor, "basis"), BASIS_CHOICES);
  form.choice(sheet, moved(E.electricityBasis), common(form, precursor, "electricityBasis"), BASIS_CHOICES);
  const methods = new Set(sources.flatMap((s) => s.electricityMethod ?? []));
  const [method] = methods.size > 1 ? (["Mix"] as const) : methods;
  if (!form.choice(sheet, moved(E.electricityMethod), method, ELECTRICITY_CHOICES))
    form.lost("powerMethod", `precursor/${id}/sources`, `${id}: ${method}`);
  const reason = sources.find((s) => s.justification !== undefined)?.justification;
  if (reason === undefined) return;
  const known = REASON_CHOICES.find(([word]) => word === reason)?.[0];
  if (known === undefined) form.lost("justification", `precursor/${id}/sources`, id);
  form.choice(sheet, moved(E.justification), known ?? "other", REASON_CHOICES);
}

type PowerOfPrecursor = {
  precursor: Precursor;
  only: PrecursorSource | undefined;
  electricity: number | undefined;
  indirect: number | undefined;
};

/** The template draws indirect emissions from electricity and factor: where only they are known, they stand as electricity with a factor of 1. */
function writeElectricity(form: Form, { precursor, only, electricity, indirect }: PowerOfPrecursor, moved: (at: string) => string): void {
  const { sheet, source } = E;
  const typed = only?.seeIndirect === undefined ? form.number(only?.electricityFactor, source.electricityFactor.unit) : undefined;
  const put = (energy: number | undefined, factor: number | undefined): void => {
    form.put(sheet, moved(source.embeddedElectricity.at), energy);
    form.put(sheet, moved(source.electricityFactor.at), factor);
  };
  if (indirect === undefined) put(electricity, typed);
  else if (electricity === undefined || (electricity === 0 && indirect !== 0)) {
    form.lost("indirect", `precursor/${precursor.id}/sources`, precursor.id);
    put(indirect, 1);
  } else if (electricity === 0) put(0, typed ?? 0);
  else put(electricity, typed ?? indirect / electricity);
}

/** The basis that all sources have; of several the one that claims least. */
function common(form: Form, { id, sources }: Precursor, field: "basis" | "electricityBasis"): PrecursorSource["basis"] {
  const found = new Set(sources.map((source) => source[field]));
  const [only] = found;
  if (found.size === 1) return only;
  form.lost("bases", `precursor/${id}/sources`, id);
  return found.has("default") ? "default" : "unknown";
}
