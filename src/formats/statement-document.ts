// The calculation report of a Statement as paper: results, where they come from, every step that they rest on, and how to check it.
import type { Step } from "../base/derivation.ts";
import type { Block, Cell, Document, Section } from "../model/document.ts";
import { type Account, type Good, MEASURES, type Measure, type Statement } from "../model/statement.ts";
import { withNumbers } from "./formula.ts";
import { groupsOf } from "./html/glance.ts";
import { exact, rounded, unitText } from "./html/numbers.ts";
import { placeText } from "./html/tree.ts";
import { label, nameOf, type View, viewOf } from "./html/view.ts";
import { percentHalfUp, trimmed } from "./rounding.ts";
import type { Language } from "./table.ts";

const DERIVED: Measure[] = ["seeDirect", "seeIndirect", "seeBasis"];
/** A paper of more steps than these is read by nobody; the statement holds all. */
const MOST_STEPS = 400;
const MOST_GROUPS = 30;
const MOST_BARS = 12;
const MOST_PROBLEMS = 150;
const LONGEST_FORMULA = 400;

type Paper = { view: View; numbers: Map<string, number>; derived: string[] };

/**
 * Law: a rendering of the Statement alone; figures are rounded once, here, and each names its place in the derivation (D1, D2, ...).
 * Korean or English. What is left out is counted.
 */
export function statementDocument(statement: Statement, { lang }: { lang: Language }): Document {
  const view = viewOf(statement, lang);
  const paper = { view, ...numbered(view) };
  const { say } = view;
  const { installation, period, engine, hash, asIf, act, goods, input } = statement;
  return {
    lang,
    title: say("CBAM 제품 내재배출량 산정 보고서", "CBAM embedded emissions report"),
    subtitle: installation.name,
    ...(asIf !== undefined && { stamp: say(`AS IF ${asIf} - 신고용 아님`, `AS IF ${asIf} - NOT FOR A DECLARATION`) }),
    facts: [
      [say("사업장", "Installation"), installation.nameEnglish ?? installation.name],
      [say("운영자", "Operator"), installation.operator?.name ?? "-"],
      [say("국가", "Country"), installation.country ?? "-"],
      [say("보고기간", "Reporting period"), `${period.start} - ${period.end}`],
      [say("적용 법령", "Act applied"), label(view, act)],
      [say("제품", "Goods"), String(goods.length)],
      [
        say("입력", "Input"),
        input.kind === "workbook"
          ? `${say("통신 양식", "Communication template")} ${input.version ?? ""}`.trim()
          : say("사례 파일", "Case file"),
      ],
      [say("산정 엔진", "Engine"), `${engine.name} ${engine.version}`],
    ],
    hash,
    sections: [results(paper), contributions(paper), derivations(paper), datasets(view), problems(view), ...comparison(view), proof(view)],
  };
}

/** Steps in the order in which they are met on the way down from each result, numbered from 1. */
function numbered(view: View): { numbers: Map<string, number>; derived: string[] } {
  const derived = new Set<string>();
  for (const good of alike(view).flatMap(([first]) => (first === undefined ? [] : [first])))
    for (const measure of [...DERIVED, ...MEASURES]) {
      const result = view.results.get(good.id)?.get(measure);
      if (result !== undefined) walk(view, result.step, derived);
    }
  return { derived: [...derived], numbers: new Map([...derived].map((id, i) => [id, i + 1])) };
}

function walk(view: View, start: string, seen: Set<string>): void {
  const open = [start];
  while (open.length > 0 && seen.size < MOST_STEPS) {
    const id = open.pop() as string;
    const step = view.steps.get(id);
    if (step === undefined || seen.has(id)) continue;
    seen.add(id);
    open.push(...(step.terms ?? []).map((term) => term.step).reverse());
  }
}

const unitOf = (view: View, unit: string): string => unitText(view, unit);

