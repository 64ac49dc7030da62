-- Who people are and how they sign on: tables of the sign-on library, global, in a schema of their own.
-- No tenant table references them; memberships name a person by its id alone.

create schema sign_on;

create table sign_on.person (
  id uuid not null primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  two_factor_enabled boolean
);

-- The cookie holds the token with a signature; the row alone signs nobody in.
create table sign_on.session (
  id uuid not null primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  person_id uuid not null references sign_on.person (id) on delete cascade
);
create index session_person_id_idx on sign_on.session (person_id);

-- A way to sign in: by password (hashed), or as somebody of the provider (tokens encrypted).
create table sign_on.account (
  id uuid not null primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  person_id uuid not null references sign_on.person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_person_id_idx on sign_on.account (person_id);

-- What is under way: resets, sign-ins that wait for the second factor or the provider. Identifiers are hashed.
create table sign_on.verification (
  id uuid not null primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verification_identifier_idx on sign_on.verification (identifier);

-- Secret and backup codes are encrypted.
create table sign_on.second_factor (
  id uuid not null primary key default gen_random_uuid(),
  secret text not null,
  backup_codes text not null,
  person_id uuid not null references sign_on.person (id) on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
create index second_factor_secret_idx on sign_on.second_factor (secret);
create index second_factor_person_id_idx on sign_on.second_factor (person_id);

-- Keys that sign tokens; the private half is encrypted.
create table sign_on.signing_key (
  id uuid not null primary key default gen_random_uuid(),
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  alg text,
  crv text
);

-- Tries by caller and path, counted for all processes together.
create table sign_on.rate_limit (
  id uuid not null primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
