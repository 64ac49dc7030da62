// What the sign-on library is told: tables, cookies, limits, second factor, tokens, and the one provider of the settings.
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { bearer } from "better-auth/plugins/bearer";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { jwt } from "better-auth/plugins/jwt";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Mail } from "./mail.ts";
import { languageOf } from "./problem-response.ts";
import { existingMail, resetMail, type Text, verificationMail } from "./sign-on-mails.ts";
import { hashPassword, samePassword } from "./sign-on-password.ts";

/** A Kysely instance over PostgreSQL, as the library takes it. */
export type SignOnDatabase = Extract<NonNullable<BetterAuthOptions["database"]>, { db: unknown }>["db"];

export type Oidc = { issuer: string; clientId: string; clientSecret: string; name: string };

export type SignOnOptions = {
  database: SignOnDatabase;
  /** Scheme, host and port where people reach the server. */
  baseUrl: string;
  /** At least 32 characters that nobody can guess: signs cookies, encrypts private keys and second factors. */
  secret: string;
  mail: Mail;
  oidc?: Oidc;
  /** Origins besides the server's own whose pages may sign in. */
  trustedOrigins?: readonly string[];
  openSignUp: boolean;
  /** Whether an address may join although sign-up is closed. */
  invited?: (email: string) => Promise<boolean>;
  log: (level: "error" | "warn" | "info", line: string) => void;
};

export const LEAST_PASSWORD = 12;
export const MOST_PASSWORD = 128;
export const PROVIDER = "oidc";
const MOST_NAME = 200;
const MOST_EMAIL = 254;
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
/** Life of a token; also how long one of a person who is gone still holds. */
const TOKEN_SECONDS = 10 * MINUTE;
/** How long a key still verifies after it signs no more. */
export const KEY_GRACE_SECONDS = HOUR;

/** Who a token is of and for. */
export const tokenClaims = (baseUrl: string): { issuer: string; audience: string } => ({ issuer: `${baseUrl}/auth`, audience: baseUrl });

const SNAKE = {
  person: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
  session: {
    expiresAt: "expires_at",
    createdAt: "created_at",
    updatedAt: "updated_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
    userId: "person_id",
  },
  account: {
    accountId: "account_id",
    providerId: "provider_id",
    userId: "person_id",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
    createdAt: "created_at",
    updatedAt: "updated_at",
  },
  verification: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
  rateLimit: { lastRequest: "last_request" },
  jwks: { publicKey: "public_key", privateKey: "private_key", createdAt: "created_at", expiresAt: "expires_at" },
  twoFactor: {
    backupCodes: "backup_codes",
    userId: "person_id",
    failedVerificationCount: "failed_verification_count",
    lockedUntil: "locked_until",
  },
} as const;

/** The library with our settings. Telemetry is off; it calls nobody but the provider, and only when somebody signs in there. */
export function authOf(options: SignOnOptions, post: (to: string, text: Text) => void) {
  return betterAuth({ ...libraryOptions(options, post), plugins: pluginsOf(options) });
}

/** Exported apart for the proof that src/store/sql/0002.sql lacks nothing. */
export function schemaOptions(options: SignOnOptions): BetterAuthOptions {
  return { ...libraryOptions(options, () => {}), plugins: pluginsOf(options) };
}

