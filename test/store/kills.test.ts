// Nothing lost: the server, its database and both at once are killed under writes and imports, again and again, on both kinds of database.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { debianPostgres } from "./debian-postgres.ts";
import { type Kind, Rounds, type Site, seeded } from "./kill-rounds.ts";

const LONG = process.env.SANDAN_LONG === "1";
/** Kills on each of the two kinds: 20 in the suite and 500 by test:long over both. */
const KILLS = LONG ? 250 : 10;
const KINDS: readonly Kind[] = ["server", "database", "both"];
const SEED = Number(process.env.SANDAN_SEED ?? Date.now() % 1_000_000);

async function killed(t: TestContext, site: Site, offset: number): Promise<void> {
  const begun = performance.now();
  const rounds = new Rounds(site, seeded(SEED + offset));
  const told = (): void => {
    const { writes, unanswered, ofThemThere, told, imports, interrupted, problems } = rounds.counts;
    const seconds = Math.round((performance.now() - begun) / 1000);
    t.diagnostic(
      `SANDAN_SEED=${SEED}: ${KILLS} kills in ${seconds} s under ${writes} writes and ${imports} imports, ${interrupted} of them under way`,
    );
    t.diagnostic(`unanswered: ${unanswered}, of these ${ofThemThere} were there nevertheless; told of another writer: ${told}`);
    t.diagnostic(`Problems meanwhile: ${JSON.stringify(problems)}`);
  };
  try {
    await rounds.start();
    for (let i = 0; i < KILLS; i += 1) await rounds.round(KINDS[(i + offset) % KINDS.length] as Kind);
    await rounds.allThere();
  } finally {
    told();
    await rounds.stop();
  }
}

/** Ends a postmaster that its killed server has left. */
async function left(pidOf: () => number): Promise<void> {
  try {
    process.kill(pidOf(), "SIGQUIT");
    for (let tries = 0; tries < 100; tries += 1) {
      await pause(100);
      process.kill(pidOf(), 0);
    }
  } catch {
    // It has gone, and its file with it.
  }
}

test("embedded: server, database and both killed; every answered write is there, no half import, the audit chain holds", async (t) => {
  const data = mkdtempSync(join(tmpdir(), "sandan-kills-"));
  const folder = join(data, "database");
  const pidOf = (): number => Number(readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
  const site: Site = {
    data,
    connection: { host: join(folder, "socket"), port: 5432, user: "sandan", database: "postgres" },
    env: {},
    killDatabase: async () => {
      try {
        process.kill(pidOf(), "SIGKILL");
      } catch {
        // It is not there at this moment: dead already, or just being started.
      }
    },
  };
  try {
    await killed(t, site, 0);
  } finally {
    await left(pidOf);
    rmSync(data, { recursive: true, force: true });
  }
});

test("a PostgreSQL of one's own: the same", async (t) => {
  const server = await debianPostgres();
  if ("skip" in server) return t.skip(server.skip);
  const data = mkdtempSync(join(tmpdir(), "sandan-kills-"));
  const { host, port, user, database } = server.connection;
  const url = `postgres:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;
  try {
    await killed(t, { data, connection: server.connection, env: { DATABASE_URL: url }, killDatabase: () => server.killAndStart() }, 1);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
