// Problems of importing activity data from a table: of the file, of how its columns are mapped, and of single rows.
import { problemsOf } from "../../base/problem.ts";

export const ACTIVITY_TABLE_PROBLEMS = {
  IMPORT_TOO_LARGE: {
    severity: "error",
    text: { ko: "파일이 너무 큽니다(한도 {limit}).", en: "The file is too large (the limit is {limit})." },
    todo: { ko: "기간이나 항목별로 나누어 올리십시오.", en: "Split it by period or item, and import the parts." },
  },
  IMPORT_NOT_A_TABLE: {
    severity: "error",
    text: { ko: "표로 읽을 수 있는 파일이 아닙니다: {why}.", en: "The file is no table that can be read: {why}." },
    todo: {
      ko: "엑셀에서 열어 .xlsx나 CSV로 저장한 뒤 다시 올리십시오.",
      en: "Open it in a spreadsheet, save it as .xlsx or CSV, and import that.",
    },
  },
  IMPORT_ENCODING: {
    severity: "error",
    text: {
      ko: "{encoding}로 읽을 수 없는 글자가 있습니다.",
      en: "The text holds bytes that are no {encoding}.",
    },
    todo: { ko: "파일을 'CSV UTF-8'로 다시 저장하십시오.", en: "Save the file again as 'CSV UTF-8'." },
  },
  IMPORT_CSV_BROKEN: {
    severity: "error",
    text: {
      ko: "이 줄의 따옴표가 닫히지 않았거나, 닫힌 뒤에 글이 이어지거나, 줄이 너무 깁니다.",
      en: "In this line a quotation mark is not closed, text follows a closing one, or the line is too long.",
    },
    todo: {
      ko: "이 줄의 따옴표를 고치거나 .xlsx로 저장하여 올리십시오.",
      en: "Mend the quotation marks of the line, or save the table as .xlsx.",
    },
  },
  IMPORT_EMPTY: {
    severity: "error",
    text: { ko: "표에 읽을 활동자료가 한 행도 없습니다.", en: "The table holds no row of activity data that could be read." },
    todo: { ko: "시트와 머리글 행을 바로 골랐는지 확인하십시오.", en: "Check that the right sheet and header row are chosen." },
  },
  IMPORT_SHEET_UNKNOWN: {
    severity: "error",
    text: { ko: "'{sheet}' 시트가 없습니다. 있는 것: {sheets}.", en: "There is no sheet '{sheet}'. There are: {sheets}." },
    todo: { ko: "자료가 있는 시트를 고르십시오.", en: "Choose the sheet that holds the data." },
  },
  IMPORT_TOO_MANY_ROWS: {
    severity: "error",
    text: { ko: "행이 {limit}개를 넘습니다.", en: "The table has more than {limit} rows." },
    todo: { ko: "기간이나 항목별로 나누어 올리십시오.", en: "Split it by period or item, and import the parts." },
  },
  IMPORT_UNCONFIRMED: {
    severity: "error",
    text: {
      ko: "짐작한 것을 아직 확인하지 않았습니다: {what}.",
      en: "What was only supposed has not been confirmed yet: {what}.",
    },
    todo: {
      ko: "보여 드린 열과 단위를 확인하거나 고친 뒤 다시 가져오십시오.",
      en: "Confirm or correct the columns and units shown, then import.",
    },
  },
  IMPORT_FIELD_MISSING: {
    severity: "error",
    text: { ko: "{field}을(를) 어느 열에서 읽을지 정해지지 않았습니다.", en: "Nothing says which column gives the {field}." },
    todo: { ko: "그 열을 고르거나, 표 전체에 쓸 값을 정하십시오.", en: "Choose the column, or say one for the whole table." },
  },
  IMPORT_COLUMN_MISSING: {
    severity: "error",
    text: {
      ko: "표의 열은 {columns}개인데 {column}번째 열을 읽도록 되어 있습니다.",
      en: "Column {column} is mapped, but the table has {columns} columns.",
    },
    todo: { ko: "열을 다시 고르십시오.", en: "Choose the columns anew." },
  },
  IMPORT_HEADER_DIFFERS: {
    severity: "error",
    text: {
      ko: "머리글이 이 열 지정을 만들 때와 다릅니다: {titles}.",
      en: "The headers differ from those that the columns were mapped for: {titles}.",
    },
    todo: { ko: "열을 다시 지정하고 확인하십시오.", en: "Map the columns anew and confirm them." },
  },
  IMPORT_TARGET_UNKNOWN: {
    severity: "error",
    text: { ko: "산정 대상 '{target}'이(가) 없습니다.", en: "There is no target '{target}'." },
    todo: { ko: "있는 대상 가운데서 다시 고르십시오.", en: "Choose among the targets that there are." },
  },
  IMPORT_UNIT_UNKNOWN: {
    severity: "error",
    text: { ko: "표 전체에 정한 단위 '{unit}'을(를) 알 수 없습니다.", en: "The unit '{unit}' set for the table is not known." },
    todo: { ko: "다음 가운데서 고르십시오: {allowed}.", en: "Choose one of these: {allowed}." },
  },
  IMPORT_HIDDEN_ROWS: {
    severity: "warning",
    text: { ko: "숨겨진 행 {count}개도 읽었습니다({row}행부터).", en: "{count} hidden rows were read too (from row {row})." },
    todo: {
      ko: "걸러 낸 행을 빼려면 '숨겨진 행 건너뛰기'를 고르십시오.",
      en: "Where they were filtered out on purpose, choose to skip hidden rows.",
    },
  },
  IMPORT_ROWS_SKIPPED: {
    severity: "note",
    text: {
      ko: "빈 행 {blank}개, 제외한 항목의 행 {ignored}개, 숨겨진 행 {hidden}개를 건너뛰었습니다.",
      en: "Left out: {blank} blank rows, {ignored} rows of items set aside, {hidden} hidden rows.",
    },
    todo: { ko: "맞으면 조치할 것이 없습니다.", en: "Nothing needs to be done if that is right." },
  },
  IMPORT_MORE_PROBLEMS: {
    severity: "note",
    text: { ko: "문제가 많아 일부만 보입니다. 모두: {counts}.", en: "Only the first problems are shown. In all: {counts}." },
    todo: { ko: "보이는 것부터 고치고 다시 올리십시오.", en: "Correct those shown and import again." },
  },
  ROW_VALUE_MISSING: {
    severity: "error",
    text: { ko: "값이 없습니다. 빈칸이나 '-'는 0으로 보지 않습니다.", en: "There is no value. A blank or a dash is not taken for zero." },
    todo: { ko: "값을 적거나, 0이면 0을 적거나, 행을 지우십시오.", en: "Enter the value, 0 where it is zero, or remove the row." },
  },
  ROW_VALUE_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 숫자로 읽을 수 없습니다.", en: "'{given}' cannot be read as a number." },
    todo: { ko: "숫자만 적으십시오. 예: 1234.5", en: "Enter the number alone, such as 1234.5." },
  },
  ROW_VALUE_AMBIGUOUS: {
    severity: "error",
    text: {
      ko: "'{given}'의 쉼표와 마침표 가운데 어느 것이 소수점인지 알 수 없습니다.",
      en: "In '{given}' it is not clear whether the comma or the point marks the decimals.",
    },
    todo: {
      ko: "열 지정에서 소수점 기호를 정하거나, 1234.5처럼 적으십시오.",
      en: "Settle the decimal sign with the columns, or write it like 1234.5.",
    },
  },
  ROW_NEGATIVE_STYLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 음수 표기일 수 있습니다.", en: "'{given}' may mean a negative number." },
    todo: {
      ko: "음수이면 열 지정에서 '음수로 읽기'를 고르거나 -5처럼 적으십시오.",
      en: "If it is, choose to read such cells as negative, or write it like -5.",
    },
  },
  ROW_UNIT_MISSING: {
    severity: "error",
    text: { ko: "단위가 없습니다. 단위는 짐작하지 않습니다.", en: "There is no unit, and a unit is never guessed." },
    todo: { ko: "단위를 적으십시오. 이 대상에 쓰는 단위: {allowed}.", en: "Enter the unit. For this target: {allowed}." },
  },
  ROW_UNIT_UNKNOWN: {
    severity: "error",
    text: { ko: "단위 '{given}'을(를) 알 수 없습니다.", en: "The unit '{given}' is not known." },
    todo: {
      ko: "열 지정에서 뜻하는 단위를 고르거나 환산하여 적으십시오. 이 대상에 쓰는 단위: {allowed}.",
      en: "Say which unit is meant, or convert the values. For this target: {allowed}.",
    },
  },
  ROW_UNIT_DIMENSION: {
    severity: "error",
    text: { ko: "단위 '{given}'은(는) '{target}'에 쓸 수 없습니다.", en: "The unit '{given}' does not fit '{target}'." },
    todo: { ko: "대상이나 단위를 고치십시오. 쓸 수 있는 단위: {allowed}.", en: "Correct the target or the unit. Allowed: {allowed}." },
  },
  ROW_UNIT_DIFFERS: {
    severity: "error",
    text: {
      ko: "셀에는 단위 '{given}', 열에는 '{unit}'이(가) 적혀 있습니다.",
      en: "The cell says the unit '{given}', the column '{unit}'.",
    },
    todo: { ko: "하나로 맞추십시오.", en: "Make them agree." },
  },
  ROW_DATE_MISSING: {
    severity: "error",
    text: { ko: "날짜가 없습니다.", en: "There is no date." },
    todo: { ko: "날짜나 월을 적으십시오. 예: 2025-03-01, 2025-03", en: "Enter the day or month, such as 2025-03-01 or 2025-03." },
  },
  ROW_DATE_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 날짜로 읽을 수 없습니다.", en: "'{given}' cannot be read as a date." },
    todo: { ko: "2025-03-01이나 2025-03처럼 적으십시오.", en: "Write it like 2025-03-01 or 2025-03." },
  },
  ROW_DATE_AMBIGUOUS: {
    severity: "error",
    text: {
      ko: "'{given}'에서 연·월·일의 순서를 알 수 없습니다.",
      en: "In '{given}' the order of day, month and year is not clear.",
    },
    todo: {
      ko: "열 지정에서 날짜 순서를 정하거나, 2025-03-01처럼 적으십시오.",
      en: "Settle the order of dates with the columns, or write it like 2025-03-01.",
    },
  },
  ROW_OUTSIDE_PERIOD: {
    severity: "error",
    text: {
      ko: "{start}~{end}은(는) 보고기간 {from}~{to} 밖에 있습니다.",
      en: "{start} to {end} lies outside the period {from} to {to}.",
    },
    todo: { ko: "날짜를 고치거나 행을 지우십시오.", en: "Correct the date, or remove the row." },
  },
  ROW_END_BEFORE_START: {
    severity: "error",
    text: { ko: "종료일 {end}이(가) 시작일 {start}보다 앞섭니다.", en: "The end {end} lies before the start {start}." },
    todo: { ko: "두 날짜를 확인하십시오.", en: "Check the two dates." },
  },
  ROW_LABEL_MISSING: {
    severity: "error",
    text: { ko: "무엇의 양인지 항목 이름이 없습니다.", en: "Nothing names the item that the value is of." },
    todo: {
      ko: "항목을 적거나, 위와 같은 항목이면 열 지정에서 '위 값으로 채우기'를 고르십시오.",
      en: "Enter the item; where it is that of the row above, choose to fill blanks from above.",
    },
  },
  ROW_LABEL_UNASSIGNED: {
    severity: "error",
    text: { ko: "'{label}'이(가) 어느 산정 대상인지 정해지지 않았습니다.", en: "'{label}' has not been assigned to a target." },
    todo: { ko: "항목에 대상을 지정하거나 제외하십시오.", en: "Assign the item to a target, or set it aside." },
  },
  ROW_TARGET_UNKNOWN: {
    severity: "error",
    text: { ko: "산정 대상 '{target}'이(가) 없습니다.", en: "There is no target '{target}'." },
    todo: { ko: "서식에 적힌 대상을 그대로 쓰십시오.", en: "Use the targets as the template has them." },
  },
  ROW_FORMULA_ERROR: {
    severity: "error",
    text: { ko: "셀에 오류 값 {error}이(가) 있습니다.", en: "The cell holds the error {error}." },
    todo: { ko: "수식을 고치거나 값을 적으십시오.", en: "Mend the formula, or enter the value." },
  },
  ROW_FORMULA_UNCALCULATED: {
    severity: "error",
    text: { ko: "셀의 수식이 계산된 적이 없어 값이 없습니다.", en: "The formula in the cell was never calculated and has no value." },
    todo: { ko: "엑셀에서 열어 저장하거나 값을 적으십시오.", en: "Open the file in a spreadsheet and save it, or enter the value." },
  },
  ROW_TEXT_TOO_LONG: {
    severity: "error",
    text: { ko: "글이 {length}자로, 한도 {max}자를 넘습니다.", en: "The text has {length} characters; {max} are allowed." },
    todo: { ko: "줄여 적으십시오.", en: "Shorten it." },
  },
  ROW_ESTIMATED_UNREADABLE: {
    severity: "error",
    text: { ko: "추정 여부 '{given}'을(를) 알 수 없습니다.", en: "'{given}' does not say whether the value is estimated." },
    todo: { ko: "예나 아니오로 적으십시오.", en: "Write yes or no." },
  },
  ROW_CELLS_EXTRA: {
    severity: "error",
    text: {
      ko: "셀이 {cells}개로 머리글의 {columns}개보다 많습니다. 따옴표 없는 쉼표가 값을 나눈 듯합니다.",
      en: "The line has {cells} cells under {columns} headers: a comma without quotation marks may have split a value.",
    },
    todo: { ko: "쉼표가 든 값을 따옴표로 묶으십시오.", en: "Put values with commas in quotation marks." },
  },
  ROW_DUPLICATE: {
    severity: "warning",
    text: { ko: "{row}행과 내용이 같습니다.", en: "The row says the same as row {row}." },
    todo: { ko: "두 번 적은 것이면 하나를 지우십시오.", en: "Remove one of them if it was entered twice." },
  },
  ROW_MONTH_EMPTY: {
    severity: "warning",
    text: { ko: "{month}의 값이 없어 건너뛰었습니다.", en: "{month} has no value and was left out." },
    todo: { ko: "사용량이 있었으면 적고, 없었으면 0을 적으십시오.", en: "Enter the value, or 0 where there was none." },
  },
  ROW_TOTAL_SKIPPED: {
    severity: "note",
    text: { ko: "합계 행 '{given}'을(를) 건너뛰었습니다.", en: "The row '{given}' is a total and was left out." },
    todo: { ko: "합계가 아니면 항목에 대상을 지정하십시오.", en: "Where it is no total, assign its label to a target." },
  },
  ROW_WITHOUT_DATA: {
    severity: "note",
    text: { ko: "값과 날짜가 모두 없는 행이라 건너뛰었습니다.", en: "The row has neither value nor date and was left out." },
    todo: { ko: "채울 행이면 값과 날짜를 적으십시오.", en: "Enter value and date where it was meant to be filled in." },
  },
} as const;

export type ActivityTableProblem = keyof typeof ACTIVITY_TABLE_PROBLEMS;
export const activityTableProblem = problemsOf(ACTIVITY_TABLE_PROBLEMS);
