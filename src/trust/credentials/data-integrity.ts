// Proofs inside a document (W3C Data Integrity 1.0) by the suites eddsa-jcs-2022 and eddsa-rdfc-2022, alone, in sets and in chains.
import { sha256 } from "@noble/hashes/sha2.js";
import { canonical, type Json } from "../../base/canonical.ts";
import { readMultibase, writeMultibase } from "../did/multibase.ts";
import { controllerOf, documentOf, type Method, methodOf, type Purpose } from "../did/resolve.ts";
import type { Signer } from "../signer.ts";
import type { Asked } from "./jose.ts";
import { asList, asText, isBounded, isUrl, type JsonObject, objectsOf, timeOf } from "./json.ts";
import { checkKeyTime } from "./key-time.ts";
import { canonicalQuads, type RdfRefusal } from "./rdf.ts";
import { add, emptyVerdict, type Failure, failure, type Given, undecided, type Verdict } from "./verdict.ts";

export const SUITES = ["eddsa-jcs-2022", "eddsa-rdfc-2022"] as const;
export type Suite = (typeof SUITES)[number];

/** The texts and hashes that a signature stands on; `combined`, the hash of the proof first, is what is signed. */
export type HashData = {
  proofText: string;
  documentText: string;
  proofHash: Uint8Array;
  documentHash: Uint8Array;
  combined: Uint8Array;
};

const MOST_PROOFS = 16;
const SIGNATURE = 64;
/** How far the clock of a signer may be ahead, in milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

const without = (value: JsonObject, name: string): JsonObject => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

const hashOf = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

type Means = Pick<Given, "contexts" | "work">;

async function canonicalText(value: JsonObject, suite: Suite, means: Means): Promise<{ text: string } | RdfRefusal> {
  if (suite === "eddsa-rdfc-2022") return canonicalQuads(value, means);
  return isBounded(value) ? { text: canonical(value) } : "tooComplex";
}

/**
 * Law: hash of the proof's canonical options without proofValue, then hash of the canonical document (Data Integrity EdDSA Cryptosuites 1.0,
 * 3.2.4 and 3.3.4). In linked data the options have the document's context; in JCS their own.
 */
export async function hashData(
  document: JsonObject,
  options: JsonObject,
  means: Means = {},
): Promise<HashData | RdfRefusal | "suiteUnknown"> {
  const suite = SUITES.find((one) => one === options.cryptosuite);
  if (suite === undefined) return "suiteUnknown";
  const bare = without(options, "proofValue");
  const proof = await canonicalText(suite === "eddsa-rdfc-2022" ? { ...bare, "@context": document["@context"] } : bare, suite, means);
  if (typeof proof === "string") return proof;
  const content = await canonicalText(document, suite, means);
  if (typeof content === "string") return content;
  const [proofHash, documentHash] = [hashOf(proof.text), hashOf(content.text)];
  const combined = Uint8Array.from([...proofHash, ...documentHash]);
  return { proofText: proof.text, documentText: content.text, proofHash, documentHash, combined };
}

/** What a proof says of itself; times are dateTimeStamps. */
export type ProofOptions = {
  suite: Suite;
  /** Absolute URL of the signer's verification method. */
  method: string;
  purpose?: Purpose;
  created?: string;
  expires?: string;
  id?: string;
  /** Ids of proofs of the document that this one also signs. */
  previousProof?: string | string[];
  challenge?: string;
  domain?: string;
};

function configOf(document: JsonObject, options: ProofOptions): JsonObject {
  const { suite, method, purpose = "assertionMethod", ...rest } = options;
  const config: JsonObject = { type: "DataIntegrityProof", cryptosuite: suite, verificationMethod: method, proofPurpose: purpose, ...rest };
  return suite === "eddsa-jcs-2022" && document["@context"] !== undefined ? { "@context": document["@context"], ...config } : config;
}

