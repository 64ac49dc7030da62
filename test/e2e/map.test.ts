// The process map as a person uses it: read, dragged, joined by hand, edited by keyboard alone, taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { assertAccessible, assertEverywhere, type Pages, pages } from "./pages.ts";
import { type Sample, sampleOn } from "./sample.ts";

let made: Pages | { skip: string };
let sample: Sample;
before(async () => {
  made = await pages();
  if (!("skip" in made)) sample = await sampleOn(made.server);
});
after(async () => {
  if ("close" in made) await made.close();
});

type Look = Parameters<Pages["visit"]>[0];

async function opened(on: Pages, { view, ...look }: Look & { view: "graph" | "table" }) {
  const visit = await on.signedIn(sample.email, look, sample.password);
  await visit.page.goto(`/o/${sample.org}/p/${sample.period}/map?view=${view}`);
  await visit.page.getByRole("heading", { name: /^(공정도|Process map)$/, level: 1 }).waitFor();
  await visit.page.getByRole("heading", { name: /^(물질 수지|Mass)$/ }).waitFor();
  return visit;
}

const card = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = (await locator.boundingBox()) ?? assert.fail("nothing there");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragged(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** The balance of a name in the card below the map, as it reads. */
const balance = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

test("the map shows nodes, flows and balances; a line drawn becomes a record, the balance tells, and it is taken back", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await opened(made, { view: "graph", width: 1400, height: 1100 });
  assert.equal(await page.locator(".react-flow__node").count(), 15);
  assert.match((await balance(page, "물질 수지").textContent()) ?? "", /135,825 t.*115,500 t.*20,325 t/s);
  await assertAccessible(page, "the map, drawn");
  const [from, to] = [
    card(page, "precursors/femn").locator(".react-flow__handle-right"),
    card(page, "processes/mill").locator(".react-flow__handle-left"),
  ];
  const ends = [await middle(from), await middle(to)] as const;
  await dragged(page, ...ends);
  const dialog = page.getByRole("dialog", { name: "흐름 추가" });
  await dialog.getByLabel("양", { exact: true }).fill("열 톤");
  await dialog.getByRole("button", { name: "저장" }).click();
  await dialog.getByText("숫자가 아닙니다.").waitFor();
  await assertAccessible(page, "the dialog of a flow");
  await dialog.getByLabel("양", { exact: true }).fill("1,500");
  await dialog.getByLabel("단위").selectOption("kg");
  await dialog.getByRole("button", { name: "저장" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page
    .locator(".react-flow__edge-text")
    .filter({ hasText: /^1\.5 t$/ })
    .waitFor();
  await page.getByText("맞지 않음 1", { exact: true }).waitFor();
  await page.getByLabel("무엇의 수지").selectOption("wrong");
  await page.getByText(/고탄소 페로망간: 있는 양과 쓰인 곳/).waitFor();
  await page.getByText("-1.5 t", { exact: true }).waitFor();
  await page.getByRole("button", { name: /되돌리기/ }).click();
  await page.getByText("맞지 않음 0", { exact: true }).waitFor();
  assert.equal(
    await page
      .locator(".react-flow__edge-text")
      .filter({ hasText: /^1\.5 t$/ })
      .count(),
    0,
  );
  assert.deepEqual(faults, []);
});

test("a node stays where it was put, and goes back", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await opened(made, { view: "graph", width: 1400, height: 1100 });
  const bar = card(page, "products/bar");
  const at = await middle(bar);
  const before = await bar.getAttribute("style");
  await dragged(page, at, { x: at.x - 30, y: at.y - 90 });
  await page.getByRole("button", { name: "자동 배치", exact: true }).waitFor();
  const moved = await bar.getAttribute("style");
  assert.notEqual(moved, before);
  await page.reload();
  await bar.waitFor();
  assert.equal(await bar.getAttribute("style"), moved);
  await page.getByRole("button", { name: "자동 배치", exact: true }).click();
  await page.getByRole("button", { name: "자동 배치", exact: true }).waitFor({ state: "hidden" });
  assert.equal(await bar.getAttribute("style"), before);
  assert.deepEqual(faults, []);
});

test("by keyboard alone: a source is added, joined, changed and removed in the tables", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await opened(made, { view: "table", lang: "en" });
  const press = async (name: RegExp | string): Promise<void> => {
    const button = page.getByRole("button", { name });
    // What is under way disables it: the trial waits for its end.
    await button.click({ trial: true });
    await button.focus();
    await page.keyboard.press("Enter");
  };
  await press("Add a node");
  const evil = "<img src=x onerror=alert(1)> gas";
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type(evil);
  await page.getByLabel("Amount, if known").focus();
  await page.keyboard.type("100");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("rowheader", { name: evil }).waitFor();
  await press(`${evil} Change`);
  await page.getByText("Nothing flows here yet.").waitFor();
  await assertAccessible(page, "the drawer of a node");
  await press("Add a flow from here");
  await page.getByLabel("To", { exact: true }).selectOption({ label: "봉강 압연" });
  await page.getByLabel("Share", { exact: true }).fill("40");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByText("40 t (40%)").waitFor();
  await press(new RegExp(`${evil.replaceAll(/[()]/g, "\\$&")} → 봉강 압연 Share Change`));
  await page.getByLabel("Share", { exact: true }).fill("100");
  await page.keyboard.press("Enter");
  await page.getByText("100 t (100%)").waitFor();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await press(`${evil} Remove`);
  await page.getByText("One flow goes with it.").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("rowheader", { name: evil }).first().waitFor({ state: "hidden" });
  await press(/Undo/);
  await page.getByText("100 t (100%)").waitFor();
  await press(/Undo/);
  await page.getByText("40 t (40%)").waitFor();
  await press(/Undo/);
  await press(/Undo/);
  await page.getByRole("rowheader", { name: evil }).first().waitFor({ state: "hidden" });
  assert.deepEqual(faults, []);
});

test("what somebody else changed meanwhile is not written over", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page } = await opened(made, { view: "table" });
  await page.getByRole("button", { name: "전기로 제강 → 봉강 압연 공정 간 이동 고치기" }).click();
  const client = made.server.client(await made.server.token(sample.email, sample.password));
  const place = { org: sample.org, period: sample.period, key: "transfers/melt~mill" };
  const seen = await client("readRecord", place);
  assert.ok(seen.ok && seen.value.body !== null);
  const put = await client("putRecord", { ...place, body: { body: seen.value.body } }, { version: seen.value.version });
  assert.ok(put.ok);
  await page.getByLabel("양", { exact: true }).fill("1");
  await page.getByRole("button", { name: "저장" }).click();
  await page.getByText(/그 사이에 바뀌었습니다/).waitFor();
  const now = await client("readRecord", place);
  assert.ok(now.ok && JSON.stringify(now.value.body) === JSON.stringify(seen.value.body));
});

test("both views in both languages and themes, and on a phone", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  for (const lang of ["ko", "en"] as const) {
    const { page, faults, context } = await opened(made, { view: "graph", lang });
    for (const view of ["graph", "table"] as const)
      await assertEverywhere(page, `${view}, ${lang}`, async () => {
        await page.goto(`/o/${sample.org}/p/${sample.period}/map?view=${view}`);
        await page.getByRole("heading", { name: /^(물질 수지|Mass)$/ }).waitFor();
        if (view === "table") await page.getByRole("table").first().waitFor();
      });
    assert.deepEqual(faults, []);
    await context.close();
  }
});
