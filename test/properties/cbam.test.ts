// What must hold for every plant.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseTold, openStatement } from "../../src/calc/open.ts";
import { statementOf } from "../../src/calc/pipeline.ts";
import { readCaseFile, writeCaseFile } from "../../src/formats/case-file.ts";
import { stepsOf } from "../../src/model/statement.ts";
import { ACCOUNTED, accountOf } from "../../src/rules/cbam/accounts.ts";
import { accounts, type Calculation } from "../../src/rules/cbam/calculate.ts";
import { calculated, caseOf, figure, near, stepValue } from "../cases/read.ts";
import { evaluate } from "../outside/formula.ts";
import { type Plant, plants } from "./plant.ts";

const runs = { numRuns: process.env.SANDAN_LONG === "1" ? 2000 : 60, seed: 20260101 };
const bytesOf = (json: object): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
const statement = (json: object) => {
  const { value, problems } = statementOf(bytesOf(json), { file: "case.json" });
  assert.ok(value, JSON.stringify(problems));
  return value.statement;
};
const list = (json: Record<string, unknown>, key: string) => (json[key] ?? []) as Record<string, unknown>[];
const within = (actual: number, expected: number, scale: number, relative = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.max(scale, 1e-300), `${actual} against ${expected}`);

/** Emissions that enter the installation: attributed to processes, and embedded in what was bought. */
function entering(
  c: Calculation,
  { json, processes }: Plant,
  own: "attributedDirect" | "indirect",
  see: "seeDirect" | "seeIndirect",
): number {
  const bought = list(json, "precursors").flatMap((p) =>
    processes.map((id) => stepValue(c, `precursor/${p.id}/use/${id}`) * stepValue(c, `precursor/${p.id}/${see}`)),
  );
  return [...processes.map((id) => stepValue(c, `process/${id}/${own}`)), ...bought].reduce((a, b) => a + b, 0);
}

test("balances close: what is embedded in goods sold is what the installation emitted and bought", () => {
  fc.assert(
    fc.property(plants, (plant) => {
      const c = calculated(caseOf(plant.json));
      for (const [own, see] of [
        ["attributedDirect", "seeDirect"],
        ["indirect", "seeIndirect"],
      ] as const) {
        const sold = plant.processes.map((id, i) => stepValue(c, `process/${id}/toMarket`) * (figure(c, `g${i}`, see) ?? Number.NaN));
        const total = entering(c, plant, own, see);
        within(
          sold.reduce((a, b) => a + b, 0),
          total,
          total,
        );
      }
    }),
    runs,
  );
});

test("contributions sum to the figure, where no floor cuts it", () => {
  fc.assert(
    fc.property(plants, (plant) => {
      const c = calculated(caseOf(plant.json));
      if (c.problems.some((p) => p.code === "FLOOR_APPLIED")) return;
      for (const account of accounts(c)) {
        const value = figure(c, account.product, account.measure) ?? Number.NaN;
        const parts = account.contributions.map((x) => x.value);
        within(
          parts.reduce((a, b) => a + b, 0),
          value,
          parts.reduce((a, b) => a + Math.abs(b), 0),
        );
      }
    }),
    runs,
  );
});

test("permuting records changes neither a bit nor the hash", () => {
  fc.assert(
    fc.property(plants, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), ({ json }, dice) => {
      const shuffle = (value: unknown): unknown => {
        if (!Array.isArray(value))
          return typeof value === "object" && value !== null
            ? Object.fromEntries(
                Object.entries(value)
                  .map(([k, v]) => [k, shuffle(v)] as const)
                  .reverse(),
              )
            : value;
        const keyed = value.map((entry) => [dice.next().value ?? 0, shuffle(entry)] as const);
        return keyed.sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
      };
      const [one, other] = [statement(json), statement(shuffle(json) as object)];
      assert.deepEqual(other.results, one.results);
      assert.equal(other.hash, one.hash);
    }),
    runs,
  );
});

test("splitting a stream in two agrees to 1e-12", () => {
  fc.assert(
    fc.property(plants, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ json }, part) => {
      const [first, ...rest] = list(json, "streams");
      const activity = first?.activity as { value: number; unit: string };
      const halves = [part, 1 - part].map((share, i) => ({
        ...first,
        id: `half${i}`,
        activity: { ...activity, value: activity.value * share },
      }));
      const whole = calculated(caseOf(json));
      const split = calculated(caseOf({ ...json, streams: [...halves, ...rest] }));
      const sum = ["half0", "half1"].map((id) => stepValue(split, `stream/${id}/emissions`)).reduce((a, b) => a + b, 0);
      near(sum, stepValue(whole, "stream/s0/emissions"), 1e-12);
    }),
    runs,
  );
});

test("more fuel never lowers emissions", () => {
  fc.assert(
    fc.property(plants, fc.double({ min: 1, max: 10, noNaN: true }), ({ json, processes }, factor) => {
      const fuels = list(json, "streams").filter((s) => s.method !== "massBalance");
      fc.pre(fuels.length > 0);
      const more = list(json, "streams").map((s) => {
        const activity = s.activity as { value: number; unit: string };
        return s.id === fuels[0]?.id ? { ...s, activity: { ...activity, value: activity.value * factor } } : s;
      });
      const before = calculated(caseOf(json));
      const after = calculated(caseOf({ ...json, streams: more }));
      for (const [i] of processes.entries()) {
        const [low, high] = [figure(before, `g${i}`, "seeDirect") ?? 0, figure(after, `g${i}`, "seeDirect") ?? 0];
        assert.ok(high >= low - 1e-12 * Math.abs(low), `${high} below ${low}`);
      }
    }),
    runs,
  );
});

