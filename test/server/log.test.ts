// The transparency log between two whole servers, over real HTTPS: each witnesses and watches the other; proofs are verified by src/trust alone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import tls from "node:tls";
import { runLog } from "../../src/acts/log.ts";
import { logLater } from "../../src/acts/log-entry.ts";
import type { LogHands } from "../../src/acts/log-hands.ts";
import { proofOf, proofOfContent } from "../../src/acts/log-proof.ts";
import { addCheckpoint } from "../../src/acts/log-routes.ts";
import { countAlarms, watchLogs } from "../../src/acts/log-watch.ts";
import type { Hands } from "../../src/acts/scene.ts";
import { hashOf } from "../../src/base/canonical.ts";
import { backUp, restore } from "../../src/main/backup.ts";
import { logKeys } from "../../src/main/log-keeper.ts";
import { logNetwork } from "../../src/main/log-network.ts";
import { nodeVerify } from "../../src/main/node-crypto.ts";
import { readSettings } from "../../src/main/settings.ts";
import { blobsOf, openStore } from "../../src/main/stores.ts";
import { watchedRows, witnessRows } from "../../src/store/log-witness.ts";
import { openCheckpoint, readCheckpoint } from "../../src/trust/log/checkpoint.ts";
import { readEntry } from "../../src/trust/log/entry.ts";
import { memoryLog } from "../../src/trust/log/memory-log.ts";
import { leafHash } from "../../src/trust/log/merkle.ts";
import { COSIGNATURE, keyOf, keyText, readKey, readNote, SIGNATURE } from "../../src/trust/log/note.ts";
import { readProof, verifyProof } from "../../src/trust/log/proof-text.ts";
import { readUtf8, toBase64 } from "../../src/trust/log/text.ts";
import { entriesPath, readBundle, tilePath } from "../../src/trust/log/tiles.ts";
import { writeRequest } from "../../src/trust/log/witness.ts";
import { nobleSigner } from "../../src/trust/noble.ts";
import { leafOf } from "../../src/trust/package/vouched.ts";
import { enteredPeriod, value } from "./household.ts";
import { freePort, type Running, running } from "./running.ts";

type Instance = { server: Running; url: string; data: string; lines: string[]; close(): Promise<void> };

const folder = mkdtempSync(join(tmpdir(), "sandan-log-"));
const open = new Set<Instance>();
let secure: { key: string; cert: string };
let one: Instance;
let other: Instance;
let port: { one: number; other: number; fork: number };

/** An authority of the test's own, and a certificate of it for localhost. */
function certificates(): { ca: string; key: string; cert: string } {
  const at = (name: string): string => join(folder, name);
  const openssl = (...given: string[]): void => void execFileSync("openssl", given, { stdio: "pipe", cwd: folder });
  openssl(
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=test CA",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
  );
  openssl(
    "req",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost",
    "-keyout",
    "key.pem",
    "-out",
    "request.pem",
  );
  openssl(
    "x509",
    "-req",
    "-in",
    "request.pem",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-copy_extensions",
    "copy",
    "-out",
    "cert.pem",
  );
  return { ca: readFileSync(at("ca.pem"), "utf8"), key: readFileSync(at("key.pem"), "utf8"), cert: readFileSync(at("cert.pem"), "utf8") };
}

/** A proxy that speaks TLS before a server that does not, as operators have it; answers how to close it. */
function proxy(at: number, target: number): Promise<() => void> {
  return new Promise((resolve) => {
    const sockets = new Set<Socket>();
    const server = tls.createServer(secure, (socket) => {
      const behind = connect(target, "127.0.0.1");
      const end = (): void => {
        socket.destroy();
        behind.destroy();
      };
      for (const one of [socket, behind]) {
        sockets.add(one);
        one.on("error", end).on("close", end);
      }
      socket.pipe(behind).pipe(socket);
    });
    const close = (): void => {
      server.close();
      for (const socket of sockets) socket.destroy();
    };
    server.listen(at, "127.0.0.1", () => resolve(close));
  });
}

