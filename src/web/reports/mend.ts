// Where what an item of a report lacks is mended: the page of the period, by list and number.
import type { ReportList } from "../../model/operator-report.ts";

type Pages = Readonly<Record<string, readonly number[]>>;

const PAGES: Readonly<Record<ReportList, Pages>> = {
  report: {
    plant: [1, 2, 6, 8],
    "records/energy": [3, 4, 9, 10, 11, 12, 17, 26, 32, 33],
    "records/waste": [5],
    "records/materials": [7, 16],
    "records/production": [13, 14, 15, 18, 19, 27, 30, 31, 34, 35],
    "records/precursors": [20, 21, 22, 23, 24, 25, 28],
    problems: [29],
  },
  summary: {
    plant: [1, 2, 10],
    "records/energy": [6, 7, 11],
    "records/waste": [9],
    "records/materials": [5, 8],
    "records/production": [3, 4],
    "records/precursors": [12, 13, 14, 15, 16],
  },
  addendum: { plant: [1, 2, 3] },
};

/** Where that is entered which a reason names by its path in the records: the first that fits. */
const NAMED: readonly [named: RegExp, page: string][] = [
  [/\breporting\/|\binstallation(?:\/| of the case)|\bbalances\b/, "plant"],
  [/\bproducts\b/, "records/production?table=products"],
  [/\bprocesses\/nonCbam\b/, "records/production?table=processes"],
  [/\bprocesses\/production\b/, "records/production?table=production"],
  [/\b(?:processes\/electricity|electricityProduced)\b/, "records/energy?table=electricity"],
  [/\bprecursors\/uses\b/, "records/precursors?table=uses"],
  [/\bsources\b/, "records/precursors?table=sources"],
  [/\bprecursors\b/, "records/precursors"],
];

/** Parts of an item that stand elsewhere than the rest of it: evidence of biomass. */
const PARTS: Readonly<Record<string, string>> = { "report 2g": "records/materials?table=streams" };

/** Behind it stand names of the plant. */
const BLANK = /빈 값: |blank: /;

type Lacking = { list: ReportList; number: number; part?: string | undefined; why: string };

/** The page, as it is called behind the period's address: the one that the reason names, else that of the item. */
export function mendPage({ list, number, part = "", why }: Lacking): string {
  const told = why.split(BLANK)[0] ?? "";
  const named = NAMED.find(([path]) => path.test(told))?.[1];
  const page = Object.entries(PAGES[list]).find(([, numbers]) => numbers.includes(number))?.[0] ?? "problems";
  return named ?? PARTS[`${list} ${number}${part}`] ?? page;
}

/** Paths of the records as the pages call them; the first column as reasons write it, what holds another before it. */
const CALLED: readonly [path: string, ko: string, en: string][] = [
  ["제품의 CN 코드와 생산량(products/amount)", "제품의 CN 코드와 생산량", ""],
  ["제품의 CN 코드(products)", "제품의 CN 코드", ""],
  ["precursors/cn과 sources/country, period를", "전구물질의 CN 코드와 생산국, 생산 기간을", ""],
  ["precursors/uses와 cn을", "전구물질의 사용량과 CN 코드를", ""],
  ["reporting/confirmations와 reporting/electricityImports", "사업장 정보의 확인 항목과 사례 파일의 전력 수입 자료", ""],
  ["the goods' CN codes under products", "", "the CN codes of the goods"],
  ["precursors/uses and cn", "", "the amounts used and the CN codes of the precursors"],
  ["precursors/cn and sources/country and period", "", "CN code, country and period of the precursors"],
  ["사례의 ", "", ""],
  ["(없으면 빈 목록)", "(없으면 없다고 표시)", ""],
  [" of the case", "", ""],
  [" (products/amount)", "", ""],
  [", an empty list where there is none", "", ", or that there is none"],
  ["reporting/co2Transfers", "사업장 정보의 '이전받거나 이전한 CO2'", "'CO2 received or handed on' of the plant's particulars"],
  ["reporting/otherProcesses", "사업장 정보의 'CBAM 밖의 공정'", "'Processes without CBAM goods' of the plant's particulars"],
  ["reporting/otherMethods", "사업장 정보의 '다른 방법으로 정한 배출'", "'Emissions found by other methods' of the plant's particulars"],
  [
    "reporting/confirmations/benchmarks",
    "사업장 정보의 '벤치마크와 방법을 확인했습니다'",
    "'Benchmarks and method are confirmed' of the plant's particulars",
  ],
  ["reporting/electricityImports", "사례 파일의 전력 수입 자료", "the imports of electricity of a case file"],
  ["reporting/confirmations", "사업장 정보의 확인 항목", "the confirmations of the plant's particulars"],
  ["installation/operator", "사업장 정보의 운영자", "the operator of the plant's particulars"],
  ["installation", "사업장 정보", "the plant's particulars"],
  ["balances", "사업장 정보의 '자료 품질'", "'Quality of data' of the plant's particulars"],
  ["processes/nonCbam", "공정의 'CBAM 대상 외 용도'", "'Other uses' of the processes"],
  ["processes/production", "공정의 생산량", "the production of the processes"],
  ["processes/electricity/supplier", "사용한 전력의 공급자", "the supplier of the electricity used"],
  ["processes/electricity", "공정의 전력", "the electricity of the processes"],
  ["electricityProduced/generation", "안에서 만든 전력의 발전 방식", "the generation of the electricity produced"],
  ["products/parameters", "제품의 부문별 항목", "the parameters of the goods"],
  ["precursors/sources", "전구물질의 출처", "the sources of the precursors"],
  ["precursors", "전구물질", "the precursors"],
];

const WORDS = new Map(CALLED.map(([path, ko, en]) => [path, { ko, en }]));
const PATHS = new RegExp(CALLED.map(([path]) => path.replaceAll(/[()]/g, "\\$&")).join("|"), "g");

/** A reason in the words of the pages: no path of a record. */
export function toldWhy(why: string, lang: "ko" | "en"): string {
  // What is blank is named by the plant's own names, which stay.
  const blank = why.search(BLANK);
  const lead = blank < 0 ? why : why.slice(0, blank);
  const told = lead.replaceAll(PATHS, (path) => WORDS.get(path)?.[lang] ?? path);
  return blank < 0 ? told : told + why.slice(blank);
}
