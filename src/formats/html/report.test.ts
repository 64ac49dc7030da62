// The report says all that the Statement holds, in both languages; nothing in a Statement can break out of its place, and nothing makes it endless.
import assert from "node:assert/strict";
import { test } from "node:test";
import { add, div, Ledger, mul, num, ref, type Step } from "../../base/derivation.ts";
import { commitmentOf, type Result, type Statement, type StatementBody, type Subject, statementHash } from "../../model/statement.ts";
import { word } from "../../model/words.ts";
import { roundHalfUp } from "../rounding.ts";
import { renderHtml } from "./report.ts";
import { MOST_STEPS } from "./tree.ts";

type Plant = { processes: number; transfer?: (i: number) => number | undefined; name?: string; withhold?: string };

const RULE = { act: "IR (EU) 2025/2547", point: "Annex II, eq. (59)" };

/** A plant of processes in a row; each burns one fuel, and may take goods from another (a cycle, where it takes from itself in the end). */
function ledgerOf({ processes, transfer }: Plant): Ledger {
  const ledger = new Ledger();
  const ids = Array.from({ length: processes }, (_, i) => `p${i + 1}`);
  const sees = ids.map((id, i) =>
    ledger.declare({ id: `process/${id}/seeDirect`, what: "seeDirect", subject: id, unit: "tCO2e/t", rule: RULE, value: 1.005 + i }),
  );
  for (const [i, id] of ids.entries()) {
    const at = (field: string, unit: string) => ({ id: `process/${id}/${field}`, what: field, subject: id, unit });
    const leaf = (field: string, value: number, unit: string): Step =>
      ledger.leaf({
        id: `stream/f${i + 1}/${field}`,
        what: field,
        subject: `f${i + 1}`,
        value,
        unit,
        origin: { sheet: "B_EmInst", cell: `F${17 + i}` },
      });
    const production = ledger.leaf({ ...at("production", "t"), value: 1000 + i });
    const activity = ledger.step({ ...at("activity", "t"), rule: RULE }, ref("P", production));
    const used = leaf("activity", 12.5 + i, "t");
    const factor = ledger.leaf({
      id: `stream/f${i + 1}/emissionFactor`,
      what: "emissionFactor",
      subject: `f${i + 1}`,
      value: 2.75,
      unit: "tCO2/t",
      factor: {
        dataset: "standard-factors",
        row: "gas",
        act: "IR (EU) 2023/1773",
        point: "Annex VIII",
        validFrom: "2023-10-01",
        status: "inForce",
      },
    });
    const bio = ledger.leaf({
      id: `stream/f${i + 1}/biomassFraction`,
      what: "biomassFraction",
      subject: `f${i + 1}`,
      value: 0,
      unit: "1",
      assumption: "templateDefault",
    });
    const emissions = ledger.step(
      { id: `stream/f${i + 1}/emissions`, what: "emissions", subject: `f${i + 1}`, unit: "tCO2e", rule: RULE },
      mul(ref("AD", used), ref("EF", factor), add(num(1), ref("BF", bio))),
    );
    const own = ledger.step({ ...at("directOwn", "tCO2e"), rule: RULE }, ref("Em", emissions));
    const attributed = ledger.step({ ...at("attributedDirect", "tCO2e"), rule: RULE }, ref("DirEm", own));
    const from = transfer?.(i);
    const taken = from === undefined ? num(0) : mul(num(3), ref("SEE.1", sees[from] as Step));
    ledger.define(sees[i] as Step, div(add(ref("AttrEm", attributed), taken), ref("AL", activity)));
    ledger.step(
      { id: `product/g${i + 1}/seeDirect`, what: "seeDirect", subject: `g${i + 1}`, unit: "tCO2e/t", rule: RULE },
      ref("SEE", sees[i] as Step),
    );
    ledger.step(
      { id: `product/g${i + 1}/seeIndirect`, what: "seeIndirect", subject: `g${i + 1}`, unit: "tCO2e/t" },
      ref("E", ledger.leaf({ ...at("electricity", "MWh/t"), value: null })),
    );
  }
  return ledger;
}

