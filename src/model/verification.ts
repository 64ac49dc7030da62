// The nouns of a verification: body, engagement, visit, finding, tick, sample, opinion, and the verification that holds them.
import { z } from "zod";

const text = z.string().max(4000);
const id = z.string().min(1).max(200);
/** A record's key or a step. */
const place = z.string().min(1).max(400);
const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const VERIFICATION_REGIMES = ["cbam", "iso14064-3"] as const;
export const ASSURANCE_LEVELS = ["limited", "reasonable"] as const;

/** Who accredits: a national accreditation body of a member state of the Union (CBAM), or KOLAS (product footprints under ISO/IEC 17029 and ISO 14065). */
const ACCREDITATION_SCHEMES = ["euNationalBody", "kolas"] as const;

/** Law: a body is accredited by activity groups of goods (DR (EU) 2025/2551). A group is data: its name, and the goods categories that it covers. */
const activityGroup = z.strictObject({ name: id, categories: z.array(id).max(100) });

export const verificationBody = z.strictObject({
  name: id,
  country: text,
  scheme: z.enum(ACCREDITATION_SCHEMES),
  accreditationBody: id,
  number: id,
  scope: z.array(activityGroup).max(100),
  validFrom: day,
  validUntil: day,
});

export const TEAM_ROLES = ["leadAuditor", "auditor", "technicalExpert", "independentReviewer"] as const;
const member = z.strictObject({ person: id, name: text, role: z.enum(TEAM_ROLES) });

const period = z.strictObject({ start: day, end: day });

const engagement = z.strictObject({
  organisation: id,
  installation: id,
  period,
  regime: z.enum(VERIFICATION_REGIMES),
  assurance: z.enum(ASSURANCE_LEVELS),
  body: verificationBody,
  /** The body as an organisation of the same instance, with whose key its opinion is signed. */
  bodyOrganisation: z.uuid().optional(),
  team: z.array(member),
  /** People who prepared what is verified, or advised on it. */
  preparers: z.array(id),
  advisors: z.array(id),
});

export const VISIT_KINDS = ["physical", "virtual", "waived"] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** What a waiver needs besides earlier visits, each told by the risk analysis (IR (EU) 2025/2546 Art. 2-4). */
export const WAIVER_GROUNDS = ["understanding", "lowRisk", "lowComplexity", "dataRemote"] as const;

export const visit = z.strictObject({
  kind: z.enum(VISIT_KINDS),
  /** First and last day; a waived visit has the day of the decision. */
  from: day,
  to: day,
  who: z.array(id).max(50),
  grounds: z.array(z.enum(WAIVER_GROUNDS)),
  note: text.optional(),
});

/** How an earlier reporting period was visited; `year` is the one in which the period ended. */
export const earlierVisit = z.strictObject({ year: z.int(), kind: z.enum(VISIT_KINDS) });
export type EarlierVisit = z.output<typeof earlierVisit>;

export const FINDING_KINDS = ["misstatement", "nonConformity", "nonCompliance", "recommendation"] as const;
const FINDING_STATES = ["open", "answered", "closed"] as const;

/** tCO2e per tonne of a good by which the stated figure is too high; null: not known. Of the free allocation nothing is said where it is untouched. */
export const effect = z.strictObject({ good: id, see: z.number().nullable(), freeAllocation: z.number().nullable().optional() });

/** What was asked or answered, in its order; a closing says why. */
const said = z.strictObject({ kind: z.enum(["question", "answer", "closing"]), text, evidence: z.array(hash), by: id, at: moment });

const finding = z.strictObject({
  id,
  kind: z.enum(FINDING_KINDS),
  material: z.boolean(),
  corrected: z.boolean(),
  state: z.enum(FINDING_STATES),
  /** What is found fault with: records or steps. */
  of: z.array(place),
  effects: z.array(effect),
  /** The misstatements that a non-conformity causes. */
  causes: z.array(id),
  question: text,
  answer: text.optional(),
  evidence: z.array(hash),
  /** The statement that it was raised on. */
  raisedOn: hash.optional(),
  thread: z.array(said).optional(),
});
export type Finding = z.output<typeof finding>;

