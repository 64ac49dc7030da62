// Signed notes, checkpoints and cosignatures: the standard's own examples, round trips, and changes of every byte.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { nobleSigner, nobleVerify } from "../noble.ts";
import { type Checkpoint, checkpointText, openCheckpoint, readCheckpoint, signCheckpoint, withSignatures } from "./checkpoint.ts";
import { cosign, cosignersOf } from "./cosign.ts";
import { EMPTY_ROOT, leafHash } from "./merkle.ts";
import {
  COSIGNATURE,
  keyId,
  keyOf,
  keyText,
  type Note,
  type NoteKey,
  readKey,
  readNote,
  readSignatureLines,
  SIGNATURE,
  signatureLine,
  signersOf,
  signNote,
  writeNote,
} from "./note.ts";
import { readBase64, readDecimal, readUtf8, toBase64, utf8 } from "./text.ts";

const signer = (n: number) => nobleSigner("EdDSA", new Uint8Array(32).fill(n));
const ORIGIN = "log.example/plant";
const log = signer(1);
const logKey = keyOf(ORIGIN, SIGNATURE, log);
const witness = (n: number) => ({ name: `witness.example/${n}`, signer: signer(100 + n) });
const witnessKey = (n: number): NoteKey => keyOf(witness(n).name, COSIGNATURE, witness(n).signer);

/** The example of C2SP signed-note. */
const EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const EXAMPLE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

test("the standard's example is verified", async () => {
  const key = readKey(EXAMPLE_KEY)!;
  const note = readNote(EXAMPLE)!;
  assert.equal(note.text, "This is an example message.\n");
  assert.equal(keyText(key), EXAMPLE_KEY);
  assert.equal(writeNote(note), EXAMPLE);
  const { good, forged } = await signersOf(note, [key], nobleVerify);
  assert.deepEqual([good.map((one) => one.key), forged], [[key], []]);
});

test("a key's text is read only with its own id, a name without space or plus, and a type that is known", () => {
  const wrong = [
    EXAMPLE_KEY.replace("530d903a", "530d903b"),
    EXAMPLE_KEY.replace("foo", "bar"),
    EXAMPLE_KEY.replace("example.com/foo", "example.com/ foo"),
    EXAMPLE_KEY.toUpperCase(),
    EXAMPLE_KEY.slice(0, -4),
    EXAMPLE_KEY.replace("+A", "+B"),
    ` ${EXAMPLE_KEY}`,
    `${EXAMPLE_KEY}\n`,
    "",
    "a+b",
  ];
  for (const text of wrong) assert.equal(readKey(text), undefined, text);
  const cosigner = witnessKey(1);
  assert.deepEqual(readKey(keyText(cosigner)), cosigner);
  assert.notEqual(keyId({ ...cosigner, type: SIGNATURE }), keyId(cosigner));
});

const body = (signatures: string, text = "a text\n"): string => `${text}\n${signatures}`;

test("a note that is written otherwise is none", () => {
  const line = EXAMPLE.split("\n")[2]!;
  assert.ok(readNote(body(`${line}\n`)));
  assert.equal(readNote(body(`${line}\n`, "a\n\nb\n\n"))?.text, "a\n\nb\n\n");
  const wrong = [
    "",
    "\n\n",
    "text\n",
    "text\n\n",
    body(line),
    body(`${line}\n\n`),
    body(`${line}\r\n`),
    body(`${line} \n`),
    body(`${line.replace("— ", "- ")}\n`),
    body(`${line.replace("— ", "—  ")}\n`),
    body(`${line.replace("example.com/foo", "a+b")}\n`),
    body(`${line.replace("example.com/foo", "a\u00a0b")}\n`),
    body(`${line.slice(0, -1)}\n`),
    body(`${line.replace("=", "==")}\n`),
    body("— name AAAA\n"),
    body(`${line}\n`, "a\ttext\n"),
    body(`${line}\n`, "a\u0000text\n"),
    body(`${line}\n`, "a \ud800 text\n"),
    body(`${line}\n`.repeat(101)),
    `\n\n${line}\n`.slice(1),
  ];
  for (const text of wrong) assert.equal(readNote(text), undefined, JSON.stringify(text));
  assert.ok(readNote(body(`${line}\n`.repeat(16))));
});

