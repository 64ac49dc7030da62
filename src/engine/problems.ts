// What can be wrong with a product system, in both languages, with the way out.

import { problemsOf } from "../base/problem.ts";

export const engineProblems = {
  ENGINE_NOT_FINITE: {
    severity: "error",
    text: {
      ko: "{whatKo}의 값이 유한한 수가 아닙니다: {value} (제품 {product}).",
      en: "A value of {whatEn} is not a finite number: {value} (product {product}).",
    },
    todo: {
      ko: "해당 투입량, 직접 배출량 또는 수요의 원자료를 확인하고 수치를 입력하십시오. 값을 모르면 0이 아니라 누락으로 두십시오.",
      en: "Check the source of this input, direct amount or demand and enter a number. If it is not known, leave it missing rather than zero.",
    },
  },
  ENGINE_SELF_USE: {
    severity: "error",
    text: {
      ko: "제품 {product}은(는) 1단위를 생산하는 데 자신을 {share}단위 소비하므로 순산출이 남지 않습니다.",
      en: "Product {product} uses {share} of itself to make 1, so nothing is left as net output.",
    },
    todo: {
      ko: "자가소비량과 총생산량의 단위와 기간을 확인하십시오. 자가소비는 생산량보다 작아야 합니다.",
      en: "Check units and period of the self-use and of the gross output. Self-use must be smaller than the output.",
    },
  },
  ENGINE_NON_PRODUCTIVE_LOOP: {
    severity: "error",
    text: {
      ko: "비생산적 순환: 서로를 투입하는 제품 {size}개가 산출하는 만큼 또는 그 이상을 소비하므로 답이 없습니다(모든 순환을 합친 한 단계 계수 {radius}). 가장 강한 순환: {cycle} (한 바퀴 계수 {gain}).",
      en: "Non-productive loop: {size} products that feed each other use up as much as they make, or more, so there is no answer (factor of one step, all cycles together, {radius}). The strongest cycle: {cycle} (factor of one round {gain}).",
    },
    todo: {
      ko: "이 순환에 있는 투입량과 산출량의 단위, 기간, 이중 기재를 확인하십시오. 한 바퀴 돌 때 1보다 적게 소비해야 합니다.",
      en: "Check units, periods and double entries of the inputs and outputs along this cycle. One round must use less than it yields.",
    },
  },
  ENGINE_SINGULAR_LOOP: {
    severity: "error",
    text: {
      ko: "음의 투입(차감)이 있는 제품 {size}개의 순환에 유일한 답이 없습니다: {cycle} (한 바퀴 계수 {gain}).",
      en: "A loop of {size} products with negative inputs (credits) has no single answer: {cycle} (factor of one round {gain}).",
    },
    todo: {
      ko: "차감 대신 공정 세분화 또는 배분을 사용하거나 차감량을 확인하십시오.",
      en: "Use subdivision or allocation in place of the credit, or check its amount.",
    },
  },
  ENGINE_NOT_SETTLED: {
    severity: "error",
    text: {
      ko: "서로를 투입하는 제품 {size}개의 순환에 대해 신뢰할 수 있는 수를 계산하지 못했습니다. 이 순환은 한 단계마다 산출의 {radius}배를 소비합니다(1이면 전부). 가장 강한 순환: {cycle} (한 바퀴 계수 {gain}).",
      en: "No reliable number could be computed for a loop of {size} products that feed each other: per step it uses up {radius} of what it makes (1 is all). The strongest cycle: {cycle} (factor of one round {gain}).",
    },
    todo: {
      ko: "이 순환에 있는 투입량과 산출량의 단위, 기간, 이중 기재를 확인하십시오. 맞다면 순환을 더 작은 부분으로 나누십시오.",
      en: "Check units, periods and double entries of the inputs and outputs along this cycle. If they are right, split the loop into smaller parts.",
    },
  },
  ENGINE_NOT_CERTIFIED: {
    severity: "warning",
    text: {
      ko: "인증되지 않음: 음의 투입(차감)이 있는 제품 {size}개의 순환 {cycle}에 대해서는 오차 한계를 증명할 수 없습니다.",
      en: "Not certified: no error bound can be proved for the loop of {size} products with negative inputs (credits) {cycle}.",
    },
    todo: {
      ko: "차감 대신 공정 세분화 또는 배분을 사용하면 증명할 수 있습니다. 그대로 쓰려면 결과를 독립적으로 확인하십시오.",
      en: "With subdivision or allocation in place of the credit it can be proved. To keep it, check the result independently.",
    },
  },
  ENGINE_LESS_PRECISE: {
    severity: "warning",
    text: {
      ko: "요청한 상대 오차 {tolerance}에 도달하지 못했습니다. 증명된 한계는 제품 {product}에서 {reached}입니다.",
      en: "The relative tolerance {tolerance} was not reached; the error proved is {reached} at product {product}.",
    },
    todo: {
      ko: "결과와 함께 주어진 오차 한계를 사용하거나, 순환 투입이 거의 모든 산출을 소비하는지 확인하십시오.",
      en: "Use the bound given with the result, or check whether a loop uses up almost all it makes.",
    },
  },
  ENGINE_TOO_LARGE: {
    severity: "error",
    text: {
      ko: "제품 {product}의 결과가 컴퓨터가 표현할 수 있는 수의 범위를 벗어났습니다.",
      en: "The result of product {product} is beyond the numbers a computer can hold.",
    },
    todo: { ko: "투입량의 단위를 확인하십시오.", en: "Check the units of the inputs." },
  },
  ENGINE_SPREAD_UNFIT: {
    severity: "error",
    text: {
      ko: "분포 {id}의 매개변수가 맞지 않거나 알 수 없는 분포입니다: {numbers}.",
      en: "The parameters of distribution {id} do not fit, or it is not a known one: {numbers}.",
    },
    todo: {
      ko: "stats_arrays 분포 0, 1, 2, 3, 4, 5, 13 가운데 하나를 쓰고, 척도는 0보다 크게, 최솟값 ≤ 최빈값 ≤ 최댓값이 되게 하십시오.",
      en: "Use one of the stats_arrays distributions 0, 1, 2, 3, 4, 5 and 13, a scale above 0, and minimum <= mode <= maximum.",
    },
  },
  ENGINE_TOO_FEW_DRAWS: {
    severity: "error",
    text: {
      ko: "{runs}회의 추출 가운데 {accepted}회({percent} %)에만 답이 있으므로 불확도를 제시하지 않습니다. 예: {why}",
      en: "Only {accepted} of {runs} draws ({percent} %) have an answer, so no uncertainty is given. For example: {why}",
    },
    todo: {
      ko: "이 순환에 있는 투입량의 분포가 지나치게 넓지 않은지, 한 바퀴 돌 때 1보다 적게 소비하는지 확인하십시오.",
      en: "Check whether the inputs along this cycle spread too far, and whether one round uses less than it yields.",
    },
  },
} as const satisfies Parameters<typeof problemsOf>[0];

/** Law: every Problem of this room is made from the table above. */
export const problem = problemsOf(engineProblems);
