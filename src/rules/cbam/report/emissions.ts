// Emissions of the installation and how they were found and attributed.
import type { ReportPart } from "../../../model/operator-report.ts";
import { english, type Facts, figure, functional, processesOf, stated } from "./facts.ts";
import { both, col, may, part } from "./parts.ts";

const EMISSIONS = col("emissions", "배출량", "Emissions", 0);

export function totalDirect(facts: Facts): ReportPart {
  return part({
    title: both("사업장의 총 직접 배출량", "Total direct emissions of the installation"),
    columns: [EMISSIONS],
    rows: [{ emissions: figure(facts, "installation/direct") }],
    lacking: both("배출원의 값이 모두 있어야 합니다", "every source must have its values"),
  });
}

export function perProcess(facts: Facts): ReportPart {
  return part({
    title: both("공정별 귀속 직접 배출량", "Attributed direct emissions per process"),
    columns: [col("process", "공정", "Process"), EMISSIONS],
    rows: processesOf(facts).map((p) => ({ process: p.name, emissions: figure(facts, `process/${p.id}/attributedDirect`) })),
  });
}

/** Indirect emissions, asked for where any good is outside Annex II. */
export function totalIndirect(facts: Facts, any: boolean): ReportPart {
  return part({
    title: both("공정별 간접 배출량", "Indirect emissions per process"),
    columns: [col("process", "공정", "Process"), EMISSIONS],
    rows: any ? processesOf(facts).map((p) => ({ process: p.name, emissions: figure(facts, `process/${p.id}/indirect`) })) : [],
    none: any ? undefined : both("모든 제품이 부속서 II에 있습니다", "all goods are in Annex II"),
  });
}

export function newInstallation(facts: Facts): ReportPart {
  const months = facts.case.reporting?.newInstallationMonths;
  return part({
    title: both("새 사업장의 모니터링 개월 수", "New installation: months monitored"),
    columns: [col("months", "개월", "Months")],
    rows: months === undefined ? [] : [{ months: String(months) }],
    none: both(
      "보고기간 안에 시작한 사업장이라고 밝히지 않았습니다",
      "the operator does not say that the installation began in the period",
    ),
  });
}

export function activityData(facts: Facts): ReportPart {
  const processes = new Map(processesOf(facts).map(({ id, name }) => [id, name]));
  const share = (shares: Record<string, { value: number; unit: string }> | undefined): string | null =>
    shares === undefined
      ? null
      : Object.entries(shares)
          .map(([id, { value, unit }]) => `${processes.get(id) ?? id} ${value}${unit === "1" ? "" : ` ${unit}`}`)
          .join("; ");
  const streams = (facts.case.streams ?? []).map((s) => ({
    name: s.name,
    method: english(s.method === "process" ? "method.process" : s.method),
    activity: figure(facts, `stream/${s.id}/activity`),
    ncv: figure(facts, `stream/${s.id}/netCalorificValue`),
    factor: figure(facts, `stream/${s.id}/emissionFactor`) ?? figure(facts, `stream/${s.id}/carbonContent`),
    oxidation: figure(facts, `stream/${s.id}/oxidationFactor`) ?? figure(facts, `stream/${s.id}/conversionFactor`),
    biomass: stated(s.biomassFraction),
    shares: share(s.shares),
    emissions: figure(facts, `stream/${s.id}/emissions`),
  }));
  const cells = (facts.case.pfc ?? []).map((p) => ({
    name: p.name ?? p.id,
    method: english(p.method === "overvoltage" ? "method.overvoltage" : p.method),
    activity: figure(facts, `pfc/${p.id}/aluminium`),
    factor: figure(facts, `pfc/${p.id}/slopeFactor`) ?? figure(facts, `pfc/${p.id}/overvoltageCoefficient`),
    shares: share(p.shares),
    emissions: figure(facts, `pfc/${p.id}/emissions`),
  }));
  return part({
    part: "a",
    title: both("배출원별 활동자료와 계수, 공정 배분", "Activity data and factors per stream, and their processes"),
    columns: [
      col("name", "배출원", "Source stream"),
      col("method", "방법", "Method"),
      col("activity", "활동자료", "Activity data"),
      may("ncv", "순발열량", "NCV"),
      may("factor", "배출계수 또는 탄소함량", "Emission factor or carbon content"),
      may("oxidation", "산화·전환계수", "Oxidation or conversion"),
      may("biomass", "바이오매스 분율", "Biomass fraction"),
      may("shares", "공정별 배분", "Shares by process"),
      EMISSIONS,
    ],
    rows: [...streams, ...cells],
    none: both("배출원 흐름이 없습니다", "there are no source streams"),
  });
}