/** The document without proofs, save those that the proof builds on (Data Integrity, 4.3 and 4.5); undefined where one of them is missing. */
function inputOf(document: JsonObject, proofs: readonly JsonObject[], previous: Json | undefined): JsonObject | undefined {
  const bare = without(document, "proof");
  if (previous === undefined) return bare;
  const found = asList(previous).map((id) => proofs.find((proof) => id !== undefined && proof.id === id));
  const matching = proofs.filter((proof) => found.includes(proof));
  return found.length === 0 || found.includes(undefined) ? undefined : { ...bare, proof: matching };
}

/** Why no proof can be made. */
export type ProofRefusal = "KEY_NOT_FOR_SUITE" | "PROOF_DATE_INVALID" | "PREVIOUS_PROOF_MISSING" | RefusalCode;

type RefusalCode = "CONTEXT_MISSING" | "NOT_CANONICAL" | "GRAPH_TOO_COMPLEX" | "SUITE_UNKNOWN";

const REFUSALS = {
  contextMissing: "CONTEXT_MISSING",
  notJsonLd: "NOT_CANONICAL",
  tooComplex: "GRAPH_TOO_COMPLEX",
  suiteUnknown: "SUITE_UNKNOWN",
} as const satisfies Record<RdfRefusal | "suiteUnknown", RefusalCode>;

/** The document with one more proof; those that it has stay. Both suites sign by Ed25519 alone. */
export async function addProof(
  document: JsonObject,
  signer: Signer,
  options: ProofOptions,
  contexts?: Given["contexts"],
): Promise<JsonObject | ProofRefusal> {
  if (signer.alg !== "EdDSA") return "KEY_NOT_FOR_SUITE";
  if (!areDates(options)) return "PROOF_DATE_INVALID";
  const proofs = objectsOf(document.proof);
  const input = inputOf(document, proofs, options.previousProof);
  if (input === undefined) return "PREVIOUS_PROOF_MISSING";
  const config = configOf(document, options);
  const data = await hashData(input, config, { contexts });
  if (typeof data === "string") return REFUSALS[data];
  const proof: JsonObject = { ...config, proofValue: writeMultibase("z", await signer.sign(data.combined)) };
  return { ...document, proof: proofs.length === 0 ? proof : [...proofs, proof] };
}

const areDates = ({ created, expires }: { created?: Json | undefined; expires?: Json | undefined }): boolean =>
  [created, expires].every((date) => date === undefined || timeOf(date) !== undefined);

export type ProofWanted = Asked & { purpose: Purpose };

/** Law: a proof has its type, the purpose that is asked for, dates that are dates, and is neither from later nor expired. */
function checkOptions(proof: JsonObject, wanted: ProofWanted, now: number): Failure | undefined {
  const { type, proofPurpose, verificationMethod, created, expires } = proof;
  if (type !== "DataIntegrityProof") return "PROOF_TYPE";
  if (proofPurpose !== wanted.purpose) return "PROOF_PURPOSE";
  if (!isUrl(verificationMethod)) return "KID_NOT_URL";
  if (!areDates({ created, expires })) return "PROOF_DATE_INVALID";
  if ((timeOf(expires) ?? Number.POSITIVE_INFINITY) <= now) return "SIGNATURE_EXPIRED";
  if ((timeOf(created) ?? now) > now + CLOCK_SKEW) return "SIGNATURE_FROM_LATER";
  if (wanted.challenge !== undefined && proof.challenge !== wanted.challenge) return "CHALLENGE_DIFFERS";
  if (wanted.domain !== undefined && !asList(proof.domain).includes(wanted.domain)) return "DOMAIN_DIFFERS";
  return undefined;
}

/** Law: the document's contexts begin with the proof's, in their order, and are replaced by them (EdDSA Cryptosuites, 3.3.2). */
function withProofsContext(input: JsonObject, proof: JsonObject): JsonObject | undefined {
  const own = proof["@context"];
  if (own === undefined || proof.cryptosuite !== "eddsa-jcs-2022") return input;
  const contexts = asList(input["@context"]);
  const begins = asList(own).every((context, i) => contexts[i] !== undefined && same(contexts[i], context));
  return begins ? { ...input, "@context": own } : undefined;
}

const same = (a: Json | undefined, b: Json | undefined): boolean => a === b || canonical(a ?? null) === canonical(b ?? null);

