// Results of the template that an input's formula may refer to, and the step of our calculation that stands for each.
import { parseSpot } from "../xlsx/reference.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { MEASURED_POINTS, PFC, PROCESS_BLOCKS, processId, type Rows, SHEETS, STREAMS, streamId } from "./cells.ts";

/** A step with the level at which it is computed; or cells of the same sheet whose sum it is. */
export type ResultReference = { step: string; level: number } | { cells: string[] };

/** Levels of the calculation: a formula may refer only to steps below the level of its own cell, so that no circle arises. */
const LEVEL = { streams: 1, installation: 2, cogeneration: 3, activity: 4, rest: 5 };

/** The level of an input cell: what is computed from it lies at this level or above. */
export function levelOf(sheet: string, ref: string): number {
  if (sheet === SHEETS.streams) return LEVEL.streams;
  if (sheet === SHEETS.energy) return LEVEL.installation;
  if (sheet === SHEETS.tools) return LEVEL.cogeneration;
  if (sheet !== SHEETS.processes) return LEVEL.rest;
  const spot = parseSpot(ref);
  const row = spot === undefined ? 0 : (spot.row - 11) % PROCESS_BLOCKS.step;
  return row >= 5 && row <= 12 ? LEVEL.activity : LEVEL.rest;
}

/** What the result in a cell is for us, or undefined where the cell is no result of ours. */
export function resultAt(sheets: ReadonlyMap<string, Sheet>, sheet: string, ref: string): ResultReference | undefined {
  const spot = parseSpot(ref);
  if (spot === undefined) return undefined;
  const column = ref.replace(/\d+$/, "");
  if (sheet === SHEETS.streams) return streamResult(sheets.get(sheet), column, spot.row);
  if (sheet === SHEETS.energy) return energyResult(sheets.get(sheet), ref);
  if (sheet === SHEETS.tools) return cogenerationResult(ref);
  if (sheet === SHEETS.processes) return activityResult(sheets.get(SHEETS.installation), column, spot.row);
  return undefined;
}

const holds = (sheet: Sheet | undefined, ref: string): boolean => String(sheet?.cell(ref)?.value ?? "").trim() !== "";

function streamResult(sheet: Sheet | undefined, column: string, row: number): ResultReference | undefined {
  const what = column === "AU" ? "emissions" : column === "AV" ? "biomass" : undefined;
  const kinds: [string, Rows][] = [
    ["stream", STREAMS],
    ["pfc", PFC],
    ["point", MEASURED_POINTS],
  ];
  const kind = kinds.find(([, rows]) => row >= rows.first && row < rows.first + rows.count);
  if (what === undefined || kind === undefined || !holds(sheet, `${kind[1].key}${row}`)) return undefined;
  return { step: `${kind[0]}/${streamId(row)}/${what}`, level: LEVEL.streams };
}

const installation = (what: string): ResultReference => ({ step: `installation/${what}`, level: LEVEL.installation });

/** Sheet C: row 26 overrides row 25 by hand, row 27 is what counts. */
function energyResult(sheet: Sheet | undefined, ref: string): ResultReference | undefined {
  const typed = (column: string): boolean => holds(sheet, `${column}26`);
  const anyTyped = typed("H") || typed("J") || typed("K");
  const orTyped = (column: string, what: string): ResultReference => (typed(column) ? { cells: [`${column}26`] } : installation(what));
  switch (ref) {
    case "H15":
      return installation("energy");
    case "H17":
      return holds(sheet, "H16") ? { cells: ["H16"] } : installation("energy");
    case "I17":
    case "J17":
    case "K17":
      return { cells: [`${ref[0]}16`] };
    case "H25":
      return installation("co2");
    case "I25":
      return installation("biomassCo2");
    case "J25":
      return installation("n2o");
    case "K25":
      return installation("pfc");
    case "L25":
      return installation("direct");
    case "H27":
      return orTyped("H", "co2");
    case "I27":
      return orTyped("I", "biomassCo2");
    case "J27":
      return orTyped("J", "n2o");
    case "K27":
    case "I32":
      return orTyped("K", "pfc");
    case "L27":
      return anyTyped ? { cells: ["H27", "J27", "K27"] } : installation("direct");
    case "M27":
      return { cells: ["M26"] };
    case "N27":
      return { cells: ["L27", "M27"] };
    case "H32":
      return installation("calculated");
    case "J32":
      return installation("measured");
    default:
      return undefined;
  }
}

/** F_Tools: attributed emissions, factors and fuel of the two CHP tools. */
const COGENERATION_RESULTS: Record<string, string> = {
  J49: "CHP1/heatEmissions",
  K49: "CHP1/heatFactor",
  L49: "CHP1/electricityEmissions",
  M49: "CHP1/electricityFactor",
  J54: "CHP1/heatFuel",
  K54: "CHP1/electricityFuel",
  J76: "CHP2/heatEmissions",
  K76: "CHP2/heatFactor",
  L76: "CHP2/electricityEmissions",
  M76: "CHP2/electricityFactor",
  J79: "CHP2/heatFuel",
  K79: "CHP2/electricityFuel",
};

function cogenerationResult(ref: string): ResultReference | undefined {
  const step = COGENERATION_RESULTS[ref];
  return step === undefined ? undefined : { step: `chp/${step}`, level: LEVEL.cogeneration };
}

/** D_Processes: L24 (and T24) of a block is the process's total production. */
function activityResult(data: Sheet | undefined, column: string, row: number): ResultReference | undefined {
  const n = Math.floor((row - 24) / PROCESS_BLOCKS.step);
  if ((column !== "L" && column !== "T") || row !== 24 + n * PROCESS_BLOCKS.step || n < 0 || n >= PROCESS_BLOCKS.count) return undefined;
  return holds(data, `E${83 + n}`) ? { step: `process/${processId(n)}/activity`, level: LEVEL.activity } : undefined;
}
