// Sealed packages: the whole path, what is held back, every kind of tampering, and the packages of earlier versions.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { hashOf } from "../src/base/canonical.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { type Replay, replayReport, verifyPackage } from "../src/calc/replay.ts";
import { replayFiles } from "../src/calc/replay-files.ts";
import { addToPackage, sealPackage } from "../src/calc/seal-package.ts";
import type { Trust } from "../src/calc/trust-file.ts";
import { nodeVerify } from "../src/main/node-crypto.ts";
import { nodeHashing } from "../src/main/node-hashing.ts";
import { PACKAGE_PROBLEMS } from "../src/model/problems/package.ts";
import { statementHash } from "../src/model/statement.ts";
import type { JsonObject } from "../src/trust/credentials/json.ts";
import { nobleVerify } from "../src/trust/noble.ts";
import { PLACES } from "../src/trust/package/manifest.ts";
import { readZip, writeZip } from "../src/trust/package/zip.ts";
import { root } from "./cases/read.ts";
import {
  entryOf,
  handsOf,
  loggedIn,
  logMade,
  METERS,
  NOW,
  opinionOver,
  packageMade,
  sealedBy,
  statementMade,
  statusList,
  trusted,
  trustOf,
  verifierDocument,
} from "./packages/made.ts";
import { FAULTS, filesOf, mended, numbers } from "./packages/mutate.ts";

const hands = handsOf(20);
const strangers = handsOf(120);
const made = await packageMade(hands);
const right = trusted(trustOf(hands));
const wrong = trusted(trustOf(strangers));

type Given = { trust?: Trust | undefined; lists?: JsonObject[]; now?: number };
const verified = (bytes: Uint8Array, { trust, lists, now = NOW }: Given = {}): Promise<Replay> =>
  verifyPackage(bytes, { verify: nodeVerify, hashing: nodeHashing, now, trust, lists });
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = ({ findings }: Replay, outcome: string): string[] => [
  ...new Set(findings.filter((finding) => finding.outcome === outcome).map(({ code }) => code)),
];

test("with the right trust file all holds; without one who stands behind it is not known; with a wrong one it fails", async () => {
  const sound = await verified(made.bytes, { trust: right });
  assert.deepEqual([sound.exit, sound.hash, codes(sound, "fails"), codes(sound, "unchecked")], [0, made.hash, [], []]);
  assert.deepEqual(codes(sound, "holds"), [
    "FILES_HOLD",
    "STATEMENT_HOLDS",
    "EVIDENCE_HOLDS",
    "DATASETS_HOLD",
    "RECOMPUTED_IDENTICAL",
    "PROOF_HOLDS",
    "SIGNATURE_HOLDS",
    "SIGNER_KNOWN",
    "NOT_REVOKED",
  ]);
  const alone = await verified(made.bytes);
  assert.deepEqual([alone.exit, codes(alone, "fails")], [2, []]);
  assert.deepEqual(codes(alone, "unchecked"), ["LOG_UNKNOWN", "SIGNER_UNKNOWN", "DOCUMENT_UNPROVED"]);
  const misled = await verified(made.bytes, { trust: wrong });
  assert.equal(misled.exit, 1);
  assert.ok(codes(misled, "fails").includes("SIGNER_UNTRUSTED") && codes(misled, "fails").includes("PROOF_FAILS"));
});

test("noble and node:crypto seal and say the same", async () => {
  const input = readFileSync(join(root, "samples", "sample-factory.json"));
  const secret = encoded("a secret");
  const [slow, fast] = [{}, { hashing: nodeHashing }].map(
    (more) => statementOf(input, { file: "a.json", secret, ...more }).value?.statement,
  );
  assert.ok(slow && fast);
  assert.deepEqual(slow, fast);
  const packed = await Promise.all([sealPackage({ statement: slow }), sealPackage({ statement: fast, hashing: nodeHashing })]);
  assert.deepEqual(packed[0].value?.bytes, packed[1].value?.bytes);
  assert.ok(packed[0].value);
  const inBrowser = await verifyPackage(made.bytes, { verify: nobleVerify, now: NOW, trust: right });
  assert.deepEqual(inBrowser.findings, (await verified(made.bytes, { trust: right })).findings);
});

test("an accredited verifier vouches for a maker whom the trust file does not name", async () => {
  const replay = await verified(made.bytes, { trust: trusted(trustOf(hands, { signers: [] })) });
  assert.equal(replay.exit, 0);
  assert.ok(codes(replay, "holds").includes("SIGNER_VOUCHED"));
});

test("the same input gives the same bytes", async () => {
  assert.deepEqual((await packageMade(handsOf(20))).bytes, made.bytes);
});

