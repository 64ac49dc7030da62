// The tables as Kysely sees them; sql/*.sql make them.
import type { ColumnType, Generated } from "kysely";
import type { Json } from "../base/canonical.ts";

/** JSON goes in as text, so that a list is no array of the database's. */
type JsonColumn = ColumnType<Json, string, string>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
type NullableJson = ColumnType<Json | null, string | null | undefined, string | null>;

export type Tables = {
  organisation: {
    org_id: string;
    name: string;
    kind: "plant" | "consultant" | "verifier" | "complex";
    sample: WithDefault<boolean>;
    version: Generated<number>;
    created_at: Date;
    secret: Uint8Array;
  };
  membership: { org_id: string; person_id: string; role: string; since: Date };
  invitation: {
    org_id: string;
    invitation_id: string;
    email: string;
    role: string;
    secret_hash: string;
    made_by: string;
    made_at: Date;
    expires_at: Date;
    ended_at: Nullable<Date>;
    ending: Nullable<"accepted" | "revoked">;
  };
  api_token: {
    org_id: string;
    token_id: string;
    name: string;
    role: string;
    scopes: string[];
    secret_hash: string;
    made_by: string;
    made_at: Date;
    expires_at: Date;
    revoked_at: Nullable<Date>;
  };
  complex_member: { org_id: string; complex_id: string; since: Date; admitted_at: Nullable<Date> };
  installation: { org_id: string; installation_id: string; name: string; version: Generated<number> };
  period: {
    org_id: string;
    period_id: string;
    installation_id: string;
    title: string;
    start_day: string;
    end_day: string;
    revision: Generated<number>;
  };
  record: {
    org_id: string;
    period_id: string;
    key: string;
    version: number;
    body: NullableJson;
    revision: number;
    at: Date;
    person: string;
    source: string;
  };
  evidence: { org_id: string; sha256: string; name: string; media_type: string; size: number; at: Date; person: string };
  record_evidence: { org_id: string; sha256: string; period_id: string; key: string; version: number };
  sealing: {
    org_id: string;
    sealing_id: string;
    hash: string;
    period_id: string;
    revision: number;
    at: Date;
    person: string;
  };
  statement: {
    org_id: string;
    hash: string;
    act: string;
    as_if: Nullable<number>;
    engine: string;
    goods: JsonColumn;
    results: JsonColumn;
    content: string;
  };
  import: {
    org_id: string;
    import_id: string;
    period_id: string;
    sha256: string;
    kind: string;
    sender: string;
    fingerprint: string;
    state: "open" | "queued" | "running" | "done" | "failed" | "cancelled" | "withdrawn";
    look: NullableJson;
    plan: NullableJson;
    rows_read: Generated<number>;
    rows_total: Nullable<number>;
    added: Generated<number>;
    known: Generated<number>;
    problems: ColumnType<Json, string | undefined, string>;
    version: Generated<number>;
    at: Date;
    person: string;
    ran_by: Nullable<string>;
    ran_at: Nullable<Date>;
  };
  import_mapping: { org_id: string; sender: string; fingerprint: string; mapping: JsonColumn; at: Date };
  reading: { org_id: string; import_id: string; meter: string; ends_at: string; minutes: number; kwh: number; line: number };
  audit: {
    org_id: string;
    seq: number;
    at: Date;
    actor: string;
    act: string;
    subject: string;
    outcome: string;
    previous: string;
    hash: string;
  };
  audit_head: { org_id: string; seq: number; hash: string };
  answered: { org_id: string; key: string; request: string; answer: JsonColumn; at: Date };
  outbox: {
    org_id: string;
    message_id: string;
    address: string;
    subject: string;
    body: string;
    at: Date;
    tries: WithDefault<number>;
    next_at: Date;
  };
  signing_key: {
    org_id: string;
    key_id: string;
    alg: "EdDSA" | "ES256";
    public_key: Uint8Array;
    secret: Nullable<Uint8Array>;
    made_at: Date;
    ended_at: Nullable<Date>;
    leaked_at: Nullable<Date>;
  };
  credential: {
    org_id: string;
    credential_id: string;
    kind: "statement" | "opinion" | "accreditation" | "issued";
    about: string;
    content: string;
    list: Nullable<number>;
    place: Nullable<number>;
    at: Date;
    person: string;
    revoked_at: Nullable<Date>;
    suspended_at: Nullable<Date>;
  };
  sealed_package: {
    org_id: string;
    hash: string;
    statement: string;
    sha256: string;
    held: JsonColumn;
    credential_id: string;
    at: Date;
    person: string;
    opinion_org: Nullable<string>;
    opinion_id: Nullable<string>;
  };
  verification: {
    org_id: string;
    verification_id: string;
    version: number;
    period_id: string;
    statement: string;
    act: string;
    body: JsonColumn;
    at: Date;
    person: string;
  };
  guest_link: {
    org_id: string;
    link_id: string;
    verification_id: string;
    secret_hash: string;
    until: Date;
    made_by: string;
    made_at: Date;
    revoked_at: Nullable<Date>;
    last_used_at: Nullable<Date>;
  };
  audit_logged: { org_id: string; seq: number; at: Date };
  log_pending: { leaf: Uint8Array; id: string; content: Uint8Array; at: Date };
  log_entry: { place: number; leaf: Uint8Array; id: string };
  log_tile: { path: string; width: number; bytes: Uint8Array };
  log_checkpoint: { size: number; root: Uint8Array; note: Nullable<string>; cosigned: WithDefault<number>; at: Date };
  log_witness: { name: string; size: WithDefault<number>; cosigned_at: Nullable<Date>; asked_at: Date; told: string };
  log_witnessed: { origin: string; note: string; at: Date };
  log_watched: {
    origin: string;
    note: Nullable<string>;
    seen_at: Nullable<Date>;
    told: string;
    looked_at: Date;
    fork: Nullable<string>;
    fork_before: Nullable<string>;
    fork_now: Nullable<string>;
    fork_at: Nullable<Date>;
  };
  dataset: { hash: string; dataset: string; act: string; valid_from: string; status: string; loaded_at: Date; content: string };
};
