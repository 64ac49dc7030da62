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
  ORGANISATION_UNKNOWN: 404,
  MEMBER_UNKNOWN: 404,
  NOT_FOUND: 404,
  ROUTE_UNKNOWN: 404,
  EVIDENCE_IN_USE: 409,
  LAST_OWNER: 409,
  STILL_OWNER: 409,
  IMPORT_STATE: 409,
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
  return {
    type: `urn:sandan:problem:${code}`,
    title: first?.text[lang] ?? code,
    status: STATUS[code] ?? UNPROCESSABLE,
    detail: first?.todo[lang] ?? "",
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
