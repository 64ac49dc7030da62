// The transparency log as others read it: C2SP tlog-tiles (checkpoint, tiles), tlog-witness (add-checkpoint), and the keys as signed notes write them.
import type { ProtocolAnswer, ProtocolSpec, Unanswered } from "./protocol.ts";

const PLAIN = "text/plain; charset=utf-8";

const refuse = (status: Unanswered, why: string): ProtocolAnswer => ({ status, type: PLAIN, body: `${why}\n` });

/** Sixty-three hashes and a note of a hundred signatures have room in it many times. */
const MOST_REQUEST = 64 * 1024;

const read = (path: string): ProtocolSpec => ({ method: "GET", path, mostBytes: 0, refuse });

export const TLOG = {
  logCheckpoint: read("/log/checkpoint"),
  logTile: read("/log/tile/*"),
  logKey: read("/log/key"),
  witnessKey: read("/log/witness-key"),
  addCheckpoint: { method: "POST", path: "/log/add-checkpoint", mostBytes: MOST_REQUEST, costly: true, refuse },
} as const satisfies Record<string, ProtocolSpec>;
