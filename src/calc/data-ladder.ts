// The data ladder: on which rung a number stands, told from what it was read from.
import type { Step } from "../base/derivation.ts";
import { RUNGS, type Rung } from "../model/insight.ts";
import type { Analysed } from "./analysed.ts";
import { type Input, inputOf } from "./inputs.ts";

/** Tables that stand for data of the plant's own: the Commission's default values, and averages of science, sectors and countries. */
const TABLES: Readonly<Record<string, Rung>> = {
  "default-values": "default",
  "mark-ups": "default",
  "standard-factors": "average",
  "pfc-factors": "average",
  electricity: "average",
};

const ASSUMED: Readonly<Record<string, Rung>> = { efficiencyUnknown: "default", estimate: "estimate" };

/** Electricity of a known plant or contract; every other method is a default or the grid's average. */
const KNOWN_POWER = new Set(["directLink", "ppa", "D.4.1", "D.4.2", "D.4.3.1", "D.4.3.2"]);
const DEFAULT_POWER = new Set(["default", "D.4(a)"]);

/**
 * Law of the ladder, for a number that was read:
 * default: of the Commission's default values, or a default that the law sets for what nobody knows;
 * estimate: marked as one, or an amount (or a share of one) behind which no document stands, or a precursor's value whose basis is not said;
 * average: of a table of standard factors, or a typed property or factor behind which no document stands, or the factor of a grid;
 * supplier: what a maker or a supplier states of its own good, heat or power;
 * measured: a document stands behind it (the file that records were read from is none);
 * verified: a maker's value that a verifier's report confirmed. No record can say so of the plant's own data: that is a verifier's opinion alone.
 * undefined: nothing to climb. A constant of the law; the cautious value that it fills a blank with (oxidation 1, biomass 0), typed or not; a process that takes the whole of a stream.
 */
function rungOfLeaf(step: Step, input: Input | undefined, hasDocument: boolean): Rung | undefined {
  if (step.value === null) return undefined;
  if (step.factor !== undefined) return Object.hasOwn(TABLES, step.factor.dataset) ? TABLES[step.factor.dataset] : undefined;
  if (step.assumption !== undefined) return Object.hasOwn(ASSUMED, step.assumption) ? ASSUMED[step.assumption] : undefined;
  switch (input?.kind) {
    case undefined:
      return undefined;
    case "amount":
    case "production":
      return hasDocument ? "measured" : "estimate";
    case "share":
      return fractionOf(step) === 1 || fractionOf(step) === 0 ? undefined : hasDocument ? "measured" : "estimate";
    case "factor":
      if (isCautious(step)) return undefined;
      return hasDocument ? "measured" : "average";
    case "heatFactor":
      return hasDocument ? "measured" : input.partner === undefined ? "average" : "supplier";
    case "electricityFactor":
      return KNOWN_POWER.has(input.method ?? "") ? "supplier" : DEFAULT_POWER.has(input.method ?? "") ? "default" : "average";
    case "supplied":
      return input.basis === "actual" ? (input.verified ? "verified" : "supplier") : input.basis === "default" ? "default" : "estimate";
  }
}

/** The value that the law fills a blank with, typed. */
const isCautious = (step: Step): boolean =>
  (/^(oxidation|conversion)Factor$/.test(step.what) && fractionOf(step) === 1) || (step.what === "biomassFraction" && step.value === 0);

const fractionOf = ({ value, unit }: Step): number | null => (value !== null && unit === "%" ? value / 100 : value);

const weaker = (a: Rung | undefined, b: Rung | undefined): Rung | undefined =>
  a === undefined ? b : b === undefined ? a : RUNGS.indexOf(a) <= RUNGS.indexOf(b) ? a : b;

/** Law: a number stands no higher than the weakest of what it rests on. undefined where nothing below it can climb, or is withheld. */
export function rungOf(analysed: Analysed, id: string): Rung | undefined {
  const { steps, inputs, withheld, entryDocuments } = analysed;
  const seen = new Set([id]);
  const open = [id];
  let found: Rung | undefined;
  for (let at = open.pop(); at !== undefined && found !== RUNGS[0]; at = open.pop()) {
    const step = steps.get(at);
    if (step === undefined || withheld.has(at)) continue;
    if (step.formula === undefined) {
      const documents = (step.origin?.evidence ?? []).filter((one) => !entryDocuments.has(one));
      found = weaker(found, rungOfLeaf(step, inputOf(inputs.byStep, at), documents.length > 0));
      continue;
    }
    for (const { step: term } of step.terms ?? []) {
      if (seen.has(term)) continue;
      seen.add(term);
      open.push(term);
    }
  }
  return found;
}
