// Check: the installation's emissions against what is stated, and against what its processes carry.
import type { Problem } from "../../../base/problem.ts";
import type { Stream } from "../../../model/case.ts";
import type { Facts } from "./facts.ts";
import { agree, finding, percentOf, said, shown, sumOf } from "./finding.ts";

/** Stated totals may be rounded to whole tonnes (Annex II A.1(6)). */
const ROUNDING = { relative: 1e-5, absolute: 1 };

/**
 * Law: the installation's emissions are the sum of its sources, and each is attributed once (IR (EU) 2025/2547 Annex II A.1, A.2).
 * Problems: STATED_TOTAL_DIFFERS, SHARES_EXCEED_ONE, OVER_ATTRIBUTED, NOT_ATTRIBUTED, DIRECT_WITHOUT_SOURCES.
 */
export function emissionBalance(facts: Facts): Problem[] {
  return [...stated(facts), ...shares(facts), ...attributed(facts)];
}

const COMPUTED = { co2: "installation/co2", biomass: "installation/biomassCo2", n2o: "installation/n2o", pfc: "installation/pfc" } as const;

/** The words under which the totals stand elsewhere, without their prefix. */
const LABELS = { co2: "co2", biomass: "biomassCo2", n2o: "n2o", pfc: "pfc", indirect: "indirectAttributed" } as const;

function stated(facts: Facts): Problem[] {
  const { emissions } = facts.case.balances ?? {};
  const indirect = facts.case.processes.map((p) => facts.value(`process/${p.id}/indirect`));
  const known = indirect.every((value) => value !== undefined);
  const problems: Problem[] = [];
  for (const what of ["co2", "biomass", "n2o", "pfc", "indirect"] as const) {
    const typed = facts.value(`installation/${what}/stated`);
    const computed = what === "indirect" ? (known ? sumOf(indirect) : undefined) : facts.value(COMPUTED[what]);
    if (typed === undefined || computed === undefined || agree(typed, computed, ROUNDING)) continue;
    const params = {
      what: said(`installation.${LABELS[what]}`),
      stated: shown(typed),
      computed: shown(computed),
      difference: shown(typed - computed),
      percent: percentOf(Math.abs(typed - computed), Math.abs(computed)),
    };
    problems.push(finding("STATED_TOTAL_DIFFERS", { path: `balances/emissions/${what}`, origin: emissions?.[what]?.origin, params }));
  }
  return problems;
}

function shares(facts: Facts): Problem[] {
  const { streams = [], pfc = [], measuredPoints = [] } = facts.case;
  const kinds = [
    ...streams.map((record) => ({ kind: "stream", record })),
    ...pfc.map((record) => ({ kind: "pfc", record })),
    ...measuredPoints.map((record) => ({ kind: "point", record })),
  ];
  return kinds.flatMap(({ kind, record }) => {
    const { parts, sum } = sharesOf(record.shares);
    if (sum <= 1 + 1e-9 || parts.some((part) => part > 1)) return [];
    return [
      finding("SHARES_EXCEED_ONE", {
        path: `${kind}/${record.id}/shares`,
        origin: record.origin,
        params: { subject: facts.name(record.id), percent: shown(100 * sum) },
      }),
    ];
  });
}

function sharesOf(shares: Stream["shares"]): { parts: number[]; sum: number } {
  const parts = Object.values(shares ?? {}).map(({ value, unit }) => (unit === "%" ? value / 100 : value));
  return { parts, sum: sumOf(parts) };
}

/** Own emissions of the processes against the installation's: heat made in the installation carries its fuel to the process that takes it. */
function attributed(facts: Facts): Problem[] {
  const { streams = [], pfc = [], measuredPoints = [], processes } = facts.case;
  const own = processes.map((p) => facts.value(`process/${p.id}/directOwn`));
  const total = facts.value("installation/direct");
  if (total === undefined || own.some((value) => value === undefined)) return [];
  const sum = sumOf(own);
  const path = "installation/direct";
  const sources = [...streams, ...pfc, ...measuredPoints];
  const typed = processes.find((p) => p.directEmissions !== undefined)?.directEmissions?.origin;
  if (sources.length === 0)
    return agree(sum, 0, ROUNDING) ? [] : [finding("DIRECT_WITHOUT_SOURCES", { path, origin: typed, params: { attributed: shown(sum) } })];
  if (agree(sum, total, ROUNDING)) return [];
  const params = { attributed: shown(sum), total: shown(total) };
  if (sum > total)
    return [
      finding("OVER_ATTRIBUTED", {
        path,
        origin: typed ?? sources[0]?.origin,
        params: { ...params, difference: shown(sum - total), percent: percentOf(sum - total, Math.abs(total)) },
      }),
    ];
  const heat = Math.max(0, sumOf(processes.map((p) => facts.value(`process/${p.id}/heat`))));
  const rest = total - sum - heat;
  if (rest <= ROUNDING.absolute) return [];
  const unshared = sources.find((source) => sharesOf(source.shares).sum < 1 - 1e-9) ?? sources[0];
  return [
    finding("NOT_ATTRIBUTED", {
      path,
      origin: unshared?.origin,
      params: { ...params, difference: shown(rest), percent: percentOf(rest, total) },
    }),
  ];
}
