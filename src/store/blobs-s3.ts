// The bytes of evidence in a bucket that speaks the protocol of S3; its address comes from the settings alone.
import { setTimeout as pause } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { assert } from "../base/assert.ts";
import { hashOf } from "../base/canonical.ts";
import { BLOB_NAME, type Blob, type Blobs, BlobsUnreachable, ORG_NAME } from "./blobs.ts";
import { digestOf } from "./digest.ts";

export type Bucket = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string };
export type Patience = {
  /** For one try, its body included. */
  timeoutMs: number;
  tries: number;
  /** Before the second try; doubled before each that follows. */
  waitMs: number;
};

const PATIENCE: Patience = { timeoutMs: 60_000, tries: 4, waitMs: 200 };

type Asked = { method: "GET" | "PUT" | "DELETE"; key?: string; query?: Readonly<Record<string, string>>; bytes?: Uint8Array };
type Told = { status: number; body: Uint8Array };

/** SHA-256 of nothing: every request says the hash of its body, so that the store refuses what has been changed on the way. */
const EMPTY = hashOf("");

/** Worth another try: the store is busy or broken for now. */
const passes = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** An answer that another try will not change. */
class Refused extends BlobsUnreachable {}

/**
 * Law: a key is organisation and hash; what a reader is given fits its hash; a store that does not answer is tried again, so often and no more,
 * and never taken for one that has nothing. Follows no redirection. Fails with BlobsUnreachable.
 */
export function s3Blobs(bucket: Bucket, patience: Patience = PATIENCE): Blobs {
  const ask = askerOf(bucket, patience);
  const keyOf = (org: string, sha256: string): string => {
    assert(ORG_NAME.test(org) && BLOB_NAME.test(sha256), "a blob is named by organisation and hash");
    return `${org}/${sha256}`;
  };
  const list = async (org: string): Promise<Blob[]> => {
    assert(ORG_NAME.test(org), "an organisation's id is a uuid");
    const blobs = (await pages(ask, { prefix: `${org}/` })).flatMap(contentsOf);
    return blobs.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  };
  const remove = async (org: string, sha256: string): Promise<void> => {
    await ask({ method: "DELETE", key: keyOf(org, sha256) });
  };
  return {
    put: async (org, sha256, bytes) => {
      const { status } = await ask({ method: "PUT", key: keyOf(org, sha256), bytes });
      if (status === 404) throw new Refused("the bucket is not there");
    },
    get: async (org, sha256) => {
      const { status, body } = await ask({ method: "GET", key: keyOf(org, sha256) });
      return status === 200 && (await digestOf(body)) === sha256 ? body : undefined;
    },
    remove,
    removeAll: async (org) => {
      for (const { sha256 } of await list(org)) await remove(org, sha256);
    },
    removeDrafts: async () => {},
    list,
    organisations: async () => {
      const found = (await pages(ask, { delimiter: "/" })).flatMap((page) =>
        texts(page, "Prefix").map((prefix) => prefix.replace(/\/$/, "")),
      );
      return [...new Set(found.filter((name) => ORG_NAME.test(name)))].sort();
    },
  };
}

type Ask = (asked: Asked) => Promise<Told>;

/** Signed requests (AWS Signature Version 4), each try with a time of its own. */
function askerOf({ endpoint, bucket, region, accessKey, secretKey }: Bucket, { timeoutMs, tries, waitMs }: Patience): Ask {
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: "s3", region, retries: 0 });
  const base = `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(bucket)}`;
  const once = async ({ method, key = "", query = {}, bytes }: Asked): Promise<Told> => {
    const search = new URLSearchParams(query).toString();
    const signed = await client.sign(`${base}/${key}${search === "" ? "" : `?${search}`}`, {
      method,
      headers: { "x-amz-content-sha256": bytes === undefined ? EMPTY : await digestOf(bytes) },
      ...(bytes !== undefined && { body: bytes as Uint8Array<ArrayBuffer> }),
    });
    const response = await fetch(signed, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  };
  return async (asked) => {
    let reason = "";
    for (let i = 0; i < tries; i += 1) {
      if (i > 0) await pause(waitMs * 2 ** (i - 1));
      try {
        const told = await once(asked);
        if (!passes(told.status)) return answerOf(told);
        reason = reasonIn(told);
      } catch (error) {
        if (error instanceof Refused) throw error;
        reason = networkReason(error);
      }
    }
    throw new BlobsUnreachable(`the store of evidence does not answer (${tries} tries): ${reason}`);
  };
}

/** What was done, or that the thing is not there; all else is the store's or the settings' fault, a missing bucket too. */
function answerOf(told: Told): Told {
  if (told.status >= 200 && told.status < 300) return told;
  const reason = reasonIn(told);
  if (told.status === 404 && !reason.includes("NoSuchBucket")) return told;
  throw new Refused(`the store of evidence refuses: ${reason}`);
}

/** Status and code of an error, never its text: it may repeat what was signed. */
function reasonIn({ status, body }: Told): string {
  const code = texts(new TextDecoder().decode(body.subarray(0, 4000)), "Code")[0] ?? "";
  return `${status} ${/^\w{1,60}$/.test(code) ? code : ""}`.trim();
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return "network";
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

/** All pages of a listing (ListObjectsV2). */
async function pages(ask: Ask, query: Readonly<Record<string, string>>): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const more: Record<string, string> = after === "" ? {} : { "continuation-token": after };
    const told = await ask({ method: "GET", query: { "list-type": "2", ...query, ...more } });
    if (told.status !== 200) throw new Refused("the bucket is not there");
    const page = new TextDecoder().decode(told.body);
    found.push(page);
    const next = texts(page, "IsTruncated")[0] === "true" ? texts(page, "NextContinuationToken")[0] : undefined;
    if (next !== undefined && next === after) throw new Refused("the listing goes round in a ring");
    after = next;
  }
  return found;
}

function contentsOf(page: string): Blob[] {
  return [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = ""]) => {
    const sha256 = texts(entry, "Key")[0]?.split("/")[1] ?? "";
    const at = new Date(texts(entry, "LastModified")[0] ?? "");
    const size = Number(texts(entry, "Size")[0]);
    return BLOB_NAME.test(sha256) && !Number.isNaN(at.getTime()) && Number.isInteger(size) ? [{ sha256, size, at }] : [];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The texts of all elements of a name. */
function texts(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) =>
    text.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? ""),
  );
}
