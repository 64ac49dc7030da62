// A Statement read back from its file: nothing in it is believed before its hash and its leaves fit.
import type { Outcome, Problem } from "../base/problem.ts";
import { statementProblem } from "../model/problems/statement.ts";
import { commitmentOf, type Statement, statementHash } from "../model/statement.ts";

/** True if a text is the JSON of a Statement and not of a case. */
export function isStatementText(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*"sandan\.statement\/1"/.test(text.slice(0, 100_000));
}

/**
 * Law: a Statement is its hash: the body's canonical JSON must give it, and every disclosed leaf its commitment.
 * Problems: STATEMENT_BROKEN, STATEMENT_HASH_MISMATCH, STATEMENT_LEAF_MISMATCH.
 */
export function openStatement(text: string, file: string): Outcome<Statement> {
  const refused = (problem: Problem): Outcome<Statement> => ({ value: undefined, problems: [{ ...problem, place: { file } }] });
  const broken = (what: string): Outcome<Statement> => refused(statementProblem("STATEMENT_BROKEN", { params: { what } }));
  let statement: Statement;
  try {
    statement = JSON.parse(text) as Statement;
  } catch (error) {
    return broken(error instanceof Error ? error.message : "JSON");
  }
  const missing = (["steps", "results", "goods", "problems", "datasets", "accounts", "evidence"] as const).find(
    (key) => !Array.isArray(statement[key]),
  );
  if (missing !== undefined) return broken(missing);
  if (typeof statement.disclosure?.leaves !== "object" || typeof statement.hash !== "string") return broken("disclosure");
  let hash: string;
  try {
    hash = statementHash(statement);
  } catch (error) {
    return broken(error instanceof Error ? error.message : "text");
  }
  if (hash !== statement.hash) return refused(statementProblem("STATEMENT_HASH_MISMATCH"));
  for (const step of statement.steps) {
    if (!("commitment" in step)) continue;
    const leaf = Object.hasOwn(statement.disclosure.leaves, step.id) ? statement.disclosure.leaves[step.id] : undefined;
    if (leaf !== undefined && commitmentOf(leaf.value, leaf.salt) !== step.commitment)
      return refused(statementProblem("STATEMENT_LEAF_MISMATCH", { path: step.id, params: { step: step.id } }));
  }
  return { value: statement, problems: [] };
}
