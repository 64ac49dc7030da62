// Private keys of organisations, encrypted for the database under a key that lies in a file beside it.
import { createCipheriv, createDecipheriv, createPrivateKey, generateKeyPairSync, hkdfSync, randomBytes } from "node:crypto";
import type { KeyKeeper } from "../acts/key-keeper.ts";
import { signerOf } from "./node-crypto.ts";

/** Before what is encrypted: how it was. */
const FORM = 1;
const [IV_BYTES, TAG_BYTES] = [12, 16];

/**
 * Law: AES-256-GCM (NIST SP 800-38D), the key by HKDF-SHA-256 (RFC 5869) from the file's secret; the key's id is authenticated along, so that one
 * row cannot be put in another's place.
 */
export function fileKeeper(secret: string): KeyKeeper {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "sandan.signing-keys/1", 32));
  return {
    make: async (alg, id) => {
      const { privateKey } = alg === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
      const plain = privateKey.export({ format: "der", type: "pkcs8" });
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(id));
      const hidden = Buffer.concat([Buffer.from([FORM]), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      plain.fill(0);
      return { publicKey: signerOf(privateKey).publicKey, secret: new Uint8Array(hidden) };
    },
    signerOf: ({ id, publicKey, secret: hidden }) => {
      if (hidden === null || hidden[0] !== FORM || hidden.length < 1 + IV_BYTES + TAG_BYTES) return undefined;
      const [iv, body, tag] = [hidden.subarray(1, 1 + IV_BYTES), hidden.subarray(1 + IV_BYTES, -TAG_BYTES), hidden.subarray(-TAG_BYTES)];
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id)).setAuthTag(tag);
        const plain = Buffer.concat([decipher.update(body), decipher.final()]);
        const signer = signerOf(createPrivateKey({ key: plain, format: "der", type: "pkcs8" }));
        plain.fill(0);
        return Buffer.compare(signer.publicKey, publicKey) === 0 ? signer : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
