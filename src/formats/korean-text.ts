// Text in CP949, the Korean code page of Windows: EUC-KR and the syllables that it lacks, which not every platform decodes.

/** Modern syllables of Unicode. */
const [FIRST_SYLLABLE, LAST_SYLLABLE] = [0xac00, 0xd7a3];
const DOUBLE_FIRST = 0x81;
const [KS_FIRST, KS_LAST] = [0xa1, 0xfe];

/** Second bytes of the added syllables, in order; from first byte A1 on only those below A1. */
const TRAILS = [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0x81, 0xfe)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

let made: Uint16Array | undefined;

/**
 * Characters by the two bytes that stand for them; 0 where there is none.
 * KS X 1001 comes from the platform; the modern syllables that it lacks follow in Unicode's order on the free places from 81 41 to C6 52.
 */
function table(): Uint16Array {
  if (made !== undefined) return made;
  const codes = new Uint16Array(1 << 16);
  const decoder = new TextDecoder("euc-kr");
  const known = new Set<number>();
  for (let lead = KS_FIRST; lead <= KS_LAST; lead++) {
    for (let trail = KS_FIRST; trail <= KS_LAST; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length !== 1 || /[\ufffd\p{Co}]/u.test(text)) continue;
      codes[(lead << 8) | trail] = text.charCodeAt(0);
      known.add(text.charCodeAt(0));
    }
  }
  let syllable = FIRST_SYLLABLE;
  for (let lead = DOUBLE_FIRST; syllable <= LAST_SYLLABLE; lead++) {
    for (const trail of TRAILS) {
      if (lead >= KS_FIRST && trail >= KS_FIRST) break;
      while (known.has(syllable)) syllable++;
      if (syllable > LAST_SYLLABLE) break;
      codes[(lead << 8) | trail] = syllable++;
    }
  }
  made = codes;
  return codes;
}

/** Decodes piece by piece; bytes that stand for nothing throw, as of a TextDecoder that is fatal. */
export class KoreanDecoder {
  private lead = 0;

  decode(bytes: Uint8Array, { stream = false }: { stream?: boolean } = {}): string {
    const codes = table();
    const out = new Uint16Array(bytes.length + 1);
    let count = 0;
    let { lead } = this;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (lead !== 0) {
        const code = codes[(lead << 8) | byte]!;
        if (code === 0) throw new TypeError("no character of CP949");
        out[count++] = code;
        lead = 0;
      } else if (byte < 0x80) out[count++] = byte;
      else if (byte >= DOUBLE_FIRST && byte <= KS_LAST) lead = byte;
      else throw new TypeError("no character of CP949");
    }
    if (lead !== 0 && !stream) throw new TypeError("half a character of CP949");
    this.lead = lead;
    return new TextDecoder("utf-16le").decode(out.subarray(0, count));
  }
}
