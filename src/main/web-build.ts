// The pages as the browser gets them: built by Vite when their sources have changed, each file also compressed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Settings } from "./settings.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const BUILDS = join(ROOT, "dist", "web");
/** Builds that are kept: a server goes on with the one that it began with while others come. */
const MOST_KEPT = 5;
const SOURCES = ["src/{web,calc,formats,rules,trust,engine,model,base}/**/*", "vite.config.ts", "package-lock.json"];

/** SHA-256 over the names and contents of all that the build is made from. */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** The folder of the build of these sources: made if it is not there. An installation without the builder serves the newest that it has. */
export function buildPages(): string {
  const built = join(BUILDS, sourcesHash().slice(0, 16));
  if (existsSync(built)) return built;
  const vite = builder();
  const kept = existsSync(BUILDS) ? newestFirst() : [];
  if (vite === undefined) {
    if (kept[0] !== undefined) return kept[0];
    throw new Error("the pages are not built: run npm start in a clone, or keep dist/web with what is installed");
  }
  process.stderr.write("산단: 화면을 준비합니다 / Sandan: building the pages\n");
  mkdirSync(BUILDS, { recursive: true });
  const making = mkdtempSync(join(BUILDS, "making-"));
  const args = [vite, "build", "--logLevel", "error", "--outDir", making, "--emptyOutDir"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`the pages could not be built: ${stderr}`);
  const assets = join(making, "assets");
  for (const name of readdirSync(assets)) if (/\.(js|mjs|css|svg)$/.test(name)) compress(join(assets, name));
  if (existsSync(built)) rmSync(making, { recursive: true, force: true });
  else renameSync(making, built);
  for (const old of kept.slice(MOST_KEPT - 1)) rmSync(old, { recursive: true, force: true });
  return built;
}

/** Finished builds, newest first. */
function newestFirst(): string[] {
  return readdirSync(BUILDS)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(BUILDS, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

function builder(): string | undefined {
  try {
    return join(createRequire(import.meta.url).resolve("vite/package.json"), "..", "bin", "vite.js");
  } catch {
    return undefined;
  }
}

function compress(file: string): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params }));
}

/** The built pages; written into their document are the name of the operator's sign-on, and whether mails go to a file. */
export function builtPages({ oidc, smtpUrl }: Pick<Settings, "oidc" | "smtpUrl">): { folder: string; html: string } {
  const built = buildPages();
  const sso = (oidc?.name ?? "").replace(/[^\p{L}\p{N} ._-]/gu, "");
  return {
    folder: join(built, "assets"),
    html: readFileSync(join(built, "index.html"), "utf8")
      .replace('data-sso=""', `data-sso="${sso}"`)
      .replace('data-mail=""', `data-mail="${smtpUrl === undefined ? "file" : "sent"}"`),
  };
}
