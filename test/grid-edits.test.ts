// What can be done to the rows of a grid, without a screen: typing, pasting, filling, units, undoing, merging two people's work.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Column } from "../src/model/grid/column.ts";
import type { Row } from "../src/model/grid/row.ts";
import { tableOf } from "../src/model/grid/tables.ts";
import { blockText, cellsOf } from "../src/web/grid/clipboard.ts";
import { begun, type History, redone, stepped, undone } from "../src/web/grid/history.ts";
import { merged, yielded } from "../src/web/grid/merge.ts";
import {
  cleared,
  copied,
  filledDown,
  inserted,
  pasted,
  removed,
  type Sheet,
  sheetOf,
  shownText,
  typed,
  unitOfColumn,
  uploaded,
  withSpare,
  withText,
  withUnit,
} from "../src/web/grid/sheet.ts";

const columns = tableOf("streams").columns({ records: new Map(), files: [] });
const at = (key: string): Column => {
  const found = columns.find((column) => column.key === key);
  assert.ok(found);
  return found;
};
let ids = 0;
const newId = (): string => {
  ids += 1;
  return `new:${ids}`;
};
const empty = (): Sheet => withSpare({ rows: [], units: {} }, newId);
const plain = (sheet: Sheet): Record<string, string>[] => sheet.rows.map(({ cells }) => ({ ...cells }));
const block = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right });

test("a block from a spreadsheet is read cell by cell and written as it was", () => {
  assert.deepEqual(cellsOf("a\tb\r\nc\t\r\n"), [
    ["a", "b"],
    ["c", ""],
  ]);
  assert.deepEqual(cellsOf('"두 줄\n글"\t"""따옴표"""'), [["두 줄\n글", '"따옴표"']]);
  const cell = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "가", '"', "\t", "\n", " ", "1") });
  const table = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([height, width]) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }));
  fc.assert(
    fc.property(table, (cells) => {
      if (cells.length > 1 && cells.at(-1)?.every((text) => text === "")) return;
      assert.deepEqual(cellsOf(blockText(cells)), cells);
    }),
  );
});

test("a pasted block is read as typed: Korean numbers, labels, units of the column; rows that lack are added", () => {
  const sheet = withUnit(empty(), at("activity"), { unit: "t", change: "keep" });
  const next = pasted(
    sheet,
    block(0, 0),
    [
      ["경유", "연소", "1,234.5"],
      ["석회석", "공정 배출", "１２ kg"],
      ["x", "추측", "-"],
    ],
    { columns, newId },
  );
  assert.deepEqual(plain(next), [
    { name: "경유", method: "combustion", activity: "1234.5 t" },
    { name: "석회석", method: "process", activity: "12 kg" },
    { name: "x", method: "추측" },
  ]);
  assert.deepEqual(copied(next, block(0, 0, 1, 2), { columns, lang: "ko" }), [
    ["경유", "연소", "1234.5"],
    ["석회석", "공정 배출", "12 kg"],
  ]);
  const one = pasted(next, block(0, 1, 2, 1), [["물질수지"]], { columns, newId });
  assert.deepEqual(
    one.rows.map(({ cells }) => cells.method),
    ["massBalance", "massBalance", "massBalance"],
  );
});

test("a number without a unit waits for the column's; chosen anew, numbers are kept, converted or called otherwise as the person says", () => {
  const sheet = typed(empty(), { row: 0, column: at("activity") }, "1,500");
  assert.equal(unitOfColumn(sheet, at("activity")), undefined);
  assert.deepEqual(plain(sheet), [{ activity: "1500" }]);
  const kg = withUnit(sheet, at("activity"), { unit: "kg", change: "keep" });
  assert.deepEqual(plain(kg), [{ activity: "1500 kg" }]);
  assert.equal(shownText(kg, at("activity"), "1500 kg", "ko"), "1500");
  const to = (change: "keep" | "convert" | "relabel"): string | undefined =>
    withUnit(kg, at("activity"), { unit: "t", change }).rows[0]?.cells.activity;
  assert.deepEqual([to("keep"), to("convert"), to("relabel")], ["1500 kg", "1.5 t", "1500 t"]);
  assert.equal(withUnit(kg, at("activity"), { unit: "Nm3", change: "convert" }).rows[0]?.cells.activity, "1500 kg");
  assert.deepEqual(sheetOf(kg.rows, columns).units, { activity: "kg" });
});

