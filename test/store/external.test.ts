// The server's own tests once more, on a PostgreSQL of one's own: the same SQL, the same answers.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../cases/read.ts";
import { debianPostgres } from "./debian-postgres.ts";

const LONG = process.env.SANDAN_LONG === "1";
const FILES = ["main-job", "imports", ...(LONG ? ["problems"] : [])].map((name) => join("test", "server", `${name}.test.ts`));

test("the main job, imports and, by test:long, every Problem of a server on a PostgreSQL of one's own", async (t) => {
  const server = await debianPostgres();
  if ("skip" in server) return t.skip(server.skip);
  const { host, port, user } = server.connection;
  const url = `postgres:///postgres?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;
  try {
    const output = await new Promise<string>((resolve, reject) => {
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const child = spawn(process.execPath, ["--test", "--test-reporter=spec", ...FILES], {
        cwd: root,
        env: { ...env, SANDAN_TEST_DATABASE: url },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      child.stderr.resume();
      child.on("error", reject);
      child.on("exit", (code) => (code === 0 ? resolve(text) : reject(new Error(text.slice(-6000)))));
    });
    const passed = Number(/pass (\d+)/.exec(output)?.[1]);
    assert.ok(passed > (LONG ? 60 : 10), output.slice(-500));
    t.diagnostic(`PostgreSQL ${server.version}: ${passed} tests`);
  } finally {
    await server.stop();
  }
});
