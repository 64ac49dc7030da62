// What the server does by itself, every minute: sends what is due, forgets what is old, clears what nobody owns.
import { dueMessages, forgetAnswers } from "../store/across.ts";
import { messageFailed, messageSent } from "../store/answered.ts";
import { faultOf, inTransaction } from "../store/database.ts";
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

export async function tidyUp(hands: Pick<Hands, "db" | "now">, post: Post, log: (line: string) => void): Promise<void> {
  await forgetAnswers(hands.db, new Date(hands.now().getTime() - ANSWERS_KEPT_MS));
  await sendDue(hands, post, log);
}
