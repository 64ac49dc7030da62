// Pictures of the main pages into docs/screenshots: both languages, wide and as on a phone. node scripts/screenshots.ts [FOLDER [NAME ...]]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SAMPLE_EMAIL, sampleFactory } from "../src/main/sample-factory.ts";
import { pages } from "../test/e2e/pages.ts";

const [folder = join(import.meta.dirname, "..", "docs", "screenshots"), ...names] = process.argv.slice(2);

/** Pages by name; `:o`, `:p`, `:s` stand for the sample's organisation, period and statement. */
const SHOWN: Readonly<Record<string, string>> = {
  "sign-in": "",
  overview: "/o/:o",
  begin: "/o/:o/begin",
  results: "/o/:o/p/:p?price=75.3",
  records: "/o/:o/p/:p/records/energy",
  import: "/o/:o/p/:p/import",
  map: "/o/:o/p/:p/map",
  "what-if": "/o/:o/p/:p/what-if",
  problems: "/o/:o/p/:p/problems",
  statements: "/o/:o/statements",
  reports: "/o/:o/s/:s/reports",
  evidence: "/o/:o/evidence",
  team: "/o/:o/team",
  audit: "/o/:o/audit",
  settings: "/o/:o/settings",
  glossary: "/glossary",
};
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const made = await pages();
if ("skip" in made) throw new Error(made.skip);
const { server, visit, signedIn, close } = made;
try {
  const password = await sampleFactory(server.house, server.settings);
  if (password === undefined) throw new Error("no sample factory");
  const { client } = server;
  const session = await server.token(SAMPLE_EMAIL, password);
  const asked = client(session);
  const me = await asked("whoAmI", {});
  const org = me.ok ? (me.value.organisations[0]?.id ?? "") : "";
  const periods = await asked("listPeriods", { org, limit: 10 });
  const period = periods.ok ? (periods.value.items[0]?.id ?? "") : "";
  const statements = await asked("listStatements", { org, limit: 1 });
  const statement = statements.ok ? (statements.value.items[0]?.hash ?? "") : "";
  mkdirSync(folder, { recursive: true });
  for (const lang of ["ko", "en"] as const)
    for (const [size, measures] of Object.entries(SIZES)) {
      const theme = lang === "en" && size === "wide" ? "dark" : "light";
      const stranger = await visit({ lang, theme, ...measures });
      const known = await signedIn(SAMPLE_EMAIL, { lang, theme, ...measures }, password);
      for (const [name, path] of Object.entries(SHOWN)) {
        if (names.length > 0 && !names.includes(name)) continue;
        const { page } = path === "" ? stranger : known;
        await page.goto(path.replace(":o", org).replace(":p", period).replace(":s", statement) || "/");
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        // Pieces of the font come when their letters are met, and may bring others.
        await page.waitForTimeout(600);
        await page.evaluate("document.fonts.ready");
        await page.screenshot({ path: join(folder, `${name}-${lang}-${size}.png`), fullPage: size === "phone" });
      }
      for (const { page, faults } of [stranger, known]) {
        if (faults.length > 0) console.log(lang, size, faults);
        await page.context().close();
      }
    }
} finally {
  await close();
}
