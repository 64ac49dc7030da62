// No one in: what pages, strangers and files try on a server, and what it says.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { unzipSync, zipSync } from "fflate";
import { sameSecret } from "../../src/acts/actor.ts";
import { syntheticXlsx } from "../../src/formats/xlsx/synthetic.ts";
import { root } from "../cases/read.ts";
import { codeOf } from "./browser.ts";
import { furnished, type Household, household, invitationSecret, requested, told, value } from "./household.ts";
import { PASSWORD, type Running, running } from "./running.ts";

let server: Running;
let home: Household;
let base: string;

before(async () => {
  server = await running();
  home = await household(server);
  base = server.base;
});
after(() => server.stop());

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const code = (text: string): string => (JSON.parse(text) as { code?: string }).code ?? "";
const owner = () => home.people.owner;

// ---- other sites' pages

test("no act takes a cookie: a page of another site does nothing for its reader", async () => {
  const { email } = owner();
  const ownPage = { origin: server.settings.baseUrl, "sec-fetch-site": "same-origin" };
  const signedIn = await requested(base, "/auth/sign-in/email", {
    method: "POST",
    body: JSON.stringify({ email, password: PASSWORD }),
    headers: ownPage,
  });
  assert.equal(signedIn.status, 200);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  assert.match(cookie, /session_token=/);
  for (const set of signedIn.headers.getSetCookie()) assert.match(set, /HttpOnly/i);
  const made = await requested(base, "/v1/organisations", {
    method: "POST",
    body: '{"name":"X"}',
    type: "text/plain",
    headers: { cookie },
  });
  assert.deepEqual([made.status, code(made.text)], [401, "SIGN_IN_NEEDED"]);
  assert.equal((await requested(base, "/v1/me", { headers: { cookie } })).status, 401);
  for (const path of ["/auth/sign-out", "/auth/change-password", "/auth/update-user"]) {
    for (const headers of [{ cookie, origin: "https://evil.example" }, { cookie, origin: "null" }, { cookie }]) {
      const answer = await requested(base, path, { method: "POST", body: "{}", headers: headers as Record<string, string> });
      assert.deepEqual([answer.status, code(answer.text)], [403, "ORIGIN_REFUSED"], `${path} ${JSON.stringify(headers).slice(-40)}`);
    }
  }
  const crossSite = { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  const login = await requested(base, "/auth/sign-in/email", {
    method: "POST",
    body: JSON.stringify({ email, password: PASSWORD }),
    headers: crossSite,
  });
  assert.equal(code(login.text), "ORIGIN_REFUSED");
});

test("no answer invites another site to read it", async () => {
  const headers = {
    origin: "https://evil.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const asks = [
    ["OPTIONS", "/v1/organisations"],
    ["GET", "/v1/me"],
    ["GET", "/openapi.json"],
    ["OPTIONS", "/auth/sign-in/email"],
    ["GET", "/auth/get-session"],
  ] as const;
  for (const [method, path] of asks) {
    const answer = await requested(base, path, { method, headers });
    assert.deepEqual(
      [...answer.headers.keys()].filter((name) => name.startsWith("access-control")),
      [],
      path,
    );
  }
});

test("every answer carries the strict headers; what is downloaded is never a page of ours", async () => {
  const { token } = owner();
  const { org, statement, sha256, period } = home.plant;
  const inOrg = `/v1/organisations/${org}`;
  const downloads = [
    `${inOrg}/statements/${statement}/report?as=html`,
    `${inOrg}/statements/${statement}/report?as=csv`,
    `${inOrg}/evidence/${sha256}`,
    `${inOrg}/export`,
    `${inOrg}/periods/${period}/case`,
  ];
  const plain = ["/", "/docs", "/openapi.json", "/docs.css", "/healthz", "/nowhere", "/v1/me", "/auth/get-session", "/auth/nowhere", inOrg];
  for (const path of [...plain, ...downloads]) {
    const { headers } = await requested(base, path, { token });
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /script-src[^;]*(unsafe|\*|https?:)/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.match(headers.get("strict-transport-security") ?? "", /max-age=31536000; includeSubDomains/, path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.match(headers.get("x-frame-options") ?? "", /SAMEORIGIN|DENY/, path);
    assert.deepEqual([headers.get("x-powered-by"), headers.get("server")], [null, null], path);
    if (path.startsWith("/v1") || path.startsWith("/auth")) assert.match(headers.get("cache-control") ?? "no-store", /no-store/, path);
    if (!downloads.includes(path)) {
      assert.doesNotMatch(policy, /unsafe|\*/, path);
      assert.match(policy, /frame-ancestors 'none'/, path);
      continue;
    }
    assert.match(headers.get("content-disposition") ?? "", /^attachment; filename\*=UTF-8''[\w.%-]+$/, path);
    assert.match(policy, /sandbox/, path);
  }
});

// ---- names and paths

const NAMES = [
  "../../../../etc/passwd",
  "..\\..\\boot.ini",
  "/etc/passwd",
  "C:\\x.csv",
  "a\r\nset-cookie: x=y",
  'x".html',
  "\u202egpj.exe",
  ".",
  "..",
  "~",
  "%2e%2e%2fx",
  "'; filename=x",
];

test("what a file is called leads nowhere, on the disk, in a header and in an export", async () => {
  const { client } = owner();
  const { org } = await furnished(owner(), { name: "이름" });
  const hashes: string[] = [];
  for (const [i, name] of NAMES.entries()) {
    const { sha256 } = value(await client("uploadEvidence", { org, name, bytes: encode(`a,b\n${i},${i}\n`) }));
    hashes.push(sha256);
    const { headers, status } = await requested(base, `/v1/organisations/${org}/evidence/${sha256}`, { token: owner().token });
    assert.equal(status, 200);
    assert.match(headers.get("content-disposition") ?? "", /^attachment; filename\*=UTF-8''[^/\\"\r\n;]+$/, name);
    assert.equal(headers.get("set-cookie"), null);
  }
  const onDisk = readdirSync(join(server.data, "evidence", org), { recursive: true, encoding: "utf8" });
  for (const path of onDisk) assert.match(path, /^[0-9a-f]{2}(\/[0-9a-f]{64})?$/);
  const { bytes } = value(await client("exportOrganisation", { org }));
  for (const path of Object.keys(unzipSync(bytes))) {
    assert.doesNotMatch(path, /^[/\\]|\\|:|\.\.\/|[\r\n"]|\p{Cc}/u, path);
    assert.ok(!path.split("/").some((part) => /^\.*$/.test(part)), path);
  }
  assert.equal(hashes.filter((hash) => Object.keys(unzipSync(bytes)).some((path) => path.includes(hash))).length, NAMES.length);
});

test("a hash that is a path is no hash", async () => {
  const { token } = owner();
  const { org, sha256 } = home.plant;
  const other = `../${home.other.org}/${home.other.sha256.slice(0, 2)}/${home.other.sha256}`;
  for (const one of [
    "..%2f..%2f..%2fetc%2fpasswd",
    encodeURIComponent(other),
    sha256.toUpperCase(),
    `${sha256}%00`,
    "%2e%2e",
    "keys%2fsign-on",
  ]) {
    const answer = await requested(base, `/v1/organisations/${org}/evidence/${one}`, { token });
    assert.ok([400, 404].includes(answer.status), `${one} ${answer.status}`);
    assert.doesNotMatch(answer.text, /root:/);
  }
  for (const path of [
    "/assets/../keys/sign-on",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/package.json",
    "//etc/passwd",
    "/auth/../v1/me",
    "/auth/..%2fv1/me",
  ])
    assert.notEqual((await bare({ path })).status, 200, path);
});

/** A request whose path and headers no client has tidied. */
function bare({
  path,
  headers = {},
  method = "GET",
  body,
}: {
  path: string;
  headers?: Record<string, string>;
  method?: string;
  body?: string;
}) {
  const { hostname, port } = new URL(base);
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

// ---- files

const MB = 1024 * 1024;

/** What uploading and importing said, with the time and the memory that it took. */
async function tried(name: string, bytes: Uint8Array): Promise<{ said: string[]; ms: number; mb: number }> {
  const { client } = owner();
  const { org, period } = home.plant;
  const [begun, before] = [performance.now(), process.memoryUsage().rss];
  const uploaded = await client("uploadEvidence", { org, name, bytes });
  const said = [told(uploaded)];
  if (uploaded.ok) {
    const evidence = uploaded.value.sha256;
    said.push(told(await client("beginImport", { org, period, body: { evidence, sender: "" } })));
    said.push(told(await client("importCase", { org, period, body: { evidence } })));
  }
  return { said, ms: performance.now() - begun, mb: (process.memoryUsage().rss - before) / MB };
}

const refusedAll = (said: readonly string[]): boolean => said.every((one, i) => /^4\d\d [A-Z_]+$/.test(one) || (i === 0 && one === "201"));

test("archives that swell, lie or nest are refused in bounded time and memory", { timeout: 240_000 }, async (context) => {
  const zeros = new Uint8Array(130 * MB);
  const sheet = "xl/worksheets/sheet1.xml";
  const small = unzipSync(syntheticXlsx({ A: { A1: 1 } }));
  const bombs: Record<string, Uint8Array> = {
    zeros: zipSync({ ...small, [sheet]: zeros }, { level: 1 }),
    strings: zipSync({ ...small, "xl/sharedStrings.xml": zeros }, { level: 1 }),
    parts: zipSync(Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`xl/${i}.xml`, new Uint8Array()]))),
    lies: lying(zipSync({ ...small, [sheet]: zeros.subarray(0, 50 * MB) }, { level: 1 })),
    nested: zipSync({ "xl/workbook.xml": zipSync({ "xl/workbook.xml": zeros.subarray(0, MB) }) }),
  };
  for (const [name, bytes] of Object.entries(bombs)) {
    const { said, ms, mb } = await tried(`${name}.xlsx`, bytes);
    context.diagnostic(`${name} (${Math.round(bytes.length / 1024)} KB): ${said.join(", ")}; ${Math.round(ms)} ms, ${Math.round(mb)} MB`);
    assert.ok(refusedAll(said), `${name}: ${said}`);
    assert.ok(ms < 60_000 && mb < 300, `${name}: ${ms} ms, ${mb} MB`);
  }
});

/** The archive with every size in its headers told as one byte. */
function lying(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let i = 0; i + 28 < bytes.length; i += 1) {
    const mark = view.getUint32(i, true);
    if (mark === 0x04034b50) view.setUint32(i + 22, 1, true);
    if (mark === 0x02014b50) view.setUint32(i + 24, 1, true);
  }
  return bytes;
}

test("entities of XML are never resolved, neither ours nor a file's", async () => {
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(100)}"><!ENTITY c "${"&b;".repeat(100)}"><!ENTITY d "${"&c;".repeat(100)}">]>`;
  const outside = '<!DOCTYPE l [<!ENTITY d SYSTEM "file:///etc/passwd">]>';
  for (const prolog of [laughs, outside]) {
    const invoice = `<?xml version="1.0"?>${prolog}<TaxInvoice><TaxInvoiceDocument>&d;</TaxInvoiceDocument></TaxInvoice>`;
    for (const [name, bytes] of [
      ["invoice.xml", encode(invoice)],
      ["book.xlsx", syntheticXlsx({ A: { A1: "&d;" } }, { prolog })],
    ] as const) {
      const { said, ms } = await tried(name, bytes);
      assert.ok(refusedAll(said) && ms < 30_000, `${name}: ${said} ${ms}`);
      assert.ok(
        said.some((one) => /ENTITIES|EVIDENCE_TYPE/.test(one)),
        `${name}: ${said}`,
      );
    }
  }
});

test("an upload is bounded, and bytes that are no document are not kept", async () => {
  const { client, token } = owner();
  const { org } = home.plant;
  const large = await requested(base, `/v1/organisations/${org}/evidence?name=x`, {
    method: "POST",
    token,
    body: new Uint8Array(101 * MB),
    type: "application/octet-stream",
  }).catch(() => undefined);
  assert.ok(large === undefined || (large.status === 413 && code(large.text) === "BODY_TOO_LARGE"), large?.text.slice(0, 200));
  const programs = [
    encode("MZ\u0090\u0000"),
    encode("\u007fELF\u0002"),
    encode("#!/bin/sh\nrm -rf x\n"),
    encode("<html><script>1</script></html>"),
    encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ];
  for (const bytes of programs)
    assert.equal(
      told(await client("uploadEvidence", { org, name: "invoice.pdf", bytes })),
      "422 EVIDENCE_TYPE",
      new TextDecoder().decode(bytes),
    );
});

// ---- what leaves as a table

const FORMULAS = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  '=HYPERLINK("http://evil.example","x")',
  "=cmd|' /C calc'!A0",
  "＝1+1",
];

/** Cells of CSV text (RFC 4180). */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? "").replaceAll('""', '"'),
  );
}

