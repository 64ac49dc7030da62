// A thread that does calculations: tasks come in, answers go out.
import { parentPort } from "node:worker_threads";
import { type Ground, TASKS, type TaskName } from "../calc/tasks.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";

export type Asked = { id: number; name: TaskName; input: unknown };
export type Told = { id: number; value: unknown } | { id: number; fault: string };

const { default: defaultValues } = await import("../rules/cbam/values/default-values.json", { with: { type: "json" } });
const { default: benchmarks } = await import("../rules/cbam/values/benchmarks.json", { with: { type: "json" } });

const ground: Ground = {
  defaultValues: defaultValues as unknown as DefaultValues,
  benchmarks: benchmarks as unknown as Benchmarks,
  compile: (...given) => compiler(...given),
};

let compiler: Ground["compile"] = () => {
  throw new Error("assertion failed: the compiler is loaded before a PDF is drawn");
};

/** The compiler and its fonts take a hundred megabytes: they are loaded with the first PDF. */
async function prepare({ name, input }: Asked): Promise<void> {
  const { as, format } = input as { as?: string; format?: string };
  if (name === "render" && (as === "pdf" || format === "pdf")) compiler = (await import("./typst.ts")).compileTypst;
}

parentPort?.on("message", async (asked: Asked) => {
  try {
    await prepare(asked);
    const task = TASKS[asked.name] as (ground: Ground, input: unknown) => unknown;
    parentPort?.postMessage({ id: asked.id, value: task(ground, asked.input) } satisfies Told);
  } catch (error) {
    parentPort?.postMessage({ id: asked.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Told);
  }
});
