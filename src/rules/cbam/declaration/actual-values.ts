// Emissions per tonne by actual data: what the line states, or what the maker's statement says.
import { add, type Origin, ref, type Step } from "../../../base/derivation.ts";
import { ratioOf } from "../../../base/units.ts";
import type { Quantity } from "../../../model/quantity.ts";
import { type Measure, type Statement, statementHash } from "../../../model/statement.ts";
import { categoryRow, countryOf, DEFINITIVE_ACT } from "../tables.ts";
import { type Context, type Line, once, say } from "./context.ts";

/** A stated basis that differs from the computed one by more than this part of it is said so. */
const SAME = 1e-5;
/** No good of CBAM embeds so much in a tonne (or a MWh): primary aluminium, the highest, stays under 40. */
const IMPLAUSIBLE = 100;
const RULE = { act: DEFINITIVE_ACT, point: "Annex I 3.1, with Annex II of Reg (EU) 2023/956" };

/**
 * Law: the basis is direct emissions for goods of Annex II, direct and indirect for all others; actual values are verified. In tCO2e/t (tCO2e/MWh of electricity).
 * Answers undefined where the line states none.
 * Problems: ACTUAL_VALUES_MISSING, ACTUAL_UNVERIFIED, ACTUAL_BASIS_DIFFERS, LINE_SEE_NEGATIVE, STATEMENT_REF_*. Source: Reg (EU) 2023/956, Art. 7 and Annex II.
 */
export function actualEmissions(context: Context, line: Line): Step | undefined {
  const { actual, basis } = line.given;
  const see = actual?.statement === undefined ? fromLine(context, line) : fromStatement(context, line, actual.statement);
  if (actual?.statement !== undefined && (actual.seeBasis ?? actual.seeDirect ?? actual.seeIndirect) !== undefined)
    say(context, "STATEMENT_AND_VALUES", { line, field: "actual/statement" });
  if ((see?.value ?? 0) > IMPLAUSIBLE) say(context, "SEE_IMPLAUSIBLE", { line, field: "actual", params: { value: see?.value ?? 0 } });
  if (see === undefined && basis === "actual" && actual?.statement === undefined)
    say(context, "ACTUAL_VALUES_MISSING", { line, field: "actual" });
  if (see !== undefined && basis === "actual" && actual?.verified !== true)
    say(context, "ACTUAL_UNVERIFIED", { line, field: "actual/verified" });
  return see;
}

function fromLine(context: Context, line: Line): Step | undefined {
  const { actual } = line.given;
  const stated = specific(context, line, "seeBasis", actual?.seeBasis);
  const direct = specific(context, line, "seeDirect", actual?.seeDirect);
  const indirect = specific(context, line, "seeIndirect", actual?.seeIndirect);
  const directOnly = categoryRow(line.category).annexII;
  const computed =
    direct === undefined || (!directOnly && indirect === undefined)
      ? undefined
      : directOnly || indirect === undefined
        ? ref("SEE_dir", direct)
        : add(ref("SEE_dir", direct), ref("SEE_indir", indirect));
  if (stated !== undefined) {
    const [a, b] = [stated.value ?? 0, computed?.value ?? stated.value ?? 0];
    if (Math.abs(a - b) > SAME * Math.max(1, Math.abs(a)))
      say(context, "ACTUAL_BASIS_DIFFERS", { line, field: "actual/seeBasis", params: { stated: a, computed: b } });
    return stated;
  }
  if (computed === undefined) return undefined;
  return context.ledger.step({ id: `line/${line.id}/see`, what: "seeActual", subject: line.id, unit: "tCO2e/t", rule: RULE }, computed);
}

/** A stated value in tCO2e/t; a conversion keeps what was stated as origin. */
function specific(
  context: Context,
  line: Line,
  field: "seeBasis" | "seeDirect" | "seeIndirect",
  given: Quantity | undefined,
): Step | undefined {
  if (given === undefined) return undefined;
  const dimension = line.category === "electricity" ? "factorElectricity" : "specificEmissions";
  const [numerator, denominator] = ratioOf(given.unit, dimension) ?? [1, 1];
  if (given.value < 0) say(context, "LINE_SEE_NEGATIVE", { line, field: `actual/${field}`, params: { value: given.value } });
  return leaf(context, line, field, (given.value * numerator) / denominator, { ...line.given.at });
}

