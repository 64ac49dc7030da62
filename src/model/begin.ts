// The first ten minutes: what can be chosen, a provisional figure by default values, and what a plant is asked for.
import type { FactorSource } from "../base/derivation.ts";
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { Figure } from "./declaration.ts";
import type { Category, Route } from "./vocabulary.ts";

export type ChosenCountry = {
  code: string;
  name: BothLanguages;
  /** Goods of this origin are outside CBAM. */
  exempt?: true;
};

export type ChosenGood = {
  cn: string;
  category: Category;
  /** Our own name of the heading (the first four digits). */
  heading: BothLanguages;
  /** The code's own short description, in English as the Commission's template has it. */
  description: string;
  /** True: indirect emissions (electricity) are charged too. */
  indirectCounts: boolean;
  routes: { id: Route; name: BothLanguages }[];
};

export type Choices = {
  countries: ChosenCountry[];
  goods: ChosenGood[];
  /** How many goods fit the search; the first ones are listed. */
  found: number;
  /** Published prices of certificates by quarter of importation, EUR/tCO2e. */
  prices: { quarter: string; value: number; published: string }[];
};

/** A number with its unit and where it stands; null: it applies, but could not be told, and a Problem says why. */
export type Sourced = { value: number | null; unit: string; source?: FactorSource; assumption?: string };

/** A good by default values for one year of import, as the Declaration works it out. */
export type Estimate = {
  cn: string;
  category: Category;
  /** ISO code. */
  country: string;
  year: number;
  /** tCO2e/t as printed, of one row; null where the table prints none. undefined: the table has no row for it. */
  default?: { direct: number | null; indirect: number | null; total: number; route: string; country: string; source: FactorSource };
  markUp?: Sourced;
  benchmark?: Sourced;
  cbamFactor?: Sourced;
  cscf?: Sourced;
  /** Emissions with mark-up and free allocation, tCO2e/t. */
  see?: Figure;
  sefa?: Figure;
  /** Of all tonnes: tCO2e, EUR per certificate, EUR. */
  certificates?: Figure;
  price?: Sourced;
  cost?: Figure;
  costPerT?: number | null;
  /** Why nothing is due although the figures above stand. */
  exempt?: "origin" | "deMinimis";
  /** Set where a superseded table stood in, which no declaration may use. */
  asIf?: number;
  years: { year: number; certificates: number | null; cost: number | null }[];
  problems: Problem[];
};

/** One thing that a plant is asked for: a field of a record that is empty. */
export type Ask = {
  record: string;
  /** Path inside the record, such as "activity" or "electricity/0/amount". */
  field: string;
  kind: "quantity" | "cn" | "choice";
  /** What it belongs to: the record's name. */
  name: string;
  label: BothLanguages;
  /** What it is and where to find it, with an example. */
  help: BothLanguages;
  /** Units, the usual one first; none for a code or a choice. */
  units: string[];
  options?: { value: string; label: BothLanguages }[];
  /** The category in which a code is looked up first. */
  category?: Category;
  /** False: the figure comes without it, and gets better or fuller with it. */
  needed: boolean;
};
