// Nothing lost: the server, its database and both at once are killed under writes and imports, again and again, on both kinds of database.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { debianPostgres } from "./debian-postgres.ts";
import { type Kind, Rounds, type Site, seeded } from "./kill-rounds.ts";

const LONG = process.env.SANDAN_LONG === "1";
/** Kills on each of the two kinds: 20 in the suite and 500 by test:long over both. */
const KILLS = LONG ? 250 : 10;
const KINDS: readonly Kind[] = ["server", "database", "both"];
const SEED = Number(process.env.SANDAN_SEED ?? Date.now() % 1_000_000);

async function killed(t: TestContext, site: Site, offset: number): Promise<void> {
  const rounds = new Rounds(site, seeded(SEED + offset));
  try {
    await rounds.start();
    for (let i = 0; i < KILLS; i += 1) await rounds.round(KINDS[(i + offset) % KINDS.length] as Kind);
    const { writes, answered, imports, importsDone, problems } = rounds.counts;
    t.diagnostic(
      `seed ${SEED}: ${KILLS} kills, ${writes} writes of which ${answered} were answered, ${imports} imports of which ${importsDone} were done, Problems meanwhile: ${JSON.stringify(problems)}`,
    );
  } finally {
    await rounds.stop();
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
    try {
      process.kill(pidOf(), "SIGQUIT");
    } catch {
      // It has gone with its server.
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
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
