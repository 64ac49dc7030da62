// Multikey (W3C Controlled Identifiers, 2.2.2): a key as one text, its kind told by the two bytes in front.
import { p256, p384, p521 } from "@noble/curves/nist.js";
import type { Alg, PublicKey } from "../signer.ts";
import { readMultibase, writeMultibase } from "./multibase.ts";

const CURVES = { ES256: p256, ES384: p384, ES512: p521 } as const;

/** Of public keys: Ed25519, P-256, P-384, P-521. */
const HEADERS: Readonly<Record<Alg, readonly [number, number]>> = {
  EdDSA: [0xed, 0x01],
  ES256: [0x80, 0x24],
  ES384: [0x81, 0x24],
  ES512: [0x82, 0x24],
};
const ALGS = Object.keys(HEADERS) as Alg[];

const LENGTHS = { EdDSA: 32, ES256: 33, ES384: 49, ES512: 67 } as const;

/** Before the seed of an Ed25519 key. */
const SEED_HEADER = [0x80, 0x26] as const;
const SEED = 32;

const startsWith = (bytes: Uint8Array, [first, second]: readonly [number, number]): boolean => bytes[0] === first && bytes[1] === second;

/** The key with its point compressed; undefined where the bytes are no point of the curve, or not as many as a key has. */
export function compressedKey(alg: Alg, bytes: Uint8Array): PublicKey | undefined {
  if (alg === "EdDSA") return bytes.length === SEED ? { alg, publicKey: bytes } : undefined;
  try {
    return { alg, publicKey: CURVES[alg].Point.fromBytes(bytes).toBytes(true) };
  } catch {
    return undefined;
  }
}

/** A public key as multikey; the point of an EC key is written compressed. */
export function multikeyOf({ alg, publicKey }: PublicKey): string {
  const raw = alg === "EdDSA" || publicKey[0] !== 4 ? publicKey : CURVES[alg].Point.fromBytes(publicKey).toBytes(true);
  return writeMultibase("z", Uint8Array.from([...HEADERS[alg], ...raw]));
}

/**
 * Law: a multikey is base58, its header says its kind, and a point is compressed; undefined otherwise. Whether a point lies on its curve is seen
 * where it verifies: finding it out takes longer than verifying.
 */
export function readMultikey(text: string): PublicKey | undefined {
  const bytes = text.startsWith("z") ? readMultibase(text) : undefined;
  const alg = bytes && ALGS.find((one) => startsWith(bytes, HEADERS[one]));
  if (bytes === undefined || alg === undefined) return undefined;
  const publicKey = bytes.slice(2);
  const isPoint = alg === "EdDSA" || publicKey[0] === 2 || publicKey[0] === 3;
  return isPoint && publicKey.length === LENGTHS[alg] ? { alg, publicKey } : undefined;
}

/** The 32 bytes of an Ed25519 secret multikey; undefined for anything else. */
export function readSeed(text: string): Uint8Array | undefined {
  const bytes = text.startsWith("z") ? readMultibase(text) : undefined;
  return bytes?.length === 2 + SEED && startsWith(bytes, SEED_HEADER) ? bytes.slice(2) : undefined;
}

/** An Ed25519 seed as secret multikey. */
export function secretMultikeyOf(seed: Uint8Array): string {
  return writeMultibase("z", Uint8Array.from([...SEED_HEADER, ...seed]));
}
