// The act on the instance's transparency log.
import { z } from "zod";
import { type ActSpec, instant, org } from "./act.ts";

/** What came of asking a witness: `ahead` and `disagrees` say that it has seen another tree of this log. */
const ASKED = ["cosigned", "unreachable", "unreadable", "refused", "ahead", "disagrees", "notAsked"] as const;
/** What came of looking at a log: it was seen for the first time, only grew, forked, went back; or why nothing can be said. */
const LOOKED = [
  "begun",
  "consistent",
  "forked",
  "rolledBack",
  "missing",
  "tiles",
  "unreadable",
  "origin",
  "unsigned",
  "forged",
  /** Of one's own log: an entry is not where it was logged; the database is older than what was handed out. */
  "entries",
  "behind",
  "notLooked",
] as const;

/** An entry's number has no bound of its own: sizes of other logs are text. */
const size = z.string().regex(/^\d{1,20}$/);

const looked = z.object({
  told: z.enum(LOOKED),
  looked: instant.optional(),
  /** The checkpoint that was last found good. */
  size: size.optional(),
  seen: instant.optional(),
  /** Both signed checkpoints of a fork or a step back, as evidence for anybody. */
  fork: z.object({ kind: z.enum(["forked", "rolledBack"]), at: instant, before: z.string(), now: z.string() }).optional(),
  alarm: z.boolean(),
});

export const LOG = {
  readLog: {
    method: "GET",
    path: "/v1/organisations/{org}/log",
    need: "own",
    summary: {
      ko: "이 서버의 투명성 로그: 크기와 뿌리, 증인, 지켜보는 로그와 경보",
      en: "This server's transparency log: size and root, witnesses, watched logs and alarms",
    },
    params: org,
    answer: z.object({
      origin: z.string(),
      /** Keys as signed notes write them: of the log, and of this server as a witness. */
      key: z.string(),
      witnessKey: z.string(),
      size: z.number().int(),
      /** Base64, as the checkpoint has it. */
      root: z.string(),
      at: instant.optional(),
      waiting: z.number().int(),
      quorum: z.number().int(),
      cosigned: z.number().int(),
      own: looked,
      witnesses: z.array(
        z.object({
          name: z.string(),
          url: z.string(),
          told: z.enum(ASKED),
          asked: instant.optional(),
          size: z.number().int(),
          cosigned: instant.optional(),
          alarm: z.boolean(),
        }),
      ),
      watched: z.array(looked.extend({ origin: z.string(), url: z.string() })),
      alarms: z.number().int(),
    }),
  },
} as const satisfies Record<string, ActSpec>;
