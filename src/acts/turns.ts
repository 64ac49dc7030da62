// Writes of one organisation take turns: those that wait for one another leave the connections to everybody else.

type Queue = { running: number; waiting: (() => void)[] };

/** Nothing in it counts: each process has its own, and the locks of the store decide. */
export type Turns = { now: () => Date; queues: Map<string, Queue> };

/** Of the connections of a process (20) one organisation's writes hold at most so many. */
const MOST_AT_ONCE = 4;
/** As long as the store waits for a lock. */
const PATIENCE_MS = 10_000;

export const turnsOf = (now: () => Date): Turns => ({ now, queues: new Map() });

/** Does the work when it is the organisation's turn; undefined, and nothing done, if that comes too late. */
export async function inTurn<T>({ now, queues }: Turns, org: string, work: () => Promise<T>): Promise<T | undefined> {
  const queue = queues.get(org) ?? { running: 0, waiting: [] };
  queues.set(org, queue);
  const asked = now().getTime();
  if (queue.running < MOST_AT_ONCE) queue.running += 1;
  else await new Promise<void>((mine) => queue.waiting.push(mine));
  try {
    return now().getTime() - asked > PATIENCE_MS ? undefined : await work();
  } finally {
    // Who leaves hands its place on.
    const next = queue.waiting.shift();
    if (next !== undefined) next();
    else queue.running -= 1;
    if (queue.running === 0) queues.delete(org);
  }
}
