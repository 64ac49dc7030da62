// Writes the large CBAM tables (cn, benchmarks, default-values) from the transcriptions beside the project: node scripts/make-values.ts [folder of the tables]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const tables = process.argv[2] ?? join(root, "..", "shared", "data", "cbam", "tables");
const values = join(root, "src", "rules", "cbam", "values");

type Cell = string | number | null;
type Document = { header: Record<string, Cell | Cell[] | Record<string, string>> } & Record<string, unknown>;
type Benchmark = { cn: string; description: string; A: number | null; A_ind: string; B: number; B_ind: string };
type Default = {
  country: string;
  cn: string;
  description: string;
  direct: number | null;
  indirect: number | null;
  total: number | null;
  route: string;
};

const COMMISSION = "Decision 2011/833/EU (CC BY 4.0)";
/** The template's categories, by the name that the list of CN codes carries. The three alloys are told apart by their codes below. */
const CATEGORY: Record<string, string> = {
  "Calcined clays": "calcinedClay",
  "Cement clinker": "cementClinker",
  Cement: "cement",
  "Aluminous cement": "aluminousCement",
  "Sintered Ore": "sinteredOre",
  Hydrogen: "hydrogen",
  "Nitric acid": "nitricAcid",
  Ammonia: "ammonia",
  "Mixed fertilisers": "mixedFertilisers",
  Urea: "urea",
  "Pig iron": "pigIron",
  "Direct reduced iron": "directReducedIron",
  "Iron or steel products": "ironOrSteelProducts",
  "Crude steel": "crudeSteel",
  "Unwrought aluminium": "unwroughtAluminium",
  "Aluminium products": "aluminiumProducts",
  "Electricity (export to EU)": "electricity",
};
const ALLOYS = "Alloys (FeMn, FeCr, FeNi)";
const ALLOY: Record<string, string> = { "72021": "ferroManganese", "72024": "ferroChromium", "72026": "ferroNickel" };
/** Urea of more than 45 % nitrogen: one code up to 2025, three from 2026. */
const UREA_UNTIL_2025 = "31021010";
const UREA_FROM_2026 = ["31021012", "31021015", "31021019"];

function source<T>(name: string): T {
  return JSON.parse(readFileSync(join(tables, name), "utf8")) as T;
}

