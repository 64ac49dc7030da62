// What a verification is refused for: body, team, visit, findings and opinion, each a law of its own.
import type { Problem } from "../base/problem.ts";
import { verificationProblem } from "./problems/verification.ts";
import { type Finding, type GuestLink, VERDICTS, type Verification, type VerificationAct, WAIVER_GROUNDS } from "./verification.ts";
import { label } from "./verification-words.ts";

/** However the scheme was filled in, the name says who accredits. */
const KOLAS = /\bkolas\b|한국인정기구|korea laboratory accreditation/i;

/**
 * Law: the body is accredited on the day of issue, for every group of goods, and by a scheme that the regime knows: KOLAS does not count for CBAM.
 * Problems: BODY_SCHEME_REFUSED, BODY_NOT_ACCREDITED, BODY_OUTSIDE_SCOPE. Source: DR (EU) 2025/2551, Art. 3(2). `on` is a day.
 */
export function bodyRefusals({ engagement, subject }: Verification, on: string): Problem[] {
  const { body, regime } = engagement;
  const problems: Problem[] = [];
  if (regime === "cbam" && (body.scheme === "kolas" || KOLAS.test(body.accreditationBody)))
    problems.push(verificationProblem("BODY_SCHEME_REFUSED", { path: "engagement/body/scheme", params: { body: body.name } }));
  if (on < body.validFrom || on > body.validUntil)
    problems.push(
      verificationProblem("BODY_NOT_ACCREDITED", {
        path: "engagement/body/validUntil",
        params: { body: body.name, from: body.validFrom, until: body.validUntil, on },
      }),
    );
  const covered = new Set(body.scope.flatMap(({ categories }) => categories));
  const outside = subject.categories.filter((category) => !covered.has(category));
  if (outside.length > 0)
    problems.push(
      verificationProblem("BODY_OUTSIDE_SCOPE", {
        path: "engagement/body/scope",
        params: { body: body.name, categories: outside.join(", ") },
      }),
    );
  return problems;
}

/** Moves that are the team's own work. */
const WORK: readonly VerificationAct[] = ["begin", "find", "draftOpinion", "review"];

/** Who took part in the verification, whatever they are in its team now: begun, visited, ticked, asked, closed or drafted. */
function workersOf({ visits, ticks, findings, moves }: Verification): Set<string> {
  const said = findings.flatMap(({ thread = [] }) => thread.filter(({ kind }) => kind !== "answer"));
  const moved = moves.filter(({ act }) => WORK.includes(act));
  return new Set([...visits.flatMap(({ who }) => who), ...[...ticks, ...said, ...moved].map(({ by }) => by)]);
}

/**
 * Law: who prepared or advised may not verify; a team has a lead auditor, and an independent reviewer who is nobody else of it; CBAM takes reasonable assurance alone.
 * Problems: CONFLICT_OF_INTEREST, REVIEWER_NOT_INDEPENDENT, TEAM_INCOMPLETE, ASSURANCE_TOO_LOW. Source: DR (EU) 2025/2551; IR (EU) 2025/2546; ISO 14064-3.
 */
export function teamRefusals(verification: Verification): Problem[] {
  const { engagement } = verification;
  const worked = workersOf(verification);
  const { team, preparers, advisors, regime, assurance } = engagement;
  const problems: Problem[] = [];
  const path = "engagement/team";
  for (const [i, { person, name }] of team.entries())
    if (preparers.includes(person) || advisors.includes(person))
      problems.push(verificationProblem("CONFLICT_OF_INTEREST", { path: `${path}/${i}`, params: { name } }));
  for (const [i, { person, name, role }] of team.entries())
    if (role === "independentReviewer" && (worked.has(person) || team.some((other) => other.person === person && other.role !== role)))
      problems.push(verificationProblem("REVIEWER_NOT_INDEPENDENT", { path: `${path}/${i}`, params: { name } }));
  for (const role of ["leadAuditor", "independentReviewer"] as const)
    if (!team.some((one) => one.role === role))
      problems.push(verificationProblem("TEAM_INCOMPLETE", { path, params: { role: label(role) } }));
  if (regime === "cbam" && assurance !== "reasonable")
    problems.push(verificationProblem("ASSURANCE_TOO_LOW", { path: "engagement/assurance" }));
  return problems;
}

/** Reporting periods of which one has a physical visit, where electricity is the only good. */
const ELECTRICITY_PERIODS = 5;

/**
 * Law: the first period has a physical visit; a virtual one needs a physical one in the period just before, a waiver physical ones in the two before and its grounds;
 * for electricity alone one physical visit in five periods is enough. Of several visits the fullest counts. Product footprints have no such rule.
 * Problems: VISIT_MISSING, VISIT_FIRST_PERIOD, VISIT_VIRTUAL_EARLY, VISIT_WAIVED_EARLY, VISIT_ELECTRICITY_EARLY, VISIT_GROUNDS_MISSING. Source: IR (EU) 2025/2546, Art. 2-4.
 * A visit that has not ended on the day `on` has not been made.
 */
