// The problems found, by severity, each with its place, the clause and the way out.
import type { Problem, Severity } from "../../base/problem.ts";
import { type Html, html } from "./markup.ts";
import { label, said, type View } from "./view.ts";

const SEVERITIES: Severity[] = ["error", "warning", "note"];
const SIGNS: Record<Severity, string> = { error: "✕", warning: "!", note: "i" };
const MOST = 150;

export function countsOf(problems: readonly Problem[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  return counts;
}

export function problemList(view: View): Html {
  const { problems } = view.statement;
  const counts = countsOf(problems);
  const summary = SEVERITIES.map(
    (s) => html`<li class="${s}"><span class="sign" aria-hidden="true">${SIGNS[s]}</span>${label(view, s)} <b>${counts[s]}</b></li>`,
  );
  if (problems.length === 0)
    return html`<ul class="counts">${summary}</ul><p>${view.say("입력과 계산에서 발견된 문제가 없습니다.", "Nothing was found wrong with the input or the calculation.")}</p>`;
  return html`<ul class="counts">${summary}</ul>${SEVERITIES.map((s) =>
    group(
      view,
      s,
      problems.filter((p) => p.severity === s),
    ),
  )}`;
}

function group(view: View, severity: Severity, problems: readonly Problem[]): Html | false {
  if (problems.length === 0) return false;
  const left = problems.length - MOST;
  const rest = view.say(
    `외 ${left}건은 명령 'sandan check 파일'로 볼 수 있습니다.`,
    `See the other ${left} with the command 'sandan check FILE'.`,
  );
  const list = html`<ul class="problems">${problems.slice(0, MOST).map((p) => item(view, p))}</ul>${left > 0 && html`<p class="hint">${rest}</p>`}`;
  return html`<h3>${label(view, severity)} (${problems.length})</h3>${list}`;
}

function item(view: View, problem: Problem): Html {
  const { code, severity, text, todo, clause } = problem;
  const place = placeOf(view, problem);
  const name = (ko: string, en: string): Html => html`<b>${view.say(ko, en)}</b>`;
  return html`<li class="${severity}"><p class="head"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span><span>${said(text[view.lang])}</span></p>
<p class="do">${name("할 일", "What to do")} ${said(todo[view.lang])}</p>
<p class="from">${place !== "" && html`<span>${name("위치", "where")} ${said(place)}</span>`}${clause !== undefined && html`<span>${name("근거", "clause")} ${said(clause)}</span>`}<code class="id">${code}</code></p></li>`;
}

/** File, sheet and cell, or line; the path in the case where there is nothing nearer. */
function placeOf(view: View, { place, path }: Problem): string {
  const { file, lines } = view.statement.disclosure;
  if (place?.sheet !== undefined)
    return [place.file ?? file, `${place.sheet}${place.cell === undefined ? "" : `!${place.cell}`}`].filter(Boolean).join(" · ");
  const line = place?.line ?? (lines !== undefined && Object.hasOwn(lines, path) ? lines[path] : undefined);
  const at = line === undefined ? path : view.say(`${line}행`, `line ${line}`);
  return [line === undefined ? place?.file : (place?.file ?? file), at].filter(Boolean).join(" · ");
}
