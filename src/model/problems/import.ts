// Problems of importing a table of the law: a sheet that is unlike it, a figure that is none, an act that nobody told.
import { problemsOf } from "../../base/problem.ts";

export const IMPORT_PROBLEMS = {
  TABLE_TOO_LARGE: {
    severity: "error",
    text: { ko: "파일이 너무 큽니다(한도 {limit}).", en: "The file is too large (the limit is {limit})." },
    todo: { ko: "기본값이나 벤치마크 표의 파일인지 확인하십시오.", en: "Check that it is a table of default values or benchmarks." },
  },
  TABLE_UNREADABLE: {
    severity: "error",
    text: { ko: "표를 읽을 수 없습니다: {what}.", en: "The table cannot be read: {what}." },
    todo: {
      ko: "집행위원회의 엑셀 파일, docs/DATASETS.md의 CSV나 JSON을 주십시오.",
      en: "Give the Commission's workbook, or CSV or JSON as docs/DATASETS.md has them.",
    },
  },
  TABLE_UNLIKE: {
    severity: "error",
    text: {
      ko: "기본값 표나 벤치마크 표의 머리글이 없습니다. 시트: {sheets}.",
      en: "No sheet has the header of a table of default values or of benchmarks. Sheets: {sheets}.",
    },
    todo: {
      ko: "머리글에 기본값은 {defaults}, 벤치마크는 {benchmarks} 열이 있어야 합니다. 파일을 확인하십시오.",
      en: "A header needs the columns {defaults} for default values, {benchmarks} for benchmarks. Check the file.",
    },
  },
  TABLE_EMPTY: {
    severity: "error",
    text: { ko: "표에 값이 있는 행이 없습니다.", en: "The table has no row with a figure." },
    todo: { ko: "원래 파일을 다시 내려받으십시오.", en: "Download the original file again." },
  },
  TABLE_COLUMN_MISSING: {
    severity: "error",
    text: { ko: "머리글에 {columns} 열이 없습니다. 있는 것: {found}.", en: "The header lacks the column {columns}. It has: {found}." },
    todo: {
      ko: "열 이름이 바뀌었으면 docs/DATASETS.md의 이름으로 고치거나 CSV로 주십시오.",
      en: "Where a title changed, name the column as docs/DATASETS.md does, or give CSV.",
    },
  },
  TABLE_COUNTRY_UNKNOWN: {
    severity: "error",
    text: { ko: "'{country}'은(는) 알 수 없는 국가입니다.", en: "'{country}' is no country that is known." },
    todo: { ko: "국가 이름이나 ISO 코드로 고치십시오.", en: "Write the country's name or its ISO code." },
  },
  TABLE_FIGURE_INVALID: {
    severity: "error",
    text: {
      ko: "CN {cn}의 값 '{given}'은(는) 0 이상의 수가 아닙니다.",
      en: "The figure '{given}' of CN {cn} is no number of zero or more.",
    },
    todo: {
      ko: "소수점은 하나만, 천 단위 구분 없이 적혀 있어야 합니다. 원래 파일과 비교하십시오.",
      en: "One decimal sign and none for thousands: compare it with the original file.",
    },
  },
  TABLE_ROW_TWICE: {
    severity: "error",
    text: { ko: "CN {cn}({country})의 행이 {line}행에도 있습니다.", en: "CN {cn} ({country}) has a row in line {line} already." },
    todo: { ko: "중복된 행을 확인하여 하나를 지우십시오.", en: "Check the two rows and take one out." },
  },
  TABLE_ACT_UNKNOWN: {
    severity: "error",
    text: {
      ko: "파일에서 이 표의 {what}을(를) 알 수 없습니다.",
      en: "The file does not tell the {what} of this table.",
    },
    todo: {
      ko: '--act, --valid-from으로 알려 주십시오. 예: --act "IR (EU) 2026/1740" --valid-from 2026-01-01',
      en: 'Say it with --act and --valid-from, such as --act "IR (EU) 2026/1740" --valid-from 2026-01-01.',
    },
  },
  TABLE_STATUS_UNSURE: {
    severity: "warning",
    text: {
      ko: "'{act}'의 상태를 알 수 없어 미확인으로 둡니다.",
      en: "Whether '{act}' is in force is not known here; the table is marked unsure.",
    },
    todo: { ko: "시행 중이면 --status inForce를 주십시오.", en: "Where it is in force, say --status inForce." },
  },
  TABLE_ANNEX_IV_DIFFERS: {
    severity: "note",
    text: {
      ko: "원산지를 모를 때의 값(부속서 IV) {count}건이 표의 국가별 최댓값과 다릅니다: {codes}.",
      en: "{count} values for an unknown origin (Annex IV) are not the highest total over the table's countries: {codes}.",
    },
    todo: {
      ko: "계산은 국가별 최댓값을 씁니다. 차이를 확인하십시오.",
      en: "Calculations take the highest over the countries; look at the difference.",
    },
  },
} as const;

export type ImportProblem = keyof typeof IMPORT_PROBLEMS;
export const importProblem = problemsOf(IMPORT_PROBLEMS);
