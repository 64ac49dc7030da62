// Labels, two lines of help and choices of the columns of electrolysis cells, measured points and cogeneration.
import type { BothLanguages } from "../../base/problem.ts";
import type { Words } from "./column.ts";

export const SOURCE_WORDS = {
  share: [
    "몫",
    "Share",
    "이 배출량 가운데 그 공정의 몫. 모두 더해 100 %를 넘지 않습니다.\n예: 100 (단위 %)",
    "What of these emissions is of that process; all shares together are 100 % at most.\nSuch as: 100 (unit %)",
  ],
  "pfc.name": [
    "이름",
    "Name",
    "전해로 계열을 현장에서 부르는 대로.\n예: 제1전해 계열",
    "The potline as people at the plant call it.\nSuch as: potline 1",
  ],
  "pfc.method": [
    "산정 방법",
    "Method",
    "양극 효과의 빈도와 시간을 기록하면 기울기법, 과전압을 기록하면 과전압법.\n예: 기울기법",
    "Slope where frequency and duration of anode effects are recorded, overvoltage where that is.\nSuch as: slope method",
  ],
  technology: [
    "전해 기술",
    "Cell technology",
    "PFC 표준 계수를 정합니다. 과전압법의 표준 계수는 CWPB와 SWPB에만 있습니다.\n예: PFPB-M",
    "Decides the standard PFC factors; for the overvoltage method CWPB and SWPB alone have them.\nSuch as: PFPB-M",
  ],
  aluminium: [
    "1차 알루미늄 생산량",
    "Primary aluminium",
    "전해로에서 나온 액체 알루미늄의 양. 조업 기록에서 찾습니다.\n예: 30000 (단위 t)",
    "Liquid aluminium tapped from the cells, from the potroom log.\nSuch as: 30000 (unit t)",
  ],
  frequency: [
    "양극 효과 빈도",
    "Anode effects per cell and day",
    "기울기법: 전해조 하나에서 하루에 일어난 양극 효과의 수.\n예: 0.1 (단위 1/(cell·d))",
    "Slope method: how many anode effects a cell has in a day.\nSuch as: 0.1 (unit 1/(cell·d))",
  ],
  duration: [
    "양극 효과 지속시간",
    "Duration of an anode effect",
    "기울기법: 양극 효과 한 번의 평균 시간.\n예: 1.2 (단위 min)",
    "Slope method: mean minutes of one anode effect.\nSuch as: 1.2 (unit min)",
  ],
  overvoltage: [
    "양극 효과 과전압",
    "Anode effect overvoltage",
    "과전압법: 전해조 하나의 평균 양극 효과 과전압.\n예: 3 (단위 mV)",
    "Overvoltage method: mean anode effect overvoltage of a cell.\nSuch as: 3 (unit mV)",
  ],
  currentEfficiency: [
    "전류 효율",
    "Current efficiency",
    "과전압법: 알루미늄 생산의 평균 전류 효율.\n예: 95 (단위 %)",
    "Overvoltage method: mean current efficiency of the production.\nSuch as: 95 (unit %)",
  ],
  slopeFactor: [
    "기울기 배출계수(SEF)",
    "Slope emission factor",
    "스스로 측정한 값만 적습니다. 비우면 전해 기술의 표준 계수를 씁니다.\n예: 0.143 (단위 (kgCF4/tAl)/(min/(cell·d)))",
    "Only where measured at the plant; blank takes the technology's standard factor.\nSuch as: 0.143 (unit (kgCF4/tAl)/(min/(cell·d)))",
  ],
  overvoltageCoefficient: [
    "과전압 계수(OVC)",
    "Overvoltage coefficient",
    "스스로 측정한 값만 적습니다. 비우면 전해 기술의 표준 계수를 씁니다.\n예: 1.16 (단위 (kgCF4/tAl)/mV)",
    "Only where measured at the plant; blank takes the technology's standard factor.\nSuch as: 1.16 (unit (kgCF4/tAl)/mV)",
  ],
  weightFraction: [
    "C₂F₆/CF₄ 질량비",
    "Weight fraction of C₂F₆ to CF₄",
    "스스로 측정한 값만 적습니다. 비우면 전해 기술의 표준 값을 씁니다.\n예: 0.121 (단위 1)",
    "Only where measured at the plant; blank takes the technology's standard figure.\nSuch as: 0.121 (unit 1)",
  ],
  collectionEfficiency: [
    "덕트 포집 효율",
    "Collection efficiency of ducts",
    "계수를 덕트에서 측정했을 때 가스를 모은 몫. 비우면 기본값 1을 쓰고 그렇게 표시합니다.\n예: 98 (단위 %)",
    "Share of the gas that the ducts collect, where factors were measured in them; where blank 1 is used, and said so.\nSuch as: 98 (unit %)",
  ],
  "point.name": [
    "이름",
    "Name",
    "측정하는 굴뚝이나 배출구의 이름.\n예: 질산 공장 배출구",
    "The stack that is measured.\nSuch as: tail gas of the nitric acid plant",
  ],
  gas: ["기체", "Gas", "연속 측정하는 온실가스.\n예: N₂O", "The greenhouse gas that is measured continuously.\nSuch as: N₂O"],
  concentration: [
    "시간평균 농도",
    "Hourly mean concentration",
    "측정 시스템(TMS)의 시간평균을 보고기간에 걸쳐 평균한 농도.\n예: 0.9 (단위 g/Nm3)",
    "Mean over the period of the measuring system's hourly means.\nSuch as: 0.9 (unit g/Nm3)",
  ],
  flow: [
    "배출가스 유량",
    "Flue gas flow",
    "표준 상태의 시간당 평균 유량.\n예: 62 (단위 1000Nm3/h)",
    "Mean flow per hour at standard conditions.\nSuch as: 62 (unit 1000Nm3/h)",
  ],
  hours: [
    "가동시간",
    "Operating hours",
    "보고기간에 설비가 돌아간 시간.\n예: 8200 (단위 h)",
    "Hours in which the plant ran in the period.\nSuch as: 8200 (unit h)",
  ],
  "point.biomass": [
    "바이오매스 분율",
    "Biomass fraction",
    "CO₂ 가운데 바이오매스에서 나온 몫. N₂O에는 쓰지 않습니다.\n예: 10 (단위 %)",
    "Share of the CO₂ that is of biomass; not used for N₂O.\nSuch as: 10 (unit %)",
  ],
  energyFossil: [
    "화석 연료 에너지(참고)",
    "Fossil energy (memo)",
    "이 배출구로 나간 화석 연료의 열량. 배출량 계산에는 쓰지 않습니다.\n예: 140 (단위 TJ)",
    "Energy of the fossil fuels behind this stack; no part of the emissions.\nSuch as: 140 (unit TJ)",
  ],
  energyBiomass: [
    "바이오매스 에너지(참고)",
    "Biomass energy (memo)",
    "이 배출구로 나간 바이오매스의 열량. 배출량 계산에는 쓰지 않습니다.\n예: 10 (단위 TJ)",
    "Energy of the biomass behind this stack; no part of the emissions.\nSuch as: 10 (unit TJ)",
  ],
  "chp.name": [
    "이름",
    "Name",
    "열병합 설비를 현장에서 부르는 대로.\n예: 1호 열병합",
    "The unit as people at the plant call it.\nSuch as: CHP unit 1",
  ],
  fuelInput: [
    "연료 투입량",
    "Fuel input",
    "보고기간에 넣은 연료의 열량(순발열량 기준).\n예: 500 (단위 TJ)",
    "Energy of the fuel in the period, by net calorific value.\nSuch as: 500 (unit TJ)",
  ],
  heatOutput: [
    "열 생산량",
    "Heat output",
    "만든 순열량. 비우면 부속서 III C의 기본 효율을 쓰고 그렇게 표시합니다.\n예: 200000 (단위 GJ)",
    "Net heat produced; where blank the act's default efficiency is used, and said so.\nSuch as: 200000 (unit GJ)",
  ],
  electricityOutput: [
    "전력 생산량",
    "Electricity output",
    "만든 전력(순발전량). 비우면 부속서 III C의 기본 효율을 쓰고 그렇게 표시합니다.\n예: 45 (단위 GWh)",
    "Net electricity produced; where blank the act's default efficiency is used, and said so.\nSuch as: 45 (unit GWh)",
  ],
  fuelEmissions: [
    "연료 배출량",
    "Emissions of the fuel",
    "넣은 연료에서 나온 배출량.\n예: 28000 (단위 tCO2)",
    "What the fuel emitted.\nSuch as: 28000 (unit tCO2)",
  ],
  flueGasEmissions: [
    "배출가스 정화 배출량",
    "Emissions of flue gas cleaning",
    "탈황처럼 배출가스를 정화하며 나온 배출량. 없으면 비웁니다.\n예: 100 (단위 tCO2)",
    "What cleaning the flue gas emitted, as desulphurisation does; blank where there is none.\nSuch as: 100 (unit tCO2)",
  ],
  referenceHeat: [
    "열 생산 기준효율",
    "Reference efficiency of heat",
    "열만 만들 때의 기준효율. 비우면 법의 기본값을 씁니다.\n예: 90 (단위 %)",
    "Of heat produced by itself; blank takes the act's default.\nSuch as: 90 (unit %)",
  ],
  referenceElectricity: [
    "전력 생산 기준효율",
    "Reference efficiency of electricity",
    "전력만 만들 때의 기준효율. 비우면 법의 기본값을 씁니다.\n예: 52.5 (단위 %)",
    "Of electricity produced by itself; blank takes the act's default.\nSuch as: 52.5 (unit %)",
  ],
} as const satisfies Record<string, Words>;

