// What is said of each good: its embedded emissions, its process's figures, and the carbon price paid for it.
import { add, div, type Expression, mul, num, ref, type Step } from "../../base/derivation.ts";
import type { Process, Product } from "../../model/case.ts";
import type { Good, Measure, Result } from "../../model/statement.ts";
import { effectiveCarbonPrice } from "./carbon-price.ts";
import { law } from "./law.ts";
import { amount, byId, checkFraction, checkNotNegative, nameOf, type Run, report } from "./run.ts";
import { categoryRow, DEFINITIVE_ACT, type FunctionalUnit } from "./tables.ts";

/** A good and the product it was stated as; a process that states none stands for itself. */
type Stated = { good: Good; product?: Product };

/** Goods in canonical order: products by id, then processes without a product. */
function statedGoods(run: Run): Stated[] {
  const processes = new Map(run.case.processes.map((p) => [p.id, p]));
  const products = byId(run.case.products).flatMap((product): Stated[] => {
    const process = processes.get(product.process);
    if (process === undefined) return [];
    return [
      {
        good: { id: product.id, name: product.name ?? process.name, cn: product.cn, process: process.id, category: process.category },
        product,
      },
    ];
  });
  const named = new Set(products.map(({ good }) => good.process));
  const rest = byId(run.case.processes).filter((p) => !named.has(p.id));
  return [...products, ...rest.map((p): Stated => ({ good: { id: p.id, name: p.name, cn: "", process: p.id, category: p.category } }))];
}

/**
 * Law: all goods of one process have the same emissions per functional unit (Art. 4(6)); per tonne they differ by their content of it.
 * Answers the goods and the results by measure, in the units t, tCO2e, MWh and per tonne of good.
 * Problems: FUNCTIONAL_UNIT_MISSING and those of the carbon price. Source: IR (EU) 2025/2547 Art. 4, eqs (59), (64)-(66).
 */
export function goodsResults(run: Run): { goods: Good[]; results: Result[] } {
  const goods = statedGoods(run);
  const functional = new Map(byId(run.case.processes).map((p) => [p.id, functionalLevel(run, p, goods)]));
  const results = goods.flatMap((stated) => {
    const level = functional.get(stated.good.process);
    return measures(run, stated, level);
  });
  return { goods: goods.map(({ good }) => good), results };
}

type Level = { unit: FunctionalUnit; step: Step; contents: Map<string, Step> };

/**
 * The activity level in functional units: what left the process, times the mean content of the products stated; goods handed on or used elsewhere count with that mean.
 * Law (64)-(66): cement counts in tonnes of clinker and fertilisers in tonnes of nitrogen; undefined where tonnes of the good are the unit.
 */
function functionalLevel(run: Run, process: Process, goods: Stated[]): Level | undefined {
  const unit = categoryRow(process.category).functionalUnit[run.act === DEFINITIVE_ACT ? "definitive" : "transitional"];
  if ((unit !== "tClinker" && unit !== "tNitrogen") || process.category === "cementClinker") return undefined;
  const mine = goods.filter(({ good, product }) => good.process === process.id && product !== undefined);
  const contents = new Map<string, Step>();
  const masses: Expression[] = [];
  const parts: Expression[] = [];
  let what = "functionalContent";
  for (const [i, { product }] of mine.entries()) {
    if (product === undefined) continue;
    const content = unit === "tClinker" ? product.parameters?.clinkerFactor : product.parameters?.nitrogen;
    const sole = mine.length === 1;
    if (content !== undefined && product.amount === undefined && !sole) what = "amount";
    if (content === undefined || (product.amount === undefined && !sole)) break;
    const at = (name: string) => ({ id: `product/${product.id}/${name}`, what: name, subject: product.id });
    const share = amount(run, at("functionalContent"), content, "fraction");
    const mass =
      product.amount === undefined ? run.ledger.get(`process/${process.id}/activity`) : amount(run, at("amount"), product.amount, "mass");
    checkFraction(run, { ...at("functionalContent"), what: "functionalContent" }, share, content.origin);
    checkNotNegative(run, at("amount"), mass, product.amount?.origin);
    if (share.value === 0)
      report(run, "FRACTION_OUT_OF_RANGE", {
        path: share.id,
        origin: content.origin,
        params: { subject: nameOf(run, product.id), what: "functionalContent", value: 0 },
      });
    contents.set(product.id, share);
    masses.push(ref(`P.${i + 1}`, mass));
    parts.push(mul(ref(`P.${i + 1}`, mass), ref(`c.${i + 1}`, share)));
  }
  if (mine.length === 0 || parts.length < mine.length) {
    report(run, "FUNCTIONAL_UNIT_MISSING", {
      path: `process/${process.id}`,
      origin: process.origin,
      params: { subject: nameOf(run, process.id), unit: unit === "tClinker" ? "t clinker" : "t N", what },
    });
    return undefined;
  }
  const step = run.ledger.step(
    {
      id: `process/${process.id}/functionalActivity`,
      what: "functionalActivity",
      subject: process.id,
      unit,
      rule: law(run, "functionalUnit"),
    },
    mul(ref("AL", run.ledger.get(`process/${process.id}/activity`)), div(add(...parts), add(...masses))),
  );
  return { unit, step, contents };
}

