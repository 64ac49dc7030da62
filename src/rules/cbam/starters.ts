// What a plant enters first, by goods category and route: a list to begin with, never a filter.
import type { BothLanguages } from "../../base/problem.ts";
import type { Category, MeasuredGas, PfcMethod, Route, StreamMethod } from "../../model/vocabulary.ts";
import { categoryRow } from "./tables.ts";
import file from "./values/starters.json" with { type: "json" };

type Named = { id: string; name: BothLanguages };
export type Starter = {
  category: Category;
  route: Route;
  point: string;
  streams: (Named & { method: StreamMethod; standardFactor?: string })[];
  precursors: (Named & { category: Category })[];
  electricity: boolean;
  pfc?: Named & { method: PfcMethod };
  measuredPoint?: Named & { gas: MeasuredGas };
  /** What the act counts too and a first entry leaves out. */
  later: BothLanguages[];
};

const rows = file.rows as Starter[];

/** Routes that a good of the category may be made by and that tell something; none where all count as one. */
export function routesOf(category: Category): Route[] {
  return categoryRow(category).routes.definitive.filter((route) => route !== "all");
}

/** The list of a category and route, or the category's first where no route is said; undefined for a category that has none. Source: Annex I, section 3, of IR (EU) 2025/2547. */
export function starterOf(category: Category, route: Route | undefined): Starter | undefined {
  const mine = rows.filter((row) => row.category === category);
  return mine.find((row) => row.route === route) ?? mine[0];
}
