// Bad input through HTTP: what the command line says of a file, the server says of it too, as a Problem of an upload, an import or a calculation.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Problem } from "../../src/base/problem.ts";
import { readCase } from "../../src/calc/pipeline.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import { root } from "../cases/read.ts";
import { inputOf, type Provocation, provoke } from "../problems/provoke.ts";
import { value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let client: Client;
let org: string;
let installation: string;

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  installation = value(await client("createInstallation", { org, body: { name: "제1공장" } })).id;
});
after(() => server.stop());

const folder = join(root, "test", "problems");
const read = (name: string): Provocation => JSON.parse(readFileSync(join(folder, name), "utf8")) as Provocation;
const CODES = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .filter((name) => {
    const given = read(name);
    const { case: base, text, bytes, workbook, sheets } = given;
    const isFile = [base, text, bytes, workbook, sheets].some((one) => one !== undefined);
    return isFile && given.template === undefined && given.engine === undefined && given.statement === undefined && !("calls" in given);
  })
  .map((name) => name.slice(0, -".json".length));

const problemsOf = (answer: Answered<unknown>): Problem[] =>
  answer.ok ? ((answer.value as { problems?: Problem[] } | null)?.problems ?? []) : answer.problems;

const codesOf = (problems: readonly Problem[]): string[] => [...new Set(problems.map(({ code }) => code))].sort();

/** All that the server says of a file on its way to a statement. */
async function said(given: Provocation, name: string): Promise<Problem[]> {
  const { bytes } = inputOf(given);
  const uploaded = await client("uploadEvidence", { org, name, bytes });
  if (!uploaded.ok) return uploaded.problems;
  const { start, end } = readCase(bytes, name).value?.case.period ?? { start: "2026-01-01", end: "2026-12-31" };
  const opened = await client("createPeriod", { org, body: { installation, start, end, title: name } });
  if (!opened.ok) return opened.problems;
  const period = opened.value.id;
  const taken = await client("importCase", { org, period, body: { evidence: uploaded.value.sha256 } });
  if (!taken.ok) return taken.problems;
  const asIf = given.asIf === undefined ? {} : { asIf: given.asIf };
  const sealed = await client("calculateStatement", { org, period, body: asIf });
  const checked = await client("checkPeriod", { org, period, ...asIf });
  return [...problemsOf(taken), ...problemsOf(sealed), ...problemsOf(checked)];
}

/** Where the server says it by another code, or nothing is wrong there; and why. */
const INSTEAD: Readonly<Record<string, readonly [code: string | undefined, why: string]>> = {
  ID_DUPLICATE: ["RECORD_TWICE", "two parts of one id would be one record"],
  EVIDENCE_DUPLICATE: ["RECORD_TWICE", "two pieces of evidence of one id would be one record"],
  FILE_NOT_TEXT: ["EVIDENCE_TYPE", "what is neither a document nor text is not taken as evidence"],
  NOT_A_WORKBOOK: ["EVIDENCE_TYPE", "an archive that holds no workbook is not taken as evidence"],
  PERIOD_INVALID: ["ACTIVITY_ENDS_BEFORE", "no period is opened that ends before it begins"],
  EVIDENCE_MISSING: [undefined, "the uploaded file is itself the evidence of all that it says"],
  WORKBOOK_RESULT_DIFFERS: [undefined, "records are calculated, and hold no results that another program left in a workbook"],
};

test("every file that the command line refuses or warns of, the server refuses or warns of by the same code", {
  timeout: 300_000,
}, async (context) => {
  const missing: string[] = [];
  let same = 0;
  assert.ok(CODES.length > 150);
  for (const code of CODES) {
    const given = read(`${code}.json`);
    const name = given.workbook === undefined && given.sheets === undefined ? `${code}.json` : `${code}.xlsx`;
    if (!codesOf(provoke(given, name).problems).includes(code)) continue;
    const found = codesOf(await said(given, name));
    const [instead] = INSTEAD[code] ?? [code];
    if (instead === undefined ? !found.includes(code) : found.includes(instead)) same += 1;
    else missing.push(`${code}: ${found.join(" ")}`);
  }
  context.diagnostic(`${same} of ${CODES.length} files`);
  assert.deepEqual(missing, []);
});
