// Problems that the comparison with a workbook's own results finds.
import { problemsOf } from "../../base/problem.ts";

export const COMPARISON_PROBLEMS = {
  WORKBOOK_RESULT_DIFFERS: {
    severity: "warning",
    text: {
      ko: "통합 문서에 저장된 결과 {cached}이(가) 다시 계산한 {value}와(과) 다릅니다(이런 셀 모두 {count}개).",
      en: "The result stored in the workbook, {cached}, differs from the recomputed {value} (such cells in all: {count}).",
    },
    todo: {
      ko: "통합 문서를 엑셀에서 다시 계산하여 저장했는지, 수식을 고치지 않았는지 확인하십시오. 여기서는 다시 계산한 값을 씁니다.",
      en: "Check that the workbook was recalculated before saving and that no formula was changed. The recomputed value is used here.",
    },
  },
} as const;

export const comparisonProblem = problemsOf(COMPARISON_PROBLEMS);
