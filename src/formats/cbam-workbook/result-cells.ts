// Which step of our calculation stands for which result cell of the workbook.
import type { Case, Process, Product } from "../../model/case.ts";
import { shiftCell } from "../xlsx/reference.ts";
import { otherProcess, PROCESS_BLOCKS, processId, SHEETS } from "./cells.ts";

/** The step that a cell shows; with `per`, the step's value over that of another. */
export type ResultCell = { sheet: string; cell: string; step: string; per?: string };

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

/** Columns of Summary_Processes rows 71-80. K leaves exported electricity out (differences.ts). */
const SUMMARY_COLUMNS: Record<string, string> = {
  H: "directOwn",
  I: "heat",
  J: "wasteGas",
  K: "attributedDirect",
  L: "indirect",
  N: "activity",
};

/** Columns of InputOutput rows 71-80 (processes) and of Summary_Processes rows 102-111. */
const EMBEDDED: Record<string, [string, string]> = {
  AJ: ["G", "attributedDirect"],
  AK: ["H", "seeDirect"],
  AL: ["I", "indirect"],
  AM: ["J", "seeIndirect"],
  AN: ["K", "electricityConsumed"],
  AO: ["L", "embeddedElectricity"],
};

/** Columns of EMBEDDED that show a process's own part per tonne, over its activity level. */
const OWN: ReadonlySet<string> = new Set(["AJ", "AL", "AN"]);

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
    ...summaryCells(),
    ...(source.precursors ?? []).flatMap((precursor) => precursorCells(precursor.id)),
    ...(source.products ?? []).flatMap(productCells),
  ];
}

/** Sheet C: where a total is typed by hand (rows 16 and 26), the result row shows it and not the sum of sheet B. */
function energyCells(source: Case): ResultCell[] {
  const typed = source.balances?.emissions ?? {};
  const fuel = source.balances?.fuel ?? {};
  const orStated = (what: "co2" | "n2o" | "pfc"): string => (typed[what] === undefined ? what : `${what}/stated`);
  const steps: Record<string, string> = {
    H15: "energy",
    H17: fuel.total === undefined ? "energy" : "fuel/total",
    I17: "fuel/cbam",
    J17: "fuel/electricity",
    K17: "fuel/nonCbam",
    H25: "co2",
    I25: "biomassCo2",
    J25: "n2o",
    K25: "pfc",
    L25: "direct",
    H27: orStated("co2"),
    I27: typed.biomass === undefined ? "biomassCo2" : "biomass/stated",
    J27: orStated("n2o"),
    K27: orStated("pfc"),
    L27: "direct",
    M27: "indirect/stated",
    H32: "calculated",
    I32: orStated("pfc"),
    J32: "measured",
  };
  return Object.entries(steps).map(([cell, what]) => ({ sheet: SHEETS.energy, cell, step: `installation/${what}` }));
}

function processCells(process: Process, source: Case): ResultCell[] {
  const n = positionOf(process.id, /^P([1-9]|10)$/);
  if (n === undefined) return [];
  const cells: ResultCell[] = [];
  const put = (sheet: string, cell: string, what: string, per?: string): void => {
    cells.push({ sheet, cell, step: `process/${process.id}/${what}`, ...(per !== undefined && { per }) });
  };
  for (const [cell, what] of Object.entries(PROCESS_RESULTS)) put(SHEETS.processes, shiftCell(cell, n * PROCESS_BLOCKS.step), what);
  for (const [column, what] of Object.entries(SUMMARY_COLUMNS)) put(SHEETS.summary, `${column}${71 + n}`, what);
  for (const [column, [summary, what]] of Object.entries(EMBEDDED)) {
    const per = OWN.has(column) ? `process/${process.id}/activity` : undefined;
    put(SHEETS.inputOutput, `${column}${71 + n}`, what, per);
    put(SHEETS.summary, `${summary}${102 + n}`, what, per);
  }
  put(SHEETS.summary, `M${102 + n}`, "carbonPriceDue");
  put(SHEETS.summary, `N${102 + n}`, "carbonPriceRebate");
  for (let row = 0; row < 9; row++) {
    const to = processId(otherProcess(n, row));
    if (!(source.transfers ?? []).some((t) => t.from === process.id && t.to === to)) continue;
    cells.push({ sheet: SHEETS.processes, cell: shiftCell(`T${32 + row}`, n * PROCESS_BLOCKS.step), step: `transfer/${process.id}/${to}` });
  }
  return cells;
}

/** Sums over the processes, and the installation's totals once more. */
function summaryCells(): ResultCell[] {
  const steps = {
    H81: "directOwn",
    I81: "heat",
    J81: "wasteGas",
    K81: "attributedDirect",
    L81: "indirectAttributed",
    K84: "direct",
    L84: "indirect/stated",
  };
  return Object.entries(steps).map(([cell, what]) => ({ sheet: SHEETS.summary, cell, step: `installation/${what}` }));
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

/** A blank share or price counts as zero in the template; with us it is missing: the step is there without a value, or not at all. */
function productCells(product: Product): ResultCell[] {
  const row = positionOf(product.id, /^S([1-9][0-9]{1,2})$/);
  if (row === undefined) return [];
  const columns = { ...PRODUCT_COLUMNS, AN: "coveredEmissions", AV: "rebateEmissions", AZ: "carbonPriceEffective" };
  return Object.entries(columns).map(([column, what]) => ({
    sheet: SHEETS.products,
    cell: `${column}${row + 1}`,
    step: `product/${product.id}/${what}`,
  }));
}
