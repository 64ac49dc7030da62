// One call of one act: read, authorised in one place, done whole or not at all, and noted in the audit trail.
import { z } from "zod";
import { canonical, hashOf, type Json } from "../base/canonical.ts";
import { hasError, type Outcome, type Problem } from "../base/problem.ts";
import { type Actor, type Refusal, refusalOf } from "../model/access.ts";
import type { ActSpec } from "../model/api/act.ts";
import { type ActName, specOf, writes } from "../model/api.ts";
import { requestProblem } from "../model/problems/request.ts";
import { storeProblem } from "../model/problems/store.ts";
import { answered, keepAnswer } from "../store/answered.ts";
import { appendAudit } from "../store/audit.ts";
import { inTransaction } from "../store/database.ts";
import { digestOf } from "../store/digest.ts";
import { organisation } from "../store/organisations.ts";
import { actorOf, type Credentials, nameOfActor } from "./actor.ts";
import { ACTS } from "./acts.ts";
import { faultIn } from "./faults.ts";
import { wordsOf } from "./input-words.ts";
import type { Act, Hands, Scene } from "./scene.ts";
import { inTurn } from "./turns.ts";

/** A call as it comes in: nothing of it is believed yet. */
export type Call = {
  act: ActName;
  credentials: Credentials;
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  bytes?: Uint8Array;
  ifMatch?: number;
  idempotencyKey?: string;
};

type Anything = Outcome<unknown>;

/** Ends a transaction without writing; it always leaves this file as an outcome. */
class Undone extends Error {
  readonly outcome: Anything;
  constructor(outcome: Anything) {
    super("undone");
    this.outcome = outcome;
  }
}

/**
 * Law: whoever may not, learns nothing; what is wrong with a call is said before anything is done; a write and its audit line are there together or not at all;
 * the same idempotency key gives the same answer again. Problems: those of requests and of the store, and the act's own.
 */
export async function perform(hands: Hands, call: Call): Promise<Anything> {
  const spec = specOf(call.act);
  const org = orgOf(spec, call);
  try {
    const actor = await actorOf(hands.db, call.credentials, { org, now: hands.now() });
    const scene: Scene = { ...hands, actor, person: actor.kind === "person" ? actor.person : "" };
    const refusal = refusalOf(actor, spec.need);
    if (refusal !== undefined) return await refused(scene, call, { org, refusal });
    const input = inputOf(spec, call);
    if (input.value === undefined) return await failed(scene, call, { org, outcome: input });
    const act = ACTS[call.act] as Act<never>;
    return writes(call.act)
      ? await written(scene, call, { org, run: (inner) => act(inner, input.value as never) })
      : await read(scene, call, { org, run: () => act(scene, input.value as never) });
  } catch (error) {
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    return { value: undefined, problems: [fault] };
  }
}

/** The organisation that the path names; a text that is no id names none. */
function orgOf({ params }: ActSpec, call: Call): string | undefined {
  const org = params?.shape.org;
  const read = org === undefined ? undefined : (org as z.ZodType).safeParse(call.params?.org);
  return read?.success ? String(read.data) : undefined;
}

const REFUSED: Readonly<Record<Refusal, (call: Call, role: string) => Problem>> = {
  SIGN_IN_NEEDED: () => requestProblem("SIGN_IN_NEEDED"),
  PERSON_NEEDED: () => requestProblem("PERSON_NEEDED"),
  ORGANISATION_UNKNOWN: () => requestProblem("ORGANISATION_UNKNOWN"),
  NOT_ALLOWED: (_, role) => requestProblem("NOT_ALLOWED", { params: { role } }),
  SCOPE_MISSING: ({ act }) => requestProblem("SCOPE_MISSING", { params: { scope: specOf(act).need } }),
};

/** A stranger's attempt is noted with the organisation that it was made on, where there is one. */
async function refused(scene: Scene, call: Call, { org, refusal }: { org: string | undefined; refusal: Refusal }): Promise<Anything> {
  const { actor } = scene;
  const role = roleOf(actor) ?? "";
  if (org !== undefined && actor.kind !== "nobody" && (await isThere(scene, org)))
    await scene.auditor.note(org, event(scene, call, refusal));
  return { value: undefined, problems: [REFUSED[refusal](call, role)] };
}

