// Acts on sealed packages: a statement signed and sealed with what it rests on, and handed out with the opinion on it.
import type { Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import type { AfterSealing } from "../calc/seal-package.ts";
import type { VerificationState } from "../model/verification.ts";
import {
  addPackage,
  type CredentialRow,
  credential,
  credentialsAbout,
  type PackageRow,
  sealedPackage,
  sealedPackages,
} from "../store/credentials.ts";
import { digestOf } from "../store/digest.ts";
import { addEvidence } from "../store/evidence.ts";
import { keepBlobs } from "../store/keeping.ts";
import { statementText } from "../store/statements.ts";
import { addVerification, type VerificationRow, verificationsOfStatement } from "../store/verifications.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { keyOf, keyText, SIGNATURE } from "../trust/log/note.ts";
import { accreditationHash, accreditationNamed, opinionHash, statementCredential } from "../trust/package/vouched.ts";
import { nameOfActor } from "./actor.ts";
import { evidenceBytes } from "./data.ts";
import { logContent } from "./log-entry.ts";
import { proofOfContent } from "./log-proof.ts";
import { type Act, missing, ok, type Scene, stopped } from "./scene.ts";
import { didOf, identityOf, issuerOf, signedAt, statusLists, taken } from "./signing.ts";

const TYPE = "application/vnd.sandan.package+zip";

/** The bytes of the documents that a statement cites, as far as they are kept. */
async function evidenceOf({ blobs, work }: Scene, org: string, text: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const sha256 of await work("cited", { text })) {
    const bytes = await blobs.get(org, sha256);
    if (bytes !== undefined) found.set(sha256, bytes);
  }
  return found;
}

/** The organisation's document and its lists of these numbers. Problem: SIGNING_KEY_UNREADABLE. */
async function vouching(
  scene: Scene,
  org: string,
  lists: readonly number[],
): Promise<Outcome<{ documents: JsonObject[]; status: JsonObject[] }>> {
  const issuer = await issuerOf(scene, org);
  if (issuer.value === undefined) return issuer;
  const document = await identityOf(scene, org);
  const status = await statusLists(scene, org, lists);
  if (status.value === undefined) return status;
  return ok({ documents: document === undefined ? [] : [document], status: status.value });
}

type Sealing = { org: string; statement: string; hold: string[]; withEvidence: boolean };

type Sealed = { bytes: Uint8Array; hash: string; credential: CredentialRow };

/** The Statement signed by the organisation's key and packed. Problems: those of sealing, and SIGNING_KEY_UNREADABLE. */
async function sealed(scene: Scene, { org, statement, hold, withEvidence }: Sealing): Promise<Outcome<Sealed>> {
  const text = await statementText(scene.db, org, statement);
  if (text === undefined) return stopped(missing(statement));
  const evidence = withEvidence ? await evidenceOf(scene, org, text) : new Map<string, Uint8Array>();
  const about = { kind: "statement", about: statement } as const;
  const place = await taken(scene, org, about);
  const vouched = await vouching(scene, org, [place.list]);
  if (vouched.value === undefined) return vouched;
  const packed = await scene.work("pack", { text, hold, evidence, ...vouched.value });
  if (packed.value === undefined) return stopped(...packed.problems);
  const { bytes, contents } = packed.value;
  const signed = await signedAt(scene, org, {
    place,
    wanted: {
      ...about,
      credential: ({ status, ...issue }) => ({ ...statementCredential({ statement, contents }, issue), credentialStatus: status }),
    },
  });
  if (signed.value === undefined) return signed;
  const made = await scene.work("signed", { bytes, credential: JSON.parse(signed.value.content) as JsonObject });
  return ok({ ...made, credential: signed.value }, packed.problems);
}

const shown = (row: PackageRow, of: CredentialRow | undefined) => ({
  hash: row.hash,
  statement: row.statement,
  held: row.held,
  credential: row.credential,
  at: row.at.toISOString(),
  by: row.by,
  hasOpinion: row.opinion !== undefined,
  ...(of?.revoked && { revoked: of.revoked.toISOString() }),
  ...(of?.suspended && { suspended: of.suspended.toISOString() }),
});

const ENDED: readonly VerificationState[] = ["released", "withdrawn", "lapsed", "superseded"];

/** Law: a verification under way is of the package that was sealed first of its statement: an opinion signs its hash. */
async function handedToVerifiers(
  { db, now, actor }: Scene,
  org: string,
  { statement, hash }: { statement: string; hash: string },
): Promise<void> {
  const waits = ({ body: { subject, state } }: VerificationRow): boolean => subject.package === undefined && !ENDED.includes(state);
  for (;;) {
    const [row] = (await verificationsOfStatement(db, org, statement)).filter(waits);
    if (row === undefined) return;
    const body = { ...row.body, subject: { ...row.body.subject, package: hash } };
    await addVerification(db, org, { ...row, version: row.version + 1, act: "sealPackage", body, at: now(), by: nameOfActor(actor) });
  }
}

