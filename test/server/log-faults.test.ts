// Nothing lost and nothing signed twice: whatever breaks off between the log's steps, and whatever comes meanwhile.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { joined, runLog } from "../../src/acts/log.ts";
import { logLater } from "../../src/acts/log-entry.ts";
import type { LogMirror, LogScene } from "../../src/acts/log-hands.ts";
import { repairMirror } from "../../src/acts/log-mirror.ts";
import { proofOf } from "../../src/acts/log-proof.ts";
import { countAlarms, watchLogs } from "../../src/acts/log-watch.ts";
import { hashOf } from "../../src/base/canonical.ts";
import { newId } from "../../src/main/keys.ts";
import { logFiles } from "../../src/main/log-files.ts";
import { nodeSigner, nodeVerify } from "../../src/main/node-crypto.ts";
import { nativeFolder } from "../../src/main/stores.ts";
import { type Database, type Db, openDatabase } from "../../src/store/database.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { lastSigned } from "../../src/store/log.ts";
import { migrate } from "../../src/store/migrate.ts";
import { type Checkpoint, readCheckpoint } from "../../src/trust/log/checkpoint.ts";
import { watch } from "../../src/trust/log/monitor.ts";
import { keyOf, readNote, SIGNATURE } from "../../src/trust/log/note.ts";
import { verifyProof } from "../../src/trust/log/proof-text.ts";
import { readUtf8 } from "../../src/trust/log/text.ts";
import { seeded } from "../store/kill-rounds.ts";

const ROUNDS = 30;
const SEED = Number(process.env.SANDAN_SEED ?? Date.now() % 1_000_000);
const ORIGIN = "log.example/log";
const signer = nodeSigner("EdDSA", new Uint8Array(32).fill(3));
const keys = [keyOf(ORIGIN, SIGNATURE, signer)];

let folder: string;
let embedded: Embedded;
let database: Database;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandan-log-faults-"));
  const { value } = await startEmbedded({ folder, binaries: nativeFolder() });
  assert.ok(value);
  embedded = value;
  database = openDatabase(value.connection);
  assert.ok((await migrate(database.pool)).value);
});
after(async () => {
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a process does until it is killed: so many steps more, then nothing works any longer. */
class Life {
  left: number;
  constructor(left: number) {
    this.left = left;
  }
  step(): void {
    if (this.left <= 0) throw new Error("killed");
    this.left -= 1;
  }
}

/** A database whose transactions may break off before they begin, or at the very end. */
function mortal(db: Db, life: Life): Db {
  const transaction = () => ({
    execute: async <T>(work: (trx: Db) => Promise<T>): Promise<T> => {
      life.step();
      return db.transaction().execute(async (trx) => {
        const done = await work(trx);
        life.step();
        return done;
      });
    },
  });
  return new Proxy(db, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name).bind?.(target)) });
}

/** Every text that was ever signed, by its size. */
const signed = new Map<bigint, Set<string>>();

function sceneOf(db: Db, mirror: LogMirror, life = new Life(Number.POSITIVE_INFINITY)): LogScene {
  const log: LogScene["log"] = {
    origin: ORIGIN,
    signer: {
      ...signer,
      sign: (bytes) => {
        life.step();
        const text = readUtf8(bytes) ?? "";
        const size = readCheckpoint(text)?.size ?? -1n;
        signed.set(size, (signed.get(size) ?? new Set()).add(text));
        const signature = signer.sign(bytes);
        life.step();
        return signature;
      },
    },
    witness: { name: "log.example/witness", signer },
    witnesses: [],
    watched: [],
    quorum: 0,
    network: { get: async () => undefined, post: async () => undefined },
    mirror: {
      ...mirror,
      write: async (path, bytes) => {
        life.step();
        await mirror.write(path, bytes);
      },
    },
    tell: () => {},
    run: async () => runLog(sceneOf(db, mirror)),
  };
  return { db: mortal(db, life), now: () => new Date(), verify: nodeVerify, log };
}

async function entries(db: Db, count: number, from: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) =>
      logLater(db, { type: "evidence", id: newId(), hash: hashOf(`${from + i}`), time: new Date().toISOString() }),
    ),
  );
}

