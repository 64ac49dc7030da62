// Multibase of the W3C's Controlled Identifiers (2.4): z is base58 of Bitcoin's alphabet, u is base64url without padding.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS: ReadonlyMap<string, number> = new Map([...ALPHABET].map((letter, digit) => [letter, digit]));

/** Base58 takes time by the square of its length; keys and signatures are far shorter. */
const LONGEST_58 = 512;

/** Base58: the bytes as one number, each leading zero byte a 1. */
export function toBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let i = 0; i < digits.length; i += 1) {
      carry += (digits[i] as number) << 8;
      digits[i] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const body = digits.reverse().map((digit) => ALPHABET[digit]);
  return "1".repeat(zeros < 0 ? bytes.length : zeros) + body.join("");
}

/** The bytes of base58; undefined where a letter is none of its alphabet, or the text is longer than 512. */
export function readBase58(text: string): Uint8Array | undefined {
  if (text.length > LONGEST_58) return undefined;
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = DIGITS.get(letter);
    if (carry === undefined) return undefined;
    for (let i = 0; i < bytes.length; i += 1) {
      carry += (bytes[i] as number) * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...bytes.reverse()]);
}

const URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LETTERS: Uint8Array = Uint8Array.from(URL_ALPHABET, (letter) => letter.charCodeAt(0));
/** The six bits of each letter by its code; NONE where it is not of the alphabet. */
const NONE = 64;
const SIX_BITS: Uint8Array = new Uint8Array(128).fill(NONE);
for (const [bits, code] of LETTERS.entries()) SIX_BITS[code] = bits;
const ASCII = new TextDecoder();

/** Base64url without padding (RFC 4648, 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let [at, held, bits] = [0, 0, 0];
  for (const byte of bytes) {
    held = ((held & 0x3f) << 8) | byte;
    for (bits += 8; bits >= 6; at += 1) {
      bits -= 6;
      codes[at] = LETTERS[(held >> bits) & 0x3f] as number;
    }
  }
  if (bits > 0) codes[at] = LETTERS[(held << (6 - bits)) & 0x3f] as number;
  return ASCII.decode(codes);
}

/** Law: bytes have one text; padding, other letters, and bits beyond the last byte are refused. */
export function readBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [at, held, bits] = [0, 0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const six = SIX_BITS[text.charCodeAt(i)] ?? NONE;
    if (six === NONE) return undefined;
    held = ((held & 0xff) << 6) | six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >> bits;
    at += 1;
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

export function writeMultibase(base: "z" | "u", bytes: Uint8Array): string {
  return base + (base === "z" ? toBase58(bytes) : toBase64Url(bytes));
}

/** The bytes of a multibase text; undefined for another base, or where it is not well formed. */
export function readMultibase(text: string): Uint8Array | undefined {
  if (text.startsWith("z")) return readBase58(text.slice(1));
  return text.startsWith("u") ? readBase64Url(text.slice(1)) : undefined;
}
