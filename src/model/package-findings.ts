// What verifying a sealed package says, in both languages: each finding holds, fails, or could not be checked.
import type { BothLanguages } from "../base/problem.ts";

export type FindingOutcome = "holds" | "fails" | "unchecked";

/** One finding of a verification. `path` is the file of the package, or the step or record, that it is about; "" is the whole. */
export type PackageFinding = { code: FindingCode; outcome: FindingOutcome; path: string; text: BothLanguages };

/** What a whole verification comes to, by its exit code: all holds, something fails, something could not be checked. */
export type ReplayExit = 0 | 1 | 2;

export const OUTCOME_WORDS = {
  holds: { ko: "맞음", en: "holds" },
  fails: { ko: "틀림", en: "FAILS" },
  unchecked: { ko: "미확인", en: "unchecked" },
} as const satisfies Record<FindingOutcome, BothLanguages>;

export const EXIT_WORDS = [
  { ko: "모두 맞습니다.", en: "All holds." },
  { ko: "맞지 않는 것이 있습니다. 이 봉인 파일을 믿지 마십시오.", en: "Something fails: do not rely on this package." },
  { ko: "틀린 것은 없지만 확인하지 못한 것이 있습니다.", en: "Nothing fails, but something could not be checked." },
] as const satisfies Record<ReplayExit, BothLanguages>;

/** A verification as it is handed on, by the command as by the page. */
export type ReplayReport = { exit: ReplayExit; package: string | null; statement: string | null; findings: PackageFinding[] };

type Spec = { outcome: FindingOutcome } & BothLanguages;
const holds = (ko: string, en: string): Spec => ({ outcome: "holds", ko, en });
const fails = (ko: string, en: string): Spec => ({ outcome: "fails", ko, en });
const unchecked = (ko: string, en: string): Spec => ({ outcome: "unchecked", ko, en });

