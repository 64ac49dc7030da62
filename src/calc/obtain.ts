// The Statement of a file, whatever the file is: computed from a workbook or a case file, or opened if it is one already.
import type { Outcome } from "../base/problem.ts";
import type { Account, Figures, Measure, Statement } from "../model/statement.ts";
import { ACCOUNTED, accountOf } from "../rules/cbam/accounts.ts";
import type { Calculation } from "../rules/cbam/calculate.ts";
import { openFile } from "./open.ts";
import { figuresOfFile, type Options, statementOf } from "./pipeline.ts";

export type Obtained = { statement: Statement; calculation?: Calculation };

/** Law: a Statement is opened only if its hash fits; anything else is calculated. Problems: those of `openStatement` and `statementOf`. */
export function obtain(bytes: Uint8Array, options: Options): Outcome<Obtained> {
  const opened = openFile(bytes, options.file);
  if (opened === undefined) return statementOf(bytes, options);
  return opened.value === undefined ? opened : { value: { statement: opened.value }, problems: opened.value.problems };
}

/** The figures of a file for a table: of a Statement that opens, or calculated without being sealed. Problems: as for `obtain`. */
export function figuresOf(bytes: Uint8Array, options: Options): Outcome<Figures> {
  const opened = openFile(bytes, options.file);
  if (opened === undefined) return figuresOfFile(bytes, options);
  return opened.value === undefined ? opened : { value: opened.value, problems: opened.value.problems };
}

/** The account of one good and measure: the Statement's own, or computed where the Statement was too large to hold all. */
export function accountFor({ statement, calculation }: Obtained, product: string, measure: Measure): Account | undefined {
  const held = statement.accounts.find((a) => a.product === product && a.measure === measure);
  if (held !== undefined || calculation === undefined) return held;
  const good = calculation.goods.find((g) => g.id === product);
  const accounted = ACCOUNTED.find((m) => m === measure);
  return good === undefined || accounted === undefined ? undefined : accountOf(calculation.run, good, accounted);
}
