// Records put together into the case: sums of lines, and what is told of lines that cannot be added up.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../base/canonical.ts";
import { gathered } from "./compose.ts";

const POWER = "processes/p/electricity/0/amount";
const line = (value: number, unit: string, more: object = {}): Json =>
  ({ target: POWER, start: "2025-01-01", end: "2025-01-31", value, unit, ...more }) as unknown as Json;

function told(lines: Record<string, Json>) {
  const records = new Map<string, Json>([["processes/p", { id: "p", electricity: [{}] } as unknown as Json]]);
  for (const [id, body] of Object.entries(lines)) records.set(`activities/${id}`, body);
  const { lists, problems } = gathered({
    period: { start: "2025-01-01", end: "2025-12-31" },
    installation: "",
    records,
    titles: new Map(),
  });
  const process = lists.get("processes")?.get("p") as { electricity?: { amount?: { value: number } }[] } | undefined;
  return { value: process?.electricity?.[0]?.amount?.value, problems: problems.map(({ code, path }) => [code, path]) };
}

test("units of the quantity are added up as the calculation reads them", () => {
  assert.deepEqual(told({ a: line(1, "MWh"), b: line(500, "kWh") }), { value: 1.5, problems: [] });
  assert.equal(told({ a: line(1000, "MWh"), b: line(3.6, "TJ") }).value, 2000);
});

test("a unit that the quantity cannot have is named with the key of its line", () => {
  assert.deepEqual(told({ a: line(1, "MWh"), b: line(1, "kWh"), c: line(1, "GJ") }).problems, [["UNIT_UNKNOWN", "activities/c"]]);
});

test("a sum beyond any number is said to be so", () => {
  assert.deepEqual(told({ a: line(1e308, "TJ"), b: line(1.7e308, "TJ") }).problems, [["NUMBER_OUT_OF_RANGE", POWER]]);
});

test("lines that say the same are named; another day, value or document is another line", () => {
  const others = { b: line(2, "kWh"), c: line(1, "kWh", { document: "7" }), d: line(1, "kWh", { start: "2025-01-02" }) };
  assert.deepEqual(told({ a: line(1, "kWh"), ...others }).problems, []);
  assert.deepEqual(told({ a: line(1, "kWh"), ...others, e: line(1, "kWh", { label: "x" }) }).problems, [["ACTIVITY_TWICE", POWER]]);
});

test("hours without a reading are told wherever the line is used", () => {
  assert.deepEqual(told({ a: line(1, "kWh", { missingHours: 5, meter: "M" }) }).problems, [["ACTIVITY_GAP", "activities/a"]]);
});
