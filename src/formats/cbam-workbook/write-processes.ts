// Sheets A and D of the workbook: production processes, what passes between them, and their energy flows.
import type { Case, Power, Process } from "../../model/case.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import type { Quantity } from "../../model/quantity.ts";
import type { Category, Route } from "../../model/vocabulary.ts";
import { cellsOf, shiftCell } from "../xlsx/reference.ts";
import { otherProcess, PROCESS_BLOCKS, PROCESS_ROWS } from "./cells.ts";
import { CATEGORY_CHOICES, ELECTRICITY_CHOICES, ONLY_DIRECT, routesOf } from "./vocabulary.ts";
import type { Form } from "./write-form.ts";
import { templateCategory, templateRoute, writeCategory } from "./write-installation.ts";

const D = PROCESS_BLOCKS;

/** The processes in the order of the case; what passes between them stands by position among the other nine. */
export function writeProcesses(form: Form, given: Case): void {
  for (const [n, process] of given.processes.entries()) {
    writeRow(form, process, PROCESS_ROWS.first + n);
    writeBlock(form, process, (at) => shiftCell(at, n * D.step));
  }
  writeTransfers(form, given);
}

function writeRow(form: Form, process: Process, row: number): void {
  const { sheet, included: columns } = PROCESS_ROWS;
  const path = `process/${process.id}`;
  writeCategory(form, { sheet, ref: PROCESS_ROWS.key + row, path, id: process.id }, process.category);
  form.text(sheet, PROCESS_ROWS.name + row, process.name);
  const included = [...new Set((process.included ?? []).map(templateCategory))];
  if (included.length > columns.length) form.lost("included", path, process.id);
  if (included.length === 0) form.choice(sheet, columns[0] + row, "onlyDirect", ONLY_DIRECT);
  columns.forEach((column, i) => {
    form.choice(sheet, column + row, included[i], CATEGORY_CHOICES);
  });
}

type ByRoute = { route?: Route | undefined; amount?: Quantity | undefined };

/** Amounts by route in the rows of the category's routes (t); several of one row are added. */
export function writeByRoute(
  form: Form,
  rows: { sheet: string; cells: readonly string[]; unit: string; category: Category; path: string; id: string; step?: string },
  amounts: readonly ByRoute[] = [],
): void {
  const category = templateCategory(rows.category);
  const sums = new Map<string, number>();
  amounts.forEach(({ route, amount }, i) => {
    const value = form.number(amount, rows.unit, amounts.length === 1 ? rows.step : rows.step && `${rows.step}/${i + 1}`);
    if (amount === undefined || value === undefined) return;
    const named = route ?? (amounts.length === 1 ? undefined : routesOf(category)[i]);
    const row =
      route === undefined
        ? Math.max(0, routesOf(category).indexOf(named ?? "other"))
        : routesOf(category).indexOf(templateRoute(form, route, category, rows));
    const cell = rows.cells[row];
    if (cell !== undefined) sums.set(cell, (sums.get(cell) ?? 0) + value);
  });
  for (const [cell, value] of sums) form.put(rows.sheet, cell, value);
}

function writeBlock(form: Form, process: Process, moved: (at: string) => string): void {
  const { sheet } = D;
  const { id, category } = process;
  const path = `process/${id}`;
  writeByRoute(
    form,
    {
      sheet,
      cells: cellsOf(D.production.cells).map(moved),
      unit: D.production.unit,
      category,
      path: `${path}/production`,
      id,
      step: `process/${id}/production`,
    },
    process.production,
  );
  const { directEmissions, ...others } = D.quantities;
  form.quantities(sheet, others, process, {
    moved,
    step: (field) => (process[field] === undefined ? undefined : `process/${id}/${field}`),
  });
  const direct = form.step(`process/${id}/directOwn`) ?? form.number(process.directEmissions, directEmissions.unit);
  if (direct === undefined)
    form.problems.push(workbookProblem("TEMPLATE_NEEDS_RESULT", { path: `${path}/directEmissions`, params: { subject: id } }));
  form.put(sheet, moved(directEmissions.at), direct);
  form.put(sheet, moved(D.switches.heat), hasFlows(process.heat));
  form.put(sheet, moved(D.switches.wasteGas), hasFlows(process.wasteGas));
  for (const [what, flows] of [
    ["heat", process.heat],
    ["wasteGas", process.wasteGas],
  ] as const)
    for (const kind of ["imported", "exported"] as const) {
      const at = { path: `${path}/${what}`, id, step: `process/${id}/${what}/${kind}` };
      writePair(form, D[what][kind], moved, collapsed(form, flows?.[kind], D[what][kind], { ...at, loss: "flows" }));
    }
  const flows = [process.heat, process.wasteGas].flatMap((both) => [...(both?.imported ?? []), ...(both?.exported ?? [])]);
  if (flows.some(({ partner }) => partner !== undefined)) form.lost("partners", path, id);
  writePower(form, process, moved);
}

const hasFlows = (flows: Process["heat"] | Process["wasteGas"]): boolean =>
  [...(flows?.imported ?? []), ...(flows?.exported ?? [])].some(({ amount }) => amount !== undefined && amount.value !== 0);

