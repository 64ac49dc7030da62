// One line worked out: mass, both sides, what is due.
import type { Step } from "../../../base/derivation.ts";
import type { DeclaredLine } from "../../../model/declaration.ts";
import { actualEmissions } from "./actual-values.ts";
import { reductionOf, type SideSteps, shown, sideOf } from "./certificates.ts";
import { type Context, type DefaultKind, figureOf, type Line, say, sharedLeaf } from "./context.ts";
import { byDefault, defaultKind } from "./default-side.ts";
import { linePrice } from "./prices.ts";
import { actualAllocation } from "./sefa.ts";

/** A line with its steps. `kind` is what its default values depend on; `due` and `cost` are of its basis, or zero. */
export type Worked = {
  line: Line;
  mass: Step;
  liable: boolean;
  kind?: DefaultKind;
  actual?: SideSteps;
  default?: SideSteps;
  due: Step;
  cost: Step;
};

/**
 * Law: every line is worked out by default values and, where they are stated, by actual ones; the declarant chooses (Art. 7(2) of Reg (EU) 2023/956);
 * goods of exempt origin, and those of a year under the threshold, take no certificates.
 * Problems: ORIGIN_EXEMPT and those of the parts.
 */
export function worked(context: Context, line: Line, { mass, liable }: { mass: Step; liable: boolean }): Worked {
  if (line.exempt) {
    say(context, "ORIGIN_EXEMPT", { line, field: "origin", params: { origin: line.origin }, onceBy: line.origin });
    return { line, mass, liable: false, due: nothing(context, "exemptOrigin", "tCO2e"), cost: nothing(context, "exemptOrigin", "EUR") };
  }
  const price = linePrice(context, line);
  const kind = defaultKind(context, line, liable);
  const perTonne = kind && byDefault(context, line, kind, line.year);
  const see = actualEmissions(context, line);
  const reduction = reductionOf(context, line, mass);
  const sides = {
    ...(kind && perTonne && { kind, default: sideOf(context, line, "default", { ...perTonne, mass, price }) }),
    ...(see && {
      actual: sideOf(context, line, "actual", { see, sefa: actualAllocation(context, line, line.year), mass, price, reduction }),
    }),
  };
  const chosen = line.given.basis === "actual" ? sides.actual : sides.default;
  const none = (unit: string): Step => (liable ? unknown(context, unit) : nothing(context, "deMinimis", unit));
  const due = liable && chosen !== undefined ? chosen.certificates : none("tCO2e");
  const cost = liable && chosen !== undefined ? chosen.cost : none("EUR");
  return { line, mass, liable, ...sides, due, cost };
}

function nothing(context: Context, assumption: string, unit: string): Step {
  return sharedLeaf(context, { id: `notDue/${assumption}/${unit}`, what: "notDue", subject: assumption, value: 0, unit, assumption });
}

/** What could not be computed; a Problem has said why. */
function unknown(context: Context, unit: string): Step {
  return sharedLeaf(context, { id: `unknown/${unit}`, what: "certificates", subject: "unknown", value: null, unit });
}

/** The steps of the line's own basis; undefined where it has none. */
export function chosenSide({ line, actual, default: byTable }: Worked): SideSteps | undefined {
  return line.given.basis === "actual" ? actual : byTable;
}

/** The line as the Declaration shows it. */
export function declaredLine({ line, mass, liable, actual, default: byTable, due, cost }: Worked): DeclaredLine {
  const { id, code, category, origin, year, quarter, given } = line;
  return {
    id,
    cn: code,
    category,
    origin,
    ...(given.installation !== undefined && { installation: given.installation }),
    date: given.date,
    year,
    quarter,
    basis: given.basis,
    ...(!liable && { exempt: line.exempt ? ("origin" as const) : ("deMinimis" as const) }),
    mass: figureOf(mass),
    ...(actual && { actual: shown(actual) }),
    ...(byTable && { default: shown(byTable) }),
    due: figureOf(due),
    cost: figureOf(cost),
  };
}
