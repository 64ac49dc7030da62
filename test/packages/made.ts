// A small sealed package with everything that may stand in one, and the hands it went through: plant, verifier, accreditation body, log, witnesses.
import assert from "node:assert/strict";
import { hashOf } from "../../src/base/canonical.ts";
import { statementOf } from "../../src/calc/pipeline.ts";
import { addToPackage, saltSecretOf, sealPackage } from "../../src/calc/seal-package.ts";
import { readTrust, type Trust } from "../../src/calc/trust-file.ts";
import { writeCaseFile } from "../../src/formats/case-file.ts";
import { nodeSigner } from "../../src/main/node-crypto.ts";
import type { Statement } from "../../src/model/statement.ts";
import { issueCredential } from "../../src/trust/credentials/credential.ts";
import type { JsonObject } from "../../src/trust/credentials/json.ts";
import { statusEntry, statusListCredential } from "../../src/trust/credentials/status-credential.ts";
import { emptyList, type StatusBits, withStatus } from "../../src/trust/credentials/status-list.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { didWebDocument } from "../../src/trust/did/did-web.ts";
import { withSignatures } from "../../src/trust/log/checkpoint.ts";
import { cosign } from "../../src/trust/log/cosign.ts";
import { type LogEntry, writeEntry } from "../../src/trust/log/entry.ts";
import { type MemoryLog, memoryLog } from "../../src/trust/log/memory-log.ts";
import { COSIGNATURE, keyOf, keyText, readNote, SIGNATURE } from "../../src/trust/log/note.ts";
import { writeProof } from "../../src/trust/log/proof-text.ts";
import { opinionCredential, opinionHash, packageEntry, writeExtra } from "../../src/trust/package/vouched.ts";
import type { Signer } from "../../src/trust/signer.ts";
import { sample } from "../cases/read.ts";

export const NOW = Date.UTC(2026, 6, 1);
const SEALED_AT = "2026-02-01T00:00:00Z";
const LOGGED_S = Date.UTC(2026, 1, 2) / 1000;
const LIST = "https://plant.example/status/1";
const VERIFIER = "did:web:verifier.example";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Everybody's keys; another seed is another set of people. */
export function handsOf(seed: number) {
  const key = (n: number): Signer => nodeSigner("EdDSA", new Uint8Array(32).fill(seed + n));
  const [plant, verifier, accreditor, log, first, second] = [0, 1, 2, 3, 4, 5].map(key) as [Signer, Signer, Signer, Signer, Signer, Signer];
  return { plant, verifier, accreditor, log, witnesses: { "w1.example": first, "w2.example": second } };
}
type Hands = ReturnType<typeof handsOf>;

/** The document of the verifier, whose keys one who verifies must have from elsewhere. */
export const verifierDocument = ({ verifier }: Hands, revoked?: number): JsonObject =>
  didWebDocument(VERIFIER, [{ name: "key-1", key: verifier, ...(revoked !== undefined && { revoked }) }]);

/** The file of whom to believe: these people, this log, both witnesses. */
export function trustOf(hands: Hands, more: object = {}): object {
  return {
    format: "sandan.trust/1",
    logs: [keyText(keyOf("log.example/1", SIGNATURE, hands.log))],
    witnesses: Object.entries(hands.witnesses).map(([name, signer]) => keyText(keyOf(name, COSIGNATURE, signer))),
    quorum: 2,
    signers: [didKeyOf(hands.plant).did],
    accreditors: [didKeyOf(hands.accreditor).did],
    documents: [verifierDocument(hands)],
    ...more,
  };
}

export function trusted(file: object): Trust {
  const trust = readTrust(encoded(JSON.stringify(file)));
  assert.ok(trust);
  return trust;
}

async function issued(credential: JsonObject, signer: Signer, method = didKeyOf(signer).method): Promise<JsonObject> {
  const { value, fails } = await issueCredential(credential, { signer, method, secure: "eddsa-jcs-2022" });
  assert.ok(typeof value === "object", JSON.stringify(fails));
  return value;
}

/** The plant's status list as it was on a day; `revoked` are the places that are set. */
export function statusList(
  { plant }: Hands,
  { validFrom = SEALED_AT, revoked = [] as number[], validUntil = "2036-01-01T00:00:00Z" } = {},
) {
  const bits = revoked.reduce<StatusBits>((list, index) => withStatus(list, index, 1), emptyList());
  const list = statusListCredential({ url: LIST, issuer: didKeyOf(plant).did, purpose: "revocation", bits, validFrom, validUntil });
  return issued(list, plant);
}

