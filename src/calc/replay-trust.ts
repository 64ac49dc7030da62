// Who stands behind a package: signatures with their status, the opinion with its accreditation, the log's proofs, each against the trust file.
import { canonical, type Hashing, isCanonicalText, type Json } from "../base/canonical.ts";
import type { BothLanguages } from "../base/problem.ts";
import { FAULTS, type PackageFinding, packageFinding, SIGNED, verdictWords } from "../model/package-findings.ts";
import { VERDICTS } from "../model/verification.ts";
import { isClean } from "../model/verification-refusals.ts";
import { label } from "../model/verification-words.ts";
import { verifyCredential } from "../trust/credentials/credential.ts";
import { asObject, asText, idOf, type JsonObject, objectsOf, timeOf } from "../trust/credentials/json.ts";
import type { HadList, Verdict } from "../trust/credentials/verdict.ts";
import { type Checkpoint, readCheckpoint } from "../trust/log/checkpoint.ts";
import { leafHash, sameBytes, verifyInclusion } from "../trust/log/merkle.ts";
import { readNote } from "../trust/log/note.ts";
import { readProof, verifyProof, writeProof } from "../trust/log/proof-text.ts";
import { readUtf8 } from "../trust/log/text.ts";
import { contentsHash, type Manifest, PLACES } from "../trust/package/manifest.ts";
import {
  accreditationHash,
  accreditationNamed,
  accredited,
  judgementIn,
  leafOf,
  opinionHash,
  signsPackage,
  signsStatement,
} from "../trust/package/vouched.ts";
import type { Files } from "../trust/package/zip.ts";
import type { Verify } from "../trust/signer.ts";
import type { Trust } from "./trust-file.ts";

type What = keyof typeof SIGNED;

/** Nothing is fetched and no clock is read; `lists` are newer status lists than those of the package. Times in milliseconds. */
export type Believed = {
  verify: Verify;
  hashing?: Hashing | undefined;
  now: number;
  trust?: Trust | undefined;
  lists?: readonly JsonObject[] | undefined;
};

/** Who signed what, from when on, as far as the signature holds; and when which log had an entry, as far as its proof holds. */
export type Vouched = {
  signatures: { what: What; signer: string; validFrom?: string }[];
  entries: { what: What; origin: string; index: string; at?: number | undefined }[];
};

/** A package that is being looked at. */
export type Looked = { files: Files; manifest: Manifest; hash: string };

/** JSON of a file; undefined where it is not there, "broken" where it is written otherwise than canonically. */
export function jsonOf(files: Files, path: string): { value: Json } | "broken" | undefined {
  const bytes = files.get(path);
  if (bytes === undefined) return undefined;
  const text = readUtf8(bytes) ?? "";
  try {
    const value = JSON.parse(text) as Json;
    const object = asObject(value);
    return (object === undefined ? canonical(value) === text : isCanonicalText(text, object)) ? { value } : "broken";
  } catch {
    return "broken";
  }
}

/** The objects of a file that is a list of them; what is broken is told by `brokenFiles`. */
function objectsIn(files: Files, path: string): JsonObject[] {
  const read = jsonOf(files, path);
  return read === undefined || read === "broken" ? [] : objectsOf(read.value);
}

const JSON_PLACES = [
  PLACES.documents,
  PLACES.status,
  PLACES.signature,
  PLACES.opinion,
  PLACES.accreditation,
  PLACES.opinionDocuments,
  PLACES.opinionStatus,
  PLACES.laterStatus,
];

const day = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");

class Look {
  readonly findings: PackageFinding[] = [];
  readonly signatures: Vouched["signatures"] = [];
  readonly entries: Vouched["entries"] = [];
  readonly heads: Checkpoint[] = [];
  readonly looked: Looked;
  readonly believed: Believed;

  constructor(looked: Looked, believed: Believed) {
    this.looked = looked;
    this.believed = believed;
  }

  tell(...given: Parameters<typeof packageFinding>): void {
    this.findings.push(packageFinding(...given));
  }
}

/** How long a list that states neither ttl nor end is fresh (Bitstring Status List 1.0, 2.2), in milliseconds. */
const LIST_TTL = 300_000;