test("fill down, clear, insert, remove; whose row it is stays as it is kept", () => {
  const rows: Row[] = ["a", "b", "c"].map((name) => ({ id: `streams/${name}`, cells: { "@id": name, name, activity: "1 t" } }));
  const sheet: Sheet = { rows, units: {} };
  const id = columns.findIndex(({ key }) => key === "@id");
  assert.deepEqual(
    filledDown(sheet, block(0, 0, 2, id), columns).rows.map(({ cells }) => [cells.name, cells["@id"]]),
    [
      ["a", "a"],
      ["a", "b"],
      ["a", "c"],
    ],
  );
  assert.equal(filledDown(sheet, block(1, 0), columns).rows[1]?.cells.name, "a");
  assert.deepEqual(cleared(sheet, block(1, 0, 1, 5), columns).rows[1]?.cells, { "@id": "b" });
  assert.deepEqual(removed(inserted(sheet, 1, newId), { top: 1, bottom: 1 }), sheet);
  assert.equal(withText(rows[0] as Row, at("@id"), "z"), rows[0]);
});

test("a value that changes loses the place of the old one", () => {
  const row: Row = { id: "streams/a", cells: { activity: "1 t", "activity/place": "S!B3", "activity/evidence": "bill" } };
  assert.deepEqual(withText(row, at("activity"), "2 t").cells, { activity: "2 t", "activity/evidence": "bill" });
  assert.equal(withText(row, at("activity"), "1 t"), row);
});

test("undo and redo go through every sheet there was; a new step forgets what was undone", () => {
  const steps = fc.array(fc.oneof(fc.nat(), fc.constantFrom("undo" as const, "redo" as const)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (given) => {
      let history: History<number> = begun(-1);
      const states = [-1];
      let place = 0;
      for (const step of given) {
        if (step === "undo") [history, place] = [undone(history), Math.max(0, place - 1)];
        else if (step === "redo") [history, place] = [redone(history), Math.min(states.length - 1, place + 1)];
        else {
          history = stepped(history, step);
          place += 1;
          states.splice(place, states.length, step);
        }
        assert.equal(history.now, states[place]);
      }
    }),
  );
});

test("two people's changes merge cell by cell; what both changed is asked, and nothing is lost", () => {
  const base: Row[] = [
    { id: "streams/a", cells: { name: "a", activity: "1 t" } },
    { id: "streams/b", cells: { name: "b" } },
    { id: "streams/c", cells: { name: "c" } },
  ];
  const mine: Row[] = [
    { id: "streams/a", cells: { name: "a1", activity: "2 t" } },
    { id: "streams/b", cells: { name: "b" } },
    { id: "new:1", cells: { name: "n" } },
  ];
  const theirs: Row[] = [
    { id: "streams/a", cells: { name: "a", activity: "3 t", method: "process" } },
    { id: "streams/b", cells: { name: "b2" } },
    base[2] as Row,
  ];
  const found = merged({ base, mine, theirs, newId });
  assert.deepEqual(found.rows, [
    { id: "streams/a", cells: { name: "a1", activity: "2 t", method: "process" } },
    { id: "streams/b", cells: { name: "b2" } },
    { id: "new:1", cells: { name: "n" } },
  ]);
  assert.deepEqual(found.clashes, [{ row: "streams/a", column: "activity", mine: "2 t", theirs: "3 t" }]);
  assert.equal(found.taken, 2);
  const [clash] = found.clashes;
  assert.ok(clash);
  assert.equal(yielded(found.rows, clash)[0]?.cells.activity, "3 t");
});

test("entries of a list that another made shorter are not mistaken for one another", () => {
  const entry = (i: number, amount: string): Row => ({ id: `processes/m#electricity/${i}`, cells: { amount } });
  const found = merged({
    base: [entry(0, "1 t"), entry(1, "2 t")],
    mine: [entry(0, "1 t"), entry(1, "9 t")],
    theirs: [entry(0, "2 t")],
    newId: () => "new:z",
  });
  assert.deepEqual(found.rows, [entry(0, "2 t"), { id: "new:z", cells: { amount: "9 t" } }]);
  assert.equal(found.moved, 1);
});

test("rows of a workbook take the place of the rows that they name; the rest are new", () => {
  const sheet: Sheet = {
    rows: [
      { id: "streams/a", cells: { name: "a" } },
      { id: "new:9", cells: {} },
    ],
    units: {},
  };
  const next = uploaded(
    sheet,
    [
      { id: "streams/a", cells: { name: "a2" } },
      { id: "new:x5", cells: { name: "b" } },
    ],
    () => "new:k",
  );
  assert.deepEqual(next.rows, [
    { id: "streams/a", cells: { name: "a2" } },
    { id: "new:k", cells: { name: "b" } },
  ]);
});
