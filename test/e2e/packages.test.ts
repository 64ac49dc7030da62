// Sealed packages as an owner meets them: sealed with something held back, handed over, suspended, revoked; keys replaced; and who may only look.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Client } from "../../src/model/client.ts";
import { joined, type Somebody, value } from "../server/household.ts";
import { comers } from "./again.ts";
import { assertAccessible, assertEverywhere, type Pages, pages, settled } from "./pages.ts";
import { type Sample, sampleOn } from "./sample.ts";

let made: Pages | { skip: string };
let come: ReturnType<typeof comers>;
let sample: Sample;
let client: Client;
let viewer: Somebody;

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  come = comers(made);
  sample = await sampleOn(made.server);
  client = made.server.client(await made.server.token(sample.email, sample.password));
  viewer = await made.server.person("viewer");
  await joined(made.server, client, { org: sample.org, who: viewer, role: "viewer" });
});
after(async () => {
  if ("close" in made) await made.close();
});

// ---- a small vocabulary

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const packagesNow = async () => value(await client("listPackages", { org: sample.org })).items;

test("a statement is sealed from its reports with a recipe held back, and the file is handed over with trust file and lists", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await come(sample.email, {}, sample.password);
  await page.goto(`/o/${sample.org}/s/${sample.statement}/reports`);
  await page.getByRole("link", { name: "봉인 파일로" }).click();
  await page.waitForURL(`**/packages?seal=${sample.statement}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("감출 것 고르기").click();
  await dialog.getByRole("checkbox", { name: /고탄소 페로망간/ }).check();
  await assertAccessible(page, "sealing");
  await dialog.getByRole("button", { name: "1건을 감추고 봉인" }).click();
  await dialog.getByText("봉인했습니다", { exact: true }).waitFor();
  await assertAccessible(page, "sealed");
  const { name, bytes } = await downloaded(page, () => dialog.getByRole("button", { name: "봉인 파일 내려받기" }).click());
  const [sealed] = await packagesNow();
  assert.deepEqual([name, bytes.subarray(0, 2).toString()], [`${sealed?.hash.slice(0, 12)}.sandan`, "PK"]);
  assert.deepEqual([sealed?.statement, sealed?.held], [sample.statement, ["precursors/femn"]]);
  await dialog.getByRole("button", { name: "닫기", exact: true }).last().click();
  await page.getByLabel("믿는 인정기관의 식별자").fill("did:web:one.example  did:web:two.example");
  const trust = await downloaded(page, () => page.getByRole("button", { name: "신뢰 파일 내려받기" }).click());
  const { accreditors, signers } = JSON.parse(trust.bytes.toString()) as { accreditors: string[]; signers: string[] };
  assert.deepEqual(accreditors, ["did:web:one.example", "did:web:two.example"]);
  assert.deepEqual(signers, [value(await client("readIdentity", { org: sample.org })).did]);
  const lists = await downloaded(page, () => page.getByRole("button", { name: "상태 목록 내려받기" }).click());
  assert.ok(Array.isArray(JSON.parse(lists.bytes.toString())));
  assert.deepEqual(faults, []);
});

test("a signature is suspended, lifted and revoked, each with what it means; what is revoked stays so", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { hash } = value(
    await client("sealPackage", { org: sample.org, statement: sample.statement, body: { hold: [], evidence: false } }),
  );
  const short = hash.slice(0, 12);
  const { page, faults } = await come(sample.email, {}, sample.password);
  await page.goto(`/o/${sample.org}/packages`);
  const row = page.getByRole("row").filter({ hasText: short });
  const confirmed = async (ask: string, action: string): Promise<void> => {
    await row.getByRole("button", { name: ask }).click();
    await page.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  await confirmed(`${short} 정지`, "정지");
  await row.getByText(/정지됨/).waitFor();
  await confirmed(`${short} 정지 풀기`, "정지 풀기");
  await row.getByText("유효", { exact: true }).waitFor();
  await row.getByRole("button", { name: `${short} 철회` }).click();
  await page.getByText(/되돌릴 수 없고/).waitFor();
  await assertAccessible(page, "revoking");
  await page.getByRole("dialog").getByRole("button", { name: "철회", exact: true }).click();
  await row.getByText(/철회됨/).waitFor();
  assert.equal(await row.getByRole("button", { name: /정지|철회/ }).count(), 0);
  assert.deepEqual(faults, []);
});

test("a key that leaked is replaced: since when is asked for, and said afterwards", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await come(sample.email, {}, sample.password);
  await page.goto(`/o/${sample.org}/settings`);
  const card = page.getByRole("region", { name: "식별자와 서명 키" });
  await card.getByText("쓰는 중").waitFor();
  await card.getByRole("button", { name: "키 바꾸기…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /남의 손에/ }).check();
  assert.ok(await dialog.getByRole("button", { name: "키 바꾸기" }).isDisabled());
  await dialog.getByLabel("언제부터").fill("2026-01-02T03:04");
  await assertAccessible(page, "replacing a key");
  await dialog.getByRole("button", { name: "키 바꾸기" }).click();
  await card.getByText(/새어 나감/).waitFor();
  assert.equal(value(await client("readIdentity", { org: sample.org })).keys.filter(({ ended }) => ended === undefined).length, 1);
  assert.deepEqual(faults, []);
});

test("a verification body hands in its accreditation as a file, and is told what is wrong with it", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const owner = await made.server.person("body");
  const { id: org } = value(await owner.client("createOrganisation", { body: { name: "검증원", kind: "verifier" } }));
  const { page, faults } = await come(owner.email);
  await page.goto(`/o/${org}/settings`);
  const file = page.getByLabel("인정서 파일 올리기");
  const given = (text: string) => file.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await given("not a credential");
  await page.getByText(/서명된 증명서가 아닙니다/).waitFor();
  await given('{"type":["VerifiableCredential"]}');
  await page.getByText(/이 인정서는 쓸 수 없습니다/).waitFor();
  await assertAccessible(page, "accreditation");
  assert.deepEqual(faults, []);
});

test("whoever may only look sees the packages and is offered nothing else; the page is the same everywhere", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await come(viewer.email);
  await assertEverywhere(page, "packages", async () => {
    await page.goto(`/o/${sample.org}/packages?seal=${sample.statement}`);
    await settled(page);
  });
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await page.getByRole("button", { name: /봉인하기|정지|철회/ }).count(), 0);
  assert.ok((await page.getByRole("button", { name: /내려받기/ }).count()) > 2);
  assert.deepEqual(faults, []);
});
