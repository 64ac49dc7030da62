// Labels in Korean and English for every word that a Statement speaks in: steps, measures, goods categories, routes, assumptions, acts.
import type { BothLanguages } from "../base/problem.ts";

/** `symbol`: as the acts write it. `help`: one sentence for someone who is no expert. */
export type Word = BothLanguages & { symbol?: string; help?: BothLanguages };

type Table = Record<string, Word>;

const w = (ko: string, en: string, symbol?: string): Word => ({ ko, en, ...(symbol !== undefined && { symbol }) });
const explained = (word: Word, ko: string, en: string): Word => ({ ...word, help: { ko, en } });

/** What is said of goods, processes and the installation. */
const RESULTS: Table = {
  seeDirect: explained(
    w("직접 고유내재배출량", "Direct specific embedded emissions", "SEE_dir"),
    "제품 1톤을 만드는 데 연료와 원료에서 나온 배출량과 전구물질의 직접 배출량을 더한 값입니다.",
    "Emissions from fuels and materials for one tonne of the good, those of its precursors included.",
  ),
  seeIndirect: explained(
    w("간접 고유내재배출량", "Indirect specific embedded emissions", "SEE_indir"),
    "제품 1톤을 만드는 데 쓴 전력을 생산하면서 나온 배출량입니다.",
    "Emissions from generating the electricity that one tonne of the good took.",
  ),
  seeTotal: explained(
    w("총 고유내재배출량", "Total specific embedded emissions", "SEE"),
    "직접과 간접 고유내재배출량의 합입니다.",
    "The sum of direct and indirect specific embedded emissions.",
  ),
  seeBasis: explained(
    w("CBAM 부과 기준 배출량", "Emissions that CBAM charges for", "SEE_CBAM"),
    "CBAM 인증서 수를 정하는 배출량입니다. 부속서 II 품목은 직접 배출량만, 그 밖의 품목은 직접과 간접을 합한 값입니다.",
    "The emissions that CBAM certificates are counted on: direct only for goods of Annex II, direct and indirect for all others.",
  ),
  embeddedElectricity: explained(
    w("내재 전력량", "Embedded electricity", "E"),
    "제품 1톤과 그 전구물질을 만드는 데 쓴 전력량입니다.",
    "Electricity used for one tonne of the good and for its precursors.",
  ),
  activityLevel: explained(
    w("활동수준(생산량)", "Activity level (production)", "AL"),
    "보고기간에 공정에서 나온 제품의 총량입니다.",
    "All goods that left the process in the period.",
  ),
  attributedDirect: w("직접 귀속배출량", "Attributed direct emissions", "AttrEm_dir"),
  attributedIndirect: w("간접 귀속배출량", "Attributed indirect emissions", "AttrEm_indir"),
  defaultShare: explained(
    w("기본값 비중", "Share based on default values"),
    "직접 고유내재배출량 가운데 실측값이 아니라 기본값으로 계산한 몫입니다.",
    "The part of the direct emissions that rests on default values and not on actual data.",
  ),
  carbonPriceEffective: explained(
    w("실제 지불한 탄소가격", "Carbon price effectively paid"),
    "생산국에서 낸 탄소가격에서 무상할당 등 환급을 뺀, 제품 1톤당 금액입니다.",
    "What was paid for carbon in the country of production less every rebate, per tonne of the good.",
  ),
  activity: w("활동수준 · 활동자료", "Activity", "AD"),
  "stream.activity": w("활동자료", "Activity data", "AD"),
  "process.activity": w("활동수준", "Activity level", "AL"),
  production: w("생산량", "Production", "P"),
  zeroRatedFraction: w("0으로 보는 바이오매스 분율", "Zero-rated biomass fraction", "BF"),
  toMarket: w("시장 판매량", "Sold to the market"),
  nonCbam: w("CBAM 대상 외 용도", "Used for other than CBAM goods"),
  directOwn: w("직접 배출량(열·폐가스·전력 조정 전)", "Directly attributable emissions", "DirEm*"),
  heat: w("열의 유입·유출", "Heat imported and exported", "Em_H"),
  wasteGas: w("폐가스의 유입·유출", "Waste gases imported and exported", "WG_corr"),
  electricityCredit: w("전력 공제", "Credit for electricity", "Em_el"),
  indirect: w("간접 배출량(전력 소비)", "Indirect emissions (electricity consumed)", "AttrEm_indir"),
  electricityConsumed: w("전력 소비량", "Electricity consumed"),
  seDirect: w("자체 공정 직접 배출량(톤당)", "Own direct emissions per tonne", "SE_dir"),
  seIndirect: w("자체 공정 간접 배출량(톤당)", "Own indirect emissions per tonne", "SE_indir"),
  seElectricity: w("자체 공정 전력 소비량(톤당)", "Own electricity consumption per tonne"),
  defaultDirect: w("직접 배출량 중 기본값 몫", "Direct emissions that rest on default values"),
  functionalContent: w("기능단위 함량", "Content of the functional unit"),
  functionalActivity: w("기능단위 활동수준", "Activity level in functional units", "AL"),
  amount: w("양", "Amount"),
  transfer: w("공정 간 이동량", "Transfer between processes"),
  "installation.co2": w("사업장 CO₂ 배출량", "CO₂ of the installation"),
  "installation.biomassCo2": w("사업장 바이오매스 CO₂(참고)", "Biomass CO₂ of the installation (memo)"),
  "installation.n2o": w("사업장 N₂O 배출량", "N₂O of the installation"),
  "installation.pfc": w("사업장 과불화탄소(PFC) 배출량", "Perfluorocarbons (PFC) of the installation"),
  "installation.direct": w("사업장 직접 배출량", "Direct emissions of the installation"),
  "installation.calculated": w("계산 방법에 의한 배출량", "Emissions found by calculation"),
  "installation.measured": w("연속측정에 의한 배출량", "Emissions found by measurement"),
  "installation.directOwn": w("공정별 직접 배출량 합계", "Directly attributable emissions of all processes"),
  "installation.heat": w("열의 유입·유출 합계", "Heat imported and exported, all processes"),
  "installation.wasteGas": w("폐가스의 유입·유출 합계", "Waste gases imported and exported, all processes"),
  "installation.electricityCredit": w("전력 공제 합계", "Credit for electricity, all processes"),
  "installation.attributedDirect": w("직접 귀속배출량 합계", "Attributed direct emissions of all processes"),
  "installation.indirectAttributed": w("간접 귀속배출량 합계", "Attributed indirect emissions of all processes"),
  "installation.energy": w("사업장 연료 에너지", "Fuel energy of the installation"),
  "stated.co2": w("입력된 사업장 CO₂ 합계", "Stated total of CO₂"),
  "stated.biomass": w("입력된 바이오매스 배출량 합계", "Stated total of biomass emissions"),
  "stated.n2o": w("입력된 N₂O 합계", "Stated total of N₂O"),
  "stated.pfc": w("입력된 PFC 합계", "Stated total of PFC"),
  "stated.indirect": w("입력된 간접 배출량 합계", "Stated total of indirect emissions"),
  "fuel.total": w("총 연료 투입량", "Total fuel input"),
  "fuel.cbam": w("CBAM 품목용 연료", "Fuel for CBAM goods"),
  "fuel.electricity": w("발전용 연료", "Fuel for electricity generation"),
  "fuel.nonCbam": w("CBAM 대상 외 연료", "Fuel for other than CBAM goods"),
};

