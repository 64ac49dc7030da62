// Twenty clients in a process of their own: over HTTP against the server, or as plain SQL against its database. Told by its first argument, answers on the standard output.
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { lineBody, lineKey, organisationId, periodsOf, type Scale, tokenOf } from "./site.ts";
import { type Spread, spreadOf } from "./spread.ts";

export type Asked = {
  scale: Scale;
  clients: number;
  seconds: number;
  run: string /** Milliseconds from one request of a client to its next; 0: as soon as it is answered. */;
  pace: number;
  base?: string;
  database?: pg.PoolConfig;
};
export type Measured = { kinds: Record<string, Spread>; reads: Spread; writes: Spread; perSecond: number };

type Line = { org: number; period: string; key: string; version: number; body: Record<string, unknown> };
type Door = {
  page(org: number, period: string, after: string): Promise<void>;
  one(org: number, period: string, key: string): Promise<void>;
  periods(org: number): Promise<void>;
  organisation(org: number): Promise<void>;
  put(line: Line): Promise<void>;
  many(org: number, period: string, lines: { key: string; body: Record<string, unknown> }[]): Promise<void>;
};

function overHttp(base: string, clients: number): Door {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port } = new URL(base);
  const call = (method: string, org: number, path: string, { body, version }: { body?: object; version?: number } = {}): Promise<void> =>
    new Promise((done, failed) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers: Record<string, string> = { authorization: `Bearer ${tokenOf(org)}` };
      if (text !== undefined) headers["content-type"] = "application/json";
      if (version !== undefined) headers["if-match"] = `"${version}"`;
      const asked = request(
        { hostname, port, method, path: `/v1/organisations/${organisationId(org)}${path}`, headers, agent },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", failed);
          answer.on("end", () =>
            (answer.statusCode ?? 500) < 300
              ? done()
              : failed(new Error(`${method} ${path}: ${answer.statusCode} ${Buffer.concat(parts)}`)),
          );
        },
      );
      asked.on("error", failed);
      asked.end(text);
    });
  const at = (period: string, rest: string): string => `/periods/${period}/${rest}`;
  const q = encodeURIComponent;
  return {
    page: (org, period, after) => call("GET", org, at(period, `records?limit=100&after=${q(after)}`)),
    one: (org, period, key) => call("GET", org, at(period, `record?key=${q(key)}`)),
    periods: (org) => call("GET", org, "/periods"),
    organisation: (org) => call("GET", org, ""),
    put: ({ org, period, key, body, version }) =>
      call("PUT", org, at(period, `record?key=${q(key)}`), { body: { body }, ...(version > 1 && { version: version - 1 }) }),
    many: (org, period, lines) => call("POST", org, at(period, "records"), { body: { records: lines } }),
  };
}

const COLUMNS = "key, version, body, at, person, source";
const PAGE = `select * from (select distinct on (key) ${COLUMNS} from record where org_id = $1 and period_id = $2 and key > $3
  order by key, version desc) as newest where body is not null order by key limit 101`;
const ONE = `select ${COLUMNS} from record where org_id = $1 and period_id = $2 and key = $3 order by version desc limit 1`;
const INSERT = `insert into record (org_id, period_id, key, version, body, revision, at, person, source)
  select $1, $2, key, $5, body::jsonb, 0, now(), 'peer', 'peer' from unnest($3::text[], $4::text[]) as given (key, body)`;

/** What a program that knows SQL and nothing else would do: the same rows, no audit trail, no revision, no access. */
function overSql(config: pg.PoolConfig, clients: number): Door {
  const pool = new pg.Pool({ ...config, max: clients });
  const call = async (name: string, text: string, values: unknown[]): Promise<void> => void (await pool.query({ name, text, values }));
  return {
    page: (org, period, after) => call("page", PAGE, [organisationId(org), period, after]),
    one: (org, period, key) => call("one", ONE, [organisationId(org), period, key]),
    periods: (org) => call("periods", "select * from period where org_id = $1 order by period_id limit 101", [organisationId(org)]),
    organisation: (org) => call("organisation", "select * from organisation where org_id = $1", [organisationId(org)]),
    put: ({ org, period, key, version, body }) =>
      call("put", INSERT, [organisationId(org), period, [key], [JSON.stringify(body)], version]),
    many: (org, period, lines) => {
      const [keys, bodies] = [lines.map(({ key }) => key), lines.map(({ body }) => JSON.stringify(body))];
      return call("put", INSERT, [organisationId(org), period, keys, bodies, 1]);
    },
  };
}

