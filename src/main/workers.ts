// Threads for calculations, so that none holds up the answers to requests.
import { Worker } from "node:worker_threads";
import type { Composition } from "../calc/compose.ts";
import { type KeptAt, sentRecords } from "../calc/kept-records.ts";
import type { Stream, TaskAnswer, TaskName, Work } from "../calc/tasks.ts";
import type { Asked, LawTables, Told } from "./work-worker.ts";

/** What is sent, without the number that the thread gives it. */
type Sent = Asked extends infer A ? (A extends { id: number } ? Omit<A, "id"> : never) : never;
type Thread = {
  worker: Worker;
  busy: boolean;
  /** Made before the tables of the law changed: it does what it is at, and goes. */
  stale?: true;
  pending?: { done: (told: Told) => void; failed: (error: Error) => void };
  idle?: NodeJS.Timeout;
  /** What it was sent of records, by their place; it may have let go of some. */
  kept: Map<string, KeptAt>;
};

export type Workers = {
  work: Work;
  stream: Stream;
  waiting: () => number;
  /** From now on tasks are done with other tables of the law. */
  renew(tables: LawTables): void;
  close(): Promise<void>;
};

/** A thread that has had nothing to do for so long goes, and its memory with it. */
const IDLE_MS = 15_000;
/** Tasks that may wait; beyond them one is refused. */
const MOST_WAITING = 1000;

/** Places of which it is known what a thread has. */
const MOST_KEPT = 1000;

type Waiting = { taken: (thread: Thread) => void; failed: (error: Error) => void };

/** At most so many threads, started when there is something to do; a thread that dies fails its task alone. */
class Pool {
  private readonly most: number;
  private readonly threads = new Set<Thread>();
  private readonly queue: Waiting[] = [];
  private last = 0;
  private tables: LawTables = {};

  constructor(most: number) {
    this.most = most;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** A thread of one's own until it is released. */
  held(): Promise<Thread> {
    return new Promise((taken, failed) => {
      if (this.queue.length >= MOST_WAITING) return failed(new Error("too many calculations are waiting"));
      this.queue.push({ taken, failed });
      this.next();
    });
  }

  renew(tables: LawTables): void {
    this.tables = tables;
    for (const thread of this.threads) {
      thread.stale = true;
      if (!thread.busy) this.dismiss(thread);
    }
  }

  private dismiss(thread: Thread): void {
    this.threads.delete(thread);
    void thread.worker.terminate();
  }

  released(thread: Thread): void {
    thread.busy = false;
    if (thread.stale) this.dismiss(thread);
    else this.rest(thread);
    this.next();
  }

  private rest(thread: Thread): void {
    thread.idle = setTimeout(() => this.dismiss(thread), IDLE_MS);
    thread.idle.unref();
  }

  ask(thread: Thread, sent: Sent): Promise<Exclude<Told, { fault: string }>> {
    return new Promise((done, failed) => {
      if (!this.threads.has(thread)) return failed(GONE);
      this.last += 1;
      const answered = (told: Told): void => ("fault" in told ? failed(new Error(told.fault)) : done(told));
      thread.pending = { done: answered, failed };
      thread.worker.postMessage({ ...sent, id: this.last } as Asked);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private next(): void {
    while (this.queue.length > 0) {
      const free = [...this.threads].find(({ busy }) => !busy) ?? (this.threads.size < this.most ? this.started() : undefined);
      if (free === undefined) return;
      clearTimeout(free.idle);
      free.busy = true;
      this.queue.shift()?.taken(free);
    }
  }

  private started(): Thread {
    const worker = new Worker(new URL("./work-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
      workerData: this.tables,
    });
    const thread: Thread = { worker, busy: false, kept: new Map() };
    this.threads.add(thread);
    const gone = (error: Error): void => {
      this.threads.delete(thread);
      thread.pending?.failed(error);
      delete thread.pending;
      this.next();
    };
    worker.on("message", (told: Told) => {
      const { pending } = thread;
      delete thread.pending;
      pending?.done(told);
    });
    worker.on("error", gone);
    worker.on("exit", () => gone(GONE));
    return thread;
  }
}

const GONE = new Error("the thread of a calculation ended");

/** A task with its input; records that the thread may have are sent as what differs from those. */
function sentOf(thread: Thread, name: TaskName, input: object): Sent {
  const { composition } = input as { composition?: Composition };
  if (composition?.kept === undefined) return { name, input };
  const { records: _, kept, ...rest } = composition;
  const records = sentRecords(composition, kept, thread.kept.get(kept.place));
  // Until it has answered nothing is known of what it has: a task that fails, or lacks what these follow, is followed by everything.
  thread.kept.delete(kept.place);
  return { name, input: { ...input, composition: rest }, records };
}

/** After an answer the thread has the records that it was asked with. */
function holds({ kept }: Thread, input: object): void {
  const at = (input as { composition?: Composition }).composition?.kept;
  if (at !== undefined) kept.set(at.place, { place: at.place, life: at.life, revision: at.revision });
  if (kept.size > MOST_KEPT) for (const oldest of kept.keys()) return void kept.delete(oldest);
}

/** The threads of one server. */
export function workersOf(most: number): Workers {
  const pool = new Pool(most);
  const work: Work = async (name, input) => {
    const thread = await pool.held();
    try {
      let told = await pool.ask(thread, sentOf(thread, name, input));
      if ("lacks" in told) told = await pool.ask(thread, sentOf(thread, name, input));
      if ("lacks" in told) throw new Error("assertion failed: records that were sent whole are there");
      holds(thread, input);
      return ("value" in told ? told.value : undefined) as TaskAnswer<typeof name>;
    } finally {
      pool.released(thread);
    }
  };
  const stream: Stream = async function* (name, input) {
    const thread = await pool.held();
    // The next chunk is worked on while the asker is at this one.
    let coming = pool.ask(thread, { stream: name, input });
    let done = false;
    try {
      for (let told = await coming; "chunk" in told && !told.done; told = await coming) {
        coming = pool.ask(thread, { more: "next" });
        // Its failure is told where it is waited for.
        coming.catch(() => {});
        yield told.chunk as never;
      }
      done = true;
    } finally {
      if (!done) await coming.then(() => pool.ask(thread, { more: "stop" })).catch(() => {});
      pool.released(thread);
    }
  };
  return { work, stream, waiting: () => pool.waiting, renew: (tables) => pool.renew(tables), close: () => pool.close() };
}
