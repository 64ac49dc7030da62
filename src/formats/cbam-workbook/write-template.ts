// Whether a workbook is the Commission's template as it was published, so that it may be filled: version, input cells, formulas, protection.
import { hashOf } from "../../base/canonical.ts";
import type { Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { readXlsx, type Workbook } from "../xlsx/read-xlsx.ts";
import type { Sheet } from "../xlsx/sheet.ts";
import { COGENERATION, INPUT_AREAS, inputCells, SHEETS } from "./cells.ts";
import { versionOf } from "./version.ts";
import { normalised } from "./vocabulary.ts";

/** What the writer needs of a template that may be filled. */
export type Template = {
  version: string;
  date1904: boolean;
  countries: Countries;
  /** Input cells that hold something, beside what the template prefills. */
  filled: readonly { sheet: string; ref: string }[];
};

/** The template's own list of countries: some cells want the name, others the code. A text that is not in the list stays as it is. */
export type Countries = { nameOf(text: string): string; codeOf(text: string): string };

const CODE_LISTS = { sheet: "c_CodeLists", code: "F", name: "G", first: 11, last: 277 };
const CONSTANTS = "Parameters_Constants";
const FILLABLE: readonly string[] = ["2.1", "2.1.1"];
const PREFILLED = new Set(
  COGENERATION.tools.flatMap(({ quantities: q }) =>
    [q.referenceHeat.at, q.referenceElectricity.at].map((at) => `${COGENERATION.sheet}!${at}`),
  ),
);

/** SHA-256 of the Commission's file itself: it needs no closer look. */
const PUBLISHED: Readonly<Record<string, string>> = {
  "5a4e28fdbccfdca45a2c0520184b551a20c0c7bba3db79f87d78c9e58a6c0917": "2.1.1",
};

/** SHA-256 of the formulas (and, of the constants' sheet, numbers) outside the input cells; the same in V2.1 and V2.1.1. */
export const FINGERPRINTS: Readonly<Record<string, string>> = {
  A_InstData: "e58fbc3656d35d00823f866fe8cd5a0f9b06e989d55af8f4aa66aa60f58d8fe1",
  B_EmInst: "fe3ee99aaeb076490ba64cf40eae3f44083e762408f25553f91814a20fb70486",
  "C_Emissions&Energy": "b234f952d4267920284c5742cffea53e8521e8e1ea84f36ba3b60130146bcd09",
  D_Processes: "dc4ac85a744cf2af04169e9bac24f6fe5aa5cd60527a75725172ba11e11559b7",
  E_PurchPrec: "287694846f2df3eb27a038fad289c6e871c7a35fc9f2a15af964776bd3a5497e",
  F_Tools: "817814cf3107243888c4ad48713dda7bc11c14ddce4e57c01627af114b5dab05",
  Summary_Processes: "3b522781e458709065fc15840c48ff2102dd5913f646f82aee45b6f56149ff9f",
  Summary_Products: "c3c91e1b14be70365f023cb9b77ae9fc3639a92b9f0a5318c638090d6bc85cd4",
  InputOutput: "b15f8a9b58df0eaa8cc8d558679b72ccdce415fe5a545569c7d8e52c01bfdb12",
  Parameters_Constants: "1fb57c789332d3ce79b8d8bd551e967e8ae1c230dd0bd0c81e80adce437efde4",
};

const READ = [...Object.keys(FINGERPRINTS), SHEETS.version];

/**
 * Law: only the published template is filled, because the map of its cells and the meaning of its formulas hold for it alone.
 * Problems: those of readXlsx and versionOf, TEMPLATE_ALTERED.
 */
export function readTemplate(bytes: Uint8Array, file?: string): Outcome<Template> {
  const countries = countriesOf(bytes);
  const published = PUBLISHED[hashOf(bytes)];
  if (published !== undefined) return { value: { version: published, date1904: false, countries, filled: [] }, problems: [] };
  const place = file === undefined ? {} : { file };
  const read = readXlsx(bytes, { sheets: READ, blanks: true });
  if (read.value === undefined)
    return { value: undefined, problems: read.problems.map((p) => ({ ...p, place: { ...place, ...p.place } })) };
  const workbook = read.value;
  const version = versionOf(workbook, { ...place, withBlanks: () => read });
  if (version.value === undefined) return version;
  if (!FILLABLE.includes(version.value)) {
    const params = {
      version: version.value,
      why: { ko: "이 판만 채울 수 있음", en: "only these can be filled" },
      known: FILLABLE.join(", "),
    };
    return {
      value: undefined,
      problems: [workbookProblem("WORKBOOK_VERSION", { place: { ...place, sheet: SHEETS.version, cell: "B3" }, params })],
    };
  }
  const problems = alterations(workbook, file);
  if (problems.length > 0) return { value: undefined, problems };
  const { date1904 } = workbook;
  return { value: { version: version.value, date1904, countries, filled: filledCells(workbook) }, problems: [] };
}

/** Sheets that are missing, whose input cells are others, or whose formulas are others: one Problem for each. */
function alterations(workbook: Workbook, file: string | undefined): Problem[] {
  const styles = workbook.unlockedStyles();
  if (styles.value === undefined) return styles.problems;
  const unlocked = styles.value;
  return Object.keys(FINGERPRINTS).flatMap((name): Problem[] => {
    const sheet = workbook.sheets.get(name);
    const altered = (cell: string | undefined, ko: string, en: string): Problem[] => [
      workbookProblem("TEMPLATE_ALTERED", {
        place: { ...(file && { file }), sheet: name, ...(cell && { cell }) },
        params: { sheet: name, why: { ko, en } },
      }),
    ];
    if (sheet === undefined) return altered(undefined, "시트가 없습니다", "the sheet is missing");
    const moved = inputDeviation(sheet, unlocked);
    if (moved?.expected)
      return altered(moved.ref, `입력 셀 ${moved.ref}이(가) 잠겨 있거나 없습니다`, `the input cell ${moved.ref} is locked or missing`);
    if (moved) return altered(moved.ref, `셀 ${moved.ref}의 잠금이 풀려 있습니다`, `cell ${moved.ref} is unlocked and was not`);
    if (fingerprintOf(sheet) === FINGERPRINTS[name]) return [];
    return altered(undefined, "수식이 공표된 서식과 다릅니다", "its formulas are not those of the published template");
  });
}

function inputsOf(sheet: Sheet): Set<string> {
  const areas = INPUT_AREAS.find((a) => a.sheet === sheet.name);
  return areas === undefined ? new Set() : inputCells(areas);
}

/** The first cell that is an input of the map and locked in the sheet, or the other way round. */
function inputDeviation(sheet: Sheet, unlocked: ReadonlySet<number>): { ref: string; expected: boolean } | undefined {
  const expected = inputsOf(sheet);
  for (const { ref, style } of sheet.cells.values()) {
    const input = expected.delete(ref);
    if (input !== unlocked.has(style)) return { ref, expected: input };
  }
  const [missing] = expected;
  return missing === undefined ? undefined : { ref: missing, expected: true };
}

/** Spreadsheet programs write the same formula with other blanks, and TRUE as TRUE(); texts in quotes count as they are. */
const WRITTEN_OTHERWISE = /"(?:[^"]|"")*"|\s+|_xlfn\.|\b(TRUE|FALSE)\(\)/g;

