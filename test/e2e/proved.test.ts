// The whole path in the browser: submitted, sampled, found, answered, calculated again, reviewed, signed, sealed; proved on another machine, revoked, refused.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Client } from "../../src/model/client.ts";
import { accreditedHere, elsewhere, otherSigners } from "../server/elsewhere.ts";
import { ENGAGEMENT, joined, type Somebody, value } from "../server/household.ts";
import { comers, until } from "./again.ts";
import { type Pages, pages } from "./pages.ts";
import { type Sample, sampleOn } from "./sample.ts";

let made: Pages | { skip: string };
let come: ReturnType<typeof comers>;
let sample: Sample;
let owner: Client;
let lead: Somebody;
let reviewer: Somebody;
let body: string;
let accreditor: string;
const elsewhereFolder = mkdtempSync(join(tmpdir(), "sandan-elsewhere-"));

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  const { server } = made;
  come = comers(made);
  sample = await sampleOn(server);
  owner = server.client(await server.token(sample.email, sample.password));
  [lead, reviewer] = [await server.person("lead"), await server.person("reviewer")];
  body = value(await lead.client("createOrganisation", { body: { name: "Prüfhaus", kind: "verifier" } })).id;
  accreditor = await accreditedHere(lead.client, body);
  await joined(server, lead.client, { org: body, who: reviewer, role: "editor" });
  for (const who of [lead, reviewer]) await joined(server, owner, { org: sample.org, who, role: "verifier" });
});
after(async () => {
  if ("close" in made) await made.close();
  rmSync(elsewhereFolder, { recursive: true, force: true });
});

async function downloaded(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return readFileSync(await download.path());
}

const part = (page: Page, name: string) => page.getByRole("navigation", { name: "검증의 부분" }).getByRole("button", { name });
const step = (page: Page, name: string) => page.locator('[aria-current="step"]', { hasText: name }).waitFor();

/** An engagement with a body whose key lies here. */
async function opened(): Promise<string> {
  const { items } = value(await owner("listStatements", { org: sample.org, limit: 1 }));
  const team = [
    { person: lead.id, role: "leadAuditor" as const },
    { person: reviewer.id, role: "independentReviewer" as const },
  ];
  const given = { ...ENGAGEMENT, sealing: items[0]?.id ?? "", team, bodyOrganisation: body };
  return value(await owner("openVerification", { org: sample.org, body: given })).id;
}

