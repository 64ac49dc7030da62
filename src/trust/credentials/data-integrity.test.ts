// Data Integrity by the W3C's vectors of eddsa-jcs-2022 and eddsa-rdfc-2022, each intermediate text and hash; then changed in every part.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { didKeyOf } from "../did/did-key.ts";
import { readMultibase, toBase58 } from "../did/multibase.ts";
import { readMultikey, readSeed } from "../did/multikey.ts";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { addProof, hashData, type ProofOptions, SUITES, type Suite, verifyProofs } from "./data-integrity.ts";
import type { JsonObject } from "./json.ts";
import type { Given, Verdict } from "./verdict.ts";

const VECTORS = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "passport", "w3c", "vc-di-eddsa", "TestVectors");
const skip = existsSync(VECTORS) ? false : "the W3C's vectors (../shared) are not here";
const text = (...path: string[]): string => readFileSync(join(VECTORS, ...path), "utf8");
const json = (...path: string[]): JsonObject => JSON.parse(text(...path));

/** The W3C's vocabulary of examples. */
const contexts = new Map([
  ["https://www.w3.org/ns/credentials/examples/v2", { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } }],
]);
const given: Given = { verify: nobleVerify, documents: () => undefined, now: Date.UTC(2026, 0, 1), contexts };
const wanted = { purpose: "assertionMethod" } as const;

const codes = ({ fails, unchecked }: Verdict): string[] => [...fails, ...unchecked].map(({ code }) => code);
const verify = async (document: JsonObject, over: Partial<Given> = {}): Promise<string[]> =>
  codes((await verifyProofs(document, wanted, { ...given, ...over })).verdict);

const FILES = {
  "eddsa-jcs-2022": ["eddsa-jcs-2022", "JCS"],
  "eddsa-rdfc-2022": ["eddsa-rdfc-2022", "DataInt"],
} as const;

for (const suite of SUITES) {
  test(`${suite}: the vector, step by step`, { skip }, async () => {
    const [folder, end] = FILES[suite];
    const data = await hashData(json("unsigned.json"), json(folder, `proofConfig${end}.json`), { contexts });
    assert.ok(typeof data === "object", String(data));
    assert.equal(data.documentText, text(folder, `canonDoc${end}.txt`));
    assert.equal(data.proofText, text(folder, `proofCanon${end}.txt`));
    assert.equal(bytesToHex(data.documentHash), text(folder, `docHash${end}.txt`).trim());
    assert.equal(bytesToHex(data.proofHash), text(folder, `proofHash${end}.txt`).trim());
    assert.equal(bytesToHex(data.combined), text(folder, `combinedHash${end}.txt`).trim());
    const signature = text(folder, `sigHex${end}.txt`).trim();
    assert.equal(bytesToHex(readMultibase(text(folder, `sigBTC58${end}.txt`).trim()) ?? new Uint8Array()), signature);
    const seed = readSeed(String(json("keyPair.json").privateKeyMultibase));
    assert.ok(seed);
    const signer = signerOf(seed);
    assert.equal(bytesToHex(await signer.sign(data.combined)), signature);
    const { did, method } = didKeyOf(signer);
    const made = await addProof(json("unsigned.json"), signer, { suite, method, created: "2023-02-24T23:36:38Z" }, contexts);
    assert.deepEqual(made, json(folder, `signed${end}.json`));
    const { content, signers, verdict } = await verifyProofs(made as JsonObject, wanted, given);
    assert.deepEqual(codes(verdict), []);
    assert.deepEqual(content, json("unsigned.json"));
    assert.deepEqual(signers, [did]);
  });
}

const signerOf = (seed: Uint8Array) => nobleSigner("EdDSA", seed);

test("eddsa-rdfc-2022: the vector of a card, as far as its context (which no package has) allows", { skip }, async () => {
  const folder = ["eddsa-rdfc-2022", "employ"];
  assert.deepEqual(await verify(json(...folder, "signedDataInt.json")), ["CONTEXT_MISSING"]);
  const hash = (file: string): string => bytesToHex(sha256(new TextEncoder().encode(text(...folder, file))));
  assert.equal(hash("canonDocDataInt.txt"), text(...folder, "docHashDataInt.txt").trim());
  assert.equal(hash("proofCanonDataInt.txt"), text(...folder, "proofHashDataInt.txt").trim());
  const combined = hexToBytes(text(...folder, "combinedHashDataInt.txt").trim());
  const key = readMultikey(String(json("keyPair.json").publicKeyMultibase));
  assert.ok(key && nobleVerify(key, combined, hexToBytes(text(...folder, "sigHexDataInt.txt").trim())));
});