function measures(run: Run, { good, product }: Stated, level: Level | undefined): Result[] {
  const at = (field: string) => ({ id: `product/${good.id}/${field}`, what: field, subject: good.id });
  const ofProcess = (field: string): Step => run.ledger.get(`process/${good.process}/${field}`);
  const rule = law(run, level === undefined ? "embedded" : "functionalUnit");
  const perTonne = (field: string, unit: string): Step =>
    product === undefined
      ? ofProcess(field)
      : run.ledger.step({ ...at(field), unit, rule }, converted(good, ofProcess(field), ofProcess("activity"), level));
  const direct = perTonne("seeDirect", "tCO2e/t");
  const indirect = perTonne("seeIndirect", "tCO2e/t");
  const basis = perTonne("seeBasis", "tCO2e/t");
  const electricity = perTonne("embeddedElectricity", "MWh/t");
  const sum = run.ledger.step({ ...at("seeTotal"), unit: "tCO2e/t" }, add(ref("SEE_dir", direct), ref("SEE_indir", indirect)));
  const answer: [Measure, Step][] = [
    ["seeDirect", direct],
    ["seeIndirect", indirect],
    ["seeTotal", sum],
    ["seeBasis", basis],
    ["embeddedElectricity", electricity],
    ["activityLevel", level?.step ?? ofProcess("activity")],
    ["attributedDirect", ofProcess("attributedDirect")],
    ["attributedIndirect", ofProcess("indirect")],
  ];
  const share = defaultShare(run, good);
  if (share !== undefined) answer.push(["defaultShare", share]);
  const price = product === undefined ? undefined : effectiveCarbonPrice(run, product);
  if (price !== undefined) answer.push(["carbonPriceEffective", price]);
  return answer.map(([measure, step]) => ({ product: good.id, measure, value: step.value, unit: step.unit, step: step.id }));
}

/** SEE of the process per tonne, times the good's content over the process's mean content where a functional unit is in use. */
function converted(good: Good, see: Step, activity: Step, level: Level | undefined): Expression {
  const content = level?.contents.get(good.id);
  if (level === undefined || content === undefined) return ref("SEE", see);
  return mul(div(mul(ref("SEE", see), ref("AL", activity)), ref("AL_fu", level.step)), ref("content", content));
}

/** Law: the share by default values; its denominator is not defined in law: here the direct emissions, as in the Commission's template. */
function defaultShare(run: Run, good: Good): Step | undefined {
  const part = run.ledger.find(`process/${good.process}/defaultDirect`);
  const whole = run.ledger.get(`process/${good.process}/seeDirect`);
  const at = { id: `product/${good.id}/defaultShare`, what: "defaultShare", subject: good.id, unit: "1", rule: law(run, "defaultShare") };
  if (part === undefined) return run.ledger.step(at, num(0));
  if (part.value === 0 && whole.value === 0) return undefined;
  return run.ledger.step(at, div(ref("SEE_default", part), ref("SEE_dir", whole)));
}
