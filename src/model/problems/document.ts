// Problems of reading documents that become activity data: invoices in XML, and interval series of a meter.
import { problemsOf } from "../../base/problem.ts";

export const DOCUMENT_PROBLEMS = {
  DOCUMENT_TOO_LARGE: {
    severity: "error",
    text: { ko: "파일이 너무 큽니다(한도 {limit}).", en: "The file is too large (the limit is {limit})." },
    todo: {
      ko: "파일이 맞는지 확인하고, 검침 자료는 기간을 나누어 주십시오.",
      en: "Check that it is the right file; give a meter's series in parts by period.",
    },
  },
  DOCUMENT_NOT_TEXT: {
    severity: "error",
    text: { ko: "파일의 글을 읽을 수 없습니다: {why}.", en: "The file's text cannot be read: {why}." },
    todo: {
      ko: "원본을 다시 내려받으십시오. CSV는 UTF-8이나 EUC-KR로 저장하십시오.",
      en: "Download the original again; save CSV as UTF-8 or EUC-KR.",
    },
  },
  DOCUMENT_ENTITIES: {
    severity: "error",
    text: {
      ko: "문서에 DTD 또는 엔터티 선언이 있어 안전을 위해 읽지 않습니다.",
      en: "The document declares a DTD or entities; for safety it is not read.",
    },
    todo: {
      ko: "어디에서 온 문서인지 확인하고, 발급처에서 다시 내려받으십시오.",
      en: "Check where the document comes from, and download it again from its issuer.",
    },
  },
  DOCUMENT_XML_BROKEN: {
    severity: "error",
    text: { ko: "문서의 XML이 깨졌습니다: {why}.", en: "The document's XML is broken: {why}." },
    todo: { ko: "원본을 다시 내려받거나 발급처에 요청하십시오.", en: "Download the original again, or ask its issuer for it." },
  },
  DOCUMENT_ROOT_UNKNOWN: {
    severity: "error",
    text: {
      ko: "이 문서는 {wanted}이(가) 아닙니다. 최상위 요소: {root}.",
      en: "This document is no {wanted}; its root element is {root}.",
    },
    todo: { ko: "문서의 종류를 확인하십시오.", en: "Check what kind of document it is." },
  },
  INVOICE_NO_LINES: {
    severity: "error",
    text: { ko: "청구서에 품목이 없습니다.", en: "The invoice has no line." },
    todo: { ko: "원본을 확인하거나 값을 직접 입력하십시오.", en: "Check the original, or type the figures." },
  },
  INVOICE_FIELD_MISSING: {
    severity: "warning",
    text: { ko: "청구서에 {field}이(가) 없습니다.", en: "The invoice lacks the {field}." },
    todo: { ko: "원본을 확인하여 입력하십시오.", en: "Look at the original and type it." },
  },
  INVOICE_DATE_UNREADABLE: {
    severity: "warning",
    text: {
      ko: "{field} '{given}'은(는) 날짜가 아니어서 비워 둡니다.",
      en: "The {field} '{given}' is no date and is left out.",
    },
    todo: { ko: "원본을 확인하여 날짜를 입력하십시오.", en: "Look at the original and type the date." },
  },
  INVOICE_NUMBER_UNREADABLE: {
    severity: "warning",
    text: {
      ko: "{field} '{given}'은(는) 수가 아니어서 비워 둡니다.",
      en: "The {field} '{given}' is no number and is left out.",
    },
    todo: { ko: "원본을 확인하여 값을 입력하십시오.", en: "Look at the original and type the figure." },
  },
  INVOICE_QUANTITY_MISSING: {
    severity: "warning",
    text: { ko: "청구서에 '{label}'의 수량이 없습니다.", en: "The bill gives no quantity for '{label}'." },
    todo: {
      ko: "고지서나 계량기의 사용량을 입력하십시오. 금액에서 짐작하지 않습니다.",
      en: "Type the quantity from the statement of use or the meter; it is never guessed from the amount of money.",
    },
  },
  INVOICE_UNIT_MISSING: {
    severity: "warning",
    text: { ko: "'{label}'의 수량 {value}에 단위가 없습니다.", en: "The quantity {value} of '{label}' has no unit." },
    todo: { ko: "단위를 고르십시오. 단위는 짐작하지 않습니다.", en: "Choose the unit: a unit is never guessed." },
  },
  INVOICE_UNIT_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "'{label}'의 단위 '{unit}'은(는) 여기에서 쓰는 단위와 같지 않습니다.",
      en: "The unit '{unit}' of '{label}' is not one that is used here.",
    },
    todo: {
      ko: "수량을 쓸 수 있는 단위로 환산하여 입력하고 환산의 근거를 적으십시오.",
      en: "Type the quantity in a unit that is used here, and note how it was converted.",
    },
  },
  INVOICE_UNIT_VOLUME: {
    severity: "warning",
    text: {
      ko: "'{label}'의 단위 '{unit}'은(는) 온도와 압력을 정하지 않은 부피이며 Nm3가 아닙니다.",
      en: "The unit '{unit}' of '{label}' is a volume at no stated temperature and pressure, not Nm3.",
    },
    todo: {
      ko: "공급자의 보정계수로 환산한 Nm3, 또는 청구서의 열량(MJ)을 입력하십시오.",
      en: "Type the Nm3 that the supplier's correction gives, or the energy (MJ) that the bill states.",
    },
  },
  INVOICE_PERIOD_MISSING: {
    severity: "warning",
    text: {
      ko: "품목 {count}개에 사용 기간이 없습니다(품목 {lines}).",
      en: "Lines that give no period of use: {count} (line {lines}).",
    },
    todo: {
      ko: "사용한 첫날과 끝날을 입력하십시오. 작성일이나 공급일은 사용 기간이 아닙니다.",
      en: "Type the first and last day of use; a day of issue or of supply is no period.",
    },
  },
  INVOICE_PERIOD_REVERSED: {
    severity: "warning",
    text: {
      ko: "기간의 끝 {end}이(가) 시작 {start}보다 앞서서 비워 둡니다.",
      en: "The period ends ({end}) before it starts ({start}) and is left out.",
    },
    todo: { ko: "원본을 확인하여 기간을 입력하십시오.", en: "Look at the original and type the period." },
  },
  INVOICE_AMENDS: {
    severity: "warning",
    text: {
      ko: "수정 세금계산서입니다(당초 승인번호 {original}).",
      en: "This is an amended tax invoice (of the one numbered {original}).",
    },
    todo: {
      ko: "당초 청구서의 수량을 이미 입력했으면 두 번 세지 않도록 하십시오.",
      en: "Where the original's quantities are entered already, see that nothing is counted twice.",
    },
  },
  INVOICE_CREDIT: {
    severity: "note",
    text: {
      ko: "대변표이므로 수량과 금액의 부호를 바꾸어 읽습니다.",
      en: "This is a credit note: quantities and amounts change their sign.",
    },
    todo: {
      ko: "취소된 수량이 맞는지 확인하십시오.",
      en: "Check that the quantities were indeed taken back, and not the price alone.",
    },
  },
  INVOICE_SUM_DIFFERS: {
    severity: "warning",
    text: {
      ko: "품목 금액의 합 {sum}이(가) 청구서의 합계 {total}과(와) 다릅니다.",
      en: "The lines' amounts add up to {sum}, the invoice says {total}.",
    },
    todo: { ko: "빠진 품목이 없는지 원본을 확인하십시오.", en: "Look at the original for a line that is missing." },
  },
  INVOICE_MORE_PROBLEMS: {
    severity: "warning",
    text: { ko: "그 밖에 문제가 {count}건 더 있습니다.", en: "Further problems of this document: {count}." },
    todo: { ko: "위의 문제부터 해결하십시오.", en: "Solve those above first." },
  },
  SERIES_NO_HEADER: {
    severity: "error",
    text: {
      ko: "처음 {rows}행에서 일시와 사용량 열의 머리글을 찾지 못했습니다.",
      en: "The first {rows} rows hold no header with a column for time and one for consumption.",
    },
    todo: {
      ko: "머리글에 '일시'(또는 '일자'와 '시간')와 '사용량(kWh)'을 두십시오.",
      en: "Give the columns titles such as 'date' (or 'date' and 'time') and 'usage (kWh)'.",
    },
  },
  SERIES_COLUMN_MISSING: {
    severity: "error",
    text: { ko: "{what} 열이 없습니다. 있는 열: {found}.", en: "There is no column for {what}. Columns: {found}." },
    todo: {
      ko: "구간별 전력 사용량(kWh) 열이 있는 파일을 내려받으십시오. kW, kVarh, 요금은 쓰지 않습니다.",
      en: "Download the file with energy per interval (kWh); kW, kVarh and charges are not used.",
    },
  },
  SERIES_COLUMN_AMBIGUOUS: {
    severity: "error",
    text: { ko: "사용량으로 볼 수 있는 열이 여럿입니다: {columns}.", en: "Several columns could be the consumption: {columns}." },
    todo: { ko: "쓸 열을 고르십시오.", en: "Choose the column." },
  },
  SERIES_REGISTER_ONLY: {
    severity: "error",
    text: {
      ko: "'{column}'은(는) 구간 사용량이 아니라 누적된 지침입니다.",
      en: "'{column}' is a register that counts up, not energy per interval.",
    },
    todo: {
      ko: "지침의 차이에는 계기 배수가 필요합니다. 사용량(kWh) 열이 있는 파일을 내려받으십시오.",
      en: "Differences of a register need the meter's multiplier: download the file with consumption (kWh).",
    },
  },
  SERIES_UNIT_MISSING: {
    severity: "error",
    text: { ko: "'{column}' 열의 머리글에 단위가 없습니다.", en: "The title of column '{column}' says no unit." },
    todo: { ko: "단위(kWh 또는 MWh)를 고르십시오.", en: "Choose the unit: kWh or MWh." },
  },
  SERIES_SEVERAL_METERS: {
    severity: "error",
    text: { ko: "계량기가 여럿 들어 있습니다: {meters}.", en: "The file holds several meters: {meters}." },
    todo: { ko: "읽을 계량기를 고르십시오.", en: "Choose the meter to read." },
  },
  SERIES_ROW_BROKEN: {
    severity: "error",
    text: { ko: "행을 읽을 수 없습니다: 따옴표가 닫히지 않았습니다.", en: "The row cannot be read: a quotation mark is not closed." },
    todo: { ko: "이 행을 고치거나 원본을 다시 내려받으십시오.", en: "Mend the row, or download the original again." },
  },
  SERIES_ROWS_SKIPPED: {
    severity: "note",
    text: {
      ko: "합계나 평균 같은 행 {count}개를 읽지 않았습니다.",
      en: "Rows of totals or means that are not read: {count}.",
    },
    todo: { ko: "검침값이 아닌지 확인하십시오.", en: "Check that they are no readings." },
  },
  SERIES_EMPTY: {
    severity: "error",
    text: { ko: "검침값이 하나도 없습니다.", en: "There is no reading." },
    todo: { ko: "기간과 계량기를 확인하여 다시 내려받으십시오.", en: "Check period and meter, and download it again." },
  },
  SERIES_STAMP_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 읽을 수 있는 일시가 아닙니다.", en: "'{given}' is no date and time that can be read." },
    todo: {
      ko: "YYYY-MM-DD HH:MM의 현지 시각으로 고치십시오.",
      en: "Write it as YYYY-MM-DD HH:MM, in local time.",
    },
  },
  SERIES_DATE_ORDER: {
    severity: "error",
    text: {
      ko: "'{given}' 같은 날짜에서 일과 월의 순서를 알 수 없습니다.",
      en: "Dates such as '{given}' do not tell whether the day or the month comes first.",
    },
    todo: { ko: "일-월 순서를 고르십시오.", en: "Choose the order of day and month." },
  },
  SERIES_VALUE_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 수가 아닙니다.", en: "'{given}' is no number." },
    todo: {
      ko: "소수점은 점으로 적고, 값이 없으면 칸을 비우십시오(0으로 채우지 마십시오).",
      en: "Write a decimal point; leave the cell blank where there is no value, never zero.",
    },
  },
  SERIES_INTERVAL_UNKNOWN: {
    severity: "error",
    text: {
      ko: "검침 간격을 알 수 없습니다({found}). 5, 15, 30, 60분을 읽습니다.",
      en: "The interval is not recognised ({found}); 5, 15, 30 and 60 minutes are read.",
    },
    todo: { ko: "간격이 일정한 자료를 내려받으십시오.", en: "Download a series of even intervals." },
  },
  SERIES_STAMP_OFF_INTERVAL: {
    severity: "error",
    text: {
      ko: "일시 {stamp}이(가) {interval}분 간격에 맞지 않습니다.",
      en: "The stamp {stamp} does not fall on an interval of {interval} minutes.",
    },
    todo: { ko: "이 행의 일시를 확인하십시오.", en: "Check the row's date and time." },
  },
  SERIES_GAP: {
    severity: "warning",
    text: {
      ko: "{from}부터 {to}까지 {count}개 구간의 값이 없습니다.",
      en: "From {from} to {to} values are missing; intervals: {count}.",
    },
    todo: {
      ko: "빠진 자료를 구하거나, 추정값을 추정이라고 밝혀 입력하십시오. 여기서는 채우지 않습니다.",
      en: "Obtain what is missing, or enter an estimate that is marked as one; nothing is filled in here.",
    },
  },
  SERIES_MORE_GAPS: {
    severity: "warning",
    text: {
      ko: "빠진 곳이 {count}곳 더 있습니다(구간 {intervals}개).",
      en: "Further gaps: {count} (intervals: {intervals}).",
    },
    todo: { ko: "자료를 다시 내려받아 비교하십시오.", en: "Download the series again and compare." },
  },
  SERIES_TWICE_SAME: {
    severity: "note",
    text: {
      ko: "{stamp}의 같은 값이 두 번 있어 하나만 셉니다(처음은 {line}행).",
      en: "The same value for {stamp} is there twice and counts once (first in line {line}).",
    },
    todo: { ko: "조치할 것이 없습니다.", en: "Nothing needs to be done." },
  },
  SERIES_TWICE_DIFFERS: {
    severity: "error",
    text: {
      ko: "{stamp}의 값이 둘입니다: {line}행 {first}, 이 행 {second}.",
      en: "There are two values for {stamp}: {first} in line {line}, {second} here.",
    },
    todo: { ko: "맞는 값을 남기고 다른 행을 지우십시오.", en: "Keep the right one and take out the other row." },
  },
  SERIES_OUT_OF_ORDER: {
    severity: "note",
    text: {
      ko: "행이 시간 순서가 아니어서 시간순으로 다시 놓았습니다(처음 어긋난 곳은 이 행).",
      en: "The rows are not in order of time and were put in order (the first that steps back is this one).",
    },
    todo: { ko: "자료가 온전한지 확인하십시오.", en: "Check that the series is whole." },
  },
  SERIES_NEGATIVE: {
    severity: "warning",
    text: {
      ko: "음수 값이 {count}개 있습니다(처음은 {first}).",
      en: "Negative values: {count} (the first is {first}).",
    },
    todo: {
      ko: "계량기가 송전량을 빼는지, 값의 부호가 맞는지 확인하십시오.",
      en: "Check whether the meter deducts what is fed in, and whether the signs are right.",
    },
  },
  SERIES_MIDNIGHT_UNSURE: {
    severity: "warning",
    text: {
      ko: "0:00이 어느 날의 끝인지 행의 순서로 알 수 없습니다. {reading}로 읽었습니다.",
      en: "The order of rows does not tell which day 0:00 ends; it is read as {reading}.",
    },
    todo: {
      ko: "자정의 뜻을 고르거나, 내려받은 순서 그대로의 파일을 주십시오.",
      en: "Choose what midnight means, or give the file in its own order.",
    },
  },
  SERIES_STAMPS_BEGIN: {
    severity: "warning",
    text: {
      ko: "0:00에 시작하여 {last}에 끝나므로 구간의 시작 시각일 수 있습니다. 끝 시각으로 읽었습니다.",
      en: "The series runs from 0:00 to {last}, as if stamps were beginnings of intervals; they are read as ends.",
    },
    todo: {
      ko: "일시가 구간의 시작인지 끝인지 고르십시오.",
      en: "Choose whether a stamp begins or ends its interval.",
    },
  },
  SERIES_MORE_PROBLEMS: {
    severity: "note",
    text: { ko: "같은 문제({code})가 {count}건 더 있습니다.", en: "Further problems of the same kind ({code}): {count}." },
    todo: { ko: "위의 것부터 해결하십시오.", en: "Solve those above first." },
  },
} as const;

export type DocumentProblem = keyof typeof DOCUMENT_PROBLEMS;
export const documentProblem = problemsOf(DOCUMENT_PROBLEMS);
