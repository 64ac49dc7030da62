// Results as a person meets them: the blast furnace's figure read and opened down to its cell, views that go together, files, keyboard, phone.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Answered, Client } from "../../src/model/client.ts";
import { root } from "../cases/read.ts";
import { assertAccessible, assertEverywhere, assertNarrow, type Pages, pages } from "./pages.ts";

const WORKBOOK = join(root, "..", "shared", "data", "cbam", "template", "communication-template-v2.1-example-steel-blast-furnace.xlsx");
const BLAST = existsSync(WORKBOOK) ? WORKBOOK : join(root, "samples", "blast-furnace.json");
const YEAR = { start: "2023-01-01", end: "2023-12-31" };

let made: Pages | { skip: string };
let client: Client;
let org: string;
let blast: string;
let factory: string;

function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

async function opened(title: string, days: { start: string; end: string }): Promise<string> {
  const site = value(await client("createInstallation", { org, body: { name: title } }));
  return value(await client("createPeriod", { org, body: { installation: site.id, ...days, title } })).id;
}

async function entered(path: string, days: { start: string; end: string }): Promise<string> {
  const period = await opened(basename(path), days);
  const { sha256 } = value(await client("uploadEvidence", { org, name: basename(path), bytes: readFileSync(path) }));
  value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  return period;
}

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  client = (await made.server.person("kim")).client;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  blast = await entered(BLAST, YEAR);
  factory = await entered(join(root, "samples", "sample-factory.json"), { start: "2025-01-01", end: "2025-12-31" });
});
after(async () => {
  if ("close" in made) await made.close();
});

const at = (period: string, query = ""): string => `/o/${org}/p/${period}${query}`;
const drawer = (page: Page) => page.getByRole("dialog", { name: /이 숫자의 근거|Where this number comes from/ });
const row = (page: Page, name: RegExp) => page.getByRole("treegrid").getByRole("row", { name });

test("the blast furnace reads 1.53898, and its coke is opened down to the cell of the document", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("kim@example.com");
  await page.goto(at(blast));
  const card = page.locator(".results-good").first();
  await card.getByRole("button", { name: /^직접 고유내재배출량: 1\.53898 tCO2e\/t/ }).click();
  await drawer(page).getByRole("heading", { level: 3 }).waitFor();
  assert.match(page.url(), /step=/);
  await drawer(page).locator(".results-terms button").first().click();
  await drawer(page).getByRole("navigation", { name: "거쳐 온 숫자" }).waitFor();
  await page.goBack();
  await drawer(page).getByRole("navigation", { name: "거쳐 온 숫자" }).waitFor({ state: "detached" });
  await page.goBack();
  await drawer(page).waitFor({ state: "detached" });
  await row(page, /^Coke 화석/)
    .getByRole("button", { name: /근거 보기/ })
    .click();
  await drawer(page).getByText("숫자를 넣으면").waitFor();
  await drawer(page)
    .getByRole("button", { name: /탄소함량/ })
    .click();
  await drawer(page)
    .locator(".results-value", { hasText: /^0\.88 / })
    .waitFor();
  await drawer(page).locator(".results-places button").first().click();
  await drawer(page).locator(".evidence-pane").waitFor();
  if (BLAST === WORKBOOK) {
    assert.match((await drawer(page).locator(".results-places button").first().textContent()) ?? "", /B_EmInst · L19/);
    await drawer(page)
      .locator(".evidence-pane td", { hasText: /^0\.88$/ })
      .first()
      .waitFor();
  }
  await drawer(page)
    .getByText(/1판 · kim/)
    .first()
    .waitFor();
  await assertAccessible(page, "drawer with evidence");
  const linked = page.url();
  await page.goto(linked);
  await drawer(page).locator(".evidence-pane").waitFor();
  await page.keyboard.press("Escape");
  await drawer(page).waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

test("a price in the address gives cost and saving; what is picked out in one view is marked in the others, and files are handed out", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("kim@example.com", { lang: "en" });
  await page.goto(at(factory, "?by=process"));
  await page.getByLabel("Certificate price (EUR)").fill("80");
  await page.locator(".results-good").first().getByText("Saved by your data").waitFor();
  assert.match(page.url(), /price=80/);
  await page.getByLabel("Certificate price (EUR)").fill("minus");
  await page.getByText("Enter a number above 0").waitFor();
  await page.reload();
  assert.equal(await page.getByLabel("Certificate price (EUR)").inputValue(), "80");
  await page
    .getByRole("button", { name: "Supplier 5.5%" })
    .or(page.getByRole("button", { name: /^Supplier \d/ }))
    .click();
  await page.locator(".picked-all").first().waitFor();
  await page.getByText("Picked out: Supplier").waitFor();
  assert.match(page.url(), /pick=rung%3Asupplier/);
  const dim = page.locator(".results-sankey svg path[fill-opacity='0.18'], .results-sankey svg path[opacity='0.18']");
  assert.ok((await dim.count()) > 0, "the drawing dims what is not picked out");
  await page.goBack();
  await page.locator(".picked-all").first().waitFor({ state: "detached" });
  await page.locator(".results-sankey svg path").first().waitFor();
  for (const [name, pattern] of [
    ["SVG of Flow of emissions: download", /^<svg[^>]*>/],
    ["SVG of What it is made of: download", /^<svg[^>]*>/],
    ["SVG of The data ladder: download", /^<svg[^>]*>/],
    ["CSV of What it is made of: download", /^\u{feff}Name,What,Kind/u],
    ["CSV of Flow of emissions: download", /^\u{feff}From,To,tCO2e/u],
  ] as const) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    const text = readFileSync(await file.path(), "utf8");
    assert.match(text, pattern, name);
    assert.doesNotMatch(text, /<script|NaN/);
  }
  assert.deepEqual(faults, []);
});

