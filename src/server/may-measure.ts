// Who may read the server's measures: a reader on this machine, or one with the operator's token.
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** Named by proxies: what comes through one on this machine comes from elsewhere. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

const hashed = (text: string): Buffer => createHash("sha256").update(text).digest();

export function mayMeasure({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  if (given !== undefined) return token !== undefined && timingSafeEqual(hashed(given), hashed(token));
  return LOOPBACK.test(socket.remoteAddress ?? "") && PASSED_ON.every((name) => headers[name] === undefined);
}
