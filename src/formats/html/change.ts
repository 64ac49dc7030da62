// A change between two Statements as one self-contained page: a waterfall for each figure, and the list of what differs.
import type { Change, ChangedGood, Moved } from "../../model/change.ts";
import { word } from "../../model/words.ts";
import { KINDS, largestMoves, nameOfChange, sideText, sourceText } from "../change-text.ts";
import type { Language } from "../table.ts";
import { styleSheet } from "./css.ts";
import { type Html, html, trusted } from "./markup.ts";
import { rounded } from "./numbers.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const MOST_GOODS = 40;
const MOST_STEPS = 300;

/** Rows, and where the plot begins and ends, in the units of the drawing. */
const ROW = 24;
const [LEFT, RIGHT, WIDTH] = [300, 620, 760] as const;

const STYLE = trusted(`<style>
.waterfall { width: 100%; max-width: 60rem; height: auto; font-size: 12px; }
.waterfall text { fill: currentColor; }
.waterfall .end { fill: #35566b; } .waterfall .up { fill: #b4502f; } .waterfall .down { fill: #3f8a57; }
.waterfall .tie { stroke: currentColor; stroke-width: .6; stroke-dasharray: 2 2; opacity: .5; }
</style>`);

type Say = (ko: string, en: string) => string;

