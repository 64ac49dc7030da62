// Problems that the CBAM checks find: data that can be calculated, but that a verifier would ask about.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const CHECK_PROBLEMS = {
  FACTOR_IMPLAUSIBLE: {
    severity: "warning",
    text: {
      ko: "{subject}: '{what}' {value} {unit}은(는) 어떤 연료나 물질에도 나오기 어려운 값입니다(보통 {low}~{high} {unit}).",
      en: "{subject}: '{what}' of {value} {unit} is outside what any fuel or material has ({low} to {high} {unit}).",
    },
    todo: {
      ko: "값과 단위를 성적서와 대조하십시오. 단위의 1000배 착오가 가장 흔합니다.",
      en: "Check value and unit against the analysis; a unit off by a thousand is the usual cause.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3",
  },
  CARBON_IMPLIED: {
    severity: "warning",
    text: {
      ko: "{subject}: 발열량 {ncv} GJ/t와 배출계수 {factor} tCO2/TJ를 곱하면 연료 1 t에 탄소가 {carbon} t 들어 있는 셈입니다.",
      en: "{subject}: a net calorific value of {ncv} GJ/t and a factor of {factor} tCO2/TJ imply {carbon} t of carbon in a tonne of fuel.",
    },
    todo: {
      ko: "두 값의 단위와 기준(순발열량/총발열량)을 확인하십시오.",
      en: "Check units of both, and that both are on the net calorific basis.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3.2, eq. (13)",
  },
  PERCENT_AS_FRACTION: {
    severity: "warning",
    text: {
      ko: "{subject}: '{what}'이(가) {value} %입니다. 비율을 퍼센트 칸에 적은 것으로 보입니다.",
      en: "{subject}: '{what}' is {value} %; a fraction seems to have been typed as a percentage.",
    },
    todo: { ko: "95 %라면 95 % 또는 0.95(단위 1)로 적으십시오.", en: "For 95 % enter 95 with the unit %, or 0.95 with the unit 1." },
    clause: "IR (EU) 2025/2547 Annex II B.3",
  },
  PFC_RATE_IMPLAUSIBLE: {
    severity: "warning",
    text: {
      ko: "{subject}: 알루미늄 1 t당 CF4 {value} kg은(는) 통상 범위(0.001~3 kg)를 벗어납니다.",
      en: "{subject}: {value} kg CF4 per tonne of aluminium lies outside the usual range of 0.001 to 3 kg.",
    },
    todo: {
      ko: "과전압 방식의 전류효율은 식 (24)에 퍼센트(95)로 들어갑니다. 0.95가 95로 쓰이지 않았는지, 양극효과 빈도와 지속시간의 단위를 확인하십시오.",
      en: "Equation (24) takes the current efficiency in per cent (95, not 0.95). Check it, and the units of anode effect frequency and duration.",
    },
    clause: "IR (EU) 2025/2547 Annex II B, eqs (20)-(26)",
  },
  HOURS_EXCEED_PERIOD: {
    severity: "warning",
    text: {
      ko: "측정지점 {subject}: 가동시간 {value} h이(가) 보고기간의 {limit} h보다 깁니다.",
      en: "Point {subject}: {value} h of measurement is more than the {limit} h of the period.",
    },
    todo: { ko: "시간의 단위와 보고기간을 확인하십시오.", en: "Check the unit of the hours, and the period." },
    clause: "IR (EU) 2025/2547 Annex II B.6",
  },
  ZERO_IMPLAUSIBLE: {
    severity: "warning",
    text: {
      ko: "{subject}: '{what}'이(가) 0으로 입력되어 있습니다. 모르는 값을 0으로 둔 것으로 보입니다.",
      en: "{subject}: '{what}' is entered as 0, where a value that is not known seems to be meant.",
    },
    todo: {
      ko: "실제 값을 입력하거나, 모르면 비워 두십시오. 정말 0이면 근거 자료를 붙이십시오.",
      en: "Enter the value, or leave it empty if it is not known; if it really is 0, attach what shows it.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.1",
  },
  FUEL_BALANCE: {
    severity: "warning",
    text: {
      ko: "연료 수지: 총 연료 {total} TJ와 부분의 합(CBAM·발전·비CBAM) {parts} TJ의 차이가 {difference} TJ입니다.",
      en: "Fuel balance: the total of {total} TJ and the parts (CBAM, electricity, non-CBAM) of {parts} TJ differ by {difference} TJ.",
    },
    todo: { ko: "세 부분의 합이 총량과 같도록 고치십시오.", en: "Make the three parts add up to the total." },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  FUEL_TOTAL_DIFFERS: {
    severity: "warning",
    text: {
      ko: "적힌 총 연료 {stated} TJ와 배출원에서 계산한 {computed} TJ가 {percent} % 다릅니다.",
      en: "The stated fuel total of {stated} TJ and the {computed} TJ of the source streams differ by {percent} %.",
    },
    todo: { ko: "빠진 연료가 없는지, 발열량이 맞는지 확인하십시오.", en: "Look for a fuel left out, and check the net calorific values." },
    clause: "IR (EU) 2025/2547 Annex II A.1",
  },
  STATED_TOTAL_DIFFERS: {
    severity: "warning",
    text: {
      ko: "사업장 합계 '{what}': 적힌 값 {stated}, 계산한 값 {computed} tCO2e, 차이 {difference} tCO2e({percent} %).",
      en: "Installation total '{what}': stated {stated}, computed {computed} tCO2e; they differ by {difference} tCO2e ({percent} %).",
    },
    todo: {
      ko: "계산값을 씁니다. 합계를 손으로 고쳤다면 지우고, 아니면 빠진 배출원이나 전력을 찾으십시오.",
      en: "The computed one is used. Remove the hand-typed total, or find the stream or electricity that one of them lacks.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.1, Annex IV 1.1 (7)",
  },
  SHARES_EXCEED_ONE: {
    severity: "error",
    text: {
      ko: "{subject}: 공정별 배분율의 합이 {percent} %입니다. 100 %를 넘을 수 없습니다.",
      en: "{subject}: the shares of the processes sum to {percent} %; they cannot exceed 100 %.",
    },
    todo: {
      ko: "배분율을 고치십시오. 100 %보다 작으면 나머지는 어느 공정에도 속하지 않습니다.",
      en: "Mend the shares; less than 100 % leaves a rest that belongs to no process.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  OVER_ATTRIBUTED: {
    severity: "warning",
    text: {
      ko: "공정들의 직접배출 합 {attributed} tCO2e가 사업장 전체 {total} tCO2e보다 {difference} tCO2e({percent} %) 많습니다.",
      en: "The processes' direct emissions of {attributed} tCO2e exceed the installation's {total} tCO2e by {difference} tCO2e ({percent} %).",
    },
    todo: {
      ko: "이중으로 배분한 배출원이나 빠진 배출원을 찾으십시오.",
      en: "Find the stream that is attributed twice, or the one that is missing from the installation.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  NOT_ATTRIBUTED: {
    severity: "note",
    text: {
      ko: "사업장 직접배출 {total} tCO2e 가운데 {difference} tCO2e({percent} %)가 어느 공정에도 배분되지 않았습니다.",
      en: "Of the installation's direct emissions of {total} tCO2e, {difference} tCO2e ({percent} %) belong to no process.",
    },
    todo: {
      ko: "CBAM 제품이 아닌 생산의 몫인지 확인하십시오. 검증인이 그 근거를 묻습니다.",
      en: "Confirm that this is the part of goods outside CBAM: a verifier will ask what it is.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2, Annex IV 1.1 (2)(b)",
  },
  DIRECT_WITHOUT_SOURCES: {
    severity: "warning",
    text: {
      ko: "공정의 직접배출 {attributed} tCO2e가 적혀 있으나, 그 바탕이 되는 배출원이 하나도 없습니다.",
      en: "Direct emissions of {attributed} tCO2e are typed for the processes, but no source stream stands behind them.",
    },
    todo: {
      ko: "연료와 원료를 배출원으로 입력하십시오. 활동자료가 없으면 검증할 수 없습니다.",
      en: "Enter fuels and materials as source streams: without activity data nothing can be verified.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(a)",
  },
  CARBON_OUT_EXCEEDS_IN: {
    severity: "warning",
    text: {
      ko: "물질수지: 나간 탄소 {out} tC가 들어온 탄소 {in} tC보다 많습니다. 배출이 음수가 됩니다.",
      en: "Mass balance: {out} t of carbon leave and only {in} t enter, so that emissions turn negative.",
    },
    todo: {
      ko: "빠진 투입 흐름, 산출물의 탄소함량과 단위를 확인하십시오.",
      en: "Look for an input left out, and check carbon contents and units of the outputs.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3.2, eq. (12)",
  },
  MASS_BALANCE_WITHOUT_INPUT: {
    severity: "warning",
    text: {
      ko: "물질수지에 산출 흐름({streams})만 있고 투입 흐름이 없습니다.",
      en: "The mass balance has outputs only ({streams}) and no input.",
    },
    todo: {
      ko: "연료·원료의 투입 흐름을 물질수지 방법으로 입력하십시오.",
      en: "Enter what goes in, fuels and materials, by the mass balance method too.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3.2, eq. (12)",
  },
  PRODUCT_AS_INPUT: {
    severity: "warning",
    text: {
      ko: "물질수지 {subject}: 제품과 이름이 같은데 양의 부호({value} t)라서 투입으로 계산됩니다.",
      en: "Mass balance {subject}: it bears the name of a good, but its sign is positive ({value} t), so that it counts as an input.",
    },
    todo: { ko: "산출이면 활동자료를 음수로 적으십시오.", en: "If it is an output, enter its activity data as a negative amount." },
    clause: "IR (EU) 2025/2547 Annex II B.3.2, eq. (12)",
  },
  PROCESS_CARBON_NEGATIVE: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 보정 전 직접배출이 음수({value} tCO2e)입니다.",
      en: "Process {subject}: its direct emissions before corrections are negative ({value} tCO2e).",
    },
    todo: {
      ko: "산출 흐름의 배분율이 투입 흐름의 배분율과 맞는지 확인하십시오.",
      en: "Check that its shares of output streams go with its shares of the inputs.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2, B.3.2",
  },
  ACTIVITY_BALANCE: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 활동수준 {activity} t에서 판매 {market} t, 공정 간 이동 {transfers} t, 비CBAM 사용 {nonCbam} t을 빼면 {difference} t이 남습니다(0이어야 함).",
      en: "Process {subject}: activity level {activity} t less market {market} t, transfers {transfers} t and non-CBAM use {nonCbam} t leaves {difference} t, where the control is 0.",
    },
    todo: {
      ko: "생산량과 나간 곳별 양을 맞추십시오. 재고 변동과 규격외품·스크랩을 확인하십시오.",
      en: "Reconcile production with where it went; look at stock changes, off-spec and scrap.",
    },
    clause: "IR (EU) 2025/2547 Annex II F",
  },
  TRANSFERS_EXCEED_ACTIVITY: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 다른 공정으로 보낸 양 {transfers} t이 활동수준 {activity} t보다 많습니다.",
      en: "Process {subject}: {transfers} t are transferred to other processes, more than its activity level of {activity} t.",
    },
    todo: { ko: "이동량과 생산량의 단위, 재고 사용분을 확인하십시오.", en: "Check units of both, and what was taken from stock." },
    clause: "IR (EU) 2025/2547 Annex II F",
  },
  PRODUCTS_DIFFER: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 제품별 양의 합 {products} t이 {what} {limit} t과 맞지 않습니다.",
      en: "Process {subject}: the products' amounts of {products} t do not fit the {what} of {limit} t.",
    },
    todo: {
      ko: "CN 코드별 양은 활동수준을 넘지 않고 판매량보다 적지 않아야 합니다.",
      en: "The amounts per CN code must not exceed the activity level, nor fall below what went to the market.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (31)",
  },
  PRECURSOR_BALANCE: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 구매 {purchased} t에서 공정 사용 {used} t과 기타 사용 {other} t을 빼면 {difference} t이 남습니다(0이어야 함).",
      en: "Precursor {subject}: {purchased} t bought less {used} t used and {other} t of other use leaves {difference} t, where the control is 0.",
    },
    todo: {
      ko: "사용량은 손실을 포함한 전부입니다. 재고 변동은 기타 사용으로 적으십시오.",
      en: "Uses include all losses; enter a change of stock as other use.",
    },
    clause: "IR (EU) 2025/2547 Annex II A.2",
  },
  SOURCES_DIFFER: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 출처별 양의 합 {sources} t이 {what} {total} t과 다릅니다.",
      en: "Precursor {subject}: its sources' amounts of {sources} t differ from the {total} t of '{what}'.",
    },
    todo: {
      ko: "가중평균이 달라집니다. 출처별 양을 송장과 대조하십시오.",
      en: "The weighted mean depends on it: check the amounts against the invoices.",
    },
    clause: "IR (EU) 2025/2547 Art. 14",
  },
  PRECURSOR_UNUSED: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 어느 공정도 쓰지 않아 배출량에 들어가지 않습니다.",
      en: "Precursor {subject}: no process uses any of it, so that it enters no good.",
    },
    todo: {
      ko: "공정별 사용량을 입력하거나, 쓰지 않았다면 항목을 빼십시오.",
      en: "Enter the amount each process used, or remove the entry.",
    },
    clause: "IR (EU) 2025/2547 Annex II eq. (59)",
  },
  ELECTRICITY_METHOD_REFUSED: {
    severity: "error",
    text: {
      ko: "{subject}: 시장기반 배출계수(REC, 원산지 보증, 녹색요금제, 잔여믹스)는 인정되지 않습니다.",
      en: "{subject}: a market-based electricity factor (certificates, guarantees of origin, green tariffs, residual mix) is not accepted.",
    },
    todo: {
      ko: "국가 기본값을 쓰거나, 직접 연결 또는 PPA의 증빙이 있으면 그 방법으로 바꾸십시오.",
      en: "Use the country default, or the direct link or power purchase agreement if there is proof of one.",
    },
    clause: "IR (EU) 2025/2547 Annex II D.4.3",
  },
  ELECTRICITY_METHOD_DOUBTFUL: {
    severity: "warning",
    text: {
      ko: "{subject}: 전력 배출계수의 출처 '{method}'은(는) 확정기간의 방법이 아닙니다(가능: {allowed}).",
      en: "{subject}: the electricity factor's source '{method}' is none of the definitive period ({allowed}).",
    },
    todo: {
      ko: "출처를 밝히고 국가 기본값, 직접 연결, PPA 가운데 하나를 쓰십시오.",
      en: "State the source: the country default, a direct link or a power purchase agreement.",
    },
    clause: "IR (EU) 2025/2547 Annex II D.4.3",
  },
  ELECTRICITY_CRITERIA_MISSING: {
    severity: "warning",
    text: {
      ko: "{subject}: '{method}'의 요건이 갖춰지지 않았습니다: {missing}.",
      en: "{subject}: '{method}' lacks what the act asks for: {missing}.",
    },
    todo: {
      ko: "1시간 이하 간격의 계량, PPA라면 계약과 양쪽의 계통 연결 증빙을 붙이십시오. 없으면 국가 기본값을 쓰십시오.",
      en: "Show metering at intervals of at most an hour and, for an agreement, the contract and both sites' grid connection; else use the country default.",
    },
    clause: "IR (EU) 2025/2547 Annex II D.4.3",
  },
  ELECTRICITY_NOT_CHARGED: {
    severity: "note",
    text: {
      ko: "{subject}: 전력 배출계수의 출처 '{method}'은(는) 인정되지 않지만, 이 품목은 부속서 II 품목이어서 간접배출이 부과되지 않습니다.",
      en: "{subject}: the electricity factor's source '{method}' is not accepted, but this good is listed in Annex II: its indirect emissions are not charged.",
    },
    todo: {
      ko: "부과되는 값은 변하지 않습니다. 간접배출을 따로 보인다면 출처를 바꾸십시오.",
      en: "The figure charged does not change; change the source if indirect emissions are shown elsewhere.",
    },
    clause: "Reg (EU) 2023/956 Annex II",
  },
  ELECTRICITY_METHOD_TRANSITIONAL: {
    severity: "note",
    text: {
      ko: "전력 배출계수의 출처 또는 증빙을 확인하십시오({subjects}): {what}.",
      en: "The source of the electricity factor, or its proof, deserves a look ({subjects}): {what}.",
    },
    todo: {
      ko: "2026년 기간부터는 국가 기본값, 직접 연결, PPA만 인정됩니다.",
      en: "From the periods of 2026 on only the country default, a direct link or a power purchase agreement count.",
    },
    clause: "IR (EU) 2023/1773 Annex III D.4",
  },
  ELECTRICITY_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 전력 사용량이 없습니다. 이 품목({category})은 부속서 II에 없어 간접배출도 부과됩니다.",
      en: "Process {subject}: no electricity consumed is given, although this category ({category}) is not in Annex II and its indirect emissions count.",
    },
    todo: {
      ko: "공정이 쓴 전력(MWh)을 입력하십시오. 집행위원회 양식의 '암모니아 간접배출 해당 없음' 표시는 잘못입니다.",
      en: "Enter the electricity the process consumed. (The template's flag that indirect emissions of ammonia are not relevant is wrong.)",
    },
    clause: "Reg (EU) 2023/956 Annex II; IR (EU) 2025/2547 Annex II D",
  },
  ROUTE_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 생산 경로가 없습니다. {category}의 벤치마크와 기본값은 경로마다 다릅니다.",
      en: "Process {subject}: no production route; benchmark and default value of {category} depend on it.",
    },
    todo: { ko: "경로를 고르십시오: {routes}.", en: "Choose the route: {routes}." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (2)(a)",
  },
  ROUTE_FOREIGN: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 경로 '{route}'은(는) {category}의 경로가 아닙니다.",
      en: "Process {subject}: the route '{route}' is none of {category}.",
    },
    todo: { ko: "경로 또는 품목 범주를 고치십시오({routes}).", en: "Mend the route or the category ({routes})." },
    clause: "IR (EU) 2025/2547 Annex I",
  },
  ROUTE_WITHOUT_PRECURSOR: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 전로(BOF) 경로인데 선철·직접환원철이 구매로도, 다른 공정에서도, 통합공정에도 없습니다.",
      en: "Process {subject}: a basic oxygen route with neither pig iron nor direct reduced iron, bought, transferred or included.",
    },
    todo: {
      ko: "용선(선철)을 전구물질이나 공정으로 입력하십시오. 빠지면 배출량이 크게 낮아집니다.",
      en: "Enter the hot metal as a precursor or as a process: without it the emissions are far too low.",
    },
    clause: "IR (EU) 2025/2547 Annex I, Art. 1(7)",
  },
  CN_FORM: {
    severity: "error",
    text: {
      ko: "{subject}: CN 코드 '{cn}'은(는) 숫자 여덟 자리가 아닙니다.",
      en: "{subject}: the CN code '{cn}' does not have eight digits.",
    },
    todo: {
      ko: "여덟 자리 코드를 적으십시오. 10자리 HSK·TARIC 코드는 앞 여섯 자리만 국제 공통이니 수입자에게 CN 코드를 확인하십시오.",
      en: "Enter eight digits. Of a national code only six are common to all countries: ask the importer for the CN code.",
    },
    clause: "Reg (EU) 2023/956 Annex I",
  },
  GOOD_CN_UNKNOWN: {
    severity: "error",
    text: {
      ko: "제품 {subject}: CN {cn}은(는) {year}년 CBAM 대상 품목이 아닙니다.",
      en: "Product {subject}: CN {cn} is not a good of CBAM in {year}.",
    },
    todo: {
      ko: "코드를 확인하십시오. 대상이 아니면 제품 목록에서 빼십시오.",
      en: "Check the code; if the good is outside CBAM, leave it out of the products.",
    },
    clause: "Reg (EU) 2023/956 Annex I",
  },
  PRECURSOR_CN_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: CN {cn}은(는) {year}년 CBAM 품목이 아니므로 전구물질이 아닙니다.",
      en: "Precursor {subject}: CN {cn} is not a good of CBAM in {year}, hence no precursor.",
    },
    todo: {
      ko: "코드를 확인하십시오. 맞다면 전구물질이 아니라 일반 원료입니다.",
      en: "Check the code; if it is right, this is a raw material and carries no embedded emissions.",
    },
    clause: "IR (EU) 2025/2547 Art. 1(7)",
  },
  CN_NOT_IN_YEAR: {
    severity: "warning",
    text: {
      ko: "{subject}: CN {cn}은(는) {year}년에 없는 코드입니다. 같은 소호의 {year}년 코드: {codes}.",
      en: "{subject}: CN {cn} does not exist in {year}; codes of that year under the same subheading: {codes}.",
    },
    todo: { ko: "수입 연도의 코드로 바꾸십시오.", en: "Use the code of that year." },
    clause: "Reg (EU) 2023/956 Annex I",
  },
  CN_CATEGORY: {
    severity: "warning",
    text: {
      ko: "{subject}: CN {cn}은(는) {found}에 속하는데 {category}(으)로 적혀 있습니다.",
      en: "{subject}: CN {cn} belongs to {found}, but stands under {category}.",
    },
    todo: {
      ko: "코드 또는 품목 범주를 고치십시오. 범주에 따라 경계와 간접배출 포함 여부가 달라집니다.",
      en: "Mend the code or the category: boundaries and whether indirect emissions count depend on it.",
    },
    clause: "IR (EU) 2025/2547 Annex I",
  },
  DEFAULTS_USED: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 제품 직접배출의 {percent} %가 기본값에 근거합니다(전구물질 {precursors}).",
      en: "Process {subject}: {percent} % of the direct emissions of its goods rest on default values (precursors {precursors}).",
    },
    todo: {
      ko: "생산자에게 검증된 실제값을 요청하십시오. 확정기간의 기본값에는 할증이 붙습니다.",
      en: "Ask the makers for verified actual values; in the definitive period default values carry a mark-up.",
    },
    clause: "IR (EU) 2025/2547 Art. 13, Annex IV 1.1 (15)(d)",
  },
  DEFAULT_UNJUSTIFIED: {
    severity: "note",
    text: {
      ko: "전구물질 {subject}: 기본값을 쓴 이유가 없습니다.",
      en: "Precursor {subject}: a default value is used and no reason is given.",
    },
    todo: { ko: "양식의 '기본값 사용 사유'를 채우십시오.", en: "Fill in the justification for using a default value." },
    clause: "IR (EU) 2023/1773 Annex III E",
  },
  PRECURSOR_BASIS_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 값이 실제값인지 기본값인지 알 수 없습니다.",
      en: "Precursor {subject}: it is not stated whether its value is an actual one or a default.",
    },
    todo: {
      ko: "실제값(검증된 보고서) 또는 기본값으로 표시하십시오. 밝히지 못하면 기본값만 쓸 수 있습니다.",
      en: "Mark it as actual (with its verified report) or default; without that only the default may be used.",
    },
    clause: "IR (EU) 2025/2547 Art. 13, Annex IV 1.1 (22), (23)",
  },
  PRECURSOR_UNVERIFIED: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}: 실제값인데 검증인이 적혀 있지 않습니다.",
      en: "Precursor {subject}: an actual value without a verifier.",
    },
    todo: {
      ko: "생산자의 검증보고서와 검증인을 받으십시오. 없으면 기본값을 써야 합니다.",
      en: "Get the maker's verification report and its verifier; without them the default value applies.",
    },
    clause: "IR (EU) 2025/2547 Art. 13, Annex I 3",
  },
  PRECURSOR_ORIGIN_INCOMPLETE: {
    severity: "note",
    text: {
      ko: "전구물질 {subject}: 실제값의 출처 가운데 빠진 것: {missing}.",
      en: "Precursor {subject}: of the origin of its actual value this is missing: {missing}.",
    },
    todo: {
      ko: "운영자보고서는 생산자, 사업장, 국가, 기간을 요구합니다.",
      en: "The operator's report asks for operator, installation, country and period.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (23), (28)",
  },
  FAR_FROM_DEFAULT: {
    severity: "warning",
    text: {
      ko: "{subject}: {value} tCO2e/t은(는) 기본값 {byDefault} tCO2e/t({country}, CN {cn}; {version} 표, 상태: {status})의 {ratio}배입니다.",
      en: "{subject}: {value} tCO2e/t is {ratio} times the default value of {byDefault} tCO2e/t ({country}, CN {cn}; table {version}, status: {status}).",
    },
    todo: {
      ko: "단위, 활동수준, 빠진 전구물질을 확인하십시오. 맞다면 그 이유를 적어 두십시오.",
      en: "Check units, activity level and missing precursors; if it is right, note why.",
    },
    clause: "IR (EU) 2025/2621 Annex I",
  },
  ESTIMATES_USED: {
    severity: "note",
    text: {
      ko: "추정값 {count}개가 쓰였습니다({subjects}). 추정된 배출원이 직접배출의 {percent} %입니다.",
      en: "Estimates used: {count} ({subjects}); source streams with estimates make {percent} % of the direct emissions.",
    },
    todo: { ko: "추정 방법과 이유를 데이터 공백 목록에 적으십시오.", en: "List method and reason among the data gaps." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  ESTIMATES_MATERIAL: {
    severity: "warning",
    text: {
      ko: "추정값 {count}개({subjects})가 쓰인 배출원이 직접배출의 {percent} %로, 중요성 기준 5 %를 넘습니다.",
      en: "Source streams with estimates ({count}: {subjects}) make {percent} % of the direct emissions, above the materiality of 5 %.",
    },
    todo: {
      ko: "측정값이나 송장으로 바꾸고, 남는 것은 방법을 밝히십시오.",
      en: "Replace them by readings or invoices, and state the method of what remains.",
    },
    clause: "IR (EU) 2025/2546 Art. 5; IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  GAP_SUBJECT_UNKNOWN: {
    severity: "error",
    text: {
      ko: "데이터 공백의 대상 '{id}'이(가) 이 사례에 없습니다.",
      en: "There is no '{id}' in this case, of which a data gap is stated.",
    },
    todo: {
      ko: "있는 배출원·공정·전구물질·제품의 id나 installation을 쓰십시오.",
      en: "Use the id of a stream, process, precursor or product that exists, or installation.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  GAP_REVERSED: {
    severity: "error",
    text: {
      ko: "{subject}: 데이터 공백의 끝({end})이 시작({start})보다 앞섭니다.",
      en: "{subject}: the data gap ends ({end}) before it starts ({start}).",
    },
    todo: { ko: "두 날짜를 확인하십시오.", en: "Check both dates." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  DATA_GAP: {
    severity: "note",
    text: {
      ko: "{subject}: {start}부터 {end}까지 자료가 비어 있습니다(보완: {method}).",
      en: "{subject}: data are missing from {start} to {end} (filled by: {method}).",
    },
    todo: {
      ko: "보고서의 데이터 공백 항목에 실립니다. 근거 자료를 보관하십시오.",
      en: "It goes into the report's list of data gaps; keep what supports the method.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  DATA_GAP_OPEN: {
    severity: "warning",
    text: {
      ko: "{subject}: {start}부터 {end}까지 자료가 비어 있고 보완 방법이 없습니다.",
      en: "{subject}: data are missing from {start} to {end}, and no method fills the gap.",
    },
    todo: {
      ko: "보수적인 추정 방법을 적고 그 값을 추정으로 표시하십시오.",
      en: "State a conservative method, and mark its value as an estimate.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (16)(e)",
  },
  PERIOD_NOT_CALENDAR_YEAR: {
    severity: "warning",
    text: {
      ko: "보고기간 {start}~{end}이(가) 역년이 아닙니다. 확정기간의 보고기간은 역년입니다.",
      en: "The period {start} to {end} is not a calendar year, which the definitive rules ask for.",
    },
    todo: {
      ko: "1월 1일부터 12월 31일까지의 자료로 다시 만드십시오. 새 사업장이면 감시한 달수를 밝히십시오.",
      en: "Use 1 January to 31 December; for a new installation state the months monitored.",
    },
    clause: "IR (EU) 2025/2547 Art. 7, Annex IV 1.1 (8)",
  },
  PERIOD_SHORT: {
    severity: "note",
    text: { ko: "보고기간 {start}~{end}이(가) 한 해보다 짧습니다.", en: "The period {start} to {end} is shorter than a year." },
    todo: {
      ko: "과도기에는 3개월 이상이면 되지만, 사유를 밝히고 계절·정비의 영향을 확인하십시오.",
      en: "The transitional rules allow three months and more; give the reason, and mind seasons and shutdowns.",
    },
    clause: "IR (EU) 2023/1773 Annex III",
  },
  PERIOD_TOO_SHORT: {
    severity: "warning",
    text: { ko: "보고기간 {start}~{end}이(가) 3개월보다 짧습니다.", en: "The period {start} to {end} is shorter than three months." },
    todo: { ko: "3개월 이상의 기간으로 다시 만드십시오.", en: "Use a period of three months or more." },
    clause: "IR (EU) 2023/1773 Annex III",
  },
  PERIOD_TOO_LONG: {
    severity: "warning",
    text: { ko: "보고기간 {start}~{end}이(가) 한 해보다 깁니다.", en: "The period {start} to {end} is longer than a year." },
    todo: { ko: "한 해 이하로 나누십시오.", en: "Split it into periods of at most a year." },
    clause: "IR (EU) 2023/1773 Annex III",
  },
  PERIOD_NOT_WHOLE_MONTHS: {
    severity: "warning",
    text: {
      ko: "보고기간 {start}~{end}이(가) 달의 첫날에 시작해 달의 끝날에 끝나지 않습니다.",
      en: "The period {start} to {end} does not run from a month's first day to a month's last.",
    },
    todo: { ko: "검침·정산 기간과 맞는지 확인하십시오.", en: "Check that it matches the periods of meters and invoices." },
    clause: "IR (EU) 2023/1773 Annex III",
  },
  NAME_DUPLICATE: {
    severity: "warning",
    text: {
      ko: "이름 '{name}'이(가) 여럿입니다({subjects}). 집행위원회 양식은 이름으로 잇기 때문에 값이 섞입니다.",
      en: "The name '{name}' is borne by several entries ({subjects}); the Commission's workbook joins by name and mixes their values.",
    },
    todo: { ko: "대소문자를 빼고도 서로 다른 이름을 주십시오.", en: "Give names that differ in more than upper and lower case." },
    clause: "the Commission's communication template, sheet InputOutput",
  },
  PRECURSOR_NAMED_LIKE_PROCESS: {
    severity: "warning",
    text: {
      ko: "전구물질 {subject}의 이름이 공정 {process}와(과) 같습니다. 집행위원회 양식에서는 두 번 더해집니다.",
      en: "Precursor {subject} is named like the process {process}: in the Commission's workbook it counts twice.",
    },
    todo: { ko: "전구물질의 이름을 바꾸십시오(예: '구매 …').", en: "Rename the precursor (for instance 'bought ...')." },
    clause: "the Commission's communication template, sheet InputOutput",
  },
  ID_RESERVED: {
    severity: "error",
    text: {
      ko: "id '{id}'은(는) 사업장 전체를 가리키는 말이라 다른 것에 쓸 수 없습니다.",
      en: "The id '{id}' stands for the installation as a whole and cannot be given to anything else.",
    },
    todo: { ko: "다른 id를 주십시오.", en: "Give it another id." },
    clause: "the case file (docs/CASE-FILE.md)",
  },
  NAME_WILDCARD: {
    severity: "note",
    text: {
      ko: "이름 {names}에 엑셀이 와일드카드로 읽는 문자(* ? ~)가 있습니다.",
      en: "The names {names} hold characters that Excel reads as wildcards (* ? ~).",
    },
    todo: { ko: "양식으로 내보내기 전에 바꾸십시오.", en: "Change them before exporting to the workbook." },
    clause: "the Commission's communication template, sheet InputOutput",
  },
  COUNTRY_NOT_RECOGNISED: {
    severity: "warning",
    text: { ko: "{subject}: 국가 '{country}'을(를) 알아볼 수 없습니다.", en: "{subject}: the country '{country}' is not recognised." },
    todo: { ko: "ISO 두 글자 코드(예: KR)를 적으십시오.", en: "Enter the two-letter ISO code, such as KR." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  COUNTRY_NOT_CODE: {
    severity: "note",
    text: {
      ko: "사업장의 국가가 코드가 아니라 이름('{country}')으로 적혀 있어 {code}(으)로 읽었습니다.",
      en: "The installation's country is a name ('{country}') and no code; it is read as {code}.",
    },
    todo: { ko: "{code}(으)로 적으십시오.", en: "Enter {code}." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  COORDINATES_INVALID: {
    severity: "warning",
    text: {
      ko: "좌표가 범위를 벗어납니다(위도 {latitude}, 경도 {longitude}).",
      en: "The coordinates are out of range (latitude {latitude}, longitude {longitude}).",
    },
    todo: {
      ko: "위도는 -90~90, 경도는 -180~180의 십진 도입니다.",
      en: "Latitude runs from -90 to 90, longitude from -180 to 180, in decimal degrees.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  COORDINATES_OUTSIDE_COUNTRY: {
    severity: "warning",
    text: {
      ko: "좌표(위도 {latitude}, 경도 {longitude})가 {country}에 있지 않습니다.",
      en: "The coordinates (latitude {latitude}, longitude {longitude}) do not lie in {country}.",
    },
    todo: {
      ko: "주 배출원의 좌표를 다시 확인하십시오. 위도와 경도가 바뀌지 않았는지, 부호가 맞는지 보십시오.",
      en: "Look up the main source again; see that latitude and longitude are not swapped and the signs are right.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  UNLOCODE_MISFIT: {
    severity: "warning",
    text: {
      ko: "UN/LOCODE '{unlocode}'이(가) 국가 {country}의 코드(두 글자 국가 + 세 글자)가 아닙니다.",
      en: "The UN/LOCODE '{unlocode}' is no code of {country} (two letters of the country and three of the place).",
    },
    todo: {
      ko: "UN/LOCODE 목록에서 사업장 위치를 찾으십시오(예: KR KPO).",
      en: "Look up the place in the UN/LOCODE list (for instance KR KPO).",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  BIOMASS_WITHOUT_EVIDENCE: {
    severity: "warning",
    text: {
      ko: "{subject}: 바이오매스 비율 {percent} %의 근거(RED II 제29조)가 없습니다. 검증인이 0으로 보면 배출이 {effect} tCO2e 늘어납니다.",
      en: "{subject}: no evidence under RED II Article 29 for {percent} % of biomass; a verifier sets it to 0, which adds {effect} tCO2e.",
    },
    todo: {
      ko: "지속가능성 인증서를 붙이거나 비율을 0으로 하십시오.",
      en: "Attach the sustainability certificate, or set the fraction to 0.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3; Directive (EU) 2018/2001 Art. 29",
  },
  BIOMASS_ZERO_FACTOR: {
    severity: "warning",
    text: {
      ko: "{subject}: 바이오매스의 배출계수 0('{factor}')을 쓰지만 RED II 제29조의 근거가 없습니다.",
      en: "{subject}: the zero factor of biomass ('{factor}') is used without evidence under RED II Article 29.",
    },
    todo: {
      ko: "지속가능성 인증서를 붙이거나, 예비 배출계수를 직접 입력하십시오.",
      en: "Attach the sustainability certificate, or enter the preliminary factor yourself.",
    },
    clause: "IR (EU) 2025/2547 Annex II B.3; Directive (EU) 2018/2001 Art. 29",
  },
  BIOMASS_FOSSIL_NAME: {
    severity: "warning",
    text: {
      ko: "{subject}: 이름은 화석연료인데 바이오매스 비율이 100 %입니다.",
      en: "{subject}: it is named like a fossil fuel, and its biomass fraction is 100 %.",
    },
    todo: { ko: "비율 또는 이름을 고치십시오.", en: "Mend the fraction or the name." },
    clause: "IR (EU) 2025/2547 Annex II B.3",
  },
  CURRENCY_MISSING: {
    severity: "warning",
    text: {
      ko: "{subject}: 탄소가격의 통화가 세 글자 코드로 적혀 있지 않습니다(현재: {currency}).",
      en: "{subject}: the carbon price lacks the three-letter code of its currency (now: {currency}).",
    },
    todo: { ko: "통화 코드(예: KRW)를 적으십시오.", en: "Enter the code of the currency, such as KRW." },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  PRICE_SUBJECT_UNKNOWN: {
    severity: "error",
    text: {
      ko: "탄소가격 도구의 대상 '{id}'이(가) 공정에도 전구물질에도 없습니다.",
      en: "The carbon price tool names '{id}', which is neither a process nor a precursor.",
    },
    todo: { ko: "있는 공정이나 전구물질의 id를 쓰십시오.", en: "Use the id of a process or precursor that exists." },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  PRICE_SUBJECT_TWICE: {
    severity: "error",
    text: {
      ko: "{subject}: 탄소가격 도구에 두 번 이상 적혀 있습니다.",
      en: "{subject}: it stands more than once in the carbon price tool.",
    },
    todo: { ko: "한 줄만 남기십시오.", en: "Keep one row." },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  REBATE_ABOVE_PRICE: {
    severity: "warning",
    text: {
      ko: "{subject}: 환급 {rebate}이(가) 부과된 탄소가격 {due}보다 큽니다.",
      en: "{subject}: the rebate of {rebate} is above the carbon price due of {due}.",
    },
    todo: {
      ko: "두 금액의 단위(제품 t당 또는 tCO2e당)를 맞추십시오. 실효가격이 음수가 됩니다.",
      en: "Use the same basis for both (per tonne of good, or of CO2e); the effective price turns negative.",
    },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  PRICE_SHARE_RANGE: {
    severity: "warning",
    text: {
      ko: "{subject}: '{what}'이(가) {percent} %입니다. 0~100 %여야 합니다.",
      en: "{subject}: '{what}' is {percent} %; it must lie between 0 and 100 %.",
    },
    todo: { ko: "값 또는 단위(1 또는 %)를 고치십시오.", en: "Mend the value or its unit (1 or %)." },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  REBATE_DENIED: {
    severity: "note",
    text: {
      ko: "{subject}: 배출권거래제의 탄소가격인데 환급이 '없음'입니다. 무상할당은 환급으로 셉니다.",
      en: "{subject}: the price comes from an emissions trading system and the rebate is 'none'; free allocation counts as a rebate.",
    },
    todo: {
      ko: "무상할당을 받았다면 그 가치를 환급으로 적으십시오. 아니면 전량 구매의 증빙을 두십시오.",
      en: "Enter the value of free allowances as a rebate, or keep proof that all were bought.",
    },
    clause: "Reg (EU) 2023/956 Art. 9",
  },
  PARAMETERS_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}의 제품 {products}: {category}에 필요한 항목이 없습니다: {missing}.",
      en: "Products {products} of {subject}: what {category} must report is missing: {missing}.",
    },
    todo: { ko: "값을 입력하십시오. 들어 있지 않은 성분은 0을 입력하십시오.", en: "Enter the values; 0 for what a good does not contain." },
    clause: "IR (EU) 2025/2547 Annex IV 2",
  },
  PARAMETERS_SUM: {
    severity: "warning",
    text: {
      ko: "제품 {subject}: {parts}의 합이 {sum} %로 {limit} %와 맞지 않습니다.",
      en: "Product {subject}: {parts} sum to {sum} %, which does not fit {limit} %.",
    },
    todo: { ko: "성적서와 대조해 질량 비율을 고치십시오.", en: "Check the mass fractions against the analysis." },
    clause: "IR (EU) 2025/2547 Annex IV 2",
  },
  PARAMETER_RANGE: {
    severity: "warning",
    text: {
      ko: "제품 {subject}: '{what}'이(가) {value}(으)로, 0과 {high} 사이가 아닙니다.",
      en: "Product {subject}: '{what}' is {value}, which is not between 0 and {high}.",
    },
    todo: { ko: "값 또는 단위(1 또는 %)를 고치십시오.", en: "Mend the value or its unit (1 or %)." },
    clause: "IR (EU) 2025/2547 Annex IV 2",
  },
  WASTE_GAS_WITHOUT_SOURCE: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 폐가스 {energy} TJ를 내보냈으나, 폐가스가 나올 만한 직접배출({own} tCO2e)이 없습니다.",
      en: "Process {subject}: {energy} TJ of waste gas leave it, but there are no direct emissions ({own} tCO2e) from which it could come.",
    },
    todo: {
      ko: "내보낸 폐가스의 탄소는 직접배출에 남아 있어야 합니다. 연료와 원료를 배출원으로 넣으십시오.",
      en: "The carbon of exported waste gas stays in the direct emissions: enter the fuels and materials behind it.",
    },
    clause: "IR (EU) 2025/2547 Annex II E, eq. (55)",
  },
  EXPORT_EXCEEDS_ENERGY: {
    severity: "warning",
    text: {
      ko: "내보낸 열·폐가스·전력 {exported} TJ가 연료와 들여온 열·폐가스 {available} TJ보다 많습니다.",
      en: "Heat, waste gas and electricity exported come to {exported} TJ, more than the {available} TJ of fuels, imported heat and waste gas.",
    },
    todo: { ko: "단위(TJ, GJ, MWh)와 빠진 연료를 확인하십시오.", en: "Check units (TJ, GJ, MWh), and look for a fuel left out." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (17)",
  },
  JOINT_CATEGORY_SEPARATE: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: {category}을(를) 통합공정에 포함했는데, 같은 범주의 공정 {other}이(가) 따로 있습니다.",
      en: "Process {subject}: it includes {category}, while the process {other} makes the same category apart.",
    },
    todo: {
      ko: "다른 곳으로 나가는 전구물질은 통합할 수 없습니다. 하나로 합치거나 따로 두십시오.",
      en: "A precursor that also goes elsewhere cannot be part of a joint process: merge the two, or keep it apart.",
    },
    clause: "IR (EU) 2025/2547 Art. 4(6), 4(9)",
  },
  JOINT_ALSO_BOUGHT: {
    severity: "note",
    text: {
      ko: "공정 {subject}: 통합공정에 포함된 {category}을(를) 사 오기도 합니다({precursor}).",
      en: "Process {subject}: {category}, which it includes, is also bought ({precursor}).",
    },
    todo: { ko: "구매분만 전구물질로 적었는지 확인하십시오.", en: "Make sure that only what was bought is listed as a precursor." },
    clause: "IR (EU) 2025/2547 Art. 4(9)",
  },
  SPLIT_PROCESSES: {
    severity: "warning",
    text: {
      ko: "공정 {subjects}이(가) 같은 CN {cn}의 제품을 만듭니다. 한 사업장의 같은 기능단위는 하나의 공정입니다.",
      en: "The processes {subjects} make goods of the same CN {cn}: one functional unit in an installation is one process.",
    },
    todo: { ko: "한 공정으로 합치십시오. '녹색 라인'을 따로 나눌 수 없습니다.", en: "Merge them; there is no separate 'green line'." },
    clause: "IR (EU) 2025/2547 Art. 4(6), 4(7)",
  },
  OPERATOR_MISSING: {
    severity: "warning",
    text: { ko: "보고서에 반드시 있어야 할 항목이 없습니다: {missing}.", en: "The report cannot do without these: {missing}." },
    todo: { ko: "운영자 이름과 사업장의 국가를 입력하십시오.", en: "Enter the operator's name and the installation's country." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1)",
  },
  IDENTITY_INCOMPLETE: {
    severity: "note",
    text: { ko: "운영자보고서에서 비게 될 항목: {missing}.", en: "These items of the operator's report stay empty: {missing}." },
    todo: { ko: "검증 전에 채우십시오.", en: "Fill them in before verification." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1 (1); IR (EU) 2025/2546",
  },
  PRECURSOR_UNUSUAL: {
    severity: "note",
    text: {
      ko: "공정 {subject}({category}): 전구물질 {precursor}({found})은(는) 이 범주의 통상 목록에 없습니다. 부속서 I 품목은 모두 전구물질이므로 계산에 넣었습니다.",
      en: "Process {subject} ({category}): the precursor {precursor} ({found}) is not among the usual ones; every good of Annex I is a precursor, so it counts.",
    },
    todo: { ko: "범주가 맞는지 확인하십시오.", en: "Check that the categories are right." },
    clause: "IR (EU) 2025/2547 Art. 1(7)",
  },
  N2O_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 질산을 만드는데 N2O 측정지점이 없습니다.",
      en: "Process {subject}: nitric acid is made, and no point measures N2O.",
    },
    todo: {
      ko: "N2O의 농도, 시간, 유량을 측정지점으로 입력하십시오.",
      en: "Enter concentration, hours and flow of N2O as a measured point.",
    },
    clause: "Reg (EU) 2023/956 Annex I; IR (EU) 2025/2547 Annex II B.6",
  },
  PFC_MISSING: {
    severity: "warning",
    text: {
      ko: "공정 {subject}: 1차 알루미늄을 만드는데 과불화탄소(CF4, C2F6)의 배출원이 없습니다.",
      en: "Process {subject}: primary aluminium is made, and no source of perfluorocarbons (CF4, C2F6) is given.",
    },
    todo: { ko: "양극효과 또는 과전압 자료를 입력하십시오.", en: "Enter anode effects or overvoltage." },
    clause: "Reg (EU) 2023/956 Annex I; IR (EU) 2025/2547 Annex II B, eqs (20)-(26)",
  },
  EVIDENCE_DUPLICATE: {
    severity: "error",
    text: { ko: "증빙의 id '{id}'이(가) 두 번 이상 쓰였습니다.", en: "The id '{id}' is used by more than one piece of evidence." },
    todo: { ko: "증빙마다 다른 id를 주십시오.", en: "Give each piece of evidence an id of its own." },
    clause: "IR (EU) 2025/2546 Art. 5",
  },
  EVIDENCE_MISSING: {
    severity: "note",
    text: {
      ko: "직접배출의 5 %를 넘는 배출원 가운데 증빙이 붙지 않은 것: {subjects}.",
      en: "Source streams above 5 % of the direct emissions without evidence: {subjects}.",
    },
    todo: {
      ko: "활동자료에 송장·계량 기록을 붙이십시오. 검증인이 가장 먼저 찾습니다.",
      en: "Attach invoices or meter records to their activity data: a verifier looks there first.",
    },
    clause: "IR (EU) 2025/2546 Art. 5",
  },
} as const satisfies Record<string, ProblemSpec>;

export const checkProblem = problemsOf(CHECK_PROBLEMS);
