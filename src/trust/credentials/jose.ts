// Credentials and presentations enveloped in a JSON Web Signature (W3C VC-JOSE-COSE; RFC 7515 in its compact form).
import type { Json } from "../../base/canonical.ts";
import { readBase64Url, toBase64Url } from "../did/multibase.ts";
import { documentOf, type Method, methodOf, type Purpose } from "../did/resolve.ts";
import type { Signer } from "../signer.ts";
import { asList, asObject, asText, idOf, isBounded, isUrl, type JsonObject } from "./json.ts";
import { checkKeyTime } from "./key-time.ts";
import { add, emptyVerdict, type Failure, failure, type Given, undecided, type Verdict } from "./verdict.ts";

export type Kind = "vc" | "vp";

type Compact = { header: JsonObject; payload: JsonObject; signed: Uint8Array; signature: Uint8Array };

/** Letters of a compact form that are read. */
const LONGEST = 8 << 20;

const OWNER = { vc: "issuer", vp: "holder" } as const;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

function readJson(part: string): JsonObject | undefined {
  const bytes = readBase64Url(part);
  try {
    const value = bytes && (JSON.parse(UTF8.decode(bytes)) as Json);
    return value !== undefined && isBounded(value) ? asObject(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The parts of a compact form; undefined where it is none. */
function readCompact(text: string): Compact | undefined {
  const parts = text.length > LONGEST ? [] : text.split(".");
  const [head = "", body = "", tail = ""] = parts;
  const [header, payload, signature] = [readJson(head), readJson(body), readBase64Url(tail)];
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) return undefined;
  return { header, payload, signed: ENCODER.encode(`${head}.${body}`), signature };
}

/** Claims about the signature alone: seconds since 1970, who it is meant for, and what was asked. */
export type SignatureClaims = { iat?: number; exp?: number; aud?: string; nonce?: string };

/** The compact form over a credential or presentation. `method` is the absolute URL of the signer's verification method. */
export async function signJose(
  content: JsonObject,
  options: { kind: Kind; signer: Signer; method: string; claims?: SignatureClaims },
): Promise<string> {
  const { kind, signer, method, claims = {} } = options;
  const part = (value: object): string => toBase64Url(ENCODER.encode(JSON.stringify(value)));
  const signed = `${part({ alg: signer.alg, typ: `${kind}+jwt`, cty: kind, kid: method })}.${part({ ...content, ...claims })}`;
  return `${signed}.${toBase64Url(await signer.sign(ENCODER.encode(signed)))}`;
}

/** Law: the media type says what is signed; the older name is for import alone. */
function isMediaType(typ: Json | undefined, kind: Kind, older: boolean | undefined): boolean {
  const name = asText(typ)
    ?.toLowerCase()
    .replace(/^application\//, "");
  return name === `${kind}+jwt` || (older === true && name === `${kind}-ld+jwt`);
}

/** What a header or payload may not be, whoever signed it. */
function refusal({ header, payload }: Compact, kind: Kind, older: boolean | undefined): Failure | undefined {
  if (typeof header.alg !== "string" || header.alg.toLowerCase() === "none") return "ALG_NONE";
  if (!isMediaType(header.typ, kind, older)) return "MEDIA_TYPE";
  if (header.crit !== undefined || header.b64 !== undefined) return "CRITICAL_HEADER";
  if (payload.vc !== undefined || payload.vp !== undefined) return "VC_VP_CLAIM";
  return undefined;
}

/**
 * Law: `iss`, where it stands, is the issuer (of a presentation: the holder), and `kid` one of its keys; else `kid` is the absolute URL of a
 * verification method, and that of the issuer or holder, where one is named.
 */
function methodIn({ header, payload }: Compact, kind: Kind, given: Given): Method | Verdict {
  const kid = asText(header.kid);
  const iss = payload.iss ?? header.iss;
  const owner = idOf(payload[OWNER[kind]]);
  if (iss !== undefined && iss !== owner) return failure("ISS_DIFFERS", OWNER[kind]);
  if (iss === undefined && !(isUrl(kid) && kid.includes("#"))) return failure("KID_NOT_URL");
  const controller = owner ?? (kid as string).split("#", 1)[0] ?? "";
  if (iss === undefined && owner !== undefined && !kid?.startsWith(`${owner}#`)) {
    return failure(kind === "vc" ? "ISSUER_DID_NOT_SIGN" : "HOLDER_DID_NOT_SIGN");
  }
  const document = documentOf(controller, given.documents);
  if (document === undefined) return controller.startsWith("did:key:") ? failure("METHOD_UNREADABLE") : undecided("DOCUMENT_MISSING");
  const method = methodOf(document, kid, purposeOf(kind, document));
  return typeof method === "string" ? failure(method) : method;
}

/** A presentation proves who holds it; documents without keys for that let those for statements do it. */
const purposeOf = (kind: Kind, document: JsonObject): Purpose =>
  kind === "vp" && document.authentication !== undefined ? "authentication" : "assertionMethod";

/** Law: exp and nbf bound the signature, in seconds; other claims say nothing here. */
function checkTimes({ exp, nbf }: JsonObject, now: number): Verdict {
  if (exp !== undefined && !(typeof exp === "number" && now < exp * 1000)) return failure("SIGNATURE_EXPIRED");
  if (nbf !== undefined && !(typeof nbf === "number" && now >= nbf * 1000)) return failure("SIGNATURE_FROM_LATER");
  return emptyVerdict();
}

/** Law: whoever asked for a challenge and a domain gets them back in nonce and aud. */
function checkAsked({ nonce, aud }: JsonObject, { challenge, domain }: Asked): Verdict {
  const verdict = emptyVerdict();
  if (challenge !== undefined) add(verdict, nonce === challenge ? held("CHALLENGE") : failure("CHALLENGE_DIFFERS"));
  if (domain !== undefined) add(verdict, asList(aud).includes(domain) ? held("DOMAIN") : failure("DOMAIN_DIFFERS"));
  return verdict;
}

const held = (code: "CHALLENGE" | "DOMAIN" | "SIGNATURE"): Verdict => ({ ...emptyVerdict(), holds: [{ code, at: "" }] });

/** What a presentation was asked for. */
export type Asked = { challenge?: string | undefined; domain?: string | undefined };

/**
 * Law: the payload is the credential or presentation itself, signed under a key of its issuer or holder by the algorithm of that key.
 * Answers the payload where the signature holds; whether it is valid now is not looked at.
 */
export async function verifyJose(
  text: string,
  kind: Kind,
  given: Given,
  asked: Asked = {},
): Promise<{ content?: JsonObject; verdict: Verdict }> {
  const compact = readCompact(text);
  if (compact === undefined) return { verdict: failure("MALFORMED") };
  const refused = refusal(compact, kind, given.older);
  if (refused !== undefined) return { verdict: failure(refused) };
  const method = methodIn(compact, kind, given);
  if ("holds" in method) return { verdict: method };
  if (compact.header.alg !== method.key.alg) return { verdict: failure("ALG_DIFFERS") };
  if (!(await given.verify(method.key, compact.signed, compact.signature))) return { verdict: failure("SIGNATURE_WRONG") };
  const verdict = held("SIGNATURE");
  add(verdict, checkKeyTime(method, given));
  add(verdict, checkTimes(compact.payload, given.now));
  if (kind === "vp") add(verdict, checkAsked(compact.payload, asked));
  return { content: compact.payload, verdict };
}