function leaf(context: Context, line: Line, field: string, value: number, origin: Origin, assumption?: string): Step {
  return context.ledger.leaf({
    id: `line/${line.id}/${field}`,
    what: field,
    subject: line.id,
    value,
    unit: line.category === "electricity" ? "tCO2e/MWh" : "tCO2e/t",
    ...(Object.keys(origin).length > 0 && { origin }),
    ...(assumption !== undefined && { assumption }),
  });
}

/** Law: a statement counts only whole and unaltered, for the good and code that the line names, under the act of the definitive period. */
function fromStatement(context: Context, line: Line, { hash, good }: { hash: string; good: string }): Step | undefined {
  const field = "actual/statement";
  const statement = context.statements.get(hash);
  if (statement === undefined) {
    say(context, "STATEMENT_REF_MISSING", { line, field, params: { hash } });
    return undefined;
  }
  if (!once(context, `sound ${hash}`, () => isSound(statement))) {
    say(context, "STATEMENT_REF_HASH", { line, field, params: { hash }, onceBy: hash });
    return undefined;
  }
  if (!fits(context, line, statement, good)) return undefined;
  return reported(context, line, statement, good);
}

function isSound(statement: Statement): boolean {
  return statementHash(statement) === statement.hash;
}

function fits(context: Context, line: Line, statement: Statement, id: string): boolean {
  const field = "actual/statement";
  const good = statement.goods.find((g) => g.id === id);
  if (good === undefined || resultOf(statement, id, "seeBasis") === null) {
    const goods = statement.goods.map((g) => g.id).join(", ");
    say(context, "STATEMENT_REF_GOOD", { line, field: `${field}/good`, params: { good: id, goods } });
    return false;
  }
  if (good.cn.replace(/\s/g, "") !== line.cn) {
    say(context, "STATEMENT_REF_CN", { line, field: `${field}/good`, params: { stated: good.cn, cn: line.cn } });
    return false;
  }
  if (statement.act !== DEFINITIVE_ACT || (statement.asIf !== undefined && context.options.asIf === undefined)) {
    const act = statement.asIf === undefined ? statement.act : `${statement.act} (as if ${statement.asIf})`;
    say(context, "STATEMENT_REF_ACT", { line, field, params: { act }, onceBy: statement.hash });
    return false;
  }
  const country = statement.installation.country;
  if (country !== undefined && countryOf(country) !== line.origin)
    say(context, "STATEMENT_REF_COUNTRY", {
      line,
      field,
      params: { country, origin: line.origin },
      onceBy: `${statement.hash} ${line.origin}`,
    });
  samePeriod(context, line, statement);
  return true;
}

/** Law: actual values are those of the reporting period in which the goods were produced (IR (EU) 2025/2547, Art. 7). */
function samePeriod(context: Context, line: Line, { period, hash }: Statement): void {
  const { date, actual } = line.given;
  const production = actual?.productionYear;
  const other = production !== undefined && production !== Number(period.start.slice(0, 4));
  if (!other && date >= period.start) return;
  const params = { start: period.start, end: period.end, date, production: production ?? "-" };
  say(context, "STATEMENT_REF_PERIOD", { line, field: "actual/statement", params, onceBy: `${hash} ${date} ${production}` });
}

function resultOf(statement: Statement, good: string, measure: Measure): number | null {
  return statement.results.find((r) => r.product === good && r.measure === measure)?.value ?? null;
}

/** The statement's basis: as its report states it, with at most 5 decimals, where a rounding is at hand. Source: IR (EU) 2025/2547, Annex II A.1. */
function reported(context: Context, line: Line, statement: Statement, good: string): Step {
  const exact = resultOf(statement, good, "seeBasis") ?? 0;
  const { rounded } = context.options;
  const value = rounded === undefined ? exact : Number(rounded(exact, 5));
  const origin = { ...line.given.at, evidence: [statement.hash] };
  return leaf(context, line, "seeBasis", value, origin, rounded === undefined ? undefined : "reportedFiveDecimals");
}
