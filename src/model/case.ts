// The case: what happened at one installation in one reporting period, as the plant's people hand it in.
import { z } from "zod";
import type { Origin } from "../base/derivation.ts";
import { quantity } from "./quantity.ts";
import {
  CARBON_PRICE_INSTRUMENTS,
  CATEGORIES,
  CO2_DIRECTIONS,
  CO2_PURPOSES,
  DATA_QUALITY,
  DATA_QUALITY_REASONS,
  DATA_VERIFICATION,
  ELECTRICITY_METHODS,
  GENERATION,
  MEASURED_GASES,
  PFC_METHODS,
  PFC_TECHNOLOGIES,
  PRECURSOR_BASES,
  REBATE_TYPES,
  REDUCING_AGENTS,
  ROUTE_LETTERS,
  ROUTES,
  STREAM_METHODS,
} from "./vocabulary.ts";

const id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u);
const name = z.string().min(1).max(300);
const text = z.string().max(2000);
const day = z.iso.date();
const fraction = quantity("fraction");
const mass = quantity("mass");
const origin = z.custom<Origin>((o) => typeof o === "object" && o !== null).optional();

const evidence = z.strictObject({
  id,
  title: name,
  file: text.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  origin,
});

const address = z.strictObject({
  street: text.optional(),
  postCode: text.optional(),
  poBox: text.optional(),
  city: text.optional(),
  country: text.optional(),
});

const installation = z.strictObject({
  id: id.optional(),
  name,
  nameEnglish: name.optional(),
  operator: z.strictObject({ name, registration: text.optional(), address: address.optional() }).optional(),
  economicActivity: text.optional(),
  address: address.optional(),
  country: text.optional(),
  unlocode: text.optional(),
  coordinates: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
  representative: z.strictObject({ name: text.optional(), email: text.optional(), telephone: text.optional() }).optional(),
  origin,
});

const verifier = z.strictObject({
  company: text.optional(),
  address: address.optional(),
  representative: z
    .strictObject({ name: text.optional(), email: text.optional(), telephone: text.optional(), fax: text.optional() })
    .optional(),
  accreditation: z.strictObject({ memberState: text.optional(), body: text.optional(), number: text.optional() }).optional(),
});

/** A source stream: a fuel or material whose carbon becomes CO2. Outputs of a mass balance have a negative activity. */
const stream = z.strictObject({
  id,
  name,
  method: z.enum(STREAM_METHODS),
  activity: quantity("mass", "gasVolume").optional(),
  netCalorificValue: quantity("ncvMass", "ncvVolume").optional(),
  emissionFactor: quantity("factorEnergy", "factorMass", "factorVolume").optional(),
  carbonContent: quantity("carbonMass", "carbonVolume").optional(),
  oxidationFactor: fraction.optional(),
  conversionFactor: fraction.optional(),
  biomassFraction: fraction.optional(),
  /** What shows that the biomass meets RED II Article 29; without it a case file's fraction is not zero-rated in the definitive period. */
  biomassEvidence: text.optional(),
  /** Name of a row of the standard factors: gives the net calorific value and emission factor that are not typed here. */
  standardFactor: text.optional(),
  /** Shares of this stream by process id; they may leave a rest that belongs to no process. */
  shares: z.record(id, fraction).optional(),
  origin,
});

const pfc = z.strictObject({
  id,
  name: name.optional(),
  method: z.enum(PFC_METHODS),
  technology: z.enum(PFC_TECHNOLOGIES).optional(),
  aluminium: mass.optional(),
  frequency: quantity("effectsPerDay").optional(),
  duration: quantity("effectMinutes").optional(),
  slopeFactor: quantity("slope").optional(),
  overvoltage: quantity("overvoltage").optional(),
  currentEfficiency: fraction.optional(),
  overvoltageCoefficient: quantity("overvoltageCoefficient").optional(),
  weightFraction: fraction.optional(),
  collectionEfficiency: fraction.optional(),
  shares: z.record(id, fraction).optional(),
  origin,
});

