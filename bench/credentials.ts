// Credentials issued and verified a second on one core with node:crypto, beside the library `jose` signing and verifying the same payload in the same run. node bench/credentials.ts
import { createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign, compactVerify } from "jose";
import { nodeSigner, nodeVerify, privateKeyOf } from "../src/main/node-crypto.ts";
import { issueCredential, type Signing, verifyCredential } from "../src/trust/credentials/credential.ts";
import type { JsonObject } from "../src/trust/credentials/json.ts";
import { type Given, isVerified } from "../src/trust/credentials/verdict.ts";
import { didWebDocument } from "../src/trust/did/did-web.ts";
import type { Alg } from "../src/trust/signer.ts";

/** Each side is measured in turns, so that what else runs on the machine meets both; the best turn counts. */
const TURNS = 7;
const TURN_MS = 300;
const ISSUER = "did:web:plant.example:orgs:1";
const SECRET = new Uint8Array(32).fill(7);

/** A footprint's credential of about a kilobyte. */
const credentialOf = (n: number): JsonObject => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  id: `urn:uuid:58172aac-d8ba-11ed-83dd-${String(n).padStart(12, "0")}`,
  type: ["VerifiableCredential"],
  issuer: { id: ISSUER, name: "시화 산단 제강" },
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2027-01-01T00:00:00Z",
  name: "Statement of specific embedded emissions",
  credentialSubject: {
    id: "urn:uuid:0d1c9a1e-5f7c-4b27-9a2e-8f0d6b7b8c11",
    description:
      "Hot-rolled coil, CN 72083900, 2025-01-01 to 2025-12-31, direct 1.8437 and indirect 0.2291 tCO2e/t, verified with reasonable assurance",
  },
  evidence: [
    { type: "https://plant.example/terms#Reading", name: "a".repeat(64) },
    { type: "https://plant.example/terms#Reading", name: "b".repeat(64) },
  ],
});

type Call = (n: number) => Promise<unknown>;
type Side = { issued: Call; verified: Call };

/** Calls a second of one turn. */
async function rate(call: Call): Promise<number> {
  const begun = performance.now();
  let calls = 0;
  for (; performance.now() - begun < TURN_MS; calls += 1) await call(calls);
  return (calls * 1000) / (performance.now() - begun);
}

async function ratesOf(ours: Call, peer: Call): Promise<{ own: number; other: number }> {
  let [own, other] = [0, 0];
  for (let turn = 0; turn < TURNS; turn += 1) {
    own = Math.max(own, await rate(ours));
    other = Math.max(other, await rate(peer));
  }
  return { own, other };
}

function check(condition: boolean): void {
  if (!condition) throw new Error("a credential that was just issued does not hold");
}

async function oursOf(alg: Alg, secure: Signing["secure"]): Promise<Side> {
  const signer = nodeSigner(alg, SECRET);
  const document = didWebDocument(ISSUER, [{ name: "k1", key: signer }]);
  const given: Given = {
    verify: nodeVerify,
    documents: (id) => (id === ISSUER ? document : undefined),
    now: Date.parse("2026-06-01T00:00:00Z"),
  };
  const signing: Signing = { signer, method: `${ISSUER}#k1`, secure };
  const issue = async (n: number): Promise<string | JsonObject> => {
    const { value } = await issueCredential(credentialOf(n), signing);
    check(value !== undefined);
    return value as string | JsonObject;
  };
  const ready = await Promise.all(Array.from({ length: 1000 }, (_, n) => issue(n)));
  const verify = async (n: number): Promise<void> => {
    const { verdict } = await verifyCredential(ready[n % ready.length] as string, given);
    check(isVerified(verdict));
  };
  return { issued: issue, verified: verify };
}

async function peerOf(alg: Alg): Promise<Side> {
  const secret: KeyObject = privateKeyOf(alg, SECRET);
  const open = createPublicKey(secret);
  const issue = (n: number): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(credentialOf(n))))
      .setProtectedHeader({ alg, typ: "vc+jwt", cty: "vc", kid: `${ISSUER}#k1` })
      .sign(secret);
  const ready = await Promise.all(Array.from({ length: 1000 }, (_, n) => issue(n)));
  const verify = async (n: number): Promise<void> => {
    const { payload } = await compactVerify(ready[n % ready.length] as string, open);
    check(JSON.parse(new TextDecoder().decode(payload)).id !== undefined);
  };
  return { issued: issue, verified: verify };
}

type Row = { alg: Alg; secure: Signing["secure"]; bound?: { issued: number; verified: number } };
const ROWS: Row[] = [
  { alg: "EdDSA", secure: "jose", bound: { issued: 3000, verified: 2000 } },
  { alg: "ES256", secure: "jose", bound: { issued: 3000, verified: 2000 } },
  { alg: "EdDSA", secure: "eddsa-jcs-2022", bound: { issued: 1000, verified: 1000 } },
  { alg: "EdDSA", secure: "eddsa-rdfc-2022" },
];

for (const { alg, secure, bound } of ROWS) {
  const [ours, peer] = [await oursOf(alg, secure), await peerOf(alg)];
  for (const what of ["issued", "verified"] as const) {
    const { own, other } = await ratesOf(ours[what], peer[what]);
    const limit = bound === undefined ? "no bound" : `bound ${bound[what]}: ${own >= bound[what] ? "ok" : "MISSED"}`;
    const ratio = (own / other).toFixed(2);
    console.log(`${secure} ${alg} ${what}: ${Math.round(own)}/s (${limit}), jose ${Math.round(other)}/s, ratio ${ratio}`);
  }
}
