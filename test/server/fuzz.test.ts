// Every route, asked with what its own schema says and with mutants of it: no fault, no hang, and each refusal a whole Problem.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { RIGHTS } from "../../src/model/access.ts";
import { ACT_NAMES, type ActName, specOf } from "../../src/model/api.ts";
import { generator } from "../fuzz/seed.ts";
import { fitting, HOSTILE_TEXTS, HOSTILE_VALUES, type JsonSchema, type Known, placesIn, withAt } from "./from-schema.ts";
import { caseBytes, ENGAGEMENT, type Household, household, joined, value } from "./household.ts";
import { type Running, running } from "./running.ts";

const REQUESTS = process.env.SANDAN_LONG === "1" ? 50_000 : 1500;
const SLOWEST_MS = 30_000;
const AT_ONCE = 4;
/** A token of a person lives for ten minutes. */
const FRESH_MS = 5 * 60_000;

let server: Running;
let home: Household;
let apiToken: string;
let personToken: string;
let verifierToken: string;
/** A verification that is under way, and a guest's link to it. */
let [working, link, secret] = ["", "", ""];
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const log: string[] = [];

before(async () => {
  server = await running({ LOG_LEVEL: "error" }, (line) => void log.push(line));
  home = await household(server);
  const { owner } = home.people;
  const body = { name: "fuzz", scopes: [...RIGHTS], days: 1 };
  apiToken = value(await owner.client("createToken", { org: home.plant.org, body })).secret;
  personToken = owner.token;
  await underWay();
});

/** The plant's verification, begun; whoever verifies is the lead, and another the reviewer. */
async function underWay(): Promise<void> {
  const { owner, verifier } = home.people;
  const { org, sealing } = home.plant;
  verifierToken = verifier.token;
  const reviewer = await server.person("reviewer");
  await joined(server, owner.client, { org, who: reviewer, role: "verifier" });
  const team = [
    { person: verifier.id, role: "leadAuditor" as const },
    { person: reviewer.id, role: "independentReviewer" as const },
  ];
  const opened = value(await owner.client("openVerification", { org, body: { sealing, ...ENGAGEMENT, team } }));
  working = opened.id;
  const until = new Date(Date.now() + 3_600_000).toISOString();
  ({ id: link, secret } = value(await owner.client("makeGuestLink", { org, verification: working, body: { until } })));
  value(await owner.client("submitVerification", { org, verification: working }, { version: opened.version }));
  value(await verifier.client("beginVerification", { org, verification: working }, { version: opened.version + 1 }));
}
after(async () => {
  agent.destroy();
  await server.stop();
});

type Input = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };
type Asked = { act: ActName; method: string; path: string; headers: Record<string, string>; body?: Uint8Array };
type Answer = { status: number; type: string; text: string; ms: number };

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Half a character has no bytes: what a careless client would send instead. */
const percent = (text: string): string => [...text].map((c) => (c.isWellFormed() ? encodeURIComponent(c) : "%ED%A0%80")).join("");

/** Real things, the stranger's among them, under the names that the contract has for them. */
function known(): Known {
  const { plant, other, complex } = home;
  const mine = <T>(own: T): T[] => Array.from({ length: 20 }, () => own);
  const both = (key: keyof typeof plant): string[] => [...mine(plant[key]), other[key]];
  return {
    org: both("org"),
    complex: [complex.org, plant.org],
    installation: both("installation"),
    period: both("period"),
    plant: [plant.org, other.org],
    copyFrom: both("period"),
    import: both("import"),
    sha256: both("sha256"),
    evidence: both("sha256"),
    statement: both("statement"),
    statements: both("statement"),
    before: both("statement"),
    after: [...both("statement"), plant.period, "3", "activities/x"],
    token: both("token"),
    invitation: both("invitation"),
    person: both("person"),
    verification: [...Array.from({ length: 20 }, () => working), ...both("verification")],
    link: [link, ...both("link")],
    sealing: both("sealing"),
    finding: ["F1", "F2"],
    tick: both("tick"),
    secret: [secret, "x"],
    key: ["head", "streams/gas-mill", "processes/melt", "activities/a", "balances", "nothing/x"],
    good: ["bar", "billet"],
    measure: ["seeDirect"],
    step: ["stream/gas-mill/activity", "product/bar/seeDirect", "nothing/x"],
    target: ["streams/gas-mill/activity"],
    cn: ["72142000", "7208 10 00"],
    origin: ["KR", "CN", "XX"],
    as: ["html", "csv", "xlsx", "operator-report", "summary", "addendum"],
    format: ["json", "xlsx"],
    name: ["이름", "시화정밀 2"],
  };
}

const jsonSchema = (schema: z.ZodType | undefined): JsonSchema =>
  schema === undefined
    ? { type: "object" }
    : (z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as JsonSchema);

