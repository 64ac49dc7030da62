// Check: biomass that is counted as zero.
import type { Problem } from "../../../base/problem.ts";
import type { Stream } from "../../../model/case.ts";
import { standardFactor } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, percentOf, shown } from "./finding.ts";

const FOSSIL =
  /natural gas|\blng\b|\blpg\b|\bcoal\b|\bcoke\b|diesel|gasoline|petrol|fuel oil|anthracite|lignite|천연가스|석탄|유연탄|무연탄|코크스|경유|중유|휘발유/i;
const BIOGENIC = /bio|charcoal|palm|vegetable|waste|renewable|목탄|폐/i;

/**
 * Law: the biomass fraction counts as zero only with evidence that Article 29 of Directive (EU) 2018/2001 is met; without it, the fraction is zero (IR (EU) 2025/2547 Annex II B.3).
 * Problems: BIOMASS_WITHOUT_EVIDENCE, BIOMASS_ZERO_FACTOR, BIOMASS_FOSSIL_NAME.
 */
export function biomass(facts: Facts): Problem[] {
  return (facts.case.streams ?? []).flatMap((stream) => one(facts, stream));
}

function one(facts: Facts, stream: Stream): Problem[] {
  const path = `stream/${stream.id}/biomassFraction`;
  const fraction = facts.value(path) ?? 0;
  const subject = facts.name(stream.id);
  const at = { path, origin: stream.biomassFraction?.origin ?? stream.origin };
  if (fraction === 1 && FOSSIL.test(stream.name) && !BIOGENIC.test(stream.name))
    return [finding("BIOMASS_FOSSIL_NAME", { ...at, params: { subject } })];
  if ((stream.biomassEvidence ?? "").trim() !== "") return [];
  const effect = facts.value(`stream/${stream.id}/biomass`) ?? 0;
  if (fraction > 0 && effect > 0)
    return [finding("BIOMASS_WITHOUT_EVIDENCE", { ...at, params: { subject, percent: percentOf(fraction, 1), effect: shown(effect) } })];
  const factor = stream.standardFactor;
  if (factor === undefined || stream.emissionFactor !== undefined || standardFactor(factor)?.zeroRated !== true) return [];
  return [finding("BIOMASS_ZERO_FACTOR", { ...at, path: `stream/${stream.id}/standardFactor`, params: { subject, factor } })];
}
