// Every page, in both languages and both themes: no violation that axe finds, nothing in the console, no page wider than a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertEverywhere, type Pages, pages, settled } from "./pages.ts";
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

/** Pages that the tests of their areas look at in the same way, with more in them: map, statements, team. */
const ELSEWHERE = new Set(["map", "statements", "compare", "reports", "plant", "what-if", "team", "audit", "settings", "account"]);

for (const lang of ["ko", "en"] as const)
  test(`every page is accessible in both themes and no wider than a phone, has one first heading and a title of its own: ${lang}`, async (t) => {
    if ("skip" in made) return t.skip(made.skip);
    const { page, faults } = await made.signedIn(sample.email, { lang }, sample.password);
    const titles = new Set<string>();
    for (const [name, path] of Object.entries(ADDRESSES).filter(([name]) => !ELSEWHERE.has(name))) {
      await assertEverywhere(page, `${name}, ${lang}`, async () => {
        await page.goto(addressOf(path, sample));
        await settled(page);
      });
      assert.equal(
        await page.getByText(/이 주소에는 아무것도|nothing at this address|문제가 생겼습니다|Something went wrong/).count(),
        0,
        name,
      );
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
      titles.add(await page.title());
      assert.deepEqual(faults.splice(0), [], `${name}: the console`);
    }
    // Results of a period and of its statement may be called alike.
    assert.ok(titles.size >= Object.keys(ADDRESSES).length - ELSEWHERE.size - 1, [...titles].join(" | "));
  });
