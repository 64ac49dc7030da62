// Files as one ZIP archive, for those who take their data with them.
import { type Zippable, zipSync } from "fflate";

/** A day that says nothing: the same files give the same bytes. */
const NO_DAY = "1980-01-01T00:00:00";

/** Law: names are relative and without steps upwards, whatever a user called a file. */
export function zipOf(files: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
  const entries: Zippable = {};
  for (const { path, bytes } of files) entries[path.split("/").map(safeName).join("/")] = [bytes, { mtime: NO_DAY, level: 6 }];
  return zipSync(entries);
}

/** A name that every system takes: no separators, controls, or signs that mean something to a shell or file system. */
export function safeName(name: string): string {
  const kept = name.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]/gu, "_").replace(/^\.+/, "_");
  return kept === "" ? "_" : kept.slice(0, 150);
}
