// Cases written into the Commission's templates, for the tests of the writer.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../src/base/problem.ts";
import { writeCbamWorkbook } from "../../src/formats/cbam-workbook/write-cbam-workbook.ts";
import type { Case } from "../../src/model/case.ts";
import type { Calculation } from "../../src/rules/cbam/calculate.ts";
import { countryOf } from "../../src/rules/cbam/tables.ts";
import { calculated, root, sample } from "../cases/read.ts";
import { circleCase, fertiliserCase, smelterCase } from "./libreoffice-cases.ts";

const FOLDER = join(root, "..", "shared", "data", "cbam", "template");
/** V2.1.1 as published, and the filled example of V2.1. */
export const BLANK = join(FOLDER, "communication-template-v2.1.1-blank.xlsx");
export const EXAMPLE = join(FOLDER, "communication-template-v2.1-example-steel-blast-furnace.xlsx");

/** Why the tests that need the Commission's workbooks are skipped; false where they are here. */
export const withoutTemplates: string | false =
  existsSync(BLANK) && existsSync(EXAMPLE) ? false : "the Commission's workbooks (../shared) are not here";

export const CASES = {
  "blast-furnace": () => sample("blast-furnace"),
  screws: () => sample("screws"),
  "sample-factory": () => sample("sample-factory"),
  smelter: smelterCase,
  circle: circleCase,
  fertilisers: fertiliserCase,
} as const satisfies Record<string, () => Case>;

export type Filled = {
  bytes: Uint8Array;
  problems: Problem[];
  calculation: Calculation;
  /** Result cells of the template, each with the step of ours that it must show. */
  steps: [cell: string, step: string][];
};

/** The case calculated and written into a template; no step whose value is empty is among `steps`. */
export function filled(template: string, given: Case): Filled {
  const calculation = calculated(given);
  const { ledger } = calculation.run;
  const { value, problems } = writeCbamWorkbook(readFileSync(template), given, {
    value: (step) => ledger.find(step)?.value,
    countryCode: countryOf,
  });
  assert.ok(value, JSON.stringify(problems));
  const columns = { AK: "seeDirect", AM: "seeIndirect", AO: "embeddedElectricity" };
  const steps = given.processes.flatMap(({ id }, n) =>
    Object.entries(columns).map(([column, what]): [string, string] => [`InputOutput!${column}${71 + n}`, `process/${id}/${what}`]),
  );
  steps.push(["C_Emissions&Energy!L25", "installation/direct"]);
  return { bytes: value, problems, calculation, steps: steps.filter(([, step]) => typeof ledger.find(step)?.value === "number") };
}
