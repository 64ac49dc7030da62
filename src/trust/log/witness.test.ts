// Witnessing: each answer of the protocol, no roll-back, no fork, and what the log makes of the answers; proofs that travel with the cosignatures.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { readCheckpoint, signCheckpoint, withSignatures } from "./checkpoint.ts";
import { cosignersOf } from "./cosign.ts";
import { type MemoryLog, memoryLog } from "./memory-log.ts";
import { EMPTY_ROOT, leafHash } from "./merkle.ts";
import { COSIGNATURE, keyOf, readNote, SIGNATURE } from "./note.ts";
import { type LogTrust, readProof, verifyProof, writeProof } from "./proof-text.ts";
import { readUtf8, toBase64, utf8 } from "./text.ts";
import { type Answer, answerCheckpoint, readAnswer, type Seen, writeRequest } from "./witness.ts";

const signer = (n: number) => nobleSigner("EdDSA", new Uint8Array(32).fill(n));
const ORIGIN = "log.example/plant";
const LOG = signer(1);
const keys = [keyOf(ORIGIN, SIGNATURE, LOG)];
const named = (n: number) => ({ name: `witness.example/${n}`, signer: signer(100 + n) });
const witnessKeys = [1, 2, 3].map((n) => keyOf(named(n).name, COSIGNATURE, named(n).signer));
const entry = (i: number, of = "entry"): Uint8Array => utf8(`${of} ${i}`);
const entries = (from: number, to: number, of?: string): Uint8Array[] => Array.from({ length: to - from }, (_, i) => entry(from + i, of));

/** A witness with its memory: what it stores is what it looks up next. */
function witness(n = 1, time = 1_700_000_000) {
  const seen = new Map<string, Seen>();
  const notes: string[] = [];
  const ask = async (body: string): Promise<Answer> => {
    const find = (origin: string) => (origin === ORIGIN ? { keys, seen: seen.get(origin) } : undefined);
    const answer = await answerCheckpoint(body, { find, witness: named(n), time, verify: nobleVerify });
    assert.equal(answer.store !== undefined, answer.status === 200);
    if (answer.store !== undefined) {
      seen.set(answer.store.origin, answer.store);
      notes.push(answer.store.note);
    }
    return answer;
  };
  return { ask, seen, notes };
}

async function logOf(size: number, of?: string): Promise<MemoryLog> {
  const log = await memoryLog(ORIGIN, LOG);
  if (size > 0) await log.append(entries(0, size, of));
  return log;
}

const request = (log: MemoryLog, old: number): string =>
  writeRequest({ old: BigInt(old), proof: log.consistency(old), checkpoint: log.signed.checkpoint });

test("200: the first checkpoint, later ones, the same again; the cosignature holds over the note", async () => {
  const { ask, notes } = witness();
  const log = await logOf(0);
  let old = 0;
  for (const size of [0, 5, 5, 8, 300, 1000]) {
    await log.append(entries(log.signed.size, size));
    const { status, body, contentType } = await ask(request(log, old));
    assert.deepEqual([status, contentType], [200, "text/plain; charset=utf-8"], `${old} to ${size}`);
    const reply = await readAnswer({ status, body }, { checkpoint: log.signed.checkpoint, witnesses: witnessKeys, verify: nobleVerify });
    assert.ok(reply.kind === "cosigned");
    assert.equal(reply.signatures.length, 1);
    const kept = readNote(notes.at(-1)!)!;
    assert.equal(kept.signatures.length, 2);
    assert.deepEqual((await cosignersOf(kept, witnessKeys, nobleVerify)).cosigned, [{ name: "witness.example/1", time: 1_700_000_000 }]);
    old = size;
  }
});

const withNote = (log: MemoryLog, old: string, note: string): string =>
  request(log, 0).replace("old 0\n", old).replace(log.signed.checkpoint, note);

test("400: whatever is malformed, and an old size above the checkpoint's", async () => {
  const { ask } = witness();
  const log = await logOf(8);
  const whole = request(log, 0);
  const hash = `${toBase64(EMPTY_ROOT)}\n`;
  const wrong = [
    "",
    "\n\n",
    whole.slice(1),
    whole.replace("old 0", "old 00"),
    whole.replace("old 0", "old -1"),
    whole.replace("old 0", "old  0"),
    whole.replace("old 0\n", ""),
    whole.replace("old 0\n", "old 0\r\n"),
    whole.replace("old 0\n", `old 0\n${hash.slice(4)}`),
    whole.replace("old 0\n", `old 0\n${hash.trim()} \n`),
    whole.replace("old 0\n", `old 1\n${hash.repeat(64)}`),
    whole.replace("\n8\n", "\n08\n"),
    whole.slice(0, -1),
    whole.replace("old 0\n\n", "old 0\n"),
    withNote(log, "old 9\n", log.signed.checkpoint),
  ];
  for (const body of wrong) assert.equal((await ask(body)).status, 400, JSON.stringify(body));
  assert.equal((await ask(whole)).status, 200);
});

