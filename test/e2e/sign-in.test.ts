// The door and the first pages: signing in and out, languages, themes, a phone's width, strangers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, type Pages, pages, signIn } from "./pages.ts";

let made: Pages | { skip: string };
before(async () => {
  made = await pages();
});
after(async () => {
  if ("close" in made) await made.close();
});

test("a person signs in by keyboard alone, makes an organisation, changes language and theme, and signs out", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await made.server.person("kim");
  const { page, faults } = await made.visit();
  await page.goto("/");
  await page.getByRole("heading", { name: "로그인" }).waitFor();
  await assertAccessible(page, "sign in");
  await page.keyboard.press("Tab");
  await page.getByLabel("전자우편").focus();
  await page.keyboard.type("kim@example.com");
  await page.keyboard.press("Tab");
  await page.keyboard.type("correct horse battery");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "내 조직" }).waitFor();
  await assertAccessible(page, "home, nobody's");
  await page.getByLabel("회사 이름").fill("<img src=x onerror=alert(1)> 시화정밀");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/o\/[0-9a-f-]+/);
  const org = /\/o\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";
  await page.goto(`/o/${org}`);
  await page.getByRole("heading", { level: 1, name: /시화정밀/ }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: "Overview" }).waitFor();
  assert.equal(await page.evaluate("document.documentElement.lang"), "en");
  await page.getByRole("button", { name: "Dark theme" }).click();
  assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  await assertAccessible(page, "overview, dark, English");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.deepEqual(faults, []);
});

test("a wrong password is told as what happened and what to do; an address that leads nowhere says so", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  await made.server.person("lee");
  const { page } = await made.visit({ lang: "en", width: 375, height: 800 });
  await page.goto("/");
  await page.getByLabel("E-mail").fill("lee@example.com");
  await page.getByLabel("Password").fill("wrong horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.locator(".refused li").first().waitFor();
  await signIn(page, "lee@example.com");
  await page.goto("/o/nowhere/at/all");
  await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  const width = await page.evaluate("document.documentElement.scrollWidth");
  assert.ok(Number(width) <= 375, `the page is ${width} px wide`);
});
