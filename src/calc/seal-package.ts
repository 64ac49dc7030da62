// A Statement sealed into one file that anyone can verify offline: what it rests on lies beside it, save what its owner holds back.
import { canonical, canonicalText, type Hashing, hashOf, type Json } from "../base/canonical.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { PATH_WORDS } from "../formats/case-issues.ts";
import { packageProblem } from "../model/problems/package.ts";
import type { Disclosure, Statement } from "../model/statement.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import { issueCredential } from "../trust/credentials/credential.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { didKeyOf } from "../trust/did/did-key.ts";
import { controllerOf } from "../trust/did/resolve.ts";
import { contentsHash, datasetPath, evidencePath, listed, PLACES, type SealedFile, writeManifest } from "../trust/package/manifest.ts";
import { statementCredential } from "../trust/package/vouched.ts";
import { readZip, writeZip } from "../trust/package/zip.ts";
import type { Signer, Verify } from "../trust/signer.ts";
import { datasetNow } from "./datasets.ts";

/** Who signs, by which verification method; without a method the key is its own identifier (did:key). */
export type PackageSigning = {
  signer: Signer;
  method?: string;
  /** A dateTimeStamp; without it the same input gives the same bytes. */
  validFrom?: string;
  /** Where the credential's status is found. */
  status?: JsonObject;
};

/** What signing, verifying and hashing are done with, as main hands it over. A key file holds a private key in PEM. */
export type PackageKeys = { verify: Verify; hashing: Hashing; signerOf: (pem: Uint8Array) => Signer | Error };

export type ToSeal = {
  statement: Statement;
  /** Documents by their SHA-256; those that the Statement does not cite are left out. */
  evidence?: ReadonlyMap<string, Uint8Array>;
  /** Keys of records such as "streams/gas", and "evidence/<sha256>", which are held back. */
  hold?: readonly string[];
  /** The large table, where the Statement pins it. */
  defaultValues?: DefaultValues;
  signing?: PackageSigning;
  /** Documents of did:web signers, and status lists as they are now: secured credentials. */
  documents?: readonly JsonObject[];
  status?: readonly (string | JsonObject)[];
  hashing?: Hashing;
};

export type SealedPackage = { bytes: Uint8Array; hash: string };

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(canonical(value as Json));

/** The same bytes of an object with long lists. */
const encodedLong = (value: object): Uint8Array => new TextEncoder().encode(canonicalText(value as { [key: string]: Json }));

/** The beginning of the ids of the steps whose leaves tell a record. */
function stepsBegin(key: string, value: Json | undefined): string | undefined {
  const slash = key.indexOf("/");
  const [list, id] = slash < 0 ? [key, ""] : [key.slice(0, slash), key.slice(slash + 1)];
  if (list === "transfers") {
    const { from, to } = (value ?? {}) as { from?: string; to?: string };
    return `transfer/${from}/${to}`;
  }
  // Totals that were typed by hand.
  if (list === "balances") return "installation";
  const prefix = PATH_WORDS[list];
  return prefix === undefined ? undefined : `${prefix}/${id}`;
}

/** The secret that salts a signer's statements: whoever cannot sign cannot guess it. Needs a signature that comes out the same each time (Ed25519). */
export async function saltSecretOf(signer: Signer): Promise<Uint8Array> {
  const signature = await signer.sign(new TextEncoder().encode("sandan.salt/1"));
  return new TextEncoder().encode(hashOf(signature));
}

/** SHA-256 of every document that a Statement cites. */
export function citedEvidence({ evidence, input }: Statement): Set<string> {
  const hashes = evidence.flatMap(({ sha256 }) => (sha256 === undefined ? [] : [sha256]));
  return new Set(input.sha256 === undefined ? hashes : [...hashes, input.sha256]);
}

