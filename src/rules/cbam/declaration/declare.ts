// From import lines to the Declaration: the order of the steps.
import type { Step } from "../../../base/derivation.ts";
import { hasError, type Outcome } from "../../../base/problem.ts";
import type { Declaration, ImportLine } from "../../../model/declaration.ts";
import type { DatasetUse } from "../../../model/statement.ts";
import { declarationUses } from "../free-allocation-years.ts";
import { markUpsUse } from "../mark-ups.ts";
import { type DatasetHeader, datasetUse, datasetUseOf } from "../tables.ts";
import { type Context, contextOf, type DeclareOptions, type Line, say } from "./context.ts";
import { declaredLine, type Worked, worked } from "./line-steps.ts";
import { admitted, massOf } from "./lines.ts";
import { checkPrices } from "./prices.ts";
import { projection } from "./projection.ts";
import { savings } from "./savings.ts";
import { countsForThreshold, deMinimis } from "./threshold.ts";
import { yearTotals } from "./totals.ts";

const ACT = "Reg (EU) 2023/956";

/**
 * Law: the authorised declarant states for each calendar year the goods imported, their embedded emissions and the certificates to be surrendered (Art. 6 and 22).
 * Every line is worked out by default and by actual values; nothing that is unpublished, missing or ambiguous is guessed. Masses in t (MWh), emissions in tCO2e, cost in EUR.
 * Problems: those of DECLARATION_PROBLEMS and of the look-up of default values; with an error there is no value.
 */
export function declare(lines: readonly ImportLine[], options: DeclareOptions): Outcome<Declaration> {
  const context = contextOf(options);
  checkPrices(context);
  const ready = admitted(context, lines);
  const { problems } = context;
  if (hasError(problems)) return { value: undefined, problems };
  const years = new Map<number, { line: Line; mass: Step }[]>();
  for (const line of ready) {
    const mine = years.get(line.year) ?? [];
    mine.push({ line, mass: massOf(context, line) });
    years.set(line.year, mine);
  }
  const all: Worked[] = [];
  const totals = [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, mine]) => {
      const bound = deMinimis(context, year, mine);
      const done = mine.map(({ line, mass }) => worked(context, line, { mass, liable: bound.exceeded || !countsForThreshold(line) }));
      all.push(...done);
      return yearTotals(context, year, { bound, lines: done });
    });
  const outlook = projection(context, all);
  const saved = savings(context, all);
  sayUncompared(context);
  for (const step of context.ledger.overflows) say(context, "AMOUNT_TOO_LARGE", { params: { step } });
  if (hasError(problems)) return { value: undefined, problems };
  const value: Declaration = {
    format: "sandan.declaration/1",
    act: ACT,
    ...(options.asIf !== undefined && { asIf: options.asIf }),
    lines: all.map(declaredLine),
    years: totals,
    projection: outlook,
    savings: saved,
    datasets: datasetsOf(options),
    steps: options.figuresAlone === true ? [] : [...context.ledger.steps.values()],
  };
  return { value, problems };
}

/** Default values that stand only beside actual ones are no condition of the declaration: their faults are one note. */
function sayUncompared(context: Context): void {
  for (const [code, count] of context.uncompared) say(context, "DEFAULTS_NOT_COMPARED", { params: { count, what: code } });
}

const uses = new WeakMap<object, DatasetUse>();

/** The large tables are hashed once. */
function useOf(file: { header: DatasetHeader }): DatasetUse {
  const known = uses.get(file);
  if (known !== undefined) return known;
  const use = datasetUseOf(file);
  uses.set(file, use);
  return use;
}

function datasetsOf({ defaultValues, benchmarks }: DeclareOptions): DatasetUse[] {
  const small = [
    datasetUse("categories"),
    datasetUse("cn"),
    datasetUse("constants"),
    datasetUse("countries"),
    markUpsUse(),
    ...declarationUses(),
  ];
  return [...small, useOf(defaultValues), useOf(benchmarks)].sort((a, b) => (a.id < b.id ? -1 : 1));
}
