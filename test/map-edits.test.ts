// Edits of the process map: each becomes records, the map that is read from them shows it, and the way back leads where it began.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Json } from "../src/base/canonical.ts";
import { processMap } from "../src/calc/process-map.ts";
import { recordsOfCase } from "../src/calc/records-of-case.ts";
import { readCaseFile } from "../src/formats/case-file.ts";
import { readRecord } from "../src/formats/record.ts";
import type { MapNode, ProcessMap } from "../src/model/process-map.ts";
import { calculate } from "../src/rules/cbam/calculate.ts";
import { type Edit, type Entry, entriesOf, fixedBecause, type Held, inverseOf, keysOf, linkOf, newId } from "../src/web/map/map-edits.ts";
import { arranged } from "../src/web/map/map-layout.ts";
import { root } from "./cases/read.ts";

/** A store of records with versions, as the server keeps them. */
class Shelf {
  readonly held = new Map<string, Held>();

  constructor(records: Iterable<[string, Json]>) {
    for (const [key, body] of records) this.held.set(key, { key, version: 1, body });
  }

  map(): Omit<ProcessMap, "revision"> {
    const there = [...this.held.values()].filter(({ body }) => body !== null);
    const records = new Map(there.map(({ key, body }) => [key, body as Json]));
    const period = { start: "2025-01-01", end: "2025-12-31" };
    const versions = new Map([...this.held.values()].map(({ key, version }) => [key, version]));
    return processMap({ composition: { period, installation: "p", records, titles: new Map() }, versions }, (given) => calculate(given));
  }

  node(id: string): MapNode {
    return this.map().nodes.find((node) => node.id === id) ?? assert.fail(id);
  }

  write(entries: readonly Entry[]): void {
    for (const { key, body, follows } of entries) {
      const before = this.held.get(key);
      assert.equal(follows, before?.version, `${key} follows what is there`);
      const read = body === null ? { value: { body: null }, problems: [] } : readRecord(key, body);
      assert.ok(read.value, JSON.stringify(read.problems));
      this.held.set(key, { key, version: (before?.version ?? 0) + 1, body: read.value.body });
    }
  }

  /** Does an edit and answers the way back. */
  edit(edit: Edit): Entry[] {
    const held = new Map(keysOf(edit).map((key) => [key, this.held.get(key) ?? { key, version: 0, body: null }]));
    const entries = entriesOf(edit, held);
    this.write(entries);
    return inverseOf(entries, held);
  }
}

function shelf(): Shelf {
  const { value } = readCaseFile(readFileSync(join(root, "samples", "sample-factory.json")), { file: "sample" });
  assert.ok(value);
  const records = recordsOfCase(value, { evidence: "a".repeat(64), title: "sample" }).map(({ key, body }): [string, Json] => [key, body]);
  return new Shelf(records);
}

const body = (here: Shelf, key: string) => (here.held.get(key)?.body ?? assert.fail(key)) as Record<string, Json>;

/** What a map says, without the versions of its records. */
const said = (map: Omit<ProcessMap, "revision">): unknown =>
  JSON.parse(JSON.stringify({ ...map, layoutVersion: undefined }, (key, value: unknown) => (key === "version" ? undefined : value)));

const amountOf = (kind: string) =>
  kind === "share"
    ? { value: 5, unit: "%" }
    : { value: 7, unit: kind.startsWith("electricity") ? "MWh" : /heat|waste/.test(kind) ? "TJ" : "t" };

test("whatever can be joined is joined by a record, shown by the map, and put back", () => {
  const here = shelf();
  here.edit({
    do: "add",
    record: "processes/slag",
    body: { id: "slag", name: "슬래그", category: "cement", production: [{ amount: { value: 5, unit: "t" } }] },
  });
  const before = here.map();
  const outside: MapNode[] = (["heat", "wasteGas"] as const).map((kind) => ({ id: `${kind}:이웃`, kind, name: "이웃" }));
  const nodes = [...before.nodes, ...outside];
  let joined = 0;
  for (const from of nodes)
    for (const to of nodes) {
      const kind = linkOf(from, to);
      if (kind === undefined || before.edges.some((edge) => edge.from === from.id && edge.to === to.id)) continue;
      const back = here.edit({ do: "connect", kind, from, to, amount: amountOf(kind) });
      const edge = here.map().edges.find((one) => one.from === from.id && one.to === to.id && one.kind === kind);
      assert.ok(edge, `${from.id} → ${to.id}`);
      if (kind === "share") assert.equal(edge.share, 0.05);
      else assert.equal(edge.value, 7, edge.id);
      here.write(back);
      assert.deepEqual(said(here.map()), said(before), `${from.id} → ${to.id} put back`);
      joined += 1;
    }
  assert.ok(joined > 30, String(joined));
});

