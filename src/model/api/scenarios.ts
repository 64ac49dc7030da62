// Acts on reduction measures: scenarios kept beside a period, with what each costs per tonne.
import { z } from "zod";
import type { AssessedScenario } from "../scenario.ts";
import { type ActSpec, json, page, paging, period } from "./act.ts";

export const SCENARIOS = {
  assessScenarios: {
    method: "GET",
    path: "/v1/organisations/{org}/periods/{period}/scenarios",
    need: "read",
    summary: {
      ko: "감축 조치마다 전후 배출량, 한 해 감축량, 1톤당 비용",
      en: "Each reduction measure: figures before and after, tonnes saved a year, cost per tonne",
    },
    params: period,
    query: paging.extend({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
    answer: page(json<AssessedScenario>("the measure, its goods before and after, what it saves and costs, and what is wrong with it")),
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;
