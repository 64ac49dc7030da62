// Words of the process map: kinds of nodes, flows and balances, and what a gap means.
import type { BothLanguages } from "../../base/problem.ts";
import type { Balance, BalanceKind, EdgeKind, GapKind, MapNode, NodeKind } from "../../model/process-map.ts";

const w = (ko: string, en: string): BothLanguages => ({ ko, en });

export const NODE_WORDS: Readonly<Record<NodeKind, BothLanguages>> = {
  stream: w("배출원 흐름", "Source stream"),
  pfc: w("전해(PFC)", "Electrolysis (PFC)"),
  measuredPoint: w("측정 배출구", "Measured point"),
  precursor: w("전구물질", "Precursor"),
  cogeneration: w("열병합발전", "Cogeneration"),
  electricity: w("전력 공급·판매", "Electricity"),
  heat: w("열 거래", "Heat"),
  wasteGas: w("폐가스 거래", "Waste gas"),
  process: w("생산공정", "Process"),
  product: w("제품", "Product"),
};
const OUTPUT = w("산출 흐름(탄소가 나감)", "Output stream (carbon leaves)");

export const nodeWord = ({ kind, output }: MapNode): BothLanguages => (output ? OUTPUT : NODE_WORDS[kind]);

/** Suppliers whose name nobody recorded are called by what they give. */
const NAMELESS: Partial<Record<NodeKind, BothLanguages>> = {
  electricity: w("전력(공급자 미기재)", "Electricity, supplier not named"),
  heat: w("열(상대방 미기재)", "Heat, partner not named"),
  wasteGas: w("폐가스(상대방 미기재)", "Waste gas, partner not named"),
};

export function nameOf({ kind, name }: MapNode): BothLanguages {
  return (name === "" ? NAMELESS[kind] : undefined) ?? w(name, name);
}

export const EDGE_WORDS: Readonly<Record<EdgeKind, BothLanguages>> = {
  share: w("배분", "Share"),
  transfer: w("공정 간 이동", "Transfer"),
  use: w("전구물질 사용", "Precursor used"),
  electricity: w("전력 사용", "Electricity used"),
  electricityExported: w("전력 유출", "Electricity exported"),
  electricityProduced: w("전력 생산", "Electricity produced"),
  heatImported: w("열 유입", "Heat imported"),
  heatExported: w("열 유출", "Heat exported"),
  wasteGasImported: w("폐가스 유입", "Waste gas imported"),
  wasteGasExported: w("폐가스 유출", "Waste gas exported"),
  good: w("제품 생산", "Good made"),
};

export const BALANCE_WORDS: Readonly<Record<BalanceKind, BothLanguages>> = {
  goods: w("제품 수지(생산과 행선지)", "Goods: made and where they went"),
  mass: w("물질 수지", "Mass"),
  energy: w("에너지 수지", "Energy"),
  electricity: w("전력 수지", "Electricity"),
  carbon: w("탄소 수지", "Carbon"),
  use: w("있는 양과 쓰인 곳", "What there is and where it goes"),
};

export const GAP_WORDS: Readonly<Record<GapKind, BothLanguages>> = {
  difference: w("차이", "Difference"),
  losses: w("손실(슬래그·스케일·배가스 등)", "Losses (slag, scale, off-gas ...)"),
  used: w("공정에서 사용", "Used in the process"),
  unassigned: w("어디에도 배분되지 않음", "Assigned to nothing"),
};

/** How a balance stands: it closes, it does not, it need not, it is not known. */
export function standing({ closes, gap, gapIs }: Balance): { tag: "good" | "bad" | "warn" | "note"; text: BothLanguages } {
  if (gap === null) return { tag: "warn", text: w("알 수 없음", "Not known") };
  if (closes === false) return { tag: "bad", text: w("맞지 않음", "Does not close") };
  if (closes === true) return { tag: "good", text: w("맞음", "Closes") };
  return { tag: "note", text: gapIs === "used" ? w("사용량", "Use") : w("손실 있음", "With losses") };
}
