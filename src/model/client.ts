// A typed client of the contract: the same for pages, the command line and tests. The function that fetches is handed over.
import type { Problem } from "../base/problem.ts";
import type { Bytes } from "./api/act.ts";
import { type ActName, type Answer, type Input, specOf } from "./api.ts";

type Response = {
  status: number;
  headers: { get(name: string): string | null };
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
};
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string | Uint8Array },
) => Promise<Response>;

export type ClientOptions = { base: string; token?: string | (() => Promise<string>); lang?: "ko" | "en"; fetch: Fetch };
export type CallOptions = { idempotencyKey?: string; version?: number };

export type Answered<T> =
  | { ok: true; value: T; version?: number; status: number }
  | { ok: false; status: number; code: string; problems: Problem[]; title: string };

export type Client = <N extends ActName>(name: N, input: Omit<Input<N>, "ifMatch">, options?: CallOptions) => Promise<Answered<Answer<N>>>;

/** Names of the path go into the path, the body or bytes into the body, all else after the question mark. */
function requestOf(name: ActName, input: Readonly<Record<string, unknown>>): { path: string; body?: string | Uint8Array } {
  const { body: _, bytes: __, ...rest } = input;
  const spec = specOf(name);
  const query: string[] = [];
  let { path } = spec;
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    if (path.includes(`{${key}}`)) path = path.replace(`{${key}}`, encodeURIComponent(String(value)));
    else query.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  }
  const content =
    spec.body === "bytes" ? (input.bytes as Uint8Array) : spec.body === undefined ? undefined : JSON.stringify(input.body ?? {});
  return { path: query.length > 0 ? `${path}?${query.join("&")}` : path, ...(content !== undefined && { body: content }) };
}

export function clientOf({ base, token, lang = "ko", fetch }: ClientOptions): Client {
  return async (name, input, { idempotencyKey, version } = {}) => {
    const spec = specOf(name);
    const { path, body } = requestOf(name, input as Record<string, unknown>);
    const bearer = typeof token === "function" ? await token() : token;
    const response = await fetch(`${base}${path}`, {
      method: spec.method,
      headers: {
        "accept-language": lang,
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": spec.body === "bytes" ? "application/octet-stream" : "application/json" }),
        ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
        ...(version !== undefined && { "if-match": `"${version}"` }),
      },
      ...(body !== undefined && { body }),
    });
    if (response.status >= 300) return refusedBy(response);
    if (spec.answer === "bytes") return { ok: true, status: response.status, value: (await bytesOf(response)) as never };
    const etag = /^"(\d+)"$/.exec(response.headers.get("etag") ?? "")?.[1];
    return {
      ok: true,
      status: response.status,
      value: (await response.json()) as never,
      ...(etag !== undefined && { version: Number(etag) }),
    };
  };
}

async function refusedBy(response: Response): Promise<{ ok: false; status: number; code: string; problems: Problem[]; title: string }> {
  const document = (await response.json().catch(() => ({}))) as { code?: string; problems?: Problem[]; title?: string };
  const { code = "", problems = [], title = "" } = document;
  return { ok: false, status: response.status, code, problems, title };
}

async function bytesOf(response: Response): Promise<Bytes> {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "";
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    type: response.headers.get("content-type") ?? "",
    name: decodeURIComponent(name),
  };
}