/** Source streams, electrolysis cells and measured points. */
const SOURCES: Table = {
  emissions: w("화석 배출량", "Fossil emissions", "Em"),
  biomass: w("바이오매스 배출량(참고)", "Biomass emissions (memo)", "Em_bio"),
  netCalorificValue: w("순발열량", "Net calorific value", "NCV"),
  emissionFactor: w("배출계수", "Emission factor", "EF"),
  carbonContent: w("탄소함량", "Carbon content", "CC"),
  oxidationFactor: w("산화계수", "Oxidation factor", "OxF"),
  conversionFactor: w("전환계수", "Conversion factor", "ConvF"),
  biomassFraction: w("바이오매스 분율", "Biomass fraction", "BF"),
  energy: w("화석 연료 에너지", "Fossil energy"),
  energyBiomass: w("바이오매스 에너지", "Biomass energy"),
  share: w("공정 배분율", "Share of the process"),
  aluminium: w("1차 알루미늄 생산량", "Primary aluminium produced", "PrAl"),
  frequency: w("양극 효과 빈도", "Frequency of anode effects", "AEF"),
  duration: w("양극 효과 지속시간", "Duration of anode effects", "AED"),
  slopeFactor: w("기울기 배출계수", "Slope emission factor", "SEF"),
  overvoltage: w("양극 효과 과전압", "Anode effect overvoltage", "AEO"),
  overvoltageCoefficient: w("과전압 계수", "Overvoltage coefficient", "OVC"),
  currentEfficiency: w("전류 효율", "Current efficiency", "CE"),
  currentEfficiencyPercent: w("전류 효율(%)", "Current efficiency in per cent", "CE"),
  weightFraction: w("C₂F₆/CF₄ 질량비", "Weight fraction of C₂F₆ to CF₄", "F"),
  collectionEfficiency: w("덕트 포집 효율", "Collection efficiency of the ducts"),
  cf4: w("CF₄ 배출량", "CF₄ emitted"),
  c2f6: w("C₂F₆ 배출량", "C₂F₆ emitted"),
  gwp: w("지구온난화지수", "Global warming potential", "GWP"),
  concentration: w("시간평균 농도", "Hourly mean concentration"),
  hours: w("가동시간", "Operating hours"),
  flow: w("배출가스 유량", "Flue gas flow"),
  energyFossil: w("화석 연료 에너지", "Fossil energy"),
};