const roleOf = (actor: Actor) => (actor.kind === "nobody" ? undefined : actor.role);

/** Law: no trail begins for an organisation that is not there, whatever its name is called with. */
async function isThere({ db, actor }: Scene, org: string): Promise<boolean> {
  return roleOf(actor) !== undefined || (await organisation(db, org)) !== undefined;
}

function event(scene: Scene, call: Call, outcome: string) {
  return { at: scene.now(), actor: nameOfActor(scene.actor), act: call.act, subject: subjectOf(call), outcome };
}

/** What a call was about: the names of its path, and a record's key. */
function subjectOf({ params = {}, query = {} }: Call): string {
  const names = Object.entries(params).filter(([name]) => name !== "org");
  if (query.key !== undefined) names.push(["key", query.key]);
  return names
    .map(([name, value]) => `${name}=${String(value).slice(0, 300)}`)
    .join(" ")
    .toWellFormed()
    .replaceAll("\u0000", "");
}

async function failed(scene: Scene, call: Call, { org, outcome }: { org: string | undefined; outcome: Anything }): Promise<Anything> {
  const first = outcome.problems.find(({ severity }) => severity === "error");
  if (org !== undefined && !specOf(call.act).quiet && (await isThere(scene, org)))
    await scene.auditor.note(org, event(scene, call, first?.code ?? "FAILED"));
  return outcome;
}

async function read(scene: Scene, call: Call, { org, run }: { org: string | undefined; run: () => Promise<Anything> }): Promise<Anything> {
  const outcome = await run();
  if (hasError(outcome.problems) || outcome.value === undefined) return failed(scene, call, { org, outcome });
  if (org !== undefined && !specOf(call.act).quiet) await scene.auditor.note(org, event(scene, call, "done"));
  return outcome;
}

type Written = { org: string | undefined; run: (scene: Scene) => Promise<Anything> };

async function written(scene: Scene, call: Call, { org, run }: Written): Promise<Anything> {
  const shelf = org ?? scene.person;
  // Keys are each caller's own: nobody learns which ones another has used.
  const key = call.idempotencyKey === undefined ? undefined : `${nameOfActor(scene.actor)} ${call.idempotencyKey}`;
  const request = key === undefined ? "" : await requestHash(scene, call);
  const before = key === undefined ? undefined : await repeated(scene, { shelf, key, request });
  if (before !== undefined) return before;
  try {
    let committed = (): void => {};
    const answer = await inTurn(scene.turns, shelf, () =>
      inTransaction(scene.db, async (trx) => {
        const outcome = await run({ ...scene, db: trx });
        if (outcome.value === undefined || hasError(outcome.problems)) throw new Undone(outcome);
        if (key !== undefined && shelf !== "")
          await keepAnswer(trx, shelf, { key, request, answer: withoutSecret(outcome), at: scene.now() });
        const home = org ?? createdOrg(outcome.value);
        if (home !== undefined) {
          const head = await appendAudit(trx, home, [event(scene, call, "done")]);
          committed = () => scene.auditor.moved(home, head);
        }
        return outcome;
      }),
    );
    if (answer === undefined) return failed(scene, call, { org, outcome: { value: undefined, problems: [storeProblem("BUSY")] } });
    committed();
    return answer;
  } catch (error) {
    // The same request may have been done by another call meanwhile: then its answer holds.
    const first = key === undefined ? undefined : await repeated(scene, { shelf, key, request });
    if (first !== undefined) return first;
    if (error instanceof Undone) return failed(scene, call, { org, outcome: error.outcome });
    throw error;
  }
}

