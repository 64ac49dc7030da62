// HTTP: parse, call an act, answer. Routes come from the table of acts.
import type { Socket } from "node:net";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { Credentials } from "../acts/actor.ts";
import type { Call } from "../acts/perform.ts";
import { type BothLanguages, hasError, type Outcome, type Problem } from "../base/problem.ts";
import type { Bytes } from "../model/api/act.ts";
import { ACT_NAMES, type ActName, specOf } from "../model/api.ts";
import { openApiDocument } from "../model/openapi.ts";
import { requestProblem } from "../model/problems/request.ts";
import { CallCounts } from "./call-counts.ts";
import { DOCS_CSS, docsPage } from "./docs-page.ts";
import { readJsonBody } from "./json-body.ts";
import { mayMeasure } from "./may-measure.ts";
import type { Measured } from "./measured.ts";
import { languageOf, problemDocument } from "./problem-response.ts";
import { type Protocols, protocolRoutes } from "./protocol-routes.ts";
import type { SignOn } from "./sign-on.ts";

export type ServerOptions = {
  perform: (call: Call) => Promise<Outcome<unknown>>;
  /** Answers the rows of foreign protocols. */
  protocol: Protocols;
  signOn: SignOn;
  measured: Measured;
  /** True where requests can be served: the database answers. */
  ready: () => Promise<boolean>;
  logger: FastifyBaseLogger | false;
  baseUrl: string;
  version: string;
  /** The folder of the built pages, and the document that they all begin with; none for a server of the contract alone. */
  pages?: { folder: string; html: string };
  /** Requests of one caller in a minute: of any kind, and of the costly ones. */
  limits: { any: number; costly: number };
  /** Proxies in front whose word on the caller's address is believed. */
  trustProxy?: string | false;
  /** Lets a reader on another machine see the measures. */
  metricsToken?: string;
};

const MOST_JSON = 10 * 1024 * 1024;
const MOST_BYTES = 100 * 1024 * 1024;
const MOST_KEY = 200;

/** The server, not yet listening. */
export async function serverOf(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.logger === false ? { logger: false } : { loggerInstance: options.logger }),
    bodyLimit: MOST_JSON,
    requestTimeout: 120_000,
    forceCloseConnections: "idle",
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 500 },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (_, request, reply) =>
      void refuse(request as FastifyRequest, reply as FastifyReply, [nowhere(request as FastifyRequest)]),
    clientErrorHandler: answerBadHttp,
  }) as unknown as FastifyInstance;
  await app.register(helmet, HELMET);
  await app.register(rateLimit, {
    global: true,
    max: options.limits.any,
    timeWindow: 60_000,
    store: CallCounts,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_, { ttl }) => new Limited(Math.ceil(ttl / 1000)),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    options.measured.request({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "request");
  });
  answerFaults(app);
  for (const name of ACT_NAMES) route(app, name, options);
  const { protocol, signOn, limits } = options;
  protocolRoutes(app, { answer: protocol, credentialsOf: (request) => credentialsOf(request, signOn), costly: limits.costly });
  signOnRoutes(app, options);
  documentRoutes(app, options);
  if (options.pages) await webRoutes(app, options.pages);
  watchRoutes(app, options);
  return app;
}

const HELMET = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'"],
      "connect-src": ["'self'"],
      "worker-src": ["'self'"],
      "form-action": ["'self'"],
      "base-uri": ["'none'"],
      "frame-ancestors": ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: true,
  referrerPolicy: { policy: "no-referrer" as const },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
};

/** Told by the limiter: it passes through the handler of faults. */
class Limited extends Error {
  readonly statusCode = 429;
  readonly seconds: number;
  constructor(seconds: number) {
    super("limited");
    this.seconds = seconds;
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  const lang = languageOf(request.headers["accept-language"]);
  const document = problemDocument(problems, lang);
  reply.header("content-language", lang).header("vary", "accept-language");
  if (document.status === 401) reply.header("www-authenticate", "Bearer");
  if (document.status === 503) reply.header("retry-after", "5");
  return reply.code(document.status).type("application/problem+json; charset=utf-8").send(JSON.stringify(document));
}

/** An address that leads nowhere, one that no percent sign decodes too. */
function nowhere({ method, url }: FastifyRequest): Problem {
  const path = (url.split("?")[0] ?? "").slice(0, 200).toWellFormed();
  return requestProblem("ROUTE_UNKNOWN", { params: { method, path } });
}

const BAD_HTTP: Readonly<Record<string, { status: number; reason: string; what: { ko: string; en: string } }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: "Request Header Fields Too Large",
    what: { ko: "주소와 머리글이 너무 깁니다.", en: "its address and headers are too long." },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: "Request Timeout",
    what: { ko: "너무 오래 걸려 도착하지 않았습니다.", en: "it took too long to arrive." },
  },
};
const NOT_HTTP = {
  status: 400,
  reason: "Bad Request",
  what: { ko: "요청의 형식이 HTTP에 맞지 않습니다.", en: "the request is not well-formed HTTP." },
};

