// Statements, their reports and their comparison, and what-ifs, as an officer meets them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Client } from "../../src/model/client.ts";
import { root } from "../cases/read.ts";
import { value } from "../server/household.ts";
import { comers, until } from "./again.ts";
import { assertAccessible, assertEverywhere, type Pages, pages, settled, type Visit } from "./pages.ts";
import { type Sample, sampleOn } from "./sample.ts";

let made: Pages | { skip: string };
let come: ReturnType<typeof comers>;
let sample: Sample;
let client: Client;
/** A second statement of the sample: less gas in the rolling mill. */
let later: string;

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  come = comers(made);
  sample = await sampleOn(made.server);
  client = made.server.client(await made.server.token(sample.email, sample.password));
  const { org, period } = sample;
  const kept = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const body = structuredClone(kept.body) as { activity: { value: number; unit: string } };
  body.activity = { value: 3000, unit: body.activity.unit };
  value(await client("putRecord", { org, period, key: kept.key, body: { body } }, { version: kept.version }));
  later = value(await client("calculateStatement", { org, period, body: {} })).hash;
});
after(async () => {
  if ("close" in made) await made.close();
});

// ---- a small vocabulary

const officer = (options?: Parameters<Pages["visit"]>[0]): Promise<Visit> => come(sample.email, options, sample.password);

/** The first bytes of what a button hands over, and its name. */
async function downloaded(page: Page, button: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 120_000 }),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const reports = (as: string, lang = "ko"): string => `/o/${sample.org}/s/${sample.statement}/reports?as=${as}&lang=${lang}`;

// ---- statements and their comparison

test("two statements are chosen from the list and compared: waterfall, moves by name, the step with before and after", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await officer();
  await page.goto(`/o/${sample.org}/statements`);
  const boxes = page.getByRole("checkbox");
  await boxes.first().waitFor();
  assert.equal(await boxes.count(), 2);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("link", { name: "비교하기" }).click();
  await page.waitForURL(`**/compare?before=${sample.statement}&after=${later}`);
  await page.locator(".change-chart svg").waitFor();
  const bars = await page.locator(".change-chart svg text").allTextContents();
  assert.ok(
    bars.some((text) => text.startsWith("도시가스(LNG), 압연 가열로")),
    bars.join("|"),
  );
  const moves = page.getByRole("table", { name: /부과 기준/ });
  assert.match((await moves.textContent()) ?? "", /도시가스\(LNG\), 압연 가열로.*−0\.012/);
  const steps = page.getByRole("table", { name: "달라진 단계의 전과 후" });
  assert.match((await steps.textContent()) ?? "", /3,460 t.*3,000 t/);
  await page.getByRole("combobox", { name: "값", exact: true }).selectOption("seeDirect");
  assert.match(page.url(), /measure=seeDirect/);
  await page.getByRole("button", { name: "전후 바꾸기" }).click();
  await page.waitForURL(`**/compare?before=${later}&after=${sample.statement}*`);
  await page
    .getByText(/\+0\.012/)
    .first()
    .waitFor();
  await assertAccessible(page, "comparison");
  // The plot is painted anew in the other theme.
  const before = await page.locator(".change-chart").innerHTML();
  await page.getByRole("button", { name: "어두운 화면" }).click();
  await until(async () => (await page.locator(".change-chart").innerHTML()) !== before);
  await assertAccessible(page, "comparison, dark");
  assert.deepEqual(faults, []);
});

// ---- reports

const DOWNLOADS: readonly [as: string, button: string | RegExp, begins: string][] = [
  ["pdf", /^PDF/, "%PDF"],
  ["pdf", /^엑셀/, "PK"],
  ["html", /^HTML/, "<!doctype html>"],
  ["csv", /^CSV/, "product,"],
  ["operator-report", /^PDF 내/, "%PDF"],
  ["operator-report", /^엑셀/, "PK"],
  ["operator-report", /^JSON/, '{\n "format": "sandan.operator-report/1"'],
  ["summary", /^PDF 내/, "%PDF"],
  ["summary", /^엑셀/, "PK"],
  ["summary", /^JSON/, "{"],
  ["addendum", /^PDF 내/, "%PDF"],
  ["addendum", /^엑셀/, "PK"],
  ["addendum", /^JSON/, "{"],
];

