// A real browser on a real server: Chromium without a window, pages as a person meets them.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { PASSWORD, type Running, running } from "../server/running.ts";

/** The shell without a window first: it does the same in half the time. */
const CHROMIUM = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);

export type Visit = { page: Page; context: BrowserContext; faults: string[] };
export type Pages = {
  server: Running;
  /** A window of its own; `faults` gathers what the page's console calls an error, the CSP's refusals among them. */
  visit(options?: { lang?: "ko" | "en"; theme?: "light" | "dark"; width?: number; height?: number }): Promise<Visit>;
  /** A visit of a person who has an account and has signed in; no page is open yet. */
  signedIn(email: string, options?: Parameters<Pages["visit"]>[0], password?: string): Promise<Visit>;
  close(): Promise<void>;
};

/** The server and the browser; where there is no Chromium, why the test is skipped. */
export async function pages(env: Readonly<Record<string, string>> = {}): Promise<Pages | { skip: string }> {
  const executablePath = process.env.SANDAN_CHROMIUM ?? CHROMIUM.find((path) => existsSync(path));
  if (executablePath === undefined) return { skip: "no Chromium: install Debian's chromium, or name one in SANDAN_CHROMIUM" };
  const server = await running(env, undefined, { pages: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const visit: Pages["visit"] = (options = {}) => visitOf(browser, server, options);
  return {
    server,
    visit,
    signedIn: async (email, options, password = PASSWORD) => {
      const visited = await visit(options);
      const headers = { origin: server.base };
      const answer = await visited.context.request.post("/auth/sign-in/email", { data: { email, password }, headers });
      assert.ok(answer.ok(), await answer.text());
      return visited;
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function visitOf(
  browser: Browser,
  server: Running,
  { lang = "ko", theme = "light", width = 1280, height = 900 }: NonNullable<Parameters<Pages["visit"]>[0]>,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: server.base,
    locale: lang === "ko" ? "ko-KR" : "en-GB",
    colorScheme: theme,
    viewport: { width, height },
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    // A refused sign-in is told by the browser as an error too.
    if (message.type() === "error" && !/status of (4\d\d|503)/.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  return { page, context, faults };
}

/** Signs in through the page, by label as a reader of the screen would. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/");
  await page.getByLabel(/^(전자우편|E-mail)$/).fill(email);
  await page.getByLabel(/^(비밀번호|Password)$/).fill(password);
  await page.getByRole("button", { name: /^(로그인|Sign in)$/ }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("button", { name: /로그아웃|Sign out/ }).waitFor();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The page has its heading, and asks the server for nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation of WCAG 2.2 AA that axe finds on the page as it stands. */
export const assertAccessible = (page: Page, where: string): Promise<void> => assertRules(page, where, RULES);

async function assertRules(page: Page, where: string, runOnly: string[]): Promise<void> {
  const options = { runOnly, resultTypes: ["violations"] };
  const found = await page.evaluate(`(async () => {
    if (window.axe === undefined) { ${axe} }
    const run = await window.axe.run(document, ${JSON.stringify(options)});
    return run.violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ target, failureSummary }) => target.join(" ") + " (" + (failureSummary ?? "").split("\\n").slice(1, 2).join("").trim() + ")").join("; "));
  })()`);
  assert.deepEqual(found, [], where);
}

/** Not wider than a phone. */
export async function assertNarrow(page: Page, where: string): Promise<void> {
  const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
  assert.ok(wide <= PHONE.width, `${where} is ${wide} px wide`);
}

const PHONE = { width: 375, height: 740 };
const DESK = { width: 1280, height: 900 };

/** Law: a page is no wider than a phone and accessible there and on a desk, and its colours are told apart in both themes. The visit must not have chosen a theme. */
export async function assertEverywhere(page: Page, where: string, open: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  await open();
  await assertNarrow(page, where);
  await page.setViewportSize(DESK);
  // What is drawn anew for the width has been.
  await page.evaluate("new Promise((done) => setTimeout(done, 200))");
  // Pages are built of the same parts in both languages: axe looks at them in Korean, and in English too by test:long.
  const looks = process.env.SANDAN_LONG === "1" || (await page.evaluate("document.documentElement.lang")) === "ko";
  if (!looks) return;
  await assertAccessible(page, `${where}, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('html[data-theme="dark"]').waitFor();
  await assertRules(page, `${where}, dark`, ["color-contrast"]);
}
