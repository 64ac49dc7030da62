// Passwords at rest: scrypt with a salt of its own each, compared in constant time.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** The cost that the library has by itself: 32 MB, and a tenth of a second off the event loop. */
const [N, R, P, BYTES] = [32_768, 8, 1, 64];
const FORM = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{86})$/;

type Cost = { N: number; r: number; p: number };

function keyOf(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return new Promise((give, fail) =>
    scrypt(password.normalize("NFKC"), salt, BYTES, { ...cost, maxmem }, (error, key) => (error ? fail(error) : give(key))),
  );
}

/** "scrypt$N$r$p$salt$key", so that a later cost reads earlier hashes. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, { N, r: R, p: P });
  return ["scrypt", N, R, P, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** True if the password is the one that was hashed. */
export async function samePassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, n, r, p, salt = "", key = ""] = FORM.exec(hash) ?? [];
  if (n === undefined) return false;
  const found = await keyOf(password, Buffer.from(salt, "base64url"), { N: Number(n), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, Buffer.from(key, "base64url"));
}
