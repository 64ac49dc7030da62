// Packages that look sound and are not: opinions against, accreditations that came too late, forged and hidden lists, trust files with two readings, and what a held record is told by.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { hashOf } from "../src/base/canonical.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { verifyPackage } from "../src/calc/replay.ts";
import { addToPackage, sealPackage } from "../src/calc/seal-package.ts";
import { readTrust, type Trust } from "../src/calc/trust-file.ts";
import { nodeVerify } from "../src/main/node-crypto.ts";
import { issueCredential } from "../src/trust/credentials/credential.ts";
import type { JsonObject } from "../src/trust/credentials/json.ts";
import { statusEntry, statusListCredential } from "../src/trust/credentials/status-credential.ts";
import { emptyList } from "../src/trust/credentials/status-list.ts";
import { didKeyOf } from "../src/trust/did/did-key.ts";
import { didWebDocument } from "../src/trust/did/did-web.ts";
import { writeMultibase } from "../src/trust/did/multibase.ts";
import { accreditationHash, opinionCredential, opinionHash } from "../src/trust/package/vouched.ts";
import type { Signer } from "../src/trust/signer.ts";
import { root } from "./cases/read.ts";
import { entryOf, handsOf, loggedIn, logMade, NOW, packageMade, statusList, trusted, trustOf, verifierDocument } from "./packages/made.ts";
import { filesOf } from "./packages/mutate.ts";

const hands = handsOf(20);
const made = await packageMade(hands);
const right = trusted(trustOf(hands));
const VERIFIER = "did:web:verifier.example";
const CONTEXT = ["https://www.w3.org/ns/credentials/v2"];
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

type Said = { exit: number; fails: string[]; unchecked: string[]; holds: string[] };
async function said(bytes: Uint8Array, { trust = right, lists }: { trust?: Trust; lists?: JsonObject[] } = {}): Promise<Said> {
  const { exit, findings } = await verifyPackage(bytes, { verify: nodeVerify, now: NOW, trust, lists });
  const of = (outcome: string): string[] => [...new Set(findings.filter((one) => one.outcome === outcome).map(({ code }) => code))];
  return { exit, fails: of("fails"), unchecked: of("unchecked"), holds: of("holds") };
}

async function issued(credential: JsonObject, signer: Signer, method = didKeyOf(signer).method): Promise<JsonObject> {
  const { value, fails } = await issueCredential(credential, { signer, method, secure: "eddsa-jcs-2022" });
  assert.ok(typeof value === "object", JSON.stringify(fails));
  return value;
}

/** The package with another opinion, logged and witnessed as the first was. */
async function withOpinion(opinion: JsonObject, more: object = {}): Promise<Uint8Array> {
  const log = await logMade(hands);
  const statementProof = await loggedIn(log, { hands, ...entryOf("statement", made.hash) });
  const opinionProof = await loggedIn(log, { hands, ...entryOf("opinion", opinionHash(opinion)) });
  const bytes = addToPackage(made.bytes, { opinion, statementProof, opinionProof, ...more });
  assert.ok(bytes);
  return bytes;
}

const ISSUE = { issuer: VERIFIER, validFrom: "2026-02-02T00:00:00Z" };
const byVerifier = (credential: JsonObject): Promise<JsonObject> => issued(credential, hands.verifier, `${VERIFIER}#key-1`);
const opinionOf = (opinion: JsonObject, accreditation?: string): Promise<JsonObject> =>
  byVerifier(opinionCredential({ packageHash: made.hash, opinion, ...(accreditation !== undefined && { accreditation }) }, ISSUE));

const accreditation = (more: JsonObject, method?: string): Promise<JsonObject> =>
  issued(
    {
      "@context": CONTEXT,
      type: ["VerifiableCredential", "SandanAccreditation"],
      issuer: didKeyOf(hands.accreditor).did,
      credentialSubject: { id: VERIFIER },
      ...more,
    },
    hands.accreditor,
    method,
  );

