-- Verifications: append-only, a row per version, the latest counts; `statement` and `state` are those of the body, for lists. `act` is what made the version.
create table verification (
  org_id uuid not null references organisation on delete cascade,
  verification_id uuid not null,
  version integer not null check (version >= 1),
  period_id uuid not null,
  statement text collate "C" not null,
  act text not null,
  body jsonb not null,
  at timestamptz not null,
  person text not null,
  primary key (org_id, verification_id, version),
  foreign key (org_id, period_id) references period (org_id, period_id) on delete cascade,
  foreign key (org_id, statement) references statement (org_id, hash) on delete cascade
);
create index verification_of_statement on verification (org_id, statement);
create index verification_of_period on verification (org_id, period_id);

-- Links by which somebody outside reads one verification until a moment; of the secret only a hash is kept.
create table guest_link (
  org_id uuid not null references organisation on delete cascade,
  link_id uuid not null,
  verification_id uuid not null,
  secret_hash text not null,
  until timestamptz not null,
  made_by text not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (org_id, link_id)
);
create index guest_link_of_verification on guest_link (org_id, verification_id);
