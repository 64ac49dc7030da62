// Seeded faults for sealed packages: one bit, or one thing that somebody might want to be otherwise, with the manifest mended to fit.
import { canonical, hashOf, type Json } from "../../src/base/canonical.ts";
import { listed, PLACES, writeManifest } from "../../src/trust/package/manifest.ts";
import { readZip, writeZip } from "../../src/trust/package/zip.ts";

/** A seeded generator of whole numbers below a bound (mulberry32). */
export function numbers(from: number): (below: number) => number {
  let state = from | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}
type Draw = ReturnType<typeof numbers>;
type Files = Map<string, Uint8Array>;
type Plain = { [key: string]: Json };

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(canonical(value as Json));
const parsed = (files: Files, path: string): Plain => JSON.parse(new TextDecoder().decode(files.get(path))) as Plain;

export function filesOf(bytes: Uint8Array): Files {
  const read = readZip(bytes);
  if (read.fault !== undefined) throw new Error(read.fault);
  return new Map([...read.files].map(([path, file]) => [path, file.slice()]));
}

/** Packed again with a manifest that fits, as a forger would. */
export function mended(files: Files): Uint8Array {
  files.delete(PLACES.manifest);
  const statement = hashOf(files.get(PLACES.statement) ?? new Uint8Array(0));
  const { bytes } = writeManifest(listed(files), { statement, engine: "0.1.0" });
  return writeZip(files.set(PLACES.manifest, bytes));
}

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)] as T;

/** A JSON file changed by its content. */
function altered(files: Files, path: string, change: (content: Plain) => void): Uint8Array {
  const content = parsed(files, path);
  change(content);
  return mended(files.set(path, encoded(content)));
}

const rows = (content: Plain, name: string): Plain[] => content[name] as Plain[];
const nudged = (value: number, draw: Draw): number =>
  value === 0 ? 1 : value * (1 + (draw(2) === 0 ? 1e-9 : 0.01) * (draw(2) === 0 ? 1 : -1));

/** One digit of a number in a dataset's text. */
function factor(files: Files, draw: Draw): Uint8Array {
  const places = [...files].flatMap(([path, file]) => {
    const text = path.startsWith("datasets/") ? new TextDecoder().decode(file) : "";
    return [...text.matchAll(/(?<=[:[,])\d+(\.\d+)?(?=[,\]}])/g)].map(({ index }) => ({ path, text, index }));
  });
  const { path, text, index } = pick(draw, places);
  const digit = Number(text[index]);
  return mended(files.set(path, new TextEncoder().encode(`${text.slice(0, index)}${(digit % 9) + 1}${text.slice(index + 1)}`)));
}

function withoutRecord(files: Files, draw: Draw): Uint8Array {
  const statement = parsed(files, PLACES.statement);
  const [record] = rows(statement, "records").splice(draw(rows(statement, "records").length), 1);
  const disclosure = parsed(files, PLACES.disclosure);
  if (draw(2) === 0) delete (disclosure.records as Plain)[String(record?.id)];
  return mended(files.set(PLACES.statement, encoded(statement)).set(PLACES.disclosure, encoded(disclosure)));
}

function moreRecords(files: Files, draw: Draw): Uint8Array {
  if (draw(2) === 0) {
    const bytes = new TextEncoder().encode(`a document of ${draw(1_000_000)}`);
    return mended(files.set(`evidence/${hashOf(bytes)}`, bytes));
  }
  return altered(files, PLACES.disclosure, ({ records }) => {
    (records as Plain)[`streams/more-${draw(1_000_000)}`] = { salt: "00", value: { id: "more" } };
  });
}

/** Zip-level faults: behind, between, in another order, twice, under another name. */
function zipLevel(bytes: Uint8Array, draw: Draw): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  switch (draw(6)) {
    case 0:
      return Uint8Array.from([...copy, ...new Uint8Array(1 + draw(50))]);
    case 1:
      view.setUint16(10, 1 + draw(40_000), true);
      return copy;
    case 2:
      view.setUint16(8, 8, true);
      return copy;
    case 3:
      view.setUint16(6, 1 << draw(12), true);
      return copy;
    case 4: {
      const end = copy.length - 22;
      return Uint8Array.from([...copy.subarray(0, end), ...[...copy.subarray(end)].map((byte, i) => (i === 20 ? 3 : byte)), 1, 2, 3]);
    }
    default: {
      const files = filesOf(copy);
      const name = `${pick(draw, ["evidence", "proof", "opinion", "more"])}/${draw(1_000_000)}.bin`;
      return writeZip(files.set(name, new Uint8Array(draw(100))));
    }
  }
}

