// Every row of the VC-API with what a careless or a hostile client sends: no fault of the server's, and no request that keeps it for long.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { VC_API } from "../../src/model/protocols/vc-api.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { writeMultibase } from "../../src/trust/did/multibase.ts";
import { nobleSigner } from "../../src/trust/noble.ts";
import { generator } from "../fuzz/seed.ts";
import { HOSTILE_TEXTS, HOSTILE_VALUES, placesIn, withAt } from "./from-schema.ts";
import { value } from "./household.ts";
import { type Running, running } from "./running.ts";

const REQUESTS = process.env.SANDAN_LONG === "1" ? 20_000 : 2_000;
/** The test ends by then, on a machine that is busy with other things too. */
const MOST_MS = 8_000;
const SLOWEST_MS = 5_000;

type Plain = Record<string, unknown>;
const BASE = "https://www.w3.org/ns/credentials/v2";
const EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2";

let server: Running;
let org: string;
let closed: string;
let token: string;

before(async () => {
  server = await running();
  const { client } = await server.person("owner");
  const made = async (name: string): Promise<string> => value(await client("createOrganisation", { body: { name, kind: "plant" } })).id;
  [org, closed] = [await made("시화정밀"), await made("반월정밀")];
  server.house.hands.vcTrial = org;
  token = value(await client("createToken", { org: closed, body: { name: "vc", scopes: ["manage"], days: 1 } })).secret;
});
after(() => server.stop());

type Said = { status: number; type: string; text: string; ms: number };

