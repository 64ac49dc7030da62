// Markup in every text that people write: it is shown as text on every page, and never run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../cases/read.ts";
import { value } from "../server/household.ts";
import { PASSWORD } from "../server/running.ts";
import { type Pages, pages, settled } from "./pages.ts";
import { ADDRESSES, addressOf, type Sample } from "./sample.ts";

const EVIL = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>"\'`{{7*7}} ';
const MORE = {
  html: "/o/:o/s/:s/reports?as=html",
  "operator's report": "/o/:o/s/:s/reports?as=operator-report",
  pdf: "/o/:o/s/:s/reports?as=pdf",
  table: "/o/:o/s/:s/reports?as=csv",
  "lines of sources": "/o/:o/p/:p/records/energy?record=streams/gas-mill&field=activity",
  "map as tables": "/o/:o/p/:p/map?view=table",
  "a receipt": "/o/:o/p/:p?step=stream/gas-mill/emissions",
};

/** The sample factory with markup before every text of its own; codes and ids have no Hangul. */
function poisoned(given: unknown): unknown {
  if (typeof given === "string") return /[가-힣]/.test(given) ? EVIL + given : given;
  if (Array.isArray(given)) return given.map(poisoned);
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, poisoned(one)]));
}

let made: Pages | { skip: string };
let sample: Sample;
before(async () => {
  made = await pages();
  if ("skip" in made) return;
  const { client, email } = await made.server.person("kim");
  const { id: org } = value(await client("createOrganisation", { body: { name: `${EVIL}시화정밀`, kind: "plant" } }));
  const site = value(await client("createInstallation", { org, body: { name: `${EVIL}공장` } }));
  const year = { start: "2025-01-01", end: "2025-12-31", title: `${EVIL}2025` };
  const { id: period } = value(await client("createPeriod", { org, body: { installation: site.id, ...year } }));
  const file = poisoned(JSON.parse(readFileSync(join(root, "samples", "sample-factory.json"), "utf8")));
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const { sha256 } = value(await client("uploadEvidence", { org, name: `${EVIL}사례.json`, bytes }));
  value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  const { hash } = value(await client("calculateStatement", { org, period, body: {} }));
  sample = { email, password: PASSWORD, org, period, statement: hash };
});
after(async () => {
  if ("close" in made) await made.close();
});

test("markup is shown and never run, on every page", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.signedIn(sample.email);
  let shown = 0;
  for (const [name, path] of Object.entries({ ...ADDRESSES, ...MORE })) {
    await page.goto(addressOf(path, sample));
    await settled(page);
    assert.equal(await page.evaluate("window.ran"), undefined, name);
    assert.equal(await page.evaluate("document.querySelectorAll('img[src=x], script:not([src])').length"), 0, name);
    // What the CSP refuses would be told here.
    assert.deepEqual(faults.splice(0), [], name);
    if ((await page.locator("body").innerText()).includes("<img src=x")) shown += 1;
  }
  assert.ok(shown > 10, `markup stands on ${shown} pages only`);
});
