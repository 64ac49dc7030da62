// Check: where an electricity factor may come from.
import type { Origin } from "../../../base/derivation.ts";
import type { BothLanguages, Problem } from "../../../base/problem.ts";
import { ratioOf } from "../../../base/units.ts";
import type { Power } from "../../../model/case.ts";
import type { Category, ElectricityMethod } from "../../../model/vocabulary.ts";
import { categoryRow, constantsFor, DEFINITIVE_ACT } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, listed, said } from "./finding.ts";

/** One use of an electricity factor: by a process, or by the maker of a bought precursor. */
type Use = {
  path: string;
  subject: string;
  category: Category;
  method: ElectricityMethod | undefined;
  criteria?: Power["criteria"];
  origin: Origin | undefined;
  bought: boolean;
};

/**
 * Law: indirect emissions use the country default, or an actual factor by a direct technical link or a power purchase agreement with metering of at most an hour;
 * certificates and green tariffs are accepted in neither act, whatever the good (IR (EU) 2025/2547 Annex II D.4.3; IR (EU) 2023/1773 Annex III D.4). Of goods in Annex II the indirect emissions are not charged.
 * Problems: ELECTRICITY_METHOD_REFUSED, ELECTRICITY_METHOD_DOUBTFUL, ELECTRICITY_CRITERIA_MISSING, ELECTRICITY_NOT_CHARGED, ELECTRICITY_METHOD_TRANSITIONAL.
 */
export function electricityMethod(facts: Facts): Problem[] {
  const uses = [...ofProcesses(facts), ...ofPrecursors(facts)];
  const market = uses.filter((use) => use.method === "marketBased");
  const rest = uses.filter((use) => use.method !== "marketBased");
  const refused = market.map(({ path, origin, subject }) =>
    finding("ELECTRICITY_METHOD_REFUSED", { path, origin, params: { subject: facts.name(subject) } }),
  );
  return [...refused, ...(facts.act === DEFINITIVE_ACT ? rest.flatMap((use) => definitive(facts, use)) : transitional(facts, rest))];
}

function ofProcesses(facts: Facts): Use[] {
  return facts.case.processes.flatMap((process) =>
    (process.electricity ?? []).flatMap((power, i): Use[] => {
      if (power.amount === undefined || power.amount.value === 0) return [];
      const { method, criteria } = power;
      const origin = power.emissionFactor?.origin ?? process.origin;
      return [
        {
          path: `process/${process.id}/electricity/${i + 1}/method`,
          subject: process.id,
          category: process.category,
          method,
          criteria,
          origin,
          bought: false,
        },
      ];
    }),
  );
}

/** A precursor's own proof is its verifier's business: here only what it says of its method. */
function ofPrecursors(facts: Facts): Use[] {
  return (facts.case.precursors ?? []).flatMap((precursor) =>
    precursor.sources.flatMap((source, i): Use[] => {
      if (source.electricityMethod === undefined) return [];
      const path = `precursor/${precursor.id}/source/${i + 1}/electricityMethod`;
      return [
        {
          path,
          subject: precursor.id,
          category: precursor.category,
          method: source.electricityMethod,
          origin: source.origin ?? precursor.origin,
          bought: true,
        },
      ];
    }),
  );
}

function definitive(facts: Facts, use: Use): Problem[] {
  const allowed = constantsFor(facts.act).electricityMethods.value;
  const at = { path: use.path, origin: use.origin };
  const subject = facts.name(use.subject);
  const refused = use.method === undefined || !allowed.includes(use.method);
  if (categoryRow(use.category).annexII) {
    if (!refused || use.method === undefined) return [];
    return [finding("ELECTRICITY_NOT_CHARGED", { ...at, params: { subject, method: said(use.method) } })];
  }
  if (refused)
    return [
      finding("ELECTRICITY_METHOD_DOUBTFUL", {
        ...at,
        params: { subject, method: said(use.method ?? "notStated"), allowed: listed(allowed) },
      }),
    ];
  const missing = use.bought ? [] : criteriaMissing(facts, use);
  return missing.length === 0
    ? []
    : [
        finding("ELECTRICITY_CRITERIA_MISSING", {
          ...at,
          params: { subject, method: said(use.method ?? "notStated"), missing: together(missing) },
        }),
      ];
}

/** What the act asks of a direct link (metering) and of an agreement (metering, grid connection of both sites, contract). */
function criteriaMissing(facts: Facts, { method, criteria }: Use): BothLanguages[] {
  if (method !== "directLink" && method !== "ppa") return [];
  const limit = constantsFor(facts.act).electricityMeteringHours?.value ?? 1;
  const interval = criteria?.meteringInterval;
  const [numerator, denominator] = ratioOf(interval?.unit ?? "h", "time") ?? [1, 1];
  const metered = interval !== undefined && (interval.value * numerator) / denominator <= limit;
  const agreement = method === "ppa";
  return [
    ...(metered ? [] : [{ ko: `${limit}시간 이하 간격의 계량`, en: `metering at intervals of ${limit} h or less` }]),
    ...(agreement && criteria?.gridConnection !== true ? [said("gridConnection")] : []),
    ...(agreement && (criteria?.contract ?? "") === "" ? [said("contract")] : []),
  ];
}

function together(texts: readonly BothLanguages[]): BothLanguages {
  return { ko: texts.map(({ ko }) => ko).join(", "), en: texts.map(({ en }) => en).join(", ") };
}

/** One note for all: the transitional rules are wider, the next period's are not. */
function transitional(facts: Facts, uses: Use[]): Problem[] {
  const all = uses.filter((use) => !use.bought && criteriaMissing(facts, use).length > 0);
  const [first] = all;
  if (first === undefined) return [];
  const subjects = [...new Set(all.map((use) => facts.name(use.subject)))].join(", ");
  const what = listed([...new Set(all.map((use) => use.method ?? "notStated"))]);
  return [finding("ELECTRICITY_METHOD_TRANSITIONAL", { path: first.path, origin: first.origin, params: { subjects, what } })];
}
