// Which version of the Commission's template a workbook is, and whether our map of its cells holds for it.
import type { BothLanguages, Outcome, Problem } from "../../base/problem.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import type { Workbook } from "../xlsx/read-xlsx.ts";
import { INPUT_AREAS, inputCells, SHEETS } from "./cells.ts";

/** VersionDocumentation!B3 is the date of the version, as serial; the map of cells was made from those marked `mapped`. */
const VERSIONS: readonly { serial: number; version: string; mapped: boolean }[] = [
  { serial: 45370, version: "2.0", mapped: false },
  { serial: 45390, version: "2.0.1", mapped: false },
  { serial: 45448, version: "2.1", mapped: true },
  { serial: 45639, version: "2.1.1", mapped: true },
];

const VERSION_CELL = "B3";
const NEEDED = [SHEETS.installation, SHEETS.streams, SHEETS.energy, SHEETS.processes, SHEETS.precursors, SHEETS.tools, SHEETS.products];

/** True if the workbook has the sheets by which the Commission's template is known. */
export function isCbamWorkbook(workbook: Workbook): boolean {
  const names = new Set(workbook.entries.map((entry) => entry.name));
  return names.has(SHEETS.version) && names.has(SHEETS.installation);
}

/**
 * The version ("2.1.1") of a workbook whose sheets are read. Versions 2.0 and 2.0.1 are read only if their unlocked cells are those of the map;
 * for that `withBlanks` reads the workbook once more, blank cells included.
 * Problems: WORKBOOK_NOT_CBAM, WORKBOOK_VERSION.
 */
export function versionOf(workbook: Workbook, options: { file?: string; withBlanks: () => Outcome<Workbook> }): Outcome<string> {
  const { file } = options;
  const place = { ...(file === undefined ? {} : { file }), sheet: SHEETS.version, cell: VERSION_CELL };
  const refuse = (problem: Problem): Outcome<string> => ({ value: undefined, problems: [problem] });
  const notCbam = (why: BothLanguages): Outcome<string> =>
    refuse(workbookProblem("WORKBOOK_NOT_CBAM", { ...(file === undefined ? {} : { place: { file } }), params: { why } }));
  if (!isCbamWorkbook(workbook))
    return notCbam({
      ko: `시트 ${SHEETS.version}와(과) ${SHEETS.installation}이(가) 없음`,
      en: `it lacks the sheets ${SHEETS.version} and ${SHEETS.installation}`,
    });
  const missing = NEEDED.filter((name) => !workbook.sheets.has(name));
  if (missing.length > 0) return notCbam({ ko: `시트 ${missing.join(", ")}이(가) 없음`, en: `it lacks the sheets ${missing.join(", ")}` });
  const serial = workbook.sheets.get(SHEETS.version)?.cell(VERSION_CELL)?.value;
  const unknown = (why: BothLanguages): Outcome<string> => {
    const version = serial === undefined ? { ko: "빈 칸", en: "blank" } : String(serial).slice(0, 40);
    const params = { version, why, known: VERSIONS.map((v) => v.version).join(", ") };
    return refuse(workbookProblem("WORKBOOK_VERSION", { place, params }));
  };
  const days = typeof serial === "number" ? Math.floor(serial) + (workbook.date1904 ? 1462 : 0) : undefined;
  const known = VERSIONS.find((v) => v.serial === days);
  if (known === undefined)
    return unknown({
      ko: "VersionDocumentation!B3의 날짜에 맞는 버전이 없음",
      en: "the date in VersionDocumentation!B3 belongs to no known version",
    });
  if (!known.mapped) {
    const whole = options.withBlanks();
    if (whole.value === undefined) return { value: undefined, problems: whole.problems };
    const deviation = deviationOf(whole.value);
    if (deviation !== undefined) return unknown(deviation);
  }
  return { value: known.version, problems: [] };
}

/** Where the unlocked cells differ from the map, or undefined where they are the same. */
function deviationOf(workbook: Workbook): BothLanguages | undefined {
  const styles = workbook.unlockedStyles();
  if (styles.value === undefined) return { ko: "셀 서식을 읽을 수 없음", en: "its cell formats cannot be read" };
  for (const areas of INPUT_AREAS) {
    if (areas.sheet === SHEETS.translations) continue;
    const expected = inputCells(areas);
    const sheet = workbook.sheets.get(areas.sheet);
    if (sheet === undefined) return { ko: `시트 ${areas.sheet}이(가) 없음`, en: `sheet ${areas.sheet} is missing` };
    for (const cell of sheet.cells.values()) {
      if (styles.value.has(cell.style) !== expected.has(cell.ref)) return inputOrNot(`${areas.sheet}!${cell.ref}`, !expected.has(cell.ref));
      expected.delete(cell.ref);
    }
    const [rest] = expected;
    if (rest !== undefined) return inputOrNot(`${areas.sheet}!${rest}`, false);
  }
  return undefined;
}

function inputOrNot(cell: string, is: boolean): BothLanguages {
  return is
    ? { ko: `셀 ${cell}이(가) 입력 셀임`, en: `cell ${cell} is an input` }
    : { ko: `셀 ${cell}이(가) 입력 셀이 아님`, en: `cell ${cell} is no input` };
}
