// People of an organisation, their trail and settings, one's own account, sums of a complex, and strangers who see nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { codeOf } from "../server/browser.ts";
import { furnished, invitationSecret, joined, type Place, requested, type Somebody, value } from "../server/household.ts";
import { comers, until } from "./again.ts";
import { assertAccessible, assertEverywhere, type Pages, pages, settled, signIn } from "./pages.ts";

let made: Pages | { skip: string };
let come: ReturnType<typeof comers>;
let owner: Somebody;
let viewer: Somebody;
let plant: Place;

before(async () => {
  made = await pages();
  if ("skip" in made) return;
  come = comers(made);
  const { server } = made;
  owner = await server.person("owner");
  viewer = await server.person("viewer");
  plant = await furnished(owner, { name: "시화정밀" });
  await joined(server, owner.client, { org: plant.org, who: viewer, role: "viewer" });
});
after(async () => {
  if ("close" in made) await made.close();
});

test("an owner invites, and the invited becomes a member in that role; the role is changed, and the member removed", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const guest = await made.server.person("guest");
  const { page, faults } = await come(owner.email);
  await page.goto(`/o/${plant.org}/team`);
  const form = page.getByRole("region", { name: "초대" });
  await form.getByLabel("전자우편").fill(guest.email);
  await form.getByLabel("역할").selectOption("editor");
  await form.getByRole("button", { name: "초대하기" }).click();
  await page.getByText(`${guest.email}(으)로 초대 편지를 보냈습니다.`).waitFor();
  const invited = value(await owner.client("listInvitations", { org: plant.org, limit: 100 })).items.find(
    ({ email }) => email === guest.email,
  );
  const token = await invitationSecret(made.server, invited?.id ?? "");
  value(await guest.client("acceptInvitation", { org: plant.org, body: { token } }));
  await page.reload();
  await page.getByRole("combobox", { name: "guest의 역할" }).selectOption("consultant");
  const roleNow = async (): Promise<string | undefined> =>
    value(await owner.client("listMembers", { org: plant.org, limit: 100 })).items.find(({ person }) => person === guest.id)?.role;
  await until(async () => (await roleNow()) === "consultant");
  assert.ok(await page.getByRole("combobox", { name: "owner의 역할" }).isDisabled(), "the last owner stays");
  await page.getByRole("button", { name: "guest 내보내기" }).click();
  await assertAccessible(page, "removing a member");
  await page.getByRole("button", { name: "내보내기", exact: true }).click();
  await page.getByRole("button", { name: "guest 내보내기" }).waitFor({ state: "detached" });
  assert.equal(await roleNow(), undefined);
  assert.deepEqual(faults, []);
});

test("a token's secret is shown once, works within its scope, and stops when it is revoked", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await come(owner.email);
  await page.goto(`/o/${plant.org}/team`);
  await page.getByRole("button", { name: "토큰 만들기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("이름").fill("<script>alert(1)</script> 계량 서버");
  await assertAccessible(page, "making a token");
  await dialog.getByRole("button", { name: "만들기" }).click();
  const secret = await dialog.getByLabel("토큰", { exact: true }).inputValue();
  await assertAccessible(page, "a token's secret");
  const read = () => requested((made as Pages).server.base, `/v1/organisations/${plant.org}/periods`, { token: secret });
  assert.equal((await read()).status, 200);
  const write = await requested(made.server.base, `/v1/organisations/${plant.org}/installations`, {
    method: "POST",
    token: secret,
    body: '{"name":"x"}',
  });
  assert.equal(write.status, 403);
  await dialog.getByRole("button", { name: "적어 두었습니다" }).click();
  await page.reload();
  await page.getByText("<script>alert(1)</script> 계량 서버").waitFor();
  assert.equal((await page.content()).includes(secret), false);
  await page.getByRole("button", { name: /계량 서버 폐기/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "폐기" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await read()).status, 401);
  assert.deepEqual(faults, []);
});

test("whoever may only look is offered nothing else", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { page, faults } = await come(viewer.email);
  await page.goto(`/o/${plant.org}/team`);
  await page.getByText("초대, 역할 변경, 토큰은 소유자가 다룹니다.").waitFor();
  assert.equal(await page.getByRole("button", { name: /초대하기|토큰 만들기|내보내기/ }).count(), 0);
  assert.equal(await page.getByRole("combobox", { name: /의 역할/ }).count(), 0);
  await page.goto(`/o/${plant.org}/settings`);
  await page.getByText("내보내기와 삭제는 소유자만 할 수 있습니다.").waitFor();
  assert.equal(await page.getByRole("button", { name: /이름 바꾸기|ZIP|지우기|가입 청하기/ }).count(), 0);
  await page.goto(`/o/${plant.org}/p/${plant.period}/what-if`);
  await page.getByText("가정 계산은 편집자와 소유자가 합니다.").waitFor();
  assert.deepEqual(faults, []);
});

