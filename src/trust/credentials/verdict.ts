// What a verification says: what holds, what does not, and what could not be checked, each by a code and its place.
import type { Documents } from "../did/resolve.ts";
import type { Verify } from "../signer.ts";
import type { JsonObject } from "./json.ts";

/** `at` is the JSON path of what is meant, such as "credentialStatus/0"; "" is the whole. A status says as of when it was so, in milliseconds, and its text. */
export type Check<Code extends string> = { code: Code; at: string; asOf?: number; message?: string };

export type Held =
  | "SHAPE"
  | "SIGNATURE"
  | "KEY_IN_TIME"
  | "LOGGED_BEFORE_KEY_END"
  | "VALID_NOW"
  | "NOT_REVOKED"
  | "NOT_SUSPENDED"
  | "STATUS_MESSAGE"
  | "RESOURCE"
  | "HOLDER_SIGNED"
  | "SELF_ASSERTED"
  | "CHALLENGE"
  | "DOMAIN";

/** Of the data model (VC Data Model 2.0). */
export type ShapeFailure =
  | "TOO_LARGE"
  | "NO_OBJECT"
  | "CONTEXT_NOT_FIRST"
  | "CONTEXT_INVALID"
  | "TYPE_MISSING"
  | "ID_NOT_URL"
  | "ISSUER_MISSING"
  | "ISSUER_NOT_URL"
  | "HOLDER_NOT_URL"
  | "SUBJECT_MISSING"
  | "SUBJECT_EMPTY"
  | "LANGUAGE_VALUE_INVALID"
  | "DATE_INVALID"
  | "UNTIL_BEFORE_FROM"
  | "MEMBER_WITHOUT_TYPE"
  | "MEMBER_WITHOUT_ID"
  | "STATUS_ENTRY_INVALID"
  | "RESOURCE_INVALID"
  | "RESOURCE_TWICE"
  | "TERM_UNDEFINED";

export type Failure =
  | ShapeFailure
  | "RESOURCE_DIFFERS"
  | "MALFORMED"
  | "UNSECURED"
  | "MEDIA_TYPE"
  | "ALG_NONE"
  | "ALG_DIFFERS"
  | "CRITICAL_HEADER"
  | "VC_VP_CLAIM"
  | "ISS_DIFFERS"
  | "KID_NOT_URL"
  | "METHOD_UNKNOWN"
  | "METHOD_PURPOSE"
  | "METHOD_UNREADABLE"
  | "KEY_NOT_FOR_SUITE"
  | "KEY_ENDED"
  | "SIGNATURE_WRONG"
  | "SIGNATURE_EXPIRED"
  | "SIGNATURE_FROM_LATER"
  | "NOT_YET_VALID"
  | "NO_LONGER_VALID"
  | "PROOF_TYPE"
  | "PROOF_PURPOSE"
  | "PROOF_CONTEXT"
  | "PROOF_DATE_INVALID"
  | "PROOF_ID_TWICE"
  | "PROOFS_TOO_MANY"
  | "PREVIOUS_PROOF_MISSING"
  | "NOT_CANONICAL"
  | "GRAPH_TOO_COMPLEX"
  | "ISSUER_DID_NOT_SIGN"
  | "HOLDER_DID_NOT_SIGN"
  | "CHALLENGE_DIFFERS"
  | "DOMAIN_DIFFERS"
  | "REVOKED"
  | "SUSPENDED";

export type Unchecked =
  | "DOCUMENT_MISSING"
  | "SUITE_UNKNOWN"
  | "ENVELOPE_UNKNOWN"
  | "CONTEXT_MISSING"
  | "RESOURCE_MISSING"
  | "DIGEST_UNKNOWN"
  | "STATUS_UNKNOWN"
  | "STATUS_STALE"
  | "STATUS_TYPE_UNKNOWN"
  | "STATUS_PURPOSE_UNKNOWN";

export type Verdict = { holds: Check<Held>[]; fails: Check<Failure>[]; unchecked: Check<Unchecked>[] };

/** Law: only what has no failure and nothing left unchecked is verified. */
export const isVerified = ({ fails, unchecked }: Verdict): boolean => fails.length === 0 && unchecked.length === 0;

export const emptyVerdict = (): Verdict => ({ holds: [], fails: [], unchecked: [] });

export const failure = (code: Failure, at = ""): Verdict => ({ holds: [], fails: [{ code, at }], unchecked: [] });

export const undecided = (code: Unchecked, at = ""): Verdict => ({ holds: [], fails: [], unchecked: [{ code, at }] });

const below = <Code extends string>(checks: Check<Code>[], place: string): Check<Code>[] =>
  place === "" ? checks : checks.map((check) => ({ ...check, at: check.at === "" ? place : `${place}/${check.at}` }));

/** Adds what another verification said, its places below the given one. */
export function add(verdict: Verdict, other: Verdict, place = ""): void {
  verdict.holds.push(...below(other.holds, place));
  verdict.fails.push(...below(other.fails, place));
  verdict.unchecked.push(...below(other.unchecked, place));
}

/** A status list as it was had: secured as any credential; `at` is when it was had, `ttl` how long one that states no end is fresh, in milliseconds. */
export type HadList = { credential: string | JsonObject; at?: number; ttl?: number };

/** All that a verification is handed: nothing is fetched, no clock is read. Times in milliseconds. */
export type Given = {
  verify: Verify;
  /** Documents of issuers and holders by their id; did:key needs none. */
  documents: Documents;
  now: number;
  /** The time of a witnessed checkpoint that includes what is verified: it alone lets a signature outlive its key. */
  loggedAt?: number | undefined;
  /** Status lists by the URL that credentials name, all that claim to be it; a missing one leaves the status unknown. */
  lists?: ReadonlyMap<string, HadList | readonly HadList[]> | undefined;
  /** Who else may sign a credential's status list; without it, its issuer alone. */
  statusIssuers?: readonly string[] | undefined;
  /** JSON-LD contexts beyond those of the packages, by URL. */
  contexts?: ReadonlyMap<string, JsonObject> | undefined;
  /** What is left of the work that is done on linked data, in values of JSON; without it there is no bound on the whole. */
  work?: { left: number } | undefined;
  /** Bytes of related resources, by URL. */
  resources?: ReadonlyMap<string, Uint8Array> | undefined;
  /** True on import of older data: the media type vc-ld+jwt is read too. */
  older?: boolean | undefined;
};
