// What all parts of a report look things up in: the Statement by id, its words in one language, and the anchors of its steps.
import type { Step } from "../../base/derivation.ts";
import { type Measure, type Result, type Statement, type SubjectKind, stepsOf } from "../../model/statement.ts";
import { hasWord, word } from "../../model/words.ts";
import type { Language } from "../table.ts";
import { type Html, html } from "./markup.ts";

export type View = {
  statement: Statement;
  lang: Language;
  steps: Map<string, Step>;
  withheld: Set<string>;
  anchors: Map<string, string>;
  /** Steps that the drill-down prints: only these can be linked to. */
  printed: Set<string>;
  results: Map<string, Map<Measure, Result>>;
  /** One of two texts, by the report's language. */
  say: (ko: string, en: string) => string;
};

export function viewOf(statement: Statement, lang: Language): View {
  const { steps, withheld } = stepsOf(statement);
  const results: View["results"] = new Map();
  for (const result of statement.results) {
    const mine = results.get(result.product) ?? new Map<Measure, Result>();
    results.set(result.product, mine.set(result.measure, result));
  }
  const anchors = new Map([...steps.keys()].map((id, i) => [id, `s${i + 1}`]));
  return { statement, lang, steps, withheld, anchors, printed: new Set(), results, say: (ko, en) => (lang === "ko" ? ko : en) };
}

/** Label of a word; of a word said of one kind of thing, where it has another label there. */
export function label(view: View, key: string, subject?: string): string {
  const kind: SubjectKind | undefined = subject === undefined ? undefined : view.statement.subjects[subject]?.kind;
  const special = `${kind}.${key}`;
  return word(hasWord(special) ? special : key)[view.lang];
}

export function help(view: View, key: string): string | undefined {
  return word(key).help?.[view.lang];
}

export function nameOf(view: View, subject: string): string {
  return Object.hasOwn(view.statement.subjects, subject) ? (view.statement.subjects[subject]?.name ?? subject) : subject;
}

export function subjectsOfKind(view: View, kind: SubjectKind): string[] {
  return Object.entries(view.statement.subjects).flatMap(([id, subject]) => (subject.kind === kind ? [id] : []));
}

/** Text that a person wrote: kept apart from the direction of what stands around it. */
export function said(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** A link to the step in the drill-down, where it is printed there. */
export function linked(view: View, step: string, content: Html): Html {
  const anchor = view.anchors.get(step);
  if (anchor === undefined || !view.printed.has(step)) return content;
  return html`<a class="to" href="#${anchor}">${content}</a>`;
}