/** Heat, waste gases, electricity and cogeneration. */
const ENERGY: Table = {
  "heat.imported.amount": w("유입된 열", "Heat imported", "Q_imp"),
  "heat.imported.emissionFactor": w("유입된 열의 배출계수", "Emission factor of heat imported", "EF_heat"),
  "heat.exported.amount": w("유출된 열", "Heat exported", "Q_exp"),
  "heat.exported.emissionFactor": w("유출된 열의 배출계수", "Emission factor of heat exported", "EF_heat"),
  "wasteGas.imported.amount": w("유입된 폐가스", "Waste gas imported"),
  "wasteGas.exported.amount": w("유출된 폐가스", "Waste gas exported"),
  "wasteGas.naturalGas": w("천연가스 배출계수", "Emission factor of natural gas", "EF_NG"),
  "wasteGas.correction": w("폐가스 보정계수", "Correction factor for waste gas", "Corr"),
  "electricity.amount": w("전력 사용량", "Electricity used"),
  "electricity.emissionFactor": w("전력 배출계수", "Emission factor of electricity", "EF_el"),
  "electricityExported.amount": w("외부로 보낸 전력", "Electricity exported"),
  "electricityExported.emissionFactor": w("외부로 보낸 전력의 배출계수", "Emission factor of electricity exported", "EF_el"),
  "electricityProduced.amount": w("자가 생산 전력", "Electricity produced"),
  "electricityProduced.emissionFactor": w("자가 생산 전력의 배출계수", "Emission factor of electricity produced", "EF_el"),
  "chp.fuelInput": w("열병합 연료 투입량", "Fuel input of cogeneration"),
  "chp.heatOutput": w("열병합 열 생산량", "Heat output of cogeneration"),
  "chp.electricityOutput": w("열병합 전력 생산량", "Electricity output of cogeneration"),
  "chp.electricityOutputEnergy": w("열병합 전력 생산량(TJ)", "Electricity output of cogeneration in TJ"),
  "chp.fuelEmissions": w("열병합 연료 배출량", "Emissions from cogeneration fuel"),
  "chp.flueGasEmissions": w("배출가스 정화 배출량", "Emissions from flue gas cleaning"),
  "chp.emissions": w("열병합 총배출량", "Total emissions of cogeneration", "Em_CHP"),
  "chp.heatEfficiency": w("열 생산 효율", "Efficiency of heat production", "η_H"),
  "chp.electricityEfficiency": w("전력 생산 효율", "Efficiency of electricity production", "η_E"),
  "chp.referenceHeat": w("열 생산 기준효율", "Reference efficiency of heat", "η_ref,H"),
  "chp.referenceElectricity": w("전력 생산 기준효율", "Reference efficiency of electricity", "η_ref,E"),
  "chp.heatShare": w("열의 배분율", "Share of heat", "F_CHP,H"),
  "chp.electricityShare": w("전력의 배분율", "Share of electricity", "F_CHP,E"),
  "chp.heatEmissions": w("열의 배출량", "Emissions of heat"),
  "chp.electricityEmissions": w("전력의 배출량", "Emissions of electricity"),
  "chp.heatFactor": w("열 배출계수", "Emission factor of heat", "EF_H"),
  "chp.electricityFactor": w("전력 배출계수(TJ당)", "Emission factor of electricity per TJ", "EF_E"),
  "chp.heatFuel": w("열에 배분된 연료", "Fuel for heat"),
  "chp.electricityFuel": w("전력에 배분된 연료", "Fuel for electricity"),
};

