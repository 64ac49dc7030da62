// Multibase, multikeys, JWK, did:key and did:web: by published examples and by round trips.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import type { Json } from "../../base/canonical.ts";
import { nobleSigner } from "../noble.ts";
import type { Alg } from "../signer.ts";
import { didKeyDocument, didKeyOf } from "./did-key.ts";
import { didWebAddress, didWebDocument, didWebOf } from "./did-web.ts";
import { jwkOf, readJwk } from "./jwk.ts";
import { readBase58, readBase64Url, readMultibase, toBase58, toBase64Url, writeMultibase } from "./multibase.ts";
import { multikeyOf, readMultikey, readSeed, secretMultikeyOf } from "./multikey.ts";
import { documentOf, methodOf } from "./resolve.ts";

const W3C = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "passport", "w3c");
const skip = existsSync(W3C) ? false : "the W3C's vectors (../shared) are not here";
const read = (...path: string[]): { [key: string]: Json | undefined } => JSON.parse(readFileSync(join(W3C, ...path), "utf8"));

const ALGS: Alg[] = ["EdDSA", "ES256", "ES384", "ES512"];
const WIDTH = { EdDSA: 32, ES256: 32, ES384: 48, ES512: 66 };
const keyOf = (alg: Alg, seed = 7) => {
  const secret = new Uint8Array(WIDTH[alg]).fill(seed);
  if (alg === "ES512") secret[0] = 0;
  const { publicKey } = nobleSigner(alg, secret);
  return { alg, publicKey };
};

test("base58: the example of the W3C's Controlled Identifiers, and leading zeros", () => {
  assert.equal(writeMultibase("z", new TextEncoder().encode("Hello World!")), "z2NEpo7TZRRrLZSi2U");
  assert.equal(toBase58(Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd])), "11233QC4");
  assert.equal(readBase58("0OIl"), undefined);
  assert.equal(readBase58("1".repeat(513)), undefined);
});

test("base58, base64url: what is written is read again, and has one text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.deepEqual(readBase58(toBase58(bytes)), bytes);
      assert.deepEqual(readBase64Url(toBase64Url(bytes)), bytes);
      assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
      assert.deepEqual(readMultibase(writeMultibase("u", bytes)), bytes);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."AQgwBEz09-_=+/ "), maxLength: 12 }), (text) => {
      const bytes = readBase64Url(text);
      if (bytes !== undefined) assert.equal(toBase64Url(bytes), text);
    }),
  );
  for (const text of ["A", "AB", "AAB", "AA==", "A+", "A/", " AA"]) assert.equal(readBase64Url(text), undefined, text);
  assert.equal(readMultibase("mAA"), undefined);
});

test("multikey and JWK: there and back for every kind of key", () => {
  const prefixes = { EdDSA: "z6Mk", ES256: "zDn", ES384: "z82", ES512: "z2J9" };
  for (const alg of ALGS) {
    const key = keyOf(alg);
    assert.ok(multikeyOf(key).startsWith(prefixes[alg]), `${alg} ${multikeyOf(key)}`);
    assert.deepEqual(readMultikey(multikeyOf(key)), key);
    assert.deepEqual(readJwk(jwkOf(key)), key);
    assert.equal(readJwk({ ...jwkOf(key), alg: "RS256" }), undefined);
    assert.equal(readJwk({ ...jwkOf(key), x: `${jwkOf(key).x}A` }), undefined);
  }
  const p256 = jwkOf(keyOf("ES256"));
  assert.equal(readJwk({ ...p256, y: jwkOf(keyOf("ES256", 9)).y }), undefined, "a point off its curve");
  assert.equal(readMultikey("z6Mk"), undefined);
  assert.equal(readMultikey("u7QE"), undefined);
  assert.equal(readMultikey(secretMultikeyOf(new Uint8Array(32))), undefined);
});

test("multikey: the keys of the W3C's vectors", { skip }, () => {
  const pairs = [
    read("vc-di-eddsa", "TestVectors", "keyPair.json"),
    ...Object.values(read("vc-di-eddsa", "TestVectors", "proof-set-chain", "multiKeyPairs.json")),
  ];
  assert.equal(pairs.length, 5);
  for (const pair of pairs) {
    const { publicKeyMultibase, privateKeyMultibase } = pair as { publicKeyMultibase: string; privateKeyMultibase: string };
    const seed = readSeed(privateKeyMultibase);
    assert.ok(seed);
    assert.equal(multikeyOf(nobleSigner("EdDSA", seed)), publicKeyMultibase);
    assert.equal(secretMultikeyOf(seed), privateKeyMultibase);
    assert.equal(readSeed(publicKeyMultibase), undefined);
  }
});

