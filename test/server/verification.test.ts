// The verifier's desk over HTTP: the whole course from a sealed statement to a released opinion, and what is refused on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ActName, Answer } from "../../src/model/api.ts";
import type { Answered } from "../../src/model/client.ts";
import { verificationSchema } from "../../src/model/verification.ts";
import { BODY, ENGAGEMENT, enteredPeriod, joined, requested, type Somebody, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

type Desk = Answer<"readVerification">;
type Role = Desk["mine"][number];

let server: Running;
let org: string;
let people: Record<"owner" | "editor" | "viewer" | "lead" | "auditor" | "reviewer" | "turncoat", Somebody>;

before(async () => {
  server = await running();
  const found: Partial<typeof people> = {};
  for (const name of ["owner", "editor", "viewer", "lead", "auditor", "reviewer", "turncoat"] as const)
    found[name] = await server.person(name);
  people = found as typeof people;
  const { client } = people.owner;
  org = value(await client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  for (const [name, role] of [
    ["editor", "editor"],
    ["viewer", "viewer"],
    ["turncoat", "editor"],
    ["lead", "verifier"],
    ["auditor", "verifier"],
    ["reviewer", "verifier"],
  ] as const)
    await joined(server, client, { org, who: people[name], role });
});
after(() => server.stop());

/** Who does it: their client, with the version that they saw last. */
const seen = new Map<string, number>();

async function does<N extends ActName>(who: keyof typeof people, act: N, input: object): Promise<Answered<Answer<N>>> {
  const { verification } = input as { verification?: string };
  const version = verification === undefined ? undefined : seen.get(verification);
  const answer = await people[who].client(act, { org, ...input } as never, version === undefined ? {} : { version });
  const { id, version: now } = (answer.ok ? answer.value : {}) as { id?: string; version?: number };
  if (id !== undefined && now !== undefined) seen.set(id, now);
  return answer;
}

const did = async (...call: Parameters<typeof does>): Promise<Desk> => value(await does(...call)) as Desk;
const refused = async (...call: Parameters<typeof does>): Promise<string> => told(await does(...call));

let marks = 0;

/** A period with the sample factory, and a sealing of it. */
async function sealedPeriod(): Promise<{ period: string; sealing: string; statement: string }> {
  marks += 1;
  const { period } = await enteredPeriod(people.owner.client, { org, mark: `v${marks}` });
  return { period, ...(await sealedAgain(period)) };
}

async function sealedAgain(period: string): Promise<{ sealing: string; statement: string }> {
  const { id, hash } = value(await people.owner.client("calculateStatement", { org, period, body: {} }));
  return { sealing: id, statement: hash };
}

/** The same records with more gas: another statement of the period. */
async function withMoreGas(period: string, factor = 1.01): Promise<{ sealing: string; statement: string }> {
  const { client } = people.owner;
  const key = "streams/gas-mill";
  const record = value(await client("readRecord", { org, period, key }));
  const body = structuredClone(record.body) as { activity: { value: number } };
  body.activity.value *= factor;
  value(await client("putRecord", { org, period, key, body: { body: body as never } }, { version: record.version }));
  return sealedAgain(period);
}

const team = (): { person: string; role: Role }[] => [
  { person: people.lead.id, role: "leadAuditor" },
  { person: people.auditor.id, role: "auditor" },
  { person: people.reviewer.id, role: "independentReviewer" },
];

type Opened = { verification: string; period: string; statement: string };

async function opened(more: object = {}): Promise<Opened> {
  const { period, sealing, statement } = await sealedPeriod();
  const { id } = await did("owner", "openVerification", { body: { sealing, ...ENGAGEMENT, team: team(), ...more } });
  return { verification: id, period, statement };
}

async function inVerification(more: object = {}): Promise<Opened> {
  const one = await opened(more);
  await did("owner", "submitVerification", of(one));
  await did("lead", "beginVerification", of(one));
  return one;
}

const PHYSICAL = { kind: "physical", from: "2026-03-02", to: "2026-03-03", who: [] as string[], grounds: [] };
const of = ({ verification }: Opened, more: object = {}): object => ({ verification, ...more });

/** A draft opinion that lies with the reviewer. */
async function inReview(
  one: Opened,
  { verdict = "satisfactory", visit = PHYSICAL }: { verdict?: string; visit?: object } = {},
): Promise<void> {
  await did("lead", "recordVisits", of(one, { body: { visits: [visit], earlierVisits: [] } }));
  await did("lead", "draftOpinion", of(one, { body: { verdict, of: one.statement } }));
  await did("lead", "reviewOpinion", of(one));
}

const may = ({ next }: Desk): string[] => next.filter(({ refusals }) => refusals.length === 0).map(({ act }) => act);
const whyNot = ({ next }: Desk, act: string): string[] => (next.find((one) => one.act === act)?.refusals ?? []).map(({ code }) => code);

const kolas = { ...BODY, name: "한국시험원", country: "KR", scheme: "kolas", accreditationBody: "KOLAS", number: "KV-001" };

test("the whole course: opened, submitted, begun, sampled, found, answered, calculated again, drafted, reviewed, released", async () => {
  const one = await opened();
  const draft = await did("owner", "readVerification", of(one));
  assert.deepEqual(verificationSchema.parse(draft.verification), draft.verification);
  assert.equal(draft.verification.state, "draft");
  assert.deepEqual(draft.verification.engagement.preparers, [people.owner.id]);
  assert.equal(draft.names[people.owner.id], "owner");
  assert.ok(may(draft).includes("submitVerification") && whyNot(draft, "beginVerification").includes("NOT_ALLOWED"));
  await did("owner", "submitVerification", of(one));
  assert.ok(may(await did("lead", "readVerification", of(one))).includes("beginVerification"));
  assert.equal(await refused("reviewer", "beginVerification", of(one)), "403 ACT_NOT_YOURS");
  await did("lead", "beginVerification", of(one));

  const { risks } = value(await people.auditor.client("readRisks", { org, verification: one.verification }));
  assert.ok(risks.length > 3 && risks.every(({ reasons }) => Array.isArray(reasons)));
  const gas = risks.find(({ record }) => record === "streams/gas-mill");
  assert.ok(gas?.steps.includes("stream/gas-mill/activity"));
  // The figure of a record with its evidence, as every member who reads opens it.
  const figure = { org, statement: one.statement, step: "stream/gas-mill/activity" };
  const step = value(await people.auditor.client("stepOfStatement", figure));
  assert.deepEqual(
    step.records.map(({ key }) => key),
    ["streams/gas-mill"],
  );
  assert.ok(step.evidence.length > 0);
  const sampled = await did("auditor", "drawSample", of(one, { body: { wanted: 0.5, random: 2 } }));
  assert.ok((sampled.verification.sampling?.picks.length ?? 0) >= 3);
  assert.match(sampled.verification.sampling?.seed ?? "", /^[\w-]{22}$/);
  const tests = value(await people.auditor.client("readEvidenceTests", { org, verification: one.verification }));
  assert.equal(tests.statement, one.statement);
  const ticked = await did(
    "auditor",
    "addTick",
    of(one, { body: { of: "streams/gas-mill", what: "1월 고지서", how: "comparedWithEvidence" } }),
  );
  assert.deepEqual(
    ticked.verification.ticks.map(({ of: what, by }) => [what, by]),
    [["streams/gas-mill", people.auditor.id]],
  );

  const raise = {
    kind: "misstatement",
    material: false,
    of: ["streams/gas-mill"],
    effects: [{ good: "bar", see: -0.0001 }],
    question: "가스가 적습니다",
  };
  const found = await did("auditor", "raiseFinding", of(one, { body: raise }));
  assert.equal(found.verification.state, "findings");
  const bars = value(await people.auditor.client("readMateriality", { org, verification: one.verification }));
  assert.equal(bars.goods.find(({ good }) => good === "bar")?.see.net, -0.0001);
  assert.equal(
    await refused("lead", "draftOpinion", of(one, { body: { verdict: "satisfactory", of: one.statement } })),
    "409 VERIFICATION_STEP_REFUSED",
  );
  const answer = new TextEncoder().encode("날짜,사용량\n2025-01-01,1\n");
  const { sha256 } = value(await people.editor.client("uploadEvidence", { org, name: "answer.csv", bytes: answer }));
  const answered = await did(
    "editor",
    "answerFinding",
    of(one, { finding: "F1", body: { answer: "고지서로 고쳤습니다", evidence: [sha256] } }),
  );
  assert.deepEqual([answered.verification.state, answered.verification.findings[0]?.state], ["answered", "answered"]);
  const asked = await did("auditor", "askFinding", of(one, { finding: "F1", body: { question: "2월은요?" } }));
  assert.deepEqual([asked.verification.state, asked.verification.findings[0]?.state], ["findings", "open"]);
  await did("editor", "answerFinding", of(one, { finding: "F1", body: { answer: "2월도 고쳤습니다" } }));

  const newer = await withMoreGas(one.period);
  const moved = await did("owner", "recalculateVerification", of(one, { body: { sealing: newer.sealing } }));
  assert.equal(moved.verification.subject.statement, newer.statement);
  assert.equal(moved.verification.findings[0]?.raisedOn, one.statement);
  assert.deepEqual(
    moved.verification.subject.earlier?.map(({ statement }) => statement),
    [one.statement],
  );
  assert.equal(
    await refused("lead", "draftOpinion", of(one, { body: { verdict: "satisfactory", of: one.statement } })),
    "422 OPINION_OTHER_HASH",
  );
  const now = { ...one, statement: newer.statement };
  await inReview(now);
  assert.deepEqual(whyNot(await did("reviewer", "readVerification", of(one)), "releaseOpinion"), ["FINDINGS_OPEN"]);
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 FINDINGS_OPEN");
  await did("reviewer", "sendBackOpinion", of(one, { body: { why: "지적사항을 종결하십시오" } }));
  const closed = await did("auditor", "closeFinding", of(one, { finding: "F1", body: { corrected: true } }));
  assert.deepEqual(
    closed.verification.findings[0]?.thread?.map(({ kind }) => kind),
    ["question", "answer", "question", "answer", "closing"],
  );
  await did("lead", "reviewOpinion", of(one));
  assert.equal(await refused("lead", "releaseOpinion", of(one)), "403 ACT_NOT_YOURS");
  const released = await did("reviewer", "releaseOpinion", of(one));
  assert.equal(released.verification.state, "released");
  assert.equal(released.verification.opinion?.of, newer.statement);
  assert.equal(released.verification.moves.find(({ act }) => act === "sendBack")?.why, "지적사항을 종결하십시오");
  assert.equal(released.history.at(-1)?.act, "releaseOpinion");
  const report = value(await people.viewer.client("readVerificationReport", { org, verification: one.verification }));
  assert.deepEqual([report.items.length, report.state], [18, "released"]);
  for (const format of ["json", "pdf", "xlsx"] as const) {
    const { bytes } = value(
      await people.viewer.client("renderVerificationReport", { org, verification: one.verification, format, lang: "ko" }),
    );
    assert.ok(bytes.length > 1000, format);
  }
});

// ---- who may not verify

const BODIES: readonly [why: string, more: object, code: string][] = [
  ["a body that KOLAS accredited, for CBAM", { body: kolas }, "BODY_SCHEME_REFUSED"],
  ["a body whose accreditation has run out", { body: { ...BODY, validUntil: "2025-12-31" } }, "BODY_NOT_ACCREDITED"],
  ["a body whose accreditation has not begun", { body: { ...BODY, validFrom: "2098-01-01" } }, "BODY_NOT_ACCREDITED"],
  ["a body accredited for cement", { body: { ...BODY, scope: [{ name: "Cement", categories: ["cement"] }] } }, "BODY_OUTSIDE_SCOPE"],
  ["limited assurance for CBAM", { assurance: "limited" }, "ASSURANCE_TOO_LOW"],
];

for (const [why, more, code] of BODIES)
  test(`${why} is refused when it is submitted, said before, and nothing changes`, async () => {
    const one = await opened(more);
    const desk = await did("owner", "readVerification", of(one));
    assert.ok(desk.against.some((problem) => problem.code === code));
    assert.deepEqual(whyNot(desk, "submitVerification"), [code]);
    assert.equal(await refused("owner", "submitVerification", of(one)), `422 ${code}`);
    const after = await did("owner", "readVerification", of(one));
    assert.deepEqual([after.version, after.verification.state], [desk.version, "draft"]);
    const { regime, assurance, body } = ENGAGEMENT;
    await did("owner", "changeEngagement", of(one, { body: { regime, assurance, body, team: team() } }));
    assert.equal((await did("owner", "submitVerification", of(one))).verification.state, "submitted");
  });

test("a body that loses its accreditation while it verifies neither begins nor releases", async () => {
  const one = await opened();
  await did("owner", "submitVerification", of(one));
  const expired = { ...BODY, validUntil: "2025-12-31" };
  await did("lead", "changeVerifier", of(one, { body: { team: team(), body: expired } }));
  assert.equal(await refused("lead", "beginVerification", of(one)), "422 BODY_NOT_ACCREDITED");
  await did("lead", "changeVerifier", of(one, { body: { team: team(), body: BODY } }));
  await did("lead", "beginVerification", of(one));
  await did("lead", "changeVerifier", of(one, { body: { team: team(), body: expired } }));
  await inReview(one);
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 BODY_NOT_ACCREDITED");
});

test("who entered a record may not verify it, whatever their role is now", async () => {
  const { period } = await sealedPeriod();
  const { turncoat, owner } = people;
  const record = value(await turncoat.client("readRecord", { org, period, key: "streams/gas-mill" }));
  value(
    await turncoat.client("putRecord", { org, period, key: record.key, body: { body: record.body as never } }, { version: record.version }),
  );
  const { sealing } = await sealedAgain(period);
  value(await owner.client("changeMember", { org, person: turncoat.id, body: { role: "verifier" } }));
  const theirs = [{ person: turncoat.id, role: "leadAuditor" as const }, ...team().slice(1)];
  const { id, verification } = await did("owner", "openVerification", { body: { sealing, ...ENGAGEMENT, team: theirs } });
  assert.deepEqual(verification.engagement.preparers, [owner.id, turncoat.id].sort());
  assert.equal(await refused("owner", "submitVerification", { verification: id }), "422 CONFLICT_OF_INTEREST");
  // Named once it lies with the body, the same person is refused at the beginning; and who prepared afterwards, at the release.
  const one = await opened();
  await did("owner", "submitVerification", of(one));
  await did("lead", "changeVerifier", of(one, { body: { team: team() } }));
  await did("lead", "beginVerification", of(one));
  const { owner: boss } = people;
  value(await boss.client("changeMember", { org, person: people.auditor.id, body: { role: "editor" } }));
  const again = value(await people.auditor.client("readRecord", { org, period: one.period, key: "streams/gas-mill" }));
  const put = { org, period: one.period, key: again.key, body: { body: again.body as never } };
  value(await people.auditor.client("putRecord", put, { version: again.version }));
  value(await boss.client("changeMember", { org, person: people.auditor.id, body: { role: "verifier" } }));
  await inReview(one);
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 CONFLICT_OF_INTEREST");
});

test("advisors, a team without its reviewer, a lead who reviews, and people who are no verifiers are refused", async () => {
  const advised = await opened({ advisors: [people.lead.id] });
  assert.equal(await refused("owner", "submitVerification", of(advised)), "422 CONFLICT_OF_INTEREST");
  const lone = await opened({ team: team().slice(0, 2) });
  await did("owner", "submitVerification", of(lone));
  assert.equal(await refused("lead", "beginVerification", of(lone)), "422 TEAM_INCOMPLETE");
  const both = [...team().slice(0, 2), { person: people.lead.id, role: "independentReviewer" as const }];
  await did("lead", "changeVerifier", of(lone, { body: { team: both } }));
  assert.equal(await refused("auditor", "beginVerification", of(lone)), "422 REVIEWER_NOT_INDEPENDENT");
  assert.equal(await refused("auditor", "changeVerifier", of(lone, { body: { team: team() } })), "403 ACT_NOT_YOURS");
  const { sealing } = await sealedPeriod();
  const viewer = [{ person: people.viewer.id, role: "auditor" as const }];
  assert.equal(await refused("owner", "openVerification", { body: { sealing, ...ENGAGEMENT, team: viewer } }), "404 MEMBER_UNKNOWN");
});

test("the owner of a plant verifies nothing, and a verifier answers nothing", async () => {
  const one = await inVerification();
  for (const act of ["addTick", "raiseFinding", "draftOpinion", "releaseOpinion"] as const) {
    const body = { of: one.statement, what: "x", how: "recalculated", verdict: "satisfactory", kind: "recommendation", question: "x" };
    assert.equal(await refused("owner", act, of(one, { body })), "403 NOT_ALLOWED", act);
  }
  await did("lead", "raiseFinding", of(one, { body: { kind: "recommendation", question: "x" } }));
  assert.equal(await refused("lead", "answerFinding", of(one, { finding: "F1", body: { answer: "x" } })), "403 NOT_ALLOWED");
  assert.equal(await refused("viewer", "answerFinding", of(one, { finding: "F1", body: { answer: "x" } })), "403 NOT_ALLOWED");
  assert.equal(await refused("editor", "answerFinding", of(one, { finding: "F9", body: { answer: "x" } })), "404 NOT_FOUND");
  const evidence = ["0".repeat(64)];
  assert.equal(
    await refused("editor", "answerFinding", of(one, { finding: "F1", body: { answer: "x", evidence } })),
    "422 EVIDENCE_UNKNOWN",
  );
  assert.equal(await refused("reviewer", "closeFinding", of(one, { finding: "F1", body: { corrected: true } })), "403 ACT_NOT_YOURS");
  assert.equal((await did("lead", "closeFinding", of(one, { finding: "F1", body: { corrected: true } }))).verification.state, "answered");
});

// ---- visits

const WAIVED = {
  kind: "waived",
  from: "2026-03-02",
  to: "2026-03-02",
  who: [],
  grounds: ["understanding", "lowRisk", "lowComplexity", "dataRemote"],
};

test("a waived visit is too early in the first period and with one physical visit before, and allowed after two", async () => {
  const one = await inVerification();
  await inReview(one, { visit: WAIVED });
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 VISIT_FIRST_PERIOD");
  const redo = async (earlierVisits: object[]): Promise<string> => {
    await did("reviewer", "sendBackOpinion", of(one, { body: { why: "방문" } }));
    await did("lead", "recordVisits", of(one, { body: { visits: [WAIVED], earlierVisits } }));
    await did("lead", "reviewOpinion", of(one));
    return refused("reviewer", "releaseOpinion", of(one));
  };
  const before = (...years: number[]): object[] => years.map((year) => ({ year, kind: "physical" }));
  assert.equal(await redo(before(2024)), "422 VISIT_WAIVED_EARLY");
  assert.equal(await redo(before(2023)), "422 VISIT_WAIVED_EARLY");
  assert.equal(await redo(before(2023, 2024)), "200");
});

test("a visit is made by the team, ends after it begins, and has been made by the day of release", async () => {
  const one = await inVerification();
  const visits = (visit: object): Promise<string> =>
    refused("lead", "recordVisits", of(one, { body: { visits: [visit], earlierVisits: [] } }));
  assert.equal(await visits({ ...PHYSICAL, to: "2026-03-01" }), "400 INPUT_INVALID");
  assert.equal(await visits({ ...PHYSICAL, who: [people.owner.id] }), "404 MEMBER_UNKNOWN");
  await inReview(one, { visit: { ...PHYSICAL, to: "2099-01-01" } });
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 VISIT_MISSING");
});

// ---- opinions

test("an opinion on another hash, or in another regime's words, is not taken even as a draft; one on the statement's package is", async () => {
  const one = await inVerification();
  const draft = (body: object): Promise<string> => refused("lead", "draftOpinion", of(one, { body }));
  assert.equal(await draft({ verdict: "satisfactory", of: "ab".repeat(32) }), "422 OPINION_OTHER_HASH");
  const other = await sealedPeriod();
  assert.equal(await draft({ verdict: "satisfactory", of: other.statement }), "422 OPINION_OTHER_HASH");
  assert.equal(await draft({ verdict: "unmodified", of: one.statement }), "422 OPINION_WORD");
  const seal = async (statement: string): Promise<string> =>
    value(await people.owner.client("sealPackage", { org, statement, body: { hold: [], evidence: true } })).hash;
  assert.equal(await draft({ verdict: "satisfactory", of: await seal(other.statement) }), "422 OPINION_OTHER_HASH");
  const hash = await seal(one.statement);
  // Sealing tells the verification of its package.
  assert.equal((await did("lead", "readVerification", of(one))).verification.subject.package, hash);
  assert.equal(
    (await did("lead", "draftOpinion", of(one, { body: { verdict: "satisfactory", of: hash } }))).verification.subject.package,
    hash,
  );
});

test("a report is drawn whatever letters a finding is written in", async () => {
  const { verification } = await inVerification();
  const question = "𒔧 ᧥ ꒦ 𑤏 ཀྵ 👩‍👩‍👧‍👦 \u202e \u{10ffff} \uffff ﷽ a\u0301\u0301";
  const body = { kind: "recommendation" as const, question, material: false, of: [], effects: [], causes: [] };
  value(await people.lead.client("raiseFinding", { org, verification, body }));
  for (const format of ["pdf", "xlsx"] as const)
    assert.equal(told(await people.lead.client("renderVerificationReport", { org, verification, format, lang: "en" })), "200", format);
});

test("a clean opinion over a material misstatement is refused; one that says so is released, with what the law has not confirmed", async () => {
  const one = await inVerification();
  const raise = { kind: "misstatement", effects: [{ good: "bar", see: 1 }], question: "계량기가 빠졌습니다" };
  await did("auditor", "raiseFinding", of(one, { body: raise }));
  assert.equal(
    await refused("auditor", "raiseFinding", of(one, { body: { ...raise, effects: [{ good: "nothing", see: 1 }] } })),
    "404 NOT_FOUND",
  );
  await did("auditor", "closeFinding", of(one, { finding: "F1", body: { corrected: false } }));
  await inReview(one);
  const { problems } = value(await people.reviewer.client("readMateriality", { org, verification: one.verification }));
  assert.deepEqual([problems[0]?.code, problems[0]?.path], ["MATERIALITY_EXCEEDED", "goods/bar/see"]);
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "422 MATERIALITY_EXCEEDED");
  await did("reviewer", "sendBackOpinion", of(one, { body: { why: "중요" } }));
  await did("lead", "draftOpinion", of(one, { body: { verdict: "notSatisfactory", of: one.statement, comments: "중요한 허위기재" } }));
  await did("lead", "reviewOpinion", of(one));
  const released = await did("reviewer", "releaseOpinion", of(one));
  assert.equal(released.verification.opinion?.verdict, "notSatisfactory");
});

test("what is released is superseded by the verification of a newer statement, and its opinion withdrawn by the body alone", async () => {
  const one = await inVerification();
  await inReview(one);
  await did("reviewer", "releaseOpinion", of(one));
  assert.equal(await refused("owner", "withdrawVerification", of(one, { body: { why: "x" } })), "409 VERIFICATION_STEP_REFUSED");
  assert.equal(await refused("owner", "recalculateVerification", of(one, { body: { sealing: people.owner.id } })), "404 NOT_FOUND");
  const same = await sealedAgain(one.period);
  assert.equal(await refused("owner", "supersedeVerification", of(one, { body: { sealing: same.sealing } })), "400 INPUT_INVALID");
  assert.equal((await did("owner", "readVerification", of(one))).verification.state, "released");
  const newer = await withMoreGas(one.period);
  const next = await did("owner", "supersedeVerification", of(one, { body: { sealing: newer.sealing } }));
  assert.notEqual(next.id, one.verification);
  assert.deepEqual([next.verification.state, next.verification.subject.statement], ["draft", newer.statement]);
  const old = await did("owner", "readVerification", of(one));
  assert.deepEqual([old.verification.state, old.verification.opinion?.of], ["superseded", one.statement]);
  const listed = value(await people.viewer.client("listVerifications", { org, period: one.period, limit: 10 })).items;
  assert.deepEqual(
    listed.map(({ id, state }) => [id, state]),
    [
      [next.id, "draft"],
      [one.verification, "superseded"],
    ],
  );
  const two = await inVerification();
  await inReview(two);
  await did("reviewer", "releaseOpinion", of(two));
  const gone = await did("lead", "withdrawOpinion", of(two, { body: { why: "새 사실" } }));
  assert.deepEqual([gone.verification.state, gone.verification.moves.at(-1)?.why], ["withdrawn", "새 사실"]);
  assert.equal(await refused("lead", "addTick", of(two, { body: { of: "x", what: "x", how: "analytical" } })), "409 VERIFICATION_CLOSED");
});

test("product footprints under ISO 14064-3: a KOLAS body, limited assurance, no visit, the standard's own words", async () => {
  const one = await inVerification({ regime: "iso14064-3", assurance: "limited", body: kolas });
  assert.equal(
    await refused("lead", "draftOpinion", of(one, { body: { verdict: "satisfactory", of: one.statement } })),
    "422 OPINION_WORD",
  );
  await did("lead", "draftOpinion", of(one, { body: { verdict: "unmodified", of: one.statement } }));
  await did("lead", "reviewOpinion", of(one));
  const released = await did("reviewer", "releaseOpinion", of(one));
  assert.deepEqual([released.verification.state, released.verification.opinion?.verdict], ["released", "unmodified"]);
  const report = value(await people.lead.client("readVerificationReport", { org, verification: one.verification }));
  assert.equal(report.regime, "iso14064-3");
});

test("a body that is an organisation here signs by its own people alone", async () => {
  const { client } = people.lead;
  const bodyOrganisation = value(await client("createOrganisation", { body: { name: "Prüfhaus", kind: "verifier" } })).id;
  const { sealing } = await sealedPeriod();
  const open = (more: object): Promise<string> => refused("owner", "openVerification", { body: { sealing, ...ENGAGEMENT, ...more } });
  assert.equal(await open({ bodyOrganisation, team: team() }), "404 MEMBER_UNKNOWN", "the reviewer is not of the body");
  assert.equal(await open({ bodyOrganisation: org }), "404 NOT_FOUND", "a plant is no body");
  const one = await inVerification();
  const name = { body: { team: team(), bodyOrganisation } };
  assert.equal(await refused("lead", "changeVerifier", of(one, name)), "404 MEMBER_UNKNOWN", "nor is it when the lead names it");
  await joined(server, client, { org: bodyOrganisation, who: people.reviewer, role: "editor" });
  const named = await did("lead", "changeVerifier", of(one, name));
  assert.equal(named.names[named.verification.engagement.bodyOrganisation ?? ""], "Prüfhaus");
  await inReview(one);
  value(await client("removeMember", { org: bodyOrganisation, person: people.reviewer.id }));
  assert.equal(await refused("reviewer", "releaseOpinion", of(one)), "404 MEMBER_UNKNOWN");
});

// ---- versions

test("a change on a version that is past, or on none, is refused; what adds something is kept beside what others add at once", async () => {
  const one = await inVerification();
  const { verification } = one;
  const visits = { visits: [PHYSICAL], earlierVisits: [] } as never;
  const call = { org, verification, body: visits };
  assert.equal(told(await people.lead.client("recordVisits", call)), "428 VERSION_NEEDED");
  assert.equal(told(await people.lead.client("recordVisits", call, { version: 1 })), "412 VERSION_CONFLICT");
  const ticks = Array.from({ length: 24 }, (_, i) => {
    const who = i % 2 === 0 ? people.lead : people.auditor;
    return who.client("addTick", { org, verification, body: { of: `streams/s${i}`, what: "x", how: "recalculated" } });
  });
  const answers = await Promise.all(ticks);
  assert.deepEqual([...new Set(answers.map(told))], ["201"]);
  const desk = value(await people.lead.client("readVerification", { org, verification }));
  assert.equal(new Set(desk.verification.ticks.map(({ of: what }) => what)).size, 24);
  assert.equal(new Set(desk.verification.ticks.map(({ id }) => id)).size, 24);
  assert.deepEqual(
    desk.history.map(({ version }) => version),
    Array.from({ length: desk.version }, (_, i) => i + 1),
  );
  const mine = desk.verification.ticks.find(({ by }) => by === people.lead.id)?.id ?? "";
  const remove = (who: Somebody, tick: string): Promise<string> => who.client("removeTick", { org, verification, tick }).then(told);
  assert.equal(await remove(people.auditor, mine), "403 ACT_NOT_YOURS");
  assert.equal(await remove(people.lead, mine), "200");
  assert.equal(await remove(people.lead, mine), "404 NOT_FOUND");
  const findings = await Promise.all(
    [people.lead, people.auditor].map(({ client }) =>
      client("raiseFinding", {
        org,
        verification,
        body: { kind: "recommendation", question: "x", material: false, of: [], effects: [], causes: [] },
      }),
    ),
  );
  assert.deepEqual(findings.map(told), ["201", "201"]);
  const both = value(await people.lead.client("readVerification", { org, verification }));
  assert.deepEqual(
    both.verification.findings.map(({ id }) => id),
    ["F1", "F2"],
  );
});

test("a request that is repeated with its key is done once", async () => {
  const { verification } = await inVerification();
  const body = { of: "streams/gas-mill", what: "x", how: "recalculated" as const };
  const once = () => people.lead.client("addTick", { org, verification, body }, { idempotencyKey: "tick-1" });
  const [first, second] = [value(await once()), value(await once())];
  assert.deepEqual([first.version, first.verification.ticks.length], [second.version, 1]);
});

// ---- guests

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

test("a guest with the secret reads one verification and its statement, nothing of people or other periods, until the day", async () => {
  const one = await inVerification();
  const { verification } = one;
  const { owner, lead, auditor, editor } = people;
  await did("lead", "addTick", of(one, { body: { of: "streams/gas-mill", what: "x", how: "recalculated" } }));
  for (const who of [auditor, editor, people.viewer])
    assert.equal(told(await who.client("makeGuestLink", { org, verification, body: { until: inDays(1) } })), "403 ACT_NOT_YOURS");
  for (const days of [91, -1])
    assert.equal(told(await owner.client("makeGuestLink", { org, verification, body: { until: inDays(days) } })), "400 INPUT_INVALID");
  const { id: link, secret } = value(await lead.client("makeGuestLink", { org, verification, body: { until: inDays(89) } }));
  assert.match(secret, /^[\w-]{43}$/);
  const rows = await server.house.hands.db.selectFrom("guest_link").selectAll().where("link_id", "=", link).execute();
  assert.ok(!JSON.stringify(rows).includes(secret));

  const guest = server.client();
  const seenByGuest = value(await guest("guestVerification", { org, link, body: { secret } }));
  assert.deepEqual(verificationSchema.parse(seenByGuest.verification), seenByGuest.verification);
  const text = JSON.stringify(seenByGuest);
  for (const who of Object.values(people)) assert.ok(!text.includes(who.id) && !text.includes(who.email), who.email);
  assert.deepEqual(seenByGuest.verification.ticks[0]?.by, "team/1");
  const analysis = value(await guest("guestStatement", { org, link, body: { secret } })) as { goods: unknown[] };
  assert.ok(analysis.goods.length > 0);
  const step = value(await guest("guestStep", { org, link, body: { secret, step: "stream/gas-mill/activity" } }));
  assert.ok(step.records.length > 0 && step.records.every(({ by }) => by === "plant"));
  assert.equal(told(await guest("guestStep", { org, link, body: { secret, step: "nothing/x" } })), "404 NOT_FOUND");
  for (const act of ["readVerification", "readMateriality", "listMembers", "listPeriods"] as const)
    assert.equal(told(await guest(act, { org, verification, limit: 1 } as never)), "401 SIGN_IN_NEEDED", act);

  const wrong = `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`;
  assert.equal(told(await guest("guestVerification", { org, link, body: { secret: wrong } })), "404 NOT_FOUND");
  const late = await owner.client("makeGuestLink", { org, verification, body: { until: inDays(1) } });
  const second = value(late);
  assert.equal(
    told(await guest("guestVerification", { org, link: second.id, body: { secret } })),
    "404 NOT_FOUND",
    "another link's secret",
  );
  const { db } = server.house.hands;
  await db
    .updateTable("guest_link")
    .set({ until: new Date(Date.now() - 1000) })
    .where("link_id", "=", second.id)
    .execute();
  for (const act of ["guestVerification", "guestStatement", "guestStep"] as const) {
    const body = { secret: second.secret, ...(act === "guestStep" && { step: "stream/gas-mill/activity" }) };
    assert.equal(told(await guest(act, { org, link: second.id, body } as never)), "403 GUEST_EXPIRED", act);
  }
  assert.equal(told(await auditor.client("revokeGuestLink", { org, verification, link })), "403 ACT_NOT_YOURS");
  value(await owner.client("revokeGuestLink", { org, verification, link }));
  assert.equal(told(await guest("guestVerification", { org, link, body: { secret } })), "403 GUEST_REVOKED");
  assert.equal(told(await owner.client("revokeGuestLink", { org, verification, link })), "404 NOT_FOUND");
  const links = value(await people.viewer.client("listGuestLinks", { org, verification })).items;
  assert.deepEqual(
    links.map(({ state, lastUsed }) => [state, lastUsed !== undefined]),
    [
      ["expired", false],
      ["revoked", true],
    ],
  );
});

test("every use of a guest link, and every attempt, is a line of the plant's trail; the secret is in none", async () => {
  const { verification } = await opened();
  const { owner } = people;
  const { id: link, secret } = value(await owner.client("makeGuestLink", { org, verification, body: { until: inDays(1) } }));
  value(await server.client()("guestVerification", { org, link, body: { secret } }));
  assert.equal(told(await server.client()("guestStatement", { org, link, body: { secret: "x" } })), "404 NOT_FOUND");
  const { status } = await requested(server.base, `/v1/organisations/${org}/guest-links/${link}/verification?secret=${secret}`, {
    method: "POST",
    body: JSON.stringify({ secret }),
  });
  assert.equal(status, 400, "a secret in the address is refused");
  const told3 = async () =>
    value(await owner.client("listAudit", { org, limit: 20, order: "newest" })).items.filter(({ subject }) => subject.includes(link));
  for (let tries = 0; tries < 50 && (await told3()).length < 3; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  const lines = await told3();
  assert.deepEqual(lines.map(({ act, outcome, actor }) => `${act} ${outcome} ${actor}`).sort(), [
    "guestStatement NOT_FOUND nobody",
    "guestVerification INPUT_INVALID nobody",
    "guestVerification done nobody",
  ]);
  const { rows } = { rows: await server.house.hands.db.selectFrom("audit").selectAll().where("org_id", "=", org).execute() };
  assert.ok(!JSON.stringify(rows).includes(secret));
  const opening = rows.find(({ act }) => act === "openVerification");
  assert.equal(opening?.outcome, "done");
});

test("earlier visits are known where earlier periods were verified here", async () => {
  const { client } = people.owner;
  const one = await inVerification();
  await inReview(one);
  await did("reviewer", "releaseOpinion", of(one));
  const { installation, end } = value(await client("readPeriod", { org, period: one.period }));
  assert.equal(end, "2025-12-31");
  const body = { installation, start: "2026-01-01", end: "2026-12-31", title: "", copyFrom: one.period };
  const period = value(await client("createPeriod", { org, body })).id;
  const { id } = value(await client("calculateStatement", { org, period, body: {} }));
  const { verification } = await did("owner", "openVerification", { body: { sealing: id, ...ENGAGEMENT } });
  assert.deepEqual(verification.earlierVisits, [{ year: 2025, kind: "physical" }]);
});