function inputsOf(act: ActName, count: number, seed: number): Input[] {
  const { params, query, body } = specOf(act);
  // The organisation is not to go: everything else is asked of it.
  const names = act === "removeOrganisation" ? { ...known(), name: ["다른 이름"] } : known();
  const arbitrary = fc.record({
    params: fitting(jsonSchema(params), names),
    query: fitting(jsonSchema(query), names),
    body: body === "bytes" ? fc.constant(null) : fitting(jsonSchema(body), names),
  });
  return fc.sample(arbitrary, { numRuns: count, seed }) as Input[];
}

const FILES = [
  caseBytes(),
  encode("a,b\n1,2\n"),
  encode("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
  encode("PK\u0003\u0004broken"),
  new Uint8Array(),
  new Uint8Array(1000).fill(255),
  encode("%PDF-1.7 x"),
];

type Below = (below: number) => number;
const oneOf = <T>(list: readonly T[], pick: Below): T => list[pick(list.length)] as T;

const TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "application/json; charset=nonsense",
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/xml",
  "nonsense",
  "application/octet-stream",
  "",
];
const BROKEN = [
  "",
  "{",
  "]",
  "{]",
  '{"a":}',
  "{'a':1}",
  "undefined",
  "NaN",
  '{"a":1}}',
  "[1,]",
  '"',
  "\u0000",
  "[".repeat(100_000),
  '{"a":'.repeat(5000),
];
const SEGMENTS = [
  "%zz",
  "%",
  "%00",
  "%c0%af",
  "..%2f..%2f",
  "%ff%fe",
  "a%0d%0ab",
  ".",
  "..",
  "%2e%2e",
  "x".repeat(600),
  "%EA%B0%80",
  "{org}",
  "*",
  ";a=b",
];

/** The request as its schema has it. */
function plainRequest(act: ActName, { params, query, body }: Input, pick: Below): Asked {
  const spec = specOf(act);
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => percent(String(params[name] ?? "")));
  const pairs = Object.entries(query).map(([key, one]) => `${percent(key)}=${percent(String(one))}`);
  const token = spec.need === "verify" ? verifierToken : pick(4) === 0 || spec.need === "person" ? personToken : apiToken;
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    ...(spec.etag === "match" && { "if-match": `"${pick(3) + 1}"` }),
  };
  const content = spec.body === "bytes" ? oneOf(FILES, pick) : spec.method === "GET" ? undefined : encode(JSON.stringify(body ?? {}));
  return {
    act,
    method: spec.method,
    path: pairs.length > 0 ? `${path}?${pairs.join("&")}` : path,
    headers,
    ...(content !== undefined && { body: content }),
  };
}

/** One thing wrong with the input, before it is written down. */
function bent(input: Input, pick: Below): Input {
  const part = oneOf(["query", "query", "body", "body", "body", "params"] as const, pick);
  const places = placesIn(input[part]).slice(part === "body" ? 0 : 1);
  if (places.length === 0) return { ...input, query: { ...input.query, [oneOf(HOSTILE_TEXTS, pick)]: "x" } };
  const at = oneOf(places, pick);
  const put = pick(6) === 0 ? undefined : part === "body" ? oneOf(HOSTILE_VALUES, pick) : oneOf(HOSTILE_TEXTS, pick);
  const changed = withAt(input[part], at, put);
  if (part !== "body" || pick(8) !== 0 || typeof changed !== "object" || changed === null) return { ...input, [part]: changed };
  return { ...input, body: { ...changed, [oneOf(["constructor", "extra", "ünknown", "toJSON"], pick)]: oneOf(HOSTILE_VALUES, pick) } };
}

/** One thing wrong with the request as it is sent. */
function broken(asked: Asked, pick: Below): Asked {
  const { path, headers, body = new Uint8Array() } = asked;
  const cut = [...body.subarray(0, pick(body.length + 1))];
  const parts = path.split("/");
  const query = path.includes("?") ? "&" : "?";
  const ways: (() => Asked)[] = [
    () => ({ ...asked, headers: { ...headers, "content-type": oneOf(TYPES, pick) } }),
    () => ({ ...asked, body: encode(oneOf(BROKEN, pick)) }),
    () => ({ ...asked, body: Uint8Array.from(cut) }),
    () => ({ ...asked, body: Uint8Array.from([...cut, 0xff, 0xfe, 0x00]) }),
    () => ({ ...asked, body: new Uint8Array(Buffer.from(`\ufeff${Buffer.from(body).toString()}`, "utf16le")) }),
    () => ({ ...asked, path: parts.map((part, i) => (i === parts.length - 1 - pick(2) ? oneOf(SEGMENTS, pick) : part)).join("/") }),
    () => ({
      ...asked,
      path: `${path}${query}${oneOf(["a=1&a=2", "limit=1&limit=2", "key=a&key=b", "as=csv&as=csv", "limit[]=1", "=", "&&&", "%zz=%zz", "__proto__=1", "lang=ko&lang=en", "after=%00", "limit=1e2", "limit=NaN"], pick)}`,
    }),
    () => ({ ...asked, headers: { ...headers, "if-match": oneOf(["*", 'W/"1"', '"x"', '"99999999999"', "", "-1"], pick) } }),
    () => ({ ...asked, headers: { ...headers, "idempotency-key": oneOf(["", "x".repeat(5000), "\u00ff\u00fe", "same"], pick) } }),
    () => ({
      ...asked,
      headers: { ...headers, "accept-language": oneOf(["*", "x".repeat(5000), "en;q=2,ko;q=x", ",,,", "\u00ff"], pick) },
    }),
    () => ({
      ...asked,
      headers: {
        ...headers,
        authorization: oneOf(
          ["", "Bearer", "Bearer ", "Basic eDp5", `Bearer ${apiToken}x`, "Bearer a.b.c", `Bearer sandan_${"x".repeat(900)}`, "\u00ff"],
          pick,
        ),
      },
    }),
    () => ({ ...asked, method: oneOf(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"], pick) }),
  ];
  return oneOf(ways, pick)();
}

function sent({ method, path, headers, body }: Omit<Asked, "act">): Promise<Answer> {
  const begun = performance.now();
  const { hostname, port } = new URL(server.base);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const asked = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - begun,
        }),
      );
    });
    asked.on("error", () => resolve({ status: 0, type: "", text: "", ms: performance.now() - begun }));
    asked.end(body);
  });
}

