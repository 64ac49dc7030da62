// The verifier's desk as its people meet it: opened, submitted, sampled, checked, found, answered, reviewed, released; and what a guest and a viewer see.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { ActName, Answer } from "../../src/model/api.ts";
import type { Client } from "../../src/model/client.ts";
import { ENGAGEMENT, joined, type Somebody, value } from "../server/household.ts";
import { comers, until } from "./again.ts";
import { assertAccessible, assertEverywhere, type Pages, pages, settled, type Visit } from "./pages.ts";
import { type Sample, sampleOn } from "./sample.ts";

type Desk = Answer<"readVerification">;

let made: Pages | { skip: string };
let come: ReturnType<typeof comers>;
let sample: Sample;
let owner: Client;
let lead: Somebody;
let reviewer: Somebody;
let viewer: Somebody;

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  const { server } = made;
  come = comers(made);
  sample = await sampleOn(server);
  owner = server.client(await server.token(sample.email, sample.password));
  [lead, reviewer, viewer] = [await server.person("lead"), await server.person("reviewer"), await server.person("viewer")];
  for (const who of [lead, reviewer]) await joined(server, owner, { org: sample.org, who, role: "verifier" });
  await joined(server, owner, { org: sample.org, who: viewer, role: "viewer" });
});
after(async () => {
  if ("close" in made) await made.close();
});

// ---- a small vocabulary

const officer = (options?: Parameters<Pages["visit"]>[0]): Promise<Visit> => come(sample.email, options, sample.password);
const at = (verification: string, part: string, more = ""): string => `/o/${sample.org}/v/${verification}?part=${part}${more}`;

/** Does an act on the version that stands. */
async function did(who: Client, act: ActName, id: string, input: object = {}): Promise<Desk> {
  const { version } = value(await who("readVerification", { org: sample.org, verification: id }));
  return value(await who(act, { org: sample.org, verification: id, ...input } as never, { version })) as Desk;
}

const now = async (id: string): Promise<Desk["verification"]> =>
  value(await owner("readVerification", { org: sample.org, verification: id })).verification;

/** A verification of the sample's statement by the lead auditor and the reviewer. */
async function opened(): Promise<string> {
  const { items } = value(await owner("listStatements", { org: sample.org, limit: 1 }));
  const team = [
    { person: lead.id, role: "leadAuditor" as const },
    { person: reviewer.id, role: "independentReviewer" as const },
  ];
  const body = { ...ENGAGEMENT, sealing: items[0]?.id ?? "", team };
  return value(await owner("openVerification", { org: sample.org, body })).id;
}

async function inVerification(): Promise<string> {
  const id = await opened();
  await did(owner, "submitVerification", id);
  await did(lead.client, "beginVerification", id);
  return id;
}

const MISSTATED = {
  ...{ kind: "misstatement", material: false, causes: [], of: ["stream/gas-mill/activity"] },
  ...{ effects: [{ good: "bar", see: 0.004 }], question: "3월 고지서보다 12 t 적습니다." },
};

const part = (page: Page, name: string) => page.getByRole("navigation", { name: "검증의 부분" }).getByRole("button", { name });

