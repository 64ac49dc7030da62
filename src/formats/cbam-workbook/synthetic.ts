// A small CBAM workbook for tests: one steel process with one stream, to which a test adds or from which it takes cells.
import { type SyntheticCell, type SyntheticOptions, type SyntheticSheet, syntheticXlsx } from "../xlsx/synthetic.ts";
import { SHEETS } from "./cells.ts";

/** Cells by "Sheet!A1"; undefined takes one away. */
export type SyntheticCells = Record<string, SyntheticCell | undefined>;

const BASE: SyntheticCells = {
  "VersionDocumentation!B3": 45639,
  "Translations!A3": 3,
  "Translations!C181": "Combustion",
  "Translations!D181": "연소",
  "A_InstData!I9": 44927,
  "A_InstData!L9": 45291,
  "A_InstData!I20": "Works",
  "A_InstData!E62": "Crude steel",
  "A_InstData!I62": "Electric arc furnace",
  "A_InstData!E83": "Crude steel",
  "A_InstData!L83": "Melting",
  "B_EmInst!D17": "Combustion",
  "B_EmInst!E17": "Natural gas",
  "B_EmInst!F17": 1837.5,
  "B_EmInst!G17": "t",
  "B_EmInst!H17": 48,
  "B_EmInst!J17": 56.1,
  "B_EmInst!K17": "tCO2/TJ",
  "B_EmInst!AU17": { f: "SUM(BD17:BF17)", v: 4948.02 },
  "C_Emissions&Energy!H25": { f: "X", v: 4948.02 },
  "D_Processes!L17": 17000,
  "D_Processes!L54": 4948.02,
  "D_Processes!T24": { f: "L24", v: 17000 },
  "InputOutput!AJ71": { xml: '<c r="AJ71"><f t="array" ref="AJ71:AJ72">MMULT(1,2)</f><v>0.291</v></c>' },
  "InputOutput!AJ72": 0,
  "Summary_Products!D10": "Melting",
  "Summary_Products!F10": "7206 10 00",
};

function syntheticSheets(cells: SyntheticCells = {}): Record<string, SyntheticSheet> {
  const sheets: Record<string, SyntheticSheet> = Object.fromEntries(Object.values(SHEETS).map((name) => [name, {}]));
  for (const [at, cell] of Object.entries({ ...BASE, ...cells })) {
    const [sheet, ref] = at.split("!") as [string, string];
    if (cell !== undefined) (sheets[sheet] as SyntheticSheet)[ref] = cell;
  }
  return sheets;
}

export function syntheticCbam(cells: SyntheticCells = {}, options: SyntheticOptions = {}): Uint8Array {
  return syntheticXlsx(syntheticSheets(cells), options);
}