test("a statement goes all the way, and whoever is handed the file believes it by their own trust file alone, until it is revoked", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const id = await opened();
  const at = (of: string): string => `/o/${sample.org}/v/${id}?part=${of}`;
  const now = async () => value(await owner("readVerification", { org: sample.org, verification: id })).verification;
  const plant = await come(sample.email, {}, sample.password);
  const team = await come(lead.email);
  const review = await come(reviewer.email);

  await plant.page.goto(at("overview"));
  await plant.page.getByRole("button", { name: "검증기관에 제출" }).click();
  await step(plant.page, "제출됨");

  await team.page.goto(at("overview"));
  await team.page.getByRole("button", { name: "검증 개시" }).click();
  await step(team.page, "검증 중");
  await part(team.page, "표본").click();
  await team.page.getByLabel(/무작위로 더/).fill("2");
  await team.page.getByRole("button", { name: "표본 뽑기" }).click();
  await team.page.getByText(/난수 씨앗/).waitFor();
  await team.page.goto(`${at("check")}&record=streams/gas-mill`);
  await team.page.getByRole("button", { name: "확인하고 다음으로" }).click();
  await until(async () => (await now()).ticks.length === 1);
  await team.page.goto(`${at("check")}&record=streams/gas-mill`);
  await team.page.getByRole("button", { name: "여기서 지적하기" }).click();
  await team.page
    .getByRole("group", { name: /^이형봉강/ })
    .getByLabel("배출량 영향", { exact: true })
    .fill("0.004");
  await team.page.getByLabel("물음").fill("3월 고지서보다 12 t 적습니다.");
  await team.page.getByRole("button", { name: "지적사항 통보" }).click();
  await until(async () => (await now()).findings.length === 1);

  await plant.page.goto(at("findings"));
  await plant.page.getByRole("button", { name: "F1에 답하기" }).click();
  await plant.page.getByLabel("답변", { exact: true }).fill("고쳐서 다시 산정했습니다.");
  await plant.page.getByRole("button", { name: "답변 보내기" }).click();
  await until(async () => (await now()).findings[0]?.state === "answered");
  const head = value(await owner("readRecord", { org: sample.org, period: sample.period, key: "head" }));
  const changed = { ...(head.body as object), title: "고친 산정" };
  value(
    await owner("putRecord", { org: sample.org, period: sample.period, key: "head", body: { body: changed } }, { version: head.version }),
  );
  await plant.page.goto(`/o/${sample.org}/p/${sample.period}`);
  await plant.page.getByRole("button", { name: "산정서로 봉인" }).click();
  const newest = async () => value(await owner("listStatements", { org: sample.org, limit: 1 })).items[0];
  await until(async () => (await newest())?.hash !== sample.statement);
  const statement = (await newest())?.hash ?? "";
  await plant.page.goto(at("overview"));
  await plant.page.getByLabel("새 산정서").selectOption({ index: 1 });
  await plant.page.getByRole("button", { name: "이 산정서로" }).click();
  await until(async () => (await now()).subject.statement === statement);
  await plant.page.goto(`/o/${sample.org}/packages?seal=${statement}`);
  await plant.page.getByRole("dialog").getByRole("button", { name: /봉인$/ }).click();
  await plant.page.getByRole("dialog").getByText("봉인했습니다", { exact: true }).waitFor();
  const sealed = (await now()).subject.package ?? "";

  await team.page.goto(at("findings"));
  await team.page.getByRole("button", { name: "F1 종결" }).click();
  await team.page.getByRole("radio", { name: /^고쳐짐/ }).check();
  await team.page.getByRole("button", { name: "종결", exact: true }).click();
  await until(async () => (await now()).findings[0]?.state === "closed");
  await part(team.page, "방문").click();
  await team.page.getByRole("button", { name: "방문 더하기" }).click();
  await team.page.getByRole("checkbox", { name: "lead" }).check();
  await team.page.getByRole("button", { name: "방문 저장" }).click();
  await until(async () => (await now()).visits.length === 1);
  await part(team.page, "검증의견").click();
  await team.page.getByLabel("의견 구분").selectOption("satisfactory");
  await team.page.getByRole("button", { name: "초안 저장" }).click();
  await team.page.getByRole("button", { name: "독립검토에 회부" }).click();
  await step(team.page, "독립검토");
  await review.page.goto(at("opinion"));
  await review.page.getByRole("button", { name: "검증의견 발행…" }).click();
  await review.page.getByRole("button", { name: "발행", exact: true }).click();
  await step(review.page, "발행");
  assert.equal((await now()).opinion?.of, sealed);

  await plant.page.goto(`/o/${sample.org}/packages`);
  const row = plant.page.getByRole("row").filter({ hasText: sealed.slice(0, 12) });
  await row.getByText("검증의견 있음").waitFor();
  const bytes = await downloaded(plant.page, () => row.getByRole("button", { name: /내려받기/ }).click());
  await plant.page.getByLabel("믿는 인정기관의 식별자").fill(accreditor);
  const trust = await downloaded(plant.page, () => plant.page.getByRole("button", { name: "신뢰 파일 내려받기" }).click());
  const files = { "P.sandan": bytes, "trust.json": trust, "wrong.json": otherSigners(trust) };
  const right = await elsewhere(elsewhereFolder, files, ["P.sandan", "--trust", "trust.json"]);
  assert.deepEqual([right.exit, right.fails, right.unchecked], [0, [], []]);
  const wrong = await elsewhere(elsewhereFolder, {}, ["P.sandan", "--trust", "wrong.json"]);
  assert.deepEqual([wrong.exit, wrong.fails], [1, ["SIGNER_UNTRUSTED"]]);

  await review.page.getByRole("button", { name: "검증의견 철회…" }).click();
  await review.page.getByLabel("까닭").fill("표본에서 빠진 사실이 나왔습니다.");
  await review.page.getByRole("dialog").getByRole("button", { name: "철회", exact: true }).click();
  await until(async () => (await now()).state === "withdrawn");
  await team.page.goto(`/o/${body}/packages`);
  const lists = await downloaded(team.page, () => team.page.getByRole("button", { name: "상태 목록 내려받기" }).click());
  const revoked = await elsewhere(elsewhereFolder, { "lists.json": lists }, [
    "P.sandan",
    "--trust",
    "trust.json",
    "--status",
    "lists.json",
  ]);
  assert.deepEqual([revoked.exit, revoked.fails.includes("REVOKED")], [1, true]);
  assert.deepEqual([...plant.faults, ...team.faults, ...review.faults], []);
});