const FINDINGS = {
  PACKAGE_UNREADABLE: fails("봉인 파일로 읽을 수 없음: {why}", "This is no sealed package that can be read: {why}."),
  MANIFEST_BROKEN: fails("목록(manifest.json)이 없거나 정해진 형식이 아님", "The manifest is missing, or not written as manifests are."),
  FILE_MISSING: fails("목록에 있는 파일이 없음: {path}", "A listed file is missing: {path}."),
  FILE_DIFFERS: fails("파일이 봉인된 내용과 다름: {path}", "A file is not the one that was sealed: {path}."),
  FILE_UNLISTED: fails("목록에 없는 파일이 들어 있음: {path}", "A file is there that the manifest does not list: {path}."),
  FILE_BROKEN: fails("파일이 정해진 형식이 아님: {path}", "A file is not written as it must be: {path}."),
  FILES_HOLD: holds("파일 {count}개가 봉인된 그대로임", "All {count} files are as they were sealed."),

  STATEMENT_REFUSED: fails("산정서를 믿을 수 없음: {why}", "The statement cannot be believed: {why}"),
  STATEMENT_OTHER: fails("목록이 다른 산정서를 가리킴", "The manifest names another statement."),
  STATEMENT_HOLDS: holds(
    "산정서 {hash}: 모든 단계가 그 식에서 나오고, 공개된 값은 봉인된 값과 같음",
    "Statement {hash}: every step follows from its formula, every value shown is the one committed to.",
  ),
  RECORDS_WITHHELD: unchecked(
    "기록 {count}건이 공개되지 않아 다시 계산할 수 없음: {names}",
    "{count} records are held back, so that nothing that rests on them can be recomputed: {names}.",
  ),
  RECOMPUTED_IDENTICAL: holds(
    "기록에서 다시 계산한 숫자 {count}개가 모두 똑같음",
    "All {count} numbers, recomputed from the records, are identical.",
  ),
  RECOMPUTED_EQUAL: holds(
    "기록에서 다시 계산한 숫자가 10^-12 안에서, 반올림한 값에서 같음. 다른 것 {count}개: {names}",
    "Recomputed from the records, the numbers are equal within 1e-12 and after rounding; {count} differ in the last digits: {names}.",
  ),
  RECOMPUTED_DIFFERS: fails(
    "기록에서 다시 계산하면 다른 숫자가 나옴 ({count}개): {names}",
    "Recomputed from the records, {count} numbers come out otherwise: {names}.",
  ),
  RECOMPUTATION_STOPS: fails("기록에서 계산이 되지 않음: {why}", "The records cannot be calculated: {why}"),
  RECOMPUTED_OTHERWISE: unchecked(
    "이 판은 데이터 {datasets}의 다른 판을 쓰므로 다시 계산한 {count}개를 견줄 수 없음: {names}",
    "This version has another version of {datasets}, by which {count} numbers come out otherwise and cannot be compared: {names}.",
  ),

  DATASETS_HOLD: holds("계산에 쓴 데이터 {count}개가 고정된 해시와 같음", "The {count} datasets are those that the calculation pinned."),
  DATASET_MISSING: unchecked("고정된 데이터가 들어 있지 않음: {path}", "A pinned dataset is not in the package: {path}."),
  DATASET_UNVOUCHED: unchecked(
    "들어 있는 표 '{dataset}'이(가) 이 프로그램이 아는 것이 아님. 믿는 표라면 그 해시를 신뢰 파일의 datasets에 적으십시오: {hash}",
    "The table '{dataset}' in the package is none that this program knows; a trust file can name it in datasets: {hash}.",
  ),
  DATASET_DIFFERS: fails("데이터가 고정된 해시와 다름: {path}", "A dataset is not the one that the calculation pinned: {path}."),

  EVIDENCE_HOLDS: holds("증빙 {count}건이 그 해시와 같음", "{count} pieces of evidence are those that their hashes name."),
  EVIDENCE_DIFFERS: fails("증빙이 그 이름의 해시와 다름: {path}", "A piece of evidence is not the one that its hash names: {path}."),
  EVIDENCE_UNCITED: fails(
    "산정서가 쓰지 않는 증빙이 들어 있음: {path}",
    "A piece of evidence is there that the statement does not cite: {path}.",
  ),
  EVIDENCE_WITHHELD: unchecked(
    "증빙 {count}건은 해시만 있고 내용은 없음: {names}",
    "Of {count} pieces of evidence only the hash is there, not the bytes: {names}.",
  ),

  SIGNATURE_MISSING: unchecked("{what}: 서명이 없음", "{what}: nobody signed it."),
  SIGNATURE_REQUIRED: fails("{what}: 신뢰 파일은 서명을 요구하지만 없음", "{what}: the trust file asks for a signature and there is none."),
  SIGNATURE_HOLDS: holds("{what}: {signer}의 서명이 맞음", "{what}: the signature of {signer} holds."),
  SIGNATURE_FAILS: fails("{what}: 서명을 믿을 수 없음: {why}", "{what}: the signature cannot be believed: {why}."),
  SIGNATURE_UNCHECKED: unchecked("{what}: 확인할 수 없음: {why}", "{what}: could not be checked: {why}."),
  SIGNATURE_OTHER: fails("{what}: 다른 내용에 대한 서명임", "{what}: it was signed over something else."),
  SIGNER_KNOWN: holds("{what}: 서명자를 신뢰 파일에서 확인함", "{what}: the signer is known by the trust file."),
  SIGNER_VOUCHED: holds(
    "{what}: 인정된 검증기관의 의견이 바로 이 봉인 파일에 대한 것임",
    "{what}: the opinion of an accredited verifier is over this very package.",
  ),
  SIGNER_UNKNOWN: unchecked("{what}: 서명자를 알 수 없음 ({signer})", "{what}: the signer is not known ({signer})."),
  SIGNER_UNTRUSTED: fails(
    "{what}: 서명자가 신뢰 파일에 없음 ({signer})",
    "{what}: the signer is not among those of the trust file ({signer}).",
  ),
  DOCUMENT_UNPROVED: unchecked(
    "{what}: 서명자의 공개키가 봉인 파일에서만 나옴. 신뢰 파일의 documents에 넣어야 확인됨 ({signer})",
    "{what}: the signer's keys are known from the package alone; put the document into the trust file ({signer}).",
  ),
  REVOKED: fails("{what}: {asOf} 기준 취소 또는 정지됨", "{what}: revoked or suspended as of {asOf}."),
  NOT_REVOKED: holds("{what}: {asOf} 기준 취소되지 않음", "{what}: not revoked as of {asOf}."),

  OPINION_REQUIRED: fails("신뢰 파일은 검증의견을 요구하지만 없음", "The trust file asks for an opinion and there is none."),
  OPINION_AGAINST: fails("검증의견이 이 산정서를 인정하지 않음: {verdict}", "The opinion does not accept the statement: {verdict}."),
  OPINION_UNCLEAR: unchecked("검증의견의 결론을 알 수 없음", "What the opinion concludes is not known."),
  ACCREDITATION_LATE: fails("검증의견을 낸 때에는 아직 인정받지 않았음", "The verifier was not accredited yet when the opinion was given."),
  ACCREDITATION_MISSING: unchecked("검증기관의 인정서가 없음", "The verifier's accreditation is not in the package."),
  ACCREDITATION_REQUIRED: fails(
    "신뢰 파일은 인정된 검증기관을 요구하지만 인정서가 없음",
    "The trust file asks for an accredited verifier and the accreditation is missing.",
  ),
  OPINION_OWN: fails("산정서를 만든 이가 스스로 검증함", "Who made the statement verified it: preparer and verifier are one."),
  ACCREDITATION_OTHER: fails("인정서가 다른 기관의 것임", "The accreditation is another body's."),
  OPINION_ALONE: fails("검증의견 없이 그 부속 파일만 있음: {path}", "A file belongs to an opinion that is not there: {path}."),

  PROOF_MISSING: unchecked("{what}: 로그 증명이 없음", "{what}: there is no proof that it was logged."),
  PROOF_REQUIRED: fails(
    "{what}: 신뢰 파일은 로그 증명을 요구하지만 없음",
    "{what}: the trust file asks for a log proof and there is none.",
  ),
  PROOF_FAILS: fails("{what}: 로그 증명이 맞지 않음: {why}", "{what}: the log proof does not hold: {why}."),
  PROOF_OTHER: fails("{what}: 로그 증명이 다른 내용의 것임", "{what}: the log proof is of something else."),
  PROOF_HOLDS: holds(
    "{what}: 로그 {origin}의 {index}번째, 증인 {witnesses}, {asOf}",
    "{what}: entry {index} of the log {origin}, witnesses {witnesses}, {asOf}.",
  ),
  PROOF_LEADS: holds("{what}: 증명이 체크포인트의 루트에 이름", "{what}: the proof leads to the root of its checkpoint."),
  LOG_UNKNOWN: unchecked("{what}: 로그를 알 수 없음 ({origin})", "{what}: the log is not known ({origin})."),
  LOG_FORKED: fails(
    "로그 {origin}: 같은 크기 {size}에 루트가 둘, 로그가 갈라짐",
    "The log {origin} has two roots at size {size}: it was forked.",
  ),
} as const satisfies Record<string, Spec>;

