-- Who runs an import need not be who began it; and one that is done can be withdrawn with all that it brought.
alter table import drop constraint import_state_check;
alter table import add constraint import_state_check
  check (state in ('open', 'queued', 'running', 'done', 'failed', 'cancelled', 'withdrawn'));
alter table import add column ran_by text, add column ran_at timestamptz;
update import set ran_by = person, ran_at = at where state in ('queued', 'running', 'done', 'failed');

-- Readings are kept as each import brought them: of several of one meter and interval that of the newest import stands, and those of one that was
-- withdrawn stand no longer.
alter table reading add column import_id uuid;
update reading set import_id = (
  select import_id from import
  where import.org_id = reading.org_id and import.sha256 = reading.sha256 and import.state = 'done' and import.plan ->> 'meter' = reading.meter
  order by import.at limit 1
);
delete from reading where import_id is null;
alter table reading drop constraint reading_pkey;
alter table reading drop column sha256, alter column import_id set not null;
alter table reading add primary key (org_id, import_id, ends_at);
alter table reading add foreign key (org_id, import_id) references import (org_id, import_id) on delete cascade;
create index reading_of_meter on reading (org_id, meter, ends_at);
