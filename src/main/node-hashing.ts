// Hashing by node:crypto: the answers of base/canonical.ts, several times faster.
import { createHash, hash } from "node:crypto";
import type { Hashing, RunningHash } from "../base/canonical.ts";

const BLOCK = 64;
const DIGEST = 32;

/** The keyed blocks before the inner and the outer text (RFC 2104). */
function pads(secret: Uint8Array): { inner: Buffer; outer: Buffer } {
  const key = Buffer.alloc(BLOCK);
  key.set(secret.length > BLOCK ? createHash("sha256").update(secret).digest() : secret);
  return { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer: Buffer.from(key.map((byte) => byte ^ 0x5c)) };
}

/** Law: HMAC is two hashes (RFC 2104); so taken they are ten times faster than by an object of their own for each text. */
function macsUnder(secret: Uint8Array): (text: string) => string {
  const { inner, outer } = pads(secret);
  const last = Buffer.concat([outer, Buffer.alloc(DIGEST)]);
  let before = Buffer.concat([inner, Buffer.alloc(BLOCK * 16)]);
  return (text) => {
    if (BLOCK + 3 * text.length > before.length) before = Buffer.concat([inner, Buffer.alloc(6 * text.length)]);
    const end = BLOCK + before.write(text, BLOCK, "utf8");
    last.set(hash("sha256", before.subarray(0, end), "buffer"), BLOCK);
    return hash("sha256", last);
  };
}

function running(): RunningHash {
  const own = createHash("sha256");
  const told: RunningHash = {
    update: (text) => {
      own.update(text, "utf8");
      return told;
    },
    hex: () => own.digest("hex"),
  };
  return told;
}

export const nodeHashing: Hashing = { hashOf: (content) => hash("sha256", content), running, macsUnder };
