// Finds a verification method in a controlled identifier document (W3C Controlled Identifiers, 3.3) that was handed in; never a network.
import type { Json } from "../../base/canonical.ts";
import { asList, asObject, asText, type JsonObject, timeOf } from "../credentials/json.ts";
import type { PublicKey } from "../signer.ts";
import { didKeyDocument } from "./did-key.ts";
import { readJwk } from "./jwk.ts";
import { readMultikey } from "./multikey.ts";

/** Documents by their id: undefined where none is at hand. */
export type Documents = (id: string) => Json | undefined;

export type Purpose = "assertionMethod" | "authentication";

/** A key with its method's id, who controls it, and the first moment at which it is ended, in milliseconds. */
export type Method = { id: string; controller: string; key: PublicKey; ends: number };

export type MethodFailure = "METHOD_UNKNOWN" | "METHOD_PURPOSE" | "METHOD_UNREADABLE";

const RELATIONSHIPS = ["assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"] as const;
const METHOD_TYPES: readonly (Json | undefined)[] = ["Multikey", "JsonWebKey", "JsonWebKey2020", "Ed25519VerificationKey2020"];

/** Law: a document speaks for its own id alone; did:key is its own document. */
export function documentOf(id: string, documents: Documents): JsonObject | undefined {
  if (id.startsWith("did:key:")) return didKeyDocument(id);
  const document = asObject(documents(id));
  return document?.id === id ? document : undefined;
}

/** The id of whoever controls a method: its URL without the fragment. */
export const controllerOf = (method: string): string => method.split("#", 1)[0] as string;

const absolute = (document: JsonObject, id: Json | undefined): string =>
  typeof id === "string" && id.startsWith("#") ? `${String(document.id)}${id}` : String(id);

/** Methods of the document and those embedded in a relationship, with the id written out. */
function methodsOf(document: JsonObject): JsonObject[] {
  const embedded = RELATIONSHIPS.flatMap((name) => asList(document[name]));
  return [...asList(document.verificationMethod), ...embedded].flatMap((one) => {
    const method = asObject(one);
    return method === undefined ? [] : [{ ...method, id: absolute(document, method.id) }];
  });
}

const isNamed = (document: JsonObject, relationship: string, id: string): boolean =>
  asList(document[relationship]).some((one) => absolute(document, asObject(one)?.id ?? one) === id);

/** Law: a method signs for the purposes that name it; one that no purpose names any more, being revoked, signed for them before. */
function servesPurpose(document: JsonObject, method: JsonObject, purpose: Purpose): boolean {
  const id = String(method.id);
  if (isNamed(document, purpose, id)) return true;
  return method.revoked !== undefined && !RELATIONSHIPS.some((name) => isNamed(document, name, id));
}

/** A date that cannot be read ends the key at once: what is unclear does not lengthen its life. */
const endOf = (value: Json | undefined): number => (value === undefined ? Number.POSITIVE_INFINITY : (timeOf(value) ?? 0));

function keyOf(method: JsonObject): PublicKey | undefined {
  if (!METHOD_TYPES.includes(method.type)) return undefined;
  const multibase = asText(method.publicKeyMultibase);
  if (multibase !== undefined) return readMultikey(multibase);
  const jwk = asObject(method.publicKeyJwk);
  return jwk && readJwk(jwk);
}

/**
 * Law: exactly one method of the document answers to the name (its absolute id, its fragment, or the kid of its JWK), the document's subject
 * controls it, and it may be used for the purpose. Without a name the document has to have one method.
 */
export function methodOf(document: JsonObject, name: string | undefined, purpose: Purpose): Method | MethodFailure {
  const answers = ({ id, publicKeyJwk }: JsonObject): boolean =>
    name === undefined || id === name || id === absolute(document, `#${name.replace(/^#/, "")}`) || asObject(publicKeyJwk)?.kid === name;
  const [method, other] = methodsOf(document).filter(answers);
  if (method === undefined || other !== undefined || method.controller !== document.id) return "METHOD_UNKNOWN";
  if (!servesPurpose(document, method, purpose)) return "METHOD_PURPOSE";
  const key = keyOf(method);
  if (key === undefined) return "METHOD_UNREADABLE";
  return {
    id: String(method.id),
    controller: String(document.id),
    key,
    ends: Math.min(endOf(method.expires), endOf(method.revoked)),
  };
}
