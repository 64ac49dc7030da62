// What is wrong with a cell, said at the cell: its text held against the column and the model's schema. Units are never guessed, and a blank is never zero.
import type { BothLanguages, Problem } from "../../base/problem.ts";
import { dimensionOf, unitsOf } from "../../base/units.ts";
import { gridProblem } from "../problems/grid.ts";
import { readNumber } from "../read-number.ts";
import { citationIn, jsonOfText, partsOf, placeIn, quantityIn } from "./cell-text.ts";
import type { Column } from "./column.ts";
import type { Row } from "./row.ts";

/** A Problem and the cell that it is about. */
export type Fault = { row: string; column: string; problem: Problem };

export const faultAt = ({ id }: Row, { key }: Column, problem: Problem): Fault => ({
  row: id,
  column: key,
  problem: { ...problem, path: `${id}/${key}` },
});

const SHOWN = 200;
const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/**
 * Law: a cell's text is either what the model takes, or told with its reason; nothing is taken for something else.
 * Problems: GRID_NUMBER_UNREADABLE, _AMBIGUOUS, GRID_NEGATIVE_STYLE, GRID_UNIT_MISSING, _UNFIT, GRID_CHOICE_UNKNOWN, GRID_DAY_UNREADABLE,
 * GRID_TEXT_TOO_LONG, GRID_CELL_UNFIT.
 */
export function faultOf(column: Column, text: string): Problem | undefined {
  if (text === "") return undefined;
  switch (column.kind) {
    case "quantity":
      return quantityFault(column, text) ?? schemaFault(column, text);
    case "number":
      return numberFault(text) ?? schemaFault(column, text);
    case "choice":
    case "reference":
      return choiceFault(column, [text]);
    case "choices":
    case "references":
      return choiceFault(column, partsOf(text));
    case "flag":
      return text === "true" || text === "false" ? undefined : unfit(text, FLAG);
    case "day":
      return /^\d{4}-\d\d-\d\d$/.test(text) && schemaFault(column, text) === undefined
        ? undefined
        : gridProblem("GRID_DAY_UNREADABLE", { params: { given: shown(text) } });
    case "place":
      return placeIn(text) === undefined ? unfit(text, PLACE) : undefined;
    case "citations":
      return partsOf(text).every((part) => /^[0-9a-f]{64}$/.test(citationIn(part).sha256))
        ? schemaFault(column, text)
        : unfit(text, CITATION);
    default:
      return textFault(column, text);
  }
}

const FLAG: BothLanguages = { ko: "예 또는 아니오로 적으십시오.", en: "Write yes or no." };
const PLACE: BothLanguages = {
  ko: "시트와 칸(3월!C12)이나 줄(line 40)로 적으십시오.",
  en: "Write sheet and cell (March!C12) or a line (line 40).",
};
const CITATION: BothLanguages = { ko: "올린 증빙 가운데서 고르십시오.", en: "Choose among the evidence that was uploaded." };
const ID: BothLanguages = {
  ko: "글자나 숫자로 시작하고 글자, 숫자, . _ : - 만 80자까지 쓰십시오.",
  en: "Begin with a letter or digit; letters, digits and . _ : - alone, 80 at most.",
};
const CN: BothLanguages = {
  ko: "숫자 여덟 자리로 적으십시오. 예: 72142000. 국내 10자리 코드이면 수입자에게 CN 코드를 확인하십시오.",
  en: "Write eight digits, such as 72142000. Of a national code of ten digits, ask the importer for the CN code.",
};
const OUTPUT: BothLanguages = {
  ko: "나간 양은 0보다 작게 적으십시오. 예: -120000",
  en: "Write what leaves below zero, such as -120000.",
};
const TEXT: BothLanguages = { ko: "글을 고치십시오.", en: "Mend the text." };

const unfit = (given: string, what: BothLanguages): Problem => gridProblem("GRID_CELL_UNFIT", { params: { given: shown(given), what } });

function numberFault(text: string): Problem | undefined {
  const read = readNumber(text, { decimal: "point" });
  const params = { given: shown(text) };
  if ("value" in read) return read.unit === undefined ? undefined : gridProblem("GRID_NUMBER_UNREADABLE", { params });
  if (read.fault === "ambiguous") return gridProblem("GRID_NUMBER_AMBIGUOUS", { params });
  return gridProblem(read.fault === "negative" ? "GRID_NEGATIVE_STYLE" : "GRID_NUMBER_UNREADABLE", { params });
}

