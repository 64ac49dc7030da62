// LibreOffice as an independent calculator: opens workbooks, recalculates them, and gives them back.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where LibreOffice is installed: false; else why the test is skipped. */
export function withoutLibreOffice(): string | false {
  const found = spawnSync("soffice", ["--version"], { encoding: "utf8" });
  return found.status === 0 ? false : "LibreOffice (soffice) is not installed here";
}

/** The workbooks by name, as LibreOffice saves them after it calculated every formula that has no stored result. */
export function recalculated(workbooks: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "sandan-libreoffice-"));
  try {
    const files = Object.entries(workbooks).map(([name, bytes]) => {
      const file = join(folder, `${name}.xlsx`);
      writeFileSync(file, bytes);
      return file;
    });
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
    const out = join(folder, "out");
    const run = spawnSync("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", out, ...files], {
      encoding: "utf8",
      timeout: 600_000,
    });
    if (run.status !== 0) throw new Error(`soffice: ${run.error?.message ?? run.stderr}`);
    return Object.fromEntries(Object.keys(workbooks).map((name) => [name, new Uint8Array(readFileSync(join(out, `${name}.xlsx`)))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
