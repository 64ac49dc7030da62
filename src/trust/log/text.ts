// The texts of a log, read strictly: whatever has two ways to be written is read in one of them alone.

/** UTF-8 without a change; a byte order mark stays, and so fails where none belongs. Undefined where the bytes are no UTF-8. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Base64 with its padding (RFC 4648, 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of base64; undefined where they would be written otherwise. */
export function readBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

const LARGEST = 2n ** 64n - 1n;

/** A decimal of 64 bits without a sign and without leading zeros. */
export function readDecimal(text: string): bigint | undefined {
  if (!/^(0|[1-9]\d{0,19})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= LARGEST ? value : undefined;
}

export const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The bytes of an even number of hexadecimal digits. */
export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
