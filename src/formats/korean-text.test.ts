// CP949 decoded: places of the code page taken from its published table, pieces that part a character, and bytes that are none.
import assert from "node:assert/strict";
import test from "node:test";
import { KoreanDecoder } from "./korean-text.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const decoded = (hex: string): string => new KoreanDecoder().decode(bytes(hex));

test("both halves of the code page: KS X 1001 and the syllables that it lacks", () => {
  for (const [hex, text] of [
    ["8141", "갂"],
    ["8c63", "똠"],
    ["94ee", "뷁"],
    ["a041", "잸"],
    ["b9e6", "방"],
    ["c652", "힣"],
    ["c8fe", "힝"],
    ["a7b4", "㎢"],
    ["41b0a10a", "A가\n"],
  ] as const)
    assert.equal(decoded(hex), text, hex);
});

test("each modern syllable has one place", () => {
  const found = new Set<string>();
  for (let lead = 0x81; lead <= 0xc8; lead++)
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      try {
        const text = new KoreanDecoder().decode(Uint8Array.of(lead, trail));
        if (/^[가-힣]$/.test(text)) found.add(text);
      } catch {
        // No place.
      }
    }
  assert.equal(found.size, 11_172);
});

test("a character may be parted between pieces; half of one at the end, and bytes of no character, throw", () => {
  const decoder = new KoreanDecoder();
  assert.equal(decoder.decode(bytes("b0"), { stream: true }) + decoder.decode(bytes("a1")), "가");
  for (const hex of ["b0", "ff", "80", "b0ff", "c9a1", "c653"]) assert.throws(() => decoded(hex), TypeError, hex);
});
