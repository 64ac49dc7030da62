// Documents through the pages: the Commission's workbook taken over, a supplier's table mended in place, evidence attached and its place seen.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { Activity } from "../../src/model/activity.ts";
import type { Client } from "../../src/model/client.ts";
import { near, root } from "../cases/read.ts";
import { EXAMPLE } from "../outside/filled.ts";
import { enteredPeriod, value } from "../server/household.ts";
import { assertAccessible, type Pages, pages } from "./pages.ts";

let made: Pages | { skip: string };
before(async () => {
  made = await pages();
});
after(async () => {
  if ("close" in made) await made.close();
});

type Place = { email: string; client: Client; org: string; installation: string; period: string };

/** A plant with the sample factory's records of 2025. */
async function plant({ server }: Pages, name: string): Promise<Place> {
  const { client, email } = await server.person(name);
  const org = value(await client("createOrganisation", { body: { name: `${name}정밀`, kind: "plant" } })).id;
  const { installation, period } = await enteredPeriod(client, { org });
  return { email, client, org, installation, period };
}

const drop = (page: Page, files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]): Promise<void> =>
  page.locator(".drop-zone input").setInputFiles(files);

test("the blast-furnace workbook is dropped, told, and taken over into records; the figure is the Commission's", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { email, client, org, installation } = await plant(made, "go");
  const dates = { start: "2023-01-01", end: "2023-12-31", title: "2023" };
  const { id: period } = value(await client("createPeriod", { org, body: { installation, ...dates } }));
  const { page, faults } = await made.signedIn(email);
  await page.goto(`/o/${org}/p/${period}/import`);
  await page.getByRole("heading", { level: 1, name: "가져오기" }).waitFor();
  await assertAccessible(page, "import, nothing yet");
  const example = existsSync(EXAMPLE) ? EXAMPLE : join(root, "samples", "blast-furnace.json");
  await drop(page, example);
  await page.getByRole("heading", { name: "이 문서는" }).waitFor();
  await page.getByText("Example Blast Steelworks").waitFor();
  await assertAccessible(page, "import, a case");
  await page.getByRole("button", { name: "가져오기", exact: true }).click();
  await page.getByRole("heading", { name: "가져왔습니다" }).waitFor();
  await page.getByRole("link", { name: "결과 보기" }).waitFor();
  await assertAccessible(page, "import, done");
  const { results } = value(await client("readFigures", { org, period }));
  near(results.find(({ measure }) => measure === "seeDirect")?.value, 1.53898, 1e-5);
  await page.getByRole("button", { name: "가져오기 목록" }).click();
  await page.getByRole("table", { name: "가져오기 목록" }).getByText("끝남").waitFor();
  // Taken back, nothing of it stands.
  await page.getByRole("table", { name: "가져오기 목록" }).getByRole("button").click();
  await page.getByRole("button", { name: "가져오기 거두기" }).click();
  await assertAccessible(page, "taking an import back");
  await page.getByRole("button", { name: "거두기", exact: true }).click();
  await page.getByRole("heading", { name: "거둔 가져오기" }).waitFor();
  assert.deepEqual(value(await client("listRecords", { org, period, limit: 10 })).items, []);
  assert.deepEqual(faults, []);
});

const SUPPLIER = `품목,입고월,수량(kg),거래처
페로망간,2025-01,120500,예시합금
페로망간,2025-02,약 9만,예시합금
페로망간,2024-03,98000,예시합금
페로망간,2025-04,101000,예시합금
페로망간,,87000,예시합금
`;