/** Documents by id, those of the trust file first, and all status lists by URL: which of them is sound is seen when they are read. */
function sources({ looked: { files }, believed: { trust, lists = [] } }: Look) {
  const packed = [...objectsIn(files, PLACES.documents), ...objectsIn(files, PLACES.opinionDocuments)];
  const documents = new Map(packed.map((document) => [idOf(document) ?? "", document]));
  const had = new Map<string, HadList[]>();
  const packedLists = [PLACES.laterStatus, PLACES.opinionStatus, PLACES.status].flatMap((path) => objectsIn(files, path));
  for (const list of [...lists, ...packedLists]) {
    const [id, from] = [asText(list.id), timeOf(list.validFrom)];
    if (id !== undefined && from !== undefined) had.set(id, [...(had.get(id) ?? []), { credential: list, at: from, ttl: LIST_TTL }]);
  }
  return { documents: (id: string) => trust?.documents.get(id) ?? documents.get(id), lists: had };
}

/** `endedAfter`: what ended after this moment does not void it. */
type Sought = { what: What; path: string; loggedAt?: number | undefined; endedAfter?: number | undefined };

/** The credential of a file as its signature vouches for it; undefined where none is there or it is not to be believed. */
async function signed(
  look: Look,
  { what, path, loggedAt, endedAfter }: Sought,
): Promise<{ content: JsonObject; signer: string } | undefined> {
  const read = jsonOf(look.looked.files, path);
  if (read === undefined || read === "broken") return undefined;
  const { verify, now } = look.believed;
  const { content, verdict } = await verifyCredential(read.value, { verify, now, loggedAt, ...sources(look) });
  if (content !== undefined) forgiveEnd(verdict, content, endedAfter);
  const signer = idOf(content?.issuer) ?? idOf(asObject(read.value)?.issuer) ?? "-";
  const before = look.findings.length;
  tellVerdict(look, verdict, { what, path, signer });
  const isSound = content !== undefined && look.findings.slice(before).every(({ outcome }) => outcome !== "fails");
  if (!isSound) return undefined;
  const validFrom = asText(content.validFrom);
  look.signatures.push({ what, signer, ...(validFrom !== undefined && { validFrom }) });
  return { content, signer };
}

/** Law: a verifier is accredited on the day of the opinion (IR (EU) 2025/2546); what ended after the opinion was witnessed does not void it. */
function forgiveEnd(verdict: Verdict, content: JsonObject, endedAfter: number | undefined): void {
  if (endedAfter === undefined || (timeOf(content.validUntil) ?? 0) < endedAfter) return;
  verdict.fails = verdict.fails.filter(({ code }) => code !== "NO_LONGER_VALID");
}

function tellVerdict(look: Look, { holds, fails, unchecked }: Verdict, at: { what: What; path: string; signer: string }): void {
  const what: BothLanguages = SIGNED[at.what];
  for (const { code, asOf = look.believed.now } of fails) {
    if (code === "REVOKED" || code === "SUSPENDED") look.tell("REVOKED", at.path, { what, asOf: day(asOf) });
    else look.tell("SIGNATURE_FAILS", at.path, { what, why: verdictWords(code) });
  }
  for (const { code } of unchecked) look.tell("SIGNATURE_UNCHECKED", at.path, { what, why: verdictWords(code) });
  if (fails.length === 0 && holds.some(({ code }) => code === "SIGNATURE"))
    look.tell("SIGNATURE_HOLDS", at.path, { what, signer: at.signer });
  const good = holds.filter(({ code }) => code === "NOT_REVOKED" || code === "NOT_SUSPENDED");
  if (fails.length === 0 && good.length > 0)
    look.tell("NOT_REVOKED", at.path, { what, asOf: day(Math.min(...good.map(({ asOf = look.believed.now }) => asOf))) });
}

/** Law: keys are believed where the identifier is the key, or where the trust file has their document; a package may bring any. */
const keysKnown = ({ believed: { trust } }: Look, signer: string): boolean =>
  signer.startsWith("did:key:") || trust?.documents.has(signer) === true;

/** True where the signer is among the trusted. */
function known(look: Look, { what, path, signer }: { what: What; path: string; signer: string }, trusted: readonly string[]): boolean {
  const params = { what: SIGNED[what], signer };
  if (trusted.length === 0) look.tell("SIGNER_UNKNOWN", path, params);
  else if (!trusted.includes(signer)) look.tell("SIGNER_UNTRUSTED", path, params);
  else if (!keysKnown(look, signer)) look.tell("DOCUMENT_UNPROVED", path, params);
  else {
    look.tell("SIGNER_KNOWN", path, params);
    return true;
  }
  return false;
}

