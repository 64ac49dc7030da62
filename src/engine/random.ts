// Numbers drawn at random that depend on their place alone: seed, run and count, never on what was drawn before.

const parity = 0x1bd11bda;

/**
 * Law: two words of 32 bits from a key and a counter of two words each, Threefry-2x32 in 20 rounds
 * (Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3). Every thread that asks for a place gets the same words.
 */
export function wordsAt(key0: number, key1: number, count0: number, count1: number, out: Uint32Array): void {
  const key2 = parity ^ key0 ^ key1;
  let a = (count0 + key0) | 0;
  let b = (count1 + key1) | 0;
  for (let group = 1; group <= 5; group++) {
    if ((group & 1) === 1) {
      a = (a + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ a;
      a = (a + b) | 0;
      b = ((b << 15) | (b >>> 17)) ^ a;
      a = (a + b) | 0;
      b = ((b << 26) | (b >>> 6)) ^ a;
      a = (a + b) | 0;
      b = ((b << 6) | (b >>> 26)) ^ a;
    } else {
      a = (a + b) | 0;
      b = ((b << 17) | (b >>> 15)) ^ a;
      a = (a + b) | 0;
      b = ((b << 29) | (b >>> 3)) ^ a;
      a = (a + b) | 0;
      b = ((b << 16) | (b >>> 16)) ^ a;
      a = (a + b) | 0;
      b = ((b << 24) | (b >>> 8)) ^ a;
    }
    const turn = group % 3;
    a = (a + (turn === 0 ? key0 : turn === 1 ? key1 : key2)) | 0;
    b = (b + (turn === 0 ? key1 : turn === 1 ? key2 : key0) + group) | 0;
  }
  out[0] = a;
  out[1] = b;
}

/** A word as a number strictly between 0 and 1, in steps of 2^-32. */
export function unitOf(word: number): number {
  return (word + 0.5) / 4294967296;
}

/**
 * Law: the normal deviate z with P(Z <= z) = p, for 2e-11 < p < 1 - 2e-11, to about 1e-15
 * (Wichura 1988, algorithm AS 241, PPND16, its two inner ranges: those that a word of 32 bits can reach).
 */
export function normalAt(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, inner);
  const tail = q < 0 ? p : 1 - p;
  const size = ratio(Math.sqrt(-Math.log(tail)) - 1.6, outer);
  return q < 0 ? -size : size;
}

/** Numerator and denominator of a rational function, the highest power first. */
type Rational = { over: readonly number[]; under: readonly number[] };

const inner: Rational = {
  over: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
    3.3871328727963665,
  ],
  under: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091,
    1,
  ],
};

const outer: Rational = {
  over: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
    4.630337846156546, 1.4234371107496835,
  ],
  under: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
    2.053191626637759, 1,
  ],
};

function ratio(x: number, { over, under }: Rational): number {
  let a = over[0]!;
  let b = under[0]!;
  for (let k = 1; k < 8; k++) {
    a = a * x + over[k]!;
    b = b * x + under[k]!;
  }
  return a / b;
}
