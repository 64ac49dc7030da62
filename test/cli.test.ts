// The command line as a user calls it: whole processes, their output, exit codes, and what they leave behind.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Statement } from "../src/model/statement.ts";
import { near, root } from "./cases/read.ts";

const scratch = mkdtempSync(join(tmpdir(), "sandan-cli-"));
after(() => rmSync(scratch, { recursive: true }));

const sandan = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, "src", "main", "sandan.ts"), ...args], {
    encoding: "utf8",
    cwd: scratch,
    env: { ...process.env, LANG: "en_US.UTF-8", LC_ALL: "" },
    maxBuffer: 1 << 28,
  });
const sample = (name: string): string => join(root, "samples", `${name}.json`);

test("calculate --format csv: header and full precision, warnings on the error stream, exit 0", () => {
  const { status, stdout } = sandan("calculate", sample("screws"), "--format", "csv");
  assert.equal(status, 0);
  const [head, ...rows] = stdout.trimEnd().split("\n");
  assert.equal(head, "product,cn,measure,value,unit");
  const see = rows.find((r) => r.includes("73181542,seeDirect"));
  near(Number(see?.split(",").at(-2)), 2.0069382352941174);
});

test("calculate --format json is the Statement, and its hash is the same from another folder and another order of keys", () => {
  const first = JSON.parse(sandan("calculate", sample("screws"), "--format", "json").stdout) as Statement;
  const other = join(scratch, "another-name.json");
  const given = JSON.parse(readFileSync(sample("screws"), "utf8")) as Record<string, unknown>;
  writeFileSync(other, JSON.stringify(Object.fromEntries(Object.entries(given).reverse())));
  const second = JSON.parse(sandan("calculate", other, "--format", "json").stdout) as Statement;
  assert.match(first.hash, /^[0-9a-f]{64}$/);
  assert.equal(second.hash, first.hash);
});

test("calculate prints a table in the language asked for", () => {
  assert.match(sandan("calculate", sample("screws"), "--lang", "ko").stdout, /직접 고유내재배출량\s+2\.00694\s+tCO2e\/t/);
  assert.match(sandan("calculate", sample("screws")).stdout, /Direct specific embedded emissions\s+2\.00694\s+tCO2e\/t/);
});

test("a supposed year is stamped on every output", () => {
  assert.match(sandan("calculate", sample("screws"), "--as-if", "2026").stdout, /AS IF 2026/);
  assert.match(sandan("calculate", sample("screws"), "--as-if", "2026", "--format", "csv").stdout, /,asIf,2026,year/);
  assert.equal((JSON.parse(sandan("calculate", sample("screws"), "--as-if", "2026", "--format", "json").stdout) as Statement).asIf, 2026);
  assert.match(sandan("render", sample("screws"), "--as", "html", "--as-if", "2026").stdout, /2026/);
});

test("explain prints the tree of one result down to the line of the file", () => {
  const { status, stdout } = sandan("explain", sample("screws"), "73181542", "seeDirect");
  assert.equal(status, 0);
  assert.match(stdout, /AD × \(NCV \/ 1000\) × EF/);
  assert.match(stdout, /1837\.5 × \(48 \/ 1000\) × 56\.1/);
  assert.match(stdout, /screws\.json:19/);
});

test("a statement can be rendered and explained again; a forged one is refused", () => {
  const file = join(scratch, "statement.json");
  assert.equal(sandan("calculate", sample("screws"), "--format", "json", "--out", file).status, 0);
  assert.equal(sandan("render", file, "--as", "html", "--out", join(scratch, "report.html")).status, 0);
  assert.match(readFileSync(join(scratch, "report.html"), "utf8"), /2\.00694/);
  assert.equal(sandan("explain", file).status, 0);
  writeFileSync(file, readFileSync(file, "utf8").replace("2.0069382352941174", "1.0069382352941174"));
  const forged = sandan("render", file, "--as", "html", "--out", join(scratch, "forged.html"));
  assert.equal(forged.status, 1);
  assert.match(forged.stderr, /STATEMENT_HASH_MISMATCH/);
  assert.equal(existsSync(join(scratch, "forged.html")), false);
});

test("an error stops all: exit 1, the problem with its line and what to do, nothing written", () => {
  const file = join(scratch, "bad.json");
  writeFileSync(file, readFileSync(sample("screws"), "utf8").replace("48 GJ/t", "48 BTU/lb"));
  const out = join(scratch, "bad.csv");
  const { status, stdout, stderr } = sandan("calculate", file, "--format", "csv", "--out", out);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /error UNIT_UNKNOWN bad\.json:20: .*BTU\/lb[\s\S]*Use one of: GJ\/t/);
  assert.equal(existsSync(out), false);
  assert.equal(sandan("calculate", join(scratch, "no-such-file")).status, 1);
});

test("a wrong call: exit 2 and the usage", () => {
  for (const args of [
    ["calculate"],
    ["frobnicate", "x"],
    ["calculate", "x", "--format", "pdf"],
    ["calculate", "x", "--as-if", "soon"],
    ["calculate", "x", "--no-such"],
    ["explain", sample("screws"), "no-such-good"],
  ]) {
    const { status, stderr } = sandan(...args);
    assert.equal(status, 2, args.join(" "));
    assert.notEqual(stderr, "");
  }
  assert.equal(sandan("--help").status, 0);
});

