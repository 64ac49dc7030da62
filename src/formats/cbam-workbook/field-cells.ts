// Which cell of the workbook a field of the case stands in, by the path that Problems use: the cell to fill where the field is missing.
import type { Case } from "../../model/case.ts";
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import {
  BALANCES,
  CARBON_PRICE,
  COGENERATION,
  INSTALLATION,
  MEASURED_POINTS,
  otherProcess,
  PFC,
  type Place,
  PRECURSOR_BLOCKS,
  PRECURSOR_ROWS,
  PROCESS_BLOCKS,
  PROCESS_ROWS,
  PRODUCTS,
  type Rows,
  STREAMS,
  VERIFIER,
} from "./cells.ts";
import { routesOf } from "./vocabulary.ts";

export type FieldCell = { sheet: string; cell: string };

/** Field and cell or column; a field may itself hold fields, named "heat/imported/1/amount". */
type Fields = Readonly<Record<string, string>>;

const spots = (places: Readonly<Record<string, Place>>, prefix = ""): Fields =>
  Object.fromEntries(Object.entries(places).map(([field, { at }]) => [prefix + field, at]));

const STREAM_COLUMNS: Fields = {
  method: STREAMS.key,
  name: STREAMS.name,
  activity: STREAMS.activity,
  netCalorificValue: STREAMS.byActivityUnit.netCalorificValue.at,
  carbonContent: STREAMS.byActivityUnit.carbonContent.at,
  emissionFactor: STREAMS.emissionFactor,
  ...spots(STREAMS.quantities),
};
const PFC_COLUMNS: Fields = {
  method: PFC.key,
  name: PFC.technology,
  technology: PFC.technology,
  currentEfficiency: PFC.currentEfficiency,
  ...spots(PFC.quantities),
};
const POINT_COLUMNS: Fields = { gas: MEASURED_POINTS.key, name: MEASURED_POINTS.name, ...spots(MEASURED_POINTS.quantities) };
const PRODUCT_COLUMNS: Fields = {
  process: PRODUCTS.key,
  cn: PRODUCTS.cn,
  name: PRODUCTS.name,
  parameters: PRODUCTS.reducingAgent,
  "parameters/reducingAgent": PRODUCTS.reducingAgent,
  "parameters/steelMillId": PRODUCTS.steelMillId,
  "parameters/calcined": PRODUCTS.calcined,
  ...spots(PRODUCTS.parameters, "parameters/"),
  "carbonPrice/instrument": PRODUCTS.carbonPrice.instrument,
  "carbonPrice/currency": PRODUCTS.carbonPrice.currency,
  "carbonPrice/due": PRODUCTS.carbonPrice.due,
  "carbonPrice/rebateType": PRODUCTS.carbonPrice.rebateType,
  "carbonPrice/rebate": PRODUCTS.carbonPrice.rebate,
  carbonPrice: PRODUCTS.carbonPrice.rebate,
  ...spots(PRODUCTS.carbonPrice.shares, "carbonPrice/"),
};

const first = (areas: string): string => areas.split(":")[0] ?? areas;

/** D_Processes, first block. */
const PROCESS_CELLS: Fields = {
  production: first(PROCESS_BLOCKS.production.cells),
  activity: first(PROCESS_BLOCKS.production.cells),
  ...spots(PROCESS_BLOCKS.quantities),
  directOwn: PROCESS_BLOCKS.quantities.directEmissions.at,
  electricity: PROCESS_BLOCKS.electricity.amount.at,
  electricityExported: PROCESS_BLOCKS.electricityExported.amount.at,
  ...spots(PROCESS_BLOCKS.heat.imported, "heat/imported/1/"),
  ...spots(PROCESS_BLOCKS.heat.exported, "heat/exported/1/"),
  ...spots(PROCESS_BLOCKS.wasteGas.imported, "wasteGas/imported/1/"),
  ...spots(PROCESS_BLOCKS.wasteGas.exported, "wasteGas/exported/1/"),
  ...spots(PROCESS_BLOCKS.electricity, "electricity/1/"),
  "electricity/1/method": PROCESS_BLOCKS.electricityMethod,
  ...spots(PROCESS_BLOCKS.electricityExported, "electricityExported/1/"),
};
const PROCESS_COLUMNS: Fields = { category: PROCESS_ROWS.key, name: PROCESS_ROWS.name, included: PROCESS_ROWS.included[0] };