test("signatures of unknown keys are passed over, even under a known name or id; a known one that fails is told", async () => {
  const text = "text\n";
  const good = await signNote(text, { name: ORIGIN, signer: log });
  const other = await signNote(text, { name: ORIGIN, signer: signer(2) });
  const elsewhere = await signNote(text, { name: "other", signer: log });
  const alien = { ...good, name: "other" };
  const check = async (...signatures: Note["signatures"]): Promise<[number, number]> => {
    const { good, forged } = await signersOf(readNote(writeNote({ text, signatures }))!, [logKey], nobleVerify);
    return [good.length, forged.length];
  };
  assert.deepEqual(await check(other, good, elsewhere, alien), [1, 0]);
  assert.deepEqual(await check(other, elsewhere, alien), [0, 0]);
  assert.deepEqual(await check(good, { ...good, signature: other.signature }), [1, 1]);
  assert.deepEqual(await check({ ...good, id: other.id }), [0, 0]);
  assert.deepEqual(await check({ ...good, signature: good.signature.subarray(1) }), [0, 1]);
  const { good: cosigner } = await signersOf({ text, signatures: [good] }, [{ ...logKey, type: COSIGNATURE }], nobleVerify);
  assert.deepEqual(cosigner, []);
});

const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((one) => [...one].every((character) => character >= " ") && one.isWellFormed());
const checkpoints = fc.record({
  origin: line,
  size: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  extensions: fc.array(line, { maxLength: 3 }),
});

test("a checkpoint written and read is the same", () => {
  fc.assert(
    fc.property(checkpoints, (checkpoint) => {
      const text = checkpointText(checkpoint);
      assert.deepEqual(readCheckpoint(text), { ...checkpoint, root: new Uint8Array(checkpoint.root) });
      assert.equal(readNote(writeNote({ text, signatures: [{ name: "n", id: "00000000", signature: new Uint8Array(1) }] }))?.text, text);
    }),
  );
});

test("a checkpoint that is written otherwise is none", () => {
  const root = toBase64(EMPTY_ROOT);
  assert.ok(readCheckpoint(`o\n0\n${root}\n`));
  assert.ok(readCheckpoint(`o\n18446744073709551615\n${root}\nmore\n`));
  const wrong = [
    `o\n0\n${root}`,
    `\n0\n${root}\n`,
    `o\n00\n${root}\n`,
    `o\n+1\n${root}\n`,
    `o\n 1\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n18446744073709551616\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1\n${root.slice(0, -1)}\n`,
    `o\n1\n${root.slice(4)}\n`,
    `o\n1\n${root.replace("U=", "V=")}\n`,
    `o\n1\n${root}\n\n`,
    `o\n1\n${root}\n\nx\n`,
    "o\n1\n",
    "",
  ];
  for (const text of wrong) assert.equal(readCheckpoint(text), undefined, JSON.stringify(text));
});

const CHECKPOINT: Checkpoint = { origin: ORIGIN, size: 42n, root: leafHash(utf8("root")), extensions: ["an extension"] };
const LOG = { origin: ORIGIN, keys: [logKey] };
const faultOf = async (text: string, of = LOG) => (await openCheckpoint(text, of, nobleVerify)).fault;

test("a checkpoint is believed by its log's key alone", async () => {
  const text = await signCheckpoint(CHECKPOINT, log);
  const opened = await openCheckpoint(text, LOG, nobleVerify);
  assert.ok(opened.fault === undefined);
  assert.deepEqual(opened.checkpoint, CHECKPOINT);
  assert.equal(await faultOf(text, { ...LOG, origin: "another" }), "origin");
  assert.equal(await faultOf(text, { ...LOG, keys: [keyOf(ORIGIN, SIGNATURE, signer(2))] }), "unsigned");
  assert.equal(await faultOf(text.replace("\n42\n", "\n43\n")), "forged");
  assert.equal(await faultOf(text.replace("42", "042")), "unreadable");
  const rotated = { ...LOG, keys: [keyOf(ORIGIN, SIGNATURE, signer(2)), logKey] };
  assert.equal(await faultOf(text, rotated), undefined);
  await assert.rejects(signCheckpoint({ ...CHECKPOINT, origin: "two\nlines" }, log), /origin of one line/);
  assert.throws(() => keyOf("name", SIGNATURE, nobleSigner("ES256", new Uint8Array(32).fill(1))), /Ed25519/);
});