const measuredPoint = z.strictObject({
  id,
  name,
  gas: z.enum(MEASURED_GASES),
  concentration: quantity("concentration").optional(),
  hours: quantity("time").optional(),
  flow: quantity("gasFlow").optional(),
  biomassFraction: fraction.optional(),
  energyFossil: quantity("energy").optional(),
  energyBiomass: quantity("energy").optional(),
  shares: z.record(id, fraction).optional(),
  origin,
});

const heatFlow = z.strictObject({
  amount: quantity("energy").optional(),
  emissionFactor: quantity("factorEnergy").optional(),
  partner: text.optional(),
});
const wasteGasFlow = z.strictObject({
  amount: quantity("energy").optional(),
  emissionFactor: quantity("factorEnergy").optional(),
  partner: text.optional(),
});
const power = z.strictObject({
  amount: quantity("electricity").optional(),
  emissionFactor: quantity("factorElectricity").optional(),
  method: z.enum(ELECTRICITY_METHODS).optional(),
  country: text.optional(),
  supplier: text.optional(),
  /** How it was generated, where that is known. */
  generation: z.enum(GENERATION).optional(),
  /** For directLink and ppa: the evidence that IR (EU) 2025/2547 Annex II D.4.3 asks for. */
  criteria: z
    .strictObject({ meteringInterval: quantity("time").optional(), gridConnection: z.boolean().optional(), contract: text.optional() })
    .optional(),
});

const process = z.strictObject({
  id,
  name,
  category: z.enum(CATEGORIES),
  /** Categories of precursors that are made inside this process's boundary and not transferred out (joint process). */
  included: z.array(z.enum(CATEGORIES)).optional(),
  routes: z.array(z.enum(ROUTES)).optional(),
  production: z.array(z.strictObject({ route: z.enum(ROUTES).optional(), amount: mass.optional() })).optional(),
  toMarket: mass.optional(),
  nonCbam: mass.optional(),
  /** Directly attributable emissions where they are typed and not found from the shares of streams. */
  directEmissions: quantity("emissions").optional(),
  heat: z.strictObject({ imported: z.array(heatFlow).optional(), exported: z.array(heatFlow).optional() }).optional(),
  wasteGas: z.strictObject({ imported: z.array(wasteGasFlow).optional(), exported: z.array(wasteGasFlow).optional() }).optional(),
  electricity: z.array(power).optional(),
  /** Electricity that left the process boundary (the template's reading of Em_el). */
  electricityExported: z.array(power).optional(),
  /** All electricity produced inside the boundary (the law's Em_el,prod); give this or `electricityExported`, not both. */
  electricityProduced: z.array(power).optional(),
  origin,
});

const transfer = z.strictObject({ from: id, to: id, amount: mass.optional(), origin });

/** Where a bought precursor came from, and the embedded emissions that its maker stated or the default that stands for them. */
const precursorSource = z.strictObject({
  id: id.optional(),
  amount: mass.optional(),
  basis: z.enum(PRECURSOR_BASES).optional(),
  electricityBasis: z.enum(PRECURSOR_BASES).optional(),
  seeDirect: quantity("specificEmissions").optional(),
  seeIndirect: quantity("specificEmissions").optional(),
  embeddedElectricity: quantity("electricityPerMass").optional(),
  /** Specific embedded free allocation that its maker's verified report states. */
  sefa: quantity("specificEmissions").optional(),
  electricityFactor: quantity("factorElectricity").optional(),
  electricityMethod: z.enum(ELECTRICITY_METHODS).optional(),
  operator: text.optional(),
  installation: text.optional(),
  /** Id of the maker's installation in the CBAM Registry. */
  registryId: text.optional(),
  country: text.optional(),
  route: text.optional(),
  period: z.strictObject({ start: day, end: day }).optional(),
  verifier: text.optional(),
  justification: text.optional(),
  evidence: z.array(id).optional(),
  origin,
});

