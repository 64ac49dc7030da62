// The logged entry: one text for one entry, nothing that could name a person, and never too long for a bundle.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { hashOf } from "../../base/canonical.ts";
import { ENTRY_TYPES, type LogEntry, readEntry, saltedHash, writeEntry } from "./entry.ts";
import { utf8 } from "./text.ts";

const ENTRY: LogEntry = {
  type: "statement",
  id: "018f6b1e-7d3c-7a2b-9c4d-5e6f70819203",
  hash: hashOf("x"),
  time: "2026-01-31T09:00:00.000Z",
};

const entries = fc.record(
  {
    type: fc.constantFrom(...ENTRY_TYPES),
    id: fc.oneof(fc.uuid(), fc.string().map(hashOf)),
    hash: fc.string().map(hashOf),
    time: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  },
  { noNullPrototype: true },
);

test("written and read an entry is the same; its text is canonical and short", () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const bytes = writeEntry(entry);
      assert.deepEqual(readEntry(bytes), entry);
      assert.ok(bytes.length < 300);
    }),
  );
  const text = `{"hash":"${ENTRY.hash}","id":"${ENTRY.id}","time":"${ENTRY.time}","type":"statement"}`;
  assert.deepEqual(writeEntry(ENTRY), utf8(text));
});

test("no name, address, local time or hash of another kind goes in", () => {
  const wrong: Partial<Record<keyof LogEntry, string>>[] = [
    { type: "person" },
    { id: "김철수" },
    { id: "kim@example.com" },
    { id: "" },
    { id: ENTRY.id.toUpperCase() },
    { hash: "aa" },
    { hash: ENTRY.hash.toUpperCase() },
    { time: "2026-01-31" },
    { time: "2026-02-30T09:00:00.000Z" },
    { time: "2026-01-31T09:00:00Z" },
    { time: "2026-01-31T18:00:00.000+09:00" },
  ];
  for (const change of wrong) {
    const entry = { ...ENTRY, ...change } as LogEntry;
    assert.throws(() => writeEntry(entry), /opaque id/, JSON.stringify(change));
    const { hash, id, time, type } = entry;
    assert.equal(readEntry(utf8(JSON.stringify({ hash, id, time, type }))), undefined, JSON.stringify(change));
  }
});

test("bytes that are not exactly an entry's are none", () => {
  const { hash, id, time, type } = ENTRY;
  const text = JSON.stringify({ hash, id, time, type });
  assert.deepEqual(readEntry(utf8(text)), ENTRY);
  const wrong = [
    "",
    "null",
    "[]",
    "{}",
    ` ${text}`,
    `${text}\n`,
    `\ufeff${text}`,
    JSON.stringify({ type, id, hash, time }),
    JSON.stringify({ hash, id, name: "x", time, type }),
    text.replace("{", '{"hash":"",'),
    text.replace("statement", "\\u0073tatement"),
    text.padEnd(70_000),
  ];
  for (const one of wrong) assert.equal(readEntry(utf8(one)), undefined, one.slice(0, 100));
  assert.equal(readEntry(new Uint8Array([0xff])), undefined);
});

test("a salted hash tells nothing without its salt", () => {
  const [salt, other] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  assert.match(saltedHash(salt, hashOf("x")), /^[0-9a-f]{64}$/);
  assert.notEqual(saltedHash(salt, hashOf("x")), saltedHash(other, hashOf("x")));
  assert.notEqual(saltedHash(salt, hashOf("x")), saltedHash(salt, hashOf("y")));
  assert.throws(() => saltedHash(salt.subarray(1), hashOf("x")), /salt of 16 bytes/);
  assert.throws(() => saltedHash(salt, "x"), /SHA-256/);
});
