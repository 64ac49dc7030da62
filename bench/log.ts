// Times the transparency log: entries appended a second and the time of a proof, beside node:crypto hashing the same bytes in the same run.
// Then the server's way: entries put with their transactions, logged through PostgreSQL, and proved, beside plain inserts of the same bytes.
// node bench/log.ts [--entries 1000000] [--batch 1000] [--stored 50000]
import { hash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runLog } from "../src/acts/log.ts";
import { logLater } from "../src/acts/log-entry.ts";
import type { LogScene } from "../src/acts/log-hands.ts";
import { proofOf } from "../src/acts/log-proof.ts";
import { logFiles } from "../src/main/log-files.ts";
import { nodeSigner, nodeVerify } from "../src/main/node-crypto.ts";
import { nativeFolder } from "../src/main/stores.ts";
import { type Database, inTransaction, openDatabase, rowsOf } from "../src/store/database.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { lastSigned } from "../src/store/log.ts";
import { migrate } from "../src/store/migrate.ts";
import { signCheckpoint } from "../src/trust/log/checkpoint.ts";
import { readEntry, writeEntry } from "../src/trust/log/entry.ts";
import { consistencyProof, inclusionProof, leafHash, type ReadNode, verifyConsistency, verifyInclusion } from "../src/trust/log/merkle.ts";
import { EMPTY_HEAD, edgePaths, grow, type Head, type Load, memoOf, nodeReader } from "../src/trust/log/tiles.ts";

const { values } = parseArgs({
  options: {
    entries: { type: "string", default: "1000000" },
    batch: { type: "string", default: "1000" },
    stored: { type: "string", default: "50000" },
  },
});
const ENTRIES = Number(values.entries);
const BATCH = Number(values.batch);
const STORED = Number(values.stored);
/** Entries of one act's transaction, as an import brings them. */
const TOGETHER = 100;
const PROOFS = 2_000;
const bound = { perSecond: 5_000, proofMs: 1 };

const hex = (n: number, width: number): string => n.toString(16).padStart(width, "0");

/** Entry i: of the size that entries have, and different from every other. */
function entry(i: number): Uint8Array {
  const time = new Date(1_767_225_600_000 + i).toISOString();
  return writeEntry({ type: "evidence", id: `018f6b1e-7d3c-7a2b-9c4d-${hex(i, 12)}`, hash: hex((i * 2_654_435_761) % 2 ** 48, 64), time });
}

const entries = (from: number, to: number): Uint8Array[] => Array.from({ length: to - from }, (_, i) => entry(from + i));