function truncated(bytes: Uint8Array, draw: Draw): Uint8Array {
  if (draw(2) === 0) return bytes.slice(0, draw(bytes.length));
  const files = filesOf(bytes);
  const path = pick(draw, [PLACES.statementProof, PLACES.opinionProof]);
  const proof = files.get(path) ?? new Uint8Array(0);
  return writeZip(files.set(path, proof.slice(0, draw(proof.length))));
}

/** Each class of faults: what it does to a package; `second` is another package of the same hands. */
export const FAULTS: Readonly<Record<string, (bytes: Uint8Array, draw: Draw, second: Uint8Array) => Uint8Array>> = {
  byte: (bytes, draw) => {
    const copy = bytes.slice();
    const at = draw(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
    return copy;
  },
  number: (bytes, draw) =>
    altered(filesOf(bytes), PLACES.statement, (statement) => {
      const list = pick(draw, ["results", "steps"]);
      const row = pick(
        draw,
        rows(statement, list).filter(({ value }) => typeof value === "number"),
      );
      row.value = nudged(row.value as number, draw);
    }),
  disclosed: (bytes, draw) =>
    altered(filesOf(bytes), PLACES.disclosure, ({ leaves }) => {
      const leaf = pick(draw, Object.values(leaves as Plain)) as Plain;
      leaf.value = typeof leaf.value === "number" ? nudged(leaf.value, draw) : 1;
    }),
  record: (bytes, draw) =>
    altered(filesOf(bytes), PLACES.disclosure, ({ records }) => {
      const record = pick(draw, Object.values(records as Plain)) as Plain;
      (record.value as Plain).name = `other ${draw(1000)}`;
    }),
  unit: (bytes, draw) =>
    altered(filesOf(bytes), PLACES.statement, (statement) => {
      const row = pick(draw, rows(statement, pick(draw, ["results", "steps"])));
      row.unit = `${String(row.unit)}k`;
    }),
  factor: (bytes, draw) => factor(filesOf(bytes), draw),
  order: (bytes, draw) =>
    altered(filesOf(bytes), PLACES.statement, (statement) => {
      const list = rows(statement, pick(draw, ["results", "steps", "records"]));
      const at = draw(list.length - 1);
      list.splice(at, 2, list[at + 1] as Plain, list[at] as Plain);
    }),
  dropped: (bytes, draw) => withoutRecord(filesOf(bytes), draw),
  droppedEvidence: (bytes, draw) => {
    const files = filesOf(bytes);
    files.delete(
      pick(
        draw,
        [...files.keys()].filter((name) => name.startsWith("evidence/")),
      ),
    );
    return mended(files);
  },
  added: (bytes, draw) => moreRecords(filesOf(bytes), draw),
  swappedSignature: (bytes, draw, second) => {
    const files = filesOf(bytes).set(PLACES.signature, filesOf(second).get(PLACES.signature) as Uint8Array);
    return draw(2) === 0 ? mended(files) : writeZip(files);
  },
  replayedOpinion: (bytes, draw, second) => {
    const [files, from] = [filesOf(bytes), filesOf(second)];
    files.set(PLACES.opinion, from.get(PLACES.opinion) as Uint8Array);
    if (draw(2) === 0) files.set(PLACES.opinionProof, from.get(PLACES.opinionProof) as Uint8Array);
    return writeZip(files);
  },
  stripped: (bytes, draw) => {
    const files = filesOf(bytes);
    const path = pick(draw, [PLACES.opinion, PLACES.accreditation, PLACES.statementProof, PLACES.opinionProof, PLACES.signature]);
    files.delete(path);
    return path === PLACES.signature ? mended(files) : writeZip(files);
  },
  truncated,
  zipLevel,
};