test("the trail says in words who did what, filters, pages, and shows what was refused", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const refused = await viewer.client("createInstallation", { org: plant.org, body: { name: "no" } });
  assert.equal(refused.ok, false);
  for (let i = 0; i < 60; i += 1) value(await owner.client("createInstallation", { org: plant.org, body: { name: `공장 ${i}` } }));
  const { page, faults } = await come(owner.email, { lang: "en" });
  await page.goto(`/o/${plant.org}/audit`);
  const rows = page.getByRole("table").getByRole("row");
  await page.getByRole("rowheader", { name: "Add an installation" }).first().waitFor();
  assert.equal(await rows.count(), 51);
  await page.getByRole("button", { name: "Older lines" }).click();
  await until(async () => (await rows.count()) > 51);
  const numbers = await page.locator("tbody tr td:first-child").allTextContents();
  const order = numbers.map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(
    order,
    order.toSorted((a, b) => b - a),
  );
  await page.getByLabel("What to see").selectOption("refusals");
  await page.getByText("not in the role's rights").waitFor();
  assert.match((await page.getByRole("row", { name: /not in the role's rights/ }).textContent()) ?? "", /viewer.*Add an installation/);
  await page.getByLabel("What to see").selectOption("all");
  await page.getByLabel("Act", { exact: true }).selectOption("calculateStatement");
  await page.getByText("period 2025").waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByLabel("Act", { exact: true }).selectOption("");
  await page.getByLabel("Who").selectOption({ label: "viewer" });
  await until(async () => (await page.locator("tbody tr td:nth-child(3)").allTextContents()).every((who) => who === "viewer"));
  await assertAccessible(page, "audit trail");
  assert.deepEqual(faults, []);
});

test("an organisation is renamed, exported whole, and removed only with its name typed", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const boss = await made.server.person("boss");
  const org = value(await boss.client("createOrganisation", { body: { name: "반월도금", kind: "plant" } })).id;
  const { page, faults } = await come(boss.email);
  await page.goto(`/o/${org}/settings`);
  await page.getByLabel("이름", { exact: true }).fill("반월도금(주)");
  await page.getByRole("button", { name: "이름 바꾸기" }).click();
  await page.getByRole("combobox", { name: "조직" }).getByText("반월도금(주)").waitFor({ state: "attached" });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "ZIP 내려받기" }).click()]);
  assert.equal(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
    "PK",
  );
  await page.getByRole("button", { name: "지우기…" }).click();
  const remove = page.getByRole("button", { name: "모두 지우기" });
  await page.getByLabel("조직 이름").fill("반월도금");
  assert.ok(await remove.isDisabled());
  await assertAccessible(page, "removing an organisation");
  await page.getByLabel("조직 이름").fill("반월도금(주)");
  await remove.click();
  await page.getByRole("heading", { name: "내 조직" }).waitFor();
  assert.equal((await boss.client("readOrganisation", { org })).ok, false);
  assert.deepEqual(faults, []);
});

test("a plant asks to join a complex, is admitted, and leaves; under five plants nothing but their number is told", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { server } = made;
  const operator = await server.person("operator");
  const complex = value(await operator.client("createOrganisation", { body: { name: "시화스마트산단", kind: "complex" } })).id;
  const { page: mine } = await come(owner.email);
  await mine.goto(`/o/${plant.org}/settings`);
  await mine.getByLabel("가입할 산업단지의 번호").fill(complex);
  await mine.getByRole("button", { name: "가입 청하기" }).click();
  await mine.getByText("승인 기다리는 중").waitFor();
  const { page, faults } = await come(operator.email);
  await page.goto(`/o/${complex}/settings`);
  await page.getByText(complex).waitFor();
  await page.getByRole("button", { name: "시화정밀 받아들이기" }).click();
  await page.getByText("가입을 청함").waitFor({ state: "detached" });
  await assertAccessible(page, "plants of a complex");
  await page.goto(`/o/${complex}/aggregate?year=2025`);
  await page.getByText("산정한 사업장이 5곳이 되지 않아 합계를 가렸습니다.").waitFor();
  const told = (await page.getByRole("region", { name: "2025년" }).textContent()) ?? "";
  assert.match(told, /가입한 사업장1.*가려짐.*가려짐.*가려짐/);
  assert.equal((await page.content()).includes("시화정밀"), false);
  await assertAccessible(page, "sums of a complex");
  await mine.reload();
  await mine.getByText("가입됨").waitFor();
  await mine.getByRole("button", { name: "시화스마트산단에서 탈퇴" }).click();
  await mine.getByRole("dialog").getByRole("button", { name: "탈퇴" }).click();
  await mine.getByText("가입한 산업단지가 없습니다.").waitFor();
  assert.deepEqual(faults, []);
});

