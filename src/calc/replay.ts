// A sealed package verified with nothing but itself and a trust file: what holds, what fails, and what could not be checked.
import { canonical, HASHING, type Hashing, hashOf, type Json } from "../base/canonical.ts";
import { FAULTS, type PackageFinding, packageFinding, type ReplayExit, type ReplayReport } from "../model/package-findings.ts";
import type { Statement } from "../model/statement.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import { asObject } from "../trust/credentials/json.ts";
import { datasetPath, evidencePath, openManifest, PLACES } from "../trust/package/manifest.ts";
import { type Files, readZip } from "../trust/package/zip.ts";
import { importTable } from "./dataset-import.ts";
import { datasetNow } from "./datasets.ts";
import { OFFICIAL_TABLES } from "./official-tables.ts";
import { openPlain } from "./open.ts";
import { type Pinned, recomputed } from "./replay-figures.ts";
import { type Believed, jsonOf, type Looked, type Vouched, vouchers } from "./replay-trust.ts";
import { citedEvidence } from "./seal-package.ts";

/** `exit`: 0 all holds, 1 something fails, 2 something could not be checked. `hash` is the package's; `vouched` are the signatures and log entries that hold. */
export type Replay = { exit: ReplayExit; hash?: string; statement?: Statement; vouched: Vouched; findings: PackageFinding[] };

/** What is handed on of a verification. */
export const replayReport = ({ exit, hash, statement, findings }: Replay): ReplayReport => ({
  exit,
  package: hash ?? null,
  statement: statement?.hash ?? null,
  findings,
});

/** Pieces of evidence that a finding names. */
const NAMED = 10;

const NOBODY: Vouched = { signatures: [], entries: [] };

function ended(findings: PackageFinding[], more: Partial<Pick<Replay, "hash" | "statement" | "vouched">> = {}): Replay {
  const has = (outcome: PackageFinding["outcome"]): boolean => findings.some((finding) => finding.outcome === outcome);
  return { exit: has("fails") ? 1 : has("unchecked") ? 2 : 0, vouched: NOBODY, ...more, findings };
}

const MISFITS = { missing: "FILE_MISSING", differs: "FILE_DIFFERS", unlisted: "FILE_UNLISTED" } as const;

/** The Statement put together from its two files, opened by the law of every Statement. */
function statementIn(
  { files, manifest, misfits, hashing }: Looked & { misfits: readonly { path: string }[]; hashing: Hashing },
  tell: (finding: PackageFinding) => void,
): Statement | undefined {
  const bytes = files.get(PLACES.statement);
  const [body, disclosure] = [jsonOf(files, PLACES.statement), jsonOf(files, PLACES.disclosure)];
  const read = { [PLACES.statement]: body, [PLACES.disclosure]: disclosure };
  for (const [path, one] of Object.entries(read)) if (one === "broken") tell(packageFinding("FILE_BROKEN", path));
  if (bytes === undefined || body === undefined || body === "broken") return undefined;
  const isListed = misfits.every(({ path }) => path !== PLACES.statement);
  const hash = (isListed ? manifest.files.find(({ path }) => path === PLACES.statement)?.sha256 : undefined) ?? hashing.hashOf(bytes);
  if (hash !== manifest.statement) tell(packageFinding("STATEMENT_OTHER", PLACES.statement));
  if (disclosure === undefined || disclosure === "broken") return undefined;
  const plain = { ...asObject(body.value), disclosure: disclosure.value, hash };
  const members = Object.keys(asObject(body.value) ?? {});
  const isBody = !members.includes("disclosure") && !members.includes("hash");
  const { value, problems } = openPlain(plain, PLACES.statement, { hashed: isBody ? hash : undefined, hashing });
  if (value === undefined) tell(packageFinding("STATEMENT_REFUSED", problems[0]?.path ?? "", { why: problems[0]?.text ?? "" }));
  else tell(packageFinding("STATEMENT_HOLDS", PLACES.statement, { hash: hash.slice(0, 16) }));
  return value;
}

/** `vouched`: hashes of tables that the trust file names. */
type Pinning = { files: Files; statement: Statement; vouched: readonly string[] };

