// The summary of the operator's report: 16 items of its own numbering, which the declarant may see alone.
import type { Step } from "../../../base/derivation.ts";
import type { ReportItem, ReportPart } from "../../../model/operator-report.ts";
import { type Allocation, allocations, hasAllocation } from "./allocation.ts";
import * as emissions from "./emissions.ts";
import { type Facts, outsideAnnexII, productsOf } from "./facts.ts";
import * as flows from "./flows.ts";
import * as goods from "./goods.ts";
import { installationPart, operatorPart } from "./identity.ts";
import * as monitoring from "./monitoring.ts";
import { both, col, item, may, part } from "./parts.ts";
import * as precursors from "./precursors.ts";

/** Law: the summary is a list of its own and no filter of the report. Source: IR (EU) 2025/2547, Annex IV, point 1.2. */
export function summaryItems(facts: Facts): { items: ReportItem[]; steps: Step[] } {
  const free = hasAllocation(facts) ? allocations(facts) : { all: [], steps: [] };
  const any = facts.statement.goods.some(outsideAnnexII);
  const items = [
    item(1, both("운영자", "Operator"), operatorPart(facts)),
    item(2, both("사업장", "Installation"), installationPart(facts)),
    item(
      3,
      both("공정, 생산 경로, 제품", "Processes and routes with their goods"),
      monitoring.processParts(facts),
      goods.functionalUnits(facts),
    ),
    item(
      4,
      both("제품별 내재배출량", "Per good"),
      goods.directPerCode(facts, "a"),
      goods.shareByDefaults(facts, "b"),
      goods.indirectOfGoods(facts, "c"),
      goods.importedElectricity(facts, "d"),
      freeAllocation(facts, free.all),
      benchmarks(facts, free.all),
    ),
    item(5, both("총 직접 배출량", "Total direct emissions"), emissions.totalDirect(facts), emissions.perProcess(facts)),
    item(6, both("간접 배출량", "Indirect emissions"), emissions.totalIndirect(facts, any)),
    item(7, both("유입·유출된 열", "Heat imported or exported"), monitoring.heatPartners(facts)),
    item(8, both("0으로 보는 연료", "Zero-rated fuels"), monitoring.zeroRated(facts)),
    item(9, both("폐가스", "Waste gases"), flows.wasteGases(facts)),
    item(10, both("CO2 포집과 보낸 곳", "CO2 capture and where to"), flows.co2Transfers(facts)),
    item(11, both("안에서 생산한 전력", "Own electricity"), ...flows.ownElectricity(facts)),
    item(12, both("기본값 전구물질", "Precursors by default value"), precursors.byDefault(facts)),
    item(
      13,
      both("실측값 전구물질과 사용 연도", "Precursors by actual value, with the year of use"),
      precursors.byActual(facts, { yearOfUse: true }),
    ),
    item(14, both("여러 기간", "Several periods"), precursors.severalPeriods(facts)),
    item(15, both("여러 사업장", "Several installations"), precursors.severalInstallations(facts)),
    item(16, both("전구물질의 출처", "Origin of precursors"), precursors.originOf(facts)),
  ];
  return { items, steps: free.steps };
}

const BEFORE = both("2026년 전의 기간에는 무상할당 조정이 없습니다", "there is no free-allocation adjustment for periods before 2026");

function freeAllocation(facts: Facts, all: readonly Allocation[]): ReportPart {
  return part({
    part: "e",
    title: both("고유내재 무상할당량", "Specific embedded free allocation"),
    columns: [
      col("good", "제품", "Good"),
      col("cn", "CN", "CN"),
      col("sefa", "고유내재 무상할당량", "SEFA", 5),
      may("why", "없는 이유", "Why not"),
    ],
    rows: all.map(({ good, step, why }) => ({
      good: good.name,
      cn: good.cn === "" ? null : good.cn,
      sefa: step === undefined || step.value === null ? null : { value: step.value, unit: step.unit, step: step.id },
      why: why?.en ?? null,
    })),
    none: hasAllocation(facts) ? undefined : BEFORE,
  });
}

function benchmarks(facts: Facts, all: readonly Allocation[]): ReportPart {
  const confirmed = facts.case.reporting?.confirmations?.benchmarks;
  return part({
    part: "f",
    title: both("벤치마크와 방법의 확인", "Confirmation of benchmarks and method"),
    columns: [
      col("good", "제품", "Good"),
      may("benchmark", "벤치마크 지표", "Indicator declared"),
      col("method", "방법", "Method"),
      col("confirmed", "확인", "Confirmed"),
    ],
    rows: all.map(({ good }) => ({
      good: good.name,
      benchmark: productsOf(facts).find(({ id }) => id === good.id)?.benchmark ?? null,
      method: "IR (EU) 2025/2620, Annex: column A and the precursors' allocation",
      confirmed: confirmed === undefined ? null : confirmed ? "yes" : "no",
    })),
    none: hasAllocation(facts) ? undefined : BEFORE,
    lacking: both("reporting/confirmations/benchmarks에 적으십시오", "state it under reporting/confirmations/benchmarks"),
  });
}
