// Every input cell that a path names is one of the template's, and the paths of the calculation find theirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { INPUT_AREAS, inputCells } from "./cells.ts";
import { nearestCell, placeOfField } from "./field-cells.ts";

const CELLS: Readonly<Record<string, string>> = {
  period: "A_InstData!I9",
  "installation/country": "A_InstData!I26",
  "balances/fuel/total": "C_Emissions&Energy!H16",
  "stream/B17/activity": "B_EmInst!F17",
  "stream/B91/carbonContent": "B_EmInst!L91",
  "pfc/B98/currentEfficiency": "B_EmInst!AK98",
  "point/B113/hours": "B_EmInst!X113",
  "process/P1/production": "D_Processes!L16",
  "process/P2/production/2": "D_Processes!L82",
  "process/P1/electricity/1/emissionFactor": "D_Processes!L66",
  "process/P10/directEmissions": "D_Processes!L639",
  "process/P3/heat/exported/1/amount": "D_Processes!M187",
  "process/P2/name": "A_InstData!L84",
  "transfer/P1/P2": "D_Processes!L32",
  "transfer/P2/P1": "D_Processes!L97",
  "precursor/PP1/source/1/seeDirect": "E_PurchPrec!L49",
  "precursor/PP2/source/1/embeddedElectricity": "E_PurchPrec!L94",
  "precursor/PP1/use/P2": "E_PurchPrec!L29",
  "precursor/PP1/country": "A_InstData!F102",
  "product/S10/cn": "Summary_Products!F10",
  "product/S11/carbonPrice/currency": "Summary_Products!AP11",
  "chp/CHP2/fuelInput": "F_Tools!J61",
  "carbonPriceTool/currency": "F_Tools!J97",
  "carbonPriceTool/PP1/due": "F_Tools!J111",
};

test("a path names its cell, and the cell is an input of the template", () => {
  for (const [path, at] of Object.entries(CELLS)) {
    const found = placeOfField(path);
    assert.equal(`${found?.sheet}!${found?.cell}`, at, path);
    const areas = INPUT_AREAS.find(({ sheet }) => sheet === found?.sheet);
    assert.ok(areas !== undefined && inputCells(areas).has(found?.cell ?? ""), path);
  }
});

test("a path without a cell has none", () => {
  for (const path of ["", "process", "process/mill/activity", "process/P11/production", "stream/B92/activity", "product/S10/seeDirect"])
    assert.equal(placeOfField(path), undefined, path);
  for (const path of ["process/P0/production", "stream/B17/constructor", "installation/__proto__", "precursor/PP21/otherUse"])
    assert.equal(placeOfField(path), undefined, path);
});

test("only a place that is missing, or that is the record's own, gives way", () => {
  const given = { processes: [{ id: "P1", name: "Melting", category: "crudeSteel" as const, routes: ["electricArc" as const] }] };
  const key = { sheet: "A_InstData", cell: "E83" };
  const path = "process/P1/electricity/1/emissionFactor";
  assert.deepEqual(nearestCell(path, undefined, given), { sheet: "D_Processes", cell: "L66" });
  assert.deepEqual(nearestCell(path, key, given), { sheet: "D_Processes", cell: "L66" });
  assert.equal(nearestCell(path, { sheet: "D_Processes", cell: "L65" }, given), undefined);
  assert.deepEqual(nearestCell("process/P1/production", key, given), { sheet: "D_Processes", cell: "L17" });
});
