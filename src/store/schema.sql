-- The schema after all numbered files; test/store/schema.test.ts holds it against the database.

create table public.answered (
  org_id uuid not null,
  key text collate "C" not null,
  request text not null,
  answer jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (org_id, key)
);

create table public.api_token (
  org_id uuid not null,
  token_id uuid not null,
  name text not null,
  role text not null,
  scopes text[] not null,
  secret_hash text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  PRIMARY KEY (org_id, token_id),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.audit (
  org_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  act text not null,
  subject text not null,
  outcome text not null,
  previous text not null,
  hash text not null,
  PRIMARY KEY (org_id, seq)
);

create table public.audit_head (
  org_id uuid not null,
  seq bigint not null,
  hash text not null,
  PRIMARY KEY (org_id)
);

create table public.audit_logged (
  org_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  PRIMARY KEY (org_id),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.complex_member (
  org_id uuid not null,
  complex_id uuid not null,
  since timestamp with time zone not null,
  admitted_at timestamp with time zone,
  PRIMARY KEY (org_id, complex_id),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.credential (
  org_id uuid not null,
  credential_id uuid not null,
  kind text not null,
  about text not null,
  content text not null,
  list integer,
  place integer,
  at timestamp with time zone not null,
  person text not null,
  revoked_at timestamp with time zone,
  suspended_at timestamp with time zone,
  PRIMARY KEY (org_id, credential_id),
  CHECK ((kind = ANY (ARRAY['statement'::text, 'opinion'::text, 'accreditation'::text, 'issued'::text]))),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.dataset (
  hash text collate "C" not null,
  dataset text not null,
  act text not null,
  valid_from date not null,
  status text not null,
  loaded_at timestamp with time zone not null,
  content text not null,
  PRIMARY KEY (hash)
);

create table public.evidence (
  org_id uuid not null,
  sha256 text collate "C" not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  at timestamp with time zone not null,
  person text not null,
  PRIMARY KEY (org_id, sha256),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.guest_link (
  org_id uuid not null,
  link_id uuid not null,
  verification_id uuid not null,
  secret_hash text not null,
  until timestamp with time zone not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  PRIMARY KEY (org_id, link_id),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.import (
  org_id uuid not null,
  import_id uuid not null,
  period_id uuid not null,
  sha256 text collate "C" not null,
  kind text not null,
  sender text not null default ''::text,
  fingerprint text not null default ''::text,
  state text not null,
  look jsonb,
  plan jsonb,
  rows_read integer not null default 0,
  rows_total integer,
  added integer not null default 0,
  known integer not null default 0,
  problems jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  at timestamp with time zone not null,
  person text not null,
  ran_by text,
  ran_at timestamp with time zone,
  PRIMARY KEY (org_id, import_id),
  CHECK ((state = ANY (ARRAY['open'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'withdrawn'::text]))),
  FOREIGN KEY (org_id, period_id) REFERENCES period(org_id, period_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, sha256) REFERENCES evidence(org_id, sha256)
);

create table public.import_mapping (
  org_id uuid not null,
  sender text collate "C" not null,
  fingerprint text collate "C" not null,
  mapping jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (org_id, sender, fingerprint),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.installation (
  org_id uuid not null,
  installation_id uuid not null,
  name text not null,
  version integer not null default 1,
  PRIMARY KEY (org_id, installation_id),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.invitation (
  org_id uuid not null,
  invitation_id uuid not null,
  email text not null,
  role text not null,
  secret_hash text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ending text,
  PRIMARY KEY (org_id, invitation_id),
  CHECK ((ending = ANY (ARRAY['accepted'::text, 'revoked'::text]))),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.log_checkpoint (
  size bigint not null,
  root bytea not null,
  note text,
  cosigned integer not null default 0,
  at timestamp with time zone not null,
  PRIMARY KEY (size),
  CHECK ((length(root) = 32)),
  CHECK ((size >= 0))
);

create table public.log_entry (
  place bigint not null,
  leaf bytea not null,
  id text collate "C" not null,
  PRIMARY KEY (place),
  CHECK ((length(leaf) = 32)),
  CHECK ((place >= 0)),
  UNIQUE (leaf)
);

create table public.log_pending (
  leaf bytea not null,
  id text collate "C" not null,
  content bytea not null,
  at timestamp with time zone not null,
  PRIMARY KEY (leaf),
  CHECK (((length(content) >= 1) AND (length(content) <= 65535))),
  CHECK ((length(leaf) = 32))
);

create table public.log_tile (
  path text collate "C" not null,
  width integer not null,
  bytes bytea not null,
  PRIMARY KEY (path),
  CHECK (((width >= 1) AND (width <= 256)))
);

create table public.log_watched (
  origin text collate "C" not null,
  note text,
  seen_at timestamp with time zone,
  told text not null,
  looked_at timestamp with time zone not null,
  fork text,
  fork_before text,
  fork_now text,
  fork_at timestamp with time zone,
  PRIMARY KEY (origin)
);

create table public.log_witness (
  name text collate "C" not null,
  size bigint not null default 0,
  cosigned_at timestamp with time zone,
  asked_at timestamp with time zone not null,
  told text not null,
  PRIMARY KEY (name)
);

create table public.log_witnessed (
  origin text collate "C" not null,
  note text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (origin)
);

create table public.membership (
  org_id uuid not null,
  person_id uuid not null,
  role text not null,
  since timestamp with time zone not null,
  PRIMARY KEY (org_id, person_id),
  CHECK ((role = ANY (ARRAY['owner'::text, 'editor'::text, 'viewer'::text, 'consultant'::text, 'verifier'::text, 'complexOperator'::text]))),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.organisation (
  org_id uuid not null,
  name text not null,
  kind text not null,
  sample boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  secret bytea not null,
  PRIMARY KEY (org_id),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK ((kind = ANY (ARRAY['plant'::text, 'consultant'::text, 'verifier'::text, 'complex'::text]))),
  CHECK ((length(secret) = 32))
);

create table public.outbox (
  org_id uuid not null,
  message_id uuid not null,
  address text not null,
  subject text not null,
  body text not null,
  at timestamp with time zone not null,
  tries integer not null default 0,
  next_at timestamp with time zone not null,
  PRIMARY KEY (org_id, message_id)
);

create table public.period (
  org_id uuid not null,
  period_id uuid not null,
  installation_id uuid not null,
  title text not null default ''::text,
  start_day date not null,
  end_day date not null,
  revision bigint not null default 0,
  PRIMARY KEY (org_id, period_id),
  CHECK ((end_day >= start_day)),
  FOREIGN KEY (org_id, installation_id) REFERENCES installation(org_id, installation_id) ON DELETE CASCADE
);

create table public.reading (
  org_id uuid not null,
  meter text collate "C" not null,
  ends_at timestamp without time zone not null,
  minutes smallint not null,
  kwh double precision not null,
  line integer not null,
  import_id uuid not null,
  PRIMARY KEY (org_id, import_id, ends_at),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, import_id) REFERENCES import(org_id, import_id) ON DELETE CASCADE
);

create table public.record (
  org_id uuid not null,
  period_id uuid not null,
  key text collate "C" not null,
  version integer not null,
  body jsonb,
  revision bigint not null,
  at timestamp with time zone not null,
  person text not null,
  source text not null,
  PRIMARY KEY (org_id, period_id, key, version),
  CHECK ((version >= 1)),
  FOREIGN KEY (org_id, period_id) REFERENCES period(org_id, period_id) ON DELETE CASCADE
);

create table public.record_evidence (
  org_id uuid not null,
  sha256 text collate "C" not null,
  period_id uuid not null,
  key text collate "C" not null,
  version integer not null,
  PRIMARY KEY (org_id, sha256, period_id, key, version),
  FOREIGN KEY (org_id, period_id, key, version) REFERENCES record(org_id, period_id, key, version) ON DELETE CASCADE,
  FOREIGN KEY (org_id, sha256) REFERENCES evidence(org_id, sha256)
);

create table public.schema_version (
  number integer not null,
  hash text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (number)
);

create table public.sealed_package (
  org_id uuid not null,
  hash text collate "C" not null,
  statement text collate "C" not null,
  sha256 text collate "C" not null,
  held jsonb not null,
  credential_id uuid not null,
  at timestamp with time zone not null,
  person text not null,
  opinion_org uuid,
  opinion_id uuid,
  PRIMARY KEY (org_id, hash),
  FOREIGN KEY (org_id, credential_id) REFERENCES credential(org_id, credential_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, sha256) REFERENCES evidence(org_id, sha256),
  FOREIGN KEY (org_id, statement) REFERENCES statement(org_id, hash) ON DELETE CASCADE
);

create table public.sealing (
  org_id uuid not null,
  sealing_id uuid not null,
  hash text collate "C" not null,
  period_id uuid not null,
  revision bigint not null,
  at timestamp with time zone not null,
  person text not null,
  PRIMARY KEY (org_id, sealing_id),
  FOREIGN KEY (org_id, hash) REFERENCES statement(org_id, hash) ON DELETE CASCADE,
  FOREIGN KEY (org_id, period_id) REFERENCES period(org_id, period_id) ON DELETE CASCADE
);

create table public.signing_key (
  org_id uuid not null,
  key_id uuid not null,
  alg text not null,
  public_key bytea not null,
  secret bytea,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  leaked_at timestamp with time zone,
  PRIMARY KEY (org_id, key_id),
  CHECK ((alg = ANY (ARRAY['EdDSA'::text, 'ES256'::text]))),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.statement (
  org_id uuid not null,
  hash text collate "C" not null,
  act text not null,
  as_if integer,
  engine text not null,
  goods jsonb not null,
  results jsonb not null,
  content text not null,
  PRIMARY KEY (org_id, hash),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE
);

create table public.verification (
  org_id uuid not null,
  verification_id uuid not null,
  version integer not null,
  period_id uuid not null,
  statement text collate "C" not null,
  act text not null,
  body jsonb not null,
  at timestamp with time zone not null,
  person text not null,
  PRIMARY KEY (org_id, verification_id, version),
  CHECK ((version >= 1)),
  FOREIGN KEY (org_id) REFERENCES organisation(org_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, period_id) REFERENCES period(org_id, period_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, statement) REFERENCES statement(org_id, hash) ON DELETE CASCADE
);

create table sign_on.account (
  id uuid not null default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  person_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES sign_on.person(id) ON DELETE CASCADE,
  UNIQUE (provider_id, account_id)
);

create table sign_on.person (
  id uuid not null default gen_random_uuid(),
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  two_factor_enabled boolean,
  PRIMARY KEY (id),
  UNIQUE (email)
);

create table sign_on.rate_limit (
  id uuid not null default gen_random_uuid(),
  key text not null,
  count integer not null,
  last_request bigint not null,
  PRIMARY KEY (id),
  UNIQUE (key)
);

create table sign_on.second_factor (
  id uuid not null default gen_random_uuid(),
  secret text not null,
  backup_codes text not null,
  person_id uuid not null,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES sign_on.person(id) ON DELETE CASCADE
);

create table sign_on.session (
  id uuid not null default gen_random_uuid(),
  expires_at timestamp with time zone not null,
  token text not null,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  person_id uuid not null,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES sign_on.person(id) ON DELETE CASCADE,
  UNIQUE (token)
);

create table sign_on.signing_key (
  id uuid not null default gen_random_uuid(),
  public_key text not null,
  private_key text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  alg text,
  crv text,
  PRIMARY KEY (id)
);

create table sign_on.verification (
  id uuid not null default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  PRIMARY KEY (id)
);

CREATE INDEX complex_member_of_complex ON public.complex_member USING btree (complex_id, org_id);
CREATE INDEX credential_about ON public.credential USING btree (org_id, kind, about);
CREATE UNIQUE INDEX credential_place ON public.credential USING btree (org_id, list, place);
CREATE INDEX guest_link_of_verification ON public.guest_link USING btree (org_id, verification_id);
CREATE INDEX import_of_period ON public.import USING btree (org_id, period_id, at);
CREATE INDEX import_unfinished ON public.import USING btree (org_id, import_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX log_entry_id ON public.log_entry USING btree (id);
CREATE INDEX log_pending_id ON public.log_pending USING btree (id);
CREATE INDEX log_pending_order ON public.log_pending USING btree (at, leaf);
CREATE INDEX membership_of_person ON public.membership USING btree (person_id, org_id);
CREATE INDEX outbox_due ON public.outbox USING btree (next_at);
CREATE INDEX reading_of_meter ON public.reading USING btree (org_id, meter, ends_at);
CREATE INDEX record_by_revision ON public.record USING btree (org_id, period_id, revision);
CREATE INDEX sealed_package_bytes ON public.sealed_package USING btree (org_id, sha256);
CREATE INDEX sealing_of_statement ON public.sealing USING btree (org_id, hash);
CREATE UNIQUE INDEX sealing_once ON public.sealing USING btree (org_id, period_id, hash, revision);
CREATE UNIQUE INDEX signing_key_in_use ON public.signing_key USING btree (org_id, alg) WHERE (ended_at IS NULL);
CREATE INDEX verification_of_period ON public.verification USING btree (org_id, period_id);
CREATE INDEX verification_of_statement ON public.verification USING btree (org_id, statement);
CREATE INDEX account_person_id_idx ON sign_on.account USING btree (person_id);
CREATE INDEX second_factor_person_id_idx ON sign_on.second_factor USING btree (person_id);
CREATE INDEX second_factor_secret_idx ON sign_on.second_factor USING btree (secret);
CREATE INDEX session_person_id_idx ON sign_on.session USING btree (person_id);
CREATE INDEX verification_identifier_idx ON sign_on.verification USING btree (identifier);