test("a forgery that is consistent in itself under other keys fails with the right trust file alone", async () => {
  const forged = (await packageMade(strangers)).bytes;
  assert.equal((await verified(forged, { trust: right })).exit, 1);
  assert.equal((await verified(forged)).exit, 2);
  assert.equal((await verified(forged, { trust: wrong })).exit, 0);
});

test("revoked: the newer list is believed, also where the package's own says otherwise", async () => {
  const list = await statusList(hands, { validFrom: "2026-03-01T00:00:00Z", revoked: [7] });
  const replay = await verified(made.bytes, { trust: right, lists: [list] });
  assert.deepEqual([replay.exit, codes(replay, "fails")], [1, ["REVOKED"]]);
  const before = await statusList(hands, { validFrom: "2026-01-01T00:00:00Z" });
  assert.equal((await verified(made.bytes, { trust: right, lists: [list, before] })).exit, 1);
});

test("a list that is out of date says unknown, never valid", async () => {
  const replay = await verified(made.bytes, { trust: right, now: Date.UTC(2040, 0, 1) });
  assert.deepEqual([replay.exit, codes(replay, "unchecked")], [2, ["SIGNATURE_UNCHECKED"]]);
});

test("a held record takes its leaves along, cannot be recomputed, and is still committed to", async () => {
  const { bytes } = await sealedBy(hands, made.statement, ["streams/gas"]);
  const text = new TextDecoder().decode(filesOf(bytes).get(PLACES.disclosure));
  assert.ok(!text.includes('"streams/gas"') && !text.includes('"stream/gas/'));
  const replay = await verified(bytes, { trust: trusted({ format: "sandan.trust/1", signers: right.signers }) });
  assert.deepEqual([replay.exit, codes(replay, "fails"), codes(replay, "unchecked")], [2, [], ["RECORDS_WITHHELD", "PROOF_MISSING"]]);
  assert.equal(replay.statement?.hash, made.statement.hash);
});

type Provoked = { why: string; seal: { hold?: string[]; evidence?: true; bare?: true; pinned?: string }; expect: { path: string } };

for (const code of Object.keys(PACKAGE_PROBLEMS))
  test(`${code} is raised by its file`, async () => {
    const { seal, expect }: Provoked = JSON.parse(readFileSync(join(root, "test/problems", `${code}.json`), "utf8"));
    const bare = statementOf(readFileSync(join(root, "samples", "screws.json")), { file: "screws.json" }).value?.statement;
    assert.ok(bare);
    const { datasets, ...rest } = seal.bare ? bare : made.statement;
    const [first, ...others] = datasets;
    assert.ok(first);
    const statement = { ...rest, datasets: seal.pinned === undefined ? datasets : [{ ...first, hash: seal.pinned }, ...others] };
    const evidence = new Map(seal.evidence ? [[hashOf(METERS), METERS]] : []);
    const { problems } = await sealPackage({ statement, evidence, ...(seal.hold && { hold: seal.hold }) });
    assert.deepEqual(
      problems.map(({ code: told, path }) => [told, path]),
      [[code, expect.path.replace("*", first.id)]],
    );
  });

test("an opinion of the preparer, or on another hash, is void", async () => {
  const opinion = await opinionOver(hands, hashOf("another package"));
  const bytes = addToPackage(made.bytes, { opinion });
  assert.ok(bytes);
  const replay = await verified(bytes, { trust: right });
  assert.ok(codes(replay, "fails").includes("SIGNATURE_OTHER") && codes(replay, "fails").includes("PROOF_OTHER"));
  const own = addToPackage(made.bytes, { opinion: await opinionOver(hands, made.hash, hands.plant) });
  assert.ok(own);
  const byPreparer = codes(await verified(own, { trust: right }), "fails");
  assert.ok(byPreparer.includes("OPINION_OWN") && byPreparer.includes("ACCREDITATION_OTHER"));
});

test("a forked log: the same log signs another tree; witnesses do not, and a head seen before tells it", async () => {
  const fork = await logMade(hands, 36);
  await fork.append([new Uint8Array([1])]);
  const proof = await loggedIn(fork, { hands, ...entryOf("statement", made.hash), cosigned: false });
  const unwitnessed = addToPackage(made.bytes, { statementProof: proof });
  assert.ok(unwitnessed);
  assert.deepEqual(codes(await verified(unwitnessed, { trust: right }), "fails"), ["PROOF_FAILS"]);
  const both = addToPackage(made.bytes, {
    statementProof: await loggedIn(await logMade(hands, 38), { hands, ...entryOf("statement", made.hash) }),
  });
  assert.ok(both);
  assert.deepEqual(codes(await verified(both, { trust: right }), "fails"), ["LOG_FORKED"]);
  const honest = await logMade(hands);
  await loggedIn(honest, { hands, ...entryOf("statement", made.hash) });
  const seen = trusted(trustOf(hands, { quorum: 0, checkpoints: [honest.signed.checkpoint] }));
  assert.deepEqual(codes(await verified(unwitnessed, { trust: seen }), "fails"), ["LOG_FORKED"]);
});

