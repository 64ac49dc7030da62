// Check: where the installation lies, and countries that are named.
import type { Problem } from "../../../base/problem.ts";
import { countryBox, countryOf } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding } from "./finding.ts";

/**
 * Law: the report names the installation's country, UN/LOCODE and the coordinates of its main source (IR (EU) 2025/2547 Annex IV 1.1 (1)).
 * Problems: COUNTRY_NOT_RECOGNISED, COUNTRY_NOT_CODE, COORDINATES_INVALID, COORDINATES_OUTSIDE_COUNTRY, UNLOCODE_MISFIT.
 */
export function site(facts: Facts): Problem[] {
  const { installation } = facts.case;
  const named = [installation.country, installation.address?.country].find((c) => c !== undefined && c.trim() !== "");
  const code = named === undefined ? undefined : countryOf(named);
  return [...country(facts, named, code), ...coordinates(facts, code), ...unlocode(facts, code), ...precursors(facts)];
}

function country(facts: Facts, named: string | undefined, code: string | undefined): Problem[] {
  if (named === undefined || named.trim() === code) return [];
  const at = { path: "installation/country", origin: facts.case.installation.origin };
  if (code === undefined)
    return [finding("COUNTRY_NOT_RECOGNISED", { ...at, params: { subject: facts.name("installation"), country: named } })];
  return [finding("COUNTRY_NOT_CODE", { ...at, params: { country: named, code } })];
}

function coordinates(facts: Facts, code: string | undefined): Problem[] {
  const { coordinates: given, origin } = facts.case.installation;
  if (given === undefined) return [];
  const { latitude, longitude } = given;
  const at = { path: "installation/coordinates", origin };
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return [finding("COORDINATES_INVALID", { ...at, params: { latitude, longitude } })];
  const box = code === undefined ? undefined : countryBox(code);
  if (box === undefined || code === undefined) return [];
  const inside = latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
  return inside ? [] : [finding("COORDINATES_OUTSIDE_COUNTRY", { ...at, params: { latitude, longitude, country: code } })];
}

function unlocode(facts: Facts, code: string | undefined): Problem[] {
  const { unlocode: given, origin } = facts.case.installation;
  if (given === undefined || given.trim() === "") return [];
  const text = given.replace(/\s/g, "").toUpperCase();
  const fits = /^[A-Z]{2}[A-Z2-9]{3}$/.test(text) && (code === undefined || text.startsWith(code));
  return fits
    ? []
    : [finding("UNLOCODE_MISFIT", { path: "installation/unlocode", origin, params: { unlocode: given, country: code ?? "?" } })];
}

function precursors(facts: Facts): Problem[] {
  return (facts.case.precursors ?? []).flatMap((precursor) => {
    const named = [precursor.country, ...precursor.sources.map((s) => s.country)].find(
      (c) => c !== undefined && c.trim() !== "" && countryOf(c) === undefined,
    );
    if (named === undefined) return [];
    return [
      finding("COUNTRY_NOT_RECOGNISED", {
        path: `precursor/${precursor.id}/country`,
        origin: precursor.origin,
        params: { subject: facts.name(precursor.id), country: named },
      }),
    ];
  });
}
