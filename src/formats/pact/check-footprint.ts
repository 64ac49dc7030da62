// The checks that nobody makes on the wire: signs, flags and fields that go together, shares and ratings in their range, periods.
import type { Problem } from "../../base/problem.ts";
import { type DecimalName, type Footprint, SIGNS, type Sign } from "../../model/footprint.ts";
import { defaultValidity, validityFits } from "../../model/footprint-validity.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { checkSums } from "./check-sums.ts";
import { readDecimal } from "./decimal-text.ts";

type Check = (footprint: Footprint) => Problem[];
type Code = Parameters<typeof footprintProblem>[0];

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : readDecimal(text)?.value);
const at = (code: Code, name: string, params: Record<string, string | number> = {}): Problem =>
  footprintProblem(code, { path: `pcf/${name}`, params: { name, ...params } });

const FITS: Record<Sign, (value: number) => boolean> = {
  any: () => true,
  positive: (value) => value > 0,
  notNegative: (value) => value >= 0,
  notPositive: (value) => value <= 0,
};
const SIGN_TEXT: Record<Sign, string> = { any: "", positive: "> 0", notNegative: "≥ 0", notPositive: "≤ 0" };

/** Law: decimals are digits with a point and bear the sign of their property; an exponent is read. Source: PACT 3.0.3, data types. */
const decimals: Check = ({ pcf }) =>
  Object.entries(SIGNS).flatMap(([name, sign]): Problem[] => {
    const text = pcf[name as DecimalName];
    if (text === undefined) return [];
    const read = readDecimal(text);
    if (read === undefined) return [at("FOOTPRINT_DECIMAL", name, { text })];
    const wrong = FITS[sign](read.value) ? [] : [at("FOOTPRINT_SIGN", name, { text, sign: SIGN_TEXT[sign] })];
    return read.exponent ? [at("FOOTPRINT_EXPONENT", name, { text }), ...wrong] : wrong;
  });

/** Law: emissions of packaging are stated only where they are included. Source: PACT 3.0.3, packagingGhgEmissions. */
const packaging: Check = ({ pcf }) =>
  pcf.packagingEmissionsIncluded === false && pcf.packagingGhgEmissions !== undefined
    ? [at("FOOTPRINT_FLAG_DENIES", "packagingGhgEmissions")]
    : [];

const CCS = ["ccsTechnologicalCO2Capture", "technologicalCO2Removals", "technologicalCO2CaptureOrigin"] as const;
const CCU = ["ccuCarbonContent", "ccuCalculationApproach", "ccuCreditCertification"] as const;

/** Law: without captured and stored CO2 its fields are absent; the origin may stay where CO2 is used. Source: PACT 3.0.3, ccsTechnologicalCO2CaptureIncluded. */
const storage: Check = ({ pcf }) => {
  if (pcf.ccsTechnologicalCO2CaptureIncluded !== false) return [];
  const isUsed = CCU.some((name) => pcf[name] !== undefined);
  return CCS.filter((name) => pcf[name] !== undefined && !(isUsed && name === "technologicalCO2CaptureOrigin")).map((name) =>
    at("FOOTPRINT_FLAG_DENIES", name),
  );
};

/** Law: the certificate belongs to the credit approach, and to it alone. Source: PACT 3.0.3, ccuCreditCertification. */
const credit: Check = ({ pcf }) =>
  (pcf.ccuCalculationApproach === "Credit") === (pcf.ccuCreditCertification !== undefined)
    ? []
    : [at("FOOTPRINT_CREDIT", "ccuCreditCertification")];

/** Law: where captured carbon is in the product, the approach to it is stated. Source: PACT 3.0.3, ccuCalculationApproach. */
const approach: Check = ({ pcf: { ccuCarbonContent: text, ccuCalculationApproach } }) =>
  text !== undefined && (number(text) ?? 0) > 0 && ccuCalculationApproach === undefined
    ? [at("FOOTPRINT_APPROACH_MISSING", "ccuCalculationApproach", { text })]
    : [];

/** Law: fossil emissions of land management are a part of the fossil emissions. Source: PACT 3.0.3, landManagementFossilGhgEmissions. */
const parts: Check = ({ pcf: { landManagementFossilGhgEmissions: text, fossilGhgEmissions: fossil } }) =>
  text !== undefined && (number(text) ?? 0) > (number(fossil) ?? Number.POSITIVE_INFINITY)
    ? [at("FOOTPRINT_PART_EXCEEDS", "landManagementFossilGhgEmissions", { text, fossil })]
    : [];

const DQR_RANGE = [1, 5] as const;

/** Law: each data quality rating lies between 1 and 5. Source: PACT Methodology v3, section 4.2.3. */
const ratings: Check = ({ pcf }) =>
  Object.entries(pcf.dqi ?? {}).flatMap(([name, text]) => {
    const value = number(text);
    const fits = value !== undefined && value >= DQR_RANGE[0] && value <= DQR_RANGE[1];
    return fits ? [] : [footprintProblem("FOOTPRINT_RATING", { path: `pcf/dqi/${name}`, params: { name, text } })];
  });

