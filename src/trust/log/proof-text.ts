// Proofs that travel (C2SP tlog-proof): an entry's place, its inclusion proof and the cosigned checkpoint, to be verified with no network.
import type { Verify } from "../signer.ts";
import { type CheckpointFault, type LogKeys, openCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { type Cosigned, cosignersOf } from "./cosign.ts";
import { HASH, verifyInclusion } from "./merkle.ts";
import { type NoteKey, readNote } from "./note.ts";
import { readBase64, readDecimal, toBase64 } from "./text.ts";

const HEAD = "c2sp.org/tlog-proof@v1";
const MAX_PROOF = 64;

/** `checkpoint` is the whole signed note; `extra` is whatever goes along, which nothing vouches for. */
export type LogProof = { index: bigint; proof: readonly Uint8Array[]; checkpoint: string; extra?: Uint8Array | undefined };

/** Whom one who verifies believes: logs by origin, witnesses, and how many of them must have cosigned. */
export type LogTrust = { logs: readonly LogKeys[]; witnesses: readonly NoteKey[]; quorum: number };

/** Why a proof proves nothing: also too few witnesses, or an entry that is not in the tree at its place. */
export type ProofFault = CheckpointFault | "witnesses" | "inclusion";

export type Proved = {
  origin: string;
  index: bigint;
  size: bigint;
  cosigned: Cosigned[];
  /** Seconds: when as many witnesses as are asked for had seen it; undefined where none is asked for. */
  witnessedAt: number | undefined;
  fault?: undefined;
};

export function writeProof({ index, proof, checkpoint, extra }: LogProof): string {
  const lines = [HEAD, ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`, ...proof.map(toBase64), ""];
  return lines.map((line) => `${line}\n`).join("") + checkpoint;
}

/** The proof of a text; undefined where it is written otherwise. Nothing is verified yet. */
export function readProof(text: string): LogProof | undefined {
  const end = text.indexOf("\n\n");
  const [head, ...lines] = text.slice(0, Math.max(end, 0)).split("\n");
  const extra = lines[0]?.startsWith("extra ") ? readBase64(lines.shift()?.slice(6) ?? "") : null;
  const [indexLine = "", ...hashes] = lines;
  const index = indexLine.startsWith("index ") ? readDecimal(indexLine.slice(6)) : undefined;
  const proof = hashes.map(readBase64).filter((hash) => hash?.length === HASH) as Uint8Array[];
  if (head !== HEAD || extra === undefined || index === undefined || proof.length !== hashes.length || proof.length > MAX_PROOF)
    return undefined;
  return { index, proof, checkpoint: text.slice(end + 2), ...(extra !== null && { extra }) };
}

/**
 * Law: an entry is proved logged if the proof leads from its leaf hash to the root of a checkpoint that its log signed and enough witnesses cosigned.
 * Each known key's signature that is there must hold.
 */
export async function verifyProof(
  text: string,
  leaf: Uint8Array,
  { trust, verify }: { trust: LogTrust; verify: Verify },
): Promise<Proved | { fault: ProofFault }> {
  const read = readProof(text);
  const origin = readCheckpoint(readNote(read?.checkpoint ?? "")?.text ?? "")?.origin;
  if (read === undefined || origin === undefined) return { fault: "unreadable" };
  const log = trust.logs.find((one) => one.origin === origin);
  if (log === undefined) return { fault: "origin" };
  const opened = await openCheckpoint(read.checkpoint, log, verify);
  if (opened.fault !== undefined) return { fault: opened.fault };
  const { size, root } = opened.checkpoint;
  const { cosigned, forged } = await cosignersOf(opened.note, trust.witnesses, verify);
  if (forged.length > 0) return { fault: "forged" };
  if (!verifyInclusion({ index: read.index, size, leaf, root, proof: read.proof })) return { fault: "inclusion" };
  if (cosigned.length < trust.quorum) return { fault: "witnesses" };
  return { origin, index: read.index, size, cosigned, witnessedAt: cosigned[trust.quorum - 1]?.time };
}
