// Emissions and free allocation per tonne by default values, once for each good, origin and year.
import type { FactorSource, Rule } from "../../../base/derivation.ts";
import { add, type Expression, floorZero, mul, num, ref, type Step, sub } from "../../../base/derivation.ts";
import type { DefaultValue } from "../default-values.ts";
import { columnB, lettersOf } from "../free-allocation.ts";
import { markUp } from "../mark-ups.ts";
import { categoryRow } from "../tables.ts";
import { chargeable, chargeableMarkedUp } from "./book.ts";
import { type Context, type DefaultKind, type DefaultPart, type Line, once, type PerTonne, pass, say, sharedLeaf } from "./context.ts";
import { lookup } from "./default-lookup.ts";
import { allocation, benchmarkFault, isCement, whiteShareOf } from "./sefa.ts";

const FALLBACK_RULE: Rule = { act: "IR (EU) 2025/2621", point: "Annex I" };

type Colour = { route: string | undefined; white?: boolean };

/** The colours that a line asks for: one, or two with their shares. */
function colours(line: Line): Colour[] {
  if (line.given.whiteShare !== undefined && isCement(line))
    return [
      { route: "B", white: true },
      { route: "A", white: false },
    ];
  const [letter] = lettersOf(line.given.route, line.given.alloy) ?? [];
  return [{ route: letter }];
}

/**
 * Law: the default value of the good and origin is one whole row of the table; undefined where there is none.
 * Problems: those of the look-up; for a line by actual values, and for one that owes nothing, the look-up is a comparison only and its faults are counted for one note.
 */
export function defaultKind(context: Context, line: Line, liable: boolean): DefaultKind | undefined {
  const asked = colours(line);
  const whiteShare = isCement(line) ? line.given.whiteShare : undefined;
  const key = `${line.code}/${line.origin}${whiteShare !== undefined ? `/w${whiteShare}` : asked[0]?.route === undefined ? "" : `/${asked[0].route}`}`;
  const found = asked.map(({ route }) => lookup(context, { code: line.code, origin: line.origin, route }));
  for (const { problems } of found)
    for (const problem of problems)
      if (line.given.basis === "default" && liable) pass(context, problem, line);
      else if (problem.severity !== "note") context.uncompared.set(problem.code, (context.uncompared.get(problem.code) ?? 0) + 1);
  if (!context.kinds.has(key)) context.kinds.set(key, kindOf(context, line, { asked, found: found.map(({ value }) => value) }));
  return context.kinds.get(key);
}

type Found = { asked: Colour[]; found: (DefaultValue | undefined)[] };

/** Origins that take the same row share one kind. */
function kindOf(context: Context, line: Line, { asked, found }: Found): DefaultKind | undefined {
  const parts: DefaultPart[] = [];
  for (const [i, value] of found.entries()) {
    if (value === undefined) return undefined;
    const { route, white } = asked[i] ?? { route: undefined };
    const letters = value.routeLetters.length > 0 ? value.routeLetters : colourLetters(value, route);
    if (value.routeLetters.length === 0 && route !== undefined && letters[0] === route && !/\/(white|grey)$/.test(value.source.row))
      say(context, "DEFAULT_ROUTE_STATED", {
        line,
        field: "route",
        params: { row: value.source.row, route },
        onceBy: `${value.source.row} ${route}`,
      });
    parts.push({ value, letters, weight: white === undefined ? undefined : whiteShareOf(context, line, white) });
  }
  const share = found.length === 1 ? "" : `/w${line.given.whiteShare}`;
  const rows = parts.map(({ value, letters }) => `${value.source.row}/${value.source.point}/${letters.join("")}`);
  const key = `${line.code}${share} by ${rows.join(" and ")}`;
  return once(context, `kind ${key}`, () => ({ key, parts, years: new Map() }));
}

/** A row without a printed letter has the letter of its colour (white or grey cement), or else the one that the line states. */
function colourLetters(value: DefaultValue, route: string | undefined): string[] {
  if (/\/white$/.test(value.source.row)) return ["B"];
  if (/\/grey$/.test(value.source.row)) return ["A"];
  return route === undefined ? [] : [route];
}

/** weight × value, summed over the parts; the value alone where there is one. */
function weighted(symbol: string, parts: readonly { step: Step; weight: Step | undefined }[]): Expression {
  return add(
    ...parts.map(({ step, weight }, i) =>
      weight === undefined ? ref(symbol, step) : mul(ref(`w.${i + 1}`, weight), ref(`${symbol}.${i + 1}`, step)),
    ),
  );
}

function valueSteps(context: Context, kind: DefaultKind): NonNullable<DefaultKind["values"]> {
  kind.values ??= kind.parts.map(({ value, weight }) => ({
    weight,
    step: sharedLeaf(context, {
      id: `defaultValue/${value.source.row}/${value.source.point}`,
      what: "defaultValue",
      subject: value.source.row,
      value: value.total,
      unit: "tCO2e/t",
      factor: value.source,
    }),
  }));
  return kind.values;
}

