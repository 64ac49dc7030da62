// The declarant's side: import lines as they are handed in, and the Declaration that is computed from them.
import { z } from "zod";
import type { Origin, Step } from "../base/derivation.ts";
import type { BothLanguages } from "../base/problem.ts";
import { type Quantity, quantity } from "./quantity.ts";
import type { DatasetUse } from "./statement.ts";
import { type Category, ROUTE_LETTERS, type RouteLetter } from "./vocabulary.ts";

/** Routes by name; the three of steel become a letter together with the alloy grade. */
const LINE_ROUTES = [
  "greyClinker",
  "whiteClinker",
  "basicOxygen",
  "directReduction",
  "scrapElectricArc",
  "primaryAluminium",
  "secondaryAluminium",
] as const;
export type LineRoute = RouteLetter | (typeof LINE_ROUTES)[number];

const ALLOY_GRADES = ["carbon", "low", "high"] as const;
export type AlloyGrade = (typeof ALLOY_GRADES)[number];

const LINE_BASES = ["actual", "default"] as const;
export type LineBasis = (typeof LINE_BASES)[number];

/** none: no rebate was granted; documented: it is taken off and proved; undocumented: there was one, without evidence. */
const REBATES = ["none", "documented", "undocumented"] as const;

const route = z.enum([...ROUTE_LETTERS, ...LINE_ROUTES]);
const alloy = z.enum(ALLOY_GRADES);
const specific = (): z.ZodType<Quantity> => quantity("specificEmissions", "factorElectricity");
const text = z.string().min(1).max(200);
const year = z.number().int().min(2000).max(2100);
const isoDate = z.string().refine(isDate, { error: "date" });

/** True for a day of the calendar as YYYY-MM-DD. */
function isDate(given: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given);
  if (match === null) return false;
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
  return days !== undefined && d >= 1 && d <= days;
}

/** A precursor for the free-allocation adjustment: tonnes per tonne of the good, losses included. */
const precursorSchema = z.strictObject({
  amount: z.number().min(0).max(1000),
  cn: text,
  origin: text.optional(),
  basis: z.enum(LINE_BASES),
  /** Verified specific embedded free allocation, tCO2e/t; for basis "actual". */
  sefa: z.number().min(0).max(1000).optional(),
  route: route.optional(),
  alloy: alloy.optional(),
});

const actualSchema = z.strictObject({
  seeDirect: specific().optional(),
  seeIndirect: specific().optional(),
  /** The emissions that CBAM charges for, where the maker states them. */
  seeBasis: specific().optional(),
  statement: z.strictObject({ hash: text, good: text }).optional(),
  /** A verifier accredited for the category confirmed the values. */
  verified: z.boolean().optional(),
  /** Year of production, which is the operator's reporting period. */
  productionYear: year.optional(),
  precursors: z.array(precursorSchema).max(100).optional(),
  /** The good comes from a joint process (Art. 4(9) of IR (EU) 2025/2547). */
  joint: z.boolean().optional(),
});

const carbonPriceSchema = z.strictObject({
  /** Effectively paid, net of every rebate, EUR per tonne of the good. */
  effectiveEurPerT: z.number().min(0).max(1e6),
  rebate: z.enum(REBATES),
  /** Evidence that the price was paid. */
  paymentEvidence: z.boolean(),
  /** Certified by an independent person (EN ISO/IEC 17029). */
  certified: z.boolean(),
});

/** One line of imports. `at` is where it stands in the file. */
export const importLineSchema = z.strictObject({
  id: text,
  cn: text,
  origin: text,
  installation: text.optional(),
  basis: z.enum(LINE_BASES),
  netMass: quantity("mass", "electricity"),
  date: isoDate,
  route: route.optional(),
  alloy: alloy.optional(),
  /** Share of white clinker in a mix of white and grey cement. */
  whiteShare: z.number().min(0).max(1).optional(),
  actual: actualSchema.optional(),
  carbonPrice: carbonPriceSchema.optional(),
  /** Price of a certificate to be used for this line, EUR/tCO2e. */
  certificatePriceEur: z.number().positive().max(1e6).optional(),
  at: z.custom<Origin>((o) => typeof o === "object" && o !== null).optional(),
});
export type ImportLine = z.output<typeof importLineSchema>;
export type ImportLineInput = z.input<typeof importLineSchema>;
export type LinePrecursor = z.output<typeof precursorSchema>;

/** A number of the Declaration and the step that explains it. null: it applies, but could not be computed. */
export type Figure = { value: number | null; step: string };

/** One line by one kind of data. Units: tCO2e/t for see and sefa, tCO2e for emissions, freeAllocation, reduction and certificates, EUR for cost. */
export type Side = {
  see: Figure;
  sefa: Figure;
  emissions: Figure;
  freeAllocation: Figure;
  reduction?: Figure;
  certificates: Figure;
  cost: Figure;
};

