// Changes of a verification: which are possible in which state and by whom, and that what is said to be possible next is what can be done.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Outcome } from "../../src/base/problem.ts";
import type { Role } from "../../src/model/access.ts";
import { VERIFICATION_STATES, type Verification, verificationSchema } from "../../src/model/verification.ts";
import {
  assigned,
  CHANGES,
  changeRefusals,
  type Doing,
  findingAnswered,
  findingAsked,
  findingChanged,
  findingClosed,
  opinionDrafted,
  raised,
  recalculated,
  sampled,
  standing,
  submitted,
  ticked,
  unticked,
  type VerificationChange,
  visited,
  withdrawn,
  withWhy,
} from "../../src/model/verification-changes.ts";
import { CLOSED, moved } from "../../src/model/verification-course.ts";
import { dated, nextOf } from "../../src/model/verification-next.ts";
import { label } from "../../src/model/verification-words.ts";
import { DAY, MOMENT, OTHER, ready, STATEMENT } from "./verification-sample.ts";

const NAMES = Object.keys(CHANGES) as VerificationChange[];
const PEOPLE = ["lee", "park", "han", "kim", "nobody"] as const;
const codes = ({ problems }: { problems: readonly { code: string }[] }): string[] => problems.map(({ code }) => code);
const QUESTION = { kind: "recommendation" as const, material: false, of: [], effects: [], causes: [], question: "?" };

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const one of Object.values(Object.freeze(value))) frozen(one);
  return value;
}

test("every change has a word, its states, and people: the team without its reviewer, the lead, or the plant's own", () => {
  for (const change of NAMES) {
    label(change);
    for (const state of VERIFICATION_STATES)
      for (const by of PEOPLE) {
        const found = changeRefusals({ ...ready(), state }, change, by).map(({ code }) => code);
        const rule: { in: readonly string[]; who?: string } = CHANGES[change];
        const mine = change === "assign" ? by === "lee" : rule.who === undefined || by === "lee" || by === "park";
        const wanted = CLOSED.includes(state)
          ? ["VERIFICATION_CLOSED"]
          : rule.in.includes(state)
            ? mine
              ? []
              : ["ACT_NOT_YOURS"]
            : ["VERIFICATION_STEP_REFUSED"];
        assert.deepEqual(found, wanted, `${change} in ${state} by ${by}`);
      }
  }
});

test("a team without a lead is named by whoever verifies, one that has begun stays sound", () => {
  const empty = { ...ready(), state: "submitted" as const, engagement: { ...ready().engagement, team: [] } };
  assert.deepEqual(codes(assigned(empty, { team: ready().engagement.team }, "park")), []);
  const begun = { ...ready(), state: "inVerification" as const };
  assert.deepEqual(codes(assigned(begun, { team: [] }, "lee")), ["TEAM_INCOMPLETE", "TEAM_INCOMPLETE"]);
  assert.deepEqual(codes(assigned(begun, { team: [...ready().engagement.team, { person: "kim", name: "Kim", role: "auditor" }] }, "lee")), [
    "CONFLICT_OF_INTEREST",
  ]);
});

test("who took part in a verification does not review it, whatever they are in its team afterwards", () => {
  const begun = { ...ready(), state: "inVerification" as const, visits: [] };
  const team = [
    { person: "lee", name: "Lee", role: "leadAuditor" as const },
    { person: "park", name: "Park", role: "independentReviewer" as const },
  ];
  assert.deepEqual(codes(assigned(begun, { team }, "lee")), []);
  const doing = { by: "park", at: MOMENT };
  const worked: Record<string, Verification | undefined> = {
    ticked: ticked(begun, { of: "streams/a", what: "x", how: "recalculated", ...doing }).value,
    asked: raised(begun, QUESTION, doing).value,
    visited: visited(begun, { visits: [{ kind: "physical", from: DAY, to: DAY, who: ["park"], grounds: [] }], earlierVisits: [] }, "lee")
      .value,
    drafted: opinionDrafted(begun, { verdict: "satisfactory", of: STATEMENT, issued: DAY }, doing).value,
  };
  for (const [what, now] of Object.entries(worked))
    assert.deepEqual(codes(assigned(now ?? assert.fail(what), { team }, "lee")), ["REVIEWER_NOT_INDEPENDENT"], what);
});

test("what stands against a release is said in every open state, and of nothing that has ended", () => {
  assert.deepEqual(standing(ready(), DAY), []);
  const spoiled = { ...ready(), visits: [], engagement: { ...ready().engagement, preparers: ["lee"] } };
  assert.deepEqual(
    standing(spoiled, DAY).map(({ code }) => code),
    ["CONFLICT_OF_INTEREST", "VISIT_MISSING"],
  );
  for (const state of ["released", ...CLOSED] as const) assert.deepEqual(standing({ ...spoiled, state }, DAY), []);
});

test("a finding keeps the statement that it was raised on when the plant calculates again; the opinion goes", () => {
  const begun = { ...ready(), state: "inVerification" as const };
  const found = raised(begun, QUESTION, { by: "park", at: MOMENT }).value ?? assert.fail();
  const next = recalculated(found, { statement: OTHER, categories: ["crudeSteel"] }, { by: "kim", at: MOMENT }).value ?? assert.fail();
  assert.deepEqual([next.subject.statement, next.findings[0]?.raisedOn, next.opinion], [OTHER, STATEMENT, undefined]);
  assert.deepEqual(next.subject.earlier, [{ statement: STATEMENT, by: "kim", at: MOMENT }]);
  assert.equal(next.subject.package, undefined);
});

