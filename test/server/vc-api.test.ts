// The VC-API as the W3C's suites call it: issue, verify, present, status; over HTTP, with an organisation that is open for a trial and one that is not.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { value } from "./household.ts";
import { type Running, running } from "./running.ts";

type Plain = Record<string, unknown>;
type Said = { status: number; type: string; body: Plain & { verified?: boolean; errors?: { code: string }[] } };

let server: Running;
let org: string;
let closed: string;
let token: string;

before(async () => {
  server = await running();
  const owner = await server.person("owner");
  const made = async (name: string) => value(await owner.client("createOrganisation", { body: { name, kind: "plant" } })).id;
  [org, closed] = [await made("시화정밀"), await made("반월정밀")];
  server.house.hands.vcTrial = org;
  token = value(await owner.client("createToken", { org: closed, body: { name: "vc", scopes: ["manage"], days: 1 } })).secret;
});
after(() => server.stop());

async function asked(path: string, body?: unknown, bearer?: string): Promise<Said> {
  const headers = { "content-type": "application/json", ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) };
  const init = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${server.base}${path}`, init);
  return { status: response.status, type: response.headers.get("content-type") ?? "", body: (await response.json()) as Said["body"] };
}

const credential = (more: Plain = {}): Plain => ({
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  id: `urn:uuid:${randomUUID()}`,
  type: ["VerifiableCredential", "ExampleDegreeCredential"],
  credentialSubject: { id: "did:example:subject", degree: { type: "ExampleBachelorDegree", name: "재료공학" } },
  ...more,
});

const issue = (secure: string, given: Plain, of = org, bearer?: string) =>
  asked(`/organisations/${of}/vc-api/${secure}/credentials/issue`, { credential: given, options: {} }, bearer);
const verify = (verifiableCredential: unknown) => asked("/vc-api/credentials/verify", { verifiableCredential, options: {} });
const codes = ({ body }: Said): string[] => (body.errors ?? []).map(({ code }) => code);

for (const secure of ["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"])
  test(`${secure}: what is issued is answered bare, verified, and refused once a letter is another`, async () => {
    const made = await issue(secure, credential());
    assert.equal(made.status, 201);
    const good = await verify(made.body);
    assert.deepEqual([good.status, good.body.verified, codes(good)], [200, true, []]);
    const changed = JSON.parse(
      secure === "jose"
        ? JSON.stringify(made.body).replace(/\.[\w-]{10}(?=[^.]*")/, ".AAAAAAAAAA")
        : JSON.stringify(made.body).replace("재료공학", "화학공학"),
    );
    const bad = await verify(changed);
    assert.deepEqual([bad.status, bad.body.verified], [400, false]);
    assert.ok(codes(bad).includes("SIGNATURE_WRONG"), codes(bad).join());
  });

test("the data model is held to before anything is signed", async () => {
  const wrong: [Plain, RegExp][] = [
    [credential({ "@context": ["https://www.w3.org/ns/credentials/examples/v2"] }), /context/i],
    [credential({ type: ["ExampleDegreeCredential"] }), /TYPE_MISSING/],
    [credential({ issuer: "not a url" }), /ISSUER/],
    [credential({ credentialSubject: {} }), /SUBJECT/],
    [credential({ validFrom: "yesterday" }), /DATE_INVALID/],
    [credential({ validFrom: "2026-01-02T00:00:00Z", validUntil: "2026-01-01T00:00:00Z" }), /UNTIL_BEFORE_FROM/],
    [credential({ credentialSchema: { id: "https://example.org/schema" } }), /MEMBER_WITHOUT_TYPE/],
    [credential({ refreshService: { id: "https://example.org/refresh" } }), /MEMBER_WITHOUT_TYPE/],
    [credential({ issuer: "did:web:else.example" }), /발행자|issuer did not sign|ISSUER_DID_NOT_SIGN/],
  ];
  for (const [given, why] of wrong) {
    const { status, body } = await issue("eddsa-jcs-2022", given);
    assert.equal(status, 400, JSON.stringify(given));
    assert.match(String(body.title), why);
  }
});

test("an issuer that is the key's own identifier signs with it", async () => {
  const { alg, publicKey } = (await server.house.hands.db
    .selectFrom("signing_key")
    .select(["alg", "public_key as publicKey"])
    .where("org_id", "=", org)
    .executeTakeFirstOrThrow()) as { alg: "EdDSA"; publicKey: Uint8Array };
  const { did, method } = didKeyOf({ alg, publicKey: new Uint8Array(publicKey) });
  const made = await issue("eddsa-rdfc-2022", credential({ issuer: did }));
  assert.equal(made.status, 201);
  assert.equal((made.body.proof as Plain).verificationMethod, method);
  assert.equal((await verify(made.body)).status, 200);
});

test("a presentation answers its challenge, and no other", async () => {
  const inside = (await issue("eddsa-jcs-2022", credential())).body;
  const jwt = (await issue("jose", credential())).body;
  const presentation = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiablePresentation"],
    verifiableCredential: [inside, jwt],
  };
  for (const secure of ["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"]) {
    const options = { challenge: "c-1", domain: "customer.example" };
    const made = await asked(`/organisations/${org}/vc-api/${secure}/presentations/prove`, { presentation, options });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const check = (of: object) => asked("/vc-api/presentations/verify", { verifiablePresentation: made.body, options: of });
    assert.deepEqual(
      [(await check(options)).status, (await check({ challenge: "c-2" })).status, (await check({ domain: "x" })).status],
      [200, 400, 400],
    );
  }
});

test("a status list is served signed; what is revoked no longer verifies; a list that cannot be had leaves it unknown", async () => {
  const made = await issue("eddsa-jcs-2022", credential());
  const [entry] = made.body.credentialStatus as { statusListCredential: string; statusListIndex: string; statusPurpose: string }[];
  assert.ok(entry);
  const path = new URL(entry.statusListCredential).pathname;
  const before = await asked(path);
  assert.deepEqual([before.status, before.type], [200, "application/vc"]);
  assert.equal((await verify(before.body)).status, 200);
  const row = await server.house.hands.db
    .selectFrom("credential")
    .select("credential_id as id")
    .where("org_id", "=", org)
    .where("place", "=", Number(entry.statusListIndex))
    .executeTakeFirstOrThrow();
  const change = {
    credentialId: row.id,
    credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
    status: true,
  };
  assert.equal((await asked(`/organisations/${org}/vc-api/credentials/status`, change)).status, 200);
  const after = await verify(made.body);
  assert.deepEqual([after.status, codes(after)], [400, ["REVOKED"]]);
  const status = {
    type: "BitstringStatusListEntry",
    statusPurpose: "revocation",
    statusListIndex: "1",
    statusListCredential: "https://else.example/list",
  };
  const foreign = await issue("eddsa-jcs-2022", credential({ credentialStatus: status }));
  const unknown = await verify(foreign.body);
  assert.deepEqual([unknown.status, codes(unknown)], [400, ["STATUS_UNKNOWN"]]);
});

test("nobody signs for an organisation that is not open: strangers and those without the right are refused", async () => {
  assert.equal((await issue("jose", credential(), closed)).status, 401);
  assert.equal((await issue("jose", credential(), closed, `${token}x`)).status, 401);
  assert.equal((await issue("jose", credential(), closed, token)).status, 201);
  assert.equal((await issue("none", credential(), closed, token)).status, 404);
  assert.equal((await issue("jose", credential(), randomUUID(), token)).status, 404);
  const document = await asked(`/organisations/${closed}/did.json`);
  assert.equal(document.status, 200);
  assert.equal((await asked(`/organisations/${randomUUID()}/did.json`)).status, 404);
});

test("a key that ended still verifies nothing new: what it signs is refused, a new key signs on", async () => {
  const before = (await issue("eddsa-jcs-2022", credential(), closed, token)).body;
  const owner = server.client(await server.token("owner@example.com"));
  value(await owner("rotateKey", { org: closed, body: { alg: "EdDSA" } }));
  const old = await verify(before);
  assert.deepEqual([old.status, codes(old)], [400, ["KEY_ENDED"]]);
  assert.equal((await verify((await issue("eddsa-jcs-2022", credential(), closed, token)).body)).status, 200);
  const { body } = await asked(`/organisations/${closed}/did.json`);
  assert.equal((body.verificationMethod as unknown[]).length, 2);
});

test("what is no credential is refused, and a long one in no longer than it takes to read it", async () => {
  for (const given of ["", "a.b.c", `${"a".repeat(1_500_000)}`, { "@context": [] }, [], null, 7]) {
    const { status, body } = await verify(given);
    assert.deepEqual([status, body.verified], [400, false]);
  }
  for (const body of [{}, [], "x"]) assert.equal((await asked("/vc-api/credentials/verify", body)).status, 400);
});
