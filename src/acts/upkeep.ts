// What the server does by itself, every minute: sends what is due, forgets what is old, clears what nobody owns.
import { dueMessages, forgetAnswers, organisationsAmong } from "../store/across.ts";
import { messageFailed, messageSent } from "../store/answered.ts";
import { faultOf, inTransaction } from "../store/database.ts";
import { evidenceAmong } from "../store/evidence.ts";
import { mayClear } from "../store/keeping.ts";
import { logAuditHeads } from "./log-audit.ts";
import type { Hands } from "./scene.ts";

export type Post = (message: { to: string; subject: string; text: string }) => Promise<void>;

const MOST = 50;
const ANSWERS_KEPT_MS = 3 * 86_400_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** How long to wait after so many tries that failed: doubled each time, up to six hours. */
function backOff(tries: number): number {
  let wait = FIRST_WAIT_MS;
  for (let i = 0; i < tries && wait < LONGEST_WAIT_MS; i += 1) wait *= 2;
  return Math.min(wait, LONGEST_WAIT_MS);
}

/**
 * Law: a message is sent at least once, by one process at a time; one that cannot be sent now is tried again later. Answers how many were sent.
 * `log` is told of failures, without address or text.
 */
async function sendDue({ db, now }: Pick<Hands, "db" | "now">, post: Post, log: (line: string) => void): Promise<number> {
  return inTransaction(db, async (trx) => {
    let sent = 0;
    for (const { org, id, address, subject, body, tries } of await dueMessages(trx, { now: now(), most: MOST })) {
      try {
        await post({ to: address, subject, text: body });
        await messageSent(trx, org, id);
        sent += 1;
      } catch (error) {
        if (faultOf(error) !== undefined) throw error;
        log(`message ${id} could not be sent (try ${tries + 1})`);
        await messageFailed(trx, org, { id, next: new Date(now().getTime() + backOff(tries)) });
      }
    }
    return sent;
  });
}

const BYTES_KEPT_MS = 3_600_000;
const MOST_CLEARED = 50;
const MINUTES = 60;

/**
 * Law: bytes that no row names go when they are an hour old, and never while somebody puts bytes of the organisation or copies them all. What a removed
 * organisation has left is looked at every minute, what the others have once an hour.
 */
async function clearUnowned({ db, blobs, now }: Pick<Hands, "db" | "blobs" | "now">): Promise<void> {
  const kept = await blobs.organisations();
  const there = await organisationsAmong(db, kept);
  const minute = now().getUTCMinutes();
  const before = new Date(now().getTime() - BYTES_KEPT_MS);
  for (const [i, org] of kept.entries()) {
    if (there.has(org) && i % MINUTES !== minute) continue;
    await inTransaction(db, async (trx) => {
      if (await mayClear(trx, org)) await blobs.removeDrafts(org, before);
    });
    const left = await clearOf({ db, blobs }, org, before);
    if (left === 0 && !there.has(org)) await blobs.removeAll(org);
  }
}

/** Clears one organisation; answers how many of its bytes are left. */
async function clearOf({ db, blobs }: Pick<Hands, "db" | "blobs">, org: string, before: Date): Promise<number> {
  const all = await blobs.list(org);
  let left = all.length;
  const old = all.filter(({ at }) => at < before).map(({ sha256 }) => sha256);
  for (let i = 0; i < old.length; i += MOST_CLEARED) {
    const some = old.slice(i, i + MOST_CLEARED);
    const named = await evidenceAmong(db, org, some);
    if (named.size === some.length) continue;
    left -= await inTransaction(db, async (trx) => {
      if (!(await mayClear(trx, org))) return 0;
      const still = await evidenceAmong(trx, org, some);
      const unowned = some.filter((sha256) => !still.has(sha256));
      for (const sha256 of unowned) await blobs.remove(org, sha256);
      return unowned.length;
    });
  }
  return left;
}

/** One thing that fails keeps none of the others back. */
export async function tidyUp(hands: Pick<Hands, "db" | "blobs" | "now">, post: Post, log: (line: string) => void): Promise<void> {
  const all: [what: string, work: () => Promise<unknown>][] = [
    ["forgetting old answers", () => forgetAnswers(hands.db, new Date(hands.now().getTime() - ANSWERS_KEPT_MS))],
    ["sending messages", () => sendDue(hands, post, log)],
    ["clearing bytes that nobody owns", () => clearUnowned(hands)],
    ["logging heads of audit trails", () => logAuditHeads(hands)],
  ];
  for (const [what, work] of all)
    try {
      await work();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === undefined) throw error;
      log(`${what}: ${fault.code}`);
    }
}
