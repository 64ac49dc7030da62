// npm start: the main job on the samples, with its report.
import { mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readCall } from "../cli/arguments.ts";
import { run } from "../cli/commands.ts";
import { shellOf } from "./shell.ts";

const root = join(import.meta.dirname, "..", "..");
const samples = join(root, "samples");
const out = join(root, "out");
mkdirSync(out, { recursive: true });
const reports: string[] = [];
for (const name of readdirSync(samples)
  .filter((n) => n.endsWith(".json"))
  .sort()) {
  const file = join(samples, name);
  console.log(`\n== ${relative(process.cwd(), file)}\n`);
  for (const lang of ["ko", "en"]) {
    const report = join(out, name.replace(/\.json$/, `.${lang}.html`));
    const quiet = { ...shellOf(), err: () => {} };
    const call = readCall(["render", file, "--as", "html", "--lang", lang, "--out", report], process.env.LANG);
    if (typeof call === "object" && "command" in call && (await run(call, quiet)) === 0) reports.push(report);
  }
  const call = readCall(["calculate", file], process.env.LANG);
  if (typeof call === "object" && "command" in call) process.exitCode = Math.max(Number(process.exitCode ?? 0), await run(call, shellOf()));
}
console.log("\nReports / 보고서:");
for (const report of reports) console.log(`  ${relative(process.cwd(), report)}`);
