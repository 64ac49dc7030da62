// Precursors: made inside and bought, by default and by actual values, and whose they are.
import type { Precursor, PrecursorSource } from "../../../model/case.ts";
import type { ReportPart } from "../../../model/operator-report.ts";
import { boughtFrom, country, english, type Facts, figure, numberAt, precursorsOf, processesOf, stated } from "./facts.ts";
import { both, col, may, part, type Row } from "./parts.ts";

const NAME = col("name", "전구물질", "Precursor");
const CN = col("cn", "CN", "CN");
const AMOUNT = col("amount", "양", "Amount", 0);
const SEE = 5;
const NONE_INSIDE = both("사업장 안에서 만들어 쓴 전구물질이 없습니다", "no precursor is made and used inside the installation");
const NONE_BOUGHT = both("사 온 전구물질이 없습니다", "no precursor is bought");
const NAME_IT = both("precursors에 CN 코드를 적으십시오", "state the CN codes under precursors");

const processName = (facts: Facts, id: string): string => processesOf(facts).find((p) => p.id === id)?.name ?? id;

/** Law: without those inside a joint process, which are not passed on. */
export function ownPrecursors(facts: Facts): ReportPart {
  const byProcess = Map.groupBy(facts.case.transfers ?? [], ({ from }) => from);
  const rows = [...byProcess].map(([from, transfers]): Row => {
    const values = [...new Set(transfers.map(({ to }) => to))].map((to) => numberAt(facts, `transfer/${from}/${to}`));
    const whole = values.some((v) => v === null) ? null : values.reduce<number>((a, b) => a + (b ?? 0), 0);
    return {
      name: processName(facts, from),
      category: english(processesOf(facts).find((p) => p.id === from)?.category),
      amount: whole === null ? null : { value: whole, unit: "t" },
    };
  });
  return part({
    title: both("사업장이 쓴 자체 전구물질", "Own precursors used by the installation"),
    columns: [NAME, col("category", "통합 품목군", "Category"), AMOUNT],
    rows,
    none: NONE_INSIDE,
  });
}

export function ownPerProcess(facts: Facts): ReportPart {
  const pairs = new Map((facts.case.transfers ?? []).map(({ from, to }) => [`${from}/${to}`, { from, to }]));
  return part({
    title: both("공정별 자체 전구물질", "Own precursors per process"),
    columns: [
      col("process", "쓰는 공정", "Process that uses it"),
      NAME,
      AMOUNT,
      col("direct", "직접 고유내재배출량", "SEE direct", SEE),
      may("indirect", "간접 고유내재배출량", "SEE indirect", SEE),
    ],
    rows: [...pairs.values()].map(({ from, to }) => ({
      process: processName(facts, to),
      name: processName(facts, from),
      amount: figure(facts, `transfer/${from}/${to}`),
      direct: figure(facts, `process/${from}/seeDirect`),
      indirect: figure(facts, `process/${from}/seeIndirect`),
    })),
    none: NONE_INSIDE,
  });
}

const cnOf = (precursor: Precursor): string | null => precursor.cn ?? null;

export function bought(facts: Facts): ReportPart {
  return part({
    title: both("사 온 전구물질(사업장)", "Bought precursors, installation"),
    columns: [NAME, CN, col("category", "통합 품목군", "Category"), AMOUNT],
    rows: precursorsOf(facts).map((p) => ({
      name: p.name,
      cn: cnOf(p),
      category: english(p.category),
      amount: sumOf(
        facts,
        (p.purchased ?? []).map((_, i) => `precursor/${p.id}/purchased/${i + 1}`),
      ),
    })),
    none: NONE_BOUGHT,
    lacking: NAME_IT,
  });
}

function sumOf(facts: Facts, ids: readonly string[]) {
  const values = ids.map((id) => numberAt(facts, id));
  return values.length === 0 || values.some((v) => v === null)
    ? null
    : { value: values.reduce<number>((a, b) => a + (b ?? 0), 0), unit: "t" };
}

export function boughtPerProcess(facts: Facts): ReportPart {
  return part({
    title: both("공정별 사 온 전구물질", "Bought precursors per process"),
    columns: [col("process", "쓰는 공정", "Process that uses it"), NAME, CN, AMOUNT],
    rows: precursorsOf(facts).flatMap((p) =>
      [...new Set((p.uses ?? []).map(({ process }) => process))].map((process) => ({
        process: processName(facts, process),
        name: p.name,
        cn: cnOf(p),
        amount: figure(facts, `precursor/${p.id}/use/${process}`),
      })),
    ),
    none: precursorsOf(facts).length === 0 ? NONE_BOUGHT : undefined,
    lacking: both("precursors/uses와 cn을 적으십시오", "state precursors/uses and cn"),
  });
}

export function byDefault(facts: Facts): ReportPart {
  return part({
    title: both("기본값을 쓴 전구물질", "Precursors by default value"),
    columns: [
      NAME,
      CN,
      may("country", "국가", "Country"),
      col("direct", "기본값(직접)", "Default value, direct", SEE),
      may("indirect", "기본값(간접)", "Default value, indirect", SEE),
    ],
    rows: boughtFrom(facts)
      .filter(({ source }) => source.basis !== "actual")
      .map(({ precursor, source, index }) => ({
        name: precursor.name,
        cn: cnOf(precursor),
        country: country(source.country ?? precursor.country),
        direct: figure(facts, `precursor/${precursor.id}/source/${index}/seeDirect`),
        indirect: figure(facts, `precursor/${precursor.id}/source/${index}/seeIndirect`),
      })),
    none: both("기본값을 쓴 전구물질이 없습니다", "no precursor is by default values"),
    lacking: NAME_IT,
  });
}