test("an opinion against the statement fails and vouches for nobody; one that says nothing is not known", async () => {
  const unnamed = trusted(trustOf(hands, { signers: [] }));
  for (const verdict of ["notSatisfactory", "modified", "adverse", "disclaimer"]) {
    const bytes = await withOpinion(await opinionOf({ verdict }));
    assert.deepEqual((await said(bytes)).fails, ["OPINION_AGAINST"], verdict);
    assert.ok(!(await said(bytes, { trust: unnamed })).holds.includes("SIGNER_VOUCHED"));
  }
  for (const verdict of ["satisfactory", "withComments", "unmodified"])
    assert.equal((await said(await withOpinion(await opinionOf({ verdict })))).exit, 0, verdict);
  const silent = await said(await withOpinion(await opinionOf({ level: "reasonable" })), { trust: unnamed });
  assert.deepEqual([silent.exit, silent.unchecked], [2, ["OPINION_UNCLEAR", "SIGNER_UNKNOWN"]]);
});

test("what a verifier says of a package beside an opinion is none; one that names another statement is of another", async () => {
  const note = await byVerifier({
    "@context": CONTEXT,
    type: ["VerifiableCredential", "NoteCredential"],
    ...ISSUE,
    credentialSubject: { id: `urn:sandan:package:${made.hash}`, note: "received" },
  });
  const other = await opinionOf({ verdict: "satisfactory", statement: hashOf("another statement") });
  for (const opinion of [note, other]) assert.deepEqual((await said(await withOpinion(opinion))).fails, ["SIGNATURE_OTHER"]);
});

test("a stranger's proof beside one of the verifier that cannot be checked is not the verifier's signature", async () => {
  const unreadable = {
    type: "DataIntegrityProof",
    cryptosuite: "nothing-2022",
    verificationMethod: `${VERIFIER}#key-1`,
    proofPurpose: "assertionMethod",
    proofValue: writeMultibase("z", new Uint8Array(64)),
  };
  const plain = { ...opinionCredential({ packageHash: made.hash, opinion: { verdict: "satisfactory" } }, ISSUE), proof: unreadable };
  const bytes = await withOpinion(await issued(plain, handsOf(200).plant));
  const { findings, exit } = await verifyPackage(bytes, { verify: nodeVerify, now: NOW, trust: right });
  assert.equal(exit, 2);
  assert.ok(!findings.some(({ code, path }) => code === "SIGNATURE_HOLDS" && path === "opinion/opinion.json"));
});

test("a verifier is accredited when the opinion is given, not later", async () => {
  const later = await accreditation({ validFrom: "2026-06-01T00:00:00Z" });
  const bytes = await withOpinion(await opinionOf({ verdict: "satisfactory" }), { accreditation: later });
  assert.deepEqual((await said(bytes)).fails, ["ACCREDITATION_LATE"]);
});

test("whoever has a leaked key of the accreditation body cannot accredit an opinion that is older; the one that the opinion names stands", async () => {
  const body = "did:web:accreditation.example";
  const end = Date.UTC(2026, 3, 1);
  const document = didWebDocument(body, [{ name: "k1", key: hands.accreditor, expires: end, revoked: end }]);
  const trust = trusted(trustOf(hands, { accreditors: [body], documents: [verifierDocument(hands), document] }));
  const paper = await accreditation({ issuer: body, validFrom: "2025-01-01T00:00:00Z" }, `${body}#k1`);
  const bare = await withOpinion(await opinionOf({ verdict: "satisfactory" }), { accreditation: paper });
  assert.deepEqual((await said(bare, { trust })).fails, ["SIGNATURE_FAILS"]);
  const named = await withOpinion(await opinionOf({ verdict: "satisfactory" }, accreditationHash(paper)), { accreditation: paper });
  assert.equal((await said(named, { trust })).exit, 0);
});

