// Embedded emissions of bought precursors: what the maker stated, or the default that stands for it.
import { add, div, type Expression, type FactorSource, mul, num, ref, type Step } from "../../base/derivation.ts";
import type { Precursor, PrecursorSource } from "../../model/case.ts";
import { lookupDefault } from "./default-values.ts";
import { law } from "./law.ts";
import { markUp } from "./mark-ups.ts";
import { amount, byId, checkNotNegative, nameOf, placeOf, type Run, report, total, wanted } from "./run.ts";
import { categoryRow, DEFINITIVE_ACT, exemption } from "./tables.ts";

/** What is known of a precursor per tonne: three runs of the same equations, and the part that rests on default values. */
type SourceSteps = { direct: Step; indirect: Step; electricity: Step; basis: Step; byDefault: boolean; weight: Step | undefined };

/**
 * Law: a precursor's specific embedded emissions are its maker's verified values, or else default values; several sources are weighted by mass (Art. 14);
 * a precursor that originates in the Union or in a country of Annex III counts as zero.
 * Gives precursor/<id>/seeDirect, /seeIndirect, /seeBasis, /defaultDirect (tCO2e/t), /embeddedElectricity (MWh/t) and the amount used per process.
 * Problems: INPUT_EMPTY, SOURCE_AMOUNT_MISSING, NEGATIVE_AMOUNT, and those of the default look-up.
 * Source: IR (EU) 2025/2547 Art. 13-15, Annex II A.2; IR (EU) 2023/1773 Annex III E.
 */
export function precursorValues(run: Run): void {
  for (const precursor of byId(run.case.precursors)) {
    uses(run, precursor);
    const sources = precursor.sources.map((source, i) => oneSource(run, precursor, source, i + 1));
    const weights = sources.reduce((sum, s) => sum + (s.weight?.value ?? 0), 0);
    if (sources.length > 1 && (weights === 0 || sources.some((s) => s.weight === undefined)))
      report(run, "SOURCE_AMOUNT_MISSING", {
        path: `precursor/${precursor.id}/sources`,
        origin: precursor.origin,
        params: { subject: nameOf(run, precursor.id) },
      });
    const put = (field: string, unit: string, pick: (s: SourceSteps) => Step | undefined): void => {
      run.ledger.step(
        { id: `precursor/${precursor.id}/${field}`, what: field, subject: precursor.id, unit, rule: law(run, "precursor") },
        weighted(sources, pick),
      );
    };
    put("seeDirect", "tCO2e/t", (s) => s.direct);
    put("seeIndirect", "tCO2e/t", (s) => s.indirect);
    put("seeBasis", "tCO2e/t", (s) => s.basis);
    put("embeddedElectricity", "MWh/t", (s) => s.electricity);
    put("defaultDirect", "tCO2e/t", (s) => (s.byDefault ? s.direct : undefined));
  }
}

/** Σ amount × value / Σ amount; one source alone needs no amount. A source for which `pick` answers nothing counts in the weights only. */
function weighted(sources: SourceSteps[], pick: (s: SourceSteps) => Step | undefined): Expression {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) {
    const step = pick(only);
    return step === undefined ? num(0) : ref("SEE", step);
  }
  const parts = sources.flatMap((s, i) => {
    const step = pick(s);
    return step === undefined || s.weight === undefined ? [] : [mul(ref(`M.${i + 1}`, s.weight), ref(`SEE.${i + 1}`, step))];
  });
  if (parts.length === 0) return num(0);
  const weights = sources.flatMap((s, i) => (s.weight === undefined ? [] : [ref(`M.${i + 1}`, s.weight)]));
  return div(add(...parts), add(...weights));
}