test("eddsa-rdfc-2022: the vectors of a proof set and a proof chain, made and verified", { skip }, async () => {
  const folder = "proof-set-chain";
  const pairs = Object.values(json(folder, "multiKeyPairs.json")) as { privateKeyMultibase: string }[];
  let document = json("unsigned.json");
  const steps: [config: string, signed: string][] = [
    ["proofSetConfig1.json", "signedProofSet1.json"],
    ["proofSetConfig2.json", "signedProofSet2.json"],
    ["proofChainConfig1.json", ""],
    ["proofChainConfig2.json", "signedProofChain2.json"],
  ];
  for (const [i, [config, expected]] of steps.entries()) {
    const { type: _, cryptosuite, verificationMethod, proofPurpose: __, ...rest } = json(folder, config);
    const options = { ...rest, suite: cryptosuite as Suite, method: String(verificationMethod) } as ProofOptions;
    const signer = signerOf(readSeed(pairs[i]?.privateKeyMultibase ?? "") ?? new Uint8Array(32));
    const signed = await addProof(document, signer, options, contexts);
    assert.ok(typeof signed === "object", String(signed));
    document = signed;
    if (expected === "") continue;
    const file = json(folder, expected);
    assert.deepEqual([document.proof].flat(), [file.proof].flat(), expected);
    assert.deepEqual(await verify(file), [], expected);
  }
  const chain = document.proof as JsonObject[];
  assert.deepEqual(await verify({ ...document, proof: chain.slice(1) }), ["PREVIOUS_PROOF_MISSING"]);
  const first = chain[0] as JsonObject;
  const tampered = { ...first, created: "2023-02-24T23:36:39Z" };
  assert.deepEqual(await verify({ ...document, proof: [tampered, ...chain.slice(1)] }), ["SIGNATURE_WRONG", "SIGNATURE_WRONG"]);
  assert.deepEqual(await verify({ ...document, proof: [first, first] }), ["PROOF_ID_TWICE"]);
  assert.deepEqual(await verify({ ...document, proof: new Array(17).fill(chain[3]) }), ["PROOFS_TOO_MANY"]);
});

const signer = signerOf(new Uint8Array(32).fill(5));
const { did, method } = didKeyOf(signer);
const CONTEXT = "https://www.w3.org/ns/credentials/v2";
const EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2";
const document: JsonObject = {
  "@context": [CONTEXT, EXAMPLES],
  id: "urn:uuid:0d1c9a1e-5f7c-4b27-9a2e-8f0d6b7b8c11",
  type: ["VerifiableCredential"],
  issuer: did,
  validFrom: "2026-01-01T00:00:00Z",
  credentialSubject: { id: "did:example:a", massT: 12.5, parts: [{ of: "b" }, { of: "c" }], note: "열연 코일" },
};
async function signed(suite: Suite, options: Partial<ProofOptions> = {}): Promise<JsonObject> {
  const made = await addProof(document, signer, { suite, method, created: "2025-12-31T00:00:00Z", ...options }, contexts);
  assert.ok(typeof made === "object", String(made));
  return made;
}

