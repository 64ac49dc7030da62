// The summary of the monitoring plan: processes, the largest goods, fuels and materials, measurement, zero-rated fuels, heat partners.
import type { Stream } from "../../../model/case.ts";
import type { ReportPart } from "../../../model/operator-report.ts";
import { english, type Facts, figure, listed, massOf, numberAt, processesOf, stated } from "./facts.ts";
import { both, col, may, part, type Row } from "./parts.ts";

/** The law asks for the five largest. */
const LARGEST = 5;

/** Largest first by the value; what has none comes last. */
function largest<T>(all: readonly T[], size: (one: T) => number | null): T[] {
  return [...all].sort((a, b) => (size(b) ?? -1) - (size(a) ?? -1)).slice(0, LARGEST);
}

export function processParts(facts: Facts, letter?: string): ReportPart {
  return part({
    ...(letter !== undefined && { part: letter }),
    title: both("CBAM 공정과 생산 경로", "CBAM processes and routes"),
    columns: [
      col("name", "공정", "Process"),
      col("category", "통합 품목군", "Aggregated goods category"),
      col("routes", "생산 경로", "Routes"),
      may("included", "공동 공정에 포함된 전구물질", "Precursors inside the joint process"),
    ],
    rows: processesOf(facts).map((p) => ({
      name: p.name,
      category: english(p.category),
      routes: listed(p.routes) ?? english("all"),
      included: listed(p.included),
    })),
  });
}

export function otherProcesses(facts: Facts): ReportPart {
  const others = facts.case.reporting?.otherProcesses;
  return part({
    part: "b",
    title: both("그 밖의 공정", "Other processes"),
    columns: [col("name", "공정", "Process")],
    rows: (others ?? []).map((name) => ({ name })),
    none: others === undefined ? undefined : both("다른 공정이 없다고 밝혔습니다", "the operator states that there is none"),
    lacking: both(
      "reporting/otherProcesses에 적으십시오(없으면 빈 목록)",
      "state them under reporting/otherProcesses, an empty list where there is none",
    ),
  });
}

export function largestGoods(facts: Facts): ReportPart {
  const rows = processesOf(facts).flatMap((p): Row[] => {
    const goods = facts.statement.goods.filter((g) => g.process === p.id && g.cn !== "");
    const massT = (good: (typeof goods)[number]): number | null => {
      const mass = massOf(facts, good);
      return typeof mass === "object" && mass !== null ? mass.value : null;
    };
    return largest(goods, massT).map((good) => ({
      process: p.name,
      good: good.name,
      cn: good.cn,
      mass: massOf(facts, good),
    }));
  });
  return part({
    part: "c",
    title: both("공정별로 질량이 큰 다섯 제품", "Five largest goods by mass per process"),
    columns: [col("process", "공정", "Process"), col("good", "제품", "Good"), col("cn", "CN", "CN"), col("mass", "질량", "Mass", 0)],
    rows,
    lacking: both("제품의 CN 코드와 생산량(products/amount)을 적으십시오", "state the goods' CN codes and amounts (products/amount)"),
  });
}

const energyOf = (facts: Facts, { id }: Stream): number | null => {
  const [fossil, biomass] = [numberAt(facts, `stream/${id}/energy`), numberAt(facts, `stream/${id}/energyBiomass`)];
  return fossil === null && biomass === null ? null : (fossil ?? 0) + (biomass ?? 0);
};

export function largestFuels(facts: Facts): ReportPart {
  const fuels = (facts.case.streams ?? []).filter((s) => (energyOf(facts, s) ?? 0) > 0);
  return part({
    part: "d",
    title: both("에너지가 큰 다섯 연료", "Five largest fuels by energy"),
    columns: [col("name", "연료", "Fuel"), col("energy", "에너지", "Energy"), col("emissions", "배출량", "Emissions", 0)],
    rows: largest(fuels, (s) => energyOf(facts, s)).map((s) => {
      const energy = energyOf(facts, s);
      return {
        name: s.name,
        energy: energy === null ? null : { value: energy, unit: "TJ" },
        emissions: figure(facts, `stream/${s.id}/emissions`),
      };
    }),
    none: both("열량이 있는 배출원 흐름이 없습니다", "no source stream has a calorific value"),
  });
}