/** A value with its unit: computed ones rounded, stated ones as they are. */
function shown({ view }: Paper, step: Step | undefined): Cell {
  if (step === undefined) return "-";
  if (view.withheld.has(step.id)) return view.say("비공개", "withheld");
  if (step.value === null) return "-";
  const text = step.terms === undefined ? exact(step.value) : rounded(step.value, step.unit);
  return { value: step.value, shown: `${text} ${unitOf(view, step.unit)}`.trim(), step: step.id };
}

const place = ({ numbers }: Paper, id: string): string => (numbers.has(id) ? `D${numbers.get(id)}` : "");

const namesOf = (goods: readonly Good[]): string => goods.map(({ name, cn }) => (cn === "" ? name : `${name} (CN ${cn})`)).join(", ");

/** Goods of which every result is the same. */
function alike({ statement, results }: View): Good[][] {
  const key = ({ id }: Good): string => JSON.stringify(MEASURES.map((measure) => results.get(id)?.get(measure)?.value ?? null));
  return [...Map.groupBy(statement.goods, (good) => `${good.process} ${key(good)}`).values()];
}

function results(paper: Paper): Section {
  const { view } = paper;
  const { say } = view;
  const groups = alike(view);
  const columns = [
    { title: say("항목", "Measure") },
    { title: say("값", "Value"), numeric: true },
    { title: say("산출 과정", "Derivation") },
  ];
  const sections = groups.slice(0, MOST_GROUPS).map((goods): Section => {
    const [first] = goods;
    const mine = first === undefined ? undefined : view.results.get(first.id);
    const rows = MEASURES.flatMap((measure): Cell[][] => {
      const result = mine?.get(measure);
      if (result === undefined) return [];
      return [[label(view, measure), shown(paper, view.steps.get(result.step)), place(paper, result.step)]];
    });
    return { title: namesOf(goods), blocks: [{ kind: "table", columns, rows }] };
  });
  return { title: say("결과", "Results"), blocks: leftOut(view, groups.length - MOST_GROUPS), sections };
}

function leftOut({ say }: View, count: number): Block[] {
  if (count <= 0) return [];
  return [
    {
      kind: "text",
      tone: "note",
      text: say(
        `${count}건은 싣지 않았습니다. 산정서(Statement) 파일에 모두 있습니다.`,
        `${count} more are not printed; the statement file holds all.`,
      ),
    },
  ];
}

function contributions(paper: Paper): Section {
  const { view } = paper;
  const { say } = view;
  const groups = groupsOf(view);
  const sections = groups.slice(0, MOST_GROUPS).flatMap((goods): Section[] => {
    const accounts = view.statement.accounts.filter(
      (a) => a.product === goods[0]?.id && a.contributions.length > 0 && DERIVED.includes(a.measure),
    );
    return accounts.length === 0 ? [] : [{ title: namesOf(goods), blocks: accounts.flatMap((account) => accountBlocks(paper, account)) }];
  });
  const none: Block[] =
    sections.length > 0
      ? []
      : [{ kind: "text", text: say("이 산정서에는 제품별 기여도가 없습니다.", "This statement holds no contributions of single goods.") }];
  return { title: say("배출량은 어디에서 오는가", "Where the emissions come from"), blocks: none, sections };
}

function accountBlocks({ view }: Paper, { measure, contributions: parts, sensitivities, product }: Account): Block[] {
  const { say } = view;
  const result = view.results.get(product)?.get(measure);
  const [whole, unit] = [result?.value ?? 0, result?.unit ?? "tCO2e/t"];
  const ordered = [...parts].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const bars = ordered.slice(0, MOST_BARS).map(({ subject, what, value }) => ({
    label: `${nameOf(view, subject)}, ${label(view, what, subject)}`,
    value,
    shown: whole === 0 ? rounded(value, unit) : `${rounded(value, unit)} (${percentHalfUp(value / whole, 1)} %)`,
  }));
  const rest = ordered.slice(MOST_BARS);
  const sum = rest.reduce((a, { value }) => a + value, 0);
  if (rest.length > 0) bars.push({ label: say(`그 밖의 ${rest.length}건`, `${rest.length} more`), value: sum, shown: rounded(sum, unit) });
  const movers = sensitivities
    .slice(0, 5)
    .map(({ subject, what, elasticity }): Cell[] => [
      `${nameOf(view, subject)}, ${label(view, what, subject)}`,
      { value: elasticity, shown: `${elasticity >= 0 ? "+" : ""}${trimmed(elasticity.toFixed(3))} %` },
    ]);
  const columns = [
    { title: say("입력", "Input") },
    { title: say("입력 1 % 변화에 대한 결과의 변화", "Change of the result for 1 % of the input"), numeric: true },
  ];
  return [
    { kind: "bars", caption: label(view, measure), unit: unitOf(view, unit), bars },
    ...(movers.length === 0 ? [] : [{ kind: "table" as const, columns, rows: movers }]),
  ];
}

