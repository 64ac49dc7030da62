// Problems that the CBAM calculation finds: a value that is needed and missing, a number that cannot be, units that do not fit.
import { problemsOf } from "../../base/problem.ts";

export const CALCULATION_PROBLEMS = {
  PARTS_DIFFER: {
    severity: "error",
    text: {
      ko: "'{subject}'의 {what}: 적힌 합계 {stated} {unit}이(가) 부분들의 합 {sum} {unit}과(와) 다릅니다.",
      en: "'{subject}', {what}: the stated sum {stated} {unit} is not the sum of its parts, {sum} {unit}.",
    },
    todo: { ko: "합계나 부분의 값을 고치십시오.", en: "Mend the sum or the parts." },
  },
  VALUE_MISSING: {
    severity: "error",
    text: { ko: "{subject}: 필요한 값 '{what}'이(가) 없습니다.", en: "{subject}: the value '{what}' is needed and missing." },
    todo: {
      ko: "값과 단위를 입력하십시오. 실제로 0이면 0을 입력하십시오. 빈 칸은 0으로 보지 않습니다.",
      en: "Enter the value with its unit; enter 0 if it really is zero. A blank is never taken for zero.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.1",
  },
  UNITS_DO_NOT_FIT: {
    severity: "error",
    text: {
      ko: "{subject}: 단위가 서로 맞지 않습니다. 활동자료는 {activity}, {what}은(는) {unit}입니다.",
      en: "{subject}: the units do not fit together: activity data in {activity}, {what} in {unit}.",
    },
    todo: {
      ko: "질량(t)에는 t당, 부피(1000Nm3)에는 1000Nm3당 값을 쓰거나, 발열량과 TJ당 배출계수를 쓰십시오.",
      en: "Use values per tonne with a mass and per 1000Nm3 with a gas volume, or a net calorific value with a factor per TJ.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3",
  },
  STANDARD_FACTOR_UNKNOWN: {
    severity: "error",
    text: { ko: "{subject}: 표준계수 '{name}'은(는) 표에 없습니다.", en: "{subject}: there is no standard factor called '{name}'." },
    todo: {
      ko: "`sandan data show standard-factors`로 이름을 확인하거나, 발열량과 배출계수를 직접 입력하십시오.",
      en: "See the names with `sandan data show standard-factors`, or enter net calorific value and emission factor yourself.",
    },
    clause: "IR (EU) 2025/2547 Annex II",
  },
  ACTIVITY_NOT_POSITIVE: {
    severity: "error",
    text: {
      ko: "공정 {subject}: 활동수준이 {value} t입니다. 0보다 커야 합니다.",
      en: "Process {subject}: the activity level is {value} t; it must be above zero.",
    },
    todo: {
      ko: "보고기간에 생산한 제품의 총량을 입력하십시오. 생산이 없었다면 이 공정을 빼십시오.",
      en: "Enter the total mass of goods produced in the period; leave the process out if nothing was produced.",
    },
    clause: "IR (EU) 2025/2547 Annex II F",
  },
  NEGATIVE_AMOUNT: {
    severity: "error",
    text: { ko: "{subject}: '{what}'이(가) 음수({value})입니다.", en: "{subject}: '{what}' is negative ({value})." },
    todo: {
      ko: "부호를 확인하십시오. 음수는 물질수지의 산출 흐름에만 쓸 수 있습니다.",
      en: "Check the sign: only an output of a mass balance may be negative.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3.2",
  },
  FRACTION_OUT_OF_RANGE: {
    severity: "error",
    text: {
      ko: "{subject}: '{what}'은(는) 0과 1(0 %와 100 %) 사이여야 하는데 {value}입니다.",
      en: "{subject}: '{what}' must lie between 0 and 1 (0 % and 100 %); it is {value}.",
    },
    todo: { ko: "값 또는 단위(1 또는 %)를 고치십시오.", en: "Mend the value or its unit (1 or %)." },
  },
  NUMBER_OUT_OF_RANGE: {
    severity: "error",
    text: { ko: "'{what}' 계산 결과가 컴퓨터 수의 범위를 벗어났습니다.", en: "The calculation of '{what}' leaves the range of numbers." },
    todo: {
      ko: "입력값과 단위를 확인하십시오. 자릿수가 지나치게 큰 값이 있습니다.",
      en: "Check inputs and units: some value is far too large.",
    },
  },
  REFERENCE_UNKNOWN: {
    severity: "error",
    text: { ko: "{subject}: '{id}'(이)라는 {kind}이(가) 없습니다.", en: "{subject}: there is no {kind} with the id '{id}'." },
    todo: { ko: "있는 id를 쓰거나 빠진 항목을 추가하십시오.", en: "Use an id that exists, or add the missing entry." },
  },
  ID_DUPLICATE: {
    severity: "error",
    text: { ko: "id '{id}'이(가) 두 번 쓰였습니다({kind}).", en: "The id '{id}' is used twice ({kind})." },
    todo: { ko: "항목마다 다른 id를 주십시오.", en: "Give each entry an id of its own." },
  },
  PERIOD_INVALID: {
    severity: "error",
    text: { ko: "보고기간의 끝({end})이 시작({start})보다 앞섭니다.", en: "The reporting period ends ({end}) before it starts ({start})." },
    todo: { ko: "두 날짜를 확인하십시오.", en: "Check both dates." },
    clause: "IR (EU) 2025/2547 Art. 7",
  },
  PERIOD_BEFORE_CBAM: {
    severity: "error",
    text: {
      ko: "보고기간이 {start}에 시작합니다. CBAM 규칙은 2021년 이후의 기간에만 적용할 수 있습니다.",
      en: "The period starts on {start}; CBAM rules can be applied to periods from 2021 on.",
    },
    todo: {
      ko: "날짜를 확인하거나 `--as-if 연도`로 가정 계산을 하십시오.",
      en: "Check the date, or calculate as if of another year with `--as-if YEAR`.",
    },
    clause: "IR (EU) 2023/1773 Art. 1",
  },
  DIRECT_EMISSIONS_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 직접귀속 배출량이 없고, 이 공정에 배분된 배출원도 없습니다. 관련 결과는 비워 둡니다.",
      en: "Process {subject}: neither directly attributable emissions nor a share of a source stream is given; its results stay empty.",
    },
    todo: {
      ko: "배출원의 배분율(shares)이나 직접귀속 배출량을 입력하십시오.",
      en: "Give shares of the source streams, or the directly attributable emissions.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  SINGLE_PROCESS_TAKES_ALL: {
    severity: "note",
    text: {
      ko: "공정 {subject}: 직접귀속 배출량을 입력하지 않아 사업장의 직접 배출량 전부를 이 공정에 배분했습니다.",
      en: "Process {subject}: no directly attributable emissions are stated; all direct emissions of the installation were taken for it.",
    },
    todo: {
      ko: "공정이 하나뿐이면 그대로 두고, 다른 용도의 배출이 있으면 배분율이나 직접귀속 배출량을 입력하십시오.",
      en: "Leave it where this is the only use of the streams; else give shares or the directly attributable emissions.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  FUEL_ZERO: {
    severity: "error",
    text: { ko: "열병합발전 {subject}: 연료 투입량이 0입니다.", en: "Cogeneration {subject}: the fuel input is zero." },
    todo: {
      ko: "투입한 연료의 에너지(TJ)를 입력하거나, 모르면 비워 두십시오.",
      en: "Enter the fuel's energy in TJ, or leave it blank where it is not known.",
    },
  },
  DEFAULT_NEEDS_CN: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 기본값을 찾으려면 CN 코드와 기본값 표가 필요합니다.",
      en: "Precursor {subject}: a default value can be found only by its CN code, in the table of default values.",
    },
    todo: {
      ko: "8자리 CN 코드와 원산지 국가를 입력하거나, 값을 직접 입력하십시오.",
      en: "Enter the 8-digit CN code and the country of origin, or type the value.",
    },
    clause: "IR (EU) 2025/2621 Annex I",
  },
  BIOMASS_NOT_ZERO_RATED: {
    severity: "warning",
    text: {
      ko: "배출원 {subject}: 바이오매스가 RED II 제29조를 충족한다는 증빙이 없어 0으로 보지 않고 전량을 화석 배출로 계산했습니다.",
      en: "Stream {subject}: no evidence shows that the biomass meets RED II Article 29; it is not zero-rated, all of it counts.",
    },
    todo: {
      ko: "증빙을 biomassEvidence에 적으십시오. 없으면 비율을 지우십시오.",
      en: "Name the evidence in biomassEvidence, or take the fraction out.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3; Directive (EU) 2018/2001 Art. 29",
  },
  N2O_NOT_BIOMASS: {
    severity: "warning",
    text: {
      ko: "측정 배출구 {subject}: 아산화질소에는 바이오매스 비율을 적용하지 않으므로 전량을 계산했습니다.",
      en: "Measured point {subject}: only biogenic CO2 is zero-rated; the biomass fraction stated for nitrous oxide was not applied.",
    },
    todo: {
      ko: "바이오매스 비율을 비우거나 0으로 하십시오.",
      en: "Leave the biomass fraction blank, or enter 0.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.6",
  },
  INPUT_NOT_USED: {
    severity: "note",
    text: {
      ko: "배출원 {subject}: 이 방법에서는 '{what}'을(를) 쓰지 않습니다.",
      en: "Stream {subject}: its method does not use '{what}'.",
    },
    todo: {
      ko: "방법을 확인하거나 값을 지우십시오.",
      en: "Check the method, or remove the value.",
    },
  },
  SHARES_BESIDE_TYPED: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 직접귀속 배출량을 입력했으므로 배출원의 배분율은 계산에 쓰지 않았습니다.",
      en: "Process {subject}: directly attributable emissions are typed; the shares of source streams were not used for it.",
    },
    todo: {
      ko: "둘 중 하나만 남기십시오.",
      en: "Keep one of the two.",
    },
  },
  EXEMPT_ORIGIN_ZERO: {
    severity: "note",
    text: {
      ko: "전구물질 {subject}: 원산지({country})가 적용 제외 국가이므로 내재배출량을 0으로 계산했습니다.",
      en: "Precursor {subject}: it originates in {country}, which is exempt; its embedded emissions count as zero.",
    },
    todo: {
      ko: "판매자가 아니라 생산지의 국가인지 확인하십시오.",
      en: "Check that this is the country of origin and not the seller's.",
    },
    clause: "Reg (EU) 2023/956 Art. 2(3), Annex III",
  },
  DEFAULT_TYPED: {
    severity: "note",
    text: {
      ko: "전구물질 {subject}: 입력한 기본값을 그대로 썼습니다. 가산율은 더하지 않았습니다.",
      en: "Precursor {subject}: the default value typed is used as it stands; no mark-up was added to it.",
    },
    todo: {
      ko: "가산율이 포함된 값인지 확인하십시오.",
      en: "See that the value includes the mark-up of its sector and year.",
    },
    clause: "IR (EU) 2025/2621",
  },
  SELF_TRANSFER: {
    severity: "error",
    text: {
      ko: "공정 {subject}: 자기 자신에게 보내는 이동은 입력할 수 없습니다.",
      en: "Process {subject}: a transfer from a process to itself cannot be stated.",
    },
    todo: {
      ko: "공정 안에서 다시 쓰는 양은 빼십시오. 활동수준은 공정을 떠난 양입니다.",
      en: "Leave out what is used again inside; the activity level is what leaves the process.",
    },
    clause: "IR (EU) 2025/2547 Annex II F",
  },
  PERIOD_ACROSS_ACTS: {
    severity: "error",
    text: {
      ko: "보고기간({start} - {end})이 전환기간과 확정기간에 걸쳐 있습니다.",
      en: "The reporting period ({start} - {end}) runs across the transitional and the definitive act.",
    },
    todo: {
      ko: "2026년 1월 1일을 기준으로 둘로 나누십시오.",
      en: "Split it at 1 January 2026.",
    },
    clause: "IR (EU) 2025/2547 Art. 7",
  },
  FIGURE_UNSURE: {
    severity: "note",
    text: {
      ko: "법령 원문으로 확인하지 못한 수치를 계산에 썼습니다: {rows}",
      en: "The calculation took figures that could not be confirmed against the act: {rows}",
    },
    todo: {
      ko: "`sandan data show`로 근거를 확인하십시오.",
      en: "See their source with `sandan data show`.",
    },
  },
  INPUT_EMPTY: {
    severity: "warning",
    text: {
      ko: "{subject}: '{what}'이(가) 비어 있어 이에 달린 결과를 계산할 수 없습니다.",
      en: "{subject}: '{what}' is empty; the results that need it cannot be computed.",
    },
    todo: { ko: "값을 입력하십시오. 실제로 0이면 0을 입력하십시오.", en: "Enter the value; enter 0 if it really is zero." },
  },
  BOTH_ELECTRICITY_READINGS: {
    severity: "error",
    text: {
      ko: "공정 {subject}: 생산 전력과 외부로 보낸 전력을 함께 공제할 수 없습니다.",
      en: "Process {subject}: electricity produced and electricity exported are both given; only one of them may be deducted.",
    },
    todo: {
      ko: "둘 중 하나만 남기십시오. 법의 식 (55)는 생산 전력을 뜻합니다.",
      en: "Keep one of the two; equation (55) of the act means the electricity produced.",
    },
    clause: "IR (EU) 2025/2547 eq. (55)",
  },
  FLOOR_APPLIED: {
    severity: "note",
    text: {
      ko: "공정 {subject}: 직접귀속 배출량의 합이 {value} tCO2e로 음수여서 0으로 두었습니다. 남은 공제는 어느 제품에도 가지 않습니다.",
      en: "Process {subject}: attributed direct emissions sum to {value} tCO2e and are set to zero; the rest of the credit goes to no good.",
    },
    todo: { ko: "열·폐가스·전력의 공제량을 확인하십시오.", en: "Check the credits for heat, waste gases and electricity." },
    clause: "IR (EU) 2025/2547 eq. (55)",
  },
  FUNCTIONAL_UNIT_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 기능단위({unit})로 환산하는 데 필요한 제품의 '{what}'이(가) 없어 제품 톤으로 계산했습니다.",
      en: "Process {subject}: '{what}' of its products, which converts to the functional unit ({unit}), is missing; tonnes of the good are used instead.",
    },
    todo: {
      ko: "제품마다 생산량과 함량(클링커 비율 또는 질소 함량)을 입력하십시오.",
      en: "Give amount and content (clinker factor or nitrogen content) of each product.",
    },
    clause: "IR (EU) 2025/2547 eqs (64)-(66)",
  },
  TRANSFERS_DO_NOT_CONVERGE: {
    severity: "error",
    text: {
      ko: "공정 사이의 이동에 답이 없습니다. {why}",
      en: "The transfers between processes have no answer. {why}",
    },
    todo: { ko: "이동량과 생산량을 확인하십시오.", en: "Check the amounts transferred against the amounts produced." },
    clause: "IR (EU) 2025/2547 eq. (59)",
  },
  SOURCE_AMOUNT_MISSING: {
    severity: "error",
    text: {
      ko: "전구물질 {subject}: 출처가 여럿이면 각각의 양이 있어야 가중평균을 낼 수 있습니다.",
      en: "Precursor {subject}: with several sources each needs its amount for the weighted average.",
    },
    todo: { ko: "출처마다 양을 입력하십시오.", en: "Enter the amount of each source." },
    clause: "IR (EU) 2025/2547 Art. 14",
  },
  FORMULA_NOT_FOLLOWED: {
    severity: "warning",
    text: {
      ko: "{subject}: 칸의 수식 '{formula}'을(를) 따라갈 수 없어 저장된 값을 썼습니다.",
      en: "{subject}: the cell's formula '{formula}' cannot be followed; its stored value was used.",
    },
    todo: { ko: "값을 직접 입력하거나 수식을 단순하게 고치십시오.", en: "Type the value, or make the formula simpler." },
  },
  REBATE_ASSUMED_ZERO: {
    severity: "warning",
    text: {
      ko: "제품 {subject}: 환급·무상할당 금액이 없어 0으로 두었습니다.",
      en: "Product {subject}: no rebate is stated; zero is assumed.",
    },
    todo: {
      ko: "환급이 없으면 환급의 종류를 '없음'으로 적으십시오. K-ETS 무상할당은 환급입니다.",
      en: "State 'none' as the type of rebate if there is none. Free allocation of the K-ETS is a rebate.",
    },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
} as const;

export const calculationProblem = problemsOf(CALCULATION_PROBLEMS);
