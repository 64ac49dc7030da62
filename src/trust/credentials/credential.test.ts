// The data model's refusals, issuing and verifying whole credentials and presentations, and keys that ended.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Json } from "../../base/canonical.ts";
import { didKeyOf } from "../did/did-key.ts";
import { didWebDocument } from "../did/did-web.ts";
import { toBase64Url } from "../did/multibase.ts";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { type Issued, issueCredential, issuePresentation, type Signing, verifyCredential } from "./credential.ts";
import { SUITES } from "./data-integrity.ts";
import type { JsonObject } from "./json.ts";
import { verifyPresentation } from "./presentation.ts";
import { enveloped } from "./secured.ts";
import { checkCredential, checkPresentation } from "./shape.ts";
import { type Given, isVerified, type Verdict } from "./verdict.ts";

const BASE = "https://www.w3.org/ns/credentials/v2";
const signer = nobleSigner("EdDSA", new Uint8Array(32).fill(31));
const { did, method } = didKeyOf(signer);
const NOW = Date.parse("2026-06-01T00:00:00Z");
const given: Given = { verify: nobleVerify, documents: () => undefined, now: NOW };
const SECURINGS = ["jose", ...SUITES] as const;

const credential: JsonObject = {
  "@context": [BASE],
  type: ["VerifiableCredential"],
  issuer: did,
  credentialSubject: { id: "did:example:subject" },
};

const codes = ({ fails, unchecked }: Verdict): string[] => [...fails, ...unchecked].map(({ code }) => code);
const faults = (over: JsonObject): string[] => checkCredential({ ...credential, ...over }).map(({ code, at }) => `${code} ${at}`);

const made = async (issued: Promise<Issued>): Promise<string | JsonObject> => {
  const { value, fails } = await issued;
  assert.deepEqual(fails, []);
  assert.ok(value !== undefined);
  return value;
};
const issue = (over: JsonObject, secure: Signing["secure"] = "eddsa-jcs-2022", more: Partial<Signing> = {}) =>
  issueCredential({ ...credential, ...over }, { signer, method, secure, ...more });
const verify = async (secured: string | JsonObject, over: Partial<Given> = {}): Promise<string[]> =>
  codes((await verifyCredential(secured, { ...given, ...over })).verdict);

test("the data model: what may be issued", () => {
  const good: JsonObject[] = [
    {},
    { "@context": [BASE, "https://example.com/v1", { Odd: "https://example.com/#Odd" }] },
    { id: "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33" },
    { type: ["https://example.org/#Other", "VerifiableCredential"] },
    { type: "VerifiableCredential" },
    { issuer: { id: "https://example.com", name: [{ "@value": "산단", "@language": "ko", "@direction": "ltr" }] } },
    { validFrom: "2026-02-23T21:41:38.123Z", validUntil: "2026-02-25T19:10:39-06:00" },
    { validFrom: "2026-02-25T19:10:39-06:00", validUntil: "2026-02-26T01:10:39Z" },
    { credentialSubject: [{ id: "did:example:a" }, { name: "b" }] },
    { credentialSchema: { id: "https://example.org/degree.json", type: "JsonSchema" } },
    { termsOfUse: { type: "Policy" }, evidence: [{ type: "Seen" }], refreshService: { type: "Again", id: "https://example.com/r" } },
    { name: "x", description: [{ "@value": "y" }] },
  ];
  for (const over of good) assert.deepEqual(faults(over), [], JSON.stringify(over));
});