/** Precursors and the carbon price. */
const PRECURSORS: Table = {
  use: w("전구물질 사용량", "Precursor consumed", "M"),
  purchased: w("구매량", "Purchased"),
  otherUse: w("다른 용도 사용량", "Used otherwise"),
  electricityFactor: w("전구물질 전력 배출계수", "Electricity factor of the precursor", "EF_el"),
  markUp: w("기본값 가산율", "Mark-up on the default value"),
  defaultValue: w("기본값", "Default value", "DV"),
  carbonPriceDue: w("납부할 탄소가격", "Carbon price due", "CP"),
  carbonPriceRebate: w("탄소가격 환급액", "Rebate on the carbon price"),
  carbonPriceDueRate: w("배출량당 탄소가격", "Carbon price per tonne of CO₂e"),
  carbonPriceRebateRate: w("배출량당 환급액", "Rebate per tonne of CO₂e"),
  carbonPriceShare: w("탄소가격 적용 비율", "Share covered by the carbon price"),
  carbonPriceCovered: w("탄소가격 적용 배출량", "Emissions covered by the carbon price"),
  coveredEmissions: w("탄소가격 적용 배출량", "Emissions covered by the carbon price"),
  "coveredEmissions/share": w("탄소가격 적용 비율", "Share covered by the carbon price"),
  rebateEmissions: w("환급 대상 배출량", "Emissions covered by a rebate"),
  "rebateEmissions/share": w("환급 적용 비율", "Share covered by a rebate"),
};

/** Kinds of things, goods categories and production routes. */
const THINGS: Table = {
  installation: w("사업장", "Installation"),
  stream: w("배출원", "Source stream"),
  pfc: w("알루미늄 전해로(PFC)", "Electrolysis cells (PFC)"),
  measuredPoint: w("연속측정 배출구", "Measurement point"),
  process: w("생산공정", "Production process"),
  precursor: w("전구물질", "Precursor"),
  precursorSource: w("전구물질 공급처", "Source of a precursor"),
  cogeneration: w("열병합발전(CHP)", "Cogeneration (CHP)"),
  product: w("제품", "Product"),
  dataset: w("데이터셋", "Dataset"),
  evidence: w("증빙", "Evidence"),
  calcinedClay: w("소성 점토", "Calcined clay"),
  cementClinker: w("시멘트 클링커", "Cement clinker"),
  cement: w("시멘트", "Cement"),
  aluminousCement: w("알루미나 시멘트", "Aluminous cement"),
  hydrogen: w("수소", "Hydrogen"),
  ammonia: w("암모니아", "Ammonia"),
  nitricAcid: w("질산", "Nitric acid"),
  urea: w("요소", "Urea"),
  mixedFertilisers: w("복합 비료", "Mixed fertilisers"),
  sinteredOre: w("소결광", "Sintered ore"),
  pigIron: w("선철", "Pig iron"),
  ferroManganese: w("페로망간(FeMn)", "Ferro-manganese (FeMn)"),
  ferroChromium: w("페로크롬(FeCr)", "Ferro-chromium (FeCr)"),
  ferroNickel: w("페로니켈(FeNi)", "Ferro-nickel (FeNi)"),
  ferroAlloys: w("합금철(FeMn, FeCr, FeNi)", "Ferro-alloys (FeMn, FeCr, FeNi)"),
  directReducedIron: w("직접환원철", "Direct reduced iron"),
  crudeSteel: w("조강", "Crude steel"),
  ironOrSteelProducts: w("철강 제품", "Iron or steel products"),
  unwroughtAluminium: w("알루미늄 괴", "Unwrought aluminium"),
  aluminiumProducts: w("알루미늄 제품", "Aluminium products"),
  electricity: w("전력", "Electricity"),
  blastFurnace: w("고로", "Blast furnace route"),
  smeltingReduction: w("용융환원", "Smelting reduction"),
  basicOxygen: w("전로 제강", "Basic oxygen steelmaking"),
  electricArc: w("전기로", "Electric arc furnace"),
  steamReforming: w("수증기 개질 및 부분 산화", "Steam reforming and partial oxidation"),
  steamCracking: w("증기 분해", "Steam cracking"),
  gasification: w("가스화", "Gasification"),
  waterElectrolysis: w("물 전기분해", "Electrolysis of water"),
  chlorAlkali: w("클로르알칼리 전기분해 및 염소산염 생산", "Chlor-alkali electrolysis and production of chlorates"),
  haberBoschGas: w("하버-보슈법(천연가스·바이오가스 개질)", "Haber-Bosch with steam reforming of natural gas or biogas"),
  haberBoschGasification: w("하버-보슈법(석탄 등 연료 가스화)", "Haber-Bosch with gasification of coal or other fuels"),
  primaryAluminium: w("1차 제련(전해)", "Primary (electrolytic) smelting"),
  secondaryAluminium: w("2차 용해(재활용)", "Secondary melting (recycling)"),
  greyClinker: w("회색 클링커", "Grey clinker"),
  whiteClinker: w("백색 클링커", "White clinker"),
  all: w("모든 생산 경로", "All production routes"),
  other: w("기타", "Other"),
  unknown: w("알 수 없음", "Unknown"),
};

