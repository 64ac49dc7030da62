// npm start: the main job on the samples, with their reports.
import { mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readCall } from "../cli/arguments.ts";
import { run } from "../cli/commands.ts";
import { shellOf } from "./shell.ts";

const root = join(import.meta.dirname, "..", "..");
const samples = join(root, "samples");
const out = join(root, "out");
mkdirSync(out, { recursive: true });

/** Runs one call; the worst exit code becomes ours. */
async function sandan(args: string[], quiet = false): Promise<void> {
  const call = readCall(args, process.env.LANG);
  if (!("command" in call)) throw new Error(`no such call: ${args.join(" ")}`);
  const code = await run(call, quiet ? { ...shellOf(), err: () => {} } : shellOf());
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}

const reports: string[] = [];
async function report(file: string, as: string, lang: string, name: string): Promise<void> {
  const path = join(out, name);
  await sandan(["render", file, "--as", as, "--lang", lang, "--out", path], true);
  reports.push(path);
}

for (const name of readdirSync(samples).sort()) {
  if (!name.endsWith(".json")) continue;
  const file = join(samples, name);
  const base = name.replace(/\.json$/, "");
  console.log(`\n== ${relative(process.cwd(), file)}\n`);
  for (const lang of ["ko", "en"]) {
    await report(file, "html", lang, `${base}.${lang}.html`);
    await report(file, "pdf", lang, `${base}.${lang}.pdf`);
  }
  await report(file, "operator-report", "ko", `${base}.operator-report.pdf`);
  await sandan(["calculate", file]);
}
const lines = join(samples, "imports.csv");
console.log(`\n== ${relative(process.cwd(), lines)}\n`);
await sandan(["declare", lines, "--as-if", "2026", "--price", "2026=75.30"]);
console.log("\nReports / 보고서:");
for (const path of reports) console.log(`  ${relative(process.cwd(), path)}`);
