// Problems of the declarant's side: import lines, free allocation, carbon price, threshold, prices.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const DECLARATION_PROBLEMS = {
  LINES_NOT_TEXT: {
    severity: "error",
    text: { ko: "파일이 UTF-8 글이 아닙니다.", en: "The file is not UTF-8 text." },
    todo: { ko: "수입 목록을 CSV(UTF-8) 또는 JSON으로 저장하십시오.", en: "Save the list of imports as CSV (UTF-8) or JSON." },
  },
  LINES_TOO_LARGE: {
    severity: "error",
    text: { ko: "수입 목록이 한도({limit})를 넘습니다.", en: "The list of imports exceeds the bound ({limit})." },
    todo: { ko: "연도나 품목별로 파일을 나누십시오.", en: "Split it by year or by goods." },
  },
  LINES_BROKEN: {
    severity: "error",
    text: { ko: "{line}번째 줄을 읽을 수 없습니다({what}).", en: "Line {line} cannot be read ({what})." },
    todo: { ko: "그 줄의 따옴표, 쉼표, 괄호를 확인하십시오.", en: "Check quotes, commas and brackets there." },
  },
  LINES_EMPTY: {
    severity: "error",
    text: { ko: "수입 항목이 하나도 없습니다.", en: "There is no import line." },
    todo: {
      ko: "적어도 한 항목을 입력하십시오. 형식은 docs/IMPORT-LINES.md에 있습니다.",
      en: "Enter at least one; docs/IMPORT-LINES.md has the format.",
    },
  },
  LINES_COLUMN_UNKNOWN: {
    severity: "error",
    text: { ko: "'{field}'(이)라는 열이나 필드는 없습니다.", en: "There is no column or field '{field}'." },
    todo: {
      ko: "철자를 확인하거나 지우십시오. docs/IMPORT-LINES.md에 모든 열이 있습니다.",
      en: "Check its spelling or remove it; docs/IMPORT-LINES.md lists all of them.",
    },
  },
  LINES_COLUMN_TWICE: {
    severity: "error",
    text: { ko: "열이나 필드 '{field}'이(가) 두 번 있습니다.", en: "The column or field '{field}' stands twice." },
    todo: { ko: "하나만 남기십시오.", en: "Keep one of the two." },
  },
  LINE_FIELD_MISSING: {
    severity: "error",
    text: { ko: "수입 항목에 '{field}'이(가) 없습니다.", en: "The import line lacks '{field}'." },
    todo: { ko: "값을 입력하십시오.", en: "Enter it." },
  },
  LINE_FIELD_INVALID: {
    severity: "error",
    text: {
      ko: "'{field}'의 값 '{given}'을(를) 쓸 수 없습니다. 허용되는 값: {allowed}",
      en: "The value '{given}' of '{field}' cannot be used; allowed: {allowed}",
    },
    todo: { ko: "값을 고치십시오. docs/IMPORT-LINES.md를 참고하십시오.", en: "Mend it; see docs/IMPORT-LINES.md." },
  },
  LINE_DECIMAL_COMMA: {
    severity: "error",
    text: {
      ko: "'{field}'의 '{given}'에 쉼표가 있어 소수점인지 천 단위인지 알 수 없습니다.",
      en: "'{given}' in '{field}' holds a comma: it may be a decimal or a thousands sign.",
    },
    todo: {
      ko: "소수점은 마침표로 쓰고 천 단위 구분은 지우십시오(예: 1234.5).",
      en: "Write a point for decimals and no sign for thousands, as in 1234.5.",
    },
  },
  LINE_UNIT_MISSING: {
    severity: "error",
    text: { ko: "'{field}'의 '{given}'에 단위가 없습니다.", en: "'{given}' in '{field}' has no unit." },
    todo: { ko: "단위를 함께 적으십시오: {allowed}", en: "State the unit: {allowed}" },
  },
  LINE_UNIT_UNKNOWN: {
    severity: "error",
    text: { ko: "'{field}'에 단위 '{unit}'을(를) 쓸 수 없습니다.", en: "The unit '{unit}' cannot be used in '{field}'." },
    todo: { ko: "다음 중 하나를 쓰십시오: {allowed}", en: "Use one of: {allowed}" },
  },
  LINE_ID_DUPLICATE: {
    severity: "error",
    text: { ko: "수입 항목 번호 '{id}'이(가) 두 번 이상 있습니다.", en: "The import line '{id}' stands more than once." },
    todo: {
      ko: "항목마다 다른 번호를 붙이고, 같은 수입이면 하나만 남기십시오.",
      en: "Give each line its own id; where it is the same import, keep one.",
    },
  },
  LINE_DUPLICATE: {
    severity: "warning",
    text: {
      ko: "수입 항목 '{id}'은(는) '{other}'과(와) 번호 말고는 모두 같습니다.",
      en: "The import line '{id}' equals '{other}' in everything but its id.",
    },
    todo: {
      ko: "두 번 적힌 것이면 하나를 지우고, 서로 다른 수입이면 그대로 두십시오.",
      en: "Remove one if it was entered twice; leave both if they are two imports.",
    },
  },
  LINE_DATE_OUTSIDE: {
    severity: "error",
    text: {
      ko: "수입일 {date}은(는) 이 계산이 다루는 기간({first}년~{last}년) 밖입니다.",
      en: "The date of import {date} lies outside the years that are covered ({first} to {last}).",
    },
    todo: {
      ko: "날짜를 확인하십시오. 2025년까지의 수입은 분기 보고 대상이며 인증서가 없습니다.",
      en: "Check the date; imports up to 2025 are reported by quarter and take no certificates.",
    },
    clause: "Reg (EU) 2023/956, Art. 36",
  },
  LINE_ORIGIN_UNKNOWN: {
    severity: "error",
    text: { ko: "원산지 '{origin}'은(는) 알 수 없는 국가입니다.", en: "The origin '{origin}' is not a known country." },
    todo: { ko: "ISO 3166-1 두 글자 코드(예: KR)를 입력하십시오.", en: "Enter the two-letter code of ISO 3166-1, such as KR." },
  },
  LINE_CN_UNKNOWN: {
    severity: "error",
    text: { ko: "'{cn}'은(는) {year}년 CBAM 품목의 CN 코드가 아닙니다.", en: "'{cn}' is no CN code of a CBAM good in {year}." },
    todo: {
      ko: "세관 신고서의 8자리(또는 10자리 TARIC) 코드를 확인하십시오. CBAM 품목이 아니면 이 항목을 빼십시오.",
      en: "Check the eight digits (or ten of TARIC) of the customs declaration; leave the line out if it is no CBAM good.",
    },
    clause: "Reg (EU) 2023/956, Annex I",
  },
  LINE_MASS_NOT_POSITIVE: {
    severity: "error",
    text: { ko: "순중량 {value}이(가) 0보다 크지 않습니다.", en: "The net mass {value} is not above zero." },
    todo: { ko: "세관 신고서의 순중량을 입력하십시오.", en: "Enter the net mass of the customs declaration." },
  },
  LINE_MASS_UNIT: {
    severity: "error",
    text: { ko: "CN {cn}의 수량을 단위 '{unit}'(으)로 적을 수 없습니다.", en: "The quantity of CN {cn} cannot be stated in '{unit}'." },
    todo: { ko: "전력은 MWh로, 그 밖의 품목은 t 또는 kg으로 적으십시오.", en: "State electricity in MWh and every other good in t or kg." },
  },
  LINE_SEE_UNIT: {
    severity: "error",
    text: {
      ko: "CN {cn}의 실측 배출량을 단위 '{unit}'(으)로 적을 수 없습니다.",
      en: "The actual emissions of CN {cn} cannot be stated in '{unit}'.",
    },
    todo: { ko: "다음 가운데 하나를 쓰십시오: {allowed}", en: "Use one of: {allowed}" },
  },
  LINE_FIELD_UNFIT: {
    severity: "warning",
    text: {
      ko: "'{field}' 값 {value}이(가) 이 품목이나 날짜와 맞지 않습니다.",
      en: "The '{field}' {value} does not fit this good or date.",
    },
    todo: { ko: "값을 바로잡거나 지우십시오.", en: "Correct it, or leave it out." },
  },
  SEE_IMPLAUSIBLE: {
    severity: "warning",
    text: {
      ko: "실측 배출량 {value}이(가) 어떤 CBAM 품목보다도 훨씬 큽니다.",
      en: "The actual emissions {value} are far above those of any good of CBAM.",
    },
    todo: { ko: "단위가 kgCO2e/t인지 확인하십시오.", en: "Check whether the unit is kgCO2e/t." },
  },
  STATEMENT_REF_PERIOD: {
    severity: "warning",
    text: {
      ko: "산정서의 보고기간({start}~{end})이 수입일({date})이나 생산연도({production})와 맞지 않습니다.",
      en: "The statement is of {start} to {end}, which does not fit the import of {date} (production year {production}).",
    },
    todo: { ko: "그 제품을 생산한 보고기간의 산정서를 쓰십시오.", en: "Use the statement of the period in which the goods were produced." },
    clause: "IR (EU) 2025/2547, Art. 7",
  },
  STATEMENT_AND_VALUES: {
    severity: "warning",
    text: {
      ko: "산정서를 가리키면서 배출량도 적었습니다. 산정서의 값을 썼습니다.",
      en: "The line names a statement and states emissions as well; the statement's were used.",
    },
    todo: { ko: "적은 배출량을 지우십시오.", en: "Remove the stated emissions." },
  },
  AS_IF_YEARS_TOGETHER: {
    severity: "note",
    text: {
      ko: "{years}년의 수입을 모두 {year}년 한 해의 수입으로 보았습니다. 연간 50톤 기준도 합쳐서 봅니다.",
      en: "Imports of {years} are all taken as imports of the one year {year}; the yearly threshold is looked at for them together.",
    },
    todo: { ko: "한 해씩 따로 보려면 그 해의 행만 남기십시오.", en: "To see one year alone, keep its lines alone." },
  },
  HOLDING_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "{year}년 분기 말 보유량을 계산할 수 없습니다. 기본값이 없는 행이 있습니다.",
      en: "What is to be held at the quarters' ends of {year} cannot be computed: a line has no default value.",
    },
    todo: {
      ko: "현행 기본값 파일을 불러오거나, 지난해 같은 품목·원산지로 제출한 인증서 수를 기준으로 보유하십시오.",
      en: "Import the current default values, or hold by what was surrendered last year for the same goods and origin.",
    },
    clause: "Reg (EU) 2023/956, Art. 22(2)",
  },
  DEFAULT_ROUTE_STATED: {
    severity: "note",
    text: {
      ko: "기본값 행 {row}에 생산경로가 없어 신고서에 적은 경로 {route}의 기준값을 썼습니다.",
      en: "The default value {row} shows no route; the benchmark is that of the route {route} that the line states.",
    },
    todo: { ko: "그 경로라는 근거를 보관하십시오.", en: "Keep what shows that route." },
    clause: "IR (EU) 2025/2620, Annex, eq. (6)",
  },
  LINE_SEE_NEGATIVE: {
    severity: "error",
    text: { ko: "실측 배출량 {value}이(가) 음수입니다.", en: "The actual emissions {value} are negative." },
    todo: { ko: "생산자의 배출보고서에 있는 값을 확인하십시오.", en: "Check the value in the maker's emissions report." },
  },
  ACTUAL_VALUES_MISSING: {
    severity: "error",
    text: {
      ko: "실측값으로 신고하는 항목에 배출량이 없습니다.",
      en: "The line is declared by actual values, but states no emissions that suffice.",
    },
    todo: {
      ko: "seeBasis, 또는 seeDirect(부속서 II가 아닌 품목은 seeIndirect도), 또는 산정서를 입력하거나 기본값으로 바꾸십시오.",
      en: "Enter seeBasis, or seeDirect (and seeIndirect for goods outside Annex II), or a statement; or declare it by default.",
    },
    clause: "Reg (EU) 2023/956, Art. 7 and Annex IV",
  },
  ACTUAL_UNVERIFIED: {
    severity: "warning",
    text: { ko: "실측값이 검증되었다는 표시가 없습니다.", en: "Nothing says that the actual values were verified." },
    todo: {
      ko: "인정받은 검증기관의 검증보고서를 받은 뒤 verified를 true로 적으십시오. 없으면 기본값으로 신고해야 합니다.",
      en: "State verified: true once an accredited verifier's report is there; without it the line has to be declared by default.",
    },
    clause: "Reg (EU) 2023/956, Art. 8",
  },
  ACTUAL_BASIS_DIFFERS: {
    severity: "warning",
    text: {
      ko: "적힌 부과 기준 배출량 {stated}이(가) 직접·간접 배출량에서 나온 {computed}과(와) 다릅니다.",
      en: "The stated basis of {stated} differs from the {computed} that direct and indirect emissions give.",
    },
    todo: { ko: "생산자에게 확인하십시오. 적힌 값으로 계산했습니다.", en: "Ask the maker; the stated basis was used." },
    clause: "Reg (EU) 2023/956, Annex II",
  },
  STATEMENT_REF_MISSING: {
    severity: "error",
    text: { ko: "해시가 {hash}인 산정서가 주어지지 않았습니다.", en: "No statement with the hash {hash} was given." },
    todo: { ko: "산정서 파일을 함께 주거나 해시를 확인하십시오.", en: "Give the file of the statement too, or check the hash." },
  },
  STATEMENT_REF_HASH: {
    severity: "error",
    text: { ko: "산정서의 내용이 해시 {hash}과(와) 맞지 않습니다.", en: "The content of the statement does not fit its hash {hash}." },
    todo: { ko: "산정서가 바뀌었습니다. 생산자에게 원본을 다시 받으십시오.", en: "It was altered: ask the maker for the original." },
  },
  STATEMENT_REF_GOOD: {
    severity: "error",
    text: { ko: "산정서에 제품 '{good}'의 값이 없습니다.", en: "The statement holds no value of the good '{good}'." },
    todo: { ko: "산정서에 있는 제품의 id를 적으십시오: {goods}", en: "State the id of a good that it holds: {goods}" },
  },
  STATEMENT_REF_CN: {
    severity: "error",
    text: {
      ko: "산정서의 제품은 CN {stated}인데 수입 항목은 CN {cn}입니다.",
      en: "The statement's good is CN {stated}, the import line CN {cn}.",
    },
    todo: { ko: "같은 CN 코드의 제품을 가리키십시오.", en: "Refer to the good of the same CN code." },
  },
  STATEMENT_REF_ACT: {
    severity: "error",
    text: {
      ko: "산정서가 {act}에 따른 것이어서 확정기간 신고에 쓸 수 없습니다.",
      en: "The statement follows {act} and cannot be used for a declaration of the definitive period.",
    },
    todo: {
      ko: "생산자에게 IR (EU) 2025/2547에 따른 산정서를 요청하십시오.",
      en: "Ask the maker for a statement under IR (EU) 2025/2547.",
    },
  },
  STATEMENT_REF_COUNTRY: {
    severity: "warning",
    text: {
      ko: "산정서의 사업장은 {country}에 있는데 원산지는 {origin}입니다.",
      en: "The statement's installation lies in {country}, the origin is {origin}.",
    },
    todo: { ko: "원산지와 생산 사업장을 확인하십시오.", en: "Check the origin and the installation." },
  },
  BENCHMARK_MISSING: {
    severity: "warning",
    text: {
      ko: "CN {cn}의 벤치마크가 없어 무상할당 조정을 계산할 수 없습니다.",
      en: "CN {cn} has no benchmark, so that its free-allocation adjustment cannot be computed.",
    },
    todo: { ko: "CN 코드를 확인하십시오.", en: "Check the CN code." },
    clause: "IR (EU) 2025/2620, Annex",
  },
  BENCHMARK_ROUTE_NEEDED: {
    severity: "warning",
    text: {
      ko: "CN {cn}에는 생산 경로마다 다른 벤치마크가 있습니다: {letters}.",
      en: "CN {cn} has a benchmark for each route: {letters}.",
    },
    todo: {
      ko: "경로 글자(route)를 적으십시오. 회색·백색이 섞인 시멘트는 whiteShare를 적으십시오.",
      en: "State the route letter (route); for a mix of grey and white cement state whiteShare.",
    },
    clause: "IR (EU) 2025/2620, Annex",
  },
  BENCHMARK_GRADE_CHOSEN: {
    severity: "note",
    text: {
      ko: "CN {cn}의 기본값 경로 {route}에 맞는 벤치마크 행이 없어 같은 경로의 등급 {letters} 중 가장 높은 값을 썼습니다.",
      en: "The default's route {route} has no row of its own among the benchmarks of CN {cn}: the highest of the grades {letters} of that route was taken.",
    },
    todo: {
      ko: "할 일은 없습니다. 등급을 아는 실측값이 있으면 더 정확합니다.",
      en: "Nothing has to be done; actual data would tell the grade.",
    },
    clause: "IR (EU) 2025/2620, Annex",
  },
  BENCHMARK_OTHER_READING: {
    severity: "note",
    text: {
      ko: "CN {cn}: 기본값 경로의 벤치마크 {value} 대신 모든 경로 중 가장 높은 {highest}({letter})을(를) 쓰는 해석도 있습니다.",
      en: "CN {cn}: instead of the benchmark {value} of the default's route, the highest over all letters, {highest} ({letter}), can also be read.",
    },
    todo: {
      ko: "신고 전에 세관이나 집행위원회 지침을 확인하십시오. 경로에 따른 값으로 계산했습니다.",
      en: "Check the Commission's guidance before declaring; the value of the route was used.",
    },
    clause: "IR (EU) 2025/2620, Annex",
  },
  BENCHMARK_PROVISIONAL: {
    severity: "note",
    text: {
      ko: "{year}년 수입의 벤치마크는 잠정값입니다. 모든 무상할당량(SEFA)이 바뀔 수 있습니다.",
      en: "The benchmarks for imports of {year} are provisional: every free allocation (SEFA) may change.",
    },
    todo: {
      ko: "최종 벤치마크(IR (EU) 2026/1412에 따른 개정)가 나오면 다시 계산하십시오.",
      en: "Calculate again when the revision that IR (EU) 2026/1412 triggers is published.",
    },
    clause: "IR (EU) 2025/2620",
  },
  BENCHMARK_YEAR_ASSUMED: {
    severity: "warning",
    text: {
      ko: "{year}년에는 벤치마크와 부문 간 보정계수가 정해지지 않아 2030년의 벤치마크와 보정계수 1을 가정했습니다.",
      en: "No benchmarks and no cross-sectoral correction factor are set for {year}: those of 2030 and a factor of 1 were assumed.",
    },
    todo: { ko: "이 연도의 수치는 추정으로만 쓰십시오.", en: "Take the figures of this year as an estimate only." },
    clause: "Impl. Decision (EU) 2026/1862",
  },
  PRODUCTION_YEAR_DIFFERS: {
    severity: "note",
    text: {
      ko: "생산연도 {production}의 벤치마크와 수입연도 {year}의 CBAM 계수를 썼습니다.",
      en: "The benchmark of the year of production {production} and the CBAM factor of the year of import {year} were used.",
    },
    todo: { ko: "생산연도가 맞는지 확인하십시오.", en: "Check that the year of production is right." },
  },
  PRECURSORS_NOT_STATED: {
    severity: "warning",
    text: {
      ko: "이 품목은 보통 전구물질이 있는데 적혀 있지 않아 무상할당 조정이 A열만으로 계산되었습니다.",
      en: "Goods of this kind usually have precursors; none is stated, so that the free-allocation adjustment is column A alone.",
    },
    todo: {
      ko: "전구물질의 양, CN 코드, 원산지를 적으십시오. 없으면 빈 목록을 적으십시오. 빠뜨리면 인증서가 많아집니다.",
      en: "State amount, CN code and origin of each, or an empty list where there are none; leaving them out costs certificates.",
    },
    clause: "IR (EU) 2025/2620, Annex, eq. (4)",
  },
  PRECURSOR_SEFA_MISSING: {
    severity: "error",
    text: {
      ko: "실측이라고 적힌 전구물질 {cn}에 검증된 무상할당량(sefa)이 없습니다.",
      en: "The precursor {cn} is said to be actual, but has no verified free allocation (sefa).",
    },
    todo: { ko: "값을 입력하거나 default로 바꾸십시오.", en: "Enter it, or state basis default." },
  },
  PRECURSOR_ORIGIN_ZERO: {
    severity: "note",
    text: {
      ko: "원산지가 {origin}인 전구물질 {cn}의 무상할당량을 0으로 보았습니다.",
      en: "The free allocation of the precursor {cn} of origin {origin} was taken as zero.",
    },
    todo: {
      ko: "법에 명시되지 않은 해석입니다. 신고 전에 확인하십시오.",
      en: "This is a reading, not the text of the law: check before declaring.",
    },
    clause: "Reg (EU) 2023/956, Annex III",
  },
  JOINT_READING: {
    severity: "note",
    text: {
      ko: "공동 공정이므로 전구물질 없이 A열만 썼습니다. 전구물질을 더하는 해석으로는 SEFA가 {other}입니다.",
      en: "As it is a joint process, column A alone was used; read with its precursors the SEFA would be {other}.",
    },
    todo: {
      ko: "가능하면 공정을 나누어 산정하는 것이 유리할 수 있습니다(제4조 제9항은 선택 사항).",
      en: "Separate processes may be better; Art. 4(9) leaves the choice.",
    },
    clause: "IR (EU) 2025/2547, Art. 4(9)",
  },
  CARBON_PRICE_NEEDS_ACTUAL: {
    severity: "warning",
    text: {
      ko: "기본값으로 신고하는 항목에는 실제 지불한 탄소가격을 차감할 수 없습니다.",
      en: "A line that is declared by default takes no deduction for a carbon price effectively paid.",
    },
    todo: {
      ko: "검증된 실측값으로 신고하거나, 집행위원회가 공표하는 기본 탄소가격을 기다리십시오.",
      en: "Declare it by verified actual values, or await the Commission's default carbon prices.",
    },
    clause: "Reg (EU) 2023/956, Art. 9",
  },
  CARBON_PRICE_EVIDENCE: {
    severity: "warning",
    text: {
      ko: "탄소가격의 증빙이 부족하여 차감 전체를 인정하지 않았습니다: {what}",
      en: "The deduction for the carbon price is lost as a whole for want of evidence: {what}",
    },
    todo: {
      ko: "지불 증빙, 독립된 자의 인증, 환급(무상할당 포함)의 증빙을 갖추십시오.",
      en: "Obtain evidence of payment, certification by an independent person, and evidence of every rebate, free allocation included.",
    },
    clause: "Reg (EU) 2023/956, Art. 9; draft act under Art. 9(5)",
  },
  CARBON_PRICE_REFERENCE: {
    severity: "warning",
    text: {
      ko: "{year}년의 CBAM 평균 가격이 아직 공표되지 않아 탄소가격 차감량을 계산할 수 없습니다.",
      en: "The average certificate price of {year} is not published, so that the reduction for the carbon price cannot be computed.",
    },
    todo: {
      ko: "평균 가격을 직접 주거나(예: {year} 75.3), 공표를 기다리십시오.",
      en: "Give the average price yourself (such as {year} 75.3), or await its publication.",
    },
  },
  CARBON_PRICE_DRAFT: {
    severity: "note",
    text: {
      ko: "탄소가격 차감은 아직 채택되지 않은 초안의 방식에 따랐습니다.",
      en: "The reduction for the carbon price follows a draft act that is not adopted.",
    },
    todo: { ko: "채택된 법령이 나오면 다시 계산하십시오.", en: "Calculate again when the act is adopted." },
    clause: "draft act under Art. 9(5) of Reg (EU) 2023/956, Art. 6(1)",
  },
  PRICE_UNPUBLISHED: {
    severity: "warning",
    text: {
      ko: "{period}의 인증서 가격이 공표되지 않아 비용을 계산하지 않았습니다.",
      en: "No certificate price is published for {period}, so that no cost was computed.",
    },
    todo: { ko: "가격을 직접 주거나 공표를 기다리십시오.", en: "Give a price yourself, or await its publication." },
    clause: "IR (EU) 2025/2548",
  },
  PRICE_INVALID: {
    severity: "error",
    text: { ko: "가격 '{period}: {given}'을(를) 쓸 수 없습니다.", en: "The price '{period}: {given}' cannot be used." },
    todo: {
      ko: "분기(2026-Q3), 연도(2027) 또는 any에 0보다 큰 EUR/t 값을 주십시오.",
      en: "Give a value above zero in EUR/t for a quarter (2026-Q3), a year (2027) or any.",
    },
  },
  DEFAULTS_NOT_COMPARED: {
    severity: "note",
    text: {
      ko: "실측값으로 신고하는 항목의 기본값을 찾을 수 없어 비교하지 못했습니다(항목 {count}개): {what}",
      en: "Lines by actual values were not compared with default values ({count} lines): {what}",
    },
    todo: {
      ko: "비교가 필요하면 현행 기본값 파일을 불러오십시오.",
      en: "Import the current workbook of default values if you want the comparison.",
    },
  },
  DE_MINIMIS_EXEMPT: {
    severity: "note",
    text: {
      ko: "{year}년 수입량 {mass} t이 최소 기준 {limit} t을 넘지 않아 인증서가 필요 없습니다(수소와 전력은 제외).",
      en: "The {mass} t imported in {year} do not exceed the threshold of {limit} t: no certificates are due, save for hydrogen and electricity.",
    },
    todo: {
      ko: "이 목록에 없는 수입이 더 있으면 함께 넣어 다시 계산하십시오. 넘으면 한 해 전체가 대상입니다.",
      en: "Add any import of the year that is not in this list: beyond the threshold the whole year is liable.",
    },
    clause: "Reg (EU) 2023/956, Art. 2a and Annex VII",
  },
  DE_MINIMIS_NEAR: {
    severity: "warning",
    text: {
      ko: "{year}년 수입량 {mass} t이 최소 기준 {limit} t의 {share} %입니다.",
      en: "The {mass} t imported in {year} are {share} % of the threshold of {limit} t.",
    },
    todo: {
      ko: "인가 신청을 준비하십시오. 넘으면 한 해 전체가 대상이 되며, 90 %를 넘는 수입자는 감독 목록에 오릅니다.",
      en: "Prepare the application for authorisation: beyond it the whole year is liable, and importers above 90 % are listed.",
    },
    clause: "Reg (EU) 2023/956, Art. 2a and Annex VII",
  },
  ORIGIN_EXEMPT: {
    severity: "note",
    text: {
      ko: "원산지 {origin}의 상품은 CBAM 대상이 아니어서 0으로 계산했습니다.",
      en: "Goods that originate in {origin} are outside CBAM and count zero.",
    },
    todo: { ko: "원산지가 맞는지 확인하십시오.", en: "Check that the origin is right." },
    clause: "Reg (EU) 2023/956, Art. 2 and Annex III",
  },
  LINE_FLOORS: {
    severity: "note",
    text: {
      ko: "{year}년: 항목마다 0 미만을 자른 인증서는 {floored}, 전체에만 하한을 두면 {total}입니다.",
      en: "{year}: with a floor for each line {floored} certificates are due, with one floor over all {total}.",
    },
    todo: {
      ko: "항목별 하한은 해석입니다(제6조 제2항 (c)는 합계를 말함). 신고 전에 확인하십시오.",
      en: "The floor line by line is an inference (Art. 6(2)(c) speaks of the total): check before declaring.",
    },
    clause: "Reg (EU) 2023/956, Art. 6(2)(c)",
  },
  PROJECTION_ASSUMED: {
    severity: "note",
    text: {
      ko: "연도별 전망은 같은 수입량과 배출량, 같은 탄소가격 차감량, 2031년부터는 2030년의 벤치마크와 보정계수 1을 가정합니다.",
      en: "The outlook by year assumes the same imports and emissions, the same reduction for carbon prices, and from 2031 on the benchmarks of 2030 and a correction factor of 1.",
    },
    todo: { ko: "계획을 위한 값으로만 쓰십시오.", en: "Take it for planning only." },
  },
  AMOUNT_TOO_LARGE: {
    severity: "error",
    text: { ko: "계산 중 수가 범위를 벗어났습니다({step}).", en: "A number left the range that can be computed ({step})." },
    todo: { ko: "항목의 값과 단위를 확인하십시오.", en: "Check the values and units of the line." },
  },
} as const satisfies Record<string, ProblemSpec>;

export type DeclarationProblem = keyof typeof DECLARATION_PROBLEMS;

export const declarationProblem = problemsOf(DECLARATION_PROBLEMS);