/** What is no HTTP has no route either: it is answered on the bare connection, which ends with it. */
function answerBadHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, reason, what } = BAD_HTTP[error.code ?? ""] ?? NOT_HTTP;
  const body = JSON.stringify({ ...problemDocument([requestProblem("BODY_UNREADABLE", { params: { what } })], "ko"), status });
  const head = [`HTTP/1.1 ${status} ${reason}`, "Content-Type: application/problem+json; charset=utf-8", "X-Content-Type-Options: nosniff"];
  socket.end(`${head.join("\r\n")}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/** What never reached an act: unknown routes, bodies that are too large, and bugs, which are told by their number alone. */
function answerFaults(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => refuse(request, reply, [nowhere(request)]));
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Limited) return refuse(request, reply, [requestProblem("RATE_LIMITED", { params: { seconds: error.seconds } })]);
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    if (code === "FST_ERR_CTP_BODY_TOO_LARGE")
      return refuse(request, reply, [requestProblem("BODY_TOO_LARGE", { params: { limit: limitText(request) } })]);
    if (statusCode !== undefined && statusCode < 500) {
      return refuse(request, reply, [requestProblem("BODY_UNREADABLE", { params: { what: NOT_HTTP.what } })]);
    }
    request.log.error({ err: error }, "fault");
    return refuse(request, reply, [requestProblem("INTERNAL_FAULT", { params: { request: request.id } })]);
  });
}

const limitText = (request: FastifyRequest): string => `${Math.round((request.routeOptions.bodyLimit ?? MOST_JSON) / 1048576)} MB`;

const BEARER = /^Bearer ([\x21-\x7e]{1,4000})$/i;

/** Acts take a token in the header alone, never a cookie, so that no other site's page can act for its reader. */
async function credentialsOf(request: FastifyRequest, signOn: SignOn): Promise<Credentials> {
  const text = BEARER.exec(request.headers.authorization ?? "")?.[1];
  if (text === undefined) return { kind: "none" };
  if (text.startsWith("sandan_")) return { kind: "token", text };
  const person = await signOn.personOfToken(text);
  return person === undefined ? { kind: "none" } : { kind: "person", person: person.id };
}

function route(app: FastifyInstance, name: ActName, { perform, signOn, limits }: ServerOptions): void {
  const spec = specOf(name);
  const takesBytes = spec.body === "bytes";
  app.route({
    method: spec.method,
    url: spec.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    bodyLimit: takesBytes ? MOST_BYTES : MOST_JSON,
    ...(spec.costly && { config: { rateLimit: { max: limits.costly, timeWindow: 60_000, groupId: "costly" } } }),
    handler: async (request, reply) => {
      const call = await callOf(name, request, signOn);
      if ("problems" in call) return refuse(request, reply, call.problems);
      const outcome = await perform(call);
      if (outcome.value === undefined || hasError(outcome.problems)) return refuse(request, reply, outcome.problems);
      return answer(reply, name, outcome.value);
    },
  });
}

async function callOf(name: ActName, request: FastifyRequest, signOn: SignOn): Promise<Call | { problems: Problem[] }> {
  const spec = specOf(name);
  const credentials = await credentialsOf(request, signOn);
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  const read = spec.body === "bytes" ? undefined : readJsonBody(bytes);
  // Who may not is told so before anything is said of the body: a fault of it is kept for the act's own check.
  if (read !== undefined && read.value === undefined && credentials.kind !== "none") return { problems: read.problems };
  const header = request.headers["if-match"];
  const ifMatch = /^"?(\d{1,9})"?$/.exec(header ?? "")?.[1];
  if (header !== undefined && ifMatch === undefined) return { problems: [headerProblem("If-Match", ONE_VERSION)] };
  const key = request.headers["idempotency-key"];
  if (typeof key === "string" && key.length > MOST_KEY) return { problems: [headerProblem("Idempotency-Key", SHORT_KEY)] };
  return {
    act: name,
    credentials,
    params: request.params as Record<string, unknown>,
    query: { ...(request.query as Record<string, unknown>) },
    ...(spec.body === "bytes" ? { bytes } : { body: read?.value }),
    ...(ifMatch !== undefined && { ifMatch: Number(ifMatch) }),
    ...(typeof key === "string" && key !== "" && { idempotencyKey: key }),
  };
}

const ONE_VERSION = {
  ko: '본 판의 번호 하나여야 합니다. 예: "3"',
  en: 'the number of the version that was seen is expected, such as "3".',
};
const SHORT_KEY = { ko: `${MOST_KEY}자 이하여야 합니다.`, en: `at most ${MOST_KEY} characters are expected.` };

const headerProblem = (field: string, what: BothLanguages): Problem =>
  requestProblem("INPUT_INVALID", { path: field, params: { field, what } });

function answer(reply: FastifyReply, name: ActName, value: unknown): FastifyReply {
  const spec = specOf(name);
  reply.code(spec.status ?? 200).header("cache-control", "no-store");
  if (spec.answer === "bytes") {
    const { bytes, type, name: file } = value as Bytes;
    return reply
      .type(type)
      .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.toWellFormed())}`)
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  const { version } = value as { version?: number };
  if (spec.etag !== undefined && version !== undefined) reply.header("etag", `"${version}"`);
  return reply.type("application/json; charset=utf-8").send(JSON.stringify(value));
}

