// Times the transparency log: entries appended a second and the time of a proof, beside node:crypto hashing the same bytes in the same run.
// node bench/log.ts [--entries 1000000] [--batch 1000]
import { hash } from "node:crypto";
import { parseArgs } from "node:util";
import { nodeSigner } from "../src/main/node-crypto.ts";
import { signCheckpoint } from "../src/trust/log/checkpoint.ts";
import { writeEntry } from "../src/trust/log/entry.ts";
import { consistencyProof, inclusionProof, leafHash, type ReadNode, verifyConsistency, verifyInclusion } from "../src/trust/log/merkle.ts";
import { EMPTY_HEAD, edgePaths, grow, type Head, type Load, memoOf, nodeReader } from "../src/trust/log/tiles.ts";

const { values } = parseArgs({ options: { entries: { type: "string", default: "1000000" }, batch: { type: "string", default: "1000" } } });
const ENTRIES = Number(values.entries);
const BATCH = Number(values.batch);
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