const periodOf = ({ period }: PrecursorSource): string | null => (period === undefined ? null : `${period.start} - ${period.end}`);

/** In the summary with the year in which it was used. */
export function byActual(facts: Facts, { yearOfUse = false } = {}): ReportPart {
  return part({
    title: both("실측값을 쓴 전구물질", "Precursors by actual value"),
    columns: [
      NAME,
      CN,
      col("country", "국가", "Country"),
      col("period", "기간", "Period"),
      col("how", "기간을 정한 방법", "How the period was determined"),
      ...(yearOfUse ? [col("year", "사용 연도", "Year of use")] : []),
      col("direct", "직접 고유내재배출량", "SEE direct", SEE),
      may("indirect", "간접 고유내재배출량", "SEE indirect", SEE),
    ],
    rows: boughtFrom(facts)
      .filter(({ source }) => source.basis === "actual")
      .map(({ precursor, source, index }) => ({
        name: precursor.name,
        cn: cnOf(precursor),
        country: country(source.country ?? precursor.country),
        period: periodOf(source),
        how: source.period === undefined ? null : "as its maker's report states it",
        year: facts.case.period.start.slice(0, 4),
        direct: figure(facts, `precursor/${precursor.id}/source/${index}/seeDirect`),
        indirect: figure(facts, `precursor/${precursor.id}/source/${index}/seeIndirect`),
      })),
    none: both("실측값을 쓴 전구물질이 없습니다", "no precursor is by actual values"),
    lacking: both("precursors/cn과 sources/country, period를 적으십시오", "state precursors/cn and sources/country and period"),
  });
}

/** One code bought in more than one way: by periods of one installation, or from several installations. */
function several(facts: Facts, by: (source: PrecursorSource) => string, same: (source: PrecursorSource) => string) {
  return precursorsOf(facts).flatMap((precursor) =>
    [...Map.groupBy(precursor.sources, same).values()]
      .filter((sources) => new Set(sources.map(by)).size > 1)
      .map((sources) => ({ precursor, sources })),
  );
}
const maker = ({ operator, installation }: PrecursorSource): string => `${operator ?? ""} / ${installation ?? ""}`;

export function severalPeriods(facts: Facts): ReportPart {
  return part({
    title: both("한 사업장의 여러 기간", "One code from another installation over several periods: the value used"),
    columns: [
      NAME,
      CN,
      col("periods", "기간", "Periods"),
      col("value", "쓴 값(직접)", "Value used, direct", SEE),
      col("rule", "근거", "By"),
    ],
    rows: several(facts, (s) => periodOf(s) ?? "", maker).map(({ precursor, sources }) => ({
      name: precursor.name,
      cn: cnOf(precursor),
      periods: sources.map((s) => periodOf(s) ?? "?").join("; "),
      value: figure(facts, `precursor/${precursor.id}/seeDirect`),
      rule: "Article 14(1), mean weighted by mass",
    })),
    none: both("여러 기간에 걸친 전구물질이 없습니다", "no precursor comes over several periods"),
  });
}

export function severalInstallations(facts: Facts): ReportPart {
  return part({
    title: both("여러 사업장에서 온 한 코드", "One code from several installations: the value, and by which rule"),
    columns: [
      NAME,
      CN,
      col("makers", "사업장", "Installations"),
      col("value", "쓴 값(직접)", "Value used, direct", SEE),
      col("rule", "근거", "By"),
    ],
    rows: several(facts, maker, () => "").map(({ precursor, sources }) => ({
      name: precursor.name,
      cn: cnOf(precursor),
      makers: sources.map(maker).join("; "),
      value: figure(facts, `precursor/${precursor.id}/seeDirect`),
      rule: "Article 14(3), mean weighted by mass",
    })),
    none: both("여러 사업장에서 온 전구물질이 없습니다", "no precursor comes from several installations"),
  });
}

export function originOf(facts: Facts): ReportPart {
  return part({
    title: both("전구물질의 출처", "Origin of the precursor"),
    columns: [
      NAME,
      col("operator", "운영자", "Operator"),
      col("installation", "사업장", "Installation"),
      may("registryId", "CBAM 등록부 식별번호", "Id in the CBAM Registry"),
      col("period", "기간", "Period"),
      may("amount", "양", "Amount", 0),
    ],
    rows: boughtFrom(facts)
      .filter(({ source }) => source.basis === "actual")
      .map(({ precursor, source }) => ({
        name: precursor.name,
        operator: source.operator ?? null,
        installation: source.installation ?? null,
        registryId: source.registryId ?? null,
        period: periodOf(source),
        amount: stated(source.amount),
      })),
    none: both("실측값을 쓴 전구물질이 없습니다", "no precursor is by actual values"),
    lacking: both("precursors/sources에 생산자와 기간을 적으십시오", "state maker and period under precursors/sources"),
  });
}
