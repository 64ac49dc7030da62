// Whose actual data would save most: the difference between default and actual, or the whole default where actual data are unknown.
import type { Expression, Step } from "../../../base/derivation.ts";
import type { Saving, SavingKind } from "../../../model/declaration.ts";
import { difference, sum } from "./book.ts";
import { type Context, figureOf } from "./context.ts";
import type { Worked } from "./line-steps.ts";

type Group = { supplier: string; origin: string; cn: string; kind: SavingKind; lines: Worked[] };

function kindOf({ line, actual }: Worked): SavingKind {
  if (line.given.basis === "actual") return "realised";
  return actual === undefined ? "potential" : "available";
}

function grouped(lines: readonly Worked[]): Group[] {
  const byKey = new Map<string, Group>();
  for (const one of lines) {
    const { line } = one;
    const supplier = line.given.installation ?? "";
    const kind = kindOf(one);
    const key = `${line.cn} ${line.origin} ${kind} ${supplier}`;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, { supplier, origin: line.origin, cn: line.cn, kind, lines: [one] });
    else group.lines.push(one);
  }
  return [...byKey.values()];
}

/** Σ default less Σ actual where it is known. */
function saved(lines: readonly Worked[], field: "certificates" | "cost"): Expression {
  const of = (side: "default" | "actual"): Step[] => lines.flatMap((one) => one[side]?.[field] ?? []);
  const actual = of("actual");
  return actual.length === 0 ? sum("D", of("default")) : difference("D", of("default"), "A", actual);
}

/**
 * Law: a choice, not a duty (Art. 7(2) of Reg (EU) 2023/956): per supplier, origin and code what actual data save against default values, the greatest first.
 * In tCO2e and EUR. Lines without a default value take no part.
 */
export function savings(context: Context, lines: readonly Worked[]): Saving[] {
  const groups = grouped(lines.filter((one) => one.liable && one.default !== undefined));
  const answer = groups.map(({ lines: mine, ...group }): Saving => {
    const name = [group.kind, group.supplier, group.origin, group.cn].join("/");
    const at = (field: string, unit: string) => ({ id: `saving/${name}/${field}`, what: "saving", subject: name, unit });
    return {
      ...group,
      lines: mine.length,
      certificates: figureOf(context.ledger.step(at("certificates", "tCO2e"), saved(mine, "certificates"))),
      cost: figureOf(context.ledger.step(at("cost", "EUR"), saved(mine, "cost"))),
    };
  });
  return answer.sort(
    (a, b) => (b.certificates.value ?? 0) - (a.certificates.value ?? 0) || (a.certificates.step < b.certificates.step ? -1 : 1),
  );
}
