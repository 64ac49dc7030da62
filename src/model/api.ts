// The contract: every act that can be asked of a server. Routes, OpenAPI, clients and the remote command line come from this table.
import type { ActSpec, AnswerOf, InputOf } from "./api/act.ts";
import { BEGIN } from "./api/begin.ts";
import { CREDENTIALS } from "./api/credentials.ts";
import { DATA } from "./api/data.ts";
import { DOCUMENTS } from "./api/documents.ts";
import { GRIDS } from "./api/grids.ts";
import { INSIGHT } from "./api/insight.ts";
import { LOG } from "./api/log.ts";
import { PEOPLE } from "./api/people.ts";
import { PROCESS_MAP } from "./api/process-map.ts";
import { RESULTS } from "./api/results.ts";
import { SCENARIOS } from "./api/scenarios.ts";
import { VERIFICATION } from "./api/verification.ts";

const API = {
  ...PEOPLE,
  ...LOG,
  ...DATA,
  ...RESULTS,
  ...INSIGHT,
  ...BEGIN,
  ...GRIDS,
  ...DOCUMENTS,
  ...SCENARIOS,
  ...PROCESS_MAP,
  ...CREDENTIALS,
  ...VERIFICATION,
} as const satisfies Record<string, ActSpec>;

export type ActName = keyof typeof API;
export type Input<N extends ActName> = InputOf<(typeof API)[N]>;
export type Answer<N extends ActName> = AnswerOf<(typeof API)[N]>;

export const ACT_NAMES = Object.keys(API) as ActName[];

/** A row with its optional members in sight. */
export function specOf(name: ActName): ActSpec {
  return API[name];
}

/** True for an act that changes what is kept. */
export function writes(name: ActName): boolean {
  return specOf(name).method !== "GET" && !PURE_POSTS.has(name);
}

/** Posted because they carry a body, and keeping nothing. */
const PURE_POSTS: ReadonlySet<ActName> = new Set([
  "whatIf",
  "declareImports",
  "fillWorkbook",
  "estimateGood",
  "parseGridBook",
  "guestVerification",
  "guestStatement",
  "guestStep",
]);
