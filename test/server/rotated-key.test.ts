// A key that ended: what a witness had seen before its end still holds; what nobody vouches for does not. Two servers, one witnessing the other.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { verifyPackage } from "../../src/calc/replay.ts";
import { readTrust } from "../../src/calc/trust-file.ts";
import { logKeys } from "../../src/main/log-keeper.ts";
import { nodeVerify } from "../../src/main/node-crypto.ts";
import { COSIGNATURE, keyOf, keyText, SIGNATURE } from "../../src/trust/log/note.ts";
import { elsewhere } from "./elsewhere.ts";
import { enteredPeriod, value } from "./household.ts";
import { freePort, type Running, running } from "./running.ts";

const folder = mkdtempSync(join(tmpdir(), "sandan-rotated-"));
let plant: Running;
let witness: Running;

before(async () => {
  const [mine, theirs] = [await freePort(), await freePort()];
  const at = (name: string, port: number) => ({ data: join(folder, name), baseUrl: `http://127.0.0.1:${port}` });
  const [here, there] = [at("plant", mine), at("witness", theirs)];
  const { origin, signer } = logKeys(here);
  const { witness: cosigner } = logKeys(there);
  const settings = ({ data, baseUrl }: typeof here, port: number) => ({ SANDAN_DATA: data, BASE_URL: baseUrl, PORT: String(port) });
  witness = await running({
    ...settings(there, theirs),
    LOG_WATCHED: `${keyText(keyOf(origin, SIGNATURE, signer))} ${here.baseUrl}/log`,
  });
  plant = await running({
    ...settings(here, mine),
    LOG_WITNESSES: `${keyText(keyOf(cosigner.name, COSIGNATURE, cosigner.signer))} ${there.baseUrl}/log`,
  });
});
after(async () => {
  await plant.stop();
  await witness.stop();
  rmSync(folder, { recursive: true, force: true });
});

const codes = (findings: readonly { code: string; outcome: string }[], outcome: string): string[] =>
  findings.filter((one) => one.outcome === outcome).map(({ code }) => code);

test("after a rotation, and a leak, the witnessed signature holds; one that was not witnessed in time does not", async () => {
  const owner = await plant.person("owner");
  const org = value(await owner.client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  const { period } = await enteredPeriod(owner.client, { org });
  const statement = value(await owner.client("calculateStatement", { org, period, body: {} })).hash;
  const sealed = value(await owner.client("sealPackage", { org, statement, body: { hold: [], evidence: true } }));
  const { bytes } = value(await owner.client("readPackage", { org, package: sealed.hash }));
  const trustFile = async (change: object = {}): Promise<Uint8Array> => {
    const { bytes: text } = value(await owner.client("readTrustFile", { org }));
    return new TextEncoder().encode(JSON.stringify({ ...(JSON.parse(new TextDecoder().decode(text)) as object), ...change }));
  };
  const said = async (change?: object) => {
    const trust = readTrust(await trustFile(change));
    assert.ok(trust);
    return (await verifyPackage(bytes, { verify: nodeVerify, now: Date.now(), trust })).findings;
  };
  assert.deepEqual(codes(await said(), "fails"), []);
  assert.ok(codes(await said(), "holds").includes("PROOF_HOLDS"));

  // The clock of a witness counts whole seconds: the end has to be in a later one.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  value(await owner.client("rotateKey", { org, body: { alg: "EdDSA" } }));
  assert.deepEqual(codes(await said(), "fails"), [], "rotated, witnessed before");
  const unwitnessed = await said({ witnesses: [], quorum: 0 });
  assert.ok(codes(unwitnessed, "fails").includes("SIGNATURE_FAILS"), "rotated, and no witness to say when");

  const again = value(await owner.client("sealPackage", { org, statement, body: { hold: [], evidence: true } }));
  assert.notEqual(again.credential, sealed.credential);
  const { bytes: newer } = value(await owner.client("readPackage", { org, package: again.hash }));
  const trust = readTrust(await trustFile());
  assert.deepEqual(codes((await verifyPackage(newer, { verify: nodeVerify, now: Date.now(), trust })).findings, "fails"), []);
  value(await owner.client("rotateKey", { org, body: { alg: "EdDSA", leaked: "2020-01-01T00:00:00Z" } }));
  const leaked = await verifyPackage(newer, { verify: nodeVerify, now: Date.now(), trust: readTrust(await trustFile()) });
  assert.ok(codes(leaked.findings, "fails").includes("SIGNATURE_FAILS"), "leaked before it was logged");
  assert.deepEqual(codes(await said(), "fails"), [], "another key's leak takes nothing from what was before it");

  // The first key is found to have leaked long after its rotation.
  const { keys } = value(await owner.client("readIdentity", { org }));
  const first = keys[0]?.id ?? "";
  const told = async (since: string) => value(await owner.client("tellLeak", { org, key: first, body: { since } }));
  assert.equal((await told(new Date().toISOString())).ended, keys[0]?.ended);
  assert.deepEqual(codes(await said(), "fails"), [], "it was witnessed before");
  assert.equal((await told("2020-01-01T00:00:00Z")).leaked, "2020-01-01T00:00:00.000Z");
  assert.ok(codes(await said(), "fails").includes("SIGNATURE_FAILS"));
  assert.equal((await told("2026-01-01T00:00:00Z")).leaked, "2020-01-01T00:00:00.000Z", "the earliest word counts");

  // Revoked afterwards: whoever asks for the lists where the package says that they are is told.
  const last = value(await owner.client("sealPackage", { org, statement, body: { hold: [], evidence: true } }));
  const handed = value(await owner.client("readPackage", { org, package: last.hash })).bytes;
  value(await owner.client("changeStatus", { org, credential: last.credential, body: { purpose: "revocation", set: true } }));
  const machine = mkdtempSync(join(folder, "elsewhere-"));
  assert.ok(!(await elsewhere(machine, { "P.sandan": handed }, ["P.sandan"])).fails.includes("REVOKED"));
  const online = await elsewhere(machine, {}, ["P.sandan", "--online"]);
  assert.deepEqual([online.exit, online.fails.includes("REVOKED")], [1, true]);
});