export function visitRefusals({ engagement, subject, visits, earlierVisits }: Verification, on: string): Problem[] {
  const made = visits.filter(({ to }) => to <= on);
  if (engagement.regime !== "cbam" || made.some(({ kind }) => kind === "physical")) return [];
  const visit = made.find(({ kind }) => kind === "virtual") ?? made[0];
  if (visit === undefined) return [verificationProblem("VISIT_MISSING", { path: "visits" })];
  const path = `visits/${visits.indexOf(visit)}`;
  const year = Number(engagement.period.end.slice(0, 4));
  const physical = (before: number): boolean => earlierVisits.some((v) => v.kind === "physical" && v.year === year - before);
  const missing = WAIVER_GROUNDS.filter((ground) => !visit.grounds.includes(ground));
  const ungrounded =
    visit.kind === "waived" && missing.length > 0
      ? [verificationProblem("VISIT_GROUNDS_MISSING", { path: `${path}/grounds`, params: { grounds: listed(missing) } })]
      : [];
  const early = (code: Parameters<typeof verificationProblem>[0]): Problem[] => [
    verificationProblem(code, { path, params: { kind: label(visit.kind), year } }),
    ...ungrounded,
  ];
  if (!earlierVisits.some((v) => v.year < year)) return early("VISIT_FIRST_PERIOD");
  if (subject.categories.length > 0 && subject.categories.every((category) => category === "electricity")) {
    const seen = Array.from({ length: ELECTRICITY_PERIODS - 1 }, (_, n) => n + 1).some(physical);
    return seen ? ungrounded : early("VISIT_ELECTRICITY_EARLY");
  }
  if (visit.kind === "virtual") return physical(1) ? [] : early("VISIT_VIRTUAL_EARLY");
  return physical(1) && physical(2) ? ungrounded : early("VISIT_WAIVED_EARLY");
}

function listed(words: readonly string[]): { ko: string; en: string } {
  const both = words.map(label);
  return { ko: both.map(({ ko }) => ko).join(", "), en: both.map(({ en }) => en).join(", ") };
}

/** Opinions that leave no fault in the figures. */
export const isClean = (verdict: string | undefined): boolean =>
  verdict === "satisfactory" || verdict === "withComments" || verdict === "unmodified";

export const isUncorrected = ({ kind, corrected }: Finding): boolean => kind === "misstatement" && !corrected;

/** Problems: FINDINGS_OPEN, where there are any. */
export function stillOpen(findings: readonly Finding[]): Problem[] {
  const params = { count: findings.length, findings: findings.map((finding) => finding.id).join(", ") };
  return findings.length === 0 ? [] : [verificationProblem("FINDINGS_OPEN", { path: "findings", params })];
}

/**
 * Law: a material misstatement is corrected or the opinion says so; a non-conformity is material only if it causes a material misstatement.
 * Problems: FINDINGS_OPEN, MISSTATEMENT_UNCORRECTED, NON_CONFORMITY_ALONE. Source: IR (EU) 2025/2546, Art. 5.
 */
export function findingRefusals({ findings, opinion }: Verification): Problem[] {
  const problems = stillOpen(findings.filter(({ state }) => state !== "closed"));
  const material = findings.filter((f) => f.kind === "misstatement" && f.material);
  for (const finding of findings) {
    const at = { path: `findings/${finding.id}`, params: { finding: finding.id } };
    if (isUncorrected(finding) && finding.material && isClean(opinion?.verdict))
      problems.push(verificationProblem("MISSTATEMENT_UNCORRECTED", at));
    if (finding.kind === "nonConformity" && finding.material && !material.some((one) => finding.causes.includes(one.id)))
      problems.push(verificationProblem("NON_CONFORMITY_ALONE", at));
  }
  return problems;
}

/**
 * Law: an opinion speaks in the regime's words and is bound to a hash, void for any other byte; its day is that of its release.
 * Problems: OPINION_MISSING, OPINION_WORD, OPINION_OTHER_HASH, OPINION_OTHER_DAY. `on` is a day.
 */
export function opinionRefusals({ engagement, subject, opinion }: Verification, on?: string): Problem[] {
  if (opinion === undefined) return [verificationProblem("OPINION_MISSING", { path: "opinion" })];
  const problems: Problem[] = [];
  const allowed: readonly string[] = VERDICTS[engagement.regime];
  if (!allowed.includes(opinion.verdict))
    problems.push(
      verificationProblem("OPINION_WORD", {
        path: "opinion/verdict",
        params: { verdict: label(opinion.verdict), allowed: listed(allowed) },
      }),
    );
  if (opinion.of !== subject.statement && opinion.of !== subject.package)
    problems.push(
      verificationProblem("OPINION_OTHER_HASH", {
        path: "opinion/of",
        params: { of: opinion.of.slice(0, 16), statement: subject.statement.slice(0, 16) },
      }),
    );
  if (on !== undefined && opinion.issued !== on)
    problems.push(verificationProblem("OPINION_OTHER_DAY", { path: "opinion/issued", params: { issued: opinion.issued, on } }));
  return problems;
}

/** Law: a body that signs here signs the hash of the package that holds the statement. Problem: PACKAGE_NEEDED. */
export function packageRefusals({ engagement, subject }: Verification): Problem[] {
  const isSigned = engagement.bodyOrganisation !== undefined;
  return isSigned && subject.package === undefined ? [verificationProblem("PACKAGE_NEEDED", { path: "subject/package" })] : [];
}

/** Law: a guest reads until the link's end and while it is not revoked. Problems: GUEST_REVOKED, GUEST_EXPIRED. `at` is a moment. */
export function guestRefusals({ until, revoked }: GuestLink, at: string): Problem[] {
  const now = Date.parse(at);
  if (revoked !== undefined && now >= Date.parse(revoked))
    return [verificationProblem("GUEST_REVOKED", { path: "revoked", params: { revoked } })];
  return now > Date.parse(until) ? [verificationProblem("GUEST_EXPIRED", { path: "until", params: { until } })] : [];
}