export type FindingCode = keyof typeof FINDINGS;

type Params = Readonly<Record<string, string | number | BothLanguages>>;

/** A finding with its texts filled. A parameter that is not given is a bug and throws. */
export function packageFinding(code: FindingCode, path = "", params: Params = {}): PackageFinding {
  const { outcome, ko, en }: Spec = FINDINGS[code];
  const fill = (text: string, lang: keyof BothLanguages): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = name === "path" ? path : params[name];
      if (value === undefined) throw new Error(`finding ${code} lacks the parameter ${name}`);
      return typeof value === "object" ? value[lang] : String(value);
    });
  return { code, outcome, path, text: { ko: fill(ko, "ko"), en: fill(en, "en") } };
}

/** What is signed or logged. */
export const SIGNED = {
  statement: { ko: "산정서", en: "Statement" },
  opinion: { ko: "검증의견", en: "Opinion" },
  accreditation: { ko: "인정서", en: "Accreditation" },
} as const;

/** Why an archive or a log proof is refused. */
export const FAULTS = {
  notZip: { ko: "zip 파일이 아님", en: "no zip archive" },
  truncated: { ko: "파일이 잘렸음", en: "it is cut short" },
  tooLarge: { ko: "너무 큼", en: "it is too large" },
  unsafeName: { ko: "허용되지 않는 파일 이름", en: "a file's name is none that may be" },
  order: { ko: "파일이 겹치거나 순서가 다름", en: "files are there twice, or out of order" },
  checksum: { ko: "체크섬이 다름", en: "a checksum differs" },
  notCanonical: { ko: "정해진 방식으로 쓰이지 않음", en: "it is not written as packages are" },
  unreadable: { ko: "증명을 읽을 수 없음", en: "it cannot be read" },
  origin: { ko: "신뢰 파일에 없는 로그", en: "the log is not among those of the trust file" },
  unsigned: { ko: "로그의 서명이 없음", en: "the log did not sign its checkpoint" },
  forged: { ko: "체크포인트의 서명이 틀림", en: "a signature under its checkpoint is wrong" },
  witnesses: { ko: "증인이 모자람", en: "too few witnesses cosigned" },
  inclusion: { ko: "항목이 로그의 그 자리에 없음", en: "the entry is not in the log at its place" },
} as const satisfies Record<string, BothLanguages>;

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