/** One row per line, so that a change of a figure is a change of one line. */
function write(name: string, document: Document): void {
  const parts = Object.entries(document).map(([key, value]) => {
    if (!Array.isArray(value)) return `${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`;
    return `${JSON.stringify(key)}: [\n${value.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
  });
  writeFileSync(join(values, name), `{\n${parts.join(",\n")}\n}\n`);
  console.log(`${name}: ${(document.rows as unknown[]).length} rows`);
}

/** Fields of one line of a CSV with quotes; the table has no line breaks inside a field. */
function fields(line: string): string[] {
  const out: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) out.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
  return out;
}

/** English descriptions by CN code: the template's list first, then what the default values add. */
function descriptions(defaults: Default[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const row of defaults) if (row.cn.length === 8 && !found.has(row.cn)) found.set(row.cn, row.description);
  for (const line of readFileSync(join(tables, "EC_template_v2.1.1_Parameters_CNCodes.csv"), "utf8").split(/\r?\n/)) {
    const [, , , cn = "", , , , description = ""] = fields(line);
    if (/^\d{8}$/.test(cn)) found.set(cn, description);
  }
  return found;
}

function categoryFor(name: string, cn: string): string {
  const category = name === ALLOYS ? ALLOY[cn.slice(0, 5)] : CATEGORY[name];
  if (category === undefined) throw new Error(`no category for ${cn} of ${name}`);
  return category;
}

function makeCn(defaults: Default[], benchmarks: Benchmark[]): void {
  const text = descriptions(defaults);
  const rows: Cell[][] = [];
  for (const [name, codes] of Object.entries(source<Record<string, string[]>>("goods-category-to-cn.json"))) {
    for (const cn of codes) rows.push([cn, categoryFor(name, cn), null, cn === UREA_UNTIL_2025 ? 2025 : null, text.get(cn) ?? ""]);
  }
  for (const cn of UREA_FROM_2026)
    rows.push([cn, "urea", 2026, null, text.get(cn) ?? "", "derived: code of the benchmarks and default values for 2026"]);
  const known = new Set(rows.map((row) => row[0]));
  const strangers = [...new Set([...benchmarks, ...defaults].map((row) => row.cn))]
    .filter((cn) => cn.length === 8 && !known.has(cn))
    .sort();
  write("cn.json", {
    header: {
      id: "cn",
      title: { ko: "CN 코드와 품목 범주", en: "CN codes and goods categories" },
      act: "Reg (EU) 2023/956",
      point: "Annex I",
      unit: "none",
      validFrom: "2023-10-01",
      status: "inForce",
      source:
        "Commission's communication template V2.1.1, sheet Parameters_CNCodes; the codes of 2026 after IR (EU) 2025/2620 and 2025/2621",
      licence: COMMISSION,
      columns: ["cn", "category", "first year", "last year", "description", "note"],
      note: "A year that is null sets no limit. Codes are matched exactly, by eight digits. 7202 is split by code into ferro-manganese, ferro-chromium and ferro-nickel. outside: codes that occur in the old default values, but not in Annex I; they have no category.",
    },
    rows: rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    outside: strangers.map((cn) => [cn, text.get(cn) ?? "", "in the default values of v20260204, withdrawn by IR (EU) 2026/1740"]),
  });
}

/** "(F)(1)" becomes "F1", "(C)" becomes "C", "(2)" becomes "2". */
function letters(printed: string): string {
  return printed.replace(/[()\s]/g, "");
}

function makeBenchmarks(benchmarks: Benchmark[]): void {
  write("benchmarks.json", {
    header: {
      id: "benchmarks",
      title: { ko: "무상할당 조정 벤치마크", en: "Benchmarks of the free-allocation adjustment" },
      act: "IR (EU) 2025/2620",
      point: "Annex, section 5.3",
      unit: "tCO2e/t",
      validFrom: "2026-01-01",
      status: "inForce",
      source: "Commission's table of benchmarks of 2026-02-06, transcribed and cross-checked",
      licence: COMMISSION,
      version: "20260206",
      columns: ["cn", "A", "A letters", "B", "B letters", "note"],
      note: "A: column A (BMg*), null where the printed cell is merged with one above. B: column B (BMg). Letters: A grey, B white clinker; C blast furnace and oxygen furnace, D direct reduction and arc furnace, E scrap and arc furnace, each carbon steel; F, G, H the same routes, low alloy; J high alloy, arc furnace; K primary, L secondary aluminium. 1: 2026 and 2027; 2: 2028 to 2030. Provisional for imports from 2027.",
    },
    rows: benchmarks.map((row) => {
      const cells: Cell[] = [row.cn, row.A, letters(row.A_ind), row.B, letters(row.B_ind)];
      return row.description === "" ? [...cells, "from the second transcription alone"] : cells;
    }),
  });
}

/** ISO codes by the English names and aliases of countries.json, which holds the sheet names too. */
function countryCodes(): Map<string, string> {
  const { rows } = JSON.parse(readFileSync(join(values, "countries.json"), "utf8")) as {
    rows: { code: string; en: string; aliases?: string[] }[];
  };
  return new Map(rows.flatMap((row) => [row.en, ...(row.aliases ?? [])].map((name) => [name, row.code] as const)));
}

/** Grey or white, where one code of cement stands for both. */
function variant(row: Default): Cell[] {
  const [, colour] = /^(Grey|White) (?:clinker|hydraulic cements)$/.exec(row.description) ?? [];
  return colour === undefined ? [] : [colour.toLowerCase()];
}

function makeDefaults(defaults: Default[]): void {
  const codes = countryCodes();
  const codeOf = (name: string): string => {
    const code = name.startsWith("Other Countries") ? "other" : codes.get(name.replaceAll("’", "'"));
    if (code === undefined) throw new Error(`no ISO code for ${name}`);
    return code;
  };
  const countries = [...new Set(defaults.map((row) => codeOf(row.country)))].sort();
  const index = new Map(countries.map((code, i) => [code, i]));
  const rows = defaults.map((row): Cell[] => [
    index.get(codeOf(row.country)) ?? -1,
    row.cn,
    row.direct,
    row.indirect,
    row.total,
    row.route,
    ...variant(row),
  ]);
  const order = (row: Cell[]): string => `${String(row[0]).padStart(3, "0")} ${row[1]} ${row[6] ?? ""}`;
  write("default-values.json", {
    header: {
      id: "default-values",
      title: { ko: "국가별 기본값", en: "Default values by country" },
      act: "IR (EU) 2025/2621",
      point: "Annex I",
      unit: "tCO2e/t",
      validFrom: "2026-01-01",
      status: "superseded",
      supersededBy: "IR (EU) 2026/1740",
      source:
        "Commission's table of default values v20260204, transcribed; mark-up columns left out, the mark-up is computed from the total",
      licence: COMMISSION,
      version: "v20260204",
      columns: ["index of country", "cn or its first digits", "direct", "indirect", "total", "route as printed", "variant of cement"],
      note: "Superseded by IR (EU) 2026/1740, which replaced Annexes I and IV from 2026-01-01 on: for demonstration and tests, never for a declaration. other: other countries and territories. null: printed as no value. Use the total: in places it differs by 0.01 from the sum of the printed parts.",
    },
    countries,
    rows: rows.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
  });
}

const benchmarks = source<{ rows: Benchmark[] }>("benchmarks-2025-2620.json").rows;
const defaults = source<{ rows: Default[] }>("default-values-2025-2621-v20260204.json").rows;
makeCn(defaults, benchmarks);
makeBenchmarks(benchmarks);
makeDefaults(defaults);
