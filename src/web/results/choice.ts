// What is looked at, as the address says it: good, figure, grouping, what is picked out, the supposed price, the open numbers.
import { MEASURES, type Measure } from "../../model/statement.ts";

export const GROUPINGS = ["kind", "energy", "material", "supplier", "process"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is picked out in every view at once: a share by the field of it that says so. */
const PICKS = ["subject", "step", "process", "supplier", "group", "rung"] as const;
export type Pick = { of: (typeof PICKS)[number]; id: string };

export type Choice = {
  good?: string;
  measure?: Measure;
  by: Grouping;
  pick?: Pick;
  /** EUR per certificate, as the user supposes. */
  price?: number;
  /** Calculated as if of this year. */
  asIf?: number;
  /** The opened numbers, from the first to the one in sight. */
  steps: readonly string[];
  /** Which of its documents is open. */
  place?: number;
};

const isOneOf = <T extends string>(list: readonly T[], value: string | null): value is T => list.includes(value as T);

function numberOf(text: string | null, { least, most }: { least: number; most: number }): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}

/** "supplier:Hanil" as a pick; undefined for anything else. */
function pickOf(text: string | null): Pick | undefined {
  const [, of = null, id = ""] = /^(\w+):(.*)$/s.exec(text ?? "") ?? [];
  return isOneOf(PICKS, of) ? { of, id } : undefined;
}

export const pickText = ({ of, id }: Pick): string => `${of}:${id}`;

/** Whatever an address holds that makes no sense is left out. */
export function choiceOf(params: URLSearchParams): Choice {
  const [good, measure, by, pick] = [params.get("good"), params.get("measure"), params.get("by"), pickOf(params.get("pick"))];
  const price = numberOf(params.get("price"), { least: Number.MIN_VALUE, most: 1e6 });
  const asIf = numberOf(params.get("asIf"), { least: 2021, most: 2100 });
  const place = numberOf(params.get("place"), { least: 0, most: 1e6 });
  return {
    ...(good !== null && { good }),
    ...(isOneOf(MEASURES, measure) && { measure }),
    by: isOneOf(GROUPINGS, by) ? by : "kind",
    ...(pick !== undefined && { pick }),
    ...(price !== undefined && { price }),
    ...(asIf !== undefined && { asIf: Math.trunc(asIf) }),
    steps: params.getAll("step").filter((step) => step !== "" && step.length <= 400),
    ...(place !== undefined && { place: Math.trunc(place) }),
  };
}

/** The address with other values of some names; a name without values leaves it. */
export function addressWith(params: URLSearchParams, changes: Readonly<Record<string, readonly string[]>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, values] of Object.entries(changes)) {
    next.delete(name);
    for (const value of values) next.append(name, value);
  }
  return next;
}
