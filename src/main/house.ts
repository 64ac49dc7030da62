// Opens everything that acts are handed: database, blobs, keys, threads, sign-on, jobs.
import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { compositionCache } from "../acts/composition.ts";
import type { KeyKeeper } from "../acts/key-keeper.ts";
import { resumeImports, runImportJob } from "../acts/run-import.ts";
import type { Hands } from "../acts/scene.ts";
import { turnsOf } from "../acts/turns.ts";
import { tidyUp } from "../acts/upkeep.ts";
import type { Outcome } from "../base/problem.ts";
import { fileMail, type Mail, smtpMail } from "../server/mail.ts";
import { type SignOn, signOn } from "../server/sign-on.ts";
import { isInvited } from "../store/across.ts";
import { auditorOf } from "../store/audit.ts";
import type { Blobs } from "../store/blobs.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { startJobs } from "../store/jobs.ts";
import { migrate } from "../store/migrate.ts";
import { deviceKeeper } from "./device-keeper.ts";
import { fileKeeper } from "./key-keeper.ts";
import { newId, secretFile } from "./keys.ts";
import { watchTables } from "./law-tables.ts";
import { logKeeper } from "./log-keeper.ts";
import { nodeVerify } from "./node-crypto.ts";
import type { Settings } from "./settings.ts";
import { blobsOf, openStore } from "./stores.ts";
import { workersOf } from "./workers.ts";

export type Logger = pino.Logger;

export type House = {
  hands: Hands;
  signOn: SignOn;
  database: Database;
  waiting: () => number;
  /** Alarms of the transparency log that stand. */
  logAlarms: () => number;
  /** Closes all in the order that lets what is under way end. */
  close(): Promise<void>;
};

/** Of an error, what tells a bug: never the row, the parameters or the answer that an error of the database or of a library carries along. */
function plainError(error: unknown): { type: string; message: string; stack: string; code?: string } {
  const { name, message, stack = "", code }: Error & { code?: unknown } = error instanceof Error ? error : new Error(typeof error);
  return { type: name, message, stack, ...(typeof code === "string" && { code }) };
}

/** Structured lines, one JSON each, on the standard output unless another place is given; no address, body or secret is ever among them. */
export function loggerOf({ logLevel }: Pick<Settings, "logLevel">, into?: { write(line: string): void }): Logger {
  const options = { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: plainError } };
  // Lines are written together, at the latest after half a second, and the rest when the process ends.
  return pino(options, into ?? pino.destination({ sync: false, minLength: 4096, periodicFlush: 500 }));
}

const RECORDS_KEPT = 200_000;
/** Imports, their progress and the queue of jobs have connections of their own: they go on while all others wait for what an import holds. */
const CONNECTIONS_ASIDE = 6;

function mailOf({ smtpUrl, mailFrom, data }: Settings): Mail {
  return smtpUrl === undefined ? fileMail(join(data, "mail.txt")) : smtpMail({ url: smtpUrl, from: mailFrom });
}

/** Everything open and the schema at this program's version; with a Problem nothing stays open. `beforeChange` takes a backup. */
export async function openHouse(
  settings: Settings,
  logger: Logger,
  beforeChange: (kept: { database: Database; blobs: Blobs }, from: number) => Promise<void>,
): Promise<Outcome<House>> {
  const log = (line: string): void => logger.info({ from: "store" }, line);
  const opened = await openStore(settings, log);
  if (opened.value === undefined) return opened;
  const { database, connection, embedded } = opened.value;
  const aside = openDatabase(connection, { most: CONNECTIONS_ASIDE, log });
  const shut = async (): Promise<void> => {
    await aside.close();
    await database.close();
    await embedded?.stop();
  };
  try {
    const migrated = await migrate(database.pool, { beforeChange: (from) => beforeChange({ database, blobs: blobsOf(settings) }, from) });
    if (migrated.value === undefined) {
      await shut();
      return { value: undefined, problems: migrated.problems };
    }
    return { value: await furnished(settings, logger, { database, aside, shut }), problems: [] };
  } catch (error) {
    await shut().catch(() => {});
    throw error;
  }
}

/** Keys of before stay where they were made. */
function keeperOf({ data, device }: Settings): KeyKeeper {
  const files = fileKeeper(secretFile(data, "signing"));
  return device === undefined ? files : deviceKeeper(device, files);
}

const RESUME_EVERY_MS = 5000;

/** Does a work now and every few seconds, never twice at once; answers how to stop, which waits for what is under way. */
function again(work: () => Promise<void>, log: (line: string) => void): () => Promise<void> {
  let under: Promise<void> = Promise.resolve();
  let busy = false;
  const turn = (): void => {
    if (busy) return;
    busy = true;
    under = work()
      .catch((error: unknown) => log(`imports: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        busy = false;
      });
  };
  turn();
  const timer = setInterval(turn, RESUME_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await under;
  };
}

async function furnished(
  settings: Settings,
  logger: Logger,
  { database, aside, shut }: { database: Database; aside: Database; shut: () => Promise<void> },
): Promise<House> {
  const { db, pool } = database;
  const now = (): Date => new Date();
  const mail = mailOf(settings);
  const people = await signOn({
    database: db,
    baseUrl: settings.baseUrl,
    secret: secretFile(settings.data, "sign-on"),
    mail,
    ...(settings.oidc && { oidc: settings.oidc }),
    openSignUp: settings.openSignUp,
    invited: (email) => isInvited(db, email, now()),
    log: (level, line) => logger[level]({ from: "sign-on" }, line),
  });
  const workers = workersOf(Math.max(1, availableParallelism() - 1));
  const stopLooking = await watchTables(db, workers, (line) => logger.warn({ from: "store" }, line));
  const keeper = logKeeper({
    db: aside.db,
    now,
    verify: nodeVerify,
    settings,
    tell: (level, line) => logger[level]({ from: "log" }, line),
    detail: (line) => logger.debug({ from: "log" }, line),
  });
  const hands: Hands = {
    db,
    blobs: blobsOf(settings),
    auditor: auditorOf(db, pool),
    cache: compositionCache(RECORDS_KEPT),
    turns: turnsOf(now),
    work: workers.work,
    stream: workers.stream,
    directory: { people: (ids) => people.people(ids), erase: (id) => people.erasePerson(id) },
    jobs: { runImport: (trx, job) => jobs.runImport(trx, job) },
    keys: keeperOf(settings),
    verify: nodeVerify,
    log: keeper.log,
    now,
    newId,
    random: (count) => new Uint8Array(randomBytes(count)),
    baseUrl: settings.baseUrl,
    ...(settings.vcTrial !== undefined && { vcTrial: settings.vcTrial }),
  };
  const warn = (line: string): void => logger.warn({ from: "jobs" }, line);
  const handsAside = { ...hands, db: aside.db };
  const jobs = await startJobs(
    aside.pool,
    { runImport: (job) => runImportJob(handsAside, job), tidyUp: () => tidyUp(handsAside, (message) => mail.send(message), warn) },
    warn,
  );
  keeper.start();
  const stopResuming = again(() => resumeImports(handsAside), warn);
  const close = async (): Promise<void> => {
    stopLooking();
    await stopResuming();
    await keeper.stop();
    await jobs.stop();
    // An import that has taken too long to wait for breaks off here and is done at the next start; without its thread it would have failed.
    await aside.close();
    await people.settled();
    await workers.close();
    await shut();
  };
  return { hands, signOn: people, database, waiting: workers.waiting, logAlarms: keeper.alarms, close };
}
