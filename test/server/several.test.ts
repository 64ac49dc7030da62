// Two processes' worth of servers on one database: nothing that matters is held in memory.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Answered, type Client, clientOf } from "../../src/model/client.ts";
import { brokenAt } from "../../src/store/audit.ts";
import { root } from "../cases/read.ts";
import { debianPostgres } from "../store/debian-postgres.ts";
import { running } from "./running.ts";

function value<T>(answer: Answered<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

test("what one server writes the other calculates with at once; both write one trail", async (t) => {
  const database = await debianPostgres();
  if ("skip" in database) return t.skip(database.skip);
  const { host, port, user } = database.connection;
  const data = mkdtempSync(join(tmpdir(), "sandan-several-"));
  const env = { DATABASE_URL: `postgres:///postgres?host=${encodeURIComponent(host)}&port=${port}&user=${user}`, SANDAN_DATA: data };
  const one = await running(env);
  const other = await running(env);
  try {
    const { token, client: a } = await one.person("owner");
    const b: Client = clientOf({ base: other.base, token, fetch: fetch as never });
    const org = value(await a("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
    const site = value(await b("createInstallation", { org, body: { name: "제1공장" } }));
    const body = { installation: site.id, start: "2025-01-01", end: "2025-12-31", title: "" };
    const period = value(await a("createPeriod", { org, body })).id;
    const bytes = readFileSync(join(root, "samples", "sample-factory.json"));
    const { sha256 } = value(await b("uploadEvidence", { org, name: "sample.json", bytes }));
    value(await a("importCase", { org, period, body: { evidence: sha256 } }));
    const see = async (client: Client): Promise<number | null | undefined> =>
      value(await client("readFigures", { org, period })).results.find((r) => r.product === "bar" && r.measure === "seeDirect")?.value;
    assert.equal(await see(a), await see(b));
    for (let i = 0; i < 5; i += 1) {
      const [writer, reader] = i % 2 === 0 ? [a, b] : [b, a];
      const { body: stream, version } = value(await writer("readRecord", { org, period, key: "streams/gas-mill" }));
      const changed = { ...(stream as object), activity: { value: 3000 + i, unit: "t" } } as never;
      value(await writer("putRecord", { org, period, key: "streams/gas-mill", body: { body: changed } }, { version }));
      assert.equal(await see(reader), await see(writer));
    }
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? a : b)("readPeriod", { org, period })));
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? a : b)("createInstallation", { org, body: { name: `n${i}` } })));
    assert.equal(await brokenAt(one.house.hands.db, org), undefined);
  } finally {
    await one.stop();
    await other.stop();
    await database.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
