// Electricity, heat, waste gas and CO2 that pass the boundaries.
import type { Power } from "../../../model/case.ts";
import type { ReportPart } from "../../../model/operator-report.ts";
import { country, english, type Facts, figure, numberAt, outsideAnnexII, processesOf, stated } from "./facts.ts";
import { both, col, may, part, type Row } from "./parts.ts";

const WAYS = ["imported", "exported"] as const;

/** The electricity that processes consumed, a row for each source. */
function consumed(facts: Facts, of: (process: string) => boolean = () => true): Row[] {
  return processesOf(facts)
    .filter(({ id }) => of(id))
    .flatMap((p) =>
      (p.electricity ?? []).map(
        (power, i): Row => ({
          process: p.name,
          amount: figure(facts, `process/${p.id}/electricity/${i + 1}/amount`),
          method: english(power.method),
          supplier: power.supplier ?? null,
          country: country(power.country ?? facts.case.installation.country),
          emissionFactor: figure(facts, `process/${p.id}/electricity/${i + 1}/emissionFactor`),
          article9: figure(facts, `process/${p.id}/electricity/${i + 1}/emissionFactor`),
        }),
      ),
    );
}

const PROCESS = col("process", "공정", "Process");
const AMOUNT = col("amount", "전력량", "Electricity");
const NO_POWER = both("processes/electricity에 소비한 전력을 적으십시오", "state the electricity consumed under processes/electricity");

export function electricitySources(facts: Facts): ReportPart {
  return part({
    title: both("간접 배출을 위한 전력의 공급원과 양", "Sources and quantities of electricity for indirect emissions"),
    columns: [
      PROCESS,
      AMOUNT,
      col("method", "배출계수의 출처", "Source of the factor"),
      may("supplier", "공급 사업장", "Installation it comes from"),
      col("country", "국가", "Country"),
    ],
    rows: consumed(facts),
    lacking: NO_POWER,
  });
}

function generated(facts: Facts, field: "electricityProduced" | "electricityExported"): Row[] {
  return processesOf(facts).flatMap((p) =>
    (p[field] ?? []).flatMap((power: Power, i): Row[] =>
      power.amount?.value === 0
        ? []
        : [
            {
              process: p.name,
              amount: figure(facts, `process/${p.id}/${field}/${i + 1}/amount`) ?? stated(power.amount),
              generation: power.generation ?? null,
            },
          ],
    ),
  );
}

/** Law: by cogeneration, separately, from which energy, and what leaves a process. Source: Annex IV, items 4 and (11) of the summary. */
export function ownElectricity(facts: Facts): ReportPart[] {
  const units = facts.case.cogeneration ?? [];
  const produced = generated(facts, "electricityProduced");
  const none = both("안에서 생산한 전력이 없습니다", "no electricity is produced inside");
  const generation = col("generation", "화석 또는 재생", "Fossil or renewable");
  return [
    part({
      part: "a",
      title: both("열병합으로 생산한 전력", "Electricity by cogeneration"),
      columns: [col("unit", "열병합 설비", "Unit"), AMOUNT, col("emissions", "전력의 배출량", "Emissions of electricity", 0)],
      rows: units.map((u) => ({
        unit: u.name ?? u.id,
        amount: figure(facts, `chp/${u.id}/electricityOutput`) ?? stated(u.electricityOutput),
        emissions: figure(facts, `chp/${u.id}/electricityEmissions`),
      })),
      none: both("열병합 설비가 없습니다", "there is no cogeneration unit"),
    }),
    part({
      part: "b",
      title: both("따로 생산한 전력", "Electricity produced separately"),
      columns: [PROCESS, AMOUNT],
      rows: produced,
      none,
    }),
    part({
      part: "c",
      title: both("화석 또는 재생", "Fossil or renewable"),
      columns: [PROCESS, generation],
      rows: produced,
      none,
      lacking: both("electricityProduced/generation에 적으십시오", "state it under electricityProduced/generation"),
    }),
    part({
      part: "d",
      title: both("공정 밖으로 보낸 전력", "Electricity exported from a process"),
      columns: [PROCESS, AMOUNT],
      rows: generated(facts, "electricityExported"),
      none: both("공정 밖으로 보낸 전력이 없습니다", "no electricity leaves a process"),
    }),
  ];
}

