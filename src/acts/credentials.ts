// Acts on an organisation's identifier, its keys, and what it signs.
import { canonical, type Json } from "../base/canonical.ts";
import { verdictWords } from "../model/package-findings.ts";
import { credentialProblem } from "../model/problems/credential.ts";
import { addCredential, type CredentialRow, credential, credentials, listNumbers, setStatus } from "../store/credentials.ts";
import { endKey, type KeyRow, keysOf, leakKey } from "../store/signing-keys.ts";
import { issuePresentation as signedPresentation, verifyCredential } from "../trust/credentials/credential.ts";
import { asObject, idOf, type JsonObject } from "../trust/credentials/json.ts";
import { TRIAL_CONTEXTS } from "../trust/credentials/trial-contexts.ts";
import { accredited, isReserved } from "../trust/package/vouched.ts";
import { nameOfActor } from "./actor.ts";
import { type Act, missing, ok, paged, stopped } from "./scene.ts";
import { didOf, issued, issuerOf, keyInUse, loggedStatus, methodOf, refusal, statusLists } from "./signing.ts";
import { givenHere } from "./verify-here.ts";

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value, null, 1));

const shownKey = (did: string, key: KeyRow) => ({
  id: key.id,
  alg: key.alg,
  method: methodOf(did, key),
  made: key.made.toISOString(),
  ...(key.ended && { ended: key.ended.toISOString() }),
  ...(key.leaked && { leaked: key.leaked.toISOString() }),
});

export const readIdentity: Act<"readIdentity"> = async (scene, { org }) => {
  const did = didOf(scene, org);
  return ok({ did, keys: (await keysOf(scene.db, org)).map((key) => shownKey(did, key)) });
};

/** Law: a key that ends stays in the identifier's document, so that what it signed before, and was logged before, still holds. */
export const rotateKey: Act<"rotateKey"> = async (scene, { org, body: { alg, leaked } }) => {
  await endKey(scene.db, org, { alg, at: scene.now(), ...(leaked !== undefined && { leaked: new Date(leaked) }) });
  return ok(shownKey(didOf(scene, org), await keyInUse(scene, org, alg)));
};

/** Law: what a key that leaked has signed holds where a witness had seen it before, and nowhere else. */
export const tellLeak: Act<"tellLeak"> = async (scene, { org, key, body }) => {
  const row = await leakKey(scene.db, org, { id: key, at: scene.now(), leaked: new Date(body.since) });
  return row === undefined ? stopped(missing(key)) : ok(shownKey(didOf(scene, org), row));
};

const shown = (row: CredentialRow) => ({
  id: row.id,
  kind: row.kind,
  about: row.about,
  at: row.at.toISOString(),
  by: row.by,
  ...(row.revoked && { revoked: row.revoked.toISOString() }),
  ...(row.suspended && { suspended: row.suspended.toISOString() }),
});

export const listCredentials: Act<"listCredentials"> = async ({ db }, { org, limit, after }) => {
  const rows = await credentials(db, org, { limit: limit + 1, after });
  return ok(paged(rows, limit, { keyOf: ({ id }) => id, show: shown }));
};

export const readCredential: Act<"readCredential"> = async ({ db }, { org, credential: id }) => {
  const row = await credential(db, org, id);
  return row === undefined ? stopped(missing(id)) : ok({ ...shown(row), secured: JSON.parse(row.content) as JsonObject | string });
};

/** Law: what is revoked stays revoked; a suspension can be lifted (Bitstring Status List 1.0, 2.1). */
export const changeStatus: Act<"changeStatus"> = async (scene, { org, credential: id, body: { purpose, set } }) => {
  const { db, now } = scene;
  const row = await credential(db, org, id);
  if (row === undefined) return stopped(missing(id));
  if (row.list === null) return stopped(credentialProblem("STATUS_NONE"));
  if (purpose === "revocation" && !set && row.revoked !== null) return stopped(credentialProblem("REVOCATION_FINAL"));
  const before = purpose === "revocation" ? row.revoked : row.suspended;
  const at = set ? (before ?? now()) : null;
  await setStatus(db, org, { id, purpose, at });
  const logged = await loggedStatus(scene, org, { list: row.list, purpose });
  if (logged.value === undefined) return stopped(...logged.problems);
  return ok(shown({ ...row, ...(purpose === "revocation" ? { revoked: at } : { suspended: at }) }));
};

