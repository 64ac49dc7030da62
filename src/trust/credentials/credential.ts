// Credentials issued and verified (W3C VC Data Model 2.0): everything that is needed is handed in, and every answer is a code with its place.
import type { Json } from "../../base/canonical.ts";
import { controllerOf } from "../did/resolve.ts";
import type { Signer } from "../signer.ts";
import { addProof, type ProofOptions, type Suite } from "./data-integrity.ts";
import { type Kind, type SignatureClaims, signJose } from "./jose.ts";
import { idOf, type JsonObject } from "./json.ts";
import { termsRefusal } from "./rdf.ts";
import { checkRelatedResources } from "./related-resource.ts";
import { openCredential } from "./secured.ts";
import { checkCredential, checkPresentation } from "./shape.ts";
import { checkStatus } from "./status.ts";
import { add, type Check, type Failure, type Given, type Unchecked, type Verdict } from "./verdict.ts";

/** How something is signed: `method` is the absolute URL of the verification method. */
export type Signing = {
  signer: Signer;
  method: string;
  /** jose answers a compact form, a suite the document with its proof. */
  secure: "jose" | Suite;
  claims?: SignatureClaims;
  proof?: Omit<ProofOptions, "suite" | "method">;
  /** True where terms without a meaning are refused too, which asks for the contexts and takes a hundred times as long. */
  terms?: boolean;
} & Pick<Given, "contexts" | "resources">;

/** What was signed, or why it was not. */
export type Issued = { value: string | JsonObject; fails: [] } | { value: undefined; fails: Check<Failure | Unchecked>[] };

const refused = (...fails: Check<Failure | Unchecked>[]): Issued => ({ value: undefined, fails });

async function termFaults(content: JsonObject, { terms, contexts }: Signing): Promise<Check<Failure | Unchecked>[]> {
  const why = terms === true ? await termsRefusal(content, contexts) : undefined;
  if (why === undefined) return [];
  const code = { contextMissing: "CONTEXT_MISSING", notJsonLd: "TERM_UNDEFINED", tooComplex: "GRAPH_TOO_COMPLEX" } as const;
  return [{ code: code[why], at: "" }];
}

async function signed(content: JsonObject, kind: Kind, signing: Signing): Promise<Issued> {
  const { signer, method, secure, claims, proof, contexts } = signing;
  if (secure === "jose") {
    if (content.vc !== undefined || content.vp !== undefined) return refused({ code: "VC_VP_CLAIM", at: "" });
    return { value: await signJose(content, { kind, signer, method, ...(claims === undefined ? {} : { claims }) }), fails: [] };
  }
  const value = await addProof(content, signer, { ...proof, suite: secure, method }, contexts);
  return typeof value === "string" ? refused({ code: value, at: "proof" }) : { value, fails: [] };
}

/**
 * Law: only what keeps to the data model is signed, and only by a key of its issuer.
 * Answers the compact form, or the credential with one more proof; else every reason against it.
 */
export async function issueCredential(credential: JsonObject, signing: Signing): Promise<Issued> {
  const { fails: differing } = checkRelatedResources(credential, signing.resources);
  const fails: Check<Failure | Unchecked>[] = [...checkCredential(credential), ...differing, ...(await termFaults(credential, signing))];
  const isChain = credential.proof !== undefined;
  if (!isChain && controllerOf(signing.method) !== idOf(credential.issuer)) fails.push({ code: "ISSUER_DID_NOT_SIGN", at: "issuer" });
  return fails.length > 0 ? { value: undefined, fails } : signed(credential, "vc", signing);
}

/** Law: a presentation is signed by its holder, where it names one; what it presents is secured already. */
export async function issuePresentation(presentation: JsonObject, signing: Signing): Promise<Issued> {
  const fails: Check<Failure | Unchecked>[] = [...checkPresentation(presentation), ...(await termFaults(presentation, signing))];
  const holder = idOf(presentation.holder);
  if (holder !== undefined && controllerOf(signing.method) !== holder) fails.push({ code: "HOLDER_DID_NOT_SIGN", at: "holder" });
  const { proof = {} } = signing;
  return fails.length > 0
    ? { value: undefined, fails }
    : signed(presentation, "vp", { ...signing, proof: { purpose: "authentication", ...proof } });
}

/** The credential as its signature vouches for it, if it does, and all that is to be said of it. */
export type Verified = { content?: JsonObject; verdict: Verdict };

/**
 * Law: a credential (compact form, envelope, or document with proofs) holds where its signature, the key's time, the data model, its validity,
 * its status and its resources do. What could not be looked at is named, and never counts as holding.
 */
export async function verifyCredential(secured: Json, given: Given): Promise<Verified> {
  const { content, verdict } = await openCredential(secured, given);
  if (content === undefined) return { verdict };
  add(verdict, await checkStatus(content, given));
  add(verdict, checkRelatedResources(content, given.resources));
  return { content, verdict };
}