/** Law: a secret that is shown once is kept nowhere; who repeats the request gets the answer without it. */
function withoutSecret(outcome: Anything): Json {
  const { value, problems } = outcome as { value: Json; problems: Problem[] };
  const secret = typeof value === "object" && value !== null && Object.hasOwn(value, "secret");
  return { value: secret ? { ...value, secret: "" } : value, problems } as unknown as Json;
}

/** An organisation that was just made begins its own trail. */
function createdOrg(value: unknown): string | undefined {
  const { id, kind } = value as { id?: unknown; kind?: unknown };
  return typeof id === "string" && typeof kind === "string" ? id : undefined;
}

async function repeated(
  scene: Scene,
  { shelf, key, request }: { shelf: string; key: string; request: string },
): Promise<Anything | undefined> {
  if (shelf === "") return undefined;
  const first = await answered(scene.db, shelf, key);
  if (first === undefined) return undefined;
  if (first.request === request) return first.answer as unknown as Anything;
  return { value: undefined, problems: [requestProblem("IDEMPOTENCY_REUSED")] };
}

/** What makes two requests the same: who asks for what, with which content. */
async function requestHash(scene: Scene, { act, params = {}, query = {}, body, bytes, ifMatch }: Call): Promise<string> {
  const content = bytes === undefined ? (body ?? null) : await digestOf(bytes);
  const plain = JSON.parse(JSON.stringify([nameOfActor(scene.actor), act, params, query, content, ifMatch ?? null])) as Json;
  return hashOf(canonical(plain));
}

const NOTHING = z.object({});
const strict = new WeakMap<z.ZodType, z.ZodType>();

/** Law: a name that nobody reads would be passed over, and something else be done than was meant. Made once for each schema: a parser is compiled with it. */
function strictOf(schema: z.ZodType): z.ZodType {
  const known = strict.get(schema);
  if (known !== undefined) return known;
  const made = schema instanceof z.ZodObject ? schema.strict() : schema;
  strict.set(schema, made);
  return made;
}

/** The act's input from path, query and body; each Problem names its field. Problem: INPUT_INVALID. */
function inputOf(spec: ActSpec, call: Call): Outcome<object> {
  const problems: Problem[] = [];
  if (![call.params, call.query, call.body].every(isText)) return { value: undefined, problems: [notText()] };
  const part = (schema: z.ZodType | undefined, given: unknown, name: string): unknown => {
    if (schema === undefined) return undefined;
    const read = strictOf(schema).safeParse(given, { reportInput: true });
    if (read.success) return read.data;
    problems.push(...read.error.issues.slice(0, 20).map((issue) => invalid(name, issue)));
    return undefined;
  };
  const params = part(spec.params, call.params ?? {}, "");
  const query = part(spec.query ?? NOTHING, call.query ?? {}, "");
  const body = spec.body === "bytes" ? call.bytes : part(spec.body, call.body, "body");
  if (spec.body === "bytes" && call.bytes === undefined) problems.push(invalid("body", undefined));
  if (problems.length > 0) return { value: undefined, problems };
  const content = spec.body === "bytes" ? { bytes: body } : spec.body === undefined ? {} : { body };
  const match = call.ifMatch === undefined ? {} : { ifMatch: call.ifMatch };
  return { value: { ...(params as object), ...(query as object), ...content, ...match }, problems: [] };
}

/** Law: no text holds the character NUL or half a character: neither database nor canonical JSON can. */
function isText(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => isText(key) && isText(member));
}

const notText = (): Problem =>
  requestProblem("INPUT_INVALID", {
    params: {
      field: "text",
      what: { ko: "NUL 문자나 반쪽짜리 유니코드 글자가 있습니다.", en: "it holds the character NUL or half a character." },
    },
  });

function invalid(name: string, issue: z.core.$ZodIssue | undefined): Problem {
  const path = [name, ...(issue?.path ?? []).map(String)].filter((key) => key !== "").join("/");
  const field = path === "" ? "?" : path.slice(0, 200).toWellFormed();
  const what = issue === undefined ? { ko: "내용이 없습니다.", en: "there is none." } : wordsOf(issue);
  return requestProblem("INPUT_INVALID", { path: field, params: { field, what } });
}