/** Assumptions made visible, severities, and the status of data. */
const MARKS: Table = {
  noBiomassEvidence: explained(
    w("바이오매스 증빙이 없어 0으로 보지 않음", "No biomass evidence: not zero-rated"),
    "RED II 제29조를 충족한다는 증빙이 없으면 바이오매스도 화석 탄소처럼 계산합니다.",
    "Without evidence under RED II Article 29 biomass counts like fossil carbon.",
  ),
  templateDefault: explained(
    w("빈칸의 양식 기본값", "Template's default for a blank"),
    "값이 비어 있어 EU 집행위 양식이 빈칸에 쓰는 값(산화계수 1, 바이오매스 분율 0 등)을 적용했습니다.",
    "The cell was blank; the value that the Commission's template reads from a blank was used (oxidation 1, biomass 0).",
  ),
  estimate: explained(w("추정값", "Estimate"), "데이터 공백을 메우려고 추정한 값입니다.", "An estimate that fills a gap in the data."),
  exemptOrigin: explained(
    w("적용 제외국 원산(0)", "Exempt origin (zero)"),
    "EU 또는 적용 제외국에서 온 전구물질이라 0으로 계산했습니다.",
    "The precursor originates in the Union or in an exempt country and counts as zero.",
  ),
  efficiencyUnknown: explained(
    w("열병합 효율 미상", "Cogeneration efficiency unknown"),
    "열병합 효율을 알 수 없어 규정의 기본 효율을 적용했습니다.",
    "The efficiency of the cogeneration is not known; the act's default efficiency was used.",
  ),
  noRebateStated: explained(
    w("환급 미기재(0으로 봄)", "No rebate stated (zero)"),
    "환급액이 적혀 있지 않아 0으로 보았습니다.",
    "No rebate was stated; zero was assumed.",
  ),
  noCarbonPriceStated: explained(
    w("탄소가격 미기재(0으로 봄)", "No carbon price stated (zero)"),
    "탄소가격이 적혀 있지 않아 0으로 보았습니다.",
    "No carbon price was stated; zero was assumed.",
  ),
  error: w("오류", "Error"),
  warning: w("경고", "Warning"),
  note: w("참고", "Note"),
  inForce: w("시행 중", "In force"),
  superseded: w("폐지·대체됨", "Superseded"),
  proposed: w("제안 단계", "Proposed"),
  unsure: w("확인 필요", "To be confirmed"),
};

