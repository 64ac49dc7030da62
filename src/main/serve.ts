// The server as a process: settings, everything open, listening, and a graceful end.
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { perform } from "../acts/perform.ts";
import { answerProtocol } from "../acts/protocols.ts";
import type { Problem } from "../base/problem.ts";
import { measuredOf } from "../server/measured.ts";
import { serverOf } from "../server/server.ts";
import { answers } from "../store/database.ts";
import { backUp } from "./backup.ts";
import { type House, loggerOf, openHouse } from "./house.ts";
import { SAMPLE_EMAIL, sampleFactory } from "./sample-factory.ts";
import { type Settings, settingsOrTell } from "./settings.ts";
import { builtPages } from "./web-build.ts";

const VERSION = "0.1.0";
/** What ends by itself gets so long. */
const GRACE_MS = 25_000;

export function tell(problems: readonly Problem[]): void {
  for (const { code, text, todo } of problems) process.stderr.write(`${code}\n  ${text.ko}\n  ${todo.ko}\n  ${text.en}\n  ${todo.en}\n`);
}

/** Serves until it is told to end; answers the exit code. */
export async function serve({ sample }: { sample: boolean }): Promise<number> {
  const settings = settingsOrTell();
  if (settings === undefined) return 2;
  const logger = loggerOf(settings);
  const opened = await openHouse(settings, logger, async (kept, from) => {
    const { value, problems } = await backUp(kept, settings, { name: `before-schema-${from}` });
    if (value === undefined) throw new Error(`no backup before the schema changes: ${problems.map(({ code }) => code).join(", ")}`);
    for (const { text } of problems) logger.warn({ from: "backup" }, text.en);
  });
  if (opened.value === undefined) {
    tell(opened.problems);
    return 1;
  }
  const house = opened.value;
  const app = await appOf(house, settings, logger);
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await house.close();
    return 1;
  }
  greet(settings, sample ? await sampleFactory(house, settings) : undefined);
  giveBack();
  return ended(async () => {
    await app.close();
    await house.close();
  }, logger);
}

async function appOf(house: House, settings: Settings, logger: ReturnType<typeof loggerOf>) {
  const { hands, signOn, database } = house;
  return serverOf({
    perform: (call) => perform(hands, call),
    protocol: (name, request) => answerProtocol(hands, name, request),
    signOn,
    measured: measuredOf({
      sandan_calculations_waiting: { help: "Calculations that wait for a thread", value: house.waiting },
      sandan_database_connections: { help: "Connections to the database", value: () => database.pool.totalCount },
      sandan_log_alarm: {
        help: "Alarms of the transparency log: forks, logs that went back, signatures that fail",
        value: house.logAlarms,
      },
      sandan_database_waiting: { help: "Requests that wait for a connection", value: () => database.pool.waitingCount },
    }),
    ready: () => answers(hands.db),
    logger,
    baseUrl: settings.baseUrl,
    version: VERSION,
    pages: builtPages(settings),
    limits: settings.limits,
    trustProxy: settings.trustProxy,
    ...(settings.metricsToken !== undefined && { metricsToken: settings.metricsToken }),
  });
}

function greet({ baseUrl, data, smtpUrl }: Settings, password: string | undefined): void {
  const lines = [`\n산단 Sandan: ${baseUrl}`];
  if (password !== undefined) lines.push(`  예시 공장으로 로그인 / sign in to the sample factory: ${SAMPLE_EMAIL}  ${password}`);
  if (smtpUrl === undefined) lines.push(`  편지는 여기에 쓰입니다 / mails are written to: ${join(data, "mail.txt")}`);
  lines.push("  끝내기 / stop: Ctrl-C\n");
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Gives back the memory that starting took: Node alone would keep it until much is asked. */
function giveBack(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (how: { type: string; execution: string }) => Promise<void>;
  void collect({ type: "major", execution: "async" });
}

/** Waits for a signal, then ends in order; a second signal, or too long a wait, ends at once. */
function ended(
  close: () => Promise<void>,
  logger: { info: (line: string) => void; fatal: (what: object, line: string) => void },
): Promise<number> {
  return new Promise((resolve) => {
    let ending = false;
    const end = (code: number): void => {
      if (ending) process.exit(1);
      ending = true;
      logger.info("ending");
      setTimeout(() => process.exit(1), GRACE_MS).unref();
      close().then(
        () => resolve(code),
        (error: unknown) => {
          logger.fatal({ err: error }, "ending failed");
          resolve(1);
        },
      );
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(0));
    for (const fault of ["uncaughtException", "unhandledRejection"] as const)
      process.on(fault, (error: unknown) => {
        logger.fatal({ err: error }, fault);
        end(1);
      });
  });
}
