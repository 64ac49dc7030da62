// Figures by default values against those of the regime's notes, section 7.5; choices; first records and what they ask for.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../base/canonical.ts";
import { readRecord } from "../formats/record.ts";
import { CATEGORIES, type Route } from "../model/vocabulary.ts";
import type { DefaultValues } from "../rules/cbam/default-values.ts";
import type { Benchmarks } from "../rules/cbam/free-allocation.ts";
import { routesOf, starterOf } from "../rules/cbam/starters.ts";
import { standardFactor } from "../rules/cbam/tables.ts";
import benchmarks from "../rules/cbam/values/benchmarks.json" with { type: "json" };
import defaultValues from "../rules/cbam/values/default-values.json" with { type: "json" };
import { choicesOf, type Estimating, estimateOf } from "./begin.ts";
import { asksOf } from "./begin-asks.ts";
import { type Beginning, firstRecords } from "./begin-records.ts";

const tables = { defaultValues: defaultValues as unknown as DefaultValues, benchmarks: benchmarks as unknown as Benchmarks };
const estimate = (given: Partial<Estimating>) => {
  const { value, problems } = estimateOf(tables, { cn: "72031000", country: "KR", year: 2026, tonnes: 100, ...given });
  assert.ok(value, JSON.stringify(problems));
  return value;
};
const close = (actual: number | null | undefined, wanted: number, what = ""): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - wanted) <= 1e-9 * Math.abs(wanted), `${what} ${actual} is not ${wanted}`);
const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code).sort();

test("hot briquetted iron by other countries' default: 1.070425 certificates a tonne in 2026, 1.518045 in 2030 (section 7.5)", () => {
  const made = estimate({ priceEur: 75.36 });
  close(made.see?.value, 1.325 * 1.1);
  close(made.sefa?.value, 0.975 * 0.397);
  close((made.certificates?.value ?? 0) / 100, 1.070425);
  close(made.cost?.value, 107.0425 * 75.36);
  close(made.costPerT, 1.070425 * 75.36);
  close(made.years.find(({ year }) => year === 2030)?.certificates, 151.8045);
  assert.deepEqual(made.default && [made.default.direct, made.default.total, made.default.country], [1.325, 1.325, "other"]);
  assert.deepEqual([made.markUp?.value, made.benchmark?.value, made.cbamFactor?.value, made.cscf?.value], [0.1, 0.397, 0.975, 1]);
  assert.equal(made.default?.source.act, "IR (EU) 2025/2621");
  assert.equal(made.benchmark?.source?.act, "IR (EU) 2025/2620");
});

test("a superseded table is a trial and says so; a current one is none", () => {
  assert.equal(estimate({}).asIf, 2026);
  assert.ok(codes(estimate({}).problems).includes("DATASET_SUPERSEDED_USED"));
  const header = { ...tables.defaultValues.header, status: "inForce" as const };
  const now = estimateOf(
    { ...tables, defaultValues: { ...tables.defaultValues, header } },
    { cn: "72031000", country: "KR", year: 2026, tonnes: 100 },
  );
  assert.equal(now.value?.asIf, undefined);
  close((now.value?.certificates?.value ?? 0) / 100, 1.070425);
});

test("an unpublished price leaves the cost empty and says so", () => {
  const { cost, costPerT, price, certificates, problems } = estimate({});
  assert.deepEqual([cost?.value, costPerT, price?.value], [null, null, null]);
  assert.ok((certificates?.value ?? 0) > 0);
  assert.ok(codes(problems).includes("PRICE_UNPUBLISHED"));
});

test("white and grey cement are told apart by the route alone, whatever the mass", () => {
  for (const tonnes of [10, 1000]) {
    const unsaid = estimate({ cn: "2523 90 00", tonnes });
    assert.equal(unsaid.default, undefined);
    assert.ok(codes(unsaid.problems).includes("DEFAULT_AMBIGUOUS"), String(tonnes));
  }
  assert.equal(estimate({ cn: "25239000", route: "greyClinker" }).default?.source.row, "KR/25239000/grey");
  assert.equal(estimate({ cn: "25239000", route: "whiteClinker" }).default?.source.row, "KR/25239000/white");
});

