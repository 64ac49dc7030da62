// The drill-down: every figure opens to its formula, its numbers and its leaves, each step printed once.

import type { Step } from "../../base/derivation.ts";
import type { Good } from "../../model/statement.ts";
import { MEASURES } from "../../model/statement.ts";
import { withNumbers } from "../formula.ts";
import { type Html, html, trusted } from "./markup.ts";
import { exact, missing, rounded, unitText } from "./numbers.ts";
import { help, label, nameOf, said, type View } from "./view.ts";

/** Steps printed at most; a browser stays quick with these, and the file under 5 MB. */
export const MOST_STEPS = 3000;
/** Levels opened inside each other; deeper steps follow in a list of their own (a chain of transfers can be thousands long). */
const DEEPEST = 9;
const LONGEST_FORMULA = 1500;
const MOST_REFERENCES = 200;

type State = { view: View; printed: number; placed: Set<string>; later: string[] };

export type Tree = { markup: Html; printed: Set<string> };

/**
 * Law: every step is printed once, at its first place; wherever else it is used, and where a cycle comes back to it, stands a link to that place.
 * Answers the markup and which steps are in it.
 */
export function tree(view: View): Tree {
  const state: State = { view, printed: 0, placed: new Set(), later: [] };
  const processes = new Set<string>();
  const goods = view.statement.goods.map((good) => {
    const first = !processes.has(good.process);
    processes.add(good.process);
    return goodTree(state, good, first);
  });
  const others = list(state, unreferenced(view));
  const deeper = drain(state);
  const circling = list(state, [...view.steps.keys()]);
  const rest = drain(state);
  const omitted = [...view.steps.keys()].filter((id) => !state.placed.has(id)).length;
  const markup = html`${goods}
${section(view.say("사업장 합계와 그 밖의 값", "Totals of the installation, and other figures"), [others, circling])}
${section(view.say("이어지는 단계", "Steps continued"), [deeper, rest])}
${omitted > 0 && html`<p class="hint">${more(view, omitted)}</p>`}`;
  return { markup: withoutDeadLinks(view, markup, state.placed), printed: state.placed };
}

/** Where a link would lead to a step that is not printed, its name stands instead, which `sandan explain` takes. */
function withoutDeadLinks(view: View, { markup }: Html, printed: Set<string>): Html {
  const ids = new Map([...view.anchors].map(([id, anchor]) => [anchor, id]));
  const resolve = (link: string, anchor: string): string => {
    const id = ids.get(anchor) ?? "";
    return printed.has(id) ? link : html`<code class="id">${id}</code>`.markup;
  };
  return trusted(markup.replace(/<a class="jump" href="#(s\d+)"[^>]*>[^<]*<\/a>/g, resolve));
}

function more(view: View, omitted: number): string {
  return view.say(
    `이 보고서에는 처음 ${view.steps.size - omitted}단계를 실었습니다. 나머지 ${omitted}단계는 명령 'sandan explain 파일 단계이름'으로 볼 수 있습니다.`,
    `This report prints the first ${view.steps.size - omitted} steps; see the other ${omitted} with the command 'sandan explain FILE STEP'.`,
  );
}

function section(title: string, parts: Html[]): Html | false {
  const present = parts.filter((part) => part.markup !== "");
  return present.length > 0 && html`<details class="group"><summary>${title}</summary>${present}</details>`;
}

/** The first good of a process lies open; the others, which say much the same, are folded. */
function goodTree(state: State, good: Good, first: boolean): Html {
  const { view } = state;
  if (state.printed >= MOST_STEPS) return html``;
  const results = view.results.get(good.id);
  const nodes = MEASURES.flatMap((measure) => {
    const result = results?.get(measure);
    return result === undefined
      ? []
      : [node(state, { id: result.step, depth: 1, title: label(view, measure), about: help(view, measure) })];
  });
  const name = html`${said(good.name)}${good.cn !== "" && html` <span class="cn">CN ${good.cn}</span>`}`;
  return first ? html`<h3>${name}</h3>${nodes}` : html`<details class="group"><summary>${name}</summary>${nodes}</details>`;
}

/** Steps that no other step refers to: figures of their own. */
function unreferenced(view: View): string[] {
  const used = new Set([...view.steps.values()].flatMap((step) => (step.terms ?? []).map((t) => t.step)));
  return [...view.steps.keys()].filter((id) => !used.has(id));
}

function list(state: State, ids: readonly string[]): Html {
  return html`${ids.filter((id) => !state.placed.has(id) && state.printed < MOST_STEPS).map((id) => node(state, { id, depth: 1 }))}`;
}

/** What was too deep for its place, until nothing is left or the bound is met. */
function drain(state: State): Html {
  const parts: Html[] = [];
  while (state.later.length > 0 && state.printed < MOST_STEPS) {
    const id = state.later.shift() ?? "";
    state.placed.delete(id);
    parts.push(node(state, { id, depth: 1 }));
  }
  for (const id of state.later) state.placed.delete(id);
  return html`${parts}`;
}

type NodeSpec = { id: string; depth: number; symbol?: string; title?: string; about?: string | undefined };

function node(state: State, spec: NodeSpec): Html {
  const { view } = state;
  const step = view.steps.get(spec.id);
  if (step === undefined) return html`<div class="leaf">${spec.symbol} ${spec.id} ${missing(view)}</div>`;
  if (state.placed.has(spec.id)) return reference(view, step, spec);
  if (state.printed >= MOST_STEPS) return reference(view, step, spec);
  const terms = step.terms ?? [];
  state.placed.add(spec.id);
  if (terms.length > 0 && spec.depth > DEEPEST) {
    state.later.push(spec.id);
    return reference(view, step, spec);
  }
  state.printed += 1;
  const head = line(view, step, spec);
  const anchor = view.anchors.get(spec.id) ?? "";
  if (terms.length === 0) return html`<div class="leaf" id="${anchor}">${head}${origin(view, step)}</div>`;
  const children = terms.slice(0, MOST_REFERENCES).map((t) => node(state, { id: t.step, depth: spec.depth + 1, symbol: t.symbol }));
  const unnamed = terms.length - MOST_REFERENCES;
  return html`<details class="step" id="${anchor}"><summary>${head}</summary><div class="in">${spec.about !== undefined && html`<p class="about">${spec.about}</p>`}${formula(view, step)}${origin(view, step)}${children}${unnamed > 0 && html`<p class="hint">${view.say(`외 ${unnamed}항은 아래 목록에 있습니다.`, `${unnamed} more terms stand in the lists below.`)}</p>`}</div></details>
`;
}

/** A step that is printed elsewhere: its value and the way there. */
function reference(view: View, step: Step, spec: NodeSpec): Html {
  const anchor = view.anchors.get(step.id) ?? "";
  return html`<div class="leaf again">${line(view, step, spec)}<a class="jump" href="#${anchor}">${view.say("산출 과정 보기", "see its derivation")} ↗</a></div>`;
}

function line(view: View, step: Step, { symbol, title }: NodeSpec): Html {
  const subject = step.subject === "installation" ? undefined : nameOf(view, step.subject);
  return html`<span class="what">${symbol !== undefined && html`<code class="sym">${symbol}</code> `}${title ?? label(view, step.what, step.subject)}${subject !== undefined && title === undefined && html` <span class="of">${said(subject)}</span>`}${badges(view, step)}</span><span class="val">${value(view, step)}</span>`;
}

function value(view: View, step: Step): Html {
  if (view.withheld.has(step.id)) return html`<span class="badge hold">${view.say("비공개", "withheld")}</span>`;
  if (step.value === null) return missing(view);
  const text = step.terms === undefined ? exact(step.value) : rounded(step.value, step.unit);
  const unit = unitText(view, step.unit);
  return html`<span class="n" title="${String(step.value)}">${text}</span>${unit !== "" && html` <span class="u">${unit}</span>`}`;
}

function badges(view: View, step: Step): Html | false {
  if (step.assumption === undefined) return false;
  return html` <span class="badge" title="${help(view, step.assumption) ?? ""}">${label(view, step.assumption)}</span>`;
}

function formula(view: View, step: Step): Html | false {
  if (step.formula === undefined) return false;
  const full = step.value === null ? view.say("값 없음", "no value") : `${step.value} ${unitText(view, step.unit)}`;
  const result = html`= <b>${full}</b>`;
  const [only, ...others] = step.terms ?? [];
  if (others.length === 0 && step.formula === only?.symbol) return html`<div class="formula"><code>${step.formula} ${result}</code></div>`;
  return html`<div class="formula"><code>${short(step.formula)}</code><code>= ${short(withNumbers(step, (id) => (view.withheld.has(id) ? null : (view.steps.get(id)?.value ?? null))))}</code><code>${result}</code></div>`;
}

function short(text: string): string {
  return text.length <= LONGEST_FORMULA ? text : `${text.slice(0, LONGEST_FORMULA)} …`;
}

/** Where the figure comes from: cell or line, evidence, the law's dataset, the rule. */
export function placeText(view: View, step: Step): string | undefined {
  const { origin: at } = step;
  const { lines, file } = view.statement.disclosure;
  if (at?.sheet !== undefined) return `${at.sheet}${at.cell === undefined ? "" : `!${at.cell}`}`;
  const own = lines !== undefined && Object.hasOwn(lines, step.id) ? lines[step.id] : at?.line;
  if (own === undefined) return at?.file;
  return view.say(`${file ?? at?.file ?? "입력 파일"} ${own}행`, `${file ?? at?.file ?? "input file"}, line ${own}`);
}

function origin(view: View, step: Step): Html {
  const { rule, factor, origin: at } = step;
  const place = placeText(view, step);
  const documents = (at?.evidence ?? []).map((id) => view.statement.evidence.find((e) => e.id === id)?.title ?? id);
  const item = (name: string, text: string): Html => html`<span><b>${name}</b> ${said(text)}</span>`;
  return html`<p class="from">${place !== undefined && item(view.say("입력 위치", "from"), place)}${at?.formula !== undefined && item(view.say("셀 수식", "cell formula"), at.formula)}${documents.map((title) => item(view.say("증빙", "evidence"), title))}${factor !== undefined && item(view.say("법정 계수", "figure of the law"), `${factor.act}, ${factor.point}; ${factor.dataset}/${factor.row}; ${factor.validFrom}; ${label(view, factor.status)}`)}${rule !== undefined && item(view.say("산정 근거", "rule"), `${rule.act}, ${rule.point}`)}<code class="id">${step.id}</code></p>`;
}
