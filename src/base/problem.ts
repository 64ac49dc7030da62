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

export type ProblemParams = Record<string, string | number>;

export type ProblemAt = { path?: string; place?: Place; params?: ProblemParams };

/**
 * Law: a Problem is made from a table of codes only, so that every code has its text in both languages.
 * `{name}` in a text is filled from params; a name that is not given is a bug and throws.
 */
export function problemsOf<T extends Record<string, ProblemSpec>>(table: T): (code: keyof T & string, at?: ProblemAt) => Problem {
  return (code, at = {}) => {
    const spec = table[code];
    if (spec === undefined) throw new Error(`no such problem code: ${code}`);
    const fill = (text: string): string =>
      text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = at.params?.[name];
        if (value === undefined) throw new Error(`problem ${code} lacks the parameter ${name}`);
        return String(value);
      });
    return {
      code,
      severity: spec.severity,
      path: at.path ?? "",
      ...(at.place === undefined ? {} : { place: at.place }),
      text: { ko: fill(spec.text.ko), en: fill(spec.text.en) },
      todo: { ko: fill(spec.todo.ko), en: fill(spec.todo.en) },
      ...(spec.clause === undefined ? {} : { clause: spec.clause }),
    };
  };
}

/** True if a problem among these stops the work. */
export function hasError(problems: readonly Problem[]): boolean {
  return problems.some((p) => p.severity === "error");
}