test("check lists every problem, and data shows the datasets with act and status", () => {
  assert.equal(sandan("check", sample("screws")).status, 0);
  const list = sandan("data", "list").stdout;
  for (const id of ["categories", "cn", "constants", "gwp", "default-values", "mark-ups", "standard-factors"])
    assert.match(list, new RegExp(`^${id}\\t`, "m"));
  assert.match(list, /^default-values\tsuperseded/m);
  assert.equal((JSON.parse(sandan("data", "show", "gwp").stdout) as { header: { id: string } }).header.id, "gwp");
});

test("names cannot move the cursor, the input is never overwritten, and a full output is said", () => {
  const file = join(scratch, "hostile.json");
  const text = readFileSync(sample("screws"), "utf8").replace("Screws and nuts works", "a\\u001b[2Jb\\u202ec");
  writeFileSync(file, text);
  assert.match(sandan("calculate", file).stdout, /a\[U\+001B\]\[2Jb\[U\+202E\]c/);
  assert.equal(sandan("calculate", file, "--out", file).status, 2);
  assert.equal(readFileSync(file, "utf8"), text);
  if (existsSync("/dev/full")) {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `"$0" "$1" calculate "$2" > /dev/full`, process.execPath, join(root, "src", "main", "sandan.ts"), file],
      { encoding: "utf8" },
    );
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /at .*\.ts:\d+/);
  }
});

test("a precursor by default is explained and rendered, with its mark-up", () => {
  const file = join(scratch, "default.json");
  const given = JSON.parse(readFileSync(sample("sample-factory"), "utf8")) as { precursors: { sources: object[] }[] };
  (given.precursors[0] as { sources: object[] }).sources = [{ basis: "default", country: "ZA" }];
  writeFileSync(file, JSON.stringify(given));
  assert.equal(sandan("calculate", file).status, 1, "a superseded table is refused for a declaration");
  const explained = sandan("explain", file, "billet", "seeDirect", "--as-if", "2026");
  assert.equal(explained.status, 0);
  assert.match(explained.stdout, /DV × \(1 \+ markUp\)/);
  assert.equal(sandan("render", file, "--as", "html", "--as-if", "2026").status, 0);
});

test("--out is honoured by every command, and a statement takes no supposed year", () => {
  const out = join(scratch, "list.txt");
  assert.equal(sandan("data", "list", "--out", out).status, 0);
  assert.match(readFileSync(out, "utf8"), /^id\t/);
  const statement = join(scratch, "s.json");
  assert.equal(sandan("calculate", sample("screws"), "--format", "json", "--out", statement).status, 0);
  assert.equal(sandan("calculate", statement, "--as-if", "2026").status, 2);
  assert.equal(sandan().status, 2);
  assert.match(sandan("--help", "--lang", "ko").stdout, /제품에 내재된 배출량/);
});

const IMPORTS = `id,cn,origin,installation,basis,net_mass,date
1,72031000,VN,,default,1000 t,2026-02-03
2,72031000,VN,,default,500 t,2026-08-01
`;

test("declare: refused on superseded default values, computed and stamped as if, an unpublished price is named and never guessed", () => {
  const lines = join(scratch, "imports.csv");
  writeFileSync(lines, IMPORTS);
  const refused = sandan("declare", lines);
  assert.equal(refused.status, 1);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /DATASET_SUPERSEDED imports\.csv:2/);
  const { status, stdout, stderr } = sandan("declare", lines, "--as-if", "2026");
  assert.equal(status, 0);
  assert.match(stdout, /AS IF 2026/);
  assert.match(stdout, /1,070\.425 x 75\.36/);
  assert.match(stderr, /PRICE_UNPUBLISHED/);
  const csv = sandan("declare", lines, "--as-if", "2026", "--price", "2026-Q3=80", "--format", "csv").stdout.trimEnd().split("\n");
  assert.equal(csv[2]?.split(",").at(-1), "2026");
  near(Number(csv[2]?.split(",").at(-3)), 0.5 * 1070.425 * 80);
});

test("declare takes a maker's statement by its hash, and a file that it was calculated from", () => {
  const statement = join(scratch, "maker.json");
  assert.equal(sandan("calculate", sample("screws"), "--as-if", "2026", "--format", "json", "--out", statement).status, 0);
  const { hash } = JSON.parse(readFileSync(statement, "utf8")) as Statement;
  const lines = join(scratch, "by-statement.json");
  const actual = { statement: { hash, good: "screw-carbon" }, verified: true, precursors: [] };
  const line = { id: "1", cn: "73181542", origin: "US", basis: "actual", netMass: "100 t", date: "2026-02-01", route: "C", actual };
  writeFileSync(lines, JSON.stringify([line]));
  const made = JSON.parse(sandan("declare", lines, "--as-if", "2026", "--statement", statement, "--format", "json").stdout);
  near(made.lines[0].actual.see.value, 2.00694);
  const again = JSON.parse(sandan("declare", lines, "--as-if", "2026", "--statement", sample("screws"), "--format", "json").stdout);
  assert.deepEqual(again.lines, made.lines);
  writeFileSync(statement, readFileSync(statement, "utf8").replace("Screws", "Other"));
  const altered = sandan("declare", lines, "--as-if", "2026", "--statement", statement);
  assert.equal(altered.status, 1);
  assert.match(altered.stderr, /STATEMENT_HASH_MISMATCH maker\.json/);
});

