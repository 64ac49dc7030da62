// The plain page: sign in, hand in a workbook or case file, read the figures, fetch the reports.

type Problem = { code: string; severity: string; path: string; text: { ko: string; en: string }; todo: { ko: string; en: string } };
type Refusal = { problems?: Problem[]; title?: string };
type Organisation = { id: string; name: string; kind: string; role: string; sample: boolean };
type Period = { id: string; installation: string; title: string; start: string; end: string };
type Result = { product: string; measure: string; value: number | null; unit: string };
type Sealed = { hash: string; goods: { id: string; name: string; cn: string }[]; results: Result[]; problems: Problem[] };

type Lang = "ko" | "en";
let lang: Lang = navigator.language.startsWith("ko") ? "ko" : "en";
const say = (ko: string, en: string): string => (lang === "ko" ? ko : en);

const main = document.getElementById("main") as HTMLElement;
const langButton = document.getElementById("lang") as HTMLButtonElement;
const outButton = document.getElementById("out") as HTMLButtonElement;

/** An element with its attributes and children; text is always text. */
function el(name: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Refused extends Error {
  readonly problems: Problem[];
  constructor({ problems = [], title = "" }: Refusal) {
    super(title);
    this.problems = problems;
  }
}

let token = "";
let tokenUntil = 0;

/** A token of some minutes, fetched with the session's cookie and sent in the header of every call. */
async function bearer(): Promise<string> {
  if (Date.now() < tokenUntil) return token;
  const response = await fetch("/auth/token");
  if (!response.ok) return "";
  token = ((await response.json()) as { token: string }).token;
  tokenUntil = Date.now() + 4 * 60_000;
  return token;
}

async function call(method: string, path: string, body?: object | Blob): Promise<Response> {
  const headers: Record<string, string> = { "accept-language": lang };
  if (path.startsWith("/v1")) headers.authorization = `Bearer ${await bearer()}`;
  if (body !== undefined) headers["content-type"] = body instanceof Blob ? "application/octet-stream" : "application/json";
  const response = await fetch(path, {
    method,
    headers,
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
  });
  if (!response.ok) throw new Refused((await response.json().catch(() => ({}))) as Refusal);
  return response;
}

const asked = async <T>(method: string, path: string, body?: object | Blob): Promise<T> =>
  (await call(method, path, body)).json() as Promise<T>;

function problemList(problems: readonly Problem[]): HTMLElement {
  const items = problems.map(({ severity, text, todo, path }) =>
    el("li", { class: severity }, text[lang], el("span", { class: "small" }, `${todo[lang]}${path === "" ? "" : ` (${path})`}`)),
  );
  return el("ul", { class: "problems" }, ...items);
}

/** Runs what a button does: the button waits, and what goes wrong is shown below. */
async function doing(button: HTMLButtonElement, place: HTMLElement, work: () => Promise<void>): Promise<void> {
  button.disabled = true;
  place.replaceChildren();
  try {
    await work();
  } catch (error) {
    const told =
      error instanceof Refused && error.problems.length > 0
        ? problemList(error.problems)
        : el("p", { class: "error" }, String(error instanceof Error ? error.message : error));
    place.replaceChildren(told);
  } finally {
    button.disabled = false;
  }
}

function field(name: string, label: string, help: string, attributes: Record<string, string>): HTMLElement {
  return el("label", {}, label, el("small", {}, help), el("br"), el("input", { name, required: "", ...attributes }));
}

const textOf = (form: HTMLFormElement, name: string): string => (form.elements.namedItem(name) as HTMLInputElement).value;

/** Signs in; where the person has a second factor its code is asked for. */
async function signedIn(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const given = { email: textOf(form, "email"), password: textOf(form, "password") };
  const { twoFactorRedirect } = await asked<{ twoFactorRedirect?: boolean }>("POST", "/auth/sign-in/email", given);
  if (twoFactorRedirect !== true) return homePage();
  const code = el(
    "form",
    {},
    field("code", say("인증 앱의 여섯 자리 코드", "Six digits from your authenticator"), say("예: 123456", "such as 123456"), {
      inputmode: "numeric",
      autocomplete: "one-time-code",
      pattern: "[0-9]{6}",
    }),
    el("button", { class: "main", type: "submit" }, say("확인", "Confirm")),
  ) as HTMLFormElement;
  const told = el("div");
  code.append(told);
  code.addEventListener("submit", (event) => {
    event.preventDefault();
    void doing(code.querySelector("button") as HTMLButtonElement, told, async () => {
      await call("POST", "/auth/two-factor/verify-totp", { code: textOf(code, "code") });
      await homePage();
    });
  });
  place.replaceChildren(code);
}

async function signedUp(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const email = textOf(form, "email");
  await call("POST", "/auth/sign-up/email", { email, password: textOf(form, "password"), name: email.split("@")[0] ?? email });
  const told = say("확인 편지를 보냈습니다. 편지의 주소를 연 뒤 로그인하십시오.", "A mail was sent: open its link, then sign in.");
  place.replaceChildren(el("p", {}, told));
}

async function resetAsked(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  await call("POST", "/auth/request-password-reset", { email: textOf(form, "email"), redirectTo: "/new-password" });
  const told = say("그 주소의 계정이 있으면 편지를 보냈습니다.", "If there is an account of that address, a mail was sent.");
  place.replaceChildren(el("p", {}, told));
}

function signInPage(): void {
  outButton.hidden = true;
  const place = el("div");
  const button = (text: string, attributes: Record<string, string> = { type: "button" }) =>
    el("button", attributes, text) as HTMLButtonElement;
  const submit = button(say("로그인", "Sign in"), { class: "main", type: "submit" });
  const join = button(say("처음입니다: 가입", "I am new: sign up"));
  const forgot = button(say("비밀번호를 잊었습니다", "I forgot my password"));
  const form = el(
    "form",
    {},
    el("h2", {}, say("로그인", "Sign in")),
    field("email", say("전자우편", "E-mail"), say("예: ehs@example.com", "such as ehs@example.com"), {
      type: "email",
      autocomplete: "username",
    }),
    field("password", say("비밀번호", "Password"), say("12자 이상", "12 characters or more"), {
      type: "password",
      minlength: "12",
      autocomplete: "current-password",
    }),
    submit,
    " ",
    join,
    " ",
    forgot,
    " ",
    ...singleSignOn(place),
    place,
  ) as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void doing(submit, place, () => signedIn(form, place));
  });
  join.addEventListener("click", () => void (form.reportValidity() && doing(join, place, () => signedUp(form, place))));
  const email = form.elements.namedItem("email") as HTMLInputElement;
  forgot.addEventListener("click", () => void (email.reportValidity() && doing(forgot, place, () => resetAsked(form, place))));
  main.replaceChildren(form);
}

