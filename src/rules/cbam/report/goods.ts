// The goods: how much, and what is embedded in a functional unit of each.
import type { ReportPart } from "../../../model/operator-report.ts";
import type { Good } from "../../../model/statement.ts";
import { english, type Facts, figure, functional, listed, massOf, outsideAnnexII, processesOf, result } from "./facts.ts";
import { both, col, may, part, type Row } from "./parts.ts";

const GOOD = col("good", "제품", "Good");
const CN = col("cn", "CN", "CN");
const SEE = 5;

const named = (good: Good): Row => ({ good: good.name, cn: good.cn === "" ? null : good.cn });
const ALL_IN_ANNEX_II = both("모든 제품이 부속서 II에 있습니다", "all goods are in Annex II");

export function produced(facts: Facts): ReportPart {
  return part({
    title: both("생산한 제품(공정별 활동수준)", "Goods produced, per process (activity level)"),
    columns: [col("process", "공정", "Process"), col("category", "통합 품목군", "Category"), col("amount", "생산량", "Amount", 0)],
    rows: processesOf(facts).map((p) => ({
      process: p.name,
      category: english(p.category),
      amount: figure(facts, `process/${p.id}/activity`),
    })),
  });
}

/** Law: goods of one category in tonnes make the installation's total of that category. */
export function producedInTotal(facts: Facts): ReportPart {
  const byCategory = Map.groupBy(processesOf(facts), (p) => p.category);
  return part({
    title: both("품목군별 사업장 합계", "Installation total per category"),
    columns: [col("category", "통합 품목군", "Category"), col("amount", "생산량", "Amount", 0)],
    rows: [...byCategory].map(([category, processes]) => {
      const amounts = processes.map((p) => figure(facts, `process/${p.id}/activity`));
      let total: number | null = 0;
      for (const amount of amounts) total = total === null || typeof amount !== "object" || amount === null ? null : total + amount.value;
      return { category: english(category), amount: total === null ? null : { value: total, unit: "t" } };
    }),
  });
}

export function nonCbamGoods(facts: Facts): ReportPart {
  return part({
    title: both("공정별 비CBAM 제품", "Non-CBAM goods per process"),
    columns: [col("process", "공정", "Process"), col("amount", "생산량", "Amount", 0)],
    rows: processesOf(facts).map((p) => ({ process: p.name, amount: figure(facts, `process/${p.id}/nonCbam`) })),
    lacking: both("processes/nonCbam에 적으십시오(없으면 0 t)", "state it under processes/nonCbam, 0 t where there is none"),
  });
}

/** Specific direct embedded emissions per CN code; several compositions of one code as their mean weighted by mass. */
export function directPerCode(facts: Facts, letter: string): ReportPart {
  const byCode = Map.groupBy(facts.statement.goods, ({ cn }) => cn);
  return part({
    part: letter,
    title: both("제품별 직접 고유내재배출량", "Specific direct embedded emissions per functional unit"),
    columns: [CN, GOOD, col("see", "직접 고유내재배출량", "SEE direct", SEE)],
    rows: [...byCode].map(([cn, goods]) => ({
      cn: cn === "" ? null : cn,
      good: goods.map(({ name }) => name).join("; "),
      see: goods.length === 1 && goods[0] ? result(facts, goods[0].id, "seeDirect") : weighted(facts, goods),
    })),
    lacking: both("제품의 CN 코드(products)를 적으십시오", "state the goods' CN codes under products"),
  });
}

function weighted(facts: Facts, goods: readonly Good[]) {
  let [sum, mass] = [0, 0];
  const each = goods.map((good) => [result(facts, good.id, "seeDirect"), massOf(facts, good)] as const);
  const values = each.flatMap(([see]) => (typeof see === "object" && see !== null ? [see] : []));
  const [first] = values;
  if (first === undefined || values.length < goods.length) return null;
  if (values.every(({ value }) => value === first.value)) return { value: first.value, unit: first.unit };
  for (const [see, amount] of each) {
    if (typeof see !== "object" || see === null || typeof amount !== "object" || amount === null) return null;
    sum += see.value * amount.value;
    mass += amount.value;
  }
  return mass === 0 ? null : { value: sum / mass, unit: first.unit };
}

