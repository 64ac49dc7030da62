// The verifier's desk over HTTP: the whole course from a sealed statement to a released opinion, and what is refused on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ActName, Answer } from "../../src/model/api.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import { verificationSchema } from "../../src/model/verification.ts";
import { BODY, ENGAGEMENT, enteredPeriod, joined, requested, type Somebody, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

type Desk = Answer<"readVerification">;
type Role = Desk["mine"][number];

let server: Running;
let org: string;
let people: Record<"owner" | "editor" | "viewer" | "lead" | "auditor" | "reviewer" | "turncoat", Somebody>;

before(async () => {
  server = await running({ LOG_LEVEL: "error" }, (line) => void process.stderr.write(line));
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
  await did("owner", "submitVerification", one);
  await did("lead", "beginVerification", { verification: one.verification });
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
