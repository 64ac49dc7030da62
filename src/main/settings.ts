// Settings from the environment; a wrong one is told by name, and nothing starts.
import { resolve } from "node:path";
import { type LogSettings, readLogSettings } from "./log-settings.ts";

export type Settings = {
  host: string;
  port: number;
  /** Where people reach the server. */
  baseUrl: string;
  data: string;
  databaseUrl?: string;
  openSignUp: boolean;
  smtpUrl?: string;
  mailFrom: string;
  oidc?: { issuer: string; clientId: string; clientSecret: string; name: string };
  blobs?: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string };
  limits: { any: number; costly: number };
  trustProxy: string | false;
  metricsToken?: string;
  vcTrial?: string;
  /** A device that holds private keys. */
  device?: { module: string; token: string; pin: string };
  /** Whom the transparency log asks and watches. */
  log: LogSettings;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug";
};

/** Every setting with its default, for the README's table and for `sandan doctor`. */
export const SETTINGS: Readonly<Record<string, string>> = {
  HOST: "127.0.0.1",
  PORT: "3000",
  BASE_URL: "http://HOST:PORT",
  SANDAN_DATA: "./data",
  DATABASE_URL: "",
  SIGN_UP: "open",
  SMTP_URL: "",
  MAIL_FROM: "sandan@localhost",
  OIDC_ISSUER: "",
  OIDC_CLIENT_ID: "",
  OIDC_CLIENT_SECRET: "",
  OIDC_NAME: "SSO",
  S3_ENDPOINT: "",
  S3_BUCKET: "",
  S3_REGION: "us-east-1",
  S3_ACCESS_KEY: "",
  S3_SECRET_KEY: "",
  RATE_LIMIT: "1200",
  RATE_LIMIT_COSTLY: "120",
  TRUST_PROXY: "",
  METRICS_TOKEN: "",
  LOG_WITNESSES: "",
  LOG_WATCHED: "",
  LOG_QUORUM: "",
  VC_TRIAL_ORGANISATION: "",
  PKCS11_MODULE: "",
  PKCS11_TOKEN: "",
  PKCS11_PIN: "",
  LOG_LEVEL: "info",
};

const LEVELS = ["fatal", "error", "warn", "info", "debug"] as const;

/** The settings, or what is wrong with them, one line each. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | string[] {
  const wrong: string[] = [];
  const text = (name: string): string => env[name]?.trim() || (SETTINGS[name] ?? "");
  const whole = (name: string, least: number, most: number): number => {
    const value = /^\d{1,9}$/.test(text(name)) ? Number(text(name)) : Number.NaN;
    if (!(value >= least && value <= most)) wrong.push(`${name}=${text(name)}: ${least}-${most}`);
    return value;
  };
  const url = (name: string, given: string, schemes: readonly string[]): string => {
    if (given !== "" && (!URL.canParse(given) || !schemes.includes(new URL(given).protocol.slice(0, -1))))
      wrong.push(`${name}: ${schemes.join("://, ")}://...`);
    return given;
  };
  const [host, port] = [text("HOST"), whole("PORT", 0, 65_535)];
  const baseUrl = url("BASE_URL", env.BASE_URL?.trim() || `http://${host.includes(":") ? `[${host}]` : host}:${port}`, ["http", "https"]);
  const databaseUrl = url("DATABASE_URL", text("DATABASE_URL"), ["postgres", "postgresql"]);
  const smtpUrl = url("SMTP_URL", text("SMTP_URL"), ["smtp", "smtps"]);
  const issuer = url("OIDC_ISSUER", text("OIDC_ISSUER"), ["https", "http"]);
  const endpoint = url("S3_ENDPOINT", text("S3_ENDPOINT"), ["https", "http"]);
  if (!["open", "closed"].includes(text("SIGN_UP"))) wrong.push("SIGN_UP: open, closed");
  const logLevel = LEVELS.find((level) => level === text("LOG_LEVEL"));
  if (logLevel === undefined) wrong.push(`LOG_LEVEL: ${LEVELS.join(", ")}`);
  if (issuer !== "" && text("OIDC_CLIENT_ID") === "") wrong.push("OIDC_CLIENT_ID");
  if (endpoint !== "" && text("S3_BUCKET") === "") wrong.push("S3_BUCKET");
  const limits = { any: whole("RATE_LIMIT", 1, 1e9 - 1), costly: whole("RATE_LIMIT_COSTLY", 1, 1e9 - 1) };
  const metricsToken = text("METRICS_TOKEN");
  if (metricsToken !== "" && !/^\S{20,}$/.test(metricsToken)) wrong.push("METRICS_TOKEN: 20 characters or more");
  const vcTrial = text("VC_TRIAL_ORGANISATION");
  if (vcTrial !== "" && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(vcTrial)) wrong.push("VC_TRIAL_ORGANISATION: id");
  const log = readLogSettings({ witnesses: text("LOG_WITNESSES"), watched: text("LOG_WATCHED"), quorum: text("LOG_QUORUM") });
  if (Array.isArray(log)) return [...wrong, ...log];
  const device = { module: text("PKCS11_MODULE"), token: text("PKCS11_TOKEN"), pin: text("PKCS11_PIN") };
  if (device.module !== "" && (device.token === "" || device.pin === "")) wrong.push("PKCS11_TOKEN, PKCS11_PIN");
  if (wrong.length > 0) return wrong;
  return {
    host,
    port,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    data: resolve(text("SANDAN_DATA")),
    ...(databaseUrl !== "" && { databaseUrl }),
    openSignUp: text("SIGN_UP") === "open",
    ...(smtpUrl !== "" && { smtpUrl }),
    mailFrom: text("MAIL_FROM"),
    ...(issuer !== "" && {
      oidc: { issuer, clientId: text("OIDC_CLIENT_ID"), clientSecret: text("OIDC_CLIENT_SECRET"), name: text("OIDC_NAME") },
    }),
    ...(endpoint !== "" && {
      blobs: {
        endpoint,
        bucket: text("S3_BUCKET"),
        region: text("S3_REGION"),
        accessKey: text("S3_ACCESS_KEY"),
        secretKey: text("S3_SECRET_KEY"),
      },
    }),
    limits,
    trustProxy: text("TRUST_PROXY") === "" ? false : text("TRUST_PROXY"),
    ...(metricsToken !== "" && { metricsToken }),
    ...(vcTrial !== "" && { vcTrial }),
    ...(device.module !== "" && { device }),
    log,
    logLevel: logLevel ?? "info",
  };
}

/** Settings of this process; wrong ones are printed, and nothing starts. */
export function settingsOrTell(): Settings | undefined {
  const settings = readSettings(process.env);
  if (!Array.isArray(settings)) return settings;
  process.stderr.write(`설정이 맞지 않습니다 / wrong settings:\n${settings.map((line) => `  ${line}\n`).join("")}`);
  return undefined;
}