test("by keyboard alone: the tree is gone through, opened, picked from and left", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page } = await made.signedIn("kim@example.com", { lang: "en" });
  await page.goto(at(factory, "?by=kind&measure=seeDirect"));
  const first = page.getByRole("treegrid").locator("tbody tr").first();
  await first.focus();
  const focused = (): Promise<string> => page.evaluate("document.activeElement?.textContent ?? ''");
  assert.match(await focused(), /Fuels/);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await first.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowRight");
  assert.equal(await first.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate("document.activeElement?.getAttribute('aria-level')"), "2");
  await page.keyboard.press("Space");
  await page.getByText(/^Picked out:/).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("heading", { level: 3 }).waitFor();
  await page.keyboard.press("Escape");
  await drawer(page).waitFor({ state: "detached" });
  // The focus is back where it was.
  await page.locator("[role=treegrid] tr:focus-within").waitFor();
});

test("sealed: the statement's page says its hash and leads to reports, and says the same figures", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn("kim@example.com", { lang: "en" });
  await page.goto(at(blast));
  await page.locator(".results-good").first().waitFor();
  await page.getByRole("button", { name: "Seal a statement" }).click();
  await page.waitForURL(/\/s\/[0-9a-f]{64}$/);
  const hash = page.url().slice(-64);
  await page.getByText(hash).waitFor();
  await page.locator(".results-good").first().getByText("1.53898").first().waitFor();
  assert.equal(await page.getByRole("link", { name: "Reports", exact: true }).getAttribute("href"), `/o/${org}/s/${hash}/reports`);
  await page.getByRole("link", { name: "Results of the records now" }).waitFor();
  await page
    .locator(".results-good")
    .first()
    .getByRole("button", { name: /^Total specific embedded emissions/ })
    .click();
  await drawer(page).getByText("With the numbers put in").waitFor();
  await assertAccessible(page, "statement's drawer");
  assert.deepEqual(faults, []);
});

test("no violation that axe finds, in both languages and themes, nor wider than a phone; an empty period says what is missing", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const empty = await opened("빈 기간", { start: "2026-01-01", end: "2026-12-31" });
  for (const lang of ["ko", "en"] as const) {
    const { page, context, faults } = await made.signedIn("kim@example.com", { lang });
    for (const address of [at(factory, "?price=80&by=process&pick=group:fuel"), at(empty)])
      await assertEverywhere(page, `${address} ${lang}`, async () => {
        await page.goto(address);
        await page
          .locator(address === at(empty) ? "#missing" : ".results-sankey svg path")
          .first()
          .waitFor();
      });
    await page.setViewportSize({ width: 375, height: 740 });
    await page.goto(at(blast, "?step=stream/B19/emissions"));
    await drawer(page).getByRole("heading", { level: 2 }).waitFor();
    await assertNarrow(page, "the drawer");
    assert.deepEqual(faults, []);
    await context.close();
  }
});
