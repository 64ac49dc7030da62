// The contract holds outside: the document validates, a generator that is not ours makes a working client of it, and every answer is as it says.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { generate } from "openapi-typescript-codegen";
import { z } from "zod";
import type { Json } from "../../src/base/canonical.ts";
import type { Bytes } from "../../src/model/api/act.ts";
import { ACT_NAMES, type ActName, specOf } from "../../src/model/api.ts";
import type { Answered, CallOptions, Client } from "../../src/model/client.ts";
import { confirmed } from "../../src/model/import-mapping.ts";
import { PROTOCOL_NAMES, protocolOf } from "../../src/model/protocols.ts";
import { BLANK } from "../outside/filled.ts";
import { accreditedHere } from "./elsewhere.ts";
import {
  caseBytes,
  ENGAGEMENT,
  type Household,
  household,
  invitationSecret,
  joined,
  requested,
  type Somebody,
  value,
} from "./household.ts";
import { PASSWORD, type Running, running } from "./running.ts";

type Operation = { operationId: string; responses: Record<string, object>; requestBody?: object };
type Document = { paths: Record<string, Record<string, Operation>> };

let server: Running;
let home: Household;
let text: string;

before(async () => {
  server = await running();
  home = await household(server);
  text = (await requested(server.base, "/openapi.json")).text;
});
after(() => server.stop());

test("the document is OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text));
  assert.deepEqual([validator.version, valid, errors], ["3.1", true, undefined]);
});

test("each reference in the document leads somewhere, and each name of a path is declared", () => {
  const document = JSON.parse(text) as Document;
  for (const [, pointer] of text.matchAll(/"\$ref":"#([^"]+)"/g)) {
    const found = (pointer ?? "")
      .split("/")
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    assert.ok(found, pointer);
  }
  for (const [path, operations] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(operations)) {
      const { parameters = [] } = operation as { parameters?: { in: string; name: string }[] };
      const declared = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      assert.deepEqual(declared.sort(), names.sort(), path);
    }
  }
});

/** Paths that are no acts: pages, sign-on, watching. */
const BESIDE = ["/", "/auth/*", "/docs", "/docs.css", "/openapi.json", "/healthz", "/readyz", "/metrics"];

/** The routes as the server itself prints them: a tree whose branches are parts of paths. */
function routesOf(tree: string): string[] {
  const above: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods = ""] = /^([\s│]*)[└├]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (part === "") return [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(part === "*" ? "/auth/*" : part);
    const path = above.join("").replaceAll(/:(\w+)/g, "{$1}");
    return methods
      .split(", ")
      .filter((method) => method !== "HEAD" && method !== "")
      .map((method) => `${method} ${path}`);
  });
}

/** Routes of foreign protocols; the printed tree has those that end in an asterisk together, under one name. */
const foreign = (): string[] =>
  PROTOCOL_NAMES.map((name) => `${protocolOf(name).method} ${protocolOf(name).path}`).filter((route) => !route.endsWith("*"));

test("every act has its route, every route is an act's or a foreign protocol's, and the document and the page list them all", async () => {
  const acts = ACT_NAMES.map((name) => `${specOf(name).method} ${specOf(name).path}`).sort();
  assert.equal(new Set(acts).size, acts.length);
  const all = routesOf(server.routes);
  const besides = all
    .filter((route) => !acts.includes(route) && !foreign().includes(route))
    .map((route) => route.slice(route.indexOf(" ") + 1));
  assert.deepEqual(
    besides.filter((path) => !BESIDE.includes(path)),
    [],
  );
  assert.deepEqual(all.filter((route) => acts.includes(route)).sort(), acts);
  assert.deepEqual(all.filter((route) => foreign().includes(route)).sort(), foreign().sort());
  const { paths } = JSON.parse(text) as Document;
  const told = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => [`${method.toUpperCase()} ${path}`, operationId] as const),
  );
  const ofActs = told.filter(([route]) => !route.includes("/auth/"));
  assert.deepEqual(ofActs.map(([route]) => route).sort(), acts);
  assert.deepEqual(ofActs.map(([, id]) => id).sort(), [...ACT_NAMES].sort());
  for (const lang of ["ko", "en"]) {
    const page = (await requested(server.base, `/docs?lang=${lang}`)).text;
    for (const name of ACT_NAMES) assert.ok(page.includes(`id="${name}"`) && page.includes(`href="#${name}"`), name);
  }
});

