// An engagement as it is typed, and what stands against it at once by the server's own laws.
import type { Problem } from "../../base/problem.ts";
import type { Input } from "../../model/api.ts";
import { TEAM_ROLES, type Verification } from "../../model/verification.ts";
import { bodyRefusals, teamRefusals } from "../../model/verification-refusals.ts";

type Engagement = Omit<Input<"openVerification">["body"], "sealing">;
export type Body = Engagement["body"];
type TeamRole = (typeof TEAM_ROLES)[number];

/** What a person is to the verification; "advised" keeps them out of it. */
export type Part = TeamRole | "advised" | "none";
export const PARTS_OF_PEOPLE: readonly Part[] = ["none", ...TEAM_ROLES, "advised"];

export type Draft = Pick<Engagement, "regime" | "assurance"> & {
  body: Body;
  bodyOrganisation: string;
  people: Readonly<Record<string, Part>>;
  /** Who was said to have advised before: once is for good. */
  advisors: readonly string[];
};

const today = (): string => new Date().toISOString().slice(0, 10);

export const newDraft = (): Draft => ({
  regime: "cbam",
  assurance: "reasonable",
  body: {
    name: "",
    country: "",
    scheme: "euNationalBody",
    accreditationBody: "",
    number: "",
    scope: [{ name: "", categories: [] }],
    validFrom: "",
    validUntil: "",
  },
  bodyOrganisation: "",
  people: {},
  advisors: [],
});

export function draftOf({ engagement: { regime, assurance, body, bodyOrganisation = "", team, advisors } }: Verification): Draft {
  const people: Record<string, Part> = {};
  for (const person of advisors) people[person] = "advised";
  for (const { person, role } of team) people[person] = role;
  return { regime, assurance, body, bodyOrganisation, people, advisors };
}

const withPart = (people: Draft["people"], wanted: (part: Part) => boolean): string[] =>
  Object.entries(people).flatMap(([person, part]) => (wanted(part) ? [person] : []));

export function teamIn(people: Draft["people"]): Engagement["team"] {
  return TEAM_ROLES.flatMap((role) => withPart(people, (part) => part === role).map((person) => ({ person, role })));
}

/** What is sent: groups without a name or a category say nothing. */
export function engagementOf({ regime, assurance, body, bodyOrganisation, people, advisors }: Draft): Engagement {
  const scope = body.scope.filter(({ name, categories }) => name.trim() !== "" && categories.length > 0);
  return {
    regime,
    assurance,
    body: { ...body, scope },
    ...(bodyOrganisation !== "" && { bodyOrganisation }),
    team: teamIn(people),
    advisors: [...new Set([...advisors, ...withPart(people, (part) => part === "advised")])],
  };
}

type Around = { categories: readonly string[]; nameOf: (person: string) => string; preparers?: readonly string[] };

/** What the beginning would be refused for as the draft stands: body, scope, days, team, conflict of interest. */
export function draftRefusals(draft: Draft, { categories, nameOf, preparers = [] }: Around): Problem[] {
  const { team, ...given } = engagementOf(draft);
  const hash = "0".repeat(64);
  const day = today();
  const whole: Verification = {
    format: "sandan.verification/1",
    id: "draft",
    engagement: {
      ...{ regime: given.regime, assurance: given.assurance, body: given.body, advisors: given.advisors },
      ...{ organisation: "draft", installation: "draft", period: { start: day, end: day }, preparers: [...preparers] },
      team: team.map((one) => ({ ...one, name: nameOf(one.person) })),
    },
    state: "draft",
    subject: { statement: hash, categories: [...categories] },
    visits: [],
    earlierVisits: [],
    findings: [],
    ticks: [],
    moves: [],
  };
  const dated = given.body.validFrom !== "" && given.body.validUntil !== "";
  return [...(dated ? bodyRefusals(whole, day) : []), ...teamRefusals(whole)];
}