function libraryOptions(options: SignOnOptions, post: (to: string, text: Text) => void) {
  const { database, baseUrl, secret, trustedOrigins = [], log } = options;
  return {
    appName: "Sandan",
    baseURL: baseUrl,
    basePath: "/auth",
    secret,
    database: { db: database, type: "postgres", schemaName: "sign_on", transaction: true },
    trustedOrigins: [...trustedOrigins],
    telemetry: { enabled: false },
    logger: { level: "warn", disableColors: true, log: (level, text, ...more) => log(levelOf(level), lineOf(text, more)) },
    onAPIError: { throw: true, errorURL: `${baseUrl}/` },
    user: { modelName: "person", fields: SNAKE.person, changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    session: { modelName: "session", fields: SNAKE.session, expiresIn: 7 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    account: {
      modelName: "account",
      fields: SNAKE.account,
      encryptOAuthTokens: true,
      // A provider that says an address is somebody's takes over no account: its owner signs in and links it.
      accountLinking: { enabled: true, disableImplicitLinking: true },
    },
    verification: { modelName: "verification", fields: SNAKE.verification, storeIdentifier: "hashed" },
    emailAndPassword: passwordOptions(post),
    emailVerification: {
      expiresIn: DAY,
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      sendVerificationEmail: async ({ user, url }, request) => post(user.email, verificationMail(url, languageFor(request))),
    },
    rateLimit: { ...LIMITS, modelName: "rate_limit", fields: SNAKE.rateLimit },
    databaseHooks: { user: { create: { before: newPerson(options) }, update: { before: async (data) => ({ data: renamed(data) }) } } },
    hooks: { before: gate(options) },
    advanced: {
      cookiePrefix: "sandan",
      useSecureCookies: baseUrl.startsWith("https:"),
      disableCSRFCheck: false,
      disableOriginCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      database: { generateId: "uuid", validateSchema: false },
    },
  } satisfies BetterAuthOptions;
}

function passwordOptions(post: (to: string, text: Text) => void): NonNullable<BetterAuthOptions["emailAndPassword"]> {
  return {
    enabled: true,
    minPasswordLength: LEAST_PASSWORD,
    maxPasswordLength: MOST_PASSWORD,
    // With it a sign-up answers alike whether or not the address has an account: only its mailbox learns which.
    requireEmailVerification: true,
    autoSignIn: false,
    resetPasswordTokenExpiresIn: HOUR,
    revokeSessionsOnPasswordReset: true,
    password: { hash: hashPassword, verify: samePassword },
    sendResetPassword: async ({ user, url }, request) => post(user.email, resetMail(url, languageFor(request))),
    onExistingUserSignUp: async ({ user }, request) => post(user.email, existingMail(languageFor(request))),
    customSyntheticUser: ({ coreFields, id }) => ({ ...coreFields, twoFactorEnabled: false, id }),
  };
}

/** Tries within a window of seconds, counted in the database for all processes, by address of the caller and path. */
const LIMITS = {
  enabled: true,
  storage: "database" as const,
  window: 10,
  max: 100,
  customRules: {
    // A count begins anew only after a whole window without a request: with ten seconds, pages that are gone through quickly would sign their reader out.
    "/token": { window: 1, max: 100 },
    "/sign-in/email": { window: MINUTE, max: 10 },
    "/sign-in/social": { window: MINUTE, max: 20 },
    "/sign-up/email": { window: MINUTE, max: 5 },
    "/change-password": { window: MINUTE, max: 5 },
    "/request-password-reset": { window: MINUTE, max: 3 },
    "/send-verification-email": { window: MINUTE, max: 3 },
    "/reset-password": { window: MINUTE, max: 5 },
    "/two-factor/*": { window: MINUTE, max: 10 },
  },
};

function pluginsOf({ baseUrl, oidc }: SignOnOptions) {
  const { issuer, audience } = tokenClaims(baseUrl);
  return [
    twoFactor({
      issuer: "Sandan",
      schema: {
        user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
        twoFactor: { modelName: "second_factor", fields: SNAKE.twoFactor },
      },
    }),
    jwt({
      jwks: { keyPairConfig: { alg: "EdDSA", crv: "Ed25519" }, rotationInterval: 90 * DAY, gracePeriod: KEY_GRACE_SECONDS },
      jwt: {
        issuer,
        audience,
        expirationTime: `${TOKEN_SECONDS}s`,
        definePayload: ({ user }) => ({ email: user.email, name: user.name, verified: user.emailVerified }),
      },
      schema: { jwks: { modelName: "signing_key", fields: SNAKE.jwks } },
    }),
    bearer({ requireSignature: true }),
    ...(oidc === undefined ? [] : [providerOf(oidc)]),
  ];
}

/** Law: the provider is asked for its addresses when somebody signs in there, so that one that is down or slow keeps nothing from starting. */
function providerOf({ issuer, clientId, clientSecret, name }: Oidc): BetterAuthPlugin {
  const config = {
    providerId: PROVIDER,
    name,
    discoveryUrl: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ["openid", "email", "profile"],
    pkce: true,
    requireIdTokenVerification: true,
    requireEmailVerification: true,
  };
  const plugin = genericOAuth({ config: [config] });
  // The library's own list of providers whose discovery is still to be done, with a bound of 10 s.
  const pending = async () => ({ context: { genericOAuthPendingDiscovery: new Map([[PROVIDER, config]]) } });
  return { ...plugin, init: pending } as BetterAuthPlugin;
}

const closed = (): APIError => new APIError("FORBIDDEN", { code: "SIGN_UP_CLOSED", message: "Sign-up is closed" });

async function mayJoin({ openSignUp, invited }: SignOnOptions, email: string): Promise<boolean> {
  return openSignUp || ((await invited?.(email.toLowerCase())) ?? false);
}

/** Refuses what the database could not hold, and a sign-up that is closed before anything is said of its address. */
function gate(options: SignOnOptions) {
  return createAuthMiddleware(async ({ path, body }) => {
    if (JSON.stringify(body ?? null).includes("\\u0000")) throw new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message: "NUL" });
    if (path !== "/sign-up/email") return;
    const email: unknown = (body as { email?: unknown } | undefined)?.email;
    if (!(await mayJoin(options, typeof email === "string" ? email : ""))) throw closed();
  });
}

/** Law: a person comes by sign-up or provider only where that is open or they are invited; one without a request is made by the operator. */
function newPerson(options: SignOnOptions) {
  return async <T extends { email: string; name?: string }>(person: T, request: unknown): Promise<{ data: T }> => {
    if (person.email.length > MOST_EMAIL) throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL", message: "Invalid email" });
    if (request && !(await mayJoin(options, person.email))) throw closed();
    return { data: { ...person, name: tidyName(person.name ?? "") || person.email.slice(0, person.email.indexOf("@")), image: null } };
  };
}

/** A new name on one line, where there is one; no picture from elsewhere. */
function renamed<T extends { name?: unknown }>({ name, ...rest }: T) {
  const tidy = typeof name === "string" ? tidyName(name) : "";
  return { ...rest, ...(tidy !== "" && { name: tidy }), image: null };
}

/** On one line and at most 200 characters long. */
export function tidyName(name: string): string {
  return name
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, MOST_NAME)
    .toWellFormed();
}

const languageFor = (request: Request | undefined) => languageOf(request?.headers.get("accept-language") ?? undefined);

const levelOf = (level: string): "error" | "warn" | "info" => (level === "error" || level === "warn" ? level : "info");

/** Of what the library hands over besides its text, only an error's name, code and message: no request, no row. */
function lineOf(text: unknown, more: readonly unknown[]): string {
  const errors = [text, ...more].filter((one) => one instanceof Error).map((one) => reasonOf(one));
  return oneLine([typeof text === "string" ? text : "", ...errors].filter((part) => part !== "").join(": "));
}

/** What an error says, on one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { code?: unknown };
  return oneLine([error.name, ...(typeof code === "string" ? [code] : []), error.message].join(" "));
}

const oneLine = (text: string): string => text.replace(/\p{C}+/gu, " ").slice(0, 400);