export function measured(facts: Facts): ReportPart {
  return part({
    part: "b",
    title: both("측정에 의한 배출량", "By measurement"),
    columns: [
      col("name", "배출구", "Point"),
      col("gas", "기체", "Gas"),
      col("concentration", "농도", "Concentration"),
      col("flow", "유량", "Flow"),
      col("hours", "시간", "Hours"),
      EMISSIONS,
    ],
    rows: (facts.case.measuredPoints ?? []).map((p) => ({
      name: p.name,
      gas: p.gas,
      concentration: figure(facts, `point/${p.id}/concentration`),
      flow: figure(facts, `point/${p.id}/flow`),
      hours: figure(facts, `point/${p.id}/hours`),
      emissions: figure(facts, `point/${p.id}/emissions`),
    })),
    none: both("연속 측정하는 배출원이 없습니다", "nothing is measured continuously"),
  });
}

export function otherMethods(facts: Facts): ReportPart {
  const typed = processesOf(facts).filter(({ directEmissions }) => directEmissions !== undefined);
  const told = facts.case.reporting?.otherMethods;
  return part({
    part: "c",
    title: both("그 밖의 방법에 의한 배출량", "By other methods"),
    columns: [col("process", "공정", "Process"), EMISSIONS, col("method", "방법", "Method")],
    rows: typed.map((p) => ({ process: p.name, emissions: figure(facts, `process/${p.id}/directOwn`), method: told ?? null })),
    none: both("다른 방법으로 구한 배출량이 없습니다", "no emissions were found by other methods"),
    lacking: both(
      "직접 적은 배출량의 산정 방법을 reporting/otherMethods에 적으십시오",
      "state under reporting/otherMethods how emissions typed by hand were found",
    ),
  });
}

export function dataGaps(facts: Facts): ReportPart {
  const subject = (id: string): string => facts.statement.subjects[id]?.name ?? id;
  return part({
    part: "e",
    title: both("데이터 공백과 추정", "Data gaps and estimates"),
    columns: [
      col("subject", "대상", "Of what"),
      col("from", "부터", "From"),
      col("to", "까지", "To"),
      col("method", "추정 방법", "How it was estimated"),
    ],
    rows: (facts.case.dataGaps ?? []).map((g) => ({ subject: subject(g.subject), from: g.start, to: g.end, method: g.method ?? null })),
    none: both("기록된 데이터 공백이 없습니다", "no data gap is recorded"),
  });
}

/** How attributed emissions were calculated: the formulas of the statement's own steps. */
export function attribution(facts: Facts): ReportPart {
  const formula = (id: string): string | null => {
    const step = facts.steps.get(id);
    return step?.formula === undefined
      ? null
      : `${step.formula}${step.rule === undefined ? "" : ` [${step.rule.act}, ${step.rule.point}]`}`;
  };
  return part({
    title: both("공정별 귀속 배출량의 계산 방법", "How attributed direct and indirect emissions were calculated, per process"),
    columns: [
      col("process", "공정", "Process"),
      may("own", "직접 귀속 가능 배출량", "Directly attributable"),
      col("direct", "귀속 직접 배출량", "Attributed direct"),
      may("indirect", "귀속 간접 배출량", "Attributed indirect"),
    ],
    rows: processesOf(facts).map((p) => ({
      process: p.name,
      own: formula(`process/${p.id}/directOwn`),
      direct: formula(`process/${p.id}/attributedDirect`),
      indirect: formula(`process/${p.id}/indirect`),
    })),
  });
}

export function attributed(facts: Facts): ReportPart {
  return part({
    title: both("공정별 활동수준과 귀속 배출량", "Activity level and attributed emissions per process"),
    columns: [
      col("process", "공정", "Process"),
      col("activity", "활동수준", "Activity level", 0),
      col("direct", "귀속 직접 배출량", "Attributed direct", 0),
      col("indirect", "귀속 간접 배출량", "Attributed indirect", 0),
    ],
    rows: processesOf(facts).map((p) => ({
      process: p.name,
      activity: functional(facts, p.id),
      direct: figure(facts, `process/${p.id}/attributedDirect`),
      indirect: figure(facts, `process/${p.id}/indirect`),
    })),
  });
}
