// A Problem: anything wrong with data or a request, as a value with its place and a way out.

/** error stops everything, warning leaves a value in doubt or empty, note informs. */
export type Severity = "error" | "warning" | "note";

/** Where the data at fault stands: a file, and inside it a sheet and cell, or a line. */
export type Place = { file?: string; sheet?: string; cell?: string; line?: number };

export type BothLanguages = { ko: string; en: string };

export type Problem = {
  code: string;
  severity: Severity;
  /** JSON path of the datum in the case, e.g. "streams/coke/activity"; "" is the whole input. */
  path: string;
  place?: Place;
  /** What is wrong and why. */
  text: BothLanguages;
  /** What to do about it. */
  todo: BothLanguages;
  /** Act and annex point, or standard and section, that the datum offends. */
  clause?: string;
};

/** Reading, checking and calculating answer a value and what is wrong; with an error among the problems there is no value. */
export type Outcome<T> = { value: T; problems: Problem[] } | { value: undefined; problems: Problem[] };

export type ProblemSpec = {
  severity: Severity;
  text: BothLanguages;
  todo: BothLanguages;
  clause?: string;
};

/** A parameter that is a word comes in both languages. */
export type ProblemParams = Record<string, string | number | BothLanguages>;

export type ProblemAt = { path?: string; place?: Place; params?: ProblemParams };

const PARTICLES: Record<string, readonly [afterConsonant: string, afterVowel: string]> = {
  "이(가)": ["이", "가"],
  "은(는)": ["은", "는"],
  "을(를)": ["을", "를"],
  "과(와)": ["과", "와"],
  "와(과)": ["과", "와"],
};

/** Korean particles after a Hangul syllable take the form that its last sound asks for; after another script both forms stay. */
function withParticles(text: string): string {
  return text.replace(
    /([가-힣])(['"”’)\]]*)(이\(가\)|은\(는\)|을\(를\)|과\(와\)|와\(과\))/g,
    (all, syllable: string, closing: string, particle: string) => {
      const forms = PARTICLES[particle];
      if (forms === undefined) return all;
      const endsInVowel = (syllable.charCodeAt(0) - 0xac00) % 28 === 0;
      return `${syllable}${closing}${forms[endsInVowel ? 1 : 0]}`;
    },
  );
}

/**
 * Law: a Problem is made from a table of codes only, so that every code has its text in both languages.
 * `{name}` in a text is filled from params; a name that is not given is a bug and throws.
 */
export function problemsOf<T extends Record<string, ProblemSpec>>(table: T): (code: keyof T & string, at?: ProblemAt) => Problem {
  return (code, at = {}) => {
    const spec = table[code];
    if (spec === undefined) throw new Error(`no such problem code: ${code}`);
    const fill = (text: string, lang: keyof BothLanguages): string =>
      text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = at.params?.[name];
        if (value === undefined) throw new Error(`problem ${code} lacks the parameter ${name}`);
        return typeof value === "object" ? value[lang] : String(value);
      });
    return {
      code,
      severity: spec.severity,
      path: at.path ?? "",
      ...(at.place === undefined ? {} : { place: at.place }),
      text: { ko: withParticles(fill(spec.text.ko, "ko")), en: fill(spec.text.en, "en") },
      todo: { ko: withParticles(fill(spec.todo.ko, "ko")), en: fill(spec.todo.en, "en") },
      ...(spec.clause === undefined ? {} : { clause: spec.clause }),
    };
  };
}

/** True if a problem among these stops the work. */
export function hasError(problems: readonly Problem[]): boolean {
  return problems.some((p) => p.severity === "error");
}