/** Law: what was sealed is kept byte for byte, for an opinion signs its hash. */
export const sealPackage: Act<"sealPackage"> = async (scene, { org, statement, body }) => {
  const { db, blobs, now, actor } = scene;
  const { value, problems } = await sealed(scene, { org, statement, hold: body.hold, withEvidence: body.evidence });
  if (value === undefined) return stopped(...problems);
  const { bytes, hash, credential: of } = value;
  const sha256 = await digestOf(bytes);
  const [at, by] = [now(), nameOfActor(actor)];
  await keepBlobs(db, org);
  await blobs.put(org, sha256, bytes);
  await addEvidence(db, org, { sha256, name: `statement-${statement.slice(0, 12)}.sandan`, type: TYPE, size: bytes.length, at, by });
  const row = { hash, statement, sha256, held: body.hold, credential: of.id, at, by };
  await addPackage(db, org, row);
  await logContent(scene, org, { type: "statement", sha256: hash });
  await handedToVerifiers(scene, org, { statement, hash });
  return ok({ ...shown(row, of), problems });
};

export const listPackages: Act<"listPackages"> = async ({ db }, { org }) => {
  const items: ReturnType<typeof shown>[] = [];
  for (const row of await sealedPackages(db, org)) items.push(shown(row, await credential(db, org, row.credential)));
  return ok({ items });
};

/** The opinion with all that one needs to believe it. */
async function opinionParts(scene: Scene, { org, id }: { org: string; id: string }): Promise<Outcome<AfterSealing>> {
  const row = await credential(scene.db, org, id);
  if (row === undefined) return ok({});
  const vouched = await vouching(scene, org, row.list === null ? [] : [row.list]);
  if (vouched.value === undefined) return vouched;
  const { documents, status } = vouched.value;
  const opinion = JSON.parse(row.content) as JsonObject;
  const all = await credentialsAbout(scene.db, org, { kind: "accreditation", about: String(documents[0]?.id) });
  // The one that the opinion was given under: a later one proves nothing of that day.
  const named = accreditationNamed(opinion);
  const accreditation = all.find(({ content }) => accreditationHash(JSON.parse(content) as Json) === named) ?? all[0];
  const opinionProof = await proofOfContent(scene, org, { type: "opinion", sha256: opinionHash(opinion as Json) });
  return ok({
    opinion,
    opinionDocuments: documents,
    opinionStatus: status,
    ...(accreditation && { accreditation: JSON.parse(accreditation.content) as JsonObject | string }),
    ...(opinionProof !== undefined && { opinionProof }),
  });
}

export const readPackage: Act<"readPackage"> = async (scene, { org, package: hash }) => {
  const row = await sealedPackage(scene.db, org, hash);
  if (row === undefined) return stopped(missing(hash));
  const kept = await evidenceBytes(scene, org, row.sha256);
  if ("code" in kept) return stopped(kept);
  const more = row.opinion === undefined ? ok({}) : await opinionParts(scene, row.opinion);
  if (more.value === undefined) return stopped(...more.problems);
  const statementProof = await proofOfContent(scene, org, { type: "statement", sha256: hash });
  const of = await credential(scene.db, org, row.credential);
  const status = await statusLists(scene, org, of?.list == null ? [] : [of.list]);
  if (status.value === undefined) return stopped(...status.problems);
  const added = { ...more.value, laterStatus: status.value, ...(statementProof !== undefined && { statementProof }) };
  const bytes = await scene.work("completed", { bytes: kept.bytes, more: added });
  return ok({ bytes: bytes ?? kept.bytes, type: TYPE, name: `${row.hash.slice(0, 12)}.sandan` });
};

/**
 * Law: a trust file says whom its reader believes. This one names the organisation as signer; whom to believe as accreditation body the reader
 * names, and the documents of those who gave opinions on its packages lie beside.
 */
export const readTrustFile: Act<"readTrustFile"> = async (scene, { org, accreditors }) => {
  const own = await identityOf(scene, org);
  const verifiers = new Set((await sealedPackages(scene.db, org)).flatMap(({ opinion }) => opinion?.org ?? []));
  const documents = own === undefined ? [] : [own];
  for (const verifier of verifiers) {
    const document = verifier === org ? undefined : await identityOf(scene, verifier);
    if (document !== undefined) documents.push(document);
  }
  const { origin, signer, witnesses, quorum } = scene.log;
  const trust = {
    format: "sandan.trust/1",
    logs: [keyText(keyOf(origin, SIGNATURE, signer))],
    witnesses: witnesses.map(({ key }) => keyText(key)),
    quorum,
    signers: [didOf(scene, org)],
    accreditors: accreditors === undefined ? [] : accreditors.split(" ").filter((one) => one !== ""),
    documents,
  };
  const bytes = new TextEncoder().encode(`${JSON.stringify(trust, null, 1)}\n`);
  return ok({ bytes, type: "application/json", name: "trust.json" });
};
