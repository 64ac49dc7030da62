// The words by which Korean and English tables name their columns.
import type { Field } from "../../model/import-mapping.ts";

/** Whole titles that surely mean a field, after tidying; Korean, then English. */
const SURE: Readonly<Record<Field, string>> = {
  target: "대상 산정대상 타깃 target",
  label: `품목 품목명 품명 항목 항목명 자재 자재명 자재내역 자재명세 연료 연료명 연료종류 에너지원 에너지종류 원료 원료명 원료종류 물질명 제품명 활동자료명
    item itemname material materialname materialdescription fuel fueltype fuelname energysource energytype productname itemdescription`,
  start: "시작일 시작일자 개시일 사용시작일 기간시작 기간시작일 시작 from start startdate periodstart periodfrom datefrom fromdate",
  end: "종료일 종료일자 사용종료일 기간종료 기간종료일 마감일 종료 to end enddate periodend periodto dateto todate until",
  month:
    "월 년월 연월 귀속월 귀속연월 사용월 사용연월 사용년월 해당월 기준월 기준연월 기준년월 청구월 회계월 대상월 month yearmonth period billingmonth reportingmonth fiscalmonth",
  value: `사용량 사용수량 수량 소비량 투입량 투입수량 생산량 생산수량 구매량 구매수량 매입량 입고량 입고수량 출고량 출고수량 물량 중량 활동량 활동자료 전력량 사용전력량 전력사용량
    quantity qty consumption usage activitydata consumedquantity quantityconsumed netweight weight receivedqty issuedqty`,
  unit: "단위 단위코드 수량단위 기본단위 측정단위 unit units uom unitofmeasure unitofmeasurement baseunit baseuom quantityunit",
  partner:
    "거래처 거래처명 공급자 공급처 공급업체 공급사 업체명 매입처 구매처 판매처 협력사 supplier suppliername vendor vendorname partner customer customername counterparty",
  document: `문서번호 전표번호 증빙 증빙번호 세금계산서번호 계산서번호 송장번호 승인번호 거래명세서번호 자재문서 document documentno documentnumber docno
    invoice invoiceno invoicenumber voucher voucherno reference referenceno materialdocument`,
  meter: "계량기 계량기번호 계기번호 계량기명 미터 미터번호 고객번호 meter meterid meterno meternumber metername meterpoint",
  note: "비고 메모 적요 참고 참고사항 note notes remark remarks comment comments memo",
  estimated: "추정 추정여부 추정치 추정값 추정치여부 estimated estimate isestimated estimatedvalue",
};

/** A day of something: one date for a row. */
const ONE_DATE = `일자 날짜 거래일 거래일자 입고일 입고일자 출고일 출고일자 사용일 사용일자 전기일 전표일 전표일자 작성일 작성일자 검침일 검침일자 발행일 공급일자 생산일 생산일자
  date postingdate documentdate deliverydate invoicedate transactiondate readingdate day usagedate`;

/** Words at the end of a longer title, or titles that may mean something else too. */
const PERHAPS: readonly [Field, RegExp][] = [
  ["start", /(?:시작|개시)일?자?$|^(?:date|기간)?부터$|startdate$|(?:일자|날짜)$|date$/],
  ["end", /(?:종료|마감)일?자?$|까지$|enddate$/],
  ["month", /(?:연월|년월)$|^기간$|month$/],
  ["value", /(?:량|수량|중량|물량|실적)$|^(?:양|값|활동)$|(?:quantity|qty|consumption|usage|volume|weight)$|^(?:amount|value|total)$/],
  ["unit", /단위$|uom$|unit$/],
  ["partner", /(?:업체|거래처|공급자|vendor|supplier)/],
  ["meter", /(?:계량기|계기|meter)/],
  [
    "label",
    /^(?:구분|종류|내역|분류|명칭|이름|물질|제품|계정|품번|자재코드|품목코드|name|description|type|category|product|source|materialcode|itemcode)$|(?:명|종류)$/,
  ],
  ["document", /(?:번호|no|number)$/],
  ["note", /(?:비고|적요|remark|note)/],
];

/** Titles of money, prices and running numbers are no quantity and no date. */
const NEVER = /금액|단가|요금|비용|가격|세액|부가세|공급가|price|cost|krw|usd|eur|vat|tax|charge|fee|^(?:no|번호|순번|연번|seq)$/;

const words = new Map<string, { field: Field; what: string }>();
for (const [field, list] of Object.entries(SURE))
  for (const word of list.split(/\s+/)) words.set(word, { field: field as Field, what: word });
for (const word of ONE_DATE.split(/\s+/)) words.set(word, { field: "start", what: word });

/** A title without brackets, blanks and punctuation, in lower case. */
function plainTitle(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([][^()[\]]*[)\]]/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The field that a title names, surely or perhaps; undefined where no word tells. */
export function fieldOf(title: string): { field: Field; sure: boolean } | undefined {
  const plain = plainTitle(title);
  if (plain === "" || plain.length > 60 || NEVER.test(plain)) return undefined;
  const known = words.get(plain);
  if (known !== undefined) return { field: known.field, sure: true };
  const found = PERHAPS.find(([, pattern]) => pattern.test(plain));
  return found === undefined ? undefined : { field: found[0], sure: false };
}
