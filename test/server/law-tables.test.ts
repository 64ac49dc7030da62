// Tables of the law loaded by the operator: the next calculation uses them, and says so.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadTable, watchTables } from "../../src/main/law-tables.ts";
import { workersOf } from "../../src/main/workers.ts";
import { root } from "../cases/read.ts";
import { type Running, running } from "./running.ts";

let server: Running;
const scratch = mkdtempSync(join(tmpdir(), "sandan-tables-"));
before(async () => {
  server = await running();
});
after(async () => {
  await server.stop();
  rmSync(scratch, { recursive: true });
});

test("a loaded table stands in place of the shipped one, in every process that looks", async () => {
  const { db } = server.house.hands;
  const workers = workersOf(1);
  const shipped = JSON.parse(readFileSync(join(root, "src", "rules", "cbam", "values", "default-values.json"), "utf8")) as {
    header: Record<string, unknown>;
  };
  const act = { ...shipped.header, act: "IR (EU) 2026/1740", status: "inForce", version: "as a test has it" };
  const path = join(scratch, "defaults.json");
  writeFileSync(path, JSON.stringify({ ...shipped, header: act }));
  const told = async () => (await workers.work("tables", {})).find(({ id }) => id === "default-values");
  assert.equal((await told())?.status, "superseded");
  const { value, problems } = await loadTable(db, path, {});
  assert.ok(value, JSON.stringify(problems));
  const stop = await watchTables(db, workers, () => {});
  assert.deepEqual([(await told())?.status, (await told())?.act], ["inForce", "IR (EU) 2026/1740"]);
  stop();
  await workers.close();
});

test("whoever has signed in sees which tables stand", async () => {
  const { client } = await server.person("reader");
  const answer = await client("listDatasets", {});
  assert.ok(answer.ok);
  assert.ok(answer.value.items.some(({ id }) => id === "benchmarks"));
});