/** Every step with its number: what it is, the formula in symbols and in numbers, the value, and the rule or the place it comes from. */
function derivations(paper: Paper): Section {
  const { view, derived } = paper;
  const { say } = view;
  const columns = [
    { title: "" },
    { title: say("무엇", "What") },
    { title: say("산식과 수치", "Formula and numbers") },
    { title: say("값", "Value"), numeric: true },
    { title: say("근거", "Rule or source") },
  ];
  const rows = derived.map((id): Cell[] => {
    const step = view.steps.get(id) as Step;
    const of = step.subject === "installation" ? "" : `${nameOf(view, step.subject)}: `;
    return [
      place(paper, id),
      `${of}${label(view, step.what, step.subject)}`,
      formulaOf(paper, step),
      shown(paper, step),
      sourceOf(view, step),
    ];
  });
  const intro = say(
    "각 값은 번호(D)로 가리킵니다. 산식의 항은 그 값의 번호를 함께 적었습니다.",
    "Every figure has a number (D); the terms of a formula are given with theirs.",
  );
  const cut = derived.length < MOST_STEPS ? [] : leftOut(view, view.steps.size - derived.length);
  return { title: say("산출 과정", "Derivation"), blocks: [{ kind: "text", text: intro }, { kind: "table", columns, rows }, ...cut] };
}

function formulaOf(paper: Paper, step: Step): string {
  const { view } = paper;
  const terms = step.terms ?? [];
  if (step.formula === undefined || terms.length === 0) return "";
  const numbers = withNumbers(step, (id) => (view.withheld.has(id) ? null : (view.steps.get(id)?.value ?? null)));
  const symbols = terms.slice(0, 12).flatMap(({ symbol, step: id }) => (place(paper, id) === "" ? [] : [`${symbol} ${place(paper, id)}`]));
  return [cut(step.formula), `= ${cut(numbers)}`, symbols.join(", ")].filter((line) => line !== "").join("\n");
}

const cut = (text: string): string => (text.length <= LONGEST_FORMULA ? text : `${text.slice(0, LONGEST_FORMULA)} …`);

function sourceOf(view: View, step: Step): string {
  const { rule, factor, assumption, origin } = step;
  const documents = (origin?.evidence ?? []).map((id) => view.statement.evidence.find((e) => e.id === id)?.title ?? id);
  return [
    ...(rule === undefined ? [] : [`${rule.act}, ${rule.point}`]),
    ...(factor === undefined ? [] : [`${factor.dataset}/${factor.row}: ${factor.act}, ${factor.point} (${label(view, factor.status)})`]),
    ...(assumption === undefined ? [] : [label(view, assumption)]),
    ...(rule === undefined || step.terms === undefined ? [placeText(view, step) ?? ""] : []),
    ...documents,
  ]
    .filter((text) => text !== "")
    .join("\n");
}

function datasets(view: View): Section {
  const { say } = view;
  const columns = [say("데이터셋", "Dataset"), say("법령", "Act"), say("상태", "Status"), say("적용 시작", "Valid from"), "SHA-256"].map(
    (title) => ({ title }),
  );
  const rows = view.statement.datasets.map((d): Cell[] => [
    label(view, d.id),
    d.act,
    label(view, d.status),
    d.validFrom,
    d.hash.slice(0, 16),
  ]);
  return { title: say("사용한 데이터셋", "Datasets used"), blocks: [{ kind: "table", columns, rows }] };
}

