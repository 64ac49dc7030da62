// Results and what-ifs against a careless hand and a sceptical reader: numbers that could be read in two ways, receipts that must add up, statements that only look alike.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Answered, Client } from "../../src/model/client.ts";
import { root } from "../cases/read.ts";
import { assertNarrow, type Pages, pages } from "./pages.ts";

let made: Pages | { skip: string };
let client: Client;
let org: string;
let blast: string;
let factory: string;
let blank: string;

function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

async function entered(sample: string | undefined, year: string): Promise<string> {
  const site = value(await client("createInstallation", { org, body: { name: sample ?? "빈 공장" } }));
  const days = { start: `${year}-01-01`, end: `${year}-12-31` };
  const { id: period } = value(await client("createPeriod", { org, body: { installation: site.id, ...days, title: sample ?? "빈 기간" } }));
  if (sample === undefined) return period;
  const bytes = readFileSync(join(root, "samples", `${sample}.json`));
  const { sha256 } = value(await client("uploadEvidence", { org, name: `${sample}.json`, bytes }));
  value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  return period;
}

const sealed = async (period: string): Promise<string> => value(await client("calculateStatement", { org, period, body: {} })).hash;

async function change(period: string, key: string, members: Record<string, unknown>): Promise<void> {
  const { body, version } = value(await client("readRecord", { org, period, key }));
  value(await client("putRecord", { org, period, key, body: { body: { ...(body as object), ...members } as never } }, { version }));
}

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  client = (await made.server.person("han")).client;
  org = value(await client("createOrganisation", { body: { name: "의심공업", kind: "plant" } })).id;
  blast = await entered("blast-furnace", "2023");
  factory = await entered("sample-factory", "2025");
  blank = await entered(undefined, "2026");
});
after(async () => {
  if ("close" in made) await made.close();
});

const at = (period: string, rest = ""): string => `/o/${org}/p/${period}${rest}`;

test("a comma for the point is refused where money is typed, and a field that cannot be read says what is calculated with", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("han@example.com");
  await page.goto(at(factory, "/what-if"));
  const exact = page.locator(".what-if-exact input").first();
  await exact.fill("50000");
  await page.getByRole("heading", { name: "값이 달라진 이유" }).waitFor();
  await exact.fill("49,5");
  await page.getByText("그때까지 50,000 MWh 그대로 계산합니다").waitFor();
  await page.getByRole("button", { name: "감축 조치로 남기기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("이름").fill("전기로 효율");
  await dialog.getByLabel("투자비 (EUR)").pressSequentially("1,5");
  assert.equal(await dialog.getByLabel("투자비 (EUR)").inputValue(), "1,5");
  await dialog.getByText("쉼표는 천 단위에만 씁니다").waitFor();
  await dialog.getByRole("button", { name: "남기기" }).click();
  await dialog.getByLabel("투자비 (EUR)").fill("250,000");
  await dialog.getByLabel("연간 비용 (EUR)").fill("−10,000");
  await dialog.getByLabel("수명 (년)").fill("10");
  await dialog.getByLabel("할인율 (% / 년)").fill("5");
  await dialog.getByRole("button", { name: "남기기" }).click();
  await dialog.waitFor({ state: "detached" });
  const { items } = value(await client("assessScenarios", { org, period: factory, limit: 9 }));
  const { capitalEur, yearlyEur, discountRate } = items[0]?.scenario ?? assert.fail();
  assert.deepEqual([items.length, capitalEur, yearlyEur, discountRate], [1, 250_000, -10_000, 0.05]);
  await page.goto(at(factory, "/plant"));
  await page.getByLabel("주 배출원의 위도").fill("37,34");
  await page.getByText("쉼표는 천 단위에만 씁니다").waitFor();
  assert.deepEqual(faults, []);
});

test("a cost says what it is made of, a term what it is, and the table of results opens in Excel with its Korean", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("han@example.com");
  await page.goto(at(blast, "?price=75.36"));
  const cost = page.locator(".results-cost").first();
  const [, told = "", see = "", sefa = ""] = /([\d.]+) = \(([\d.]+) − ([\d.]+)\) × 75\.36/.exec(await cost.innerText()) ?? [];
  assert.equal(((Number(see) - Number(sefa)) * 75.36).toFixed(2), told);
  await cost.getByText("2026년에 수입한다고 가정합니다").waitFor();
  await page.goto(at(blast, "?step=process%2Fbubble%2FwasteGas"));
  const terms = page.getByRole("dialog").getByRole("table", { name: "식에 들어간 값" });
  assert.match(await terms.getByRole("row", { name: /^Corr/ }).innerText(), /폐가스 보정계수\s+0\.667\s*$/);
  const statement = await sealed(factory);
  await page.goto(`/o/${org}/s/${statement}/reports?as=csv`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV 내려받기" }).click()]);
  assert.match(readFileSync(await file.path(), "utf8"), /^\u{feff}product,cn,measure,value,unit\n이형봉강,/u);
  await page.goto(at(factory));
  await page.locator(".results-sankey svg path").first().waitFor();
  for (const name of [/^SVG 배출량의 흐름/, /^SVG 자료 수준/, /^SVG 무엇으로 이루어졌는가/]) {
    const [drawing] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    // A quotation mark inside a value ends it, and no program opens the file.
    assert.doesNotMatch(readFileSync(await drawing.path(), "utf8"), /="[^"<>]*"[^\s/>?]/, String(name));
  }
  assert.deepEqual(faults, []);
});

test("an item that lacks something says so in the pages' words, leads to where it is entered, and its wide table widens no page", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("han@example.com", { width: 375, height: 740 });
  await page.goto(`/o/${org}/s/${await sealed(await entered("screws", "2023"))}/reports?as=operator-report`);
  const quality = page.locator(".reports-part", { hasText: "사업장 정보의 '자료 품질'에 적으십시오" });
  await quality.waitFor();
  await assertNarrow(page, "operator's report with missing items");
  await quality.getByRole("link").first().click();
  await page.getByRole("combobox", { name: "자료 품질" }).selectOption("measurements");
  await page.getByRole("region", { name: "자료 품질" }).getByRole("button", { name: "저장" }).click();
  await page.getByText("저장했습니다.").waitFor();
  assert.deepEqual(faults, []);
});

test("statements with the same figures are not called the same where a record differs, and what is sealed after a change elsewhere says so", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("han@example.com");
  const first = await sealed(factory);
  await page.goto(at(factory));
  await page.getByRole("treegrid").waitFor();
  await change(factory, "products/bar", { amount: { value: 50_000, unit: "t" } });
  await page.getByRole("button", { name: "산정서로 봉인" }).click();
  await page.getByText("결과를 보신 뒤에 기록이 바뀌어").waitFor();
  const second = /\/s\/([0-9a-f]{64})/.exec(page.url())?.[1] ?? assert.fail();
  await page.goto(`/o/${org}/compare?before=${first}&after=${second}`);
  await page.getByText("기록 1건이 다릅니다: products/bar").waitFor();
  assert.equal(await page.getByText("결과와 입력이 같습니다").count(), 0);
  assert.deepEqual(faults, []);
});

test("a problem of the whole plant leads to the table where it is mended", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("han@example.com");
  await page.goto(at(blank, "/problems"));
  await page.getByRole("link", { name: /고치러 가기\s*: 이 보고기간에는 아직 생산공정이 없습니다/ }).click();
  await page.waitForURL(/records\/production\?table=processes/);
  await page.getByRole("grid").or(page.getByRole("treegrid")).first().waitFor();
  assert.deepEqual(faults, []);
});
