// Threads for calculations, so that none holds up the answers to requests.
import { Worker } from "node:worker_threads";
import type { TaskAnswer, Work } from "../calc/tasks.ts";
import type { Asked, Told } from "./work-worker.ts";

type Waiting = { asked: Omit<Asked, "id">; done: (value: unknown) => void; failed: (error: Error) => void };
type Thread = { worker: Worker; doing?: Waiting & { id: number }; idle?: NodeJS.Timeout };

export type Workers = { work: Work; queued: () => number; close(): Promise<void> };

/** A thread that has had nothing to do for so long goes, and its memory with it. */
const IDLE_MS = 60_000;
/** Tasks that may wait; beyond them the server says that it is busy. */
const MOST_WAITING = 1000;

/** At most so many threads, started when there is something to do; a thread that dies fails its task alone. */
export function workersOf(most: number): Workers {
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let last = 0;
  const next = (): void => {
    while (queue.length > 0) {
      const free = [...threads].find(({ doing }) => doing === undefined) ?? (threads.size < most ? started() : undefined);
      if (free === undefined) return;
      give(free, queue.shift() as Waiting);
    }
  };
  const give = (thread: Thread, waiting: Waiting): void => {
    clearTimeout(thread.idle);
    last += 1;
    thread.doing = { ...waiting, id: last };
    thread.worker.postMessage({ id: last, ...waiting.asked } satisfies Asked);
  };
  const started = (): Thread => {
    const thread: Thread = { worker: new Worker(new URL("./work-worker.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 2048 } }) };
    threads.add(thread);
    const gone = (error: Error): void => {
      threads.delete(thread);
      thread.doing?.failed(error);
      delete thread.doing;
      next();
    };
    thread.worker.on("message", (told: Told) => {
      const { doing } = thread;
      delete thread.doing;
      if ("fault" in told) doing?.failed(new Error(told.fault));
      else doing?.done(told.value);
      thread.idle = setTimeout(() => void thread.worker.terminate(), IDLE_MS);
      thread.idle.unref();
      next();
    });
    thread.worker.on("error", gone);
    thread.worker.on("exit", () => gone(new Error("the thread of a calculation ended")));
    return thread;
  };
  const work: Work = (name, input) =>
    new Promise((done, failed) => {
      if (queue.length >= MOST_WAITING) return failed(new Error("too many calculations are waiting"));
      queue.push({ asked: { name, input }, done: done as (value: unknown) => void, failed });
      next();
    }) as Promise<TaskAnswer<typeof name>>;
  return {
    work,
    queued: () => queue.length,
    close: async () => {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
