// What pages of the first ten minutes decide without a screen: numbers as typed, fields set, problems put in order, words of the glossary.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Json } from "../../src/base/canonical.ts";
import type { Problem } from "../../src/base/problem.ts";
import { recordsOfCase } from "../../src/calc/records-of-case.ts";
import type { TableName } from "../../src/model/grid/table.ts";
import { GROUPS, tableOf } from "../../src/model/grid/tables.ts";
import { rowsOf } from "../../src/model/grids.ts";
import type { Improvement } from "../../src/model/insight.ts";
import { readAmount, withField } from "../../src/web/begin/answer.ts";
import { TERMS } from "../../src/web/glossary/terms.ts";
import { spotOf, tableFor } from "../../src/web/grid/go-to.ts";
import { citedPlace, gridOf, placeOfProblem, wayTo, wayToAdd } from "../../src/web/problems/place-of-record.ts";
import { sorted } from "../../src/web/problems/sorted.ts";
import { root } from "../cases/read.ts";
import { smelterCase } from "../outside/libreoffice-cases.ts";

test("numbers are read as they are meant, or not at all", () => {
  const read: [string, number | undefined][] = [
    ["1837.5", 1837.5],
    ["1,837.5", 1837.5],
    [" 17,000 ", 17000],
    ["-12", -12],
    ["−12", -12],
    [".5", 0.5],
    ["0", 0],
    ["1,5", undefined],
    ["0,123", undefined],
    ["1234,567", undefined],
    ["1.837,5", undefined],
    ["17,00", undefined],
    ["12 t", undefined],
    ["", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["７５", 75],
  ];
  for (const [text, wanted] of read) assert.equal(readAmount(text), wanted, text);
});

test("a field is set in a copy, lists and all; what a maker states is no default any more", () => {
  const body = { id: "melt", electricity: [{ country: "KR" }] };
  const set = withField(body, "electricity/0/amount", { value: 1, unit: "MWh" });
  assert.deepEqual(set, { id: "melt", electricity: [{ country: "KR", amount: { value: 1, unit: "MWh" } }] });
  assert.deepEqual(body, { id: "melt", electricity: [{ country: "KR" }] });
  assert.deepEqual(withField({}, "production/0/amount", 1), { production: [{ amount: 1 }] });
  assert.deepEqual(withField({ sources: [{ basis: "default" }] }, "sources/0/seeDirect", 1), {
    sources: [{ basis: "actual", seeDirect: 1 }],
  });
});

test("the path of a problem leads to a record's field, whether a step or a record says it", () => {
  const told: [string, string | undefined][] = [
    ["stream/gas/activity", "streams/gas activity"],
    ["streams/gas/activity", "streams/gas activity"],
    ["stream/gas/activity/given", "streams/gas activity"],
    ["stream/gas/shares/melt", "streams/gas shares/melt"],
    ["process/melt/electricity/1/amount", "processes/melt electricity/0/amount"],
    ["process/melt/electricity/2/emissionFactor", "processes/melt electricity/1/emissionFactor"],
    ["process/melt/production", "processes/melt production/0/amount"],
    ["process/melt/production/2", "processes/melt production/1/amount"],
    ["process/melt/heat/imported/1/amount", "processes/melt heat/imported/0/amount"],
    ["precursor/femn/source/1/seeDirect", "precursors/femn sources/0/seeDirect"],
    ["precursor/femn/source/1", "precursors/femn sources/0"],
    ["precursor/femn/use/melt", "precursors/femn uses/0/amount"],
    ["precursor/femn/cn", "precursors/femn cn"],
    ["point/n2o/flow", "measuredPoints/n2o flow"],
    ["point/n2o/energy", "measuredPoints/n2o energyFossil"],
    ["point/n2o/zeroRatedFraction", "measuredPoints/n2o biomassFraction"],
    ["pfc/cells/frequency", "pfc/cells frequency"],
    ["pfc/cells/currentEfficiencyPercent", "pfc/cells currentEfficiency"],
    ["chp/unit/fuelInput", "cogeneration/unit fuelInput"],
    ["transfer/melt/mill", "transfers/melt~mill amount"],
    ["product/bar/parameters/manganese", "products/bar parameters/manganese"],
    ["activities/jan", "activities/jan "],
    ["installation/operator/name", "installation operator/name"],
    ["", undefined],
    ["lines/1/cn", undefined],
  ];
  for (const [path, wanted] of told) {
    const place = placeOfProblem(path);
    assert.equal(place && `${place.record} ${place.field}`, wanted, path);
  }
  assert.equal(gridOf({ record: "processes/melt", field: "electricity/0/amount" }), "energy");
  assert.equal(gridOf({ record: "processes/melt", field: "toMarket" }), "production");
  assert.equal(
    wayTo("o", "p", { record: "streams/가스", field: "activity" }),
    "/o/o/p/p/records/materials?record=streams%2F%EA%B0%80%EC%8A%A4&field=activity",
  );
  const to = (record: string, field: string): string | undefined => wayTo("o", "p", { record, field });
  assert.equal(to("pfc/cells", "frequency"), "/o/o/p/p/records/materials?record=pfc%2Fcells&field=frequency");
  assert.equal(to("measuredPoints/n2o", "flow"), "/o/o/p/p/records/materials?record=measuredPoints%2Fn2o&field=flow");
  assert.equal(to("cogeneration/unit", "fuelInput"), "/o/o/p/p/records/energy?record=cogeneration%2Funit&field=fuelInput");
  assert.equal(to("installation", ""), undefined);
  assert.equal(wayToAdd("o", "p", "PFC_MISSING"), "/o/o/p/p/records/materials?table=pfc");
  // What is of the whole plant is not mended by its name and address.
  assert.equal(wayToAdd("o", "p", "OVER_ATTRIBUTED"), "/o/o/p/p/records/materials?table=streams");
  assert.equal(wayToAdd("o", "p", "PERIOD_WITHOUT_PROCESS"), "/o/o/p/p/records/production?table=processes");
  assert.equal(wayToAdd("o", "p", "VALUE_MISSING"), undefined);
});

test("a record that a problem or a result names is marked in its own table, at the field", () => {
  const records = new Map(
    recordsOfCase(smelterCase(), { evidence: "0".repeat(64), title: "x" }).map(({ key, body }): [string, Json] => [key, body]),
  );
  const told: [record: string, field: string, table: TableName][] = [
    ["pfc/line-2", "overvoltage", "pfc"],
    ["pfc/line-1", "shares/POT", "pfc"],
    ["measuredPoints/stack", "hours", "measuredPoints"],
    ["cogeneration/chp", "referenceHeat", "cogeneration"],
    ["streams/oil", "activity", "streams"],
    ["processes/POT", "heat/exported/0/amount", "heat"],
  ];
  for (const [record, field, wanted] of told) {
    const group = GROUPS.find(({ name }) => name === gridOf({ record, field }));
    assert.ok(group, record);
    const asked = new URLSearchParams({ record, field });
    const table = tableFor(group, asked);
    assert.equal(table, wanted);
    const columns = tableOf(wanted).columns({ records, files: [] });
    const rows = rowsOf(tableOf(wanted), records, columns);
    const spot = spotOf(asked, { rows, columns });
    assert.ok(spot, record);
    assert.ok(rows[spot.row]?.id.startsWith(record), record);
    assert.ok(field.endsWith(columns[spot.col]?.key ?? "?"), `${record} ${field}`);
  }
});

test("the place in a document is that of the field, else of its record", () => {
  const sha = "a".repeat(64);
  const body = {
    origin: { evidence: [sha], sheet: "D" },
    activity: { value: 1, unit: "t", origin: { evidence: [sha], sheet: "D", cell: "B7" } },
  };
  assert.deepEqual(citedPlace(body, "activity"), { sha256: sha, sheet: "D", cell: "B7" });
  assert.deepEqual(citedPlace(body, "netCalorificValue"), { sha256: sha, sheet: "D" });
  assert.equal(citedPlace({ activity: { value: 1, unit: "t" } }, "activity"), undefined);
});

test("errors first, then what most hangs on; the same said twice stands once", () => {
  const problem = (code: string, severity: Problem["severity"], path: string): Problem => ({
    code,
    severity,
    path,
    text: { ko: code, en: code },
    todo: { ko: "", en: "" },
  });
  const gain = (record: string, field: string, share: number) => ({ record, field, share }) as Improvement;
  const problems = [
    problem("N", "note", ""),
    problem("small", "warning", "stream/gas/activity"),
    problem("big", "warning", "precursor/steel/source/1/seeDirect"),
    problem("E", "error", "x"),
    problem("small", "warning", "stream/gas/activity"),
  ];
  const listed = sorted(problems, [gain("streams/gas", "activity", 0.1), gain("precursors/steel", "sources/0/seeDirect", 0.9)]);
  assert.deepEqual(
    listed.map(({ problem: { code }, gain: share, times }) => [code, share, times]),
    [
      ["E", undefined, 1],
      ["big", 0.9, 1],
      ["small", 0.1, 2],
      ["N", undefined, 1],
    ],
  );
});

test("the glossary says what docs/WORDS.md says, word for word, and all of it in Korean too", () => {
  const rows = readFileSync(join(root, "docs", "WORDS.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (English|---)/.test(line))
    .map((line) => line.slice(2, -2).split(" | "));
  assert.deepEqual(
    TERMS.map(({ name, meaning }) => [name.en, name.ko, meaning.en]),
    rows.map(([en, ko, , what]) => [en, ko, what]),
  );
  for (const { name, meaning } of TERMS) assert.match(meaning.ko, /다\.$/, name.en);
});