function ruleOf({ parts }: DefaultKind): Rule {
  const source: FactorSource | undefined = parts[0]?.value.source;
  return source === undefined ? FALLBACK_RULE : { act: source.act, point: source.point };
}

/** The mark-up of the good's sector in a year. */
function raiseOf(context: Context, line: Line, year: number): Step {
  const { sector } = categoryRow(line.category);
  return once(context, `markUp ${sector} ${year}`, () => {
    const { value, source } = markUp(sector, year);
    return context.ledger.leaf({ id: `markUp/${source.row}`, what: "markUp", subject: source.row, value, unit: "1", factor: source });
  });
}

/**
 * Emissions by default values and free allocation of a year in one expression: max(0, DV × (1 + mark-up) - SEFA) × M; the symbols carry the number of the
 * bucket. The same value as that of `byDefault`, without a step of its own for the marked-up value.
 */
export function chargeableByDefault(
  context: Context,
  line: Line,
  kind: DefaultKind,
  { year, mass, i }: { year: number; mass: Step; i: number },
): Expression {
  const [value, ...others] = valueSteps(context, kind);
  if (value === undefined || others.length > 0 || value.weight !== undefined)
    return chargeable(byDefault(context, line, kind, year), mass, i);
  const raise = raiseOf(context, line, year);
  const sefa = defaultAllocation(context, line, kind, year);
  const { sector } = categoryRow(line.category);
  return chargeableMarkedUp({ value: value.step, raise, sefa, mass }, i, sector);
}

/**
 * Law: by default values a good's emissions are the total of its row, raised by the mark-up of its sector and year, and its free allocation
 * is CBAM factor × CSCF × column B. In tCO2e/t. Problems: those of the benchmark. Source: IR (EU) 2025/2621; IR (EU) 2025/2620, Annex, eq. (6).
 */
export function byDefault(context: Context, line: Line, kind: DefaultKind, year: number): PerTonne {
  const known = kind.years.get(year);
  if (known !== undefined) return known;
  const raise = raiseOf(context, line, year);
  const spec = { id: `default/${kind.key}/see/${year}`, what: "seeDefault", subject: kind.key, unit: "tCO2e/t", rule: ruleOf(kind) };
  const dv = weighted("DV", valueSteps(context, kind));
  const see = context.ledger.step(spec, mul(dv, add(num(1), ref("mark-up", raise))));
  const made = { see, sefa: defaultAllocation(context, line, kind, year) };
  kind.years.set(year, made);
  return made;
}

/** Free allocation by default values, one part or the weighted mix of two colours. */
function defaultAllocation(context: Context, line: Line, kind: DefaultKind, year: number): Step {
  const parts = kind.parts.map(({ letters, weight }) => {
    const asked = `B ${line.cn} ${letters.join("")} ${year}`;
    const found = once(context, asked, () => columnB(context.options.benchmarks, { cn: line.cn, year, letters }));
    if ("fault" in found) {
      benchmarkFault(context, line, found, year);
      return { weight, step: allocation(context, { cn: line.cn, column: "B", benchmark: undefined, year }) };
    }
    if (found.chosenAmong !== undefined)
      say(context, "BENCHMARK_GRADE_CHOSEN", {
        line,
        params: { cn: line.cn, route: letters.join("/"), letters: found.chosenAmong },
        onceBy: `${line.cn} ${letters.join("/")}`,
      });
    if (found.highest !== undefined)
      say(context, "BENCHMARK_OTHER_READING", {
        line,
        params: { cn: line.cn, value: found.value, highest: found.highest.value, letter: found.highest.letter },
        onceBy: `${line.cn} ${found.letter}`,
      });
    return { weight, step: allocation(context, { cn: line.cn, column: "B", benchmark: found, year }) };
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.weight === undefined) return only.step;
  const spec = { id: `default/${kind.key}/sefa/${year}`, what: "sefa", subject: kind.key, unit: "tCO2e/t" };
  return context.ledger.step({ ...spec, rule: { act: "IR (EU) 2025/2620", point: "Annex" } }, weighted("SEFA", parts));
}

/** Law: for quarter-end holding emissions count by default values without mark-up, less free allocation, in tCO2e/t. Source: Art. 22(2) of Reg (EU) 2023/956. */
export function toHold(context: Context, line: Line, kind: DefaultKind, year: number): Step {
  return once(context, `hold ${kind.key} ${year}`, () => {
    const { sefa } = byDefault(context, line, kind, year);
    const spec = { id: `default/${kind.key}/hold/${year}`, what: "holding", subject: kind.key, unit: "tCO2e/t" };
    const dv = weighted("DV", valueSteps(context, kind));
    const rule = { act: "Reg (EU) 2023/956", point: "Art. 22(2)" };
    return context.ledger.step({ ...spec, rule }, floorZero(sub(dv, ref("SEFA", sefa))));
  });
}