/** All lists in which the organisation has given out places. */
export const readStatusLists: Act<"readStatusLists"> = async (scene, { org }) => {
  const { value, problems } = await statusLists(scene, org, await listNumbers(scene.db, org));
  return value === undefined ? stopped(...problems) : ok({ bytes: encoded(value), type: "application/json", name: "status-lists.json" });
};

/** Law: an accreditation is about the organisation, and signed by whoever issued it; whether that one is believed is for the trust file to say. */
export const keepAccreditation: Act<"keepAccreditation"> = async (scene, { org, body }) => {
  const { db, newId, now, actor } = scene;
  const did = didOf(scene, org);
  const secured = body.credential as Json;
  const { content, verdict } = await verifyCredential(secured, await givenHere(scene, secured));
  const why = verdict.fails[0] ?? verdict.unchecked.find(({ code }) => code !== "STATUS_UNKNOWN" && code !== "DOCUMENT_MISSING");
  const about = accredited(content ?? asObject(secured) ?? {});
  if (why !== undefined || about !== did) {
    const words = why === undefined ? OTHER : verdictWords(why.code);
    return stopped(credentialProblem("ACCREDITATION_REFUSED", { params: { why: words, did } }));
  }
  const row: CredentialRow = {
    ...{ id: newId(), kind: "accreditation", about, content: canonical(secured), list: null, place: null },
    ...{ at: now(), by: nameOfActor(actor), revoked: null, suspended: null },
  };
  await addCredential(db, org, row);
  return ok(shown(row));
};

const OTHER = { ko: "다른 조직에 대한 것입니다.", en: "it is about somebody else." };

const RESERVED = {
  ko: "산정서와 검증의견은 봉인과 검증 절차로만 서명합니다.",
  en: "statements and opinions are signed by sealing and by the verification's course alone.",
};

/**
 * Law: only what keeps to the data model is signed, in the organisation's own name; an issuer that is left out is filled in. A statement or an opinion is
 * signed nowhere but where it is sealed or released: else nobody need have reviewed it.
 */
export const issueCredential: Act<"issueCredential"> = async (scene, { org, body }) => {
  const { credential: plain, secure, status } = body;
  const given = plain as JsonObject;
  if (isReserved(given)) return stopped(credentialProblem("CREDENTIAL_REFUSED", { params: { why: RESERVED } }));
  const about = idOf(asObject(given.credentialSubject)?.id) ?? idOf(given.id) ?? "";
  const { value, problems } = await issued(scene, org, {
    kind: "issued",
    about,
    secure,
    terms: secure !== "jose",
    credential: (made) => ({
      ...given,
      issuer: given.issuer ?? made.issuer,
      ...(status && given.credentialStatus === undefined && { credentialStatus: made.status }),
    }),
  });
  return value === undefined ? stopped(...problems) : ok({ id: value.id, secured: JSON.parse(value.content) as JsonObject | string });
};

/** Law: a presentation is signed by its holder; a holder that is left out is the organisation. */
export const issuePresentation: Act<"issuePresentation"> = async (scene, { org, body }) => {
  const { presentation, secure, challenge, domain } = body;
  const given = presentation as JsonObject;
  const issuer = await issuerOf(scene, org, given.holder);
  if (issuer.value === undefined) return issuer;
  const { did, method, signer } = issuer.value;
  const { value, fails } = await signedPresentation(
    { ...given, holder: given.holder ?? did },
    {
      ...{ signer, method, secure, terms: secure !== "jose", contexts: TRIAL_CONTEXTS },
      proof: { ...(challenge !== undefined && { challenge }), ...(domain !== undefined && { domain }) },
      claims: { ...(challenge !== undefined && { nonce: challenge }), ...(domain !== undefined && { aud: domain }) },
    },
  );
  return value === undefined ? stopped(refusal(fails)) : ok({ secured: value });
};
