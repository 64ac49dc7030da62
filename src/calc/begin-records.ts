// The first records of one good at a plant: what it is made in and of, and no quantity.
import type { Json } from "../base/canonical.ts";
import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import { declarationProblem } from "../model/problems/declaration.ts";
import { requestProblem } from "../model/problems/request.ts";
import type { Category, Route } from "../model/vocabulary.ts";
import { routesOf, type Starter, starterOf } from "../rules/cbam/starters.ts";
import { categoryOfCn, categoryRow, countryOf } from "../rules/cbam/tables.ts";

export type Beginning = {
  cn: string;
  goodName: string;
  country: string;
  route?: Route | undefined;
  tonnes?: number | undefined;
  lang: "ko" | "en";
  /** Name of the installation, for its record where there is none. */
  site: string;
  year: number;
  /** The records that are there, lines of activity data aside. */
  records: ReadonlyMap<string, Json>;
};

type Entry = { key: string; body: Json };
export type First = { entries: Entry[]; process: string; good: string };

/**
 * Law: goods of one category at one installation are made in one process (Art. 4(6)): a second good joins the process that is there.
 * Nothing is written that was not said: amounts, factors and codes of precursors stay empty and are asked for.
 * Problems: LINE_CN_UNKNOWN, LINE_ORIGIN_UNKNOWN, INPUT_INVALID.
 */
export function firstRecords(given: Beginning): Outcome<First> {
  const cn = given.cn.replace(/[\s.]/g, "").slice(0, 8);
  const country = countryOf(given.country);
  const category = categoryOfCn(cn, given.year);
  const stopped = (...problems: Problem[]): Outcome<First> => ({ value: undefined, problems });
  if (category === undefined)
    return stopped(declarationProblem("LINE_CN_UNKNOWN", { path: "body/cn", params: { cn: given.cn, year: given.year } }));
  if (country === undefined)
    return stopped(declarationProblem("LINE_ORIGIN_UNKNOWN", { path: "body/country", params: { origin: given.country } }));
  const routes = routesOf(category);
  const route = given.route === "all" ? undefined : given.route;
  const starter = starterOf(category, route);
  if (starter === undefined) return stopped(unfit("body/cn", NOT_BEGUN));
  if (route !== undefined && !routes.includes(route)) return stopped(unfit("body/route", foreign(category, routes)));
  const there = [...given.records].find(
    ([key, body]) => key.startsWith("processes/") && (body as { category?: string }).category === category,
  );
  const process = there?.[0] ?? freeKey(given.records, "processes", idOf(category));
  const good = freeKey(given.records, "products", `cn-${cn}`);
  const id = process.slice("processes/".length);
  const entries = there === undefined ? plantOf(given, { starter, id, route, country }) : [];
  entries.push({ key: good, body: productOf(given, { good, process: id, cn }) });
  if (!given.records.has("installation")) entries.push({ key: "installation", body: { name: given.site, country, address: { country } } });
  return { value: { entries, process, good }, problems: [] };
}

const NOT_BEGUN = {
  ko: "전력을 품목으로 수출하는 경우는 여기서 시작할 수 없습니다. 공정 기록을 직접 만드십시오.",
  en: "electricity as a good is not begun here; enter its process by hand.",
};
const unfit = (field: string, what: BothLanguages): Problem => requestProblem("INPUT_INVALID", { path: field, params: { field, what } });
function foreign(category: Category, routes: readonly Route[]): BothLanguages {
  const { ko, en } = categoryRow(category).name;
  const list = routes.join(", ") || "-";
  return { ko: `'${ko}'의 생산 경로가 아닙니다(${list}).`, en: `it is no route of '${en}' (${list}).` };
}

/** "crudeSteel" as an id of a record: "crude-steel". */
const idOf = (category: Category): string => category.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The key, numbered where one of its name is there. */
function freeKey(records: ReadonlyMap<string, Json>, list: string, id: string): string {
  let key = `${list}/${id}`;
  for (let i = 2; records.has(key); i += 1) key = `${list}/${id}-${i}`;
  return key;
}

type Plant = { starter: Starter; id: string; route: Route | undefined; country: string };

/** The process and what goes into it: all of every stream belongs to it, as nothing else has been told of. */
function plantOf({ records, lang, tonnes }: Beginning, { starter, id, route, country }: Plant): Entry[] {
  const { category, streams, precursors, pfc, measuredPoint, electricity } = starter;
  const shares = { [id]: { value: 100, unit: "%" } };
  const entry = (list: string, name: { id: string; name: BothLanguages }, body: Record<string, Json>): Entry => {
    const key = freeKey(records, list, name.id);
    return { key, body: { id: key.slice(list.length + 1), name: name.name[lang], ...body } };
  };
  const made: Record<string, Json> = {
    ...(route !== undefined && { route }),
    ...(tonnes !== undefined && { amount: { value: tonnes, unit: "t" } }),
  };
  const process: Record<string, Json> = {
    id,
    name: categoryRow(category).name[lang],
    category,
    ...(route !== undefined && { routes: [route] }),
    production: [made],
    ...(electricity && { electricity: [{ country }] }),
  };
  return [
    { key: `processes/${id}`, body: process },
    ...streams.map((stream) => {
      const { method, standardFactor } = stream;
      return entry("streams", stream, { method, ...(standardFactor !== undefined && { standardFactor }), shares });
    }),
    ...(pfc ? [entry("pfc", pfc, { method: pfc.method, shares })] : []),
    ...(measuredPoint ? [entry("measuredPoints", measuredPoint, { gas: measuredPoint.gas, shares })] : []),
    ...precursors.map((precursor) =>
      entry("precursors", precursor, {
        category: precursor.category,
        country,
        uses: [{ process: id }],
        sources: [{ basis: "default", country }],
      }),
    ),
  ];
}

function productOf({ goodName, tonnes }: Beginning, { good, process, cn }: { good: string; process: string; cn: string }): Json {
  const amount = tonnes === undefined ? {} : { amount: { value: tonnes, unit: "t" } };
  return { id: good.slice("products/".length), process, cn, name: goodName, ...amount };
}