/** One client: four reads for each write, at once one after the other. */
class Client {
  private readonly own: Line[] = [];
  private made = 0;
  private readonly times: Map<string, number[]>;
  private readonly name: string;
  private readonly scale: Scale;
  private readonly door: Door;

  constructor(name: string, { scale, door, times }: { scale: Scale; door: Door; times: Map<string, number[]> }) {
    this.name = name;
    this.scale = scale;
    this.door = door;
    this.times = times;
  }

  async runUntil(end: number, pace: number): Promise<void> {
    for (let next = performance.now() + Math.random() * pace; next < end; next = Math.max(next + pace, performance.now())) {
      if (next > performance.now()) await pause(next - performance.now());
      const [kind, act] = Math.random() < 0.8 ? this.reading() : this.writing();
      const begun = performance.now();
      await act();
      const took = performance.now() - begun;
      const list = this.times.get(kind);
      if (list === undefined) this.times.set(kind, [took]);
      else list.push(took);
    }
  }

  private somewhere() {
    const org = Math.floor(Math.random() * this.scale.organisations);
    const periods = periodsOf(org, this.scale).filter(({ lines }) => lines > 0);
    const period = periods[Math.floor(Math.random() * periods.length)] as (typeof periods)[number];
    return { org, period, key: lineKey(Math.floor(Math.random() * period.lines)) };
  }

  private reading(): [string, () => Promise<void>] {
    const { org, period, key } = this.somewhere();
    const { door } = this;
    const dice = Math.random();
    if (dice < 0.4) return ["read a page of 100 records", () => door.page(org, period.id, key)];
    if (dice < 0.8) return ["read one record", () => door.one(org, period.id, key)];
    return dice < 0.9 ? ["read the periods", () => door.periods(org)] : ["read the organisation", () => door.organisation(org)];
  }

  private fresh(year: number) {
    this.made += 1;
    return { key: `activities/${this.name}-${this.made}`, body: lineBody(this.made, { year, lines: 1000 }) };
  }

  private writing(): [string, () => Promise<void>] {
    const { org, period } = this.somewhere();
    const { door, own } = this;
    const dice = Math.random();
    if (dice < 0.3 && own.length > 0) {
      const line = own[Math.floor(Math.random() * own.length)] as Line;
      return [
        "correct a record",
        () => {
          line.version += 1;
          return door.put({ ...line, body: { ...line.body, value: line.version } });
        },
      ];
    }
    if (dice < 0.7) {
      const line = { org, period: period.id, version: 1, ...this.fresh(period.year) };
      return ["write a record", () => door.put(line).then(() => void own.push(line))];
    }
    const lines = Array.from({ length: 10 }, () => this.fresh(period.year));
    return ["write 10 records at once", () => door.many(org, period.id, lines)];
  }
}

async function main({ scale, clients, seconds, base, database, run, pace }: Asked): Promise<Measured> {
  const door = base === undefined ? overSql(database ?? {}, clients) : overHttp(base, clients);
  const round = async (name: string, of: number): Promise<Map<string, number[]>> => {
    const times = new Map<string, number[]>();
    const end = performance.now() + of * 1000;
    const all = Array.from({ length: clients }, (_, i) => new Client(`${run}-${name}-${i}`, { scale, door, times }));
    await Promise.all(all.map((client) => client.runUntil(end, pace)));
    return times;
  };
  await round("warm", 10);
  const times = await round("run", seconds);
  const of = (start: string) => [...times].flatMap(([kind, list]) => (kind.startsWith(start) === (start === "read") ? list : []));
  const [reads, writes] = [of("read"), [...times].flatMap(([kind, list]) => (kind.startsWith("read") ? [] : list))];
  return {
    kinds: Object.fromEntries([...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, list]) => [kind, spreadOf(list)])),
    reads: spreadOf(reads),
    writes: spreadOf(writes),
    perSecond: (reads.length + writes.length) / seconds,
  };
}

const measured = await main(JSON.parse(process.argv[2] ?? "{}") as Asked);
process.stdout.write(JSON.stringify(measured), () => process.exit(0));
