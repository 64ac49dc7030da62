// The whole path: a statement sealed, verified by an accredited body, its opinion signed, the package proved on another machine, revoked, refused.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Client } from "../../src/model/client.ts";
import { accreditedHere, elsewhere, otherSigners } from "./elsewhere.ts";
import { enteredPeriod, joined, told, value } from "./household.ts";
import { type Running, running } from "./running.ts";

type Somebody = Awaited<ReturnType<Running["person"]>>;

let server: Running;
let place: string;
const people: Record<string, Somebody> = {};
let org: string;
let body: string;
let period: string;

before(async () => {
  server = await running();
  place = mkdtempSync(join(tmpdir(), "sandan-elsewhere-"));
  for (const name of ["owner", "lead", "reviewer"]) people[name] = await server.person(name);
  const { owner, lead, reviewer } = people as Record<"owner" | "lead" | "reviewer", Somebody>;
  org = value(await owner.client("createOrganisation", { body: { name: "시화정밀", kind: "plant" } })).id;
  body = value(await lead.client("createOrganisation", { body: { name: "Prüfhaus", kind: "verifier" } })).id;
  await joined(server, lead.client, { org: body, who: reviewer, role: "editor" });
  for (const who of [lead, reviewer]) await joined(server, owner.client, { org, who, role: "verifier" });
  ({ period } = await enteredPeriod(owner.client, { org }));
});
after(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

async function sealing(client: Client): Promise<{ id: string; hash: string }> {
  const { id, hash } = value(await client("calculateStatement", { org, period, body: {} }));
  return { id, hash };
}

test("submitted, sampled, found, answered, calculated again, reviewed, signed, sealed, proved elsewhere, revoked, refused", async () => {
  const { owner, lead, reviewer } = people as Record<"owner" | "lead" | "reviewer", Somebody>;
  const by = { owner: owner.client, lead: lead.client, reviewer: reviewer.client };
  const first = await sealing(by.owner);
  const opened = value(
    await by.owner("openVerification", {
      org,
      body: {
        sealing: first.id,
        regime: "cbam",
        assurance: "reasonable",
        body: {
          name: "Prüfhaus",
          country: "DE",
          scheme: "euNationalBody",
          accreditationBody: "DAkkS",
          number: "D-VS-00001",
          scope: [{ name: "Iron and steel", categories: ["crudeSteel", "ironOrSteelProducts"] }],
          validFrom: "2026-09-01",
          validUntil: "2030-08-31",
        },
        bodyOrganisation: body,
        team: [
          { person: lead.id, role: "leadAuditor" },
          { person: reviewer.id, role: "independentReviewer" },
        ],
        advisors: [],
      },
    }),
  );
  const one = { org, verification: opened.id };
  let version = opened.version;
  const seen = <T extends { version: number }>(desk: T): T => {
    version = desk.version;
    return desk;
  };
  const at = () => ({ version });
  seen(value(await by.owner("submitVerification", one, at())));
  seen(value(await by.lead("beginVerification", one, at())));
  seen(value(await by.lead("drawSample", { ...one, body: { wanted: 0.5, random: 2 } }, at())));
  const sampled = value(await by.lead("readVerification", one));
  assert.ok((sampled.verification.sampling?.picks.length ?? 0) > 2);
  const [pick] = sampled.verification.sampling?.picks ?? [];
  assert.ok(pick);
  seen(value(await by.lead("addTick", { ...one, body: { of: pick.record, what: "고지서와 맞춰 봄", how: "comparedWithEvidence" } })));
  const raised = {
    kind: "nonConformity",
    material: false,
    of: [pick.record],
    effects: [],
    causes: [],
    question: "교정 성적서가 있습니까?",
  } as const;
  seen(value(await by.lead("raiseFinding", { ...one, body: { ...raised, of: [pick.record], effects: [], causes: [] } })));
  seen(value(await by.owner("answerFinding", { ...one, finding: "F1", body: { answer: "고쳐서 다시 산정했습니다.", evidence: [] } })));

  // A record is corrected; the verification goes on with the new statement, which is sealed.
  const head = value(await by.owner("readRecord", { org, period, key: "head" }));
  value(
    await by.owner(
      "putRecord",
      { org, period, key: "head", body: { body: { ...(head.body as object), title: "고침" } } },
      { version: head.version },
    ),
  );
  const second = await sealing(by.owner);
  assert.notEqual(second.hash, first.hash);
  seen(value(await by.owner("readVerification", one)));
  seen(value(await by.owner("recalculateVerification", { ...one, body: { sealing: second.id } }, at())));
  seen(value(await by.lead("closeFinding", { ...one, finding: "F1", body: { corrected: true } })));
  const visits = [{ kind: "physical" as const, from: "2026-03-02", to: "2026-03-04", who: [lead.id], grounds: [] }];
  seen(value(await by.lead("recordVisits", { ...one, body: { visits, earlierVisits: [] } }, at())));
  const other = await by.lead("draftOpinion", { ...one, body: { verdict: "satisfactory", of: first.hash } }, at());
  seen(value(await by.lead("readVerification", one)));
  seen(value(await by.lead("draftOpinion", { ...one, body: { verdict: "satisfactory", of: second.hash } }, at())));
  assert.ok(!other.ok || other.value.verification.opinion === undefined || other.value.verification.opinion.of !== second.hash);
  seen(value(await by.lead("reviewOpinion", one, at())));
  assert.equal(told(await by.reviewer("releaseOpinion", one, at())), "422 PACKAGE_NEEDED");
  const sealed = value(await by.owner("sealPackage", { org, statement: second.hash, body: { hold: [], evidence: true } }));
  const issuer = await accreditedHere(by.lead, body);
  seen(value(await by.reviewer("readVerification", one)));
  const released = seen(value(await by.reviewer("releaseOpinion", one, at())));
  assert.equal(released.verification.state, "released");

  const { bytes } = value(await by.owner("readPackage", { org, package: sealed.hash }));
  const trust = value(await by.owner("readTrustFile", { org, accreditors: issuer })).bytes;
  const wrong = otherSigners(trust);
  const files = { "P.sandan": bytes, "trust.json": trust, "wrong.json": wrong };
  const good = await elsewhere(place, files, ["P.sandan", "--trust", "trust.json"]);
  assert.deepEqual(good.fails, []);
  for (const code of ["SIGNER_KNOWN", "PROOF_HOLDS", "RECOMPUTED_IDENTICAL", "NOT_REVOKED"]) assert.ok(good.holds.includes(code), code);
  assert.equal(good.exit, 0, JSON.stringify(good.unchecked));
  const alone = await elsewhere(place, {}, ["P.sandan"]);
  assert.equal(alone.exit, 2);
  const misled = await elsewhere(place, {}, ["P.sandan", "--trust", "wrong.json"]);
  assert.deepEqual([misled.exit, misled.fails], [1, ["SIGNER_UNTRUSTED"]]);

  value(await by.reviewer("withdrawOpinion", { ...one, body: { why: "표본에서 빠진 사실이 나왔습니다." } }, at()));
  const lists = value(await by.lead("readStatusLists", { org: body })).bytes;
  const revoked = await elsewhere(place, { "lists.json": lists }, ["P.sandan", "--trust", "trust.json", "--status", "lists.json"]);
  assert.deepEqual([revoked.exit, revoked.fails.includes("REVOKED")], [1, true]);
});
