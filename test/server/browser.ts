// A caller of sign-on with a jar of cookies and an address of its own, and an app that shows codes.
import { createHmac } from "node:crypto";
import type { SignOn } from "../../src/server/sign-on.ts";

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers; location: string };
export type Ask = { body?: unknown; headers?: Record<string, string> };

export type Browser = {
  ask(method: "GET" | "POST", path: string, ask?: Ask): Promise<Answer>;
  jar: Map<string, string>;
  /** The cookies as they were last set, with their attributes. */
  set: string[];
  headers(): Headers;
};

let callers = 0;

export function browserAt(signOn: SignOn, base: string): Browser {
  callers += 1;
  const address = `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
  const jar = new Map<string, string>();
  const set: string[] = [];
  const headers = (): Headers => {
    const all = new Headers({ "x-forwarded-for": address, origin: base });
    if (jar.size > 0) all.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    return all;
  };
  const keep = (cookie: string): void => {
    const [pair = ""] = cookie.split(";");
    const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    set.push(cookie);
    if (/max-age=0(;|$)/i.test(cookie) || value === "") jar.delete(name);
    else jar.set(name, value);
  };
  const ask: Browser["ask"] = async (method, path, { body, headers: more = {} } = {}) => {
    const sent = headers();
    for (const [name, value] of Object.entries(more)) sent.set(name, value);
    if (method === "POST" && !sent.has("content-type")) sent.set("content-type", "application/json");
    const url = path.startsWith("http") ? path : `${base}/auth${path}`;
    const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
    const answer = await signOn.handle(new Request(url, { method, headers: sent, ...(method === "POST" && { body: text }) }));
    for (const cookie of answer.headers.getSetCookie()) keep(cookie);
    const told = await answer.text();
    const read = /json/.test(answer.headers.get("content-type") ?? "") ? (JSON.parse(told) as Record<string, unknown>) : {};
    return { status: answer.status, body: read ?? {}, headers: answer.headers, location: answer.headers.get("location") ?? "" };
  };
  return { ask, jar, set, headers };
}

/** The code that an app shows for an otpauth address (RFC 6238: SHA-1, 30 s, 6 digits). */
export function codeOf(uri: string, at = Date.now()): string {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...secret.replace(/=+$/, "")]
    .map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
