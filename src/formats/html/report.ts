// A Statement as one self-contained HTML file: for an export officer on a phone, for a verifier, and on paper.
import type { Statement } from "../../model/statement.ts";
import type { Language } from "../table.ts";
import { installationTotals, precursorTables, processTable, streamTables } from "./accounts.ts";
import { chartPatterns } from "./chart.ts";
import { contributions } from "./contributions.ts";
import { styleSheet } from "./css.ts";
import { glance, header } from "./glance.ts";
import { type Html, html } from "./markup.ts";
import { countsOf, problemList } from "./problems.ts";
import { assumptions, comparison, datasets, proof } from "./proof.ts";
import { tree } from "./tree.ts";
import { said, type View, viewOf } from "./view.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

type Section = { id: string; title: string; content: Html };

/**
 * Law: a report is a rendering of the Statement alone: it decides no number, names the Statement's hash, needs no network and no script,
 * and every text in it is escaped. Same Statement and language, same bytes.
 */
export function renderHtml(statement: Statement, { lang }: { lang: Language }): string {
  const view = viewOf(statement, lang);
  const derivations = tree(view);
  view.printed = derivations.printed;
  const parts = sections(view, derivations.markup);
  const title = `${statement.title ?? statement.installation.name} · CBAM · ${statement.hash.slice(0, 12)}`;
  return `${
    html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${styleSheet(statement)}
</head>
<body>
${chartPatterns()}
<a class="skip" href="#glance">${view.say("본문으로 건너뛰기", "Skip to the figures")}</a>
<div class="page">
${header(view)}
<nav aria-label="${view.say("목차", "Contents")}"><ol>${parts.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a>${id === "problems" && count(view)}</li>`)}</ol></nav>
<main>
${parts.map(
  ({ id, title: name, content }) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${name}</h2>
${content}</section>
`,
)}</main>
<footer><p>Sandan ${said(statement.engine.version)} · ${said(statement.installation.name)} · ${statement.period.start} – ${statement.period.end}${statement.asIf !== undefined && html` · <strong>AS IF ${statement.asIf}</strong>`}</p><p><code class="hash">${statement.hash}</code></p></footer>
</div>
</body>
</html>
`.markup
  }`;
}

function count(view: View): Html | false {
  const { error, warning } = countsOf(view.statement.problems);
  return error + warning > 0 && html` <span class="count">${error + warning}</span>`;
}

function sections(view: View, derivations: Html): Section[] {
  const { say } = view;
  const compared = comparison(view);
  const intro = say(
    "값을 누르면 산식, 대입한 수치, 근거 조항, 입력 위치가 차례로 열립니다.",
    "Open any figure to see its formula, the numbers in it, the rule it follows and where each input stands.",
  );
  return [
    { id: "glance", title: say("한눈에 보기", "At a glance"), content: glance(view) },
    { id: "problems", title: say("확인할 문제", "Problems"), content: problemList(view) },
    { id: "contributions", title: say("배출량은 어디에서 오는가", "Where the emissions come from"), content: contributions(view) },
    {
      id: "processes",
      title: say("사업장과 공정", "Installation and processes"),
      content: html`${installationTotals(view)}${processTable(view)}`,
    },
    { id: "streams", title: say("배출원", "Source streams"), content: streamTables(view) },
    { id: "precursors", title: say("전구물질", "Precursors"), content: precursorTables(view) },
    ...(compared === undefined
      ? []
      : [{ id: "comparison", title: say("엑셀 저장값과의 비교", "Comparison with the workbook"), content: compared }]),
    { id: "derivations", title: say("산출 과정", "Derivations"), content: html`<p>${intro}</p>${derivations}` },
    { id: "assumptions", title: say("가정", "Assumptions"), content: assumptions(view) },
    { id: "datasets", title: say("데이터셋", "Datasets"), content: datasets(view) },
    { id: "proof", title: say("검증과 재계산", "Hash and recomputation"), content: proof(view) },
  ];
}
