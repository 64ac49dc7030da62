// The operator's reports: each from its own list of Annex IV.
import type { Case } from "../../../model/case.ts";
import type { OperatorReport, ReportItem, ReportList, ReportPart } from "../../../model/operator-report.ts";
import type { Statement } from "../../../model/statement.ts";
import { DEFINITIVE_ACT } from "../tables.ts";
import { addendumItems } from "./addendum.ts";
import * as emissions from "./emissions.ts";
import { type Facts, factsOf, type ReportTables } from "./facts.ts";
import * as flows from "./flows.ts";
import * as goods from "./goods.ts";
import { installationPart, operatorPart } from "./identity.ts";
import * as monitoring from "./monitoring.ts";
import { both, item, part } from "./parts.ts";
import * as precursors from "./precursors.ts";
import { sectorParameters } from "./sector.ts";
import { summaryItems } from "./summary.ts";

const POINTS: Record<ReportList, string> = {
  report: "Annex IV, point 1.1",
  summary: "Annex IV, point 1.2",
  addendum: "Annex IV, point 1.1.1",
};

/**
 * Law: the operator's emissions report has 35 items, its summary 16 of its own numbering, the addendum 3 per declarant; every item is complete, not applicable, or missing
 * and why. Figures in the units of the statement, unrounded. `told` is the statement's own case. Source: IR (EU) 2025/2547, Annex IV.
 */
export function operatorReport(statement: Statement, told: Case, { list, ...tables }: ReportTables & { list: ReportList }): OperatorReport {
  const facts = factsOf(statement, told, tables);
  const drawn =
    list === "report"
      ? { items: fullItems(facts), steps: [] }
      : list === "summary"
        ? summaryItems(facts)
        : { items: addendumItems(facts), steps: [] };
  return {
    format: "sandan.operator-report/1",
    list,
    act: DEFINITIVE_ACT,
    point: POINTS[list],
    ...(statement.asIf !== undefined && { asIf: statement.asIf }),
    period: statement.period,
    installation: statement.installation.nameEnglish ?? statement.installation.name,
    statement: statement.hash,
    items: drawn.items,
    steps: drawn.steps,
  };
}

function fullItems(facts: Facts): ReportItem[] {
  return [
    ...identityAndPlan(facts),
    ...flowsAndTotals(facts),
    ...goodsAndEmissions(facts),
    ...precursorItems(facts),
    ...attributionItems(facts),
  ];
}

function identityAndPlan(facts: Facts): ReportItem[] {
  return [
    item(1, both("운영자와 사업장", "Operator and installation"), operatorPart(facts), installationPart(facts)),
    item(
      2,
      both("모니터링 계획의 요약", "Summary of the monitoring plan"),
      monitoring.processParts(facts, "a"),
      monitoring.otherProcesses(facts),
      monitoring.largestGoods(facts),
      monitoring.largestFuels(facts),
      monitoring.largestMaterials(facts),
      monitoring.measuredSources(facts, "f"),
      monitoring.zeroRated(facts, "g"),
      monitoring.heatPartners(facts, "h"),
    ),
  ];
}

function flowsAndTotals(facts: Facts): ReportItem[] {
  const [total, share, installations, sources] = flows.indirectElectricity(facts);
  return [
    item(3, both("간접 배출을 위한 전력", "Electricity for indirect emissions"), flows.electricitySources(facts)),
    item(4, both("안에서 생산한 전력", "Electricity produced inside"), ...flows.ownElectricity(facts)),
    item(5, both("폐가스", "Waste gases"), flows.wasteGases(facts)),
    item(6, both("이전한 CO2", "CO2 transferred"), flows.co2Transfers(facts)),
    item(7, both("총 직접 배출량", "Total direct emissions"), emissions.totalDirect(facts)),
    item(8, both("새 사업장", "New installation"), emissions.newInstallation(facts)),
    item(9, both("부속서 II 밖 제품: 총 전력 소비", "Goods outside Annex II: total electricity consumed"), total),
    item(10, both("부속서 II 밖 제품: 그 제품들의 전력", "Goods outside Annex II: the part for those goods"), share),
    item(11, both("부속서 II 밖 제품: 전력을 보낸 사업장", "Goods outside Annex II: installations it comes from"), installations),
    item(12, both("부속서 II 밖 제품: 전력원별 양과 계수", "Goods outside Annex II: quantity and factor per source"), sources),
  ];
}