/** Every value of a document with its path. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, Array.isArray(value) ? Number(key) : key]));
}

function changed(value: JsonObject, path: (string | number)[], change: (leaf: unknown) => unknown): JsonObject {
  const copy = structuredClone(value);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  const next = change(at[last]);
  if (next === undefined) delete at[last];
  else at[last] = next;
  return copy;
}

for (const suite of SUITES) {
  test(`${suite}: every value changed or left out is caught`, async () => {
    const whole = await signed(suite, { expires: "2027-01-01T00:00:00Z" });
    assert.deepEqual(await verify(whole), []);
    for (const path of leaves(whole)) {
      const other = changed(whole, path, (leaf) => (typeof leaf === "number" ? leaf + 1 : `${leaf}x`));
      assert.notDeepEqual(await verify(other), [], path.join("/"));
      if (typeof path.at(-1) === "number") continue;
      assert.notDeepEqual(await verify(changed(whole, path, () => undefined)), [], `without ${path.join("/")}`);
    }
    assert.notDeepEqual(await verify({ ...whole, more: "x" }), []);
    assert.notDeepEqual(await verify({ ...whole, proof: { ...(whole.proof as JsonObject), more: "x" } }), []);
  });

  test(`${suite}: every bit of the signature counts`, async () => {
    const whole = await signed(suite);
    const proof = whole.proof as JsonObject;
    const bytes = readMultibase(String(proof.proofValue)) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 511 }), async (bit) => {
        const other = bytes.slice();
        other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
        assert.deepEqual(await verify({ ...whole, proof: { ...proof, proofValue: `z${toBase58(other)}` } }), ["SIGNATURE_WRONG"]);
      }),
      { numRuns: 64 },
    );
    for (const value of ["", "z", `u${proof.proofValue}`, `z${toBase58(bytes.subarray(1))}`, 7]) {
      assert.deepEqual(await verify({ ...whole, proof: { ...proof, proofValue: value } }), ["SIGNATURE_WRONG"]);
    }
  });

  test(`${suite}: the order of members says nothing`, async () => {
    const whole = await signed(suite);
    const turned = Object.fromEntries(Object.entries(whole).reverse());
    assert.deepEqual(await verify(turned), []);
  });

  test(`${suite}: dates, purpose and kind of a proof`, async () => {
    assert.deepEqual(await verify(await signed(suite, { expires: "2025-12-31T12:00:00Z" })), ["SIGNATURE_EXPIRED"]);
    assert.deepEqual(await verify(await signed(suite, { created: "2026-02-01T00:00:00Z" })), ["SIGNATURE_FROM_LATER"]);
    assert.deepEqual(await verify(await signed(suite, { purpose: "authentication" })), ["PROOF_PURPOSE"]);
    const whole = await signed(suite);
    const proof = whole.proof as JsonObject;
    const otherwise = (over: JsonObject): Promise<string[]> => verify({ ...whole, proof: { ...proof, ...over } });
    assert.deepEqual(await otherwise({ type: "Ed25519Signature2020" }), ["PROOF_TYPE"]);
    assert.deepEqual(await otherwise({ cryptosuite: "ecdsa-jcs-2019" }), ["SUITE_UNKNOWN"]);
    assert.deepEqual(await otherwise({ created: "2026-02-30T00:00:00Z" }), ["PROOF_DATE_INVALID"]);
    assert.deepEqual(await otherwise({ created: "2026-01-01T00:00:00" }), ["PROOF_DATE_INVALID"]);
    assert.deepEqual(await otherwise({ verificationMethod: "#key" }), ["KID_NOT_URL"]);
    assert.deepEqual(await otherwise({ verificationMethod: "did:web:example.com#a" }), ["DOCUMENT_MISSING"]);
    assert.deepEqual(await otherwise({ verificationMethod: "did:key:z6MkBad#z6MkBad" }), ["METHOD_UNREADABLE"]);
    const ec = didKeyOf(nobleSigner("ES256", new Uint8Array(32).fill(3))).method;
    assert.deepEqual(await otherwise({ verificationMethod: ec }), ["KEY_NOT_FOR_SUITE"]);
    assert.deepEqual(codes((await verifyProofs(document, wanted, given)).verdict), ["UNSECURED"]);
    assert.deepEqual(await verify({ ...whole, proof: "x" }), ["MALFORMED"]);
    assert.equal(await addProof(document, { ...signer, alg: "ES256" }, { suite, method }), "KEY_NOT_FOR_SUITE");
    assert.equal(await addProof(document, signer, { suite, method, created: "today" }), "PROOF_DATE_INVALID");
    assert.equal(await addProof(document, signer, { suite, method, previousProof: "urn:x" }), "PREVIOUS_PROOF_MISSING");
  });
}

test("eddsa-jcs-2022: the document's contexts begin with the proof's, and what is answered has those alone", async () => {
  const whole = await signed("eddsa-jcs-2022");
  const longer = { ...whole, "@context": [CONTEXT, EXAMPLES, "https://example.com/more"] };
  const { content, verdict } = await verifyProofs(longer, wanted, given);
  assert.deepEqual(codes(verdict), []);
  assert.deepEqual(content, document);
  assert.deepEqual(await verify({ ...whole, "@context": [EXAMPLES, CONTEXT] }), ["PROOF_CONTEXT"]);
  assert.deepEqual(await verify({ ...whole, "@context": [CONTEXT] }), ["PROOF_CONTEXT"]);
});

test("eddsa-rdfc-2022: a term without meaning, a protected term, a context that is not here", async () => {
  const suite = "eddsa-rdfc-2022";
  const make = (over: JsonObject) => addProof({ ...document, ...over }, signer, { suite, method }, contexts);
  assert.equal(await make({ "@context": [CONTEXT] }), "NOT_CANONICAL");
  assert.equal(await make({ "@context": [CONTEXT, { issuer: "https://example.com/#other" }] }), "NOT_CANONICAL");
  assert.equal(await make({ "@context": [CONTEXT, "https://example.com/unknown"] }), "CONTEXT_MISSING");
});

/** A graph whose nodes all look alike: each is joined with every other. */
function poison(nodes: number): JsonObject {
  const others = (at: number) => Array.from({ length: nodes }, (_, i) => ({ id: `_:n${i}` })).filter((_, i) => i !== at);
  const graph = Array.from({ length: nodes }, (_, i) => ({ id: `_:n${i}`, near: others(i) }));
  return { ...document, credentialSubject: { id: "did:example:a", graph } };
}

test("eddsa-rdfc-2022: a graph that is made to be hard is given up soon", async () => {
  for (const nodes of [8, 12, 40]) {
    const begun = performance.now();
    const made = await addProof(poison(nodes), signer, { suite: "eddsa-rdfc-2022", method }, contexts);
    assert.equal(made, "GRAPH_TOO_COMPLEX");
    assert.ok(performance.now() - begun < 5000, `${nodes} nodes took ${performance.now() - begun} ms`);
  }
  let deep: JsonObject = { id: "did:example:x" };
  for (let i = 0; i < 100; i += 1) deep = { in: deep };
  for (const suite of SUITES) {
    assert.equal(await addProof({ ...document, credentialSubject: deep }, signer, { suite, method }, contexts), "GRAPH_TOO_COMPLEX");
  }
});