/** Everything under /auth is the sign-on library's own. */
function signOnRoutes(app: FastifyInstance, { signOn, baseUrl }: ServerOptions): void {
  app.route({
    method: ["GET", "POST"],
    url: "/auth/*",
    bodyLimit: 64 * 1024,
    handler: async (request, reply) => {
      const headers = new Headers();
      for (const [key, value] of Object.entries(request.headers)) if (value !== undefined) headers.append(key, String(value));
      headers.set("x-forwarded-for", request.ip);
      // A page says its site wherever it says the mode (Fetch Metadata, 2); a client that is none, such as Node's fetch, says the mode alone.
      if (!headers.has("sec-fetch-site")) headers.delete("sec-fetch-mode");
      const bytes = request.body instanceof Uint8Array && request.method === "POST" ? request.body : undefined;
      // Of the address only the path counts: a request may name another host in it (RFC 9112, 3.2.2).
      const { pathname, search } = new URL(request.url, baseUrl);
      const url = Object.assign(new URL(baseUrl), { pathname, search });
      const asked = new Request(url, {
        method: request.method,
        headers,
        ...(bytes && { body: Buffer.from(bytes) }),
      });
      const given = await signOn.handle(asked);
      reply.code(given.status);
      given.headers.forEach((value, key) => {
        if (key !== "set-cookie") reply.header(key, value);
      });
      for (const cookie of given.headers.getSetCookie()) reply.header("set-cookie", cookie);
      return reply.header("cache-control", "no-store").send(Buffer.from(await given.arrayBuffer()));
    },
  });
}

function documentRoutes(app: FastifyInstance, { version, baseUrl }: ServerOptions): void {
  const document = JSON.stringify(openApiDocument({ version, server: baseUrl }));
  const docs = { ko: docsPage("ko"), en: docsPage("en") };
  app.get("/docs.css", async (_, reply) => reply.type("text/css; charset=utf-8").send(DOCS_CSS));
  app.get("/openapi.json", async (_, reply) => reply.type("application/json; charset=utf-8").send(document));
  app.get("/docs", async (request, reply) => {
    const asked = (request.query as { lang?: unknown }).lang;
    const lang = asked === "en" || asked === "ko" ? asked : languageOf(request.headers["accept-language"]);
    return reply.type("text/html; charset=utf-8").send(docs[lang]);
  });
}

/** The built pages: each file under its name, which says its content; every other address that a browser goes to is a page of the one document. */
async function webRoutes(app: FastifyInstance, { folder, html }: NonNullable<ServerOptions["pages"]>): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/assets/",
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: "365d",
    cacheControl: true,
  });
  app.get("/*", async (request, reply) => {
    const page = !OURS.test(request.url) && (request.headers.accept ?? "").includes("text/html");
    return page
      ? reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(html)
      : refuse(request, reply, [nowhere(request)]);
  });
}

/** Addresses that are no pages. */
const OURS = /^\/(v1|auth|assets|docs|docs\.css|openapi\.json|healthz|readyz|metrics)([/?]|$)/;

function watchRoutes(app: FastifyInstance, { ready, measured, metricsToken }: ServerOptions): void {
  const free = { config: { rateLimit: false as const } };
  app.get("/healthz", free, async (_, reply) => reply.type("text/plain").send("ok\n"));
  app.get("/readyz", free, async (_, reply) => {
    const up = await ready();
    return reply
      .code(up ? 200 : 503)
      .type("text/plain")
      .send(up ? "ready\n" : "the database does not answer\n");
  });
  app.get("/metrics", async (request, reply) =>
    mayMeasure(request, metricsToken)
      ? reply.type(measured.contentType).send(await measured.text())
      : refuse(request, reply, [nowhere(request)]),
  );
}
