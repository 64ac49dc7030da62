// Problems of the datasets: a figure of the law that is superseded, missing, ambiguous or not to be found.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const DATASET_PROBLEMS = {
  DATASET_SUPERSEDED: {
    severity: "error",
    text: {
      ko: "기본값 데이터 {version}({act})은(는) {by}(으)로 대체되어 신고에 쓸 수 없습니다.",
      en: "The default values {version} ({act}) were superseded by {by} and may not be used for a declaration.",
    },
    todo: {
      ko: "집행위원회의 현행 기본값 파일을 불러오거나, 신고가 아닌 시험 계산(as if)으로 다시 실행하십시오.",
      en: "Import the Commission's current workbook of default values, or calculate again as a trial (as if) that is no declaration.",
    },
    clause: "IR (EU) 2026/1740, replacing Annexes I and IV of IR (EU) 2025/2621",
  },
  DATASET_SUPERSEDED_USED: {
    severity: "note",
    text: {
      ko: "시험 계산이므로 대체된 기본값 데이터 {version}({act})을(를) 사용했습니다. 현행은 {by}입니다.",
      en: "As this is a trial, the superseded default values {version} ({act}) were used; {by} is in force.",
    },
    todo: {
      ko: "신고 전에 집행위원회의 현행 기본값 파일을 불러와 다시 계산하십시오.",
      en: "Import the Commission's current workbook of default values and calculate again before a declaration.",
    },
    clause: "IR (EU) 2026/1740, replacing Annexes I and IV of IR (EU) 2025/2621",
  },
  DEFAULT_MISSING: {
    severity: "warning",
    text: {
      ko: "CN {cn}의 기본값이 없습니다. 원산지 국가({country})와 '기타 국가 및 지역'의 행을 모두 찾아보았습니다.",
      en: "There is no default value for CN {cn}: neither the country of origin ({country}) nor the row of other countries and territories has one.",
    },
    todo: {
      ko: "CN 코드를 확인하거나 생산자의 검증된 실제값을 입력하십시오.",
      en: "Check the CN code, or enter the maker's verified actual value.",
    },
    clause: "IR (EU) 2025/2621, Annex I",
  },
  DEFAULT_AMBIGUOUS: {
    severity: "warning",
    text: {
      ko: "CN {cn}의 기본값이 여러 개입니다: {options}.",
      en: "There are several default values for CN {cn}: {options}.",
    },
    todo: {
      ko: "경로를 지정하십시오: 회색은 greyClinker(A), 백색은 whiteClinker(B). 10자리 TARIC 코드가 있으면 그것을 쓰십시오.",
      en: "State the route: greyClinker (A) for grey, whiteClinker (B) for white; or the ten-digit TARIC code where there is one.",
    },
    clause: "IR (EU) 2025/2621, Annex I",
  },
  DEFAULT_OTHER_COUNTRIES: {
    severity: "note",
    text: {
      ko: "{country}에는 CN {cn}의 기본값이 없어 '기타 국가 및 지역'의 행 전체를 사용했습니다.",
      en: "There is no default value of {country} for CN {cn}: the whole row of other countries and territories was used.",
    },
    todo: {
      ko: "할 일은 없습니다. 더 정확하게 하려면 생산자의 검증된 실제값을 입력하십시오.",
      en: "Nothing has to be done; the maker's verified actual value would be more exact.",
    },
    clause: "IR (EU) 2025/2621, Annex I",
  },
  DEFAULT_UNKNOWN_ORIGIN: {
    severity: "note",
    text: {
      ko: "CN {cn}의 원산지를 알 수 없어 모든 국가 중 가장 높은 값({country})을 사용했습니다.",
      en: "As the origin is unknown, the highest value of all countries for CN {cn} was used, that of {country}.",
    },
    todo: {
      ko: "원산지 국가를 입력하면 그 국가의 기본값을 사용합니다.",
      en: "State the country of origin to use its own default value.",
    },
    clause: "IR (EU) 2025/2621, Annex IV",
  },
  CN_MALFORMED: {
    severity: "error",
    text: {
      ko: "'{cn}'은(는) CN 코드가 아닙니다. 숫자 8자리(TARIC은 10자리)여야 합니다.",
      en: "'{cn}' is no CN code: it has eight digits, or ten as a TARIC code.",
    },
    todo: {
      ko: "세관 신고서에 있는 8자리 CN 코드를 입력하십시오.",
      en: "Enter the eight-digit CN code of the customs declaration.",
    },
  },
  COUNTRY_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "'{country}'은(는) 알 수 없는 국가입니다.",
      en: "'{country}' is not a known country.",
    },
    todo: {
      ko: "ISO 3166-1 두 글자 코드(예: KR)를 입력하십시오.",
      en: "Enter the two-letter code of ISO 3166-1, such as KR.",
    },
  },
  ELECTRICITY_DEFAULT_UNPUBLISHED: {
    severity: "warning",
    text: {
      ko: "{country}의 CBAM 전력 기본 배출계수는 이 제품에 들어 있지 않습니다. IEA 자료여서 배포할 수 없거나 공표 여부가 확인되지 않았습니다.",
      en: "The CBAM default electricity factor of {country} is not part of this product: it rests on IEA data that may not be distributed, or its publication is unconfirmed.",
    },
    todo: {
      ko: "IR (EU) 2025/2621 부속서 II에서 {country}의 계수를 찾아 출처와 함께 입력하십시오.",
      en: "Look up the factor of {country} in Annex II of IR (EU) 2025/2621 and enter it with its source.",
    },
    clause: "IR (EU) 2025/2547, Annex II, section D.4; IR (EU) 2025/2621, Annex II",
  },
} as const satisfies Record<string, ProblemSpec>;

export const datasetProblem = problemsOf(DATASET_PROBLEMS);