test("under 50 t nothing is due, and the figures stand; goods of exempt origin have none", () => {
  const small = estimate({ tonnes: 10, priceEur: 80 });
  assert.equal(small.exempt, "deMinimis");
  close(small.certificates?.value, 10.70425);
  const german = estimate({ country: "DE" });
  assert.deepEqual([german.exempt, german.certificates], ["origin", undefined]);
});

test("a code that is none of CBAM's, a country that is none, and a year without CBAM are errors at their field", () => {
  const refused = (given: Partial<Estimating>) =>
    estimateOf(tables, { cn: "72031000", country: "KR", year: 2026, tonnes: 1, ...given }).problems.map(
      ({ code, path }) => `${code} ${path}`,
    );
  assert.deepEqual(refused({ cn: "01012100" }), ["LINE_CN_UNKNOWN cn"]);
  assert.deepEqual(refused({ country: "Atlantis" }), ["LINE_ORIGIN_UNKNOWN country"]);
  assert.deepEqual(refused({ year: 2024 }), ["LINE_DATE_OUTSIDE year"]);
});

test("goods are found by code, by Korean and by English words, and the list is bounded", () => {
  const found = (search: string, limit = 5) => choicesOf({ search, limit });
  assert.deepEqual(
    found("7318 15 42").goods.map(({ cn }) => cn),
    ["73181542"],
  );
  assert.ok(found("나사").goods.every(({ cn }) => /^(7318|7616)/.test(cn)));
  assert.ok(found("스테인리스 선재").goods.every(({ cn }) => cn.startsWith("7221")));
  assert.ok(found("SCREWS stainless").goods.length > 0);
  assert.deepEqual([found("").goods.length, found("").found > 500], [5, true]);
  assert.equal(found("xyz").found, 0);
  assert.ok(found("31021010").goods.length === 0, "a code that ended in 2025");
  const { countries, prices } = found("");
  assert.deepEqual(countries.find(({ code }) => code === "KR")?.name, { ko: "대한민국", en: "South Korea" });
  assert.equal(countries.find(({ code }) => code === "NO")?.exempt, true);
  assert.deepEqual(prices[0], { quarter: "2026-Q1", value: 75.36, published: "2026-04-07" });
});

const plant = (given: Partial<Beginning> = {}): Beginning => ({
  cn: "7318 15 42",
  goodName: "나사",
  country: "KR",
  lang: "ko",
  site: "시화공장",
  year: 2026,
  records: new Map(),
  ...given,
});
const composed = (entries: readonly { key: string; body: Json }[], year = 2026) => ({
  period: { start: `${year}-01-01`, end: `${year}-12-31` },
  installation: "",
  records: new Map(entries.map(({ key, body }) => [key, body])),
  titles: new Map<string, string>(),
});

test("every category and route begins with records that are sound, and asks with units and help", () => {
  for (const category of CATEGORIES.filter((one) => one !== "electricity" && one !== "ferroAlloys")) {
    const routes: (Route | undefined)[] = routesOf(category).length === 0 ? [undefined] : routesOf(category);
    for (const route of routes) {
      const starter = starterOf(category, route);
      assert.ok(starter !== undefined && (route === undefined || starter.route === route), `${category} ${route}`);
      for (const { standardFactor: name } of starter.streams) assert.ok(name === undefined || standardFactor(name), name);
      const cn = choicesOf({ search: "", limit: 600 }).goods.find((good) => good.category === category)?.cn ?? "";
      const { value, problems } = firstRecords(plant({ cn, route }));
      assert.ok(value, `${category} ${JSON.stringify(problems)}`);
      for (const { key, body } of value.entries) assert.deepEqual(readRecord(key, body).problems, [], key);
      const asks = asksOf(composed(value.entries));
      assert.ok(asks.length >= 3 && asks.some(({ needed }) => needed), category);
      for (const { units, kind, label, help } of asks) {
        assert.ok(kind !== "quantity" || units.length > 0);
        assert.ok(label.ko && label.en && /예: /.test(help.ko) && /Example: /.test(help.en), label.en);
      }
    }
  }
});