/** What is tried next: this, or if `way` is no multiple of three one of the acts that are said to be possible. */
type Step = { act: string; by: (typeof PEOPLE)[number]; way: number };

const ROLE_OF: Readonly<Record<string, Role>> = { lee: "verifier", park: "verifier", han: "verifier", kim: "editor", nobody: "verifier" };
const PICK = { id: "F1", text: "x" };

/** Each act as the server does it, without what only the server knows. */
const DOING: Readonly<Record<string, (now: Verification, doing: Doing) => Outcome<Verification>>> = {
  submitVerification: submitted,
  changeVerifier: (now, { by }) => assigned(now, { team: now.engagement.team }, by),
  beginVerification: (now, { by, at }) => moved(now, "begin", by, at),
  drawSample: (now, { by }) => sampled(now, { wanted: 1, random: 0, seed: "s", picks: [], covered: null, left: 0 }, by),
  addTick: (now, doing) => ticked(now, { of: "streams/a", what: "x", how: "recalculated", ...doing }),
  recordVisits: (now, { by }) => visited(now, { visits: ready().visits, earlierVisits: [] }, by),
  raiseFinding: (now, doing) => raised(now, QUESTION, doing),
  changeFinding: (now, { by }) => findingChanged(now, { ...QUESTION, id: "F1", by, corrected: false }),
  askFinding: (now, doing) => findingAsked(now, { ...PICK, ...doing }),
  answerFinding: (now, doing) => findingAnswered(now, { ...PICK, ...doing, evidence: [] }),
  closeFinding: (now, doing) => findingClosed(now, { ...PICK, ...doing, corrected: true }),
  recalculateVerification: (now, doing) => recalculated(now, { statement: OTHER, categories: now.subject.categories }, doing),
  draftOpinion: (now, doing) => opinionDrafted(now, { verdict: "satisfactory", of: now.subject.statement, issued: DAY }, doing),
  reviewOpinion: (now, { by, at }) => moved(now, "review", by, at),
  sendBackOpinion: (now, { by, at }) => withWhy(moved(now, "sendBack", by, at), "x"),
  releaseOpinion: (now, { by, at }) => moved(dated(now, at), "release", by, at),
  withdrawVerification: (now, doing) => withWhy(withdrawn(now, "plant", doing), "x"),
  withdrawOpinion: (now, doing) => withWhy(withdrawn(now, "team", doing), "x"),
  supersedeVerification: (now, { by, at }) => moved(now, "supersede", by, at),
};
const ACTS = Object.keys(DOING);
/** Acts that end a verification come seldom, so that walks go far. */
const ENDS = /withdraw|supersede/;
const act = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...ACTS.filter((name) => !ENDS.test(name))) },
  { weight: 1, arbitrary: fc.constantFrom(...ACTS) },
);

function chosen(now: Verification, { act, by, way }: Step): { act: string; by: string } {
  const possible = PEOPLE.flatMap((by) =>
    nextOf(now, { by, at: MOMENT, role: ROLE_OF[by] ?? "viewer" }).flatMap(({ act, refusals }) =>
      refusals.length === 0 && act in DOING && !ENDS.test(act) ? [{ act, by }] : [],
    ),
  );
  return way % 3 === 0 ? { act, by } : (possible[way % possible.length] ?? { act, by });
}

test("on any walk: nothing given is changed, every state is a whole verification, and what is said to be next is what can be done", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.record<Step>({ act, by: fc.constantFrom(...PEOPLE), way: fc.nat(1000) }), { minLength: 40, maxLength: 60 }),
      (steps) => {
        const { opinion: _, ...plain } = ready();
        let now: Verification = frozen({ ...plain, state: "draft" });
        for (const step of steps) {
          const { act, by } = chosen(now, step);
          const doing = { by, at: MOMENT };
          const said =
            nextOf(now, { ...doing, role: ROLE_OF[by] ?? "viewer" }).find((one) => one.act === act)?.refusals ?? assert.fail(act);
          if (said.some(({ code }) => code === "NOT_ALLOWED")) continue;
          const { value, problems } = DOING[act]?.(now, doing) ?? assert.fail(act);
          const own = ["answerFinding", "closeFinding"].includes(act) && said.length === 0;
          if (!own) assert.deepEqual(codes({ problems: said }), codes({ problems }), `${act} by ${by} in ${now.state}`);
          if (value === undefined) continue;
          assert.deepEqual(verificationSchema.parse(value), value);
          now = frozen(value);
          reached.add(now.state);
        }
      },
    ),
    { numRuns: 100, seed: 20260101 },
  );
  for (const state of VERIFICATION_STATES)
    assert.ok(state === "lapsed" || state === "superseded" || reached.has(state) || state === "draft", state);
});

test("a tick is taken back by who made it or by the lead", () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const begun = { ...ready(), state: "inVerification" as const };
  const now = ticked(begun, { id, of: "streams/a", what: "x", how: "recalculated", by: "lee", at: MOMENT }).value ?? assert.fail();
  assert.deepEqual(codes(unticked(now, id, "park")), ["ACT_NOT_YOURS"]);
  assert.deepEqual(unticked(now, id, "lee").value?.ticks, []);
});