test("an officer opens a verification: what stands against body, scope and team is told while typing; it is submitted", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await officer();
  await page.goto(`/o/${sample.org}/statements`);
  await page.getByRole("main").getByRole("link", { name: "검증", exact: true }).click();
  await page.waitForURL(`**/verifications/new?statement=${sample.statement}`);
  await page.getByLabel("검증기관", { exact: true }).fill("Prüfhaus GmbH");
  await page.getByLabel("국가").fill("DE");
  await page.getByLabel("인정기구").fill("DAkkS");
  await page.getByLabel("인정번호").fill("D-VS-1");
  await page.getByLabel("인정 시작일").fill("2025-01-01");
  await page.getByLabel("인정 만료일").fill("2099-01-01");
  await page.getByLabel("인정 제도").selectOption("kolas");
  await page.getByText(/KOLAS 인정은 CBAM 검증에 효력이 없습니다/).waitFor();
  await page.getByLabel("인정 제도").selectOption("euNationalBody");
  await page.getByText(/인정 범위에 다음 품목군이 없습니다/).waitFor();
  await page.getByLabel("그룹 이름").fill("철강");
  for (const name of [/조강/, /철강 제품/]) await page.getByRole("checkbox", { name }).check();
  await page.getByLabel("lead", { exact: true }).selectOption("leadAuditor");
  await page.getByText("검증팀에 독립검토자가 없습니다.").waitFor();
  await assertAccessible(page, "opening");
  await page.getByLabel("reviewer", { exact: true }).selectOption("independentReviewer");
  await page.getByText("문제 없음").waitFor();
  await page.getByRole("button", { name: "검증 열기" }).click();
  await page.waitForURL("**/v/*");
  await page.getByRole("button", { name: "검증기관에 제출" }).click();
  await page.locator('[aria-current="step"]', { hasText: "제출됨" }).waitFor();
  // Who prepared may not begin it, and is told so.
  assert.ok(await page.getByRole("button", { name: "검증 개시" }).isDisabled());
  await page.goto(`/o/${sample.org}/verifications`);
  await page.getByRole("row").filter({ hasText: "Prüfhaus GmbH" }).getByText("제출됨").waitFor();
  assert.deepEqual(faults, []);
});

test("a lead auditor draws the sample, ticks one after another by the keyboard, and raises a finding where the fault is seen: the bar moves", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const id = await opened();
  await did(owner, "submitVerification", id);
  const { page, faults } = await come(lead.email);
  await page.goto(at(id, "overview"));
  await page.getByRole("button", { name: "검증 개시" }).click();
  await page.locator('[aria-current="step"]', { hasText: "검증 중" }).waitFor();
  await part(page, "표본").click();
  await page.getByLabel(/무작위로 더/).fill("2");
  await page.getByRole("button", { name: "표본 뽑기" }).click();
  await page.getByText(/난수 씨앗/).waitFor();
  const picks = (await now(id)).sampling?.picks.length ?? 0;
  assert.ok(picks >= 4);
  const box = page.getByRole("checkbox", { name: "확인함: 봉강 압연" });
  await box.click();
  await until(async () => (await now(id)).ticks[0]?.of === "processes/mill");
  await until(() => box.isChecked());
  await box.click();
  await until(async () => (await now(id)).ticks.length === 0);
  await part(page, "확인").click();
  const bench = page.getByRole("region", { name: "기록", exact: true });
  await bench.getByRole("button", { name: /전기로 제강/ }).click();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/record=streams%2Fgas-mill/);
  await page.getByRole("heading", { name: /압연 가열로 · 활동자료/ }).waitFor();
  await page.getByRole("region", { name: "증빙", exact: true }).getByText("도시가스 요금 청구서 2025년 1-12월").first().waitFor();
  await page.getByRole("button", { name: "확인하고 다음으로" }).focus();
  await page.keyboard.press("Enter");
  await until(async () => (await now(id)).ticks.length === 1);
  await page.waitForURL(/record=(?!streams%2Fgas-mill)/);
  await until(async () => (await page.locator(":focus").textContent()) === "확인하고 다음으로");
  await page.keyboard.press("Enter");
  await until(async () => (await now(id)).ticks.length === 2);
  assert.deepEqual((await now(id)).ticks.map(({ of, how }) => [of, how])[0], ["stream/gas-mill/activity", "comparedWithEvidence"]);
  await page.goto(at(id, "check", "&record=streams/gas-mill"));
  await page.getByRole("button", { name: "여기서 지적하기" }).click();
  await page
    .getByRole("group", { name: /^이형봉강/ })
    .getByLabel("배출량 영향", { exact: true })
    .fill("0.004");
  await page.getByLabel("물음").fill("3월 고지서보다 12 t 적습니다.");
  await assertAccessible(page, "workbench");
  await page.getByRole("button", { name: "지적사항 통보" }).click();
  await page.getByText(/이형봉강 · 배출량 38.6%/).waitFor();
  assert.deepEqual((await now(id)).findings[0]?.effects, [{ good: "bar", see: 0.004 }]);
  await part(page, "중요성").click();
  await page.getByText("허위기재 합계 0.004 / 한도 0.01037 tCO2e/t (38.6%)").waitFor();
  assert.deepEqual(faults, []);
});

