// The small datasets against the vocabularies, the shared transcriptions and the printed law.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { canonical, hashOf } from "../../base/canonical.ts";
import { CATEGORIES, PFC_TECHNOLOGIES, ROUTES } from "../../model/vocabulary.ts";
import {
  actFor,
  categoryOfCn,
  categoryOfTemplate,
  categoryRow,
  cnDescription,
  cnTable,
  constantsFor,
  countryBox,
  countryName,
  countryOf,
  countryTable,
  DEFINITIVE_ACT,
  datasetUse,
  electricityDefault,
  electricityFactors,
  exemption,
  gwp,
  isExempt,
  pfcFactors,
  routeOfTemplate,
  routeTable,
  standardFactor,
  standardFactors,
  TRANSITIONAL_ACT,
} from "./tables.ts";

const shared = join(import.meta.dirname, "../../../../shared/data/cbam/tables");
const skip = existsSync(shared) ? false : "the shared tables are not beside the project";
const values = join(import.meta.dirname, "values");
const lines = (file: string): string[] => readFileSync(join(shared, file), "utf8").split(/\r?\n/);
const codesOf = (category: string): string[] =>
  cnTable()
    .filter((row) => row.category === category)
    .map((row) => row.cn);

describe("values files", () => {
  it("say where they come from", () => {
    for (const name of readdirSync(values)) {
      const { header } = JSON.parse(readFileSync(join(values, name), "utf8")) as { header: Record<string, unknown> };
      for (const key of ["id", "act", "unit", "validFrom", "status", "source"]) assert.ok(header[key], `${name} lacks ${key}`);
      assert.equal(`${header.id}.json`, name);
      assert.match(String(header.status), /^(inForce|superseded|proposed|unsure)$/);
    }
  });

  it("are named in a statement by the hash of their canonical JSON", () => {
    const file = JSON.parse(readFileSync(join(values, "gwp.json"), "utf8"));
    const { hash, ...rest } = datasetUse("gwp");
    assert.equal(hash, hashOf(canonical(file)));
    assert.deepEqual(rest, { id: "gwp", act: file.header.act, status: "inForce", validFrom: "2023-10-01" });
  });
});

describe("goods categories", () => {
  it("has a row for every category, with routes and precursors of the vocabularies", () => {
    for (const id of CATEGORIES) {
      const row = categoryRow(id);
      assert.ok(row.name.en && row.name.ko && row.template === row.template.trim());
      for (const route of [...row.routes.transitional, ...row.routes.definitive]) assert.ok(ROUTES.includes(route));
      for (const precursor of row.precursors) assert.ok(CATEGORIES.includes(precursor));
    }
  });

  it("takes Annex II per good, not per sector", () => {
    const annexII = CATEGORIES.filter((id) => categoryRow(id).annexII);
    assert.ok(annexII.includes("hydrogen"));
    for (const id of ["sinteredOre", "ammonia", "cement", "urea"] as const) assert.ok(!annexII.includes(id), id);
    assert.equal(categoryOfCn("26011200", 2026), "sinteredOre");
    assert.equal(categoryRow("sinteredOre").sector, "ironAndSteel");
  });

  it("counts fluorocarbons for aluminium and nitrous oxide for nitric acid", () => {
    assert.deepEqual(categoryRow("unwroughtAluminium").gases, ["CO2", "CF4", "C2F6"]);
    assert.deepEqual(categoryRow("nitricAcid").gases, ["CO2", "N2O"]);
  });

  it("names every route, and knows the template's texts whatever their case and blanks", () => {
    assert.deepEqual(new Set(routeTable().map((r) => r.id)), new Set(ROUTES));
    assert.equal(routeOfTemplate("basic oxygen steelmaking "), "basicOxygen");
    assert.equal(routeOfTemplate("Teleportation"), undefined);
    assert.equal(categoryOfTemplate("Calcined clays "), "calcinedClay");
    assert.equal(categoryOfTemplate("alloys (FeMn, FeCr, FeNi)"), "ferroAlloys");
  });

  it("maps every category and route of the template's rows 89 to 106", { skip }, () => {
    const rows = lines("EC_template_v2.1.1_Parameters_Constants.csv").slice(88, 106);
    for (const line of rows) {
      const cells = line.replace(/^"Alloys \(FeMn, FeCr, FeNi\)"/, "Alloys").split(",");
      const name = cells[0] === "Alloys" ? "Alloys (FeMn, FeCr, FeNi)" : (cells[0] ?? "");
      const category = categoryOfTemplate(name);
      assert.ok(category, name);
      const routes = cells
        .slice(6, 16)
        .filter((text) => text !== "n.a.")
        .map((text) => routeOfTemplate(text));
      assert.deepEqual(routes, categoryRow(category).routes.transitional, name);
      assert.equal(categoryRow(category).indirectTransitional, cells[3] === "1", name);
    }
    assert.equal(rows.length, 18);
  });
});

