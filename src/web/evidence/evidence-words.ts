// Words of evidence: kinds of documents, sizes, kinds of records.
import type { BothLanguages } from "../../base/problem.ts";

const KINDS: Readonly<Record<string, BothLanguages>> = {
  "application/pdf": { ko: "PDF", en: "PDF" },
  "image/png": { ko: "그림", en: "Picture" },
  "image/jpeg": { ko: "사진", en: "Photo" },
  "image/webp": { ko: "그림", en: "Picture" },
  "image/heic": { ko: "사진", en: "Photo" },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { ko: "엑셀", en: "Workbook" },
  "application/vnd.ms-excel": { ko: "옛 엑셀", en: "Old workbook" },
  "text/csv": { ko: "CSV 표", en: "CSV table" },
  "application/xml": { ko: "XML", en: "XML" },
  "application/json": { ko: "사례 파일", en: "Case file" },
};

export const kindWord = (type: string): BothLanguages => KINDS[type] ?? { ko: type, en: type };

/** A size as people read it: "1.2 MB". */
export function sizeText(size: number, number: (value: number, digits?: number) => string): string {
  if (size < 1000) return `${number(size)} B`;
  if (size < 1_000_000) return `${number(size / 1000, 0)} kB`;
  return `${number(size / 1_000_000, 1)} MB`;
}

const LISTS: Readonly<Record<string, BothLanguages>> = {
  streams: { ko: "배출원 흐름", en: "Source stream" },
  pfc: { ko: "과불화탄소", en: "Perfluorocarbons" },
  measuredPoints: { ko: "측정 배출구", en: "Measured point" },
  processes: { ko: "생산공정", en: "Production process" },
  transfers: { ko: "공정 간 이동", en: "Transfer" },
  precursors: { ko: "전구물질", en: "Precursor" },
  cogeneration: { ko: "열병합발전", en: "Cogeneration" },
  products: { ko: "제품", en: "Product" },
  dataGaps: { ko: "자료 공백", en: "Data gap" },
  activities: { ko: "활동자료 한 줄", en: "Line of activity data" },
  evidence: { ko: "증빙 목록", en: "List of evidence" },
  installation: { ko: "사업장", en: "Installation" },
  verifier: { ko: "검증인", en: "Verifier" },
  balances: { ko: "수지", en: "Balances" },
  reporting: { ko: "보고 항목", en: "Report items" },
  carbonPriceTool: { ko: "탄소가격", en: "Carbon price" },
  head: { ko: "제목", en: "Title" },
};

/** What a record's key is of: "streams/gas" is a source stream. */
export function recordWord(key: string): BothLanguages {
  const list = key.split("/")[0] ?? key;
  return LISTS[list] ?? { ko: list, en: list };
}
