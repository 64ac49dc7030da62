// Problems that only a server can raise: each is provoked through HTTP by the file that bears its name, or by the state that the file names.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Json } from "../../src/base/canonical.ts";
import type { Problem } from "../../src/base/problem.ts";
import { backUp, restore } from "../../src/main/backup.ts";
import { nodeSigner } from "../../src/main/node-crypto.ts";
import type { ActName } from "../../src/model/api.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import { CREDENTIAL_PROBLEMS } from "../../src/model/problems/credential.ts";
import { INTAKE_PROBLEMS } from "../../src/model/problems/intake.ts";
import { RECORD_PROBLEMS } from "../../src/model/problems/record.ts";
import { REQUEST_PROBLEMS } from "../../src/model/problems/request.ts";
import { STORE_PROBLEMS } from "../../src/model/problems/store.ts";
import { faultOf } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { issueCredential } from "../../src/trust/credentials/credential.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "./running.ts";

type Step = {
  act?: ActName;
  input?: Record<string, unknown>;
  version?: number;
  idempotencyKey?: string;
  /** Who asks; the owner where nobody is named. */
  as?: "nobody" | "stranger" | "viewer" | "token";
  /** Asked again until an import has ended. */
  wait?: boolean;
  http?: { method: string; path: string; body?: unknown; type?: string };
};
type File = { why: string; calls?: Step[]; state?: string };

let server: Running;
let owner: Client;
let clients: Record<string, Client>;
let names: Record<string, string>;
let token: string;

const folder = join(root, "test", "problems");
const fileOf = (code: string): File => JSON.parse(readFileSync(join(folder, `${code}.json`), "utf8")) as File;
const CODES = [
  "FIGURE_UNKNOWN",
  ...[CREDENTIAL_PROBLEMS, INTAKE_PROBLEMS, RECORD_PROBLEMS, REQUEST_PROBLEMS, STORE_PROBLEMS].flatMap((table) => Object.keys(table)),
].filter((code) => readdirSync(folder).includes(`${code}.json`));

function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

