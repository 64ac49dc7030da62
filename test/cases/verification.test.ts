// The course of a verification and all that it is refused for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import type { Problem } from "../../src/base/problem.ts";
import { unconfirmedFigures } from "../../src/calc/verification/evidence-tests.ts";
import { materialityOf, materialityRefusals } from "../../src/calc/verification/materiality.ts";
import { VERIFICATION_PROBLEMS } from "../../src/model/problems/verification.ts";
import {
  type EarlierVisit,
  type GuestLink,
  guestLinkSchema,
  PICKED_BY,
  VERDICTS,
  VERIFICATION_ACTS,
  VERIFICATION_STATES,
  type Verification,
  type VerificationAct,
  VISIT_KINDS,
  type VisitKind,
  verificationSchema,
} from "../../src/model/verification.ts";
import { CLOSED, COURSE, moved } from "../../src/model/verification-course.ts";
import { guestRefusals, visitRefusals } from "../../src/model/verification-refusals.ts";
import { label } from "../../src/model/verification-words.ts";
import { type Changes, changed } from "../problems/document.ts";
import { root } from "./read.ts";
import { seen } from "./verification-facts.ts";
import { DAY, MOMENT, misstatement, OTHER, ready, STATEMENT, visited } from "./verification-sample.ts";

const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);
const refused = (given: Verification): string[] => codes(visitRefusals(given, DAY));
const release = (given: Verification, by = "han"): string[] => codes(moved(given, "release", by, MOMENT).problems);

type Provoked = Changes & {
  by?: string;
  guest?: GuestLink;
  effects?: (number | null)[];
  sample?: string;
  expect: { path: string };
};

const furnace = seen("blast-furnace");

function raised({ guest, effects, sample, by = "han", ...changes }: Provoked): Problem[] {
  if (guest !== undefined) return guestRefusals(guestLinkSchema.parse(guest), MOMENT);
  if (effects !== undefined) {
    const findings = effects.map((see, i) => misstatement(`F${i + 1}`, "a", see));
    return materialityRefusals(materialityOf(furnace.facts, findings), { verdict: "satisfactory" });
  }
  if (sample !== undefined) return unconfirmedFigures(seen(sample).analysed);
  return moved(verificationSchema.parse(changed(ready(), changes)), "release", by, MOMENT).problems;
}

