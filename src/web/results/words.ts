// Words of the results: rungs of the data ladder, kinds of shares, ways to group.
import type { BothLanguages } from "../../base/problem.ts";
import type { EmissionNode, FigureShare, Rung, ShareGroup } from "../../model/insight.ts";
import type { Grouping } from "./choice.ts";

type Rungs = Readonly<Record<Rung, BothLanguages & { means: BothLanguages; colour: string }>>;

/** From the weakest rung to the strongest, each with what it means and its colour among the plots. */
export const RUNG_WORDS: Rungs = {
  default: {
    ko: "기본값",
    en: "Default",
    means: { ko: "집행위원회나 법령의 표에 있는 값", en: "A value from a table of the Commission or the law" },
    colour: "--plot-2",
  },
  estimate: {
    ko: "추정",
    en: "Estimate",
    means: { ko: "빠진 자료를 추정으로 채운 값", en: "A gap filled by a guess that is told" },
    colour: "--plot-6",
  },
  average: {
    ko: "평균",
    en: "Average",
    means: { ko: "국가·업종 평균이나 문헌 값", en: "A national or sector average, or literature" },
    colour: "--plot-5",
  },
  supplier: {
    ko: "공급자",
    en: "Supplier",
    means: { ko: "공급자가 알려 준 값", en: "A value that the supplier gave" },
    colour: "--plot-3",
  },
  measured: {
    ko: "측정",
    en: "Measured",
    means: { ko: "계량기·분석·송장에서 온 값", en: "From a meter, an analysis or an invoice" },
    colour: "--plot-7",
  },
  verified: {
    ko: "검증",
    en: "Verified",
    means: { ko: "검증인이 확인한 값", en: "Confirmed by a verifier" },
    colour: "--plot-1",
  },
};

export const GROUP_WORDS: Readonly<Record<ShareGroup, BothLanguages & { colour: string }>> = {
  fuel: { ko: "연료", en: "Fuels", colour: "--plot-2" },
  material: { ko: "원료·부산물", en: "Materials", colour: "--plot-4" },
  electricity: { ko: "전력", en: "Electricity", colour: "--plot-3" },
  heat: { ko: "열", en: "Heat", colour: "--plot-6" },
  wasteGas: { ko: "폐가스", en: "Waste gases", colour: "--plot-5" },
  precursor: { ko: "전구물질", en: "Precursors", colour: "--plot-7" },
  other: { ko: "그 밖", en: "Other", colour: "--plot-8" },
};

const GROUPING_WORDS: Readonly<Record<Grouping, BothLanguages & { rest: BothLanguages }>> = {
  kind: { ko: "종류별", en: "Kind", rest: { ko: "그 밖", en: "Other" } },
  energy: { ko: "에너지별", en: "Energy", rest: { ko: "에너지가 아닌 것", en: "Not energy" } },
  material: { ko: "원료별", en: "Material", rest: { ko: "원료가 아닌 것", en: "Not a material" } },
  supplier: { ko: "공급자별", en: "Supplier", rest: { ko: "공급자가 없는 것", en: "No supplier named" } },
  process: { ko: "공정별", en: "Process", rest: { ko: "공정이 없는 것", en: "No process named" } },
};

export const groupingWord = (by: Grouping): BothLanguages => GROUPING_WORDS[by];
export const restWord = (by: Grouping): BothLanguages => GROUPING_WORDS[by].rest;

/** The colour of a node of the flows. */
export function nodeColour({ kind, group }: Pick<EmissionNode, "kind" | "group">): string {
  if (group !== undefined) return GROUP_WORDS[group].colour;
  const colours = {
    stream: "--plot-2",
    energy: "--plot-3",
    precursor: "--plot-7",
    process: "--plot-5",
    good: "--plot-1",
    other: "--plot-8",
  };
  return colours[kind];
}

/** The colour of a row of shares: of their kind where all are of one kind. */
export function rowColour(shares: readonly Pick<FigureShare, "group">[]): string {
  const [first] = shares;
  const one = first !== undefined && shares.every(({ group }) => group === first.group);
  return one ? GROUP_WORDS[first.group].colour : nodeColour({ kind: "process" });
}
