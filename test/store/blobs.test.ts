// Blobs, in a folder and in a bucket: the same laws for both, and what a bucket at a distance does wrong.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { hashOf } from "../../src/base/canonical.ts";
import { type Blobs, BlobsUnreachable, folderBlobs } from "../../src/store/blobs.ts";
import { s3Blobs } from "../../src/store/blobs-s3.ts";
import { faultOf } from "../../src/store/database.ts";
import { type BucketServer, bucketOf, bucketServer } from "./bucket.ts";

const ONE = "01980000-0000-7000-8000-000000000001";
const OTHER = "01980000-0000-7000-8000-000000000002";
const QUICK = { timeoutMs: 400, tries: 3, waitMs: 5 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const folder = mkdtempSync(join(tmpdir(), "sandan-blobs-"));
let store: BucketServer;
let bucket: Blobs;

before(async () => {
  store = await bucketServer();
  bucket = s3Blobs(bucketOf(store), QUICK);
});
beforeEach(() => {
  store.fault = undefined;
  store.seen.length = 0;
});
after(async () => {
  await store.stop();
  rmSync(folder, { recursive: true });
});

async function put(blobs: Blobs, org: string, text: string): Promise<string> {
  const sha256 = hashOf(bytesOf(text));
  await blobs.put(org, sha256, bytesOf(text));
  return sha256;
}

for (const [kind, blobsOf] of [
  ["a folder", () => folderBlobs(folder)],
  ["a bucket", () => bucket],
] as const)
  test(`in ${kind}: put, got, listed page by page, removed; one organisation's are not another's`, async () => {
    const blobs = blobsOf();
    assert.deepEqual(await blobs.organisations(), []);
    const names = await Promise.all(Array.from({ length: 8 }, (_, i) => put(blobs, ONE, `text ${i}`)));
    const empty = await put(blobs, OTHER, "");
    assert.equal(new TextDecoder().decode(await blobs.get(ONE, names[0] ?? "")), "text 0");
    assert.equal((await blobs.get(OTHER, empty))?.length, 0);
    assert.equal(await blobs.get(OTHER, names[0] ?? ""), undefined);
    const listed = await blobs.list(ONE);
    assert.deepEqual(
      listed.map(({ sha256 }) => sha256),
      [...names].sort(),
    );
    assert.ok(listed.every(({ size, at }) => size === 6 && Math.abs(Date.now() - at.getTime()) < 60_000));
    assert.deepEqual(await blobs.organisations(), [ONE, OTHER]);
    await blobs.remove(ONE, names[0] ?? "");
    await blobs.remove(ONE, names[0] ?? "");
    assert.equal(await blobs.get(ONE, names[0] ?? ""), undefined);
    await blobs.removeAll(ONE);
    assert.deepEqual([await blobs.list(ONE), (await blobs.list(OTHER)).length], [[], 1]);
    await blobs.removeAll(OTHER);
    assert.deepEqual(await blobs.organisations(), []);
    await assert.rejects(async () => blobs.get("../../etc", "x"), /assertion|uuid|named/);
  });

test("in a folder: bytes put again are young again, damaged ones are put anew, and drafts of killed writers go", async () => {
  const blobs = folderBlobs(folder);
  const sha256 = await put(blobs, ONE, "again");
  const path = join(folder, ONE, sha256.slice(0, 2), sha256);
  const old = new Date(Date.now() - 7_200_000);
  utimesSync(path, old, old);
  await put(blobs, ONE, "again");
  assert.ok(statSync(path).mtime > old);
  truncateSync(path, 2);
  assert.equal(await blobs.get(ONE, sha256), undefined);
  await put(blobs, ONE, "again");
  assert.ok(await blobs.get(ONE, sha256));
  writeFileSync(path, "AGAIN");
  assert.equal(await blobs.get(ONE, sha256), undefined, "as long, but others");
  await put(blobs, ONE, "again");
  assert.ok(await blobs.get(ONE, sha256));
  for (const [name, at] of [
    ["a.part", old],
    ["b.part", new Date()],
  ] as const) {
    writeFileSync(join(path, "..", name), "half");
    utimesSync(join(path, "..", name), at, at);
  }
  mkdirSync(join(folder, "lost+found"), { recursive: true });
  await blobs.removeDrafts(ONE, new Date(Date.now() - 3_600_000));
  assert.deepEqual(readdirSync(join(path, "..")).sort(), [sha256, "b.part"].sort());
  assert.equal((await blobs.list(ONE)).length, 1);
});

test("a bucket that is busy is tried again, and its own answer is taken", async () => {
  for (const how of ["503", "429", "reset", "hang"] as const) {
    store.fault = { how, times: 2 };
    const sha256 = await put(bucket, ONE, `after ${how}`);
    store.fault = { how, times: 2 };
    assert.ok(await bucket.get(ONE, sha256), how);
  }
});

test("a bucket that does not answer is given up after so many tries, and never taken for an empty one", async () => {
  const sha256 = await put(bucket, ONE, "there");
  for (const how of ["503", "reset", "hang", "truncated"] as const) {
    store.fault = { how };
    store.seen.length = 0;
    const begun = performance.now();
    await assert.rejects(bucket.get(ONE, sha256), BlobsUnreachable, how);
    assert.ok(performance.now() - begun < 3000, how);
    if (how === "503") assert.equal(store.seen.length, QUICK.tries);
    if (how !== "truncated") await assert.rejects(bucket.list(ONE), BlobsUnreachable, how);
  }
});

test("what is refused is not tried again, and the reason names no secret", async () => {
  const sha256 = await put(bucket, ONE, "there");
  store.fault = { how: "403" };
  store.seen.length = 0;
  await assert.rejects(bucket.put(ONE, sha256, bytesOf("there")), (error: Error) => {
    assert.ok(error instanceof BlobsUnreachable);
    assert.match(error.message, /403 SlowDown/);
    assert.doesNotMatch(error.message, /secret|AKTEST/);
    return true;
  });
  assert.equal(store.seen.length, 1);
  store.fault = { how: "redirect" };
  await assert.rejects(bucket.get(ONE, sha256), BlobsUnreachable, "no redirection is followed");
  store.fault = undefined;
  for (const wrong of [{ secretKey: "another" }, { accessKey: "AKOTHER" }, { region: "eu-1" }, { bucket: "none" }])
    for (const call of ["get", "list", "put"] as const) {
      const blobs = s3Blobs({ ...bucketOf(store), ...wrong }, QUICK);
      await assert.rejects(
        call === "list" ? blobs.list(ONE) : (blobs[call](ONE, sha256, bytesOf("there")) as Promise<unknown>),
        BlobsUnreachable,
        JSON.stringify(wrong),
      );
    }
});

test("bytes that do not fit their hash are not handed out", async () => {
  const sha256 = await put(bucket, ONE, "as it was");
  store.fault = { how: "changed" };
  assert.equal(await bucket.get(ONE, sha256), undefined);
  store.fault = undefined;
  assert.ok(await bucket.get(ONE, sha256));
});

test("a fault of the file system is the store's own, not the database's", async () => {
  const taken = join(folder, "taken");
  writeFileSync(taken, "");
  await assert.rejects(put(folderBlobs(taken), ONE, "x"), BlobsUnreachable);
  const full = Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" });
  assert.equal(faultOf(full)?.code, "DISK_FULL");
  assert.equal(faultOf(new BlobsUnreachable("mkdir: ENOTDIR"))?.code, "EVIDENCE_STORE_UNREACHABLE");
});