const precursor = z.strictObject({
  id,
  name,
  category: z.enum(CATEGORIES),
  cn: z.string().optional(),
  country: text.optional(),
  routes: z.array(z.enum(ROUTES)).optional(),
  purchased: z.array(z.strictObject({ route: z.enum(ROUTES).optional(), amount: mass.optional() })).optional(),
  uses: z.array(z.strictObject({ process: id, amount: mass.optional(), origin })).optional(),
  otherUse: mass.optional(),
  sources: z.array(precursorSource).min(1),
  origin,
});

const cogeneration = z.strictObject({
  id,
  name: name.optional(),
  fuelInput: quantity("energy").optional(),
  heatOutput: quantity("energy").optional(),
  electricityOutput: quantity("electricity").optional(),
  fuelEmissions: quantity("emissions").optional(),
  flueGasEmissions: quantity("emissions").optional(),
  referenceHeat: fraction.optional(),
  referenceElectricity: fraction.optional(),
  origin,
});

const productParameters = z.strictObject({
  reducingAgent: z.enum(REDUCING_AGENTS).optional(),
  steelMillId: text.optional(),
  manganese: fraction.optional(),
  chromium: fraction.optional(),
  nickel: fraction.optional(),
  otherAlloys: fraction.optional(),
  carbon: fraction.optional(),
  scrapPerSteel: fraction.optional(),
  otherMaterials: fraction.optional(),
  preConsumerScrap: fraction.optional(),
  scrapPerAluminium: fraction.optional(),
  nonAluminium: fraction.optional(),
  clinkerFactor: fraction.optional(),
  calcined: z.boolean().optional(),
  ammoniaConcentration: fraction.optional(),
  nitricAcid: fraction.optional(),
  urea: fraction.optional(),
  nitrogen: fraction.optional(),
  nitrogenAmmonium: fraction.optional(),
  nitrogenNitrate: fraction.optional(),
  nitrogenUrea: fraction.optional(),
  nitrogenOther: fraction.optional(),
});

/** A carbon price paid for one product, per tonne of it, in one currency. */
const productCarbonPrice = z.strictObject({
  instrument: z.enum(CARBON_PRICE_INSTRUMENTS).optional(),
  shareCovered: fraction.optional(),
  currency: z.string().max(10).optional(),
  due: z.number().optional(),
  rebateType: z.enum(REBATE_TYPES).optional(),
  shareRebate: fraction.optional(),
  rebate: z.number().optional(),
  origin,
});

const product = z.strictObject({
  id,
  process: id,
  cn: z.string(),
  name: name.optional(),
  amount: mass.optional(),
  /** Indicator of the benchmark that the operator declares for the good (IR (EU) 2025/2620), where its code has several. */
  benchmark: z.enum(ROUTE_LETTERS).optional(),
  parameters: productParameters.optional(),
  carbonPrice: productCarbonPrice.optional(),
  origin,
});

/** The template's tool: a price per tonne of CO2e on a share of a process's own emissions, or of a precursor's. */
const carbonPriceTool = z.strictObject({
  currency: z.string().max(10).optional(),
  rows: z.array(
    z.strictObject({ subject: id, share: fraction.optional(), due: z.number().optional(), rebate: z.number().optional(), origin }),
  ),
});

const balances = z.strictObject({
  fuel: z
    .strictObject({
      total: quantity("energy").optional(),
      cbam: quantity("energy").optional(),
      electricity: quantity("energy").optional(),
      nonCbam: quantity("energy").optional(),
    })
    .optional(),
  emissions: z
    .strictObject({
      co2: quantity("emissions").optional(),
      biomass: quantity("emissions").optional(),
      n2o: quantity("emissions").optional(),
      pfc: quantity("emissions").optional(),
      indirect: quantity("emissions").optional(),
    })
    .optional(),
  dataQuality: z.enum(DATA_QUALITY).optional(),
  dataQualityReason: z.enum(DATA_QUALITY_REASONS).optional(),
  dataVerification: z.enum(DATA_VERIFICATION).optional(),
  origin,
});

