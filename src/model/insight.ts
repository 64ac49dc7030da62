// What a result is made of: shares of each good's figure, the ladder that its data stand on, and the inputs that are worth replacing.
import type { FactorSource, Origin, Rule } from "../base/derivation.ts";
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { Measure } from "./statement.ts";
import type { Category } from "./vocabulary.ts";

/** The data ladder, from the weakest rung to the strongest. */
export const RUNGS = ["default", "estimate", "average", "supplier", "measured", "verified"] as const;
export type Rung = (typeof RUNGS)[number];

/** What a share of a figure is an emission of. */
export const SHARE_GROUPS = ["fuel", "material", "electricity", "heat", "wasteGas", "precursor", "other"] as const;
export type ShareGroup = (typeof SHARE_GROUPS)[number];

/** How much of a figure comes from one stream, energy flow or precursor, in the figure's unit; the shares of a figure sum to it. */
export type FigureShare = {
  step: string;
  what: BothLanguages;
  subject: string;
  name: string;
  group: ShareGroup;
  /** The process in which it arises. */
  process?: string;
  /** Who delivered it, where a precursor's source or an energy flow says so. */
  supplier?: string;
  value: number;
  rung: Rung;
  /** The record to open to change it. */
  record?: string;
};

export type AnalysedFigure = { measure: Measure; value: number | null; unit: string; step: string; shares: FigureShare[] };

/** What stands beside a good's own figure. null: the table has none; `why` says so. Units: tCO2e/t; EUR per tonne of the good. */
export type Yardstick = { value: number | null; markedUp?: number; source?: FactorSource; why?: BothLanguages };

export type AnalysedGood = {
  id: string;
  name: string;
  cn: string;
  process: string;
  category: Category;
  /** Tonnes of the good in the period, where they are said. */
  amountT: number | null;
  figures: AnalysedFigure[];
  default: Yardstick;
  benchmark: Yardstick;
  /** What a tonne of the good costs in certificates for the asked price, by actual and by default data; only where a price was asked with. */
  cost?: {
    actualEurPerT: number | null;
    defaultEurPerT: number | null;
    savingEurPerT: number | null;
    /** EUR per certificate, as asked. */
    price: number;
    /** The year of import that is supposed. */
    year: number;
    /** What each cost is made of, in tCO2e/t: (see - sefa) × price, and never below nought. */
    actual?: { see: number; sefa: number };
    default?: { see: number; sefa: number };
    problems: Problem[];
  };
};

/** A flow of embedded emissions over the period, tCO2e, for a Sankey: sources and precursors to processes to goods. */
export type EmissionFlow = { from: string; to: string; value: number; step?: string };
export type EmissionNode = {
  id: string;
  name: string;
  kind: "stream" | "energy" | "precursor" | "process" | "good" | "other";
  group?: ShareGroup;
};

/** An input that stands on a low rung, and what replacing it would gain. */
export type Improvement = {
  /** Record and field to open, such as "streams/gas" and "netCalorificValue". */
  record: string;
  field: string;
  name: string;
  what: BothLanguages;
  rung: Rung;
  next: Rung;
  /** What to hand in for it, in a sentence. */
  advice: BothLanguages;
  /** Share of the installation's emissions that hang on it, 0 to 1. */
  share: number;
  /** tCO2e of the period that hang on it. */
  emissionsTco2e: number;
  /** EUR of certificates at stake over the period at the asked price, where it is known. */
  atStakeEur?: number;
};

export type Analysis = {
  act: string;
  asIf?: number;
  period: { start: string; end: string };
  installation: string;
  /** The statement that was analysed, or the revision of the records. */
  statement?: string;
  revision?: number;
  goods: AnalysedGood[];
  nodes: EmissionNode[];
  flows: EmissionFlow[];
  /** How much of all emissions stands on each rung, 0 to 1. */
  ladder: { rung: Rung; share: number }[];
  /** Most worth first. */
  improvements: Improvement[];
  problems: Problem[];
};

/** A place in a piece of evidence, with the document's name. */
export type EvidencePlace = { sha256?: string; title: string; sheet?: string; cell?: string; line?: number; page?: number };

/** One version of a record that a number came from. */
export type StepRecord = { key: string; version: number; at: string; by: string; source: string };

/** `name` is that of its subject, `what` the word of the step. */
export type StepTerm = {
  symbol: string;
  step: string;
  name: string;
  what: BothLanguages;
  value: number | null;
  unit: string;
  withheld?: boolean;
};

/** One number with its receipt. */
export type StepDetail = {
  step: string;
  what: BothLanguages;
  help?: BothLanguages;
  subject: { id: string; kind?: string; name: string };
  value: number | null;
  unit: string;
  withheld?: boolean;
  /** The formula in symbols, and with the numbers put in. */
  formula?: string;
  withNumbers?: string;
  terms: StepTerm[];
  rule?: Rule;
  factor?: FactorSource & { title?: BothLanguages };
  assumption?: BothLanguages;
  origin?: Origin;
  rung?: Rung;
  evidence: EvidencePlace[];
  records: StepRecord[];
  /** Lines of activity data that it is the sum of: the first ones, and how many there are. */
  lines: { items: { key: string; label: string; start: string; end: string; value: number; unit: string }[]; total: number };
  /** Steps that use it, up to some. */
  usedBy: { step: string; name: string; what: BothLanguages }[];
};
