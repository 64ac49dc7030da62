// The sample factory on a running server, and the addresses of its pages.
import { SAMPLE_EMAIL, sampleFactory } from "../../src/main/sample-factory.ts";
import type { Running } from "../server/running.ts";

export type Sample = { email: string; password: string; org: string; period: string; statement: string };

/** Every page by name; `:o`, `:p`, `:s` stand for an organisation, a period and a statement of it. */
export const ADDRESSES: Readonly<Record<string, string>> = {
  overview: "/o/:o",
  begin: "/o/:o/begin",
  results: "/o/:o/p/:p?price=75.3",
  statement: "/o/:o/s/:s?price=75.3",
  records: "/o/:o/p/:p/records/energy",
  plant: "/o/:o/p/:p/plant",
  import: "/o/:o/p/:p/import",
  map: "/o/:o/p/:p/map",
  "what-if": "/o/:o/p/:p/what-if",
  problems: "/o/:o/p/:p/problems",
  statements: "/o/:o/statements",
  verifications: "/o/:o/verifications",
  "opening a verification": "/o/:o/verifications/new?statement=:s",
  packages: "/o/:o/packages",
  compare: "/o/:o/compare",
  reports: "/o/:o/s/:s/reports",
  evidence: "/o/:o/evidence",
  team: "/o/:o/team",
  audit: "/o/:o/audit",
  log: "/o/:o/log",
  settings: "/o/:o/settings",
  glossary: "/glossary",
  account: "/account",
};

export const addressOf = (path: string, { org, period, statement }: Sample): string =>
  path.replace(":o", org).replace(":p", period).replace(":s", statement);

/** Makes the sample factory as npm start does. */
export async function sampleOn(server: Running): Promise<Sample> {
  const password = await sampleFactory(server.house, server.settings);
  if (password === undefined) throw new Error("no sample factory");
  const client = server.client(await server.token(SAMPLE_EMAIL, password));
  const me = await client("whoAmI", {});
  if (!me.ok) throw new Error(me.code);
  const org = me.value.organisations[0]?.id ?? "";
  const periods = await client("listPeriods", { org, limit: 10 });
  const statements = await client("listStatements", { org, limit: 1 });
  if (!periods.ok || !statements.ok) throw new Error("the sample factory cannot be read");
  return {
    email: SAMPLE_EMAIL,
    password,
    org,
    period: periods.value.items[0]?.id ?? "",
    statement: statements.value.items[0]?.hash ?? "",
  };
}
