-- Keys that sign for an organisation. A private key lies here encrypted under a key of the instance, or not at all where a device holds it.
-- `leaked_at`: from then on others may have had it; `ended_at`: from then on it signs nothing.
create table signing_key (
  org_id uuid not null references organisation on delete cascade,
  key_id uuid not null,
  alg text not null check (alg in ('EdDSA', 'ES256')),
  public_key bytea not null,
  secret bytea,
  made_at timestamptz not null,
  ended_at timestamptz,
  leaked_at timestamptz,
  primary key (org_id, key_id)
);
create unique index signing_key_in_use on signing_key (org_id, alg) where ended_at is null;

-- What was signed, and what others signed about the organisation. Status lists are made of these rows: each has a place in a list, drawn at random.
create table credential (
  org_id uuid not null references organisation on delete cascade,
  credential_id uuid not null,
  kind text not null check (kind in ('statement', 'opinion', 'accreditation', 'issued')),
  about text not null,
  content text not null,
  list integer,
  place integer,
  at timestamptz not null,
  person text not null,
  revoked_at timestamptz,
  suspended_at timestamptz,
  primary key (org_id, credential_id)
);
create unique index credential_place on credential (org_id, list, place);
create index credential_about on credential (org_id, kind, about);

-- Packages as they were sealed: the bytes are kept as evidence, under their own hash; `hash` is the manifest's, which opinions sign.
-- An opinion is a credential of the verification body's.
create table sealed_package (
  org_id uuid not null,
  hash text collate "C" not null,
  statement text collate "C" not null,
  sha256 text collate "C" not null,
  held jsonb not null,
  credential_id uuid not null,
  at timestamptz not null,
  person text not null,
  opinion_org uuid,
  opinion_id uuid,
  primary key (org_id, hash),
  foreign key (org_id, statement) references statement (org_id, hash) on delete cascade,
  foreign key (org_id, sha256) references evidence (org_id, sha256),
  foreign key (org_id, credential_id) references credential (org_id, credential_id) on delete cascade
);
create index sealed_package_bytes on sealed_package (org_id, sha256);