/** precursor/<id>/use/<process> (t): everything consumed, losses included. */
function uses(run: Run, precursor: Precursor): void {
  const byProcess = new Map<string, Step[]>();
  const uses = precursor.uses ?? [];
  for (const [i, use] of uses.entries()) {
    const several = uses.filter((u) => u.process === use.process).length > 1;
    const key = `precursor/${precursor.id}/use/${use.process}`;
    const at = { id: several ? `${key}/${i + 1}` : key, what: "use", subject: precursor.id };
    const step = wanted(run, at, use.amount, use.origin ?? precursor.origin, "mass");
    checkNotNegative(run, at, step, use.amount?.origin);
    byProcess.set(use.process, [...(byProcess.get(use.process) ?? []), step]);
  }
  for (const [process, steps] of byProcess)
    if (steps.length > 1)
      run.ledger.step({ id: `precursor/${precursor.id}/use/${process}`, what: "use", subject: precursor.id, unit: "t" }, total("M", steps));
  for (const [i, bought] of (precursor.purchased ?? []).entries())
    if (bought.amount !== undefined)
      amount(run, { id: `precursor/${precursor.id}/purchased/${i + 1}`, what: "purchased", subject: precursor.id }, bought.amount, "mass");
  if (precursor.otherUse !== undefined)
    amount(run, { id: `precursor/${precursor.id}/otherUse`, what: "otherUse", subject: precursor.id }, precursor.otherUse, "mass");
}

function oneSource(run: Run, precursor: Precursor, source: PrecursorSource, i: number): SourceSteps {
  const at = (field: string) => ({ id: `precursor/${precursor.id}/source/${i}/${field}`, what: field, subject: precursor.id });
  const weight = source.amount === undefined ? undefined : amount(run, at("amount"), source.amount, "mass");
  if (weight !== undefined) checkNotNegative(run, at("amount"), weight, source.amount?.origin);
  const country = source.country ?? precursor.country;
  const exempted = country === undefined || !run.constants.unionOriginZero.value ? undefined : exemption(country);
  if (exempted !== undefined) {
    report(run, "EXEMPT_ORIGIN_ZERO", {
      path: at("seeDirect").id,
      origin: source.origin ?? precursor.origin,
      params: { subject: nameOf(run, precursor.id), country: country ?? "" },
    });
    return { ...exempt(run, precursor, i, exempted), weight };
  }
  const wantsDefault = source.basis === "default" && source.seeDirect === undefined;
  if (wantsDefault && precursor.cn !== undefined) {
    const found = byDefault(run, precursor, source, i, country);
    if (found !== undefined) return { ...found, weight };
  }
  if (wantsDefault && (precursor.cn === undefined || run.request.defaultValues === undefined))
    report(run, "DEFAULT_NEEDS_CN", {
      path: at("cn").id,
      origin: source.origin ?? precursor.origin,
      params: { subject: nameOf(run, precursor.id) },
    });
  if (source.basis === "default" && source.seeDirect !== undefined && run.act === DEFINITIVE_ACT)
    report(run, "DEFAULT_TYPED", {
      path: at("seeDirect").id,
      origin: source.seeDirect.origin ?? source.origin,
      params: { subject: nameOf(run, precursor.id) },
    });
  const direct = wanted(run, at("seeDirect"), source.seeDirect, source.origin ?? precursor.origin, "specificEmissions");
  checkNotNegative(run, at("seeDirect"), direct, source.seeDirect?.origin);
  const power = statedElectricity(run, precursor, source, i);
  const indirect =
    source.seeIndirect === undefined ? power.indirect : amount(run, at("seeIndirect"), source.seeIndirect, "specificEmissions");
  checkNotNegative(run, at("seeIndirect"), indirect, source.seeIndirect?.origin ?? source.origin);
  if (indirect.value === null && power.electricity.value !== null)
    report(run, "INPUT_EMPTY", {
      path: indirect.id,
      origin: source.origin ?? precursor.origin,
      params: { subject: nameOf(run, precursor.id), what: "seeIndirect" },
    });
  const basis = basisOf(run, precursor, i, direct, indirect);
  return { direct, indirect, electricity: power.electricity, basis, byDefault: source.basis === "default", weight };
}

/** Indirect emissions as electricity × factor, where the maker stated these two. */
function statedElectricity(run: Run, precursor: Precursor, source: PrecursorSource, i: number): { electricity: Step; indirect: Step } {
  const at = (field: string) => ({ id: `precursor/${precursor.id}/source/${i}/${field}`, what: field, subject: precursor.id });
  const electricity = wanted(
    run,
    at("embeddedElectricity"),
    source.embeddedElectricity,
    source.origin ?? precursor.origin,
    "electricityPerMass",
  );
  checkNotNegative(run, at("embeddedElectricity"), electricity, source.embeddedElectricity?.origin);
  if (source.seeIndirect !== undefined) return { electricity, indirect: electricity };
  const factor = amount(run, at("electricityFactor"), source.electricityFactor, "factorElectricity");
  return {
    electricity,
    indirect: run.ledger.step({ ...at("seeIndirect"), unit: "tCO2e/t" }, mul(ref("E", electricity), ref("EF_el", factor))),
  };
}

