// What reports ask of the plant beside its figures, and how it goes into the records and out of them.
import type { Json } from "../../base/canonical.ts";
import type { BothLanguages } from "../../base/problem.ts";
import { DATA_QUALITY, DATA_QUALITY_REASONS, DATA_VERIFICATION } from "../../model/vocabulary.ts";
import { readAmount } from "../begin/answer.ts";

export type PlantField = {
  /** Members from the record to the value, such as "operator/address/city". */
  path: string;
  label: BothLanguages;
  help: BothLanguages;
  /** `none`: a list that is filled elsewhere; here it can be said that there is nothing. `choice`: one of the words of `options`. */
  kind: "text" | "number" | "whole" | "lines" | "flag" | "none" | "choice";
  options?: readonly string[];
  required?: true;
};

const field = (
  path: string,
  [ko, en, helpKo, helpEn]: readonly [string, string, string, string],
  more: Partial<PlantField> = {},
): PlantField => ({
  path,
  label: { ko, en },
  help: { ko: helpKo, en: helpEn },
  kind: "text",
  ...more,
});

const address = (of: string, path: string, ofEn: string): PlantField[] => [
  field(`${path}/street`, [`${of} 도로명(영문)`, `${ofEn}: street`, "예: 123 Gongdan 1-daero", "such as 123 Gongdan 1-daero"]),
  field(`${path}/city`, [`${of} 시(영문)`, `${ofEn}: city`, "예: Siheung-si", "such as Siheung-si"]),
  field(`${path}/postCode`, [`${of} 우편번호`, `${ofEn}: post code`, "예: 15084", "such as 15084"]),
  field(`${path}/country`, [`${of} 국가`, `${ofEn}: country`, "두 글자 코드. 예: KR", "Two letters, such as KR"]),
];

export const INSTALLATION: readonly PlantField[] = [
  field("name", ["사업장 이름", "Name of the installation", "예: 시화정밀 제1공장", "such as Sihwa Precision, plant 1"], {
    required: true,
  }),
  field("nameEnglish", [
    "영문 이름",
    "Name in English",
    "보고서에 영문으로 실립니다. 예: Sihwa Precision Plant 1",
    "Reports are in English; such as Sihwa Precision Plant 1",
  ]),
  field("unlocode", ["UN/LOCODE", "UN/LOCODE", "가까운 항구나 도시의 코드. 예: KRSIH", "Code of the nearest port or town; such as KRSIH"]),
  field("economicActivity", ["경제활동", "Economic activity", "예: Manufacture of screws", "such as Manufacture of screws"]),
  field("coordinates/latitude", ["주 배출원의 위도", "Latitude of the main source", "예: 37.3402", "such as 37.3402"], { kind: "number" }),
  field("coordinates/longitude", ["주 배출원의 경도", "Longitude of the main source", "예: 126.7335", "such as 126.7335"], {
    kind: "number",
  }),
  ...address("사업장", "address", "Installation"),
  field("operator/name", [
    "운영자 이름(영문 포함)",
    "Name of the operator, in English too",
    "예: 시화정밀(주) (Sihwa Precision Co., Ltd.)",
    "such as Sihwa Precision Co., Ltd.",
  ]),
  field("operator/registration", ["사업자등록번호", "Registration number", "예: 123-45-67890", "such as 123-45-67890"]),
  ...address("운영자", "operator/address", "Operator"),
  field("representative/name", ["담당자 이름", "Authorised representative", "예: Kim Hwan-gyeong", "such as Kim Hwan-gyeong"]),
  field("representative/email", ["담당자 전자우편", "Representative's e-mail", "예: ehs@example.com", "such as ehs@example.com"]),
  field("representative/telephone", ["담당자 전화", "Representative's telephone", "예: +82 31 123 4567", "such as +82 31 123 4567"]),
];

