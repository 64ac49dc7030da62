// The verification report on paper and as a workbook: a made-up verification of the sample factory with everything in it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { obtain } from "../src/calc/obtain.ts";
import { openStatement } from "../src/calc/open.ts";
import { TASKS } from "../src/calc/tasks.ts";
import { readXlsx } from "../src/formats/xlsx/read-xlsx.ts";
import { compileTypst } from "../src/main/typst.ts";
import type { Good } from "../src/model/statement.ts";
import type { Verification } from "../src/model/verification.ts";
import { verificationReportSchema } from "../src/model/verification-report.ts";
import type { DefaultValues } from "../src/rules/cbam/default-values.ts";
import type { Benchmarks } from "../src/rules/cbam/free-allocation.ts";
import benchmarksFile from "../src/rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultsFile from "../src/rules/cbam/values/default-values.json" with { type: "json" };
import { root } from "./cases/read.ts";
import { misstatement, ready } from "./cases/verification-sample.ts";

const scratch = mkdtempSync(join(tmpdir(), "sandan-verification-"));
after(() => rmSync(scratch, { recursive: true }));

const defaultValues = defaultsFile as unknown as DefaultValues;
const ground = { defaultValues, benchmarks: benchmarksFile as unknown as Benchmarks, compile: compileTypst };

const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
const { value } = obtain(bytes, { file: "sample-factory.json", defaultValues });
assert.ok(value);
const text = JSON.stringify(value.statement);
const { hash, goods } = value.statement;
const good = goods[0] as Good;

/** Plans, visits, ticks, findings of each kind, and an opinion with comments. */
function made(): Verification {
  const base = ready();
  const sampled = TASKS.verificationSample(ground, { text, entryDocuments: [], wanted: 0.9, random: 2, seed: "2027-05-20 hanbit" });
  assert.ok(sampled.value);
  const first = sampled.value.picks[0]?.record ?? "";
  const at = "2027-03-03T10:20:30+09:00";
  return {
    ...base,
    subject: { statement: hash, package: "c".repeat(64), categories: [] },
    state: "independentReview",
    visits: [
      ...base.visits,
      {
        kind: "virtual",
        from: "2027-04-10",
        to: "2027-04-10",
        who: ["park"],
        grounds: ["understanding", "dataRemote"],
        note: "전력 계량 자료의 원격 확인 / meter readings seen remotely",
      },
    ],
    sampling: sampled.value,
    ticks: sampled.value.picks.map(({ record }, i) => ({
      of: record,
      what: "활동자료를 계량기 판독값과 대조 / activity data against the meter's readings",
      how: (["comparedWithEvidence", "recalculated", "inspectedOnSite"] as const)[i % 3] ?? "analytical",
      by: i % 2 === 0 ? "park" : "lee",
      at,
    })),
    findings: [
      misstatement("M-1", good.id, 0.0123, {
        of: [first],
        question: "10월 도시가스 고지서와 계량기 판독값이 다릅니다. The bill of October and the meter differ by 4 %.",
        answer: "고지서에 맞게 고쳤습니다. Corrected to the bill.",
        corrected: true,
        evidence: ["d".repeat(64)],
      }),
      misstatement("M-2", good.id, null, { state: "open", question: "Not yet known what the stock of scrap was on 1 January." }),
      {
        ...misstatement("N-1", good.id, 0),
        kind: "nonConformity",
        effects: [],
        question: "The plan names no one who calibrates meter M-7.",
      },
      { ...misstatement("R-1", good.id, 0), kind: "recommendation", effects: [], question: "Read the power meter by the hour." },
    ],
    opinion: {
      verdict: "withComments",
      of: hash,
      issued: "2027-05-20",
      comments: "M-2는 다음 기간에 다시 본다. M-2 is looked at again next period.",
    },
  };
}

const paper = (format: "json" | "pdf" | "xlsx", lang: "ko" | "en", verification = made()): Uint8Array => {
  const drawn = TASKS.verificationPaper(ground, { text, entryDocuments: [], verification, format, lang });
  assert.ok(drawn.value, JSON.stringify(drawn.problems));
  assert.equal(drawn.value.ending, format);
  return drawn.value.bytes;
};

const withoutPoppler = spawnSync("pdftotext", ["-v"]).error === undefined ? false : "pdftotext (poppler-utils) is not installed";

/** The text of a PDF without blanks and breaks. */
function textOf(pdf: Uint8Array, name: string): string {
  const file = join(process.env.SANDAN_PAPERS ?? scratch, `${name}.pdf`);
  writeFileSync(file, pdf);
  return spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).stdout.replace(/[\s\u200b]/g, "");
}

const squeezed = (one: string): string => one.replace(/\s/g, "");

for (const lang of ["ko", "en"] as const)
  test(`all 18 items, findings, ticks, visits and the opinion stand in the PDF: ${lang}`, { skip: withoutPoppler }, () => {
    const report = verificationReportSchema.parse(JSON.parse(new TextDecoder().decode(paper("json", lang))));
    const pdf = paper("pdf", lang);
    assert.deepEqual(paper("pdf", lang), pdf);
    const found = textOf(pdf, `verification-${lang}`);
    for (const { number, title } of report.items) assert.ok(found.includes(squeezed(`${number}. ${title[lang]}`)), title[lang]);
    for (const said of ["M-1", "M-2", "N-1", "R-1", "Prüfhaus", "DAkkS", "2027-03-03", hash.slice(0, 16)])
      assert.ok(found.includes(squeezed(said)), said);
    const words = {
      ko: ["의견을 붙인 적정", "미발행: 독립검토", "증빙 대조"],
      en: ["verified with comments", "NOT RELEASED", "compared with the evidence"],
    };
    for (const word of words[lang]) assert.ok(found.includes(squeezed(word)), word);
    assert.equal(lang === "en" && found.includes("검증의견"), false);
    const released = textOf(paper("pdf", lang, { ...made(), state: "released" }), `released-${lang}`);
    assert.ok(!released.includes(squeezed(words[lang][1] ?? "")));
  });

test("the workbook has a sheet for each item with the same figures", () => {
  const read = readXlsx(paper("xlsx", "en"));
  assert.ok(read.value);
  const names = [...read.value.sheets.keys()];
  for (let number = 1; number <= 18; number += 1)
    assert.ok(
      names.some((name) => name === `Item ${number}`),
      `${number} of ${names.join(", ")}`,
    );
});

test("an altered statement gives no report", () => {
  const broken = text.replace(good.name, `${good.name} x`);
  assert.equal(openStatement(broken, "").value, undefined);
  const { value: none, problems } = TASKS.verificationPaper(ground, {
    text: broken,
    entryDocuments: [],
    verification: made(),
    format: "pdf",
    lang: "ko",
  });
  assert.equal(none, undefined);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["STATEMENT_HASH_MISMATCH"],
  );
});