export function wasteGases(facts: Facts): ReportPart {
  return part({
    title: both("폐가스의 유입·유출과 상대 사업장", "Waste gases imported and exported, and with which installations"),
    columns: [PROCESS, col("way", "방향", "Direction"), col("amount", "에너지", "Energy"), col("partner", "상대 사업장", "Installation")],
    rows: processesOf(facts).flatMap((p) =>
      WAYS.flatMap((way) =>
        (p.wasteGas?.[way] ?? []).flatMap((flow, i): Row[] =>
          flow.amount?.value === 0
            ? []
            : [
                {
                  process: p.name,
                  way,
                  amount: figure(facts, `process/${p.id}/wasteGas/${way}/${i + 1}/amount`),
                  partner: flow.partner ?? null,
                },
              ],
        ),
      ),
    ),
    none: both("폐가스를 주고받지 않았습니다", "no waste gas was imported or exported"),
  });
}

/** CO2 that is received or handed on; `stored` asks for storage and permanent binding alone. */
export function co2Transfers(facts: Facts, { letter, stored }: { letter?: string; stored?: boolean } = {}): ReportPart {
  const told = facts.case.reporting?.co2Transfers;
  const mine = (told ?? []).filter(({ purpose }) => stored !== true || purpose !== "other");
  return part({
    ...(letter !== undefined && { part: letter }),
    title:
      stored === true
        ? both("저장 또는 영구 결합을 위해 받거나 보낸 CO2", "CO2 received or exported for storage or permanent binding")
        : both("이전한 CO2와 책임 있는 연락처", "CO2 transferred, to whom, with a responsible contact"),
    columns: [
      col("partner", "상대", "With whom"),
      col("direction", "방향", "Direction"),
      col("purpose", "목적", "Purpose"),
      col("amount", "양", "Amount", 0),
      col("contact", "연락처", "Contact"),
    ],
    rows: mine.map((t) => ({
      partner: t.partner,
      direction: t.direction,
      purpose: t.purpose === "permanentBinding" ? "permanent binding" : t.purpose,
      amount: stated(t.amount),
      contact: t.contact ?? null,
    })),
    none: told === undefined ? undefined : both("이전한 CO2가 없다고 밝혔습니다", "the operator states that there is none"),
    lacking: both(
      "reporting/co2Transfers에 적으십시오(없으면 빈 목록)",
      "state it under reporting/co2Transfers, an empty list where there is none",
    ),
  });
}

const ALL_IN_ANNEX_II = both("모든 제품이 부속서 II에 있습니다", "all goods are in Annex II");

/** Processes whose goods are charged for indirect emissions. */
const charged = (facts: Facts, id: string): boolean => facts.statement.goods.some((g) => g.process === id && outsideAnnexII(g));

/** Items 9 to 12: electricity of goods outside Annex II; in the transitional period of all goods. */
export function indirectElectricity(facts: Facts): [total: ReportPart, share: ReportPart, installations: ReportPart, sources: ReportPart] {
  const any = facts.statement.goods.some(outsideAnnexII);
  const none = any ? undefined : ALL_IN_ANNEX_II;
  const sum = (of: (id: string) => boolean): Row[] => {
    if (!any) return [];
    const values = processesOf(facts)
      .filter(({ id }) => of(id))
      .map(({ id }) => numberAt(facts, `process/${id}/electricityConsumed`));
    const known = values.flatMap((v) => v ?? []);
    return [{ amount: known.length < values.length ? null : { value: known.reduce((a, b) => a + b, 0), unit: "MWh" } }];
  };
  const rows = any ? consumed(facts, (id) => charged(facts, id)) : [];
  const head = { none, lacking: NO_POWER };
  return [
    part({
      ...head,
      title: both("CBAM 공정의 전력 소비 합계", "Electricity consumed by the processes of CBAM goods"),
      columns: [AMOUNT],
      rows: sum(() => true),
    }),
    part({
      ...head,
      title: both("그 가운데 이 제품들의 몫", "The part for these goods"),
      columns: [AMOUNT],
      rows: sum((id) => charged(facts, id)),
    }),
    part({
      ...head,
      title: both("전력을 보낸 사업장", "The installations that it comes from"),
      columns: [PROCESS, col("supplier", "공급 사업장", "Installation"), col("country", "국가", "Country")],
      rows,
      lacking: both("processes/electricity/supplier에 적으십시오", "state them under processes/electricity/supplier"),
    }),
    part({
      ...head,
      title: both("전력원별 양, 국가, 배출계수", "Per source: quantity, country, factor, and the factor under Article 9"),
      columns: [
        PROCESS,
        AMOUNT,
        col("country", "국가", "Country"),
        col("emissionFactor", "배출계수", "Emission factor"),
        col("article9", "제9조에 따른 계수", "Factor under Article 9"),
      ],
      rows,
    }),
  ];
}

