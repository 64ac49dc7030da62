// Check: what of a good rests on default values, and what shows that the other values are actual ones.
import type { Problem } from "../../../base/problem.ts";
import type { Precursor, PrecursorSource } from "../../../model/case.ts";
import { DEFINITIVE_ACT, isExempt } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, listed, shown } from "./finding.ts";

/**
 * Law: an actual value of a precursor needs a verified report of its maker for its period, else the default value applies, and its share is reported
 * (IR (EU) 2025/2547 Art. 13, Annex I 3, Annex IV 1.1 (15)(d), (22), (23), (28)).
 * Problems: DEFAULTS_USED, DEFAULT_UNJUSTIFIED, PRECURSOR_BASIS_UNKNOWN, PRECURSOR_UNVERIFIED, PRECURSOR_ORIGIN_INCOMPLETE.
 */
export function defaults(facts: Facts): Problem[] {
  return [...sharesOfGoods(facts), ...(facts.case.precursors ?? []).flatMap((precursor) => ofPrecursor(facts, precursor))];
}

/** One Problem per process: its goods share the figure. */
function sharesOfGoods(facts: Facts): Problem[] {
  const shares = new Map(facts.results.filter((r) => r.measure === "defaultShare").map((r) => [r.product, r.value]));
  const goods = Map.groupBy(facts.goods, (g) => g.process);
  return facts.case.processes.flatMap((process) => {
    const share = shares.get(goods.get(process.id)?.[0]?.id ?? "") ?? 0;
    if (share <= 0) return [];
    const byDefault = (facts.case.precursors ?? []).filter((p) => p.sources.some((s) => s.basis === "default"));
    const params = {
      subject: facts.name(process.id),
      percent: shown(Number((100 * share).toPrecision(3))),
      precursors: byDefault.map((p) => facts.name(p.id)).join(", "),
    };
    return [finding("DEFAULTS_USED", { path: `process/${process.id}/defaultDirect`, origin: process.origin, params })];
  });
}

function ofPrecursor(facts: Facts, precursor: Precursor): Problem[] {
  const sources = precursor.sources.filter((source) => {
    const country = source.country ?? precursor.country;
    return country === undefined || !isExempt(country, facts.act);
  });
  const definitive = facts.act === DEFINITIVE_ACT;
  const any = (fits: (s: PrecursorSource) => boolean): PrecursorSource | undefined => sources.find(fits);
  const problems: Problem[] = [];
  const put = (
    code: "PRECURSOR_BASIS_UNKNOWN" | "PRECURSOR_UNVERIFIED" | "DEFAULT_UNJUSTIFIED" | "PRECURSOR_ORIGIN_INCOMPLETE",
    source: PrecursorSource | undefined,
    field: string,
    missing: readonly string[] = [],
  ): void => {
    if (source === undefined) return;
    problems.push(
      finding(code, {
        path: `precursor/${precursor.id}/source/${precursor.sources.indexOf(source) + 1}/${field}`,
        origin: source.origin ?? precursor.origin,
        params: { subject: facts.name(precursor.id), missing: listed(missing) },
      }),
    );
  };
  put(
    "PRECURSOR_BASIS_UNKNOWN",
    any((s) => (s.basis ?? "unknown") === "unknown"),
    "basis",
  );
  if (!definitive)
    put(
      "DEFAULT_UNJUSTIFIED",
      any((s) => s.basis === "default" && blank(s.justification)),
      "justification",
    );
  if (!definitive) return problems;
  put(
    "PRECURSOR_UNVERIFIED",
    any((s) => s.basis === "actual" && blank(s.verifier)),
    "verifier",
  );
  const actual = sources.filter((s) => s.basis === "actual");
  const missing = (["operator", "installation", "country", "period"] as const).filter((field) =>
    actual.some((s) =>
      field === "period" ? s.period === undefined : blank(s[field]) && (field !== "country" || blank(precursor.country)),
    ),
  );
  if (missing.length > 0) put("PRECURSOR_ORIGIN_INCOMPLETE", actual[0], missing[0] ?? "operator", missing);
  return problems;
}

function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
