// The database's log: one file of bounded size, and why a start failed in its last lines.
import { closeSync, constants, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from "node:fs";
import { attempt } from "./embedded-process.ts";

const MAX_BYTES = 4 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;
const MAX_REASON = 600;

/** Opens the log for a child that appends to it, and never through a link that someone laid. */
export function openLog(path: string): { descriptor: number; length: number } {
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = constants;
  const descriptor = openSync(path, O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW, 0o600);
  return { descriptor, length: fstatSync(descriptor).size };
}

/** Moves what the log holds to `<path>.1` once it is over its bound; writers append, so that they go on at its new end. */
export function boundLog(path: string, maxBytes = MAX_BYTES): void {
  if ((attempt(() => statSync(path).size) ?? 0) <= maxBytes) return;
  attempt(() => {
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  });
}

/** Why a start failed: the errors that the log holds from an offset on, else its last lines; "" where it says nothing. */
export function reasonIn(path: string, from: number): string {
  const lines = tailOf(path, from)
    .split("\n")
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /, "").trim())
    .filter((line) => line !== "");
  const errors = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  return (errors.length > 0 ? errors : lines).slice(-3).join(" / ").slice(0, MAX_REASON);
}

function tailOf(path: string, from: number): string {
  return (
    attempt(() => {
      const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const { size } = fstatSync(descriptor);
        const begin = Math.max(from, size - TAIL_BYTES);
        const bytes = Buffer.alloc(Math.max(0, size - begin));
        return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, bytes.length, begin));
      } finally {
        closeSync(descriptor);
      }
    }) ?? ""
  );
}
