// Problems of the cells, rows and workbooks of the grids.
import { problemsOf } from "../../base/problem.ts";

export const GRID_PROBLEMS = {
  GRID_CELL_NEEDED: {
    severity: "error",
    text: { ko: "'{field}'이(가) 비어 있습니다. 빈칸은 0으로 보지 않습니다.", en: "'{field}' is blank. A blank is never taken for zero." },
    todo: { ko: "이 칸을 채우거나 행을 지우십시오.", en: "Fill in the cell, or remove the row." },
  },
  GRID_NUMBER_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 숫자로 읽을 수 없습니다.", en: "'{given}' cannot be read as a number." },
    todo: { ko: "숫자로 적으십시오. 예: 1234.5 또는 1,234.5", en: "Write a number, such as 1234.5 or 1,234.5." },
  },
  GRID_NUMBER_AMBIGUOUS: {
    severity: "error",
    text: { ko: "'{given}'의 소수점이 어느 것인지 알 수 없습니다.", en: "In '{given}' it is not clear what marks the decimals." },
    todo: { ko: "소수점은 마침표로 적으십시오. 예: 1234.5", en: "Mark the decimals by a point, such as 1234.5." },
  },
  GRID_NEGATIVE_STYLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 음수 표기일 수 있습니다.", en: "'{given}' may mean a negative number." },
    todo: { ko: "음수이면 -5처럼 적으십시오.", en: "If it is negative, write it like -5." },
  },
  GRID_UNIT_MISSING: {
    severity: "error",
    text: { ko: "'{given}'에 단위가 없습니다. 단위는 짐작하지 않습니다.", en: "'{given}' has no unit, and a unit is never guessed." },
    todo: {
      ko: "열 머리에서 단위를 고르거나 값 뒤에 적으십시오: {allowed}.",
      en: "Choose the unit in the column's head, or write it behind the value: {allowed}.",
    },
  },
  GRID_UNIT_UNFIT: {
    severity: "error",
    text: { ko: "단위 '{unit}'은(는) 여기에 쓸 수 없습니다.", en: "The unit '{unit}' cannot be used here." },
    todo: { ko: "다음 가운데 하나로 적으십시오: {allowed}.", en: "Use one of: {allowed}." },
  },
  GRID_CHOICE_UNKNOWN: {
    severity: "error",
    text: { ko: "'{given}'은(는) 고를 수 있는 것이 아닙니다.", en: "'{given}' is not among the choices." },
    todo: { ko: "목록에서 고르십시오: {allowed}.", en: "Choose from the list: {allowed}." },
  },
  GRID_DAY_UNREADABLE: {
    severity: "error",
    text: { ko: "'{given}'은(는) 날짜로 읽을 수 없거나 순서가 분명하지 않습니다.", en: "'{given}' is no date, or its order is not clear." },
    todo: { ko: "2025-03-01이나 2025-03처럼 적으십시오.", en: "Write it like 2025-03-01 or 2025-03." },
  },
  GRID_DAY_OUTSIDE: {
    severity: "error",
    text: { ko: "{day}은(는) 보고기간 {from}~{until} 밖입니다.", en: "{day} lies outside the period {from} to {until}." },
    todo: { ko: "날짜를 고치거나 그 기간의 자료에 넣으십시오.", en: "Mend the day, or put the row into the period that it belongs to." },
  },
  GRID_ENDS_BEFORE: {
    severity: "error",
    text: { ko: "종료일 {end}이(가) 시작일 {start}보다 앞섭니다.", en: "The end {end} lies before the start {start}." },
    todo: { ko: "두 날짜를 확인하십시오.", en: "Check the two days." },
  },
  GRID_TEXT_TOO_LONG: {
    severity: "error",
    text: { ko: "글이 {length}자로, 한도 {most}자를 넘습니다.", en: "The text has {length} characters; {most} are allowed." },
    todo: { ko: "줄여 적으십시오.", en: "Shorten it." },
  },
  GRID_CELL_UNFIT: {
    severity: "error",
    text: { ko: "'{given}'은(는) 이 칸에 맞지 않습니다.", en: "'{given}' does not fit this cell." },
    todo: { ko: "고쳐 적으십시오. {what}", en: "Write it anew. {what}" },
  },
  GRID_ROW_TWICE: {
    severity: "error",
    text: { ko: "id가 '{id}'인 것이 이미 있습니다.", en: "There is one with the id '{id}' already." },
    todo: { ko: "다른 id를 주거나 있는 행을 고치십시오.", en: "Give it another id, or correct the row that is there." },
  },
  GRID_HEADER_UNKNOWN: {
    severity: "error",
    text: {
      ko: "시트 '{sheet}'에서 이 표의 머리글을 찾지 못했습니다.",
      en: "The sheet '{sheet}' has not the headers of this table.",
    },
    todo: {
      ko: "이 표에서 내려받은 파일을 채워 올리십시오. 머리글은 {wanted} 등입니다.",
      en: "Fill in the file that this table gives, and upload that. Its headers are {wanted} and so on.",
    },
  },
  GRID_COLUMN_UNKNOWN: {
    severity: "warning",
    text: { ko: "열 '{title}'은(는) 이 표에 없어 읽지 않았습니다.", en: "The column '{title}' is not one of this table and was not read." },
    todo: { ko: "필요한 열이면 머리글을 고쳐 다시 올리십시오.", en: "Where it is needed, mend its header and upload again." },
  },
} as const;

export const gridProblem = problemsOf(GRID_PROBLEMS);