const urlOf = (at: number): string => `https://localhost:${at}`;
const dataOf = (name: string): string => join(folder, name);

/** How an operator names the witness and the log of a server. */
function named(name: string, at: number): { witness: string; log: string } {
  const { origin, signer, witness } = logKeys({ data: dataOf(name), baseUrl: urlOf(at) });
  const lines = { witness: keyText(keyOf(witness.name, COSIGNATURE, witness.signer)), log: keyText(keyOf(origin, SIGNATURE, signer)) };
  return { witness: `${lines.witness} ${urlOf(at)}/log`, log: `${lines.log} ${urlOf(at)}/log` };
}

async function instance(name: string, at: number, env: Record<string, string>): Promise<Instance> {
  const lines: string[] = [];
  const given = { SANDAN_DATA: dataOf(name), BASE_URL: urlOf(at), LOG_LEVEL: "warn", ...env };
  const server = await running(given, (line) => void lines.push(line));
  const closeProxy = await proxy(at, Number(new URL(server.base).port));
  const close = async (): Promise<void> => {
    open.delete(made);
    closeProxy();
    await server.stop();
  };
  const made = { server, url: urlOf(at), data: dataOf(name), lines, close };
  open.add(made);
  return made;
}

const sceneOf = ({ server }: Instance) => server.house.hands;

before(async () => {
  const { ca, ...rest } = certificates();
  secure = rest;
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), ca]);
  port = { one: await freePort(), other: await freePort(), fork: await freePort() };
  const [first, second] = [named("one", port.one), named("other", port.other)];
  one = await instance("one", port.one, { LOG_WITNESSES: second.witness, LOG_WATCHED: second.log });
  other = await instance("other", port.other, { LOG_WITNESSES: first.witness, LOG_WATCHED: first.log });
  // The first was up before there was a witness to answer: it need not rest now.
  await sceneOf(one).db.deleteFrom("log_witness").execute();
});
after(async () => {
  for (const one of open) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

type Got = { status: number; type: string; cache: string; bytes: Uint8Array; text: string };

async function got(url: string, init: RequestInit = {}): Promise<Got> {
  const answer = await fetch(url, init);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const header = (name: string): string => answer.headers.get(name) ?? "";
  return { status: answer.status, type: header("content-type"), cache: header("cache-control"), bytes, text: readUtf8(bytes) ?? "" };
}

/** Whom one who verifies believes: the log of one server, witnessed by the other. */
async function trustOf(log: Instance, witness: Instance, quorum = 1) {
  const key = readKey((await got(`${log.url}/log/key`)).text.trim());
  const cosigner = readKey((await got(`${witness.url}/log/witness-key`)).text.trim());
  assert.ok(key && cosigner);
  return { logs: [{ origin: key.name, keys: [key] }], witnesses: [cosigner], quorum };
}

/** Something to log that no organisation stands behind. */
const logged = (at: Instance, n: number): Promise<string> => {
  const { db, now, newId } = sceneOf(at);
  return logLater(db, { type: "credential", id: newId(), hash: hashOf(`entry ${n}`), time: now().toISOString() });
};

const sizeOf = async (at: Instance): Promise<number> => {
  const { text } = await got(`${at.url}/log/checkpoint`);
  return Number(readCheckpoint(readNote(text)?.text ?? "")?.size ?? -1);
};

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 15_000; performance.now() < end; await pause(50)) if (await holds()) return;
  assert.fail(`${what} did not come`);
}

