// Check: CN codes of goods and precursors.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Category } from "../../../model/vocabulary.ts";
import { categoryOfCn, cnTable } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said } from "./finding.ts";

/** The template has one category for the three ferro-alloys. */
const ALLOYS = new Set<Category>(["ferroManganese", "ferroChromium", "ferroNickel", "ferroAlloys"]);

type Coded = { path: string; subject: string; cn: string; category: Category; origin: Origin | undefined; product: boolean };

/**
 * Law: a good of CBAM is named by its CN code of eight digits in the year, which belongs to one category; matched exactly, never by prefix (Reg (EU) 2023/956 Annex I).
 * Problems: CN_FORM, GOOD_CN_UNKNOWN, PRECURSOR_CN_UNKNOWN, CN_NOT_IN_YEAR, CN_CATEGORY.
 */
export function cnCodes(facts: Facts): Problem[] {
  const categories = new Map(facts.case.processes.map((p) => [p.id, p.category]));
  const products = (facts.case.products ?? []).flatMap((product): Coded[] => {
    const category = categories.get(product.process);
    return category === undefined
      ? []
      : [{ path: `product/${product.id}/cn`, subject: product.id, cn: product.cn, category, origin: product.origin, product: true }];
  });
  const precursors = (facts.case.precursors ?? []).flatMap((precursor): Coded[] =>
    precursor.cn === undefined || precursor.cn.trim() === ""
      ? []
      : [
          {
            path: `precursor/${precursor.id}/cn`,
            subject: precursor.id,
            cn: precursor.cn,
            category: precursor.category,
            origin: precursor.origin,
            product: false,
          },
        ],
  );
  return [...products, ...precursors].flatMap((coded) => one(facts, coded));
}

function one(facts: Facts, { path, subject: id, cn: typed, category, origin, product }: Coded): Problem[] {
  const digits = typed.replace(/\s/g, "");
  const subject = facts.name(id);
  const at = { path, origin };
  const isTaric = !product && /^\d{10}$/.test(digits);
  if (!isTaric && !/^\d{8}$/.test(digits)) return [finding("CN_FORM", { ...at, params: { subject, cn: typed } })];
  const cn = digits.slice(0, 8);
  const found = categoryOfCn(cn, facts.year);
  const params = { subject, cn, year: facts.year };
  if (found !== undefined)
    return same(found, category)
      ? []
      : [finding("CN_CATEGORY", { ...at, params: { ...params, found: said(found), category: said(category) } })];
  const table = cnTable();
  if (!table.some((row) => row.cn === cn)) return [finding(product ? "GOOD_CN_UNKNOWN" : "PRECURSOR_CN_UNKNOWN", { ...at, params })];
  const codes = table
    .filter((row) => row.cn.slice(0, 6) === cn.slice(0, 6) && categoryOfCn(row.cn, facts.year) !== undefined)
    .map((row) => row.cn);
  return [finding("CN_NOT_IN_YEAR", { ...at, params: { ...params, codes: codes.join(", ") || "-" } })];
}

function same(a: Category, b: Category): boolean {
  return a === b || (ALLOYS.has(a) && ALLOYS.has(b) && (a === "ferroAlloys" || b === "ferroAlloys"));
}
