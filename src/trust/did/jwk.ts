// JSON Web Keys to and from raw keys (RFC 7517; RFC 7518, 6.2; RFC 8037, 2).
import { p256, p384, p521 } from "@noble/curves/nist.js";
import type { Json } from "../../base/canonical.ts";
import type { PublicKey } from "../signer.ts";
import { readBase64Url, toBase64Url } from "./multibase.ts";
import { compressedKey } from "./multikey.ts";

const CURVES = {
  ES256: { curve: p256, crv: "P-256", bytes: 32 },
  ES384: { curve: p384, crv: "P-384", bytes: 48 },
  ES512: { curve: p521, crv: "P-521", bytes: 66 },
} as const;
const EC = ["ES256", "ES384", "ES512"] as const;

export type PublicJwk = { kty: "OKP" | "EC"; crv: string; alg: string; x: string; y?: string };

/** A public key as JWK, with the algorithm that it is for. */
export function jwkOf({ alg, publicKey }: PublicKey): PublicJwk {
  if (alg === "EdDSA") return { kty: "OKP", crv: "Ed25519", alg, x: toBase64Url(publicKey) };
  const { curve, crv, bytes } = CURVES[alg];
  const point = curve.Point.fromBytes(publicKey).toBytes(false);
  return { kty: "EC", crv, alg, x: toBase64Url(point.subarray(1, 1 + bytes)), y: toBase64Url(point.subarray(1 + bytes)) };
}

const bytesOf = (value: Json | undefined, length: number): Uint8Array | undefined => {
  const bytes = typeof value === "string" ? readBase64Url(value) : undefined;
  return bytes?.length === length ? bytes : undefined;
};

/** Law: the algorithm comes from the key's curve, and `alg`, where it stands, must be that; a point lies on its curve. Undefined otherwise. */
export function readJwk(jwk: { [key: string]: Json | undefined }): PublicKey | undefined {
  const { kty, crv, alg: stated, x, y } = jwk;
  if (kty === "OKP" && crv === "Ed25519") {
    const raw = bytesOf(x, 32);
    return raw !== undefined && (stated === undefined || stated === "EdDSA" || stated === "Ed25519")
      ? { alg: "EdDSA", publicKey: raw }
      : undefined;
  }
  const alg = kty === "EC" ? EC.find((one) => CURVES[one].crv === crv) : undefined;
  if (alg === undefined || (stated !== undefined && stated !== alg)) return undefined;
  const [left, right] = [bytesOf(x, CURVES[alg].bytes), bytesOf(y, CURVES[alg].bytes)];
  return left && right && compressedKey(alg, Uint8Array.from([4, ...left, ...right]));
}