/** Methods and choices of forms; a prefix where a word would be ambiguous. */
const CHOICES: Table = {
  combustion: w("연소", "Combustion"),
  "method.process": w("공정 배출", "Process emissions"),
  massBalance: w("물질수지", "Mass balance"),
  slope: w("기울기법", "Slope method"),
  "method.overvoltage": w("과전압법", "Overvoltage method"),
  actual: w("실측값", "Actual data"),
  default: w("기본값", "Default value"),
  directLink: w("직접 연결", "Direct technical link"),
  fossil: w("화석연료", "Fossil"),
  renewable: w("재생에너지", "Renewable"),
  nuclear: w("원자력", "Nuclear"),
  mixed: w("혼합 발전", "Mixed"),
  received: w("받음", "Received"),
  exported: w("보냄", "Exported"),
  storage: w("지중 저장", "Storage"),
  permanentBinding: w("영구 결합", "Permanent binding"),
  ppa: w("전력구매계약(PPA)", "Power purchase agreement"),
  marketBased: w("시장 기반", "Market-based"),
  Mix: w("혼합", "Mix"),
  coalOrCoke: w("석탄 또는 코크스", "Coal or coke"),
  naturalGas: w("천연가스", "Natural gas"),
  biogas: w("바이오가스", "Biogas"),
  none: w("없음", "None"),
  tax: w("탄소세", "Carbon tax"),
  levy: w("부과금", "Levy"),
  fee: w("수수료", "Fee"),
  nationalEts: w("국가 배출권거래제", "National emissions trading"),
  regionalEts: w("지역 배출권거래제", "Regional emissions trading"),
  combination: w("복합", "Combination"),
  freeAllocation: w("무상할당", "Free allocation"),
  compensation: w("보상금", "Compensation"),
  taxDeduction: w("세액 공제", "Tax deduction"),
  measurements: w("측정값", "Measurements"),
  nationalFactors: w("국가 고유계수", "National factors"),
  sectorFactors: w("업종 고유계수", "Sector factors"),
  internationalFactors: w("국제 계수", "International factors"),
  commissionDefaults: w("EU 집행위 기본값", "The Commission's default values"),
  unreasonableCosts: w("과도한 비용", "Unreasonable costs"),
  dataGaps: w("데이터 공백", "Data gaps"),
  thirdParty: w("제3자 검증", "Third-party verification"),
  internalAudit: w("내부 감사", "Internal audit"),
  fourEyes: w("이중 확인", "Four-eyes check"),
};

/** What the operator states of single goods, by category. */
const PARAMETERS: Table = {
  reducingAgent: w("주요 환원제", "Main reducing agent"),
  steelMillId: w("제강공장 식별번호", "Identification number of the steel mill"),
  manganese: w("망간 함량", "Manganese content"),
  chromium: w("크롬 함량", "Chromium content"),
  nickel: w("니켈 함량", "Nickel content"),
  otherAlloys: w("기타 합금원소 함량", "Content of other alloys"),
  carbon: w("탄소 함량", "Carbon content"),
  scrapPerSteel: w("철강 1톤당 스크랩 사용량", "Scrap used per tonne of steel"),
  otherMaterials: w("기타 재료 함량", "Content of other materials"),
  preConsumerScrap: w("소비 전 스크랩 비율", "Share of pre-consumer scrap"),
  scrapPerAluminium: w("알루미늄 1톤당 스크랩 사용량", "Scrap used per tonne of aluminium"),
  nonAluminium: w("알루미늄 외 원소 함량", "Content of elements other than aluminium"),
  clinkerFactor: w("클링커 비율", "Clinker factor"),
  calcined: w("소성 여부", "Calcined"),
  ammoniaConcentration: w("암모니아 농도", "Concentration of ammonia"),
  nitrogen: w("질소 함량", "Nitrogen content"),
  nitrogenAmmonium: w("암모늄태 질소", "Nitrogen as ammonium"),
  nitrogenNitrate: w("질산태 질소", "Nitrogen as nitrate"),
  nitrogenUrea: w("요소태 질소", "Nitrogen as urea"),
  nitrogenOther: w("기타 형태의 질소", "Nitrogen in other forms"),
};

