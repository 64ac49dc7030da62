// The risk analysis of a verification: what of each record may be wrong, and what may let it pass unseen.
import type { BothLanguages, Problem } from "../../base/problem.ts";
import { roundHalfUp } from "../../formats/rounding.ts";
import type { Rung } from "../../model/insight.ts";
import { MATERIALITY } from "../../rules/cbam/materiality.ts";
import type { Analysed } from "../analysed.ts";
import { ladderOf } from "../emission-shares.ts";
import { sourcesOf } from "../emission-sources.ts";
import { emissionsOf, totalsOf } from "../improvements.ts";

const LEVELS = ["low", "medium", "high"] as const;
export type Level = (typeof LEVELS)[number];

export type Risk = {
  /** Key of a record, such as "streams/gas"; "installation" for what is said of no single one. */
  record: string;
  /** tCO2e of the period that enter with it, by size, and their share of all, 0 to 1; null where nothing was emitted at all. */
  size: number;
  share: number | null;
  inherent: Level;
  control: Level;
  /** Both together: what a sample by risk goes by. */
  risk: Level;
  reasons: BothLanguages[];
};

const INSTALLATION = "installation";

/** Rungs of the data ladder that are nobody's measurement. */
const WEAK: Partial<Record<Rung, BothLanguages>> = {
  default: { ko: "기본값에 기댑니다", en: "it rests on a default value" },
  estimate: { ko: "추정값에 기댑니다", en: "it rests on an estimate" },
};

type Found = { size: number; weak?: BothLanguages; production: boolean; documented: boolean; problems: Problem[] };

function found(analysed: Analysed): Map<string, Found> {
  const { inputs, steps, entryDocuments } = analysed;
  const records = new Map<string, Found>();
  const of = (record: string): Found => {
    const one = records.get(record) ?? { size: 0, production: false, documented: false, problems: [] };
    records.set(record, one);
    return one;
  };
  const rung = ladderOf(analysed);
  for (const { source, tco2e } of emissionsOf(analysed, sourcesOf(analysed), totalsOf(analysed))) {
    const one = of(inputs.recordOf(source.step) ?? INSTALLATION);
    one.size += Math.abs(tco2e);
    const weak = WEAK[rung(source.step)];
    if (weak !== undefined) one.weak = weak;
  }
  for (const [id, { record, kind }] of inputs.byStep) {
    const step = steps.get(id);
    if (step === undefined) continue;
    if (kind === "production") of(record).production = true;
    if ((step.origin?.evidence ?? []).some((one) => !entryDocuments.has(one))) of(record).documented = true;
  }
  for (const problem of analysed.problems) of(recordAt(analysed, problem.path, records)).problems.push(problem);
  return records;
}

/** The record that a Problem points at, by step or by key. */
function recordAt({ inputs }: Analysed, path: string, records: ReadonlyMap<string, Found>): string {
  const key = path.split("/", 2).join("/");
  return inputs.recordOf(path) ?? (records.has(key) ? key : INSTALLATION);
}

const levelOf = (points: number): Level => LEVELS[Math.min(2, points)] ?? "high";

/** Law: the two together are high where one is high and the other not low, low where one is low and the other not high. */
function together(inherent: Level, control: Level): Level {
  const sum = LEVELS.indexOf(inherent) + LEVELS.indexOf(control);
  return sum >= 3 ? "high" : sum === 2 ? "medium" : "low";
}

/**
 * Law: inherent risk grows with a record that by itself can be material, with one that every figure of a process is divided by, and with default and estimated numbers;
 * control risk with the Problems that stand against the record and with numbers behind which no document stands. Each point says why. Largest first.
 * Source: ISO 14064-3; IR (EU) 2025/2546 asks for a risk analysis and names no method: this one is ours.
 */
export function riskAnalysis(analysed: Analysed): Risk[] {
  const records = found(analysed);
  let whole = 0;
  for (const { size } of [...records.values()].sort((a, b) => a.size - b.size)) whole += size;
  return [...records].map(([record, one]) => riskOf(record, one, whole)).sort((a, b) => b.size - a.size || (a.record < b.record ? -1 : 1));
}

function riskOf(record: string, { size, weak, production, documented, problems }: Found, whole: number): Risk {
  const share = whole === 0 ? null : size / whole;
  const reasons: BothLanguages[] = [];
  let inherent = 0;
  let control = 0;
  if (share !== null && share > MATERIALITY) {
    inherent += 1;
    const percent = roundHalfUp(share * 100, 1);
    reasons.push({ ko: `모든 배출량의 ${percent}%입니다`, en: `it is ${percent} % of all emissions` });
  }
  if (production) {
    inherent += 1;
    reasons.push({ ko: "공정의 모든 값을 나누는 생산량입니다", en: "every figure of the process is divided by its production" });
  }
  if (weak !== undefined) {
    inherent += 1;
    reasons.push(weak);
  }
  if (!documented && record !== INSTALLATION) {
    control += 1;
    reasons.push({ ko: "증빙이 연결되어 있지 않습니다", en: "no document stands behind it" });
  }
  const codes = new Map(problems.map((problem) => [problem.code, problem]));
  for (const { severity, text } of codes.values()) {
    reasons.push(text);
    if (severity !== "note") control += 1;
  }
  const levels = { inherent: levelOf(inherent), control: levelOf(control) };
  return { record, size, share, ...levels, risk: together(levels.inherent, levels.control), reasons };
}
