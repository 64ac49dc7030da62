// What the log is handed: its keys, whom it asks and watches, the network, and the plain files that any web server can hand out.
import type { Db } from "../store/database.ts";
import type { LogKeys } from "../trust/log/checkpoint.ts";
import type { NoteKey } from "../trust/log/note.ts";
import type { Signer, Verify } from "../trust/signer.ts";

export type LogNetwork = {
  /** The bytes at an address, of a bounded length; undefined where none came. */
  get(url: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** Undefined where no answer came. */
  post(url: string, body: string): Promise<{ status: number; body: string } | undefined>;
};

/** Files under the same paths as the routes; each is there whole or not at all. */
export type LogMirror = {
  read(path: string): Promise<Uint8Array | undefined>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Length of a file; undefined where there is none. */
  length(path: string): Promise<number | undefined>;
  remove(path: string): Promise<void>;
};

/** A witness by its key, and the address below which it takes add-checkpoint. */
export type AskedWitness = { key: NoteKey; url: string };
/** A log of others, and the address below which its checkpoint and tiles lie. */
export type WatchedLog = { log: LogKeys; url: string };

export type LogHands = {
  /** Its name: the host where people reach the server, and "/log". */
  origin: string;
  /** Signs checkpoints; it lies in a file, never in the database. */
  signer: Signer;
  /** Signs what this instance witnesses of others. */
  witness: { name: string; signer: Signer };
  witnesses: readonly AskedWitness[];
  watched: readonly WatchedLog[];
  /** How many witnesses must have cosigned for a proof to be whole. */
  quorum: number;
  network: LogNetwork;
  mirror: LogMirror;
  /** An error is an alarm. */
  tell(level: "error" | "warn", line: string): void;
  /** Logs what waits now; answers when it is signed and the witnesses were asked. */
  run(): Promise<void>;
};

/** What the log's own functions need of all hands. */
export type LogScene = { db: Db; now: () => Date; verify: Verify; log: LogHands };
