// A plant's route as a line of imports names it.
import type { LineRoute } from "../model/declaration.ts";
import type { Route } from "../model/vocabulary.ts";

/** Routes that a line of imports names as a plant does; an arc furnace may melt scrap or reduced iron, and is left to the table's row. */
export const LINE_ROUTES: Partial<Record<Route, LineRoute>> = {
  greyClinker: "greyClinker",
  whiteClinker: "whiteClinker",
  basicOxygen: "basicOxygen",
  primaryAluminium: "primaryAluminium",
  secondaryAluminium: "secondaryAluminium",
};
