// What a case can say and the template cannot, and what is written instead.
import type { BothLanguages } from "../../base/problem.ts";

const loss = (what: BothLanguages, instead: BothLanguages) => ({ what, instead });
const LEFT_OUT: BothLanguages = { ko: "옮기지 않습니다", en: "it is left out" };

export const LOSSES = {
  shares: loss(
    { ko: "배출원 흐름의 공정별 배분율", en: "the shares of source streams by process" },
    { ko: "공정별 합계를 직접 귀속 배출(L54)에 숫자로 적습니다", en: "their sum for each process is typed as a number (D_Processes!L54)" },
  ),
  flows: loss(
    { ko: "한 공정의 여러 열·폐가스 흐름", en: "several flows of heat or waste gas of one process" },
    { ko: "합계와 가중평균 배출계수를 적습니다", en: "their total and weighted factor are written" },
  ),
  power: loss(
    { ko: "한 공정의 여러 전력원", en: "several sources of electricity of one process" },
    { ko: "합계와 가중평균 배출계수를 적습니다", en: "their total and weighted factor are written" },
  ),
  incompleteParts: loss(
    { ko: "일부 값이 빈 여러 흐름이나 전력원", en: "several flows or sources of which some lack a value" },
    { ko: "합을 낼 수 없어 비워 둡니다", en: "no total can be drawn, and the cells stay blank" },
  ),
  powerProduced: loss(
    { ko: "경계 안에서 생산한 전력", en: "electricity produced inside the boundary" },
    { ko: "내보낸 전력(L71, L72)으로 적습니다", en: "it is written as exported electricity (L71, L72)" },
  ),
  bothReadings: loss(
    { ko: "생산한 전력과 내보낸 전력을 함께", en: "electricity both produced and exported" },
    { ko: "계산이 쓰는 생산한 전력만 적습니다", en: "only what was produced, which the calculation uses, is written" },
  ),
  powerMethod: loss(
    { ko: "전력 배출계수의 이 출처", en: "this source of the electricity factor" },
    { ko: "출처 칸을 비워 둡니다", en: "the cell of the source stays blank" },
  ),
  powerDetails: loss({ ko: "전력의 공급자, 국가, 조건", en: "supplier, country and criteria of electricity" }, LEFT_OUT),
  partners: loss({ ko: "열·폐가스를 주고받은 상대", en: "who gave or took heat or waste gas" }, LEFT_OUT),
  sharedRoutes: loss(
    { ko: "같은 범주를 만드는 공정들의 서로 다른 생산 경로", en: "different routes of processes that make goods of one category" },
    { ko: "범주의 행에 모두 적습니다", en: "all stand in the category's row" },
  ),
  sources: loss(
    { ko: "한 전구물질의 여러 출처", en: "several sources of one precursor" },
    { ko: "질량 가중평균을 적습니다", en: "their mean weighted by mass is written" },
  ),
  bases: loss(
    { ko: "출처마다 다른 근거(실측, 기본값)", en: "sources of different basis (measured, default)" },
    { ko: "전체를 “Default”(없으면 “Unknown”)로 적습니다", en: "the whole is called “Default”, or else “Unknown”" },
  ),
  indirect: loss(
    { ko: "전력량 없이 주어진 전구물질의 간접 배출", en: "the indirect emissions of a precursor without its electricity" },
    {
      ko: "전력량 칸(L50)에 같은 수를, 배출계수(L51)에 1을 적습니다: 서식의 내재 전력량은 실제 값이 아닙니다",
      en: "the same number stands as electricity (L50) with a factor of 1 (L51): the embedded electricity that the workbook then shows is not real",
    },
  ),
  category: loss(
    { ko: "합금철의 종류(FeMn, FeCr, FeNi)", en: "which ferro-alloy it is (FeMn, FeCr, FeNi)" },
    { ko: "“Alloys (FeMn, FeCr, FeNi)”로 적습니다", en: "it is written as “Alloys (FeMn, FeCr, FeNi)”" },
  ),
  route: loss(
    { ko: "이 생산 경로", en: "this production route" },
    {
      ko: "목록에 있는 “Other production routes” 또는 첫 행에 적습니다",
      en: "it is written as “Other production routes”, or in the first row where there is none",
    },
  ),
  included: loss(
    { ko: "경계에 포함된 일곱째 이후의 전구물질", en: "more than six goods included in one process" },
    { ko: "여섯 개만 적습니다", en: "six are written" },
  ),
  cell: loss(
    { ko: "전해조의 이름", en: "the name of an electrolysis cell beside its technology" },
    { ko: "기술의 이름을 적습니다", en: "the technology is written" },
  ),
  productAmount: loss({ ko: "제품별 생산량", en: "the amount of each product" }, LEFT_OUT),
  makers: loss(
    { ko: "전구물질의 CN 코드, 생산자, 사업장, 기간, 검증인", en: "CN code, operator, installation, period and verifier of a precursor" },
    LEFT_OUT,
  ),
  justification: loss(
    { ko: "기본값을 쓴 이유의 글", en: "the reason for default values in free words" },
    { ko: "“Other”로 적습니다", en: "it is written as “Other”" },
  ),
  evidence: loss({ ko: "증빙과 추정 표시", en: "evidence, and marks of estimates" }, LEFT_OUT),
  operator: loss({ ko: "운영자의 이름과 등록번호", en: "name and registration of the operator" }, LEFT_OUT),
  biomassEvidence: loss({ ko: "바이오매스의 지속가능성 증빙", en: "what shows that biomass is sustainable" }, LEFT_OUT),
  dataGaps: loss({ ko: "데이터 공백의 기록", en: "the record of data gaps" }, LEFT_OUT),
  reporting: loss({ ko: "운영자 배출 보고서만의 항목", en: "what only the operator's emissions report asks for" }, LEFT_OUT),
  freeAllocation: loss(
    { ko: "벤치마크 지표와 전구물질의 무상할당", en: "the indicator of the benchmark, and the free allocation of precursors" },
    LEFT_OUT,
  ),
  cogeneration: loss({ ko: "셋째 이후의 열병합 설비", en: "more than two cogeneration units" }, LEFT_OUT),
} as const;

export type Loss = keyof typeof LOSSES;