/** A stretch of time for which data are missing or estimated. */
const dataGap = z.strictObject({ subject: id, start: day, end: day, method: text.optional(), origin });

/**
 * What the operator's emissions report asks for and no calculation needs. What is left out counts as not said; an empty list says that there is none.
 * Source: IR (EU) 2025/2547, Annex IV.
 */
const reporting = z.strictObject({
  operatorRegistryId: text.optional(),
  installationRegistryId: text.optional(),
  /** Months monitored, of an installation that began in the period. */
  newInstallationMonths: z.number().int().min(1).max(12).optional(),
  /** Processes of the installation that make no goods of CBAM. */
  otherProcesses: z.array(name).optional(),
  /** CO2 received, or handed on for storage, permanent binding or other use. */
  co2Transfers: z
    .array(
      z.strictObject({
        direction: z.enum(CO2_DIRECTIONS),
        purpose: z.enum(CO2_PURPOSES),
        amount: quantity("emissions").optional(),
        partner: name,
        contact: text.optional(),
        origin,
      }),
    )
    .optional(),
  /** Emissions found neither by activity data nor by measurement: how. */
  otherMethods: text.optional(),
  /** What the operator confirms to the verifier, with evidence. */
  confirmations: z
    .strictObject({
      actualElectricity: z.boolean().optional(),
      importedElectricity: z.boolean().optional(),
      benchmarks: z.boolean().optional(),
    })
    .optional(),
  /** Per declarant, electricity imported as a good: addendum to the report. */
  electricityImports: z
    .array(
      z.strictObject({
        eori: z.string().regex(/^[A-Z]{2}[A-Za-z0-9]{1,15}$/),
        criteriaMet: z.boolean(),
        amount: quantity("electricity").optional(),
        evidence: z.array(id).optional(),
        origin,
      }),
    )
    .optional(),
  origin,
});

export const caseSchema = z.strictObject({
  format: z.literal("sandan.case/1"),
  /** Path of the JSON Schema, for editors; it is not read. */
  $schema: text.optional(),
  title: text.optional(),
  /** Where the figures were published, if they were. */
  source: text.optional(),
  period: z.strictObject({ start: day, end: day }),
  installation,
  verifier: verifier.optional(),
  evidence: z.array(evidence).optional(),
  streams: z.array(stream).optional(),
  pfc: z.array(pfc).optional(),
  measuredPoints: z.array(measuredPoint).optional(),
  processes: z.array(process).min(1),
  transfers: z.array(transfer).optional(),
  precursors: z.array(precursor).optional(),
  cogeneration: z.array(cogeneration).optional(),
  products: z.array(product).optional(),
  carbonPriceTool: carbonPriceTool.optional(),
  balances: balances.optional(),
  dataGaps: z.array(dataGap).optional(),
  reporting: reporting.optional(),
  /** Where the period stands: it is sealed as it is said, without a place of its own. */
  origin,
});

export type Case = z.output<typeof caseSchema>;
export type CaseInput = z.input<typeof caseSchema>;
export type Installation = Case["installation"];
export type Stream = NonNullable<Case["streams"]>[number];
export type Pfc = NonNullable<Case["pfc"]>[number];
export type MeasuredPoint = NonNullable<Case["measuredPoints"]>[number];
export type Process = Case["processes"][number];
export type Transfer = NonNullable<Case["transfers"]>[number];
export type Precursor = NonNullable<Case["precursors"]>[number];
export type PrecursorSource = Precursor["sources"][number];
export type Cogeneration = NonNullable<Case["cogeneration"]>[number];
export type Product = NonNullable<Case["products"]>[number];
export type Power = NonNullable<Process["electricity"]>[number];
export type Reporting = NonNullable<Case["reporting"]>;