test("404: a log nobody told of; 403: no signature of its key, or one that fails", async () => {
  const { ask } = witness();
  const log = await logOf(8);
  const checkpoint = readCheckpoint(readNote(log.signed.checkpoint)!.text)!;
  const other = await signCheckpoint({ ...checkpoint, origin: "another" }, LOG);
  assert.equal((await ask(withNote(log, "old 0\n", other))).status, 404);
  assert.equal((await ask(withNote(log, "old 0\n", await signCheckpoint(checkpoint, signer(9))))).status, 403);
  assert.equal((await ask(request(log, 0).replace("\n8\n", "\n9\n"))).status, 403);
  assert.equal((await ask(request(log, 0))).status, 200);
});

test("409: an old size that is not the last seen is answered with that size, and the log goes on from there", async () => {
  const { ask } = witness();
  const log = await logOf(5);
  await ask(request(log, 0));
  await log.append(entries(5, 12));
  for (const old of [0, 3, 12]) {
    const { status, body, contentType } = await ask(request(log, old));
    assert.deepEqual([status, body, contentType], [409, "5\n", "text/x.tlog.size"]);
    const reply = await readAnswer({ status, body }, { checkpoint: log.signed.checkpoint, witnesses: witnessKeys, verify: nobleVerify });
    assert.deepEqual(reply, { kind: "conflict", size: 5n });
  }
  assert.equal((await ask(request(log, 5))).status, 200);
  const fresh = witness();
  assert.deepEqual((await fresh.ask(request(log, 5))).body, "0\n");
});

test("422: a fork, a wrong proof, a proof where none belongs, an empty tree with a root of its own", async () => {
  const { ask, seen } = witness();
  const log = await logOf(5);
  const fork = await logOf(9, "forged");
  const hash = `${toBase64(EMPTY_ROOT)}\n`;
  assert.equal((await ask(request(log, 0).replace("old 0\n", `old 0\n${hash}`))).status, 422);
  const bad = await signCheckpoint({ origin: ORIGIN, size: 0n, root: leafHash(entry(0)), extensions: [] }, LOG);
  assert.equal((await ask(withNote(log, "old 0\n", bad))).status, 422);
  assert.equal((await ask(request(log, 0))).status, 200);
  assert.equal((await ask(request(fork, 5))).status, 422);
  const same = await logOf(5, "forged");
  assert.equal((await ask(request(same, 5))).status, 422);
  assert.equal((await ask(request(log, 5).replace("old 5\n", `old 5\n${hash}`))).status, 422);
  await log.append(entries(5, 9));
  assert.equal((await ask(request(log, 5).replace(/old 5\n.*\n/, `old 5\n${hash}`))).status, 422);
  assert.equal((await ask(request(log, 5).replace(/old 5\n.*\n/, "old 5\n"))).status, 422);
  assert.deepEqual(seen.get(ORIGIN)?.size, 5n);
  assert.equal((await ask(request(log, 5))).status, 200);
});

test("nothing that a witness is asked rolls it back or makes it cosign two trees", async () => {
  const logs = await Promise.all(["entry", "entry", "forged"].map((of) => logOf(0, of)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.nat(12), fc.nat(6)), { maxLength: 12 }), async (steps) => {
      const { ask, seen } = witness();
      const cosigned = new Map<bigint, string>();
      for (const [which, old, more] of steps) {
        const log = logs[which]!;
        await log.append(entries(log.signed.size, log.signed.size + more, which === 2 ? "forged" : "entry"));
        const before = seen.get(ORIGIN)?.size ?? 0n;
        const at = Number(which === 1 ? before : BigInt(old));
        const { status } = await ask(request(log, Math.min(at, log.signed.size)));
        const now = seen.get(ORIGIN);
        assert.ok((now?.size ?? 0n) >= before);
        if (status !== 200 || now === undefined) continue;
        const root = toBase64(now.root);
        assert.equal(cosigned.get(now.size) ?? root, root);
        cosigned.set(now.size, root);
      }
    }),
    { numRuns: 30 },
  );
});

test("an answer that is none: other status, no lines, another's cosignature, one over another checkpoint", async () => {
  const log = await logOf(5);
  const { body } = await witness().ask(request(log, 0));
  const read = (answer: { status: number; body: string }, checkpoint = log.signed.checkpoint, witnesses = witnessKeys) =>
    readAnswer(answer, { checkpoint, witnesses, verify: nobleVerify });
  assert.equal((await read({ status: 200, body })).kind, "cosigned");
  assert.deepEqual(await read({ status: 422, body: "" }), { kind: "refused", status: 422 });
  for (const text of ["", "\n", body.trim(), `${body}\n`, body.replace("— ", "")]) {
    assert.equal((await read({ status: 200, body: text })).kind, "unreadable", text);
  }
  for (const text of ["", "5", "05\n", "5\n\n", "five\n"]) assert.equal((await read({ status: 409, body: text })).kind, "unreadable", text);
  assert.equal((await read({ status: 200, body }, log.signed.checkpoint, witnessKeys.slice(1))).kind, "unreadable");
  assert.equal((await read({ status: 200, body }, (await logOf(6)).signed.checkpoint)).kind, "unreadable");
});

