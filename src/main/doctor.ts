// sandan doctor: what stands and what does not, a line each, in the language asked for; it changes nothing.
import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BothLanguages } from "../base/problem.ts";
import { problemLines } from "../cli/problems.ts";
import { organisationsWithEvidence, trails, unfinishedImports, waitingMessages } from "../store/across.ts";
import { brokenAt } from "../store/audit.ts";
import type { Blob, Blobs } from "../store/blobs.ts";
import { type Db, faultOf } from "../store/database.ts";
import { evidenceList } from "../store/evidence.ts";
import { type Health, healthOf } from "../store/health.ts";
import { migrations } from "../store/migrate.ts";
import { readSettings, SETTINGS, type Settings } from "./settings.ts";
import { blobsOf, visitStore } from "./stores.ts";

type Lang = keyof BothLanguages;
/** good stands, note is worth knowing, bad does not stand. */
type Mark = "good" | "note" | "bad";
type Say = (mark: Mark, text: BothLanguages) => void;

const LEAST_VERSION = 150_000;
const LEAST_FREE_MB = 500;
const FEW_FREE_MB = 5_000;
const CLOCK_NOTE_S = 5;
const CLOCK_BAD_S = 60;
const LONG_DUE_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const PAGE = 1000;
const MARKS: Readonly<Record<Mark, BothLanguages>> = {
  good: { ko: "정상", en: "ok  " },
  note: { ko: "참고", en: "note" },
  bad: { ko: "이상", en: "BAD " },
};

type Asked = { lang: Lang; deep: boolean; print: (line: string) => void; env?: Readonly<Record<string, string | undefined>> };

/** Looks at everything that the settings name; answers the exit code: 0 all stands, 1 something does not. */
export async function doctor({ lang, deep, print, env = process.env }: Asked): Promise<number> {
  let bad = 0;
  const say: Say = (mark, text) => {
    if (mark === "bad") bad += 1;
    print(`${MARKS[mark][lang]}  ${text[lang]}`);
  };
  const settings = readSettings(env);
  if (Array.isArray(settings)) {
    for (const line of settings) say("bad", { ko: `설정 ${line}`, en: `setting ${line}` });
    return 1;
  }
  lookAtSettings(env, say);
  lookAtFolder(settings, say);
  try {
    await lookAtStore(settings, { say, deep, problem: (lines) => lines(lang).forEach(print), bad: () => (bad += 1) });
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    const reason = error instanceof Error ? error.message : "";
    say("bad", { ko: `${fault.text.ko} (${reason})`, en: `${fault.text.en} (${reason})` });
  }
  print(
    bad === 0
      ? { ko: "모두 정상입니다.", en: "All stands." }[lang]
      : { ko: `이상 ${bad}건.`, en: `${bad} ${bad === 1 ? "thing does" : "things do"} not stand.` }[lang],
  );
  return bad === 0 ? 0 : 1;
}

/** Names alone: a value may be a secret, or hold one. */
function lookAtSettings(env: Readonly<Record<string, string | undefined>>, say: Say): void {
  const set = Object.keys(SETTINGS).filter((name) => env[name]?.trim());
  const list = set.length === 0 ? undefined : set.join(", ");
  say("good", { ko: `설정: ${list ?? "모두 기본값"}`, en: `settings: ${list ?? "all as by default"}` });
}

function lookAtFolder({ data }: Settings, say: Say): void {
  if (!existsSync(data)) return void say("bad", { ko: `데이터 폴더 ${data}이(가) 없습니다.`, en: `there is no data folder ${data}` });
  const { bavail, bsize } = statfsSync(data);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  const mark = freeMb < LEAST_FREE_MB ? "bad" : freeMb < FEW_FREE_MB ? "note" : "good";
  say(mark, { ko: `디스크 남은 공간 ${freeMb} MB`, en: `free disk ${freeMb} MB` });
  const keys = join(data, "keys");
  if (!existsSync(keys))
    return void say("note", { ko: "키가 아직 없습니다(처음 시작할 때 만듭니다).", en: "no keys yet; the first start makes them" });
  const paths = [keys, ...readdirSync(keys).map((name) => join(keys, name))];
  const open = [...paths, join(data, "backups"), join(data, "mail.txt")].filter((path) => isOpen(path));
  const loose = open.map((path) => path.slice(data.length + 1)).join(", ");
  if (open.length === 0)
    say("good", { ko: `키 ${paths.length - 1}개: 소유자만 읽습니다.`, en: `keys: ${paths.length - 1}, for their owner alone` });
  else say("bad", { ko: `다른 계정도 읽을 수 있습니다: ${loose} (chmod go-rwx)`, en: `open to other accounts: ${loose} (chmod go-rwx)` });
}