/** Codes of trust/credentials/verdict.ts in words; a code without words stands for itself. */
const VERDICTS: Readonly<Record<string, BothLanguages>> = {
  MALFORMED: both("형식이 깨짐", "it is malformed"),
  UNSECURED: both("서명이 없음", "it is not signed"),
  SIGNATURE_WRONG: both("서명이 틀림", "the signature is wrong"),
  SIGNATURE_EXPIRED: both("서명 기한이 지남", "the signature has expired"),
  SIGNATURE_FROM_LATER: both("서명 시각이 미래임", "it claims to be signed in the future"),
  METHOD_UNKNOWN: both("서명자에게 그 키가 없음", "the signer has no such key"),
  METHOD_PURPOSE: both("그 키는 이 용도가 아님", "the key is not for this purpose"),
  METHOD_UNREADABLE: both("키를 읽을 수 없음", "the key cannot be read"),
  KEY_NOT_FOR_SUITE: both("그 키는 이 서명 방식이 아님", "the key is not for this kind of signature"),
  KEY_ENDED: both("키가 끝난 뒤이고, 그 전에 증인과 함께 기록되지 않음", "the key has ended, and no witnessed entry is older than its end"),
  NOT_YET_VALID: both("아직 유효하지 않음", "it is not valid yet"),
  NO_LONGER_VALID: both("유효 기간이 지남", "it is no longer valid"),
  PROOF_TYPE: both("서명의 종류가 다름", "the proof is of another type"),
  PROOF_PURPOSE: both("서명의 용도가 다름", "the proof is for another purpose"),
  PROOF_CONTEXT: both("서명의 문맥이 다름", "the proof's context is another"),
  ISSUER_DID_NOT_SIGN: both("발행자가 서명하지 않음", "its issuer did not sign it"),
  DOCUMENT_MISSING: both("서명자의 DID 문서가 없음", "the signer's DID document is not at hand"),
  SUITE_UNKNOWN: both("모르는 서명 방식", "its kind of signature is not known"),
  CONTEXT_MISSING: both("JSON-LD 문맥이 없음", "a JSON-LD context is not at hand"),
  STATUS_UNKNOWN: both("상태 목록이 없거나 읽을 수 없음", "its status list is not at hand or cannot be read"),
  STATUS_STALE: both("상태 목록이 오래됨. --status로 새 목록을 주십시오", "its status list is out of date; give a newer one with --status"),
  STATUS_TYPE_UNKNOWN: both("모르는 종류의 상태", "its kind of status is not known"),
  STATUS_PURPOSE_UNKNOWN: both("모르는 용도의 상태", "its status is of a purpose that is not known"),
};

export const verdictWords = (code: string): BothLanguages => VERDICTS[code] ?? { ko: code, en: code };
