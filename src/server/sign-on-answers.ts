// What the sign-on library answers, told as Problems: the one place where its codes get our words.
import type { Problem } from "../base/problem.ts";
import { requestProblem } from "../model/problems/request.ts";
import { type SignOnProblem, signOnProblem } from "../model/problems/sign-on.ts";
import { type Language, languageOf, problemDocument } from "./problem-response.ts";
import { LEAST_PASSWORD, MOST_PASSWORD, PROVIDER } from "./sign-on-options.ts";

/** The doors that are open, without /auth; whatever else the library has stays shut. */
const DOORS: Readonly<Record<"GET" | "POST", readonly string[]>> = {
  GET: ["/get-session", "/token", "/jwks", "/verify-email", "/list-sessions", "/list-accounts", "/error", `/callback/${PROVIDER}`],
  POST: [
    "/sign-up/email",
    "/sign-in/email",
    "/sign-in/social",
    "/sign-out",
    "/send-verification-email",
    "/request-password-reset",
    "/reset-password",
    "/change-password",
    "/update-user",
    "/revoke-session",
    "/revoke-sessions",
    "/revoke-other-sessions",
    "/link-social",
    "/unlink-account",
    "/two-factor/enable",
    "/two-factor/disable",
    "/two-factor/verify-totp",
    "/two-factor/verify-backup-code",
    "/two-factor/generate-backup-codes",
  ],
};
const RESET = /^\/reset-password\/[A-Za-z0-9]{1,64}$/;

/** What codes of the library and of a provider's redirect mean; others are SIGN_ON_REFUSED. */
const MEANS: Readonly<Record<string, SignOnProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: "SIGN_IN_REFUSED",
  INVALID_PASSWORD: "PASSWORD_WRONG",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "PASSWORD_WRONG",
  PASSWORD_TOO_SHORT: "PASSWORD_TOO_SHORT",
  PASSWORD_TOO_LONG: "PASSWORD_TOO_LONG",
  INVALID_EMAIL: "EMAIL_INVALID",
  EMAIL_NOT_VERIFIED: "EMAIL_NOT_VERIFIED",
  USER_ALREADY_EXISTS: "ACCOUNT_EXISTS",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "ACCOUNT_EXISTS",
  ACCOUNT_NOT_LINKED: "ACCOUNT_NOT_LINKED",
  SIGN_UP_CLOSED: "SIGN_UP_CLOSED",
  EMAIL_PASSWORD_SIGN_UP_DISABLED: "SIGN_UP_CLOSED",
  SIGNUP_DISABLED: "SIGN_UP_CLOSED",
  INVALID_TOKEN: "LINK_EXPIRED",
  TOKEN_EXPIRED: "LINK_EXPIRED",
  USER_NOT_FOUND: "LINK_EXPIRED",
  INVALID_CODE: "SECOND_FACTOR_WRONG",
  INVALID_BACKUP_CODE: "SECOND_FACTOR_WRONG",
  INVALID_TWO_FACTOR_COOKIE: "SECOND_FACTOR_EXPIRED",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "SECOND_FACTOR_EXPIRED",
  ACCOUNT_TEMPORARILY_LOCKED: "SECOND_FACTOR_LOCKED",
  TOTP_NOT_ENABLED: "SECOND_FACTOR_STATE",
  TOTP_ALREADY_ENABLED: "SECOND_FACTOR_STATE",
  TWO_FACTOR_NOT_ENABLED: "SECOND_FACTOR_STATE",
  BACKUP_CODES_NOT_ENABLED: "SECOND_FACTOR_STATE",
  INVALID_ORIGIN: "ORIGIN_REFUSED",
  MISSING_OR_NULL_ORIGIN: "ORIGIN_REFUSED",
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: "ORIGIN_REFUSED",
  INVALID_CALLBACK_URL: "RETURN_ADDRESS_REFUSED",
  INVALID_REDIRECT_URL: "RETURN_ADDRESS_REFUSED",
  INVALID_ERROR_CALLBACK_URL: "RETURN_ADDRESS_REFUSED",
  INVALID_NEW_USER_CALLBACK_URL: "RETURN_ADDRESS_REFUSED",
  PROVIDER_NOT_FOUND: "PROVIDER_UNAVAILABLE",
  INVALID_OAUTH_CONFIGURATION: "PROVIDER_UNAVAILABLE",
  TOKEN_URL_NOT_FOUND: "PROVIDER_UNAVAILABLE",
};

/** The same for `?error=` of a redirect, where a provider's own come first. */
const IN_REDIRECT: Readonly<Record<string, SignOnProblem>> = {
  ...MEANS,
  OAUTH_PROVIDER_NOT_FOUND: "PROVIDER_UNAVAILABLE",
  INVALID_CODE: "PROVIDER_UNAVAILABLE",
  NO_CODE: "PROVIDER_UNAVAILABLE",
  NONCE_BINDING_MISSING: "PROVIDER_UNAVAILABLE",
  UNABLE_TO_GET_USER_INFO: "PROVIDER_UNAVAILABLE",
  EMAIL_NOT_FOUND: "PROVIDER_UNAVAILABLE",
  UNABLE_TO_LINK_ACCOUNT: "ACCOUNT_NOT_LINKED",
  EMAIL_DOES_NOT_MATCH: "ACCOUNT_NOT_LINKED",
  ACCOUNT_ALREADY_LINKED_TO_DIFFERENT_USER: "ACCOUNT_NOT_LINKED",
};

/** A session that is over, or too old for what is asked. */
const AGAIN: ReadonlySet<string> = new Set(["SESSION_EXPIRED", "SESSION_NOT_FRESH"]);

