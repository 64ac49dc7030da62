// A sealed package verified in the browser: the same findings as the command's, offline, with nothing sent.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { addToPackage } from "../../src/calc/seal-package.ts";
import { EXIT_WORDS, type ReplayReport } from "../../src/model/package-findings.ts";
import { issueCredential } from "../../src/trust/credentials/credential.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { handsOf, statusList, trustOf } from "../packages/made.ts";
import { filesOf, mended } from "../packages/mutate.ts";
import { assertEverywhere, type Pages, pages, settled } from "./pages.ts";

const root = join(import.meta.dirname, "..", "..");
const GOLDEN = join(root, "test", "packages");
const scratch = mkdtempSync(join(tmpdir(), "sandan-replay-"));
const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

let made: Pages | { skip: string };
before(async () => {
  made = await pages();
});
after(async () => {
  rmSync(scratch, { recursive: true });
  if ("close" in made) await made.close();
});

const golden = readFileSync(join(GOLDEN, "screws-0.1.0.sandan"));
const right = readFileSync(join(GOLDEN, "screws-0.1.0.trust.json"));
/** Whoever made the golden package. */
const hands = handsOf(20);
const wrong = encoded(trustOf(handsOf(90)));

/** A byte of a document that is cited, with the manifest mended to fit. */
function tampered(): Uint8Array {
  const files = filesOf(golden);
  const path = [...files.keys()].find((one) => one.startsWith("evidence/"));
  assert.ok(path);
  files.set(
    path,
    Uint8Array.from(files.get(path) ?? [], (byte, i) => (i === 0 ? byte ^ 1 : byte)),
  );
  return mended(files);
}

/** The golden package with an opinion secured in another way: linked data, or a compact signature. */
async function opinionBy(secure: "eddsa-rdfc-2022" | "jose"): Promise<Uint8Array> {
  const { did, method } = didKeyOf(hands.verifier);
  const credential = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiableCredential"],
    issuer: did,
    validFrom: "2026-02-02T00:00:00Z",
    credentialSubject: { id: "urn:uuid:5a9c9d0e-0000-4000-8000-000000000001" },
  };
  const { value, fails } = await issueCredential(credential, { signer: hands.verifier, method, secure });
  assert.deepEqual(fails, []);
  const bytes = addToPackage(golden, { opinion: value ?? "" });
  assert.ok(bytes);
  return bytes;
}

type Given = { sealed: Uint8Array; trust?: Uint8Array; lists?: Uint8Array };
const NAMES = { sealed: "given.sandan", trust: "trust.json", lists: "lists.json" } as const;