test("the plant answers with a document, the team closes, records the visit and drafts; the reviewer sends back, then releases; the report is handed over", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const id = await inVerification();
  await did(lead.client, "raiseFinding", id, { body: MISSTATED });
  const plant = await officer();
  await plant.page.goto(at(id, "findings"));
  await plant.page.getByRole("button", { name: "F1에 답하기" }).click();
  await plant.page.getByLabel("답변", { exact: true }).fill("계량기 교체일의 차이입니다.");
  await plant.page.getByLabel("새 파일").setInputFiles({ name: "고지서.csv", mimeType: "text/csv", buffer: Buffer.from("월,t\n3,288\n") });
  await plant.page.getByRole("button", { name: "고지서.csv 빼기" }).waitFor();
  await plant.page.getByRole("button", { name: "답변 보내기" }).click();
  await until(async () => (await now(id)).findings[0]?.state === "answered");
  assert.equal((await now(id)).findings[0]?.evidence.length, 1);
  const team = await come(lead.email);
  await team.page.goto(at(id, "findings"));
  await team.page.getByRole("button", { name: "F1 종결" }).click();
  await team.page.getByRole("radio", { name: /^고쳐지지 않음/ }).check();
  await team.page.getByRole("button", { name: "종결", exact: true }).click();
  await team.page.getByText("고쳐지지 않음", { exact: true }).waitFor();
  await part(team.page, "방문").click();
  await team.page.getByText(/현장 방문 기록이 없습니다/).waitFor();
  await team.page.getByRole("button", { name: "방문 더하기" }).click();
  await team.page.getByRole("checkbox", { name: "lead" }).check();
  await team.page.getByText("방문 요건 충족").waitFor();
  await team.page.getByRole("button", { name: "방문 저장" }).click();
  await until(async () => (await now(id)).visits.length === 1);
  await part(team.page, "검증의견").click();
  await team.page.getByLabel("의견 구분").selectOption("withComments");
  await team.page.getByLabel("의견 내용").fill("F1은 중요성 아래에 남아 있습니다.");
  await team.page.getByRole("button", { name: "초안 저장" }).click();
  await team.page.getByRole("button", { name: "독립검토에 회부" }).click();
  await team.page.locator('[aria-current="step"]', { hasText: "독립검토" }).waitFor();
  const review = await come(reviewer.email);
  await review.page.goto(at(id, "opinion"));
  await review.page.getByRole("button", { name: "돌려보내기…" }).click();
  await review.page.getByLabel("까닭").fill("F1의 영향을 다시 계산하십시오.");
  await review.page.getByRole("button", { name: "돌려보내기", exact: true }).click();
  await review.page.locator('[aria-current="step"]', { hasText: "검증의견 초안" }).waitFor();
  await did(lead.client, "reviewOpinion", id);
  await review.page.reload();
  await review.page.getByRole("button", { name: "검증의견 발행…" }).click();
  await assertAccessible(review.page, "releasing");
  await review.page.getByRole("button", { name: "발행", exact: true }).click();
  await review.page.locator('[aria-current="step"]', { hasText: "발행" }).waitFor();
  assert.equal((await now(id)).state, "released");
  await part(review.page, "보고서").click();
  const [download] = await Promise.all([
    review.page.waitForEvent("download"),
    review.page.getByRole("button", { name: "PDF 내려받기" }).click(),
  ]);
  assert.equal(
    readFileSync(await download.path())
      .subarray(0, 4)
      .toString(),
    "%PDF",
  );
  await team.page.goto(at(id, "opinion"));
  await team.page.getByRole("button", { name: "검증의견 철회…" }).click();
  await team.page.getByLabel("까닭").fill("발행 뒤 중요한 허위기재가 드러났습니다.");
  await team.page.getByRole("button", { name: "철회", exact: true }).click();
  await team.page.getByRole("region", { name: "검증의견" }).getByText("철회", { exact: true }).waitFor();
  assert.equal((await now(id)).state, "withdrawn");
  assert.deepEqual([...plant.faults, ...team.faults, ...review.faults], []);
});