function goodsAndEmissions(facts: Facts): ReportItem[] {
  return [
    item(13, both("생산한 제품", "Goods produced"), goods.producedInTotal(facts), goods.produced(facts)),
    item(14, both("비CBAM 제품", "Non-CBAM goods"), goods.nonCbamGoods(facts)),
    item(
      15,
      both("제품별 내재배출량", "Embedded emissions per good"),
      goods.directPerCode(facts, "a"),
      goods.directPerComposition(facts),
      goods.dataQuality(facts),
      goods.shareByDefaults(facts, "d"),
      goods.indirectOfGoods(facts, "e"),
      goods.importedElectricity(facts, "f"),
    ),
    item(
      16,
      both("사업장의 배출량", "Emissions of the installation"),
      emissions.activityData(facts),
      emissions.measured(facts),
      emissions.otherMethods(facts),
      flows.co2Transfers(facts, { letter: "d", stored: true }),
      emissions.dataGaps(facts),
    ),
    item(17, both("공정별 수지", "Balances per process"), flows.balances(facts)),
  ];
}

function precursorItems(facts: Facts): ReportItem[] {
  return [
    item(18, both("자체 전구물질(사업장)", "Own precursors, installation"), precursors.ownPrecursors(facts)),
    item(19, both("자체 전구물질(공정)", "Own precursors, per process"), precursors.ownPerProcess(facts)),
    item(20, both("사 온 전구물질(사업장)", "Bought precursors, installation"), precursors.bought(facts)),
    item(21, both("사 온 전구물질(공정)", "Bought precursors, per process"), precursors.boughtPerProcess(facts)),
    item(22, both("기본값 전구물질", "Precursors by default value"), precursors.byDefault(facts)),
    item(23, both("실측값 전구물질", "Precursors by actual value"), precursors.byActual(facts)),
    item(24, both("여러 기간", "Several periods"), precursors.severalPeriods(facts)),
    item(25, both("여러 사업장", "Several installations"), precursors.severalInstallations(facts)),
  ];
}

function attributionItems(facts: Facts): ReportItem[] {
  const actual = both("실측 전력 배출계수", "Electricity factor where actual");
  const agreement = both("전력구매계약의 배출계수", "Factor of the power purchase agreement");
  return [
    item(26, both("공정별 전력", "Electricity per process"), flows.electricityPerProcess(facts)),
    item(27, both("공정별 자체 전구물질", "Own precursors per process"), precursors.ownPerProcess(facts)),
    item(28, both("전구물질의 출처", "Origin of the precursors"), precursors.originOf(facts)),
    item(29, both("귀속 배출량의 계산", "How attributed emissions were calculated"), emissions.attribution(facts)),
    item(30, both("활동수준과 귀속 배출량", "Activity level and attributed emissions"), emissions.attributed(facts)),
    item(31, both("기능단위의 제품", "Goods in functional units"), goods.functionalUnits(facts)),
    item(32, actual, flows.actualFactors(facts, "directLink", actual)),
    item(33, agreement, flows.actualFactors(facts, "ppa", agreement)),
    item(34, both("생산 경로별 양", "Quantities per route"), goods.perRoute(facts), goods.otherUnits(facts)),
    item(35, both("부문별 항목(제2점)", "Sector parameters (point 2)"), ...sectorParts(facts)),
  ];
}

/** Law: item 35 is point 2 of the annex, by category of the goods. */
function sectorParts(facts: Facts): ReportPart[] {
  const parts = sectorParameters(facts);
  return parts.length > 0
    ? parts
    : [
        part({
          title: both("부문별 항목", "Sector parameters"),
          columns: [],
          rows: [],
          none: both("제품이 없습니다", "there are no goods"),
        }),
      ];
}
