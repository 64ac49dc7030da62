// A monitor: growth is told from a fork and a roll-back, and nothing is fine that could not be checked.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { type Checkpoint, readCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { type MemoryLog, memoryLog } from "./memory-log.ts";
import { EMPTY_ROOT } from "./merkle.ts";
import { type Verdict, watch } from "./monitor.ts";
import { keyOf, readNote, SIGNATURE } from "./note.ts";
import { utf8 } from "./text.ts";

const ORIGIN = "log.example/plant";
const LOG = nobleSigner("EdDSA", new Uint8Array(32).fill(1));
const log = { origin: ORIGIN, keys: [keyOf(ORIGIN, SIGNATURE, LOG)] };

/** A log of `size` entries; from `fork` on they are others. */
async function logOf(size: number, fork = size): Promise<MemoryLog> {
  const made = await memoryLog(ORIGIN, LOG);
  await made.append(Array.from({ length: size }, (_, i) => utf8(`${i < fork ? "entry" : "forged"} ${i}`)));
  return made;
}

const signedOf = (of: MemoryLog): Checkpoint => readCheckpoint(readNote(of.signed.checkpoint)!.text)!;

async function kindOf(
  before: Checkpoint | undefined,
  now: MemoryLog,
  fetch = now.load,
  text: string | undefined = now.signed.checkpoint,
): Promise<string> {
  const verdict: Verdict = await watch({ before, text, log, fetch, verify: nobleVerify });
  return verdict.kind === "unreachable" ? `unreachable: ${verdict.why}` : verdict.kind;
}

const size = fc.integer({ min: 1, max: 700 });

test("a log that grew is consistent; one forked before the earlier size is forked; a smaller one is rolled back", async () => {
  await fc.assert(
    fc.asyncProperty(size, size, fc.nat(699), async (a, b, at) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)];
      const before = await logOf(small);
      assert.equal(await kindOf(signedOf(before), await logOf(large)), "consistent");
      assert.equal(await kindOf(signedOf(before), await logOf(large, Math.min(at, small - 1))), "forked");
      if (small < large) {
        assert.equal(await kindOf(signedOf(before), await logOf(large, small)), "consistent");
        assert.equal(await kindOf(signedOf(await logOf(large)), before), "rolledBack");
        assert.equal(await kindOf(signedOf(await logOf(large)), await logOf(small, 0)), "rolledBack");
      }
    }),
    { numRuns: 40 },
  );
});

test("seen for the first time, the tiles must have the root that is signed", async () => {
  const now = await logOf(300);
  assert.equal(await kindOf(undefined, now), "begun");
  assert.equal(await kindOf(undefined, await logOf(0)), "begun");
  assert.equal(await kindOf(undefined, now, () => undefined), "unreachable: tiles");
  assert.equal(await kindOf(undefined, now, (await logOf(300, 7)).load), "unreachable: tiles");
  const empty = signedOf(await logOf(0));
  assert.equal(await kindOf(empty, now), "consistent");
  assert.equal(await kindOf(empty, now, () => undefined), "unreachable: tiles");
  assert.equal(await kindOf({ ...empty, root: signedOf(now).root }, now), "forked");
  assert.deepEqual(empty.root, EMPTY_ROOT);
});

test("a checkpoint that is missing, of another log, unsigned, forged or unreadable says nothing", async () => {
  const now = await logOf(9);
  const before = signedOf(await logOf(4));
  const say = (text: string | undefined): Promise<Verdict> => watch({ before, text, log, fetch: now.load, verify: nobleVerify });
  assert.deepEqual(await say(undefined), { kind: "unreachable", why: "missing" });
  const { checkpoint } = now.signed;
  assert.deepEqual(await say("<html>busy</html>"), { kind: "unreachable", why: "unreadable" });
  assert.deepEqual(await say(checkpoint.replace("\n9\n", "\n8\n")), { kind: "unreachable", why: "forged" });
  assert.deepEqual(await say(await signCheckpoint({ ...signedOf(now), origin: "another" }, LOG)), { kind: "unreachable", why: "origin" });
  const stranger = nobleSigner("EdDSA", new Uint8Array(32).fill(2));
  assert.deepEqual(await say(await signCheckpoint(signedOf(now), stranger)), { kind: "unreachable", why: "unsigned" });
  const vast = await signCheckpoint({ ...signedOf(now), size: 2n ** 60n }, LOG);
  assert.deepEqual(await say(vast), { kind: "unreachable", why: "tiles" });
  assert.equal((await say(checkpoint)).kind, "consistent");
});

test("each tile that is needed missing, cut or changed in a byte: not fine, and no fork is cried", async () => {
  const before = signedOf(await logOf(300));
  const now = await logOf(700);
  const asked = new Set<string>();
  const noted = (path: string): Uint8Array | undefined => {
    asked.add(path);
    return now.load(path);
  };
  assert.equal(await kindOf(before, now, noted), "consistent");
  assert.ok(asked.size > 1);
  for (const path of asked) {
    const broken = (change: (bytes: Uint8Array) => Uint8Array | undefined) => (one: string) => {
      const bytes = now.load(one);
      return one === path && bytes ? change(bytes) : bytes;
    };
    assert.equal(
      await kindOf(
        before,
        now,
        broken(() => undefined),
      ),
      "unreachable: tiles",
      path,
    );
    assert.equal(
      await kindOf(
        before,
        now,
        broken((bytes) => bytes.subarray(1)),
      ),
      "unreachable: tiles",
      path,
    );
    assert.equal(
      await kindOf(
        before,
        now,
        broken((bytes) => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte))),
      ),
      "unreachable: tiles",
      path,
    );
  }
});

test("a partial tile that is gone is taken from the full one", async () => {
  const [before, now, later] = [signedOf(await logOf(300)), await logOf(400), await logOf(700)];
  const pruned = (path: string) => (path.startsWith("tile/0/001.p/") ? undefined : (later.load(path) ?? now.load(path)));
  assert.equal(await kindOf(before, now, pruned), "consistent");
});