type Told = {
  code?: unknown;
  title?: unknown;
  status?: unknown;
  problems?: { code?: unknown; text?: Record<string, string>; todo?: Record<string, string> }[];
};

/** What is wrong with an answer, or undefined. */
function faultIn({ status, type, text, ms }: Answer, { act }: { act: ActName }): string | undefined {
  if (ms > SLOWEST_MS) return `took ${Math.round(ms)} ms`;
  if (status === 0) return "no answer";
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (status < 400) return misfit(act, { status, text, type });
  if (!/^application\/problem\+json/.test(type)) return `${status} of type ${type}: ${text.slice(0, 100)}`;
  const { code, title, status: said, problems = [] } = JSON.parse(text) as Told;
  if (typeof code !== "string" || typeof title !== "string" || title === "" || said !== status)
    return `no whole Problem: ${text.slice(0, 200)}`;
  if (problems.length === 0) return "no Problems inside";
  for (const { text: words, todo } of problems)
    for (const say of [words?.ko, words?.en, todo?.ko, todo?.en])
      if (typeof say !== "string" || say === "" || /undefined|\[object/.test(say)) return `says ${say}`;
  return undefined;
}
function misfit(act: ActName, { status, text, type }: Pick<Answer, "status" | "text" | "type">): string | undefined {
  const { answer } = specOf(act);
  if (answer === "bytes" || status >= 300 || !type.startsWith("application/json")) return undefined;
  const read = answer.safeParse(JSON.parse(text));
  return read.success ? undefined : `an answer that does not fit: ${z.prettifyError(read.error)}`;
}

test(`${REQUESTS} requests made from the schemas of all routes: no fault, no hang, every refusal a whole Problem`, async (context) => {
  const pick = generator(20260104);
  const each = Math.ceil(REQUESTS / ACT_NAMES.length);
  const made = ACT_NAMES.map((act, i) => inputsOf(act, each, i + 1).map((input) => ({ act, input })));
  // Acts take turns, so that what one writes meets the others.
  const queue = Array.from({ length: each }, (_, i) => made.flatMap((inputs) => inputs[i] ?? [])).flat();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let slowest = 0;
  let freshAt = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (performance.now() - freshAt > FRESH_MS) {
        freshAt = performance.now();
        personToken = await server.token(home.people.owner.email);
        verifierToken = await server.token(home.people.verifier.email);
      }
      const way = pick(10);
      const input = way >= 3 && way < 8 ? bent(next.input, pick) : next.input;
      const plain = plainRequest(next.act, input, pick);
      const asked = way >= 7 ? broken(plain, pick) : plain;
      const known = log.length;
      // An answer that ends its connection may take the next request along: that one is asked again.
      const first = await sent(asked);
      const answer = first.status === 0 ? await sent(asked) : first;
      slowest = Math.max(slowest, answer.ms);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const fault =
        asked.method === plain.method
          ? faultIn(answer, asked)
          : answer.status >= 500 || answer.status === 0
            ? `${answer.status}`
            : undefined;
      if (fault === undefined) continue;
      const shown = `${asked.method} ${asked.path.slice(0, 300)} ${asked.body === undefined ? "" : Buffer.from(asked.body).toString().slice(0, 300)}`;
      faults.push(
        [
          `${next.act}: ${fault}`,
          shown,
          JSON.stringify(asked.headers).slice(0, 300),
          ...log.slice(known, known + 1).map((l) => l.slice(0, 900)),
        ].join("\n  "),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  context.diagnostic(`${counted.join(", ")}; slowest ${Math.round(slowest)} ms`);
  assert.equal(faults.length, 0, `${faults.length} faults\n${[...new Set(faults)].slice(0, 12).join("\n")}`);
  const [good = 0, created = 0] = [statuses.get(200), statuses.get(201)];
  assert.ok(good + created > REQUESTS / 10, "hardly a request was sound: the schemas or ids have gone stray");
});
