// What follows from an opinion beyond the verification itself: it is signed with the body's key, and its signature is revoked when it is withdrawn.
import type { Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { requestProblem } from "../model/problems/request.ts";
import { verificationProblem } from "../model/problems/verification.ts";
import type { Verification } from "../model/verification.ts";
import { credentialsAbout, setStatus } from "../store/credentials.ts";
import { roleIn } from "../store/organisations.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { verificationNamed } from "../trust/package/vouched.ts";
import { issuedOpinion } from "./opinions.ts";
import { ok, type Scene, stopped } from "./scene.ts";
import { loggedStatus } from "./signing.ts";

/** An opinion of an organisation's verification; `org` is the plant's. */
type Told = { org: string; verification: Verification };

/** What the body says, in the words of its record; the report itself stays with the two. */
function wordsOf({ id, engagement, subject, opinion }: Verification): JsonObject {
  const { regime, assurance, period, body } = engagement;
  const { name, accreditationBody, number } = body;
  return {
    ...(opinion as unknown as { [key: string]: Json }),
    ...{ verification: id, statement: subject.statement, regime, assurance },
    period: { start: period.start, end: period.end },
    body: { name, accreditationBody, number },
  };
}

/**
 * Done in the transaction that releases the opinion: a Problem undoes the release. Law: the body signs where it is an organisation of this instance,
 * by one of its own people, over the package that holds the statement. Problems: PACKAGE_NEEDED, NOT_ALLOWED, SIGNING_KEY_UNREADABLE.
 */
export async function opinionReleased(scene: Scene, told: Told): Promise<Outcome<null>> {
  const { org, verification } = told;
  const body = verification.engagement.bodyOrganisation;
  if (body === undefined || verification.opinion === undefined) return ok(null);
  const role = await roleIn(scene.db, body, scene.person);
  if (role !== "owner" && role !== "editor" && role !== "verifier")
    return stopped(requestProblem("NOT_ALLOWED", { params: { role: role ?? "-" } }));
  const { package: sealed } = verification.subject;
  if (sealed === undefined) return stopped(verificationProblem("PACKAGE_NEEDED", { path: "subject/package" }));
  const signed = await issuedOpinion(scene, { plant: org, body, package: sealed, opinion: wordsOf(verification) });
  return signed.value === undefined ? stopped(...signed.problems) : ok(null);
}

/**
 * Done in the transaction in which a released opinion is withdrawn or superseded: a Problem undoes it. Law: what is withdrawn is revoked for good: the
 * opinion of this very verification, whichever others there are on the same package.
 */
export async function opinionEnded(scene: Scene, { verification }: Pick<Told, "verification">): Promise<Outcome<null>> {
  const { bodyOrganisation: body } = verification.engagement;
  const about = verification.subject.package;
  if (body === undefined || about === undefined) return ok(null);
  const all = await credentialsAbout(scene.db, body, { kind: "opinion", about });
  const opinion = all.find(({ content }) => verificationNamed(JSON.parse(content) as JsonObject) === verification.id);
  if (opinion === undefined || opinion.list === null || opinion.revoked !== null) return ok(null);
  await setStatus(scene.db, body, { id: opinion.id, purpose: "revocation", at: scene.now() });
  const logged = await loggedStatus(scene, body, { list: opinion.list, purpose: "revocation" });
  return logged.value === undefined ? stopped(...logged.problems) : ok(null);
}
