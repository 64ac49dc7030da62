// Which step of our calculation stands for which result cell of the workbook.
import type { Case, Process, Product } from "../../model/case.ts";
import { shiftCell } from "../xlsx/reference.ts";
import { otherProcess, PROCESS_BLOCKS, processId, SHEETS } from "./cells.ts";

export type ResultCell = { sheet: string; cell: string; step: string };

/** D_Processes, first block; the step is process/<id>/<what>. */
const PROCESS_RESULTS: Record<string, string> = {
  T24: "activity",
  T27: "toMarket",
  T54: "directOwn",
  T58: "heat",
  T62: "wasteGas",
  T65: "electricityConsumed",
  T66: "indirect",
  T72: "electricityCredit",
};

/** Columns of Summary_Processes rows 71-80, and of its row 81 of sums (installation/<what>). K leaves exported electricity out: no step. */
const SUMMARY_COLUMNS: Record<string, string> = { H: "directOwn", I: "heat", J: "wasteGas", L: "indirect", N: "activity" };
const SUM_COLUMNS: Record<string, string> = { H: "directOwn", I: "heat", J: "wasteGas", L: "indirectAttributed" };

/** Columns of InputOutput rows 71-80 (processes) and of Summary_Processes rows 102-111. */
const EMBEDDED: Record<string, [string, string]> = {
  AJ: ["G", "seDirect"],
  AK: ["H", "seeDirect"],
  AL: ["I", "seIndirect"],
  AM: ["J", "seeIndirect"],
  AN: ["K", "seElectricity"],
  AO: ["L", "embeddedElectricity"],
};

/** Columns of InputOutput rows 81-100 (precursors), and of Summary_Processes rows 115-134. */
const PRECURSOR_EMBEDDED: Record<string, string> = {
  AJ: "seeDirect",
  AK: "seeDirect",
  AL: "seeIndirect",
  AM: "seeIndirect",
  AN: "embeddedElectricity",
  AO: "embeddedElectricity",
};
const PRECURSOR_SUMMARY: Record<string, string> = { H: "seeDirect", J: "seeIndirect", K: "embeddedElectricity" };

const PRODUCT_COLUMNS: Record<string, string> = {
  I: "seeDirect",
  J: "seeIndirect",
  K: "seeTotal",
  M: "defaultShare",
  O: "embeddedElectricity",
};

/** Position of a record from its id ("P3" is 2), or undefined where the id is not of the workbook. */
function positionOf(id: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(id);
  return match === null ? undefined : Number(match[1]) - 1;
}

/**
 * Law: a result cell and a step are compared where both mean the same; where the template differs by design there is no row (differences.ts).
 * Cells of processes, precursors and products that are not in the case have none: the template shows zero or nothing there.
 */
export function resultCells(source: Case): ResultCell[] {
  return [
    ...energyCells(source),
    ...source.processes.flatMap((process) => processCells(process, source)),
    ...summaryCells(source),
    ...(source.precursors ?? []).flatMap((precursor) => precursorCells(precursor.id)),
    ...(source.products ?? []).flatMap(productCells),
  ];
}

/** Sheet C: a total typed by hand (row 26) is no result. */
function energyCells(source: Case): ResultCell[] {
  const typed = source.balances?.emissions ?? {};
  const fuel = source.balances?.fuel ?? {};
  const anyTyped = typed.co2 !== undefined || typed.n2o !== undefined || typed.pfc !== undefined;
  const rows: [string, string, boolean][] = [
    ["H15", "energy", true],
    ["H17", "energy", fuel.total === undefined],
    ["H25", "co2", true],
    ["I25", "biomassCo2", true],
    ["J25", "n2o", true],
    ["K25", "pfc", true],
    ["L25", "direct", !anyTyped],
    ["H27", "co2", typed.co2 === undefined],
    ["I27", "biomassCo2", typed.biomass === undefined],
    ["J27", "n2o", typed.n2o === undefined],
    ["K27", "pfc", typed.pfc === undefined],
    ["L27", "direct", !anyTyped],
    ["H32", "calculated", true],
    ["I32", "pfc", typed.pfc === undefined],
    ["J32", "measured", true],
  ];
  return rows.filter(([, , same]) => same).map(([cell, what]) => ({ sheet: SHEETS.energy, cell, step: `installation/${what}` }));
}

