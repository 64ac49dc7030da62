// The same keys, texts and signatures by node:crypto and by @noble/curves: what one signs the other verifies.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import fc from "fast-check";
import { HASHING, macOf } from "../base/canonical.ts";
import { nobleSigner, nobleVerify } from "../trust/noble.ts";
import type { Alg, Signer, Verify } from "../trust/signer.ts";
import { nodeSigner, nodeVerify } from "./node-crypto.ts";
import { nodeHashing } from "./node-hashing.ts";

const hex = (text: string): Uint8Array => Uint8Array.fromHex?.(text) ?? new Uint8Array(Buffer.from(text, "hex"));
const WIDTHS = { EdDSA: 32, ES256: 32, ES384: 48, ES512: 66 } as const;
const ALGS = Object.keys(WIDTHS) as Alg[];
const makers: [name: string, make: (alg: Alg, secret: Uint8Array) => Signer, verify: Verify][] = [
  ["node:crypto", nodeSigner, nodeVerify],
  ["@noble/curves", nobleSigner, nobleVerify],
];

/** A secret that is the same at each run; the first byte of P-521's is within its 521 bits. */
function secretOf(alg: Alg, n: number): Uint8Array {
  const bytes = new Uint8Array(createHash("sha512").update(`${alg} ${n}`).digest());
  const secret = new Uint8Array(WIDTHS[alg]);
  secret.set(bytes.subarray(0, Math.min(bytes.length, WIDTHS[alg] - 1)), 1);
  return secret;
}

/** RFC 8032, 7.1, tests 1 to 3. */
const RFC8032 = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
] as const;

/** RFC 6979, A.2.5 to A.2.7, the message "sample" under the hash of JOSE's algorithm: secret, r, s. */
const RFC6979 = [
  [
    "ES256",
    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
  ],
  [
    "ES384",
    "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2edf5",
    "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
    "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8",
  ],
] as const;

test("Ed25519 is that of RFC 8032 on both", async () => {
  for (const [name, make, verify] of makers) {
    for (const [seed, publicKey, message, signature] of RFC8032) {
      const signer = make("EdDSA", hex(seed));
      assert.deepEqual(signer.publicKey, hex(publicKey), name);
      assert.deepEqual(await signer.sign(hex(message)), hex(signature), name);
      assert.equal(await verify(signer, hex(message), hex(signature)), true, name);
    }
  }
});

test("ECDSA signatures of RFC 6979 hold on both, high s too, and @noble/curves makes them", async () => {
  const message = new TextEncoder().encode("sample");
  for (const [alg, secret, r, s] of RFC6979) {
    const signature = hex(r + s);
    assert.deepEqual(await nobleSigner(alg, hex(secret)).sign(message), signature);
    for (const [name, make, verify] of makers)
      assert.equal(await verify(make(alg, hex(secret)), message, signature), true, `${name} ${alg}`);
  }
});

test("what one signs the other verifies; keys are equal, compressed, and read in both forms", async () => {
  for (const alg of ALGS) {
    for (let n = 0; n < 4; n += 1) {
      const secret = secretOf(alg, n);
      const message = new TextEncoder().encode(`text ${n}`);
      const [node, noble] = [nodeSigner(alg, secret), nobleSigner(alg, secret)];
      assert.deepEqual(node.publicKey, noble.publicKey);
      assert.equal(node.alg, noble.alg);
      assert.equal(node.publicKey.length, alg === "EdDSA" ? 32 : WIDTHS[alg] + 1);
      for (const signature of [node.sign(message), noble.sign(message)]) {
        assert.equal(signature.length, alg === "EdDSA" ? 64 : 2 * WIDTHS[alg]);
        for (const [name, , verify] of makers) assert.equal(await verify(node, message, signature), true, `${name} ${alg}`);
      }
    }
  }
});

test("a changed byte of key, text or signature, another length and another algorithm are false on both, never thrown", async () => {
  for (const alg of ALGS) {
    const signer = nodeSigner(alg, secretOf(alg, 9));
    const text = new TextEncoder().encode("text");
    const signature = signer.sign(text);
    const at = (bytes: Uint8Array, i: number): Uint8Array => bytes.map((byte, k) => (k === i % bytes.length ? byte ^ 1 : byte));
    for (const [name, , verify] of makers) {
      const holds = (key: Uint8Array, of: Uint8Array, by: Uint8Array, named = alg): boolean | Promise<boolean> =>
        verify({ alg: named, publicKey: key }, of, by);
      for (let i = 0; i < 5; i += 1) {
        assert.equal(await holds(at(signer.publicKey, 7 * i), text, signature), false, `${name} ${alg} key`);
        assert.equal(await holds(signer.publicKey, at(text, i), signature), false, `${name} ${alg} text`);
        assert.equal(await holds(signer.publicKey, text, at(signature, 13 * i)), false, `${name} ${alg} signature`);
      }
      for (const length of [0, 1, signature.length - 1]) {
        assert.equal(await holds(signer.publicKey, text, signature.subarray(0, length)), false);
        assert.equal(await holds(signer.publicKey.subarray(0, length % 32), text, signature), false);
      }
      for (const other of ALGS.filter((one) => one !== alg)) assert.equal(await holds(signer.publicKey, text, signature, other), false);
      assert.equal(await holds(signer.publicKey, text, new Uint8Array(signature.length)), false);
    }
  }
});

test("an uncompressed point is the same key on both", async () => {
  const { p256 } = await import("@noble/curves/nist.js");
  const signer = nodeSigner("ES256", secretOf("ES256", 3));
  const publicKey = p256.Point.fromBytes(signer.publicKey).toBytes(false);
  const text = new TextEncoder().encode("text");
  for (const [name, , verify] of makers) assert.equal(await verify({ alg: "ES256", publicKey }, text, signer.sign(text)), true, name);
});

test("a key of small order verifies nothing on both", async () => {
  const identity = hex(`01${"00".repeat(31)}`);
  const signature = hex(`01${"00".repeat(63)}`);
  for (const [name, , verify] of makers) {
    assert.equal(await verify({ alg: "EdDSA", publicKey: identity }, new Uint8Array(3), signature), false, name);
  }
});

/** Texts of all lengths about the blocks and what is encoded at once, of one byte a character and of more. */
const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.tuple(fc.constantFrom("a", "가", "\u{1f600}"), fc.nat(40_000)).map(([one, times]) => one.repeat(times)),
);

test("hashes and salts are the same by node:crypto and by @noble/hashes", () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 5 }), fc.uint8Array({ maxLength: 200 }), (parts, secret) => {
      const both = [HASHING, nodeHashing] as const;
      const whole = parts.join("");
      const expected = createHash("sha256").update(whole).digest("hex");
      for (const { hashOf, running, macsUnder } of both) {
        assert.equal(hashOf(whole), expected);
        assert.equal(hashOf(new TextEncoder().encode(whole)), expected);
        assert.equal(parts.reduce((hash, part) => hash.update(part), running()).hex(), expected);
        const mac = macsUnder(secret);
        for (const part of [...parts, ...parts]) assert.equal(mac(part), macOf(secret, part));
      }
    }),
    { numRuns: 60 },
  );
});