/** The button of the operator's own sign-on, where the server has one. */
function singleSignOn(place: HTMLElement): Node[] {
  const name = main.dataset.sso ?? "";
  if (name === "") return [];
  const button = el("button", { type: "button" }, say(`${name}(으)로 로그인`, `Sign in with ${name}`)) as HTMLButtonElement;
  button.addEventListener(
    "click",
    () =>
      void doing(button, place, async () => {
        const { url } = await asked<{ url: string }>("POST", "/auth/sign-in/social", { provider: "oidc", callbackURL: "/" });
        location.assign(url);
      }),
  );
  return [button];
}

/** Where the link of a reset mail leads: a new password. */
function newPasswordPage(token: string): void {
  const place = el("div");
  const form = el(
    "form",
    {},
    el("h2", {}, say("새 비밀번호", "New password")),
    field("password", say("새 비밀번호", "New password"), say("12자 이상", "12 characters or more"), {
      type: "password",
      minlength: "12",
      autocomplete: "new-password",
    }),
    el("button", { class: "main", type: "submit" }, say("바꾸기", "Change")),
    place,
  ) as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void doing(form.querySelector("button") as HTMLButtonElement, place, async () => {
      await call("POST", "/auth/reset-password", { token, newPassword: textOf(form, "password") });
      history.replaceState(null, "", "/");
      signInPage();
    });
  });
  main.replaceChildren(form);
}