/** The checkpoint of a log with the cosignatures of witnesses, each at its own time. */
async function cosigned(log: MemoryLog, by: readonly (readonly [n: number, time: number])[]): Promise<string> {
  let { checkpoint } = log.signed;
  for (const [n, time] of by) {
    const { status, body } = await witness(n, time).ask(request(log, 0));
    const reply = await readAnswer({ status, body }, { checkpoint, witnesses: witnessKeys, verify: nobleVerify });
    assert.ok(reply.kind === "cosigned");
    checkpoint = withSignatures(readNote(checkpoint)!, reply.signatures);
  }
  return checkpoint;
}

const trust: LogTrust = { logs: [{ origin: ORIGIN, keys }], witnesses: witnessKeys, quorum: 2 };
const proved = (text: string, leaf: Uint8Array, by = trust) => verifyProof(text, leaf, { trust: by, verify: nobleVerify });

test("a proof that travels: written, read, and verified with keys alone; the time is that of the quorum", async () => {
  const log = await logOf(300);
  const checkpoint = await cosigned(log, [
    [1, 500],
    [2, 300],
    [3, 400],
  ]);
  for (const index of [0, 255, 256, 299]) {
    for (const extra of [undefined, new Uint8Array(0), entry(7)]) {
      const proof = { index: BigInt(index), proof: log.inclusion(index), checkpoint, ...(extra && { extra }) };
      const text = writeProof(proof);
      assert.deepEqual(readProof(text), proof);
      const found = await proved(text, leafHash(entry(index)));
      assert.ok(found.fault === undefined, found.fault);
      assert.deepEqual([found.origin, found.index, found.size, found.witnessedAt], [ORIGIN, BigInt(index), 300n, 400]);
      assert.equal(found.cosigned.length, 3);
    }
  }
});

test("why a proof proves nothing is named", async () => {
  const log = await logOf(20);
  const checkpoint = await cosigned(log, [
    [1, 500],
    [2, 300],
  ]);
  const of = (over: Partial<Parameters<typeof writeProof>[0]> = {}): string =>
    writeProof({ index: 4n, proof: log.inclusion(4), checkpoint, ...over });
  const leaf = leafHash(entry(4));
  const fault = async (text: string, by = trust, of = leaf) => (await proved(text, of, by)).fault;
  assert.equal(await fault(of()), undefined);
  assert.equal(await fault(of(), trust, leafHash(entry(5))), "inclusion");
  assert.equal(await fault(of({ index: 5n })), "inclusion");
  assert.equal(await fault(of({ index: 20n })), "inclusion");
  assert.equal(await fault(of({ proof: log.inclusion(4).slice(1) })), "inclusion");
  assert.equal(await fault(of({ checkpoint: log.signed.checkpoint })), "witnesses");
  assert.equal(await fault(of(), { ...trust, quorum: 3 }), "witnesses");
  assert.equal(await fault(of(), { ...trust, witnesses: witnessKeys.slice(1) }), "witnesses");
  assert.equal(await fault(of({ checkpoint: log.signed.checkpoint }), { ...trust, quorum: 0 }), undefined);
  assert.equal(await fault(of(), { ...trust, logs: [] }), "origin");
  assert.equal(await fault(of(), { ...trust, logs: [{ origin: ORIGIN, keys: [keyOf(ORIGIN, SIGNATURE, signer(9))] }] }), "unsigned");
  const forgedLog = await logOf(20, "forged");
  const forgedNote = withSignatures(readNote(forgedLog.signed.checkpoint)!, readNote(checkpoint)!.signatures.slice(1));
  const forged = of({ proof: forgedLog.inclusion(4), checkpoint: forgedNote });
  assert.equal(await fault(forged, trust, leafHash(entry(4, "forged"))), "forged");
  for (const text of [
    "",
    of().slice(1),
    of().replace("@v1", "@v2"),
    of().replace("index 4", "index 04"),
    of().replace("index 4\n", ""),
    of({ index: -1n }),
    of({ checkpoint: "" }),
    of({ proof: [leaf.subarray(1)] }),
    of().replace("index", "extra =\nindex"),
    `\ufeff${of()}`,
  ])
    assert.equal(await fault(text), "unreadable", JSON.stringify(text));
});

test("each byte of a proof changed: it proves nothing, or what it proved before", async () => {
  const log = await logOf(20);
  const checkpoint = await cosigned(log, [
    [1, 500],
    [2, 300],
  ]);
  const bytes = utf8(writeProof({ index: 4n, proof: log.inclusion(4), checkpoint }));
  const leaf = leafHash(entry(4));
  let held = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const text = readUtf8(bytes.map((byte, k) => (k === i ? byte ^ (1 << (i % 8)) : byte)));
    if (text === undefined) continue;
    const found = await proved(text, leaf);
    if (found.fault === undefined) held += 1;
  }
  assert.equal(held, 0);
});
