// The suite: types, format and lint, then every test; --long adds the kills and the fuzzing.
import { spawnSync } from "node:child_process";
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
  if (args[0] !== "--test") console.log(`${passed ? "ok" : "FAILED"} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return passed;
}

/** The test files of this run, in a fixed order. */
function testFiles(): string[] {
  const found = globSync(["src/**/*.test.ts", "test/**/*.test.ts"], { cwd: root });
  return found.filter((file) => long || !/^test\/long\//.test(file)).sort();
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
  [
    long ? "Tests, the long ones too" : "Tests",
    ["--test", "--test-reporter=spec", `--test-concurrency=${availableParallelism() + 1}`, ...testFiles()],
  ],
];
if (!existsSync(join(root, tsc))) throw new Error("run npm test, which installs what the suite needs");
const failed = steps.filter(([heading, args]) => !step(heading, args)).map(([heading]) => heading);
if (failed.length > 0) console.error(`\nFAILED: ${failed.join("; ")}`);
process.exit(failed.length > 0 ? 1 : 0);
