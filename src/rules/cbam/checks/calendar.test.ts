// Days and months of periods, leap years included.
import assert from "node:assert/strict";
import test from "node:test";
import { afterMonths, daysOf, isCalendarYear, isWholeMonths } from "./calendar.ts";

test("days are counted with both ends", () => {
  assert.equal(daysOf({ start: "2024-01-01", end: "2024-12-31" }), 366);
  assert.equal(daysOf({ start: "2026-01-01", end: "2026-12-31" }), 365);
  assert.equal(daysOf({ start: "2023-12-31", end: "2024-01-01" }), 2);
  for (let year = 1999; year < 2101; year += 1) {
    const [start, end] = [`${year}-02-27`, `${year + 1}-03-01`];
    assert.equal(daysOf({ start, end }), (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1);
  }
});

test("whole months and calendar years", () => {
  assert.ok(isWholeMonths({ start: "2024-02-01", end: "2024-02-29" }) && !isWholeMonths({ start: "2024-02-01", end: "2024-02-28" }));
  assert.ok(isCalendarYear({ start: "2026-01-01", end: "2026-12-31" }) && !isCalendarYear({ start: "2026-01-01", end: "2027-12-31" }));
  assert.equal(afterMonths("2024-11-30", 3), "2025-02-28");
  assert.equal(afterMonths("2024-01-15", 12), "2025-01-15");
});
