// The sampling plan: the largest records, the riskiest, and some at random, so that anyone can draw the same sample again.
import { hashOf } from "../../base/canonical.ts";
import type { SamplingPlan } from "../../model/verification.ts";
import type { Risk } from "./risks.ts";

type Wanted = {
  /** Share of all emissions that the largest records are to cover, 0 to 1. */
  wanted: number;
  /** How many of the rest are drawn at random. */
  random: number;
  /** Recorded with the plan. */
  seed: string;
};

type Drawn = Pick<Risk, "record" | "size" | "risk">;

const byName = (a: Drawn, b: Drawn): number => (a.record < b.record ? -1 : 1);

/**
 * Law: records are taken largest first until they cover the wanted share; then every other one of high risk; then as many as asked for of the rest, in the order of
 * SHA-256(seed, newline, record), lowest first. So the plan follows from the records, their sizes and risks and the seed alone: their order plays no part, and a
 * draw can be repeated with any tool that hashes. A record appears once. Source: ISO 14064-3 (evidence-gathering plan).
 */
export function samplingPlan(records: readonly Drawn[], { wanted, random, seed }: Wanted): SamplingPlan {
  const bySize = [...records].sort((a, b) => b.size - a.size || byName(a, b));
  const whole = sum(bySize);
  const picks: SamplingPlan["picks"] = [];
  const taken = new Set<string>();
  const take = ({ record, size }: Drawn, by: SamplingPlan["picks"][number]["by"]): void => {
    taken.add(record);
    picks.push({ record, by, size });
  };
  let covered = 0;
  for (const one of bySize) {
    if (covered >= wanted * whole || one.size === 0) break;
    covered += one.size;
    take(one, "size");
  }
  for (const one of bySize) if (one.risk === "high" && !taken.has(one.record)) take(one, "risk");
  const rest = bySize.filter(({ record }) => !taken.has(record));
  const ranked = rest.map((one) => ({ one, rank: hashOf(`${seed}\n${one.record}`) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  for (const { one } of ranked.slice(0, random)) take(one, "random");
  const part = sum(bySize.filter(({ record }) => taken.has(record)));
  return { wanted, random, seed, picks, covered: whole === 0 ? null : part / whole, left: records.length - picks.length };
}

const sum = (records: readonly Drawn[]): number => records.reduce((all, { size }) => all + size, 0);
