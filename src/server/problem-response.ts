// Problems over HTTP: RFC 9457, in the caller's language, each code with its status.
import type { BothLanguages, Problem } from "../base/problem.ts";

export type Language = keyof BothLanguages;

const STATUS: Readonly<Record<string, number>> = {
  INPUT_INVALID: 400,
  BODY_UNREADABLE: 400,
  SIGN_IN_NEEDED: 401,
  PERSON_NEEDED: 403,
  NOT_ALLOWED: 403,
  SCOPE_MISSING: 403,
  ACT_NOT_YOURS: 403,
  GUEST_EXPIRED: 403,
  GUEST_REVOKED: 403,
  ORGANISATION_UNKNOWN: 404,
  MEMBER_UNKNOWN: 404,
  NOT_FOUND: 404,
  ROUTE_UNKNOWN: 404,
  EVIDENCE_IN_USE: 409,
  LAST_OWNER: 409,
  STILL_OWNER: 409,
  IMPORT_STATE: 409,
  VERIFICATION_CLOSED: 409,
  VERIFICATION_STEP_REFUSED: 409,
  VERSION_CONFLICT: 412,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNKNOWN: 415,
  VERSION_NEEDED: 428,
  VERSION_HEADER_NEEDED: 428,
  RATE_LIMITED: 429,
  INTERNAL_FAULT: 500,
  EVIDENCE_DAMAGED: 500,
  DATABASE_UNREACHABLE: 503,
  EVIDENCE_STORE_UNREACHABLE: 503,
  BUSY: 503,
  DISK_FULL: 507,
};
/** The request is understood, and what it holds cannot be taken. */
const UNPROCESSABLE = 422;

/** What a kind of refusal is called, the same each time; what happened this time is the detail. */
const TITLES: Readonly<Record<number, BothLanguages>> = {
  400: { ko: "요청이 맞지 않습니다", en: "The request does not fit" },
  401: { ko: "로그인이 필요합니다", en: "Signing in is needed" },
  403: { ko: "권한이 없습니다", en: "This is not allowed" },
  404: { ko: "없습니다", en: "There is no such thing" },
  409: { ko: "지금 상태에서는 할 수 없습니다", en: "It cannot be done as things stand" },
  412: { ko: "그 사이에 바뀌었습니다", en: "It was changed meanwhile" },
  413: { ko: "너무 큽니다", en: "It is too large" },
  415: { ko: "모르는 형식입니다", en: "The format is not known" },
  422: { ko: "내용을 받아들일 수 없습니다", en: "The content cannot be taken" },
  428: { ko: "어느 판을 고치는지 말해야 합니다", en: "The version that is changed must be told" },
  429: { ko: "요청이 너무 잦습니다", en: "Too many requests" },
  500: { ko: "서버의 잘못입니다", en: "The server is at fault" },
  503: { ko: "지금은 할 수 없습니다", en: "It cannot be done now" },
  507: { ko: "서버에 자리가 없습니다", en: "The server has no room" },
};

export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  problems: Problem[];
};

/** The first error speaks for all; every Problem stands in `problems` in both languages. */
export function problemDocument(problems: readonly Problem[], lang: Language): ProblemDocument {
  const first = problems.find(({ severity }) => severity === "error") ?? problems[0];
  const code = first?.code ?? "INTERNAL_FAULT";
  const status = STATUS[code] ?? UNPROCESSABLE;
  return {
    type: `urn:sandan:problem:${code}`,
    title: TITLES[status]?.[lang] ?? code,
    status,
    detail: first === undefined ? "" : `${first.text[lang]} ${first.todo[lang]}`,
    code,
    problems: [...problems],
  };
}

/** The language that the caller prefers of the two; Korean where the header names neither. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";");
      const q = /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(rest[0] ?? "")?.[1];
      return { tag: tag.split("-")[0], q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, q }) => (tag === "ko" || tag === "en") && q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.tag === "en" ? "en" : "ko";
}