for (const [code, spec] of Object.entries(VERIFICATION_PROBLEMS))
  test(`${code} is raised by its file, where it says, and by nothing else`, () => {
    const given: Provoked = JSON.parse(readFileSync(join(root, "test/problems", `${code}.json`), "utf8"));
    const problems = raised(given);
    assert.deepEqual(codes(problems), [code]);
    const [{ path, severity, text, todo }] = problems as [Problem];
    assert.deepEqual({ path, severity }, { path: given.expect.path, severity: spec.severity });
    for (const one of [text.ko, text.en, todo.ko, todo.en]) assert.doesNotMatch(one, /undefined|NaN|\[object|\bnull\b|\{\w+\}/);
  });

test("what has no fault is released, by the reviewer, once", () => {
  const before = ready();
  const { value, problems } = moved(before, "release", "han", MOMENT);
  assert.deepEqual(problems, []);
  assert.ok(value);
  assert.deepEqual([before.state, value.state], ["independentReview", "released"]);
  assert.deepEqual(value.moves, [{ act: "release", from: "independentReview", to: "released", by: "han", at: MOMENT }]);
  assert.deepEqual(release(value), ["VERIFICATION_STEP_REFUSED"]);
  assert.deepEqual(verificationSchema.parse(JSON.parse(JSON.stringify(value))), value);
});

test("the whole course: findings, answers, review, back, review, release, a statement that supersedes", () => {
  let now: Verification = { ...ready(), state: "draft", findings: [misstatement("F1", "bolt", 0.01, { state: "open" })] };
  const go = (act: VerificationAct, by: string): string[] => {
    const { value, problems } = moved(now, act, by, MOMENT);
    if (value !== undefined) now = value;
    return codes(problems);
  };
  assert.deepEqual(go("submit", "kim"), []);
  assert.deepEqual(go("begin", "kim"), ["ACT_NOT_YOURS"]);
  assert.deepEqual(go("begin", "lee"), []);
  assert.deepEqual(go("find", "park"), []);
  assert.deepEqual(go("answer", "kim"), ["FINDINGS_OPEN"]);
  now = { ...now, findings: [misstatement("F1", "bolt", 0.01, { state: "answered" })] };
  assert.deepEqual(go("answer", "kim"), []);
  assert.deepEqual(go("draftOpinion", "lee"), []);
  assert.deepEqual(go("review", "lee"), []);
  assert.deepEqual(go("release", "han"), ["FINDINGS_OPEN"]);
  assert.deepEqual(go("sendBack", "lee"), ["ACT_NOT_YOURS"]);
  assert.deepEqual(go("sendBack", "han"), []);
  now = { ...now, findings: [misstatement("F1", "bolt", 0.01)] };
  assert.deepEqual(go("review", "park"), []);
  assert.deepEqual(go("release", "han"), []);
  assert.deepEqual(go("supersede", "kim"), []);
  assert.equal(now.moves.length, 10);
});

test("no act leads out of a closed state, and every other state can be left", () => {
  for (const state of VERIFICATION_STATES) {
    const ways = VERIFICATION_ACTS.filter((act) => COURSE[act].from.includes(state));
    assert.equal(ways.length === 0, CLOSED.includes(state), state);
  }
  const acts = fc.array(fc.tuple(fc.constantFrom(...VERIFICATION_ACTS), fc.constantFrom("kim", "lee", "park", "han")), { maxLength: 40 });
  fc.assert(
    fc.property(acts, (asked) => {
      let now: Verification = { ...ready(), state: "draft" };
      for (const [act, by] of asked) {
        const { value, problems } = moved(now, act, by, MOMENT);
        assert.equal(
          value === undefined,
          problems.some(({ severity }) => severity === "error"),
        );
        if (value === undefined) continue;
        assert.ok(!CLOSED.includes(now.state));
        assert.deepEqual(value.moves.slice(0, -1), now.moves);
        now = value;
      }
      for (const [i, { from }] of now.moves.entries()) assert.equal(from, now.moves[i - 1]?.to ?? "draft");
    }),
    { numRuns: 200, seed: 20260101 },
  );
});

/** Visits of 2022 to 2025, then the one asked for in 2026. P physical, V virtual, W waived, - none. */
const KINDS: Record<string, VisitKind> = { P: "physical", V: "virtual", W: "waived" };
const earlier = (years: string): EarlierVisit[] =>
  [...years].flatMap((letter, i) => (KINDS[letter] === undefined ? [] : [{ year: 2026 - years.length + i, kind: KINDS[letter] }]));

test("visits, year by year: first physical, virtual after physical, waived after two physical", () => {
  const table: [years: string, kind: string, expected: string[]][] = [
    ["----", "P", []],
    ["----", "V", ["VISIT_FIRST_PERIOD"]],
    ["----", "W", ["VISIT_FIRST_PERIOD"]],
    ["---P", "V", []],
    ["---P", "W", ["VISIT_WAIVED_EARLY"]],
    ["--PP", "W", []],
    ["--PP", "V", []],
    ["-PPV", "V", ["VISIT_VIRTUAL_EARLY"]],
    ["-PPV", "W", ["VISIT_WAIVED_EARLY"]],
    ["-PPW", "V", ["VISIT_VIRTUAL_EARLY"]],
    ["-PPW", "W", ["VISIT_WAIVED_EARLY"]],
    ["-PPW", "P", []],
    ["PP--", "W", ["VISIT_WAIVED_EARLY"]],
    ["-P-P", "W", ["VISIT_WAIVED_EARLY"]],
    ["PVPV", "V", ["VISIT_VIRTUAL_EARLY"]],
    ["PVPP", "W", []],
  ];
  for (const [years, kind, expected] of table)
    assert.deepEqual(refused(visited(KINDS[kind] as VisitKind, earlier(years))), expected, `${years} ${kind}`);
});

test("electricity alone: one physical visit in five periods, the first of all physical", () => {
  const table: [years: string, kind: string, expected: string[]][] = [
    ["----", "V", ["VISIT_FIRST_PERIOD"]],
    ["PVVV", "V", []],
    ["PVVV", "W", []],
    ["PVVVV", "V", ["VISIT_ELECTRICITY_EARLY"]],
    ["PVVVV", "P", []],
    ["-VWVW", "W", ["VISIT_ELECTRICITY_EARLY"]],
  ];
  for (const [years, kind, expected] of table)
    assert.deepEqual(refused(visited(KINDS[kind] as VisitKind, earlier(years), ["electricity"])), expected, `${years} ${kind}`);
  assert.deepEqual(refused(visited("virtual", earlier("PVVV"), ["electricity", "cement"])), ["VISIT_VIRTUAL_EARLY"]);
});

test("a physical visit beside a virtual one counts, and a product footprint has no rule of visits", () => {
  const virtual = visited("virtual", []);
  const physical = visited("physical", []).visits;
  assert.deepEqual(refused({ ...virtual, visits: [...virtual.visits, ...physical] }), []);
  assert.deepEqual(refused({ ...virtual, engagement: { ...virtual.engagement, regime: "iso14064-3" } }), []);
  const announced = physical.map((visit) => ({ ...visit, from: "2027-05-21", to: "2027-05-21" }));
  assert.deepEqual(refused({ ...virtual, visits: announced }), ["VISIT_MISSING"]);
});

test("a KOLAS body with limited assurance serves a product footprint in that standard's own words", () => {
  const iso: Changes = {
    set: { "engagement/regime": "iso14064-3", "engagement/assurance": "limited", "engagement/body/scheme": "kolas", visits: [] },
  };
  const given = verificationSchema.parse(changed(ready(), iso));
  assert.deepEqual(release(given), ["OPINION_WORD"]);
  for (const verdict of VERDICTS["iso14064-3"])
    assert.deepEqual(release({ ...given, opinion: { verdict, of: STATEMENT, issued: DAY } }), [], verdict);
});

test("an opinion on the package's hash holds; on another it is void; a material misstatement may stand under an opinion that says so", () => {
  const sealed = { ...ready(), subject: { ...ready().subject, package: OTHER } };
  assert.deepEqual(release({ ...sealed, opinion: { verdict: "satisfactory", of: OTHER, issued: DAY } }), []);
  const findings = [misstatement("F1", "bolt", 0.2, { material: true })];
  const opinion = { of: STATEMENT, issued: DAY };
  assert.deepEqual(release({ ...ready(), findings, opinion: { ...opinion, verdict: "notSatisfactory" } }), []);
  assert.deepEqual(release({ ...ready(), findings, opinion: { ...opinion, verdict: "withComments" } }), ["MISSTATEMENT_UNCORRECTED"]);
  assert.deepEqual(release({ ...ready(), findings: findings.map((one) => ({ ...one, corrected: true })) }), []);
});

test("the first and the last day of an accreditation are its own", () => {
  for (const set of [{ "engagement/body/validUntil": DAY }, { "engagement/body/validFrom": DAY }])
    assert.deepEqual(release(verificationSchema.parse(changed(ready(), { set }))), []);
});

test("a guest reads to the second of the link's end, whatever the zone", () => {
  const link = { verification: "v1", until: "2027-05-20T00:00:00Z" };
  assert.deepEqual(guestRefusals(link, "2027-05-20T09:00:00+09:00"), []);
  assert.deepEqual(codes(guestRefusals(link, "2027-05-20T09:00:01+09:00")), ["GUEST_EXPIRED"]);
});

test("every word that a verification shows has its label in both languages", () => {
  for (const word of [...VERIFICATION_ACTS, ...VERIFICATION_STATES, ...VISIT_KINDS, ...PICKED_BY, ...Object.values(VERDICTS).flat()]) {
    assert.notEqual(label(word).ko, "");
    assert.notEqual(label(word).en, "");
  }
  assert.throws(() => label("nonsense"), /no label/);
});
