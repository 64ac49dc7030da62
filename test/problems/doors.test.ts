// What each door makes of a file: which Problem it raises, where it points, and that a Statement is opened wherever a file is taken.
import assert from "node:assert/strict";
import test from "node:test";
import type { Problem } from "../../src/base/problem.ts";
import { obtain } from "../../src/calc/obtain.ts";
import { openStatement } from "../../src/calc/open.ts";
import { checkFile } from "../../src/calc/pipeline.ts";
import { writeCaseFile } from "../../src/formats/case-file.ts";
import { type SyntheticCells, syntheticCbam } from "../../src/formats/cbam-workbook/synthetic.ts";
import { type Statement, statementHash } from "../../src/model/statement.ts";
import { goodCase } from "../cases/sample.ts";
import { type Changes, changed, written } from "./document.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const steel = (): unknown => JSON.parse(writeCaseFile(goodCase()));
const sealed = (): Statement => {
  const { value } = obtain(bytesOf(written(changed(steel(), { remove: ["installation/unlocode"] }))), { file: "steel.json" });
  assert.ok(value);
  return value.statement;
};

const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);
const caseProblems = (changes: Changes): Problem[] => checkFile(bytesOf(written(changed(steel(), changes))), { file: "case.json" });
const workbookProblems = (cells: SyntheticCells): Problem[] => checkFile(syntheticCbam(cells), { file: "t.xlsx" });

test("a Statement is opened with a byte order mark or blanks before it, and checking shows its own problems", () => {
  const statement = sealed();
  assert.deepEqual(codes(statement.problems), ["IDENTITY_INCOMPLETE"]);
  for (const before of ["", "\ufeff", " \n\t", "\ufeff\r\n"]) {
    const bytes = bytesOf(before + written(statement));
    assert.equal(obtain(bytes, { file: "s.json" }).value?.statement.hash, statement.hash);
    assert.deepEqual(codes(checkFile(bytes, { file: "s.json" })), codes(statement.problems));
  }
});

test("a Statement whose hash fits but whose shape does not is broken", () => {
  const shapes: Changes[] = [
    { set: { steps: [null] } },
    { set: { steps: [1] } },
    { set: { "disclosure/leaves": null } },
    { set: { "disclosure/leaves": { x: null } } },
    { set: { results: [null] } },
    { set: { problems: [{}] } },
    { remove: ["period"] },
    { remove: ["installation"] },
    { set: { subjects: { a: null } } },
  ];
  for (const shape of shapes) {
    const body = changed(sealed(), shape) as Statement;
    const text = JSON.stringify({ ...body, hash: statementHash(body) });
    assert.deepEqual(codes(openStatement(text, "s.json").problems), ["STATEMENT_BROKEN"], JSON.stringify(shape));
  }
  const twice = sealed();
  const [first] = twice.steps;
  assert.ok(first);
  twice.steps.push(first);
  assert.deepEqual(codes(openStatement(JSON.stringify({ ...twice, hash: statementHash(twice) }), "s.json").problems), ["STATEMENT_BROKEN"]);
});

test("bytes that are neither workbook nor JSON give one Problem that names both", () => {
  for (const text of ["", " ", "a,b\n1,2\n", "\ufeffa;b", "hello"])
    assert.deepEqual(codes(checkFile(bytesOf(text), { file: "f" })), ["FILE_FORMAT_UNKNOWN"], text);
  for (const text of ["[]", " {}", "// note\n{}"]) assert.deepEqual(codes(checkFile(bytesOf(text), { file: "f" })), ["NOT_A_CASE"], text);
});

test("a missing choice is missing, a wrong one is answered with what is allowed, in both languages", () => {
  assert.deepEqual(codes(caseProblems({ remove: ["streams/gas/method"] })), ["FIELD_MISSING"]);
  assert.deepEqual(codes(caseProblems({ remove: ["processes/EAF/category"] })), ["FIELD_MISSING"]);
  const wrong: [path: string, value: unknown, ko: RegExp][] = [
    ["streams/gas/method", "burning", /combustion, process, massBalance/],
    ["streams/gas/name", 7, /글/],
    ["streams/gas/name", "", /비어/],
    ["streams", {}, /목록/],
    ["period/start", "2026-13-01", /날짜/],
    ["streams/gas/activity", null, /단위/],
  ];
  for (const [path, value, ko] of wrong) {
    const [problem, ...others] = caseProblems({ set: { [path]: value } });
    assert.deepEqual([problem?.code, others], ["FIELD_INVALID", []], path);
    assert.match(problem?.text.ko ?? "", ko);
    assert.doesNotMatch(problem?.text.ko ?? "", /expected|Invalid/);
  }
  const [broken] = checkFile(bytesOf('{"a": [1, 2'), { file: "f" });
  assert.doesNotMatch(`${broken?.text.ko} ${broken?.text.en}`, /Expected\b.*[A-Z][a-z]+[A-Z]/);
});

test("a number with separators is unreadable and no unknown unit", () => {
  for (const text of ["3,460 t", "1,5 t", "1 000 t", "1.234.567 t", "1'000 t", "1 000 000 t"])
    assert.deepEqual(codes(caseProblems({ set: { "streams/coal/activity": text } })), ["NUMBER_UNREADABLE"], text);
  assert.deepEqual(codes(caseProblems({ set: { "streams/coal/activity": "12 lb" } })), ["UNIT_UNKNOWN"]);
});

test("what a workbook lacks is asked for at the cell to fill", () => {
  const at = (cells: SyntheticCells, code: string): string[] =>
    workbookProblems(cells)
      .filter((p) => p.code === code)
      .map(({ place }) => `${place?.sheet}!${place?.cell}`);
  assert.deepEqual(at({ "D_Processes!L17": undefined }, "VALUE_MISSING"), ["D_Processes!L17"]);
  assert.deepEqual(at({ "D_Processes!L65": 100 }, "INPUT_EMPTY"), ["D_Processes!L66"]);
  assert.deepEqual(at({ "Summary_Products!F10": "72" }, "CN_FORM"), ["Summary_Products!F10"]);
  assert.deepEqual(at({ "B_EmInst!F17": undefined }, "VALUE_MISSING"), ["B_EmInst!F17"]);
});

test("checking compares a workbook with its own results", () => {
  const [found] = workbookProblems({ "C_Emissions&Energy!H25": { f: "X", v: 1 / 3 } }).filter((p) => p.code === "WORKBOOK_RESULT_DIFFERS");
  assert.deepEqual(found?.place, { file: "t.xlsx", sheet: "C_Emissions&Energy", cell: "H25" });
  assert.match(found?.text.en ?? "", /0\.333333,.*4948\.02/);
});

test("a row of the carbon price tool names the cell in which its process would stand", () => {
  const [ignored] = workbookProblems({ "F_Tools!J102": 9 }).filter((p) => p.code === "INPUT_IGNORED");
  assert.match(ignored?.text.en ?? "", /A_InstData!E84/);
});