/** Law: a record that is held back takes the leaves that would tell it along; only salted commitments hide anything. Problems: HOLD_UNKNOWN, HOLD_UNSALTED. */
function disclosed({ disclosure, records }: Statement, hold: readonly string[]): Outcome<Disclosure> {
  const keys = hold.filter((key) => !key.startsWith("evidence/"));
  if (keys.length === 0) return { value: disclosure, problems: [] };
  if (!disclosure.salted) return { value: undefined, problems: [packageProblem("HOLD_UNSALTED")] };
  const known = new Set(records.map(({ id }) => id));
  const unknown = keys.filter((key) => !known.has(key));
  if (unknown.length > 0) return { value: undefined, problems: unknown.map((key) => holdUnknown(key, [...known])) };
  const held = new Set(keys);
  const begins = keys.flatMap((key) => stepsBegin(key, disclosure.records[key]?.value) ?? []);
  const isTold = (id: string): boolean => !begins.some((begin) => id === begin || id.startsWith(`${begin}/`));
  const told = <T>(all: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([id]) => isTold(id)));
  const { leaves, lines } = disclosure;
  const shown = Object.fromEntries(Object.entries(disclosure.records).filter(([key]) => !held.has(key)));
  return { value: { ...disclosure, leaves: told(leaves), records: shown, ...(lines && { lines: told(lines) }) }, problems: [] };
}

const holdUnknown = (key: string, known: readonly string[]): Problem =>
  packageProblem("HOLD_UNKNOWN", { path: key, params: { key, known: known.slice(0, 50).join(", ") } });

type Found = { files: Map<string, Uint8Array>; problems: Problem[] };

/** Every id or hash that stands as evidence somewhere in a record. */
function namedIn(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) || !Array.isArray(value.evidence) ? [] : value.evidence.filter((one) => typeof one === "string");
  return [...own, ...Object.values(value).flatMap(namedIn)];
}

/** SHA-256 of what would tell a held record: the workbook that was read, and the documents that the record cites. */
function tellingDocuments({ disclosure, evidence, input }: Statement, hold: readonly string[]): Set<string> {
  const held = hold.filter((key) => !key.startsWith("evidence/"));
  const named = new Set(held.flatMap((key) => namedIn(disclosure.records[key]?.value)));
  const documents = evidence.filter(({ id, sha256 }) => named.has(id) || named.has(sha256 ?? id));
  const workbook = held.length > 0 ? [input.sha256] : [];
  return new Set([...workbook, ...documents.map(({ sha256 }) => sha256)].filter((one) => one !== undefined));
}

/** The documents that are cited, not held back, and tell no held record; a note names those of which only the hash is there. */
function evidenceFiles({ statement, evidence, hold = [] }: ToSeal): Found {
  const cited = citedEvidence(statement);
  const tells = tellingDocuments(statement, hold);
  const problems = hold
    .filter((key) => key.startsWith("evidence/") && !cited.has(key.slice("evidence/".length)))
    .map((key) => holdUnknown(key, [...cited].map(evidencePath)));
  const files = new Map<string, Uint8Array>();
  const left: string[] = [];
  for (const sha256 of [...cited].sort()) {
    const bytes = tells.has(sha256) || hold.includes(evidencePath(sha256)) ? undefined : evidence?.get(sha256);
    if (bytes === undefined) left.push(sha256);
    else files.set(evidencePath(sha256), bytes);
  }
  if (left.length > 0)
    problems.push(packageProblem("EVIDENCE_NOT_HANDED", { params: { count: left.length, names: left.slice(0, 10).join(", ") } }));
  return { files, problems };
}

/** The datasets of the versions that the Statement pins. Problems: PINNED_DATASET_MISSING. */
function datasetFiles({ statement, defaultValues }: ToSeal): Found {
  const files = new Map<string, Uint8Array>();
  const problems: Problem[] = [];
  for (const { id, hash } of statement.datasets) {
    const file = datasetNow(id, defaultValues);
    const bytes = file && encoded(file);
    if (bytes !== undefined && hashOf(bytes) === hash) files.set(datasetPath(id), bytes);
    else problems.push(packageProblem("PINNED_DATASET_MISSING", { path: id, params: { dataset: id } }));
  }
  return { files, problems };
}

