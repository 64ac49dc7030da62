// A Statement holds what was said: the case comes back from it, a record may be withheld, an altered one is refused.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { caseTold, openStatement } from "../src/calc/open.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { writeCaseFile } from "../src/formats/case-file.ts";
import { readCbamWorkbook } from "../src/formats/cbam-workbook/read-cbam-workbook.ts";
import { caseOf } from "../src/model/records.ts";
import type { Statement } from "../src/model/statement.ts";
import { calculated } from "./cases/read.ts";
import { goodCase } from "./cases/sample.ts";
import { EXAMPLE, withoutTemplates } from "./outside/filled.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const secret = new Uint8Array(32).fill(7);

function made(options: { secret?: Uint8Array } = {}): Statement {
  const { value } = statementOf(encoded(writeCaseFile(goodCase())), { file: "steel.json", ...options });
  assert.ok(value);
  return value.statement;
}

test("the case that comes back gives the same results and the same Statement", () => {
  const statement = made();
  const told = caseTold(statement, "steel.json").value;
  assert.ok(told);
  const again = statementOf(encoded(writeCaseFile(told)), { file: "steel.json" }).value?.statement;
  assert.equal(again?.hash, statement.hash);
});

test("a followed formula of a workbook comes back, and no case file can hold one", { skip: withoutTemplates }, () => {
  const bytes = readFileSync(EXAMPLE);
  const { value } = statementOf(bytes, { file: "example.xlsx" });
  const read = readCbamWorkbook(bytes).value;
  assert.ok(value && read);
  const told = caseOf(value.statement);
  assert.ok(told);
  const follows = read.case.processes[0]?.directEmissions?.follows;
  assert.ok(follows);
  assert.deepEqual(told.case.processes[0]?.directEmissions?.follows, follows);
  assert.deepEqual(calculated(told.case).results, value.statement.results);
});

test("under an organisation's secret every record has a salt of its own, and one can be held back", () => {
  const statement = made({ secret });
  const salts = Object.values(statement.disclosure.records).map(({ salt }) => salt);
  assert.equal(new Set(salts).size, statement.records.length);
  assert.notEqual(statement.hash, made().hash);
  const held = structuredClone(statement);
  delete held.disclosure.records["streams/gas"];
  const opened = openStatement(JSON.stringify(held), "s.json").value;
  assert.ok(opened);
  const told = caseTold(opened, "s.json");
  assert.deepEqual(
    told.problems.map(({ code, severity }) => [code, severity]),
    [["STATEMENT_WITHHOLDS", "warning"]],
  );
  assert.ok(told.value?.streams?.every(({ id }) => id !== "gas"));
});

test("a record that was altered, or that nothing commits to, is refused", () => {
  for (const change of [
    (copy: Statement): void => {
      copy.disclosure.records["streams/gas"] = { value: { id: "gas" } };
    },
    (copy: Statement): void => {
      copy.disclosure.records["streams/other"] = { value: { id: "other" } };
    },
  ]) {
    const copy = structuredClone(made());
    change(copy);
    const { value, problems } = openStatement(JSON.stringify(copy), "s.json");
    assert.equal(value, undefined);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["STATEMENT_LEAF_MISMATCH"],
    );
  }
});
