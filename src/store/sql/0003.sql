-- A statement is kept once by its content; each act of sealing it is a row of its own: for which period, at which revision, when and by whom.
create table sealing (
  org_id uuid not null,
  sealing_id uuid not null,
  hash text collate "C" not null,
  period_id uuid not null,
  revision bigint not null,
  at timestamptz not null,
  person text not null,
  primary key (org_id, sealing_id),
  foreign key (org_id, hash) references statement (org_id, hash) on delete cascade,
  foreign key (org_id, period_id) references period (org_id, period_id) on delete cascade
);
-- The same records of the same period are sealed once.
create unique index sealing_once on sealing (org_id, period_id, hash, revision);
create index sealing_of_statement on sealing (org_id, hash);
insert into sealing (org_id, sealing_id, hash, period_id, revision, at, person)
select org_id, gen_random_uuid(), hash, period_id, revision, at, person from statement;

drop index statement_of_period;
alter table statement drop constraint statement_org_id_period_id_fkey;
alter table statement drop column period_id, drop column revision, drop column at, drop column person;
alter table statement add foreign key (org_id) references organisation (org_id) on delete cascade;

-- A plant counts in a complex when both want it: the plant has joined, and the complex has admitted it.
alter table complex_member add column admitted_at timestamptz;
update complex_member set admitted_at = since;