export function largestMaterials(facts: Facts): ReportPart {
  const materials = (facts.case.streams ?? []).filter((s) => s.method !== "combustion");
  return part({
    part: "e",
    title: both("공정 배출이 큰 다섯 원료", "Five largest materials by process emissions"),
    columns: [col("name", "원료", "Material"), col("method", "방법", "Method"), col("emissions", "배출량", "Emissions", 0)],
    rows: largest(materials, (s) => Math.abs(numberAt(facts, `stream/${s.id}/emissions`) ?? 0)).map((s) => ({
      name: s.name,
      method: english(s.method === "process" ? "method.process" : s.method),
      emissions: figure(facts, `stream/${s.id}/emissions`),
    })),
    none: both("공정 배출이나 물질수지의 원료가 없습니다", "no material has process emissions or stands in a mass balance"),
  });
}

export function measuredSources(facts: Facts, letter?: string): ReportPart {
  const points = facts.case.measuredPoints ?? [];
  return part({
    ...(letter !== undefined && { part: letter }),
    title: both("연속 측정하는 기체와 다섯 배출원", "Gases and five largest sources under continuous measurement"),
    columns: [col("name", "배출원", "Source"), col("gas", "기체", "Gas"), col("emissions", "배출량", "Emissions", 0)],
    rows: largest(points, (p) => numberAt(facts, `point/${p.id}/emissions`)).map((p) => ({
      name: p.name,
      gas: p.gas,
      emissions: figure(facts, `point/${p.id}/emissions`),
    })),
    none: both("연속 측정하는 배출원이 없습니다", "nothing is measured continuously"),
  });
}

export function zeroRated(facts: Facts, letter?: string): ReportPart {
  const rated = (facts.case.streams ?? []).filter(({ biomassFraction }) => (biomassFraction?.value ?? 0) > 0);
  return part({
    ...(letter !== undefined && { part: letter }),
    title: both("0으로 보는 연료와 그 근거", "Zero-rated fuels, and how that is shown"),
    columns: [
      col("name", "연료", "Fuel"),
      col("fraction", "바이오매스 분율", "Biomass fraction"),
      col("evidence", "근거", "How it is shown"),
      col("zeroRated", "0으로 본 CO2", "CO2 zero-rated", 0),
    ],
    rows: rated.map((s) => ({
      name: s.name,
      fraction: stated(s.biomassFraction),
      evidence: s.biomassEvidence ?? null,
      zeroRated: figure(facts, `stream/${s.id}/biomass`),
    })),
    none: both("0으로 보는 연료가 없습니다", "no fuel is zero-rated"),
  });
}

export function heatPartners(facts: Facts, letter?: string): ReportPart {
  const rows = processesOf(facts).flatMap((p) =>
    (["imported", "exported"] as const).flatMap((way) =>
      (p.heat?.[way] ?? []).flatMap((flow, i): Row[] =>
        flow.amount?.value === 0
          ? []
          : [{ process: p.name, way, amount: figure(facts, `process/${p.id}/heat/${way}/${i + 1}/amount`), partner: flow.partner ?? null }],
      ),
    ),
  );
  return part({
    ...(letter !== undefined && { part: letter }),
    title: both("유입·유출된 열과 상대 사업장", "Measurable heat imported or exported, and with which installations"),
    columns: [
      col("process", "공정", "Process"),
      col("way", "방향", "Direction"),
      col("amount", "열", "Heat"),
      col("partner", "상대 사업장", "Installation"),
    ],
    rows,
    none: both("열을 주고받지 않았습니다", "no heat was imported or exported"),
  });
}
