// Check: the parameters that each sector must report of its goods.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Process, Product } from "../../../model/case.ts";
import type { Quantity } from "../../../model/quantity.ts";
import type { Category } from "../../../model/vocabulary.ts";
import type { Facts } from "./facts.ts";
import { finding, listed, said, shown, sumOf } from "./finding.ts";

type Parameters = NonNullable<Product["parameters"]>;
type Field = keyof Parameters;

const ALLOYS: Field[] = ["manganese", "chromium", "nickel", "otherAlloys"];
const STEEL: Field[] = [...ALLOYS, "scrapPerSteel", "preConsumerScrap"];
const FORMS: Field[] = ["nitrogenAmmonium", "nitrogenNitrate", "nitrogenUrea", "nitrogenOther"];

/** Annex IV, point 2, of IR (EU) 2025/2547. Where the act says "if known", "if in water" or "if above 1 %", a blank is no fault. */
const REQUIRED: Partial<Record<Category, readonly Field[]>> = {
  cement: ["clinkerFactor"],
  urea: ["urea", "nitrogen"],
  nitricAcid: ["nitricAcid", "nitrogen"],
  ammonia: ["nitrogen"],
  mixedFertilisers: ["nitrogen", ...FORMS],
  pigIron: ["reducingAgent", ...ALLOYS],
  directReducedIron: ["reducingAgent", ...ALLOYS],
  ferroManganese: ["manganese", "carbon"],
  ferroChromium: ["chromium", "carbon"],
  ferroNickel: ["nickel", "carbon"],
  ferroAlloys: ["carbon"],
  crudeSteel: STEEL,
  ironOrSteelProducts: STEEL,
  unwroughtAluminium: ["scrapPerAluminium", "preConsumerScrap"],
  aluminiumProducts: ["scrapPerAluminium", "preConsumerScrap"],
};

/** Tonnes of scrap per tonne of metal may exceed one, as losses count. */
const HIGHEST: Partial<Record<Field, number>> = { scrapPerSteel: 2, scrapPerAluminium: 2 };

/**
 * Law: the report states the sector's parameters of each good (IR (EU) 2025/2547 Annex IV 2); mass fractions of one good sum to one at most.
 * Problems: PARAMETERS_MISSING, PARAMETERS_SUM, PARAMETER_RANGE.
 */
export function parameters(facts: Facts): Problem[] {
  const products = facts.case.products ?? [];
  const byProcess = Map.groupBy(products, (p) => p.process);
  return [
    ...facts.case.processes.flatMap((process) => missing(facts, process, byProcess.get(process.id) ?? [])),
    ...products.flatMap((product) => [...outside(facts, product), ...sums(facts, product)]),
  ];
}

/** One Problem for the products of a process that lack the same. */
function missing(facts: Facts, process: Process, products: Product[]): Problem[] {
  const groups = new Map<string, { fields: Field[]; alike: Product[] }>();
  for (const product of products) {
    const lacks = (REQUIRED[process.category] ?? []).filter(
      (field) => product.parameters?.[field] === undefined && !(field === "preConsumerScrap" && noScrap(product)),
    );
    const group = groups.get(lacks.join()) ?? { fields: lacks, alike: [] };
    group.alike.push(product);
    if (lacks.length > 0) groups.set(lacks.join(), group);
  }
  return [...groups.values()].map(({ fields, alike }) =>
    finding("PARAMETERS_MISSING", {
      path: `product/${alike[0]?.id ?? ""}/parameters`,
      origin: alike[0]?.origin,
      params: {
        subject: facts.name(process.id),
        products: alike.map(({ id }) => facts.name(id)).join(", "),
        category: said(process.category),
        missing: listed(fields),
      },
    }),
  );
}

function noScrap({ parameters: given }: Product): boolean {
  return (given?.scrapPerSteel ?? given?.scrapPerAluminium)?.value === 0;
}

/** A fraction of one; undefined for a field that is none. */
function fractionOf(given: Parameters[Field]): number | undefined {
  if (typeof given !== "object") return undefined;
  const { value, unit }: Quantity = given;
  return unit === "%" ? value / 100 : value;
}

function originOf(given: Parameters[Field]): Origin | undefined {
  return typeof given === "object" ? given.origin : undefined;
}

function outside(facts: Facts, product: Product): Problem[] {
  return (Object.keys(product.parameters ?? {}) as Field[]).flatMap((what) => {
    const value = fractionOf(product.parameters?.[what]);
    const high = HIGHEST[what] ?? 1;
    if (value === undefined || (value >= 0 && value <= high)) return [];
    return [
      finding("PARAMETER_RANGE", {
        path: `product/${product.id}/parameters/${what}`,
        origin: originOf(product.parameters?.[what]) ?? product.origin,
        params: { subject: facts.name(product.id), what: said(what), value: shown(value), high },
      }),
    ];
  });
}

function sums(facts: Facts, product: Product): Problem[] {
  const { parameters: given } = product;
  if (given === undefined) return [];
  const total = (fields: Field[]): { sum: number; stated: Field[] } => {
    const stated = fields.filter((field) => fractionOf(given[field]) !== undefined);
    return { sum: sumOf(stated.map((field) => fractionOf(given[field]))), stated };
  };
  const found = (fields: Field[], sum: number, limit: number): Problem =>
    finding("PARAMETERS_SUM", {
      path: `product/${product.id}/parameters`,
      origin: product.origin,
      params: { subject: facts.name(product.id), parts: listed(fields, " + "), sum: shown(100 * sum), limit: shown(100 * limit) },
    });
  const alloys = total([...ALLOYS, "carbon"]);
  const forms = total(FORMS);
  const nitrogen = fractionOf(given.nitrogen);
  const problems = alloys.stated.length > 1 && alloys.sum > 1 + 1e-9 ? [found(alloys.stated, alloys.sum, 1)] : [];
  if (nitrogen === undefined || forms.stated.length === 0) return problems;
  const complete = forms.stated.length === FORMS.length;
  const off = forms.sum - nitrogen;
  return off > 1e-3 || (complete && off < -1e-3) ? [...problems, found(forms.stated, forms.sum, nitrogen)] : problems;
}
