// A Declaration as text for people and as CSV for machines.

import { csvCell } from "../base/csv-write.ts";
import { DECLARATION_WORDS, type Declaration, type Figure, type SavingKind } from "../model/declaration.ts";
import { grouped, roundHalfUp } from "./rounding.ts";
import type { Language } from "./table.ts";

const say = (lang: Language, ko: string, en: string): string => (lang === "ko" ? ko : en);
const label = (what: string, lang: Language): string => DECLARATION_WORDS[what]?.[lang] ?? what;

/** Rounded once, half up; a missing value is a dash. */
function shown(figure: Figure | undefined, decimals: number): string {
  if (figure === undefined || figure.value === null) return "-";
  return grouped(roundHalfUp(figure.value, decimals));
}

const MOST_LINES = 40;
const MOST_SAVINGS = 10;

/** The Declaration as a text: totals by year, outlook, savings, and the first lines; stamped where a year was supposed. */
export function renderDeclarationTable(declaration: Declaration, { lang }: { lang: Language }): string {
  const stamp =
    declaration.asIf === undefined
      ? []
      : [
          say(lang, `*** ${declaration.asIf}년을 가정한 계산 - 신고용 아님 ***`, `*** AS IF ${declaration.asIf} - NOT A DECLARATION ***`),
          "",
        ];
  return [
    ...stamp,
    ...yearLines(declaration, lang),
    ...outlookLines(declaration, lang),
    ...savingLines(declaration, lang),
    ...importLines(declaration, lang),
    ...stamp,
  ].join("\n");
}

function yearLines({ years }: Declaration, lang: Language): string[] {
  return years.flatMap((y) => [
    `${y.year}: ${label("netMass", lang)} ${shown(y.deMinimis.mass, 3)} t / ${shown(y.deMinimis.limit, 0)} t ${y.deMinimis.exceeded ? say(lang, "(기준 초과: 한 해 전체 대상)", "(above the threshold: the whole year is liable)") : say(lang, "(기준 이하)", "(not above the threshold)")}`,
    `  ${label("emissions", lang)}  ${shown(y.emissions, 3)} tCO2e`,
    `  ${label("freeAllocation", lang)}  ${shown(y.freeAllocation, 3)} tCO2e`,
    `  ${label("reduction", lang)}  ${shown(y.reduction, 3)} tCO2e`,
    `  ${label("certificates", lang)}  ${shown(y.certificates, 3)}`,
    `    ${say(lang, "모두 기본값이라면", "all by default values")}  ${shown(y.allDefault, 3)}`,
    `    ${say(lang, "아는 실측값을 모두 쓰면", "actual values where known")}  ${shown(y.actualWhereKnown, 3)}`,
    `    ${label("certificatesOneFloor", lang)}  ${shown(y.certificatesOneFloor, 3)}`,
    `  ${label("cost", lang)}  ${shown(y.cost, 2)} EUR`,
    ...y.quarters.map((q) => {
      const held = q.holding === undefined ? "" : `  ${label("holding", lang)} ${shown(q.holding, 3)}`;
      return `    Q${q.quarter}  ${shown(q.certificates, 3)} x ${shown(q.price, 2)} = ${shown(q.cost, 2)} EUR${held}`;
    }),
    "",
  ]);
}

function outlookLines({ projection }: Declaration, lang: Language): string[] {
  if (projection.length === 0) return [];
  const rows = projection.map((p) => `  ${p.year}  ${shown(p.certificates, 3)}${p.cost === undefined ? "" : `  ${shown(p.cost, 2)} EUR`}`);
  return [say(lang, "같은 수입의 연도별 인증서", "Certificates for the same imports in each year"), ...rows, ""];
}

const KINDS: Record<SavingKind, Record<Language, string>> = {
  realised: { ko: "실현(실측값으로 신고)", en: "realised (declared by actual values)" },
  available: { ko: "가능(실측값을 알고 있음)", en: "available (actual values are known)" },
  potential: { ko: "잠재(실측값 필요, 기본값 전액)", en: "potential (actual values wanted; the whole default)" },
};

function savingLines({ savings }: Declaration, lang: Language): string[] {
  if (savings.length === 0) return [];
  const rows = savings.slice(0, MOST_SAVINGS).map((s) => {
    const supplier = s.supplier === "" ? "-" : s.supplier;
    return `  ${supplier}  ${s.origin}  CN ${s.cn}  ${shown(s.certificates, 3)}  ${shown(s.cost, 2)} EUR  ${KINDS[s.kind][lang]}`;
  });
  return [say(lang, "실측값으로 가장 많이 줄일 수 있는 공급자", "Suppliers whose actual data save most"), ...rows, ""];
}

function importLines({ lines }: Declaration, lang: Language): string[] {
  const rows = lines.slice(0, MOST_LINES).map((l) => {
    const [a, d] = [l.actual, l.default];
    const by = (ko: string, en: string, side: typeof a): string =>
      `${say(lang, ko, en)} ${shown(side?.see, 5)} - ${shown(side?.sefa, 5)} -> ${shown(side?.certificates, 3)}`;
    const exempt = l.exempt === undefined ? "" : say(lang, "  면제", "  exempt");
    return `  ${l.id}  CN ${l.cn}  ${l.origin}  ${l.date}  ${shown(l.mass, 3)}  ${by("실측", "actual", a)}  ${by("기본", "default", d)}  [${l.basis}]  ${shown(l.due, 3)}${exempt}`;
  });
  const more = lines.length - rows.length;
  return [
    say(lang, "수입 항목", "Import lines"),
    ...rows,
    ...(more > 0 ? [say(lang, `  ... 그 밖에 ${more}개`, `  ... and ${more} more`)] : []),
    "",
  ];
}

const full = (figure: Figure | undefined): string => (figure === undefined || figure.value === null ? "" : String(figure.value));

const HEAD =
  "id,cn,category,origin,installation,date,year,basis,mass,see_actual,sefa_actual,reduction,certificates_actual,see_default,sefa_default,certificates_default,due,cost_eur,exempt,as_if";

/** One row a line in full precision; what could not be computed is empty, and `as_if` bears the supposed year. */
export function renderDeclarationCsv({ lines, asIf }: Declaration): string {
  const rows = lines.map((l) =>
    [
      csvCell(l.id),
      csvCell(l.cn),
      l.category,
      csvCell(l.origin),
      csvCell(l.installation ?? ""),
      l.date,
      String(l.year),
      l.basis,
      full(l.mass),
      full(l.actual?.see),
      full(l.actual?.sefa),
      full(l.actual?.reduction),
      full(l.actual?.certificates),
      full(l.default?.see),
      full(l.default?.sefa),
      full(l.default?.certificates),
      full(l.due),
      full(l.cost),
      l.exempt ?? "",
      asIf === undefined ? "" : String(asIf),
    ].join(","),
  );
  return `${[HEAD, ...rows].join("\n")}\n`;
}