const runs = (cell: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(cell);

test("no cell of a table that leaves the server begins a formula", async () => {
  const { client } = owner();
  const { org, period } = await furnished(owner(), { name: "수식" });
  const records = FORMULAS.map((text, i) => ({
    key: `activities/f${i}`,
    body: {
      target: "streams/gas-mill/activity",
      start: "2025-01-01",
      end: "2025-01-31",
      value: -1 - i,
      unit: "t",
      label: text,
      partner: text,
      document: text,
      meter: text,
      note: text,
    } as never,
  }));
  value(await client("putRecords", { org, period, body: { records } }));
  const { bytes } = value(await client("exportOrganisation", { org }));
  const csv = new TextDecoder().decode(unzipSync(bytes)["activities.csv"]);
  const cells = cellsOf(csv);
  for (const text of FORMULAS) assert.ok(cells.includes(`'${text}`), JSON.stringify(text));
  assert.deepEqual(cells.filter(runs), []);
  assert.ok(cells.includes("-1"), "a number stays a number");
  value(await client("putRecords", { org, period, body: { records: records.map(({ key }) => ({ key, body: null, follows: 1 })) } }));
  await namedByFormula(org, period);
});

/** A good that is called a formula, in the CSV and the workbook of its statement and in the template of its period. */
async function namedByFormula(org: string, period: string): Promise<void> {
  const { client } = owner();
  for (const key of ["products/bar", "streams/gas-mill"]) {
    const { body, version } = value(await client("readRecord", { org, period, key }));
    value(
      await client("putRecord", { org, period, key, body: { body: { ...(body as object), name: FORMULAS[6] } as never } }, { version }),
    );
  }
  const statement = value(await client("calculateStatement", { org, period, body: {} })).hash;
  const csv = value(await client("renderStatement", { org, statement, as: "csv", format: "json", lang: "en" }));
  const cells = cellsOf(new TextDecoder().decode(csv.bytes));
  assert.ok(cells.includes(`'${FORMULAS[6]}`));
  assert.deepEqual(cells.filter(runs), []);
  const books = [
    value(await client("renderStatement", { org, statement, as: "xlsx", format: "json", lang: "en" })),
    value(await client("renderStatement", { org, statement, as: "operator-report", format: "xlsx", lang: "en" })),
    value(await client("readImportTemplate", { org, period, lang: "en" })),
  ];
  for (const { bytes } of books)
    for (const [name, part] of Object.entries(unzipSync(bytes)))
      if (name.startsWith("xl/worksheets/")) assert.doesNotMatch(new TextDecoder().decode(part), /<f[ >]|<hyperlink/, name);
}

test("every CSV of ours is written by the one writer of cells", () => {
  const folder = join(root, "src");
  const writers = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("store/"))
    .filter((name) => /["'`]""["'`]/.test(readFileSync(join(folder, name), "utf8")));
  assert.deepEqual(
    writers.filter((name) => /replaceAll\('"', '""'\)/.test(readFileSync(join(folder, name), "utf8"))),
    ["base/csv-write.ts"],
  );
});

// ---- requests that are not what they seem

test("a body reaches no prototype, however its keys are spelt", async () => {
  const { token } = owner();
  const { org, period } = home.plant;
  const bodies = [
    '{"__proto__":{"polluted":1},"name":"X"}',
    '{"\\u005f\\u005fproto\\u005f\\u005f":{"polluted":1},"name":"X"}',
    '{"__pr\\u006fto__":{"polluted":1},"name":"X"}',
    '{"constructor":{"prototype":{"polluted":1}},"name":"X"}',
  ];
  for (const body of bodies) {
    const answer = await requested(base, `/v1/organisations/${org}/installations`, { method: "POST", token, body });
    assert.deepEqual([answer.status, /BODY_UNREADABLE|INPUT_INVALID/.test(code(answer.text))], [400, true], body);
    const record = `{"body":${body}}`;
    const put = await requested(base, `/v1/organisations/${org}/periods/${period}/record?key=head`, { method: "PUT", token, body: record });
    assert.ok(put.status >= 400 && put.status < 500, body);
  }
  for (const query of ["__proto__[polluted]=1", "__proto__=1", "constructor[prototype][polluted]=1", "__proto__.polluted=1"])
    assert.ok((await requested(base, `/v1/organisations/${org}/periods?${query}`, { token })).status < 500, query);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test("a parameter that is given twice is a list, and no list is asked for", async () => {
  const { token } = owner();
  const inOrg = `/v1/organisations/${home.plant.org}`;
  for (const path of [
    `${inOrg}/periods?limit=1&limit=2`,
    `${inOrg}/statements/${home.plant.statement}/report?as=csv&as=html`,
    `${inOrg}/periods/${home.plant.period}/record?key=head&key=balances`,
    `${inOrg}/aggregate?year=2025&year=2026`,
  ]) {
    const answer = await requested(base, path, { token });
    assert.deepEqual([answer.status, code(answer.text)], [400, "INPUT_INVALID"], path);
  }
  const removal = await requested(base, `${inOrg}?name=x&name=${encodeURIComponent("시화정밀")}`, { method: "DELETE", token });
  assert.deepEqual([removal.status, code(removal.text)], [400, "INPUT_INVALID"]);
});

test("who a server says it is comes from its settings, never from the caller", async () => {
  const { email } = home.people.viewer;
  const evil = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };
  const document = await bare({ path: "/openapi.json", headers: evil });
  assert.ok(!document.text.includes("evil.example") && document.text.includes(server.settings.baseUrl));
  const asked = await bare({
    method: "POST",
    path: "/auth/request-password-reset",
    headers: { ...evil, "content-type": "application/json", origin: server.settings.baseUrl },
    body: JSON.stringify({ email, redirectTo: "/new-password" }),
  });
  assert.equal(asked.status, 200, asked.text);
  await server.house.signOn.settled();
  const mails = readFileSync(join(server.data, "mail.txt"), "utf8");
  assert.match(mails, new RegExp(`To: ${email}`));
  assert.ok(!mails.includes("evil.example"));
  const away = await bare({
    method: "POST",
    path: "/auth/request-password-reset",
    headers: { "content-type": "application/json", origin: server.settings.baseUrl },
    body: JSON.stringify({ email, redirectTo: "https://evil.example/x" }),
  });
  assert.equal(code(away.text), "RETURN_ADDRESS_REFUSED");
  const absolute = await bare({
    method: "POST",
    path: "http://evil.example/auth/request-password-reset",
    headers: { "content-type": "application/json", origin: server.settings.baseUrl },
    body: JSON.stringify({ email, redirectTo: "/new-password" }),
  });
  assert.equal(absolute.status, 200);
  await server.house.signOn.settled();
  const links = readFileSync(join(server.data, "mail.txt"), "utf8").match(/https?:\/\/[^/\s]+/g) ?? [];
  assert.deepEqual([...new Set(links)], [server.settings.baseUrl]);
});

/** What comes back over a bare connection. */
function spoken(text: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
    socket.setTimeout(3000, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk.toString();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

test("what is no HTTP, or is two requests at once, is answered by a Problem and the end of the connection", async () => {
  const host = "Host: localhost";
  const cases: [name: string, text: string, status: RegExp][] = [
    ["headers too large", `GET / HTTP/1.1\r\n${host}\r\nX: ${"x".repeat(70_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    ["two lengths", `POST /v1/me/erase HTTP/1.1\r\n${host}\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc`, /^HTTP\/1\.1 400/],
    [
      "length and chunks",
      `POST /v1/me/erase HTTP/1.1\r\n${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n${host}\r\n\r\n`,
      /^HTTP\/1\.1 400/,
    ],
    ["nonsense", "\u0016\u0003\u0001hello\r\n\r\n", /^HTTP\/1\.1 400/],
    ["a blank before a header", `GET / HTTP/1.1\r\n ${host}\r\n\r\n`, /^HTTP\/1\.1 400/],
  ];
  for (const [name, text, status] of cases) {
    const answer = await spoken(text);
    assert.match(answer, status, name);
    assert.match(answer, /application\/problem\+json/, name);
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, `${name}: a second request was answered`);
    const { code: said, problems } = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4)) as { code: string; problems: unknown[] };
    assert.deepEqual([said, problems.length], ["BODY_UNREADABLE", 1], name);
  }
});

// ---- secrets

test("secrets are compared whole, by their hashes, in every place", () => {
  assert.equal(sameSecret("a", "a"), true);
  for (const other of ["b", "", "aa", "A", "a\u0000"]) assert.equal(sameSecret("a", other), false);
  const source = readFileSync(join(root, "src", "acts", "actor.ts"), "utf8");
  const body = /export function sameSecret.*?\n\}/s.exec(source)?.[0] ?? "";
  assert.match(body, /hashOf\(one\), hashOf\(other\)/);
  assert.equal(body.match(/return/g)?.length, 1, "one way out, after the last character");
  assert.doesNotMatch(body, /break|===? (one|other)|(one|other) ===?/);
  for (const name of readdirSync(join(root, "src", "acts")))
    assert.doesNotMatch(readFileSync(join(root, "src", "acts", name), "utf8"), /[sS]ecretHash\s*[!=]==?/, name);
});

type Secrets = Record<string, string>;

/** A day in a server's life, with every kind of secret in it. */
async function lived(noisy: Running): Promise<Secrets> {
  const secrets: Secrets = {};
  const origin = { origin: noisy.settings.baseUrl };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    requested(noisy.base, path, { method: "POST", body: JSON.stringify(body), headers: { ...origin, ...headers } });
  const someone = await noisy.person("someone-of-the-log");
  secrets.password = PASSWORD;
  secrets.wrong = "a wrong password of the test";
  secrets.token = someone.token;
  secrets.address = someone.email;
  assert.equal((await post("/auth/sign-in/email", { email: someone.email, password: secrets.wrong })).status, 401);
  const fresh = { email: "new-of-the-log@example.com", name: "새 사람", password: "another long password" };
  assert.equal((await post("/auth/sign-up/email", fresh)).status, 200);
  secrets.newAddress = fresh.email;
  secrets.newPassword = fresh.password;
  const signedIn = await requested(noisy.base, "/auth/sign-in/email", {
    method: "POST",
    body: JSON.stringify({ email: someone.email, password: PASSWORD }),
  });
  secrets.session = signedIn.headers.get("set-auth-token") ?? "";
  assert.equal((JSON.parse(signedIn.text) as { token?: string }).token, secrets.session);
  const enabled = await post("/auth/two-factor/enable", { password: PASSWORD }, { authorization: `Bearer ${secrets.session}` });
  const { totpURI = "", backupCodes = [] } = JSON.parse(enabled.text) as { totpURI?: string; backupCodes?: string[] };
  secrets.totp = new URL(totpURI).searchParams.get("secret") ?? "";
  secrets.backup = backupCodes[0] ?? "";
  await post("/auth/two-factor/verify-totp", { code: codeOf(totpURI) }, { authorization: `Bearer ${secrets.session}` });
  assert.equal((await post("/auth/request-password-reset", { email: someone.email, redirectTo: "/new-password" })).status, 200);
  await noisy.house.signOn.settled();
  const mails = readFileSync(join(noisy.data, "mail.txt"), "utf8");
  secrets.reset = /reset-password\/([A-Za-z0-9]+)/.exec(mails)?.[1] ?? "";
  secrets.confirmation = /verify-email\?token=([\w.-]+)/.exec(mails)?.[1] ?? "";
  assert.equal((await requested(noisy.base, `/auth/reset-password/${secrets.reset}?callbackURL=/new-password`)).status, 302);
  const { org, secret, period } = await furnished(someone, { name: "로그의 공장" });
  secrets.apiToken = secret;
  secrets.apiSecret = secret.split(".").at(-1) ?? "";
  const invited = value(
    await someone.client("inviteMember", { org, body: { email: "guest-of-the-log@example.com", role: "viewer", lang: "ko" } }),
  );
  secrets.invitation = (await invitationSecret(noisy, invited.id)).split(".")[1] ?? "";
  await someone.client("acceptInvitation", { org, body: { token: await invitationSecret(noisy, invited.id) } });
  await requested(noisy.base, `/v1/organisations/${org}?secret=in-a-query`, { token: `${secret}x` });
  secrets.query = "in-a-query";
  for (const name of readdirSync(join(noisy.data, "keys"))) secrets[name] = readFileSync(join(noisy.data, "keys", name), "utf8").trim();
  const { hands } = noisy.house;
  const { work } = hands;
  secrets.row = "what a row of the database held";
  hands.work = () => Promise.reject(Object.assign(new Error("a fault of the test's"), { detail: secrets.row, parameters: [secrets.row] }));
  assert.equal(told(await someone.client("readFigures", { org, period })), "500 INTERNAL_FAULT");
  hands.work = work;
  return secrets;
}

test("no secret and no address is ever in the log, at its most talkative", { timeout: 60_000 }, async () => {
  const log: string[] = [];
  const noisy = await running({ LOG_LEVEL: "debug", RATE_LIMIT_COSTLY: "40" }, (line) => void log.push(line));
  try {
    const secrets = await lived(noisy);
    const text = log.join("");
    for (const [name, secret] of Object.entries(secrets)) {
      assert.ok(secret.length >= 8, `${name} was not found`);
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
        assert.ok(!text.includes(form), `${name} stands in the log: ${log.find((line) => line.includes(form))?.slice(0, 300)}`);
    }
    assert.ok(log.length > 20 && text.includes("a fault of the test's"), "the log says nothing at all");
    for (const line of log) assert.doesNotThrow(() => JSON.parse(line));
    await limitsHold(noisy);
  } finally {
    await noisy.stop();
  }
});

// ---- too often

/** 429, how long to wait, and a whole Problem. */
function limited({ status, headers, text }: Awaited<ReturnType<typeof requested>>, what: string): void {
  assert.deepEqual([status, code(text)], [429, "RATE_LIMITED"], what);
  const wait = Number(headers.get("retry-after"));
  assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 900, `${what}: ${wait}`);
  assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/, what);
  assert.ok((JSON.parse(text) as { problems: unknown[] }).problems.length > 0);
}

async function limitsHold(strict: Running): Promise<void> {
  const signIn = (i: number) =>
    requested(strict.base, "/auth/sign-in/email", {
      method: "POST",
      body: JSON.stringify({ email: `nobody-${i}@example.com`, password: "a wrong password" }),
      // A caller without a proxy in front says in vain that it is somebody else.
      headers: { origin: strict.settings.baseUrl, "x-forwarded-for": `10.9.9.${i}` },
    });
  const tries = [];
  for (let i = 0; i < 12; i += 1) tries.push(await signIn(i));
  const last = tries.at(-1);
  assert.ok(last);
  limited(last, "sign-in");
  let costly = await requested(strict.base, "/v1/organisations/x/declarations", { method: "POST", body: "{}" });
  for (let i = 0; i < 60 && costly.status !== 429; i += 1)
    costly = await requested(strict.base, "/v1/organisations/x/declarations", {
      method: "POST",
      body: "{}",
      headers: { "x-forwarded-for": `10.8.8.${i}` },
    });
  limited(costly, "a costly act");
  limited(await requested(strict.base, "/v1/organisations/x/export"), "another costly act of the same caller");
  assert.equal((await requested(strict.base, "/v1/me")).status, 401, "cheap acts go on");
}
