-- What companies own. org_id leads every key and every foreign key, so that one organisation's rows lie together and no statement needs another's.
-- Text is compared by code points; the database is made with the locale C, and keys name the collation for databases that are not.

create table organisation (
  org_id uuid not null primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('plant', 'consultant', 'verifier', 'complex')),
  sample boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  -- Salts the leaves of the organisation's statements, so that records can be held back.
  secret bytea not null check (length(secret) = 32)
);

create table membership (
  org_id uuid not null references organisation (org_id) on delete cascade,
  person_id uuid not null,
  role text not null check (role in ('owner', 'editor', 'viewer', 'consultant', 'verifier', 'complexOperator')),
  since timestamptz not null,
  primary key (org_id, person_id)
);
create index membership_of_person on membership (person_id, org_id);

create table invitation (
  org_id uuid not null references organisation (org_id) on delete cascade,
  invitation_id uuid not null,
  email text not null,
  role text not null,
  secret_hash text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ending text check (ending in ('accepted', 'revoked')),
  primary key (org_id, invitation_id)
);

create table api_token (
  org_id uuid not null references organisation (org_id) on delete cascade,
  token_id uuid not null,
  name text not null,
  role text not null,
  scopes text[] not null,
  secret_hash text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, token_id)
);

-- A plant that lets the operator of a complex see sums; org_id is the plant's.
create table complex_member (
  org_id uuid not null references organisation (org_id) on delete cascade,
  complex_id uuid not null,
  since timestamptz not null,
  primary key (org_id, complex_id)
);
create index complex_member_of_complex on complex_member (complex_id, org_id);

create table installation (
  org_id uuid not null references organisation (org_id) on delete cascade,
  installation_id uuid not null,
  name text not null,
  version integer not null default 1,
  primary key (org_id, installation_id)
);

create table period (
  org_id uuid not null,
  period_id uuid not null,
  installation_id uuid not null,
  title text not null default '',
  start_day date not null,
  end_day date not null check (end_day >= start_day),
  -- Rises with every change of what belongs to the period.
  revision bigint not null default 0,
  primary key (org_id, period_id),
  foreign key (org_id, installation_id) references installation (org_id, installation_id) on delete cascade
);

-- Append-only: a correction is the next version, a withdrawal a version without a body.
create table record (
  org_id uuid not null,
  period_id uuid not null,
  key text collate "C" not null,
  version integer not null check (version >= 1),
  body jsonb,
  revision bigint not null,
  at timestamptz not null,
  person text not null,
  source text not null,
  primary key (org_id, period_id, key, version),
  foreign key (org_id, period_id) references period (org_id, period_id) on delete cascade
);
-- What changed since a revision: the only rows that a recalculation reads again.
create index record_by_revision on record (org_id, period_id, revision);

create table evidence (
  org_id uuid not null references organisation (org_id) on delete cascade,
  sha256 text collate "C" not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  at timestamptz not null,
  person text not null,
  primary key (org_id, sha256)
);

-- Which documents the versions of a record name.
create table record_evidence (
  org_id uuid not null,
  sha256 text collate "C" not null,
  period_id uuid not null,
  key text collate "C" not null,
  version integer not null,
  primary key (org_id, sha256, period_id, key, version),
  foreign key (org_id, sha256) references evidence (org_id, sha256),
  foreign key (org_id, period_id, key, version) references record (org_id, period_id, key, version) on delete cascade
);

create table statement (
  org_id uuid not null,
  hash text collate "C" not null,
  period_id uuid not null,
  revision bigint not null,
  act text not null,
  as_if integer,
  engine text not null,
  at timestamptz not null,
  person text not null,
  goods jsonb not null,
  results jsonb not null,
  -- The Statement as it was sealed, to the letter.
  content text not null,
  primary key (org_id, hash),
  foreign key (org_id, period_id) references period (org_id, period_id) on delete cascade
);
create index statement_of_period on statement (org_id, period_id, at);

create table import (
  org_id uuid not null,
  import_id uuid not null,
  period_id uuid not null,
  sha256 text collate "C" not null,
  kind text not null,
  sender text not null default '',
  fingerprint text not null default '',
  state text not null check (state in ('open', 'queued', 'running', 'done', 'failed', 'cancelled')),
  look jsonb,
  plan jsonb,
  rows_read integer not null default 0,
  rows_total integer,
  added integer not null default 0,
  known integer not null default 0,
  problems jsonb not null default '[]',
  version integer not null default 1,
  at timestamptz not null,
  person text not null,
  primary key (org_id, import_id),
  foreign key (org_id, period_id) references period (org_id, period_id) on delete cascade,
  foreign key (org_id, sha256) references evidence (org_id, sha256)
);
create index import_of_period on import (org_id, period_id, at);
create index import_unfinished on import (org_id, import_id) where state in ('queued', 'running');

-- How a sender's tables are to be read, by the words of their headers.
create table import_mapping (
  org_id uuid not null references organisation (org_id) on delete cascade,
  sender text collate "C" not null,
  fingerprint text collate "C" not null,
  mapping jsonb not null,
  at timestamptz not null,
  primary key (org_id, sender, fingerprint)
);

-- Interval readings of a meter as printed, by the local end of the interval.
create table reading (
  org_id uuid not null references organisation (org_id) on delete cascade,
  meter text collate "C" not null,
  ends_at timestamp not null,
  minutes smallint not null,
  kwh double precision not null,
  sha256 text collate "C" not null,
  line integer not null,
  primary key (org_id, meter, ends_at)
);

-- Every act, failures too; each line holds the hash of the one before it. It outlives what it tells of, so that nothing references it.
create table audit (
  org_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject text not null,
  outcome text not null,
  previous text not null,
  hash text not null,
  primary key (org_id, seq)
);

create table audit_head (
  org_id uuid not null primary key,
  seq bigint not null,
  hash text not null
);

-- Answers of writes by the caller's key, so that a repetition does nothing twice.
create table answered (
  org_id uuid not null,
  key text collate "C" not null,
  request text not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (org_id, key)
);

-- Messages that are still to be sent.
create table outbox (
  org_id uuid not null,
  message_id uuid not null,
  address text not null,
  subject text not null,
  body text not null,
  at timestamptz not null,
  tries integer not null default 0,
  next_at timestamptz not null,
  primary key (org_id, message_id)
);
create index outbox_due on outbox (next_at);

-- Tables of the law that the operator of this server has loaded, the same for all organisations.
create table dataset (
  hash text collate "C" not null primary key,
  dataset text not null,
  act text not null,
  valid_from date not null,
  status text not null,
  loaded_at timestamptz not null,
  content text not null
);
