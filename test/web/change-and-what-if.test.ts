// What the pages of statements, reports and what-ifs decide without a screen.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../../src/base/canonical.ts";
import { readCase } from "../../src/calc/pipeline.ts";
import { recordsOfCase } from "../../src/calc/records-of-case.ts";
import { scenario } from "../../src/model/scenario.ts";
import { kindOf } from "../../src/model/stored.ts";
import { csvRows } from "../../src/web/reports/csv-read.ts";
import { mendPage, toldWhy } from "../../src/web/reports/mend.ts";
import { ownStyle } from "../../src/web/reports/own-style.ts";
import { INSTALLATION, NONE, QUALITY, REPORTING, textOf, withTexts } from "../../src/web/reports/plant-fields.ts";
import { signed } from "../../src/web/statements/change-words.ts";
import { axisOf, type Bar, digitsFor, stackOf, waterfallOf } from "../../src/web/statements/waterfall.ts";
import { changedRecords, editsOf, fieldsOf, type Records } from "../../src/web/what-if/fields.ts";
import { root } from "../cases/read.ts";

const WORDS = { before: "before", after: "after", others: (n: number) => `${n} others`, move: ({ step }: { step: string }) => step };
const move = (value: number, i: number) => ({ kind: "input", step: `s${i}`, what: "w", subject: "", value }) as const;
const moved = (before: number | null, values: readonly number[], rest = 0) => ({
  measure: "seeDirect" as const,
  unit: "tCO2e/t",
  before,
  after: before === null ? null : values.reduce((sum, value) => sum + value, before) + rest,
  moves: values.map(move),
});

test("the bars of a waterfall meet end to end, however many there are", () => {
  const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.double({ min: -2, max: 10, noNaN: true }), (list, before) => {
      const bars = waterfallOf(moved(before, list), WORDS);
      assert.ok(bars.length <= 13);
      const inner = bars.slice(1, -1);
      let at = before;
      for (const bar of inner) {
        assert.ok(Math.abs(bar.from - at) < 1e-9);
        at = bar.to;
      }
      assert.ok(Math.abs((bars.at(-1)?.to ?? Number.NaN) - at) < 1e-9);
      const { min, max } = axisOf(bars);
      for (const bar of inner) assert.ok(min <= Math.min(bar.from, bar.to) && max >= Math.max(bar.from, bar.to));
    }),
  );
  assert.deepEqual(waterfallOf(moved(null, []), WORDS), []);
});

test("what is painted of a bar is the bar, on either side of zero and across it", () => {
  const bar = (from: number, to: number): Bar => ({ id: "", label: "", from, to, kind: "input" });
  assert.deepEqual(stackOf(bar(2, 5)), { pass: 2, above: 3, below: 0 });
  assert.deepEqual(stackOf(bar(5, 2)), { pass: 2, above: 3, below: 0 });
  assert.deepEqual(stackOf(bar(-5, -2)), { pass: -2, above: 0, below: -3 });
  assert.deepEqual(stackOf(bar(-1, 2)), { pass: 0, above: 2, below: -1 });
});

test("small moves are looked at closer, and told with enough digits and their sign", () => {
  assert.deepEqual(axisOf(waterfallOf(moved(1.5, [0.01]), WORDS)).cut, true);
  assert.deepEqual(axisOf(waterfallOf(moved(1.5, [-1.2]), WORDS)), { min: 0, max: 1.5, cut: false });
  assert.deepEqual([digitsFor(12), digitsFor(0.5), digitsFor(0.0016), digitsFor(0)], [3, 4, 6, 5]);
  const plain = (value: number | null | undefined, digits = 5) => (value ?? 0).toFixed(digits);
  assert.deepEqual([signed(0.5, plain, 1), signed(-0.5, plain, 1), signed(0, plain, 1)], ["+0.5", "−0.5", "0.0"]);
});

test("a table of comma-separated values is read as it was written", () => {
  const cell = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\r", "").replaceAll("\u{feff}", ""));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, (rows) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n");
      assert.deepEqual(csvRows(`\u{feff}${text}\r\n`), rows);
    }),
  );
  assert.deepEqual(csvRows('a,b\n1,"x, ""y""\n"'), [
    ["a", "b"],
    ["1", 'x, "y"\n'],
  ]);
});

test("the style of the web document speaks of its own tree, and is dark as the page is", () => {
  const style = ownStyle(
    ":root{--a:#fff}\n@media (prefers-color-scheme:dark){:root{--a:#000}}\nbody{margin:0}.x body-y{a:b}html{c:d}body{e:f}\nh1{g:h}",
  );
  assert.equal(
    style,
    ':host{--a:#fff}\n:host([data-theme="dark"]){--a:#000}\n.report-body{margin:0}.x body-y{a:b}html{c:d}.report-body{e:f}\n.report-title{g:h}',
  );
});

