// Which pages hold what was typed and not yet saved: told beside every page, and asked about before the browser leaves.
import type { BothLanguages } from "../base/problem.ts";

/** Where it stands, and how it is put where a reload finds it. */
export type Unsaved = { key: string; to: string; label: BothLanguages; store(): void };

let held: readonly Unsaved[] = [];
const hearers = new Set<() => void>();

export const unsavedNow = (): readonly Unsaved[] => held;

export function hearUnsaved(hear: () => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

function leaving(event: BeforeUnloadEvent): void {
  // Twice: a cell that is being typed into is put to its table first.
  for (const { store } of held) store();
  for (const { store } of held) store();
  event.preventDefault();
}

/** Notes a page's unsaved input under its key, or with undefined that there is none any more. */
export function noteUnsaved(key: string, unsaved: Omit<Unsaved, "key"> | undefined): void {
  const rest = held.filter((one) => one.key !== key);
  if (unsaved === undefined && rest.length === held.length) return;
  held = unsaved === undefined ? rest : [...rest, { key, ...unsaved }];
  if (held.length > 0) addEventListener("beforeunload", leaving);
  else removeEventListener("beforeunload", leaving);
  for (const hear of hearers) hear();
}
