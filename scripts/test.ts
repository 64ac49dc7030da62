// The suite: types, format and lint, then every test; --long adds the kills and the fuzzing.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const long = process.argv.includes("--long");
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compile"),
  ...(long ? { SANDAN_LONG: "1" } : {}),
};

/** Runs one step under its heading, and says whether it passed. */
function step(heading: string, args: string[]): boolean {
  console.log(`\n== ${heading}`);
  const begun = performance.now();
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  if (error) console.error(error.message);
  const passed = status === 0;
  console.log(`${passed ? "ok" : "FAILED"} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return passed;
}

/** The test files of this run, in a fixed order: those that mostly wait for processes to end and start, and all others. */
function testFiles(): { waiting: string[]; busy: string[] } {
  const found = globSync(["src/**/*.test.ts", "test/**/*.test.ts"], { cwd: root });
  const all = found.filter((file) => long || !/^test\/long\//.test(file)).sort();
  const waits = (file: string): boolean => /^test\/(store\/|operate\.test)/.test(file);
  return { waiting: all.filter(waits), busy: all.filter((file) => !waits(file)) };
}

/** One run of node's test runner; its report, where it is not told as it comes. */
function runner(files: readonly string[], { at, told }: { at: number; told: boolean }): Promise<{ passed: boolean; report: string }> {
  const args = ["--test", "--test-reporter=spec", `--test-concurrency=${at}`, ...files];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", told ? "inherit" : "pipe", "inherit"] });
  let report = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    report += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ passed: false, report: error.message }));
    child.on("exit", (status) => resolve({ passed: status === 0, report }));
  });
}

/** All tests: those that wait run one by one beside the others, so that no core stands idle at the end. */
async function tests(heading: string): Promise<boolean> {
  console.log(`\n== ${heading}`);
  const { waiting, busy } = testFiles();
  const both = await Promise.all([runner(busy, { at: availableParallelism(), told: true }), runner(waiting, { at: 1, told: false })]);
  console.log(both[1].report);
  return both.every(({ passed }) => passed);
}

const tsc = "node_modules/typescript/bin/tsc";
const steps: [heading: string, args: string[]][] = [
  ["Types: Node (tsconfig.json)", [tsc, "-p", "tsconfig.json"]],
  ["Types: the pure rooms in a browser (tsconfig.browser.json)", [tsc, "-p", "tsconfig.browser.json"]],
  ["Types: the pages (tsconfig.web.json)", [tsc, "-p", "tsconfig.web.json"]],
  ["Format and lint (biome ci)", ["node_modules/@biomejs/biome/bin/biome", "ci", ...(process.stdout.isTTY ? [] : ["--colors=off"]), "."]],
  ["The pages are built", ["scripts/build-pages.ts"]],
  ["A database is made ready", ["--disable-warning=ExperimentalWarning", "scripts/make-ready.ts"]],
  ["The JSON Schemas are what the model says", ["scripts/make-schema.ts", "--check"]],
];
if (!existsSync(join(root, tsc))) throw new Error("run npm test, which installs what the suite needs");
const failed = steps.filter(([heading, args]) => !step(heading, args)).map(([heading]) => heading);
const TESTS = long ? "Tests, the long ones too" : "Tests";
if (!(await tests(TESTS))) failed.push(TESTS);
if (failed.length > 0) console.error(`\nFAILED: ${failed.join("; ")}`);
process.exit(failed.length > 0 ? 1 : 0);