/** Law: a dataset is the one whose hash the Statement pins, and a table that is packed one that is known or believed. Answers what of it the recomputation needs. */
function datasets({ files, statement, vouched }: Pinning, tell: (finding: PackageFinding) => void): Pinned {
  const others: string[] = [];
  let defaultValues: DefaultValues | undefined;
  let sound = 0;
  for (const { id, hash } of statement.datasets) {
    const bytes = files.get(datasetPath(id));
    if (bytes === undefined) tell(packageFinding("DATASET_MISSING", datasetPath(id)));
    else if (hashOf(bytes) !== hash) tell(packageFinding("DATASET_DIFFERS", datasetPath(id)));
    else sound += 1;
    const table = bytes === undefined || id !== "default-values" ? undefined : importTable(bytes, { file: datasetPath(id) }).value;
    const isKnown = OFFICIAL_TABLES.has(hash) || vouched.includes(hash);
    if (table !== undefined && !isKnown) tell(packageFinding("DATASET_UNVOUCHED", datasetPath(id), { dataset: id, hash }));
    if (table?.kind === "default-values") defaultValues = table.table;
    else if (!isOurs(id, hash)) others.push(id);
  }
  if (sound === statement.datasets.length) tell(packageFinding("DATASETS_HOLD", "", { count: sound }));
  return { others, ...(defaultValues && { defaultValues }) };
}

function isOurs(id: string, hash: string): boolean {
  const file = datasetNow(id, undefined);
  return file !== undefined && hashOf(canonical(file as unknown as Json)) === hash;
}

/** Law: evidence is what its hash names and the Statement cites; of what is cited and not there the hash alone is known. */
function evidence(files: Files, statement: Statement, { hashOf }: Hashing, tell: (finding: PackageFinding) => void): void {
  const cited = citedEvidence(statement);
  let sound = 0;
  for (const [path, bytes] of files) {
    if (!path.startsWith("evidence/")) continue;
    const sha256 = path.slice("evidence/".length);
    if (hashOf(bytes) !== sha256) tell(packageFinding("EVIDENCE_DIFFERS", path));
    else if (!cited.has(sha256)) tell(packageFinding("EVIDENCE_UNCITED", path));
    else sound += 1;
  }
  const left = [...cited].filter((sha256) => !files.has(evidencePath(sha256)));
  if (sound > 0) tell(packageFinding("EVIDENCE_HOLDS", "", { count: sound }));
  if (left.length > 0)
    tell(
      packageFinding("EVIDENCE_WITHHELD", "", {
        count: left.length,
        names: left
          .slice(0, NAMED)
          .map((hash) => hash.slice(0, 16))
          .join(", "),
      }),
    );
}

/**
 * Law: a package is verified by itself: every file against the manifest, every number against the records and the pinned datasets, every disclosed value against its
 * commitment, every signature, status and log proof against the trust file. What could not be checked is named and never counts as holding.
 */
export async function verifyPackage(bytes: Uint8Array, believed: Believed): Promise<Replay> {
  const { hashing = HASHING } = believed;
  const read = readZip(bytes);
  if (read.fault !== undefined) return ended([packageFinding("PACKAGE_UNREADABLE", read.at, { why: FAULTS[read.fault] })]);
  const { files } = read;
  const opened = openManifest(files, hashing);
  if (opened === undefined) return ended([packageFinding("MANIFEST_BROKEN", PLACES.manifest)]);
  const { manifest, hash, misfits } = opened;
  for (const path of [PLACES.statement, PLACES.disclosure])
    if (!manifest.files.some((file) => file.path === path)) misfits.push({ what: "missing", path });
  const findings = misfits.map(({ what, path }) => packageFinding(MISFITS[what], path));
  if (misfits.length === 0) findings.push(packageFinding("FILES_HOLD", "", { count: manifest.files.length }));
  const tell = (finding: PackageFinding): void => void findings.push(finding);
  const looked: Looked = { files, manifest, hash };
  const statement = statementIn({ ...looked, misfits, hashing }, tell);
  if (statement !== undefined) {
    evidence(files, statement, hashing, tell);
    tell(recomputed(statement, datasets({ files, statement, vouched: believed.trust?.datasets ?? [] }, tell)));
  }
  const { findings: signed, ...vouched } = await vouchers(looked, believed);
  findings.push(...signed);
  return ended(findings, { hash, vouched, ...(statement && { statement }) });
}
