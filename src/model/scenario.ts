// A reduction measure kept beside a period: what it would change, what it costs, and what assessing it says.
import { z } from "zod";
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { Measure } from "./statement.ts";

const MOST_CHANGES = 200;
const MOST_EUR = 1e12;
const MOST_YEARS = 100;
const euro = z.number().min(-MOST_EUR).max(MOST_EUR);

const change = z.strictObject({
  key: z
    .string()
    .max(300)
    .regex(/^(?!scenarios\/|layout$)[A-Za-z]+(\/.+)?$/u),
  /** The record as it would be; null: without it. Held against the record's schema when the measure is assessed. */
  body: z.unknown().refine((body) => body !== undefined),
  /** The version of the record that the change was thought out on. */
  seen: z.number().int().min(1).optional(),
});

/** Law: a measure is a thought about a period and no part of its case: no figure and no Statement changes by it. Money in EUR of today; costs count positive, yearly savings negative. */
export const scenario = z.strictObject({
  name: z.string().trim().min(1).max(300),
  changes: z.array(change).min(1).max(MOST_CHANGES),
  capitalEur: z.number().min(0).max(MOST_EUR).optional(),
  yearlyEur: euro.optional(),
  lifetimeYears: z.number().int().min(1).max(MOST_YEARS).optional(),
  /** Interest a year, 0.05 for 5 %. */
  discountRate: z.number().min(0).max(1).optional(),
  note: z.string().max(2000).optional(),
});
export type Scenario = z.output<typeof scenario>;

type AssessedFigure = { measure: Measure; unit: string; before: number | null; after: number | null };

/** A good before and after the measure; null where a side is missing, and the good itself may be in one of the two only. */
export type AssessedGood = { id: string; name: string; cn: string; figures: AssessedFigure[] };

/** A number, or why there is none. */
export type Told = { value: number | null; why?: BothLanguages };

export type AssessedScenario = {
  /** Key of the record, such as "scenarios/heat-recovery". */
  key: string;
  scenario: Scenario;
  goods: AssessedGood[];
  /** tCO2e a year less for the goods that left the installation in the period, direct and indirect. */
  savedTco2ePerYear: Told;
  /** EUR a year: the capital as an annuity, and the yearly costs. */
  annualisedEur: Told;
  /** EUR per tCO2e avoided. */
  eurPerTonne: Told;
  /** Why it does not apply, and what is wrong with the figures after it. */
  problems: Problem[];
};
