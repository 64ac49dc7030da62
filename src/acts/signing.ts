// Signing in an organisation's name: its identifier, its keys, and credentials with a place in its status lists.
import { assert } from "../base/assert.ts";
import { canonical, hashOf, type Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { verdictWords } from "../model/package-findings.ts";
import { credentialProblem } from "../model/problems/credential.ts";
import { addCredential, type CredentialKind, type CredentialRow, placesSet, placesTaken, setContent } from "../store/credentials.ts";
import { addKey, type KeyRow, keysOf } from "../store/signing-keys.ts";
import { issueCredential, type Signing } from "../trust/credentials/credential.ts";
import { idOf, type JsonObject } from "../trust/credentials/json.ts";
import { statusEntry, statusListCredential } from "../trust/credentials/status-credential.ts";
import { FEWEST_ENTRIES, listWith } from "../trust/credentials/status-list.ts";
import { TRIAL_CONTEXTS } from "../trust/credentials/trial-contexts.ts";
import { didKeyOf } from "../trust/did/did-key.ts";
import { didWebDocument, didWebOf } from "../trust/did/did-web.ts";
import type { Signer } from "../trust/signer.ts";
import { nameOfActor } from "./actor.ts";
import { logContent } from "./log-entry.ts";
import { ok, type Scene, stopped } from "./scene.ts";

type Keeping = Pick<Scene, "db" | "baseUrl" | "keys" | "newId" | "now">;

/** How long a status list is fresh. */
const TTL_MS = 86_400_000;
/** A list is half full at most, so that a place drawn at random is free at the second try. */
const MOST_IN_LIST = FEWEST_ENTRIES / 2;

export const STATUSES = ["revocation", "suspension"] as const;
export type Status = (typeof STATUSES)[number];

/** What the identifiers of all organisations here begin with: they are named below the host where people reach the server (did:web). */
export function didsBegin({ baseUrl }: Pick<Scene, "baseUrl">): string {
  const { hostname, port } = new URL(baseUrl);
  const did = didWebOf({ host: hostname, ...(Number(port) > 0 && { port: Number(port) }), path: ["organisations"] });
  if (did === undefined) throw new Error(`no identifier can be made for ${hostname}`);
  return `${did}:`;
}

export const didOf = (scene: Pick<Scene, "baseUrl">, org: string): string => didsBegin(scene) + org;

export const methodOf = (did: string, key: Pick<KeyRow, "id">): string => `${did}#${key.id}`;

/** The organisation's document with all keys that it ever had; undefined where it has none. */
export async function identityOf(scene: Pick<Scene, "db" | "baseUrl">, org: string): Promise<JsonObject | undefined> {
  const keys = await keysOf(scene.db, org);
  if (keys.length === 0) return undefined;
  return didWebDocument(
    didOf(scene, org),
    keys.map(({ id, alg, publicKey, ended, leaked }) => ({
      name: id,
      key: { alg, publicKey },
      ...(ended && { expires: ended.getTime() }),
      ...(leaked && { revoked: leaked.getTime() }),
    })),
  );
}

/** The key in use of an algorithm; one is made where there is none. */
export async function keyInUse({ db, keys, newId, now }: Keeping, org: string, alg: KeyRow["alg"]): Promise<KeyRow> {
  const inUse = async () => (await keysOf(db, org)).find((key) => key.alg === alg && key.ended === null);
  const found = await inUse();
  if (found !== undefined) return found;
  const id = newId();
  await addKey(db, org, { id, alg, made: now(), ...(await keys.make(alg, id)) });
  const made = await inUse();
  assert(made !== undefined, "a key that was made is in use");
  return made;
}

export type Issuer = { did: string; method: string; signer: Signer };

/**
 * Who signs for the organisation now; its first key is made when it is first needed. The key's own identifier (did:key) is used where it is the one
 * named. Problem: SIGNING_KEY_UNREADABLE.
 */
export async function issuerOf(scene: Keeping, org: string, named?: Json | undefined): Promise<Outcome<Issuer>> {
  const key = await keyInUse(scene, org, "EdDSA");
  const signer = scene.keys.signerOf(key);
  if (signer === undefined) return stopped(credentialProblem("SIGNING_KEY_UNREADABLE"));
  const [did, own] = [didOf(scene, org), didKeyOf(signer)];
  return ok(idOf(named) === own.did ? { ...own, signer } : { did, method: methodOf(did, key), signer });
}

const listUrl = ({ baseUrl }: Pick<Scene, "baseUrl">, org: string, { list, purpose }: { list: number; purpose: Status }): string =>
  `${baseUrl}/organisations/${org}/status/${list}/${purpose}`;

/** A status list as it is now, signed. Problem: SIGNING_KEY_UNREADABLE. */
export async function statusList(scene: Keeping, org: string, of: { list: number; purpose: Status }): Promise<Outcome<JsonObject>> {
  const issuer = await issuerOf(scene, org);
  if (issuer.value === undefined) return issuer;
  const { did, method, signer } = issuer.value;
  const credential = statusListCredential({
    url: listUrl(scene, org, of),
    issuer: did,
    purpose: of.purpose,
    bits: listWith(await placesSet(scene.db, org, of)),
    validFrom: scene.now().toISOString(),
    ttl: TTL_MS,
  });
  const { value, fails } = await issueCredential(credential, { signer, method, secure: "eddsa-jcs-2022" });
  if (typeof value !== "object") throw new Error(`a status list cannot be signed: ${fails.map(({ code }) => code).join(", ")}`);
  return ok(value);
}

/** Law: every change of a status list is logged, by the hash of what the list says. Problem: SIGNING_KEY_UNREADABLE. */
export async function loggedStatus(scene: Keeping, org: string, of: { list: number; purpose: Status }): Promise<Outcome<null>> {
  const { value, problems } = await statusList(scene, org, of);
  if (value === undefined) return stopped(...problems);
  await logContent(scene, org, { type: "statusList", sha256: hashOf(canonical(value.credentialSubject as Json)) });
  return ok(null);
}

/** Both lists that a credential of this place stands in. */
export async function statusLists(scene: Keeping, org: string, lists: readonly number[]): Promise<Outcome<JsonObject[]>> {
  const all: JsonObject[] = [];
  for (const list of lists)
    for (const purpose of STATUSES) {
      const { value, problems } = await statusList(scene, org, { list, purpose });
      if (value === undefined) return stopped(...problems);
      all.push(value);
    }
  return ok(all);
}

/** A whole number below another, each as likely: four bytes of randomness over a power of two. */
function below(random: Scene["random"], most: number): number {
  return new DataView(random(4).buffer).getUint32(0) % most;
}

export type Place = { id: string; list: number; place: number; at: Date };

/** Law: a place is drawn at random, so that it does not tell how many were issued, or when. */
export async function taken(scene: Scene, org: string, of: { kind: CredentialKind; about: string }): Promise<Place> {
  const { db, newId, now, actor, random } = scene;
  const list = Math.floor((await placesTaken(db, org)) / MOST_IN_LIST);
  const [id, at] = [newId(), now()];
  for (;;) {
    const place = below(random, FEWEST_ENTRIES);
    if (await addCredential(db, org, { ...of, id, list, place, at, by: nameOfActor(actor), content: "" })) return { id, list, place, at };
  }
}

/** Where the statuses of a place are found. */
function statusOf(scene: Pick<Scene, "baseUrl">, org: string, { list, place }: Pick<Place, "list" | "place">): JsonObject[] {
  return STATUSES.map((purpose) => statusEntry({ url: listUrl(scene, org, { list, purpose }), purpose, index: place }));
}

type Wanted = {
  kind: CredentialKind;
  about: string;
  secure?: Signing["secure"];
  /** True: terms without a meaning are refused. */
  terms?: boolean;
  credential: (made: { issuer: string; validFrom: string; status: JsonObject[] }) => JsonObject;
};

/**
 * Law: what an organisation signs has a place in its status lists, and is kept. Answers the row.
 * Problems: SIGNING_KEY_UNREADABLE, CREDENTIAL_REFUSED.
 */
export async function issued(scene: Scene, org: string, wanted: Wanted): Promise<Outcome<CredentialRow>> {
  const place = await taken(scene, org, wanted);
  return signedAt(scene, org, { place, wanted });
}

/** Signs what a place was taken for. */
export async function signedAt(
  scene: Scene,
  org: string,
  { place, wanted }: { place: Place; wanted: Wanted },
): Promise<Outcome<CredentialRow>> {
  const issuer = await issuerOf(scene, org);
  if (issuer.value === undefined) return issuer;
  const { kind, about, secure = "eddsa-jcs-2022", terms = false } = wanted;
  const plain = wanted.credential({ issuer: issuer.value.did, validFrom: place.at.toISOString(), status: statusOf(scene, org, place) });
  const { value: signing = issuer.value } = await issuerOf(scene, org, plain.issuer);
  const { method, signer } = signing;
  const { value, fails } = await issueCredential(plain, { signer, method, secure, terms, contexts: TRIAL_CONTEXTS });
  if (value === undefined) return stopped(refusal(fails));
  const content = canonical(value as Json);
  await setContent(scene.db, org, { id: place.id, content });
  return ok({ ...place, kind, about, content, by: nameOfActor(scene.actor), revoked: null, suspended: null });
}

/** Why something was not signed, in words. */
export function refusal(fails: readonly { code: string; at: string }[]) {
  const told = fails.slice(0, 5).map(({ code, at }) => ({ words: verdictWords(code), at: at === "" ? "" : ` (${at})` }));
  return credentialProblem("CREDENTIAL_REFUSED", {
    params: {
      why: {
        ko: told.map(({ words, at }) => words.ko + at).join(", "),
        en: told.map(({ words, at }) => words.en + at).join(", "),
      },
    },
  });
}