test("every item of a report that can lack something leads to a page", () => {
  for (const [list, most] of [
    ["report", 35],
    ["summary", 16],
    ["addendum", 3],
  ] as const)
    for (let number = 1; number <= most; number += 1)
      assert.match(mendPage({ list, number, why: "" }), /^(plant|problems|records\/[a-z]+)$/);
  assert.equal(mendPage({ list: "summary", number: 4, why: "state it under reporting/confirmations/benchmarks" }), "plant");
  // An item of several parts leads to where the part is entered that lacks something.
  const amounts = "state the goods' CN codes and amounts (products/amount); blank: mass (installation of the case)";
  assert.equal(mendPage({ list: "report", number: 2, part: "c", why: amounts }), "records/production?table=products");
  assert.equal(mendPage({ list: "report", number: 15, part: "c", why: "state it under balances" }), "plant");
  assert.equal(mendPage({ list: "report", number: 5, why: "blank: partner installation (Mill)" }), "records/waste");
});

test("why an item lacks something is told without a path of the records, whatever the report says", () => {
  const folder = join(root, "src", "rules", "cbam", "report");
  const texts = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/"([^"\n]*(?:적으십시오|\bstate )[^"\n]*)"/g)].map(([, text = ""]) => text),
  );
  assert.ok(texts.length > 30);
  for (const text of texts)
    assert.doesNotMatch(
      toldWhy(text, /[가-힣]/.test(text) ? "ko" : "en"),
      /\b(?:reporting|balances|products|processes|precursors|sources|electricityProduced)\/|\bunder (?:balances|installation|products)\b|빈 목록/,
      text,
    );
});

// ---- what if

function sample(): Records {
  const { value } = readCase(readFileSync(join(root, "samples", "sample-factory.json")), "sample");
  assert.ok(value);
  const records = recordsOfCase(value.case, { evidence: "0".repeat(64), title: "sample" });
  return new Map(records.map(({ key, body }) => [key, { body, version: 3 }]));
}

test("every quantity of the records can be changed, and what is changed is that one alone", () => {
  const records = sample();
  const fields = fieldsOf(records);
  assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length);
  for (const id of [
    "streams/gas-mill|activity",
    "processes/melt|electricity/0/amount",
    "precursors/femn|uses/0/amount",
    "transfers/melt~mill|amount",
  ])
    assert.ok(
      fields.some((field) => field.id === id),
      id,
    );
  for (const field of fields) {
    const value = field.value * 1.25 + 1;
    const changes = changedRecords(records, fields, new Map([[field.id, value]]));
    assert.deepEqual(
      changes.map(({ key, seen }) => [key, seen]),
      [[field.record, 3]],
    );
    const found = editsOf(records, changes).map((edit) => [edit.field.id, edit.value]);
    assert.deepEqual(found, [[field.id, value]]);
    const kept = scenario.safeParse({ name: "x", changes });
    assert.ok(kept.success, field.id);
    assert.ok(kindOf(field.record)?.schema.safeParse(changes[0]?.body).success, field.id);
  }
  assert.deepEqual(changedRecords(records, fields, new Map(fields.map(({ id, value }) => [id, value]))), []);
});

test("a sum of lines of activity data is changed in proportion, whatever the units of its lines", () => {
  const line = (value: number, unit: string, evidence?: Json): Json => ({
    target: "streams/gas-mill/activity",
    start: "2025-01-01",
    end: "2025-01-31",
    value,
    unit,
    ...(evidence !== undefined && { evidence }),
  });
  const records = new Map(sample());
  const gas = structuredClone(records.get("streams/gas-mill")?.body) as { activity?: Json };
  delete gas.activity;
  records.set("streams/gas-mill", { body: gas as Json, version: 1 });
  records.set("activities/a", { body: line(2, "t", [{ sha256: "0".repeat(64) }]), version: 1 });
  records.set("activities/b", { body: line(500, "kg"), version: 2 });
  const fields = fieldsOf(records);
  const field = fields.find(({ id }) => id === "streams/gas-mill|activity");
  assert.deepEqual([field?.value, field?.unit, field?.lines?.length], [2.5, "t", 2]);
  const changes = changedRecords(records, fields, new Map([["streams/gas-mill|activity", 5]]));
  assert.deepEqual(
    changes.map(({ key, body, seen }) => [key, (body as { value: number }).value, seen, Object.hasOwn(body as object, "evidence")]),
    [
      ["activities/a", 4, 1, false],
      ["activities/b", 1000, 2, false],
    ],
  );
});

// ---- the plant

test("the plant's particulars go into the form and out of it unchanged, and are what the model takes", () => {
  const records = sample();
  for (const [key, fields] of [
    ["installation", INSTALLATION],
    ["reporting", REPORTING],
    ["balances", QUALITY],
  ] as const) {
    const { origin: _, ...body } = (records.get(key)?.body ?? {}) as { [member: string]: Json };
    assert.deepEqual(
      withTexts(body, fields, (path) => textOf(body, fields.find((field) => field.path === path) as never)),
      body,
    );
    const filled = withTexts(undefined, fields, (path) => {
      const { kind, options = [] } = fields.find((field) => field.path === path) ?? {};
      if (kind === "choice") return options[0] ?? "";
      return kind === "none" || kind === "lines"
        ? NONE
        : kind === "number"
          ? "37.5"
          : kind === "whole"
            ? "7"
            : kind === "flag"
              ? "true"
              : path.endsWith("email")
                ? "a@b.kr"
                : "x";
    });
    assert.ok(kindOf(key)?.schema.safeParse(filled).success, key);
    assert.deepEqual(
      withTexts(filled, fields, () => ""),
      {},
    );
  }
});