test("an option that a command does not take, or one without sense, is a wrong call", () => {
  for (const args of [
    ["check", sample("screws"), "--format", "json"],
    ["calculate", sample("screws"), "--price", "any=70"],
    ["declare", sample("screws"), "--price", "2026-Q1"],
    ["declare", sample("screws"), "--price", "any=70", "--price", "any=80"],
    ["render", sample("screws"), "--format", "csv"],
  ])
    assert.equal(sandan(...args).status, 2, args.join(" "));
});

test("compare takes statements, case files or both, as text, JSON and a page", () => {
  const other = join(scratch, "other.json");
  writeFileSync(other, readFileSync(sample("screws"), "utf8").replace("1837.5 t", "2000 t"));
  const { status, stdout } = sandan("compare", sample("screws"), other);
  assert.equal(status, 0);
  assert.match(stdout, /Direct specific embedded emissions {2}2\.00694 -> 2\.02430 tCO2e\/t {2}\(\+0\.01736\)/);
  const statement = join(scratch, "before.json");
  sandan("calculate", sample("screws"), "--out", statement);
  const change = JSON.parse(sandan("compare", statement, other, "--format", "json").stdout);
  assert.equal(change.format, "sandan.change/1");
  const page = join(scratch, "change.html");
  assert.equal(sandan("compare", statement, other, "--out", page).status, 0);
  assert.match(readFileSync(page, "utf8"), /^<!doctype html>/);
  assert.equal(sandan("compare", statement).status, 2);
});

test("render: PDF, XLSX and the operator's lists; the name of the file to write says the form", () => {
  const out = (name: string): string => join(scratch, name);
  assert.equal(sandan("render", sample("screws"), "--as", "pdf", "--out", out("s.pdf")).status, 0);
  assert.equal(readFileSync(out("s.pdf")).subarray(0, 5).toString(), "%PDF-");
  assert.equal(sandan("render", sample("screws"), "--as", "pdf").status, 2);
  for (const as of ["operator-report", "summary", "addendum"]) {
    assert.equal(sandan("render", sample("screws"), "--as", as, "--out", out(`${as}.xlsx`)).status, 0);
    assert.equal(
      readFileSync(out(`${as}.xlsx`))
        .subarray(0, 2)
        .toString(),
      "PK",
    );
    assert.equal(JSON.parse(sandan("render", sample("screws"), "--as", as).stdout).format, "sandan.operator-report/1");
  }
});

const CURRENT = `country,cn,direct,indirect,total,route
other,7203,1.3,0.1,1.4,D
KR,72081000,2,0.1,2.1,C
`;

test("data import: preview and change, the table written, used by --data, and its effect on a file", () => {
  const table = join(scratch, "current.csv");
  writeFileSync(table, CURRENT);
  const out = join(scratch, "defaults.json");
  assert.equal(sandan("data", "import", table).status, 1);
  const told = ["--act", "IR (EU) 2026/1740", "--valid-from", "2026-01-01"];
  const { status, stdout } = sandan("data", "import", table, ...told, "--out", out);
  assert.equal(status, 0);
  assert.match(stdout, /other\/7203 {2}total {2}1\.325 -> 1\.4/);
  const lines = join(scratch, "current-imports.csv");
  writeFileSync(lines, IMPORTS);
  const declared = sandan("declare", lines, "--data", out, "--price", "2026-Q3=80", "--format", "csv");
  assert.equal(declared.status, 0, declared.stderr);
  near(Number(declared.stdout.split("\n")[1]?.split(",")[15]), (1.4 * 1.1 - 0.975 * 0.397) * 1000);
  const bought = join(scratch, "bought.json");
  const given = JSON.parse(readFileSync(sample("screws"), "utf8"));
  given.period = { start: "2026-01-01", end: "2026-12-31" };
  for (const precursor of given.precursors) Object.assign(precursor, { cn: "72081000", country: "KR", sources: [{ basis: "default" }] });
  writeFileSync(bought, JSON.stringify(given));
  const newer = join(scratch, "newer.csv");
  writeFileSync(newer, CURRENT.replace("2,0.1,2.1", "2.5,0.1,2.6"));
  const effect = sandan("data", "import", newer, ...told, "--data", out, "--effect", bought);
  assert.equal(effect.status, 0, effect.stderr);
  assert.match(effect.stdout, /1 figures moved|KR\/72081000 {2}total {2}2\.1 -> 2\.6/);
  assert.match(effect.stdout, /\[factor\] Wire rod/);
  assert.equal(sandan("declare", lines, "--data", lines).status, 1);
});
