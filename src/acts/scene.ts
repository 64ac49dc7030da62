// What an act is handed: the database, the blobs, a clock, and where calculations are done.
import type { Outcome, Problem } from "../base/problem.ts";
import type { Stream, Work } from "../calc/tasks.ts";
import type { Actor } from "../model/access.ts";
import type { ActName, Answer, Input } from "../model/api.ts";
import { storeProblem } from "../model/problems/store.ts";
import type { Auditor } from "../store/audit.ts";
import type { Blobs } from "../store/blobs.ts";
import type { Db } from "../store/database.ts";
import type { Verify } from "../trust/signer.ts";
import type { CompositionCache } from "./composition.ts";
import type { KeyKeeper } from "./key-keeper.ts";
import type { LogHands } from "./log-hands.ts";
import type { Turns } from "./turns.ts";

export type Person = { id: string; name: string; email: string };

/** Who people are: sign-on keeps it. */
export type Directory = {
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  /** Ends the account and everything that it signed in with. */
  erase(id: string): Promise<void>;
};

/** Jobs that outlive a request; any process may take one. */
export type Jobs = { runImport(db: Db, job: { org: string; import: string }): Promise<void> };

export type Hands = {
  db: Db;
  blobs: Blobs;
  auditor: Auditor;
  cache: CompositionCache;
  turns: Turns;
  work: Work;
  stream: Stream;
  directory: Directory;
  jobs: Jobs;
  /** Private keys of organisations. */
  keys: KeyKeeper;
  verify: Verify;
  log: LogHands;
  now: () => Date;
  /** A new uuid, later ones sorting behind earlier ones. */
  newId: () => string;
  /** Bytes that nobody can guess. */
  random: (count: number) => Uint8Array;
  /** Where people reach the server, for links in mails. */
  baseUrl: string;
  /** The organisation in whose name anybody may have credentials issued by the VC-API, for the W3C's test suites. */
  vcTrial?: string;
};

/** Hands, and who asks. In an act that writes, `db` is its transaction. */
export type Scene = Hands & { actor: Actor; person: string };

export type Act<N extends ActName> = (scene: Scene, input: Input<N>) => Promise<Outcome<Answer<N>>>;

export const ok = <T>(value: T, problems: Problem[] = []): { value: T; problems: Problem[] } => ({ value, problems });
export const stopped = (...problems: Problem[]): { value: undefined; problems: Problem[] } => ({ value: undefined, problems });

/** What an organisation asked for and does not have. */
export const missing = (what: string): Problem => storeProblem("NOT_FOUND", { params: { what } });

/** One page of what was read with one entry more than asked for. */
export function paged<R, T>(
  rows: readonly R[],
  limit: number,
  { keyOf, show }: { keyOf: (row: R) => string; show: (row: R) => T },
): { items: T[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), ...(rows.length > limit && last !== undefined && { next: keyOf(last) }) };
}