test("a supplier's precursor file with three bad rows is mended in place, by keyboard, and every line says what was mended", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { email, client, org, period } = await plant(made, "park");
  const { page, faults } = await made.signedIn(email);
  await page.goto(`/o/${org}/p/${period}/import`);
  await page.getByLabel("보낸 곳 (선택)").fill("예시합금");
  await drop(page, { name: "예시합금.csv", mimeType: "text/csv", buffer: Buffer.from(SUPPLIER) });
  await page.getByRole("heading", { name: "1. 시트와 열" }).waitFor();
  await assertAccessible(page, "import, a table");
  assert.ok(await page.getByRole("button", { name: "시험해 보기" }).isDisabled(), "what was supposed is confirmed first");
  for (const right = page.getByRole("button", { name: /^맞음/ }).first(); (await right.count()) > 0; ) await right.press("Enter");
  await page.getByLabel("'페로망간'의 대상").selectOption({ label: "고탄소 페로망간: 구매량" });
  await page.getByRole("button", { name: "시험해 보기" }).press("Enter");
  await page.getByRole("heading", { name: "고칠 행 3개" }).waitFor();
  await assertAccessible(page, "import, bad rows");
  const bad = page.getByRole("form", { name: "고칠 행" });
  await bad.getByText("'약 9만'은 숫자로 읽을 수 없습니다.").waitFor();
  await bad.getByLabel("3행 수량").fill("91200");
  await bad.getByLabel("4행 시작일(또는 날짜)").fill("2025-03");
  await bad.getByLabel("6행 시작일(또는 날짜)").fill("2025-05");
  await page.keyboard.press("Enter");
  await page.getByText("5행을 읽음 · 5건을 담을 수 있음").waitFor();
  await page.getByText("고친 칸 3개, 뺀 행 0개").waitFor();
  await page.getByRole("button", { name: "5건 가져오기" }).press("Enter");
  await page.getByRole("heading", { name: "가져왔습니다" }).waitFor();
  const { items } = value(await client("listRecords", { org, period, kind: "activities", limit: 50 }));
  const lines = items.map(({ body }) => body as unknown as Activity).sort((a, b) => (a.start < b.start ? -1 : 1));
  assert.deepEqual(
    lines.map((line) => [line.start.slice(0, 7), line.value, line.unit, line.mended?.[0]]),
    [
      ["2025-01", 120500, "kg", undefined],
      ["2025-02", 91200, "kg", { cell: "C3", was: "약 9만" }],
      ["2025-03", 98000, "kg", { cell: "B4", was: "2024-03" }],
      ["2025-04", 101000, "kg", undefined],
      ["2025-05", 87000, "kg", { cell: "B6", was: "" }],
    ],
  );
  // The next file of the same form is read as this one was.
  await page.getByRole("button", { name: "다른 파일 가져오기" }).click();
  await page.getByLabel("보낸 곳 (선택)").fill("예시합금");
  const next = SUPPLIER.replace("약 9만", "90000")
    .replaceAll("2025-0", "2025-1")
    .replace("2024-03", "2025-11")
    .replace("페로망간,,", "페로망간,2025-12,");
  await drop(page, { name: "예시합금-2.csv", mimeType: "text/csv", buffer: Buffer.from(next) });
  await page.getByText("모든 항목이 정해졌습니다.").waitFor();
  assert.deepEqual(faults, []);
});

test("several files at once: each is told what it is, a picture is kept as evidence, and what cannot be read says why", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { email, org, period } = await plant(made, "choi");
  const { page } = await made.signedIn(email, { lang: "en", theme: "dark", width: 375, height: 800 });
  await page.goto(`/o/${org}/p/${period}/import`);
  const invoice = join(root, "samples", "tax-invoice-electricity.xml");
  await drop(page, [
    { name: "meter.csv", mimeType: "text/csv", buffer: readFileSync(join(root, "samples", "meter-15min.csv")) },
    { name: "invoice.xml", mimeType: "text/xml", buffer: readFileSync(invoice) },
    { name: "bill.pdf", mimeType: "application/pdf", buffer: Buffer.from(twoPages()) },
    { name: "nothing.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1, 2, 3]) },
  ]);
  await page.getByText("Kept as evidence").waitFor();
  await page.locator(".import-sent .refused li").first().waitFor();
  await page.getByRole("button", { name: "Look at it" }).nth(1).click();
  await page.getByRole("heading", { name: "Lines of the invoice" }).waitFor();
  await page.getByLabel("Target", { exact: true }).selectOption({ index: 2 });
  await assertAccessible(page, "import, an invoice, dark, phone");
  assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= 375);
  await page.getByRole("button", { name: "All imports" }).click();
  await page.getByRole("button", { name: "meter.csv" }).click();
  await page.getByRole("heading", { name: "Meter readings" }).waitFor();
  await page.getByLabel("Target", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByText(/188 rows read/).waitFor();
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await page.getByRole("heading", { name: "Imported" }).waitFor();
  assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= 375);
});