/** What the command says of the same files. */
function byCommand(given: Given): string {
  for (const [name, bytes] of Object.entries(given)) writeFileSync(join(scratch, NAMES[name as keyof Given]), bytes);
  const more = [...(given.trust ? ["--trust", NAMES.trust] : []), ...(given.lists ? ["--status", NAMES.lists] : [])];
  const args = [join(root, "src", "main", "sandan.ts"), "verify", NAMES.sealed, ...more, "--json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: scratch, env: { PATH: process.env.PATH } });
  assert.notEqual(stdout, "", stderr);
  return stdout;
}

async function drop(page: Page, given: Given): Promise<void> {
  const files = Object.entries(given).map(([name, bytes]) => ({
    name: NAMES[name as keyof Given],
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  }));
  await page.locator('input[type="file"]').setInputFiles(files);
}

const SAVE = /결과 저장|Save the result/;
/** What the page saves of its verification. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: SAVE }).click()]);
  return readFileSync(await download.path(), "utf8");
}

const cases: [name: string, exit: 0 | 1 | 2, given: () => Given | Promise<Given>][] = [
  ["the golden package alone", 2, () => ({ sealed: golden })],
  ["with the right trust file", 0, () => ({ sealed: golden, trust: right })],
  ["with another's trust file", 1, () => ({ sealed: golden, trust: wrong })],
  ["evidence altered, the manifest mended", 1, () => ({ sealed: tampered(), trust: right })],
  ["one byte lost", 1, () => ({ sealed: golden.subarray(0, -1), trust: right })],
  [
    "revoked by a newer list",
    1,
    async () => ({
      sealed: golden,
      trust: right,
      lists: encoded(await statusList(hands, { validFrom: "2026-05-01T00:00:00Z", revoked: [7] })),
    }),
  ],
  ["an opinion in linked data", 1, async () => ({ sealed: await opinionBy("eddsa-rdfc-2022"), trust: right })],
  ["an opinion in a compact form", 1, async () => ({ sealed: await opinionBy("jose"), trust: right })],
];

test("a dropped package is verified offline: what the page says and saves is what the command says", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, context, faults } = await made.visit({ lang: "en" });
  const policy = (await context.request.get("/replay")).headers()["content-security-policy"] ?? "";
  for (const rule of ["default-src 'none'", "connect-src 'self'", "worker-src 'self'"]) assert.ok(policy.split(";").includes(rule), policy);
  for (const [name, exit, make] of cases) {
    const given = await make();
    await context.setOffline(false);
    await page.goto("/replay");
    await settled(page);
    const requests: string[] = [];
    const note = (request: { url(): string }): void => void (request.url().startsWith("blob:") || requests.push(request.url()));
    page.on("request", note);
    await context.setOffline(true);
    await drop(page, given);
    await page.getByRole("heading", { name: EXIT_WORDS[exit].en }).waitFor();
    const report = await saved(page);
    assert.equal(report, byCommand(given), name);
    assert.equal((JSON.parse(report) as ReplayReport).exit, exit, name);
    for (const { text, path } of (JSON.parse(report) as ReplayReport).findings) {
      assert.ok((await page.getByText(text.en, { exact: true }).count()) > 0, `${name}: ${text.en}`);
      if (path !== "") assert.ok((await page.getByText(path, { exact: true }).count()) > 0, `${name}: ${path}`);
    }
    assert.deepEqual(requests, [], `${name}: nothing leaves`);
    page.off("request", note);
  }
  assert.deepEqual(
    faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")),
    [],
  );
});

test("the door leads there without an account; figures, signer and log are told; files come and go", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await made.visit();
  await page.goto("/");
  await page.getByRole("link", { name: /봉인 파일/ }).click();
  await page.getByRole("heading", { level: 1, name: "봉인 파일 확인" }).waitFor();
  await drop(page, { sealed: golden });
  await page.getByText(EXIT_WORDS[2].ko).waitFor();
  await page.getByText("서명자 미확인").first().waitFor();
  await drop(page, { trust: right } as unknown as Given);
  await page.getByText(EXIT_WORDS[0].ko).waitFor();
  assert.equal(await page.getByText("서명자 확인").count(), 3);
  assert.ok((await page.getByText(didKeyOf(hands.plant).did).count()) > 0);
  assert.match(
    (await page
      .getByText(/log\.example\/1의 \d+번째/)
      .first()
      .textContent()) ?? "",
    /증인/,
  );
  assert.ok((await page.getByRole("rowheader").count()) >= 6);
  await page.getByRole("button", { name: /빼기 trust\.json/ }).click();
  await page.getByText(EXIT_WORDS[2].ko).waitFor();
  await drop(page, { trust: encoded({ format: "sandan.trust/1", signer: [] }) } as unknown as Given);
  await page.getByText(/신뢰 파일을 다 이해하지 못해/).waitFor();
  await page.locator('input[type="file"]').setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await page.getByText(/쓰지 않았습니다: a\.txt/).waitFor();
  assert.deepEqual(faults, []);
});

for (const lang of ["ko", "en"] as const)
  test(`the page is accessible in both themes and on a phone, empty and with each kind of end: ${lang}`, async (t) => {
    if ("skip" in made) return t.skip(made.skip);
    const { page, faults } = await made.visit({ lang });
    const open = async (given: Given | undefined, exit?: 0 | 1 | 2): Promise<void> => {
      await page.goto("/replay");
      await settled(page);
      if (given === undefined || exit === undefined) return;
      await drop(page, given);
      await page.getByText(EXIT_WORDS[exit][lang]).waitFor();
    };
    await assertEverywhere(page, "empty", () => open(undefined));
    await assertEverywhere(page, "all holds", () => open({ sealed: golden, trust: right }, 0));
    await assertEverywhere(page, "something fails", () => open({ sealed: golden, trust: wrong }, 1));
    await assertEverywhere(page, "something unchecked", () => open({ sealed: golden }, 2));
    assert.deepEqual(faults, []);
  });
