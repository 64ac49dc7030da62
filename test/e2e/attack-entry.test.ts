// Data entry by a person who makes mistakes: real keys, lost work, two people at once. What is kept is what was meant, or the page says why not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BrowserContext, Page, Route } from "playwright-core";
import type { Json } from "../../src/base/canonical.ts";
import type { Client } from "../../src/model/client.ts";
import type { TableName } from "../../src/model/grid/table.ts";
import { GROUPS } from "../../src/model/grid/tables.ts";
import { root } from "../cases/read.ts";
import { value } from "../server/household.ts";
import { until } from "./again.ts";
import { type Pages, pages } from "./pages.ts";

type Plant = { client: Client; org: string; period: string };

let made: Pages | { skip: string };
let page: Page;
let context: BrowserContext;
let plant: Plant;

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  const { client, email } = await made.server.person("hasty");
  const { id: org } = value(await client("createOrganisation", { body: { name: "서두르는공장", kind: "plant" } }));
  const installation = value(await client("createInstallation", { org, body: { name: "1공장" } })).id;
  const body = { installation, start: "2025-01-01", end: "2025-12-31", title: "2025" };
  const period = value(await client("createPeriod", { org, body })).id;
  const bytes = new Uint8Array(readFileSync(join(root, "samples", "sample-factory.json")));
  const { sha256: evidence } = value(await client("uploadEvidence", { org, name: "case.json", bytes }));
  value(await client("importCase", { org, period, body: { evidence } }));
  plant = { client, org, period };
  ({ page, context } = await made.signedIn(email));
  page.on("dialog", (dialog) => void dialog.accept());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
after(async () => {
  if ("close" in made) await made.close();
});

const USED = "사용량(활동자료)";

async function open(table: TableName): Promise<void> {
  const group = GROUPS.find(({ tables }) => tables.includes(table))?.name;
  await page.goto(`/o/${plant.org}/p/${plant.period}/records/${group}?table=${table}`);
  await cellAt(1, 2).waitFor();
}

const cellAt = (row: number, col: number) =>
  page.locator(`.grid-table [role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${col}"]`);

/** The cell of a row (from 1) and a column by its label. */
async function cell(row: number, label: string) {
  const head = page.locator(".grid-table [role=columnheader]").filter({ has: page.getByText(label, { exact: true }) });
  return cellAt(row, Number(await head.first().getAttribute("aria-colindex")));
}

const shown = async (row: number, label: string): Promise<string> => ((await (await cell(row, label)).textContent()) ?? "").trim();

async function type(row: number, label: string, text: string, end = "Enter"): Promise<void> {
  await (await cell(row, label)).click();
  await page.keyboard.type(text);
  if (end !== "") await page.keyboard.press(end);
}

/** Puts a block on the clipboard as a spreadsheet does; Ctrl+V pastes it. */
async function pasteBlock(text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+v");
}

async function amountOf(key: string): Promise<Json | undefined> {
  const { body } = value(await plant.client("readRecord", { org: plant.org, period: plant.period, key }));
  const { activity } = body as { activity?: { value: number; unit: string } };
  return activity === undefined ? undefined : `${activity.value} ${activity.unit}`;
}

const saved = (): Promise<void> => page.getByText(/저장했습니다\(/).waitFor();
const SAVE = { name: "저장", exact: true } as const;

test("a cell that is being typed into is saved by Ctrl+S and by the button, and outlives a reload", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await open("streams");
  await type(8, USED, "777", "");
  await page.keyboard.press("Control+s");
  await saved();
  assert.equal(await amountOf("streams/scrap"), "777 t");
  await type(8, USED, "999", "");
  await page.getByRole("button", SAVE).click();
  await until(async () => (await amountOf("streams/scrap")) === "999 t");
  await saved();
  await type(8, USED, "1234", "");
  await page.reload();
  await page.getByText("되살렸습니다").waitFor();
  assert.equal(await shown(8, USED), "1,234");
  await page.getByRole("button", { name: "고친 것 버리기" }).click();
  await page.getByText("모두 저장되어 있습니다").waitFor();
  await page.getByRole("button", { name: /되돌리기/ }).click();
  assert.equal(await shown(8, USED), "1,234");
  await page.getByRole("button", { name: "고친 것 버리기" }).click();
});

test("what was typed is not lost by going elsewhere and reloading there; another's change of the row is not overwritten by it", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await open("streams");
  await type(8, USED, "4321");
  await page.getByRole("link", { name: "문제", exact: true }).click();
  await page.locator(".unsaved").getByRole("link", { name: "연료와 원료" }).waitFor();
  await page.reload();
  const at = { org: plant.org, period: plant.period, key: "streams/scrap" };
  const now = value(await plant.client("readRecord", at));
  const theirs = { ...(now.body as object), carbonContent: { value: 0.0123, unit: "tC/t" } } as unknown as Json;
  value(await plant.client("putRecord", { ...at, body: { body: theirs } }, { version: now.version }));
  await open("streams");
  assert.equal(await shown(8, USED), "4,321");
  await page.keyboard.press("Control+s");
  await saved();
  const { activity, carbonContent } = value(await plant.client("readRecord", at)).body as Record<string, { value: number }>;
  assert.deepEqual([activity?.value, carbonContent?.value], [4321, 0.0123]);
});

