// The manifest of a sealed package: every file that is sealed, by path, size and hash. Its own hash is the package's.
import { canonical, HASHING, hashOf, type Json } from "../../base/canonical.ts";
import { readUtf8, utf8 } from "../log/text.ts";
import type { Files } from "./zip.ts";

/** Where things lie. What stands in `proof/` and `opinion/` came after the sealing and is outside the package's hash. */
export const PLACES = {
  manifest: "manifest.json",
  /** The Statement without its disclosure; values, salts and records that are shown; both canonical. */
  statement: "statement.json",
  disclosure: "disclosure.json",
  /** Documents of signers, and status lists, as they were at the sealing. */
  documents: "documents.json",
  status: "status.json",
  signature: "signatures/statement.json",
  opinion: "opinion/opinion.json",
  accreditation: "opinion/accreditation.json",
  opinionDocuments: "opinion/documents.json",
  opinionStatus: "opinion/status.json",
  /** Lists of the maker's that are newer than those of the sealing. */
  laterStatus: "proof/status.json",
  statementProof: "proof/statement.tlog-proof",
  opinionProof: "proof/opinion.tlog-proof",
} as const;

export const evidencePath = (sha256: string): string => `evidence/${sha256}`;
export const datasetPath = (id: string): string => `datasets/${id}.json`;

const OUTSIDE: readonly string[] = [
  PLACES.opinion,
  PLACES.accreditation,
  PLACES.opinionDocuments,
  PLACES.opinionStatus,
  PLACES.laterStatus,
  PLACES.statementProof,
  PLACES.opinionProof,
];
const isOutside = (path: string): boolean => path.startsWith("opinion/") || path.startsWith("proof/");

const KNOWN =
  /^((statement|disclosure|documents|status)\.json|signatures\/statement\.json|evidence\/[0-9a-f]{64}|datasets\/[a-z0-9][a-z0-9-]*\.json)$/;

export type SealedFile = { path: string; sha256: string; size: number };

/** `statement` is the hash of the Statement; `versions` names the forms, and the program that sealed. */
export type Manifest = { format: "sandan.package/1"; files: SealedFile[]; statement: string; versions: { engine: string } };

const byPath = (a: SealedFile, b: SealedFile): number => (a.path < b.path ? -1 : 1);

/** The files as a manifest lists them; `known` are hashes that need not be taken again. */
export function listed(files: Files, known: ReadonlyMap<string, string> = new Map(), { hashOf } = HASHING): SealedFile[] {
  return [...files]
    .filter(([path]) => !isOutside(path) && path !== PLACES.manifest)
    .map(([path, bytes]) => ({ path, sha256: known.get(path) ?? hashOf(bytes), size: bytes.length }))
    .sort(byPath);
}

/** Hash of what a signature inside the package vouches for: every sealed file but the signatures. */
export function contentsHash(files: readonly SealedFile[]): string {
  return hashOf(canonical(files.filter(({ path }) => !path.startsWith("signatures/")) as unknown as Json));
}

/** The manifest's bytes, and the package's hash: SHA-256 of them. */
export function writeManifest(
  files: readonly SealedFile[],
  of: { statement: string; engine: string },
): { bytes: Uint8Array; hash: string } {
  const { statement, engine } = of;
  const manifest: Manifest = { format: "sandan.package/1", files: files.toSorted(byPath), statement, versions: { engine } };
  const bytes = utf8(canonical(manifest as unknown as Json));
  return { bytes, hash: hashOf(bytes) };
}

const SHA256 = /^[0-9a-f]{64}$/;

function isSealedFile(value: unknown): boolean {
  const { path, sha256, size } = (value ?? {}) as Partial<SealedFile>;
  return typeof path === "string" && KNOWN.test(path) && typeof sha256 === "string" && SHA256.test(sha256) && Number.isSafeInteger(size);
}

/** The manifest of its bytes; undefined where they are not exactly those that are written for it. */
function readManifest(bytes: Uint8Array): Manifest | undefined {
  const text = readUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const { format, files, statement, versions } = JSON.parse(text) as Manifest;
    const isWhole = format === "sandan.package/1" && Array.isArray(files) && files.every(isSealedFile) && SHA256.test(statement);
    if (!isWhole || typeof versions.engine !== "string" || files.some((file, i) => i > 0 && (files[i - 1]?.path ?? "") >= file.path))
      return undefined;
    const again = {
      format,
      files: files.map(({ path, sha256, size }) => ({ path, sha256, size })),
      statement,
      versions: { engine: versions.engine },
    };
    return canonical(again) === text ? again : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with the files of a package, by path. */
export type Misfit = { what: "missing" | "differs" | "unlisted"; path: string };

export type Opened = { manifest: Manifest; hash: string; misfits: Misfit[] };

/** Law: every listed file is there and has its size and hash; nothing else is there but what may be added after the sealing. Undefined without a manifest. */
export function openManifest(files: Files, { hashOf } = HASHING): Opened | undefined {
  const bytes = files.get(PLACES.manifest);
  const manifest = bytes && readManifest(bytes);
  if (bytes === undefined || manifest === undefined) return undefined;
  const paths = new Set(manifest.files.map(({ path }) => path));
  const misfits: Misfit[] = manifest.files.flatMap(({ path, sha256, size }): Misfit[] => {
    const file = files.get(path);
    if (file === undefined) return [{ what: "missing", path }];
    return file.length === size && hashOf(file) === sha256 ? [] : [{ what: "differs", path }];
  });
  for (const path of files.keys())
    if (path !== PLACES.manifest && !paths.has(path) && !OUTSIDE.includes(path)) misfits.push({ what: "unlisted", path });
  return { manifest, hash: hashOf(bytes), misfits };
}