/** The signature's file. A key that cannot sign so is the caller's bug and throws. */
async function signatureOf(files: readonly SealedFile[], statement: string, signing: PackageSigning): Promise<Uint8Array> {
  const { signer, method = didKeyOf(signer).method, validFrom, status } = signing;
  const issue = { issuer: controllerOf(method), ...(validFrom !== undefined && { validFrom }), ...(status !== undefined && { status }) };
  const credential = statementCredential({ statement, contents: contentsHash(files) }, issue);
  const issued = await issueCredential(credential, { signer, method, secure: "eddsa-jcs-2022" });
  if (issued.value === undefined) throw new Error(`the statement cannot be signed: ${issued.fails.map(({ code }) => code).join(", ")}`);
  return encoded(issued.value);
}

/**
 * Law: the same input gives the same bytes; what is held back leaves its commitment, so that the rest is still proved.
 * Problems: HOLD_UNKNOWN, HOLD_UNSALTED, PINNED_DATASET_MISSING; EVIDENCE_NOT_HANDED as a note.
 */
export async function sealPackage(given: ToSeal): Promise<Outcome<SealedPackage>> {
  const { statement, hold = [], signing, documents = [], status = [] } = given;
  const shown = disclosed(statement, hold);
  const [evidence, datasets] = [evidenceFiles(given), datasetFiles(given)];
  const problems = [...shown.problems, ...evidence.problems, ...datasets.problems];
  if (shown.value === undefined || hasError(problems)) return { value: undefined, problems };
  const { disclosure: _, hash, ...body } = statement;
  const files = new Map<string, Uint8Array>([
    [PLACES.statement, encodedLong(body)],
    [PLACES.disclosure, encodedLong(shown.value)],
    ...evidence.files,
    ...datasets.files,
  ]);
  if (documents.length > 0) files.set(PLACES.documents, encoded(documents));
  if (status.length > 0) files.set(PLACES.status, encoded(status));
  const sealed = listed(files, new Map([[PLACES.statement, hash]]), given.hashing);
  if (signing !== undefined) {
    const signature = await signatureOf(sealed, hash, signing);
    files.set(PLACES.signature, signature);
    sealed.push(...listed(new Map([[PLACES.signature, signature]])));
  }
  const manifest = writeManifest(sealed, { statement: hash, engine: statement.engine.version });
  files.set(PLACES.manifest, manifest.bytes);
  return { value: { bytes: writeZip(files), hash: manifest.hash }, problems };
}

/** What comes after the sealing: the opinion with its accreditation, documents and lists, and the proofs that both were logged. */
export type AfterSealing = {
  opinion?: JsonObject | string;
  accreditation?: JsonObject | string;
  opinionDocuments?: readonly JsonObject[];
  opinionStatus?: readonly (string | JsonObject)[];
  laterStatus?: readonly (string | JsonObject)[];
  statementProof?: string;
  opinionProof?: string;
};

/** Law: a package that is read takes opinion and proofs along without a change of its hash. Undefined where it is no package. */
export function addToPackage(bytes: Uint8Array, more: AfterSealing): Uint8Array | undefined {
  const read = readZip(bytes);
  if (read.fault !== undefined) return undefined;
  const files = new Map(read.files);
  const { opinion, accreditation, opinionDocuments, opinionStatus, laterStatus, statementProof, opinionProof } = more;
  for (const [path, value] of Object.entries({ opinion, accreditation, opinionDocuments, opinionStatus, laterStatus }))
    if (value !== undefined) files.set(PLACES[path as keyof typeof PLACES], encoded(value));
  for (const [path, text] of Object.entries({ statementProof, opinionProof }))
    if (text !== undefined) files.set(PLACES[path as keyof typeof PLACES], new TextEncoder().encode(text));
  return writeZip(files);
}
