// Sheet F of the workbook: the CHP tools and the carbon price tool. They feed nothing in the template.
import type { Case, Cogeneration } from "../../model/case.ts";
import { CARBON_PRICE, COGENERATION, PRECURSOR_ROWS, PROCESS_ROWS, precursorId, processId } from "./cells.ts";
import { given, type Inputs } from "./inputs.ts";

/** CHP units with at least one entry (TJ, MWh, t CO2, fractions); the prefilled reference efficiencies alone make none. */
export function readCogeneration(inputs: Inputs): Cogeneration[] {
  const units: Cogeneration[] = [];
  for (const { id, quantities } of COGENERATION.tools) {
    const { referenceHeat: heat, referenceElectricity: power, ...entries } = quantities;
    if (Object.values(entries).every((place) => inputs.blank(COGENERATION.sheet, place.at))) continue;
    inputs.path = `chp/${id}`;
    const all = { ...entries, referenceHeat: heat, referenceElectricity: power };
    units.push({
      id,
      ...inputs.quantities(COGENERATION.sheet, all, (at) => at),
      origin: inputs.origin(COGENERATION.sheet, entries.fuelInput.at),
    });
  }
  return units;
}

/** Prices per t CO2e on a share of a process's or precursor's own emissions; undefined where the tool is blank. */
export function readCarbonPriceTool(inputs: Inputs, subjects: ReadonlySet<string>): Case["carbonPriceTool"] {
  const { sheet, first, processes, precursors } = CARBON_PRICE;
  const rows: NonNullable<Case["carbonPriceTool"]>["rows"] = [];
  for (let i = 0; i < processes + precursors; i++) {
    const row = first + i;
    const subject = i < processes ? processId(i) : precursorId(i - processes);
    const cells = [CARBON_PRICE.share + row, CARBON_PRICE.due + row, CARBON_PRICE.rebate + row];
    inputs.path = `carbonPriceTool/${subject}`;
    if (cells.every((cell) => inputs.blank(sheet, cell))) continue;
    if (!subjects.has(subject)) {
      inputs.ignored(sheet, cells, keyOf(i));
      continue;
    }
    rows.push({
      subject,
      ...given("share", inputs.quantity(sheet, { at: CARBON_PRICE.share + row, unit: "1" })),
      ...given("due", inputs.number(sheet, CARBON_PRICE.due + row)),
      ...given("rebate", inputs.number(sheet, CARBON_PRICE.rebate + row)),
      origin: inputs.origin(sheet, CARBON_PRICE.share + row),
    });
  }
  inputs.path = "carbonPriceTool";
  const currency = inputs.text(sheet, CARBON_PRICE.currency, 10);
  return rows.length === 0 && currency === undefined ? undefined : { ...given("currency", currency), rows };
}

/** The cell in which the process or precursor of a row of the tool is entered. */
function keyOf(i: number): string {
  const { sheet, key, first } = i < CARBON_PRICE.processes ? PROCESS_ROWS : PRECURSOR_ROWS;
  return `${sheet}!${key}${first + (i < CARBON_PRICE.processes ? i : i - CARBON_PRICE.processes)}`;
}
