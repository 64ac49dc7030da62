// Sheets A and C of the workbook: the period, the installation, the verifier, and the balances typed by hand.
import type { Case, Installation } from "../../model/case.ts";
import { BALANCES, INSTALLATION, VERIFIER } from "./cells.ts";
import { given, type Inputs, unlessEmpty } from "./inputs.ts";
import { QUALITY_CHOICES, REASON_CHOICES, VERIFICATION_CHOICES } from "./vocabulary.ts";

/** The reporting period, from A_InstData!I9 and L9. Problems: DATE_MISSING, DATE_EXPECTED. */
export function readPeriod(inputs: Inputs): Case["period"] {
  const { sheet, periodStart, periodEnd } = INSTALLATION;
  inputs.path = "period";
  const read = (ref: string): string => {
    if (inputs.blank(sheet, ref)) inputs.problem("DATE_MISSING", sheet, ref);
    return inputs.day(sheet, ref) ?? "";
  };
  return { start: read(periodStart), end: read(periodEnd) };
}

/** The installation, from A_InstData!I19:I32; the local name counts, else the English one. Problem: INSTALLATION_UNNAMED. */
export function readInstallation(inputs: Inputs): Installation {
  const { sheet } = INSTALLATION;
  inputs.path = "installation";
  const known = inputs.problems.length;
  const local = inputs.name(sheet, INSTALLATION.name);
  const english = inputs.name(sheet, INSTALLATION.nameEnglish);
  const name = local ?? english;
  if (name === undefined && inputs.problems.length === known) inputs.problem("INSTALLATION_UNNAMED", sheet, INSTALLATION.nameEnglish);
  const { street, postCode, poBox, city } = INSTALLATION;
  return {
    name: name ?? "",
    ...given("nameEnglish", english),
    ...given("economicActivity", inputs.text(sheet, INSTALLATION.economicActivity)),
    ...given("address", inputs.texts(sheet, { street, postCode, poBox, city })),
    ...given("country", inputs.text(sheet, INSTALLATION.country)),
    ...given("unlocode", inputs.text(sheet, INSTALLATION.unlocode)),
    ...given("coordinates", readCoordinates(inputs)),
    ...given("representative", inputs.texts(sheet, INSTALLATION.representative)),
    origin: inputs.origin(sheet, local === undefined ? INSTALLATION.nameEnglish : INSTALLATION.name),
  };
}

/** Decimal degrees, also as "16.69°" or "33.5 S"; both or none. Problem: COORDINATES_UNREADABLE. */
function readCoordinates(inputs: Inputs): Installation["coordinates"] {
  const read = (ref: string, limit: number): number | undefined => {
    const text = inputs.text(INSTALLATION.sheet, ref);
    if (text === undefined) return undefined;
    const match = /^([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEW])?$/i.exec(text);
    const south = /[SW]/i.test(match?.[2] ?? "");
    const degrees = match === null ? Number.NaN : Number((match[1] as string).replace(",", ".")) * (south ? -1 : 1);
    if (Math.abs(degrees) <= limit) return degrees;
    inputs.problem("COORDINATES_UNREADABLE", INSTALLATION.sheet, ref, { value: text.slice(0, 60) });
    return undefined;
  };
  const latitude = read(INSTALLATION.latitude, 90);
  const longitude = read(INSTALLATION.longitude, 180);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** The verifier of the report, from A_InstData!I37:I53; undefined where all is blank. */
export function readVerifier(inputs: Inputs): Case["verifier"] {
  const { sheet } = VERIFIER;
  inputs.path = "verifier";
  return unlessEmpty({
    ...given("company", inputs.text(sheet, VERIFIER.company)),
    ...given("address", inputs.texts(sheet, VERIFIER.address)),
    ...given("representative", inputs.texts(sheet, VERIFIER.representative)),
    ...given("accreditation", inputs.texts(sheet, VERIFIER.accreditation)),
  });
}

/** Fuel and emissions totals typed by hand in sheet C (TJ, t CO2e), and the words on data quality; undefined where all is blank. */
export function readBalances(inputs: Inputs): Case["balances"] {
  const { sheet } = BALANCES;
  inputs.path = "balances";
  const same = (at: string): string => at;
  return unlessEmpty({
    ...given("fuel", unlessEmpty(inputs.quantities(sheet, BALANCES.fuel, same))),
    ...given("emissions", unlessEmpty(inputs.quantities(sheet, BALANCES.emissions, same))),
    ...given("dataQuality", inputs.choice(sheet, BALANCES.dataQuality, QUALITY_CHOICES)),
    ...given("dataQualityReason", inputs.choice(sheet, BALANCES.dataQualityReason, REASON_CHOICES)),
    ...given("dataVerification", inputs.choice(sheet, BALANCES.dataVerification, VERIFICATION_CHOICES)),
  });
}
