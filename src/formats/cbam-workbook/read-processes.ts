// Sheets A and D of the workbook: production processes, what passes between them, and their energy flows.
import type { Power, Process, Transfer } from "../../model/case.ts";
import type { Quantity } from "../../model/quantity.ts";
import type { Category, Route } from "../../model/vocabulary.ts";
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import { GOODS, INPUT_AREAS, otherProcess, PROCESS_BLOCKS, PROCESS_ROWS, processId } from "./cells.ts";
import { given, type Inputs, unlessEmpty } from "./inputs.ts";
import { CATEGORY_CHOICES, ELECTRICITY_CHOICES, normalised, ONLY_DIRECT, ROUTE_CHOICES, routesOf } from "./vocabulary.ts";

const D = PROCESS_BLOCKS;

/** Moves a cell of the first block to block n, counting from 0. */
const inBlock =
  (n: number) =>
  (at: string): string =>
    shiftCell(at, n * D.step);

/** The name that the template gives a process or precursor: the typed one, else "P1 - Crude steel". */
export function templateName(inputs: Inputs, id: string, sheet: string, nameCell: string, categoryCell: string): string {
  return inputs.name(sheet, nameCell) ?? `${id} - ${inputs.text(sheet, categoryCell) ?? ""}`;
}

/**
 * The processes of A_InstData rows 83-92 with their blocks in D_Processes (t, t CO2e, TJ, MWh). A blank is absent, zero a value.
 * Problems: VOCABULARY_UNKNOWN, INPUT_IGNORED, GREYED_BUT_COUNTED, ELECTRICITY_GOOD_UNSUPPORTED, those of Inputs.quantity.
 */
export function readProcesses(inputs: Inputs): Process[] {
  const routes = readGoods(inputs);
  const processes: Process[] = [];
  for (let n = 0; n < PROCESS_ROWS.count; n++) {
    const row = PROCESS_ROWS.first + n;
    const key = PROCESS_ROWS.key + row;
    inputs.path = `process/${processId(n)}`;
    if (inputs.blank(PROCESS_ROWS.sheet, key)) {
      inputs.ignored(PROCESS_ROWS.sheet, [PROCESS_ROWS.name + row], key);
      inputs.ignored(D.sheet, blockCells(n), `${PROCESS_ROWS.sheet}!${key}`);
      continue;
    }
    const category = inputs.choice(PROCESS_ROWS.sheet, key, CATEGORY_CHOICES);
    if (category === undefined) continue;
    if (category === "electricity") inputs.problem("ELECTRICITY_GOOD_UNSUPPORTED", PROCESS_ROWS.sheet, key);
    const included = readIncluded(inputs, row);
    processes.push({
      id: processId(n),
      name: templateName(inputs, processId(n), PROCESS_ROWS.sheet, PROCESS_ROWS.name + row, key),
      category,
      ...given("included", included.length === 0 ? undefined : included),
      ...given("routes", routesFor([category, ...included], routes)),
      ...readBlock(inputs, n, category),
      origin: inputs.origin(PROCESS_ROWS.sheet, key),
    });
  }
  return processes;
}

function blockCells(n: number): string[] {
  const areas = INPUT_AREAS.find((a) => a.sheet === D.sheet)?.areas ?? "";
  return cellsOf(areas).map(inBlock(n));
}

function readIncluded(inputs: Inputs, row: number): Category[] {
  const included: Category[] = [];
  for (const column of PROCESS_ROWS.included) {
    const chosen = inputs.choice(PROCESS_ROWS.sheet, column + row, [...CATEGORY_CHOICES, ...ONLY_DIRECT]);
    if (chosen !== undefined && chosen !== "onlyDirect" && !included.includes(chosen)) included.push(chosen);
  }
  return included;
}

/** Routes by category, from A_InstData rows 62-71. */
function readGoods(inputs: Inputs): Map<Category, Route[]> {
  const goods = new Map<Category, Route[]>();
  for (let row = GOODS.first; row < GOODS.first + GOODS.count; row++) {
    inputs.path = "";
    const category = inputs.choice(GOODS.sheet, GOODS.key + row, CATEGORY_CHOICES);
    if (category === undefined) continue;
    const chosen = goods.get(category) ?? [];
    for (const column of GOODS.routes) {
      const route = inputs.choice(GOODS.sheet, column + row, ROUTE_CHOICES);
      if (route !== undefined && !chosen.includes(route)) chosen.push(route);
    }
    if (chosen.length === 0 && routesOf(category).length === 1) chosen.push("all");
    goods.set(category, chosen);
  }
  return goods;
}

/** Routes of the process's good and of those it includes; "all" only where nothing else is known. */
function routesFor(categories: readonly Category[], goods: ReadonlyMap<Category, Route[]>): Route[] | undefined {
  const found = new Set(categories.flatMap((category) => goods.get(category) ?? []));
  if (found.size > 1) found.delete("all");
  return found.size === 0 ? undefined : [...found];
}

