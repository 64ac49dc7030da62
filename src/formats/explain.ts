// The derivation of a result as an indented text: formula, numbers, law, and the cell of the document.
import type { Step } from "../base/derivation.ts";
import { type Account, type Statement, stepsOf } from "../model/statement.ts";
import { hasWord, word } from "../model/words.ts";
import { withNumbers } from "./formula.ts";
import type { Language } from "./table.ts";
import { visible } from "./visible.ts";

export type ExplainOptions = { lang: Language; depth?: number; account?: Account };

type Context = {
  lang: Language;
  depth: number;
  steps: Map<string, Step>;
  withheld: Set<string>;
  statement: Statement;
  seen: Set<string>;
  lines: string[];
};

/**
 * Law: any number opens down to its leaves; a step that was opened before, or that a cycle leads back to, is named and not repeated.
 * Answers the tree of one step as text.
 */
export function renderExplanation(statement: Statement, stepId: string, { lang, depth = 100, account }: ExplainOptions): string {
  const { steps, withheld } = stepsOf(statement);
  const context: Context = { lang, depth, steps, withheld, statement, seen: new Set(), lines: [] };
  open(context, stepId, 0, "");
  if (account !== undefined) accountLines(context, account);
  return `${context.lines.map(visible).join("\n")}\n`;
}

function open(context: Context, id: string, level: number, symbol: string): void {
  const step = context.steps.get(id);
  const indent = "  ".repeat(level);
  if (step === undefined) return;
  const again = context.seen.has(id) && step.formula !== undefined && (step.terms?.length ?? 0) > 0;
  const label = `${symbol === "" ? "" : `${symbol}: `}${labelOf(context, step)}`;
  const value = context.withheld.has(id)
    ? context.lang === "ko"
      ? "비공개"
      : "withheld"
    : `${full(step.value)} ${step.unit === "1" ? "" : step.unit}`.trimEnd();
  context.lines.push(`${indent}${label} = ${value}${again ? (context.lang === "ko" ? "  (위에 있음)" : "  (see above)") : ""}`);
  if (again) return;
  context.seen.add(id);
  detail(context, step, `${indent}    `);
  if (level >= context.depth) return;
  for (const term of step.terms ?? []) open(context, term.step, level + 1, term.symbol);
}

const full = (value: number | null): string => (value === null ? "-" : String(value));

function labelOf({ statement, lang }: Context, step: Step): string {
  const subject = statement.subjects[step.subject];
  const name = subject === undefined || step.subject === "installation" ? "" : `${subject.name}, `;
  const special = `${subject?.kind}.${step.what}`;
  return `${name}${word(hasWord(special) ? special : step.what)[lang]} [${step.id}]`;
}

function detail({ steps, lines, lang, statement }: Context, step: Step, indent: string): void {
  if (step.formula !== undefined && (step.terms?.length ?? 0) > 0) {
    lines.push(`${indent}= ${step.formula}`);
    lines.push(`${indent}= ${withNumbers(step, (id) => steps.get(id)?.value ?? null)}`);
  }
  if (step.rule !== undefined) lines.push(`${indent}${step.rule.act}, ${step.rule.point}`);
  if (step.factor !== undefined) {
    const { act, point, validFrom, status, dataset } = step.factor;
    lines.push(`${indent}${dataset}: ${act}, ${point}, ${validFrom}, ${word(status)[lang]}`);
  }
  const place = placeOf(step, statement);
  if (place !== "") lines.push(`${indent}${place}`);
  if (step.assumption !== undefined) lines.push(`${indent}! ${word(step.assumption)[lang]}`);
}

/** Sheet and cell, or the line of the case file, and the evidence named. */
function placeOf(step: Step, { disclosure, evidence }: Statement): string {
  const { origin } = step;
  const cell = origin?.sheet === undefined ? [] : [`${disclosure.file ?? ""} ${origin.sheet}!${origin.cell ?? ""}`.trim()];
  const line = disclosure.lines?.[step.id];
  const at = line === undefined ? [] : [`${disclosure.file ?? ""}:${line}`];
  const formula = origin?.formula === undefined ? [] : [`=${origin.formula}`];
  const documents = (origin?.evidence ?? []).map((id) => evidence.find((e) => e.id === id)?.title ?? id);
  return [...cell, ...at, ...formula, ...documents].join(", ");
}

function accountLines({ lines, lang, statement }: Context, account: Account): void {
  const named = (subject: string): string => statement.subjects[subject]?.name ?? subject;
  const whole = account.contributions.reduce((sum, c) => sum + c.value, 0);
  lines.push("", lang === "ko" ? "기여도" : "Contributions");
  for (const c of account.contributions)
    lines.push(
      `  ${named(c.subject)}, ${word(c.what)[lang]}: ${c.value}${whole === 0 ? "" : ` (${((c.value / whole) * 100).toFixed(1)} %)`}`,
    );
  lines.push(
    "",
    lang === "ko"
      ? "결과를 가장 크게 움직이는 입력값 (1 % 변화에 대한 결과의 변화)"
      : "Inputs that move the result most (change for 1 % of the input)",
  );
  for (const s of account.sensitivities)
    lines.push(`  ${named(s.subject)}, ${word(s.what)[lang]}: ${s.elasticity >= 0 ? "+" : ""}${s.elasticity.toFixed(3)} %`);
}
