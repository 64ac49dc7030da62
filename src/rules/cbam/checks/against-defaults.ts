// Check: goods and precursors whose emissions are far from the Commission's default value.
import type { Origin } from "../../../base/derivation.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Quantity } from "../../../model/quantity.ts";
import type { Category } from "../../../model/vocabulary.ts";
import { type DefaultValue, type DefaultValues, lookupDefault } from "../default-values.ts";
import { categoryRow } from "../tables.ts";
import type { Facts } from "./facts.ts";
import { finding, said, shown } from "./finding.ts";
import { routesOf } from "./routes.ts";

const FAR = 5;
/** Letters of the routes in which scrap is the main input. */
const SCRAP_ROUTES = new Set(["E", "H", "J", "L"]);

type Compared = {
  path: string;
  subject: string;
  cn: string | undefined;
  category: Category;
  country: string | undefined;
  direct: number | undefined;
  indirect: number | undefined;
  origin: Origin | undefined;
};

/**
 * Law: none; a default value (IR (EU) 2025/2621 Annex I) stands for a country's goods with all their precursors, so that a figure
 * five times above or below has a reason.
 * Metal from scrap is not held against a default of metal from ore where it lies below it, nor the other way round. Problems: FAR_FROM_DEFAULT.
 */
export function againstDefaults(facts: Facts): Problem[] {
  const { defaultValues: table } = facts;
  if (table === undefined) return [];
  const scrap = fromScrap(facts);
  const known = new Map<string, DefaultValue | undefined>();
  const byDefault = (country: string, cn: string): DefaultValue | undefined => {
    const key = `${country}|${cn}`;
    if (!known.has(key)) known.set(key, lookupDefault(table, { country, cn, forDeclaration: false }).value);
    return known.get(key);
  };
  return [...goods(facts), ...precursors(facts)].flatMap((one) => {
    const found = one.cn === undefined || one.country === undefined ? undefined : byDefault(one.country, one.cn);
    return found === undefined ? [] : compare(facts, table, one, found, scrap);
  });
}

function goods(facts: Facts): Compared[] {
  const { country, address } = facts.case.installation;
  const origins = new Map((facts.case.products ?? []).map((p) => [p.id, p.origin]));
  return facts.goods.map((good) => ({
    path: `product/${good.id}/seeDirect`,
    subject: good.id,
    cn: good.cn,
    category: good.category,
    country: country ?? address?.country,
    direct: facts.value(`product/${good.id}/seeDirect`),
    indirect: facts.value(`product/${good.id}/seeIndirect`),
    origin: origins.get(good.id),
  }));
}

function precursors(facts: Facts): Compared[] {
  return (facts.case.precursors ?? [])
    .filter((p) => p.sources.every((s) => s.seeDirect !== undefined))
    .map((p) => ({
      path: `precursor/${p.id}/seeDirect`,
      subject: p.id,
      cn: p.cn,
      category: p.category,
      country: p.country ?? p.sources[0]?.country,
      direct: facts.value(`precursor/${p.id}/seeDirect`),
      indirect: facts.value(`precursor/${p.id}/seeIndirect`),
      origin: p.sources[0]?.seeDirect?.origin ?? p.origin,
    }));
}

function compare(facts: Facts, table: DefaultValues, one: Compared, found: DefaultValue, scrap: boolean): Problem[] {
  const indirect = categoryRow(one.category).annexII ? 0 : one.indirect;
  if (one.direct === undefined || indirect === undefined) return [];
  const value = one.direct + indirect;
  if (found.total <= 0 || value <= 0) return [];
  const ratio = value / found.total;
  const ofScrap = found.routeLetters.length > 0 && found.routeLetters.every((letter) => SCRAP_ROUTES.has(letter));
  const far = ofScrap && !scrap ? ratio < 1 / FAR : scrap && !ofScrap ? ratio > FAR : ratio > FAR || ratio < 1 / FAR;
  if (!far) return [];
  const { version = "", status } = table.header;
  const params = {
    subject: facts.name(one.subject),
    value: shown(Number(value.toPrecision(6))),
    byDefault: shown(found.total),
    ratio: shown(Number(ratio.toPrecision(2))),
    country: found.country,
    cn: one.cn ?? "",
    version,
    status: said(status),
  };
  return [finding("FAR_FROM_DEFAULT", { path: one.path, origin: one.origin, params })];
}

/** True where scrap is a main input somewhere in the case. */
function fromScrap(facts: Facts): boolean {
  const { processes, precursors = [], products = [] } = facts.case;
  const routes = [...processes.flatMap(routesOf), ...precursors.flatMap((p) => p.routes ?? [])];
  const isScrap = (route: string): boolean => route === "electricArc" || route === "secondaryAluminium";
  const share = ({ value, unit }: Quantity): number => (unit === "%" ? value / 100 : value);
  const perTonne = products.flatMap(({ parameters: p }) => p?.scrapPerSteel ?? p?.scrapPerAluminium ?? []).map(share);
  return routes.some(isScrap) || perTonne.some((scrap) => scrap > 0.3);
}
