// Status lists: the W3C's example, round trips, bounds, and what a list says of a credential.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { didKeyOf } from "../did/did-key.ts";
import { toBase64Url } from "../did/multibase.ts";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { issueCredential, verifyCredential } from "./credential.ts";
import type { JsonObject } from "./json.ts";
import { statusEntry, statusListCredential } from "./status-credential.ts";
import { readStatusEntry } from "./status-entry.ts";
import { decodeList, emptyList, encodeList, entriesOf, FEWEST_ENTRIES, freeIndex, statusAt, withStatus } from "./status-list.ts";
import type { Given, HadList } from "./verdict.ts";

test("the W3C's example: 131,072 times zero", () => {
  const list = decodeList("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA");
  assert.ok(list);
  assert.equal(entriesOf(list), FEWEST_ENTRIES);
  assert.ok(list.bits.every((byte) => byte === 0));
  assert.deepEqual(decodeList(encodeList(emptyList())), list);
});

test("index 0 is the left-most bit", () => {
  assert.equal(withStatus(emptyList(), 0, 1).bits[0], 0x80);
  assert.equal(withStatus(emptyList(), 7, 1).bits[0], 0x01);
  assert.equal(withStatus(emptyList(), 8, 1).bits[1], 0x80);
  assert.equal(withStatus(emptyList(FEWEST_ENTRIES, 2), 1, 2).bits[0], 0x20);
});