/** E_PurchPrec, first block. */
const PRECURSOR_CELLS: Fields = {
  purchased: first(PRECURSOR_BLOCKS.purchased.cells),
  uses: first(PRECURSOR_BLOCKS.uses.cells),
  otherUse: PRECURSOR_BLOCKS.otherUse.at,
  ...spots(PRECURSOR_BLOCKS.source, "source/1/"),
  ...spots(PRECURSOR_BLOCKS.source),
  seeIndirect: PRECURSOR_BLOCKS.source.electricityFactor.at,
  "source/1/seeIndirect": PRECURSOR_BLOCKS.source.electricityFactor.at,
  "source/1/basis": PRECURSOR_BLOCKS.basis,
  "source/1/electricityBasis": PRECURSOR_BLOCKS.electricityBasis,
  "source/1/electricityMethod": PRECURSOR_BLOCKS.electricityMethod,
  "source/1/justification": PRECURSOR_BLOCKS.justification,
};
const PRECURSOR_COLUMNS: Fields = {
  category: PRECURSOR_ROWS.key,
  name: PRECURSOR_ROWS.name,
  country: PRECURSOR_ROWS.country,
  routes: PRECURSOR_ROWS.routes[0],
};

const INSTALLATION_CELLS: Fields = {
  name: INSTALLATION.nameEnglish,
  country: INSTALLATION.country,
  address: INSTALLATION.street,
  unlocode: INSTALLATION.unlocode,
  coordinates: INSTALLATION.latitude,
  economicActivity: INSTALLATION.economicActivity,
  representative: INSTALLATION.representative.name,
};
const BALANCE_CELLS: Fields = {
  ...spots(BALANCES.fuel, "fuel/"),
  ...spots(BALANCES.emissions, "emissions/"),
  fuel: BALANCES.fuel.total.at,
  emissions: BALANCES.emissions.co2.at,
};

