// Asking witnesses to cosign: each is shown that the tree continues the one that it saw, and what it answers counts only once it is verified.
import { inTransaction } from "../store/database.ts";
import { holdLog, lastSigned, setNote, type Tree, treeOf } from "../store/log.ts";
import { setWitness, type WitnessRow, type WitnessTold, witnessRows } from "../store/log-witness.ts";
import { withSignatures } from "../trust/log/checkpoint.ts";
import { cosignersOf } from "../trust/log/cosign.ts";
import { consistencyNodes, consistencyProof } from "../trust/log/merkle.ts";
import { type NoteSignature, readNote } from "../trust/log/note.ts";
import { nodeReader, tilesOf } from "../trust/log/tiles.ts";
import { readAnswer, writeRequest } from "../trust/log/witness.ts";
import type { AskedWitness, LogScene } from "./log-hands.ts";
import { loadOf } from "./log-tiles.ts";

/** A witness that gave no answer is left alone for so long, so that nobody waits for it again and again. */
const REST_MS = 20_000;

/** The witnesses that a checkpoint has cosignatures of, by name. */
export async function cosignersOfNote({ log, verify }: Pick<LogScene, "log" | "verify">, note: string) {
  const read = readNote(note);
  if (read === undefined) return [];
  const keys = log.witnesses.map(({ key }) => key);
  return (await cosignersOf(read, keys, verify)).cosigned;
}

/** The proof that a tree continues an earlier one. */
async function continuation({ db }: Pick<LogScene, "db">, from: number, size: number): Promise<Uint8Array[]> {
  if (from === 0 || from === size) return [];
  const nodes = consistencyNodes(from, size).flat();
  const load = await loadOf(db, tilesOf(nodes, size, { inner: true }));
  const proof = consistencyProof(from, size, nodeReader(size, load, { inner: true }));
  if (proof === undefined) throw new Error("assertion failed: the log has the tiles of its own trees");
  return proof;
}

type Said = { told: WitnessTold; size: number; signatures?: readonly NoteSignature[] };

/** Law: a witness that stands elsewhere says where, and is asked once more from there; one that has seen more than there is, has seen another tree. */
async function ask(
  scene: LogScene,
  { key, url }: AskedWitness,
  { tree, from }: { tree: Tree & { note: string }; from: number },
): Promise<Said> {
  const { log, verify } = scene;
  let old = from;
  for (let tries = 0; tries < 2; tries += 1) {
    if (old > tree.size) return { told: "ahead", size: old };
    const proof = await continuation(scene, old, tree.size);
    const answer = await log.network.post(`${url}/add-checkpoint`, writeRequest({ old: BigInt(old), proof, checkpoint: tree.note }));
    if (answer === undefined || answer.status >= 500 || answer.status === 429) return { told: "unreachable", size: old };
    const reply = await readAnswer(answer, { checkpoint: tree.note, witnesses: [key], verify });
    if (reply.kind === "cosigned") return { told: "cosigned", size: tree.size, signatures: reply.signatures };
    if (reply.kind === "unreadable") return { told: "unreadable", size: old };
    if (reply.kind === "refused") return { told: reply.status === 422 ? "disagrees" : "refused", size: old };
    if (reply.size > BigInt(tree.size)) return { told: "ahead", size: old };
    old = Number(reply.size);
  }
  return { told: "refused", size: old };
}

const WORDS: Readonly<Record<Exclude<WitnessTold, "cosigned">, string>> = {
  unreachable: "gives no answer",
  unreadable: "answers what is no cosignature of its key",
  refused: "refuses",
  ahead: "has seen a larger tree of this log than there is: this log was rolled back",
  disagrees: "has seen another tree of this log: this log is forked",
};

/** What a witness says that has seen another tree of this log. */
export const isAlarming = (told: WitnessTold): boolean => told === "ahead" || told === "disagrees";

function tellOf({ log }: LogScene, name: string, { told }: Said, before: WitnessRow | undefined): void {
  if (told === "cosigned" || (before?.told === told && !isAlarming(told))) return;
  log.tell(isAlarming(told) ? "error" : "warn", `witness ${name} ${WORDS[told]}`);
}

/** Keeps the signatures that came, beside those that others have brought meanwhile. */
async function keep(scene: LogScene, size: number, signatures: readonly NoteSignature[]): Promise<void> {
  await inTransaction(scene.db, async (trx) => {
    await holdLog(trx);
    const note = (await treeOf(trx, size))?.note;
    const read = note === undefined || note === null ? undefined : readNote(note);
    if (read === undefined) return;
    const whole = withSignatures(read, signatures);
    await setNote(trx, { size, note: whole, cosigned: (await cosignersOfNote(scene, whole)).length });
  });
}

/** Asks those witnesses whose cosignature the last checkpoint lacks; answers whether one came. A witness that is silent holds up nobody for ever. */
export async function askWitnesses(scene: LogScene): Promise<boolean> {
  const { db, now, log } = scene;
  if (log.witnesses.length === 0) return false;
  const tree = await lastSigned(db);
  if (tree === undefined || tree.note === null || tree.size === 0) return false;
  const { note } = tree;
  const have = new Set((await cosignersOfNote(scene, note)).map(({ name }) => name));
  const rows = await witnessRows(db);
  const isDue = ({ key: { name } }: AskedWitness): boolean => {
    const row = rows.get(name);
    const rests = row?.told === "unreachable" && now().getTime() - row.askedAt.getTime() < REST_MS;
    return !have.has(name) && !rests;
  };
  const said = await Promise.all(
    log.witnesses.filter(isDue).map(async (witness) => {
      const { name } = witness.key;
      const before = rows.get(name);
      const one = await ask(scene, witness, { tree: { ...tree, note }, from: Math.min(before?.size ?? 0, tree.size) });
      tellOf(scene, name, one, before);
      const askedAt = now();
      await setWitness(db, { name, size: one.size, askedAt, told: one.told, ...(one.told === "cosigned" && { cosignedAt: askedAt }) });
      return one.signatures ?? [];
    }),
  );
  const signatures = said.flat();
  if (signatures.length === 0) return false;
  await keep(scene, tree.size, signatures);
  return true;
}
