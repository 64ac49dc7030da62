// Sealed packages from a shell: made of a file, and verified with no network and no database.
import { hashOf } from "../base/canonical.ts";
import { listsNamed } from "../calc/lists-named.ts";
import { obtain } from "../calc/obtain.ts";
import { isStatement } from "../calc/open.ts";
import { type Replay, replayReport, verifyPackage } from "../calc/replay.ts";
import { type PackageKeys, saltSecretOf, sealPackage } from "../calc/seal-package.ts";
import { readLists, readTrust } from "../calc/trust-file.ts";
import { visible } from "../formats/visible.ts";
import { EXIT_WORDS, OUTCOME_WORDS, type PackageFinding } from "../model/package-findings.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, deliver, MISUSED, overwriting, refuse, report, type Shell, STOPPED } from "./shell.ts";
import { tablesOf } from "./tables.ts";

type Signer = Exclude<ReturnType<PackageKeys["signerOf"]>, Error>;

/** `seal FILE --out P.sandan`: a workbook, a case file or a Statement, with what it rests on. */
export async function seal(call: Call, shell: Shell): Promise<number> {
  const [path = ""] = call.operands;
  const { hold = [], key } = call.seal ?? {};
  const refused = overwriting(call, shell, key === undefined ? [path] : [path, key]);
  if (refused !== undefined) return refused;
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  const signer = key === undefined ? undefined : await signerIn(call, shell, key);
  if (typeof signer === "number") return signer;
  const tables = await tablesOf(call, shell);
  if (typeof tables === "number") return tables;
  const file = shell.fileName(path);
  if (call.asIf !== undefined && isStatement(bytes))
    return refuse(shell, call.lang, MISUSED, {
      ko: "산정서에는 --as-if를 쓸 수 없습니다.",
      en: "a statement is calculated already: no --as-if.",
    });
  const [defaultValues, { hashing }] = [await tables.defaultValues(), await shell.keys()];
  const { value, problems } = obtain(bytes, {
    file,
    defaultValues,
    ...(call.asIf !== undefined && { asIf: call.asIf }),
    ...(signer && { secret: await saltSecretOf(signer) }),
    hashing,
    stage: shell.stage,
  });
  report(call, shell, problems, file);
  if (value === undefined) return STOPPED;
  const evidence = evidenceIn(call, shell, isStatement(bytes) ? undefined : bytes);
  if (typeof evidence === "number") return evidence;
  shell.stage("seal");
  const { statement } = value;
  const sealed = await sealPackage({ statement, evidence, hold, defaultValues, hashing, ...(signer && { signing: { signer } }) });
  report(call, shell, sealed.problems, file);
  if (sealed.value === undefined) return STOPPED;
  const written = deliver(call, shell, sealed.value.bytes);
  return written === 0 ? deliver({ lang: call.lang }, shell, `${sealed.value.hash}\n`) : written;
}

/** The signer of a key file, or the exit code where it is none: packages are signed by Ed25519. */
async function signerIn({ lang }: Call, shell: Shell, path: string): Promise<Signer | number> {
  const pem = bytesOf(shell, lang, path);
  if (typeof pem === "number") return pem;
  const signer = (await shell.keys()).signerOf(pem);
  if (!(signer instanceof Error) && signer.alg === "EdDSA") return signer;
  return refuse(shell, lang, MISUSED, {
    ko: `'${path}'은(는) Ed25519 개인키(PEM)가 아닙니다. 예: openssl genpkey -algorithm ed25519 -out key.pem`,
    en: `'${path}' is no Ed25519 private key in PEM. One is made by: openssl genpkey -algorithm ed25519 -out key.pem`,
  });
}