test("evidence and statements are logged by themselves, cosigned by the other server, and proved with no database", async () => {
  const { client } = await one.server.person("owner");
  const org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  const { sha256, period } = await enteredPeriod(client, { org });
  const { hash } = value(await client("calculateStatement", { org, period, body: {} }));
  value(await client("calculateStatement", { org, period, body: {} }));
  await until("the log's growth", async () => (await sizeOf(one)) >= 2);
  const trust = await trustOf(one, other);
  for (const [type, content] of [
    ["evidence", sha256],
    ["statement", hash],
  ] as const) {
    const text = await proofOfContent(sceneOf(one), org, { type, sha256: content });
    assert.ok(text);
    const leaf = leafOf(readProof(text)?.extra ?? new Uint8Array(), { type, hash: content });
    assert.ok(leaf, "entry and salt open the hash of the content");
    const proved = await verifyProof(text, leafHash(leaf), { trust, verify: nodeVerify });
    assert.equal(proved.fault, undefined);
    assert.ok(proved.fault === undefined && proved.cosigned.length === 1 && proved.witnessedAt !== undefined);
    assert.equal(leafOf(readProof(text)?.extra ?? new Uint8Array(), { type, hash: hashOf("other") }), undefined);
  }
  assert.equal(await proofOfContent(sceneOf(one), org, { type: "opinion", sha256: hash }), undefined);
  const size = await sizeOf(one);
  const bundle = readBundle((await got(`${one.url}/log/${entriesPath(0, size)}`)).bytes) ?? [];
  const entries = bundle.map(readEntry);
  assert.deepEqual(entries.filter((entry) => entry?.type === "statement").length, 1, "the same statement is logged once");
  for (const entry of entries) {
    assert.ok(entry);
    assert.ok(![hash, sha256, org].includes(entry.id) && entry.hash !== hash && entry.hash !== sha256, "nothing tells what it is");
  }
});

test("an act waits for its proof: what was committed is logged and cosigned at once", async () => {
  const trust = await trustOf(other, one);
  const leaf = await logged(other, 1);
  const begun = performance.now();
  const text = await proofOf(sceneOf(other), leaf);
  assert.ok(text);
  const proved = await verifyProof(text, new Uint8Array(Buffer.from(leaf, "hex")), { trust, verify: nodeVerify });
  assert.ok(proved.fault === undefined && proved.cosigned[0]?.name === `localhost:${port.one}/witness`, JSON.stringify(proved.fault));
  assert.ok(performance.now() - begun < 5000);
  assert.equal(await proofOf(sceneOf(other), "ab".repeat(32)), undefined);
});

test("routes: media types, caching, exact paths, and the same bytes as plain files", async () => {
  await Promise.all(Array.from({ length: 300 }, (_, n) => logged(one, n)));
  await sceneOf(one).log.run();
  const size = await sizeOf(one);
  assert.ok(size > 300);
  const checkpoint = await got(`${one.url}/log/checkpoint`);
  assert.deepEqual([checkpoint.status, checkpoint.type, checkpoint.cache], [200, "text/plain; charset=utf-8", "no-cache"]);
  const paths = [
    tilePath(0, 0),
    tilePath(0, 1, size - 256),
    tilePath(0, 1, 7),
    tilePath(1, 0, 1),
    entriesPath(0),
    entriesPath(1, size - 256),
  ];
  for (const path of paths) {
    const { status, type, cache, bytes } = await got(`${one.url}/log/${path}`);
    assert.deepEqual([status, type], [200, "application/octet-stream"], path);
    assert.equal(cache.includes("immutable"), !path.includes(".p/"), path);
    if (!path.startsWith("tile/entries")) assert.equal(bytes.length, 32 * Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? 256));
    const file = join(one.data, "log", path);
    if (path !== tilePath(0, 1, 7)) assert.deepEqual(new Uint8Array(readFileSync(file)), bytes, path);
  }
  assert.equal(readFileSync(join(one.data, "log", "checkpoint"), "utf8"), checkpoint.text);
  assert.ok(!existsSync(join(one.data, "log", "tile", "0", "000.p")), "partial tiles go with the full one");
  const none = [
    "tile/0/2",
    "tile/0/002",
    "tile/0/001",
    `tile/0/001.p/${size - 255}`,
    "tile/0/000.p/256",
    "tile/9/000",
    "tile/entries/1",
    "tile/..%2fcheckpoint",
    "inner/0/000",
    "tile/%00",
    "tile/",
  ];
  for (const path of none) assert.equal((await got(`${one.url}/log/${path}`)).status, 404, path);
  assert.equal((await got(`${one.url}/log/key`)).text, `${named("one", port.one).log.split(" ")[0]}\n`);
  assert.equal((await got(`${one.url}/log/witness-key`)).text, `${named("one", port.one).witness.split(" ")[0]}\n`);
});

