// Resources that a credential names with their digests (W3C VC Data Model 2.0, 5.3), compared with the bytes that were handed in.
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { readBase64Url, readMultibase, toBase64Url } from "../did/multibase.ts";
import { asList, asObject, asText, type JsonObject } from "./json.ts";
import { BASE_CONTEXT } from "./shape.ts";
import { add, emptyVerdict, failure, type Given, undecided, type Verdict } from "./verdict.ts";

const HASHES = { sha256, sha384, sha512 } as const;
type Hash = keyof typeof HASHES;

/** Names of multihashes: code and length before the digest. */
const MULTIHASHES: readonly (readonly [code: number, length: number, hash: Hash])[] = [
  [0x12, 32, "sha256"],
  [0x20, 48, "sha384"],
  [0x13, 64, "sha512"],
];

type Digest = { hash: Hash; bytes: Uint8Array };

/** Subresource integrity: the hash's name and base64, with or without padding, in either alphabet. */
function readSri(text: string): Digest | undefined {
  const [, hash, base64] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+)={0,2}$/.exec(text) ?? [];
  const bytes = base64 === undefined ? undefined : readBase64Url(base64.replaceAll("+", "-").replaceAll("/", "_"));
  return bytes && { hash: hash as Hash, bytes };
}

/** A multihash in multibase, or a bare SHA-256. */
function readDigestMultibase(text: string): Digest | undefined {
  const bytes = readMultibase(text);
  if (bytes?.length === 32) return { hash: "sha256", bytes };
  const found = MULTIHASHES.find(([code, length]) => bytes?.[0] === code && bytes[1] === length && bytes.length === length + 2);
  return bytes && found && { hash: found[2], bytes: bytes.subarray(2) };
}

/** Digests that the standard publishes of its own resources (VC Data Model 2.0, B.1). */
const PUBLISHED: ReadonlyMap<string, Partial<Record<Hash, string>>> = new Map([
  [
    BASE_CONTEXT,
    {
      sha256: "JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k",
      sha384: "NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    },
  ],
]);

function checkOne({ id, digestSRI, digestMultibase }: JsonObject, resources: Given["resources"]): Verdict {
  const bytes = resources?.get(asText(id) ?? "");
  const digests = [
    ...(typeof digestSRI === "string" ? [readSri(digestSRI)] : []),
    ...(typeof digestMultibase === "string" ? [readDigestMultibase(digestMultibase)] : []),
  ];
  if (digests.length === 0 || digests.includes(undefined)) return undecided("DIGEST_UNKNOWN");
  const published = PUBLISHED.get(asText(id) ?? "");
  if (digests.some((digest) => bytes === undefined && published?.[digest?.hash ?? "sha512"] === undefined))
    return undecided("RESOURCE_MISSING");
  const holds = digests.every((digest) => digest !== undefined && isDigestOf(digest, bytes, published));
  return holds ? { ...emptyVerdict(), holds: [{ code: "RESOURCE", at: "" }] } : failure("RESOURCE_DIFFERS");
}

function isDigestOf(
  { hash, bytes }: Digest,
  content: Uint8Array | undefined,
  published: Partial<Record<Hash, string>> | undefined,
): boolean {
  return toBase64Url(bytes) === (content === undefined ? published?.[hash] : toBase64Url(HASHES[hash](content)));
}

/** Law: a resource is the one that was meant where every digest of it is that of its bytes; bytes that are not at hand are not checked. */
export function checkRelatedResources(credential: JsonObject, resources: Given["resources"]): Verdict {
  const verdict = emptyVerdict();
  for (const [i, one] of asList(credential.relatedResource).entries()) {
    add(verdict, checkOne(asObject(one) ?? {}, resources), `relatedResource/${i}`);
  }
  return verdict;
}
