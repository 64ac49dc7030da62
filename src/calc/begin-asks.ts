// What a period's records still leave empty: each field with what it is, where to find it, and an example.
import type { Json } from "../base/canonical.ts";
import type { BothLanguages } from "../base/problem.ts";
import { type Dimension, dimensionOf, unitsOf } from "../base/units.ts";
import type { Ask } from "../model/begin.ts";
import { TECHNOLOGIES } from "../model/grid/source-words.ts";
import { type Category, PFC_TECHNOLOGIES, type Route } from "../model/vocabulary.ts";
import { starterOf } from "../rules/cbam/starters.ts";
import { actFor, categoryRow, DEFINITIVE_ACT, electricityFactors, standardFactor } from "../rules/cbam/tables.ts";
import { HELP } from "./begin-help.ts";
import type { Composition } from "./compose.ts";

type Body = { [key: string]: Json };
type Told = { definitive: boolean; lines: ReadonlySet<string> };
type Field = { field: string; help: keyof typeof HELP; dimensions: readonly Dimension[]; needed: boolean };

/**
 * Law: an empty field is asked for, never filled; a field that lines of activity data belong to is not empty.
 * In the order in which they are best answered; `needed` where the figure does not come without it.
 */
export function asksOf({ period, records }: Composition): Ask[] {
  const lines = new Set<string>();
  for (const [key, body] of records) if (key.startsWith("activities/")) lines.add((body as { target: string }).target);
  const definitive = actFor(period.start) === DEFINITIVE_ACT;
  const of = (list: string): [string, Body][] => [...records].filter(([key]) => key.startsWith(`${list}/`)).sort() as [string, Body][];
  const told: Told = { definitive, lines };
  return [
    ...of("processes").flatMap(([key, body]) => fields(key, body, made(body), told)),
    ...of("streams").flatMap(([key, body]) => fields(key, body, stream(body), told)),
    ...of("pfc").flatMap(([key, body]) => [...technology(key, body), ...fields(key, body, CELLS, told)]),
    ...of("measuredPoints").flatMap(([key, body]) => fields(key, body, POINT, told)),
    ...of("precursors").flatMap(([key, body]) => [...code(key, body), ...fields(key, body, precursor(body), told)]),
    ...of("processes").flatMap(([key, body]) => electricity(key, body, told)),
    ...of("precursors").flatMap(([key, body]) => fields(key, body, supplied(body), told)),
    ...of("products").flatMap(([key, body]) => fields(key, body, GOOD, told)),
  ];
}

/** What the act counts too and a first entry leaves out, for the processes that there are. */
export function laterOf({ records }: Composition): BothLanguages[] {
  const found = new Map<string, BothLanguages>();
  for (const [key, body] of records) {
    if (!key.startsWith("processes/")) continue;
    const { category, routes } = body as { category: Category; routes?: Route[] };
    for (const text of starterOf(category, routes?.[0])?.later ?? []) found.set(text.en, text);
  }
  return [...found.values()];
}

const MASS = ["mass"] as const;
const NEEDED = { needed: true } as const;
const CELLS: Field[] = [
  { field: "aluminium", help: "aluminium", dimensions: MASS, ...NEEDED },
  { field: "frequency", help: "frequency", dimensions: ["effectsPerDay"], ...NEEDED },
  { field: "duration", help: "duration", dimensions: ["effectMinutes"], ...NEEDED },
];
const POINT: Field[] = [
  { field: "concentration", help: "concentration", dimensions: ["concentration"], ...NEEDED },
  { field: "hours", help: "hours", dimensions: ["time"], ...NEEDED },
  { field: "flow", help: "flow", dimensions: ["gasFlow"], ...NEEDED },
];
const GOOD: Field[] = [{ field: "amount", help: "goodAmount", dimensions: MASS, needed: false }];

const listOf = (body: Body, name: string): Body[] => (Array.isArray(body[name]) ? (body[name] as Body[]) : []);

function made(body: Body): Field[] {
  const production = listOf(body, "production");
  return production.map((_, i) => ({ field: `production/${i}/amount`, help: "production", dimensions: MASS, needed: true }));
}

/** A stream asks for its amount, and for those factors that no standard factor gives in its unit. */
function stream(body: Body): Field[] {
  const { method, activity } = body;
  const standard = typeof body.standardFactor === "string" ? standardFactor(body.standardFactor) : undefined;
  const unit = unitOf(activity);
  const byVolume = unit !== undefined && dimensionOf(unit, ["gasVolume"]) !== undefined;
  const perEnergy = standard?.emissionFactor?.unit === "tCO2/TJ" || body.emissionFactor !== undefined;
  const asked: Field[] = [
    { field: "activity", help: method === "process" ? "material" : "fuel", dimensions: ["mass", "gasVolume"], needed: true },
  ];
  const carbon = method === "massBalance" && standard?.carbonContent === undefined && standard?.emissionFactor === undefined;
  if (carbon && body.emissionFactor === undefined)
    asked.push({ field: "carbonContent", help: "carbonContent", dimensions: ["carbonMass"], needed: true });
  if (method !== "massBalance" && standard?.emissionFactor === undefined)
    asked.push({
      field: "emissionFactor",
      help: "emissionFactor",
      dimensions: method === "process" ? ["factorMass"] : ["factorEnergy", "factorMass"],
      needed: true,
    });
  if (method === "combustion" && perEnergy && (byVolume || standard?.netCalorificValue === undefined))
    asked.push({ field: "netCalorificValue", help: "netCalorificValue", dimensions: byVolume ? ["ncvVolume"] : ["ncvMass"], needed: true });
  return asked;
}