function processCells(process: Process, source: Case): ResultCell[] {
  const n = positionOf(process.id, /^P([1-9]|10)$/);
  if (n === undefined) return [];
  const cells: ResultCell[] = [];
  const put = (sheet: string, cell: string, what: string): void => {
    cells.push({ sheet, cell, step: `process/${process.id}/${what}` });
  };
  for (const [cell, what] of Object.entries(PROCESS_RESULTS)) put(SHEETS.processes, shiftCell(cell, n * PROCESS_BLOCKS.step), what);
  for (const [column, what] of Object.entries(SUMMARY_COLUMNS)) put(SHEETS.summary, `${column}${71 + n}`, what);
  for (const [column, [summary, what]] of Object.entries(EMBEDDED)) {
    put(SHEETS.inputOutput, `${column}${71 + n}`, what);
    put(SHEETS.summary, `${summary}${102 + n}`, what);
  }
  if (source.carbonPriceTool !== undefined) {
    put(SHEETS.summary, `M${102 + n}`, "carbonPriceDue");
    put(SHEETS.summary, `N${102 + n}`, "carbonPriceRebate");
  }
  for (let row = 0; row < 9; row++) {
    const to = processId(otherProcess(n, row));
    if (!(source.transfers ?? []).some((t) => t.from === process.id && t.to === to)) continue;
    cells.push({ sheet: SHEETS.processes, cell: shiftCell(`T${32 + row}`, n * PROCESS_BLOCKS.step), step: `transfer/${process.id}/${to}` });
  }
  return cells;
}

/** Sums over the processes, the installation's totals once more, and the rest that no process has. */
function summaryCells(source: Case): ResultCell[] {
  const typed = source.balances?.emissions ?? {};
  const sums = Object.entries(SUM_COLUMNS).map(([column, what]) => ({
    sheet: SHEETS.summary,
    cell: `${column}81`,
    step: `installation/${what}`,
  }));
  if (typed.co2 === undefined && typed.n2o === undefined && typed.pfc === undefined) {
    sums.push({ sheet: SHEETS.summary, cell: "K84", step: "installation/direct" });
  }
  return sums;
}

function precursorCells(id: string): ResultCell[] {
  const n = positionOf(id, /^PP([1-9]|1[0-9]|20)$/);
  if (n === undefined) return [];
  const cells = Object.entries(PRECURSOR_EMBEDDED).map(([column, what]) => ({
    sheet: SHEETS.inputOutput as string,
    cell: `${column}${81 + n}`,
    step: `precursor/${id}/${what}`,
  }));
  for (const [column, what] of Object.entries(PRECURSOR_SUMMARY))
    cells.push({ sheet: SHEETS.summary, cell: `${column}${115 + n}`, step: `precursor/${id}/${what}` });
  return cells;
}

/** A blank share or price counts as zero in the template; with us it is missing, and there is nothing to compare. */
function productCells(product: Product): ResultCell[] {
  const row = positionOf(product.id, /^S([1-9][0-9]{1,2})$/);
  if (row === undefined) return [];
  const price = product.carbonPrice;
  const columns = { ...PRODUCT_COLUMNS };
  if (price?.shareCovered !== undefined) columns.AN = "coveredEmissions";
  if (price?.shareRebate !== undefined) columns.AV = "rebateEmissions";
  if (price?.due !== undefined && price.rebate !== undefined) columns.AZ = "carbonPriceEffective";
  return Object.entries(columns).map(([column, what]) => ({
    sheet: SHEETS.products,
    cell: `${column}${row + 1}`,
    step: `product/${product.id}/${what}`,
  }));
}