export function fingerprintOf(sheet: Sheet): string {
  const inputs = inputsOf(sheet);
  const lines: string[] = [];
  for (const { ref, type, value } of sheet.cells.values()) {
    if (inputs.has(ref)) continue;
    const formula = sheet.formula(ref);
    if (formula === undefined) {
      if (sheet.name === CONSTANTS && type === "number" && !sheet.isComputed(ref)) lines.push(`${ref}:${value}`);
      continue;
    }
    const plain = formula.replace(WRITTEN_OTHERWISE, (piece, word?: string) => (piece.startsWith('"') ? piece : (word ?? "")));
    if (!/^(?:TRUE|FALSE)$/i.test(plain)) lines.push(`${ref}=${plain.toUpperCase()}`);
  }
  return hashOf(lines.join("\n"));
}

function filledCells(workbook: Workbook): Template["filled"] {
  return [...workbook.sheets.values()].flatMap((sheet) => {
    const inputs = inputsOf(sheet);
    return [...sheet.cells.values()]
      .filter(
        ({ ref, value, formula }) =>
          inputs.has(ref) && (value !== undefined || formula !== undefined) && !PREFILLED.has(`${sheet.name}!${ref}`),
      )
      .map(({ ref }) => ({ sheet: sheet.name, ref }));
  });
}

/** The list is read when it is first asked for. */
function countriesOf(bytes: Uint8Array): Countries {
  let lists: ReturnType<typeof readCountries> | undefined;
  const known = () => {
    lists ??= readCountries(bytes);
    return lists;
  };
  return {
    nameOf: (text) => (known().codes.has(normalised(text)) ? text : (known().names.get(normalised(text)) ?? text)),
    codeOf: (text) => known().codes.get(normalised(text)) ?? text,
  };
}

function readCountries(bytes: Uint8Array): { names: Map<string, string>; codes: Map<string, string> } {
  const sheet = readXlsx(bytes, { sheets: [CODE_LISTS.sheet] }).value?.sheets.get(CODE_LISTS.sheet);
  const names = new Map<string, string>();
  const codes = new Map<string, string>();
  for (let row = CODE_LISTS.first; row <= CODE_LISTS.last; row++) {
    const code = sheet?.cell(CODE_LISTS.code + row)?.value;
    const name = sheet?.cell(CODE_LISTS.name + row)?.value;
    if (typeof code !== "string" || typeof name !== "string" || code === "" || name === "") continue;
    names.set(normalised(code), name);
    codes.set(normalised(name), code);
  }
  return { names, codes };
}

/** `<sheetProtection>` of a sheet's XML: on and without a password in the published template. Problem: TEMPLATE_PROTECTION. */
export function protectionProblem(sheet: string, xml: string, file: string | undefined): Problem | undefined {
  const tag = /<(?:[\w.-]+:)?sheetProtection\b([^>]*)>/.exec(xml)?.[1];
  const on = tag !== undefined && /\ssheet\s*=\s*["'](?:1|true)["']/.test(tag);
  const locked = tag !== undefined && /\s(?:password|hashValue|saltValue)\s*=/.test(tag);
  if (on && !locked) return undefined;
  const why = locked
    ? { ko: "암호로 보호되어 있습니다", en: "it is protected with a password" }
    : { ko: "시트 보호가 해제되어 있습니다", en: "its protection was taken off" };
  return workbookProblem("TEMPLATE_PROTECTION", { place: { ...(file && { file }), sheet }, params: { sheet, why } });
}
