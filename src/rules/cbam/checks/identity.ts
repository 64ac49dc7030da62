// Check: who and where, as the operator's report asks for it.
import type { Problem } from "../../../base/problem.ts";
import { DEFINITIVE_ACT } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, listed } from "./finding.ts";

/** Where the items stand whose words are no fields of the installation. */
const PATHS: Readonly<Record<string, string>> = {
  "operator.name": "installation/operator/name",
  "operator.registration": "installation/operator/registration",
  "operator.address": "installation/operator/address",
  "installation.id": "installation/id",
  "installation.address": "installation/address",
  "verifier.accreditation": "verifier/accreditation",
};

/**
 * Law: the report names operator, registration and address, and the installation with Registry id, UN/LOCODE, address and coordinates (IR (EU) 2025/2547 Annex IV 1.1 (1)).
 * The transitional communication has no field for the operator. Problems: OPERATOR_MISSING, IDENTITY_INCOMPLETE.
 */
export function identity(facts: Facts): Problem[] {
  const { installation, verifier } = facts.case;
  const { operator } = installation;
  const list = (entries: Record<string, unknown>): string[] =>
    Object.keys(entries).filter((key) => entries[key] === undefined || entries[key] === "");
  const definitive = facts.act === DEFINITIVE_ACT;
  const needed = list({
    ...(definitive && { "operator.name": operator?.name }),
    country: installation.country ?? installation.address?.country,
  });
  const wanted = list({
    ...(definitive && {
      "installation.id": installation.id,
      "operator.registration": operator?.registration,
      "operator.address": operator?.address,
      "verifier.accreditation": verifier?.accreditation?.number,
    }),
    "installation.address": installation.address,
    unlocode: installation.unlocode,
    coordinates: installation.coordinates,
  });
  const at = ([first = ""]: string[]) => ({ path: PATHS[first] ?? `installation/${first}`, origin: installation.origin });
  return [
    ...(needed.length === 0 ? [] : [finding("OPERATOR_MISSING", { ...at(needed), params: { missing: listed(needed) } })]),
    ...(wanted.length === 0 ? [] : [finding("IDENTITY_INCOMPLETE", { ...at(wanted), params: { missing: listed(wanted) } })]),
  ];
}
