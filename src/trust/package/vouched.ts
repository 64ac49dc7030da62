// What signatures and log entries of a package say: credentials over statement and package, and the leaf that goes along with a proof.
import { canonical, hashOf, type Json } from "../../base/canonical.ts";
import { asList, asObject, asText, hasType, type JsonObject } from "../credentials/json.ts";
import { BASE_CONTEXT } from "../credentials/shape.ts";
import { type LogEntry, readEntry, saltedHash, writeEntry } from "../log/entry.ts";
import { bytesOfHex, hexOf, readUtf8, utf8 } from "../log/text.ts";

const STATEMENT = "urn:sandan:statement:";
const CONTENTS = "urn:sandan:contents:";
const PACKAGE = "urn:sandan:package:";
const ACCREDITATION = "urn:sandan:accreditation:";
const [STATEMENT_TYPE, OPINION_TYPE] = ["SandanStatementCredential", "SandanOpinionCredential"];

/** True where a subject is what only sealing and releasing sign over. */
export const isReserved = (content: JsonObject): boolean =>
  asList(content.credentialSubject).some((one) => asText(asObject(one)?.id)?.toLowerCase().startsWith("urn:sandan:") === true);

/** Whose validity begins when; without a date the same input gives the same signature. */
type Issue = { issuer: string; validFrom?: string; status?: JsonObject };

function credential(subject: JsonObject, type: string, { issuer, validFrom, status }: Issue): JsonObject {
  return {
    "@context": [BASE_CONTEXT],
    type: ["VerifiableCredential", type],
    issuer,
    ...(validFrom !== undefined && { validFrom }),
    credentialSubject: subject,
    ...(status !== undefined && { credentialStatus: status }),
  };
}

/** Its maker stands by a Statement, and by everything that lies beside it in the package. */
export function statementCredential({ statement, contents }: { statement: string; contents: string }, issue: Issue): JsonObject {
  return credential({ id: STATEMENT + statement, contents: CONTENTS + contents }, STATEMENT_TYPE, issue);
}

/**
 * A verifier's judgement over a package's hash; void for any other byte. `opinion` is whatever the report says; `accreditation` is the hash of the one that
 * the verifier had, so that the log's entry of the opinion tells that it was there by then.
 */
export function opinionCredential(of: { packageHash: string; opinion: JsonObject; accreditation?: string }, issue: Issue): JsonObject {
  const { packageHash, opinion, accreditation } = of;
  const had = accreditation !== undefined && { accreditation: ACCREDITATION + accreditation };
  return credential({ id: PACKAGE + packageHash, opinion, ...had }, OPINION_TYPE, issue);
}

const subjectOf = (content: JsonObject): JsonObject => asObject(content.credentialSubject) ?? {};

/** The subject's id of an accreditation: the verification body. */
export const accredited = (content: JsonObject): string | undefined => asText(subjectOf(content).id);

export function signsStatement(content: JsonObject, { statement, contents }: { statement: string; contents: string }): boolean {
  const { id, contents: signed } = subjectOf(content);
  return hasType(content, STATEMENT_TYPE) && id === STATEMENT + statement && signed === CONTENTS + contents;
}

/** Law: an opinion is one by its type, is over the package, and where it names the Statement that was verified, that is the package's. */
export function signsPackage(content: JsonObject, of: { hash: string; statement: string }): boolean {
  const { id, opinion } = subjectOf(content);
  const { statement, of: named } = asObject(opinion) ?? {};
  const isOfThis =
    (statement === undefined || statement === of.statement) && (named === undefined || named === of.hash || named === of.statement);
  return hasType(content, OPINION_TYPE) && id === PACKAGE + of.hash && isOfThis;
}

/** The word in which an opinion says its judgement. */
export function judgementIn(content: JsonObject): string | undefined {
  const { verdict, judgement } = asObject(subjectOf(content).opinion) ?? {};
  return asText(verdict) ?? asText(judgement);
}

/** The verification that an opinion says it came from. */
export const verificationNamed = (content: JsonObject): string | undefined => asText(asObject(subjectOf(content).opinion)?.verification);

/** Hash of the accreditation that an opinion says it was given under, as `accreditationHash` makes it. */
export function accreditationNamed(content: JsonObject): string | undefined {
  const named = asText(subjectOf(content).accreditation);
  return named?.startsWith(ACCREDITATION) ? named.slice(ACCREDITATION.length) : undefined;
}

/** What the leaf of a package says, in the log's own form: the hash is salted. */
export function packageEntry(of: { type: "statement" | "opinion"; hash: string; id: string; time: string; salt: Uint8Array }): LogEntry {
  const { type, hash, id, time, salt } = of;
  return { type, id, hash: saltedHash(salt, hash), time };
}

/** Entry and salt, which stand in the `extra` line of a proof: nothing vouches for them but the proof itself. */
export function writeExtra({ entry, salt }: { entry: LogEntry; salt: Uint8Array }): Uint8Array {
  return utf8(canonical({ entry, salt: hexOf(salt) }));
}

/** The leaf's bytes that a proof's extra tells, if they are those of an entry of the type for this hash. */
export function leafOf(extra: Uint8Array, wanted: { type: LogEntry["type"]; hash: string }): Uint8Array | undefined {
  const text = readUtf8(extra);
  try {
    const { entry, salt } = JSON.parse(text ?? "") as { entry: LogEntry; salt: string };
    if (!/^([0-9a-f]{2}){16,64}$/.test(salt) || canonical({ entry, salt } as unknown as Json) !== text) return undefined;
    const leaf = utf8(canonical(entry as unknown as Json));
    const read = readEntry(leaf);
    return read?.type === wanted.type && read.hash === saltedHash(bytesOfHex(salt), wanted.hash) ? writeEntry(read) : undefined;
  } catch {
    return undefined;
  }
}

/** Hash that the log's entry of an opinion salts: of the credential's canonical JSON. */
export const opinionHash = (opinion: Json): string => hashOf(canonical(opinion));

/** Hash of an accreditation's canonical JSON, which an opinion names. */
export const accreditationHash = opinionHash;
