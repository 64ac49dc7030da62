// did:key: a public key that is its own identifier and document (W3C CCG, The did:key Method).
import type { JsonObject } from "../credentials/json.ts";
import type { PublicKey } from "../signer.ts";
import { multikeyOf, readMultikey } from "./multikey.ts";

const PREFIX = "did:key:";
export const DID_CONTEXT = "https://www.w3.org/ns/did/v1";
export const MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1";

/** The identifier of a public key, and the URL of its one verification method. */
export function didKeyOf(key: PublicKey): { did: string; method: string } {
  const multikey = multikeyOf(key);
  return { did: PREFIX + multikey, method: `${PREFIX}${multikey}#${multikey}` };
}

/** The document of a did:key; undefined where its multikey is none that can be read. */
export function didKeyDocument(did: string): JsonObject | undefined {
  const multikey = did.startsWith(PREFIX) ? did.slice(PREFIX.length) : "";
  if (readMultikey(multikey) === undefined) return undefined;
  const id = `${did}#${multikey}`;
  return {
    "@context": [DID_CONTEXT, MULTIKEY_CONTEXT],
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase: multikey }],
    authentication: [id],
    assertionMethod: [id],
    capabilityInvocation: [id],
    capabilityDelegation: [id],
  };
}
