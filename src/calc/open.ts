// A Statement read back from its file: nothing in it is believed before its shape, its hash and its leaves fit.
import { HASHING } from "../base/canonical.ts";
import type { BothLanguages, Outcome, Problem } from "../base/problem.ts";
import type { Case } from "../model/case.ts";
import { statementProblem } from "../model/problems/statement.ts";
import { caseOf } from "../model/records.ts";
import { commitmentOf, type Statement, statementHash, stepsOf } from "../model/statement.ts";
import { statementSchema } from "../model/statement-schema.ts";
import { evaluate } from "./recompute.ts";

const FORMAT = /"format"\s*:\s*"sandan\.statement\/1"/;

/** The text of a file that is the JSON of a Statement, a byte order mark and blanks before it or not; undefined for any other file. */
function statementTextOf(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
  if (start !== "" && !start.startsWith("{")) return undefined;
  const text = new TextDecoder().decode(bytes);
  return /^\s*\{/.test(text) && FORMAT.test(text) ? text : undefined;
}

/** True for a file that is a Statement, sound or not. */
export const isStatement = (bytes: Uint8Array): boolean => statementTextOf(bytes) !== undefined;

/** The Statement that a file is, opened; undefined for a file that is none. Problems: those of `openStatement`. */
export function openFile(bytes: Uint8Array, file: string): Outcome<Statement> | undefined {
  const text = statementTextOf(bytes);
  return text === undefined ? undefined : openStatement(text, file);
}

const NO_JSON: BothLanguages = { ko: "JSON을 읽을 수 없습니다", en: "its JSON cannot be read" };
const NO_TEXT: BothLanguages = { ko: "글이나 숫자를 정규 형식으로 쓸 수 없습니다", en: "its texts or numbers have no canonical form" };
const TWICE: BothLanguages = { ko: "같은 이름의 단계가 둘 있습니다", en: "two steps bear the same name" };
const misfit = (path: string): BothLanguages => ({
  ko: `'${path}'이(가) 없거나 맞지 않습니다`,
  en: `'${path}' is missing or does not fit`,
});

/**
 * Law: a Statement is its hash: the body's canonical JSON must give it, every disclosed leaf and record its commitment, every step and result what it rests on.
 * Problems: STATEMENT_BROKEN, STATEMENT_HASH_MISMATCH, STATEMENT_LEAF_MISMATCH, STATEMENT_INCONSISTENT.
 */
export function openStatement(text: string, file: string): Outcome<Statement> {
  try {
    return openPlain(JSON.parse(text), file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { value: undefined, problems: [statementProblem("STATEMENT_BROKEN", { place: { file }, params: { what: NO_JSON } })] };
  }
}

/** The Statement that parsed JSON is, opened by the same law; `hashed` is the hash of its body where it is known already. */
export function openPlain(
  plain: unknown,
  file: string,
  { hashed, hashing = HASHING }: { hashed?: string | undefined; hashing?: typeof HASHING | undefined } = {},
): Outcome<Statement> {
  const refused = (problem: Problem): Outcome<Statement> => ({ value: undefined, problems: [{ ...problem, place: { file } }] });
  const broken = (what: BothLanguages): Outcome<Statement> => refused(statementProblem("STATEMENT_BROKEN", { params: { what } }));
  const shape = statementSchema.safeParse(plain);
  if (!shape.success) return broken(misfit(shape.error.issues[0]?.path.join("/") ?? ""));
  const statement = plain as Statement;
  let hash: string;
  try {
    hash = hashed ?? statementHash(statement, hashing);
  } catch {
    return broken(NO_TEXT);
  }
  if (hash !== statement.hash) return refused(statementProblem("STATEMENT_HASH_MISMATCH"));
  if (new Set(statement.steps.map(({ id }) => id)).size < statement.steps.length) return broken(TWICE);
  for (const step of statement.steps) {
    if (!("commitment" in step)) continue;
    const leaf = Object.hasOwn(statement.disclosure.leaves, step.id) ? statement.disclosure.leaves[step.id] : undefined;
    if (leaf !== undefined && commitmentOf(leaf.value, leaf.salt, hashing) !== step.commitment)
      return refused(statementProblem("STATEMENT_LEAF_MISMATCH", { path: step.id, params: { step: step.id } }));
  }
  const record = alteredRecord(statement, hashing);
  if (record !== undefined) return refused(statementProblem("STATEMENT_LEAF_MISMATCH", { path: record, params: { step: record } }));
  const step = inconsistent(statement);
  if (step !== undefined) return refused(statementProblem("STATEMENT_INCONSISTENT", { path: step, params: { step } }));
  return { value: statement, problems: [] };
}

/** The first disclosed record that is not the one committed to, or that nothing commits to. */
function alteredRecord({ records, disclosure }: Statement, hashing: typeof HASHING): string | undefined {
  const commitments = new Map(records.map(({ id, commitment }) => [id, commitment]));
  return Object.entries(disclosure.records).find(
    ([id, { value, salt }]) => commitmentOf(value, salt, hashing) !== commitments.get(id),
  )?.[0];
}

/** Relative difference up to which a step's value follows from its formula; a cycle's values were solved, not worked out. */
const FOLLOWS = 1e-9;

/** The first step or result that does not follow from what it rests on; withheld leaves and empty values are passed over. */
function inconsistent(statement: Statement): string | undefined {
  const { steps, withheld } = stepsOf(statement);
  for (const step of steps.values()) {
    if (step.formula === undefined || step.value === null) continue;
    const values = new Map<string, number>();
    let known = true;
    for (const term of step.terms ?? []) {
      const value = steps.get(term.step)?.value;
      if (typeof value === "number") values.set(term.symbol, value);
      else if (withheld.has(term.step)) known = false;
    }
    if (!known) continue;
    const again = evaluate(step.formula, values);
    if (again === undefined || Math.abs(again - step.value) > FOLLOWS * Math.abs(step.value)) return step.id;
  }
  return statement.results.find((r) => (steps.get(r.step)?.value ?? null) !== r.value)?.step;
}

/** Law: a Statement tells the case it was made from as far as its records are shown; a withheld one is missing, and said so. Problems: STATEMENT_RECORDS_BROKEN, STATEMENT_WITHHOLDS. */
export function caseTold(statement: Statement, file: string): Outcome<Case> {
  const told = caseOf(statement);
  if (told === undefined) return { value: undefined, problems: [statementProblem("STATEMENT_RECORDS_BROKEN", { place: { file } })] };
  const { withheld } = told;
  if (withheld.length === 0) return { value: told.case, problems: [] };
  const params = { count: withheld.length, records: withheld.slice(0, 10).join(", ") };
  return { value: told.case, problems: [statementProblem("STATEMENT_WITHHOLDS", { place: { file }, params })] };
}
