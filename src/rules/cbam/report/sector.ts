// Sector parameters: what Annex IV, point 2, asks of each good by its category.
import type { Product } from "../../../model/case.ts";
import type { ReportCell, ReportColumn, ReportPart } from "../../../model/operator-report.ts";
import type { Category } from "../../../model/vocabulary.ts";
import { word } from "../../../model/words.ts";
import { english, type Facts, productsOf, stated } from "./facts.ts";
import { both, col, part } from "./parts.ts";

type Field = keyof NonNullable<Product["parameters"]>;
type Asked = { fields: readonly Field[]; optional?: readonly Field[] };

const ALLOYS: readonly Field[] = ["manganese", "chromium", "nickel", "otherAlloys"];
const STEEL: Asked = { fields: [...ALLOYS, "scrapPerSteel", "preConsumerScrap"], optional: ["reducingAgent", "steelMillId"] };
const ALUMINIUM: Asked = { fields: ["scrapPerAluminium", "preConsumerScrap"], optional: ["nonAluminium"] };

/** Annex IV, point 2. Optional: "if known", "if in water", "if above 1 %". A category that is not here is "n.a.". */
const ASKED: Partial<Record<Category, Asked>> = {
  cement: { fields: ["clinkerFactor"] },
  urea: { fields: ["urea", "nitrogen"] },
  nitricAcid: { fields: ["nitricAcid", "nitrogen"] },
  ammonia: { fields: ["nitrogen"], optional: ["ammoniaConcentration"] },
  mixedFertilisers: { fields: ["nitrogen", "nitrogenAmmonium", "nitrogenNitrate", "nitrogenUrea", "nitrogenOther"] },
  pigIron: { fields: ["reducingAgent", ...ALLOYS] },
  directReducedIron: { fields: ["reducingAgent", ...ALLOYS] },
  ferroManganese: { fields: ["manganese", "carbon"] },
  ferroChromium: { fields: ["chromium", "carbon"] },
  ferroNickel: { fields: ["nickel", "carbon"] },
  ferroAlloys: { fields: ["carbon"], optional: ["manganese", "chromium", "nickel"] },
  crudeSteel: STEEL,
  ironOrSteelProducts: STEEL,
  unwroughtAluminium: ALUMINIUM,
  aluminiumProducts: ALUMINIUM,
};

/** Law: each good's sector parameters, by category; where the annex has none it says "n.a.". Source: IR (EU) 2025/2547, Annex IV, point 2. */
export function sectorParameters(facts: Facts): ReportPart[] {
  const categories = [...new Set(facts.statement.goods.map(({ category }) => category))];
  return categories.map((category) => {
    const title = both(word(category).ko, word(category).en);
    const asked = ASKED[category];
    if (asked === undefined)
      return part({
        title,
        columns: [],
        rows: [],
        none: both('이 품목군은 부속서에 "n.a."로 되어 있습니다', 'the annex says "n.a." for this category'),
      });
    const goods = facts.statement.goods.filter((good) => good.category === category);
    return part({
      title,
      columns: [
        col("good", "제품", "Good"),
        col("cn", "CN", "CN"),
        ...asked.fields.map((f) => columnOf(f)),
        ...(asked.optional ?? []).map((f) => columnOf(f, true)),
      ],
      rows: goods.map((good) => {
        const product = productsOf(facts).find(({ id }) => id === good.id);
        const fields = [...asked.fields, ...(asked.optional ?? [])];
        return {
          good: good.name,
          cn: good.cn === "" ? null : good.cn,
          ...Object.fromEntries(fields.map((field) => [field, parameter(product, field)])),
        };
      }),
      lacking: both("products/parameters에 적으십시오", "state them under products/parameters"),
    });
  });
}

const columnOf = (field: Field, optional = false): ReportColumn => {
  const { ko, en } = word(field);
  return { key: field, title: { ko, en }, ...(optional && { optional }) };
};

function parameter(product: Product | undefined, field: Field): ReportCell {
  const value = product?.parameters?.[field];
  if (value === undefined) return null;
  if (typeof value === "string") return field === "reducingAgent" ? english(value) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return stated(value);
}