test("a forged or a newer list hides no revocation", async () => {
  const stranger = handsOf(200).plant;
  const forged = await issued(statementList(didKeyOf(stranger).did, "2026-06-30T00:00:00Z"), stranger);
  const revoked = await statusList(hands, { validFrom: "2026-03-01T00:00:00Z", revoked: [7] });
  const clean = await statusList(hands, { validFrom: "2026-06-01T00:00:00Z" });
  for (const later of [forged, clean]) {
    const bytes = addToPackage(made.bytes, { laterStatus: [later] });
    assert.ok(bytes);
    assert.deepEqual((await said(bytes, { lists: [revoked] })).fails, ["REVOKED"]);
    assert.equal((await said(bytes)).exit, 0);
  }
});

const statementList = (issuer: string, validFrom: string): JsonObject =>
  statusListCredential({ url: "https://plant.example/status/1", issuer, purpose: "revocation", bits: emptyList(), validFrom });

test("a list without an end is not fresh for ever", async () => {
  const url = "https://accreditation.example/status";
  const issuer = didKeyOf(hands.accreditor).did;
  const bits = emptyList();
  const list = await issued(
    statusListCredential({ url, issuer, purpose: "revocation", bits, validFrom: "2016-01-01T00:00:00Z" }),
    hands.accreditor,
  );
  const paper = await accreditation({ credentialStatus: statusEntry({ url, purpose: "revocation", index: 3 }) });
  const opinion = await opinionOf({ verdict: "satisfactory" });
  const { exit, unchecked } = await said(await withOpinion(opinion, { accreditation: paper, opinionStatus: [list] }));
  assert.deepEqual([exit, unchecked], [2, ["SIGNATURE_UNCHECKED"]]);
});

test("a trust file that says something twice is not understood", () => {
  const text = JSON.stringify(trustOf(hands));
  assert.ok(readTrust(encoded(text)) && readTrust(encoded(JSON.stringify(trustOf(hands), null, 2))));
  assert.equal(readTrust(encoded(text.replace(/}$/, ',"accreditors":[]}'))), undefined);
  assert.equal(readTrust(encoded(text.replace(/}$/, ',"sign\\u0065rs":[]}'))), undefined);
  const twice = trustOf(hands, { documents: [verifierDocument(hands), { id: VERIFIER, note: 'a ":" b' }] });
  assert.equal(readTrust(encoded(JSON.stringify(twice))), undefined);
  assert.ok(readTrust(encoded(JSON.stringify(trustOf(hands, { documents: [{ id: VERIFIER, note: 'a "b": \\' }] })))));
});

test("a held record takes along the documents that it cites, and balances the totals that were typed", async () => {
  const paper = encoded("invoice: 1837.5 GJ");
  const text = readFileSync(join(root, "samples", "sample-factory.json"), "utf8");
  const plain = JSON.parse(text) as { evidence: { id: string; sha256?: string }[] };
  const bills = plain.evidence.find(({ id }) => id === "gas-bills");
  assert.ok(bills);
  bills.sha256 = hashOf(paper);
  const statement = statementOf(encoded(JSON.stringify(plain)), { file: "a.json", secret: encoded("secret") }).value?.statement;
  assert.ok(statement);
  const places = async (hold: string[]): Promise<Map<string, Uint8Array>> => {
    const { value } = await sealPackage({ statement, evidence: new Map([[hashOf(paper), paper]]), hold });
    assert.ok(value);
    return filesOf(value.bytes);
  };
  const path = `evidence/${hashOf(paper)}`;
  const told = (files: Map<string, Uint8Array>): string => new TextDecoder().decode(files.get("disclosure.json"));
  const [open, gas, balances] = await Promise.all([places([]), places(["streams/gas-mill"]), places(["balances"])]);
  assert.deepEqual([open.has(path), gas.has(path), balances.has(path)], [true, false, true]);
  assert.ok(told(open).includes("27750.45") && !told(balances).includes("27750.45"));
});