export type DeclaredLine = {
  id: string;
  cn: string;
  category: Category;
  origin: string;
  installation?: string;
  date: string;
  year: number;
  quarter: number;
  basis: LineBasis;
  /** Why nothing is due: an origin that CBAM exempts, or a year under the threshold. */
  exempt?: "origin" | "deMinimis";
  mass: Figure;
  actual?: Side;
  default?: Side;
  /** Certificates to be surrendered for the line and their cost: those of its basis, or 0 where it is exempt. */
  due: Figure;
  cost: Figure;
};

export type DeMinimis = { mass: Figure; limit: Figure; share: Figure; exceeded: boolean; near: boolean };

export type QuarterTotals = { quarter: number; price?: Figure; certificates: Figure; cost: Figure; holding?: Figure };

/** Totals of a year of import over the lines that are liable. */
export type YearTotals = {
  year: number;
  deMinimis: DeMinimis;
  emissions: Figure;
  freeAllocation: Figure;
  reduction: Figure;
  certificates: Figure;
  /** The total with one floor over all lines in place of a floor for each. */
  certificatesOneFloor: Figure;
  /** As if every line were declared by default values, or by actual values where there are any. */
  allDefault: Figure;
  actualWhereKnown: Figure;
  cost: Figure;
  quarters: QuarterTotals[];
};

/** The same goods imported in another year. */
export type ProjectedYear = { year: number; certificates: Figure; cost?: Figure };

/** realised: declared by actual values; available: they are known, but the line is by default; potential: unknown, the whole of the default is at stake. */
export type SavingKind = "realised" | "available" | "potential";
export type Saving = { supplier: string; origin: string; cn: string; lines: number; kind: SavingKind; certificates: Figure; cost: Figure };

export type Declaration = {
  format: "sandan.declaration/1";
  act: string;
  /** Set when another year's figures were applied: stamped on every output. */
  asIf?: number;
  lines: DeclaredLine[];
  years: YearTotals[];
  projection: ProjectedYear[];
  savings: Saving[];
  datasets: DatasetUse[];
  /** Every step; none where figures alone were asked for. */
  steps: Step[];
};

/** What the steps of a Declaration speak of. */
export const DECLARATION_WORDS: Readonly<Record<string, BothLanguages>> = {
  netMass: { ko: "순중량", en: "Net mass" },
  defaultValue: { ko: "기본값", en: "Default value" },
  markUp: { ko: "가산율", en: "Mark-up" },
  seeDefault: { ko: "기본값 고유내재배출량(가산 포함)", en: "Specific embedded emissions by default, marked up" },
  seeActual: { ko: "실측 고유내재배출량", en: "Specific embedded emissions by actual data" },
  seeDirect: { ko: "직접 고유내재배출량", en: "Direct specific embedded emissions" },
  seeIndirect: { ko: "간접 고유내재배출량", en: "Indirect specific embedded emissions" },
  seeBasis: { ko: "CBAM 부과 기준 배출량", en: "Emissions that CBAM charges for" },
  cbamFactor: { ko: "CBAM 계수(유지되는 무상할당 비율)", en: "CBAM factor (share of free allocation kept)" },
  cscf: { ko: "부문 간 보정계수", en: "Cross-sectoral correction factor" },
  benchmarkA: { ko: "벤치마크 A열", en: "Benchmark, column A" },
  benchmarkB: { ko: "벤치마크 B열", en: "Benchmark, column B" },
  precursorAmount: { ko: "전구물질 투입량(톤당)", en: "Precursor per tonne of the good" },
  whiteShare: { ko: "백색 클링커 비중", en: "Share of white clinker" },
  sefa: { ko: "고유내재 무상할당량", en: "Specific embedded free allocation" },
  emissions: { ko: "내재배출량", en: "Embedded emissions" },
  freeAllocation: { ko: "무상할당 조정량", en: "Free-allocation adjustment" },
  carbonPricePaid: { ko: "실제 지불한 탄소가격", en: "Carbon price effectively paid" },
  referencePrice: { ko: "CBAM 기준가격", en: "CBAM reference price" },
  reduction: { ko: "탄소가격 차감량", en: "Reduction for the carbon price paid" },
  certificates: { ko: "CBAM 인증서 수", en: "CBAM certificates" },
  certificatesOneFloor: { ko: "항목별 하한 없는 인증서 합계", en: "Certificates without floors line by line" },
  certificatePrice: { ko: "인증서 가격", en: "Price of a certificate" },
  cost: { ko: "비용", en: "Cost" },
  notDue: { ko: "납부 대상 아님", en: "Nothing due" },
  deMinimisMass: { ko: "최소 기준", en: "De minimis threshold" },
  deMinimisNear: { ko: "경고 비율", en: "Share from which importers are watched" },
  deMinimisShare: { ko: "최소 기준 대비 비율", en: "Share of the threshold" },
  quarterEndHolding: { ko: "분기말 보유 비율", en: "Share to be held at the quarter's end" },
  holding: { ko: "분기말 보유 의무량", en: "Certificates to be held at the quarter's end" },
  saving: { ko: "절감량", en: "Saving" },
};
