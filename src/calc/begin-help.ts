// Label, and two lines of help with an example, for each field that a plant is asked for first.
import type { BothLanguages } from "../base/problem.ts";

type Help = { label: BothLanguages; text: BothLanguages };
const help = (label: [ko: string, en: string], ko: string, en: string): Help => ({
  label: { ko: label[0], en: label[1] },
  text: { ko, en },
});

export const HELP = {
  production: help(
    ["생산량", "Production"],
    "보고기간에 이 공정에서 나온 판매 가능한 제품의 총량입니다. 불량·부산물·스크랩은 뺍니다. 생산일보나 ERP 실적에서 찾습니다. 예: 17,000 t",
    "All saleable goods that left this process in the period, without rejects, by-products and scrap. See the production log. Example: 17000 t",
  ),
  fuel: help(
    ["사용량", "Amount used"],
    "보고기간에 실제로 쓴 양입니다. 고지서·송장의 합계나 재고를 조정한 양을 적습니다. 예: 1,837.5 t. 도시가스를 Nm³로 적으면 순발열량을 더 묻습니다.",
    "What was really used in the period: the sum of bills, corrected for stocks. Example: 1837.5 t. Gas in Nm³ is asked for its net calorific value too.",
  ),
  material: help(
    ["사용량", "Amount used"],
    "공정에서 CO₂를 내는 원료를 쓴 양입니다. 구매 송장과 재고로 구합니다. 순도가 낮으면 탄산염만의 양을 적습니다. 예: 2,100 t",
    "The material that gives off CO₂ in the process, from invoices and stocks; of an impure one the carbonate alone. Example: 2100 t",
  ),
  carbonContent: help(
    ["탄소함량", "Carbon content"],
    "물질 1톤에 든 탄소의 양입니다. 시험성적서나 공급사 자료에서 찾습니다. 예: 0.98 tC/t",
    "Tonnes of carbon in a tonne of the material, from an analysis or the supplier. Example: 0.98 tC/t",
  ),
  emissionFactor: help(
    ["배출계수", "Emission factor"],
    "연료의 에너지 또는 물질의 질량당 CO₂입니다. 성적서나 국가 고유계수에서 찾습니다. 예: 56.1 tCO2/TJ",
    "CO₂ per energy of the fuel or mass of the material, from an analysis or national factors. Example: 56.1 tCO2/TJ",
  ),
  netCalorificValue: help(
    ["순발열량", "Net calorific value"],
    "연료 단위당 에너지(순발열량)입니다. 고지서의 총발열량은 약 10% 더 크니 쓰지 마십시오. 예: 38.9 MJ/Nm3 또는 48 GJ/t",
    "Energy per unit of fuel, net. The gross value on a gas bill is about a tenth higher: do not use it. Example: 38.9 MJ/Nm3 or 48 GJ/t",
  ),
  use: help(
    ["투입량", "Amount consumed"],
    "이 공정에서 쓴 양입니다. 손실과 스크랩이 된 양도 넣습니다. 예: 제품 17,000 t에 선재 20,000 t을 썼으면 20,000 t",
    "What this process consumed, losses and scrap included. Example: 20000 t where 17000 t of goods took 20000 t of wire rod",
  ),
  cn: help(
    ["전구물질의 CN 코드", "CN code of the precursor"],
    "사 온 원자재의 8자리 CN 코드입니다. 공급사 송장의 HS 코드 앞 여섯 자리가 같습니다. 예: 선재 7213 91 10",
    "Eight digits of what was bought; its first six are those of the HS code on the invoice. Example: wire rod 7213 91 10",
  ),
  supplied: help(
    ["공급사가 알려 준 직접 배출량", "Direct emissions that the maker states"],
    "공급사의 CBAM 통신 양식에 있는 톤당 직접 내재배출량입니다. 적으면 가산율이 붙은 기본값을 대신합니다. 예: 1.539 tCO2e/t",
    "Direct embedded emissions per tonne from the maker's communication; it replaces the default with its mark-up. Example: 1.539 tCO2e/t",
  ),
  electricity: help(
    ["전력 사용량", "Electricity used"],
    "이 공정이 쓴 전력입니다. 한전 고지서의 합계를 계량기나 배분으로 나누어 적습니다. 예: 3,400 MWh",
    "Electricity that this process used: the bills, divided by meters or shares. Example: 3400 MWh",
  ),
  electricityFactor: help(
    ["전력 배출계수", "Emission factor of electricity"],
    "전력 1MWh당 배출량입니다. 2026년부터는 IR (EU) 2025/2621 부속서 II의 국가 기본값이 원칙입니다. 예: 0.4173 tCO2e/MWh",
    "Emissions per MWh. From 2026 on as a rule the country default of Annex II of IR (EU) 2025/2621. Example: 0.4173 tCO2e/MWh",
  ),
  goodAmount: help(
    ["이 제품의 양", "Amount of this good"],
    "공정의 생산량 가운데 이 CN 코드의 제품입니다. 제품이 하나뿐이면 생산량과 같습니다. 예: 17,000 t",
    "What of the production has this CN code; where there is one good alone, all of it. Example: 17000 t",
  ),
  aluminium: help(
    ["1차 알루미늄 생산량", "Primary aluminium produced"],
    "전해로에서 나온 액체 알루미늄의 양입니다. 조업 기록에서 찾습니다. 예: 500,000 t",
    "Liquid aluminium tapped from the cells, from the potroom log. Example: 500000 t",
  ),
  frequency: help(
    ["양극 효과 빈도", "Frequency of anode effects"],
    "전해조 하나에서 하루에 일어난 양극 효과의 수입니다. 예: 2.17 1/(cell·d)",
    "Anode effects per cell and day. Example: 2.17 1/(cell·d)",
  ),
  duration: help(
    ["양극 효과 지속시간", "Duration of anode effects"],
    "양극 효과 한 번의 평균 시간입니다. 예: 1.23 min",
    "Mean minutes of one anode effect. Example: 1.23 min",
  ),
  technology: help(
    ["전해 기술", "Cell technology"],
    "양극의 종류에 따라 PFC 계수가 정해집니다. 예: 점공급 프리베이크(신형)는 PFPB-M",
    "The kind of anode decides the PFC factors. Example: PFPB-M for modern point-feed prebake cells",
  ),
  concentration: help(
    ["시간평균 농도", "Hourly mean concentration"],
    "배출구에서 연속측정한 N₂O의 연평균 농도입니다. 측정 시스템 보고서에서 찾습니다. 예: 0.9 g/Nm3",
    "Mean concentration in the stack from the measuring system. Example: 0.9 g/Nm3",
  ),
  hours: help(
    ["가동시간", "Operating hours"],
    "보고기간에 설비가 돌아간 시간입니다. 예: 8,200 h",
    "Hours in which the plant ran in the period. Example: 8200 h",
  ),
  flow: help(
    ["배출가스 유량", "Flue gas flow"],
    "표준 상태의 시간당 평균 유량입니다. 예: 62 1000Nm3/h",
    "Mean flow per hour at standard conditions. Example: 62 1000Nm3/h",
  ),
} as const satisfies Record<string, Help>;