export const REPORTING: readonly PlantField[] = [
  field("operatorRegistryId", [
    "운영자의 CBAM 등록부 번호",
    "Operator's id in the CBAM Registry",
    "있으면 적습니다. 예: KR-OP-1234",
    "Where there is one; such as KR-OP-1234",
  ]),
  field("installationRegistryId", [
    "사업장의 CBAM 등록부 번호",
    "Installation's id in the CBAM Registry",
    "있으면 적습니다. 예: KR-IN-1234",
    "Where there is one; such as KR-IN-1234",
  ]),
  field(
    "newInstallationMonths",
    [
      "새 사업장의 모니터링 개월 수",
      "Months monitored, of a new installation",
      "기간 안에 가동을 시작했을 때만. 예: 7",
      "Only if it began in the period; such as 7",
    ],
    { kind: "whole" },
  ),
  field(
    "otherProcesses",
    [
      "CBAM 밖의 공정",
      "Processes without CBAM goods",
      "한 줄에 하나씩, 없으면 -만 적습니다. 예: Painting line",
      "One a line, or - for none; such as Painting line",
    ],
    { kind: "lines" },
  ),
  field(
    "co2Transfers",
    [
      "이전받거나 이전한 CO2",
      "CO2 received or handed on",
      "저장·결합·이용을 위해 주고받은 CO2. 예: 없음",
      "For storage, binding or use; such as none",
    ],
    { kind: "none" },
  ),
  field("otherMethods", [
    "다른 방법으로 정한 배출",
    "Emissions found by other methods",
    "어떻게 정했는지. 예: none",
    "How they were found; such as none",
  ]),
  field(
    "confirmations/actualElectricity",
    [
      "실측 전력 배출계수의 기준을 충족합니다",
      "The criteria for actual electricity factors are met",
      "직접 연결이나 전력구매계약일 때",
      "For a direct line or a power purchase agreement",
    ],
    { kind: "flag" },
  ),
  field(
    "confirmations/importedElectricity",
    ["수입 전력의 기준을 충족합니다", "The criteria for imported electricity are met", "전력이 제품일 때", "Where electricity is the good"],
    { kind: "flag" },
  ),
  field(
    "confirmations/benchmarks",
    [
      "벤치마크와 방법을 확인했습니다",
      "Benchmarks and method are confirmed",
      "무상할당 조정에 쓰는 값",
      "What the free-allocation adjustment uses",
    ],
    { kind: "flag" },
  ),
];

/** What the report says of the quality of data (Annex IV, point 1.1, item 15(c)). */
export const QUALITY: readonly PlantField[] = [
  field(
    "dataQuality",
    [
      "자료 품질",
      "Quality of data",
      "배출량 자료를 주로 무엇으로 정했는지. 예: 측정값",
      "What the data mostly come from; such as measurements",
    ],
    { kind: "choice", options: DATA_QUALITY },
  ),
  field(
    "dataQualityReason",
    [
      "기본값을 쓴 이유",
      "Why default values were used",
      "기본값을 썼을 때만. 예: 자료 공백",
      "Only where defaults were used; such as data gaps",
    ],
    { kind: "choice", options: DATA_QUALITY_REASONS },
  ),
  field(
    "dataVerification",
    ["품질 보증", "Quality assurance", "자료를 누가 확인하는지. 예: 내부 감사", "Who checks the data; such as an internal audit"],
    { kind: "choice", options: DATA_VERIFICATION },
  ),
];

type Body = { [member: string]: Json | undefined };

/** What a form says for a list of nothing: that there is none is another thing than that nothing was said. */
export const NONE = "-";
/** A list that has entries, which the form leaves as they are. */
export const KEPT = "kept";

/** The text of a field as a form shows it: "" where nothing was said, "true" or "false" for a flag. */
export function textOf(body: Json | undefined, { path, kind }: PlantField): string {
  let at: Json | undefined = body;
  for (const member of path.split("/")) at = typeof at === "object" && at !== null && !Array.isArray(at) ? at[member] : undefined;
  if (at === undefined || at === null) return "";
  if (!Array.isArray(at)) return String(at);
  if (at.length === 0) return NONE;
  return kind === "none" ? KEPT : at.map(String).join("\n");
}

/** The record with the fields as the form says; what is blank is left out, and a group of nothing too. It was typed: its place in a document goes. */
export function withTexts(body: Json | undefined, fields: readonly PlantField[], text: (path: string) => string): Json {
  const made = structuredClone(body ?? {}) as Body;
  delete made.origin;
  for (const one of fields) {
    const said = text(one.path).trim();
    if (one.kind !== "none" || said !== KEPT) put(made, one.path.split("/"), jsonOf(one, said));
  }
  return made as Json;
}

function jsonOf({ kind }: PlantField, text: string): Json | undefined {
  if (text === "") return undefined;
  // A form takes no text that is not read as a number; were one to come, the server refuses it.
  if (kind === "number" || kind === "whole") return readAmount(text) ?? text;
  if (kind === "flag") return text === "true";
  if (kind === "text" || kind === "choice") return text;
  if (text === NONE) return [];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function put(body: Body, [member = "", ...rest]: readonly string[], value: Json | undefined): void {
  if (rest.length === 0) {
    if (value === undefined) delete body[member];
    else body[member] = value;
    return;
  }
  const inner = (body[member] ?? {}) as Body;
  put(inner, rest, value);
  if (Object.keys(inner).length === 0) delete body[member];
  else body[member] = inner as Json;
}
