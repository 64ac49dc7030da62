// Presentations verified (W3C VC Data Model 2.0, 4.13): the holder's signature, what was asked, and each credential on its own.
import type { Json } from "../../base/canonical.ts";
import { type Verified, verifyCredential } from "./credential.ts";
import { verifyProofs } from "./data-integrity.ts";
import { type Asked, verifyJose } from "./jose.ts";
import { asList, asObject, idOf, isBounded, type JsonObject } from "./json.ts";
import { checkContent, type Opened, readEnvelope } from "./secured.ts";
import { checkPresentation } from "./shape.ts";
import { add, emptyVerdict, failure, type Given, type Verdict } from "./verdict.ts";

/** A presentation with every credential that it holds, in their order. */
export type Presented = Verified & { credentials: Verified[] };

/** Credentials of one presentation. */
const MOST_CREDENTIALS = 1000;

/** Law: the holder, where one is named, is the one who signed. */
function checkHolder(presentation: JsonObject, signers: readonly string[]): Verdict {
  const holder = idOf(presentation.holder);
  if (holder === undefined) return emptyVerdict();
  return signers.includes(holder)
    ? { ...emptyVerdict(), holds: [{ code: "HOLDER_SIGNED", at: "holder" }] }
    : failure("HOLDER_DID_NOT_SIGN", "holder");
}

async function openPresentation(secured: Json, asked: Asked, given: Given): Promise<Opened> {
  const object = asObject(secured);
  if (object !== undefined && !isBounded(object)) return { verdict: failure("TOO_LARGE") };
  const compact = typeof secured === "string" ? secured : object && readEnvelope(object, "vp", given.older);
  if (typeof compact === "string") {
    const { content, verdict } = await verifyJose(compact, "vp", given, asked);
    if (content === undefined) return { verdict };
    add(verdict, checkHolder(content, [idOf(content.holder) ?? ""]));
    return { content, verdict };
  }
  if (compact !== undefined) return { verdict: compact };
  if (object === undefined) return { verdict: failure("NO_OBJECT") };
  const { content, signers, verdict } = await verifyProofs(object, { ...asked, purpose: "authentication" }, given);
  if (signers.length > 0) add(verdict, checkHolder(object, signers));
  return content === undefined ? { verdict } : { content, verdict };
}

/** Law: a credential without a signature of its own holds only as the holder's own word: issuer and holder are one, and the holder signed. */
function selfAsserted(credential: JsonObject, holder: string | undefined, now: number): Verified {
  if (holder === undefined || idOf(credential.issuer) !== holder) return { verdict: failure("UNSECURED") };
  const verdict: Verdict = { ...emptyVerdict(), holds: [{ code: "SELF_ASSERTED", at: "" }] };
  add(verdict, checkContent(credential, now));
  return { content: credential, verdict };
}

function isBare(credential: JsonObject): boolean {
  return credential.proof === undefined && !/^Enveloped/.test(String(credential.type));
}

/**
 * Law: a presentation holds where the holder's signature does, challenge and domain are those that were asked, and every credential in it
 * holds. The time of a log entry is that of the presentation, not of what it presents.
 */
export async function verifyPresentation(secured: Json, asked: Asked, given: Given): Promise<Presented> {
  const { content, verdict } = await openPresentation(secured, asked, given);
  if (content === undefined) return { verdict, credentials: [] };
  const fails = checkPresentation(content);
  const presented = asList(content.verifiableCredential);
  if (presented.length > MOST_CREDENTIALS) fails.push({ code: "TOO_LARGE", at: "verifiableCredential" });
  add(verdict, { holds: fails.length === 0 ? [{ code: "SHAPE", at: "" }] : [], fails, unchecked: [] });
  const credentials: Verified[] = [];
  const within = { ...given, loggedAt: undefined };
  for (const [i, one] of presented.slice(0, MOST_CREDENTIALS).entries()) {
    const object = asObject(one) ?? {};
    const holder = verdict.holds.some(({ code }) => code === "HOLDER_SIGNED") ? idOf(content.holder) : undefined;
    const found = isBare(object) ? selfAsserted(object, holder, given.now) : await verifyCredential(object, within);
    add(verdict, found.verdict, `verifiableCredential/${i}`);
    credentials.push(found);
  }
  return { content, verdict, credentials };
}
