// Problems of product footprints: what is wrong in one that is exchanged, and what the calculation of one lacks.
import { problemsOf } from "../../base/problem.ts";

const EXCHANGED = {
  FOOTPRINT_SHAPE: {
    severity: "error",
    text: { ko: "제품탄소발자국의 형식에 맞지 않습니다: {what}.", en: "This has not the shape of a product footprint: {what}." },
    todo: { ko: "적힌 PACT 판의 자료모형에 맞게 고치십시오.", en: "Mend it by the data model of the PACT version that it names." },
    clause: "PACT 3.0.3, ProductFootprint",
  },
  FOOTPRINT_PROPERTY_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "PACT 3이 모르는 속성 '{name}'은(는) 받아들이지 않았습니다.",
      en: "PACT 3 knows no property '{name}'; it was not taken over.",
    },
    todo: { ko: "이름을 확인하거나 extensions에 넣으십시오.", en: "Check the name, or put it into extensions." },
    clause: "PACT 3.0.3, ProductFootprint",
  },
  FOOTPRINT_NOT_EMITTED: {
    severity: "error",
    text: { ko: "검사를 통과하지 못해 내보내지 않습니다: {codes}.", en: "It is not sent out, since it fails these checks: {codes}." },
    todo: { ko: "아래에 적힌 문제를 고친 뒤 다시 내보내십시오.", en: "Mend the problems listed with it, then send it again." },
  },
  FOOTPRINT_V2_MASS: {
    severity: "error",
    text: {
      ko: "PACT 2의 기록에 제품 질량이 없고, {unit}에서는 알아낼 수 없습니다.",
      en: "This record of PACT 2 says no mass, and it cannot be told from {unit}.",
    },
    todo: { ko: "보낸 이에게 단위당 질량(kg)을 요청하십시오.", en: "Ask its sender for the mass per unit in kg." },
    clause: "PACT 3.0.3, productMassPerDeclaredUnit",
  },
  FOOTPRINT_V2_AMOUNT: {
    severity: "warning",
    text: {
      ko: "PACT 2의 값에 수량 {amount}을(를) 곱했습니다. 이미 곱하여 보내는 상대도 있습니다.",
      en: "The figures of PACT 2 were multiplied by the amount {amount}; some senders have done so already.",
    },
    todo: { ko: "값이 단위당인지 보낸 이에게 확인하십시오.", en: "Ask the sender whether the figures are per unit." },
    clause: "PACT ADR-36",
  },
  FOOTPRINT_V2_DERIVED: {
    severity: "warning",
    text: {
      ko: "PACT 2의 기록에 '{name}'이(가) 없어, 제외한 값에 흡수량(적혀 있으면)을 더해 얻었습니다.",
      en: "The record of PACT 2 lacks '{name}': it was taken as the figure without uptake plus the uptake, where one is given.",
    },
    todo: { ko: "생물 기원 흡수량이 있는지 보낸 이에게 확인하십시오.", en: "Ask the sender whether there is a biogenic uptake." },
    clause: "PACT 3.0.3, pcfIncludingBiogenicUptake",
  },
  FOOTPRINT_V2_LOST: {
    severity: "warning",
    text: { ko: "PACT 2의 '{name}'은(는) PACT 3에 옮길 자리가 없습니다.", en: "'{name}' of PACT 2 has no place in PACT 3." },
    todo: { ko: "필요하면 원본 기록에서 보십시오.", en: "See the original record where it is needed." },
    clause: "PACT 3.0.3, CarbonFootprint",
  },
  FOOTPRINT_DECIMAL: {
    severity: "warning",
    text: { ko: "'{name}'의 값 '{text}'은(는) 십진수가 아닙니다.", en: "The value '{text}' of '{name}' is no decimal number." },
    todo: { ko: "숫자와 소수점만으로 쓰십시오. 예: 12.5", en: "Write digits and a point alone, such as 12.5." },
    clause: "PACT 3.0.3, Decimal",
  },
  FOOTPRINT_EXPONENT: {
    severity: "warning",
    text: { ko: "'{name}'이(가) 지수로 적혔습니다: {text}.", en: "'{name}' is written with an exponent: {text}." },
    todo: {
      ko: "지수 없이 쓰십시오. 3.0.3의 형식이 지수를 받지 않습니다.",
      en: "Write it without exponent: the pattern of 3.0.3 takes none.",
    },
    clause: "PACT 3.0.3, Decimal",
  },
  FOOTPRINT_SIGN: {
    severity: "warning",
    text: { ko: "'{name}'은(는) {sign}이어야 하는데 {text}입니다.", en: "'{name}' must be {sign}; it is {text}." },
    todo: { ko: "부호를 확인하십시오. 흡수와 제거는 0 이하입니다.", en: "Check the sign: uptake and removals are zero or below." },
    clause: "PACT 3.0.3, CarbonFootprint",
  },
  FOOTPRINT_SUM: {
    severity: "warning",
    text: { ko: "'{name}'이(가) {stated}인데, 항목의 합은 {sum}입니다.", en: "'{name}' says {stated}, its terms come to {sum}." },
    todo: { ko: "합계나 항목을 고치십시오.", en: "Mend the total or its terms." },
    clause: "PACT Methodology v3, section 3.3.1",
  },
  FOOTPRINT_SUM_UNCHECKED: {
    severity: "note",
    text: {
      ko: "'{name}'이(가) {stated}인데, 적힌 항목의 합은 {sum}입니다. 빈 항목({blank})이 있어 검사할 수 없습니다.",
      en: "'{name}' says {stated}, the terms that are given come to {sum}; it cannot be checked, since these are blank: {blank}.",
    },
    todo: { ko: "해당하지 않는 항목에는 0을 쓰십시오.", en: "Write 0 for a term that does not apply." },
    clause: "PACT Methodology v3, section 3.3.1",
  },
  FOOTPRINT_FLAG_DENIES: {
    severity: "warning",
    text: {
      ko: "포함하지 않았다고 표시했는데 '{name}'이(가) 있습니다.",
      en: "'{name}' is there although its flag says that it is not included.",
    },
    todo: { ko: "표시를 고치거나 값을 지우십시오.", en: "Mend the flag or remove the value." },
    clause: "PACT 3.0.3, CarbonFootprint",
  },
  FOOTPRINT_UNREPORTED: {
    severity: "note",
    text: {
      ko: "방법론이 요구하는 '{name}'이(가) 없습니다(규칙 {rule}).",
      en: "'{name}', which the Methodology asks for, is blank (rule {rule}).",
    },
    todo: {
      ko: "값을 적으십시오. 해당하지 않는 생물 기원 항목에는 0을 적습니다.",
      en: "Fill it in; a biogenic term that does not apply is 0.",
    },
    clause: "PACT 3.0.3, reporting rules",
  },
  FOOTPRINT_PART_EXCEEDS: {
    severity: "warning",
    text: {
      ko: "'{name}' {text}은(는) 화석 배출량 {fossil}에 들어 있는 값인데 그보다 큽니다.",
      en: "'{name}', {text}, is a part of the fossil emissions, {fossil}, and exceeds them.",
    },
    todo: { ko: "두 값을 확인하십시오.", en: "Check both figures." },
    clause: "PACT 3.0.3, landManagementFossilGhgEmissions",
  },
  FOOTPRINT_APPROACH_MISSING: {
    severity: "warning",
    text: {
      ko: "포집한 탄소({text} kg)를 쓰는데 '{name}'이(가) 없습니다.",
      en: "Captured carbon is used ({text} kg), and '{name}' is not there.",
    },
    todo: { ko: "Cut-off와 Credit 가운데 하나를 적으십시오.", en: "Say Cut-off or Credit." },
    clause: "PACT Methodology v3, section 3.3.2.5",
  },
  FOOTPRINT_CREDIT: {
    severity: "warning",
    text: {
      ko: "'{name}'은(는) 접근법이 Credit일 때, 그리고 그때에만 있어야 합니다.",
      en: "'{name}' stands with the approach Credit, and with it alone.",
    },
    todo: {
      ko: "접근법을 확인하고 인증서의 주소를 적거나 지우십시오.",
      en: "Check the approach, and add or remove the certificate's address.",
    },
    clause: "PACT Methodology v3, section 3.3.2.5",
  },
  FOOTPRINT_RATING: {
    severity: "warning",
    text: {
      ko: "데이터 품질 등급 '{name}'은(는) 1에서 5 사이여야 하는데 {text}입니다.",
      en: "The rating '{name}' must lie between 1 and 5; it is {text}.",
    },
    todo: { ko: "등급을 다시 계산하십시오. 1이 가장 좋습니다.", en: "Work the rating out again; 1 is best." },
    clause: "PACT Methodology v3, section 4.2.3",
  },
  FOOTPRINT_SHARE: {
    severity: "warning",
    text: { ko: "1차 데이터 비중이 100 %를 넘습니다: {text}.", en: "The share of primary data is above 100 %: {text}." },
    todo: { ko: "0에서 100 사이의 백분율로 쓰십시오.", en: "Write a percentage between 0 and 100." },
    clause: "PACT Methodology v3, section 4.2.2",
  },
  FOOTPRINT_SHARE_FRACTION: {
    severity: "warning",
    text: {
      ko: "1차 데이터 비중 {text}은(는) 백분율이 아니라 비율로 보입니다.",
      en: "The share of primary data, {text}, looks like a fraction and not like a percentage.",
    },
    todo: { ko: "백분율로 쓰십시오. 0.6이 아니라 60입니다.", en: "Write a percentage: 60 and not 0.6." },
    clause: "PACT Methodology v3, section 4.2.2",
  },
  FOOTPRINT_SOURCES: {
    severity: "warning",
    text: {
      ko: "1차 데이터 비중이 {share} %인 것과 2차 배출계수의 출처가 서로 맞지 않습니다.",
      en: "A share of primary data of {share} % does not go with what is said of the sources of secondary factors.",
    },
    todo: {
      ko: "2차 데이터를 썼으면 출처를 적고, 쓰지 않았으면 지우십시오.",
      en: "Name the sources where secondary data were used, and leave them out where none were.",
    },
    clause: "PACT 3.0.3, secondaryEmissionFactorSources",
  },
  FOOTPRINT_EXEMPTED: {
    severity: "warning",
    text: {
      ko: "제외한 배출량이 {text} %입니다. 3 %보다 작아야 합니다.",
      en: "{text} % of the emissions are left out; it must be less than 3 %.",
    },
    todo: { ko: "제외한 활동을 다시 넣으십시오.", en: "Take activities in that were left out." },
    clause: "PACT Methodology v3, section 3.3.1.2",
  },
  FOOTPRINT_MASS: {
    severity: "warning",
    text: { ko: "선언단위가 {unit}인데 제품 질량이 0입니다.", en: "The product is measured by {unit}, and its mass is zero." },
    todo: { ko: "포장을 뺀 제품의 질량(kg)을 적으십시오.", en: "Write the product's mass in kg, without packaging." },
    clause: "PACT Methodology v3, section 3.2.4",
  },
  FOOTPRINT_OPERATOR: {
    severity: "warning",
    text: {
      ko: "운영자가 {operator}인 것과 otherOperatorName이 서로 맞지 않습니다.",
      en: "The operator {operator} does not go with what otherOperatorName says.",
    },
    todo: { ko: "운영자가 Other일 때에만 이름을 적으십시오.", en: "Give the name where the operator is Other, and only there." },
    clause: "PACT 3.0.3, ProductOrSectorSpecificRule",
  },
  FOOTPRINT_REPORT_OLD: {
    severity: "warning",
    text: {
      ko: "지구온난화지수가 최신 보고서(AR6)의 것이 아닙니다: {reports}.",
      en: "The warming potentials are not those of the latest report, AR6: {reports}.",
    },
    todo: { ko: "AR6의 지수로 다시 계산하십시오.", en: "Calculate it again with those of AR6." },
    clause: "PACT Methodology v3, section 3.2.2",
  },
  FOOTPRINT_PERIOD: {
    severity: "warning",
    text: { ko: "기준기간이 {start}에 시작하여 {end}에 끝납니다.", en: "The reference period begins {start} and ends {end}." },
    todo: { ko: "두 시각을 확인하십시오. 끝은 기간에 들지 않습니다.", en: "Check both instants; the end does not belong to the period." },
    clause: "PACT Methodology v3, section 3.2.3",
  },
  FOOTPRINT_VALIDITY: {
    severity: "warning",
    text: {
      ko: "유효기간 {start} ~ {end}이(가) 허용된 {from} ~ {to} 안에 있지 않습니다.",
      en: "The validity {start} to {end} does not lie within {from} to {to}.",
    },
    todo: { ko: "기준기간이 끝난 뒤 3년 안의 기간을 쓰십시오.", en: "Use a period within three years of the end of the reference period." },
    clause: "PACT 3.0.3, validity period",
  },
} as const;

