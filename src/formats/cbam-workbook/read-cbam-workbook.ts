// Reads the Commission's CBAM communication workbook into a case, with the results that the workbook itself holds.
import { hasError, type Outcome, type Problem } from "../../base/problem.ts";
import type { Case } from "../../model/case.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { readXlsx, type Workbook } from "../xlsx/read-xlsx.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { type CachedResults, cachedResults } from "./cached.ts";
import { INPUT_AREAS, INSTALLATION, inputCells, PROCESS_ROWS, SHEETS } from "./cells.ts";
import { given, type InputSource, Inputs } from "./inputs.ts";
import { checkNames } from "./names.ts";
import { readBalances, readInstallation, readPeriod, readVerifier } from "./read-installation.ts";
import { readPrecursors } from "./read-precursors.ts";
import { readProcesses, readTransfers } from "./read-processes.ts";
import { readProducts } from "./read-products.ts";
import { readMeasuredPoints, readPfc, readStreams } from "./read-streams.ts";
import { readCarbonPriceTool, readCogeneration } from "./read-tools.ts";
import { versionOf } from "./version.ts";
import { Translations } from "./vocabulary.ts";

export type CbamWorkbook = { case: Case; cached: CachedResults; version: string };
export type CbamWorkbookOptions = {
  /** Name of the file, for origins and Problems. */
  file?: string;
};

/** Sheets that are read at once; the translations only where a text is not English. */
const READ: readonly string[] = Object.values(SHEETS).filter((name) => name !== SHEETS.translations);
/** Most error values that are named one by one, and most cells named in one Problem. */
const MANY = 50;
const FEW = 5;

/**
 * Law: every input cell of the template (V2.1, V2.1.1) becomes a field of the case with its origin; a blank is absent and never zero;
 * nothing is read from example rows or from results. Problems: those of readXlsx and versionOf, and all of model/problems/workbook.ts.
 * Source: the Commission's CBAM communication template for installations.
 */
export function readCbamWorkbook(bytes: Uint8Array, options: CbamWorkbookOptions = {}): Outcome<CbamWorkbook> {
  const { file } = options;
  const book = readXlsx(bytes, { sheets: READ });
  if (book.value === undefined) return { value: undefined, problems: book.problems.map((p) => inFile(p, file)) };
  const workbook = book.value;
  const version = versionOf(workbook, { ...given("file", file), withBlanks: () => readXlsx(bytes, { sheets: READ, blanks: true }) });
  if (version.value === undefined) return version;
  const inputs = new Inputs({ ...sourceOf(bytes, workbook), ...given("file", file) });
  const read = readCase(inputs);
  const problems = unique([...inputs.problems, ...errorValues(workbook, inputs.problems, file)]);
  if (read === undefined || hasError(problems)) return { value: undefined, problems };
  return { value: { case: read, cached: cachedResults(workbook.sheets), version: version.value }, problems };
}

function sourceOf(bytes: Uint8Array, workbook: Workbook): InputSource {
  const load = (): Sheet | undefined => readXlsx(bytes, { sheets: [SHEETS.translations] }).value?.sheets.get(SHEETS.translations);
  return { sheets: workbook.sheets, translations: new Translations(load), date1904: workbook.date1904 };
}

function inFile(problem: Problem, file: string | undefined): Problem {
  return file === undefined ? problem : { ...problem, place: { file, ...problem.place } };
}

function readCase(inputs: Inputs): Case | undefined {
  const period = readPeriod(inputs);
  const installation = readInstallation(inputs);
  const verifier = readVerifier(inputs);
  const balances = readBalances(inputs);
  const streams = readStreams(inputs);
  const pfc = readPfc(inputs);
  const measuredPoints = readMeasuredPoints(inputs);
  const processes = readProcesses(inputs);
  const transfers = readTransfers(inputs, processes);
  const precursors = readPrecursors(inputs, processes);
  const cogeneration = readCogeneration(inputs);
  const carbonPriceTool = readCarbonPriceTool(inputs, new Set([...processes, ...precursors].map((p) => p.id)));
  const products = readProducts(inputs, processes);
  checkNames(inputs, processes, precursors);
  inputs.path = "processes";
  if (processes.length === 0) {
    inputs.problem("NO_PROCESSES", PROCESS_ROWS.sheet, PROCESS_ROWS.key + PROCESS_ROWS.first);
    return undefined;
  }
  return {
    format: "sandan.case/1",
    period,
    installation,
    ...given("verifier", verifier),
    ...given("streams", filled(streams)),
    ...given("pfc", filled(pfc)),
    ...given("measuredPoints", filled(measuredPoints)),
    processes,
    ...given("transfers", filled(transfers)),
    ...given("precursors", filled(precursors)),
    ...given("cogeneration", filled(cogeneration)),
    ...given("products", filled(products)),
    ...given("carbonPriceTool", carbonPriceTool),
    ...given("balances", balances),
    origin: inputs.origin(INSTALLATION.sheet, INSTALLATION.periodStart),
  };
}

const filled = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

/** Error values in inputs are errors wherever they stand; those in the template's own formulas are one note. */
function errorValues(workbook: Workbook, known: readonly Problem[], file: string | undefined): Problem[] {
  const at = (sheet: string, cell: string) => ({ ...(file === undefined ? {} : { file }), sheet, cell });
  const reported = new Set(known.filter((p) => p.code === "INPUT_ERROR_VALUE").map((p) => `${p.place?.sheet}!${p.place?.cell}`));
  const problems: Problem[] = [];
  const template: string[] = [];
  for (const [name, sheet] of workbook.sheets) {
    const areas = INPUT_AREAS.find((a) => a.sheet === name);
    let inputs: Set<string> | undefined;
    for (const cell of sheet.cells.values()) {
      if (cell.type !== "error") continue;
      inputs ??= areas === undefined ? new Set() : inputCells(areas);
      const key = `${name}!${cell.ref}`;
      if (!inputs.has(cell.ref)) template.push(key);
      else if (!reported.has(key) && problems.length < MANY) {
        problems.push(workbookProblem("INPUT_ERROR_VALUE", { place: at(name, cell.ref), params: { value: String(cell.value) } }));
      }
    }
  }
  if (template.length > 0) {
    const cells = template.slice(0, FEW).join(", ") + (template.length > FEW ? ", …" : "");
    const [sheet, cell] = (template[0] as string).split("!") as [string, string];
    problems.push(workbookProblem("TEMPLATE_ERROR_VALUES", { place: at(sheet, cell), params: { count: template.length, cells } }));
  }
  return problems;
}

/** The same Problem of the same cell is said once. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, Problem>();
  for (const p of problems) {
    const key = JSON.stringify([p.code, p.place, p.text.en]);
    if (!seen.has(key)) seen.set(key, p);
  }
  return [...seen.values()];
}