test("each report is downloaded and is what it says", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await officer();
  for (const [as, button, begins] of DOWNLOADS) {
    await page.goto(reports(as));
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    const { name, bytes } = await downloaded(page, button);
    assert.ok(
      bytes
        .toString("utf8")
        .replace(/^\u{feff}/u, "")
        .startsWith(begins),
      `${as} ${name}: ${bytes.subarray(0, 40).toString()}`,
    );
    assert.ok(name.includes(sample.statement.slice(0, 12)), name);
  }
  await page.goto(reports("statement"));
  const { bytes } = await downloaded(page, /^JSON 내려받기/);
  assert.equal((JSON.parse(bytes.toString()) as { hash: string }).hash, sample.statement);
  assert.deepEqual(faults, []);
});

test("each report is looked at on the page, in both languages: pages of the PDF, the web document, the table, the numbered items", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await officer();
  for (const lang of ["ko", "en"]) {
    await page.goto(reports("pdf", lang));
    await page.locator("canvas").first().waitFor();
    await page
      .getByText(lang === "ko" ? /산정 보고서/ : /report/)
      .first()
      .waitFor();
    await page.goto(reports("html", lang));
    await page.getByText(lang === "ko" ? "CBAM 제품 내재배출량 산정 보고서" : "CBAM embedded emissions report", { exact: true }).waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    await assertAccessible(page, `web document, ${lang}`);
    await page.goto(reports("operator-report", lang));
    const items = page.locator(".reports-item");
    await items.first().waitFor();
    assert.equal(await items.count(), 35);
    assert.match((await items.first().textContent()) ?? "", lang === "ko" ? /운영자와 사업장/ : /Operator and installation/);
  }
  await page.goto(reports("csv"));
  await until(async () => (await page.locator(".reports-table tbody tr").count()) > 10);
  await assertAccessible(page, "table of results");
  assert.deepEqual(faults, []);
});

test("what an item of the operator's report lacks is told with its why, and leads to where it is filled", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const owner = await made.server.person("lacking");
  const org = value(await owner.client("createOrganisation", { body: { name: "나사공업", kind: "plant" } })).id;
  const bytes = readFileSync(join(root, "samples", "screws.json"));
  const { period } = JSON.parse(bytes.toString()) as { period: { start: string; end: string } };
  const { sha256 } = value(await owner.client("uploadEvidence", { org, name: "screws.json", bytes }));
  const site = value(await owner.client("createInstallation", { org, body: { name: "나사공업" } }));
  const { id } = value(await owner.client("createPeriod", { org, body: { installation: site.id, ...period, title: "나사" } }));
  value(await owner.client("importCase", { org, period: id, body: { evidence: sha256 } }));
  const { hash } = value(await owner.client("calculateStatement", { org, period: id, body: {} }));
  const { page, faults } = await come(owner.email);
  await page.goto(`/o/${org}/s/${hash}/reports?as=operator-report&status=missing`);
  const first = page.locator(".reports-item.missing").first();
  await first.waitFor();
  assert.match((await first.textContent()) ?? "", /운영자와 사업장.*누락.*빈 값/);
  await assertAccessible(page, "operator's report with gaps");
  await page.getByRole("link", { name: "1번 항목을 채우러 가기" }).first().click();
  await page.waitForURL(`**/o/${org}/p/${id}/plant`);
  await page.getByLabel("영문 이름").first().fill("Nasa Screws");
  await page.getByLabel("UN/LOCODE").fill("KRSIH");
  await page.getByRole("button", { name: "저장" }).first().click();
  await page.getByText("저장했습니다.").first().waitFor();
  const kept = value(await owner.client("readRecord", { org, period: id, key: "installation" }));
  assert.deepEqual(
    [(kept.body as { nameEnglish: string }).nameEnglish, (kept.body as { unlocode: string }).unlocode],
    ["Nasa Screws", "KRSIH"],
  );
  await assertAccessible(page, "the plant's particulars");
  assert.deepEqual(faults, []);
});

test("a file that is not the Commission's template is refused with a way out", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page } = await officer({ lang: "en" });
  await page.goto(reports("workbook"));
  await page
    .getByLabel(/Drop the blank template/)
    .setInputFiles({ name: "notes.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no workbook") });
  await page.locator(".refused li").first().waitFor();
  await assertAccessible(page, "template refused");
});

// ---- what if

