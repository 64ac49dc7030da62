// Sheets A and C of the workbook: the period, the installation, the verifier, the goods with their routes, and the balances typed by hand.
import type { Case } from "../../model/case.ts";
import type { Category, Route } from "../../model/vocabulary.ts";
import { BALANCES, GOODS, INSTALLATION, VERIFIER } from "./cells.ts";
import { CATEGORY_CHOICES, QUALITY_CHOICES, REASON_CHOICES, ROUTE_CHOICES, routesOf, VERIFICATION_CHOICES } from "./vocabulary.ts";
import type { Form } from "./write-form.ts";
import type { Countries } from "./write-template.ts";

const DAY = 86_400_000;

/** Serial of an ISO day in the date system of the workbook. */
export function serialOf(day: string, date1904: boolean): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY + 25_569 - (date1904 ? 1462 : 0);
}

/** A_InstData I9:I53; a country by the name that the template's list has. */
export function writeInstallation(form: Form, given: Case, { date1904, countries }: { date1904: boolean; countries: Countries }): void {
  const { sheet } = INSTALLATION;
  const { installation, period, verifier } = given;
  form.put(sheet, INSTALLATION.periodStart, serialOf(period.start, date1904));
  form.put(sheet, INSTALLATION.periodEnd, serialOf(period.end, date1904));
  const { address, representative, coordinates } = installation;
  for (const field of ["name", "nameEnglish", "economicActivity", "unlocode"] as const)
    form.text(sheet, INSTALLATION[field], installation[field]);
  for (const field of ["street", "postCode", "poBox", "city"] as const) form.text(sheet, INSTALLATION[field], address?.[field]);
  form.text(sheet, INSTALLATION.country, installation.country === undefined ? undefined : countries.nameOf(installation.country));
  form.put(sheet, INSTALLATION.latitude, coordinates?.latitude);
  form.put(sheet, INSTALLATION.longitude, coordinates?.longitude);
  for (const field of ["name", "email", "telephone"] as const)
    form.text(sheet, INSTALLATION.representative[field], representative?.[field]);
  form.text(sheet, VERIFIER.company, verifier?.company);
  for (const field of ["street", "city", "postCode", "country"] as const)
    form.text(sheet, VERIFIER.address[field], verifier?.address?.[field]);
  for (const field of ["name", "email", "telephone", "fax"] as const)
    form.text(sheet, VERIFIER.representative[field], verifier?.representative?.[field]);
  for (const field of ["memberState", "body", "number"] as const)
    form.text(sheet, VERIFIER.accreditation[field], verifier?.accreditation?.[field]);
}

/** The three ferro-alloys are one category of the template. */
export function templateCategory(category: Category): Category {
  return category === "ferroManganese" || category === "ferroChromium" || category === "ferroNickel" ? "ferroAlloys" : category;
}

/** The category's text in a cell; which ferro-alloy it was is lost. */
export function writeCategory(form: Form, at: { sheet: string; ref: string; path: string; id: string }, category: Category): void {
  const known = templateCategory(category);
  if (known !== category) form.lost("category", at.path, at.id);
  form.choice(at.sheet, at.ref, known, CATEGORY_CHOICES);
}

/** The route of the template's list that stands for one of ours in a category: itself, else "other", else the only one. */
export function templateRoute(form: Form, route: Route | undefined, category: Category, at: { path: string; id: string }): Route {
  const routes = routesOf(category);
  const [only] = routes;
  if (route !== undefined && routes.includes(route)) return route;
  const found = routes.includes("other") ? "other" : (only ?? "all");
  if (route !== undefined && route !== "all") form.lost("route", at.path, `${at.id}: ${route}`);
  return found;
}

/** A_InstData rows 62-71: every category that is made, with the routes of the processes that make or include it. */
export function writeGoods(form: Form, given: Case): void {
  const goods = new Map<Category, Set<Route>>();
  noteSharedRoutes(form, given);
  for (const process of given.processes) {
    const categories = [process.category, ...(process.included ?? [])].map(templateCategory);
    for (const category of categories) if (!goods.has(category)) goods.set(category, new Set());
    const stated = new Set([...(process.routes ?? []), ...(process.production ?? []).flatMap((p) => p.route ?? [])]);
    for (const route of stated) {
      const home = categories.find((category) => routesOf(category).includes(route)) ?? categories[0];
      if (home === undefined || (route === "all" && routesOf(home)[0] !== "all")) continue;
      goods.get(home)?.add(templateRoute(form, route, home, { path: `process/${process.id}/routes`, id: process.id }));
    }
  }
  [...goods].forEach(([category, routes], i) => {
    const row = GOODS.first + i;
    form.choice(GOODS.sheet, GOODS.key + row, category, CATEGORY_CHOICES);
    const [only] = routesOf(category);
    const list = routes.size === 0 && only === "all" ? (["all"] as const) : [...routes];
    GOODS.routes.forEach((column, j) => {
      form.choice(GOODS.sheet, column + row, list[j], ROUTE_CHOICES);
    });
  });
}

/** The template has the routes by category, so that those of two processes cannot be told apart. */
function noteSharedRoutes(form: Form, { processes }: Case): void {
  const first = new Map<Category, string>();
  for (const { id, category, routes = [] } of processes) {
    const mine = [...routes].sort().join();
    const other = first.get(category);
    if (other === undefined) first.set(category, mine);
    else if (other !== mine) form.lost("sharedRoutes", `process/${id}/routes`, id);
  }
}

/** Sheet C rows 16, 26 and 40-42 (TJ, t CO2e). */
export function writeBalances(form: Form, balances: Case["balances"]): void {
  const { sheet } = BALANCES;
  const moved = (at: string): string => at;
  form.quantities(sheet, BALANCES.fuel, balances?.fuel ?? {}, { moved });
  form.quantities(sheet, BALANCES.emissions, balances?.emissions ?? {}, { moved });
  form.choice(sheet, BALANCES.dataQuality, balances?.dataQuality, QUALITY_CHOICES);
  form.choice(sheet, BALANCES.dataQualityReason, balances?.dataQualityReason, REASON_CHOICES);
  form.choice(sheet, BALANCES.dataVerification, balances?.dataVerification, VERIFICATION_CHOICES);
}
