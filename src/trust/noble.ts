// Signing and verifying in plain JavaScript: for browsers, and wherever nothing faster is at hand.
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import type { Alg, PublicKey } from "./signer.ts";

const CURVES = { ES256: p256, ES384: p384, ES512: p521 } as const;

/**
 * Strict on encodings (RFC 8032, 5.1.7). The equation is taken times the cofactor, by node:crypto without, as the standard leaves open:
 * only the holder of the secret key can make a signature that the two read differently, and it is one over the same bytes.
 */
const STRICT = { zip215: false };
/** JOSE asks for no low s. */
const JOSE = { prehash: true, format: "compact", lowS: false } as const;

/** A signer over a secret key: the seed of 32 bytes for Ed25519, else the scalar, big-endian, of the curve's width. */
export function nobleSigner(alg: Alg, secretKey: Uint8Array): PublicKey & { sign(bytes: Uint8Array): Uint8Array } {
  if (alg === "EdDSA") {
    return { alg, publicKey: ed25519.getPublicKey(secretKey), sign: (bytes) => ed25519.sign(bytes, secretKey) };
  }
  const curve = CURVES[alg];
  return { alg, publicKey: curve.getPublicKey(secretKey, true), sign: (bytes) => curve.sign(bytes, secretKey, JOSE) };
}

/** Law: a signature holds or does not; whatever is malformed does not. */
export function nobleVerify({ alg, publicKey }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (alg === "EdDSA") return ed25519.verify(signature, bytes, publicKey, STRICT);
    return CURVES[alg].verify(signature, bytes, publicKey, JOSE);
  } catch {
    return false;
  }
}
