// What somebody tries at the desk to have a verification say more than it does: two opinions on one package, advisors who come back, an accreditation under another name.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Json } from "../../src/base/canonical.ts";
import { verifyPackage } from "../../src/calc/replay.ts";
import { readTrust } from "../../src/calc/trust-file.ts";
import { nodeSigner, nodeVerify } from "../../src/main/node-crypto.ts";
import { issueCredential } from "../../src/trust/credentials/credential.ts";
import type { JsonObject } from "../../src/trust/credentials/json.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { BODY, ENGAGEMENT, enteredPeriod, joined, type Somebody, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let org: string;
let body: string;
let period: string;
let sealing: { id: string; hash: string };
let people: Record<"owner" | "lead" | "reviewer" | "consultant", Somebody>;

before(async () => {
  server = await running();
  const found: Partial<typeof people> = {};
  for (const name of ["owner", "lead", "reviewer", "consultant"] as const) found[name] = await server.person(name);
  people = found as typeof people;
  const { owner, lead, reviewer, consultant } = people;
  org = value(await owner.client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  body = value(await lead.client("createOrganisation", { body: { name: "Prüfhaus", kind: "verifier" } })).id;
  await joined(server, lead.client, { org: body, who: reviewer, role: "editor" });
  for (const who of [lead, reviewer]) await joined(server, owner.client, { org, who, role: "verifier" });
  await joined(server, owner.client, { org, who: consultant, role: "consultant" });
  ({ period } = await enteredPeriod(owner.client, { org }));
  sealing = value(await owner.client("calculateStatement", { org, period, body: {} }));
});
after(() => server.stop());

const accreditor = nodeSigner("EdDSA", new Uint8Array(32).fill(9));

async function accredited(validFrom: string): Promise<string> {
  const { did } = value(await people.lead.client("readIdentity", { org: body }));
  const { did: issuer, method } = didKeyOf(accreditor);
  const plain = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiableCredential"],
    issuer,
    validFrom,
    credentialSubject: { id: did },
  };
  const signed = await issueCredential(plain, { signer: accreditor, method, secure: "eddsa-jcs-2022" });
  value(await people.lead.client("keepAccreditation", { org: body, body: { credential: signed.value as { [key: string]: Json } } }));
  return issuer;
}

const team = () => [
  { person: people.lead.id, role: "leadAuditor" as const },
  { person: people.reviewer.id, role: "independentReviewer" as const },
];

/** A verification of the sealing, released with a verdict; answers its id and version. */
async function released(verdict: "satisfactory" | "notSatisfactory"): Promise<{ verification: string; version: number }> {
  const { owner, lead, reviewer } = people;
  const opened = value(
    await owner.client("openVerification", { org, body: { sealing: sealing.id, ...ENGAGEMENT, bodyOrganisation: body, team: team() } }),
  );
  const one = { org, verification: opened.id };
  let { version } = opened;
  const seen = (desk: { version: number }): void => {
    version = desk.version;
  };
  const at = () => ({ version });
  seen(value(await owner.client("submitVerification", one, at())));
  seen(value(await lead.client("beginVerification", one, at())));
  const visits = [{ kind: "physical" as const, from: "2026-03-02", to: "2026-03-03", who: [], grounds: [] }];
  seen(value(await lead.client("recordVisits", { ...one, body: { visits, earlierVisits: [] } }, at())));
  seen(value(await lead.client("draftOpinion", { ...one, body: { verdict, of: sealing.hash } }, at())));
  seen(value(await lead.client("reviewOpinion", one, at())));
  seen(value(await reviewer.client("releaseOpinion", one, at())));
  return { verification: opened.id, version };
}

async function opinions(): Promise<{ verification: unknown; revoked: boolean }[]> {
  const { items } = value(await people.lead.client("listCredentials", { org: body, limit: 100 }));
  const told: { verification: unknown; revoked: boolean }[] = [];
  for (const { id, kind, revoked } of items) {
    if (kind !== "opinion") continue;
    const { secured } = value(await people.lead.client("readCredential", { org: body, credential: id }));
    const { opinion } = (secured as { credentialSubject: { opinion: { verification: string } } }).credentialSubject;
    told.push({ verification: opinion.verification, revoked: revoked !== undefined });
  }
  return told;
}

