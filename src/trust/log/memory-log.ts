// A whole log in memory: files, head and signed checkpoint; for tests, demonstrations and benches.
import type { Signer } from "../signer.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { consistencyProof, EMPTY_ROOT, inclusionProof, type ReadNode } from "./merkle.ts";
import { EMPTY_HEAD, grow, type Head, type Load, memoOf, nodeReader } from "./tiles.ts";

export type MemoryLog = {
  origin: string;
  files: Map<string, Uint8Array>;
  load: Load;
  /** The size and root that were signed last. */
  signed: { size: number; root: Uint8Array; checkpoint: string };
  append(entries: readonly Uint8Array[]): Promise<void>;
  inclusion(index: number, size?: number): Uint8Array[];
  consistency(from: number): Uint8Array[];
};

/** An empty log under a name, with the checkpoint of its empty tree. */
export async function memoryLog(origin: string, signer: Signer): Promise<MemoryLog> {
  const files = new Map<string, Uint8Array>();
  const load: Load = (path) => files.get(path);
  const sign = async (size: number, root: Uint8Array): Promise<MemoryLog["signed"]> => ({
    size,
    root,
    checkpoint: await signCheckpoint({ origin, size: BigInt(size), root, extensions: [] }, signer),
  });
  let head: Head = EMPTY_HEAD;
  const read = (size: number): ReadNode => nodeReader(size, load, { inner: true, memo: memoOf(head) });
  const log: MemoryLog = {
    origin,
    files,
    load,
    signed: await sign(0, EMPTY_ROOT),
    async append(entries) {
      const growth = grow(head, entries, load);
      for (const [path, bytes] of growth.files) files.set(path, bytes);
      head = growth.head;
      log.signed = await sign(head.size, growth.root);
    },
    inclusion: (index, size = head.size) => inclusionProof(index, size, read(size)) ?? [],
    consistency: (from) => (from === 0 ? [] : (consistencyProof(from, head.size, read(head.size)) ?? [])),
  };
  return log;
}