test("one's own account: name, password, a second factor on and off, and the end of one's data", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const own = await made.server.person("own");
  const { page, faults } = await come(own.email);
  await page.goto("/account");
  await page.getByRole("textbox", { name: "이름" }).fill("김환경");
  await page.getByRole("button", { name: "이름 바꾸기" }).click();
  await page.getByRole("link", { name: "김환경" }).waitFor();
  await page.getByLabel("지금 비밀번호").fill("wrong horse battery");
  await page.getByLabel("새 비밀번호").fill("another horse battery");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await page.locator(".refused li").waitFor();
  await page.getByLabel("지금 비밀번호").fill("correct horse battery");
  await page.getByLabel("새 비밀번호").fill("another horse battery");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await page.getByText("바꾸었습니다. 다른 기기는 로그아웃되었습니다.").waitFor();
  const factor = page.getByRole("region", { name: /두 번째 확인/ });
  await factor.getByLabel("비밀번호 확인").fill("another horse battery");
  await factor.getByRole("button", { name: "켜기 시작" }).click();
  const uri = (await factor.getByRole("link", { name: /인증 앱에서 열기/ }).getAttribute("href")) ?? "";
  assert.match(uri, /^otpauth:\/\/totp\//);
  assert.equal((await factor.getByLabel("비상 코드").inputValue()).split("\n").length, 10);
  assert.ok(await factor.getByRole("img", { name: /QR/ }).isVisible());
  await assertAccessible(page, "enrolling a second factor");
  await factor.getByLabel("인증 앱의 여섯 자리 코드").fill(codeOf(uri));
  await factor.getByRole("button", { name: "켜기", exact: true }).click();
  await factor.getByText("켜짐").waitFor();
  await factor.getByLabel("비밀번호 확인").fill("another horse battery");
  await factor.getByRole("button", { name: "끄기" }).click();
  await factor.getByText("꺼짐").waitFor();
  await page.getByRole("button", { name: "지우기…" }).click();
  await page.getByLabel("내 전자우편").fill(own.email);
  await page.getByRole("button", { name: "지우고 나가기" }).click();
  await page.getByRole("heading", { name: "로그인" }).waitFor();
  assert.deepEqual(faults, []);
});

test("a second organisation sees nothing of the first, on any page", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const stranger = await made.server.person("stranger");
  const theirs = value(await stranger.client("createOrganisation", { body: { name: "남의회사", kind: "plant" } })).id;
  const { page, context } = await made.visit();
  const answers: string[] = [];
  context.on("response", (response) => {
    if (response.url().includes(plant.org) && response.url().includes("/v1/") && response.status() < 400) answers.push(response.url());
  });
  await signIn(page, stranger.email);
  await page.goto(`/o/${theirs}/statements`);
  await page.getByText("아직 산정서가 없습니다").waitFor();
  for (const path of [
    "",
    "/team",
    "/audit",
    "/settings",
    "/statements",
    "/compare",
    "/evidence",
    "/aggregate",
    `/s/${plant.statement}/reports`,
    `/p/${plant.period}`,
    `/p/${plant.period}/what-if`,
    `/p/${plant.period}/plant`,
  ]) {
    await page.goto(`/o/${plant.org}${path}`);
    await settled(page);
    const text = (await page.locator("main").textContent()) ?? "";
    assert.equal(/시화정밀|사례\.json|viewer@example|owner@example/.test(text), false, path);
  }
  // By its hash too, in an organisation of one's own.
  await page.goto(`/o/${theirs}/s/${plant.statement}/reports`);
  await page.locator(".refused li").first().waitFor();
  assert.deepEqual(answers, []);
});

for (const lang of ["ko", "en"] as const)
  test(`sums of a complex and the pages of a team are accessible in both themes, and fit a phone: ${lang}`, async (t) => {
    if ("skip" in made) return t.skip(made.skip);
    const { page, faults } = await come(owner.email, { lang });
    const complex = value(await owner.client("createOrganisation", { body: { name: `단지 ${lang}`, kind: "complex" } })).id;
    for (const path of [
      `/o/${complex}/aggregate`,
      `/o/${complex}/settings`,
      `/o/${plant.org}/team`,
      `/o/${plant.org}/audit?only=all`,
      `/o/${plant.org}/settings`,
      "/account",
    ]) {
      await assertEverywhere(page, `${path}, ${lang}`, async () => {
        await page.goto(path);
        await settled(page);
        for (const summary of await page.locator("main details:not([open]) > summary").all()) await summary.click();
      });
      assert.deepEqual(faults.splice(0), [], path);
    }
  });