/** The moment at which enough witnesses had seen the entry; undefined where that is not proved. */
async function logged(look: Look, what: "statement" | "opinion", hash: string): Promise<number | undefined> {
  const path = what === "statement" ? PLACES.statementProof : PLACES.opinionProof;
  const { trust, verify } = look.believed;
  const named = { what: SIGNED[what] };
  const bytes = look.looked.files.get(path);
  const asks = trust !== undefined && trust.log.logs.length > 0;
  if (bytes === undefined) {
    look.tell(asks ? "PROOF_REQUIRED" : "PROOF_MISSING", path, named);
    return undefined;
  }
  const text = readUtf8(bytes) ?? "";
  const read = readProof(text);
  const head = readCheckpoint(readNote(read?.checkpoint ?? "")?.text ?? "");
  if (read === undefined || head === undefined || writeProof(read) !== text) {
    look.tell("PROOF_FAILS", path, { ...named, why: FAULTS.unreadable });
    return undefined;
  }
  look.heads.push(head);
  const leaf = leafOf(read.extra ?? new Uint8Array(0), { type: what, hash });
  if (leaf === undefined) look.tell("PROOF_OTHER", path, named);
  else if (!asks) leads(look, { path, what }, { ...head, index: read.index, proof: read.proof, leaf: leafHash(leaf) });
  else {
    const proved = await verifyProof(text, leafHash(leaf), { trust: trust.log, verify });
    if (proved.fault !== undefined) look.tell("PROOF_FAILS", path, { ...named, why: FAULTS[proved.fault] });
    else {
      const { origin, index, cosigned, witnessedAt } = proved;
      const at = witnessedAt === undefined ? undefined : witnessedAt * 1000;
      const asOf = at === undefined ? "-" : day(at);
      look.entries.push({ what, origin, index: String(index), at });
      look.tell("PROOF_HOLDS", path, {
        ...named,
        origin,
        index: String(index),
        asOf,
        witnesses: cosigned.map(({ name }) => name).join(", ") || "-",
      });
      return at;
    }
  }
  return undefined;
}

/** Without a log that is known the proof is held against its own checkpoint alone. */
function leads(
  look: Look,
  { path, what }: { path: string; what: What },
  claim: Parameters<typeof verifyInclusion>[0] & { origin: string },
): void {
  const named = { what: SIGNED[what] };
  if (!verifyInclusion(claim)) look.tell("PROOF_FAILS", path, { ...named, why: FAULTS.inclusion });
  else {
    look.tell("PROOF_LEADS", path, named);
    look.tell("LOG_UNKNOWN", path, { ...named, origin: claim.origin });
  }
}

/** Law: a log has one root at a size: two that are known, from the package or from before, are a fork. */
function forks(look: Look): void {
  const before = (look.believed.trust?.checkpoints ?? []).flatMap((note) => readCheckpoint(readNote(note)?.text ?? "") ?? []);
  const all = [...look.heads, ...before];
  const fork = look.heads.find(({ origin, size, root }) =>
    all.some((other) => other.origin === origin && other.size === size && !sameBytes(other.root, root)),
  );
  if (fork !== undefined) look.tell("LOG_FORKED", "proof/", { origin: fork.origin, size: String(fork.size) });
}

/** The opinion is over this package, by an accredited verifier who is not the preparer. Answers whether all of that is known. */
async function opinion(look: Look): Promise<{ signer?: string; isTrusted: boolean }> {
  const { files, hash, manifest } = look.looked;
  const { trust } = look.believed;
  const read = jsonOf(files, PLACES.opinion);
  if (read === undefined || read === "broken") {
    if (read === undefined && trust !== undefined && trust.accreditors.length > 0) look.tell("OPINION_REQUIRED", PLACES.opinion);
    const alone = [PLACES.accreditation, PLACES.opinionDocuments, PLACES.opinionStatus, PLACES.opinionProof].filter((path) =>
      files.has(path),
    );
    for (const path of alone) look.tell("OPINION_ALONE", path);
    return { isTrusted: false };
  }
  const loggedAt = await logged(look, "opinion", opinionHash(read.value));
  const found = await signed(look, { what: "opinion", path: PLACES.opinion, loggedAt });
  if (found === undefined) return { isTrusted: false };
  const { content, signer } = found;
  const isOver = signsPackage(content, { hash, statement: manifest.statement });
  if (!isOver) look.tell("SIGNATURE_OTHER", PLACES.opinion, { what: SIGNED.opinion });
  const judged = isOver && judgement(look, content);
  const isAccredited = await accreditation(look, { verifier: signer, opinion: content, loggedAt });
  return { signer, isTrusted: judged && isAccredited };
}

