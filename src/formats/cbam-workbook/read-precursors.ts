// Sheets A and E of the workbook: bought precursors, where they are used, and what their makers stated.
import type { Precursor, PrecursorSource, Process } from "../../model/case.ts";
import type { Category, Route } from "../../model/vocabulary.ts";
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import { INPUT_AREAS, PRECURSOR_BLOCKS, PRECURSOR_ROWS, precursorId, processId } from "./cells.ts";
import { given, type Inputs } from "./inputs.ts";
import { readByRoute, templateName } from "./read-processes.ts";
import { BASIS_CHOICES, CATEGORY_CHOICES, ELECTRICITY_CHOICES, REASON_CHOICES, ROUTE_CHOICES } from "./vocabulary.ts";

const E = PRECURSOR_BLOCKS;
const ROWS = PRECURSOR_ROWS;

const inBlock =
  (n: number) =>
  (at: string): string =>
    shiftCell(at, n * E.step);

/**
 * The bought precursors of A_InstData rows 102-121 with their blocks in E_PurchPrec (t, t CO2e/t, MWh/t, t CO2e/MWh).
 * Uses are by the position of the process. Problems: VOCABULARY_UNKNOWN, INPUT_IGNORED, AMOUNT_WITHOUT_TARGET, those of Inputs.quantity.
 */
export function readPrecursors(inputs: Inputs, processes: readonly Process[]): Precursor[] {
  const precursors: Precursor[] = [];
  for (let n = 0; n < ROWS.count; n++) {
    const row = ROWS.first + n;
    const id = precursorId(n);
    const key = ROWS.key + row;
    inputs.path = `precursor/${id}`;
    if (inputs.blank(ROWS.sheet, key)) {
      inputs.ignored(ROWS.sheet, [ROWS.name + row], key);
      inputs.ignored(E.sheet, blockCells(n), `${ROWS.sheet}!${key}`);
      continue;
    }
    const category = inputs.choice(ROWS.sheet, key, CATEGORY_CHOICES);
    if (category === undefined) continue;
    const country = inputs.text(ROWS.sheet, ROWS.country + row);
    const routes = readRoutes(inputs, row, category);
    precursors.push({
      id,
      name: templateName(inputs, id, ROWS.sheet, ROWS.name + row, key),
      category,
      ...given("country", country),
      ...given("routes", routes.length === 0 ? undefined : routes),
      ...readAmounts(inputs, n, category, processes),
      sources: [{ ...readSource(inputs, n), ...given("country", country) }],
      origin: inputs.origin(ROWS.sheet, key),
    });
  }
  return precursors;
}

function blockCells(n: number): string[] {
  return cellsOf(INPUT_AREAS.find((a) => a.sheet === E.sheet)?.areas ?? "").map(inBlock(n));
}

function readRoutes(inputs: Inputs, row: number, category: Category): Route[] {
  const routes: Route[] = [];
  for (const column of ROWS.routes) {
    const route = inputs.choice(ROWS.sheet, column + row, ROUTE_CHOICES);
    if (route !== undefined && !routes.includes(route)) routes.push(route);
  }
  return routes.length === 0 && !hasRoutes(category) ? ["all"] : routes;
}

const hasRoutes = (category: Category): boolean =>
  ["crudeSteel", "pigIron", "hydrogen", "ammonia", "unwroughtAluminium"].includes(category);

function readAmounts(
  inputs: Inputs,
  n: number,
  category: Category,
  processes: readonly Process[],
): Pick<Precursor, "purchased" | "uses" | "otherUse"> {
  const at = inBlock(n);
  const purchased = readByRoute(inputs, { sheet: E.sheet, cells: cellsOf(E.purchased.cells).map(at), unit: E.purchased.unit, category });
  const uses: NonNullable<Precursor["uses"]> = [];
  cellsOf(E.uses.cells).forEach((first, i) => {
    const cell = at(first);
    const amount = inputs.quantity(E.sheet, { at: cell, unit: E.uses.unit });
    if (amount === undefined) return;
    const process = processId(i);
    if (processes.some((p) => p.id === process)) uses.push({ process, amount, origin: inputs.origin(E.sheet, cell) });
    else if (amount.value !== 0) inputs.problem("AMOUNT_WITHOUT_TARGET", E.sheet, cell, { target: process, value: amount.value });
  });
  return {
    ...given("purchased", purchased.length === 0 ? undefined : purchased),
    ...given("uses", uses.length === 0 ? undefined : uses),
    ...given("otherUse", inputs.quantity(E.sheet, { at: at(E.otherUse.at), unit: E.otherUse.unit })),
  };
}

/** The one source that the workbook knows; its electricity and factor give the indirect emissions. */
function readSource(inputs: Inputs, n: number): PrecursorSource {
  const at = inBlock(n);
  const reason = inputs.choice(E.sheet, at(E.justification), REASON_CHOICES);
  return {
    ...inputs.quantities(E.sheet, E.source, at),
    ...given("basis", inputs.choice(E.sheet, at(E.basis), BASIS_CHOICES)),
    ...given("electricityBasis", inputs.choice(E.sheet, at(E.electricityBasis), BASIS_CHOICES)),
    ...given("electricityMethod", inputs.choice(E.sheet, at(E.electricityMethod), ELECTRICITY_CHOICES)),
    ...given("justification", reason),
    origin: inputs.origin(E.sheet, at(E.source.seeDirect.at)),
  };
}