const WHOLE = 100;

/** Law: the share of primary data is a percentage; a figure up to 1 looks like a fraction. Source: PACT Methodology v3, section 4.2.2. */
const share: Check = ({ pcf: { primaryDataShare: text } }) => {
  const value = number(text);
  if (text === undefined || value === undefined) return [];
  if (value > WHOLE) return [at("FOOTPRINT_SHARE", "primaryDataShare", { text })];
  return value > 0 && value <= 1 ? [at("FOOTPRINT_SHARE_FRACTION", "primaryDataShare", { text })] : [];
};

/** Law: the sources of secondary factors are named where secondary data are used, and absent where none are. Source: PACT 3.0.3, secondaryEmissionFactorSources. */
const sources: Check = ({ pcf }) => {
  const value = number(pcf.primaryDataShare);
  if (value === undefined || value < WHOLE === (pcf.secondaryEmissionFactorSources !== undefined)) return [];
  return [at("FOOTPRINT_SOURCES", "secondaryEmissionFactorSources", { share: value })];
};

const MOST_EXEMPTED = 3;

/** Law: what is left out is less than 3 %. Source: PACT Methodology v3, section 3.3.1.2. */
const exempted: Check = ({ pcf: { exemptedEmissionsPercent: text } }) =>
  (number(text) ?? 0) >= MOST_EXEMPTED ? [at("FOOTPRINT_EXEMPTED", "exemptedEmissionsPercent", { text })] : [];

const WITH_MASS: readonly string[] = ["liter", "kilogram", "cubic meter", "square meter", "piece"];

/** Law: a product measured by litre, kilogram, cubic or square metre or piece says its mass. Source: PACT Methodology v3, section 3.2.4. */
const mass: Check = ({ pcf }) =>
  WITH_MASS.includes(pcf.declaredUnitOfMeasurement) && number(pcf.productMassPerDeclaredUnit) === 0
    ? [at("FOOTPRINT_MASS", "productMassPerDeclaredUnit", { unit: pcf.declaredUnitOfMeasurement })]
    : [];

/** Law: another operator's name stands where the operator is Other, and only there. Source: PACT 3.0.3, ProductOrSectorSpecificRule. */
const operators: Check = ({ pcf }) =>
  (pcf.productOrSectorSpecificRules ?? []).flatMap(({ operator, otherOperatorName }, i) => {
    const path = `pcf/productOrSectorSpecificRules/${i}`;
    return (operator === "Other") === (otherOperatorName !== undefined)
      ? []
      : [footprintProblem("FOOTPRINT_OPERATOR", { path, params: { operator } })];
  });

/** Law: the latest report of the IPCC is used, AR6. Source: PACT Methodology v3, section 3.2.2. */
const report: Check = ({ pcf: { ipccCharacterizationFactors: reports } }) =>
  reports.includes("AR6") ? [] : [at("FOOTPRINT_REPORT_OLD", "ipccCharacterizationFactors", { reports: reports.join(", ") })];

/** Law: the reference period ends after it begins. Source: PACT 3.0.3, referencePeriodEnd. */
const period: Check = ({ pcf: { referencePeriodStart: start, referencePeriodEnd: end } }) =>
  Date.parse(start) < Date.parse(end) ? [] : [at("FOOTPRINT_PERIOD", "referencePeriodEnd", { start, end })];

/** Law: a stated validity begins at the end of the reference period or later and ends within three years of it. Source: PACT 3.0.3, validity period. */
const validity: Check = ({ validityPeriodStart, validityPeriodEnd, pcf: { referencePeriodEnd } }) => {
  if (validityPeriodStart === undefined && validityPeriodEnd === undefined) return [];
  const most = defaultValidity(referencePeriodEnd);
  const stated = { start: validityPeriodStart ?? most.start, end: validityPeriodEnd ?? most.end };
  const path = validityPeriodEnd === undefined ? "validityPeriodStart" : "validityPeriodEnd";
  return validityFits(stated, referencePeriodEnd)
    ? []
    : [footprintProblem("FOOTPRINT_VALIDITY", { path, params: { ...stated, from: most.start, to: most.end } })];
};

const CHECKS: readonly Check[] = [
  decimals,
  checkSums,
  packaging,
  storage,
  credit,
  approach,
  parts,
  ratings,
  share,
  sources,
  exempted,
  mass,
  operators,
  report,
  period,
  validity,
];

/** Everything that the shape lets pass and the rules do not; all of it warnings and notes, since a message is not refused for it. */
export function checkFootprint(footprint: Footprint): Problem[] {
  return CHECKS.flatMap((check) => check(footprint));
}