test("a cycle of transfers equals the limit of passing the emissions round", () => {
  fc.assert(
    fc.property(plants, ({ json, processes }) => {
      const c = calculated(caseOf(json));
      const level = processes.map((id) => stepValue(c, `process/${id}/activity`));
      const own = processes.map((id, j) => {
        const bought = list(json, "precursors").map(
          (p) => stepValue(c, `precursor/${p.id}/use/${id}`) * stepValue(c, `precursor/${p.id}/seeDirect`),
        );
        return (stepValue(c, `process/${id}/attributedDirect`) + bought.reduce((a, b) => a + b, 0)) / (level[j] ?? 1);
      });
      let see = own.slice();
      for (let round = 0; round < 5000; round += 1)
        see = own.map((start, j) =>
          processes.reduce(
            (sum, from, i) => (i === j ? sum : sum + (stepValue(c, `transfer/${from}/${processes[j]}`) / (level[j] ?? 1)) * (see[i] ?? 0)),
            start,
          ),
        );
      for (const [i] of processes.entries()) within(figure(c, `g${i}`, "seeDirect") ?? Number.NaN, see[i] ?? 0, Math.max(...see));
    }),
    { ...runs, numRuns: 40 },
  );
});

test("every step's formula, worked out by a second calculator, gives its value", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const { steps } = stepsOf(statement(json));
      for (const step of steps.values()) {
        if (step.formula === undefined || step.value === null) continue;
        const values = new Map((step.terms ?? []).map((t) => [t.symbol, steps.get(t.step)?.value ?? Number.NaN]));
        const scale = [...values.values()].reduce((a, b) => a + Math.abs(b), 0);
        within(
          evaluate(step.formula, values),
          step.value,
          Math.max(Math.abs(step.value), step.formula.includes("-") ? scale * 1e-3 : 0),
          1e-9,
        );
      }
    }),
    runs,
  );
});

test("a case written and read again is the same case; a statement likewise, and any changed byte is noticed", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const first = readCaseFile(bytesOf(json), { file: "a.json" }).value;
      assert.ok(first);
      const second = readCaseFile(new TextEncoder().encode(writeCaseFile(first)), { file: "a.json" }).value;
      assert.ok(second);
      assert.equal(writeCaseFile(second), writeCaseFile(first));
      const made = statement(json);
      const text = JSON.stringify(made);
      assert.deepEqual(openStatement(text, "s.json").value, JSON.parse(text));
      const told = caseTold(made, "s.json").value;
      assert.ok(told);
      assert.deepEqual(statement(JSON.parse(writeCaseFile(told))).results, made.results);
      const spoken = structuredClone(made);
      const [record] = spoken.records;
      assert.ok(record);
      spoken.disclosure.records[record.id] = { value: { id: "other" } };
      assert.equal(openStatement(JSON.stringify(spoken), "s.json").value, undefined);
      const leaf = Object.keys(made.disclosure.leaves)[0] as string;
      const forged = structuredClone(made);
      (forged.disclosure.leaves[leaf] as { value: number | null }).value = 123456789;
      assert.equal(openStatement(JSON.stringify(forged), "s.json").value, undefined);
      const raised = structuredClone(made);
      (raised.results[0] as { value: number | null }).value = (made.results[0]?.value ?? 0) + 1;
      assert.equal(openStatement(JSON.stringify(raised), "s.json").value, undefined);
    }),
    { ...runs, numRuns: 20 },
  );
});

test("a sensitivity is the change that a small change of the input makes", () => {
  fc.assert(
    fc.property(plants, ({ json }) => {
      const step = 1e-6;
      const before = calculated(caseOf(json));
      if (before.problems.some((p) => p.code === "FLOOR_APPLIED")) return;
      const all = before.goods.flatMap((good) => ACCOUNTED.map((measure) => accountOf(before.run, good, measure, { most: 100 })));
      for (const { product, measure, sensitivities } of all) {
        const base = figure(before, product, measure) ?? Number.NaN;
        for (const { step: input, elasticity } of sensitivities) {
          const raised = structuredClone(json);
          if (!raise(raised, input, 1 + step)) continue;
          const after = figure(calculated(caseOf(raised)), product, measure) ?? Number.NaN;
          within((after - base) / base / step, elasticity, Math.max(1, Math.abs(elasticity)), 1e-3);
        }
      }
    }),
    { ...runs, numRuns: process.env.SANDAN_LONG === "1" ? 50 : 3 },
  );
});

/** Multiplies the input behind a leaf step in the case; false where a test need not reach it. */
function raise(json: Record<string, unknown>, input: string, factor: number): boolean {
  const [kind, id = "", field = "", process] = input.split("/");
  const records = { stream: "streams", precursor: "precursors" } as const;
  if (kind === "transfer") {
    const found = list(json, "transfers").find((t) => t.from === id && t.to === field);
    return scale(found?.amount, factor);
  }
  if (kind !== "stream" && kind !== "precursor") return false;
  const record = list(json, records[kind]).find((r) => r.id === id);
  if (kind === "stream" && field === "share")
    return scale((record?.shares as Record<string, unknown> | undefined)?.[process ?? ""], factor);
  if (kind === "precursor" && field === "use")
    return scale((record?.uses as { process: string; amount: unknown }[] | undefined)?.find((u) => u.process === process)?.amount, factor);
  return kind === "stream" && scale(record?.[field], factor);
}

function scale(quantity: unknown, factor: number): boolean {
  if (typeof quantity !== "object" || quantity === null) return false;
  const { value, unit } = quantity as { value: number; unit: string };
  if (unit === "1" && value * factor > 1) return false;
  (quantity as { value: number }).value = value * factor;
  return true;
}
