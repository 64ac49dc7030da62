// One product made at several sites: one footprint.
import type { Ledger, Step } from "../../base/derivation.ts";
import { law } from "./law.ts";
import { weightedMean } from "./weighted.ts";

/** Law: the footprint of a product of several sites is the mean of theirs, weighted by the volume that each makes. Source: PACT Methodology v3, section 3.3.1. */
export function meanOfSites(ledger: Ledger, product: string, sites: readonly { volume: Step; pcf: Step }[]): Step {
  const unit = sites[0]?.pcf.unit ?? "kgCO2e";
  const spec = { id: `${product}/meanOfSites`, what: "meanOfSites", subject: product, unit, rule: law("footprint") };
  return weightedMean(
    ledger,
    spec,
    sites.map(({ volume, pcf }) => ({ weight: volume, value: pcf })),
  );
}