async function homePage(): Promise<void> {
  const me = await asked<{ email: string; organisations: Organisation[] }>("GET", "/v1/me");
  outButton.hidden = false;
  outButton.textContent = say("나가기", "Sign out");
  outButton.title = me.email;
  const place = el("div");
  const sections = await Promise.all(me.organisations.map(organisationSection));
  const form = el(
    "form",
    {},
    el("h2", {}, say("새 조직", "New organisation")),
    field("name", say("회사 이름", "Company"), say("예: 시화정밀 주식회사", "such as Sihwa Precision Co., Ltd."), { maxlength: "200" }),
    el("button", { type: "submit" }, say("만들기", "Make")),
    place,
  ) as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void doing(form.querySelector("button") as HTMLButtonElement, place, async () => {
      await call("POST", "/v1/organisations", { name: textOf(form, "name") });
      await homePage();
    });
  });
  main.replaceChildren(...sections, form);
}

async function organisationSection({ id, name, role, sample }: Organisation): Promise<HTMLElement> {
  const section = el(
    "section",
    {},
    el("h2", {}, `${name}${sample ? say(" (예시)", " (sample)") : ""}`),
    el("p", { class: "small" }, ROLES[role]?.[lang] ?? role),
  );
  if (role === "complexOperator") return section;
  const { items } = await asked<{ items: Period[] }>("GET", `/v1/organisations/${id}/periods`);
  for (const period of items) section.append(periodPart(id, period));
  section.append(fileForm(id));
  return section;
}

function periodPart(org: string, { id, start, end, title }: Period): HTMLElement {
  const place = el("div");
  const button = el("button", { type: "button", class: "main" }, say("산정", "Calculate")) as HTMLButtonElement;
  button.addEventListener("click", () => void doing(button, place, () => calculate(org, id, place)));
  return el("div", {}, el("p", {}, `${title} ${start} – ${end} `, button), place);
}

async function calculate(org: string, period: string, place: HTMLElement): Promise<void> {
  const sealed = await asked<Sealed>("POST", `/v1/organisations/${org}/periods/${period}/statements`, {});
  const names = new Map(sealed.goods.map(({ id, name, cn }) => [id, `${name} ${cn}`]));
  const rows = sealed.results
    .filter(({ measure }) => MEASURES[measure] !== undefined)
    .map(({ product, measure, value, unit }) =>
      el(
        "tr",
        {},
        el("td", {}, names.get(product) ?? product),
        el("td", {}, MEASURES[measure]?.[lang] ?? measure),
        el("td", { class: "number" }, value === null ? "–" : value.toLocaleString(lang, { maximumFractionDigits: 5 })),
        el("td", {}, unit),
      ),
    );
  const head = [say("제품", "Good"), say("항목", "Figure"), say("값", "Value"), say("단위", "Unit")].map((text) => el("th", {}, text));
  const table = el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
  const reports = el("p", {}, `${say("보고서", "Reports")}: `);
  for (const as of ["pdf", "xlsx", "html", "csv", "operator-report", "summary"]) reports.append(reportButton(org, sealed.hash, as), " ");
  const warnings = sealed.problems.filter(({ severity }) => severity !== "note");
  place.replaceChildren(table, reports, el("p", { class: "small" }, `SHA-256 ${sealed.hash}`), problemList(warnings));
}

function reportButton(org: string, hash: string, as: string): HTMLElement {
  const button = el("button", { type: "button" }, REPORTS[as]?.[lang] ?? as.toUpperCase()) as HTMLButtonElement;
  const place = el("span");
  button.addEventListener(
    "click",
    () =>
      void doing(button, place, async () => {
        const response = await call("GET", `/v1/organisations/${org}/statements/${hash}/report?as=${as}&lang=${lang}`);
        const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? as;
        const link = el("a", { href: URL.createObjectURL(await response.blob()), download: decodeURIComponent(name) });
        link.click();
      }),
  );
  return el("span", {}, button, place);
}

