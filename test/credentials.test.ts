// Credentials across rooms: node:crypto beside plain JavaScript, the library `jose` beside ours, and no network while checking.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { CompactSign, compactVerify, importJWK } from "jose";
import { nodeSigner, nodeVerify, privateKeyOf } from "../src/main/node-crypto.ts";
import { issueCredential, type Signing, verifyCredential } from "../src/trust/credentials/credential.ts";
import { SUITES, verifyProofs } from "../src/trust/credentials/data-integrity.ts";
import type { JsonObject } from "../src/trust/credentials/json.ts";
import type { Given, Verdict } from "../src/trust/credentials/verdict.ts";
import { didKeyOf } from "../src/trust/did/did-key.ts";
import { jwkOf } from "../src/trust/did/jwk.ts";
import { nobleSigner, nobleVerify } from "../src/trust/noble.ts";
import type { Alg } from "../src/trust/signer.ts";

const W3C = join(import.meta.dirname, "..", "..", "shared", "data", "passport", "w3c");
const skip = existsSync(W3C) ? false : "the W3C's vectors (../shared) are not here";
const text = (...path: string[]): string => readFileSync(join(W3C, ...path), "utf8").trim();

const VERIFIERS = { node: nodeVerify, noble: nobleVerify };
const codes = ({ fails, unchecked }: Verdict): string[] => [...fails, ...unchecked].map(({ code }) => code);

/** The W3C's issuer with its four keys, and its vocabulary of examples. */
const ISSUER = "https://example.issuer/vc-jose-cose";
function givenBy(verify: Given["verify"]): Given {
  const methods = ["p256", "p384", "p521", "ed25519"].map((name) => JSON.parse(text("vc-jose-cose", "input", `vm-${name}.json`)));
  const document = { id: ISSUER, verificationMethod: methods, assertionMethod: methods.map(({ id }) => id) };
  const vocabulary = { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } };
  return {
    verify,
    documents: (id) => (id === ISSUER ? document : undefined),
    now: Date.UTC(2026, 0, 1),
    contexts: new Map([["https://www.w3.org/ns/credentials/examples/v2", vocabulary]]),
  };
}

test("the W3C's vectors say the same under node:crypto and in plain JavaScript", { skip }, async () => {
  const expected = { minimal: [], "unknown-extensions": [], "bad-signature": ["SIGNATURE_WRONG"] };
  for (const [name, verify] of Object.entries(VERIFIERS)) {
    for (const [file, codesOf] of Object.entries(expected)) {
      const { verdict } = await verifyCredential(text("vc-jose-cose", "input", `credential-jose-${file}.txt`), givenBy(verify));
      assert.deepEqual(codes(verdict), codesOf, `${file} by ${name}`);
    }
    for (const file of ["eddsa-jcs-2022/signedJCS", "eddsa-rdfc-2022/signedDataInt", "proof-set-chain/signedProofChain2"]) {
      const signed = JSON.parse(text("vc-di-eddsa", "TestVectors", ...`${file}.json`.split("/"))) as JsonObject;
      const { verdict } = await verifyProofs(signed, { purpose: "assertionMethod" }, givenBy(verify));
      assert.deepEqual(codes(verdict), [], `${file} by ${name}`);
    }
  }
});

const ALGS: Alg[] = ["EdDSA", "ES256", "ES384", "ES512"];
const secretOf = (alg: Alg): Uint8Array => {
  const secret = new Uint8Array({ EdDSA: 32, ES256: 32, ES384: 48, ES512: 66 }[alg]).fill(41);
  if (alg === "ES512") secret[0] = 0;
  return secret;
};
const credentialOf = (issuer: string): JsonObject => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  type: ["VerifiableCredential"],
  issuer,
  credentialSubject: { id: "did:example:a", description: "산단" },
});
const given = (verify: Given["verify"]): Given => ({ verify, documents: () => undefined, now: Date.UTC(2026, 0, 1) });

for (const alg of ALGS) {
  test(`${alg}: what we sign the library jose verifies, and the other way round`, async () => {
    const signer = nodeSigner(alg, secretOf(alg));
    const { did, method } = didKeyOf(signer);
    const { value } = await issueCredential(credentialOf(did), { signer, method, secure: "jose" });
    assert.ok(typeof value === "string");
    const { payload, protectedHeader } = await compactVerify(value, await importJWK({ ...jwkOf(signer) }, alg));
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), credentialOf(did));
    assert.deepEqual(protectedHeader, { alg, typ: "vc+jwt", cty: "vc", kid: method });
    const theirs = await new CompactSign(new TextEncoder().encode(JSON.stringify(credentialOf(did))))
      .setProtectedHeader({ alg, typ: "vc+jwt", kid: method })
      .sign(privateKeyOf(alg, secretOf(alg)));
    for (const verify of Object.values(VERIFIERS)) assert.deepEqual(codes((await verifyCredential(theirs, given(verify))).verdict), []);
  });
}

test("each suite: signed by one, verified by the other", async () => {
  for (const secure of SUITES) {
    for (const make of [nodeSigner, nobleSigner]) {
      const signer = make("EdDSA", secretOf("EdDSA"));
      const { did, method } = didKeyOf(signer);
      const { value } = await issueCredential(credentialOf(did), { signer, method, secure } satisfies Signing);
      for (const verify of Object.values(VERIFIERS)) {
        assert.deepEqual(codes((await verifyCredential(value as JsonObject, given(verify))).verdict), []);
      }
    }
  }
});

test("a context that no package has is not fetched", async (t) => {
  const asked: string[] = [];
  const calls = t.mock.method(globalThis, "fetch", async (url: string) => {
    asked.push(url);
    throw new Error("no network");
  });
  const signer = nodeSigner("EdDSA", secretOf("EdDSA"));
  const { did, method } = didKeyOf(signer);
  const odd = { ...credentialOf(did), "@context": ["https://www.w3.org/ns/credentials/v2", "http://127.0.0.1:9/context"] };
  const { fails } = await issueCredential(odd, { signer, method, secure: "eddsa-rdfc-2022" });
  assert.deepEqual(fails, [{ code: "CONTEXT_MISSING", at: "proof" }]);
  assert.equal(calls.mock.callCount(), 0, asked.join(" "));
});
