// What can be undone and done again.

export type History<T> = { readonly past: readonly T[]; readonly now: T; readonly future: readonly T[] };

const MOST_STEPS = 200;

export const begun = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** A step; what was undone before it can no longer be done again. */
export function stepped<T>({ past, now }: History<T>, next: T): History<T> {
  return { past: [...past.slice(-(MOST_STEPS - 1)), now], now: next, future: [] };
}

export function undone<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  const last = past.at(-1);
  return last === undefined ? history : { past: past.slice(0, -1), now: last, future: [now, ...future] };
}

export function redone<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  const [next, ...rest] = future;
  return next === undefined ? history : { past: [...past, now], now: next, future: rest };
}