type BlockData = Omit<Process, "id" | "name" | "category" | "included" | "routes" | "origin">;

function readBlock(inputs: Inputs, n: number, category: Category): BlockData {
  const at = inBlock(n);
  const heat = readFlows(inputs, D.heat, at);
  const wasteGas = readFlows(inputs, D.wasteGas, at);
  noteSwitch(inputs, at(D.switches.heat), heat);
  noteSwitch(inputs, at(D.switches.wasteGas), wasteGas);
  const production = readByRoute(inputs, { sheet: D.sheet, cells: cellsOf(D.production.cells).map(at), unit: D.production.unit, category });
  return {
    ...given("production", production.length === 0 ? undefined : production),
    ...inputs.quantities(D.sheet, D.quantities, at),
    ...given("heat", heat),
    ...given("wasteGas", wasteGas),
    ...given("electricity", readPower(inputs, D.electricity, at, at(D.electricityMethod))),
    ...given("electricityExported", readPower(inputs, D.electricityExported, at)),
  };
}

export type RouteCells = { sheet: string; cells: readonly string[]; unit: string; category: Category };

/** Amounts by route: the rows stand for the category's routes in order; blank rows are left out. */
export function readByRoute(inputs: Inputs, rows: RouteCells): { route?: Route; amount: Quantity }[] {
  const routes = routesOf(rows.category);
  const amounts: { route?: Route; amount: Quantity }[] = [];
  rows.cells.forEach((cell, i) => {
    const amount = inputs.quantity(rows.sheet, { at: cell, unit: rows.unit });
    if (amount !== undefined) amounts.push({ ...given("route", routes[i]), amount });
  });
  return amounts;
}

type FlowPlaces = typeof D.heat | typeof D.wasteGas;
type Flows = {
  imported?: { amount?: Quantity; emissionFactor?: Quantity }[];
  exported?: { amount?: Quantity; emissionFactor?: Quantity }[];
};

function readFlows(inputs: Inputs, places: FlowPlaces, at: (ref: string) => string): Flows | undefined {
  const imported = unlessEmpty(inputs.quantities(D.sheet, places.imported, at));
  const exported = unlessEmpty(inputs.quantities(D.sheet, places.exported, at));
  return unlessEmpty({ ...given("imported", imported && [imported]), ...given("exported", exported && [exported]) });
}

/** K50 and L50 only grey out: amounts below them count even when they say FALSE. */
function noteSwitch(inputs: Inputs, cell: string, flows: Flows | undefined): void {
  if (inputs.boolean(D.sheet, cell) !== false) return;
  const amount = [...(flows?.imported ?? []), ...(flows?.exported ?? [])].find((flow) => (flow.amount?.value ?? 0) !== 0)?.amount;
  if (amount !== undefined) inputs.problem("GREYED_BUT_COUNTED", D.sheet, cell, { switch: cell, value: amount.value });
}

type PowerPlaces = typeof D.electricity | typeof D.electricityExported;

function readPower(inputs: Inputs, places: PowerPlaces, at: (ref: string) => string, methodCell?: string): Power[] | undefined {
  const power: Power = {
    ...inputs.quantities(D.sheet, places, at),
    ...given("method", methodCell === undefined ? undefined : inputs.choice(D.sheet, methodCell, ELECTRICITY_CHOICES)),
  };
  return power.amount === undefined && power.emissionFactor === undefined ? undefined : [power];
}

/**
 * Transfers of D_Processes L32:L40: the other nine processes in order. Ids are by position, so that equal names do not mix.
 * Problems: AMOUNT_WITHOUT_TARGET, TRANSFER_NAME_STALE, those of Inputs.quantity.
 */
export function readTransfers(inputs: Inputs, processes: readonly Process[]): Transfer[] {
  const names = cellsOf(D.transfers.names);
  const transfers: Transfer[] = [];
  for (const process of processes) {
    const n = Number(process.id.slice(1)) - 1;
    cellsOf(D.transfers.cells).forEach((first, row) => {
      const cell = inBlock(n)(first);
      const to = processId(otherProcess(n, row));
      inputs.path = `transfer/${process.id}/${to}`;
      const amount = inputs.quantity(D.sheet, { at: cell, unit: D.transfers.unit });
      if (amount === undefined) return;
      const target = processes.find((p) => p.id === to);
      if (target === undefined) {
        if (amount.value !== 0) inputs.problem("AMOUNT_WITHOUT_TARGET", D.sheet, cell, { target: to, value: amount.value });
        return;
      }
      const stored = inputs.sheets.get(D.sheet)?.cell(inBlock(n)(names[row] as string));
      if (stored?.type === "text" && stored.value !== "" && normalised(String(stored.value)) !== normalised(target.name)) {
        inputs.problem("TRANSFER_NAME_STALE", D.sheet, cell, { stored: String(stored.value).slice(0, 60), name: target.name });
      }
      transfers.push({ from: process.id, to, amount, origin: inputs.origin(D.sheet, cell) });
    });
  }
  return transfers;
}
