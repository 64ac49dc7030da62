// Check: precursors that are unusual for the good they go into.
import type { Problem } from "../../../base/problem.ts";
import type { Category } from "../../../model/vocabulary.ts";
import { categoryRow } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said } from "./finding.ts";

const ALLOYS: Category[] = ["ferroManganese", "ferroChromium", "ferroNickel"];

/** The usual precursors of a category and of those made inside its boundary; the template's one category of alloys stands for three. */
function usual(category: Category, included: readonly Category[]): Set<Category> {
  const all = [category, ...included].flatMap((c) => [...categoryRow(c).precursors, ...(c === category ? [] : [c])]);
  return new Set<Category>([...all, ...(all.some((c) => ALLOYS.includes(c)) ? (["ferroAlloys"] as const) : [])]);
}

/**
 * Law: any input listed in Annex I of Reg (EU) 2023/956 is a precursor; the list per category is a hint (IR (EU) 2025/2547 Art. 1(7)).
 * Problems: PRECURSOR_UNUSUAL.
 */
export function precursorPairs(facts: Facts): Problem[] {
  const processes = new Map(facts.case.processes.map((p) => [p.id, p]));
  return (facts.case.precursors ?? []).flatMap((precursor) =>
    [...new Set((precursor.uses ?? []).filter((u) => (u.amount?.value ?? 0) > 0).map((u) => u.process))].flatMap((id) => {
      const process = processes.get(id);
      if (process === undefined || usual(process.category, process.included ?? []).has(precursor.category)) return [];
      const params = {
        subject: facts.name(id),
        category: said(process.category),
        precursor: facts.name(precursor.id),
        found: said(precursor.category),
      };
      return [finding("PRECURSOR_UNUSUAL", { path: `precursor/${precursor.id}/use/${id}`, origin: precursor.origin, params })];
    }),
  );
}