/** Law: only a clean opinion vouches for anything; what it says otherwise is told, and what it does not say is not known. */
function judgement(look: Look, content: JsonObject): boolean {
  const word = judgementIn(content);
  const isKnown = word !== undefined && Object.values(VERDICTS).some((words) => (words as readonly string[]).includes(word));
  if (!isKnown) look.tell("OPINION_UNCLEAR", PLACES.opinion);
  else if (!isClean(word)) look.tell("OPINION_AGAINST", PLACES.opinion, { verdict: label(word) });
  return isKnown && isClean(word);
}

type Accrediting = { verifier: string; opinion: JsonObject; loggedAt: number | undefined };

/**
 * Law: the verifier is accredited when the opinion is given, by a credential that stood by then. The log's entry of an opinion speaks for an accreditation
 * whose key has ended where the opinion names it: otherwise whoever has a leaked key could accredit an opinion that is older.
 */
async function accreditation(look: Look, { verifier, opinion, loggedAt }: Accrediting): Promise<boolean> {
  const path = PLACES.accreditation;
  const trusted = look.believed.trust?.accreditors ?? [];
  const read = jsonOf(look.looked.files, path);
  if (read === undefined) {
    look.tell(trusted.length > 0 ? "ACCREDITATION_REQUIRED" : "ACCREDITATION_MISSING", path);
    return false;
  }
  const isNamed = read !== "broken" && accreditationHash(read.value) === accreditationNamed(opinion);
  const found = await signed(look, { what: "accreditation", path, loggedAt: isNamed ? loggedAt : undefined, endedAfter: loggedAt });
  if (found === undefined) return false;
  if (accredited(found.content) !== verifier) {
    look.tell("ACCREDITATION_OTHER", path);
    return false;
  }
  const given = Math.min(loggedAt ?? Number.POSITIVE_INFINITY, timeOf(opinion.validFrom) ?? Number.POSITIVE_INFINITY);
  if ((timeOf(found.content.validFrom) ?? given) > given) {
    look.tell("ACCREDITATION_LATE", path);
    return false;
  }
  const isKnown = known(look, { what: "accreditation", path, signer: found.signer }, trusted);
  if (keysKnown(look, verifier)) return isKnown;
  look.tell("DOCUMENT_UNPROVED", PLACES.opinion, { what: SIGNED.opinion, signer: verifier });
  return false;
}

/** The maker's signature over statement and contents; a verifier whom the trust file knows vouches for a maker whom it does not name. */
async function statementSignature(look: Look, loggedAt: number | undefined, over: { signer?: string; isTrusted: boolean }): Promise<void> {
  const { files, manifest } = look.looked;
  const trusted = look.believed.trust?.signers ?? [];
  const path = PLACES.signature;
  const what = SIGNED.statement;
  if (!files.has(path)) {
    look.tell(trusted.length > 0 ? "SIGNATURE_REQUIRED" : "SIGNATURE_MISSING", path, { what });
    return;
  }
  const found = await signed(look, { what: "statement", path, loggedAt });
  if (found === undefined) return;
  const { content, signer } = found;
  if (!signsStatement(content, { statement: manifest.statement, contents: contentsHash(manifest.files) }))
    look.tell("SIGNATURE_OTHER", path, { what });
  if (signer === over.signer) look.tell("OPINION_OWN", PLACES.opinion);
  if (trusted.length === 0 && over.isTrusted) look.tell("SIGNER_VOUCHED", path, { what });
  else known(look, { what: "statement", path, signer }, trusted);
}

/**
 * Law: a signature holds over this very content, by a key in its time or logged and witnessed before its end, and is not revoked as of its list;
 * an opinion is over this package's hash; a proof leads to a checkpoint that its log signed and witnesses cosigned. What the trust file names must be there.
 */
export async function vouchers(looked: Looked, believed: Believed): Promise<Vouched & { findings: PackageFinding[] }> {
  const look = new Look(looked, believed);
  for (const path of JSON_PLACES) if (jsonOf(looked.files, path) === "broken") look.tell("FILE_BROKEN", path);
  const loggedAt = await logged(look, "statement", looked.hash);
  const over = await opinion(look);
  await statementSignature(look, loggedAt, over);
  forks(look);
  const { findings, signatures, entries } = look;
  return { findings, signatures, entries };
}
