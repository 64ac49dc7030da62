// Pictures of the main pages into docs/screenshots: both languages, wide and as on a phone. node scripts/screenshots.ts [FOLDER [NAME ...]]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pages, type Visit } from "../test/e2e/pages.ts";
import { ADDRESSES, addressOf, sampleOn } from "../test/e2e/sample.ts";

const [folder = join(import.meta.dirname, "..", "docs", "screenshots"), ...names] = process.argv.slice(2);
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Of a long page its beginning. */
const TALLEST = 2200;
/** What stands in the README: a question that has its answer, and a page from its top to its plots. */
const TOLD: Readonly<Record<string, string>> = { begin: "/o/:o/begin?country=KR&cn=73181568&tonnes=500&price=75.3" };
const WHOLE = new Set(["results", "begin"]);
const MAIN = [
  "sign-in",
  "overview",
  "begin",
  "results",
  "records",
  "import",
  "map",
  "what-if",
  "problems",
  "statements",
  "reports",
  "team",
];
const wanted = (name: string): boolean => (names.length === 0 ? MAIN : names).includes(name);

async function shot({ page }: Visit, address: string, name: string, fullPage: boolean): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  // Pieces of the font come when their letters are met, and plots are drawn when their data are there.
  await page.waitForTimeout(900);
  await page.evaluate("document.fonts.ready");
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  const { width = 0, height: seen = 0 } = page.viewportSize() ?? {};
  const clip = { x: 0, y: 0, width, height: Math.min(Math.max(height, seen), TALLEST) };
  await page.screenshot({ path: join(folder, `${name}.png`), ...(fullPage && { fullPage, clip }) });
}

const made = await pages();
if ("skip" in made) throw new Error(made.skip);
const { server, visit, signedIn, close } = made;
try {
  const sample = await sampleOn(server);
  mkdirSync(folder, { recursive: true });
  for (const lang of ["ko", "en"] as const)
    for (const [size, measures] of Object.entries(SIZES)) {
      const options = { lang, theme: lang === "en" && size === "wide" ? ("dark" as const) : ("light" as const), ...measures };
      const stranger = await visit(options);
      const known = await signedIn(sample.email, options, sample.password);
      if (wanted("sign-in")) await shot(stranger, "/", `sign-in-${lang}-${size}`, false);
      for (const [name, path] of Object.entries(ADDRESSES))
        if (wanted(name))
          await shot(known, addressOf(TOLD[name] ?? path, sample), `${name}-${lang}-${size}`, size === "phone" || WHOLE.has(name));
      for (const { page, faults } of [stranger, known]) {
        if (faults.length > 0) console.log(lang, size, faults);
        await page.context().close();
      }
    }
} finally {
  await close();
}
