// What a database says of itself, for whoever looks after it.
import type pg from "pg";

export type Health = {
  /** Such as 150004 and "15.4". */
  number: number;
  version: string;
  encoding: string;
  collation: string;
  ctype: string;
  /** Settings on which it depends that what was answered stays. */
  durable: Record<"fsync" | "synchronous_commit" | "full_page_writes" | "data_checksums", string>;
  bytes: number;
  now: Date;
  /** The newest numbered file that was applied; undefined where none was. */
  schema: number | undefined;
};

export async function healthOf(pool: pg.Pool): Promise<Health> {
  const { rows } = await pool.query<Record<string, unknown>>(`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      pg_encoding_to_char(encoding) as encoding, datcollate as collation, datctype as ctype,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes, current_setting('data_checksums') as data_checksums,
      pg_database_size(current_database()) as bytes, now() as now, to_regclass('public.schema_version') is not null as ours
    from pg_database where datname = current_database()`);
  const row = rows[0] ?? {};
  const { fsync, synchronous_commit, full_page_writes, data_checksums } = row as Health["durable"];
  const schema =
    row.ours === true ? await pool.query<{ number: number | null }>("select max(number) as number from schema_version") : undefined;
  return {
    number: Number(row.number),
    version: String(row.version),
    encoding: String(row.encoding),
    collation: String(row.collation),
    ctype: String(row.ctype),
    durable: { fsync, synchronous_commit, full_page_writes, data_checksums },
    bytes: Number(row.bytes),
    now: row.now as Date,
    schema: schema?.rows[0]?.number ?? undefined,
  };
}
