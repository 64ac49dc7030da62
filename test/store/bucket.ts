// A small store that speaks as much of S3 as blobs need, for tests: it works out every signature by itself, by node:crypto alone.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with the requests that follow: so many of them, all if not said. */
export type Fault = { times?: number; how: "503" | "429" | "403" | "redirect" | "hang" | "truncated" | "reset" | "changed" };

export type BucketServer = {
  endpoint: string;
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** Requests that have come, with what was answered. */
  seen: { method: string; path: string; status: number }[];
  fault: Fault | undefined;
  stop(): Promise<void>;
};

export const KEYS = { accessKey: "AKTEST", secretKey: "secret/of+the=test" };
const [BUCKET, REGION] = ["evidence", "kr-test-1"];
const PAGE = 3;

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
/** Every character that is not unreserved (RFC 3986, 2.3), by its bytes. */
const encoded = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9_.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");

/** Why a request is refused, by AWS Signature Version 4 over what came; undefined where all fits. */
function refusal(request: IncomingMessage, body: Buffer): string | undefined {
  const { method = "", url = "", headers } = request;
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  const [, access, day = "", region = "", names = "", signature = ""] = given ?? [];
  const at = String(headers["x-amz-date"] ?? "");
  if (access !== KEYS.accessKey || region !== REGION || !at.startsWith(day)) return "InvalidAccessKeyId";
  const told = String(headers["x-amz-content-sha256"] ?? "");
  if (told !== sha256(body)) return "XAmzContentSHA256Mismatch";
  if (!["host", "x-amz-date", "x-amz-content-sha256"].every((name) => names.split(";").includes(name))) return "UnsignedHeaders";
  const when = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(Date.now() - when) < 900_000)) return "RequestTimeTooSkewed";
  const { pathname, searchParams } = new URL(url, "http://x");
  const path = decodeURIComponent(pathname).split("/").map(encoded).join("/");
  const query = [...searchParams]
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .sort()
    .join("&");
  const list = names
    .split(";")
    .map(
      (name) =>
        `${name}:${String(headers[name] ?? "")
          .trim()
          .replace(/\s+/g, " ")}\n`,
    )
    .join("");
  const canonical = [method, path, query, list, names, told].join("\n");
  const text = ["AWS4-HMAC-SHA256", at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const key = ["s3", "aws4_request"].reduce((before, part) => hmac(before, part), hmac(hmac(`AWS4${KEYS.secretKey}`, day), region));
  const right = hmac(key, text);
  return timingSafeEqual(right, Buffer.from(signature, "hex")) ? undefined : "SignatureDoesNotMatch";
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** One page of ListObjectsV2; a token holds characters that must be encoded. */
function listing(objects: BucketServer["objects"], query: URLSearchParams): string {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter");
  const after = query.get("continuation-token")?.replace(/^&=\+\//, "") ?? "";
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  const names = delimiter === null ? keys : [...new Set(keys.map((key) => `${key.split(delimiter)[0]}${delimiter}`))];
  const rest = names.filter((name) => name > after);
  const page = rest.slice(0, PAGE);
  const entry = (name: string): string =>
    delimiter === null
      ? `<Contents><Key>${escaped(name)}</Key><LastModified>${objects.get(name)?.at.toISOString()}</LastModified><Size>${objects.get(name)?.bytes.length}</Size></Contents>`
      : `<CommonPrefixes><Prefix>${escaped(name)}</Prefix></CommonPrefixes>`;
  const more = rest.length > PAGE;
  const next = more ? `<NextContinuationToken>${escaped(`&=+/${page.at(-1)}`)}</NextContinuationToken>` : "";
  return `<?xml version="1.0"?><ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${more}</IsTruncated>${next}${page.map(entry).join("")}</ListBucketResult>`;
}

export async function bucketServer(): Promise<BucketServer> {
  const store: BucketServer = { endpoint: "", objects: new Map(), seen: [], fault: undefined, stop: async () => {} };
  const answer = (request: IncomingMessage, response: ServerResponse, told: { status: number; body?: Buffer | string }): void => {
    store.seen.push({ method: request.method ?? "", path: request.url ?? "", status: told.status });
    response.writeHead(told.status).end(told.body ?? "");
  };
  const refuse = (code: string): string => `<Error><Code>${code}</Code><Message>secret detail</Message></Error>`;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { fault, objects } = store;
    if (fault !== undefined && (fault.times ?? 1) > 0) {
      if (fault.times !== undefined) fault.times -= 1;
      if (fault.how === "hang") return;
      if (fault.how === "reset") return void request.socket.destroy();
      if (fault.how === "redirect") return void response.writeHead(307, { location: "http://127.0.0.1:1/elsewhere" }).end();
      if (/^\d/.test(fault.how)) return answer(request, response, { status: Number(fault.how), body: refuse("SlowDown") });
    }
    const wrong = refusal(request, body);
    if (wrong !== undefined) return answer(request, response, { status: 403, body: refuse(wrong) });
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const [, bucket, ...rest] = pathname.split("/");
    if (bucket !== BUCKET) return answer(request, response, { status: 404, body: refuse("NoSuchBucket") });
    const key = rest.join("/");
    if (request.method === "PUT") {
      objects.set(key, { bytes: body, at: new Date() });
      return answer(request, response, { status: 200 });
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return answer(request, response, { status: 204 });
    }
    if (key === "") return answer(request, response, { status: 200, body: listing(objects, searchParams) });
    const found = objects.get(key)?.bytes;
    if (found === undefined) return answer(request, response, { status: 404, body: refuse("NoSuchKey") });
    if (fault?.how === "truncated") {
      response.writeHead(200, { "content-length": found.length });
      return void response.write(found.subarray(0, found.length - 1), () => request.socket.destroy());
    }
    answer(request, response, {
      status: 200,
      body: fault?.how === "changed" ? Buffer.concat([found.subarray(1), Buffer.from("x")]) : found,
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  store.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store.stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return store;
}

/** The settings of the bucket of a store. */
export function bucketOf({ endpoint }: Pick<BucketServer, "endpoint">) {
  return { endpoint, bucket: BUCKET, region: REGION, ...KEYS };
}
