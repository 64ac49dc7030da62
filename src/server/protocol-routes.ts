// Serves the rows of foreign protocols (model/protocols.ts): each with its own media types and its own body of refusal.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Credentials } from "../acts/actor.ts";
import type { ProtocolRequest } from "../acts/protocol-request.ts";
import type { ProtocolAnswer, ProtocolSpec, Unanswered } from "../model/protocols/protocol.ts";
import { PROTOCOL_NAMES, type ProtocolName, protocolOf } from "../model/protocols.ts";

export type Protocols = (name: ProtocolName, request: ProtocolRequest) => Promise<ProtocolAnswer>;

type Served = {
  answer: Protocols;
  credentialsOf: (request: FastifyRequest) => Promise<Credentials>;
  /** Costly requests of one caller in a minute. */
  costly: number;
};

const WHY: Readonly<Record<Unanswered, string>> = {
  400: "the request cannot be read",
  404: "there is nothing here",
  413: "the body is too large",
  415: "the media type is not taken here",
  429: "too many requests",
  500: "the server is at fault",
  503: "it cannot be done now",
};

function send(reply: FastifyReply, { status, type, body, headers = {} }: ProtocolAnswer): FastifyReply {
  const bytes = typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (reply.getHeader("cache-control") === undefined && headers["cache-control"] === undefined) reply.header("cache-control", "no-store");
  return reply.code(status).headers(headers).type(type).send(bytes);
}

/** The status that a fault before or behind the act has. */
function statusOf({ statusCode = 500 }: { statusCode?: number }): Unanswered {
  const known = Object.keys(WHY).map(Number) as Unanswered[];
  return known.find((status) => status === statusCode) ?? (statusCode < 500 ? 400 : 500);
}

const mediaType = (request: FastifyRequest): string => (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

const takes = ({ takes }: ProtocolSpec, type: string): boolean => takes === undefined || takes.includes(type);

/** Every row as a route. */
export function protocolRoutes(app: FastifyInstance, { answer, credentialsOf, costly }: Served): void {
  for (const name of PROTOCOL_NAMES) {
    const spec = protocolOf(name);
    app.route({
      method: spec.method,
      url: spec.path.replaceAll(/\{(\w+)\}/g, ":$1"),
      bodyLimit: Math.max(1, spec.mostBytes),
      ...(spec.costly && { config: { rateLimit: { max: costly, timeWindow: 60_000, groupId: "costly" } } }),
      errorHandler: (error, request, reply) => {
        const status = statusOf(error as { statusCode?: number });
        if (status === 500) request.log.error({ err: error }, "fault");
        send(reply, spec.refuse(status, WHY[status]));
      },
      handler: async (request, reply) => {
        const type = mediaType(request);
        if (spec.method !== "GET" && !takes(spec, type)) return send(reply, spec.refuse(415, WHY[415]));
        const asked = {
          params: request.params as Record<string, string>,
          query: { ...(request.query as Record<string, unknown>) },
          type,
          bytes: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
          credentials: await credentialsOf(request),
        };
        return send(reply, await answer(name, asked));
      },
    });
  }
}