test("a block from a spreadsheet is pasted with real keys; one that does not fit is refused whole; copied cells keep their units", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await open("streams");
  await cellAt(9, 2).click();
  await pasteBlock('"등유\t1종"\t연소\t"1,234.5"\r\n중유\t연소\t0,123\r\n');
  assert.equal(await shown(9, USED), "1,234.5");
  await page.locator(".grid-faults").getByText("'0,123'").waitFor();
  await page.keyboard.press("Control+z");
  await cellAt(9, 2).click();
  await pasteBlock(`등유${"\t1".repeat(30)}`);
  await page.getByText("마지막 열 뒤로").waitFor();
  assert.equal((await cellAt(9, 2).textContent())?.trim(), "");
  await (await cell(5, USED)).click();
  await page.keyboard.press("Control+c");
  await page.getByLabel(`단위: ${USED}`).selectOption("kg");
  await page.getByRole("button", { name: "앞으로 적는 숫자만 kg" }).click();
  await (await cell(9, USED)).click();
  await page.keyboard.press("Control+v");
  assert.match(await shown(9, USED), /1,520 t$/);
  await page.getByRole("button", { name: "고친 것 버리기" }).click();
  await open("production");
  const before = await page.locator(".grid-table [role=row]").allTextContents();
  await cellAt(1, 2).click();
  await pasteBlock("봉강 압연\t111\r\n전기로 제강\t222\r\n");
  await page.getByText("다른 값이 2개 있습니다").waitFor();
  assert.deepEqual(await page.locator(".grid-table [role=row]").allTextContents(), before);
});

test("a save whose page is left, and one whose answer is lost, are each done once", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  let next: ((route: Route) => Promise<void>) | undefined;
  await context.route("**/records", (route) => {
    const work = route.request().method() === "POST" ? next : undefined;
    if (work === undefined) return route.continue();
    next = undefined;
    return work(route);
  });
  await open("streams");
  next = async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  };
  await type(8, USED, "5555");
  await page.getByRole("button", SAVE).dblclick();
  await page.getByRole("link", { name: "문제", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "문제" }).waitFor();
  await page.goBack();
  await page.getByText("저장하는 중").waitFor();
  await page.getByText("모두 저장되어 있습니다").waitFor();
  assert.equal(await amountOf("streams/scrap"), "5555 t");
  await open("electricity");
  next = async (route) => {
    await route.fetch();
    await route.abort();
  };
  await cellAt(3, 2).click();
  await pasteBlock("전기로 제강\t사용한 전력\t77 MWh\r\n");
  await page.keyboard.press("Control+s");
  await page.getByText("적은 것은 이 화면에 그대로").waitFor();
  await type(3, "전력량", "78 MWh");
  await page.keyboard.press("Control+s");
  await saved();
  const { body } = value(await plant.client("readRecord", { org: plant.org, period: plant.period, key: "processes/melt" }));
  const { electricity } = body as { electricity: { amount: { value: number } }[] };
  assert.deepEqual(
    electricity.map(({ amount }) => amount.value),
    [55800, 78],
  );
  await context.unroute("**/records");
});

test("a process that is removed with data of other tables is asked about first", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await open("processes");
  await cellAt(1, 1).click();
  await page.getByRole("button", { name: "고른 행 지우기" }).click();
  await page.keyboard.press("Control+s");
  await page.getByRole("heading", { name: "함께 지워지는 자료" }).waitFor();
  await page.getByRole("button", { name: "그만두기" }).click();
  const { items } = value(await plant.client("listRecords", { org: plant.org, period: plant.period, kind: "processes", limit: 10 }));
  assert.equal(items.length, 2);
  await page.getByRole("button", { name: "고친 것 버리기" }).click();
});

test("a session that has ended says so and comes back to the page with what was typed; an unknown table has a heading", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await page.goto(`/o/${plant.org}/p/${plant.period}/records/nothing`);
  await page.getByRole("heading", { level: 1, name: "이런 표는 없습니다" }).waitFor();
  await open("streams");
  await type(8, USED, "6666");
  await context.clearCookies();
  await page.evaluate("Date.now = ((now) => () => now() + 300_000)(Date.now)");
  await page.getByRole("button", SAVE).click();
  await page.getByRole("button", { name: "다시 로그인" }).click();
  await page.getByLabel("전자우편", { exact: true }).fill("hasty@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.getByText("저장하지 않은 행 1개").waitFor();
  assert.equal(await shown(8, USED), "6,666");
  await page.keyboard.press("Control+s");
  await saved();
  assert.equal(await amountOf("streams/scrap"), "6666 t");
});
