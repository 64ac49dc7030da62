// Acts on the process map: nodes, edges and balances of a period.
import type { ProcessMap } from "../process-map.ts";
import { type ActSpec, json, period } from "./act.ts";

export const PROCESS_MAP = {
  readMap: {
    method: "GET",
    path: "/v1/organisations/{org}/periods/{period}/map",
    need: "read",
    summary: { ko: "공정도: 노드, 흐름, 수지", en: "The process map: nodes, flows, balances" },
    params: period,
    answer: json<ProcessMap>("nodes and edges with amounts and the record and field of each; balances with their gaps; positions"),
  },
} as const satisfies Record<string, ActSpec>;
