-- The transparency log of the instance: one, for all organisations; as little tied to any of them as jobs are. What is logged names nobody: ids and
-- hashes are salted with the secret of the organisation that had it logged.

-- What is to be logged, put here with what it is about, in one transaction. `leaf` is SHA-256(0x00 || content) (RFC 9162, 2.1.1).
create table log_pending (
  leaf bytea not null primary key check (length(leaf) = 32),
  id text collate "C" not null,
  content bytea not null check (length(content) between 1 and 65535),
  at timestamptz not null
);
create index log_pending_order on log_pending (at, leaf);
create index log_pending_id on log_pending (id);

-- What is logged, by its place in the tree; the content lies in the bundles of log_tile.
create table log_entry (
  place bigint not null primary key check (place >= 0),
  leaf bytea not null unique check (length(leaf) = 32),
  id text collate "C" not null
);
create index log_entry_id on log_entry (id);

-- Tiles of hashes and bundles of entries by the path of the full one; `width` says how many of its 256 it has. A narrower one is its beginning.
create table log_tile (
  path text collate "C" not null primary key,
  width integer not null check (width between 1 and 256),
  bytes bytea not null
);

-- Every tree that was ever signed. A row is there before its note is signed: two trees of one size cannot be. `note` has all signatures that came.
create table log_checkpoint (
  size bigint not null primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text,
  -- Witnesses that cosigned.
  cosigned integer not null default 0,
  at timestamptz not null
);

-- Witnesses that are asked: the size that each stands at, when it cosigned last, and what came of asking it last.
create table log_witness (
  name text collate "C" not null primary key,
  size bigint not null default 0,
  cosigned_at timestamptz,
  asked_at timestamptz not null,
  told text not null
);

-- Logs of others: the checkpoint that this instance's witness cosigned last.
create table log_witnessed (
  origin text collate "C" not null primary key,
  note text not null,
  at timestamptz not null
);

-- Logs that are monitored, one's own among them: the checkpoint that was last found good, what came of looking last, and, where a log signed two trees
-- or went back, both notes as evidence, for ever.
create table log_watched (
  origin text collate "C" not null primary key,
  note text,
  seen_at timestamptz,
  told text not null,
  looked_at timestamptz not null,
  fork text,
  fork_before text,
  fork_now text,
  fork_at timestamptz
);

-- How far each organisation's audit trail is logged.
create table audit_logged (
  org_id uuid not null primary key references organisation (org_id) on delete cascade,
  seq bigint not null,
  at timestamptz not null
);
