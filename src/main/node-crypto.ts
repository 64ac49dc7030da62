// Signing and verifying by node:crypto: the answers of trust/noble.ts, several times faster.
import { createECDH, createPrivateKey, createPublicKey, ECDH, type KeyObject, sign, verify } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import type { Alg, PublicKey } from "../trust/signer.ts";

const CURVES = {
  ES256: { name: "prime256v1", crv: "P-256", bytes: 32, hash: "sha256" },
  ES384: { name: "secp384r1", crv: "P-384", bytes: 48, hash: "sha384" },
  ES512: { name: "secp521r1", crv: "P-521", bytes: 66, hash: "sha512" },
} as const;

/** Before the seed or key in PKCS #8 and SPKI (RFC 8410, 7 and 4). */
const ED25519_SECRET = Buffer.from("302e020100300506032b657004220420", "hex");
const ED25519_PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

/** A point in both its forms. */
const pointOf = (alg: keyof typeof CURVES, point: Uint8Array, form: "compressed" | "uncompressed"): Buffer =>
  ECDH.convertKey(point, CURVES[alg].name, undefined, undefined, form) as Buffer;

function jwkOf(alg: keyof typeof CURVES, point: Uint8Array): { kty: "EC"; crv: string; x: string; y: string } {
  const { crv, bytes } = CURVES[alg];
  const whole = pointOf(alg, point, "uncompressed");
  return { kty: "EC", crv, x: whole.subarray(1, 1 + bytes).toString("base64url"), y: whole.subarray(1 + bytes).toString("base64url") };
}

/** The private key of a seed of 32 bytes (Ed25519), else of a scalar, big-endian, of the curve's width. */
export function privateKeyOf(alg: Alg, secretKey: Uint8Array): KeyObject {
  if (alg === "EdDSA") return createPrivateKey({ key: Buffer.concat([ED25519_SECRET, secretKey]), format: "der", type: "pkcs8" });
  const ecdh = createECDH(CURVES[alg].name);
  ecdh.setPrivateKey(secretKey);
  const d = Buffer.from(secretKey).toString("base64url");
  return createPrivateKey({ key: { ...jwkOf(alg, ecdh.getPublicKey()), d }, format: "jwk" });
}

/** Algorithm and raw bytes of a public key, or of the public part of a private one. */
export function publicPart(key: KeyObject): PublicKey {
  const { kty, crv, x = "", y = "" } = (key.type === "public" ? key : createPublicKey(key)).export({ format: "jwk" });
  if (kty === "OKP" && crv === "Ed25519") return { alg: "EdDSA", publicKey: plain(Buffer.from(x, "base64url")) };
  const alg = (Object.keys(CURVES) as (keyof typeof CURVES)[]).find((one) => CURVES[one].crv === crv);
  if (alg === undefined) throw new Error(`no algorithm signs with a key of ${String(crv ?? kty)}`);
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { alg, publicKey: plain(pointOf(alg, point, "compressed")) };
}

/** A signer over a private key of this process; its algorithm is the key's own. */
export function signerOf(key: KeyObject): PublicKey & { sign(bytes: Uint8Array): Uint8Array } {
  const { alg, publicKey } = publicPart(key);
  if (alg === "EdDSA") return { alg, publicKey, sign: (bytes) => plain(sign(null, bytes, key)) };
  const { hash } = CURVES[alg];
  return { alg, publicKey, sign: (bytes) => plain(sign(hash, bytes, { key, dsaEncoding: "ieee-p1363" })) };
}

/** A signer over a raw secret key, as nobleSigner takes it. */
export function nodeSigner(alg: Alg, secretKey: Uint8Array): PublicKey & { sign(bytes: Uint8Array): Uint8Array } {
  return signerOf(privateKeyOf(alg, secretKey));
}

/** Bytes without Buffer's own methods. */
const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);

/** Keys read lately, the oldest first: reading one takes longer than verifying with it. */
const read = new Map<string, KeyObject | undefined>();
const KEPT = 10_000;

function publicKeyOf({ alg, publicKey }: PublicKey): KeyObject | undefined {
  const name = `${alg} ${Buffer.from(publicKey).toString("base64")}`;
  if (read.has(name)) return read.get(name);
  const key = readKey({ alg, publicKey });
  if (read.size >= KEPT) for (const oldest of read.keys()) if (read.delete(oldest)) break;
  read.set(name, key);
  return key;
}

/** Law: a key of small order, under which one signature fits many texts, is none. */
function readKey({ alg, publicKey }: PublicKey): KeyObject | undefined {
  try {
    if (alg !== "EdDSA") return createPublicKey({ key: jwkOf(alg, publicKey), format: "jwk" });
    if (publicKey.length !== 32 || ed25519.Point.fromBytes(publicKey).isSmallOrder()) return undefined;
    return createPublicKey({ key: Buffer.concat([ED25519_PUBLIC, publicKey]), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

/** Law: a signature holds or does not; whatever is malformed does not. */
export function nodeVerify(key: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const read = publicKeyOf(key);
  if (read === undefined) return false;
  try {
    if (key.alg === "EdDSA") return verify(null, bytes, read, signature);
    return verify(CURVES[key.alg].hash, bytes, { key: read, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}
