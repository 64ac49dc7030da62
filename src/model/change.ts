// What changed between two Statements, and how much each change moved each good.
import type { FactorSource, Origin } from "../base/derivation.ts";
import type { Measure } from "./statement.ts";

/** input: what a document or a person said; factor: a row of a dataset; law: a constant or switch of the act; structure: a step that is in one of the two only, or is worked out otherwise; rest: what no single change explains. */
export type ChangeKind = "input" | "factor" | "law" | "structure" | "rest";

/** How much one change moved a figure, in the figure's unit. */
export type Move = { kind: ChangeKind; step: string; what: string; subject: string; value: number };

/** One figure of a good, before and after; the moves sum to the difference. null: the figure is missing there. */
export type Moved = { measure: Measure; unit: string; before: number | null; after: number | null; moves: Move[] };

/** A good in both statements; `moved` holds the figures that differ. */
export type ChangedGood = { id: string; name: string; cn: string; moved: Moved[] };

type Side = { value: number | null; origin?: Origin; factor?: FactorSource };

/** A leaf or step that differs; undefined where one of the two has it not. */
export type ChangedStep = { kind: ChangeKind; step: string; what: string; subject: string; unit: string; before?: Side; after?: Side };

export type ComparedStatement = { hash: string; installation: string; period: { start: string; end: string }; act: string; asIf?: number };

export type Change = {
  format: "sandan.change/1";
  before: ComparedStatement;
  after: ComparedStatement;
  goods: ChangedGood[];
  /** Goods that are in one of the two only. */
  added: { id: string; name: string; cn: string }[];
  withdrawn: { id: string; name: string; cn: string }[];
  steps: ChangedStep[];
  /** Datasets whose version differs. */
  datasets: { id: string; before?: string; after?: string }[];
  /** Names of the subjects, for those who draw this. */
  names: Record<string, string>;
};