test("no quantity is written that was not said; tonnes that were said stand in production and good", () => {
  const quantities = (tonnes?: number) =>
    JSON.stringify(firstRecords(plant({ tonnes })).value?.entries).match(/"value":[\d.]+,"unit":"[^"]+"/g) ?? [];
  assert.deepEqual([...new Set(quantities())], ['"value":100,"unit":"%"']);
  assert.equal(quantities(17000).filter((text) => text === '"value":17000,"unit":"t"').length, 2);
});

test("screws ask for production, gas, steel and its code first; electricity is no condition for a good of Annex II from 2026 on", () => {
  const { entries = [] } = firstRecords(plant()).value ?? {};
  const told = (year: number) =>
    asksOf(composed(entries, year)).map(({ record, field, needed }) => `${record} ${field}${needed ? " !" : ""}`);
  assert.deepEqual(told(2026), [
    "processes/iron-or-steel-products production/0/amount !",
    "streams/gas activity !",
    "precursors/steel cn !",
    "precursors/steel uses/0/amount !",
    "processes/iron-or-steel-products electricity/0/amount",
    "processes/iron-or-steel-products electricity/0/emissionFactor",
    "precursors/steel sources/0/seeDirect",
    "products/cn-73181542 amount",
  ]);
  assert.ok(told(2025).includes("processes/iron-or-steel-products electricity/0/amount !"));
  const published = asksOf(composed(entries, 2025)).find(({ field }) => field.endsWith("emissionFactor"));
  assert.match(published?.help.ko ?? "", /공표값: 0\.4173 tCO2e\/MWh/);
});

test("what has been said is asked no more, nor what lines of activity data say; gas by volume asks for its calorific value", () => {
  const { entries = [] } = firstRecords(plant()).value ?? {};
  const records = new Map(entries.map(({ key, body }) => [key, body]));
  records.set("activities/jan", {
    target: "processes/iron-or-steel-products/production/0/amount",
    start: "2026-01-01",
    end: "2026-01-31",
    value: 1,
    unit: "t",
  });
  records.set("streams/gas", { ...(records.get("streams/gas") as object), activity: { value: 5, unit: "1000Nm3" } });
  const asks = asksOf({ ...composed([]), records }).map(({ record, field, units }) => `${record} ${field} ${units[0]}`);
  assert.ok(!asks.some((ask) => /production|activity/.test(ask)));
  assert.ok(asks.includes("streams/gas netCalorificValue GJ/1000Nm3"));
});

test("a second good of the category joins the process that is there; one of another category begins its own (Art. 4(6))", () => {
  const first = firstRecords(plant()).value;
  const records = new Map((first?.entries ?? []).map(({ key, body }) => [key, body]));
  const second = firstRecords(plant({ cn: "73181535", records })).value;
  assert.deepEqual(
    second?.entries.map(({ key }) => key),
    ["products/cn-73181535"],
  );
  assert.equal(second?.process, first?.process);
  const again = firstRecords(plant({ records })).value;
  assert.equal(again?.good, "products/cn-73181542-2");
  const other = firstRecords(plant({ cn: "76061292", records })).value?.entries.map(({ key }) => key) ?? [];
  assert.ok(other.includes("processes/aluminium-products") && other.includes("streams/gas-2"), other.join(" "));
});

test("a foreign route, electricity as a good, an unknown code and country are told at their field", () => {
  const told = (given: Partial<Beginning>) => firstRecords(plant(given)).problems.map(({ code, path }) => `${code} ${path}`);
  assert.deepEqual(told({ route: "blastFurnace" }), ["INPUT_INVALID body/route"]);
  assert.deepEqual(told({ cn: "27160000" }), ["INPUT_INVALID body/cn"]);
  assert.deepEqual(told({ cn: "99999999" }), ["LINE_CN_UNKNOWN body/cn"]);
  assert.deepEqual(told({ country: "?" }), ["LINE_ORIGIN_UNKNOWN body/country"]);
  assert.deepEqual(told({ cn: "31021010" }), ["LINE_CN_UNKNOWN body/cn"]);
});