function methodFor(id: string, purpose: Purpose, given: Given): Method | Verdict {
  const controller = controllerOf(id);
  const document = documentOf(controller, given.documents);
  if (document === undefined) return controller.startsWith("did:key:") ? failure("METHOD_UNREADABLE") : undecided("DOCUMENT_MISSING");
  const method = methodOf(document, id, purpose);
  if (typeof method === "string") return failure(method);
  return method.key.alg === "EdDSA" ? method : failure("KEY_NOT_FOR_SUITE");
}

/** What was signed, and by whom: the content has the contexts that the proof vouches for. */
type Proved = { content?: JsonObject; signer?: string; verdict: Verdict };

async function verifyProof(
  document: JsonObject,
  proof: JsonObject,
  proofs: readonly JsonObject[],
  wanted: ProofWanted,
  given: Given,
): Promise<Proved> {
  const refused = checkOptions(proof, wanted, given.now);
  if (refused !== undefined) return { verdict: failure(refused) };
  const input = inputOf(document, proofs, proof.previousProof);
  if (input === undefined) return { verdict: failure("PREVIOUS_PROOF_MISSING") };
  const signed = withProofsContext(input, proof);
  if (signed === undefined) return { verdict: failure("PROOF_CONTEXT") };
  const method = methodFor(String(proof.verificationMethod), wanted.purpose, given);
  if ("holds" in method) return { verdict: method };
  const value = asText(proof.proofValue);
  const signature = value?.startsWith("z") ? readMultibase(value) : undefined;
  if (signature?.length !== SIGNATURE) return { verdict: failure("SIGNATURE_WRONG") };
  const data = await hashData(signed, proof, given);
  if (typeof data === "string") return { verdict: unhashed(REFUSALS[data]) };
  if (!(await given.verify(method.key, data.combined, signature))) return { verdict: failure("SIGNATURE_WRONG") };
  const verdict: Verdict = { holds: [{ code: "SIGNATURE", at: "" }], fails: [], unchecked: [] };
  if (wanted.challenge !== undefined) verdict.holds.push({ code: "CHALLENGE", at: "" });
  if (wanted.domain !== undefined) verdict.holds.push({ code: "DOMAIN", at: "" });
  add(verdict, checkKeyTime(method, given));
  return { content: without(signed, "proof"), signer: method.controller, verdict };
}

const unhashed = (code: RefusalCode): Verdict => (code === "CONTEXT_MISSING" || code === "SUITE_UNKNOWN" ? undecided(code) : failure(code));

/**
 * Law: every proof of a set or chain is verified (Data Integrity, 4.4 and 4.5); none is passed over. Answers the content that the first of
 * them vouches for, and the controllers of the keys that signed.
 */
export async function verifyProofs(
  document: JsonObject,
  wanted: ProofWanted,
  given: Given,
): Promise<{ content?: JsonObject; signers: string[]; verdict: Verdict }> {
  const written = asList(document.proof);
  const proofs = objectsOf(document.proof);
  const ids = proofs.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const refuse = (code: Failure): { signers: string[]; verdict: Verdict } => ({ signers: [], verdict: failure(code, "proof") });
  if (written.length === 0) return { signers: [], verdict: failure("UNSECURED") };
  if (!isBounded(document)) return refuse("TOO_LARGE");
  if (proofs.length > MOST_PROOFS) return refuse("PROOFS_TOO_MANY");
  if (proofs.length < written.length) return refuse("MALFORMED");
  if (new Set(ids).size < ids.length) return refuse("PROOF_ID_TWICE");
  const verdict = emptyVerdict();
  const signers: string[] = [];
  let content: JsonObject | undefined;
  for (const [i, proof] of proofs.entries()) {
    const one = await verifyProof(document, proof, proofs, wanted, given);
    add(verdict, one.verdict, Array.isArray(document.proof) ? `proof/${i}` : "proof");
    content ??= one.content;
    if (one.signer !== undefined) signers.push(one.signer);
  }
  return content === undefined ? { signers, verdict } : { content, signers, verdict };
}