/** Files of the folder by their hashes, and the input itself, which a workbook's Statement cites. */
function evidenceIn({ seal: given, lang }: Call, shell: Shell, input: Uint8Array | undefined): Map<string, Uint8Array> | number {
  const found = new Map<string, Uint8Array>();
  if (input !== undefined) found.set(hashOf(input), input);
  if (given?.evidence === undefined) return found;
  const paths = shell.list(given.evidence);
  if (paths instanceof Error)
    return refuse(shell, lang, STOPPED, {
      ko: `폴더 '${given.evidence}'을(를) 읽을 수 없습니다: ${paths.message}`,
      en: `the folder '${given.evidence}' cannot be read: ${paths.message}`,
    });
  for (const path of paths) {
    const bytes = bytesOf(shell, lang, path);
    if (typeof bytes === "number") return bytes;
    found.set(hashOf(bytes), bytes);
  }
  return found;
}

/** `verify P.sandan`: what holds, what fails, what could not be checked; the exit code says the worst of them. */
export async function verify(call: Call, shell: Shell): Promise<number> {
  const { trust: trustPath, lists: listsPath, json = false, online = false } = call.verify ?? {};
  const [path = ""] = call.operands;
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  const trust = readFrom(call, shell, trustPath, readTrust);
  const lists = readFrom(call, shell, listsPath, readLists);
  if (typeof trust === "number" || typeof lists === "number") return MISUSED;
  const { verify: holds, hashing } = await shell.keys();
  const newer = online ? await listsOnline(call, shell, bytes) : [];
  const replay = await verifyPackage(bytes, { verify: holds, hashing, now: shell.now(), trust, lists: [...(lists ?? []), ...newer] });
  const text = json ? `${JSON.stringify(replayReport(replay), null, 1)}\n` : wordsOf(replay, call.lang);
  return Math.max(deliver({ lang: call.lang }, shell, text), replay.exit);
}

type Lists = NonNullable<ReturnType<typeof readLists>>;

/** Bytes of a status list: of the largest that is read, and what stands around it. */
const MOST_LIST = 16 << 20;

/** Newer lists from where the package says that they are. Law: one that cannot be had leaves its status as the package has it, and is told. */
async function listsOnline(call: Call, shell: Shell, bytes: Uint8Array): Promise<Lists> {
  const found: Lists = [];
  for (const url of listsNamed(bytes)) {
    const had = await shell.get(url, MOST_LIST);
    const lists = had && readLists(had);
    if (lists === undefined)
      shell.err(
        call.lang === "ko" ? `상태 목록을 받지 못했습니다: ${visible(url)}\n` : `the status list could not be had: ${visible(url)}\n`,
      );
    else found.push(...lists);
  }
  return found;
}

/** A file that the caller names, as it is read; a code where it is not wholly understood. */
function readFrom<T>(
  call: Call,
  shell: Shell,
  path: string | undefined,
  read: (bytes: Uint8Array) => T | undefined,
): T | undefined | number {
  if (path === undefined) return undefined;
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  return (
    read(bytes) ??
    refuse(shell, call.lang, MISUSED, {
      ko: `'${path}'을(를) 다 이해하지 못해 아무것도 확인하지 않았습니다(docs/PACKAGE.md).`,
      en: `'${path}' is not wholly understood, so nothing was verified (docs/PACKAGE.md).`,
    })
  );
}

/** Failures first, then what could not be checked. */
function wordsOf({ exit, hash, statement, findings }: Replay, lang: Call["lang"]): string {
  const line = ({ outcome, code, text }: PackageFinding): string => `${OUTCOME_WORDS[outcome][lang]} ${code}: ${visible(text[lang])}`;
  const lines = (["fails", "unchecked", "holds"] as const).flatMap((outcome) => findings.filter((f) => f.outcome === outcome).map(line));
  const head =
    statement === undefined
      ? []
      : [visible(`${statement.installation.name}, ${statement.period.start} - ${statement.period.end}, ${statement.act}`)];
  return `${[...(hash === undefined ? [] : [`sha256 ${hash}`]), ...head, ...lines, EXIT_WORDS[exit][lang]].join("\n")}\n`;
}