describe("CN codes", () => {
  it("have eight digits, a known category and a description", () => {
    for (const row of cnTable()) {
      assert.match(row.cn, /^\d{8}$/);
      assert.ok(CATEGORIES.includes(row.category), row.cn);
      assert.ok(cnDescription(row.cn), row.cn);
    }
  });

  it("are those of the shared list and three of 2026", { skip }, () => {
    const list = JSON.parse(lines("goods-category-to-cn.json").join("\n")) as Record<string, string[]>;
    for (const [name, codes] of Object.entries(list)) {
      for (const cn of codes) {
        const found = categoryOfCn(cn, 2025);
        assert.equal(
          name.startsWith("Alloys") ? "ferroAlloys" : categoryOfTemplate(name),
          found?.startsWith("ferro") ? "ferroAlloys" : found,
          cn,
        );
      }
    }
    assert.equal(cnTable().length, Object.values(list).flat().length + 3);
  });

  it("tell the three ferro-alloys apart", () => {
    assert.deepEqual(codesOf("ferroManganese"), ["72021120", "72021180", "72021900"]);
    assert.deepEqual(codesOf("ferroChromium"), ["72024110", "72024190", "72024910", "72024950", "72024990"]);
    assert.deepEqual(codesOf("ferroNickel"), ["72026000"]);
    assert.deepEqual(codesOf("ferroAlloys"), []);
  });

  it("are dated: 2026 splits urea", () => {
    assert.equal(categoryOfCn("31021010", 2025), "urea");
    assert.equal(categoryOfCn("31021010", 2026), undefined);
    for (const cn of ["31021012", "31021015", "31021019"]) {
      assert.equal(categoryOfCn(cn, 2025), undefined);
      assert.equal(categoryOfCn(cn, 2026), "urea");
    }
  });

  it("match exactly, with or without blanks, never by prefix", () => {
    assert.equal(categoryOfCn("7208 10 00", 2026), "ironOrSteelProducts");
    for (const cn of ["7208", "72081001", "72022100", "76151010", ""]) assert.equal(categoryOfCn(cn, 2026), undefined, cn);
  });
});

describe("constants and factors", () => {
  it("pick the act by the period, or as if of another year", () => {
    assert.equal(actFor("2025-12-31"), TRANSITIONAL_ACT);
    assert.equal(actFor("2026-01-01"), DEFINITIVE_ACT);
    assert.equal(actFor("2023-01-01", 2026), DEFINITIVE_ACT);
  });

  it("carry value, source and doubt", () => {
    const now = constantsFor(DEFINITIVE_ACT);
    assert.equal(now.carbonToCo2.value, 3.664);
    assert.equal(now.wasteGasCorrection.value, 0.667);
    assert.equal(now.wasteGasCorrection.source.status, "unsure");
    assert.deepEqual([now.chpReferenceHeat.value, now.chpReferenceElectricity.value], [0.88, 0.442]);
    assert.deepEqual(now.electricityMethods.value, ["default", "directLink", "ppa"]);
    assert.equal(now.electricityMeteringHours?.value, 1);
    const then = constantsFor(TRANSITIONAL_ACT);
    assert.equal(then.unionOriginZero.value, false);
    assert.equal(then.electricityMeteringHours, undefined);
    assert.equal(then.wasteGasCorrection.source.act, TRANSITIONAL_ACT);
  });

  it("have warming potentials of both acts", () => {
    for (const act of [TRANSITIONAL_ACT, DEFINITIVE_ACT]) {
      assert.deepEqual(
        (["CO2", "N2O", "CF4", "C2F6"] as const).map((gas) => gwp(gas, act).value),
        [1, 265, 6630, 11100],
      );
    }
  });

  it("have a slope for every technology and an overvoltage for two", () => {
    for (const technology of PFC_TECHNOLOGIES) assert.ok(pfcFactors(technology, "slope"), technology);
    assert.equal(pfcFactors("SWPB", "slope")?.coefficient.value, 0.233);
    assert.equal(pfcFactors("SWPB", "overvoltage")?.coefficient.value, 3.65);
    assert.equal(pfcFactors("PFPB-L", "overvoltage"), undefined);
    assert.equal(pfcFactors("PFPB-MW", "slope")?.standsFor, "CWPB");
  });

  it("find a standard factor by id and by name in both languages", () => {
    assert.equal(standardFactor("naturalGas")?.emissionFactor?.value, 56.1);
    assert.equal(standardFactor("NATURAL GAS")?.netCalorificValue?.value, 48);
    assert.equal(standardFactor("무연탄")?.id, "anthracite");
    assert.equal(standardFactor("Petroleum coke")?.group, "fuel");
    assert.equal(standardFactor("Petroleum coke", "material")?.carbonContent?.value, 0.8706);
    assert.equal(standardFactor("unobtainium"), undefined);
  });

  it("keep the doubt of each standard factor", { skip }, () => {
    const rows = lines("../../factors/cbam-annex8-standard-factors.csv")
      .slice(1)
      .filter((line) => line !== "" && !line.startsWith("gwp"));
    assert.equal(standardFactors().length, rows.length);
    assert.equal(
      standardFactors().filter((f) => f.check.startsWith("UNSURE")).length,
      rows.filter((line) => line.includes("UNSURE")).length,
    );
    assert.equal(standardFactor("wasteTyres")?.emissionFactor?.source.status, "unsure");
    assert.equal(standardFactor("charcoal")?.zeroRated, true);
  });

  it("give national electricity for the transitional period, and no Commission default", () => {
    assert.equal(electricityFactors("South Korea")[0]?.factor.value, 0.4173);
    const answer = electricityDefault("Korea");
    assert.equal(answer.value, undefined);
    assert.equal(answer.problems[0]?.code, "ELECTRICITY_DEFAULT_UNPUBLISHED");
    assert.equal(electricityDefault("Atlantis").problems[0]?.code, "COUNTRY_UNKNOWN");
  });
});

