// did:web: an identifier whose document its owner's web server hands out (W3C CCG, did:web Method Specification).
import type { JsonObject } from "../credentials/json.ts";
import type { PublicKey } from "../signer.ts";
import { DID_CONTEXT, MULTIKEY_CONTEXT } from "./did-key.ts";
import { multikeyOf } from "./multikey.ts";

const PREFIX = "did:web:";
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const SEGMENT = /^(?!\.{1,2}$)([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/;

/** The identifier of a host, with its port and path; undefined where they are no host name and plain segments. */
export function didWebOf(at: { host: string; port?: number; path?: readonly string[] }): string | undefined {
  const { host, port, path = [] } = at;
  if (!HOST.test(host) || !path.every((segment) => SEGMENT.test(segment))) return undefined;
  const did = PREFIX + [port === undefined ? host : `${host}%3A${port}`, ...path].join(":");
  return didWebAddress(did) && did;
}

/** Where a did:web's document lies: /.well-known/did.json of the host, or did.json below the path. Undefined where the identifier is malformed. */
export function didWebAddress(did: string): string | undefined {
  if (!did.startsWith(PREFIX)) return undefined;
  const [authority = "", ...path] = did.slice(PREFIX.length).split(":");
  const [host = "", port, more] = authority.split(/%3A/i);
  if (!HOST.test(host) || more !== undefined || !path.every((segment) => SEGMENT.test(segment))) return undefined;
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535)) return undefined;
  const origin = `https://${host}${port === undefined ? "" : `:${port}`}`;
  return path.length === 0 ? `${origin}/.well-known/did.json` : `${origin}/${path.join("/")}/did.json`;
}

/** A key of an organisation. `name` is the fragment of its method's URL; `expires` its planned end, `revoked` its end by a leak; milliseconds. */
export type OwnedKey = { name: string; key: PublicKey; expires?: number; revoked?: number };

const stampOf = (time: number): string => new Date(time).toISOString();

/**
 * Law: every key that ever signed stays in the document with its end, so that what was logged before can be verified after a rotation;
 * a key that leaked is named for no purpose any more, so that verifiers who know no log refuse it.
 */
export function didWebDocument(did: string, keys: readonly OwnedKey[]): JsonObject {
  const idOf = ({ name }: OwnedKey): string => `${did}#${name}`;
  const trusted = keys.filter(({ revoked }) => revoked === undefined).map(idOf);
  return {
    "@context": [DID_CONTEXT, MULTIKEY_CONTEXT],
    id: did,
    verificationMethod: keys.map((owned) => ({
      id: idOf(owned),
      type: "Multikey",
      controller: did,
      publicKeyMultibase: multikeyOf(owned.key),
      ...(owned.expires === undefined ? {} : { expires: stampOf(owned.expires) }),
      ...(owned.revoked === undefined ? {} : { revoked: stampOf(owned.revoked) }),
    })),
    authentication: trusted,
    assertionMethod: trusted,
  };
}