/** Items 32 and 33: the factors of actual electricity. */
export function actualFactors(facts: Facts, method: "directLink" | "ppa", title: ReportPart["title"]): ReportPart {
  const rows = processesOf(facts).flatMap((p) =>
    (p.electricity ?? []).flatMap((power, i): Row[] =>
      power.method === method || (method === "directLink" && power.method === "ppa")
        ? [
            {
              process: p.name,
              emissionFactor: figure(facts, `process/${p.id}/electricity/${i + 1}/emissionFactor`),
              contract: power.criteria?.contract ?? null,
            },
          ]
        : [],
    ),
  );
  return part({
    title,
    columns: [
      PROCESS,
      col("emissionFactor", "배출계수", "Emission factor"),
      method === "ppa" ? col("contract", "계약", "Contract") : may("contract", "계약", "Contract"),
    ],
    rows,
    none:
      method === "ppa"
        ? both("전력구매계약의 전력이 없습니다", "no electricity comes under a power purchase agreement")
        : both("실측 배출계수를 쓰는 전력이 없습니다", "no electricity has an actual factor"),
  });
}

/** Item 17: what comes in, is made, used and handed on, per process. */
export function balances(facts: Facts): ReportPart {
  const sum = (values: readonly (number | null)[], unit: string) =>
    values.some((v) => v === null) ? null : { value: values.reduce<number>((a, b) => a + (b ?? 0), 0), unit };
  const flows = (id: string, kind: "heat" | "wasteGas", way: (typeof WAYS)[number], count: number) =>
    sum(
      Array.from({ length: count }, (_, i) => numberAt(facts, `process/${id}/${kind}/${way}/${i + 1}/amount`)),
      "TJ",
    );
  const power = (id: string, field: string, count: number) =>
    sum(
      Array.from({ length: count }, (_, i) => numberAt(facts, `process/${id}/${field}/${i + 1}/amount`)),
      "MWh",
    );
  return part({
    title: both("공정별 열·폐가스·전력의 수지", "Balance of heat, waste gases and electricity per process"),
    columns: [
      PROCESS,
      col("heatIn", "들어온 열", "Heat imported"),
      col("heatOut", "나간 열", "Heat exported"),
      col("gasIn", "들어온 폐가스", "Waste gas imported"),
      col("gasOut", "나간 폐가스", "Waste gas exported"),
      col("powerUsed", "쓴 전력", "Electricity consumed"),
      col("powerMade", "만든 전력", "Electricity produced"),
      col("powerOut", "나간 전력", "Electricity exported"),
    ],
    rows: processesOf(facts).map((p) => ({
      process: p.name,
      heatIn: flows(p.id, "heat", "imported", p.heat?.imported?.length ?? 0),
      heatOut: flows(p.id, "heat", "exported", p.heat?.exported?.length ?? 0),
      gasIn: flows(p.id, "wasteGas", "imported", p.wasteGas?.imported?.length ?? 0),
      gasOut: flows(p.id, "wasteGas", "exported", p.wasteGas?.exported?.length ?? 0),
      powerUsed: p.electricity === undefined ? null : power(p.id, "electricity", p.electricity.length),
      powerMade: power(p.id, "electricityProduced", p.electricityProduced?.length ?? 0),
      powerOut: power(p.id, "electricityExported", p.electricityExported?.length ?? 0),
    })),
    notes: [
      both(
        "들어오거나 나간 것이 적히지 않은 흐름은 그 공정에 없는 것으로 봅니다(0).",
        "A flow of which the case has no entry does not exist at the process, and stands as 0.",
      ),
    ],
  });
}

export function electricityPerProcess(facts: Facts): ReportPart {
  return part({
    title: both("공정별 전력", "Electricity per process"),
    columns: [PROCESS, AMOUNT, col("emissions", "간접 배출량", "Indirect emissions", 0)],
    rows: processesOf(facts).map((p) => ({
      process: p.name,
      amount: figure(facts, `process/${p.id}/electricityConsumed`),
      emissions: figure(facts, `process/${p.id}/indirect`) ?? figure(facts, `process/${p.id}/attributedIndirect`),
    })),
    lacking: NO_POWER,
  });
}