test("numbers of another engine: equal within 1e-12 holds and is named, further off fails", async () => {
  const told = async (by: number): Promise<string[]> => {
    const statement = structuredClone(made.statement);
    const step = statement.steps.find(({ id }) => id === "stream/gas/energy");
    assert.ok(step && "value" in step && step.value !== null);
    step.value *= 1 + by;
    statement.hash = statementHash(statement);
    const { value } = await sealPackage({ statement });
    assert.ok(value);
    return (await verified(value.bytes)).findings.map(({ code }) => code).filter((code) => code.startsWith("RECOMPUTED"));
  };
  assert.deepEqual(await told(0), ["RECOMPUTED_IDENTICAL"]);
  assert.deepEqual(await told(1e-14), ["RECOMPUTED_EQUAL"]);
  assert.deepEqual(await told(1e-10), ["RECOMPUTED_DIFFERS"]);
});

test("a key that leaked later does not void what was logged before; without a witnessed entry it does", async () => {
  const leaked = (time: number): object => trustOf(hands, { documents: [verifierDocument(hands, time)] });
  assert.equal((await verified(made.bytes, { trust: trusted(leaked(Date.UTC(2026, 2, 1))) })).exit, 0);
  const before = await verified(made.bytes, { trust: trusted(leaked(Date.UTC(2026, 0, 1))) });
  assert.deepEqual([before.exit, codes(before, "fails")], [1, ["SIGNATURE_FAILS"]]);
  const unwitnessed = trusted({ ...leaked(Date.UTC(2026, 2, 1)), witnesses: [], quorum: 0 });
  assert.equal((await verified(made.bytes, { trust: unwitnessed })).exit, 1);
});

/** 1,000 in all, shared among the classes. */
const MUTATIONS = 1000;

test("1,000 seeded faults: every one is caught and named, with the right trust file and without one", async () => {
  const second = (await packageMade(hands, await statementMade(hands, (text) => text.replace("17000", "17001")))).bytes;
  const classes = Object.entries(FAULTS);
  const missed: string[] = [];
  for (let n = 0; n < MUTATIONS; n += 1) {
    const [name, fault] = classes[n % classes.length] as (typeof classes)[number];
    const bytes = fault(made.bytes, numbers(n), second);
    const replay = await verified(bytes, { trust: right });
    if (replay.exit !== 1 || codes(replay, "fails").length === 0) missed.push(`${name} ${n}: ${replay.exit}`);
    if (n % 5 === 0 && (await verified(bytes)).exit === 0) missed.push(`${name} ${n} without a trust file`);
  }
  assert.deepEqual(missed, []);
});

test("faults are named for what they are", async () => {
  const files = (): Map<string, Uint8Array> => filesOf(made.bytes);
  const named = async (bytes: Uint8Array): Promise<string[]> => codes(await verified(bytes), "fails");
  const evidence = `evidence/${hashOf(METERS)}`;
  assert.deepEqual(await named(writeZip(files().set(evidence, new Uint8Array(3)))), ["FILE_DIFFERS", "EVIDENCE_DIFFERS"]);
  const without = files();
  without.delete(evidence);
  assert.deepEqual(await named(writeZip(without)), ["FILE_MISSING"]);
  assert.deepEqual(await named(writeZip(files().set("evidence/more", new Uint8Array(3)))), ["FILE_UNLISTED", "EVIDENCE_DIFFERS"]);
  assert.deepEqual(await named(new Uint8Array(100)), ["PACKAGE_UNREADABLE"]);
  assert.deepEqual(await named(writeZip(new Map([["statement.json", new Uint8Array(2)]]))), ["MANIFEST_BROKEN"]);
  assert.ok((await named(mended(without))).includes("SIGNATURE_OTHER"));
});

test("an archive is read only as it is written", () => {
  const files = new Map([
    ["a.json", new Uint8Array(3)],
    ["b/c.json", new Uint8Array(0)],
  ]);
  const bytes = writeZip(files);
  const read = readZip(bytes);
  assert.ok(read.fault === undefined);
  assert.deepEqual([...read.files], [...files]);
  for (const name of ["../a", "/a", "a//b", "A", "a/", "a\\b", "."]) assert.throws(() => writeZip(new Map([[name, new Uint8Array(0)]])));
  for (let at = 0; at < bytes.length; at += 1) {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    assert.ok(readZip(copy).fault !== undefined, `byte ${at}`);
    assert.ok(readZip(bytes.subarray(0, at)).fault !== undefined, `cut at ${at}`);
  }
});