function quantityFault({ dimensions = [], below }: Column, text: string): Problem | undefined {
  const { value, unit } = quantityIn(text);
  if (Number.isNaN(value)) {
    const read = readNumber(text, { decimal: "point" });
    return "value" in read ? gridProblem("GRID_NUMBER_UNREADABLE", { params: { given: shown(text) } }) : numberFault(text);
  }
  const allowed = [...new Set(unitsOf(...dimensions))].join(", ");
  if (unit === "") return gridProblem("GRID_UNIT_MISSING", { params: { given: shown(text), allowed } });
  if (dimensionOf(unit, dimensions) === undefined) return gridProblem("GRID_UNIT_UNFIT", { params: { unit: shown(unit), allowed } });
  return below && value >= 0 ? unfit(text, OUTPUT) : undefined;
}

const MOST_NAMED = 8;

function choiceFault({ options = [] }: Column, values: readonly string[]): Problem | undefined {
  const strange = values.find((value) => !options.some((option) => option.value === value));
  if (strange === undefined) return undefined;
  const named = (lang: keyof BothLanguages): string =>
    options.length === 0
      ? "-"
      : `${options
          .slice(0, MOST_NAMED)
          .map((option) => option[lang])
          .join(", ")}${options.length > MOST_NAMED ? ", …" : ""}`;
  const allowed = { ko: named("ko"), en: named("en") };
  return gridProblem("GRID_CHOICE_UNKNOWN", { params: { given: shown(strange), allowed } });
}

function textFault(column: Column, text: string): Problem | undefined {
  if (column.key === "@id" && !/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,79}$/u.test(text)) return unfit(text, ID);
  if (column.key === "cn" && !/^\d{8}$/.test(text)) return unfit(text, CN);
  return schemaFault(column, text);
}

function schemaFault(column: Column, text: string): Problem | undefined {
  const issue = column.schema?.safeParse(jsonOfText(column, text)).error?.issues[0];
  if (issue === undefined) return undefined;
  if (issue.code === "too_big" && issue.origin === "string")
    return gridProblem("GRID_TEXT_TOO_LONG", { params: { length: text.length, most: Number(issue.maximum) } });
  return unfit(text, column.kind === "text" ? TEXT : column.kind === "citations" ? CITATION : TEXT);
}

type Period = { start: string; end: string };

/**
 * Everything that is wrong in a row by itself; a cell that is as it is kept (`before`) is not held against anything by itself.
 * Problems: those of its cells, GRID_CELL_NEEDED, GRID_DAY_OUTSIDE, GRID_ENDS_BEFORE.
 */
export function faultsOf(row: Row, columns: readonly Column[], { period, before }: { period: Period; before?: Row | undefined }): Fault[] {
  const faults: Fault[] = [];
  for (const column of columns) {
    const text = row.cells[column.key] ?? "";
    const own = text === (before?.cells[column.key] ?? "") ? undefined : faultOf(column, text);
    const problem = text === "" ? needed(column, row) : (own ?? acrossFault(column, row, { columns, period }));
    if (problem !== undefined) faults.push(faultAt(row, column, problem));
  }
  return faults;
}

function needed(column: Column, row: Row): Problem | undefined {
  const proves = (of: string): boolean => [`${of}/evidence`, `${of}/place`, `${of}/estimated`].some((key) => (row.cells[key] ?? "") !== "");
  if (!column.required && !(column.proves && proves(column.key))) return undefined;
  return gridProblem("GRID_CELL_NEEDED", { params: { field: column.label } });
}

/** What depends on another cell, or on the period. */
function acrossFault(column: Column, row: Row, { columns, period }: { columns: readonly Column[]; period: Period }): Problem | undefined {
  const text = row.cells[column.key] ?? "";
  if (column.within && (text < period.start || text > period.end))
    return gridProblem("GRID_DAY_OUTSIDE", { params: { day: text, from: period.start, until: period.end } });
  if (column.kind === "day" && column.edge === "end") {
    const start = row.cells[column.key.replace(/end$/, "start")] ?? "";
    return start !== "" && text < start ? gridProblem("GRID_ENDS_BEFORE", { params: { start, end: text } }) : undefined;
  }
  if (column.whole) return targetFault(column, row, columns);
  return undefined;
}

/** The unit of a line of activity data is one of the quantity that it belongs to. */
function targetFault(column: Column, row: Row, columns: readonly Column[]): Problem | undefined {
  const target = columns.find(({ key }) => key === "target")?.options?.find(({ value }) => value === row.cells.target);
  return target?.dimensions === undefined
    ? undefined
    : quantityFault({ ...column, dimensions: target.dimensions }, row.cells[column.key] ?? "");
}