test("add-checkpoint refuses exactly as the protocol says", async () => {
  const post = (body: string | Uint8Array) => got(`${other.url}/log/add-checkpoint`, { method: "POST", body: body as string });
  const { text } = await got(`${one.url}/log/checkpoint`);
  const size = await sizeOf(one);
  assert.equal((await post("nonsense")).status, 400);
  assert.equal((await post(new Uint8Array([0xff, 0xfe]))).status, 400);
  assert.equal((await post(`old ${size + 1}\n\n${text}`)).status, 400);
  const conflict = await post(`old 1\n\n${text}`);
  assert.deepEqual([conflict.status, conflict.type, conflict.text], [409, "text/x.tlog.size", `${size}\n`]);
  assert.equal((await post(`old ${size}\n${toBase64(new Uint8Array(32))}\n\n${text}`)).status, 422);
  assert.equal((await post(`old ${size}\n\n${text.replace(`\n${size}\n`, `\n${size + 1}\n`)}`)).status, 403);
  assert.equal((await post(`old 0\n\n${text.replace(/^.*\n/, "elsewhere/log\n")}`)).status, 404);
  const again = await post(`old ${size}\n\n${text}`);
  assert.deepEqual([again.status, again.type], [200, "text/plain; charset=utf-8"]);
  assert.match(again.text, new RegExp(`^— localhost:${port.other}/witness \\S+\n$`));
  assert.equal((await post("x".repeat(100_000))).status, 413);
});

test("two requests at once cannot have two trees cosigned", async () => {
  const signer = nobleSigner("EdDSA", new Uint8Array(32).fill(7));
  const origin = "two.example/log";
  const hands = sceneOf(other);
  const log = { ...hands.log, watched: [{ log: { origin, keys: [keyOf(origin, SIGNATURE, signer)] }, url: "" }] };
  const trees = await Promise.all(
    ["a", "b"].map(async (of) => {
      const tree = await memoryLog(origin, signer);
      await tree.append(Array.from({ length: 5 }, (_, i) => new TextEncoder().encode(`${of} ${i}`)));
      return tree.signed.checkpoint;
    }),
  );
  const answers = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const bytes = new TextEncoder().encode(writeRequest({ old: 0n, proof: [], checkpoint: trees[i % 2] ?? "" }));
      const asked = { params: {}, query: {}, type: "", bytes, credentials: { kind: "none" as const } };
      return { of: i % 2, status: (await addCheckpoint({ ...hands, log }, asked)).status };
    }),
  );
  const cosigned = answers.filter(({ status }) => status === 200);
  assert.equal(cosigned.length, 1, JSON.stringify(answers));
  assert.ok(answers.every(({ status }) => status === 200 || status === 409));
  const again = writeRequest({ old: 5n, proof: [], checkpoint: trees[1 - (cosigned[0]?.of ?? 0)] ?? "" });
  const asked = { params: {}, query: {}, type: "", bytes: new TextEncoder().encode(again), credentials: { kind: "none" as const } };
  assert.equal((await addCheckpoint({ ...hands, log }, asked)).status, 422);
});