before(async () => {
  server = await running();
  const [first, stranger, viewer] = [await server.person("owner"), await server.person("stranger"), await server.person("viewer")];
  owner = first.client;
  token = first.token;
  const org = value(await owner("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  const read = value(await owner("createToken", { org, body: { name: "r", scopes: ["read"], days: 1 } }));
  const email = viewer.email;
  value(await owner("inviteMember", { org, body: { email, role: "viewer", lang: "en" } }));
  const { db } = server.house.hands;
  const row = await db.selectFrom("outbox").select("body").executeTakeFirstOrThrow();
  const secret = /token=(\S+)/.exec(row.body)?.[1] ?? "";
  value(await viewer.client("acceptInvitation", { org, body: { token: secret } }));
  clients = { nobody: server.client(), stranger: stranger.client, viewer: viewer.client, token: server.client(read.secret) };
  const site = value(await owner("createInstallation", { org, body: { name: "제1공장" } })).id;
  names = { org, site };
});
after(() => server.stop());

/** A new period with the sample factory, so that no provocation sees another's records. */
async function fresh(): Promise<Record<string, string>> {
  const { org = "", site = "" } = names;
  const body = { installation: site, start: "2025-01-01", end: "2025-12-31", title: "" };
  const period = value(await owner("createPeriod", { org, body })).id;
  const empty = value(await owner("createPeriod", { org, body })).id;
  const evidence = await uploaded({ sample: "sample-factory" });
  value(await owner("importCase", { org, period, body: { evidence } }));
  const statement = value(await owner("calculateStatement", { org, period, body: {} })).hash;
  return { ...names, period, empty, evidence, statement };
}

type Upload = { upload?: string; hex?: string; name?: string; sample?: string; set?: object };

async function uploaded({ upload, hex, name = "file", sample, set = {} }: Upload): Promise<string> {
  const text = sample === undefined ? upload : sampled(sample, set);
  const bytes = hex === undefined ? new TextEncoder().encode(text) : new Uint8Array(Buffer.from(hex, "hex"));
  return value(await owner("uploadEvidence", { org: names.org ?? "", name: sample === undefined ? name : `${sample}.json`, bytes })).sha256;
}

const sampled = (sample: string, set: object): string =>
  JSON.stringify({ ...(JSON.parse(readFileSync(join(root, "samples", `${sample}.json`), "utf8")) as object), ...set });

/** The input with names, earlier answers, uploads and repeated texts put in. */
async function filled(given: unknown, known: Record<string, string>, answers: unknown[]): Promise<unknown> {
  if (typeof given === "string") {
    const [, step, member] = /^\$(\d+)\.(\w+)$/.exec(given) ?? [];
    if (step !== undefined) return (answers[Number(step)] as Record<string, unknown>)[member ?? ""];
    return given.startsWith("$") ? known[given.slice(1)] : given;
  }
  if (Array.isArray(given)) return Promise.all(given.map((one) => filled(one, known, answers)));
  if (typeof given !== "object" || given === null) return given;
  if ("upload" in given || "sample" in given || ("hex" in given && !("org" in given))) return uploaded(given as Upload);
  if ("repeat" in given) return String(given.repeat).repeat((given as unknown as { times: number }).times);
  const pairs = await Promise.all(Object.entries(given).map(async ([key, one]) => [key, await filled(one, known, answers)] as const));
  const { hex, ...rest } = Object.fromEntries(pairs) as { hex?: string };
  return hex === undefined ? rest : { ...rest, bytes: new Uint8Array(Buffer.from(hex, "hex")) };
}

async function asked(step: Step, known: Record<string, string>, answers: unknown[]): Promise<Answered<unknown>> {
  if (step.http !== undefined) return overHttp(step.http);
  const client = step.as === undefined ? owner : (clients[step.as] as Client);
  const input = (await filled(step.input, known, answers)) as never;
  const options = {
    ...(step.version !== undefined && { version: step.version }),
    ...(step.idempotencyKey !== undefined && { idempotencyKey: step.idempotencyKey }),
  };
  for (;;) {
    const answer = await client(step.act as ActName, input, options);
    const { state } = (answer.ok ? answer.value : {}) as { state?: string };
    if (step.wait !== true || !["queued", "running"].includes(state ?? "")) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function overHttp({ method, path, body, type = "application/json" }: NonNullable<Step["http"]>): Promise<Answered<unknown>> {
  const content = (await filled(body, {}, [])) as string | undefined;
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  const response = await fetch(`${server.base}${path}`, { method, headers, ...(content !== undefined && { body: content }) });
  const { code, problems, title } = (await response.json()) as { code: string; problems: Problem[]; title: string };
  return { ok: false, status: response.status, code, problems, title };
}

type Telling = { problems?: Problem[]; items?: Telling[] } | null;

/** Those of an answer, and of each entry of a list that tells its own. */
const problemsOf = (answer: Answered<unknown>): Problem[] => {
  if (!answer.ok) return answer.problems;
  const { problems = [], items = [] } = (answer.value as Telling) ?? {};
  return [...problems, ...items.flatMap((item) => item?.problems ?? [])];
};

const LEAKS = /undefined|NaN|\[object|\bnull\b|\{\w+\}/;

function arises(code: string, problems: readonly Problem[]): void {
  assert.ok(
    problems.some((problem) => problem.code === code),
    `raised instead: ${problems.map((p) => p.code).join(", ")}`,
  );
  for (const { text, todo } of problems) for (const said of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(said, LEAKS);
}

for (const code of CODES) {
  const { why, calls } = fileOf(code);
  if (calls === undefined) continue;
  test(`${code}: ${why}`, async () => {
    const known = await fresh();
    const answers: unknown[] = [];
    let last: Answered<unknown> | undefined;
    for (const step of calls) {
      last = await asked(step, known, answers);
      answers.push(last.ok ? last.value : undefined);
    }
    assert.ok(last);
    arises(code, problemsOf(last));
  });
}

const STATES: Readonly<Record<string, () => Promise<Problem[]>>> = {
  damagedEvidence: async () => {
    const sha256 = await uploaded({ upload: "a,b\n1,2\n", name: "a.csv" });
    writeFileSync(join(server.data, "evidence", names.org ?? "", sha256.slice(0, 2), sha256), "a,b\n1,3\n");
    return problemsOf(await owner("readEvidence", { org: names.org ?? "", sha256 }));
  },
  foreignKey: async () => {
    const { org = "", statement } = await fresh();
    const seal = async () => owner("sealPackage", { org, statement: statement ?? "", body: { hold: [], evidence: false } });
    const { db } = server.house.hands;
    const last = sql`secret = set_byte(secret, length(secret) - 1, get_byte(secret, length(secret) - 1) # 1)`;
    const changed = async (): Promise<void> => void (await sql`update signing_key set ${last} where org_id = ${org}::uuid`.execute(db));
    value(await seal());
    await changed();
    const problems = problemsOf(await seal());
    await changed();
    return problems;
  },
  foreignAccreditation: async () => {
    const { org = "" } = names;
    const { did } = value(await owner("readIdentity", { org }));
    const signer = nodeSigner("EdDSA", new Uint8Array(32).fill(7));
    const { did: issuer, method } = didKeyOf(signer);
    const plain = { "@context": ["https://www.w3.org/ns/credentials/v2"], type: ["VerifiableCredential"], issuer };
    const signed = await issueCredential({ ...plain, credentialSubject: { id: did } }, { signer, method, secure: "eddsa-jcs-2022" });
    const credential = signed.value as { [key: string]: Json | undefined };
    const kept = value(await owner("keepAccreditation", { org, body: { credential } }));
    return problemsOf(await owner("changeStatus", { org, credential: kept.id, body: { purpose: "revocation", set: true } }));
  },
  databaseGone: async () =>
    [faultOf(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }))].filter((p) => p !== undefined),
  periodHeld: async () => {
    const { org = "", period = "" } = await fresh();
    const { db } = server.house.hands;
    return db.transaction().execute(async (trx) => {
      await sql`select 1 from period where org_id = ${org}::uuid and period_id = ${period}::uuid for update`.execute(trx);
      return problemsOf(await owner("putRecord", { org, period, key: "head", body: { body: {} } }, { version: 1 }));
    });
  },
  diskFull: async () => [faultOf(Object.assign(new Error("could not extend file"), { code: "53100" }))].filter((p) => p !== undefined),
  newerSchema: async () => {
    const { db } = server.house.hands;
    await sql`insert into schema_version values (9999, '', now())`.execute(db);
    const { problems } = await migrate(server.house.database.pool);
    await sql`delete from schema_version where number = 9999`.execute(db);
    return problems;
  },
  alteredSchema: async () => {
    const { db } = server.house.hands;
    await sql`update schema_version set hash = 'x' || hash where number = 1`.execute(db);
    const { problems } = await migrate(server.house.database.pool);
    await sql`update schema_version set hash = substr(hash, 2) where number = 1`.execute(db);
    return problems;
  },
  noBackup: async () => {
    const empty = mkdtempSync(join(tmpdir(), "sandan-no-backup-"));
    const { problems } = await restore({ database: server.house.database, blobs: server.house.hands.blobs }, server.settings, empty);
    rmSync(empty, { recursive: true });
    return problems;
  },
  fullPlace: async () => {
    const place = mkdtempSync(join(tmpdir(), "sandan-backup-"));
    const kept = { database: server.house.database, blobs: server.house.hands.blobs };
    await backUp(kept, server.settings, { name: "", into: place });
    const { problems } = await restore(kept, { data: join(place, "new") }, place);
    rmSync(place, { recursive: true });
    return problems;
  },
  bug: async () => {
    const { hands } = server.house;
    const { work } = hands;
    hands.work = () => Promise.reject(new Error("a bug of the test's"));
    const { org = "", period = "" } = names.period === undefined ? { ...names, period: "" } : names;
    const site = names.site ?? "";
    const made = value(
      await owner("createPeriod", { org, body: { installation: site, start: "2025-01-01", end: "2025-12-31", title: period } }),
    );
    const answer = await owner("readFigures", { org, period: made.id });
    hands.work = work;
    return problemsOf(answer);
  },
  manyRequests: async () => {
    const strict = await running({ RATE_LIMIT: "3" });
    const client = strict.client();
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await client("whoAmI", {}));
    await strict.stop();
    const last = answers.at(-1);
    assert.equal(last?.status, 429);
    return last === undefined ? [] : problemsOf(last);
  },
};

for (const code of CODES) {
  const { why, state } = fileOf(code);
  if (state === undefined) continue;
  test(`${code}: ${why}`, async () => {
    const provoked = STATES[state];
    assert.ok(provoked, state);
    arises(code, await provoked());
  });
}

test("every file of a server's Problem is run here", () => {
  assert.deepEqual(
    CODES.filter((code) => fileOf(code).calls === undefined && STATES[fileOf(code).state ?? ""] === undefined),
    [],
  );
});
