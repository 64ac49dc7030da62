// An organisation's keys, what it signs, and packages that a server seals: believed by the means of whoever verifies alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { verifyPackage } from "../../src/calc/replay.ts";
import { readLists, readTrust } from "../../src/calc/trust-file.ts";
import { nodeVerify } from "../../src/main/node-crypto.ts";
import { enteredPeriod, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let owner: Awaited<ReturnType<Running["person"]>>;
let org: string;
let statement: string;

before(async () => {
  server = await running();
  owner = await server.person("owner");
  org = value(await owner.client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  const { period } = await enteredPeriod(owner.client, { org });
  statement = value(await owner.client("calculateStatement", { org, period, body: {} })).hash;
});
after(() => server.stop());

const SEAL = { hold: [], evidence: true };

const outcomes = (findings: readonly { code: string; outcome: string }[], outcome: string): string[] =>
  findings.filter((one) => one.outcome === outcome).map(({ code }) => code);

async function verified(bytes: Uint8Array, more: { trust?: Uint8Array; lists?: Uint8Array; now?: number } = {}) {
  const { trust, lists, now = Date.now() } = more;
  return verifyPackage(bytes, {
    verify: nodeVerify,
    now,
    trust: trust && readTrust(trust),
    lists: lists && readLists(lists),
  });
}

test("a statement that the server seals is verified with its trust file, and no more once it is revoked and a newer list is given", async () => {
  const sealed = value(await owner.client("sealPackage", { org, statement, body: SEAL }));
  const { bytes } = value(await owner.client("readPackage", { org, package: sealed.hash }));
  const trust = value(await owner.client("readTrustFile", { org })).bytes;
  const first = await verified(bytes, { trust });
  assert.deepEqual(outcomes(first.findings, "fails"), []);
  assert.equal(first.hash, sealed.hash);
  for (const code of ["SIGNATURE_HOLDS", "SIGNER_KNOWN", "NOT_REVOKED", "RECOMPUTED_IDENTICAL"])
    assert.ok(outcomes(first.findings, "holds").includes(code), code);
  assert.ok(outcomes((await verified(bytes)).findings, "unchecked").includes("SIGNER_UNKNOWN"));

  value(await owner.client("changeStatus", { org, credential: sealed.credential, body: { purpose: "suspension", set: true } }));
  const suspended = value(await owner.client("readStatusLists", { org })).bytes;
  assert.ok(outcomes((await verified(bytes, { trust, lists: suspended })).findings, "fails").includes("REVOKED"));
  value(await owner.client("changeStatus", { org, credential: sealed.credential, body: { purpose: "suspension", set: false } }));
  const lifted = value(await owner.client("readStatusLists", { org })).bytes;
  assert.deepEqual(outcomes((await verified(bytes, { trust, lists: lifted })).findings, "fails"), []);

  value(await owner.client("changeStatus", { org, credential: sealed.credential, body: { purpose: "revocation", set: true } }));
  const lists = value(await owner.client("readStatusLists", { org })).bytes;
  assert.ok(outcomes((await verified(bytes, { trust, lists })).findings, "fails").includes("REVOKED"));
  const again = await owner.client("changeStatus", { org, credential: sealed.credential, body: { purpose: "revocation", set: false } });
  assert.equal(told(again), "422 REVOCATION_FINAL");
  assert.ok(value(await owner.client("listPackages", { org })).items.some(({ revoked }) => revoked !== undefined));
});
