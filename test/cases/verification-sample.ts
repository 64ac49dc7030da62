// A verification that may be released as it stands, for tests to spoil.
import type { EarlierVisit, Finding, Verification } from "../../src/model/verification.ts";

export const STATEMENT = "a".repeat(64);
export const OTHER = "b".repeat(64);
export const DAY = "2027-05-20";
export const MOMENT = `${DAY}T09:00:00+09:00`;

/** Lee leads, Park audits, Han reviews; Kim prepared the case and Choi advised. */
export function ready(): Verification {
  return {
    format: "sandan.verification/1",
    id: "v1",
    engagement: {
      organisation: "hanbit",
      installation: "pohang",
      period: { start: "2026-01-01", end: "2026-12-31" },
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
      team: [
        { person: "lee", name: "Lee", role: "leadAuditor" },
        { person: "park", name: "Park", role: "auditor" },
        { person: "han", name: "Han", role: "independentReviewer" },
      ],
      preparers: ["kim"],
      advisors: ["choi"],
    },
    state: "independentReview",
    subject: { statement: STATEMENT, categories: ["ironOrSteelProducts"] },
    visits: [{ kind: "physical", from: "2027-03-02", to: "2027-03-04", who: ["lee", "park"], grounds: [] }],
    earlierVisits: [],
    findings: [],
    ticks: [],
    opinion: { verdict: "satisfactory", of: STATEMENT, issued: DAY },
    moves: [],
  };
}

/** How the year's installation was visited: by itself, with nothing else to refuse. */
export function visited(
  kind: "physical" | "virtual" | "waived",
  earlier: readonly EarlierVisit[],
  categories = ["crudeSteel"],
): Verification {
  const base = ready();
  const grounds = kind === "waived" ? (["understanding", "lowRisk", "lowComplexity", "dataRemote"] as const) : [];
  return {
    ...base,
    subject: { ...base.subject, categories },
    visits: [{ kind, from: "2027-03-02", to: "2027-03-02", who: ["lee"], grounds: [...grounds] }],
    earlierVisits: [...earlier],
  };
}

export function misstatement(id: string, good: string, see: number | null, more: Partial<Finding> = {}): Finding {
  return {
    id,
    kind: "misstatement",
    material: false,
    corrected: false,
    state: "closed",
    of: ["streams/gas"],
    effects: [{ good, see }],
    causes: [],
    question: "The meter reads less.",
    evidence: [],
    ...more,
  };
}