// ---- a client that is made by somebody else's generator

type Call = (...given: unknown[]) => Promise<Record<string, unknown>>;
type Outside = new (config: { BASE: string; TOKEN?: string; HEADERS?: Record<string, string> }) => Record<string, Record<string, Call>>;

/** The generated client, run as it is but for its types. */
async function outsideClient(folder: string): Promise<Outside> {
  await generate({ input: JSON.parse(text), output: folder, httpClient: "fetch", clientName: "Outside", useUnionTypes: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"))) {
    const source = readFileSync(join(folder, name), "utf8");
    const script = stripTypeScriptTypes(source, { mode: "transform" }).replaceAll(/(from '\.[^']*)'/g, "$1.js'");
    writeFileSync(join(folder, name.replace(/ts$/, "js")), script);
  }
  const made = (await import(pathToFileURL(join(folder, "Outside.js")).href)) as { Outside: Outside };
  return made.Outside;
}

test("a client of an outside generator signs in and does the main job", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandan-outside-"));
  try {
    const Made = await outsideClient(folder);
    const { email } = home.people.viewer;
    const stranger = new Made({ BASE: server.base });
    const signedIn = await stranger.auth?.signIn?.({ email, password: PASSWORD });
    const session = new Made({ BASE: server.base, TOKEN: String(signedIn?.token) });
    const { token } = (await session.auth?.issueToken?.()) ?? {};
    const client = new Made({ BASE: server.base, TOKEN: String(token) });
    const { organisations, evidence, installations, periods, statements, me } = client;
    assert.equal((await me?.whoAmI?.())?.email, email);
    const { id: org } = (await organisations?.createOrganisation?.({ name: "밖에서", kind: "plant" })) ?? {};
    const { sha256 } = (await evidence?.uploadEvidence?.(org, "sample-factory.json", new Blob([caseBytes() as never]))) ?? {};
    const { id: installation } = (await installations?.createInstallation?.(org, { name: "제1공장" })) ?? {};
    const year = { installation, start: "2025-01-01", end: "2025-12-31" };
    const { id: period } = (await periods?.createPeriod?.(org, year)) ?? {};
    const taken = await periods?.importCase?.(org, period, { evidence: sha256 });
    assert.ok(Number(taken?.written) > 10);
    const sealed = await periods?.calculateStatement?.(org, period, {});
    assert.match(String(sealed?.hash), /^[0-9a-f]{64}$/);
    const report = await statements?.renderStatement?.(org, sealed?.hash, "html");
    assert.match(String(report), /<!doctype html>/i);
    const told = await statements?.explainStatement?.(org, sealed?.hash, "bar", "seeDirect");
    assert.ok(String(told?.text).length > 100);
    await assert.rejects(
      async () => organisations?.readOrganisation?.(home.other.org),
      (error: { status?: number; body?: { code?: string } }) => error.status === 404 && error.body?.code === "ORGANISATION_UNKNOWN",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

// ---- every act once, and each answer held against its schema

const seen = new Map<ActName, number>();

/** What stands in a value and not in what its schema read of it, or otherwise there. */
function apart(given: unknown, read: unknown, path: string): string[] {
  if (typeof given !== "object" || given === null || typeof read !== "object" || read === null) return Object.is(given, read) ? [] : [path];
  const keys = new Set([...Object.keys(given), ...Object.keys(read)]);
  return [...keys].flatMap((key) =>
    apart((given as Record<string, unknown>)[key], (read as Record<string, unknown>)[key], `${path}/${key}`),
  );
}

/** A client that holds every answer against the schema of its act: nothing less, nothing more. */
function strict(client: Client): Client {
  return async (name, input, options?: CallOptions) => {
    const answer = (await client(name, input, options)) as Answered<unknown>;
    if (!answer.ok) return answer as never;
    const { answer: schema, etag, status = 200 } = specOf(name);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    assert.equal(answer.status, status, name);
    if (etag !== undefined) assert.ok(Number.isSafeInteger(answer.version), `${name} gives no ETag`);
    if (schema === "bytes") {
      const { bytes, type, name: file } = answer.value as Bytes;
      assert.ok(bytes.length > 0 && type.length > 3 && file.length > 3, name);
      return answer as never;
    }
    const read = (schema as z.ZodType).safeParse(answer.value);
    assert.ok(read.success, `${name}: ${read.error === undefined ? "" : z.prettifyError(read.error)}`);
    assert.deepEqual(apart(answer.value, read.data, ""), [], name);
    return answer as never;
  };
}

const METER = "일자,품목,사용량(t)\n2025-01-31,가열로,270\n2025-02-28,가열로,280\n";

async function imports(client: Client, org: string, period: string): Promise<void> {
  const bytes = new TextEncoder().encode(METER);
  const { sha256 } = value(await client("uploadEvidence", { org, name: "가스.csv", bytes }));
  const begin = async () => value(await client("beginImport", { org, period, body: { evidence: sha256, sender: "가스" } }));
  const begun = await begin();
  assert.equal(begun.plan?.kind, "table");
  const guessed = begun.plan as Extract<typeof begun.plan, { kind: "table" }>;
  const mapping = { ...confirmed(guessed.mapping), targets: { 가열로: "streams/gas-mill/activity" } };
  const body = { plan: { kind: "table" as const, mapping } };
  const tried = value(await client("tryImport", { org, period, import: begun.id, body }));
  assert.deepEqual(
    tried.problems.filter(({ severity }) => severity === "error"),
    [],
  );
  const mends = [{ row: 2, column: 3, value: "많이" }];
  const wrong = { plan: { kind: "table" as const, mapping, mends } };
  value(await client("tryImport", { org, period, import: begun.id, body: wrong }));
  assert.equal(value(await client("listBadRows", { org, period, import: begun.id, limit: 1 })).items[0]?.bad[0]?.column, 3);
  value(await client("commentImport", { org, period, import: begun.id, lang: "ko" }));
  value(await client("runImport", { org, period, import: begun.id, body }));
  for (let state = "queued"; state === "queued" || state === "running"; ) {
    ({ state } = value(await client("readImport", { org, period, import: begun.id })));
    if (state === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  value(await client("cancelImport", { org, period, import: (await begin()).id }));
  assert.equal(value(await client("listImports", { org, period, limit: 10 })).items.length, 2);
  value(await client("readImportTemplate", { org, period, lang: "en" }));
  value(await client("lookAtEvidence", { org, sha256, cell: "C2", rows: 5 }));
  assert.equal(value(await client("citedBy", { org, sha256, limit: 1 })).items[0]?.places[0]?.line, 2);
  value(await client("listEvidenceUses", { org, limit: 10 }));
  value(await client("withdrawImport", { org, period, import: begun.id }));
  const series = "일시,사용량(kWh)\n2025-01-01 00:15,1.5\n2025-01-01 00:30,2.5\n2025-01-01 00:45,1\n2025-01-01 01:00,1\n";
  value(await client("uploadEvidence", { org, name: "meter.csv", bytes: new TextEncoder().encode(series) }));
  value(await client("listMeters", { org, limit: 10 }));
}

async function records(client: Client, org: string, period: string): Promise<void> {
  const { body } = value(await client("readRecord", { org, period, key: "head" }));
  value(await client("putRecord", { org, period, key: "head", body: { body } }, { version: 1 }));
  const line = { target: "streams/gas-mill/activity", start: "2025-03-01", end: "2025-03-31", value: 1, unit: "t" };
  value(await client("putRecords", { org, period, body: { records: [{ key: "activities/x", body: line }] } }));
  value(await client("withdrawRecord", { org, period, key: "activities/x" }, { version: 1 }));
  assert.equal(value(await client("readHistory", { org, period, key: "activities/x", limit: 1 })).next, "1");
  assert.ok(value(await client("listRecords", { org, period, limit: 2 })).next);
  value(await client("exportCase", { org, period }));
  const grid = value(await client("readGridBook", { org, period, table: "streams", lang: "ko" }));
  value(await client("parseGridBook", { org, period, table: "streams", bytes: grid.bytes }));
}

async function results(client: Client, org: string, period: string, before: string): Promise<void> {
  value(await client("readFigures", { org, period }));
  value(await client("checkPeriod", { org, period }));
  const { body } = value(await client("readRecord", { org, period, key: "streams/gas-mill" }));
  const changes = [{ key: "streams/gas-mill", body: { ...(body as object), activity: { value: 3000, unit: "t" } } as never }];
  value(await client("whatIf", { org, period, body: { changes } }));
  value(await client("putRecord", { org, period, key: "streams/gas-mill", body: { body: changes[0]?.body ?? null } }, { version: 1 }));
  const { hash: statement } = value(await client("calculateStatement", { org, period, body: {} }));
  value(await client("readStatement", { org, statement }));
  value(await client("listStatements", { org, limit: 1 }));
  value(await client("explainStatement", { org, statement, good: "bar", measure: "seeDirect", depth: 9, lang: "en" }));
  for (const as of ["html", "csv", "xlsx"] as const)
    value(await client("renderStatement", { org, statement, as, format: "json", lang: "en" }));
  value(await client("renderStatement", { org, statement, as: "operator-report", format: "json", lang: "ko" }));
  value(await client("compareStatements", { org, before, after: statement }));
  const step = "product/bar/seeDirect";
  value(await client("assessScenarios", { org, period, limit: 10 }));
  value(await client("readMap", { org, period }));
  value(await client("analysePeriod", { org, period, price: 80 }));
  value(await client("analyseStatement", { org, statement }));
  value(await client("stepOfPeriod", { org, period, step }));
  value(await client("stepOfStatement", { org, statement, step }));
  if (existsSync(BLANK)) value(await client("fillWorkbook", { org, statement, bytes: readFileSync(BLANK) }));
  else seen.set("fillWorkbook", 0);
  const lines = [
    { id: "1", cn: "7214 20 00", origin: "KR", basis: "default" as const, netMass: { value: 100, unit: "t" }, date: "2026-03-01" },
  ] as never;
  value(await client("declareImports", { org, body: { lines, statements: [], prices: {}, asIf: 2026 } }));
}

async function people(owner: Client, org: string, guest: Somebody): Promise<void> {
  const client = strict(guest.client);
  const invited = value(await owner("inviteMember", { org, body: { email: guest.email, role: "editor", lang: "ko" } }));
  value(await client("acceptInvitation", { org, body: { token: await invitationSecret(server, invited.id) } }));
  value(await owner("listMembers", { org, limit: 10 }));
  value(await owner("changeMember", { org, person: guest.id, body: { role: "viewer" } }));
  value(await client("leaveOrganisation", { org }));
  const again = value(await owner("inviteMember", { org, body: { email: guest.email, role: "editor", lang: "ko" } }));
  value(await client("acceptInvitation", { org, body: { token: await invitationSecret(server, again.id) } }));
  value(await owner("removeMember", { org, person: guest.id }));
  const open = value(await owner("inviteMember", { org, body: { email: "x@example.com", role: "viewer", lang: "en" } }));
  value(await owner("revokeInvitation", { org, invitation: open.id }));
  value(await owner("listInvitations", { org, limit: 10 }));
  const token = value(await owner("createToken", { org, body: { name: "t", scopes: ["read"], days: 1 } }));
  value(await owner("revokeToken", { org, token: token.id }));
  value(await owner("listTokens", { org, limit: 10 }));
  value(await owner("listAudit", { org, limit: 500 }));
  value(await client("erasePerson", { body: { email: guest.email } }));
}

/** The whole course of a verification, and a guest. */
async function verification(owner: Client, org: string, period: string): Promise<void> {
  const [leads, reviews] = [await server.person("contract-lead"), await server.person("contract-reviewer")];
  for (const who of [leads, reviews]) await joined(server, owner, { org, who, role: "verifier" });
  const [lead, reviewer] = [strict(leads.client), strict(reviews.client)];
  const { id: sealing } = value(await owner("calculateStatement", { org, period, body: {} }));
  let [id, version] = ["", 0];
  const does = async <N extends ActName>(client: Client, name: N, input: object = {}): Promise<void> => {
    const desk = value(await client(name, { org, verification: id, ...input } as never, { version })) as { id: string; version: number };
    ({ id, version } = desk);
  };
  const team = [
    { person: leads.id, role: "leadAuditor" },
    { person: reviews.id, role: "independentReviewer" },
  ];
  const opened = value(await owner("openVerification", { org, body: { sealing, ...ENGAGEMENT } }));
  ({ id, version } = opened);
  await does(owner, "changeEngagement", { body: { ...ENGAGEMENT, team } });
  await does(owner, "submitVerification");
  await does(lead, "changeVerifier", { body: { team } });
  await does(lead, "beginVerification");
  await does(lead, "drawSample", { body: { wanted: 0.8, random: 2 } });
  await does(lead, "addTick", { body: { of: "streams/gas-mill", what: "x", how: "recalculated" } });
  const { verification: desk } = value(await lead("readVerification", { org, verification: id }));
  await does(lead, "removeTick", { tick: desk.ticks[0]?.id });
  await does(lead, "recordVisits", { body: { visits: [VISIT], earlierVisits: [{ year: 2024, kind: "physical" }] } });
  const finding = {
    kind: "misstatement",
    question: "x",
    of: ["streams/gas-mill"],
    effects: [{ good: "bar", see: 0.001, freeAllocation: null }],
  };
  await does(lead, "raiseFinding", { body: finding });
  await does(lead, "changeFinding", { finding: "F1", body: { ...finding, question: "y" } });
  await does(owner, "answerFinding", { finding: "F1", body: { answer: "x" } });
  await does(lead, "askFinding", { finding: "F1", body: { question: "z" } });
  await does(owner, "answerFinding", { finding: "F1", body: { answer: "y" } });
  await does(owner, "recalculateVerification", { body: { sealing: await another(owner, org, period, 3100) } });
  await does(lead, "closeFinding", { finding: "F1", body: { corrected: true } });
  for (const act of ["readRisks", "readMateriality", "readEvidenceTests", "readVerificationReport"] as const)
    value(await lead(act, { org, verification: id } as never));
  value(await lead("renderVerificationReport", { org, verification: id, format: "xlsx", lang: "ko" }));
  const { verification: now } = value(await lead("readVerification", { org, verification: id }));
  await does(lead, "draftOpinion", { body: { verdict: "withComments", of: now.subject.statement, comments: "x" } });
  await does(lead, "reviewOpinion");
  await does(reviewer, "sendBackOpinion", { body: { why: "x" } });
  await does(lead, "reviewOpinion");
  await does(reviewer, "releaseOpinion");
  await guest(owner, org, id);
  await does(owner, "supersedeVerification", { body: { sealing: await another(owner, org, period, 3200) } });
  await does(owner, "withdrawVerification", { body: { why: "x" } });
  ({ id, version } = value(await owner("openVerification", { org, body: { sealing, ...ENGAGEMENT, team: team as never } })));
  await does(lead, "withdrawOpinion", { body: { why: "x" } });
  value(await owner("listVerifications", { org, limit: 1 }));
}

/** Keys, packages, and what is signed; the log that all of it stands in. */
async function signing(owner: Client, org: string, statement: string): Promise<void> {
  value(await owner("readIdentity", { org }));
  const sealed = value(await owner("sealPackage", { org, statement, body: { hold: [], evidence: false } }));
  value(await owner("listPackages", { org }));
  value(await owner("readPackage", { org, package: sealed.hash }));
  value(await owner("readTrustFile", { org }));
  await accreditedHere(owner, org);
  const plain = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiableCredential"],
    credentialSubject: { id: "urn:x" },
  };
  const body = { credential: plain, secure: "eddsa-jcs-2022" as const, status: true };
  const { id: credential, secured } = value(await owner("issueCredential", { org, body }));
  value(await owner("listCredentials", { org, limit: 10 }));
  value(await owner("readCredential", { org, credential }));
  value(await owner("changeStatus", { org, credential, body: { purpose: "suspension", set: true } }));
  value(await owner("readStatusLists", { org }));
  const presentation = {
    "@context": plain["@context"],
    type: ["VerifiablePresentation"],
    verifiableCredential: [secured as { [key: string]: Json }],
  };
  value(await owner("issuePresentation", { org, body: { presentation, secure: "eddsa-jcs-2022", challenge: "x", domain: "y" } }));
  const { id: key } = value(await owner("rotateKey", { org, body: { alg: "EdDSA" } }));
  value(await owner("tellLeak", { org, key, body: { since: "2026-01-01T00:00:00Z" } }));
  value(await owner("readLog", { org }));
}

const VISIT = { kind: "physical", from: "2026-03-02", to: "2026-03-02", who: [], grounds: [] };

/** A sealing of the same records with another amount of gas. */
async function another(client: Client, org: string, period: string, tonnes: number): Promise<string> {
  const key = "streams/gas-mill";
  const { body, version } = value(await client("readRecord", { org, period, key }));
  const changed = { ...(body as object), activity: { value: tonnes, unit: "t" } } as never;
  value(await client("putRecord", { org, period, key, body: { body: changed } }, { version }));
  return value(await client("calculateStatement", { org, period, body: {} })).id;
}

async function guest(owner: Client, org: string, verification: string): Promise<void> {
  const until = new Date(Date.now() + 60_000).toISOString();
  const { id: link, secret } = value(await owner("makeGuestLink", { org, verification, body: { until } }));
  const visitor = strict(server.client());
  value(await visitor("guestVerification", { org, link, body: { secret } }));
  value(await visitor("guestStatement", { org, link, body: { secret } }));
  value(await visitor("guestStep", { org, link, body: { secret, step: "product/bar/seeDirect" } }));
  value(await owner("listGuestLinks", { org, verification }));
  value(await owner("revokeGuestLink", { org, verification, link }));
}

test("every act answers what its schema says, no less and no more", async () => {
  const owner = strict((await server.person("contract")).client);
  const invited = await server.person("contract-guest");
  value(await owner("whoAmI", {}));
  value(await owner("listDatasets", {}));
  const { id: org } = value(await owner("createOrganisation", { body: { name: "계약", kind: "plant" } }));
  value(await owner("readOrganisation", { org }));
  value(await owner("renameOrganisation", { org, body: { name: "계약 2" } }, { version: 1 }));
  const { sha256 } = value(await owner("uploadEvidence", { org, name: "case.json", bytes: caseBytes() }));
  const site = value(await owner("createInstallation", { org, body: { name: "A" } }));
  value(await owner("renameInstallation", { org, installation: site.id, body: { name: "B" } }, { version: 1 }));
  value(await owner("listInstallations", { org, limit: 1 }));
  const year = { installation: site.id, start: "2025-01-01", end: "2025-12-31", title: "" };
  const period = value(await owner("createPeriod", { org, body: year })).id;
  value(await owner("importCase", { org, period, body: { evidence: sha256 } }));
  value(await owner("createPeriod", { org, body: { ...year, start: "2026-01-01", end: "2026-12-31", copyFrom: period } }));
  value(await owner("listPeriods", { org, limit: 1 }));
  value(await owner("readPeriod", { org, period }));
  const before = value(await owner("calculateStatement", { org, period, body: {} })).hash;
  await records(owner, org, period);
  await results(owner, org, period, before);
  await imports(owner, org, period);
  value(await owner("listEvidence", { org, limit: 10 }));
  value(await owner("readEvidence", { org, sha256 }));
  const draft = value(await owner("uploadEvidence", { org, name: "draft.csv", bytes: new TextEncoder().encode("a,b\n3,4\n") })).sha256;
  value(await owner("removeEvidenceDraft", { org, sha256: draft }));
  const empty = value(await owner("createPeriod", { org, body: { ...year, start: "2024-01-01", end: "2024-12-31" } })).id;
  value(await owner("listChoices", { search: "봉강", limit: 5 }));
  value(await owner("estimateGood", { body: { cn: "72142000", country: "KR", year: 2026, tonnes: 100 } }));
  value(await owner("beginPeriod", { org, period: empty, body: { cn: "72142000", goodName: "봉강", country: "KR", lang: "ko" } }));
  value(await owner("listAsks", { org, period: empty }));
  await verification(owner, org, period);
  await signing(owner, org, before);
  await people(owner, org, invited);
  const complex = strict(home.people.owner.client);
  value(await owner("joinComplex", { org, complex: home.complex.org }));
  value(await owner("listComplexes", { org, limit: 10 }));
  value(await complex("listPlants", { org: home.complex.org, limit: 10 }));
  value(await complex("admitPlant", { org: home.complex.org, plant: org }));
  value(await complex("dismissPlant", { org: home.complex.org, plant: org }));
  value(await owner("joinComplex", { org, complex: home.complex.org }));
  value(await complex("readAggregate", { org: home.complex.org, year: 2025 }));
  value(await owner("leaveComplex", { org, complex: home.complex.org }));
  value(await owner("exportOrganisation", { org }));
  value(await owner("removeOrganisation", { org, name: "계약 2" }));
  assert.deepEqual([...seen.keys()].sort(), [...ACT_NAMES].sort());
});