test("the data model: what is refused, by the cases of the W3C's suite", () => {
  const bad: [over: JsonObject, ...expected: string[]][] = [
    [{ "@context": undefined }, "CONTEXT_NOT_FIRST @context"],
    [{ "@context": ["https://example.com/v1", BASE] }, "CONTEXT_NOT_FIRST @context"],
    [{ "@context": [BASE, "https ://not-a-url/contexts/example/v1"] }, "CONTEXT_INVALID @context/1"],
    [{ "@context": [BASE, 123192875] }, "CONTEXT_INVALID @context/1"],
    [{ type: ["RelationshipCredential"] }, "TYPE_MISSING type"],
    [{ type: undefined }, "TYPE_MISSING type"],
    [{ type: ["VerifiableCredential", 2] }, "TYPE_MISSING type"],
    [{ id: ["https://example.org/1", "https://example.org/2"] }, "ID_NOT_URL id"],
    [{ id: null }, "ID_NOT_URL id"],
    [{ id: "https ://not-a-url/vcs/1" }, "ID_NOT_URL id"],
    [{ issuer: undefined }, "ISSUER_MISSING issuer"],
    [{ issuer: "fake-issuer" }, "ISSUER_NOT_URL issuer"],
    [{ issuer: null }, "ISSUER_NOT_URL issuer"],
    [{ issuer: { id: "fake-issuer" } }, "ISSUER_NOT_URL issuer"],
    [{ issuer: { id: null } }, "ISSUER_NOT_URL issuer"],
    [{ issuer: [did] }, "ISSUER_NOT_URL issuer"],
    [{ credentialSubject: undefined }, "SUBJECT_MISSING credentialSubject"],
    [{ credentialSubject: [] }, "SUBJECT_MISSING credentialSubject"],
    [{ credentialSubject: {} }, "SUBJECT_EMPTY credentialSubject"],
    [{ credentialSubject: [{ id: "did:example:a" }, {}] }, "SUBJECT_EMPTY credentialSubject/1"],
    [{ credentialSubject: { id: ["did:example:a", "did:example:b"] } }, "ID_NOT_URL credentialSubject/id"],
    [{ validFrom: "Sat 25 Feb 2023 07:16:31 PM CST" }, "DATE_INVALID validFrom"],
    [{ validFrom: "2026-02-25T19:10:39" }, "DATE_INVALID validFrom"],
    [{ validUntil: "2026-02-30T00:00:00Z" }, "DATE_INVALID validUntil"],
    [{ validFrom: "2030-01-01T00:00:00Z", validUntil: "2020-01-01T00:00:00Z" }, "UNTIL_BEFORE_FROM validUntil"],
    [{ credentialStatus: { id: "did:example:status" } }, "MEMBER_WITHOUT_TYPE credentialStatus/type"],
    [{ credentialStatus: { id: "did:example:status", type: 2 } }, "MEMBER_WITHOUT_TYPE credentialStatus/type"],
    [{ credentialStatus: { id: ["did:example:1", "did:example:2"], type: "X" } }, "ID_NOT_URL credentialStatus/id"],
    [{ credentialStatus: { type: "BitstringStatusListEntry" } }, "STATUS_ENTRY_INVALID credentialStatus"],
    [{ refreshService: { id: "did:example:refresh/1" } }, "MEMBER_WITHOUT_TYPE refreshService/type"],
    [{ credentialSchema: { id: "did:example:schemas/1" } }, "MEMBER_WITHOUT_TYPE credentialSchema/type"],
    [{ credentialSchema: { type: "JsonSchema" } }, "MEMBER_WITHOUT_ID credentialSchema"],
    [{ credentialSchema: { type: "JsonSchema", id: "https ://x" } }, "ID_NOT_URL credentialSchema/id"],
    [{ termsOfUse: {} }, "MEMBER_WITHOUT_TYPE termsOfUse/type"],
    [{ evidence: ["x"] }, "MEMBER_WITHOUT_TYPE evidence/0"],
    [{ proof: { created: "2023-07-28T22:25:05Z" } }, "MEMBER_WITHOUT_TYPE proof/type"],
    [{ name: { "@value": "x", url: "did:example:x" } }, "LANGUAGE_VALUE_INVALID name"],
    [{ issuer: { id: did, description: 7 } }, "LANGUAGE_VALUE_INVALID issuer/description"],
    [{ relatedResource: ["https://example.com"] }, "RESOURCE_INVALID relatedResource/0"],
    [{ relatedResource: { digestSRI: "sha256-x" } }, "RESOURCE_INVALID relatedResource/0"],
    [{ relatedResource: [{ id: BASE }] }, "RESOURCE_INVALID relatedResource/0"],
  ];
  for (const [over, ...expected] of bad) assert.deepEqual(faults(over), expected, JSON.stringify(over));
  let deep: JsonObject = { id: "did:example:x" };
  for (let i = 0; i < 1000; i += 1) deep = { deep };
  assert.deepEqual(faults({ credentialSubject: deep }), ["TOO_LARGE "]);
});

test("presentations: what is refused", () => {
  const presentation: JsonObject = { "@context": [BASE], type: ["VerifiablePresentation"] };
  const of = (over: JsonObject): string[] => checkPresentation({ ...presentation, ...over }).map(({ code, at }) => `${code} ${at}`);
  assert.deepEqual(of({ holder: { id: did }, verifiableCredential: [credential] }), []);
  assert.deepEqual(of({ "@context": [{ A: "https://example.org/#A" }, BASE] }), ["CONTEXT_NOT_FIRST @context"]);
  assert.deepEqual(of({ type: ["CredentialManagerPresentation"] }), ["TYPE_MISSING type"]);
  for (const holder of [did.slice(8), { name: "Acme" }, { id: did.slice(8) }, null]) {
    assert.deepEqual(of({ holder }), ["HOLDER_NOT_URL holder"], JSON.stringify(holder));
  }
  assert.deepEqual(of({ verifiableCredential: ["eyJ"] }), ["NO_OBJECT verifiableCredential/0"]);
});