export async function statementMade(hands: Hands, change: (text: string) => string = (text) => text): Promise<Statement> {
  const secret = await saltSecretOf(hands.plant);
  const given = { ...sample("screws"), evidence: [{ id: "meters", title: "Meters", sha256: hashOf(METERS) }] };
  const { value } = statementOf(encoded(change(writeCaseFile(given))), { file: "screws.json", secret });
  assert.ok(value);
  return value.statement;
}

export const METERS = encoded("meter,value\nM-1,1837.5\n");

/** A log of some entries; the proof of one that is appended, cosigned by the witnesses. */
export async function loggedIn(
  log: MemoryLog,
  of: { hands: Hands; entry: LogEntry; salt: Uint8Array; cosigned?: boolean },
): Promise<string> {
  const { hands, entry, salt, cosigned = true } = of;
  const index = log.signed.size;
  await log.append([writeEntry(entry)]);
  const note = readNote(log.signed.checkpoint);
  assert.ok(note);
  const names = cosigned ? Object.entries(hands.witnesses) : [];
  const signatures = await Promise.all(names.map(([name, signer]) => cosign(note.text, { name, signer, time: LOGGED_S })));
  const checkpoint = withSignatures(note, signatures);
  return writeProof({ index: BigInt(index), proof: log.inclusion(index), checkpoint, extra: writeExtra({ entry, salt }) });
}

const SALT = new Uint8Array(16).fill(9);
const other = (n: number): Uint8Array =>
  writeEntry({ type: "evidence", id: hashOf(`id ${n}`), hash: hashOf(`content ${n}`), time: "2026-01-31T09:00:00.000Z" });

export async function logMade(hands: Hands, others = 37): Promise<MemoryLog> {
  const log = await memoryLog("log.example/1", hands.log);
  await log.append(Array.from({ length: others }, (_, n) => other(n)));
  return log;
}

export const entryOf = (type: "statement" | "opinion", hash: string): { entry: LogEntry; salt: Uint8Array } => ({
  entry: packageEntry({ type, hash, id: hashOf(`${type} ${hash}`), time: "2026-02-02T00:00:00.000Z", salt: SALT }),
  salt: SALT,
});

type Made = { bytes: Uint8Array; hash: string; statement: Statement };

/** Sealed by the plant alone. */
export async function sealedBy(hands: Hands, statement: Statement, hold: string[] = []): Promise<Made> {
  const signing = { signer: hands.plant, validFrom: SEALED_AT, status: statusEntry({ url: LIST, purpose: "revocation", index: 7 }) };
  const evidence = new Map([[hashOf(METERS), METERS]]);
  const { value, problems } = await sealPackage({ statement, evidence, hold, signing, status: [await statusList(hands)] });
  assert.ok(value, JSON.stringify(problems));
  return { ...value, statement };
}

/** A judgement over a package: the verifier's, or that of whoever else signs it. */
export function opinionOver(hands: Hands, packageHash: string, signer = hands.verifier): Promise<JsonObject> {
  const { did, method } = signer === hands.verifier ? { did: VERIFIER, method: `${VERIFIER}#key-1` } : didKeyOf(signer);
  const opinion = { level: "reasonable", judgement: "satisfactory" };
  const credential = opinionCredential({ packageHash, opinion }, { issuer: did, validFrom: "2026-02-02T00:00:00Z" });
  return issued(credential, signer, method);
}

function accreditationBy({ accreditor }: Hands): Promise<JsonObject> {
  return issued(
    {
      "@context": ["https://www.w3.org/ns/credentials/v2"],
      type: ["VerifiableCredential", "SandanAccreditation"],
      issuer: didKeyOf(accreditor).did,
      validFrom: "2025-01-01T00:00:00Z",
      credentialSubject: { id: VERIFIER, scope: ["ironOrSteelProducts"] },
    },
    accreditor,
  );
}

/** The whole path: sealed, verified, accredited, logged and witnessed. */
export async function packageMade(hands: Hands, statement?: Statement): Promise<Made> {
  const made = await sealedBy(hands, statement ?? (await statementMade(hands)));
  const log = await logMade(hands);
  const opinion = await opinionOver(hands, made.hash);
  const statementProof = await loggedIn(log, { hands, ...entryOf("statement", made.hash) });
  const opinionProof = await loggedIn(log, { hands, ...entryOf("opinion", opinionHash(opinion)) });
  const bytes = addToPackage(made.bytes, {
    opinion,
    accreditation: await accreditationBy(hands),
    opinionDocuments: [verifierDocument(hands)],
    statementProof,
    opinionProof,
  });
  assert.ok(bytes);
  return { ...made, bytes };
}
