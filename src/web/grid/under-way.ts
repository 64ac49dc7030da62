// Saves that are under way, by table: one that is gone away from goes on, and who comes back meanwhile waits for it.
import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { DraftInHand } from "./use-draft.ts";

const underWay = new Set<string>();
const hearers = new Set<() => void>();
const inHand = new Map<string, DraftInHand["reset"]>();

/** Marks a table as being saved; the answer ends that. */
export function beginSave(key: string): () => void {
  const tell = (): void => {
    for (const hear of hearers) hear();
  };
  underWay.add(key);
  tell();
  return () => {
    underWay.delete(key);
    tell();
  };
}

/** Begins the rows anew on a page that shows the table now, whether or not it is the one that saved. */
export const resetNow = (key: string): DraftInHand["reset"] | undefined => inHand.get(key);

/** True while the table is being saved. */
export function useUnderWay({ key, reset }: Pick<DraftInHand, "key" | "reset">): boolean {
  useEffect(() => {
    inHand.set(key, reset);
    return () => {
      if (inHand.get(key) === reset) inHand.delete(key);
    };
  }, [key, reset]);
  const hear = useCallback((tell: () => void) => {
    hearers.add(tell);
    return () => hearers.delete(tell);
  }, []);
  return useSyncExternalStore(hear, () => underWay.has(key));
}
