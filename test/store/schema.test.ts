// The shape of the database: equal on the embedded and on one's own PostgreSQL, and fit to be distributed by organisation.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import pg from "pg";
import { nativeFolder } from "../../src/main/stores.ts";
import { openDatabase } from "../../src/store/database.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { root } from "../cases/read.ts";
import { debianPostgres } from "./debian-postgres.ts";
import { schemaText } from "./schema-text.ts";

const GOLDEN = join(root, "src", "store", "schema.sql");

/** Tables that belong to no organisation: sign-on, jobs, the instance's log, and the tables of the law that are the same for all. */
const GLOBAL = /^sign_on\.|^public\.(dataset|schema_version|log_\w+)$/;

async function embeddedPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sandan-schema-"));
  const { value } = await startEmbedded({ folder, binaries: nativeFolder() });
  assert.ok(value);
  const { pool, close } = openDatabase(value.connection);
  try {
    assert.ok((await migrate(pool)).value);
    return await work(pool);
  } finally {
    await close();
    await value.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

test("schema.sql is what the numbered files make, on the embedded PostgreSQL", async () => {
  const text = await embeddedPool(schemaText);
  if (process.env.UPDATE_SCHEMA === "1") writeFileSync(GOLDEN, text);
  assert.equal(readFileSync(GOLDEN, "utf8"), text);
});

test("and on a PostgreSQL of one's own; applying the files again changes nothing", async (t) => {
  const server = await debianPostgres();
  if ("skip" in server) return t.skip(server.skip);
  const pool = new pg.Pool(server.connection);
  try {
    assert.ok((await migrate(pool)).value);
    assert.deepEqual((await migrate(pool)).value, []);
    assert.equal(await schemaText(pool), readFileSync(GOLDEN, "utf8"));
  } finally {
    await pool.end();
    await server.stop();
  }
});

/** Tables of the golden file: columns, primary key and foreign keys. */
function tables(): { name: string; key: string[]; foreign: { columns: string[]; table: string }[] }[] {
  const list = (text = ""): string[] => text.split(",").map((one) => one.trim());
  return [...readFileSync(GOLDEN, "utf8").matchAll(/create table (\S+) \(\n([\s\S]*?)\n\);/g)].map(([, name = "", body = ""]) => ({
    name,
    key: list(/PRIMARY KEY \(([^)]*)\)/.exec(body)?.[1]),
    foreign: [...body.matchAll(/FOREIGN KEY \(([^)]*)\) REFERENCES ([\w.]+)\(/g)].map(([, columns, table = ""]) => ({
      columns: list(columns),
      table: table.includes(".") ? table : `public.${table}`,
    })),
  }));
}

test("org_id leads the key of every organisation's table, and its foreign keys carry it and lead to such tables alone", () => {
  const tenant = tables().filter(({ name }) => !GLOBAL.test(name));
  assert.ok(tenant.length > 15);
  for (const { name, key, foreign } of tenant) {
    assert.equal(key[0], "org_id", name);
    for (const { columns, table } of foreign) {
      assert.equal(columns[0], "org_id", `${name} to ${table}`);
      assert.doesNotMatch(table, GLOBAL, `${name} to ${table}`);
    }
  }
  for (const { name, foreign } of tables().filter((one) => GLOBAL.test(one.name)))
    for (const { table } of foreign) assert.match(table, GLOBAL, `${name} to ${table}`);
});

test("citus.sql distributes every table of an organisation by org_id, and makes the tables of the law reference tables", () => {
  const text = readFileSync(join(root, "src", "store", "sql", "citus.sql"), "utf8");
  const distributed = [...text.matchAll(/create_distributed_table\('(\w+)', 'org_id'/g)].map(([, name]) => `public.${name}`);
  const tenant = tables().map(({ name }) => name);
  assert.deepEqual(distributed.sort(), tenant.filter((name) => !GLOBAL.test(name)).sort());
  assert.match(text, /create_reference_table\('dataset'\)/);
});

test("every statement of the store names the organisation, save those of across.ts", () => {
  const folder = join(root, "src", "store");
  const APART = new Set(["across.ts", "dump.ts", "migrate.ts", "jobs.ts", "datasets.ts", "tables.ts", "log.ts", "log-witness.ts"]);
  const statement = /\.(selectFrom|updateTable|deleteFrom|insertInto)\(|sql(?:<[^`]*>)?`/g;
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".ts") && !APART.has(file))) {
    const text = readFileSync(join(folder, name), "utf8");
    for (const { index = 0 } of text.matchAll(statement)) {
      const end = text.indexOf(";\n", index);
      const said = text.slice(Math.max(0, text.lastIndexOf("\n}", index)), end);
      if (/select 1`|pg_(try_)?advisory|revision \+ 1|version \+ 1|tries \+ 1|any\(\$|unnest\(/.test(text.slice(index, index + 120)))
        continue;
      assert.match(said, /org_id/, `${name}: ${text.slice(index, index + 80)}`);
    }
  }
});