/** Law: a rendering of the Change alone, without script or network; every text is escaped; each chart has its figures as text beside it. */
export function renderChangeHtml(change: Change, { lang }: { lang: Language }): string {
  const say: Say = (ko, en) => (lang === "ko" ? ko : en);
  const { before, after, goods } = change;
  const title = say("무엇이 얼마나 바뀌었나", "What changed, and by how much");
  const left = goods.length - MOST_GOODS;
  const asIf = after.asIf ?? before.asIf;
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${after.hash.slice(0, 12)}</title>
${styleSheet({ hash: after.hash, ...(asIf !== undefined && { asIf }) })}
${STYLE}
</head>
<body>
<div class="page">
<header>${asIf !== undefined && html`<p class="stamp" role="note"><strong>AS IF ${asIf}</strong></p>`}<p class="brand"><b>${say("산단", "Sandan")}</b></p><h1>${title}</h1>
<dl class="facts">${sideFacts(say("이전", "Before"), before)}${sideFacts(say("이후", "After"), after)}</dl></header>
<main>
${goods.length === 0 && html`<p>${say("값이 달라진 제품이 없습니다.", "No figure of a good differs.")}</p>`}
${goods.slice(0, MOST_GOODS).map((good) => goodSection(change, good, lang))}
${left > 0 && html`<p class="hint">${say(`외 ${left}개 제품은 JSON에 있습니다.`, `${left} more goods are in the JSON.`)}</p>`}
${listed(change, say)}
${stepTable(change, lang)}
</main>
<footer><p><code class="hash">${before.hash}</code></p><p><code class="hash">${after.hash}</code></p></footer>
</div>
</body>
</html>
`;
  return page.markup;
}

function sideFacts(name: string, { installation, period, act, hash, asIf }: Change["before"]): Html {
  return html`<div><dt>${name}</dt><dd><bdi>${installation}</bdi>, ${period.start} – ${period.end}<br><small>${act}${asIf !== undefined && ` · AS IF ${asIf}`} · <code>${hash.slice(0, 12)}</code></small></dd></div>`;
}

function goodSection(change: Change, good: ChangedGood, lang: Language): Html {
  const heading = html`<h2><bdi>${good.name}</bdi>${good.cn !== "" && html` <span class="cn">CN ${good.cn}</span>`}</h2>`;
  return html`<section>${heading}${good.moved.map((moved) => figureOf(change, moved, lang))}</section>`;
}

type Bar = { label: string; from: number; to: number; kind: "end" | "up" | "down"; text: string };

/** Before, the moves one after the other, after. */
function barsOf(change: Change, { unit, before, after, moves }: Moved, lang: Language): Bar[] {
  const start = before ?? 0;
  const { shown, others, sum } = largestMoves(moves);
  const named = shown.map((move) => ({ label: nameOfChange(change, move, lang), value: move.value }));
  if (others > 0) named.push({ label: lang === "ko" ? `그 밖의 ${others}건` : `${others} more`, value: sum });
  let level = start;
  const steps = named.map(({ label, value }): Bar => {
    const from = level;
    level += value;
    return { label, from, to: level, kind: value < 0 ? "down" : "up", text: `${value > 0 ? "+" : ""}${rounded(value, unit)}` };
  });
  const end = (label: string, value: number): Bar => ({ label, from: 0, to: value, kind: "end", text: rounded(value, unit) });
  return [end(lang === "ko" ? "이전" : "Before", start), ...steps, end(lang === "ko" ? "이후" : "After", after ?? 0)];
}

function figureOf(change: Change, moved: Moved, lang: Language): Html {
  const { measure, unit, before, after } = moved;
  const name = word(measure)[lang];
  const text = (value: number | null): string => (value === null ? "–" : rounded(value, unit));
  const caption = html`<figcaption><b>${name}</b> ${text(before)} → ${text(after)} <span class="u">${unit === "1" ? "" : unit}</span></figcaption>`;
  if (before === null || after === null || moved.moves.length === 0) return html`<figure>${caption}</figure>`;
  const bars = barsOf(change, moved, lang);
  const { floor, x } = scaleOf(bars);
  const cut =
    lang === "ko"
      ? `눈금은 0이 아니라 ${rounded(floor, unit)}에서 시작합니다.`
      : `The scale begins at ${rounded(floor, unit)}, not at zero.`;
  return html`<figure>${caption}${waterfall(`${name}: ${text(before)} → ${text(after)} ${unit}`, bars, x)}${floor > 0 && html`<p class="hint">${cut}</p>`}</figure>`;
}

/** The moves alone set the scale where the ends would dwarf them: it then begins at a floor above zero, which is said below. */
function scaleOf(bars: readonly Bar[]): { floor: number; x: (value: number) => number } {
  const inner = bars.flatMap(({ kind, from, to }) => (kind === "end" ? [to] : [from, to]));
  const [low, high] = [Math.min(...inner), Math.max(...inner)];
  const span = high - low || Math.abs(high) || 1;
  const floor = low > 0 && span < low / 2 ? low - span * 0.4 : Math.min(0, low);
  const ceiling = Math.max(high, floor + 1e-300);
  const x = (value: number): number => LEFT + ((Math.max(value, floor) - floor) / (ceiling - floor)) * (RIGHT - LEFT);
  return { floor, x };
}

function waterfall(title: string, bars: readonly Bar[], x: (value: number) => number): Html {
  const height = bars.length * ROW + 6;
  const rows = bars.map(({ label, from, to, kind, text }, i) => {
    const [a, b] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
    const y = i * ROW + 4;
    const tie =
      i + 1 < bars.length && html`<line class="tie" x1="${x(to).toFixed(1)}" x2="${x(to).toFixed(1)}" y1="${y}" y2="${y + ROW + 12}"/>`;
    return html`${tie}<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${shortened(label)}<title>${label}</title></text><rect class="${kind}" x="${a.toFixed(1)}" y="${y}" width="${Math.max(b - a, 1).toFixed(1)}" height="16"/><text x="${(b + 6).toFixed(1)}" y="${y + 12}">${text}</text>`;
  });
  return html`<svg class="waterfall" role="img" viewBox="0 0 ${WIDTH} ${height}"><title>${title}</title><desc>${bars.map(({ label, text }) => `${label} ${text}`).join("; ")}</desc>${rows}</svg>`;
}

const LONGEST_LABEL = 38;
const shortened = (label: string): string =>
  [...label].length <= LONGEST_LABEL ? label : `${[...label].slice(0, LONGEST_LABEL - 1).join("")}…`;

function listed({ added, withdrawn, datasets }: Change, say: Say): Html | false {
  if (added.length + withdrawn.length + datasets.length === 0) return false;
  const goods = (title: string, all: Change["added"]): Html | false =>
    all.length > 0 && html`<li>${title}: ${all.map(({ name, cn }) => `${name} (CN ${cn})`).join(", ")}</li>`;
  return html`<section><h2>${say("제품과 데이터셋", "Goods and datasets")}</h2><ul>${goods(say("추가된 제품", "Goods added"), added)}${goods(say("없어진 제품", "Goods withdrawn"), withdrawn)}${datasets.map((d) => html`<li>${d.id}: ${d.before ?? "–"} → ${d.after ?? "–"}</li>`)}</ul></section>`;
}

function stepTable(change: Change, lang: Language): Html {
  const say: Say = (ko, en) => (lang === "ko" ? ko : en);
  const { steps } = change;
  const heads = [say("종류", "Kind"), say("무엇", "What"), say("이전", "Before"), say("이후", "After"), say("출처", "Source")];
  const rows = steps.slice(0, MOST_STEPS).map((step) => {
    const from = [...new Set([sourceText(step.before), sourceText(step.after)])].filter((text) => text !== "").join(" → ");
    return html`<tr><th scope="row">${KINDS[step.kind][lang]}</th><td><bdi>${nameOfChange(change, step, lang)}</bdi></td><td class="r">${sideText(step.before, step.unit, lang)}</td><td class="r">${sideText(step.after, step.unit, lang)}</td><td>${from}</td></tr>`;
  });
  const more = steps.length - MOST_STEPS;
  const caption = say(`달라진 입력과 단계 ${steps.length}건`, `${steps.length} inputs and steps differ`);
  return html`<section><h2>${say("달라진 것", "What differs")}</h2><div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>${more > 0 && html`<p class="hint">${say(`외 ${more}건은 JSON에 있습니다.`, `${more} more are in the JSON.`)}</p>`}</section>`;
}
