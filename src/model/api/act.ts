// One row of the table of acts: what it takes and gives, who may, and where it stands in HTTP.
import { z } from "zod";
import type { BothLanguages, Problem } from "../../base/problem.ts";
import type { Need } from "../access.ts";

export type Body = z.ZodType | "bytes";

export type ActSpec = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  need: Need;
  summary: BothLanguages;
  /** Names in the path, and what may follow the question mark. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: Body;
  answer: z.ZodType | "bytes";
  status?: 201 | 202;
  /** `match`: the version that the change was made on is told by If-Match; `gives`: the answer carries a version as its ETag. */
  etag?: "match" | "gives";
  /** Costly acts have a rate limit of their own. */
  costly?: true;
  /** Never read or written by the audit: who I am, and what only repeats another act. */
  quiet?: true;
};

type Shape<S> = S extends z.ZodType ? z.output<S> : unknown;
type BodyOf<S extends ActSpec> = S["body"] extends "bytes"
  ? { bytes: Uint8Array }
  : S["body"] extends z.ZodType
    ? { body: z.output<S["body"]> }
    : unknown;

/** What an act's function is handed: names of the path, the query, the body, and the version that the caller saw. */
export type InputOf<S extends ActSpec> = Shape<S["params"]> &
  Shape<S["query"]> &
  BodyOf<S> &
  (S["etag"] extends "match" ? { ifMatch?: number } : unknown);

/** Bytes to hand out: always as a download, never shown as a page of the server's own. */
export type Bytes = { bytes: Uint8Array; type: string; name: string };
export type AnswerOf<S extends ActSpec> = S["answer"] extends "bytes"
  ? Bytes
  : S["answer"] extends z.ZodType
    ? z.output<S["answer"]>
    : never;

export const uuid = z.uuid();
export const org = z.object({ org: uuid });
export const period = z.object({ org: uuid, period: uuid });
/** An organisation and something in it, by the name that it has in the path. */
export const inOrg = <K extends string>(name: K) => z.object({ org: uuid, [name]: uuid } as { org: typeof uuid } & Record<K, typeof uuid>);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A text that shows something: letters, digits or signs. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((given) => /[^\p{C}\p{Z}\p{M}]/u.test(given), { error: "invisible" });
/** A day of the calendar; years that no plant reports on are a slip of the hand. */
export const day = z.iso.date().refine((text) => text >= "1990-01-01" && text <= "2199-12-31", { error: "1990-2199" });
/** The largest version that a record can have. */
export const MOST_VERSION = 2_147_483_647;
export const instant = z.iso.datetime();
export const lang = z.enum(["ko", "en"]);
export const done = z.object({ done: z.literal(true) });

/** Anything that JSON holds, typed as what it is known to be. */
export const json = <T>(description: string): z.ZodType<T> => z.unknown().meta({ description }) as unknown as z.ZodType<T>;
export const problems = z.array(json<Problem>("a Problem: code, severity, path, place, text and todo in Korean and English"));

export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(400).optional(),
});

/** Paging of a list whose entries follow one another by id. */
export const pagingById = paging.extend({ after: uuid.optional() });

/** One page of a list; `next` is what to give as `after` for the page that follows. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });
