// Who may do what: mostly refusals. Every act by every role, token and stranger, in one's own and in foreign organisations.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { type Actor, type Refusal, RIGHTS, type Right, ROLES, type Role, refusalOf } from "../../src/model/access.ts";
import { ACT_NAMES, type ActName, specOf } from "../../src/model/api.ts";
import type { Answered, Client } from "../../src/model/client.ts";
import {
  ENGAGEMENT,
  enteredPeriod,
  furnished,
  type Household,
  household,
  invitationSecret,
  joined,
  kept,
  type Place,
  type RawAnswer,
  requested,
  told,
  value,
} from "./household.ts";
import { type Running, running } from "./running.ts";

/**
 * Owners do everything but verify, which verifiers alone do; editors and consultants enter and calculate; viewers and verifiers read; complex operators see sums alone;
 * what concerns a person is done by whoever has signed in, and by no token. The second word is the scope that a token needs.
 */
const ANYBODY = "anybody";
const [EVERYBODY, READERS, WRITERS, OWNER, SUMS, VERIFIER] = ["signed in", "O E V C R", "O E C", "O", "O X", "R"] as const;
const MAY: Readonly<Record<ActName, readonly [who: string, scope: Right | ""]>> = {
  whoAmI: [EVERYBODY, ""],
  listDatasets: [EVERYBODY, ""],
  listChoices: [EVERYBODY, ""],
  estimateGood: [EVERYBODY, ""],
  createOrganisation: [EVERYBODY, ""],
  leaveOrganisation: [EVERYBODY, ""],
  acceptInvitation: [EVERYBODY, ""],
  erasePerson: [EVERYBODY, ""],
  readOrganisation: [READERS, "read"],
  listMembers: [READERS, "read"],
  listAudit: [READERS, "read"],
  listComplexes: [READERS, "read"],
  listInstallations: [READERS, "read"],
  listPeriods: [READERS, "read"],
  readPeriod: [READERS, "read"],
  listRecords: [READERS, "read"],
  readRecord: [READERS, "read"],
  readHistory: [READERS, "read"],
  listEvidence: [READERS, "read"],
  readEvidence: [READERS, "read"],
  lookAtEvidence: [READERS, "read"],
  citedBy: [READERS, "read"],
  listEvidenceUses: [READERS, "read"],
  listBadRows: [READERS, "read"],
  readGridBook: [READERS, "read"],
  parseGridBook: [READERS, "read"],
  exportCase: [READERS, "read"],
  readImport: [READERS, "read"],
  listImports: [READERS, "read"],
  commentImport: [READERS, "read"],
  readImportTemplate: [READERS, "read"],
  listMeters: [READERS, "read"],
  readFigures: [READERS, "read"],
  checkPeriod: [READERS, "read"],
  listAsks: [READERS, "read"],
  listStatements: [READERS, "read"],
  readStatement: [READERS, "read"],
  explainStatement: [READERS, "read"],
  renderStatement: [READERS, "read"],
  fillWorkbook: [READERS, "read"],
  compareStatements: [READERS, "read"],
  assessScenarios: [READERS, "read"],
  readMap: [READERS, "read"],
  analysePeriod: [READERS, "read"],
  analyseStatement: [READERS, "read"],
  stepOfPeriod: [READERS, "read"],
  stepOfStatement: [READERS, "read"],
  readIdentity: [READERS, "read"],
  readTrustFile: [READERS, "read"],
  listPackages: [READERS, "read"],
  readPackage: [READERS, "read"],
  listCredentials: [READERS, "read"],
  readCredential: [READERS, "read"],
  readStatusLists: [READERS, "read"],
  createInstallation: [WRITERS, "enter"],
  renameInstallation: [WRITERS, "enter"],
  createPeriod: [WRITERS, "enter"],
  beginPeriod: [WRITERS, "enter"],
  putRecord: [WRITERS, "enter"],
  withdrawRecord: [WRITERS, "enter"],
  putRecords: [WRITERS, "enter"],
  uploadEvidence: [WRITERS, "enter"],
  removeEvidenceDraft: [WRITERS, "enter"],
  importCase: [WRITERS, "enter"],
  beginImport: [WRITERS, "enter"],
  tryImport: [WRITERS, "enter"],
  runImport: [WRITERS, "enter"],
  cancelImport: [WRITERS, "enter"],
  withdrawImport: [WRITERS, "enter"],
  calculateStatement: [WRITERS, "calculate"],
  whatIf: [WRITERS, "calculate"],
  declareImports: [WRITERS, "calculate"],
  renameOrganisation: [OWNER, "manage"],
  changeMember: [OWNER, "manage"],
  removeMember: [OWNER, "manage"],
  inviteMember: [OWNER, "manage"],
  listInvitations: [OWNER, "manage"],
  revokeInvitation: [OWNER, "manage"],
  createToken: [OWNER, "manage"],
  listTokens: [OWNER, "manage"],
  revokeToken: [OWNER, "manage"],
  sealPackage: [OWNER, "manage"],
  changeStatus: [OWNER, "manage"],
  keepAccreditation: [OWNER, "manage"],
  issueCredential: [OWNER, "manage"],
  issuePresentation: [OWNER, "manage"],
  rotateKey: [OWNER, "own"],
  tellLeak: [OWNER, "own"],
  listPlants: [OWNER, "manage"],
  admitPlant: [OWNER, "manage"],
  dismissPlant: [OWNER, "manage"],
  removeOrganisation: [OWNER, "own"],
  joinComplex: [OWNER, "own"],
  leaveComplex: [OWNER, "own"],
  exportOrganisation: [OWNER, "own"],
  readLog: [OWNER, "own"],
  readAggregate: [SUMS, "aggregate"],
  listVerifications: [READERS, "read"],
  readVerification: [READERS, "read"],
  readRisks: [READERS, "read"],
  readMateriality: [READERS, "read"],
  readEvidenceTests: [READERS, "read"],
  readVerificationReport: [READERS, "read"],
  renderVerificationReport: [READERS, "read"],
  makeGuestLink: [READERS, "read"],
  listGuestLinks: [READERS, "read"],
  revokeGuestLink: [READERS, "read"],
  openVerification: [WRITERS, "enter"],
  changeEngagement: [WRITERS, "enter"],
  submitVerification: [WRITERS, "enter"],
  answerFinding: [WRITERS, "enter"],
  withdrawVerification: [WRITERS, "enter"],
  recalculateVerification: [WRITERS, "calculate"],
  supersedeVerification: [WRITERS, "calculate"],
  changeVerifier: [VERIFIER, "verify"],
  beginVerification: [VERIFIER, "verify"],
  drawSample: [VERIFIER, "verify"],
  addTick: [VERIFIER, "verify"],
  removeTick: [VERIFIER, "verify"],
  recordVisits: [VERIFIER, "verify"],
  raiseFinding: [VERIFIER, "verify"],
  changeFinding: [VERIFIER, "verify"],
  askFinding: [VERIFIER, "verify"],
  closeFinding: [VERIFIER, "verify"],
  draftOpinion: [VERIFIER, "verify"],
  reviewOpinion: [VERIFIER, "verify"],
  sendBackOpinion: [VERIFIER, "verify"],
  releaseOpinion: [VERIFIER, "verify"],
  withdrawOpinion: [VERIFIER, "verify"],
  guestVerification: [ANYBODY, ""],
  guestStatement: [ANYBODY, ""],
  guestStep: [ANYBODY, ""],
};
const LETTER: Readonly<Record<Role, string>> = {
  owner: "O",
  editor: "E",
  viewer: "V",
  consultant: "C",
  verifier: "R",
  complexOperator: "X",
};

/** What the table says of a caller, told by code; undefined where the act may go on. */
function expected(act: ActName, who: { signedIn: boolean; role?: Role; scopes?: readonly Right[] }): Refusal | undefined {
  const [may, scope] = MAY[act];
  if (may === ANYBODY) return undefined;
  if (!who.signedIn) return "SIGN_IN_NEEDED";
  if (may === EVERYBODY) return who.scopes === undefined ? undefined : "PERSON_NEEDED";
  if (who.role === undefined) return "ORGANISATION_UNKNOWN";
  if (!may.includes(LETTER[who.role])) return "NOT_ALLOWED";
  return who.scopes !== undefined && !who.scopes.includes(scope as Right) ? "SCOPE_MISSING" : undefined;
}

test("the table names every act, and no other", () => {
  assert.deepEqual(Object.keys(MAY).sort(), [...ACT_NAMES].sort());
});

test("the pure function says what the table says: every act, role, scope and stranger", () => {
  let refusals = 0;
  const scopeSets: (readonly Right[])[] = [[], ...RIGHTS.map((right) => [right]), RIGHTS];
  for (const act of ACT_NAMES) {
    const { need } = specOf(act);
    const holds = (actor: Actor, wanted: Refusal | undefined): void => {
      assert.equal(refusalOf(actor, need), wanted, `${act} ${JSON.stringify(actor)}`);
      refusals += wanted === undefined ? 0 : 1;
    };
    holds({ kind: "nobody" }, expected(act, { signedIn: false }));
    for (const role of [undefined, ...ROLES]) {
      const held = role === undefined ? {} : { role };
      holds({ kind: "person", person: "p", ...held }, expected(act, { signedIn: true, ...held }));
      for (const scopes of scopeSets)
        holds({ kind: "token", token: "t", scopes, ...held }, expected(act, { signedIn: true, scopes, ...held }));
    }
  }
  assert.ok(refusals > 2000, String(refusals));
});

// ---- over HTTP

let server: Running;
let home: Household;
let scoped: Readonly<Record<Right, string>>;

before(async () => {
  server = await running();
  home = await household(server);
  const { people, plant } = home;
  const made: Partial<Record<Right, string>> = {};
  for (const right of RIGHTS) {
    const body = { name: right, scopes: [right], days: 1 };
    made[right] = value(await people.owner.client("createToken", { org: plant.org, body })).secret;
  }
  scoped = made as typeof scoped;
});
after(() => server.stop());

const NOWHERE = "00000000-0000-4000-8000-000000000000";
const HASH = "0".repeat(64);
/** Names of the path for things that are nowhere. */
const NOTHING: Place = {
  org: NOWHERE,
  installation: NOWHERE,
  period: NOWHERE,
  import: NOWHERE,
  sha256: HASH,
  statement: HASH,
  token: NOWHERE,
  secret: "",
  invitation: NOWHERE,
  person: NOWHERE,
  package: HASH,
  credential: NOWHERE,
  key: NOWHERE,
  sealing: NOWHERE,
  verification: NOWHERE,
  link: NOWHERE,
  finding: "F1",
  tick: NOWHERE,
};

const plan = { kind: "series", target: "streams/gas/activity", meter: "m" };

/** What follows the path: sound where the path names something, else such that nothing would be done by it. */
const QUERIES: Partial<Record<ActName, string>> = {
  stepOfPeriod: "step=product%2Fbar%2FseeDirect",
  stepOfStatement: "step=product%2Fbar%2FseeDirect",
  removeOrganisation: "name=wrong",
  readAggregate: "year=2025",
  readRecord: "key=head",
  readHistory: "key=head",
  putRecord: "key=head",
  withdrawRecord: "key=head",
  uploadEvidence: "name=",
  explainStatement: "good=bar",
  renderStatement: "as=csv",
  readGridBook: "table=streams",
  parseGridBook: "table=streams",
};
const BODIES: Partial<Record<ActName, (place: Place) => unknown>> = {
  createOrganisation: () => ({ name: "" }),
  renameOrganisation: () => ({ name: "" }),
  changeMember: () => ({ role: "viewer" }),
  inviteMember: () => ({ email: "", role: "owner" }),
  acceptInvitation: () => ({ token: "x" }),
  createToken: () => ({ name: "", scopes: ["own"], days: 1 }),
  erasePerson: () => ({ email: "else@example.com" }),
  createInstallation: () => ({ name: "" }),
  renameInstallation: () => ({ name: "새 이름" }),
  createPeriod: ({ installation }) => ({ installation, start: "2025-01-01", end: "2025-12-31" }),
  putRecord: () => ({ body: { title: "x" } }),
  putRecords: () => ({ records: [{ key: "head", body: { title: "x" } }] }),
  importCase: ({ sha256 }) => ({ evidence: sha256 }),
  beginImport: ({ sha256 }) => ({ evidence: sha256 }),
  tryImport: () => ({ plan }),
  runImport: () => ({ plan }),
  calculateStatement: () => ({}),
  estimateGood: () => ({ cn: "72142000", country: "KR", year: 2026, tonnes: 100 }),
  beginPeriod: () => ({ cn: "72142000", goodName: "봉강", country: "KR" }),
  whatIf: () => ({ changes: [{ key: "head", body: null }] }),
  declareImports: ({ statement }) => ({ lines: LINES, statements: [statement] }),
  rotateKey: () => ({ alg: "RS256" }),
  tellLeak: () => ({ since: "2026-01-01T00:00:00Z" }),
  changeStatus: () => ({ purpose: "suspension", set: true }),
  keepAccreditation: () => ({ credential: {} }),
  issueCredential: () => ({ credential: {} }),
  issuePresentation: () => ({ presentation: {} }),
  openVerification: ({ sealing }) => ({ sealing, ...ENGAGEMENT }),
  changeEngagement: () => ENGAGEMENT,
  answerFinding: () => ({ answer: "x" }),
  withdrawVerification: () => ({ why: "x" }),
  recalculateVerification: ({ sealing }) => ({ sealing }),
  supersedeVerification: ({ sealing }) => ({ sealing }),
  changeVerifier: () => ({ team: [] }),
  drawSample: () => ({ wanted: 0.8, random: 1 }),
  addTick: () => ({ of: "streams/gas", what: "x", how: "recalculated" }),
  recordVisits: () => ({ visits: [], earlierVisits: [] }),
  raiseFinding: () => ({ kind: "recommendation", question: "x" }),
  changeFinding: () => ({ kind: "recommendation", question: "x" }),
  askFinding: () => ({ question: "x" }),
  closeFinding: () => ({ corrected: true }),
  draftOpinion: () => ({ verdict: "satisfactory", of: HASH }),
  sendBackOpinion: () => ({ why: "x" }),
  withdrawOpinion: () => ({ why: "x" }),
  makeGuestLink: () => ({ until: new Date(Date.now() + 60_000).toISOString() }),
  guestVerification: () => ({ secret: "x" }),
  guestStatement: () => ({ secret: "x" }),
  guestStep: () => ({ secret: "x", step: "x" }),
};
/** The same such that all would be done by it, for those who may not. */
const SOUND: Partial<Record<ActName, () => unknown>> = {
  createOrganisation: () => ({ name: "X" }),
  renameOrganisation: () => ({ name: "X" }),
  inviteMember: () => ({ email: "x@example.com", role: "owner" }),
  createToken: () => ({ name: "x", scopes: ["own"], days: 1 }),
  createInstallation: () => ({ name: "X" }),
  rotateKey: () => ({}),
};
const SOUND_QUERIES: Partial<Record<ActName, string>> = {
  removeOrganisation: `name=${encodeURIComponent("시화정밀")}`,
  uploadEvidence: "name=x.csv",
};
const LINES = [{ id: "1", cn: "72142000", origin: "KR", basis: "default", netMass: { value: 10, unit: "t" }, date: "2026-03-01" }];

const queryOf = (act: ActName, sound: boolean): string | undefined => (sound ? (SOUND_QUERIES[act] ?? QUERIES[act]) : QUERIES[act]);

/** One request of an act about the things of a place, inside an organisation. */
async function asked(
  act: ActName,
  { org, about, token, sound = false }: { org: string; about: Place; token?: string; sound?: boolean },
): Promise<RawAnswer> {
  const { method, path, body } = specOf(act);
  const names: Record<string, string> = { ...about, org, complex: about.org, plant: about.org };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? assert.fail(name)));
  const query = act === "compareStatements" ? `before=${about.statement}&after=${about.statement}` : queryOf(act, sound);
  const given = sound ? (SOUND[act] ?? BODIES[act]) : BODIES[act];
  const content = body === "bytes" ? new TextEncoder().encode(sound ? "a,b\n1,2\n" : "x") : JSON.stringify(given?.(about) ?? {});
  return requested(server.base, `${filled}${query === undefined ? "" : `?${query}`}`, {
    method,
    headers: { "if-match": '"1"' },
    ...(token !== undefined && { token }),
    ...(method !== "GET" && { body: content }),
  });
}

const STATUS: Readonly<Record<Refusal, number>> = {
  SIGN_IN_NEEDED: 401,
  PERSON_NEEDED: 403,
  NOT_ALLOWED: 403,
  SCOPE_MISSING: 403,
  ORGANISATION_UNKNOWN: 404,
};

const codeOf = ({ text }: RawAnswer): string | undefined => {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
};

function refused(answer: RawAnswer, wanted: Refusal, what: string): void {
  assert.deepEqual([answer.status, codeOf(answer)], [STATUS[wanted], wanted], what);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/, what);
  assert.equal(answer.headers.get("www-authenticate"), wanted === "SIGN_IN_NEEDED" ? "Bearer" : null, what);
}

/** Acts about a stranger's organisation tell no more than of one that is not there; an invitation does not fit either. */
const STRANGERS: Partial<Record<ActName, string>> = {
  leaveOrganisation: "ORGANISATION_UNKNOWN",
  acceptInvitation: "INVITATION_INVALID",
  guestVerification: "NOT_FOUND",
  guestStatement: "NOT_FOUND",
  guestStep: "NOT_FOUND",
};

type Caller = { name: string; token?: string; role?: Role; scopes?: readonly Right[] };

const callers = (): { org: string; who: Caller }[] => {
  const { people, plant, complex } = home;
  const inPlant = (["owner", "editor", "viewer", "consultant", "verifier"] as const).map((role) => ({
    org: plant.org,
    who: { name: role, token: people[role].token, role },
  }));
  const inComplex = [
    { org: complex.org, who: { name: "complexOperator", token: people.complexOperator.token, role: "complexOperator" as const } },
  ];
  const tokens = RIGHTS.map((right) => ({
    org: plant.org,
    who: { name: `token ${right}`, token: scoped[right], role: "owner" as const, scopes: [right] },
  }));
  const strangers = [
    { org: plant.org, who: { name: "stranger", token: people.stranger.token } },
    { org: plant.org, who: { name: "nobody" } },
  ];
  return [...inPlant, ...inComplex, ...tokens, ...strangers];
};

test("every act over HTTP: whoever may not is refused and nothing changes; whoever may goes on", async () => {
  const before = await kept(server);
  let [refusals, allowed] = [0, 0];
  for (const { org, who } of callers()) {
    const signedIn = who.token !== undefined;
    for (const act of ACT_NAMES) {
      const wanted = expected(act, { signedIn, ...(who.role && { role: who.role }), ...(who.scopes && { scopes: who.scopes }) });
      const what = `${act} by ${who.name}`;
      // Nothing is done by those who may either: what they ask for is nowhere.
      const mine = who.role !== undefined && act === "leaveOrganisation" && who.scopes === undefined;
      if (wanted === undefined && mine) continue;
      const mark = { org, ...(who.token !== undefined && { token: who.token }) };
      const real = org === home.complex.org ? home.complex : home.plant;
      const answer = await asked(act, wanted === undefined ? { ...mark, about: NOTHING } : { ...mark, about: real, sound: true });
      if (wanted !== undefined) {
        refused(answer, wanted, what);
        refusals += 1;
        continue;
      }
      const code = codeOf(answer);
      if (act === "createToken" && who.scopes !== undefined) assert.ok(answer.status === 403 || code === "INPUT_INVALID", what);
      else if (who.role === undefined && STRANGERS[act] !== undefined) assert.equal(code, STRANGERS[act], what);
      else assert.ok(code === undefined || !Object.hasOwn(STATUS, code), `${what}: ${code}`);
      allowed += 1;
    }
  }
  assert.equal(await kept(server), before, "something changed");
  assert.ok(refusals > 500 && allowed > 200, `${refusals} ${allowed}`);
});

test("a foreign organisation answers as one that does not exist, to the letter", async () => {
  const { people, plant, other, complex } = home;
  const before = await kept(server);
  const members: Caller[] = [
    ...(["owner", "editor", "viewer", "consultant", "verifier", "complexOperator"] as const).map((role) => ({
      name: role,
      token: people[role].token,
    })),
    ...RIGHTS.map((right) => ({ name: `token ${right}`, token: scoped[right], scopes: [right] })),
  ];
  let refusals = 0;
  for (const { name, token = "", scopes } of members)
    for (const act of ACT_NAMES) {
      if (!specOf(act).path.includes("{org}")) continue;
      const what = `${act} by ${name}`;
      const foreign = name === "complexOperator" ? plant : other;
      const [there, nowhere, noId] = await Promise.all([
        asked(act, { org: foreign.org, about: foreign, token }),
        asked(act, { org: NOWHERE, about: foreign, token }),
        asked(act, { org: "no-id", about: foreign, token }),
      ]);
      const wanted = expected(act, { signedIn: true, ...(scopes && { scopes }) });
      if (wanted !== undefined) refused(there, wanted, what);
      else assert.equal(codeOf(there), STRANGERS[act], what);
      assert.deepEqual([nowhere.status, nowhere.text], [there.status, there.text], what);
      if (wanted !== undefined) assert.deepEqual([noId.status, noId.text], [there.status, there.text], what);
      const headers = (answer: RawAnswer) => [...answer.headers].filter(([key]) => !/^(date|x-ratelimit|content-length)/.test(key));
      assert.deepEqual(headers(nowhere), headers(there), what);
      refusals += 3;
    }
  // Plants, seen from the complex that one of them may have joined, stay as closed.
  assert.equal(told(await people.owner.client("readOrganisation", { org: complex.org })), "200");
  assert.equal(await kept(server), before);
  assert.ok(refusals > 1500, String(refusals));
});

test("acts on organisations that are not there leave no trace", async () => {
  const { people } = home;
  const { db } = server.house.hands;
  const heads = async () => (await db.selectFrom("audit_head").select("org_id").execute()).map(({ org_id }) => org_id);
  const before = await heads();
  for (const act of ["leaveOrganisation", "acceptInvitation", "readOrganisation"] as const)
    await asked(act, { org: randomUUID(), about: NOTHING, token: people.owner.token });
  assert.deepEqual((await heads()).sort(), before.sort());
});

/** Acts whose path, query or body names something inside the organisation. */
const INSIDE: readonly ActName[] = [
  ...ACT_NAMES.filter((act) => /\{(?!org\})\w+\}/.test(specOf(act).path)),
  "createPeriod",
  "compareStatements",
  "declareImports",
  "openVerification",
];

test("what belongs to another organisation is nowhere in one's own, for the owner too", async () => {
  const { people, plant, other } = home;
  const before = await kept(server);
  assert.ok(INSIDE.length > 30);
  for (const act of INSIDE) {
    const asks = specOf(act).need === "verify" ? people.verifier : people.owner;
    const answer = await asked(act, { org: plant.org, about: other, token: asks.token });
    const code = act === "changeMember" || act === "removeMember" ? "MEMBER_UNKNOWN" : "NOT_FOUND";
    assert.deepEqual([answer.status, codeOf(answer)], [404, code], act);
  }
  const mixed: [ActName, Place][] = [
    ["importCase", { ...plant, sha256: other.sha256 }],
    ["beginImport", { ...plant, sha256: other.sha256 }],
    ...(["readImport", "tryImport", "runImport", "cancelImport", "withdrawImport", "commentImport"] as const).map(
      (act): [ActName, Place] => [act, { ...plant, import: other.import }],
    ),
  ];
  for (const [act, about] of mixed)
    assert.deepEqual(codeOf(await asked(act, { org: plant.org, about, token: people.owner.token })), "NOT_FOUND", act);
  const { client } = people.owner;
  const copied = { installation: plant.installation, start: "2025-01-01", end: "2025-12-31", title: "", copyFrom: other.period };
  assert.equal(told(await client("createPeriod", { org: plant.org, body: copied })), "404 NOT_FOUND");
  assert.deepEqual(value(await client("listPeriods", { org: plant.org, installation: other.installation, limit: 9 })).items, []);
  assert.deepEqual(value(await client("listStatements", { org: plant.org, period: other.period, limit: 9 })).items, []);
  const cites = { name: "x", sha256: other.sha256 };
  const put = await client("putRecord", { org: plant.org, period: plant.period, key: "evidence/theirs", body: { body: cites } });
  assert.equal(put.ok, false, "evidence of another organisation was cited");
  assert.equal(await kept(server), before);
});

test("an import is found under its own period alone", async () => {
  const { people, plant } = home;
  const body = { installation: plant.installation, start: "2026-01-01", end: "2026-12-31", title: "" };
  const period = value(await people.owner.client("createPeriod", { org: plant.org, body })).id;
  assert.equal(told(await people.owner.client("readImport", { org: plant.org, period, import: plant.import })), "404 NOT_FOUND");
});

// ---- members come and go

test("whoever was removed is a stranger at once, with every token that they made", async () => {
  const { people, plant } = home;
  const { owner } = people;
  const gone = await server.person("gone");
  await joined(server, owner.client, { org: plant.org, who: gone, role: "owner" });
  const body = { name: "t", scopes: ["read" as const], days: 1 };
  const token = server.client(value(await gone.client("createToken", { org: plant.org, body })).secret);
  assert.equal(told(await token("readOrganisation", { org: plant.org })), "200");
  value(await owner.client("removeMember", { org: plant.org, person: gone.id }));
  assert.equal(told(await gone.client("readOrganisation", { org: plant.org })), "404 ORGANISATION_UNKNOWN");
  assert.equal(told(await gone.client("leaveOrganisation", { org: plant.org })), "404 ORGANISATION_UNKNOWN");
  assert.equal(told(await token("readOrganisation", { org: plant.org })), "401 SIGN_IN_NEEDED");
  await joined(server, owner.client, { org: plant.org, who: gone, role: "viewer" });
  assert.equal(told(await token("readOrganisation", { org: plant.org })), "401 SIGN_IN_NEEDED", "a token rose from the dead");
  value(await gone.client("leaveOrganisation", { org: plant.org }));
});

test("a token has no more than its maker has now", async () => {
  const { people, plant } = home;
  const { owner } = people;
  const maker = await server.person("maker");
  await joined(server, owner.client, { org: plant.org, who: maker, role: "owner" });
  const body = { name: "all", scopes: [...RIGHTS], days: 1 };
  const client = server.client(value(await maker.client("createToken", { org: plant.org, body })).secret);
  const make = () => client("createInstallation", { org: plant.org, body: { name: "X" } });
  const rename = () => client("renameOrganisation", { org: plant.org, body: { name: "시화정밀" } }, { version: 999 });
  assert.equal(told(await make()), "201");
  value(await owner.client("changeMember", { org: plant.org, person: maker.id, body: { role: "editor" } }));
  assert.deepEqual([told(await make()), told(await rename())], ["201", "403 NOT_ALLOWED"]);
  value(await owner.client("changeMember", { org: plant.org, person: maker.id, body: { role: "viewer" } }));
  assert.equal(told(await make()), "403 NOT_ALLOWED");
  assert.equal(told(await client("listMembers", { org: plant.org, limit: 1 })), "200");
  value(await maker.client("leaveOrganisation", { org: plant.org }));
  assert.equal(told(await client("listMembers", { org: plant.org, limit: 1 })), "401 SIGN_IN_NEEDED");
});

test("a token that was revoked, has run out, or is not quite itself signs nobody in", async () => {
  const { people, plant, other } = home;
  const { client } = people.owner;
  const { org } = plant;
  const made = async () => value(await client("createToken", { org, body: { name: "t", scopes: ["read"], days: 1 } }));
  const opens = async (secret: string) => told(await server.client(secret)("readOrganisation", { org }));
  const [revoked, late, sound] = [await made(), await made(), await made()];
  assert.equal(await opens(sound.secret), "200");
  value(await client("revokeToken", { org, token: revoked.id }));
  assert.equal(told(await client("revokeToken", { org, token: revoked.id })), "404 NOT_FOUND");
  const { db } = server.house.hands;
  await db
    .updateTable("api_token")
    .set({ expires_at: new Date(Date.now() - 1) })
    .where("token_id", "=", late.id)
    .execute();
  const { secret } = sound;
  const bent = [
    revoked.secret,
    late.secret,
    secret.slice(0, -1),
    `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`,
    secret.replace(org, other.org),
    secret.replace(sound.id, revoked.id),
    secret.replace(sound.id, NOWHERE),
    `${secret} `,
    `x${secret}`,
    secret.toUpperCase(),
    "sandan_",
    "",
    people.owner.token.slice(0, -1),
    `${people.owner.token.split(".").slice(0, 2).join(".")}.`,
  ];
  for (const one of bent) {
    const header = { headers: { authorization: `Bearer ${one}` } };
    const answer = await requested(server.base, `/v1/organisations/${org}`, header);
    // A blank around the text is none of it (RFC 9110, 5.5).
    if (one === `${secret} `) assert.equal(answer.status, 200);
    else refused(answer, "SIGN_IN_NEEDED", one.slice(0, 12));
  }
  assert.equal(await server.client(secret)("readOrganisation", { org: other.org }).then(told), "404 ORGANISATION_UNKNOWN");
});

test("a token makes neither tokens nor organisations, but invites where its scope says so", async () => {
  const { org } = home.plant;
  const client = server.client(scoped.manage);
  assert.equal(told(await client("createToken", { org, body: { name: "t", scopes: ["own"], days: 366 } })), "403 PERSON_NEEDED");
  assert.equal(told(await client("createOrganisation", { body: { name: "X", kind: "plant" } })), "403 PERSON_NEEDED");
  assert.equal(told(await client("inviteMember", { org, body: { email: "by-token@example.com", role: "viewer", lang: "en" } })), "201");
});

test("whoever was erased neither belongs to an organisation nor makes one", async () => {
  const { people, plant } = home;
  const gone = await server.person("erased");
  await joined(server, people.owner.client, { org: plant.org, who: gone, role: "editor" });
  value(await gone.client("erasePerson", { body: { email: gone.email } }));
  assert.equal(told(await gone.client("readOrganisation", { org: plant.org })), "404 ORGANISATION_UNKNOWN");
  assert.equal(told(await gone.client("whoAmI", {})), "401 SIGN_IN_NEEDED");
  assert.equal(told(await gone.client("createOrganisation", { body: { name: "X", kind: "plant" } })), "401 SIGN_IN_NEEDED");
});

// ---- invitations

test("an invitation is for one person, once, and only while it stands", async () => {
  const { people, plant, other } = home;
  const { client } = people.owner;
  const { org } = plant;
  const guest = await server.person("guest");
  const invite = async (email = guest.email) =>
    value(await client("inviteMember", { org, body: { email, role: "editor", lang: "ko" } })).id;
  const accept = async (who: Client, token: string, where = org) => told(await who("acceptInvitation", { org: where, body: { token } }));
  const INVALID = "422 INVITATION_INVALID";

  const id = await invite("Guest@Example.com");
  const secret = await invitationSecret(server, id);
  assert.equal(await accept(people.stranger.client, secret), INVALID, "by another person");
  assert.equal(await accept(guest.client, secret, other.org), INVALID, "in another organisation");
  assert.equal(await accept(guest.client, `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`), INVALID);
  assert.equal(await accept(guest.client, id), INVALID);
  assert.equal(await accept(server.client(scoped.manage), secret), "403 PERSON_NEEDED");
  assert.equal(told(await guest.client("readOrganisation", { org })), "404 ORGANISATION_UNKNOWN");
  const both = await Promise.all([accept(guest.client, secret), accept(guest.client, secret)]);
  assert.deepEqual(both.sort(), ["200", INVALID]);
  assert.equal(await accept(guest.client, secret), INVALID, "twice");
  assert.equal(told(await client("revokeInvitation", { org, invitation: id })), "404 NOT_FOUND");

  value(await client("removeMember", { org, person: guest.id }));
  const revoked = await invite();
  value(await client("revokeInvitation", { org, invitation: revoked }));
  assert.equal(await accept(guest.client, await invitationSecret(server, revoked)), INVALID, "after it was revoked");
  const late = await invite();
  const { db } = server.house.hands;
  await db
    .updateTable("invitation")
    .set({ expires_at: new Date(Date.now() - 1) })
    .where("invitation_id", "=", late)
    .execute();
  assert.equal(await accept(guest.client, await invitationSecret(server, late)), INVALID, "after it ran out");
  assert.equal(told(await guest.client("readOrganisation", { org })), "404 ORGANISATION_UNKNOWN");
});

test("an invitation raises nobody who is a member already", async () => {
  const { people, plant } = home;
  const { org } = plant;
  const body = { email: people.viewer.email, role: "owner" as const, lang: "ko" as const };
  const { id } = value(await people.owner.client("inviteMember", { org, body }));
  const token = await invitationSecret(server, id);
  assert.equal(value(await people.viewer.client("acceptInvitation", { org, body: { token } })).role, "viewer");
  assert.equal(told(await people.viewer.client("listTokens", { org, limit: 1 })), "403 NOT_ALLOWED");
});

test("a complex operator is no role of a plant", async () => {
  const { people, plant } = home;
  const { client } = people.owner;
  const role = "complexOperator" as const;
  const invited = await client("inviteMember", { org: plant.org, body: { email: "x@example.com", role, lang: "ko" } });
  assert.equal(told(invited), "422 ROLE_UNFIT");
  assert.equal(told(await client("changeMember", { org: plant.org, person: people.viewer.id, body: { role } })), "422 ROLE_UNFIT");
});

// ---- a complex

/** What a plant's processes answer for, in tCO2e. */
const answeredFor = (results: readonly { measure: string; step: string; value: number | null }[]): number =>
  [...new Map(results.filter((r) => r.measure === "attributedDirect").map((r) => [r.step, r.value ?? 0])).values()].reduce(
    (a, b) => a + b,
    0,
  );

