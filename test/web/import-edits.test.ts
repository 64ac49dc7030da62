// What a person changes in a mapping, in bad rows, and in a record that is to name evidence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Mapping, unconfirmed } from "../../src/model/import-mapping.ts";
import { importPlan } from "../../src/model/import-plan.ts";
import { attached, quantitiesOf } from "../../src/web/evidence/attaching.ts";
import {
  agreed,
  fieldAt,
  LEAVE_OUT,
  labelTarget,
  mappedColumns,
  mendAt,
  questionsOf,
  type TablePlan,
  withField,
  withLabel,
  withMend,
  withRow,
  withYear,
} from "../../src/web/import/mapping-edit.ts";
import { targetGroups, targetWord } from "../../src/web/import/target-words.ts";

const reason = { ko: "머리글", en: "The header" };
const sure = { reason, confidence: "sure" } as const;
const asked = { reason, confidence: "guess", confirm: true } as const;

const mapping: Mapping = {
  header: { row: 1, lines: 1 },
  fingerprint: "0".repeat(64),
  columns: { label: { column: 1, ...sure }, start: { column: 2, ...asked }, value: { column: 3, ...sure } },
  unit: { constant: "kg", ...asked },
  units: { MT: { unit: "t", ...asked } },
  targets: {},
  ignored: [],
};
const plan: TablePlan = { kind: "table", mapping };

const sound = (given: TablePlan): TablePlan => importPlan.parse(given) as TablePlan;

test("a column has one field, and days come from a month or from first and last day", () => {
  const moved = withField(mapping, 4, "value");
  assert.deepEqual([fieldAt(moved, 3), fieldAt(moved, 4)], [undefined, "value"]);
  const month = withField(mapping, 2, "month");
  assert.deepEqual([month.columns.start, month.columns.month?.column], [undefined, 2]);
  assert.deepEqual(mappedColumns(withField(mapping, 3, "")), [1, 2]);
  assert.ok(sound({ ...plan, mapping: month }));
});

test("the months of a wide table give way to one column of values, month by month or all at once", () => {
  const { value: _, start: __, ...columns } = mapping.columns;
  const months = { columns: [1, 2, 3].map((month) => ({ column: month + 1, month })), ...asked };
  const wide: Mapping = { ...mapping, columns, months };
  assert.equal(fieldAt(wide, 3), "months");
  assert.deepEqual(
    withField(wide, 3, "").months?.columns.map(({ column }) => column),
    [2, 4],
  );
  assert.equal(withField(wide, 3, "value").months, undefined);
  assert.deepEqual([withYear(wide, 2025).months?.year, unconfirmed(withYear(wide, 2025)).includes("months")], [2025, false]);
});

test("each question is asked once, and saying yes to all leaves none", () => {
  assert.deepEqual(
    questionsOf(mapping).map(({ name }) => name),
    ["start", "unit", "unit 'MT'"],
  );
  const all = questionsOf(mapping).reduce((to, { name }) => agreed(to, name), mapping);
  assert.deepEqual(unconfirmed(all), []);
  assert.equal(mapping.unit?.confirm, true, "what was given is not changed");
});

test("a label belongs to one target, is left out, or is open", () => {
  const given = withLabel(mapping, "선재", "streams/gas/activity");
  assert.equal(labelTarget(given, "선재"), "streams/gas/activity");
  const out = withLabel(given, "선재", LEAVE_OUT);
  assert.deepEqual([labelTarget(out, "선재"), out.targets, out.ignored], [LEAVE_OUT, {}, ["선재"]]);
  assert.deepEqual(withLabel(out, "선재", ""), mapping);
  assert.equal(labelTarget(mapping, "constructor"), "");
});

test("a mend that says what the document says is none; rows are left out and taken back", () => {
  const cell = { row: 3, column: 3, printed: "많이" };
  const mended = withMend(plan, { ...cell, value: "280" });
  assert.equal(mendAt(sound(mended), 3, 3), "280");
  assert.deepEqual(withMend(withMend(mended, { ...cell, value: "281" }), { ...cell, value: "많이" }).mends, []);
  assert.deepEqual(withRow(sound(withRow(plan, 4, false)), 4, true).leftOut, []);
});

test("targets are told by record and by what is counted", () => {
  const targets = {
    "streams/gas/activity": { dimensions: ["mass"], name: "도시가스" },
    "processes/mill/electricity/1/amount": { dimensions: ["electricity"], name: "압연" },
  } as const;
  assert.equal(targetWord("streams/gas/activity", targets).ko, "도시가스: 사용량(활동자료)");
  assert.equal(targetWord("processes/mill/electricity/1/amount", targets).en, "압연: electricity used 2");
  assert.deepEqual(
    targetGroups(targets).map((group) => group.targets.length),
    [1, 1],
  );
});

test("evidence is attached beside what was named before, with its place", () => {
  const hash = "a".repeat(64);
  const line = { target: "streams/gas/activity", value: 3, unit: "t", evidence: [{ sha256: "b".repeat(64), line: 4 }] };
  assert.deepEqual(attached("activities/x", line, { path: "", sha256: hash, place: { page: 2 } }), {
    ...line,
    evidence: [...line.evidence, { sha256: hash, page: 2 }],
  });
  const origin = { file: "case.json", line: 31, evidence: ["c".repeat(64)] };
  const body = { id: "gas", activity: { value: 3, unit: "t", origin }, name: "gas" };
  assert.deepEqual(quantitiesOf("streams/gas", body), [{ path: "activity", text: "3 t" }]);
  const one = attached("streams/gas", body, { path: "activity", sha256: hash, place: { sheet: "A", cell: "B2" } });
  assert.deepEqual(one, {
    ...body,
    activity: { value: 3, unit: "t", origin: { sheet: "A", cell: "B2", evidence: [hash, "c".repeat(64)] } },
  });
  const bare = attached("streams/gas", body, { path: "activity", sha256: hash, place: {} });
  assert.equal((bare as typeof body).activity.origin.line, 31);
});
