// SHA-256 of large contents, piece by piece, so that other requests are answered meanwhile.
import { createHash } from "node:crypto";
import { setImmediate as others } from "node:timers/promises";

const PIECE = 4 * 1024 * 1024;

/** SHA-256 in lower-case hexadecimal. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += PIECE) {
    hash.update(bytes.subarray(at, at + PIECE));
    if (bytes.length > PIECE) await others();
  }
  return hash.digest("hex");
}
