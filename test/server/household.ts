// People and organisations for tests of a server: a plant with somebody of every role, a stranger's plant, and a complex; something of everything in each.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Role } from "../../src/model/access.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import type { Tables } from "../../src/store/tables.ts";
import { root } from "../cases/read.ts";
import type { Running } from "./running.ts";

export type Somebody = Awaited<ReturnType<Running["person"]>>;

/** An organisation and one of everything that it may own. */
export type Place = {
  org: string;
  installation: string;
  period: string;
  import: string;
  sha256: string;
  statement: string;
  token: string;
  secret: string;
  invitation: string;
  person: string;
  package: string;
  credential: string;
  key: string;
  sealing: string;
  verification: string;
  link: string;
  finding: string;
  tick: string;
};

export type Household = { plant: Place; other: Place; complex: Place; people: Record<Role | "stranger", Somebody> };

export function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

/** Code of an answer that was refused, with its status; the status alone of one that was not. */
export const told = (answer: Answered<unknown>): string => (answer.ok ? String(answer.status) : `${answer.status} ${answer.code}`);

/** The sample factory's case; a mark makes its bytes, and so its hash, another. */
export function caseBytes(mark = ""): Uint8Array {
  const text = readFileSync(join(root, "samples", "sample-factory.json"), "utf8");
  return new TextEncoder().encode(`${text}${" ".repeat(mark.length)}${mark === "" ? "" : `\n// ${mark}\n`}`);
}

/** A period of 2025 with the records of the sample factory. */
export async function enteredPeriod(client: Client, { org, mark = "" }: { org: string; mark?: string }) {
  const { sha256 } = value(await client("uploadEvidence", { org, name: "사례.json", bytes: caseBytes(mark) }));
  const installation = value(await client("createInstallation", { org, body: { name: `제1공장 ${mark}` } })).id;
  const body = { installation, start: "2025-01-01", end: "2025-12-31", title: "2025" };
  const period = value(await client("createPeriod", { org, body })).id;
  value(await client("importCase", { org, period, body: { evidence: sha256 } }));
  return { sha256, installation, period };
}

const METER = "일시,사용량(kWh)\n2025-01-01 00:15,1.5\n2025-01-01 00:30,2.5\n2025-01-01 00:45,1\n2025-01-01 01:00,1\n";

/** A verification body as it is accredited for the sample factory's goods. */
export const BODY = {
  name: "Prüfhaus",
  country: "DE",
  scheme: "euNationalBody" as const,
  accreditationBody: "DAkkS",
  number: "D-VS-00001",
  scope: [{ name: "Iron and steel", categories: ["crudeSteel", "ironOrSteelProducts"] }],
  validFrom: "2020-01-01",
  validUntil: "2099-12-31",
};

export const ENGAGEMENT = { regime: "cbam" as const, assurance: "reasonable" as const, body: BODY, team: [], advisors: [] };

export async function furnished(owner: Somebody, { name, kind = "plant" }: { name: string; kind?: "plant" | "complex" }): Promise<Place> {
  const { client } = owner;
  const org = value(await client("createOrganisation", { body: { name, kind } })).id;
  const { sha256, installation, period } = await enteredPeriod(client, { org, mark: name });
  const { id: sealing, hash: statement } = value(await client("calculateStatement", { org, period, body: {} }));
  const verification = value(await client("openVerification", { org, body: { sealing, ...ENGAGEMENT } })).id;
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const link = value(await client("makeGuestLink", { org, verification, body: { until } })).id;
  const sealed = value(await client("sealPackage", { org, statement, body: { hold: [], evidence: true } }));
  const csv = new TextEncoder().encode(`${METER}2025-01-01 01:15,${name.length}\n`);
  const table = value(await client("uploadEvidence", { org, name: "meter.csv", bytes: csv })).sha256;
  const begun = value(await client("beginImport", { org, period, body: { evidence: table, sender: "" } })).id;
  const token = value(await client("createToken", { org, body: { name: "t", scopes: ["read"], days: 1 } }));
  const invited = { email: "nobody@example.com", role: "viewer", lang: "en" } as const;
  const invitation = value(await client("inviteMember", { org, body: invited })).id;
  return {
    org,
    installation,
    period,
    import: begun,
    sha256,
    statement,
    token: token.id,
    secret: token.secret,
    invitation,
    person: owner.id,
    package: sealed.hash,
    credential: sealed.credential,
    key: value(await client("readIdentity", { org })).keys[0]?.id ?? "",
    sealing,
    verification,
    link,
    finding: "F1",
    tick: verification,
  };
}

/** The secret of an invitation, from the message that waits or from the file of mails. */
export async function invitationSecret({ house, data }: Running, id: string): Promise<string> {
  const waiting = await house.hands.db.selectFrom("outbox").select("body").execute();
  const read = (): string => {
    try {
      return readFileSync(join(data, "mail.txt"), "utf8");
    } catch {
      return "";
    }
  };
  const text = [...waiting.map(({ body }) => body), read()].join("\n");
  return new RegExp(`token=(${id}\\.[A-Za-z0-9_-]+)`).exec(text)?.[1] ?? assert.fail("the invitation was not sent");
}

/** Makes somebody a member by invitation, as people become members. */
export async function joined(
  server: Running,
  owner: Client,
  { org, who, role }: { org: string; who: Somebody; role: Role },
): Promise<void> {
  const { id } = value(await owner("inviteMember", { org, body: { email: who.email, role, lang: "ko" } }));
  value(await who.client("acceptInvitation", { org, body: { token: await invitationSecret(server, id) } }));
}

const MEMBERS = ["editor", "viewer", "consultant", "verifier"] as const;

/** The owner owns plant and complex; the stranger owns the other plant; everybody else has the role of their name. */
export async function household(server: Running): Promise<Household> {
  const names = ["owner", ...MEMBERS, "complexOperator", "stranger"] as const;
  const found: Partial<Household["people"]> = {};
  for (const name of names) found[name] = await server.person(name);
  const people = found as Household["people"];
  const { owner, stranger, complexOperator } = people;
  const plant = await furnished(owner, { name: "시화정밀" });
  const other = await furnished(stranger, { name: "남의공장" });
  const complex = await furnished(owner, { name: "시화산단", kind: "complex" });
  for (const role of MEMBERS) await joined(server, owner.client, { org: plant.org, who: people[role], role });
  await joined(server, owner.client, { org: complex.org, who: complexOperator, role: "complexOperator" });
  return { plant, other, complex, people };
}

/** What tells of acts, messages that leave by themselves, and the log that the instance writes on its own. */
const TOLD = /^(audit|audit_head|audit_logged|outbox|log_\w+)$/;

/** A hash of everything kept but the audit trail: the same after an act that changed nothing. */
export async function kept({ house }: Running): Promise<string> {
  const { db } = house.hands;
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const hashes: string[] = [];
  for (const { name } of tables.rows) {
    if (TOLD.test(name)) continue;
    const { rows } = await sql<{ hash: string | null }>`select md5(string_agg(t::text, '|' order by t::text)) as hash
      from ${sql.table(name as keyof Tables)} t`.execute(db);
    hashes.push(`${name} ${rows[0]?.hash ?? ""}`);
  }
  return hashes.join("\n");
}

export type Raw = { method?: string; token?: string; body?: string | Uint8Array; type?: string; headers?: Record<string, string> };
export type RawAnswer = { status: number; headers: Headers; text: string };

/** A request as it is, without the client's help. */
export async function requested(base: string, path: string, given: Raw = {}): Promise<RawAnswer> {
  const { method = "GET", token, body, type = "application/json", headers = {} } = given;
  const all = { "content-type": type, ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers };
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: all,
    redirect: "manual",
    ...(body !== undefined && { body: body as string }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
