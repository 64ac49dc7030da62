// A sealed package verified in a browser: what goes into the Worker that does it, and what comes out.
import type { BothLanguages } from "../base/problem.ts";
import type { FindingOutcome, ReplayReport } from "./package-findings.ts";

/** Bytes of files that somebody dropped; `now` in milliseconds. */
export type ReplayAsked = { sealed: Uint8Array; trust?: Uint8Array | undefined; lists?: Uint8Array[] | undefined; now: number };

/** A signature that holds. `standing` is the worst of what was found about who gave it. */
export type ToldSignature = { what: BothLanguages; signer: string; validFrom?: string; standing: FindingOutcome };
/** An entry of a log, proved; `at` is when enough witnesses had seen it. */
export type ToldEntry = { what: BothLanguages; origin: string; index: string; at?: string };

export type ToldFigure = { what: BothLanguages; value: string; unit: string };
export type ToldGood = { id: string; name: string; cn: string; category: BothLanguages; figures: ToldFigure[] };

/** The statement of a package, whose figures are rounded as in its tables. */
export type ToldStatement = {
  hash: string;
  installation: string;
  operator?: string;
  period: { start: string; end: string };
  act: string;
  asIf?: number;
  goods: ToldGood[];
};

/** `misread`: a file that is not wholly understood, so that nothing was verified. */
export type ReplayTold =
  | { misread: "trust" | "lists" }
  | { report: ReplayReport; statement?: ToldStatement; signatures: ToldSignature[]; entries: ToldEntry[] };
