// What the results page decides without a screen: the address, groupings, what can be drawn, files that are handed out.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EmissionFlow, EmissionNode, FigureShare } from "../src/model/insight.ts";
import { barsSvg } from "../src/web/results/bars-svg.ts";
import { addressWith, choiceOf, GROUPINGS, pickText } from "../src/web/results/choice.ts";
import { csvOf } from "../src/web/results/csv.ts";
import { drawable, MERGED } from "../src/web/results/sankey.ts";
import { partPicked, type ShareNode, treeOf } from "../src/web/results/shares.ts";

const share = (name: string, value: number, more: Partial<FigureShare> = {}): FigureShare => ({
  step: `stream/${name}/emissions`,
  what: { ko: "배출량", en: "Emissions" },
  subject: name,
  name,
  group: "fuel",
  value,
  rung: "measured",
  ...more,
});
const names = { process: (id: string) => id.toUpperCase(), share: ({ name }: FigureShare) => name };
const shares = [
  share("gas", 0.5, { process: "melt" }),
  share("gas", 0.3, { process: "roll", supplier: "Hanil" }),
  share("lime", -0.1, { group: "material", process: "melt" }),
  share("power", 0.2, { group: "electricity", process: "roll", supplier: "KEPCO", rung: "average" }),
];

test("an address is read back as it was written, and what makes no sense in it is left out", () => {
  const written = addressWith(new URLSearchParams("asIf=2026&price=80"), {
    pick: [pickText({ of: "supplier", id: "한일:강" })],
    step: ["a/b", "c d"],
    price: [],
  });
  assert.deepEqual(choiceOf(new URLSearchParams(written.toString())), {
    by: "kind",
    pick: { of: "supplier", id: "한일:강" },
    asIf: 2026,
    steps: ["a/b", "c d"],
  });
  assert.deepEqual(choiceOf(new URLSearchParams("price=-1&by=moon&pick=x:y&measure=cost&asIf=1&step=&place=-2")), {
    by: "kind",
    steps: [],
  });
});

test("however shares are grouped, each level sums to the figure and no share is lost", () => {
  const leaves = (nodes: readonly ShareNode[]): number =>
    nodes.reduce((sum, node) => sum + (node.children.length === 0 ? 1 : leaves(node.children)), 0);
  for (const by of GROUPINGS) {
    const tree = treeOf(shares, by, names);
    const sum = tree.reduce((all, { value }) => all + value, 0);
    assert.ok(Math.abs(sum - 0.9) < 1e-12, by);
    assert.equal(leaves(tree), shares.length, by);
    const keys = (nodes: readonly ShareNode[]): string[] => nodes.flatMap((node) => [node.key, ...keys(node.children)]);
    assert.equal(new Set(keys(tree)).size, keys(tree).length, by);
  }
  const bySupplier = treeOf(shares, "supplier", names);
  assert.deepEqual(
    bySupplier.map(({ of, id }) => [of, id]),
    [
      ["supplier", "Hanil"],
      ["supplier", "KEPCO"],
      ["rest", ""],
    ],
  );
});

test("a pick means the same in every view", () => {
  assert.equal(partPicked(shares, { of: "subject", id: "gas" }), "part");
  assert.equal(partPicked(shares.slice(0, 2), { of: "subject", id: "gas" }), "all");
  assert.equal(partPicked(shares, { of: "rung", id: "verified" }), "none");
  assert.equal(partPicked(shares, undefined), undefined);
});

const nodesOf = (flows: readonly EmissionFlow[]): EmissionNode[] =>
  [...new Set(flows.flatMap(({ from, to }) => [from, to]))].map((id) => ({
    id,
    name: id,
    kind: id.startsWith("p") ? "process" : "stream",
  }));

test("what is drawn never goes round, and every flow is drawn, told, or part of the merged band", () => {
  const end = fc.constantFrom("p1", "p2", "p3", "s1", "s2", "s3", "s4", "s5");
  const flow = fc.record({ from: end, to: fc.constantFrom("p1", "p2", "p3"), value: fc.double({ min: -5, max: 50, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), (flows, most) => {
      const { flows: drawn, undrawn, merged, nodes } = drawable(nodesOf(flows), flows, { most });
      const left = new Set(drawn.map(({ from }) => from));
      // Kahn: ends without a way out fall off until nothing is left, unless something goes round.
      let rest = drawn;
      for (let count = -1; count !== rest.length; ) {
        count = rest.length;
        const from = new Set(rest.map((one) => one.from));
        rest = rest.filter(({ to }) => from.has(to));
      }
      assert.deepEqual(rest, []);
      const sum = (list: readonly EmissionFlow[]): number => list.reduce((all, { value }) => all + value, 0);
      assert.ok(Math.abs(sum(drawn) + sum(undrawn) - sum(flows)) < 1e-9);
      assert.equal(left.has(MERGED), merged > 0);
      const ids = new Set(nodes.map(({ id }) => id));
      assert.ok(drawn.every(({ from, to, value }) => value > 0 && ids.has(from) && ids.has(to)));
    }),
  );
});

test("a spreadsheet runs nothing of a CSV, and reads every cell back", () => {
  const text = csvOf(
    ["이름", "t"],
    [
      ["=1+1", 1.5],
      ["+cmd|' /C calc'!A0", -2],
      ['a "b", c\nd', null],
      [" @x", 0],
      ["-", 1e-7],
    ],
  );
  assert.equal(text, "\u{feff}이름,t\r\n'=1+1,1.5\r\n'+cmd|' /C calc'!A0,-2\r\n\"a \"\"b\"\", c\nd\",\r\n' @x,0\r\n'-,1e-7\r\n");
});

test("a drawing that is handed out holds texts as texts", () => {
  const ink = { ground: "#fff", text: "#000", quiet: "#555", line: "#777", font: "sans-serif" };
  const svg = barsSvg({
    title: "<script>alert(1)</script>",
    bars: [{ label: '"><img onerror=x>', value: -2, text: "-2", colour: "#0b6e4f" }],
    ink,
  });
  assert.doesNotMatch(svg, /<script|<img/);
  assert.match(svg, /^<svg [^>]*>\n<title>&lt;script&gt;/);
  assert.doesNotMatch(svg, /NaN|Infinity/);
});