export const TICK_METHODS = [
  "recalculated",
  "comparedWithEvidence",
  "inspectedOnSite",
  "interviewed",
  "confirmedByThirdParty",
  "analytical",
] as const;

/** What was checked of which record or step, how, by whom. */
const tick = z.strictObject({ id: z.uuid().optional(), of: place, what: text, how: z.enum(TICK_METHODS), by: id, at: moment });

export const PICKED_BY = ["size", "risk", "random"] as const;

export const samplingPlanSchema = z.strictObject({
  /** Share of the whole, 0 to 1, that the largest were to cover. */
  wanted: z.number().min(0).max(1),
  /** How many were drawn at random, and the seed that they follow from. */
  random: z.int().min(0),
  seed: text,
  picks: z.array(z.strictObject({ record: id, by: z.enum(PICKED_BY), size: z.number() })),
  /** Share of the whole that all picks cover; null where nothing has a size. */
  covered: z.number().nullable(),
  /** Records that were not picked. */
  left: z.int(),
});
export type SamplingPlan = z.output<typeof samplingPlanSchema>;

/** What each regime calls its opinions. */
export const VERDICTS = {
  cbam: ["satisfactory", "withComments", "notSatisfactory"],
  "iso14064-3": ["unmodified", "modified", "adverse", "disclaimer"],
} as const;

const opinion = z.strictObject({
  verdict: z.enum([...VERDICTS.cbam, ...VERDICTS["iso14064-3"]]),
  /** The hash of the statement or of the package that it is an opinion on: void for any other. */
  of: hash,
  issued: day,
  comments: text.optional(),
});
export type Opinion = z.output<typeof opinion>;

export const VERIFICATION_STATES = [
  "draft",
  "submitted",
  "inVerification",
  "findings",
  "answered",
  "draftOpinion",
  "independentReview",
  "released",
  "withdrawn",
  "lapsed",
  "superseded",
] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

export const VERIFICATION_ACTS = [
  "submit",
  "begin",
  "find",
  "answer",
  "draftOpinion",
  "review",
  "sendBack",
  "release",
  "withdraw",
  "lapse",
  "supersede",
] as const;
export type VerificationAct = (typeof VERIFICATION_ACTS)[number];

const move = z.strictObject({
  act: z.enum(VERIFICATION_ACTS),
  from: z.enum(VERIFICATION_STATES),
  to: z.enum(VERIFICATION_STATES),
  by: id,
  at: moment,
  /** Why, where that was said. */
  why: text.optional(),
});

/** A statement that was verified until its plant calculated again. */
const earlierSubject = z.strictObject({ statement: hash, by: id, at: moment });

export const verificationSchema = z.strictObject({
  format: z.literal("sandan.verification/1"),
  id,
  engagement,
  state: z.enum(VERIFICATION_STATES),
  /** What is verified: the statement's hash, its package's where it is sealed, and the categories of its goods. */
  subject: z.strictObject({
    statement: hash,
    package: hash.optional(),
    categories: z.array(id),
    earlier: z.array(earlierSubject).optional(),
  }),
  visits: z.array(visit),
  earlierVisits: z.array(earlierVisit),
  findings: z.array(finding),
  ticks: z.array(tick),
  sampling: samplingPlanSchema.optional(),
  opinion: opinion.optional(),
  moves: z.array(move),
});
export type Verification = z.output<typeof verificationSchema>;

/** A link by which somebody outside may read one verification until a moment. */
export const guestLinkSchema = z.strictObject({ verification: id, until: moment, revoked: moment.optional() });
export type GuestLink = z.output<typeof guestLinkSchema>;
