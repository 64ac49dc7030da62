// A case that was put together from records: the plain value held against the case's schema.
import type { z } from "zod";
import type { Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { type Case, caseSchema } from "../model/case.ts";
import { caseFileProblem } from "../model/problems/case-file.ts";
import { pastFormulas } from "../model/records.ts";
import { issueProblems, pathById } from "./case-issues.ts";

const MOST_PROBLEMS = 100;

/** Law: what is calculated is a case by its schema, wherever it came from. Problems: those of a case file's fields. */
export function composedCase(plain: Record<string, unknown>): Outcome<Case> {
  let issues: z.core.$ZodIssue[] = [];
  const value = pastFormulas(plain as Json, (without) => {
    const read = caseSchema.safeParse(without);
    if (!read.success) issues = read.error.issues;
    return read.data;
  });
  if (value !== undefined) return { value, problems: [] };
  const problems = issues
    .slice(0, MOST_PROBLEMS)
    .flatMap((issue) => issueProblems(issue, [], plain))
    .slice(0, MOST_PROBLEMS)
    .map(({ code, path, params }) => caseFileProblem(code, { path: pathById(plain, path), params }));
  return { value: undefined, problems };
}
