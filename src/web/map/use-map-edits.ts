// Edits of the map on their way to the records, each whole or not at all, and the way back from the last ones.
import { useState } from "react";
import type { Json } from "../../base/canonical.ts";
import { ask, Refused, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { usePlace } from "../place.ts";
import { type Edit, type Entry, entriesOf, type Held, inverseOf, keysOf } from "./map-edits.ts";

type Done = { label: string; back: Entry[] };

/** Steps back that are kept in mind. */
const MOST_DONE = 50;

export type MapEdits = {
  /** Writes it; answers whether it was written. `label` says what it was, for those who take it back. */
  run(edit: Edit, label: string): Promise<boolean>;
  undo(): Promise<void>;
  /** What would be taken back; undefined where there is nothing. */
  last: string | undefined;
  busy: boolean;
  refused: Refused | undefined;
  clear(): void;
  /** What was done last, for readers by ear. */
  told: string;
};

/** Versions of the records as the map was drawn: a record that was changed since is not written over unseen. */
export function useMapEdits(seen: ReadonlyMap<string, number>): MapEdits {
  const { say } = useLanguage();
  const place = usePlace();
  const put = useDo("putRecords");
  const [done, setDone] = useState<Done[]>([]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [told, setTold] = useState("");

  const write = async (entries: readonly Entry[]): Promise<void> => {
    const records = entries.map(({ key, body, follows }) => ({ key, body: body as Json, ...(follows !== undefined && { follows }) }));
    await put.mutateAsync({ input: { ...place, body: { records } } });
  };
  const guarded = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefused(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    refused,
    told,
    clear: () => setRefused(undefined),
    last: done.at(-1)?.label,
    run: (edit, label) =>
      guarded(async () => {
        const held = await readHeld(place, keysOf(edit), seen);
        const entries = entriesOf(edit, held);
        await write(entries);
        setDone((before) => [...before, { label, back: inverseOf(entries, held) }].slice(-MOST_DONE));
        setTold(say(`저장했습니다: ${label}`, `Saved: ${label}`));
      }),
    undo: async () => {
      const last = done.at(-1);
      if (last === undefined) return;
      await guarded(async () => {
        await write(last.back);
        setDone((before) => onNewVersions(before.slice(0, -1), last.back));
        setTold(say(`되돌렸습니다: ${last.label}`, `Taken back: ${last.label}`));
      });
    },
  };
}

/** The step back gave its records new versions: earlier steps back follow those. */
function onNewVersions(done: readonly Done[], back: readonly Entry[]): Done[] {
  const now = new Map(back.map(({ key, follows = 0 }) => [key, follows + 1]));
  return done.map(({ label, back: entries }) => ({
    label,
    back: entries.map((entry) => {
      const version = now.get(entry.key);
      return version === undefined ? entry : { ...entry, follows: version };
    }),
  }));
}

async function readHeld(
  place: { org: string; period: string },
  keys: readonly string[],
  seen: ReadonlyMap<string, number>,
): Promise<Map<string, Held>> {
  const held = await Promise.all(keys.map((key) => readOne(place, key)));
  // What was drawn is what was meant: the version that was seen is the one to follow, and the server says where it is not the last.
  return new Map(held.map((one) => [one.key, { ...one, version: seen.get(one.key) ?? one.version }]));
}

async function readOne(place: { org: string; period: string }, key: string): Promise<Held> {
  try {
    const { version, body } = await ask("readRecord", { ...place, key });
    return { key, version, body };
  } catch (error) {
    if (error instanceof Refused && error.code === "NOT_FOUND") return { key, version: 0, body: null };
    throw error;
  }
}
