// CO2 that is captured: stored for good, or used in another product.
import { add, type Ledger, ref, type Step, sub } from "../../base/derivation.ts";
import type { Outcome, Problem } from "../../base/problem.ts";
import { footprintProblem } from "../../model/problems/footprint.ts";
import { law } from "./law.ts";
import { inOneUnit, sumOf } from "./weighted.ts";

/** What must hold for stored CO2 to count; a mark that is not known is false. */
export type StorageMarks = { permanent: boolean; traceable: boolean; monitored: boolean; lifeCycleIncluded: boolean };

export type Storage = { subject: string; emissions: readonly Step[]; captured: Step; marks: StorageMarks };

/**
 * Law: captured CO2 is subtracted where its storage is permanent (100 years), traceable and monitored, and all emissions of capture, transport and storage
 * are counted; else it is not. kgCO2e. Source: PACT Methodology v3, section 3.3.2.5. Problem: PCF_CAPTURE_NOT_COUNTED.
 */
export function withStorage(ledger: Ledger, { subject, emissions, captured, marks }: Storage): { footprint: Step; problems: Problem[] } {
  inOneUnit([...emissions, captured], "kgCO2e");
  const spec = { id: `${subject}/withStorage`, what: "withStorage", subject, unit: "kgCO2e", rule: law("capture") };
  const failing = Object.entries(marks).filter(([, holds]) => !holds);
  if (failing.length > 0) {
    const params = { subject, marks: failing.map(([mark]) => mark).join(", ") };
    return {
      footprint: sumOf(ledger, spec, emissions),
      problems: [footprintProblem("PCF_CAPTURE_NOT_COUNTED", { path: subject, params })],
    };
  }
  const sum = add(...emissions.map((step, i) => ref(`x${i + 1}`, step)));
  return { footprint: ledger.step(spec, sub(sum, ref("captured", captured))), problems: [] };
}

export type CaptureUse = {
  subject: string;
  producer: readonly Step[];
  user: readonly Step[];
  /** CO2 handed over, in kgCO2e. */
  used: Step;
  approach: "Cut-off" | "Credit";
  /** Address of the external certificate that a credit needs. */
  certificate?: string;
};

/**
 * Law: by cut-off, the default, each bears its own emissions; by credit the CO2 that is handed over is added to its producer and taken from its user, with an
 * external certificate. kgCO2e. Source: PACT Methodology v3, section 3.3.2.5. Problem: PCF_CREDIT_UNCERTIFIED.
 */
export function captureUse(ledger: Ledger, ask: CaptureUse): Outcome<{ producer: Step; user: Step }> {
  const { subject, producer, user, used, approach, certificate } = ask;
  inOneUnit([...producer, ...user, used], "kgCO2e");
  const isCredit = approach === "Credit";
  if (isCredit && certificate === undefined)
    return { value: undefined, problems: [footprintProblem("PCF_CREDIT_UNCERTIFIED", { path: subject, params: { subject } })] };
  const spec = (side: string) => ({ id: `${subject}/${side}`, what: "captureUse", subject: side, unit: "kgCO2e", rule: law("capture") });
  const sum = (parts: readonly Step[]) => add(...parts.map((step, i) => ref(`x${i + 1}`, step)));
  const made = isCredit ? add(sum(producer), ref("used", used)) : sum(producer);
  const taken = isCredit ? sub(sum(user), ref("used", used)) : sum(user);
  return { value: { producer: ledger.step(spec("producer"), made), user: ledger.step(spec("user"), taken) }, problems: [] };
}
