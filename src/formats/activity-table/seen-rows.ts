// Which contents were seen before, in a few bytes each: for telling rows that are there twice.

const FIRST_SIZE = 1 << 12;

/** Two independent 32-bit hashes of a text, mixed word by word. */
function hashes(text: string): [number, number] {
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  b = Math.imul(b ^ (b >>> 13), 0x846ca68b);
  return [(a ^ (a >>> 15)) | 0, (b ^ (b >>> 16)) | 0];
}

/** Law: two contents are the same where their 64-bit hashes are; that two differing rows of a million share one is less likely than 1 in 10^7. */
export class SeenRows {
  private size = FIRST_SIZE;
  private firsts = new Int32Array(FIRST_SIZE);
  private seconds = new Int32Array(FIRST_SIZE);
  /** 0: free. */
  private rows = new Int32Array(FIRST_SIZE);
  private count = 0;

  /** The row in which the content stood before; undefined, and remembered from now on, where it did not. */
  before(content: string, row: number): number | undefined {
    const [a, b] = hashes(content);
    const at = this.find(a, b);
    const found = this.rows[at]!;
    if (found !== 0) return found;
    this.put(at, a, b, row);
    if (++this.count * 2 > this.size) this.grow();
    return undefined;
  }

  private find(a: number, b: number): number {
    let at = a & (this.size - 1);
    while (this.rows[at] !== 0 && (this.firsts[at] !== a || this.seconds[at] !== b)) at = (at + 1) & (this.size - 1);
    return at;
  }

  private put(at: number, a: number, b: number, row: number): void {
    this.firsts[at] = a;
    this.seconds[at] = b;
    this.rows[at] = row;
  }

  private grow(): void {
    const { firsts, seconds, rows } = this;
    this.size *= 2;
    this.firsts = new Int32Array(this.size);
    this.seconds = new Int32Array(this.size);
    this.rows = new Int32Array(this.size);
    for (let i = 0; i < rows.length; i++)
      if (rows[i] !== 0) this.put(this.find(firsts[i]!, seconds[i]!), firsts[i]!, seconds[i]!, rows[i]!);
  }
}