const UNREACHABLE = /^(08|57P0|53300)|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

const NOWHERE = "http://nowhere.invalid";

/** True where the request goes to a door that is open. */
export function isDoor(request: Request): boolean {
  const path = new URL(request.url).pathname;
  if (!path.startsWith("/auth/")) return false;
  const { method } = request;
  if (method !== "GET" && method !== "POST") return false;
  const door = path.slice("/auth".length);
  return DOORS[method].includes(door) || (method === "GET" && RESET.test(door));
}

const languageFor = ({ headers }: Request): Language => languageOf(headers.get("accept-language") ?? undefined);

function refusal(
  request: Request,
  problem: Problem,
  given: { status: number; retryAfter?: string; cookies?: readonly string[] },
): Response {
  const document = { ...problemDocument([problem], languageFor(request)), status: given.status };
  const headers = new Headers({ "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" });
  if (given.retryAfter !== undefined) headers.set("retry-after", given.retryAfter);
  for (const cookie of given.cookies ?? []) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify(document), { status: given.status, headers });
}

/** What is behind no open door. Problem: ROUTE_UNKNOWN. */
export function noDoor(request: Request): Response {
  const path = new URL(request.url).pathname.slice(0, 200).toWellFormed();
  return refusal(request, requestProblem("ROUTE_UNKNOWN", { params: { method: request.method, path } }), { status: 404 });
}

/** For what the library throws: its reason goes to the log alone. Problem: SIGN_ON_FAULT. */
export function fault(request: Request, error: unknown): Response {
  const { code } = (error instanceof Error ? error : {}) as { code?: unknown };
  const unreachable = typeof code === "string" && UNREACHABLE.test(code);
  return refusal(request, signOnProblem("SIGN_ON_FAULT"), unreachable ? { status: 503, retryAfter: "5" } : { status: 500 });
}

/** The library's answer as it leaves: errors as Problems, errors in redirects by our codes, no session for a page to read. */
export async function answerOf(request: Request, response: Response): Promise<Response> {
  if (response.status >= 400) return refused(request, response);
  const headers = new Headers(response.headers);
  if (request.headers.has("origin") || request.headers.has("sec-fetch-site")) headers.delete("set-auth-token");
  const location = headers.get("location");
  if (response.status < 300 || location === null) return withSession(response, headers);
  headers.set("location", toldInOurWords(location));
  headers.delete("content-type");
  return new Response(null, { status: response.status, headers });
}

/** Whoever signs in without a browser finds the session in the body too: clients made from the contract read no headers. */
async function withSession(response: Response, headers: Headers): Promise<Response> {
  const { status } = response;
  const session = headers.get("set-auth-token");
  if (session === null) return new Response(response.body, { status, headers });
  const text = await response.text();
  const body = /^\{.*"token":.*"user":/s.test(text) ? { ...(JSON.parse(text) as object), token: session } : undefined;
  return new Response(body === undefined ? text : JSON.stringify(body), { status, headers });
}

async function refused(request: Request, response: Response): Promise<Response> {
  const { status } = response;
  const { code, message } = bodyOf(await response.text());
  const cookies = response.headers.getSetCookie();
  const wait = response.headers.get("x-retry-after");
  const retryAfter = status === 429 ? (wait ?? "900") : undefined;
  return refusal(request, problemOf(request, { status, code, message, wait }), { status, cookies, ...(retryAfter && { retryAfter }) });
}

type Told = { status: number; code: string; message: string; wait: string | null };

function problemOf(request: Request, { status, code, message, wait }: Told): Problem {
  if (status === 429 && wait !== null) return requestProblem("RATE_LIMITED", { params: { seconds: Number(wait) } });
  if (status === 404 && code === "") return requestProblem("ROUTE_UNKNOWN", { params: { method: request.method, path: pathOf(request) } });
  if (status === 415) {
    const type = (request.headers.get("content-type") ?? "").replace(/[^\w/;=+.-]/g, "").slice(0, 60);
    return requestProblem("MEDIA_TYPE_UNKNOWN", { params: { type, wanted: "application/json" } });
  }
  if (status >= 500) return signOnProblem("SIGN_ON_FAULT");
  const fields = code === "VALIDATION_ERROR" ? fieldsIn(message) : "";
  if (fields === "email") return signOnProblem("EMAIL_INVALID");
  if (fields !== "") return signOnProblem("SIGN_ON_INPUT", { params: { fields } });
  const means = MEANS[code];
  if (AGAIN.has(code) || (means === undefined && status === 401)) return requestProblem("SIGN_IN_NEEDED");
  return signOnProblem(means ?? "SIGN_ON_REFUSED", { params: { least: LEAST_PASSWORD, most: MOST_PASSWORD } });
}

const pathOf = ({ url }: Request): string => new URL(url).pathname.slice(0, 200).toWellFormed();

function fieldsIn(message: string): string {
  const names = [...message.matchAll(/\[(?:body|query)\.(\w{1,40})/g)].map(([, name]) => name ?? "");
  return names.length > 0 ? [...new Set(names)].join(", ") : "body";
}

function bodyOf(text: string): { code: string; message: string } {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    return { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
  } catch {
    return { code: "", message: "" };
  }
}

/** An address with `?error=`, with our code for it, and without what others would say about it. */
function toldInOurWords(location: string): string {
  const url = new URL(location, NOWHERE);
  const error = url.searchParams.get("error");
  if (error === null) return location;
  url.searchParams.set("error", IN_REDIRECT[error.toUpperCase()] ?? "SIGN_ON_REFUSED");
  url.searchParams.delete("error_description");
  return url.origin === NOWHERE ? url.href.slice(NOWHERE.length) : url.href;
}