for (const secure of SECURINGS) {
  test(`${secure}: issued, verified, and its validity`, async () => {
    const secured = await made(issue({ validFrom: "2026-01-01T00:00:00Z", validUntil: "2026-12-31T00:00:00Z" }, secure));
    const { content, verdict } = await verifyCredential(secured, given);
    assert.ok(isVerified(verdict));
    assert.equal(content?.issuer, did);
    assert.deepEqual(verdict.holds.map(({ code }) => code).sort(), ["KEY_IN_TIME", "SHAPE", "SIGNATURE", "VALID_NOW"]);
    assert.deepEqual(await verify(secured, { now: Date.parse("2025-12-31T23:59:59Z") }), ["NOT_YET_VALID"]);
    assert.deepEqual(await verify(secured, { now: Date.parse("2026-12-31T00:00:01Z") }), ["NO_LONGER_VALID"]);
    assert.deepEqual(await verify(secured, { now: Date.parse("2026-12-31T00:00:00Z") }), []);
  });

  test(`${secure}: what is not signed by its issuer, or offends the data model, is not issued`, async () => {
    const refusals = async (over: JsonObject, more: Partial<Signing> = {}): Promise<string[]> =>
      (await issue(over, secure, more)).fails.map(({ code }) => code);
    assert.deepEqual(await refusals({ issuer: "did:web:example.com" }), ["ISSUER_DID_NOT_SIGN"]);
    assert.deepEqual(await refusals({ issuer: "x", credentialSubject: {} }), ["ISSUER_NOT_URL", "SUBJECT_EMPTY", "ISSUER_DID_NOT_SIGN"]);
    assert.deepEqual(await refusals({ odd: "x" }, { terms: true }), ["TERM_UNDEFINED"]);
    assert.deepEqual(await refusals({ "@context": [BASE, "https://example.com/odd"] }, { terms: true }), ["CONTEXT_MISSING"]);
    if (secure === "jose") assert.deepEqual(await refusals({ vc: {} }), ["VC_VP_CLAIM"]);
  });

  test(`${secure}: a key that ended speaks for what was logged before, and no claimed time helps`, async () => {
    const org = "did:web:plant.example";
    const end = Date.parse("2026-05-01T00:00:00Z");
    const holding = { signer, method: `${org}#k1`, secure, proof: { created: "2026-04-01T00:00:00Z" } } as const;
    const secured = await made(issueCredential({ ...credential, issuer: org }, holding));
    for (const how of [{ expires: end }, { revoked: end }]) {
      const keys = [
        { name: "k1", key: signer, ...how },
        { name: "k2", key: nobleSigner("EdDSA", new Uint8Array(32).fill(32)) },
      ];
      const documents = (id: string) => (id === org ? didWebDocument(org, keys) : undefined);
      assert.deepEqual(await verify(secured, { documents, now: end - 1 }), []);
      assert.deepEqual(await verify(secured, { documents }), ["KEY_ENDED"]);
      assert.deepEqual(await verify(secured, { documents, loggedAt: end }), ["KEY_ENDED"]);
      assert.deepEqual(await verify(secured, { documents, loggedAt: NOW + 1 }), ["KEY_ENDED"]);
      const { verdict } = await verifyCredential(secured, { ...given, documents, loggedAt: end - 1 });
      assert.ok(isVerified(verdict) && verdict.holds.some(({ code }) => code === "LOGGED_BEFORE_KEY_END"));
      const other = await made(issueCredential({ ...credential, issuer: org }, { ...holding, method: `${org}#k2` }));
      assert.deepEqual(await verify(other, { documents }), ["SIGNATURE_WRONG"]);
    }
    assert.deepEqual(await verify(secured), ["DOCUMENT_MISSING"]);
    assert.deepEqual(await verify(secured, { documents: () => didWebDocument("did:web:other", []) }), ["DOCUMENT_MISSING"]);
    assert.deepEqual(await verify(secured, { documents: () => didWebDocument(org, []) }), ["METHOD_UNKNOWN"]);
  });

  test(`${secure}: presented with challenge and domain`, async () => {
    const holder = nobleSigner("EdDSA", new Uint8Array(32).fill(33));
    const own = didKeyOf(holder);
    const secured = await made(issue({}, secure));
    const inside = typeof secured === "string" ? enveloped("vc", secured) : secured;
    const presentation: JsonObject = {
      "@context": [BASE],
      type: ["VerifiablePresentation"],
      holder: own.did,
      verifiableCredential: [inside],
    };
    const asked = { challenge: "c-1", domain: "https://verifier.example" };
    const signing: Signing = { signer: holder, method: own.method, secure, proof: asked, claims: { nonce: "c-1", aud: asked.domain } };
    const presented = await made(issuePresentation(presentation, signing));
    const wrapped = typeof presented === "string" ? enveloped("vp", presented) : presented;
    for (const form of [presented, wrapped]) {
      const { verdict, credentials } = await verifyPresentation(form, asked, given);
      assert.deepEqual(codes(verdict), []);
      const holds = verdict.holds.filter(({ at }) => !at.startsWith("verifiableCredential")).map(({ code }) => code);
      assert.deepEqual(holds.sort(), ["CHALLENGE", "DOMAIN", "HOLDER_SIGNED", "KEY_IN_TIME", "SHAPE", "SIGNATURE"]);
      assert.equal(credentials.length, 1);
    }
    const says = async (form: string | JsonObject, over: object = {}): Promise<string[]> =>
      codes((await verifyPresentation(form, { ...asked, ...over }, given)).verdict);
    assert.deepEqual(await says(presented, { challenge: "c-2" }), ["CHALLENGE_DIFFERS"]);
    assert.deepEqual(await says(presented, { domain: "https://other.example" }), ["DOMAIN_DIFFERS"]);
    const stolen = await issuePresentation(presentation, { ...signing, signer, method });
    assert.deepEqual(
      stolen.fails.map(({ code }) => code),
      ["HOLDER_DID_NOT_SIGN"],
    );
    const cut: JsonObject =
      typeof inside.proof === "object" ? { ...inside, validUntil: "2027-01-01T00:00:00Z" } : { ...inside, id: `${inside.id}x` };
    const forged = await made(issuePresentation({ ...presentation, verifiableCredential: [cut] }, signing));
    const { verdict } = await verifyPresentation(forged, asked, given);
    assert.deepEqual(
      verdict.fails.map(({ at }) => at.split("/")[0]),
      ["verifiableCredential"],
    );
  });
}