test("killed between any two steps, again and again: every entry is logged once, and no size is signed with two roots", async (t) => {
  const random = seeded(SEED);
  t.diagnostic(`SANDAN_SEED=${SEED}`);
  const mirror = logFiles(join(folder, "log"));
  const leaves: string[] = [];
  let seen: Checkpoint | undefined;
  let killed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    leaves.push(...(await entries(database.db, Math.floor(random() * 40), leaves.length)));
    const life = new Life(Math.floor(random() * 14));
    const scene = sceneOf(database.db, mirror, life);
    try {
      await repairMirror(scene);
      await Promise.all([runLog(scene), runLog(sceneOf(database.db, mirror, life))]);
    } catch (error) {
      assert.equal((error as Error).message, "killed");
      killed += 1;
    }
    // Whatever was handed out continues what was handed out before: from the database, and from the plain files.
    const note = (await lastSigned(database.db))?.note ?? undefined;
    if (note === undefined) continue;
    const now = readCheckpoint(readNote(note)?.text ?? "");
    assert.ok(now && now.size >= (seen?.size ?? 0n));
    seen = now;
  }
  assert.ok(killed > ROUNDS / 4, `${killed} killed`);
  const whole = sceneOf(database.db, mirror);
  await repairMirror(whole);
  await runLog(whole);
  for (const [size, texts] of signed) assert.equal(texts.size, 1, `two trees of ${size}`);
  assert.equal((await lastSigned(database.db))?.size, leaves.length, "each once");
  const trust = { logs: [{ origin: ORIGIN, keys }], witnesses: [], quorum: 0 };
  for (const leaf of leaves.filter((_, i) => i % 5 === 0)) {
    const text = await proofOf(whole, leaf);
    assert.ok(text);
    const proved = await verifyProof(text, new Uint8Array(Buffer.from(leaf, "hex")), { trust, verify: nodeVerify });
    assert.equal(proved.fault, undefined);
  }
  const fetch = (path: string) => mirror.read(path);
  const text = readUtf8((await mirror.read("checkpoint")) ?? new Uint8Array());
  const verdict = await watch({ before: undefined, text, log: { origin: ORIGIN, keys }, fetch, verify: nodeVerify });
  assert.deepEqual([verdict.kind, "now" in verdict && Number(verdict.now.size)], ["begun", leaves.length]);
});

test("a server that goes by another name signs the same tree under it, and goes on", async () => {
  const mirror = logFiles(join(folder, "log"));
  const scene = sceneOf(database.db, mirror);
  const before = await lastSigned(database.db);
  const renamed = { ...scene, log: { ...scene.log, origin: "new.example/log" } };
  for (const [one, origin] of [
    [renamed, "new.example/log"],
    [scene, ORIGIN],
  ] as const) {
    await runLog(one);
    const now = await lastSigned(database.db);
    assert.deepEqual([now?.size, now?.root], [before?.size, before?.root]);
    assert.equal(now?.note?.split("\n")[0], origin);
    await watchLogs(one);
    assert.equal(await countAlarms(one), 0);
  }
});

test("a log whose own rows were changed signs no more, and the monitor says so", async () => {
  const mirror = logFiles(join(folder, "log"));
  const scene = sceneOf(database.db, mirror);
  await watchLogs(scene);
  assert.equal(await countAlarms(scene), 0);
  const size = (await lastSigned(database.db))?.size ?? 0;
  const path = `tile/0/${String(Math.floor((size - 1) / 256)).padStart(3, "0")}`;
  const turned = `update log_tile set bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1) where path = '${path}'`;
  await database.pool.query(turned);
  await entries(database.db, 1, 10_000);
  await assert.rejects(runLog(scene), /have not the root|tiles have not/);
  assert.equal((await lastSigned(database.db))?.size, size);
  await watchLogs(scene);
  assert.equal(await countAlarms(scene), 1);
  await database.pool.query(turned);
  await watchLogs(scene);
  assert.equal(await countAlarms(scene), 0);
  // An entry that is replaced in its row, with the tile left as it is.
  await database.pool.query(
    "update log_entry set leaf = set_byte(leaf, 0, get_byte(leaf, 0) # 1) where place = (select max(place) from log_entry)",
  );
  await watchLogs(scene);
  assert.equal(await countAlarms(scene), 1);
});

test("runs never overlap, and one that is asked for begins after the asking", async () => {
  let [running, most, done] = [0, 0, 0];
  const run = joined(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    done += 1;
    if (done === 1) throw new Error("first");
  });
  const first = run();
  const asked = done;
  const others = [run(), run(), run()];
  await assert.rejects(first, /first/);
  await Promise.all(others);
  assert.deepEqual([most, asked, done], [1, 0, 2]);
});
