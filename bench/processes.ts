// Whole processes, timed with their greatest memory.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const report = 'process.on("exit",()=>process.stderr.write("\\nmaxrss "+process.resourceUsage().maxRSS+"\\n"))';
const measure = `data:text/javascript,${encodeURIComponent(report)}`;

export type Run = { seconds: number; megabytes: number | undefined; ok: boolean };

function timed(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Run {
  const begun = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: "utf8", maxBuffer: 1 << 28 });
  const rss = /maxrss (\d+)/.exec(stderr ?? "")?.[1];
  return { seconds: (performance.now() - begun) / 1000, megabytes: rss === undefined ? undefined : Number(rss) / 1024, ok: status === 0 };
}

/** The middle one of five runs. */
export function middle(run: () => Run): Run {
  const runs = Array.from({ length: 5 }, run).sort((a, b) => a.seconds - b.seconds);
  return runs[2] as Run;
}

/** One call of the product. */
export function sandan(...args: string[]): Run {
  return timed(process.execPath, [join(root, "src", "main", "sandan.ts"), ...args], { NODE_OPTIONS: `--import ${measure}` });
}

/** LibreOffice opens a file and writes it as another kind, with a profile of its own in the folder. */
export function office(folder: string, kind: string, file: string): Run {
  return timed("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", kind, "--outdir", folder, file]);
}

export const row = (name: string, { seconds, megabytes, ok }: Run): string =>
  `${name}: ${seconds.toFixed(2)} s${megabytes === undefined ? "" : `, ${megabytes.toFixed(0)} MB at most`}${ok ? "" : " (FAILED)"}`;