test("a complex operator sees sums alone, of five plants at least, and of those that joined", async () => {
  const { people, complex } = home;
  const { stranger, complexOperator, owner } = people;
  const sums = async (year = 2025) => value(await complexOperator.client("readAggregate", { org: complex.org, year }));
  const plants: string[] = [];
  const owners: Client[] = [];
  let emissions = 0;
  for (let i = 1; i <= 6; i += 1) {
    const { client } = await server.person(`plant-owner-${i}`);
    const org = value(await client("createOrganisation", { body: { name: `공장 ${i}`, kind: "plant" } })).id;
    const { period } = await enteredPeriod(client, { org, mark: String(i) });
    const { results } = value(await client("calculateStatement", { org, period, body: {} }));
    if (i <= 5) emissions += answeredFor(results as never);
    plants.push(org);
    owners.push(client);
  }
  const join = async (i: number): Promise<void> => {
    const org = plants[i] ?? "";
    value(await (owners[i] as Client)("joinComplex", { org, complex: complex.org }));
    value(await owner.client("admitPlant", { org: complex.org, plant: org }));
  };
  const nothing = { calculated: null, emissionsTco2e: null, floor: 5 };
  assert.deepEqual(await sums(), { plants: 0, ...nothing });
  for (let i = 0; i < 4; i += 1) await join(i);
  assert.deepEqual(await sums(), { plants: 4, ...nothing });
  const [, , , , fifth = "", sixth = ""] = plants;
  // Who has asked and was not admitted does not count, and neither does the complex's own people's plant.
  value(await (owners[4] as Client)("joinComplex", { org: fifth, complex: complex.org }));
  assert.deepEqual(await sums(), { plants: 4, ...nothing });
  value(await owner.client("joinComplex", { org: home.plant.org, complex: complex.org }));
  value(await owner.client("admitPlant", { org: complex.org, plant: home.plant.org }));
  assert.deepEqual(await sums(), { plants: 4, ...nothing });
  const asking = value(await owner.client("listPlants", { org: complex.org, limit: 10 })).items;
  assert.deepEqual(
    asking.filter(({ admitted }) => !admitted).map(({ id, name }) => [id, name]),
    [[fifth, "공장 5"]],
  );
  value(await owner.client("admitPlant", { org: complex.org, plant: fifth }));
  const five = await sums();
  assert.deepEqual([five.plants, five.calculated], [5, 5]);
  assert.ok(emissions > 0 && five.emissionsTco2e === Number(emissions.toPrecision(3)));
  assert.deepEqual(await sums(2024), { plants: 5, ...nothing }, "a year of which nobody tells");
  value(await (owners[4] as Client)("leaveComplex", { org: fifth, complex: complex.org }));
  assert.deepEqual(await sums(), { plants: 4, ...nothing });
  // A second plant of one owner adds no owner: five plants of four owners stay under the floor.
  const twin = value(await (owners[0] as Client)("createOrganisation", { body: { name: "공장 1의 둘째", kind: "plant" } })).id;
  const { period } = await enteredPeriod(owners[0] as Client, { org: twin, mark: "twin" });
  value(await (owners[0] as Client)("calculateStatement", { org: twin, period, body: {} }));
  value(await (owners[0] as Client)("joinComplex", { org: twin, complex: complex.org }));
  value(await owner.client("admitPlant", { org: complex.org, plant: twin }));
  assert.deepEqual(await sums(), { plants: 5, ...nothing });
  // Only an owner joins, and only a complex is joined.
  assert.equal(told(await people.editor.client("joinComplex", { org: home.plant.org, complex: complex.org })), "403 NOT_ALLOWED");
  assert.equal(told(await (owners[5] as Client)("joinComplex", { org: sixth, complex: home.plant.org })), "404 NOT_FOUND");
  assert.equal(told(await stranger.client("admitPlant", { org: complex.org, plant: sixth })), "404 ORGANISATION_UNKNOWN");
  for (const org of plants)
    assert.equal(told(await complexOperator.client("listRecords", { org, period: NOWHERE, limit: 1 })), "404 ORGANISATION_UNKNOWN");
});

test("two owners cannot both leave, and the last cannot step down", async () => {
  const owner = await server.person("first-owner");
  const second = await server.person("second-owner");
  const { org } = await furnished(owner, { name: "두 주인" });
  await joined(server, owner.client, { org, who: second, role: "owner" });
  const left: Answered<unknown>[] = await Promise.all([
    owner.client("leaveOrganisation", { org }),
    second.client("leaveOrganisation", { org }),
  ]);
  assert.deepEqual(left.map((one) => one.ok).sort(), [false, true]);
  const last = left[0]?.ok ? second : owner;
  const down = await last.client("changeMember", { org, person: last.id, body: { role: "viewer" } });
  assert.equal(told(down), "409 LAST_OWNER");
  assert.equal(told(await last.client("erasePerson", { body: { email: last.email } })), "409 STILL_OWNER");
});
