// Every page, in both languages and both themes: no violation that axe finds, nothing in the console, no page wider than a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, type Pages, pages } from "./pages.ts";
import { ADDRESSES, addressOf, type Sample, sampleOn } from "./sample.ts";

let made: Pages | { skip: string };
let sample: Sample;
before(async () => {
  made = await pages();
  if (!("skip" in made)) sample = await sampleOn(made.server);
});
after(async () => {
  if ("close" in made) await made.close();
});

for (const lang of ["ko", "en"] as const)
  for (const theme of ["light", "dark"] as const)
    test(`every page is accessible: ${lang}, ${theme}`, async (t) => {
      if ("skip" in made) return t.skip(made.skip);
      const { page, faults } = await made.signedIn(sample.email, { lang, theme }, sample.password);
      for (const [name, path] of Object.entries(ADDRESSES)) {
        await page.goto(addressOf(path, sample));
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForLoadState("networkidle");
        assert.equal(
          await page.getByText(/이 주소에는 아무것도|nothing at this address|문제가 생겼습니다|Something went wrong/).count(),
          0,
          name,
        );
        await assertAccessible(page, `${name}, ${lang}, ${theme}`);
        assert.deepEqual(faults.splice(0), [], `${name}: the console`);
      }
    });

test("no page is wider than a phone, and each has one first heading and a title", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page } = await made.signedIn(sample.email, { lang: "ko", width: 375, height: 740 }, sample.password);
  const titles = new Set<string>();
  for (const [name, path] of Object.entries(ADDRESSES)) {
    await page.goto(addressOf(path, sample));
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    assert.ok(width <= 375, `${name} is ${width} px wide`);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
    titles.add(await page.title());
  }
  // Results of a period and of its statement may be called alike.
  assert.ok(titles.size >= Object.keys(ADDRESSES).length - 1, [...titles].join(" | "));
});