test("a witness that is down holds up nobody: the log goes on, and its proofs say that a cosignature is missing", async () => {
  const hands = sceneOf(one);
  const gone = { key: keyOf("gone.example/witness", COSIGNATURE, nobleSigner("EdDSA", new Uint8Array(32).fill(9))), url: urlOf(port.fork) };
  const asking = (witnesses: LogHands["witnesses"]): Hands => {
    const scene: Hands = { ...hands, log: { ...hands.log, witnesses, quorum: witnesses.length, run: () => runLog(scene) } };
    return scene;
  };
  const with2 = asking([...hands.log.witnesses, gone]);
  const leaf = await logged(one, 20);
  await runLog(with2);
  const text = (await proofOf(with2, leaf)) ?? "";
  const trust = await trustOf(one, other);
  const bytes = new Uint8Array(Buffer.from(leaf, "hex"));
  assert.equal((await verifyProof(text, bytes, { trust, verify: nodeVerify })).fault, undefined);
  const both = { ...trust, witnesses: [...trust.witnesses, gone.key], quorum: 2 };
  assert.equal((await verifyProof(text, bytes, { trust: both, verify: nodeVerify })).fault, "witnesses");
  const told = await witnessRows(hands.db);
  assert.equal(told.get("gone.example/witness")?.told, "unreachable");
  assert.equal(told.get(`localhost:${port.other}/witness`)?.told, "cosigned");
  const alone = asking([gone]);
  const last = await logged(one, 21);
  await runLog(alone);
  assert.ok(await proofOf(alone, last));
  const note = readNote((await got(`${one.url}/log/checkpoint`)).text);
  assert.equal(note?.signatures.length, 1, "signed by the log alone");
  assert.equal(await countAlarms(alone), 0, "to be down is no alarm");
  assert.ok(one.lines.some((line) => line.includes("gone.example/witness gives no answer")));
  await hands.log.run();
  assert.equal(readNote((await got(`${one.url}/log/checkpoint`)).text)?.signatures.length, 2, "what was missed is cosigned later");
});

test("the proof of an entry leads to the earliest checkpoint that enough witnesses cosigned", async () => {
  const leaf = await logged(one, 30);
  const first = await proofOf(sceneOf(one), leaf);
  await logged(one, 31);
  await sceneOf(one).log.run();
  assert.equal(await proofOf(sceneOf(one), leaf), first);
});

/** A server of the same name and keys, from a backup. */
async function restored(name: string, backup: string, env: Record<string, string>): Promise<Instance> {
  const settings = readSettings({ SANDAN_DATA: dataOf(name), BASE_URL: urlOf(port.one) });
  assert.ok(!Array.isArray(settings));
  const opened = (await openStore(settings, () => {})).value;
  assert.ok(opened);
  assert.ok((await restore({ database: opened.database, blobs: blobsOf(settings) }, settings, backup)).value);
  await opened.database.close();
  await opened.embedded?.stop();
  return instance(name, port.one, env);
}

test("an old backup: with the log's files it goes on as before; without them it is a fork, which witness and monitor see", async () => {
  const backup = join(folder, "backup");
  const { database, hands } = one.server.house;
  assert.ok((await backUp({ database, blobs: hands.blobs }, one.server.settings, { name: "x", into: backup })).value);
  const later = await logged(one, 40);
  await hands.log.run();
  await watchLogs(sceneOf(other));
  assert.equal(await countAlarms(sceneOf(other)), 0);
  const size = await sizeOf(one);
  const env = { LOG_WITNESSES: named("other", port.other).witness, LOG_WATCHED: named("other", port.other).log };
  await one.close();

  cpSync(join(one.data, "log"), join(dataOf("again"), "log"), { recursive: true });
  const again = await restored("again", backup, env);
  await logged(again, 41);
  await sceneOf(again).log.run();
  assert.ok(await proofOf(sceneOf(again), later), "the entry that the backup lacks is there");
  assert.equal(await sizeOf(again), size + 1);
  assert.equal(readNote((await got(`${again.url}/log/checkpoint`)).text)?.signatures.length, 2, "and the witness goes along");
  assert.ok(again.lines.some((line) => line.includes("taken up again")));
  await watchLogs(sceneOf(other));
  assert.equal(await countAlarms(sceneOf(other)), 0);
  await again.close();

  const fork = await restored("fork", backup, env);
  await logged(fork, 50);
  await sceneOf(fork).log.run();
  assert.ok(
    fork.lines.some((line) => line.includes("has seen a larger tree")),
    "409: it learns that it is behind",
  );
  await watchLogs(sceneOf(other));
  assert.equal((await watchedRows(sceneOf(other).db)).get(`localhost:${port.one}/log`)?.told, "rolledBack");
  await Promise.all(Array.from({ length: 10 }, (_, n) => logged(fork, 60 + n)));
  await sceneOf(fork).log.run();
  assert.ok(
    fork.lines.some((line) => line.includes("has seen another tree")),
    "422: it learns that it is a fork",
  );
  assert.equal(readNote((await got(`${fork.url}/log/checkpoint`)).text)?.signatures.length, 1, "nobody cosigns it");
  assert.equal(await countAlarms(sceneOf(fork)), 1);
  await watchLogs(sceneOf(other));
  assert.ok(other.lines.some((line) => JSON.parse(line).level === 50 && line.includes("signed two trees")));
});

