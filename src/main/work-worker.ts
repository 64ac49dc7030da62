// A thread that does calculations: tasks come in, answers go out.
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Composition } from "../calc/compose.ts";
import type { SentRecords } from "../calc/kept-records.ts";
import type { Ground, StreamName, TaskName } from "../calc/tasks.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { nodeHashing } from "./node-hashing.ts";

export type Asked =
  | { id: number; name: TaskName; input: unknown; records?: SentRecords }
  | { id: number; stream: StreamName; input: unknown }
  | { id: number; more: "next" | "stop" };
export type Told =
  | { id: number; value: unknown }
  /** The thread has not the records that those which were sent follow. */
  | { id: number; lacks: true }
  | { id: number; chunk: unknown; done: boolean }
  | { id: number; fault: string };

/** Texts of the tables of the law that the server's operator has loaded, in place of the shipped ones. */
export type LawTables = { defaultValues?: string; benchmarks?: string };

// A thread has a compile cache of its own, and starts in half the time with it.
enableCompileCache();
const { STREAMS, TASKS } = await import("../calc/tasks.ts");
const { RecordKeeper } = await import("../calc/kept-records.ts");
const { LateAnswers } = await import("../calc/late-answers.ts");

/** Records that a thread keeps of periods that it calculated. */
const keeper = new RecordKeeper(100_000);
const late = new LateAnswers(8);

const loaded = (workerData ?? {}) as LawTables;
const { default: defaultValues } = await import("../rules/cbam/values/default-values.json", { with: { type: "json" } });
const { default: benchmarks } = await import("../rules/cbam/values/benchmarks.json", { with: { type: "json" } });

const ground: Ground = {
  defaultValues:
    loaded.defaultValues === undefined ? (defaultValues as unknown as DefaultValues) : (JSON.parse(loaded.defaultValues) as DefaultValues),
  benchmarks: loaded.benchmarks === undefined ? (benchmarks as unknown as Benchmarks) : (JSON.parse(loaded.benchmarks) as Benchmarks),
  compile: (...given) => compiler(...given),
  hashing: nodeHashing,
};

let compiler: Ground["compile"] = () => {
  throw new Error("assertion failed: the compiler is loaded before a PDF is drawn");
};

/** The compiler and its fonts take a hundred megabytes: they are loaded with the first PDF. */
async function prepare(input: unknown): Promise<void> {
  const { as, format } = input as { as?: string; format?: string };
  if (as === "pdf" || format === "pdf") compiler = (await import("./typst.ts")).compileTypst;
}

/** The stream that this thread is at: one at a time. */
let running: Generator<unknown> | undefined;

async function told(asked: Asked): Promise<Told> {
  const { id } = asked;
  if ("name" in asked) {
    await prepare(asked.input);
    const task = TASKS[asked.name] as (ground: Ground, input: unknown) => unknown;
    if (asked.records === undefined) return { id, value: await task(ground, asked.input) };
    const records = keeper.received(asked.records);
    if (records === undefined) return { id, lacks: true };
    const input = asked.input as { composition: Omit<Composition, "records"> };
    const work = (): unknown => task(ground, { ...input, composition: { ...input.composition, records } });
    return { id, value: late.to({ name: asked.name, rest: input, at: asked.records }, work) };
  }
  if ("stream" in asked) running = STREAMS[asked.stream](asked.input as never);
  if ("more" in asked && asked.more === "stop") {
    running = undefined;
    return { id, chunk: undefined, done: true };
  }
  const { value, done } = running?.next() ?? { value: undefined, done: true };
  return { id, chunk: value, done: done === true };
}

parentPort?.on("message", async (asked: Asked) => {
  try {
    parentPort?.postMessage(await told(asked));
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ id: asked.id, fault } satisfies Told);
  }
});
