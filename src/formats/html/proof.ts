// What a reader checks the report against: the workbook's own results, the datasets, the assumptions, the hash.
import type { Step } from "../../base/derivation.ts";
import { type Html, html } from "./markup.ts";
import { exact, missing, stepCell } from "./numbers.ts";
import { table } from "./table.ts";
import { placeText } from "./tree.ts";
import { help, label, linked, nameOf, said, type View } from "./view.ts";

const MOST_EACH = 60;

/** Counts, and every cell that differs with the reason; undefined where no workbook was compared. */
export function comparison(view: View): Html | undefined {
  const { comparison: compared } = view.statement;
  if (compared === undefined) return undefined;
  const { say } = view;
  const number = (value: number | null): Html =>
    value === null ? missing(view) : html`<span class="n" title="${String(value)}">${exact(value)}</span>`;
  const rows = compared.differences.map((d) => [
    html`<code>${d.sheet}!${d.cell}</code>`,
    number(d.cached),
    number(d.value),
    said(d.reason[view.lang]),
  ]);
  const columns = [
    { head: say("셀", "Cell"), text: true },
    { head: say("엑셀 저장값", "Stored in the workbook") },
    { head: say("재계산값", "Recomputed") },
    { head: say("차이의 이유", "Reason"), text: true },
  ];
  const counts = say(
    `결과 셀 ${compared.compared}개를 다시 계산해 비교했습니다. ${compared.equal}개가 같고 ${compared.differences.length}개가 다릅니다.`,
    `${compared.compared} result cells were recomputed and compared: ${compared.equal} are equal, ${compared.differences.length} differ.`,
  );
  return html`<p>${counts}</p>${rows.length > 0 && table(view, { caption: say("저장값과 다른 셀", "Cells that differ"), columns, rows })}`;
}

/** Every default that was put where nothing was stated, by kind. */
export function assumptions(view: View): Html {
  const kinds = new Map<string, Step[]>();
  for (const step of view.steps.values()) {
    if (step.assumption === undefined) continue;
    const mine = kinds.get(step.assumption);
    if (mine === undefined) kinds.set(step.assumption, [step]);
    else mine.push(step);
  }
  if (kinds.size === 0) return html`<p>${view.say("가정이 없습니다.", "None was made.")}</p>`;
  return html`${[...kinds].map(([kind, steps]) => html`<details class="group"><summary>${label(view, kind)} (${steps.length})</summary><p>${help(view, kind)}</p><ul class="flat">${steps.slice(0, MOST_EACH).map((s) => assumed(view, s))}</ul>${steps.length > MOST_EACH && html`<p class="hint">+ ${steps.length - MOST_EACH}</p>`}</details>`)}`;
}

function assumed(view: View, step: Step): Html {
  const place = placeText(view, step);
  return html`<li>${linked(view, step.id, html`${said(nameOf(view, step.subject))} · ${label(view, step.what, step.subject)}`)} = ${stepCell(view, step.id, true)}${place !== undefined && html` <span class="of">${said(place)}</span>`}</li>`;
}

export function datasets(view: View): Html {
  const { say } = view;
  const rows = view.statement.datasets.map((d) => [
    html`${label(view, d.id)} <code class="id">${d.id}</code>`,
    said(d.act),
    html`${label(view, d.status)}`,
    html`${d.validFrom}`,
    html`<code title="${d.hash}">${d.hash.slice(0, 12)}</code>`,
  ]);
  const columns = [
    { head: label(view, "dataset"), text: true },
    { head: say("법령", "Act"), text: true },
    { head: say("상태", "Status"), text: true },
    { head: say("적용 시작", "Valid from"), text: true },
    { head: "SHA-256", text: true },
  ];
  return table(view, { caption: say("사용한 데이터셋", "Datasets used"), columns, rows });
}

function evidence(view: View): Html | false {
  const { statement, say } = view;
  if (statement.evidence.length === 0) return false;
  const rows = statement.evidence.map((e) => [
    said(e.title),
    html`<code class="id">${e.id}</code>`,
    e.sha256 === undefined ? html`–` : html`<code title="${e.sha256}">${e.sha256.slice(0, 12)}</code>`,
  ]);
  const columns = [
    { head: say("증빙", "Evidence"), text: true },
    { head: "id", text: true },
    { head: "SHA-256", text: true },
  ];
  return table(view, { caption: say("증빙 목록", "Evidence"), columns, rows });
}

/** The full hash, how to recompute, and how figures were rounded. */
export function proof(view: View): Html {
  const { statement, say } = view;
  const { input, hash, engine, disclosure } = statement;
  const file = disclosure.file ?? say("파일", "FILE");
  const year = statement.asIf === undefined ? "" : ` --as-if ${statement.asIf}`;
  return html`<p>${say(
    "이 보고서의 모든 값은 산정서(Statement) 하나에서 나왔고, 그 내용의 SHA-256 해시는 다음과 같습니다.",
    "Every figure of this report is drawn from one Statement; the SHA-256 of its content is:",
  )}</p><p><code class="hash">${hash}</code></p>
${input.sha256 !== undefined && html`<p>${say("입력 엑셀 파일", "Input workbook")}${input.version !== undefined && html` (${said(input.version)})`}: <code class="hash">${input.sha256}</code></p>`}
<p>${say(
    `같은 입력을 ${engine.name} ${engine.version}으로 다시 계산하면 같은 해시가 나와야 합니다.`,
    `The same input recomputed with ${engine.name} ${engine.version} must give the same hash:`,
  )}</p><p><code class="command">sandan calculate ${file}${year}</code></p>
<p>${say(
    "반올림: 법령은 반올림 방법을 정하지 않습니다. 계산 중에는 반올림하지 않으며, 표시할 때 한 번만 사사오입합니다(고유내재배출량은 소수점 5자리, 기간 합계는 1톤 단위). 원래 값은 숫자 위에 커서를 올리거나 산출 과정에서 볼 수 있습니다.",
    "Rounding: the acts set no method. Nothing is rounded on the way; figures are rounded once at output, half up: specific embedded emissions to 5 decimals, period totals to whole tonnes. The full value shows on hover and in the derivations.",
  )}</p>${disclosure.salted && view.withheld.size > 0 && html`<p>${say(`입력값 ${view.withheld.size}개는 비공개이며, 해시로만 확인됩니다.`, `${view.withheld.size} inputs are withheld and stand in the Statement as commitments only.`)}</p>`}${evidence(view)}`;
}
