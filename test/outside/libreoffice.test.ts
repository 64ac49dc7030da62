// The filled workbook, recalculated by LibreOffice: the Commission's own formulas give what we calculate.
import assert from "node:assert/strict";
import test from "node:test";
import { statementOf } from "../../src/calc/pipeline.ts";
import { readCbamWorkbook } from "../../src/formats/cbam-workbook/read-cbam-workbook.ts";
import { stepValue } from "../cases/read.ts";
import { change } from "../cases/sample.ts";
import { BLANK, CASES, filled, withoutTemplates } from "./filled.ts";
import { recalculated, withoutLibreOffice } from "./libreoffice.ts";

const skip = withoutTemplates || withoutLibreOffice();
const CHANGED = "blast-furnace changed";
/** Each takes LibreOffice ten seconds: all of them by test:long. */
const RECALCULATED = Object.entries(CASES).filter(([name]) => process.env.SANDAN_LONG === "1" || name === "blast-furnace");
/** The template's own total of embedded indirect emissions per tonne of the first process. */
const RESULT = "InputOutput!AM71";

const inputs = (): Record<string, Uint8Array> => {
  const made = RECALCULATED.map(([name, given]) => [name, filled(BLANK, given()).bytes]);
  const twice = change(CASES["blast-furnace"](), (copy) => {
    for (const power of copy.processes[0]?.electricity ?? []) if (power.amount !== undefined) power.amount.value *= 2;
  });
  return { ...Object.fromEntries(made), [CHANGED]: filled(BLANK, twice).bytes };
};

const cachedOf = (bytes: Uint8Array): Map<string, number> => {
  const { value, problems } = readCbamWorkbook(bytes);
  assert.ok(value, JSON.stringify(problems));
  return new Map(value.cached.map(({ sheet, cell, value: number }) => [`${sheet}!${cell}`, number]));
};

test("workbooks that we filled, recalculated by LibreOffice", { skip, timeout: 900_000 }, async (t) => {
  const before = inputs();
  const after = recalculated(before);

  await t.test("a changed input changes LibreOffice's result, and no result was stored before", () => {
    assert.deepEqual([...cachedOf(before["blast-furnace"] as Uint8Array)], []);
    const [once, twice] = ["blast-furnace", CHANGED].map((name) => cachedOf(after[name] as Uint8Array).get(RESULT));
    assert.ok(once !== undefined && twice !== undefined && once > 0);
    assert.ok(Math.abs(twice / once - 2) < 1e-12, `${once} ${twice}`);
  });

  for (const [name, given] of RECALCULATED) {
    await t.test(`${name}: every result equals ours to 1e-9, or differs for a reason of the table`, () => {
      const { value, problems } = statementOf(after[name] as Uint8Array, { file: `${name}.xlsx` });
      assert.ok(value, JSON.stringify(problems));
      assert.deepEqual(
        problems.filter((p) => p.code === "WORKBOOK_RESULT_DIFFERS").map((p) => p.text.en),
        [],
      );
      const { comparison } = value.statement;
      assert.ok(comparison !== undefined && comparison.compared > 100 && comparison.equal > 0.8 * comparison.compared);
      const { calculation, steps } = filled(BLANK, given());
      const theirs = cachedOf(after[name] as Uint8Array);
      for (const [cell, step] of steps) {
        const ours = stepValue(calculation, step);
        const number = theirs.get(cell) ?? Number.NaN;
        assert.ok(Math.abs(number - ours) <= 1e-9 * Math.abs(ours), `${cell}: ${number}, ${step}: ${ours}`);
      }
    });
  }
});