test("every flow can be changed and taken out, and the way back leads where it began", () => {
  const here = shelf();
  const before = here.map();
  for (const edge of before.edges) {
    const back = here.edit({
      do: "set",
      record: edge.record,
      field: edge.field,
      amount: { value: 3, unit: edge.kind === "share" ? "%" : edge.unit },
    });
    assert.equal(here.map().edges.find(({ id }) => id === edge.id)?.given?.value, 3);
    here.write(back);
    if (fixedBecause(edge, before.edges) === undefined) {
      const again = here.edit({ do: "disconnect", edge });
      assert.equal(here.map().edges.length, before.edges.length - 1);
      here.write(again);
    }
    assert.deepEqual(said(here.map()), said(before), edge.id);
  }
});

test("a node takes with it what hangs on it, and comes back with it", () => {
  const here = shelf();
  const before = here.map();
  for (const node of before.nodes) {
    const edges = before.edges.filter(({ from, to }) => from === node.id || to === node.id);
    const back = here.edit({ do: "remove", node, edges });
    const now = here.map();
    assert.equal(
      now.nodes.some(({ id }) => id === node.id),
      false,
      node.id,
    );
    assert.deepEqual(
      now.problems.filter(({ code }) => code === "REFERENCE_UNKNOWN"),
      [],
      node.id,
    );
    here.write(back);
    assert.deepEqual(said(here.map()), said(before), node.id);
  }
});

test("an amount that is changed keeps its documents, loses the cell that said otherwise, and may be taken away", () => {
  const here = shelf();
  here.edit({ do: "set", record: "streams/gas-mill", field: "activity", amount: { value: 1, unit: "kt" } });
  assert.deepEqual(body(here, "streams/gas-mill").activity, { value: 1, unit: "kt", evidence: ["gas-bills"] });
  assert.equal(here.node("streams/gas-mill").amount?.value, 1000);
  here.edit({ do: "set", record: "streams/gas-mill", field: "activity", amount: null });
  assert.equal(here.node("streams/gas-mill").amount?.value, null);
});

test("the same supplier delivers with the same factor", () => {
  const here = shelf();
  const { edges } = here.map();
  const like = edges.find(({ id }) => id === "processes/melt/electricity/0/amount");
  here.edit({ do: "disconnect", edge: edges.find(({ id }) => id === "processes/mill/electricity/0/amount") ?? assert.fail() });
  const [from, to] = [here.node("electricity:"), here.node("processes/mill")];
  here.edit({ do: "connect", kind: "electricity", from, to, amount: { value: 1, unit: "GWh" }, like });
  const [power] = body(here, "processes/mill").electricity as [
    { emissionFactor: { value: number }; method: string; country: string; amount: Json },
  ];
  assert.deepEqual(
    [power.amount, power.emissionFactor.value, power.method, power.country],
    [{ value: 1, unit: "GWh" }, 0.4173, "D.4(b)", "KR"],
  );
});

test("flows whose place lines of activity data name stay where they are", () => {
  const here = shelf();
  const line = { target: "processes/melt/electricity/0/amount", start: "2025-01-01", end: "2025-01-31", value: 1, unit: "MWh" };
  here.write([{ key: "activities/jan", body: line }]);
  const { edges } = here.map();
  const edge = edges.find(({ id }) => id === "processes/melt/electricity/0/amount") ?? assert.fail();
  assert.deepEqual([edge.lines, fixedBecause(edge, edges), here.node("processes/melt").attached], [1, "lines", 1]);
});

test("ids are those of a case file and never taken twice", () => {
  assert.equal(newId(" 도시가스(LNG), 압연 ", new Set()), "도시가스-LNG-압연");
  assert.equal(newId("gas", new Set(["gas", "gas-2"])), "gas-3");
  assert.equal(newId("///", new Set()), "x");
  assert.match(newId("<script>alert(1)</script>", new Set()), /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u);
});

test("nodes stand in the order of what flows, none upon another, and cycles end", () => {
  const map = shelf().map();
  const places = arranged(map);
  const x = (id: string) => places.get(id)?.x ?? Number.NaN;
  assert.ok(
    x("streams/scrap") < x("processes/melt") && x("processes/melt") < x("processes/mill") && x("processes/mill") < x("products/bar"),
  );
  assert.ok(x("streams/billets-out") > x("processes/melt"));
  assert.equal(new Set([...places.values()].map((at) => `${at.x} ${at.y}`)).size, map.nodes.length);
  const loop = ["a", "b", "c"].map((id) => ({ id, kind: "process" as const }));
  const round = [
    ["a", "b"],
    ["b", "c"],
    ["c", "a"],
  ].map(([from = "", to = ""]) => ({ from, to, kind: "transfer" as const }));
  assert.equal(new Set([...arranged({ nodes: loop, edges: round }).values()].map((at) => `${at.x} ${at.y}`)).size, 3);
});
