// The Statement: one self-contained result, from which every report is drawn.

import { canonical, canonicalHash, HASHING, type Json } from "../base/canonical.ts";
import type { Step } from "../base/derivation.ts";
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { Installation } from "./case.ts";
import type { Category, Route } from "./vocabulary.ts";

/** What is said of each good, in the order in which tables show it. */
export const MEASURES = [
  "seeDirect",
  "seeIndirect",
  "seeTotal",
  "seeBasis",
  "embeddedElectricity",
  "activityLevel",
  "attributedDirect",
  "attributedIndirect",
  "defaultShare",
  "carbonPriceEffective",
] as const;
export type Measure = (typeof MEASURES)[number];

/** One figure about one good. null: it applies, but could not be computed; a warning among the problems says why. */
export type Result = { product: string; measure: Measure; value: number | null; unit: string; step: string };

/** A good: a product of a process, under its CN code. A process without products is stated as one good without a code. */
export type Good = { id: string; name: string; cn: string; process: string; category: Category };

/** Names of the things that steps speak of. */
export type Subject = { kind: SubjectKind; name: string; category?: Category; routes?: Route[]; country?: string };
export const SUBJECT_KINDS = [
  "installation",
  "stream",
  "pfc",
  "measuredPoint",
  "process",
  "precursor",
  "precursorSource",
  "transfer",
  "cogeneration",
  "product",
  "dataset",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** How much of a good's figure comes from one stream, energy flow or precursor, in the figure's unit. */
export type Contribution = { step: string; what: string; subject: string; value: number };
/** What a change of an input by one per cent does to a good's figure: `elasticity` is the per cent change of the figure. */
export type Sensitivity = { step: string; what: string; subject: string; elasticity: number };
export type Account = { product: string; measure: Measure; contributions: Contribution[]; sensitivities: Sensitivity[] };

/** A numeric result cell of the workbook that was read, where it differs from ours. */
export type Difference = { sheet: string; cell: string; cached: number | null; value: number | null; reason: BothLanguages };
export type Comparison = { compared: number; equal: number; differences: Difference[] };

export type DatasetUse = { id: string; act: string; status: string; validFrom: string; hash: string };

/** A step as it is sealed: a leaf's value is replaced by a commitment to it, and disclosed beside. */
export type SealedStep = Omit<Step, "value"> & ({ value: number | null } | { commitment: string });

export type StatementBody = {
  format: "sandan.statement/1";
  engine: { name: string; version: string };
  regime: "cbam";
  act: string;
  /** Set when the case was calculated as if it were of another year: stamped on every output. */
  asIf?: number;
  title?: string;
  source?: string;
  period: { start: string; end: string };
  installation: Installation;
  /** A workbook is evidence, named by its hash; a case file is what people typed, and its own bytes do not count. */
  input: { kind: "case" | "workbook"; version?: string; sha256?: string };
  goods: Good[];
  subjects: Record<string, Subject>;
  evidence: { id: string; title: string; sha256?: string }[];
  /** What was said of each stream, process, precursor ..., each under a commitment of its own; the text of the record lies in the disclosure. */
  records: { id: string; commitment: string }[];
  results: Result[];
  accounts: Account[];
  datasets: DatasetUse[];
  comparison?: Comparison;
  steps: SealedStep[];
  problems: Problem[];
};

/**
 * What stands beside the hashed body: values and salts of the leaves by step id and of the records (without salts, made without an organisation's key, nothing can be withheld),
 * and the file that was read with the lines of its entries, which change when records are listed in another order.
 */
export type Disclosure = {
  salted: boolean;
  leaves: Record<string, { value: number | null; salt?: string }>;
  records: Record<string, { value: Json; salt?: string }>;
  file?: string;
  lines?: Record<string, number>;
};

export type Statement = StatementBody & { disclosure: Disclosure; hash: string };

/** What a table shows: the results alone, of a Statement or of a calculation that was not sealed. */
export type Figures = Pick<StatementBody, "act" | "asIf" | "period" | "goods" | "results"> & {
  installation: { name: string };
  hash?: string;
};

/** SHA-256 of the canonical JSON of everything but the disclosure and the hash itself (RFC 8785). */
export function statementHash(body: StatementBody, hashing = HASHING): string {
  const { disclosure: _, hash: __, ...rest } = body as Statement;
  return canonicalHash(rest as unknown as { [key: string]: Json }, hashing);
}

/** Commitment to a leaf or a record: SHA-256 of salt and canonical value. */
export function commitmentOf(value: Json, salt = "", { hashOf } = HASHING): string {
  return hashOf(salt + canonical(value));
}

/** All steps by id, the disclosed leaves with their values; a withheld leaf has the value null and is named in `withheld`. */
export function stepsOf(statement: Statement): { steps: Map<string, Step>; withheld: Set<string> } {
  const steps = new Map<string, Step>();
  const withheld = new Set<string>();
  for (const sealed of statement.steps) {
    if ("commitment" in sealed) {
      const { commitment: _, ...rest } = sealed;
      const leaf = statement.disclosure.leaves[sealed.id];
      if (leaf === undefined) withheld.add(sealed.id);
      steps.set(sealed.id, { ...rest, value: leaf?.value ?? null });
    } else steps.set(sealed.id, sealed);
  }
  return { steps, withheld };
}