/** Law (Annex I 3.1): for a good of Annex II only direct emissions count, for every other one direct and indirect: node by node. */
function basisOf(run: Run, precursor: Precursor, i: number, direct: Step, indirect: Step): Step {
  const annexII = categoryRow(precursor.category).annexII;
  const at = {
    id: `precursor/${precursor.id}/source/${i}/seeBasis`,
    what: "seeBasis",
    subject: precursor.id,
    unit: "tCO2e/t",
    rule: law(run, "basis"),
  };
  return run.ledger.step(at, annexII ? ref("SEE_dir", direct) : add(ref("SEE_dir", direct), ref("SEE_indir", indirect)));
}

function exempt(run: Run, precursor: Precursor, i: number, factor: FactorSource): Omit<SourceSteps, "weight"> {
  const zero = (field: string, unit: string): Step =>
    run.ledger.leaf({
      id: `precursor/${precursor.id}/source/${i}/${field}`,
      what: field,
      subject: precursor.id,
      value: 0,
      unit,
      assumption: "exemptOrigin",
      factor,
    });
  return {
    direct: zero("seeDirect", "tCO2e/t"),
    indirect: zero("seeIndirect", "tCO2e/t"),
    electricity: zero("embeddedElectricity", "MWh/t"),
    basis: zero("seeBasis", "tCO2e/t"),
    byDefault: false,
  };
}

/** The Commission's default value, with the mark-up of the precursor's own sector and year. */
function byDefault(
  run: Run,
  precursor: Precursor,
  source: PrecursorSource,
  i: number,
  country: string | undefined,
): Omit<SourceSteps, "weight"> | undefined {
  const { defaultValues } = run.request;
  if (defaultValues === undefined || precursor.cn === undefined) return undefined;
  const found = lookupDefault(defaultValues, {
    country,
    cn: precursor.cn,
    ...(source.route !== undefined && { route: source.route }),
    forDeclaration: run.request.asIf === undefined,
  });
  const place = placeOf(source.origin ?? precursor.origin);
  run.problems.push(...found.problems.map((p) => ({ ...p, path: `precursor/${precursor.id}/source/${i}`, ...(place && { place }) })));
  if (found.value === undefined) return undefined;
  const { direct, indirect, total: sum, source: row } = found.value;
  const at = (field: string) => ({
    id: `precursor/${precursor.id}/source/${i}/${field}`,
    what: field,
    subject: precursor.id,
    unit: "tCO2e/t",
  });
  const extra = markUp(categoryRow(precursor.category).sector, run.year);
  const factor = run.ledger.leaf({ ...at("markUp"), what: "markUp", value: extra.value, unit: "1", factor: extra.source });
  const marked = (field: string, value: number | null): Step => {
    const plain = run.ledger.leaf({ ...at(`${field}/default`), what: "defaultValue", value, factor: row });
    return run.ledger.step(
      { ...at(field), rule: { act: row.act, point: row.point } },
      mul(ref("DV", plain), add(num(1), ref("markUp", factor))),
    );
  };
  const origin = source.origin ?? precursor.origin;
  const electricity = wanted(run, { ...at("embeddedElectricity") }, source.embeddedElectricity, origin, "electricityPerMass");
  const typed = indirect === null ? source.seeIndirect : undefined;
  const stated = typed === undefined ? undefined : amount(run, at("seeIndirect"), typed, "specificEmissions");
  if (indirect === null && stated === undefined)
    report(run, "INPUT_EMPTY", { path: at("seeIndirect").id, origin, params: { subject: nameOf(run, precursor.id), what: "seeIndirect" } });
  return {
    direct: marked("seeDirect", direct),
    indirect: stated ?? marked("seeIndirect", indirect),
    electricity,
    basis: marked("seeBasis", sum),
    byDefault: true,
  };
}
