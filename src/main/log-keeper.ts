// The log as part of a running server: its keys from a file, its clock, and what happens again and again.
import { hkdfSync } from "node:crypto";
import { join } from "node:path";
import { joined, LogBroken, runLog } from "../acts/log.ts";
import type { LogHands, LogScene } from "../acts/log-hands.ts";
import { repairMirror } from "../acts/log-mirror.ts";
import { countAlarms, watchLogs } from "../acts/log-watch.ts";
import { faultOf } from "../store/database.ts";
import { countPending } from "../store/log.ts";
import { secretFile } from "./keys.ts";
import { logFiles } from "./log-files.ts";
import { logNetwork } from "./log-network.ts";
import { nodeSigner } from "./node-crypto.ts";
import type { Settings } from "./settings.ts";

/** How often it is looked whether anything waits; how often the witnesses are asked again for what they did not give; how often logs are watched. */
const LOOK_MS = 1500;
const ASK_MS = 20_000;
const WATCH_MS = 180_000;
/** By then one's own log has a checkpoint, and others that start together with this one answer. */
const FIRST_WATCH_MS = 5000;

/** Names and keys of a server's log and witness: they follow from the secret in its file and from where people reach it. */
export function logKeys({ data, baseUrl }: Pick<Settings, "data" | "baseUrl">): Pick<LogHands, "origin" | "signer" | "witness"> {
  const secret = secretFile(data, "log");
  const signer = (of: string) => nodeSigner("EdDSA", new Uint8Array(hkdfSync("sha256", secret, "", `sandan.${of}/1`, 32)));
  const { host } = new URL(baseUrl);
  return { origin: `${host}/log`, signer: signer("log"), witness: { name: `${host}/witness`, signer: signer("witness") } };
}

export type LogKeeper = {
  log: LogHands;
  alarms: () => number;
  /** Repairs the plain files, then goes on by itself until it is stopped. */
  start(): void;
  stop(): Promise<void>;
};

type Given = Pick<LogScene, "db" | "now" | "verify"> & {
  settings: Settings;
  tell: LogHands["tell"];
  /** Hears of every call that came to nothing, and why. */
  detail: (line: string) => void;
};

/** The log of a server. */
export function logKeeper({ settings, tell, detail, ...given }: Given): LogKeeper {
  const { witnesses, watched, quorum } = settings.log;
  let [repaired, stopped, alarms] = [false, false, 0];
  const scene: LogScene = {
    ...given,
    log: {
      ...logKeys(settings),
      witnesses,
      watched,
      quorum,
      network: logNetwork(detail),
      mirror: logFiles(join(settings.data, "log")),
      tell,
      run: joined(() => guarded("log", run)),
    },
  };
  /** Law: what fails is told and tried again; nothing of it stops the server. */
  const guarded = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const { message } = error as Error;
      const isKnown = error instanceof LogBroken;
      if (isKnown) alarms = Math.max(1, alarms);
      const fault = isKnown ? undefined : faultOf(error);
      // A database that does not answer is told by whoever needs it, and is no alarm of the log's.
      if (!stopped) tell(fault === undefined ? "error" : "warn", `${what}: ${fault?.code ?? message}`);
    }
  };
  const run = async (): Promise<void> => {
    if (!repaired) await repairMirror(scene);
    repaired = true;
    await runLog(scene);
  };
  const look = async (): Promise<void> => {
    await watchLogs(scene);
    alarms = await countAlarms(scene);
  };
  let askedAt = 0;
  const turn = async (): Promise<void> => {
    const isTime = Date.now() - askedAt >= ASK_MS;
    if (!isTime && (await countPending(scene.db, 1).catch(() => 0)) === 0) return;
    askedAt = Date.now();
    await scene.log.run();
  };
  const [turns, looks] = [timed(turn, LOOK_MS), timed(() => guarded("monitor", look), WATCH_MS, FIRST_WATCH_MS)];
  return {
    log: scene.log,
    alarms: () => alarms,
    start: () => {
      turns.start();
      looks.start();
    },
    stop: async () => {
      stopped = true;
      await Promise.all([turns.stop(), looks.stop()]);
    },
  };
}

/** Does a work, at first and some time after each end of it, never twice at once; stopping waits for what is under way. */
function timed(work: () => Promise<void>, everyMs: number, firstMs = 0): { start(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> = Promise.resolve();
  let stopped = false;
  const after = (ms: number): void => {
    if (!stopped) timer = setTimeout(turn, ms).unref();
  };
  const turn = (): void => {
    under = work().finally(() => after(everyMs));
  };
  return {
    start: () => after(firstMs),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await under;
    },
  };
}