function unitOf(quantity: Json | undefined): string | undefined {
  if (typeof quantity === "string") return quantity.trim().split(/\s+/).at(-1);
  return typeof quantity === "object" && quantity !== null && !Array.isArray(quantity) ? String(quantity.unit) : undefined;
}

function precursor(body: Body): Field[] {
  return listOf(body, "uses").map((_, i) => ({ field: `uses/${i}/amount`, help: "use", dimensions: MASS, needed: true }));
}

/** A default value is worth replacing by what the maker states. */
function supplied(body: Body): Field[] {
  return listOf(body, "sources").flatMap(({ basis, seeDirect }, i): Field[] =>
    basis === "default" && seeDirect === undefined
      ? [{ field: `sources/${i}/seeDirect`, help: "supplied", dimensions: ["specificEmissions"], needed: false }]
      : [],
  );
}

function electricity(key: string, body: Body, told: Told): Ask[] {
  const category = body.category as Category;
  const needed = !told.definitive || !categoryRow(category).annexII;
  const asked = listOf(body, "electricity").flatMap((_, i): Field[] => [
    { field: `electricity/${i}/amount`, help: "electricity", dimensions: ["electricity"], needed },
    { field: `electricity/${i}/emissionFactor`, help: "electricityFactor", dimensions: ["factorElectricity"], needed },
  ]);
  return fields(key, body, asked, told).map((ask) => {
    if (!ask.field.endsWith("emissionFactor") || told.definitive) return ask;
    const [, i = "0"] = ask.field.split("/");
    const country = listOf(body, "electricity")[Number(i)]?.country;
    const known = typeof country === "string" ? electricityFactors(country).find(({ average }) => average) : undefined;
    return known === undefined ? ask : { ...ask, help: withFactor(ask.help, known) };
  });
}

/** Law: in the transitional period the publicly available factor of the country may be used (Annex III D.4.2 of IR (EU) 2023/1773). */
function withFactor(help: BothLanguages, { factor, basis, source }: ReturnType<typeof electricityFactors>[number]): BothLanguages {
  const text = `${factor.value} ${factor.unit} (${basis}; ${source})`;
  return { ko: `${help.ko} 공표값: ${text}`, en: `${help.en} Published: ${text}` };
}

/** The fields that are empty. */
function fields(key: string, body: Body, asked: readonly Field[], { lines }: Told): Ask[] {
  return asked.flatMap(({ field, help, dimensions, needed }) => {
    if (valueAt(body, field) !== undefined || lines.has(`${key}/${field}`)) return [];
    const { label, text } = HELP[help];
    return [
      {
        record: key,
        field,
        kind: "quantity",
        name: nameOf(key, body),
        label,
        help: text,
        units: unitsOf(...dimensions),
        needed,
      } satisfies Ask,
    ];
  });
}

function technology(key: string, body: Body): Ask[] {
  if (body.technology !== undefined || body.slopeFactor !== undefined) return [];
  const { label, text } = HELP.technology;
  const options = PFC_TECHNOLOGIES.map((value) => ({ value, label: TECHNOLOGIES[value] ?? { ko: value, en: value } }));
  return [
    { record: key, field: "technology", kind: "choice", name: nameOf(key, body), label, help: text, units: [], options, needed: true },
  ];
}

/** Law: a default value is looked up by the precursor's code; a category alone has none. */
function code(key: string, body: Body): Ask[] {
  if (body.cn !== undefined) return [];
  const needed = listOf(body, "sources").some(({ basis, seeDirect }) => basis === "default" && seeDirect === undefined);
  const { label, text } = HELP.cn;
  return [
    {
      record: key,
      field: "cn",
      kind: "cn",
      name: nameOf(key, body),
      label,
      help: text,
      units: [],
      category: body.category as Category,
      needed,
    },
  ];
}

const nameOf = (key: string, body: Body): string => (typeof body.name === "string" ? body.name : key.slice(key.indexOf("/") + 1));

function valueAt(body: Json | undefined, path: string): Json | undefined {
  return path
    .split("/")
    .reduce<Json | undefined>((at, key) => (at === null || typeof at !== "object" ? undefined : (at as Body)[key]), body);
}