export function directPerComposition(facts: Facts): ReportPart {
  const several = [...Map.groupBy(facts.statement.goods, ({ cn }) => cn).values()].filter((goods) => goods.length > 1).flat();
  return part({
    part: "b",
    title: both("조성별 직접 고유내재배출량", "Specific direct embedded emissions of each composition"),
    columns: [GOOD, CN, col("see", "직접 고유내재배출량", "SEE direct", SEE)],
    rows: several.map((good) => ({ ...named(good), see: result(facts, good.id, "seeDirect") })),
    none: both("CN 코드마다 한 조성입니다", "there is one composition per CN code"),
  });
}

export function dataQuality(facts: Facts): ReportPart {
  const { balances = {} } = facts.case;
  const defaults = facts.case.precursors?.some(({ sources }) => sources.some(({ basis }) => basis === "default"));
  return part({
    part: "c",
    title: both("데이터 품질과 방법", "Data quality and methods"),
    columns: [
      col("quality", "데이터 품질", "Data quality"),
      col("verification", "품질 보증", "Quality assurance"),
      may("reason", "기본값을 쓴 이유", "Why default values"),
      col("defaults", "기본값 사용", "Default values used"),
    ],
    rows: [
      {
        quality: english(balances.dataQuality),
        verification: english(balances.dataVerification),
        reason: english(balances.dataQualityReason),
        defaults: defaults === true ? "yes" : "no",
      },
    ],
    lacking: both("balances에 적으십시오", "state it under balances"),
  });
}

/** Law: the law leaves the denominator open; ours is the good's direct embedded emissions, as in the Commission's template. */
export function shareByDefaults(facts: Facts, letter: string): ReportPart {
  return part({
    part: letter,
    title: both("기본값에 의한 내재배출량의 비중", "Share of embedded emissions by default values"),
    columns: [GOOD, CN, col("share", "비중", "Share")],
    rows: facts.statement.goods.map((good) => ({ ...named(good), share: result(facts, good.id, "defaultShare") })),
    notes: [
      both(
        "분모: 제품의 직접 내재배출량 전체. 법은 분모를 정하지 않았으며, 집행위원회 양식의 정의를 따릅니다.",
        "Denominator: all direct embedded emissions of the good. The law leaves it open; this is the definition of the Commission's template.",
      ),
    ],
  });
}

/** Outside Annex II: shares of indirect emissions by actual and default factors, the confirmation, and specific indirect emissions. */
export function indirectOfGoods(facts: Facts, letter: string): ReportPart {
  const goods = facts.statement.goods.filter(outsideAnnexII);
  const confirmed = facts.case.reporting?.confirmations?.actualElectricity;
  return part({
    part: letter,
    title: both(
      "부속서 II 밖 제품: 간접 배출의 실측·기본값 비중, 기준 충족 확인, 간접 고유내재배출량",
      "Goods outside Annex II: shares of indirect emissions by actual and default values, confirmation of the criteria, specific indirect emissions",
    ),
    columns: [
      GOOD,
      CN,
      col("actual", "실측값 비중", "Share by actual values"),
      col("default", "기본값 비중", "Share by default values"),
      col("confirmed", "기준 충족 확인", "Criteria confirmed"),
      col("see", "간접 고유내재배출량", "SEE indirect", SEE),
    ],
    rows: goods.map((good) => {
      const share = actualShare(facts, good.process);
      return {
        ...named(good),
        actual: share === null ? null : { value: share, unit: "1" },
        default: share === null ? null : { value: 1 - share, unit: "1" },
        confirmed: share === 0 ? "not needed" : confirmed === undefined ? null : confirmed ? "yes" : "no",
        see: result(facts, good.id, "seeIndirect"),
      };
    }),
    none: ALL_IN_ANNEX_II,
    notes: [
      both(
        "비중의 분모: 이 제품을 만드는 공정이 쓴 전력의 간접 배출량. 전구물질의 간접 배출은 항목 22와 23에 있습니다.",
        "Denominator of the shares: indirect emissions of the electricity that the good's process consumed; those of precursors stand under items 22 and 23.",
      ),
    ],
  });
}

/** The part of a process's indirect emissions whose factor is actual: a direct link or a power purchase agreement. */
function actualShare(facts: Facts, id: string): number | null {
  const process = processesOf(facts).find((p) => p.id === id);
  let [actual, all] = [0, 0];
  for (const [i, power] of (process?.electricity ?? []).entries()) {
    const amount = facts.steps.get(`process/${id}/electricity/${i + 1}/amount`)?.value ?? null;
    const factor = facts.steps.get(`process/${id}/electricity/${i + 1}/emissionFactor`)?.value ?? null;
    if (amount === null || factor === null) return null;
    all += amount * factor;
    if (power.method === "directLink" || power.method === "ppa") actual += amount * factor;
  }
  return all === 0 ? (process?.electricity === undefined ? null : 0) : actual / all;
}

