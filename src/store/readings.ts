// Readings of meters as imports brought them, and what they come to month by month.
import { sql } from "kysely";
import type { Db } from "./database.ts";

export type Readings = {
  meter: string;
  minutes: number;
  endsAt: readonly string[];
  kwh: readonly number[];
  lines: readonly number[];
};
type Place = { org: string; period: string };

const given = ({ endsAt, kwh, lines }: Readings) =>
  sql`unnest(${endsAt}::timestamp[], ${kwh}::float8[], ${lines}::int[]) as given (ends_at, kwh, line)`;

/** Of a meter's readings in a period those that stand: of each interval the newest that an import brought which was not withdrawn. */
const standing = ({ org, period }: Place, meter: string) => sql`
  select distinct on (r.ends_at) r.org_id, r.ends_at, r.minutes, r.kwh, r.line, i.sha256
  from reading r join import i on i.org_id = r.org_id and i.import_id = r.import_id
  where r.org_id = ${org}::uuid and r.meter = ${meter} and i.period_id = ${period}::uuid and i.state = 'done'
  order by r.ends_at, i.ran_at desc, i.import_id desc
`;

export async function addReadings(trx: Db, org: string, importId: string, readings: Readings): Promise<void> {
  const { meter, minutes } = readings;
  await sql`
    insert into reading (org_id, import_id, meter, ends_at, minutes, kwh, line)
    select ${org}::uuid, ${importId}::uuid, ${meter}, ends_at, ${minutes}, kwh, line from ${given(readings)}
  `.execute(trx);
}

/** `differ`: how many of the readings stand with another value, `at` the first of them; `otherMinutes`: the length of intervals that these cut across. */
export type ReadingsBeside = { differ: number; at: string | null; otherMinutes: number | null };

/** Readings beside those that stand. */
export async function readingsBeside(db: Db, place: Place, readings: Readings): Promise<ReadingsBeside> {
  const { rows } = await sql<ReadingsBeside>`
    with standing as (${standing(place, readings.meter)}), given as (select * from ${given(readings)}),
    span as (select min(ends_at) - ${readings.minutes} * interval '1 minute' as first, max(ends_at) as last from given)
    select count(*) filter (where s.kwh <> g.kwh) as differ,
      to_char(min(g.ends_at) filter (where s.kwh <> g.kwh), 'YYYY-MM-DD"T"HH24:MI') as at,
      (select min(minutes) from standing, span
        where minutes <> ${readings.minutes} and ends_at > first and ends_at - minutes * interval '1 minute' < last) as "otherMinutes"
    from given g join standing s on s.ends_at = g.ends_at where s.org_id = ${place.org}::uuid
  `.execute(db);
  return rows[0] ?? { differ: 0, at: null, otherMinutes: null };
}

/** What a meter's readings of a calendar month come to: the days of the first and the last, how many minutes they cover, and where they stand. */
export type MonthSum = {
  month: string;
  kwh: number;
  start: string;
  end: string;
  minutes: number;
  evidence: { sha256: string; line: number }[];
};

/**
 * The sums of the readings that stand, those given in place of theirs, in order of time. A reading belongs to the month in which its interval begins.
 * With readings given, of their months alone.
 */
export async function monthSums(
  db: Db,
  place: Place,
  { meter, more }: { meter: string; more?: Readings & { sha256: string } },
): Promise<MonthSum[]> {
  const none: Readings = { meter, minutes: 0, endsAt: [], kwh: [], lines: [] };
  const { minutes } = more ?? none;
  const { rows } = await sql<MonthSum>`
    with standing as (${standing(place, meter)}), given as (select * from ${given(more ?? none)}),
    every as (
      select ends_at, ${minutes}::int as minutes, kwh, line, ${more?.sha256 ?? ""} as sha256 from given
      union all select ends_at, minutes, kwh, line, sha256 from standing s
      where s.org_id = ${place.org}::uuid and not exists (select from given g where g.ends_at = s.ends_at)
    ),
    begun as (select *, ends_at - minutes * interval '1 minute' as begins_at from every),
    named as (select *, to_char(begins_at, 'YYYY-MM') as month from begun),
    cited as (select month, sha256, min(line) as line from named group by month, sha256),
    summed as (
      select month, sum(kwh order by ends_at) as kwh, min(begins_at)::date as start, max(begins_at)::date as end, sum(minutes) as minutes
      from named group by month
    )
    select month, kwh, start, summed.end, minutes,
      (select json_agg(json_build_object('sha256', sha256, 'line', line) order by sha256) from cited c where c.month = summed.month) as evidence
    from summed
    where ${more === undefined} or month in (select to_char(ends_at - ${minutes}::int * interval '1 minute', 'YYYY-MM') from given)
    order by month
  `.execute(db);
  return rows;
}

/** The months that the readings of an import lie in. */
export async function monthsOf(db: Db, org: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(ends_at - minutes * interval '1 minute', 'YYYY-MM') as month from reading
    where org_id = ${org}::uuid and import_id = ${importId}::uuid order by 1
  `.execute(db);
  return rows.map(({ month }) => month);
}

/** Meters by name with the stretch of the readings that stand. */
export async function meters(
  db: Db,
  org: string,
  { limit, after = "" }: { limit: number; after?: string | undefined },
): Promise<{ meter: string; first: string; last: string; readings: number }[]> {
  const { rows } = await sql<{ meter: string; first: string; last: string; readings: number }>`
    select r.meter, min(r.ends_at) as first, max(r.ends_at) as last, count(distinct r.ends_at) as readings
    from reading r join import i on i.org_id = r.org_id and i.import_id = r.import_id
    where r.org_id = ${org}::uuid and i.state = 'done' and r.meter > ${after}
    group by r.meter order by r.meter limit ${limit}
  `.execute(db);
  return rows;
}
