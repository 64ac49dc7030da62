// The verifier's desk without a screen: an engagement as it is typed and what stands against it, and what a tick or a finding is of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, draftRefusals, engagementOf, newDraft } from "../../src/web/verify/engagement-draft.ts";
import { ofRecord, recordOfStep } from "../../src/web/verify/subjects.ts";

const nameOf = (id: string): string => id;
const codes = (...[draft, around]: Parameters<typeof draftRefusals>): string[] => draftRefusals(draft, around).map(({ code }) => code);

const sound = () => {
  const draft = newDraft();
  return {
    ...draft,
    body: {
      ...draft.body,
      ...{ name: "Body", validFrom: "2020-01-01", validUntil: "2099-01-01" },
      scope: [{ name: "steel", categories: ["crudeSteel"] }],
    },
    people: { a: "leadAuditor", b: "independentReviewer", c: "advised" } as const,
  };
};
const around = { categories: ["crudeSteel"], nameOf };

test("an engagement is told while it is typed what it would be refused for", () => {
  assert.deepEqual(codes(newDraft(), around), ["TEAM_INCOMPLETE", "TEAM_INCOMPLETE"]);
  assert.deepEqual(codes(sound(), around), []);
  assert.deepEqual(codes(sound(), { ...around, preparers: ["a"] }), ["CONFLICT_OF_INTEREST"]);
  assert.deepEqual(codes(sound(), { ...around, categories: ["crudeSteel", "cement"] }), ["BODY_OUTSIDE_SCOPE"]);
  assert.deepEqual(codes({ ...sound(), assurance: "limited" }, around), ["ASSURANCE_TOO_LOW"]);
  const kolas = sound();
  assert.deepEqual(codes({ ...kolas, body: { ...kolas.body, scheme: "kolas" } }, around), ["BODY_SCHEME_REFUSED"]);
});

test("an engagement is sent without groups that say nothing, and whoever advised once is named for good", () => {
  const draft = sound();
  const sent = engagementOf({ ...draft, body: { ...draft.body, scope: [...draft.body.scope, { name: " ", categories: ["cement"] }] } });
  assert.deepEqual(sent.body.scope, [{ name: "steel", categories: ["crudeSteel"] }]);
  assert.deepEqual(
    [sent.team, sent.advisors],
    [
      [
        { person: "a", role: "leadAuditor" },
        { person: "b", role: "independentReviewer" },
      ],
      ["c"],
    ],
  );
  assert.equal("bodyOrganisation" in sent, false);
  const again = draftOf({ engagement: { ...sent, team: sent.team.map((one) => ({ ...one, name: "" })) } } as unknown as Parameters<
    typeof draftOf
  >[0]);
  assert.deepEqual(engagementOf({ ...again, people: { ...again.people, c: "auditor" } }).advisors, ["c"]);
});

test("a step belongs to the record that its data stand in", () => {
  assert.equal(recordOfStep("stream/gas/activity"), "streams/gas");
  assert.equal(recordOfStep("process/mill/electricity/1/amount"), "processes/mill");
  assert.equal(recordOfStep("installation/direct"), "installation");
  assert.ok(ofRecord("streams/gas", "streams/gas") && ofRecord("stream/gas/emissions", "streams/gas"));
  assert.equal(ofRecord("stream/gas2/emissions", "streams/gas"), false);
});