test("a credential that nobody signed is the holder's own word, or nothing", async () => {
  const presentation: JsonObject = {
    "@context": [BASE],
    type: ["VerifiablePresentation"],
    holder: did,
    verifiableCredential: [credential],
  };
  const signing: Signing = { signer, method, secure: "jose" };
  const say = async (over: JsonObject): Promise<Verdict> =>
    (await verifyPresentation(await made(issuePresentation({ ...presentation, ...over }, signing)), {}, given)).verdict;
  const own = await say({});
  assert.ok(isVerified(own) && own.holds.some(({ code }) => code === "SELF_ASSERTED"));
  assert.deepEqual(codes(await say({ verifiableCredential: [{ ...credential, issuer: "did:example:alice" }] })), ["UNSECURED"]);
  assert.deepEqual(codes(await say({ holder: undefined })), ["UNSECURED"]);
});

test("proof sets: the issuer is among the signers, and no proof is passed over", async () => {
  const other = nobleSigner("EdDSA", new Uint8Array(32).fill(34));
  const theirs = didKeyOf(other);
  const once = await made(issue({}));
  const twice = await made(issueCredential(once as JsonObject, { signer: other, method: theirs.method, secure: "eddsa-jcs-2022" }));
  assert.deepEqual(await verify(twice), []);
  const [first, second] = (twice as JsonObject).proof as JsonObject[];
  assert.deepEqual(await verify({ ...(twice as JsonObject), proof: [second as JsonObject] }), ["ISSUER_DID_NOT_SIGN"]);
  const spoilt = { ...second, created: "2026-01-01T00:00:00Z" };
  assert.deepEqual(await verify({ ...(twice as JsonObject), proof: [first as JsonObject, spoilt] }), ["SIGNATURE_WRONG"]);
});

test("envelopes: context, type and data URL", async () => {
  const compact = (await made(issue({}, "jose"))) as string;
  assert.deepEqual(await verify(enveloped("vc", compact)), []);
  const envelope = enveloped("vc", compact);
  assert.deepEqual(await verify({ ...envelope, "@context": [] }), ["CONTEXT_NOT_FIRST"]);
  assert.deepEqual(await verify({ ...envelope, id: compact }), ["MEDIA_TYPE"]);
  assert.deepEqual(await verify({ ...envelope, id: `data:application/vc-ld+jwt,${compact}` }), ["MEDIA_TYPE"]);
  assert.deepEqual(await verify({ ...envelope, id: `data:application/vc+cose;base64,${compact}` }), ["ENVELOPE_UNKNOWN"]);
  assert.deepEqual(await verify({ ...envelope, type: "VerifiableCredential" }), ["UNSECURED"]);
  assert.deepEqual(await verify({ ...envelope, type: undefined }), ["UNSECURED"]);
});