test("JWK: the keys of the W3C's vectors", { skip }, () => {
  for (const [file, alg] of [
    ["vm-p256.json", "ES256"],
    ["vm-p384.json", "ES384"],
    ["vm-p521.json", "ES512"],
    ["vm-ed25519.json", "EdDSA"],
  ] as const) {
    const jwk = read("vc-jose-cose", "input", file).publicKeyJwk as { [key: string]: Json };
    const key = readJwk(jwk);
    assert.ok(key);
    assert.equal(key.alg, alg);
    const { kid, ...bare } = jwk;
    assert.equal(typeof kid, "string");
    assert.deepEqual(jwkOf(key), { ...bare, alg });
  }
});

test("did:key: is its own document", () => {
  for (const alg of ALGS) {
    const { did, method } = didKeyOf(keyOf(alg));
    const document = documentOf(did, () => undefined);
    assert.ok(document);
    assert.deepEqual(methodOf(document, method, "assertionMethod"), {
      id: method,
      controller: did,
      key: keyOf(alg),
      ends: Number.POSITIVE_INFINITY,
    });
  }
  assert.equal(didKeyDocument("did:key:z6Mkbad"), undefined);
  assert.equal(
    documentOf("did:web:example.com", () => ({ id: "did:web:other.com" })),
    undefined,
  );
});

test("did:web: where the document lies", () => {
  const addresses = [
    ["did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"],
    ["did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"],
    ["did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"],
  ] as const;
  for (const [did, address] of addresses) assert.equal(didWebAddress(did), address);
  for (const did of [
    "did:web:",
    "did:web:a..:b/",
    "did:web:example.com:..",
    "did:web:example.com:",
    "did:web:user@example.com",
    "did:web:example.com%3A99999",
    "did:web:example.com/x",
    "did:key:z",
  ]) {
    assert.equal(didWebAddress(did), undefined, did);
  }
  assert.equal(didWebOf({ host: "example.com", port: 8443, path: ["orgs", "1"] }), "did:web:example.com%3A8443:orgs:1");
  assert.equal(didWebOf({ host: "Example .com" }), undefined);
});

test("did:web: keys rotate; each keeps its end, a leaked one serves no purpose to strangers", () => {
  const did = "did:web:example.com:orgs:1";
  const day = (n: number): number => Date.UTC(2026, 0, n);
  const document = didWebDocument(did, [
    { name: "k1", key: keyOf("EdDSA", 1), expires: day(10) },
    { name: "k2", key: keyOf("ES256", 2), expires: day(30), revoked: day(20) },
    { name: "k3", key: keyOf("EdDSA", 3) },
  ]);
  const ends = ["k1", "k2", "k3"].map((name) => {
    const method = methodOf(document, `${did}#${name}`, "assertionMethod");
    return typeof method === "string" ? method : method.ends;
  });
  assert.deepEqual(ends, [day(10), day(20), Number.POSITIVE_INFINITY]);
  assert.deepEqual(document.assertionMethod, [`${did}#k1`, `${did}#k3`]);
  assert.equal(methodOf(document, `${did}#k4`, "assertionMethod"), "METHOD_UNKNOWN");
});

test("methods: purpose, controller, kind and name have to fit", () => {
  const did = "did:web:example.com";
  const multikey = multikeyOf(keyOf("EdDSA"));
  const method = { id: "#a", type: "Multikey", controller: did, publicKeyMultibase: multikey };
  const asked = (document: { [key: string]: Json }) => methodOf({ id: did, ...document }, `${did}#a`, "assertionMethod");
  assert.equal(typeof asked({ verificationMethod: [method], assertionMethod: ["#a"] }), "object");
  assert.equal(typeof asked({ assertionMethod: [method] }), "object");
  assert.equal(asked({ verificationMethod: [method], authentication: ["#a"] }), "METHOD_PURPOSE");
  assert.equal(asked({ verificationMethod: [{ ...method, revoked: "2026-01-01T00:00:00Z" }], authentication: ["#a"] }), "METHOD_PURPOSE");
  assert.equal(asked({ verificationMethod: [{ ...method, controller: "did:web:other" }], assertionMethod: ["#a"] }), "METHOD_UNKNOWN");
  assert.equal(asked({ verificationMethod: [method, method], assertionMethod: ["#a"] }), "METHOD_UNKNOWN");
  assert.equal(asked({ verificationMethod: [{ ...method, type: "Odd" }], assertionMethod: ["#a"] }), "METHOD_UNREADABLE");
  const unclear = asked({ verificationMethod: [{ ...method, expires: "soon" }], assertionMethod: ["#a"] });
  assert.equal(typeof unclear === "object" && unclear.ends, 0);
});