/** Packages of earlier versions stay here for ever, with whom to believe. */
const GOLDEN = join(root, "test", "packages");

test("the package of version 0.1.0 verifies for ever", async () => {
  const trust = trusted(JSON.parse(readFileSync(join(GOLDEN, "screws-0.1.0.trust.json"), "utf8")) as object);
  const replay = await verified(readFileSync(join(GOLDEN, "screws-0.1.0.sandan")), { trust });
  assert.deepEqual([replay.exit, codes(replay, "fails"), codes(replay, "unchecked")], [0, [], []]);
  assert.equal(replay.hash, readFileSync(join(GOLDEN, "screws-0.1.0.sha256"), "utf8").trim());
});

test("files that are dropped say in a browser what the command says, and tell which statement it is", async () => {
  const sealed = readFileSync(join(GOLDEN, "screws-0.1.0.sandan"));
  const right = readFileSync(join(GOLDEN, "screws-0.1.0.trust.json"));
  const file = JSON.parse(new TextDecoder().decode(right)) as object;
  for (const trust of [right, undefined]) {
    const told = await replayFiles({ sealed, trust, now: NOW });
    assert.ok("report" in told);
    assert.deepEqual(told.report, replayReport(await verified(sealed, trust && { trust: trusted(file) })));
    assert.deepEqual([told.statement?.hash, told.statement?.goods.length], [told.report.statement, 2]);
    assert.deepEqual(
      told.signatures.map(({ what, standing }) => [what.en, standing]),
      ["Statement", "Opinion", "Accreditation"].map((what) => [what, trust ? "holds" : "unchecked"]),
    );
    assert.equal(told.entries.length, trust ? 2 : 0);
  }
  assert.deepEqual(await replayFiles({ sealed, trust: encoded("{}"), now: NOW }), { misread: "trust" });
  assert.deepEqual(await replayFiles({ sealed, trust: right, lists: [encoded("[]"), encoded("{}")], now: NOW }), { misread: "lists" });
});

const scratch = mkdtempSync(join(tmpdir(), "sandan-package-"));
after(() => rmSync(scratch, { recursive: true }));

const sandan = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, "src", "main", "sandan.ts"), ...args], {
    encoding: "utf8",
    cwd: scratch,
    env: { PATH: process.env.PATH, LANG: "en_US.UTF-8" },
  });

test("seal and verify from a shell: a key signs, the trust file decides the exit code", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(join(scratch, "key.pem"), privateKey.export({ format: "pem", type: "pkcs8" }));
  mkdirSync(join(scratch, "evidence"));
  const screws = join(root, "samples", "screws.json");
  for (const name of ["a", "b"])
    assert.equal(sandan("seal", screws, "--out", `${name}.sandan`, "--key", "key.pem", "--evidence", "evidence").status, 0);
  assert.deepEqual(readFileSync(join(scratch, "a.sandan")), readFileSync(join(scratch, "b.sandan")));
  const alone = sandan("verify", "a.sandan", "--lang", "ko");
  assert.equal(alone.status, 2);
  assert.match(alone.stdout, /맞음 RECOMPUTED_IDENTICAL/);
  const json = JSON.parse(sandan("verify", "a.sandan", "--json").stdout) as {
    exit: number;
    findings: { code: string; text: { en: string } }[];
  };
  const signer = /did:key:\w+/.exec(json.findings.find(({ code }) => code === "SIGNER_UNKNOWN")?.text.en ?? "")?.[0];
  writeFileSync(join(scratch, "trust.json"), JSON.stringify({ format: "sandan.trust/1", signers: [signer] }));
  writeFileSync(join(scratch, "wrong.json"), JSON.stringify({ format: "sandan.trust/1", signers: ["did:key:z6Mk"] }));
  assert.equal(sandan("verify", "a.sandan", "--trust", "wrong.json").status, 1);
  const known = sandan("verify", "a.sandan", "--trust", "trust.json");
  assert.match(known.stdout, /holds SIGNER_KNOWN/);
  writeFileSync(join(scratch, "broken.json"), "{}");
  assert.equal(sandan("verify", "a.sandan", "--trust", "broken.json").status, 2);
  const held = sandan("seal", screws, "--out", "c.sandan", "--key", "key.pem", "--hold", "streams/gas");
  assert.equal(held.status, 0);
  assert.match(sandan("verify", "c.sandan").stdout, /RECORDS_WITHHELD/);
  assert.equal(sandan("seal", screws, "--out", "d.sandan", "--hold", "streams/gas").status, 1);
  assert.equal(sandan("seal", screws).status, 2);
});