const technology = (code: string, ko: string, en: string): BothLanguages => ({ ko: `${code} (${ko})`, en: `${code} (${en})` });

/** Technologies of anodes, by the code of the act first. */
export const TECHNOLOGIES: Readonly<Record<string, BothLanguages>> = {
  "PFPB-L": technology("PFPB-L", "점공급 프리베이크, 구형", "legacy point-feed prebake"),
  "PFPB-M": technology("PFPB-M", "점공급 프리베이크, 신형", "modern point-feed prebake"),
  "PFPB-MW": technology(
    "PFPB-MW",
    "점공급 프리베이크, 신형, 양극 효과 자동 제어 없음",
    "modern point-feed prebake without fully automated anode effect intervention",
  ),
  CWPB: technology("CWPB", "중앙 작업 프리베이크", "centre-worked prebake"),
  SWPB: technology("SWPB", "측면 작업 프리베이크", "side-worked prebake"),
  VSS: technology("VSS", "수직 스터드 쇠데르베리", "vertical stud Søderberg"),
  HSS: technology("HSS", "수평 스터드 쇠데르베리", "horizontal stud Søderberg"),
};

export const GASES: Readonly<Record<string, BothLanguages>> = {
  CO2: { ko: "CO₂", en: "CO₂" },
  N2O: { ko: "N₂O", en: "N₂O" },
};