test("related resources: by bytes, or by the digest that the standard publishes", async () => {
  const id = "https://plant.example/report.pdf";
  const bytes = new TextEncoder().encode("report");
  const { createHash } = await import("node:crypto");
  const sri = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  const multihash = `u${toBase64Url(Uint8Array.from([0x12, 32, ...createHash("sha256").update(bytes).digest()]))}`;
  const secured = await made(issue({ relatedResource: [{ id, digestSRI: sri, digestMultibase: multihash }] }));
  assert.deepEqual(await verify(secured), ["RESOURCE_MISSING"]);
  assert.deepEqual(await verify(secured, { resources: new Map([[id, bytes]]) }), []);
  assert.deepEqual(await verify(secured, { resources: new Map([[id, bytes.slice(1)]]) }), ["RESOURCE_DIFFERS"]);
  const odd = await made(issue({ relatedResource: { id, digestSRI: "md5-AAAA" } }));
  assert.deepEqual(await verify(odd), ["DIGEST_UNKNOWN"]);
  const published = { id: BASE, digestMultibase: "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k" };
  assert.deepEqual(await verify(await made(issue({ relatedResource: published }))), []);
  const wrong = await issue({ relatedResource: { id: BASE, digestMultibase: "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0" } });
  assert.deepEqual(
    wrong.fails.map(({ code }) => code),
    ["RESOURCE_DIFFERS"],
  );
  const twice = [published, published];
  assert.deepEqual(
    checkCredential({ ...credential, relatedResource: twice }).map(({ code }) => code),
    ["RESOURCE_TWICE"],
  );
});

test("what is no credential at all", async () => {
  for (const secured of [null, 7, true, []]) {
    assert.deepEqual(codes((await verifyCredential(secured, given)).verdict), ["NO_OBJECT"]);
    assert.deepEqual(codes((await verifyPresentation(secured, {}, given)).verdict), ["NO_OBJECT"]);
  }
  assert.deepEqual(await verify("x"), ["MALFORMED"]);
  assert.deepEqual(await verify({}), ["UNSECURED"]);
});

/** Every member of a document replaced by something else, one at a time. */
function* replaced(value: Json | undefined, by: Json): Generator<Json> {
  yield by;
  if (Array.isArray(value))
    for (const [i, one] of value.entries()) for (const other of replaced(one, by)) yield value.toSpliced(i, 1, other);
  else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) for (const other of replaced(one, by)) yield { ...value, [key]: other };
  }
}

test("whatever is handed in, there is a verdict and never a throw", async () => {
  const status = {
    type: "BitstringStatusListEntry",
    statusPurpose: "revocation",
    statusListIndex: "1",
    statusListCredential: "https://a.example/1",
  };
  const related = { id: BASE, digestSRI: "sha256-JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k" };
  const whole = (await made(issue({ credentialStatus: status, relatedResource: related }))) as JsonObject;
  const documents = {
    id: "did:web:a.example",
    verificationMethod: [{ id: "#a", type: "Multikey", controller: "x", publicKeyMultibase: "z" }],
  };
  for (const odd of [
    null,
    0,
    "",
    "x",
    [],
    {},
    [null],
    { id: [] },
    "did:key:z",
    "did:web:a.example#a",
    { "@context": "x" },
    "\ud800",
  ] as Json[]) {
    for (const other of replaced(whole, odd)) {
      const { verdict } = await verifyCredential(other, given);
      assert.ok(!isVerified(verdict), JSON.stringify(other));
      await verifyPresentation(other, {}, given);
      await issueCredential(other as JsonObject, { signer, method, secure: "jose" }).catch(() =>
        assert.ok(typeof other !== "object" || !other),
      );
    }
    for (const document of replaced(documents, odd)) {
      await verifyCredential(
        { ...whole, proof: { ...(whole.proof as JsonObject), verificationMethod: "did:web:a.example#a" } },
        { ...given, documents: () => document },
      );
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      assert.ok(!isVerified((await verifyCredential(value as Json, given)).verdict));
      assert.ok(!isVerified((await verifyPresentation(value as Json, {}, given)).verdict));
    }),
  );
});