function fileForm(org: string): HTMLElement {
  const place = el("div");
  const form = el(
    "form",
    {},
    el("h2", {}, say("파일 하나로 산정하기", "Calculate from one file")),
    el(
      "label",
      {},
      say("집행위원회 통신 양식(.xlsx)이나 사례 파일(.json)", "The Commission's communication workbook (.xlsx) or a case file (.json)"),
      el("br"),
      el("input", { name: "file", type: "file", required: "", accept: ".xlsx,.json" }),
    ),
    field("site", say("사업장", "Installation"), say("예: 시화1공장", "such as Plant 1"), { maxlength: "300" }),
    field("start", say("보고기간 시작", "First day of the period"), say("파일과 같아야 합니다", "as the file says"), {
      type: "date",
      value: "2025-01-01",
    }),
    field("end", say("보고기간 끝", "Last day of the period"), say("파일과 같아야 합니다", "as the file says"), {
      type: "date",
      value: "2025-12-31",
    }),
    el("button", { type: "submit", class: "main" }, say("올리고 산정하기", "Upload and calculate")),
    place,
  ) as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void doing(form.querySelector("button") as HTMLButtonElement, place, async () => {
      const file = (form.elements.namedItem("file") as HTMLInputElement).files?.[0];
      if (file === undefined) return;
      const base = `/v1/organisations/${org}`;
      const { sha256 } = await asked<{ sha256: string }>("POST", `${base}/evidence?name=${encodeURIComponent(file.name)}`, file);
      const site = await asked<{ id: string }>("POST", `${base}/installations`, { name: textOf(form, "site") });
      const span = { start: textOf(form, "start"), end: textOf(form, "end") };
      const period = await asked<Period>("POST", `${base}/periods`, { installation: site.id, ...span, title: textOf(form, "site") });
      await call("POST", `${base}/periods/${period.id}/case`, { evidence: sha256 });
      const result = el("div");
      place.replaceChildren(result);
      await calculate(org, period.id, result);
    });
  });
  return el("details", {}, el("summary", {}, say("새 파일", "New file")), form);
}

const ROLES: Record<string, { ko: string; en: string }> = {
  owner: { ko: "소유자", en: "owner" },
  editor: { ko: "편집자", en: "editor" },
  viewer: { ko: "열람자", en: "viewer" },
  consultant: { ko: "컨설턴트", en: "consultant" },
  verifier: { ko: "검증인", en: "verifier" },
  complexOperator: { ko: "산업단지 운영자", en: "operator of the complex" },
};

const REPORTS: Record<string, { ko: string; en: string }> = {
  "operator-report": { ko: "운영자 보고서", en: "Operator's report" },
  summary: { ko: "요약", en: "Summary" },
};

const MEASURES: Record<string, { ko: string; en: string }> = {
  seeDirect: { ko: "직접 고유내재배출량", en: "Direct specific embedded emissions" },
  seeIndirect: { ko: "간접 고유내재배출량", en: "Indirect specific embedded emissions" },
  seeTotal: { ko: "총 고유내재배출량", en: "Total specific embedded emissions" },
  seeBasis: { ko: "CBAM 부과 기준 배출량", en: "Emissions that CBAM charges for" },
  activityLevel: { ko: "활동수준(생산량)", en: "Activity level (production)" },
};

/** An invitation's link carries its secret behind the #, which no server sees. */
async function invitation(): Promise<void> {
  const given = new URLSearchParams(location.hash.slice(1));
  const [org, secret] = [given.get("org"), given.get("token")];
  if (org === null || secret === null || (await bearer()) === "") return;
  await call("POST", `/v1/organisations/${encodeURIComponent(org)}/invitations/accept`, { token: secret });
  history.replaceState(null, "", "/");
}

async function start(): Promise<void> {
  document.documentElement.lang = lang;
  langButton.textContent = lang === "ko" ? "English" : "한국어";
  const reset = location.pathname === "/new-password" ? new URLSearchParams(location.search).get("token") : null;
  if (reset !== null) return newPasswordPage(reset);
  if ((await bearer()) === "") return signInPage();
  try {
    await invitation();
    await homePage();
  } catch (error) {
    main.replaceChildren(error instanceof Refused ? problemList(error.problems) : el("p", { class: "error" }, String(error)));
  }
}

langButton.addEventListener("click", () => {
  lang = lang === "ko" ? "en" : "ko";
  void start();
});
outButton.addEventListener("click", async () => {
  await fetch("/auth/sign-out", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  tokenUntil = 0;
  signInPage();
});
void start();