async function sent(path: string, { body, bearer, method = "POST" }: { body?: string; bearer?: string; method?: string }): Promise<Said> {
  const begun = performance.now();
  const headers = { "content-type": "application/json", ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) };
  const response = await fetch(`${server.base}${path}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type") ?? "", text, ms: performance.now() - begun };
}

const stranger = nobleSigner("EdDSA", new Uint8Array(32).fill(5));
const { did, method } = didKeyOf(stranger);
const proofBy = (verificationMethod: string, cryptosuite: string): Plain => ({
  type: "DataIntegrityProof",
  cryptosuite,
  verificationMethod,
  proofPurpose: "assertionMethod",
  proofValue: writeMultibase("z", new Uint8Array(64).fill(7)),
});

const credential = (more: Plain = {}): Plain => ({
  "@context": [BASE, EXAMPLES],
  id: "urn:uuid:0b3e7f0a-6f0e-4f51-9a54-0d4f4a2f6c11",
  type: ["VerifiableCredential", "ExampleCredential"],
  credentialSubject: { id: "did:example:subject", name: "재료공학", degree: { type: "ExampleDegree" } },
  validFrom: "2026-01-01T00:00:00Z",
  relatedResource: [{ id: BASE, digestSRI: "sha256-JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k" }],
  ...more,
});

const presentation = (inside: unknown[]): Plain => ({ "@context": [BASE], type: ["VerifiablePresentation"], verifiableCredential: inside });
const base64 = (given: unknown): string => Buffer.from(JSON.stringify(given)).toString("base64url");

/** Compact forms that nobody may take for signed. */
const COMPACT = [
  `${base64({ alg: "none", typ: "vc+jwt", kid: method })}.${base64({ ...credential(), issuer: did })}.`,
  `${base64({ alg: "EdDSA", typ: "vc+jwt", kid: method, jwk: { kty: "OKP", crv: "Ed25519", x: "AAAA" } })}.${base64({ ...credential(), issuer: did })}.${"A".repeat(86)}`,
  `${base64({ alg: "HS256", typ: "vc+jwt", kid: method })}.${base64(credential())}.${"A".repeat(43)}`,
];

type Asked = { name: keyof typeof VC_API; params: Record<string, string>; body: unknown };

/** Sound requests of every row, of which the others are made. */
async function sound(): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const secure of ["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"]) {
    asked.push({ name: "issueVc", params: { org, secure }, body: { credential: credential(), options: {} } });
    const { text } = await sent(`/organisations/${org}/vc-api/${secure}/credentials/issue`, {
      body: JSON.stringify({ credential: credential() }),
    });
    const issued = JSON.parse(text) as Plain;
    asked.push({ name: "verifyVc", params: {}, body: { verifiableCredential: issued, options: {} } });
    const options = { challenge: "c-1", domain: "customer.example" };
    asked.push({ name: "proveVp", params: { org, secure }, body: { presentation: presentation([issued]), options } });
    const proved = await sent(`/organisations/${org}/vc-api/${secure}/presentations/prove`, {
      body: JSON.stringify({ presentation: presentation([issued]), options }),
    });
    asked.push({ name: "verifyVp", params: {}, body: { verifiablePresentation: JSON.parse(proved.text), options } });
    const entry = { type: "BitstringStatusListEntry", statusPurpose: "suspension" };
    asked.push({ name: "changeVcStatus", params: { org }, body: { credentialId: issued.id, credentialStatus: entry, status: true } });
  }
  const many = Array.from({ length: 20 }, (_, i) => proofBy(method, i % 2 === 0 ? "eddsa-jcs-2022" : "eddsa-rdfc-2022"));
  const chained = [
    { ...proofBy(method, "eddsa-jcs-2022"), id: "urn:a", previousProof: "urn:b" },
    { ...proofBy(method, "eddsa-jcs-2022"), id: "urn:b", previousProof: "urn:a" },
  ];
  for (const proof of [many, many.slice(0, 16), chained])
    asked.push({ name: "verifyVc", params: {}, body: { verifiableCredential: credential({ issuer: did, proof }) } });
  for (const compact of COMPACT) asked.push({ name: "verifyVc", params: {}, body: { verifiableCredential: compact } });
  asked.push({ name: "didDocument", params: { org }, body: undefined });
  asked.push({ name: "statusList", params: { org, list: "0", purpose: "revocation" }, body: undefined });
  return asked;
}

const BROKEN = [
  "",
  "{",
  "[]",
  "null",
  "\u0000",
  "[".repeat(200_000),
  '{"verifiableCredential":'.repeat(20_000),
  '"\\ud800"',
  `{"credential":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
];
const PARAMS = ["", "%00", "..%2f", "x", "-1", "1e3", "999999", "00", "%EA%B0%80", "__proto__"];

function path({ name, params }: Asked): string {
  return VC_API[name].path.replaceAll(/\{(\w+)\}/g, (_, key: string) => params[key] ?? "");
}

test("rows of the VC-API, bent and broken: no fault, no hang, and every refusal is told as one", async (context) => {
  const pick = generator(20260706);
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const rows = await sound();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const end = performance.now() + (process.env.SANDAN_LONG === "1" ? Number.POSITIVE_INFINITY : MOST_MS);
  let slowest = 0;
  for (let n = 0; n < REQUESTS && performance.now() < end; n += 1) {
    const row = one(rows);
    const params =
      pick(12) === 0
        ? { ...row.params, [one(["org", "secure", "list", "purpose"])]: one(PARAMS) }
        : pick(8) === 0
          ? { ...row.params, org: closed }
          : row.params;
    let body = row.body;
    for (let k = pick(3); k > 0 && body !== undefined; k -= 1) {
      const places = placesIn(body);
      if (places.length > 0)
        body = withAt(body, one(places), pick(5) === 0 ? undefined : one(pick(2) === 0 ? HOSTILE_VALUES : HOSTILE_TEXTS));
    }
    const { method: verb } = VC_API[row.name];
    const text = verb === "GET" ? undefined : pick(20) === 0 ? one(BROKEN) : (JSON.stringify(body) ?? "");
    const bearer = one([undefined, undefined, token, "x", `${token}x`]);
    const asked = path({ ...row, params });
    const answer = await sent(asked, { method: verb, ...(text !== undefined && { body: text }), ...(bearer !== undefined && { bearer }) });
    slowest = Math.max(slowest, answer.ms);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const isFault = answer.status >= 500 || answer.ms > SLOWEST_MS || (answer.status >= 400 && !/json/.test(answer.type));
    if (isFault)
      faults.push(
        `${answer.status} ${Math.round(answer.ms)} ms ${verb} ${asked} ${(text ?? "").slice(0, 400)} -> ${answer.text.slice(0, 200)}`,
      );
  }
  const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  context.diagnostic(`${counted.join(", ")}; slowest ${Math.round(slowest)} ms`);
  assert.equal(faults.length, 0, `${faults.length} faults\n${[...new Set(faults)].slice(0, 8).join("\n")}`);
  assert.ok((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0) > 20, "hardly a request was sound");
});

test("nothing unsigned holds: no algorithm, an embedded key, a key of another kind", async () => {
  for (const verifiableCredential of COMPACT)
    assert.equal((await sent("/vc-api/credentials/verify", { body: JSON.stringify({ verifiableCredential }) })).status, 400);
});

test("a stranger's work is bounded as a whole: graphs, contexts and proofs", async () => {
  const proofs = Array.from({ length: 16 }, () => proofBy(method, "eddsa-rdfc-2022"));
  const ids = Array.from({ length: 60 }, (_, i) => `_:b${i}`);
  const terms = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`t${i}`, `urn:t:${i}`]));
  const hostile = [
    credential({
      issuer: did,
      credentialSubject: ids.map((id) => ({ id, k: ids.filter((other) => other !== id).map((other) => ({ id: other })) })),
      proof: proofs,
    }),
    credential({ issuer: did, "@context": [BASE, terms], proof: proofs }),
    credential({ issuer: did, credentialSubject: Array.from({ length: 9_000 }, (_, i) => ({ a: { b: String(i) } })), proof: proofs }),
  ];
  for (const verifiableCredential of hostile) {
    const { status, text, ms } = await sent("/vc-api/credentials/verify", { body: JSON.stringify({ verifiableCredential }) });
    assert.equal(status, 400);
    assert.match(text, /GRAPH_TOO_COMPLEX|NOT_CANONICAL/);
    assert.ok(ms < SLOWEST_MS * 2, `${Math.round(ms)} ms`);
  }
});

test("a list in which no place was given out is none, and is not signed for whoever asks", async () => {
  assert.equal((await sent(`/organisations/${org}/status/999/revocation`, { method: "GET" })).status, 404);
  assert.equal((await sent(`/organisations/${org}/status/0/revocation`, { method: "GET" })).status, 200);
  assert.equal((await sent(`/organisations/${org}/status/00/revocation`, { method: "GET" })).status, 404);
});

test("statements and opinions are signed where they are sealed and released, and by no request for a credential", async () => {
  for (const id of [`urn:sandan:package:${"a".repeat(64)}`, `URN:sandan:statement:${"a".repeat(64)}`]) {
    const body = JSON.stringify({
      credential: credential({
        type: ["VerifiableCredential", "SandanOpinionCredential"],
        credentialSubject: { id, opinion: { verdict: "satisfactory" } },
      }),
    });
    const { status, text } = await sent(`/organisations/${org}/vc-api/jose/credentials/issue`, { body });
    assert.deepEqual([status, text.includes("CREDENTIAL_REFUSED")], [400, true]);
  }
});