/** Electricity imported as a good: the two confirmations, addenda sent, emission factor. */
export function importedElectricity(facts: Facts, letter: string): ReportPart {
  const goods = facts.statement.goods.filter(({ category }) => category === "electricity");
  const { confirmations, electricityImports } = facts.case.reporting ?? {};
  return part({
    part: letter,
    title: both("수입 전력: 확인, 부록, 배출계수", "Imported electricity: confirmations, addenda, emission factor"),
    columns: [
      GOOD,
      CN,
      col("confirmed", "실측값 기준 충족 확인", "Criteria for actual values confirmed"),
      col("addenda", "보낸 부록", "Addenda sent"),
      col("factor", "배출계수", "Emission factor", SEE),
    ],
    rows: goods.map((good) => ({
      ...named(good),
      confirmed: confirmations?.importedElectricity === undefined ? null : confirmations.importedElectricity ? "yes" : "no",
      addenda: electricityImports === undefined ? null : electricityImports.map(({ eori }) => eori).join(", ") || "none",
      factor: result(facts, good.id, "seeDirect"),
    })),
    none: both("전력을 제품으로 수출하지 않습니다", "electricity is not a good of this installation"),
    lacking: both(
      "reporting/confirmations와 reporting/electricityImports에 적으십시오",
      "state it under reporting/confirmations and reporting/electricityImports",
    ),
  });
}

export function functionalUnits(facts: Facts): ReportPart {
  const inside = processesOf(facts).flatMap((p) => (p.included ?? []).map((category) => ({ process: p.name, category })));
  return part({
    title: both("CN별 모든 제품(기능단위)", "All goods in functional units per CN code"),
    columns: [
      CN,
      GOOD,
      col("process", "공정", "Process"),
      col("amount", "양", "Amount", 0),
      col("unitsOfProcess", "공정의 기능단위", "Functional units of the process", 0),
    ],
    rows: facts.statement.goods.map((good) => ({
      ...named(good),
      process: processesOf(facts).find((p) => p.id === good.process)?.name ?? null,
      amount: massOf(facts, good),
      unitsOfProcess: functional(facts, good.process),
    })),
    lacking: both("제품의 CN 코드와 생산량(products/amount)을 적으십시오", "state the goods' CN codes and amounts (products/amount)"),
    notes: inside.map(({ process, category }) =>
      both(
        `공동 공정 '${process}' 안의 전구물질: ${english(category)} (밖으로 보내지 않아 양이 따로 없음)`,
        `Precursor inside the joint process '${process}': ${english(category)}; it is not passed on and has no amount of its own`,
      ),
    ),
  });
}

export function perRoute(facts: Facts): ReportPart {
  return part({
    part: "a",
    title: both("생산 경로별 양", "Quantities per route"),
    columns: [
      col("process", "공정", "Process"),
      col("cn", "CN", "CN"),
      col("route", "생산 경로", "Route"),
      col("amount", "양", "Amount", 0),
    ],
    rows: processesOf(facts).flatMap((p) => {
      const codes = facts.statement.goods.filter((g) => g.process === p.id && g.cn !== "").map(({ cn }) => cn);
      const cn = [...new Set(codes)].join(", ") || null;
      return (p.production ?? []).map((entry, i) => ({
        process: p.name,
        cn,
        route: english(entry.route) ?? listed(p.routes) ?? english("all"),
        amount: figure(facts, `process/${p.id}/production/${i + 1}`) ?? figure(facts, `process/${p.id}/production`),
      }));
    }),
    lacking: both("processes/production에 적으십시오", "state it under processes/production"),
  });
}

export function otherUnits(facts: Facts): ReportPart {
  const converted = processesOf(facts).filter(({ id }) => facts.steps.has(`process/${id}/functionalActivity`));
  return part({
    part: "b",
    title: both("톤이 아닌 기능단위의 공정별 양", "Where the functional unit is not the tonne: quantity in it per process"),
    columns: [col("process", "공정", "Process"), col("amount", "양", "Amount")],
    rows: converted.map((p) => ({ process: p.name, amount: figure(facts, `process/${p.id}/functionalActivity`) })),
    none: both("모든 기능단위가 톤입니다", "every functional unit is the tonne"),
  });
}