/** A seeded generator of numbers below a bound (mulberry32). */
function numbers(from: number): (below: number) => number {
  let state = from | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const verdict = (ok: boolean): string => (ok ? "ok" : "MISSED");
const rate = (count: number, ms: number): string => Math.round((count / ms) * 1000).toLocaleString("en");
const at = (sorted: Float64Array, share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/** The peer: one hash of each entry and one of 65 bytes, which no tree can do without. */
function peerMs(batch: readonly Uint8Array[]): number {
  const node = new Uint8Array(65);
  const begin = performance.now();
  for (const bytes of batch) {
    hash("sha256", bytes, "buffer");
    hash("sha256", node, "buffer");
  }
  return performance.now() - begin;
}

/** A log whose files are kept as far as proofs and growing read them: no full bundles, no partial tiles of earlier sizes. */
function keptLog(): {
  load: Load;
  head(): Head;
  append(batch: readonly Uint8Array[]): { root: Uint8Array; size: number; ms: number; bytes: number };
} {
  const files = new Map<string, Uint8Array>();
  const load: Load = (path) => files.get(path);
  let head = EMPTY_HEAD;
  return {
    load,
    head: () => head,
    append(batch) {
      const begin = performance.now();
      const grown = grow(head, batch, load);
      const ms = performance.now() - begin;
      const edge = new Set(edgePaths(grown.head.size));
      let bytes = 0;
      for (const [path, file] of grown.files) {
        bytes += file.length;
        if (!path.startsWith("tile/entries/") || edge.has(path)) files.set(path, file);
      }
      for (const path of edgePaths(head.size)) if (!edge.has(path)) files.delete(path);
      head = grown.head;
      return { root: grown.root, size: head.size, ms, bytes };
    },
  };
}

/** Grows the log; entries are made outside the time. */
function growth(): { load: Load; head: Head; root: Uint8Array; roots: Map<number, Uint8Array> } {
  const { load, append, head } = keptLog();
  const roots = new Map<number, Uint8Array>();
  let root: Uint8Array = new Uint8Array(0);
  let [ours, peer, written, slowest] = [0, 0, 0, 0];
  for (let from = 0; from < ENTRIES; from += BATCH) {
    const batch = entries(from, Math.min(ENTRIES, from + BATCH));
    const { ms, bytes, ...grown } = append(batch);
    ours += ms;
    written += bytes;
    slowest = Math.max(slowest, ms);
    peer += peerMs(batch);
    root = grown.root;
    roots.set(grown.size, root);
  }
  const perSecond = (ENTRIES / ours) * 1000;
  const ok = verdict(perSecond >= bound.perSecond);
  const rates = `${rate(ENTRIES, ours)} a second (bound ${bound.perSecond.toLocaleString("en")}: ${ok})`;
  const mebibytes = (written / 2 ** 20).toFixed(0);
  console.log(
    `${ENTRIES.toLocaleString("en")} entries in batches of ${BATCH}: ${rates}, slowest batch ${slowest.toFixed(1)} ms, ${mebibytes} MiB of files`,
  );
  const ratio = (peer / ours).toFixed(2);
  console.log(`  node:crypto, SHA-256 of each entry and of one node: ${rate(ENTRIES, peer)} a second; ratio ours/peer ${ratio}`);
  return { load, head: head(), root, roots };
}

/** Appended one by one, each with a signed checkpoint of its own: the slowest way there is. */
async function singles(): Promise<void> {
  const signer = nodeSigner("EdDSA", new Uint8Array(32).fill(1));
  const { append } = keptLog();
  const count = 20_000;
  const all = entries(0, count);
  const begin = performance.now();
  for (const one of all) {
    const { root, size } = append([one]);
    await signCheckpoint({ origin: "log.example/bench", size: BigInt(size), root, extensions: [] }, signer);
  }
  const ms = performance.now() - begin;
  console.log(`${count.toLocaleString("en")} entries one by one, each with a signed checkpoint: ${rate(count, ms)} a second`);
}

function timed(name: string, runs: number, once: (run: number) => void, isBound = true): void {
  const times = new Float64Array(runs);
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    once(run);
    times[run] = performance.now() - begin;
  }
  times.sort();
  const [median, late] = [at(times, 0.5), at(times, 0.99)];
  console.log(
    `  ${name}: median ${median.toFixed(3)} ms, 99 % below ${late.toFixed(3)} ms${isBound ? ` (bound ${bound.proofMs} ms: ${verdict(median < bound.proofMs)})` : ""}`,
  );
}

function proofs({ load, head, root, roots }: ReturnType<typeof growth>): void {
  const size = BigInt(ENTRIES);
  const draw = numbers(20_260_101);
  const places = Array.from({ length: PROOFS }, () => draw(ENTRIES));
  const made: Uint8Array[][] = [];
  const prove = (read: () => ReadNode) => (run: number) => {
    made[run] = inclusionProof(places[run]!, ENTRIES, read())!;
  };
  console.log(`proofs of ${PROOFS.toLocaleString("en")} entries drawn from ${ENTRIES.toLocaleString("en")}:`);
  const memo = memoOf(head);
  const alone = prove(() => nodeReader(ENTRIES, load, { inner: true, memo: memoOf(head) }));
  const kept = prove(() => nodeReader(ENTRIES, load, { inner: true, memo }));
  const foreign = prove(() => nodeReader(ENTRIES, load));
  timed("inclusion, only the head remembered", PROOFS, alone);
  timed("inclusion, as a server keeps it", PROOFS, kept);
  timed("inclusion, from another's tiles alone", PROOFS, foreign, false);
  const claims = places.map((index, run) => ({ index: BigInt(index), size, leaf: leafHash(entry(index)), root, proof: made[run]! }));
  timed("inclusion verified", PROOFS, (run) => {
    if (!verifyInclusion(claims[run]!)) throw new Error(`the proof of entry ${places[run]} does not hold`);
  });
  const sizes = [...roots.keys()];
  timed("consistency made and verified", PROOFS, () => {
    const from = sizes[draw(sizes.length)]!;
    const proof = consistencyProof(from, ENTRIES, nodeReader(ENTRIES, load, { inner: true, memo }))!;
    if (!verifyConsistency({ size1: BigInt(from), size2: size, root1: roots.get(from)!, root2: root, proof }))
      throw new Error(`the proof from size ${from} does not hold`);
  });
}

proofs(growth());
await singles();

async function ms(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** A log as a running server has it, but for witnesses. */
function sceneOf({ db }: Database, folder: string): LogScene {
  const signer = nodeSigner("EdDSA", new Uint8Array(32).fill(2));
  const scene: LogScene = {
    db,
    now: () => new Date(),
    verify: nodeVerify,
    log: {
      origin: "log.example/bench",
      signer,
      witness: { name: "log.example/witness", signer },
      witnesses: [],
      watched: [],
      quorum: 0,
      network: { get: async () => undefined, post: async () => undefined },
      mirror: logFiles(join(folder, "log")),
      tell: () => {},
      run: () => runLog(scene),
    },
  };
  return scene;
}

/** Puts the entries as acts do, so many in a transaction, and answers the leaves. */
async function put(database: Database, batch: readonly Uint8Array[]): Promise<string[]> {
  const leaves: string[] = [];
  for (let from = 0; from < batch.length; from += TOGETHER)
    await inTransaction(database.db, async (trx) => {
      for (const bytes of batch.slice(from, from + TOGETHER)) leaves.push(await logLater(trx, readEntry(bytes)!));
    });
  return leaves;
}

/** The peer: the same bytes into a table with a key, one row a statement, as many in a transaction. */
async function plainly(database: Database, batch: readonly Uint8Array[]): Promise<void> {
  for (let from = 0; from < batch.length; from += TOGETHER)
    await inTransaction(database.db, async (trx) => {
      for (const bytes of batch.slice(from, from + TOGETHER))
        await rowsOf(trx, "insert into plain (leaf, content) values ($1, $2)", [leafHash(bytes), bytes]);
    });
}

/** The server's way through PostgreSQL: waiting rows, then leaves, tiles, plain files and signed checkpoints; everything on the disk. */
async function stored(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sandan-bench-log-"));
  const { value: embedded } = await startEmbedded({ folder, binaries: nativeFolder() });
  if (embedded === undefined) throw new Error("there is no database");
  const database = openDatabase(embedded.connection);
  try {
    await migrate(database.pool);
    await database.pool.query("create table plain (leaf bytea primary key, content bytea not null)");
    const scene = sceneOf(database, folder);
    const batch = entries(0, STORED);
    const peer = await ms(() => plainly(database, batch));
    const leaves: string[] = [];
    const putting = await ms(async () => void leaves.push(...(await put(database, batch))));
    const logging = await ms(async () => {
      while ((await lastSigned(database.db))?.size !== STORED) await runLog(scene);
    });
    const count = STORED.toLocaleString("en");
    console.log(`the server's way, ${count} entries, ${TOGETHER} a transaction:`);
    console.log(`  put with their transactions: ${rate(STORED, putting)} a second`);
    const ok = verdict((STORED / logging) * 1000 >= bound.perSecond);
    console.log(
      `  logged (leaves, tiles, files, signed): ${rate(STORED, logging)} a second (bound ${bound.perSecond.toLocaleString("en")}: ${ok})`,
    );
    const whole = rate(STORED, putting + logging);
    console.log(
      `  plain inserts: ${rate(STORED, peer)} a second; both steps ${whole}; ratio ours/peer ${(peer / (putting + logging)).toFixed(2)}`,
    );
    const draw = numbers(20_260_102);
    const proving = await ms(async () => {
      for (let i = 0; i < PROOFS; i += 1) if ((await proofOf(scene, leaves[draw(STORED)]!)) === undefined) throw new Error("no proof");
    });
    console.log(`  proof of an entry, from the database: ${(proving / PROOFS).toFixed(3)} ms`);
  } finally {
    await database.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await stored();