type Part = { amount?: Quantity | undefined; emissionFactor?: Quantity | undefined };
type Pair = { amount: { at: string; unit: string }; emissionFactor: { at: string; unit: string } };
type Values = { amount: number | undefined; emissionFactor: number | undefined };

function writePair(form: Form, places: Pair, moved: (at: string) => string, { amount, emissionFactor }: Values): void {
  form.put(D.sheet, moved(places.amount.at), amount);
  form.put(D.sheet, moved(places.emissionFactor.at), emissionFactor);
}

/** One flow as it is; several as their total and the factor weighted by amount. A part that lacks its value leaves the total unknown. */
function collapsed(
  form: Form,
  parts: readonly Part[] | undefined,
  units: Pair,
  at: { path: string; id: string; step: string; loss: "flows" | "power" },
): Values {
  const values = (parts ?? []).map((part, i) => ({
    amount: part.amount && form.number(part.amount, units.amount.unit, `${at.step}/${i + 1}/amount`),
    emissionFactor:
      part.emissionFactor && form.number(part.emissionFactor, units.emissionFactor.unit, `${at.step}/${i + 1}/emissionFactor`),
  }));
  const [only] = values;
  if (only === undefined) return { amount: undefined, emissionFactor: undefined };
  if (values.length === 1) return only;
  form.lost(at.loss, at.path, at.id);
  let amount: number | undefined = 0;
  let weighted: number | undefined = 0;
  for (const part of values) {
    amount = amount === undefined || part.amount === undefined ? undefined : amount + part.amount;
    const product =
      part.amount === 0
        ? 0
        : part.amount === undefined || part.emissionFactor === undefined
          ? undefined
          : part.amount * part.emissionFactor;
    weighted = weighted === undefined || product === undefined ? undefined : weighted + product;
  }
  const complete = amount !== undefined && (weighted !== undefined || values.every((v) => v.emissionFactor === undefined));
  if (!complete) {
    form.lost("incompleteParts", at.path, at.id);
    return { amount: undefined, emissionFactor: undefined };
  }
  const same = values.every((v) => v.emissionFactor === only.emissionFactor);
  const mean = weighted === undefined || amount === undefined || amount === 0 ? undefined : weighted / amount;
  return { amount, emissionFactor: same ? only.emissionFactor : mean };
}

/** L65:L67 and L71:L72 (MWh, t CO2e/MWh); electricity produced stands where the template has what was exported: the credit is the same. */
function writePower(form: Form, process: Process, moved: (at: string) => string): void {
  const { id, electricity, electricityProduced: produced = [], electricityExported: exported = [] } = process;
  const path = `process/${id}`;
  const at = (field: string) => ({ path: `${path}/${field}`, id, step: `process/${id}/${field}`, loss: "power" as const });
  writePair(form, D.electricity, moved, collapsed(form, electricity, D.electricity, at("electricity")));
  writeMethod(form, process, moved(D.electricityMethod));
  if (produced.length > 0) form.lost("powerProduced", `${path}/electricityProduced`, id);
  if (produced.length > 0 && exported.length > 0) form.lost("bothReadings", `${path}/electricityExported`, id);
  const field = produced.length > 0 ? "electricityProduced" : "electricityExported";
  writePair(form, D.electricityExported, moved, collapsed(form, process[field], D.electricityExported, at(field)));
  const detailed = [...(electricity ?? []), ...produced, ...exported].some((p) => p.supplier ?? p.country ?? p.generation ?? p.criteria);
  if (detailed) form.lost("powerDetails", `${path}/electricity`, id);
}

/** Sources of different methods are a mix. */
function writeMethod(form: Form, { id, electricity = [] }: Process, cell: string): void {
  const methods = new Set(electricity.flatMap(({ method }: Power) => method ?? []));
  const [only] = methods;
  const method = methods.size > 1 ? "Mix" : only;
  if (!form.choice(D.sheet, cell, method, ELECTRICITY_CHOICES)) form.lost("powerMethod", `process/${id}/electricity`, `${id}: ${method}`);
}

/** L32:L40 of the giving process (t). */
function writeTransfers(form: Form, given: Case): void {
  const cells = cellsOf(D.transfers.cells);
  const position = new Map(given.processes.map(({ id }, n) => [id, n]));
  const sums = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const { from, to } of given.transfers ?? []) pairs.set(`${from}/${to}`, (pairs.get(`${from}/${to}`) ?? 0) + 1);
  for (const { from, to, amount } of given.transfers ?? []) {
    const n = position.get(from);
    const m = position.get(to);
    if (n === undefined || m === undefined) continue;
    const step = pairs.get(`${from}/${to}`) === 1 ? `transfer/${from}/${to}` : undefined;
    const value = amount && form.number(amount, D.transfers.unit, step);
    const row = cells.findIndex((_, k) => otherProcess(n, k) === m);
    const cell = cells[row];
    if (value === undefined || cell === undefined) continue;
    const ref = shiftCell(cell, n * D.step);
    sums.set(ref, (sums.get(ref) ?? 0) + value);
  }
  for (const [ref, value] of sums) form.put(D.sheet, ref, value);
}