test("an opinion that is withdrawn is the one that is revoked, whichever came after; the accreditation of its day goes along", async () => {
  const { owner, lead } = people;
  const issuer = await accredited("2020-01-01T00:00:00Z");
  const sealed = value(await owner.client("sealPackage", { org, statement: sealing.hash, body: { hold: [], evidence: true } }));
  const [against, clean] = [await released("notSatisfactory"), await released("satisfactory")];
  await accredited("2020-06-01T00:00:00Z");
  const verified = async () => {
    const { bytes } = value(await owner.client("readPackage", { org, package: sealed.hash }));
    const trust = readTrust(value(await owner.client("readTrustFile", { org, accreditors: issuer })).bytes);
    const { exit, findings } = await verifyPackage(bytes, { verify: nodeVerify, now: Date.now(), trust });
    return { exit, fails: findings.filter(({ outcome }) => outcome === "fails").map(({ code }) => code) };
  };
  assert.deepEqual((await verified()).fails, []);
  value(
    await lead.client("withdrawOpinion", { org, verification: against.verification, body: { why: "x" } }, { version: against.version }),
  );
  assert.deepEqual(
    (await opinions()).filter(({ revoked }) => revoked).map(({ verification }) => verification),
    [against.verification],
  );
  assert.deepEqual((await verified()).fails, [], "the other opinion stands");
  value(await lead.client("withdrawOpinion", { org, verification: clean.verification, body: { why: "x" } }, { version: clean.version }));
  assert.deepEqual((await verified()).fails, ["REVOKED"]);
});

test("two who release, or rotate, at once do it once, and one key of an algorithm is in use", async () => {
  const rotations = await Promise.all(Array.from({ length: 6 }, () => people.owner.client("rotateKey", { org, body: { alg: "EdDSA" } })));
  assert.ok(rotations.every(({ ok }) => ok));
  const { keys } = value(await people.owner.client("readIdentity", { org }));
  assert.equal(keys.filter(({ alg, ended }) => alg === "EdDSA" && ended === undefined).length, 1);
});

test("an advisor stays one: not by being left out, and not by another role", async () => {
  const { owner, consultant } = people;
  const opened = value(await owner.client("openVerification", { org, body: { sealing: sealing.id, ...ENGAGEMENT, team: team() } }));
  assert.ok(opened.verification.engagement.advisors.includes(consultant.id));
  value(await owner.client("changeMember", { org, person: consultant.id, body: { role: "verifier" } }));
  const given = { ...ENGAGEMENT, team: [...team(), { person: consultant.id, role: "auditor" as const }], advisors: [] };
  const changed = value(await owner.client("changeEngagement", { org, verification: opened.id, body: given }, { version: opened.version }));
  assert.ok(changed.verification.engagement.advisors.includes(consultant.id));
  const refused = await owner.client("submitVerification", { org, verification: opened.id }, { version: changed.version });
  assert.equal(told(refused), "422 CONFLICT_OF_INTEREST");
});

test("KOLAS is KOLAS under whatever scheme it is entered for CBAM", async () => {
  const { owner } = people;
  for (const accreditationBody of ["KOLAS", "한국인정기구(KOLAS)", "Korea Laboratory Accreditation Scheme"]) {
    const given = { sealing: sealing.id, ...ENGAGEMENT, body: { ...BODY, accreditationBody }, team: team() };
    const { id, version } = value(await owner.client("openVerification", { org, body: given }));
    assert.equal(told(await owner.client("submitVerification", { org, verification: id }, { version })), "422 BODY_SCHEME_REFUSED");
  }
});

test("no message of a trial's stranger reaches beyond its organisation", async () => {
  server.house.hands.vcTrial = org;
  const headers = { "content-type": "application/json" };
  const { items } = value(await people.lead.client("listCredentials", { org: body, limit: 100 }));
  const [theirs] = items;
  assert.ok(theirs);
  const entry = { type: "BitstringStatusListEntry", statusPurpose: "revocation" };
  const asked = async (of: string): Promise<number> =>
    (
      await fetch(`${server.base}/organisations/${of}/vc-api/credentials/status`, {
        method: "POST",
        headers,
        body: JSON.stringify({ credentialId: theirs.id, credentialStatus: entry, status: true } satisfies JsonObject),
      })
    ).status;
  assert.deepEqual([await asked(body), await asked(org)], [401, 400]);
  delete server.house.hands.vcTrial;
});