test("a guest reads by a link that is shown once, with no account: the figures down to their receipt, and nothing once it is revoked", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const id = await inVerification();
  await did(lead.client, "raiseFinding", id, { body: MISSTATED });
  const { page, faults } = await officer();
  await page.goto(at(id, "guests"));
  await page.getByRole("button", { name: "링크 만들기" }).click();
  const address = await page.getByLabel("링크", { exact: true }).inputValue();
  await assertAccessible(page, "a guest link");
  await page.getByRole("button", { name: "적어 두었습니다" }).click();
  const guest = await made.visit();
  await assertEverywhere(guest.page, "guest", async () => {
    await guest.page.goto(address);
    await settled(guest.page);
  });
  await guest.page.getByText("3월 고지서보다 12 t 적습니다.").waitFor();
  assert.equal((await guest.page.content()).includes(sample.email), false);
  await guest.page.getByRole("button", { name: /^이형봉강, 직접/ }).click();
  await guest.page
    .getByRole("dialog", { name: "이 숫자의 근거" })
    .getByRole("heading", { name: /이형봉강/ })
    .waitFor();
  await assertAccessible(guest.page, "a guest's receipt");
  // The tab keeps the secret where the address has lost it.
  await guest.page.reload();
  await guest.page.getByRole("dialog", { name: "이 숫자의 근거" }).waitFor();
  await page.getByRole("button", { name: "취소", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "취소", exact: true }).click();
  await page.getByText("취소됨", { exact: true }).waitFor();
  await guest.page.goto(address);
  await guest.page.reload();
  await guest.page.getByText(/취소되었습니다/).waitFor();
  assert.equal(await guest.page.getByText("이형봉강").count(), 0);
  assert.deepEqual([...faults, ...guest.faults], []);
});

for (const [name, parts] of [
  ["first", ["overview", "risks", "sample", "check", "findings"]],
  ["other", ["materiality", "visits", "opinion", "report", "guests"]],
] as const)
  test(`the desk is the same everywhere, and whoever may only look is offered nothing: the ${name} parts`, async (t) => {
    if ("skip" in made) return t.skip(made.skip);
    const id = await inVerification();
    await did(lead.client, "drawSample", id, { body: { wanted: 0.5, random: 1 } });
    await did(lead.client, "raiseFinding", id, { body: MISSTATED });
    const { page, faults } = await come(name === "first" ? viewer.email : lead.email);
    for (const one of parts)
      await assertEverywhere(page, one, async () => {
        await page.goto(at(id, one));
        await settled(page);
      });
    if (name === "other") {
      await assertEverywhere(page, "all of mine", async () => {
        await page.goto("/verifications");
        await settled(page);
      });
      assert.ok((await page.getByRole("link", { name: /2025/ }).count()) > 0);
    }
    if (name === "first")
      assert.equal(await page.getByRole("button", { name: /확인함|지적하기|종결$|답하기|다시 뽑기|팀 바꾸기|거두기/ }).count(), 0);
    assert.deepEqual(faults, []);
  });