test("a stream is changed by slider and by number: the waterfall follows, the measure is kept with its cost per tonne, and nothing else is written", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { org, period } = sample;
  const revision = value(await client("readPeriod", { org, period })).revision;
  const { page, faults } = await officer();
  await page.goto(`/o/${org}/p/${period}/what-if`);
  const sliders = page.getByRole("slider");
  await page
    .getByText(/배출량의 .*에 영향/)
    .first()
    .waitFor();
  const offered = await sliders.count();
  await page.getByLabel("다른 값 추가").selectOption({ index: 1 });
  await until(async () => (await sliders.count()) === offered + 1);
  const exact = page.getByRole("textbox", { name: /압연 가열로: 사용량.*, t$/ });
  await exact.fill("1500");
  await page.locator(".change-chart svg").waitFor();
  await page.getByText("바꾸면").first().waitFor();
  await page.waitForURL(/set=streams%2Fgas-mill%7Cactivity%7C1500/);
  assert.equal(await page.getByRole("slider", { name: /압연 가열로: 사용량/ }).getAttribute("aria-valuetext"), "-50%");
  await assertAccessible(page, "what-if");
  const first = await page.locator(".change-figures .difference dd").textContent();
  await page.getByRole("slider", { name: /압연 가열로: 사용량/ }).press("End");
  await until(async () => (await page.locator(".change-figures .difference dd").textContent()) !== first);
  assert.equal(await exact.inputValue(), "6000");
  assert.match((await page.locator(".change-figures .difference dd").textContent()) ?? "", /^\+/);
  await exact.fill("1500");
  await page.getByRole("button", { name: "감축 조치로 남기기" }).click();
  await page.getByLabel("이름", { exact: true }).fill("가열로 폐열 회수 <b>");
  await page.getByLabel("투자비 (EUR)").fill("250000");
  await page.getByLabel("연간 비용 (EUR)").fill("-10000");
  await page.getByLabel("수명 (년)").fill("10");
  await page.getByLabel("할인율 (% / 년)").fill("5");
  await assertAccessible(page, "keeping a measure");
  await page.getByRole("button", { name: "남기기", exact: true }).click();
  const measure = page.getByRole("row", { name: /가열로 폐열 회수 <b>/ });
  await measure.waitFor();
  const [assessed] = value(await client("assessScenarios", { org, period, limit: 5 })).items;
  assert.ok(assessed?.eurPerTonne.value);
  const shown = assessed.eurPerTonne.value.toLocaleString("ko-KR", { maximumFractionDigits: 2 });
  assert.ok(((await measure.textContent()) ?? "").includes(shown), shown);
  assert.deepEqual(
    (value(await client("readRecord", { org, period, key: "streams/gas-mill" })).body as { activity: { value: number } }).activity.value,
    3000,
  );
  assert.equal(value(await client("readPeriod", { org, period })).revision, revision + 1);
  await page.getByRole("link", { name: "가열로 폐열 회수 <b>" }).click();
  await page.getByText(/3,000 →/).waitFor();
  await page.getByRole("link", { name: "닫기" }).click();
  await page.getByRole("button", { name: /가열로 폐열 회수 <b> 지우기/ }).click();
  await page.getByRole("button", { name: "지우기", exact: true }).click();
  await page.getByText("남긴 조치가 없습니다.").waitFor();
  assert.deepEqual(faults, []);
});

test("what cannot be calculated is told, with the way out", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page } = await officer({ lang: "en" });
  await page.goto(`/o/${sample.org}/p/${sample.period}/what-if?set=streams%2Fgas-mill%7Cactivity%7Cabc&set=nothing%7Cx%7C1`);
  await page.getByText("Change a value above").waitFor();
  await page.waitForLoadState("networkidle");
  await page.getByRole("textbox", { name: /, t$/ }).first().fill("");
  await page.getByText("Type a number").waitFor();
});

// ---- everywhere

for (const lang of ["ko", "en"] as const)
  test(`statements, comparison, reports and what-if are accessible with something in them, in both themes, and fit a phone: ${lang}`, async (t) => {
    if ("skip" in made) return t.skip(made.skip);
    const { page, faults } = await officer({ lang });
    for (const path of [
      `/o/${sample.org}/statements?with=${later}`,
      `/o/${sample.org}/compare?before=${sample.statement}&after=${later}`,
      ...["pdf", "operator-report", "html", "csv", "workbook", "statement"].map((as) => reports(as, lang)),
      `/o/${sample.org}/p/${sample.period}/what-if?set=streams%2Fgas-mill%7Cactivity%7C1500`,
      `/o/${sample.org}/p/${sample.period}/plant`,
    ]) {
      await assertEverywhere(page, `${path}, ${lang}`, async () => {
        await page.goto(path);
        await settled(page);
      });
      assert.deepEqual(faults.splice(0), [], path);
    }
  });