test("evidence is handed in, attached to a line with its page and to a stream with its line, and seen with the place marked", async (t) => {
  if ("skip" in made) return t.skip(made.skip);
  const { email, client, org, period } = await plant(made, "jung");
  const body = { target: "streams/gas-mill/activity", start: "2025-01-01", end: "2025-01-31", value: 3, unit: "t", label: "1월 도시가스" };
  value(await client("putRecord", { org, period, key: "activities/jan", body: { body } }));
  const { page, faults } = await made.signedIn(email);
  await page.goto(`/o/${org}/evidence`);
  await page.getByRole("heading", { level: 1, name: "증빙" }).waitFor();
  await drop(page, [
    { name: "1월 고지서.pdf", mimeType: "application/pdf", buffer: Buffer.from(twoPages()) },
    { name: "검침.csv", mimeType: "text/csv", buffer: Buffer.from("월,사용량\n2025-01,290.5\n2025-02,280\n") },
  ]);
  const list = page.getByRole("table", { name: "증빙 목록" });
  await list.getByText("아직 안 쓰임").nth(1).waitFor();
  await assertAccessible(page, "evidence");
  await list.getByRole("button", { name: "1월 고지서.pdf", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("아직 어느 기록도 가리키지 않습니다.").waitFor();
  await drawer.getByText("page two").waitFor({ state: "attached" });
  await drawer.getByRole("button", { name: "기록에 붙이기" }).click();
  await drawer.getByLabel("기록의 종류").selectOption("activities");
  await drawer.getByLabel("쪽", { exact: true }).last().fill("2");
  await assertAccessible(page, "evidence, attaching");
  await drawer.getByRole("button", { name: "붙이기", exact: true }).click();
  await drawer.locator("strong", { hasText: "1월 도시가스" }).waitFor();
  await drawer.getByRole("button", { name: "2쪽" }).click();
  await drawer.locator(".evidence-sheet.marked[data-page='2']").getByText("가리킨 쪽").waitFor();
  await drawer.getByRole("button", { name: "닫기" }).click();
  await list.getByRole("button", { name: "검침.csv", exact: true }).click();
  await drawer.getByRole("button", { name: "기록에 붙이기" }).click();
  await drawer.getByLabel("줄", { exact: true }).fill("2");
  await drawer.getByRole("button", { name: "붙이기", exact: true }).click();
  await drawer.getByRole("button", { name: "2번째 줄" }).click();
  await drawer.locator("td.marked", { hasText: "290.5" }).waitFor();
  await assertAccessible(page, "evidence, a place marked");
  await drawer.getByRole("button", { name: "닫기" }).click();
  await drop(page, { name: "<img src=x onerror=alert(1)>.png", mimeType: "image/png", buffer: PNG });
  await list.getByRole("button", { name: "<img src=x onerror=alert(1)>.png", exact: true }).click();
  await drawer.getByRole("img", { name: "<img src=x onerror=alert(1)>.png" }).waitFor();
  await drawer.getByRole("button", { name: "닫기" }).click();
  await list.getByRole("button", { name: /지우기$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "지우기" }).click();
  await list.getByText("onerror").waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

/** One pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** A PDF of two pages, each with a line of text in a font that every reader has. */
function twoPages(): string {
  const text = (line: string): string => {
    const drawing = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`;
    return `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`;
  };
  const page = (content: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 7 0 R >> >> >>`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
    page(5),
    page(6),
    text("page one"),
    text("page two"),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let pdf = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = pdf.length;
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const count = objects.length + 1;
  return `${pdf}xref\n0 ${count}\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
}
