// Signing on: passwords, confirmed addresses, a second factor, single sign-on, and short-lived tokens.
import type { Outcome } from "../base/problem.ts";
import { signOnProblem } from "../model/problems/sign-on.ts";
import { answerOf, fault, isDoor, noDoor } from "./sign-on-answers.ts";
import type { Text } from "./sign-on-mails.ts";
import {
  authOf,
  KEY_GRACE_SECONDS,
  LEAST_PASSWORD,
  MOST_PASSWORD,
  reasonOf,
  type SignOnOptions,
  tidyName,
  tokenClaims,
} from "./sign-on-options.ts";
import { hashPassword } from "./sign-on-password.ts";
import { type Person, type StoredKey, tokenVerifier } from "./sign-on-tokens.ts";

export type SignOn = {
  /** Everything under /auth. It never fails: what goes wrong is answered as a Problem (RFC 9457). */
  handle(request: Request): Promise<Response>;
  /** Whom a token of GET /auth/token names; undefined where it does not hold. No call of the database, keys aside; a token outlives its person by its life of 10 minutes at most. */
  personOfToken(token: string): Promise<Person | undefined>;
  /** Who is signed in by cookie, as the database says now: for pages, not for every call. */
  personOfCookie(headers: Headers): Promise<Person | undefined>;
  /** The person of an address; undefined where there is none. */
  personOfAddress(email: string): Promise<Person | undefined>;
  /** Names and addresses of those of these ids that there are. */
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  /** A person with a confirmed address, made by the operator: sign-up may be closed. Problems: EMAIL_INVALID, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, ACCOUNT_EXISTS. */
  createPerson(person: { email: string; name: string; password: string }): Promise<Outcome<{ id: string }>>;
  /** Ends a person with every session, way to sign in and second factor; nothing where there is none. */
  erasePerson(id: string): Promise<void>;
  /** Waits for mails that are on their way. */
  settled(): Promise<void>;
};

const LEAST_SECRET = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.?[^\s@]*$/;
const ALREADY = "23505";

type Row = { id: string; email: string; name: string; emailVerified: boolean };

const personOf = ({ id, email, name, emailVerified }: Row): Person => ({ id, email, name, verified: emailVerified });

/** Sign-on over a database that has src/store/sql/0002.sql. */
export async function signOn(options: SignOnOptions): Promise<SignOn> {
  if (options.secret.length < LEAST_SECRET) throw new Error(`the secret of sign-on has less than ${LEAST_SECRET} characters`);
  if (new URL(options.baseUrl).origin !== options.baseUrl) throw new Error("the base address of sign-on is no origin");
  const { post, settled } = postOf(options);
  const auth = authOf(options, post);
  const { adapter } = await auth.$context;
  // The first key is there before the first token is asked for.
  await auth.api.getJwks();
  return {
    handle: async (request) => {
      if (!isDoor(request)) return noDoor(request);
      try {
        return await answerOf(request, await auth.handler(request));
      } catch (error) {
        options.log("error", `sign-on: ${reasonOf(error)}`);
        return fault(request, error);
      }
    },
    personOfToken: tokenVerifier({
      ...tokenClaims(options.baseUrl),
      graceMs: KEY_GRACE_SECONDS * 1000,
      keys: () => adapter.findMany<StoredKey>({ model: "jwks" }),
    }),
    personOfCookie: async (headers) => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return found ? personOf(found.user) : undefined;
    },
    personOfAddress: async (email) => {
      const where = [{ field: "email", value: email.trim().toLowerCase() }];
      const row = await adapter.findOne<Row>({ model: "user", where });
      return row ? personOf(row) : undefined;
    },
    people: async (ids) => {
      const asked = ids.filter((id) => UUID.test(id));
      if (asked.length === 0) return new Map();
      const where = [{ field: "id", operator: "in" as const, value: asked }];
      const rows = await adapter.findMany<Row>({ model: "user", where, limit: asked.length });
      return new Map(rows.map((row) => [row.id, personOf(row)]));
    },
    createPerson: (person) => createPerson(adapter, person),
    erasePerson: async (id) => {
      if (!UUID.test(id)) return;
      await adapter.transaction(async (trx) => {
        await trx.deleteMany({ model: "verification", where: [{ field: "value", value: id }] });
        // Sessions, accounts and the second factor go with the row that they reference.
        await trx.delete({ model: "user", where: [{ field: "id", value: id }] });
      });
    },
    settled,
  };
}

/** Mails leave beside the request, so that its time does not tell whether one was sent; what fails is logged without the address. */
function postOf({ mail, log }: SignOnOptions): { post: (to: string, text: Text) => void; settled: () => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const post = (to: string, text: Text): void => {
    const sent = mail
      .send({ to, ...text })
      .catch((error) => log("error", `sign-on: mail not sent: ${reasonOf(error).replaceAll(to, "...")}`))
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  };
  return { post, settled: async () => void (await Promise.all(underWay)) };
}

type Adapter = Awaited<ReturnType<typeof authOf>["$context"]>["adapter"];

async function createPerson(adapter: Adapter, given: { email: string; name: string; password: string }): Promise<Outcome<{ id: string }>> {
  const { name, password } = given;
  const email = given.email.trim().toLowerCase();
  const stopped = (...at: Parameters<typeof signOnProblem>) => ({ value: undefined, problems: [signOnProblem(...at)] });
  if (!EMAIL.test(email) || email.length > 254) return stopped("EMAIL_INVALID", { path: "email" });
  if (password.length < LEAST_PASSWORD) return stopped("PASSWORD_TOO_SHORT", { path: "password", params: { least: LEAST_PASSWORD } });
  if (password.length > MOST_PASSWORD) return stopped("PASSWORD_TOO_LONG", { path: "password", params: { most: MOST_PASSWORD } });
  const hashed = await hashPassword(password);
  const at = new Date();
  const times = { createdAt: at, updatedAt: at };
  try {
    const id = await adapter.transaction(async (trx) => {
      const data = { email, name: tidyName(name) || email, emailVerified: true, ...times };
      const made = await trx.create<Record<string, unknown>, Row>({ model: "user", data });
      const account = { userId: made.id, providerId: "credential", accountId: made.id, password: hashed, ...times };
      await trx.create({ model: "account", data: account });
      return made.id;
    });
    return { value: { id }, problems: [] };
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY) throw error;
    return stopped("ACCOUNT_EXISTS", { path: "email" });
  }
}
