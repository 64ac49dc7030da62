// Who may do what: one pure function over roles, rights and the scopes of a token.

/** What an act asks for. `open` asks for nothing, `person` for somebody who has signed in; all others are rights in the organisation that the act names. */
export const RIGHTS = ["read", "enter", "calculate", "manage", "own", "aggregate", "verify"] as const;
export type Right = (typeof RIGHTS)[number];
export type Need = "open" | "person" | Right;

/** Roles of a person in one organisation; `complexOperator` is held in an organisation of the kind complex and sees sums alone. */
export const ROLES = ["owner", "editor", "viewer", "consultant", "verifier", "complexOperator"] as const;
export type Role = (typeof ROLES)[number];

/** Law: who prepares does not verify, and who verifies does not prepare: no role can do both. */
const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  owner: ["read", "enter", "calculate", "manage", "own", "aggregate"],
  editor: ["read", "enter", "calculate"],
  viewer: ["read"],
  consultant: ["read", "enter", "calculate"],
  verifier: ["read", "verify"],
  complexOperator: ["aggregate"],
};

/** Who calls: a person who has signed in, or a token that an organisation gave out; with the role in the organisation of the call, where there is one. */
export type Actor =
  | { kind: "nobody" }
  | { kind: "person"; person: string; role?: Role }
  | { kind: "token"; token: string; role?: Role; scopes: readonly Right[] };

export type Refusal = "SIGN_IN_NEEDED" | "ORGANISATION_UNKNOWN" | "NOT_ALLOWED" | "SCOPE_MISSING" | "PERSON_NEEDED";

/**
 * Law: whoever has no role in an organisation does not learn that it is there; a role gives its rights and no more; a token gives those of its
 * maker's role that its scopes name; what concerns a person is not done by a token. Answers why not, or undefined where the act may go on.
 */
export function refusalOf(actor: Actor, need: Need): Refusal | undefined {
  if (need === "open") return undefined;
  if (actor.kind === "nobody") return "SIGN_IN_NEEDED";
  if (need === "person") return actor.kind === "person" ? undefined : "PERSON_NEEDED";
  if (actor.role === undefined) return "ORGANISATION_UNKNOWN";
  if (!RIGHTS_OF[actor.role].includes(need)) return "NOT_ALLOWED";
  return actor.kind === "token" && !actor.scopes.includes(need) ? "SCOPE_MISSING" : undefined;
}
