// From a finished calculation to the immutable Statement with its hash.
import { HASHING, type Hashing } from "../base/canonical.ts";
import type { Origin, Step } from "../base/derivation.ts";
import type { Problem } from "../base/problem.ts";
import type { Case } from "../model/case.ts";
import { recordsOf } from "../model/records.ts";
import {
  type Comparison,
  commitmentOf,
  type DatasetUse,
  type Disclosure,
  type SealedStep,
  type Statement,
  type StatementBody,
  statementHash,
} from "../model/statement.ts";
import { accounts, type Calculation } from "../rules/cbam/calculate.ts";

export type SealOptions = {
  engineVersion: string;
  input: StatementBody["input"];
  file: string;
  datasets: DatasetUse[];
  comparison?: Comparison;
  problems: Problem[];
  /** The organisation's secret, which salts the leaves so that records can be held back; without it nothing can. */
  secret?: Uint8Array;
  hashing?: Hashing;
};

/**
 * Law: a Statement holds all that is needed to draw every report; the same input gives the same hash on every machine.
 * Leaves carry SHA-256 commitments, their values lie in the disclosure beside the hashed body.
 */
export function seal(calculation: Calculation, options: SealOptions): Statement {
  const { run, goods, results } = calculation;
  const given: Case = run.case;
  const { steps, disclosure } = sealSteps([...run.ledger.steps.values()], options);
  const { records, disclosed } = sealRecords(given, options);
  const body: StatementBody = {
    format: "sandan.statement/1",
    engine: { name: "sandan", version: options.engineVersion },
    regime: "cbam",
    act: run.act,
    ...(run.request.asIf !== undefined && { asIf: run.request.asIf }),
    ...(given.title !== undefined && { title: given.title }),
    ...(given.source !== undefined && { source: given.source }),
    period: given.period,
    installation: withoutOrigin(given.installation),
    input: options.input,
    goods,
    subjects: run.subjects,
    evidence: (given.evidence ?? [])
      .map(({ id, title, sha256 }) => ({ id, title, ...(sha256 !== undefined && { sha256 }) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    records,
    results,
    accounts: accounts(calculation),
    datasets: options.datasets,
    ...(options.comparison !== undefined && { comparison: options.comparison }),
    steps,
    problems: options.problems.map(placeless).sort(byPlace),
  };
  return { ...body, disclosure: { ...disclosure, records: disclosed }, hash: statementHash(body, options.hashing) };
}

function sealRecords(
  given: Case,
  { secret, hashing = HASHING }: SealOptions,
): { records: StatementBody["records"]; disclosed: Disclosure["records"] } {
  const disclosed: Disclosure["records"] = {};
  const mac = secret && hashing.macsUnder(secret);
  const records = [...recordsOf(given)].map(([id, value]) => {
    const salt = mac?.(`record/${id}`);
    disclosed[id] = salt === undefined ? { value } : { salt, value };
    return { commitment: commitmentOf(value, salt, hashing), id };
  });
  return { records, disclosed };
}

function withoutOrigin<T extends { origin?: Origin | undefined }>(record: T): T {
  const { origin: _, ...rest } = record;
  return rest as T;
}

/** The file's name and the lines of a case file stay outside the hash: neither is part of what was said. */
function placeless(problem: Problem): Problem {
  const { place, ...rest } = problem;
  if (place?.sheet === undefined) return rest;
  return { ...rest, place: { sheet: place.sheet, ...(place.cell !== undefined && { cell: place.cell }) } };
}

function byPlace(a: Problem, b: Problem): number {
  const key = (p: Problem): string => `${p.path}\n${p.code}\n${p.place?.sheet ?? ""}\n${p.place?.cell ?? ""}\n${p.text.en}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/** Steps with their keys in canonical order, which spares the hash a copy of each. */
function sealSteps(
  all: Step[],
  { file, secret, hashing = HASHING }: SealOptions,
): { steps: SealedStep[]; disclosure: Omit<Disclosure, "records"> } {
  const leaves: Disclosure["leaves"] = {};
  const lines: Record<string, number> = {};
  const mac = secret && hashing.macsUnder(secret);
  const unsalted = new Map<number | null, string>();
  const ordered = all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const steps = ordered.map((step): SealedStep => {
    const { assumption, factor, formula, id, rule, subject, terms, unit, value, what } = step;
    if (step.origin?.line !== undefined) lines[id] = step.origin.line;
    const origin = keptOrigin(step.origin);
    if (formula !== undefined) return { assumption, factor, formula, id, origin, rule, subject, terms, unit, value, what };
    const salt = mac?.(id);
    leaves[id] = salt === undefined ? { value } : { salt, value };
    const commitment = (salt === undefined ? unsalted.get(value) : undefined) ?? commitmentOf(value, salt, hashing);
    if (salt === undefined) unsalted.set(value, commitment);
    return { assumption, commitment, factor, id, origin, rule, subject, unit, what };
  });
  return { steps, disclosure: { salted: secret !== undefined, leaves, file, ...(Object.keys(lines).length > 0 && { lines }) } };
}

function keptOrigin(origin: Origin | undefined): Origin | undefined {
  if (origin === undefined) return undefined;
  const { file: _, line: __, ...rest } = origin;
  return Object.keys(rest).length === 0 ? undefined : rest;
}
