// Where a good's figure comes from, and which inputs move it most.
import type { Account, Contribution, Good, Measure } from "../../model/statement.ts";
import { percentHalfUp, roundHalfUp } from "../rounding.ts";
import { rowBar, shadesOf, stackedBar } from "./chart.ts";
import { groupsOf, names } from "./glance.ts";
import { type Html, html } from "./markup.ts";
import { bare, rounded } from "./numbers.ts";
import { label, linked, nameOf, said, type View } from "./view.ts";

const MOST_PARTS = 12;
const MOST_GROUPS = 40;

type Shared = { measures: Measure[]; account: Account };

/** Goods with the same account once, measures with the same contributions once. */
export function contributions(view: View): Html {
  const { accounts } = view.statement;
  if (accounts.length === 0)
    return html`<p>${view.say("공정이 많아 제품별 기여도를 이 보고서에 싣지 않았습니다. 명령 'sandan explain 파일 제품'으로 볼 수 있습니다.", "With this many processes the accounts of single goods are not printed here; see them with the command 'sandan explain FILE GOOD'.")}</p>`;
  const groups = groupsOf(view);
  const left = groups.length - MOST_GROUPS;
  const rest = view.say(
    `외 ${left}개 제품군은 산정서(Statement) 파일에 있습니다.`,
    `${left} more groups of goods are in the Statement file.`,
  );
  return html`${groups.slice(0, MOST_GROUPS).map((goods) => group(view, goods))}${left > 0 && html`<p class="hint">${rest}</p>`}`;
}

function group(view: View, goods: readonly Good[]): Html | false {
  const [first] = goods;
  const mine = view.statement.accounts.filter((a) => a.product === first?.id && a.contributions.length > 0);
  if (first === undefined || mine.length === 0) return false;
  const shared: Shared[] = [];
  for (const account of mine) {
    const key = JSON.stringify(amounts(account));
    const same = shared.find((s) => JSON.stringify(amounts(s.account)) === key);
    if (same === undefined) shared.push({ measures: [account.measure], account });
    else same.measures.push(account.measure);
  }
  return html`<article class="account"><h3>${names(view, goods)}</h3>${shared.map((s) => one(view, first, s))}</article>`;
}

/** Subjects and values: the same contributions count for the basis under another step's name. */
function amounts({ contributions: list }: Account): unknown[] {
  return list.map(({ subject, value }) => [subject, value]);
}

function one(view: View, good: Good, { measures, account }: Shared): Html {
  const title = measures.map((m) => label(view, m)).join(" = ");
  const result = view.results.get(good.id)?.get(account.measure);
  const whole = result?.value ?? null;
  const unit = result?.unit ?? "tCO2e/t";
  return html`<figure><figcaption><b>${title}</b> ${result !== undefined && linked(view, result.step, bare(view, whole, unit))} <span class="u">tCO₂e/t</span></figcaption>${parts(view, { account, title, whole, unit })}${movers(view, account)}</figure>`;
}

type Bars = { account: Account; title: string; whole: number | null; unit: string };

function labelOf(view: View, { what, subject }: Pick<Contribution, "what" | "subject">): { name: string; kind: string } {
  const kind = view.statement.subjects[subject]?.kind;
  const isStream = kind === "stream" || kind === "pfc" || kind === "measuredPoint" || kind === "precursor";
  return isStream && kind !== undefined
    ? { name: nameOf(view, subject), kind: label(view, kind) }
    : { name: label(view, what, subject), kind: nameOf(view, subject) };
}

type Row = { name: string; kind: string; value: number; step: string | undefined };

/** The largest parts, and the others as one. */
function rowsOf(view: View, { contributions: list }: Account): Row[] {
  const rows = list.slice(0, MOST_PARTS).map((c): Row => ({ ...labelOf(view, c), value: c.value, step: c.step }));
  const rest = list.slice(MOST_PARTS);
  if (rest.length === 0) return rows;
  const value = rest.reduce((sum, c) => sum + c.value, 0);
  return [...rows, { name: view.say(`나머지 ${rest.length}건`, `${rest.length} others`), kind: "", value, step: undefined }];
}

function parts(view: View, { account, title, whole, unit }: Bars): Html {
  const rows = rowsOf(view, account);
  const values = rows.map((r) => r.value);
  const shades = shadesOf(values);
  const share = (value: number): string => (whole === null || whole === 0 ? "" : `${percentHalfUp(value / whole, 1)} %`);
  const described = rows.map((r) => ({ name: r.name, value: r.value, text: `${rounded(r.value, unit)} (${share(r.value)})` }));
  const lines = rows.map((row, i) => {
    const name = html`${said(row.name)}${row.kind !== "" && html` <span class="of">${said(row.kind)}</span>`}`;
    return html`<tr><th scope="row"><span class="part"><span>${row.step === undefined ? name : linked(view, row.step, name)}</span>${rowBar(row.value, values, shades[i] ?? "")}</span></th><td class="r">${bare(view, row.value, unit)}</td><td class="r share">${share(row.value)}</td></tr>`;
  });
  const credits = rows.some((r) => r.value < 0);
  return html`${rows.length > 1 && stackedBar({ title: `${title}: ${view.say("기여도", "contributions")}`, description: described.map((d) => `${d.name} ${d.text}`).join("; "), parts: described })}
${credits && html`<p class="hint">${view.say("0의 왼쪽, 빗금은 공제(제품이나 폐가스로 나간 탄소 등)입니다.", "Left of zero and hatched: credits, such as carbon that left in products or waste gases.")}</p>`}<table class="parts whole"><caption>${view.say("큰 순서의 기여도", "Contributions, largest first")}</caption><thead><tr><th scope="col">${view.say("배출 요인", "Source")}</th><th scope="col" class="r">tCO₂e/t</th><th scope="col" class="r">${view.say("비중", "share")}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

const signed = (text: string): string => (text.startsWith("-") ? text : `+${text}`);

/** What one per cent more of an input does to the figure. */
function movers(view: View, { sensitivities }: Account): Html | false {
  if (sensitivities.length === 0) return false;
  const values = sensitivities.map((s) => s.elasticity);
  const rows = sensitivities.map((s) => {
    const name = html`${said(nameOf(view, s.subject))} <span class="of">${label(view, s.what, s.subject)}</span>`;
    return html`<tr><th scope="row"><span class="part"><span>${linked(view, s.step, name)}</span>${rowBar(s.elasticity, values, s.elasticity < 0 ? "negative" : "shade1")}</span></th><td class="r">+1 %</td><td class="r"><span class="n" title="${String(s.elasticity)}">${signed(roundHalfUp(s.elasticity, 2))} %</span></td></tr>`;
  });
  return html`<table class="parts whole"><caption>${view.say("결과를 가장 크게 움직이는 입력값", "Which inputs move the result most")}</caption><thead><tr><th scope="col">${view.say("입력값", "Input")}</th><th scope="col" class="r">${view.say("변화", "change")}</th><th scope="col" class="r">${view.say("결과 변화", "result")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
