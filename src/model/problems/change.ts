// Problems of comparing two Statements.
import { problemsOf } from "../../base/problem.ts";

export const CHANGE_PROBLEMS = {
  CHANGE_NONE: {
    severity: "note",
    text: { ko: "두 산정서의 결과와 입력이 같습니다.", en: "The two statements have the same results and inputs." },
    todo: { ko: "할 일은 없습니다.", en: "Nothing has to be done." },
  },
  CHANGE_RECORDS: {
    severity: "note",
    text: {
      ko: "값은 모두 같지만, 값에 들어가지 않는 기록 {count}건이 다릅니다: {records}.",
      en: "All figures are the same, but {count} records differ that enter no figure: {records}.",
    },
    todo: {
      ko: "이름·수량·증빙처럼 보고서에만 쓰이는 내용이 맞는지 확인하십시오.",
      en: "Check what they say for the reports alone, such as names, amounts and evidence.",
    },
  },
  CHANGE_OTHER_INSTALLATION: {
    severity: "warning",
    text: {
      ko: "두 산정서의 사업장이 다릅니다: '{before}'와(과) '{after}'.",
      en: "The two statements are of different installations: '{before}' and '{after}'.",
    },
    todo: { ko: "같은 사업장의 산정서인지 확인하십시오.", en: "Check that these are the statements that you want to compare." },
  },
  CHANGE_WITHHELD: {
    severity: "warning",
    text: {
      ko: "비공개 입력값 {count}개 때문에 무엇이 얼마나 움직였는지 다 밝힐 수 없습니다: {steps}.",
      en: "{count} withheld inputs leave unknown what moved some figures: {steps}.",
    },
    todo: { ko: "모든 값이 든 산정서로 비교하십시오.", en: "Compare statements with all their values." },
  },
  CHANGE_FIGURE_MISSING: {
    severity: "warning",
    text: {
      ko: "'{good}'의 {measure} 값이 한쪽 산정서에 없어 변화를 나눌 수 없습니다.",
      en: "'{good}' has no {measure} in one of the statements, so that its change cannot be divided up.",
    },
    todo: { ko: "빠진 입력을 채우고 다시 계산하십시오.", en: "Fill in the missing input and calculate again." },
  },
  CHANGE_MANY_GOODS: {
    severity: "note",
    text: {
      ko: "달라진 값이 많아 가장 크게 움직인 {shown}개만 원인별로 나누었습니다(모두 {count}개).",
      en: "Of {count} figures that differ, the {shown} that moved most are divided up by cause.",
    },
    todo: { ko: "나머지는 이전 값과 이후 값만 보십시오.", en: "The others stand with their values before and after." },
  },
} as const;

export const changeProblem = problemsOf(CHANGE_PROBLEMS);
