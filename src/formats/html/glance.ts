// The top of the report: whose figures these are, and the figures of every good at a glance.
import type { Good, Measure, Result } from "../../model/statement.ts";
import { percentHalfUp, roundHalfUp, trimmed } from "../rounding.ts";
import { stackedBar } from "./chart.ts";
import { type Html, html } from "./markup.ts";
import { amount, bare, missing, rounded, unitText } from "./numbers.ts";
import { table } from "./table.ts";
import { help, label, linked, said, type View } from "./view.ts";

const MOST_CARDS = 6;
const MOST_NAMES = 5;
const TRANSITIONAL = "IR (EU) 2023/1773";
const SHOWN: Measure[] = ["seeDirect", "seeIndirect", "seeTotal", "seeBasis"];

function fact(name: string, content: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

/** Title, installation, operator, period, act, hash and engine; above all a loud stamp where the year was only supposed. */
export function header(view: View): Html {
  const { statement, say } = view;
  const { installation, period, engine, hash, asIf } = statement;
  const operator = installation.operator?.name;
  return html`<header>${asIf !== undefined && stamp(view, asIf)}<p class="brand"><b>${say("산단", "Sandan")}</b> <span>${say("CBAM 제품 내재배출량 산정 보고서", "CBAM embedded emissions report")}</span></p>
<h1>${said(statement.title ?? installation.name)}</h1>
<dl class="facts">${fact(say("사업장", "Installation"), html`${said(installation.name)}${installation.nameEnglish !== undefined && installation.nameEnglish !== installation.name && html` <small>${said(installation.nameEnglish)}</small>`}`)}${operator !== undefined && fact(say("운영자", "Operator"), said(operator))}${installation.country !== undefined && fact(say("국가", "Country"), said(installation.country))}${installation.unlocode !== undefined && fact("UN/LOCODE", said(installation.unlocode))}${fact(say("보고기간", "Reporting period"), `${period.start} – ${period.end}`)}${fact(say("적용 법령", "Act applied"), label(view, statement.act))}${fact(say("산정 엔진", "Engine"), `${engine.name} ${engine.version}`)}${fact(say("산정서 해시", "Statement hash"), html`<code title="${hash}">${hash.slice(0, 12)}</code> <a class="to" href="#proof">${say("전체 보기", "in full")}</a>`)}</dl>${statement.source !== undefined && html`<p class="source">${say("자료 출처", "Source of the figures")}: ${said(statement.source)}</p>`}</header>`;
}

function stamp(view: View, asIf: number): Html {
  const text = view.say(
    `${asIf}년을 가정한 계산입니다. 신고에 쓸 수 없습니다.`,
    `Calculated as if the period lay in ${asIf}. Not for a declaration.`,
  );
  return html`<p class="stamp" role="note"><strong>AS IF ${asIf}</strong> ${text}</p>`;
}

/** Goods that say the same: of one process, with the same figures. */
export function groupsOf(view: View): Good[][] {
  const groups = new Map<string, Good[]>();
  for (const good of view.statement.goods) {
    const figures = SHOWN.map((m) => view.results.get(good.id)?.get(m)?.value ?? null);
    const key = JSON.stringify([good.process, figures]);
    const mine = groups.get(key);
    if (mine === undefined) groups.set(key, [good]);
    else mine.push(good);
  }
  return [...groups.values()];
}

/** Names of a group's goods; the first few and how many more. */
export function names(view: View, goods: readonly Good[]): Html {
  const left = goods.length - MOST_NAMES;
  const shown = goods
    .slice(0, MOST_NAMES)
    .map((good) => html`<span class="good">${said(good.name)}${good.cn !== "" && html` <span class="cn">CN ${good.cn}</span>`}</span>`);
  return html`${shown}${left > 0 && html`<span class="good">${view.say(`외 ${left}개`, `and ${left} more`)}</span>`}`;
}

/** Cards for the first groups of goods, then all goods in a table. */
export function glance(view: View): Html {
  const groups = groupsOf(view);
  const cards = groups.length <= MOST_CARDS ? html`<div class="cards">${groups.map((goods) => card(view, goods))}</div>` : undefined;
  return html`${cards}${goodsTable(view)}${view.statement.act === TRANSITIONAL && html`<p class="hint">${transitional(view)}</p>`}`;
}

/** Before 2026 emissions are reported and nothing is charged. */
function transitional(view: View): string {
  return view.say(
    "전환기간(2025년까지)에는 배출량을 보고만 하고 부과하지 않습니다. 'CBAM 부과 기준'은 2026년부터 부과에 쓰이는 방식으로 집계한 참고값입니다.",
    "In the transitional period (to 2025) emissions are reported and nothing is charged; what CBAM counts from 2026 on is shown for information.",
  );
}

function card(view: View, goods: readonly Good[]): Html | false {
  const [first] = goods;
  if (first === undefined) return false;
  const results = view.results.get(first.id);
  const basis = results?.get("seeBasis");
  return html`<article class="card"><h3>${names(view, goods)}</h3><p class="cat">${label(view, first.category)}</p>
<p class="big">${basis === undefined ? missing(view) : linked(view, basis.step, amount(view, basis.value, basis.unit))}<small>${label(view, "seeBasis")}</small></p>
${split(view, first)}<p class="plain">${sentence(view, first)}</p></article>`;
}

/** Direct and indirect as two parts of one bar. */
function split(view: View, good: Good): Html | false {
  const results = view.results.get(good.id);
  const parts = (["seeDirect", "seeIndirect"] as const).flatMap((measure) => {
    const result = results?.get(measure);
    if (result === undefined || result.value === null) return [];
    return [
      {
        name: label(view, measure),
        value: result.value,
        text: `${rounded(result.value, result.unit)} ${unitText(view, result.unit)}`,
        result,
      },
    ];
  });
  if (parts.length === 0) return false;
  const description = parts.map((p) => `${p.name}: ${p.text}`).join("; ");
  return html`${stackedBar({ title: view.say("직접과 간접 배출량의 구성", "Direct and indirect emissions"), description, parts })}<ul class="legend">${parts.map((p, i) => html`<li><svg viewBox="0 0 10 10" class="chip" aria-hidden="true"><rect width="10" height="10" class="shade${i}"/></svg>${view.say(i === 0 ? "직접" : "간접", i === 0 ? "direct" : "indirect")} ${linked(view, p.result.step, bare(view, p.result.value, p.result.unit))}</li>`)}</ul>`;
}

/** What the numbers mean, for someone who is no expert. */
function sentence(view: View, good: Good): string {
  const value = (measure: Measure): number | null => view.results.get(good.id)?.get(measure)?.value ?? null;
  const [direct, indirect, total, basis] = SHOWN.map(value);
  if (direct == null || indirect == null || total == null || basis == null)
    return view.say(
      "값이 비어 있어 일부 결과를 계산하지 못했습니다. 아래 문제 목록을 보십시오.",
      "Some results could not be computed because inputs are missing; see the problems below.",
    );
  const [d, i, t, b] = [direct, indirect, total, basis].map((v) => trimmed(roundHalfUp(v, 2)));
  return view.say(
    `이 제품 1톤에는 온실가스 ${t}톤(CO₂ 환산)이 들어 있습니다. 연료·원료·전구물질에서 ${d}톤, 전력에서 ${i}톤이 나왔고, 이 가운데 CBAM 부과 기준은 ${b}톤입니다.`,
    `One tonne of this good carries ${t} t of greenhouse gases (as CO₂): ${d} t from fuels, materials and precursors, ${i} t from electricity. CBAM counts ${b} t of it.`,
  );
}

function share(result: Result): string {
  return result.value === null ? "" : `${trimmed(percentHalfUp(result.value, 2))} %`;
}

function goodsTable(view: View): Html {
  const { say } = view;
  const cell = (good: Good, measure: Measure, content: (result: Result) => Html): Html => {
    const result = view.results.get(good.id)?.get(measure);
    return result === undefined ? html`<span class="none">–</span>` : linked(view, result.step, content(result));
  };
  const plain = (r: Result): Html => bare(view, r.value, r.unit);
  const whole = (r: Result): Html => amount(view, r.value, r.unit);
  const percent = (r: Result): Html =>
    r.value === null ? missing(view) : html`<span class="n" title="${String(r.value)}">${share(r)}</span>`;
  const rows = view.statement.goods.map((good) => [
    html`${said(good.name)} ${good.cn !== "" && html`<span class="cn">CN ${good.cn}</span>`}`,
    cell(good, "seeDirect", plain),
    cell(good, "seeIndirect", plain),
    cell(good, "seeTotal", plain),
    html`<b>${cell(good, "seeBasis", plain)}</b>`,
    cell(good, "embeddedElectricity", plain),
    cell(good, "activityLevel", whole),
    cell(good, "defaultShare", percent),
    cell(good, "carbonPriceEffective", whole),
  ]);
  const columns = [
    { head: say("제품", "Good"), text: true },
    { head: say("직접", "Direct"), unit: "tCO₂e/t" },
    { head: say("간접", "Indirect"), unit: "tCO₂e/t" },
    { head: say("합계", "Total"), unit: "tCO₂e/t" },
    { head: say("CBAM 부과 기준", "CBAM counts"), unit: "tCO₂e/t" },
    { head: say("내재 전력", "Electricity"), unit: "MWh/t" },
    { head: say("활동수준", "Activity level"), unit: say("기간 합계", "period total") },
    { head: say("기본값 비중", "By default values") },
    { head: say("지불 탄소가격", "Carbon price paid"), unit: say("환급 차감 후", "less rebates") },
  ];
  const meanings = (["seeDirect", "seeIndirect", "seeBasis", "embeddedElectricity", "defaultShare", "carbonPriceEffective"] as const).map(
    (m) => html`<div><dt>${label(view, m)}</dt><dd>${help(view, m)}</dd></div>`,
  );
  return html`${table(view, { caption: say("제품별 고유내재배출량", "Specific embedded emissions by good"), columns, rows })}<details class="group"><summary>${say("각 값의 뜻", "What each figure means")}</summary><dl class="words">${meanings}</dl></details>`;
}