function resultsOf(ledger: Ledger, processes: number): Result[] {
  return Array.from({ length: processes }, (_, i) => i + 1).flatMap((n) =>
    (["seeDirect", "seeIndirect", "activityLevel"] as const).map((measure): Result => {
      const step = ledger.get(measure === "activityLevel" ? `process/p${n}/activity` : `product/g${n}/${measure}`);
      return { product: `g${n}`, measure, value: step.value, unit: step.unit, step: step.id };
    }),
  );
}

function statementOf(plant: Plant, change: Partial<StatementBody> = {}): Statement {
  const { processes, name = "Plant", withhold } = plant;
  const ledger = ledgerOf(plant);
  const numbers = Array.from({ length: processes }, (_, i) => i + 1);
  const leaves: Statement["disclosure"]["leaves"] = {};
  const steps = [...ledger.steps.values()].map(({ value, ...rest }) => {
    if (rest.formula !== undefined) return { ...rest, value };
    if (rest.id !== withhold) leaves[rest.id] = { value };
    return { ...rest, commitment: commitmentOf(value) };
  });
  const subjects: Record<string, Subject> = Object.fromEntries(
    numbers.flatMap((n): [string, Subject][] => [
      [`p${n}`, { kind: "process", name: `${name} process ${n}`, category: "crudeSteel" }],
      [`f${n}`, { kind: "stream", name: `${name} fuel ${n}` }],
      [`g${n}`, { kind: "product", name: `${name} good ${n}` }],
    ]),
  );
  const contributions = [
    { step: "stream/f1/emissions", what: "emissions", subject: "f1", value: 1.2 },
    { step: "process/p1/directOwn", what: "wasteGas", subject: "p1", value: -0.195 },
  ];
  const sensitivities = [{ step: "stream/f1/activity", what: "activity", subject: "f1", elasticity: 0.9603 }];
  const body: StatementBody = {
    format: "sandan.statement/1",
    engine: { name: "sandan", version: "9.8.7" },
    regime: "cbam",
    act: "IR (EU) 2025/2547",
    title: `${name} title`,
    period: { start: "2026-01-01", end: "2026-12-31" },
    installation: { name: `${name} works`, operator: { name: `${name} operator` } },
    input: { kind: "case" },
    goods: numbers.map((n) => ({ id: `g${n}`, name: `${name} good ${n}`, cn: "72081000", process: `p${n}`, category: "crudeSteel" })),
    subjects,
    evidence: [],
    records: [],
    results: resultsOf(ledger, processes),
    accounts: processes > 40 ? [] : [{ product: "g1", measure: "seeDirect", contributions, sensitivities }],
    datasets: [{ id: "standard-factors", act: "IR (EU) 2023/1773", status: "inForce", validFrom: "2023-10-01", hash: "ab".repeat(32) }],
    steps,
    problems: [],
    ...change,
  };
  return {
    ...body,
    disclosure: { salted: false, leaves, records: {}, file: "plant.json", lines: { "process/p1/production": 42 } },
    hash: statementHash(body),
  };
}

const LANGUAGES = ["ko", "en"] as const;
const small = statementOf({ processes: 3 });