test("what is set is read again, and nothing else has changed", () => {
  const entry = fc.record({ index: fc.nat({ max: FEWEST_ENTRIES - 1 }), value: fc.nat({ max: 0xffff }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.array(entry, { maxLength: 8 }), (size, entries) => {
      const known = new Map(entries.map(({ index, value }) => [index, value % 2 ** size]));
      let list = emptyList(FEWEST_ENTRIES, size);
      for (const [index, value] of known) list = withStatus(list, index, value);
      const read = decodeList(encodeList(list), size);
      assert.ok(read);
      for (const [index, value] of known) {
        assert.equal(statusAt(read, index), value);
        for (const beside of [index - 1, index + 1]) {
          if (!known.has(beside) && beside >= 0 && beside < FEWEST_ENTRIES) assert.equal(statusAt(read, beside), 0);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("what is no list, too short, or swells beyond the bound", () => {
  const zipped = (bytes: Uint8Array): string => `u${toBase64Url(gzipSync(bytes))}`;
  assert.ok(decodeList(zipped(new Uint8Array(16384))));
  assert.equal(decodeList(zipped(new Uint8Array(16383))), undefined);
  assert.equal(decodeList(zipped(new Uint8Array(16384)), 2), undefined);
  assert.ok(decodeList(zipped(new Uint8Array(8 << 20))));
  assert.equal(decodeList(zipped(new Uint8Array((8 << 20) + 1))), undefined);
  assert.equal(decodeList(zipped(new Uint8Array(1 << 25))), undefined);
  const whole = encodeList(emptyList());
  for (const text of ["", "u", "uAAAA", whole.slice(1), `z${whole.slice(1)}`, `${whole}=`, whole.slice(0, -8)]) {
    assert.equal(decodeList(text), undefined, text);
  }
  const list = emptyList();
  for (const index of [-1, 0.5, FEWEST_ENTRIES, Number.NaN]) assert.equal(statusAt(list, index), undefined);
});

test("places are drawn at random until one is free", () => {
  const draws = [5, 5, 9];
  const random = (): number => draws.shift() ?? 0;
  assert.equal(
    freeIndex(10, (index) => index === 5, random),
    9,
  );
  assert.equal(
    freeIndex(
      10,
      (index) => index !== 3,
      () => 7,
    ),
    3,
  );
  assert.equal(
    freeIndex(
      10,
      () => true,
      () => 7,
    ),
    undefined,
  );
});

const URL_OF = "https://plant.example/status/1";

test("entries: place, size and messages", () => {
  const entry = statusEntry({ url: URL_OF, purpose: "revocation", index: 94567 });
  assert.equal(entry.statusListIndex, "94567");
  assert.equal(readStatusEntry(entry)?.index, 94567);
  const bad: JsonObject[] = [
    { statusListIndex: 94567 },
    { statusListIndex: "-1" },
    { statusListIndex: "007" },
    { statusListIndex: "1e3" },
    { statusListCredential: "status 1" },
    { statusPurpose: undefined },
    { id: URL_OF },
    { statusSize: 2 },
    { statusSize: 0 },
    { statusSize: 1.5 },
    { statusMessage: [{ status: "0x0", message: "good" }] },
    { statusSize: 2, statusMessage: [{ status: "0x0", message: "good" }] },
    { statusMessage: [{ status: "0", message: "good" }] },
  ];
  for (const over of bad) assert.equal(readStatusEntry({ ...entry, ...over }), undefined, JSON.stringify(over));
});

const issuer = nobleSigner("EdDSA", new Uint8Array(32).fill(21));
const stranger = nobleSigner("EdDSA", new Uint8Array(32).fill(22));
const { did, method } = didKeyOf(issuer);
const at = (text: string): number => Date.parse(text);
const NOW = at("2026-06-01T00:00:00Z");

type ListOptions = Partial<Parameters<typeof statusListCredential>[0]> & { by?: typeof issuer };

async function listOf({ by = issuer, ...options }: ListOptions): Promise<string | JsonObject> {
  const signing = didKeyOf(by);
  const list = statusListCredential({
    url: URL_OF,
    issuer: signing.did,
    purpose: "revocation",
    bits: emptyList(),
    validFrom: "2026-01-01T00:00:00Z",
    ...options,
  });
  const { value, fails } = await issueCredential(list, { signer: by, method: signing.method, secure: "jose" });
  assert.deepEqual(fails, []);
  return value as string;
}

async function credentialWith(...entries: JsonObject[]): Promise<JsonObject> {
  const credential: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiableCredential"],
    issuer: did,
    credentialSubject: { id: "did:example:a" },
    credentialStatus: entries,
  };
  const { value, fails } = await issueCredential(credential, { signer: issuer, method, secure: "eddsa-jcs-2022" });
  assert.deepEqual(fails, []);
  return value as JsonObject;
}

async function saysOf(entry: JsonObject, had: HadList | undefined, over: Partial<Given> = {}) {
  const lists = new Map(had === undefined ? [] : [[URL_OF, had]]);
  const secured = await credentialWith(entry);
  const { verdict } = await verifyCredential(secured, { verify: nobleVerify, documents: () => undefined, now: NOW, lists, ...over });
  const here = ({ at: place }: { at: string }): boolean => place.startsWith("credentialStatus");
  return [...verdict.holds, ...verdict.fails, ...verdict.unchecked].filter(here);
}
const codesOf = async (...asked: Parameters<typeof saysOf>): Promise<string[]> => (await saysOf(...asked)).map(({ code }) => code);

const revocation = statusEntry({ url: URL_OF, purpose: "revocation", index: 7 });
const suspension = statusEntry({ url: URL_OF, purpose: "suspension", index: 7 });
const seventh = withStatus(emptyList(), 7, 1);

test("not revoked, revoked, suspended, as of when the list was had", async () => {
  assert.deepEqual(await saysOf(revocation, { credential: await listOf({}), at: NOW - 1000 }), [
    { code: "NOT_REVOKED", at: "credentialStatus/0", asOf: NOW - 1000 },
  ]);
  assert.deepEqual(await codesOf(revocation, { credential: await listOf({ bits: seventh }) }), ["REVOKED"]);
  assert.deepEqual(await codesOf(suspension, { credential: await listOf({ purpose: "suspension", bits: seventh }) }), ["SUSPENDED"]);
  assert.deepEqual(await codesOf(suspension, { credential: await listOf({ purpose: "suspension" }) }), ["NOT_SUSPENDED"]);
});

test("a list that cannot be had, or is not what it should be, answers unknown", async () => {
  assert.deepEqual(await codesOf(revocation, undefined), ["STATUS_UNKNOWN"]);
  const broken: HadList[] = [
    { credential: "" },
    { credential: `${await listOf({})}A` },
    { credential: await listOf({ by: stranger }) },
    { credential: await listOf({ purpose: "suspension" }) },
    { credential: await listOf({ url: "https://plant.example/status/2" }) },
    { credential: await listOf({ validFrom: "2027-01-01T00:00:00Z" }) },
    { credential: await credentialWith(revocation) },
    {
      credential: statusListCredential({
        url: URL_OF,
        issuer: did,
        purpose: "revocation",
        bits: emptyList(),
        validFrom: "2026-01-01T00:00:00Z",
      }),
    },
  ];
  for (const [i, had] of broken.entries()) assert.deepEqual(await codesOf(revocation, had), ["STATUS_UNKNOWN"], String(i));
  const beyond = statusEntry({ url: URL_OF, purpose: "revocation", index: FEWEST_ENTRIES });
  assert.deepEqual(await codesOf(beyond, { credential: await listOf({}) }), ["STATUS_UNKNOWN"]);
  const trusted = { statusIssuers: [didKeyOf(stranger).did] };
  assert.deepEqual(await codesOf(revocation, { credential: await listOf({ by: stranger }) }, trusted), ["NOT_REVOKED"]);
});

test("an old list: what was unset may have changed, a revocation is final; ttl does not extend validUntil", async () => {
  const hour = 3_600_000;
  const had = async (options: ListOptions, age: number): Promise<HadList> => ({ credential: await listOf(options), at: NOW - age });
  assert.deepEqual(await codesOf(revocation, await had({ ttl: 2 * hour }, hour)), ["NOT_REVOKED"]);
  assert.deepEqual(await codesOf(revocation, await had({ ttl: hour }, 2 * hour)), ["NOT_REVOKED", "STATUS_STALE"]);
  assert.deepEqual(await codesOf(revocation, await had({ ttl: hour, bits: seventh }, 2 * hour)), ["REVOKED"]);
  const ended = { ttl: 1000 * hour, validUntil: "2026-05-31T00:00:00Z" };
  assert.deepEqual(await codesOf(revocation, await had(ended, hour)), ["NOT_REVOKED", "STATUS_STALE"]);
  assert.deepEqual(await codesOf(revocation, await had({ ...ended, bits: seventh }, hour)), ["REVOKED"]);
  const suspended = { ...ended, purpose: "suspension" as const, bits: seventh };
  assert.deepEqual(await codesOf(suspension, await had(suspended, hour)), ["SUSPENDED", "STATUS_STALE"]);
});

test("messages: a status of two bits tells its text; kinds that are not known say so", async () => {
  const messages = ["well", "under review", "corrected", "withdrawn"];
  const entry = statusEntry({ url: URL_OF, purpose: "message", index: 3, size: 2, messages });
  const bits = withStatus(emptyList(FEWEST_ENTRIES, 2), 3, 2);
  const [said] = await saysOf(entry, { credential: await listOf({ purpose: "message", bits }), at: NOW });
  assert.deepEqual([said?.code, said && "message" in said && said.message], ["STATUS_MESSAGE", "corrected"]);
  assert.deepEqual(await codesOf({ type: "StatusList2021Entry", id: `${URL_OF}#7` }, undefined), ["STATUS_TYPE_UNKNOWN"]);
});

test("two entries: each is looked up", async () => {
  const second = "https://plant.example/status/2";
  const secured = await credentialWith(revocation, statusEntry({ url: second, purpose: "suspension", index: 7 }));
  const lists = new Map<string, HadList>([
    [URL_OF, { credential: await listOf({}) }],
    [second, { credential: await listOf({ url: second, purpose: "suspension", bits: seventh }) }],
  ]);
  const { verdict } = await verifyCredential(secured, { verify: nobleVerify, documents: () => undefined, now: NOW, lists });
  assert.deepEqual(
    verdict.fails.map(({ code, at: place }) => [code, place]),
    [["SUSPENDED", "credentialStatus/1"]],
  );
  assert.ok(verdict.holds.some(({ code, at: place }) => code === "NOT_REVOKED" && place === "credentialStatus/0"));
});
