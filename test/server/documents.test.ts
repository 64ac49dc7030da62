// Evidence as people look at it, what names it, and bad rows of an import mended in place.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Activity } from "../../src/model/activity.ts";
import type { Answer } from "../../src/model/api.ts";
import type { Client } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import type { ImportPlan } from "../../src/model/import-plan.ts";
import { root } from "../cases/read.ts";
import { enteredPeriod, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

type Table = Extract<ImportPlan, { kind: "table" }>;

let server: Running;
let client: Client;
let org: string;
let period: string;
let caseFile: string;

before(async () => {
  server = await running();
  client = (await server.person("owner")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  ({ period, sha256: caseFile } = await enteredPeriod(client, { org }));
});
after(() => server.stop());

async function upload(name: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return value(await client("uploadEvidence", { org, name, bytes })).sha256;
}

async function run(given: Answer<"readImport">, plan: ImportPlan): Promise<Answer<"readImport">> {
  value(await client("runImport", { org, period, import: given.id, body: { plan } }));
  for (;;) {
    const now = value(await client("readImport", { org, period, import: given.id }));
    if (!["queued", "running"].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const GAS = "streams/gas-mill/activity";
const BAD = `품목,사용월,사용량(t),거래처
도시가스,2025-01,290.5,삼천리
도시가스,2025-02,많이,삼천리
도시가스,2024-03,300,삼천리
석탄,2025-04,310,삼천리
도시가스,2025-05,320,삼천리
`;

test("bad rows are shown as the document has them; mended in place they are taken in, each line with what its cell said", async () => {
  const evidence = await upload("bad.csv", BAD);
  const given = value(await client("beginImport", { org, period, body: { evidence, sender: "삼천리" } }));
  const { mapping } = given.plan as Table;
  const plan: Table = { kind: "table", mapping: { ...confirmed(mapping), targets: { 도시가스: GAS } } };
  value(await client("tryImport", { org, period, import: given.id, body: { plan } }));
  const { items, total } = value(await client("listBadRows", { org, period, import: given.id, limit: 100 }));
  assert.equal(total, 3);
  assert.deepEqual(
    items.map(({ row, bad }) => [row, ...bad.map(({ column, field, problem }) => [column, field, problem.code])]),
    [
      [3, [3, "value", "ROW_VALUE_UNREADABLE"]],
      [4, [2, "start", "ROW_OUTSIDE_PERIOD"]],
      [5, [1, "label", "ROW_LABEL_UNASSIGNED"]],
    ],
  );
  assert.deepEqual(items[0]?.cells, ["도시가스", "2025-02", "많이", "삼천리"]);
  const paged = value(await client("listBadRows", { org, period, import: given.id, limit: 1, after: 3 }));
  assert.deepEqual([paged.items.map(({ row }) => row), paged.next], [[4], 4]);
  const mended: Table = {
    ...plan,
    mends: [
      { row: 3, column: 3, value: "280.25" },
      { row: 4, column: 2, value: "2025-03" },
    ],
    leftOut: [5],
  };
  const dry = value(await client("tryImport", { org, period, import: given.id, body: { plan: mended } }));
  assert.deepEqual(
    [dry.added, dry.problems.filter(({ severity }) => severity !== "note")],
    [4, []],
    JSON.stringify(dry.problems.map(({ text }) => text.en)),
  );
  const done = await run(given, mended);
  assert.deepEqual([done.state, done.added], ["done", 4]);
  const { items: records } = value(await client("listRecords", { org, period, kind: "activities", limit: 100 }));
  const lines = records.map(({ body }) => body as unknown as Activity).sort((a, b) => (a.start < b.start ? -1 : 1));
  assert.deepEqual(
    lines.map(({ start, value: amount, mended: said }) => [start, amount, said]),
    [
      ["2025-01-01", 290.5, undefined],
      ["2025-02-01", 280.25, [{ cell: "C3", was: "많이" }]],
      ["2025-03-01", 300, [{ cell: "B4", was: "2024-03" }]],
      ["2025-05-01", 320, undefined],
    ],
  );
  assert.deepEqual(lines[1]?.evidence, [{ sha256: evidence, line: 3 }]);
  const cited = value(await client("citedBy", { org, sha256: evidence, limit: 3 }));
  const rest = value(await client("citedBy", { org, sha256: evidence, limit: 3, after: cited.next }));
  assert.deepEqual(
    [...cited.items, ...rest.items].map(({ places, current }) => [places, current]),
    [2, 3, 4, 6].map((line) => [[{ line }], true]),
  );
  const uses = value(await client("listEvidenceUses", { org, limit: 500 })).items;
  assert.deepEqual(
    uses.find(({ sha256 }) => sha256 === evidence),
    { sha256: evidence, records: 4, imports: 1 },
  );
  // Named as a record besides, with a title of its own, it is one document still.
  const title = { id: evidence, title: "도시가스 청구서", sha256: evidence };
  value(await client("putRecord", { org, period, key: `evidence/${evidence}`, body: { body: title } }));
  const { problems: found } = value(await client("checkPeriod", { org, period }));
  assert.deepEqual(
    found.filter(({ code }) => code.startsWith("EVIDENCE_")).map(({ code, path }) => [code, path]),
    [],
  );
});

test("what a person emptied is missing, not zero; a mend that is wrong is told like what stood there before", async () => {
  const evidence = await upload("again.csv", BAD.replaceAll("삼천리", "인천도시가스"));
  const given = value(await client("beginImport", { org, period, body: { evidence, sender: "" } }));
  const mapping = { ...confirmed((given.plan as Table).mapping), targets: { 도시가스: GAS, 석탄: GAS } };
  const mends = [
    { row: 2, column: 3, value: " " },
    { row: 3, column: 3, value: "여전히" },
    { row: 4, column: 2, value: "2025-03" },
  ];
  const { problems } = value(
    await client("tryImport", { org, period, import: given.id, body: { plan: { kind: "table", mapping, mends } } }),
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === "error").map(({ code, place }) => [code, place?.cell]),
    [
      ["ROW_VALUE_MISSING", "C2"],
      ["ROW_VALUE_UNREADABLE", "C3"],
    ],
  );
});

test("a sheet is seen around a cell, with the names of all sheets; a sheet that is not there is told", async () => {
  const book = value(await client("readImportTemplate", { org, period, lang: "ko" }));
  const sha256 = await upload("양식.xlsx", book.bytes);
  const look = value(await client("lookAtEvidence", { org, sha256, cell: "F3", rows: 60 }));
  assert.deepEqual([look.kind, look.sheet, look.mark], ["sheet", "활동자료", { row: 3, column: 6 }]);
  assert.deepEqual(
    look.sheets?.map(({ name }) => name),
    ["활동자료"],
  );
  assert.equal(look.rows?.[0]?.cells[0], "산정대상");
  assert.ok(look.rows?.[2]?.cells[5], "the marked cell shows its unit");
  assert.equal(told(await client("lookAtEvidence", { org, sha256, sheet: "없음", rows: 5 })), "422 IMPORT_SHEET_UNKNOWN");
});

test("of a long table only a window is shown, and whether more follows", async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `도시가스,2025-01,${i}`);
  const sha256 = await upload("long.csv", `품목,월,값\n${rows.join("\n")}\n`);
  const look = value(await client("lookAtEvidence", { org, sha256, line: 4000, rows: 30 }));
  assert.deepEqual([look.rows?.length, look.rows?.[0]?.row, look.more, look.total], [30, 3988, true, 5001]);
  assert.deepEqual(look.rows?.find(({ row }) => row === 4000)?.cells, ["도시가스", "2025-01", "3998"]);
  const end = value(await client("lookAtEvidence", { org, sha256, from: 4999, rows: 30 }));
  assert.deepEqual([end.rows?.length, end.more], [3, false]);
});

test("lines of XML are seen with the line marked; a picture and a PDF say what they are", async () => {
  const sha256 = await upload("invoice.xml", readFileSync(join(root, "samples", "tax-invoice-electricity.xml")));
  const look = value(await client("lookAtEvidence", { org, sha256, line: 20, rows: 60 }));
  assert.deepEqual([look.kind, look.mark, look.lines?.[0]?.line], ["text", { row: 20 }, 8]);
  const pdf = await upload("a.pdf", "%PDF-1.4\n%%EOF\n");
  assert.equal(value(await client("lookAtEvidence", { org, sha256: pdf, rows: 1 })).kind, "pdf");
});

test("what names a piece of evidence is listed with its places, and counted; what nothing names may be removed", async () => {
  const uses = value(await client("listEvidenceUses", { org, limit: 500 })).items;
  const used = uses.find(({ sha256 }) => sha256 === caseFile);
  assert.ok((used?.records ?? 0) > 5, JSON.stringify(used));
  const cited = value(await client("citedBy", { org, sha256: caseFile, limit: 3 }));
  assert.equal(cited.items.length, 3);
  assert.ok(cited.items.every(({ current, periodTitle }) => current && periodTitle === "2025"));
  const rest = value(await client("citedBy", { org, sha256: caseFile, limit: 500, after: cited.next }));
  assert.equal(3 + rest.items.length, used?.records);
  assert.ok(rest.items.some(({ places }) => (places[0]?.line ?? 0) > 0));
  const free = await upload("nobody.pdf", "%PDF-1.4\nnobody\n%%EOF\n");
  const none = value(await client("citedBy", { org, sha256: free, limit: 10 }));
  assert.deepEqual([none.items, none.imports], [[], []]);
  assert.ok((await client("removeEvidenceDraft", { org, sha256: free })).ok);
  assert.equal(told(await client("removeEvidenceDraft", { org, sha256: caseFile })), "409 EVIDENCE_IN_USE");
  assert.equal(told(await client("citedBy", { org, sha256: free, limit: 10 })), "404 NOT_FOUND");
});