/** Names of the elements that are open at the end, and of those closed out of order: both empty where the markup nests. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const empty = new Set(["meta", "rect", "line", "!doctype"]);
  for (const [, end, name = "", self] of markup
    .replace(/<style>.*?<\/style>/s, "")
    .matchAll(/<(\/?)([a-z!][a-z0-9]*)(?:"[^"]*"|[^>"])*?(\/?)>/gi)) {
    if (empty.has(name.toLowerCase()) || self === "/") continue;
    if (end === "") open.push(name);
    else if (open.pop() !== name) faults.push(name);
  }
  return [...open, ...faults];
}

const anchorsOf = (page: string): string[] => [...page.matchAll(/ id="([^"]+)"/g)].map((m) => m[1] ?? "");
const targetsOf = (page: string): string[] => [...page.matchAll(/ href="#([^"]+)"/g)].map((m) => m[1] ?? "");

for (const lang of LANGUAGES) {
  test(`${lang}: every result appears, rounded and in full, and every step can be reached`, () => {
    const page = renderHtml(small, { lang });
    for (const { value, unit } of small.results) {
      if (value === null) continue;
      assert.ok(page.includes(roundHalfUp(value, unit === "t" ? 0 : 5).replace(/^(\d)(\d{3})$/, "$1,$2")), String(value));
      assert.ok(page.includes(`title="${value}`), String(value));
    }
    for (const { id } of small.steps) assert.equal(page.split(`<code class="id">${id}</code>`).length, 2, id);
  });

  test(`${lang}: words of the language, hash, engine, places and factors are there`, () => {
    const page = renderHtml(small, { lang });
    const expected = [
      word("seeDirect")[lang],
      word("templateDefault")[lang],
      small.hash,
      "9.8.7",
      "B_EmInst!F17",
      "plant.json",
      "42",
      "standard-factors/gas",
      "AD × EF × (1 + BF)",
      "12.5 × 2.75 × (1 + 0)",
      "sandan calculate plant.json",
    ];
    for (const text of expected) assert.ok(page.includes(text.replace("'", "&#39;")), text);
    assert.ok(page.startsWith(`<!doctype html>\n<html lang="${lang}">`));
  });

  test(`${lang}: the markup nests, anchors are unique, and every link has its target`, () => {
    const page = renderHtml(small, { lang });
    assert.deepEqual(unbalanced(page), []);
    const anchors = anchorsOf(page);
    assert.equal(new Set(anchors).size, anchors.length);
    assert.deepEqual(
      targetsOf(page).filter((t) => !anchors.includes(t)),
      [],
    );
  });
}

test("the page asks for nothing from outside and runs nothing", () => {
  const page = renderHtml(small, { lang: "en" });
  assert.ok(
    page.includes(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:">`,
    ),
  );
  assert.doesNotMatch(page, /<script|<link|<img|<iframe|javascript:|https?:|@import|\son[a-z]+=/i);
  assert.doesNotMatch(page, / style="/);
});

test("every table has a caption and scopes, every chart a name and a description", () => {
  const page = renderHtml(small, { lang: "en" });
  for (const [text] of page.matchAll(/<table.*?<\/table>/gs)) assert.match(text, /<caption>.+<\/caption><thead><tr><th scope="col"/s);
  assert.doesNotMatch(page, /<th(?! scope)[ >]/);
  for (const [text] of page.matchAll(/<svg class="stack".*?<\/svg>/gs))
    assert.match(text, /role="img"><title>.+?<\/title><desc>.+?<\/desc>/s);
  assert.match(page, /class="negative"><title>[^<]+: -0\.19500 \(-19\.4 %\)/);
});

test("the same Statement gives the same bytes", () => {
  assert.equal(renderHtml(small, { lang: "ko" }), renderHtml(structuredClone(small), { lang: "ko" }));
});

test("a supposed year is stamped at the top and at the end", () => {
  const stamped = renderHtml(statementOf({ processes: 1 }, { asIf: 2026 }), { lang: "ko" });
  assert.ok(stamped.split("AS IF 2026").length >= 3);
  assert.ok(stamped.includes("--as-if 2026"));
  assert.ok(stamped.includes('@top-center{content:"AS IF 2026"'));
  assert.ok(stamped.indexOf("AS IF 2026") < stamped.indexOf("<h1>"));
  assert.ok(!renderHtml(small, { lang: "ko" }).includes("AS IF"));
});

test("no text of a Statement breaks out of its place", () => {
  const hostile = [
    `"><script>alert(1)</script>`,
    `' onload='x`,
    "</style><b>",
    "<!--",
    "\u202egnp.exe",
    "\u0000\u0007",
    "`x`",
    "\ud800",
    "&amp;",
    "]]>",
    "</title>",
    "__proto__",
  ];
  for (const name of hostile) {
    const both = { ko: name, en: name };
    const statement = statementOf(
      { processes: 2, name: name.replace("\ud800", "") },
      {
        title: name.replace("\ud800", ""),
        source: name.replace("\ud800", ""),
        problems: [
          { code: "CODE", severity: "warning", path: name, text: both, todo: both, clause: name, place: { sheet: name, cell: name } },
        ].filter(() => name !== "\ud800") as StatementBody["problems"],
        comparison: {
          compared: 2,
          equal: 1,
          differences: name === "\ud800" ? [] : [{ sheet: name, cell: name, cached: 1, value: null, reason: both }],
        },
      },
    );
    statement.engine.version = name;
    statement.hash += name;
    for (const lang of LANGUAGES) {
      const page = renderHtml(statement, { lang });
      assert.doesNotMatch(page, /<script|<b>[^<]*title|<!--/i, name);
      assert.deepEqual(unbalanced(page), [], name);
      assert.equal(page.split("</style>").length, 2);
      assert.equal(page.split("</title>").length, page.split("<title>").length);
      assert.doesNotMatch(page.replaceAll("\n", ""), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(page.isWellFormed());
    }
  }
});

test("problems are counted and grouped, each with its place, clause and way out", () => {
  const both = (text: string) => ({ ko: `${text} 한글`, en: text });
  const problem = (severity: "warning" | "note", n: number) => ({
    code: `CODE_${n}`,
    severity,
    path: "process/p1/production",
    text: both(`text ${n}`),
    todo: both(`todo ${n}`),
    clause: `Art. ${n}`,
  });
  const page = renderHtml(statementOf({ processes: 1 }, { problems: [problem("warning", 1), problem("warning", 2), problem("note", 3)] }), {
    lang: "en",
  });
  assert.match(page, /Warning <b>2<\/b>/);
  assert.match(page, /Note <b>1<\/b>/);
  for (const n of [1, 2, 3]) for (const text of [`CODE_${n}`, `text ${n}`, `todo ${n}`, `Art. ${n}`]) assert.ok(page.includes(text), text);
  assert.ok(page.includes("plant.json · line 42"));
});

test("the comparison with a workbook shows counts and each difference with its reason", () => {
  const reason = { ko: "까닭", en: "the reason" };
  const page = renderHtml(
    statementOf(
      { processes: 1 },
      { comparison: { compared: 12, equal: 11, differences: [{ sheet: "InputOutput", cell: "Q9", cached: 1.25, value: 1.5, reason }] } },
    ),
    { lang: "en" },
  );
  for (const text of ["12 result cells", "11 are equal", "InputOutput!Q9", "1.25", "1.5", "the reason"])
    assert.ok(page.includes(text), text);
});

test("a missing value is never a zero, and a withheld one is named as such", () => {
  const page = renderHtml(small, { lang: "en" });
  assert.match(page, /Indirect specific embedded emissions<\/span><span class="val"><span class="none">no value/);
  const held = renderHtml(statementOf({ processes: 1, withhold: "stream/f1/activity" }), { lang: "en" });
  assert.match(held, /<span class="badge hold">withheld/);
  assert.ok(!held.includes("12.5"));
  assert.ok(held.includes("? × 2.75 × (1 + 0)"));
});

test("a cycle of transfers does not loop: what is open already is a link", () => {
  const page = renderHtml(statementOf({ processes: 3, transfer: (i) => (i + 1) % 3 }), { lang: "en" });
  assert.deepEqual(unbalanced(page), []);
  const anchors = new Set(anchorsOf(page));
  assert.ok([...page.matchAll(/class="jump" href="#([^"]+)"/g)].length >= 3);
  assert.deepEqual(
    targetsOf(page).filter((t) => !anchors.has(t)),
    [],
  );
});

test("a chain of a hundred processes stays shallow and whole", () => {
  const statement = statementOf({ processes: 100, transfer: (i) => (i === 0 ? undefined : i - 1) });
  const reversed = renderHtml({ ...statement, goods: [...statement.goods].reverse() }, { lang: "en" });
  let depth = 0;
  let deepest = 0;
  for (const [tag] of reversed.matchAll(/<details|<\/details/g)) {
    depth += tag === "<details" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  assert.ok(deepest < 16, `nested ${deepest} deep`);
  for (const { id } of statement.steps) assert.ok(reversed.includes(`<code class="id">${id}</code>`), id);
});

test("two thousand processes stay under 5 MB, and the report says what it leaves out", () => {
  const statement = statementOf({ processes: 2000, transfer: (i) => (i + 1) % 2000 });
  const page = renderHtml(statement, { lang: "ko" });
  assert.ok(page.length < 5_000_000 && Buffer.byteLength(page) < 5_000_000, `${Buffer.byteLength(page)} bytes`);
  assert.ok(page.includes("sandan explain"));
  assert.ok(page.split('class="step"').length + page.split('class="leaf" id').length - 2 <= MOST_STEPS);
  const anchors = new Set(anchorsOf(page));
  assert.deepEqual(
    targetsOf(page).filter((t) => !anchors.has(t)),
    [],
  );
  assert.deepEqual(unbalanced(page), []);
});
