// Fills the Commission's CBAM communication workbook: a case goes into the input cells of a user's blank template, formulas intact.
import { hasError, type Outcome, type Problem } from "../../base/problem.ts";
import type { Case } from "../../model/case.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { patchXlsx } from "../xlsx/patch.ts";
import type { CellValue } from "../xlsx/patch-sheet.ts";
import { SHEETS } from "./cells.ts";
import { Form, listed, type StepValue } from "./write-form.ts";
import { writeBalances, writeGoods, writeInstallation } from "./write-installation.ts";
import { nameProblems, sizeProblems } from "./write-limits.ts";
import { writePrecursors } from "./write-precursors.ts";
import { writeProcesses } from "./write-processes.ts";
import { writeProducts, writeTools } from "./write-products.ts";
import { writeStreams } from "./write-streams.ts";
import { protectionProblem, readTemplate, type Template } from "./write-template.ts";

export type WriteWorkbookOptions = {
  /** Name of the template's file, for places in Problems. */
  file?: string;
  /**
   * The value of a step of the calculation, in its canonical unit: what the template wants as a number and a case has not, such as
   * process/<id>/directOwn (t CO2e), precursor/<id>/seeDirect (t CO2e/t), stream/<id>/emissionFactor of a standard factor.
   */
  value?: StepValue;
  /** The ISO 3166-1 code of a country by any of its names, so that the template's own name for it can be found. */
  countryCode?: (name: string) => string | undefined;
};

/** Translations!A3: 3 is English, the language of the texts that are written. */
const ENGLISH = 3;

/**
 * Law: a case is written into the unlocked cells of the template and into no others; the template's formulas then give the same results.
 * What the template cannot say is a warning; a plant that does not fit, and a workbook that is not the published template, are refused.
 * Problems: those of readTemplate and patchXlsx, TEMPLATE_PROTECTION, TEMPLATE_TOO_SMALL, NAME_UNFIT, TEMPLATE_NEEDS_RESULT,
 * TEMPLATE_CANNOT_SAY, TEMPLATE_FILLED. Source: the Commission's CBAM communication template for installations, V2.1 and V2.1.1.
 */
export function writeCbamWorkbook(template: Uint8Array, given: Case, options: WriteWorkbookOptions = {}): Outcome<Uint8Array> {
  const { file, value = () => undefined } = options;
  const read = readTemplate(template, file);
  const tooLarge = sizeProblems(given);
  if (tooLarge.length > 0) return { value: undefined, problems: [...tooLarge, ...read.problems] };
  const form = new Form(value);
  fill(form, given, listedCountries(read.value ?? UNREAD, options.countryCode));
  const problems = [...nameProblems(given), ...form.allProblems(), ...read.problems];
  if (read.value === undefined || hasError(problems)) return { value: undefined, problems };
  problems.push(...emptied(read.value, file));
  const check = (sheet: string, xml: string): Problem | undefined =>
    INPUT_SHEETS.has(sheet) ? protectionProblem(sheet, xml, file) : undefined;
  const patched = patchXlsx(template, editsOf(form, read.value), { check });
  if (patched.value === undefined) return { value: undefined, problems: [...problems, ...patched.problems] };
  return { value: patched.value, problems };
}

type Filling = Pick<Template, "date1904" | "countries">;

/** A name that the template's list does not have is looked up by its code. */
function listedCountries({ date1904, countries }: Filling, codeOf: (name: string) => string | undefined = () => undefined): Filling {
  const { nameOf, codeOf: codeOfListed } = countries;
  const code = (text: string): string => codeOf(text) ?? text;
  return { date1904, countries: { nameOf: (text) => nameOf(code(text)), codeOf: (text) => codeOfListed(code(text)) } };
}

/** Stands for a template that is refused, so that what is wrong with the case is said all the same. */
const UNREAD: Filling = {
  date1904: false,
  countries: { nameOf: (text) => text, codeOf: (text) => text },
};

const INPUT_SHEETS: ReadonlySet<string> = new Set(Object.values(SHEETS));

function fill(form: Form, given: Case, template: Filling): void {
  writeInstallation(form, given, template);
  writeGoods(form, given);
  writeBalances(form, given.balances);
  writeStreams(form, given);
  writeProcesses(form, given);
  writePrecursors(form, given, template.countries);
  writeTools(form, given);
  writeProducts(form, given);
  form.put(SHEETS.translations, "A3", ENGLISH);
  if (given.evidence !== undefined) form.lost("evidence", "evidence", given.evidence.map(({ id }) => id).join(", "));
  const estimated = estimates(given);
  if (estimated > 0) form.lost("evidence", "", `${estimated} × estimated`);
  if (given.installation.operator !== undefined) form.lost("operator", "installation/operator", given.installation.operator.name);
  if (given.reporting !== undefined) form.lost("reporting", "reporting", Object.keys(given.reporting).join(", "));
  for (const { id, benchmark } of given.products ?? [])
    if (benchmark !== undefined) form.lost("freeAllocation", `product/${id}/benchmark`, benchmark);
  for (const { id, sources } of given.precursors ?? [])
    if (sources.some(({ sefa }) => sefa !== undefined)) form.lost("freeAllocation", `precursor/${id}/sefa`, id);
  for (const gap of given.dataGaps ?? []) form.lost("dataGaps", "dataGaps", gap.subject);
}

/** How many quantities of the case are marked as estimates. */
function estimates(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = "estimated" in value && value.estimated === true ? 1 : 0;
  return Object.values(value).reduce<number>((sum, member) => sum + estimates(member), own);
}

/** Cells of the template that held something else than it prefills are emptied where nothing is written into them. */
function editsOf(form: Form, { filled }: Template): Map<string, Map<string, CellValue>> {
  const edits = new Map([...form.edits].map(([sheet, cells]) => [sheet, new Map(cells)]));
  for (const { sheet, ref } of filled) {
    const cells = edits.get(sheet) ?? new Map<string, CellValue>();
    if (!cells.has(ref)) cells.set(ref, null);
    edits.set(sheet, cells);
  }
  return edits;
}

function emptied({ filled }: Template, file: string | undefined): Problem[] {
  const [first] = filled;
  if (first === undefined) return [];
  const cells = listed(filled.map(({ sheet, ref }) => `${sheet}!${ref}`));
  const place = { ...(file !== undefined && { file }), sheet: first.sheet, cell: first.ref };
  return [workbookProblem("TEMPLATE_FILLED", { place, params: { count: filled.length, cells } })];
}
