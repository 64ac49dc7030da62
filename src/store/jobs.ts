// Background jobs in the database, by pg-boss: any process of the server may take one.
import type pg from "pg";
import { fromKysely, PgBoss } from "pg-boss";
import type { Db } from "./database.ts";

export type ImportJob = { org: string; import: string };
export type JobHands = {
  runImport(job: ImportJob): Promise<void>;
  /** Every minute: messages that are due, answers that are old. */
  tidyUp(): Promise<void>;
};

export type JobQueue = {
  /** Queues an import in the transaction that it belongs to. */
  runImport(db: Db, job: ImportJob): Promise<void>;
  stop(): Promise<void>;
};

const IMPORT = "import";
const TIDY = "tidy-up";

/** Starts taking jobs. A job whose process died is taken again; what a job does must bear that. */
export async function startJobs(pool: pg.Pool, hands: JobHands, log: (line: string) => void): Promise<JobQueue> {
  const db = { executeSql: async (text: string, values: unknown[] = []) => pool.query(text, values) };
  const boss = new PgBoss({ db, schema: "job", supervise: true, schedule: true });
  boss.on("error", (error: Error) => log(`jobs: ${error.message}`));
  await boss.start();
  await boss.createQueue(IMPORT, { retryLimit: 3, retryDelay: 5, expireInSeconds: 3600 });
  await boss.createQueue(TIDY, { retryLimit: 0, expireInSeconds: 300 });
  await boss.work<ImportJob>(IMPORT, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
    for (const { data } of jobs)
      await hands.runImport(data).catch((error: Error) => {
        log(`import ${data.import}: ${error.stack ?? error.message}`);
        throw error;
      });
  });
  await boss.work(TIDY, { pollingIntervalSeconds: 10 }, () => hands.tidyUp());
  await boss.schedule(TIDY, "* * * * *");
  return {
    runImport: async (trx, job) => {
      await boss.send(IMPORT, job, { db: fromKysely(trx) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}