const SEVERITIES = {
  error: { ko: "오류", en: "error" },
  warning: { ko: "경고", en: "warning" },
  note: { ko: "참고", en: "note" },
} as const;

function problems(view: View): Section {
  const { say, lang, statement } = view;
  const title = say("확인할 문제", "Problems");
  if (statement.problems.length === 0) return { title, blocks: [{ kind: "text", text: say("문제가 없습니다.", "There are none.") }] };
  const order = ["error", "warning", "note"];
  const sorted = [...statement.problems].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const columns = [say("종류", "Kind"), say("무엇", "What"), say("할 일", "What to do")].map((name) => ({ title: name }));
  const rows = sorted.slice(0, MOST_PROBLEMS).map((p): Cell[] => {
    const at = p.place?.sheet === undefined ? p.path : `${p.place.sheet}!${p.place.cell ?? ""}`;
    return [`${SEVERITIES[p.severity][lang]}\n${p.code}`, `${p.text[lang]}${at === "" ? "" : `\n${at}`}`, p.todo[lang]];
  });
  return { title, blocks: [{ kind: "table", columns, rows }, ...leftOut(view, sorted.length - MOST_PROBLEMS)] };
}

function comparison(view: View): Section[] {
  const { say, lang, statement } = view;
  const compared = statement.comparison;
  if (compared === undefined) return [];
  const text = say(
    `결과 셀 ${compared.compared}개를 다시 계산해 비교했습니다. ${compared.equal}개가 같고 ${compared.differences.length}개가 다릅니다.`,
    `${compared.compared} result cells were recomputed and compared: ${compared.equal} are equal, ${compared.differences.length} differ.`,
  );
  const columns = [
    { title: say("셀", "Cell") },
    { title: say("엑셀 저장값", "Stored in the workbook"), numeric: true },
    { title: say("재계산값", "Recomputed"), numeric: true },
    { title: say("차이의 이유", "Reason") },
  ];
  const number = (value: number | null): Cell => (value === null ? "-" : { value, shown: exact(value) });
  const rows = compared.differences.map((d): Cell[] => [`${d.sheet}!${d.cell}`, number(d.cached), number(d.value), d.reason[lang]]);
  const blocks: Block[] = [{ kind: "text", text }, ...(rows.length === 0 ? [] : [{ kind: "table" as const, columns, rows }])];
  return [{ title: say("엑셀 저장값과의 비교", "Comparison with the workbook"), blocks }];
}

function proof(view: View): Section {
  const { say, statement } = view;
  const { hash, input, engine, disclosure, asIf } = statement;
  const command = `sandan calculate ${disclosure.file ?? say("파일", "FILE")}${asIf === undefined ? "" : ` --as-if ${asIf}`} --format json`;
  return {
    title: say("검증과 재계산", "Hash and recomputation"),
    blocks: [
      {
        kind: "text",
        text: say(
          `모든 값은 산정서 하나에서 나왔습니다. 같은 입력을 ${engine.name} ${engine.version}으로 다시 계산하면 같은 해시가 나와야 합니다.`,
          `Every figure is drawn from one statement. The same input computed again with ${engine.name} ${engine.version} must give the same hash.`,
        ),
      },
      {
        kind: "facts",
        rows: [
          [say("산정서 해시", "Statement hash"), hash],
          ...(input.sha256 === undefined ? [] : [[say("입력 파일 해시", "Hash of the input file"), input.sha256] as const]),
          [say("다시 계산", "Compute again"), command],
        ],
      },
      {
        kind: "text",
        tone: "note",
        text: say(
          "반올림: 법령은 방법을 정하지 않습니다. 계산 중에는 반올림하지 않고 표시할 때 한 번 사사오입합니다. 고유내재배출량은 소수점 5자리, 기간 합계는 1톤 단위입니다.",
          "Rounding: the acts set no method. Nothing is rounded on the way; figures are rounded once at output, half up: specific embedded emissions to 5 decimals, period totals to whole tonnes.",
        ),
      },
    ],
  };
}
