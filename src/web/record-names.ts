// What a record is called: its kind in words, and the name that the statement has for what it speaks of.
import type { BothLanguages } from "../base/problem.ts";

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

const KINDS: Readonly<Record<string, BothLanguages>> = {
  installation: both("사업장 정보", "Installation"),
  verifier: both("검증기관", "Verifier"),
  balances: both("사업장 전체 값", "Figures of the whole installation"),
  reporting: both("보고 정보", "Particulars of the report"),
  carbonPriceTool: both("탄소가격", "Carbon price"),
  streams: both("배출원 흐름", "Source stream"),
  pfc: both("과불화탄소", "Perfluorocarbons"),
  measuredPoints: both("측정 배출구", "Measured point"),
  processes: both("생산공정", "Production process"),
  transfers: both("공정 간 이동", "Transfer between processes"),
  precursors: both("전구물질", "Precursor"),
  cogeneration: both("열병합발전", "Cogeneration"),
  products: both("제품", "Good"),
  dataGaps: both("자료 공백", "Data gap"),
  activities: both("활동자료", "Activity data"),
  evidence: both("증빙", "Evidence"),
};

/** The kind of a record by its key: "streams/gas" is a source stream. */
export const recordKind = (key: string): string => key.split("/", 1)[0] ?? key;
export const recordKindWord = (kind: string): BothLanguages => KINDS[kind] ?? both(kind, kind);

type Names = Readonly<Record<string, { name: string }>>;

/** The name of what a record speaks of; its id where the statement has none; nothing for a record that is there once. */
export function recordName(key: string, subjects: Names): string {
  const slash = key.indexOf("/");
  if (slash < 0) return "";
  const id = key.slice(slash + 1);
  const name = subjects[id]?.name ?? "";
  return name === "" ? id : name;
}
