// What a verifier's desk asks of the calculation, each from a Statement's text.
import type { Outcome, Problem } from "../../base/problem.ts";
import type { Verification } from "../../model/verification.ts";
import type { VerificationReport } from "../../model/verification-report.ts";
import { type Facts, factsOf, type ReportTables } from "../../rules/cbam/report/facts.ts";
import { type Analysed, analysedStatement } from "../analysed.ts";
import type { AskedStatement } from "../insight.ts";
import { caseTold, openStatement } from "../open.ts";
import { dataGapTests, type EvidenceTest, electricityTests, unconfirmed } from "./evidence-tests.ts";
import { type GoodMateriality, materialityOf, materialityRefusals } from "./materiality.ts";
import { released } from "./release.ts";
import { verificationReport } from "./report.ts";
import { type Risk, riskAnalysis } from "./risks.ts";
import { samplingPlan } from "./sampling-plan.ts";

type Seen = { facts: Facts; analysed: Analysed };

/** Problems: those of `openStatement` and `caseTold`. */
function seen(tables: ReportTables, { text, entryDocuments }: AskedStatement): Outcome<Seen> {
  const opened = openStatement(text, "");
  if (opened.value === undefined) return opened;
  const told = caseTold(opened.value, "");
  if (told.value === undefined) return told;
  const analysed = analysedStatement(opened.value, { entryDocuments: new Set(entryDocuments) });
  return { value: { facts: factsOf(opened.value, told.value, tables), analysed }, problems: [] };
}

function from<T>(tables: ReportTables, asked: AskedStatement, of: (one: Seen) => T): Outcome<T> {
  const { value, problems } = seen(tables, asked);
  return value === undefined ? { value, problems } : { value: of(value), problems: [] };
}

/** The risks, each with the steps that its record's numbers enter as. */
export const risksOfStatement = (tables: ReportTables, asked: AskedStatement): Outcome<(Risk & { steps: string[] })[]> =>
  from(tables, asked, ({ analysed }) => {
    const steps = new Map<string, string[]>();
    for (const [step, { record }] of analysed.inputs.byStep)
      if (analysed.steps.has(step)) steps.set(record, [...(steps.get(record) ?? []), step]);
    return riskAnalysis(analysed).map((risk) => ({ ...risk, steps: steps.get(risk.record) ?? [] }));
  });

type Drawing = { wanted: number; random: number; seed: string };

export const sampleOfStatement = (tables: ReportTables, asked: AskedStatement & Drawing): Outcome<ReturnType<typeof samplingPlan>> =>
  from(tables, asked, ({ analysed }) => {
    const { wanted, random, seed } = asked;
    return samplingPlan(riskAnalysis(analysed), { wanted, random, seed });
  });

type Verifying = AskedStatement & { verification: Verification };

/** The bars, and what they refuse of the opinion that is drafted; the 5 % are CBAM's own. */
export const materialityOfStatement = (
  tables: ReportTables,
  asked: Verifying,
): Outcome<{ goods: GoodMateriality[]; problems: Problem[] }> =>
  from(tables, asked, ({ facts }) => {
    const { findings, opinion, engagement } = asked.verification;
    const goods = materialityOf(facts, findings);
    return { goods, problems: engagement.regime === "cbam" && opinion !== undefined ? materialityRefusals(goods, opinion) : [] };
  });

type Tests = { dataGaps: EvidenceTest[]; electricity: EvidenceTest[]; unconfirmed: { step: string; row: string }[] };

export const evidenceTestsOfStatement = (tables: ReportTables, asked: AskedStatement): Outcome<Tests> =>
  from(tables, asked, ({ analysed }) => ({
    dataGaps: dataGapTests(analysed),
    electricity: electricityTests(analysed),
    unconfirmed: unconfirmed(analysed),
  }));

export const reportOfVerification = (tables: ReportTables, asked: Verifying): Outcome<VerificationReport> =>
  from(tables, asked, ({ facts, analysed }) => verificationReport({ facts, analysed, verification: asked.verification }));

/** Problems: those of `seen` and of `released`. */
export function releasedOverStatement(tables: ReportTables, asked: Verifying & { by: string; at: string }): Outcome<Verification> {
  const { value, problems } = seen(tables, asked);
  return value === undefined ? { value, problems } : released(asked.verification, value.facts, asked.by, asked.at);
}
