// Tokens: verified in this process by public keys that are read once.
import { type CryptoKey, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from "jose";
import { z } from "zod";

export type Person = { id: string; email: string; name: string; verified: boolean };

/** A row of the table of keys: the public half as JSON. */
export type StoredKey = { id: string; publicKey: string; expiresAt?: Date | null };

type Held = { key: CryptoKey | Uint8Array; until: number };

export type TokenChecks = {
  issuer: string;
  audience: string;
  /** How long a key verifies after it signs no more. */
  graceMs: number;
  keys: () => Promise<readonly StoredKey[]>;
  now?: () => number;
};

/** Unknown keys have the table read again, and no caller can have it read more often. */
const AGAIN_MS = 2000;
const MOST_TOKEN = 4000;

const CLAIMS = z.object({ sub: z.uuid(), email: z.string(), name: z.string(), verified: z.boolean() });

async function held({ id, publicKey, expiresAt }: StoredKey, graceMs: number): Promise<[string, Held]> {
  const key = await importJWK(JSON.parse(publicKey) as JWK, "EdDSA");
  return [id, { key, until: expiresAt ? expiresAt.getTime() + graceMs : Number.POSITIVE_INFINITY }];
}

/**
 * Law: a token names its person if a key of ours signed it by EdDSA, for this issuer and audience, and it has not run out; the key is chosen
 * by its id and the algorithm by us, never by the token. The database is asked for keys only: a person who was erased or signed out keeps
 * what tokens they hold until those run out.
 */
export function tokenVerifier({ issuer, audience, graceMs, keys, now = Date.now }: TokenChecks) {
  let known: ReadonlyMap<string, Held> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    readAt = now();
    known = new Map(await Promise.all((await keys()).map((one) => held(one, graceMs))));
  };
  const again = (): Promise<void> => {
    if (reading !== undefined) return reading;
    if (now() - readAt < AGAIN_MS) return Promise.resolve();
    reading = read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const keyOf = async (id: string): Promise<Held["key"] | undefined> => {
    if (!known.has(id)) await again();
    const found = known.get(id);
    return found !== undefined && now() < found.until ? found.key : undefined;
  };

  return async (token: string): Promise<Person | undefined> => {
    const kid = keyIdOf(token);
    const key = kid === undefined ? undefined : await keyOf(kid);
    if (key === undefined) return undefined;
    try {
      const expected = { algorithms: ["EdDSA"], issuer, audience, requiredClaims: ["exp", "iat", "sub"], currentDate: new Date(now()) };
      const { payload } = await jwtVerify(token, key, expected);
      const { data } = CLAIMS.safeParse(payload);
      return data && { id: data.sub, email: data.email, name: data.name, verified: data.verified };
    } catch {
      return undefined;
    }
  };
}

function keyIdOf(token: string): string | undefined {
  if (token.length > MOST_TOKEN) return undefined;
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    return alg === "EdDSA" ? kid : undefined;
  } catch {
    return undefined;
  }
}