const isOpen = (path: string): boolean => existsSync(path) && (statSync(path).mode & 0o077) !== 0;

type Ward = { say: Say; deep: boolean; problem: (lines: (lang: Lang) => string[]) => void; bad: () => void };

async function lookAtStore(settings: Settings, { say, deep, problem, bad }: Ward): Promise<void> {
  const visited = await visitStore(settings);
  if (visited.value === undefined) {
    bad();
    return problem((lang) => problemLines(visited.problems, lang));
  }
  const { database, embedded, running } = visited.value;
  try {
    const health = await healthOf(database.pool);
    if (running) say("good", { ko: "서버가 이 폴더에서 실행 중입니다.", en: "a server runs on this folder" });
    lookAtDatabase(health, say);
    if (health.schema === undefined) return;
    const { db } = database;
    await lookAtTrails(db, say);
    await lookAtEvidence({ db, blobs: blobsOf(settings) }, { say, deep });
    await lookAtWork(db, say);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

function lookAtDatabase({ number, version, encoding, collation, ctype, durable, bytes, now, schema }: Health, say: Say): void {
  const mb = Math.ceil(bytes / 1e6);
  say(number >= LEAST_VERSION ? "good" : "bad", {
    ko: `PostgreSQL ${version} (15 이상 필요), ${mb} MB`,
    en: `PostgreSQL ${version} (15 or later), ${mb} MB`,
  });
  say(encoding === "UTF8" ? "good" : "bad", {
    ko: `인코딩 ${encoding} (UTF8 필요), 정렬 ${collation}, 문자 ${ctype}`,
    en: `encoding ${encoding} (UTF8 is needed), collation ${collation}, ctype ${ctype}`,
  });
  const weak = (["fsync", "synchronous_commit", "full_page_writes"] as const).filter((name) => durable[name] === "off");
  const list = Object.entries(durable)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
  say(weak.length > 0 ? "bad" : durable.data_checksums === "on" ? "good" : "note", {
    ko: `내구성: ${list}${weak.length > 0 ? " - 정전이 나면 자료를 잃습니다" : ""}`,
    en: `durability: ${list}${weak.length > 0 ? " - a power cut loses data" : ""}`,
  });
  const seconds = Math.round(Math.abs(Date.now() - now.getTime()) / 1000);
  say(seconds >= CLOCK_BAD_S ? "bad" : seconds >= CLOCK_NOTE_S ? "note" : "good", {
    ko: `시계: ${new Date().toISOString()}, 데이터베이스와 ${seconds}초 차이`,
    en: `clock: ${new Date().toISOString()}, ${seconds} s from the database's`,
  });
  const known = migrations().at(-1)?.number ?? 0;
  if (schema === undefined)
    return void say("bad", { ko: "데이터베이스에 Sandan의 표가 없습니다.", en: "the database has no tables of Sandan" });
  const pending =
    schema < known
      ? { ko: " - 다음 시작 때 백업한 뒤 올립니다", en: " - the next start backs up and brings it up to date" }
      : { ko: "", en: "" };
  say(schema > known ? "bad" : schema < known ? "note" : "good", {
    ko: `스키마 ${schema}판, 이 프로그램은 ${known}판까지${pending.ko}`,
    en: `schema ${schema}; this program knows ${known}${pending.en}`,
  });
}

async function lookAtTrails(db: Db, say: Say): Promise<void> {
  const orgs = await trails(db);
  let whole = 0;
  for (const org of orgs) {
    const at = await brokenAt(db, org);
    if (at === undefined) whole += 1;
    else
      say("bad", { ko: `조직 ${org}의 감사 사슬이 ${at}번째 줄에서 끊어졌습니다.`, en: `the audit trail of ${org} breaks at line ${at}` });
  }
  if (whole === orgs.length) say("good", { ko: `감사 사슬 ${whole}개가 이어져 있습니다.`, en: `audit trails: ${whole}, all hold` });
}

type Found = { rows: number; missing: string[]; other: string[]; orphans: number };

/** Every row of evidence against the bytes that are kept: that they are there and as long as they should be; deep, that they fit their hash. */
async function lookAtEvidence({ db, blobs }: { db: Db; blobs: Blobs }, { say, deep }: Pick<Ward, "say" | "deep">): Promise<void> {
  const orgs = new Set([...(await organisationsWithEvidence(db)), ...(await blobs.organisations())]);
  const found: Found = { rows: 0, missing: [], other: [], orphans: 0 };
  for (const org of orgs) await lookAtEvidenceOf({ db, blobs, org }, { found, deep });
  const { rows, missing, other, orphans } = found;
  if (missing.length > 0)
    say("bad", {
      ko: `증빙 ${missing.length}건의 내용이 없습니다: ${few(missing)}`,
      en: `evidence that is gone, ${missing.length}: ${few(missing)}`,
    });
  if (other.length > 0)
    say("bad", {
      ko: `증빙 ${other.length}건이 해시와 맞지 않습니다: ${few(other)}`,
      en: `evidence that does not fit its hash, ${other.length}: ${few(other)}`,
    });
  if (missing.length + other.length === 0)
    say("good", {
      ko: `증빙 ${rows}건${deep ? ", 모두 해시와 맞습니다" : "의 내용이 있습니다(해시까지는 --deep)"}.`,
      en: `evidence: ${rows}, ${deep ? "all fit their hashes" : "all there (their hashes: --deep)"}`,
    });
  if (orphans > 0)
    say("note", { ko: `주인 없는 내용 ${orphans}건: 서버가 치웁니다.`, en: `bytes without an owner: ${orphans}; the server clears them` });
}

const few = (names: readonly string[]): string => names.slice(0, 5).join(", ") + (names.length > 5 ? ", ..." : "");

async function lookAtEvidenceOf(
  { db, blobs, org }: { db: Db; blobs: Blobs; org: string },
  { found, deep }: { found: Found; deep: boolean },
): Promise<void> {
  const kept = new Map<string, Blob>((await blobs.list(org)).map((blob) => [blob.sha256, blob]));
  for (let after: string | undefined = ""; after !== undefined; ) {
    const rows = await evidenceList(db, org, { limit: PAGE, ...(after !== "" && { after }) });
    for (const { sha256, size } of rows) {
      const blob = kept.get(sha256);
      kept.delete(sha256);
      if (blob === undefined) found.missing.push(sha256);
      else if (blob.size !== size || (deep && (await blobs.get(org, sha256)) === undefined)) found.other.push(sha256);
    }
    found.rows += rows.length;
    after = rows.length === PAGE ? rows.at(-1)?.sha256 : undefined;
  }
  for (const { at } of kept.values()) if (at.getTime() < Date.now() - HOUR_MS) found.orphans += 1;
}

async function lookAtWork(db: Db, say: Say): Promise<void> {
  const imports = await unfinishedImports(db);
  if (imports.length > 0) say("note", { ko: `끝나지 않은 가져오기 ${imports.length}건`, en: `imports under way: ${imports.length}` });
  else say("good", { ko: "끝나지 않은 가져오기 없음", en: "imports under way: none" });
  const now = new Date();
  const { waiting, due, since } = await waitingMessages(db, now);
  const late = since !== null && now.getTime() - since.getTime() > LONG_DUE_MS;
  say(late ? "bad" : due > 0 ? "note" : "good", {
    ko: `보낼 편지 ${waiting}통, 지금 보낼 것 ${due}통${since === null ? "" : ` (${since.toISOString()}부터)`}`,
    en: `messages: ${waiting} wait, ${due} due${since === null ? "" : ` (since ${since.toISOString()})`}`,
  });
}