test("cosignatures: the message and its bytes are the standard's; time is 8 bytes, big-endian, before the 64 of the signature", async () => {
  const text = checkpointText(CHECKPOINT);
  const made = await cosign(text, { ...witness(1), time: 1_679_315_147 });
  assert.equal(made.signature.length, 72);
  assert.equal(new DataView(made.signature.buffer).getBigUint64(0), 1_679_315_147n);
  const key = { alg: "EdDSA", publicKey: witness(1).signer.publicKey } as const;
  assert.ok(nobleVerify(key, utf8(`cosignature/v1\ntime 1679315147\n${text}`), made.signature.subarray(8)));
  assert.equal(made.id, keyId(witnessKey(1)));
});

test("witnesses count once, the earliest time first; what is forged is named", async () => {
  const text = checkpointText(CHECKPOINT);
  const at = (n: number, time: number) => cosign(text, { ...witness(n), time });
  const note = (signatures: Note["signatures"]): Note => ({ text, signatures });
  const keys = [witnessKey(1), witnessKey(2), witnessKey(3)];
  const three = await cosignersOf(note([await at(2, 200), await at(1, 300), await at(1, 100), await at(4, 50)]), keys, nobleVerify);
  assert.deepEqual(three, {
    cosigned: [
      { name: "witness.example/1", time: 100 },
      { name: "witness.example/2", time: 200 },
    ],
    forged: [],
  });
  const twin: NoteKey = { ...witnessKey(1), name: "twin" };
  const twins = await cosignersOf(
    note([await at(1, 1), await cosign(text, { ...witness(1), name: "twin", time: 2 })]),
    [...keys, twin],
    nobleVerify,
  );
  assert.deepEqual(twins.cosigned, [{ name: "witness.example/1", time: 1 }]);
  const whole = await at(1, 100);
  const late = { ...whole, signature: whole.signature.map((byte, i) => (i === 7 ? byte + 1 : byte)) };
  const beyond = { ...whole, signature: whole.signature.map((byte, i) => (i === 0 ? 0x7f : byte)) };
  const cut = { ...whole, signature: whole.signature.subarray(8) };
  for (const one of [late, beyond, cut]) {
    assert.deepEqual(await cosignersOf(note([one]), keys, nobleVerify), { cosigned: [], forged: ["witness.example/1"] });
  }
  assert.deepEqual((await cosignersOf({ ...note([whole]), text: text.replace("42", "43") }, keys, nobleVerify)).cosigned, []);
});

test("further signatures are put under a note once", async () => {
  const note = readNote(await signCheckpoint(CHECKPOINT, log))!;
  const more = [await cosign(note.text, { ...witness(1), time: 1 })];
  const twice = withSignatures(readNote(withSignatures(note, more))!, more);
  assert.deepEqual(readNote(twice)?.signatures, [...note.signatures, ...more]);
  assert.deepEqual(readSignatureLines(more.map(signatureLine).join("")), more);
});

test("each byte of a cosigned checkpoint changed: it is believed no more, or lacks a witness", async () => {
  const note = readNote(await signCheckpoint(CHECKPOINT, log))!;
  const bytes = utf8(withSignatures(note, [await cosign(note.text, { ...witness(1), time: 1_700_000_000 })]));
  for (let i = 0; i < bytes.length; i += 1) {
    for (const bit of [1, 0x20, 0x80]) {
      const text = readUtf8(bytes.map((byte, k) => (k === i ? byte ^ bit : byte)));
      const opened = text === undefined ? undefined : await openCheckpoint(text, LOG, nobleVerify);
      if (opened === undefined || opened.fault !== undefined) continue;
      const { cosigned, forged } = await cosignersOf(opened.note, [witnessKey(1)], nobleVerify);
      assert.ok(cosigned.length === 0 || forged.length > 0, `byte ${i} ^ ${bit}`);
      assert.deepEqual(opened.checkpoint, CHECKPOINT);
    }
  }
});

test("base64, decimals and UTF-8 are read in one form alone", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(readBase64(toBase64(bytes)), new Uint8Array(bytes))));
  for (const text of ["A", "AA", "AAA", "AB==", "AAB=", "AA=A", "====", "A A=", "AA==\n", "_-8=", "AAA=AAAA"])
    assert.equal(readBase64(text), undefined, text);
  for (const text of ["", "01", "-0", "1.0", "1_0", "٣", "18446744073709551616", "1n"]) assert.equal(readDecimal(text), undefined, text);
  assert.equal(readUtf8(new Uint8Array([0xff])), undefined);
  assert.equal(readUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), "\ufeffa");
});