const of = (fields: Fields, field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
const at = (sheet: string, cell: string | undefined): FieldCell | undefined => (cell === undefined ? undefined : { sheet, cell });

/** The number behind an id's letters: 17 of "B17", 3 of "PP3"; undefined where the id is not the workbook's. */
function numberOf(id: string, letters: string): number | undefined {
  const digits = id.startsWith(letters) ? id.slice(letters.length) : "";
  return /^[1-9]\d{0,3}$/.test(digits) ? Number(digits) : undefined;
}

function inRow(rows: Rows, columns: Fields, row: number | undefined, field: string): FieldCell | undefined {
  const column = of(columns, field);
  if (column === undefined || row === undefined || row < rows.first || row >= rows.first + rows.count) return undefined;
  return { sheet: rows.sheet, cell: column + row };
}

type Blocks = { sheet: string; step: number; count: number };

function inBlock({ sheet, step, count }: Blocks, cell: string | undefined, n: number): FieldCell | undefined {
  return cell === undefined || n < 1 || n > count ? undefined : { sheet, cell: shiftCell(cell, (n - 1) * step) };
}

function ofProcess(id: string, field: string): FieldCell | undefined {
  const n = numberOf(id, "P");
  if (n === undefined) return undefined;
  const row = inRow(PROCESS_ROWS, PROCESS_COLUMNS, PROCESS_ROWS.first + n - 1, field);
  if (row !== undefined) return row;
  const route = numberOf(field, "production/");
  const cell = route === undefined ? of(PROCESS_CELLS, field) : cellsOf(PROCESS_BLOCKS.production.cells)[route - 1];
  return inBlock(PROCESS_BLOCKS, cell, n);
}

function ofPrecursor(id: string, field: string): FieldCell | undefined {
  const n = numberOf(id, "PP");
  if (n === undefined) return undefined;
  const row = inRow(PRECURSOR_ROWS, PRECURSOR_COLUMNS, PRECURSOR_ROWS.first + n - 1, field);
  if (row !== undefined) return row;
  const process = numberOf(field, "use/P");
  const bought = numberOf(field, "purchased/");
  const cell =
    process !== undefined
      ? cellsOf(PRECURSOR_BLOCKS.uses.cells)[process - 1]
      : bought !== undefined
        ? cellsOf(PRECURSOR_BLOCKS.purchased.cells)[bought - 1]
        : of(PRECURSOR_CELLS, field);
  return inBlock(PRECURSOR_BLOCKS, cell, n);
}

function ofTransfer(from: string, to: string): FieldCell | undefined {
  const [n, target] = [numberOf(from, "P"), numberOf(to, "P")];
  if (n === undefined || target === undefined) return undefined;
  const cells = cellsOf(PROCESS_BLOCKS.transfers.cells);
  return inBlock(
    PROCESS_BLOCKS,
    cells.find((_, row) => otherProcess(n - 1, row) === target - 1),
    n,
  );
}

function ofTool(subject: string, field: string): FieldCell | undefined {
  const columns: Fields = { share: CARBON_PRICE.share, due: CARBON_PRICE.due, rebate: CARBON_PRICE.rebate };
  if (subject === "currency") return at(CARBON_PRICE.sheet, CARBON_PRICE.currency);
  const [process, precursor] = [numberOf(subject, "P"), numberOf(subject, "PP")];
  const place = process ?? (precursor === undefined ? undefined : precursor + CARBON_PRICE.processes);
  const column = of(columns, field);
  return place === undefined || column === undefined
    ? undefined
    : { sheet: CARBON_PRICE.sheet, cell: column + (CARBON_PRICE.first + place - 1) };
}

/**
 * Law: a path such as "process/P1/electricity/1/emissionFactor" names one cell of the template, whether it is filled or not.
 * Answers undefined for a path that has no cell: a result, a field that the template lacks, an id of another file.
 */
export function placeOfField(path: string): FieldCell | undefined {
  const [kind = "", id = "", ...rest] = path.split("/");
  const field = rest.join("/");
  switch (kind) {
    case "period":
      return at(INSTALLATION.sheet, INSTALLATION.periodStart);
    case "installation":
      return at(INSTALLATION.sheet, of(INSTALLATION_CELLS, id));
    case "verifier":
      return at(VERIFIER.sheet, id === "accreditation" ? VERIFIER.accreditation.number : VERIFIER.company);
    case "balances":
      return at(BALANCES.sheet, of(BALANCE_CELLS, [id, ...rest].join("/")));
    case "stream":
      return inRow(STREAMS, STREAM_COLUMNS, numberOf(id, "B"), field);
    case "pfc":
      return inRow(PFC, PFC_COLUMNS, numberOf(id, "B"), field);
    case "point":
      return inRow(MEASURED_POINTS, POINT_COLUMNS, numberOf(id, "B"), field);
    case "process":
      return ofProcess(id, field);
    case "precursor":
      return ofPrecursor(id, field);
    case "product":
      return inRow(PRODUCTS, PRODUCT_COLUMNS, numberOf(id, "S"), field);
    case "transfer":
      return ofTransfer(id, field);
    case "chp": {
      const tool = COGENERATION.tools.find((one) => one.id === id);
      return tool === undefined ? undefined : at(COGENERATION.sheet, of(spots(tool.quantities), field));
    }
    case "carbonPriceTool":
      return ofTool(id, field);
    default:
      return undefined;
  }
}

/** Cells that stand for a whole record: its key, and of a precursor's source the first of its values. */
function recordCells(path: string): FieldCell[] {
  const [kind, id] = path.split("/");
  const keys = ["method", "gas", "category", "process"].map((field) => placeOfField(`${kind}/${id}/${field}`));
  const others =
    kind === "precursor"
      ? [placeOfField(`precursor/${id}/seeDirect`)]
      : kind === "product"
        ? [placeOfField(`product/${id}/carbonPrice/due`)]
        : kind === "chp"
          ? [placeOfField(`chp/${id}/fuelInput`)]
          : kind === "installation" || kind === "verifier"
            ? [at(INSTALLATION.sheet, INSTALLATION.name), at(INSTALLATION.sheet, INSTALLATION.nameEnglish)]
            : [];
  return [...keys, ...others].filter((cell) => cell !== undefined);
}

/** Production has a row for each route of the category: that of the process's first route, where it states one. */
function byRoute(path: string, { processes }: Pick<Case, "processes">): string {
  const id = /^process\/([^/]+)\/(?:production|activity)$/.exec(path)?.[1];
  const process = processes.find((p) => p.id === id);
  if (process === undefined) return path;
  const row = routesOf(process.category).findIndex((route) => process.routes?.includes(route));
  return `process/${process.id}/production/${Math.max(row, 0) + 1}`;
}

/** The place of a Problem in a workbook: the field's own cell where the Problem names only the record that it is missing from. */
export function nearestCell(
  path: string,
  place: { sheet?: string; cell?: string } | undefined,
  given: Pick<Case, "processes">,
): FieldCell | undefined {
  const known = recordCells(path).some(({ sheet, cell }) => sheet === place?.sheet && cell === place.cell);
  return place?.cell === undefined || known ? placeOfField(byRoute(path, given)) : undefined;
}
