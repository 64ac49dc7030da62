// Words of the import: kinds of documents, states, fields of a table.
import type { BothLanguages } from "../../base/problem.ts";
import type { Answer } from "../../model/api.ts";
import type { Field } from "../../model/import-mapping.ts";

export type Imported = Answer<"readImport">;

export const KIND_WORDS: Readonly<Record<Imported["kind"], BothLanguages>> = {
  table: { ko: "활동자료 표", en: "Table of activity data" },
  meterSeries: { ko: "검침 기록", en: "Meter readings" },
  taxInvoice: { ko: "전자세금계산서", en: "Electronic tax invoice" },
  ubl: { ko: "전자송장(UBL)", en: "Invoice (UBL)" },
  case: { ko: "사례 파일", en: "Case file" },
  workbook: { ko: "집행위원회 통신 양식", en: "The Commission's workbook" },
};

export const STATE_WORDS: Readonly<Record<Imported["state"], BothLanguages & { look: string }>> = {
  open: { ko: "확인 기다림", en: "To be confirmed", look: "note" },
  queued: { ko: "차례 기다림", en: "Waiting", look: "note" },
  running: { ko: "진행 중", en: "Running", look: "note" },
  done: { ko: "끝남", en: "Done", look: "good" },
  failed: { ko: "실패: 아무것도 담기지 않음", en: "Failed: nothing was taken in", look: "bad" },
  cancelled: { ko: "취소됨", en: "Cancelled", look: "warn" },
  withdrawn: { ko: "거둠", en: "Withdrawn", look: "warn" },
};

export const FIELD_WORDS: Readonly<Record<Field, BothLanguages>> = {
  label: { ko: "항목 이름", en: "Item" },
  value: { ko: "수량", en: "Quantity" },
  unit: { ko: "단위", en: "Unit" },
  month: { ko: "월", en: "Month" },
  start: { ko: "시작일(또는 날짜)", en: "First day (or the day)" },
  end: { ko: "종료일", en: "Last day" },
  target: { ko: "산정 대상 코드", en: "Target's code" },
  partner: { ko: "거래처", en: "Supplier" },
  document: { ko: "증빙번호", en: "Document no." },
  meter: { ko: "계량기번호", en: "Meter no." },
  note: { ko: "비고", en: "Note" },
  estimated: { ko: "추정 여부", en: "Estimated?" },
};

/** What a question of a mapping is about. */
export function questionWord(name: string): BothLanguages {
  const printed = /^unit '(.*)'$/s.exec(name)?.[1];
  if (printed !== undefined) return { ko: `단위 '${printed}'`, en: `The unit '${printed}'` };
  const whole: Readonly<Record<string, BothLanguages>> = {
    months: { ko: "월별 열과 연도", en: "Month columns and their year" },
    dateOrder: { ko: "날짜의 순서", en: "The order of dates" },
    decimal: { ko: "소수점 기호", en: "The decimal sign" },
  };
  return whole[name] ?? FIELD_WORDS[name as Field] ?? { ko: name, en: name };
}
