// Opens whatever secures a credential: a compact form, its envelope, or proofs inside it.
import type { Json } from "../../base/canonical.ts";
import { controllerOf } from "../did/resolve.ts";
import { verifyProofs } from "./data-integrity.ts";
import { type Kind, verifyJose } from "./jose.ts";
import { asList, asObject, asText, idOf, isBounded, type JsonObject, objectsOf, timeOf } from "./json.ts";
import { BASE_CONTEXT, checkCredential } from "./shape.ts";
import { add, emptyVerdict, failure, type Given, undecided, type Verdict } from "./verdict.ts";

const ENVELOPES = { vc: "EnvelopedVerifiableCredential", vp: "EnvelopedVerifiablePresentation" } as const;

/** Kinds of envelope that are the standard's and not read here. */
const FOREIGN = /^data:application\/(vc|vp)(-ld)?\+(sd-jwt|cose)[,;]/;

export type Opened = { content?: JsonObject; verdict: Verdict };

/** A compact form as an object (VC Data Model 2.0, 4.13.2). */
export function enveloped(kind: Kind, compact: string): JsonObject {
  return { "@context": BASE_CONTEXT, id: `data:application/${kind}+jwt,${compact}`, type: ENVELOPES[kind] };
}

const isEnvelope = (value: JsonObject, kind: Kind): boolean => value.type === ENVELOPES[kind];

/** Law: an envelope has the base context, its type, and a data URL of a media type whose contents are read (VC Data Model 2.0, 4.13.2). */
export function readEnvelope(value: JsonObject, kind: Kind, older: boolean | undefined): string | Verdict | undefined {
  if (!isEnvelope(value, kind)) return undefined;
  const id = asText(value.id) ?? "";
  if (!asList(value["@context"]).includes(BASE_CONTEXT)) return failure("CONTEXT_NOT_FIRST", "@context");
  const comma = id.indexOf(",");
  const mediaType = id.slice(0, Math.max(comma, 0));
  const isOlder = older === true && mediaType === `data:application/${kind}-ld+jwt`;
  if (mediaType === `data:application/${kind}+jwt` || isOlder) return id.slice(comma + 1);
  return FOREIGN.test(id) ? undecided("ENVELOPE_UNKNOWN", "id") : failure("MEDIA_TYPE", "id");
}

/** Law: the issuer is among those whose keys signed; others may add their proofs to a set or chain. */
function checkSigner(document: JsonObject, signers: readonly string[]): Verdict {
  const issuer = idOf(document.issuer);
  const claimed = objectsOf(document.proof).map((proof) => controllerOf(asText(proof.verificationMethod) ?? ""));
  return signers.includes(issuer ?? "") || claimed.includes(issuer ?? "") ? emptyVerdict() : failure("ISSUER_DID_NOT_SIGN", "issuer");
}

/** The credential inside, if its signature holds, and what is to be said of the signature. */
async function opened(secured: Json, given: Given): Promise<Opened> {
  if (typeof secured === "string") return verifyJose(secured, "vc", given);
  const object = asObject(secured);
  if (object === undefined) return { verdict: failure("NO_OBJECT") };
  if (!isBounded(object)) return { verdict: failure("TOO_LARGE") };
  const compact = readEnvelope(object, "vc", given.older);
  if (typeof compact === "string") return verifyJose(compact, "vc", given);
  if (compact !== undefined) return { verdict: compact };
  const { content, signers, verdict } = await verifyProofs(object, { purpose: "assertionMethod" }, given);
  if (signers.length > 0) add(verdict, checkSigner(object, signers));
  // Where the issuer's own proof could not be checked, a stranger's beside it says nothing of the signature.
  if (!signers.includes(idOf(object.issuer) ?? "")) verdict.holds = verdict.holds.filter(({ code }) => code !== "SIGNATURE");
  return content === undefined ? { verdict } : { content, verdict };
}

/** Law: validFrom and validUntil rule; both moments count (VC Data Model 2.0, 4.9). */
function checkValidity({ validFrom, validUntil }: JsonObject, now: number): Verdict {
  if ((timeOf(validFrom) ?? now) > now) return failure("NOT_YET_VALID", "validFrom");
  if ((timeOf(validUntil) ?? now) < now) return failure("NO_LONGER_VALID", "validUntil");
  return { ...emptyVerdict(), holds: [{ code: "VALID_NOW", at: "" }] };
}

/** What the data model, and the time, say of a credential. */
export function checkContent(content: JsonObject, now: number): Verdict {
  const fails = checkCredential(content);
  const verdict: Verdict = { holds: fails.length === 0 ? [{ code: "SHAPE", at: "" }] : [], fails, unchecked: [] };
  add(verdict, checkValidity(content, now));
  return verdict;
}

/** Law: signature, key, data model and validity, in that order; what is not signed is not looked into. Status and resources are not looked at. */
export async function openCredential(secured: Json, given: Given): Promise<Opened> {
  const { content, verdict } = await opened(secured, given);
  if (content === undefined) return { verdict };
  add(verdict, checkContent(content, given.now));
  return { content, verdict };
}
