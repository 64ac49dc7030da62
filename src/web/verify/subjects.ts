// What a tick or a finding is of: a record, or a step of one.
import type { Statement } from "../../model/statement.ts";
import { placeOfProblem } from "../problems/place-of-record.ts";

/** True for the record itself and for every step that its data stand in. */
export function ofRecord(subject: string, record: string): boolean {
  return subject === record || recordOfStep(subject) === record;
}

/** The record that a step stands in; the step itself where it is of none. */
export function recordOfStep(step: string): string {
  return step.startsWith("installation/") ? "installation" : (placeOfProblem(step)?.record ?? step);
}

export type StepOfRecord = { id: string; what: string; value: number | null; unit: string; input: boolean };

/** Steps of a record: what was entered first, then what is worked out from it. */
export function stepsOfRecord({ steps, disclosure }: Statement, record: string): StepOfRecord[] {
  const mine = steps.filter(({ id }) => recordOfStep(id) === record);
  const all = mine.map((step): StepOfRecord => {
    const input = "commitment" in step;
    return {
      id: step.id,
      what: step.what,
      value: input ? (disclosure.leaves[step.id]?.value ?? null) : step.value,
      unit: step.unit,
      input,
    };
  });
  return [...all.filter(({ input }) => input), ...all.filter(({ input }) => !input)];
}