test("owners read how the log stands; a fork is shown with both notes, which convict it", async () => {
  const { client } = await other.server.person("owner2");
  const org = value(await client("createOrganisation", { body: { name: "감시", kind: "complex" } })).id;
  const told = value(await client("readLog", { org }));
  assert.equal(told.alarms, 1);
  const [watched] = told.watched;
  assert.ok(watched?.alarm && watched.fork?.kind === "forked");
  const { logs } = await trustOf(one, other);
  for (const note of [watched.fork.before, watched.fork.now])
    assert.equal((await openCheckpoint(note, logs[0] as never, nodeVerify)).fault, undefined);
  assert.equal(told.key, named("other", port.other).log.split(" ")[0]);
  assert.deepEqual([told.own.alarm, told.witnesses.length, told.quorum], [false, 1, 1]);
});

test("settings: a list that is half understood, or an address that is not safe, names nobody", () => {
  const { witness, log } = named("other", port.other);
  const wrong = (env: Record<string, string>) => Array.isArray(readSettings({ SANDAN_DATA: folder, ...env }));
  assert.ok(!wrong({ LOG_WITNESSES: witness, LOG_WATCHED: log, LOG_QUORUM: "1" }));
  assert.ok(!wrong({ LOG_WATCHED: log.replace("https://localhost", "http://127.0.0.1") }));
  assert.ok(wrong({ LOG_WITNESSES: log }), "a log's key is no witness's");
  assert.ok(wrong({ LOG_WATCHED: witness }));
  assert.ok(wrong({ LOG_WITNESSES: witness.replace(/\+[0-9a-f]{8}\+/, "+00000000+") }));
  assert.ok(wrong({ LOG_WATCHED: log.replace("https://localhost", "http://log.example") }));
  assert.ok(wrong({ LOG_WATCHED: log.replace("https://localhost", "https://user@localhost") }));
  assert.ok(wrong({ LOG_WATCHED: `${log}, ${log}` }));
  assert.ok(wrong({ LOG_WITNESSES: witness, LOG_QUORUM: "2" }));
  assert.ok(wrong({ LOG_WITNESSES: `${witness} more` }));
});

test("what is called answers in time, within bounds and from where it was called, or not at all", async () => {
  const server = createHttp((request, answer) => {
    if (request.url === "/moved") answer.writeHead(302, { location: "/small" }).end();
    else if (request.url === "/large") answer.end("x".repeat(1000));
    else if (request.url === "/silent") answer.write("x");
    else answer.end("small");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const heard: string[] = [];
  const network = logNetwork((line) => void heard.push(line), 300);
  assert.equal(Buffer.from((await network.get(`${base}/small`, 100)) ?? "").toString(), "small");
  assert.equal(await network.get(`${base}/large`, 100), undefined);
  assert.equal(await network.get(`${base}/moved`, 100), undefined);
  assert.equal(await network.get(`${base}/silent`, 100), undefined);
  assert.equal(await network.post(`${base}/moved`, "x"), undefined);
  assert.equal(heard.length, 4, heard.join());
  server.closeAllConnections();
  server.close();
});