const CALCULATED = {
  PCF_GAS_UNKNOWN: {
    severity: "error",
    text: { ko: "기체 '{gas}'의 AR6 지구온난화지수가 표에 없습니다.", en: "The table has no AR6 warming potential of the gas '{gas}'." },
    todo: { ko: "기체의 이름을 확인하십시오. 예: CH4, N2O, HFC134a", en: "Check the name of the gas, such as CH4, N2O or HFC134a." },
    clause: "PACT Methodology v3, section 3.2.2",
  },
  PCF_METHANE_ORIGIN_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "메탄의 기원을 몰라 화석 기원의 지수 {value}을(를) 썼습니다.",
      en: "Where the methane comes from is not known; the fossil figure {value} was used.",
    },
    todo: { ko: "화석 기원인지 아닌지 밝히십시오.", en: "Say whether it is of fossil origin." },
    clause: "PACT Methodology v3, section 3.2.2",
  },
  PCF_ALLOCATION_READINGS_DIFFER: {
    severity: "note",
    text: {
      ko: "경제적 할당에서 방법론의 본문(금액과 양)과 예시(금액만)가 다릅니다. '{product}'의 몫은 본문으로 {text} %, 예시로 {example} %입니다.",
      en: "For economic allocation the Methodology's text (value and amount) and its examples (value alone) differ: the share of '{product}' is {text} % by the text, {example} % by the examples.",
    },
    todo: { ko: "어느 쪽을 썼는지 allocationRulesDescription에 적으십시오.", en: "Say in allocationRulesDescription which one was used." },
    clause: "PACT Methodology v3, section 3.3.1.3",
  },
  PCF_PRICE_MISSING: {
    severity: "error",
    text: {
      ko: "'{product}'의 가치(가격)가 없거나 0보다 크지 않아 할당 방법을 정할 수 없습니다.",
      en: "The value (price) of '{product}' is missing or not above zero, so that no allocation can be chosen.",
    },
    todo: { ko: "산출 단위당 가격을 입력하십시오.", en: "Enter its price per unit of output." },
    clause: "PACT Methodology v3, section 3.3.1.3",
  },
  PCF_PRICE_YEARS_SHORT: {
    severity: "warning",
    text: {
      ko: "가격이 한 해에 100 % 넘게 움직였는데 {years}년치만 있습니다.",
      en: "The price moved by more than 100 % in a year, and there are only {years} years of it.",
    },
    todo: { ko: "5년, 적어도 3년의 가격을 입력하십시오.", en: "Enter the prices of five years, three at least." },
    clause: "PACT Methodology v3, section 3.3.1.3",
  },
  PCF_EXEMPTIONS_HIGH: {
    severity: "warning",
    text: {
      ko: "'{product}'에서 제외한 배출량이 {percent} %입니다. 3 %보다 작아야 합니다.",
      en: "{percent} % of the emissions of '{product}' are left out; it must be less than 3 %.",
    },
    todo: { ko: "제외한 활동을 다시 넣거나 공급자의 제외분을 줄이십시오.", en: "Take activities in, or have suppliers leave out less." },
    clause: "PACT Methodology v3, section 3.3.1.2",
  },
  PCF_CAPTURE_NOT_COUNTED: {
    severity: "warning",
    text: {
      ko: "'{subject}': 포집한 CO2를 빼지 않았습니다. 갖추지 못한 조건: {marks}.",
      en: "'{subject}': the captured CO2 was not subtracted; what does not hold: {marks}.",
    },
    todo: {
      ko: "영구 저장, 추적, 감시와 전 과정 배출량을 증명하십시오.",
      en: "Prove that the storage is permanent, traced and monitored and that all its emissions are counted.",
    },
    clause: "PACT Methodology v3, section 3.3.2.5",
  },
  PCF_CREDIT_UNCERTIFIED: {
    severity: "error",
    text: {
      ko: "'{subject}': Credit 접근법에 필요한 외부 인증서가 없습니다.",
      en: "'{subject}': the credit approach needs an external certificate, and there is none.",
    },
    todo: { ko: "인증서의 주소를 적거나 Cut-off 접근법을 쓰십시오.", en: "Give the certificate's address, or use the cut-off approach." },
    clause: "PACT Methodology v3, section 3.3.2.5",
  },
  PCF_INSTRUMENT_REFUSED: {
    severity: "warning",
    text: {
      ko: "전력 증서 '{instrument}'을(를) 세지 않았습니다. 갖추지 못한 기준: {criteria}.",
      en: "The electricity instrument '{instrument}' was not counted; criteria that it does not meet: {criteria}.",
    },
    todo: { ko: "기준을 갖추었다는 증거를 더하십시오.", en: "Add evidence that it meets them." },
    clause: "PACT Methodology v3, Box 7",
  },
  PCF_ELECTRICITY_OVER_COVERED: {
    severity: "error",
    text: {
      ko: "'{subject}': 증서의 전력량이 사용량보다 많습니다.",
      en: "'{subject}': the instruments cover more electricity than was used.",
    },
    todo: { ko: "사용한 만큼만 배정하십시오.", en: "Assign no more than was used." },
    clause: "PACT Methodology v3, Box 7",
  },
  PCF_ELECTRICITY_FACTOR_MISSING: {
    severity: "error",
    text: {
      ko: "'{subject}': 증서로 채우지 못한 전력의 배출계수가 없습니다.",
      en: "'{subject}': there is no factor for the electricity that no instrument covers.",
    },
    todo: { ko: "잔여믹스 또는 전력망의 배출계수를 입력하십시오.", en: "Enter the factor of the residual mix or of the grid." },
    clause: "PACT Methodology v3, Box 7",
  },
  PCF_RESIDUAL_MIX_MISSING: {
    severity: "warning",
    text: {
      ko: "'{subject}': 잔여믹스가 없어 전력망 평균을 썼습니다.",
      en: "'{subject}': there is no residual mix; the grid average was used.",
    },
    todo: { ko: "공표된 잔여믹스가 있으면 입력하십시오.", en: "Enter the residual mix where one is published." },
    clause: "PACT Methodology v3, Box 7",
  },
  PCF_ELECTRICITY_PARTIAL: {
    severity: "warning",
    text: {
      ko: "'{subject}': 배출계수에 상류와 송배전 손실이 들어 있지 않아 값이 너무 작습니다.",
      en: "'{subject}': a factor lacks upstream emissions or the losses of transmission, so that the figure is too low.",
    },
    todo: { ko: "상류와 송배전을 포함한 배출계수를 쓰십시오.", en: "Use factors with upstream, transmission and distribution." },
    clause: "PACT Methodology v3, Box 7",
  },
  PCF_USABILITY_UNSURE: {
    severity: "note",
    text: {
      ko: "활용성 수준 {level}은(는) 이름이 알려진 항목만으로 판정했습니다. 공식 목록에는 항목이 더 있습니다.",
      en: "Usability level {level} is judged by the fields that are known by name; the official lists hold more.",
    },
    todo: {
      ko: "수준을 밖에 알리기 전에 공식 부록과 대조하십시오.",
      en: "Compare with the official appendix before the level is stated to others.",
    },
    clause: "PCF Usability Model, 24 March 2026",
  },
} as const;

export const FOOTPRINT_PROBLEMS = { ...EXCHANGED, ...CALCULATED } as const;

export const footprintProblem = problemsOf(FOOTPRINT_PROBLEMS);