describe("countries", () => {
  it("are known by code and by name, without regard to case", () => {
    for (const name of ["China", "china", "CN", "중국"]) assert.equal(countryOf(name), "CN");
    for (const name of ["South Korea", "Korea, Republic of", "대한민국", "kr"]) assert.equal(countryOf(name), "KR");
    assert.equal(countryOf("Turkey"), "TR");
    assert.equal(countryOf("Atlantis"), undefined);
    assert.equal(countryName("KR")?.ko, "대한민국");
  });

  it("have each name only once", () => {
    for (const { code, name } of countryTable())
      assert.deepEqual([countryOf(code), countryOf(name.en), countryOf(name.ko)], [code, code, code]);
  });

  it("know the sheet names of the default values, each with a box", { skip }, () => {
    const { rows } = JSON.parse(lines("default-values-2025-2621-v20260204.json").join("\n")) as { rows: { country: string }[] };
    const names = [...new Set(rows.map((row) => row.country))].filter((name) => !name.startsWith("Other Countries"));
    const codes = names.map((name) => countryOf(name));
    assert.equal(new Set(codes).size, names.length);
    for (const [i, code] of codes.entries()) assert.ok(code !== undefined && countryBox(code), names[i]);
  });

  it("exempt the Union and four others", () => {
    const free = countryTable().filter(({ code }) => isExempt(code));
    assert.equal(free.length, 27 + 4);
    for (const { code } of free) assert.ok(countryBox(code), code);
    assert.ok(isExempt("Norway") && isExempt("Germany"));
    assert.ok(!isExempt("GB") && !isExempt("KR") && !isExempt("nowhere"));
    assert.equal(isExempt("DE", TRANSITIONAL_ACT), false);
    assert.equal(exemption("IS")?.point, "Annex III, point 1");
  });

  it("have boxes that hold their capitals", () => {
    const capitals: [string, number, number][] = [
      ["KR", 37.57, 126.98],
      ["CN", 39.9, 116.4],
      ["IN", 28.6, 77.2],
      ["US", 38.9, -77],
      ["ZA", -25.7, 28.2],
      ["TR", 39.9, 32.9],
      ["RU", 55.8, 37.6],
      ["VN", 21, 105.9],
      ["BR", -15.8, -47.9],
      ["NZ", -41.3, 174.8],
      ["DE", 52.5, 13.4],
      ["UA", 50.5, 30.5],
      ["EG", 30, 31.2],
      ["TW", 25, 121.6],
      ["JP", 35.7, 139.7],
    ];
    for (const [code, latitude, longitude] of capitals) {
      const box = countryBox(code);
      assert.ok(box && latitude > box.south && latitude < box.north && longitude > box.west && longitude < box.east, code);
    }
    assert.equal(countryBox("TV"), undefined);
  });
});