/** Who and where, and other items of the operator's report. */
const REPORT: Table = {
  operator: w("생산자(운영자)", "Operator"),
  country: w("국가", "Country"),
  period: w("기간", "Period"),
  unlocode: w("UN/LOCODE", "UN/LOCODE"),
  coordinates: w("좌표", "Coordinates"),
  "operator.name": w("운영자 이름", "Name of the operator"),
  "operator.registration": w("운영자 등록번호", "Registration number of the operator"),
  "operator.address": w("운영자 주소", "Address of the operator"),
  "installation.id": w("사업장의 레지스트리 식별번호", "Registry id of the installation"),
  "installation.address": w("사업장 주소", "Address of the installation"),
  "verifier.accreditation": w("검증인의 인정번호", "Accreditation number of the verifier"),
  carbonPriceTool: w("탄소가격 도구", "Carbon price tool"),
  shareCovered: w("탄소가격 적용 비율", "Share covered by the carbon price"),
  shareRebate: w("환급 적용 비율", "Share covered by a rebate"),
  gridConnection: w("양쪽의 계통 연결 증빙", "Proof of both sites' grid connection"),
  contract: w("계약", "Contract"),
  blank: w("비어 있음", "blank"),
  notStated: w("밝히지 않음", "not stated"),
};

/** Acts by the name under which steps and datasets cite them. */
const ACTS: Table = {
  "Reg (EU) 2023/956": w("규정 (EU) 2023/956 · CBAM 규정", "Regulation (EU) 2023/956, the CBAM Regulation"),
  "IR (EU) 2023/1773": w("이행규정 (EU) 2023/1773 · CBAM 전환기간", "Implementing Regulation (EU) 2023/1773, transitional period"),
  "IR (EU) 2025/2547": w(
    "이행규정 (EU) 2025/2547 · CBAM 본격 시행기간 산정방법",
    "Implementing Regulation (EU) 2025/2547, definitive period",
  ),
  "IR (EU) 2025/2546": w("이행규정 (EU) 2025/2546 · CBAM 검증", "Implementing Regulation (EU) 2025/2546, verification"),
  "IR (EU) 2025/2620": w("이행규정 (EU) 2025/2620 · 무상할당 조정", "Implementing Regulation (EU) 2025/2620, free-allocation adjustment"),
  "IR (EU) 2025/2621": w("이행규정 (EU) 2025/2621 · 기본값", "Implementing Regulation (EU) 2025/2621, default values"),
  categories: w("품목 범주와 생산 경로", "Goods categories and production routes"),
  cn: w("CN 코드", "CN codes"),
  constants: w("법정 상수", "Constants of the acts"),
  countries: w("국가", "Countries"),
  "default-values": w("국가별 기본값", "Default values by country"),
  "mark-ups": w("기본값 가산율", "Mark-ups on default values"),
  "pfc-factors": w("PFC 계수", "PFC factors"),
  "standard-factors": w("표준 계수", "Standard factors"),
  benchmarks: w("무상할당 벤치마크", "Free-allocation benchmarks"),
};

const WORDS = new Map(
  Object.entries({ ...RESULTS, ...SOURCES, ...ENERGY, ...PRECURSORS, ...THINGS, ...MARKS, ...CHOICES, ...PARAMETERS, ...REPORT, ...ACTS }),
);

const GROUPS: readonly [ko: string, en: string, table: Table][] = [
  ["결과와 공정", "Results and processes", RESULTS],
  ["배출원", "Source streams", SOURCES],
  ["열·전력·폐가스", "Heat, electricity, waste gases", ENERGY],
  ["전구물질과 탄소가격", "Precursors and carbon price", PRECURSORS],
  ["품목과 생산 경로", "Goods and routes", THINGS],
  ["가정과 표시", "Assumptions and marks", MARKS],
  ["방법과 선택", "Methods and choices", CHOICES],
  ["제품의 특성", "Parameters of goods", PARAMETERS],
  ["보고서 항목", "Items of reports", REPORT],
  ["법령과 자료", "Acts and datasets", ACTS],
];

/** True if the word has a label of its own. */
export function hasWord(key: string): boolean {
  return WORDS.has(key);
}

/** The label of a word; a word that has none (a later regime's, a stranger's) stands for itself, so that nothing is hidden. */
export function word(key: string): Word {
  return WORDS.get(key) ?? { ko: key, en: key };
}

/** All words by what they speak of, for a glossary. */
export function wordGroups(): { title: BothLanguages; words: [key: string, word: Word][] }[] {
  return GROUPS.map(([ko, en, table]) => ({ title: { ko, en }, words: Object.entries(table) }));
}
