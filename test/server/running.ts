// A whole server for a test: the real acts, database, threads and HTTP, on loopback.
import { rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import pg from "pg";
import { perform } from "../../src/acts/perform.ts";
import { answerProtocol } from "../../src/acts/protocols.ts";
import { type House, loggerOf, openHouse } from "../../src/main/house.ts";
import { readSettings, type Settings } from "../../src/main/settings.ts";
import { builtPages } from "../../src/main/web-build.ts";
import { type Client, clientOf } from "../../src/model/client.ts";
import { measuredOf } from "../../src/server/measured.ts";
import { serverOf } from "../../src/server/server.ts";
import { answers } from "../../src/store/database.ts";
import { newFolder } from "./ready-folder.ts";

export type Running = {
  house: House;
  settings: Settings;
  base: string;
  data: string;
  /** Every route as a tree, for tests of the contract. */
  routes: string;
  /** Somebody who has signed in: their id, and a client that sends a token of theirs. */
  person(name: string): Promise<{ id: string; email: string; token: string; client: Client }>;
  /** Signs somebody in again, with the password that all have: a token lives for minutes. */
  token(email: string, password?: string): Promise<string>;
  /** A client with any token, or none. */
  client(token?: string): Client;
  stop(): Promise<void>;
};

export const PASSWORD = "correct horse battery";

/** Starts a server on a free port, with the embedded database in a folder of its own unless settings say otherwise; its log goes to `log`. */
export async function running(
  env: Readonly<Record<string, string>> = {},
  log?: (line: string) => void,
  { pages = false }: { pages?: boolean } = {},
): Promise<Running> {
  const data = env.SANDAN_DATA ?? newFolder("sandan-server-");
  const external = await ownDatabase();
  const given = {
    ...external,
    PORT: pages ? String(await freePort()) : "0",
    LOG_LEVEL: "fatal",
    RATE_LIMIT: "1000000",
    RATE_LIMIT_COSTLY: "1000000",
    ...env,
    SANDAN_DATA: data,
  };
  const settings = readSettings(given);
  if (Array.isArray(settings)) throw new Error(settings.join("; "));
  // Before anything is open: a build that fails must leave nothing running.
  const built = pages ? builtPages(settings) : undefined;
  const logger = loggerOf(settings, log && { write: log });
  const opened = await openHouse(settings, logger, async () => {});
  if (opened.value === undefined) throw new Error(opened.problems.map(({ text }) => text.en).join("; "));
  const house = opened.value;
  const app = await serverOf({
    perform: (call) => perform(house.hands, call),
    protocol: (name, request) => answerProtocol(house.hands, name, request),
    signOn: house.signOn,
    measured: measuredOf({}),
    ready: () => answers(house.hands.db),
    logger: log === undefined ? false : logger,
    baseUrl: settings.baseUrl,
    version: "0",
    ...(built && { pages: built }),
    limits: settings.limits,
    trustProxy: settings.trustProxy,
    ...(settings.metricsToken !== undefined && { metricsToken: settings.metricsToken }),
  });
  const base = await app.listen({ host: "127.0.0.1", port: settings.port });
  const client = (token?: string): Client => clientOf({ base, lang: "en", fetch: fetch as never, ...(token !== undefined && { token }) });
  return {
    house,
    settings,
    base,
    data,
    routes: app.printRoutes({ commonPrefix: false }),
    client,
    token: (email, password) => tokenOf(house, settings, email, password),
    person: async (name) => {
      const email = `${name}@example.com`;
      const { value, problems } = await house.signOn.createPerson({ email, name, password: PASSWORD });
      if (value === undefined) throw new Error(problems.map(({ code }) => code).join(", "));
      const token = await tokenOf(house, settings, email);
      return { id: value.id, email, token, client: client(token) };
    },
    stop: async () => {
      await app.close();
      await house.close();
      if (env.SANDAN_DATA === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on: a browser's cookies and origin need the address that the settings name. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

let callers = 0;

/** A database of its own on the server that SANDAN_TEST_DATABASE names, where one is named: the same tests on both kinds. */
async function ownDatabase(): Promise<Record<string, string>> {
  const server = process.env.SANDAN_TEST_DATABASE;
  if (server === undefined) return {};
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return { DATABASE_URL: server.replace("///postgres?", `///${name}?`) };
}

/** Signs in as a client without a browser does: the session from the header, the token for it. Each from an address of its own, for the limit on tries. */
async function tokenOf({ signOn }: House, { baseUrl }: Settings, email: string, password = PASSWORD): Promise<string> {
  callers += 1;
  const json = { "content-type": "application/json", "x-forwarded-for": `10.1.${callers >> 8}.${callers & 255}` };
  const signedIn = await signOn.handle(
    new Request(`${baseUrl}/auth/sign-in/email`, { method: "POST", headers: json, body: JSON.stringify({ email, password }) }),
  );
  const session = signedIn.headers.get("set-auth-token") ?? "";
  const answer = await signOn.handle(new Request(`${baseUrl}/auth/token`, { headers: { authorization: `Bearer ${session}` } }));
  return ((await answer.json()) as { token: string }).token;
}
