// What somebody tries who wants more than is theirs, or is merely unlucky: races, repeated requests, odd headers, statements sealed twice.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Answered } from "../../src/model/client.ts";
import { brokenAt } from "../../src/store/audit.ts";
import { enteredPeriod, furnished, joined, type Place, requested, type Somebody, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

let server: Running;
let owner: Somebody;
let plant: Place;
before(async () => {
  server = await running();
  owner = await server.person("owner");
  plant = await furnished(owner, { name: "시화정밀" });
});
after(() => server.stop());

const line = (value: number) => ({ title: `${value}` });

test("a statement that is sealed again, for another period or later, keeps each sealing with its own period, time and person", async () => {
  const { client } = owner;
  const { org } = plant;
  const [one, two] = [await enteredPeriod(client, { org, mark: "a" }), await enteredPeriod(client, { org, mark: "a" })];
  const first = value(await client("calculateStatement", { org, period: one.period, body: {} }));
  const second = value(await client("calculateStatement", { org, period: two.period, body: {} }));
  assert.deepEqual([first.period, second.period], [one.period, two.period]);
  const listed = async (period: string) => value(await client("listStatements", { org, period, limit: 10 })).items;
  assert.deepEqual(
    (await listed(two.period)).map(({ hash }) => hash),
    [second.hash],
  );
  // The same again, nothing changed: one sealing. Changed and changed back: a new one, with the newest first.
  assert.equal(value(await client("calculateStatement", { org, period: one.period, body: {} })).id, first.id);
  const was = value(await client("readRecord", { org, period: one.period, key: "head" }));
  const put = async (body: typeof was.body, version: number) =>
    value(await client("putRecord", { org, period: one.period, key: "head", body: { body } }, { version })).version;
  const version = await put(line(1), was.version);
  const other = value(await client("calculateStatement", { org, period: one.period, body: {} }));
  await put(was.body, version);
  const again = value(await client("calculateStatement", { org, period: one.period, body: {} }));
  assert.equal(again.hash, first.hash);
  assert.ok(again.revision > other.revision && again.at >= other.at);
  assert.deepEqual(
    (await listed(one.period)).map(({ hash }) => hash),
    [first.hash, other.hash, first.hash],
  );
  const paged = value(await client("listStatements", { org, period: one.period, limit: 2 }));
  const rest = value(
    await client("listStatements", { org, period: one.period, limit: 2, ...(paged.next !== undefined && { after: paged.next }) }),
  );
  assert.deepEqual([paged.items.length, rest.items.map(({ id }) => id)], [2, [first.id]]);
});

test("requests with one key that run at the same time give one answer, and a key is each caller's own", async () => {
  const { org, period } = plant;
  const editor = await server.person("editor");
  await joined(server, owner.client, { org, who: editor, role: "editor" });
  for (let round = 0; round < 5; round += 1) {
    const put = () =>
      owner.client(
        "putRecord",
        { org, period, key: `streams/new-${round}`, body: { body: { id: `new-${round}`, name: "새것", method: "combustion" } } },
        { idempotencyKey: `k${round}` },
      );
    const answers = await Promise.all(Array.from({ length: 6 }, put));
    assert.deepEqual([...new Set(answers.map(told))], ["200"]);
    for (const answer of answers) assert.deepEqual(value(answer), value(answers[0] as (typeof answers)[number]));
  }
  assert.equal(
    told(
      await editor.client(
        "putRecord",
        { org, period, key: "streams/own", body: { body: { id: "own", name: "제 것", method: "combustion" } } },
        { idempotencyKey: "k0" },
      ),
    ),
    "200",
  );
  // A stranger learns from a key nothing about another's keys.
  const stranger = await server.person("stranger");
  for (const idempotencyKey of ["k0", "unused"])
    assert.equal(
      told(await stranger.client("acceptInvitation", { org, body: { token: "x" } }, { idempotencyKey })),
      "422 INVITATION_INVALID",
    );
});

test("a header that cannot be read is refused, not passed over", async () => {
  const { org, period } = plant;
  const path = `/v1/organisations/${org}/periods/${period}/record?key=verifier`;
  const body = JSON.stringify({ body: { company: "검증" } });
  const odd: [name: string, text: string][] = [
    ["if-match", "*"],
    ["if-match", 'W/"1"'],
    ["if-match", '"1", "2"'],
    ["idempotency-key", "x".repeat(201)],
  ];
  for (const [name, text] of odd) {
    const headers = { [name]: text };
    const answer = await requested(server.base, path, { method: "PUT", headers, token: owner.token, body });
    assert.equal(answer.status, 400, JSON.stringify(headers));
    assert.match(answer.text, /INPUT_INVALID/);
  }
  assert.equal(told(await owner.client("readRecord", { org, period, key: "verifier" })), "404 NOT_FOUND");
});

test("numbers and days beyond what is kept are refused, never a fault", async () => {
  const { org, period, installation } = plant;
  const calls: Promise<Answered<unknown>>[] = [
    owner.client("readRecord", { org, period, key: "head", version: 99_999_999_999 }),
    owner.client("readHistory", { org, period, key: "head", limit: 5, after: "99999999999" }),
    owner.client("createPeriod", { org, body: { installation, start: "0000-01-01", end: "2025-12-31", title: "" } }),
    owner.client("createPeriod", { org, body: { installation, start: "2025-01-01", end: "9999-12-31", title: "" } }),
  ];
  for (const answer of await Promise.all(calls)) assert.ok(!answer.ok && answer.status >= 400 && answer.status < 500, told(answer));
});

test("evidence removed beside what names it, an organisation removed beside writes: told, never a fault", async () => {
  for (let round = 0; round < 3; round += 1) {
    const them = await server.person(`gone-${round}`);
    const { org, period } = await furnished(them, { name: `잠깐 ${round}` });
    const bytes = new TextEncoder().encode(`a,b\n${round},2\n`);
    const { sha256 } = value(await them.client("uploadEvidence", { org, name: "x.csv", bytes }));
    const citing = {
      target: "streams/gas-mill/activity",
      start: "2025-01-01",
      end: "2025-01-31",
      value: 1,
      unit: "t",
      evidence: [{ sha256 }],
    };
    const beside: Answered<unknown>[] = await Promise.all([
      them.client("removeEvidenceDraft", { org, sha256 }),
      them.client("beginImport", { org, period, body: { evidence: sha256, sender: "" } }),
      them.client("putRecord", { org, period, key: "activities/x", body: { body: citing } }),
    ]);
    for (const answer of beside) assert.ok(answer.ok || answer.status < 500, told(answer));
    const writes = Array.from({ length: 16 }, (_, i) => them.client("createInstallation", { org, body: { name: `제${i}공장` } }));
    const removed = them.client("removeOrganisation", { org, name: `잠깐 ${round}` });
    for (const answer of (await Promise.all([...writes, removed])) as Answered<unknown>[])
      assert.ok(answer.ok || answer.status < 500, told(answer));
  }
});

test("a token that may manage members gives and takes no ownership", async () => {
  const { org } = plant;
  const made = value(await owner.client("createToken", { org, body: { name: "m", scopes: ["manage"], days: 1 } }));
  const token = server.client(made.secret);
  assert.equal(
    told(await token("inviteMember", { org, body: { email: "b@example.com", role: "owner", lang: "ko" } })),
    "403 PERSON_NEEDED",
  );
  assert.equal(told(await token("changeMember", { org, person: owner.id, body: { role: "viewer" } })), "403 PERSON_NEEDED");
  assert.equal(told(await token("removeMember", { org, person: owner.id })), "403 PERSON_NEEDED");
  assert.equal(told(await token("inviteMember", { org, body: { email: "b@example.com", role: "viewer", lang: "ko" } })), "201");
});

test("who is erased leaves a line in each trail, and tokens that open nothing and name nobody", async () => {
  const { org } = plant;
  const carol = await server.person("carol");
  await joined(server, owner.client, { org, who: carol, role: "owner" });
  value(await carol.client("createToken", { org, body: { name: "carol's laptop", scopes: ["read"], days: 3 } }));
  value(await carol.client("erasePerson", { body: { email: carol.email } }));
  const tokens = value(await owner.client("listTokens", { org, limit: 100 })).items;
  assert.ok(tokens.every(({ name }) => !name.includes("carol")));
  assert.equal(
    tokens.filter(({ name }) => name === "-").every(({ revoked }) => revoked),
    true,
  );
  let lines = value(await owner.client("listAudit", { org, limit: 500 }));
  const all = [...lines.items];
  while (lines.next !== undefined) {
    lines = value(await owner.client("listAudit", { org, limit: 500, after: lines.next }));
    all.push(...lines.items);
  }
  assert.ok(all.some(({ act, subject }) => act === "erasePerson" && subject === `person=${carol.id}`));
  assert.equal(await brokenAt(server.house.hands.db, org), undefined);
});

test("a name that no act knows is refused, and so is a name that nobody can see, and the withdrawal of what never was", async () => {
  const { org, period } = plant;
  for (const query of ["asif=2026", "foo=1", "asIf=2026&asif=2026"]) {
    const answer = await requested(server.base, `/v1/organisations/${org}/periods/${period}/figures?${query}`, {
      method: "GET",
      token: owner.token,
    });
    assert.equal(answer.status, 400, query);
    assert.match(answer.text, /알 수 없는 이름|unknown names/);
  }
  assert.equal(told(await owner.client("createInstallation", { org, body: { name: "\u200b\u2060" } })), "400 INPUT_INVALID");
  assert.equal(told(await owner.client("putRecord", { org, period, key: "streams/never", body: { body: null } })), "404 NOT_FOUND");
  const records = [{ key: "streams/never", body: null }];
  assert.equal(told(await owner.client("putRecords", { org, period, body: { records } })), "404 NOT_FOUND");
});

test("a refusal is a document of RFC 9457: the title says the kind, the detail this time, in the caller's language", async () => {
  const { org } = plant;
  const ask = async (lang: string, id: string) => {
    const response = await fetch(`${server.base}/v1/organisations/${org}/periods/${id}`, {
      headers: { authorization: `Bearer ${owner.token}`, "accept-language": lang },
    });
    return { headers: response.headers, body: (await response.json()) as { title: string; detail: string; status: number } };
  };
  const [one, other] = [await ask("ko", crypto.randomUUID()), await ask("ko", crypto.randomUUID())];
  assert.equal(one.body.title, other.body.title);
  assert.notEqual(one.body.detail, other.body.detail);
  assert.equal(one.headers.get("content-language"), "ko");
  assert.match(one.headers.get("vary") ?? "", /accept-language/i);
  assert.match((await ask("en", crypto.randomUUID())).body.title, /^There is no/);
});

test("measures are for a reader on this machine whom no proxy passed on, and for one with the operator's token", async () => {
  const token = "t".repeat(20);
  const own = await running({ METRICS_TOKEN: token });
  try {
    const asked = async (base: string, headers: Record<string, string>) => {
      const answer = await fetch(`${base}/metrics`, { headers });
      await answer.text();
      return answer.status;
    };
    for (const { base } of [server, own]) {
      assert.equal(await asked(base, {}), 200);
      for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"])
        assert.equal(await asked(base, { [name]: "203.0.113.9" }), 404, name);
    }
    const elsewhere = { "x-forwarded-for": "203.0.113.9" };
    assert.equal(await asked(own.base, { ...elsewhere, authorization: `Bearer ${token}` }), 200);
    assert.equal(await asked(own.base, { authorization: `Bearer ${token}x` }), 404);
    assert.equal(await asked(server.base, { ...elsewhere, authorization: "Bearer undefined" }), 404);
  } finally {
    await own.stop();
  }
});
