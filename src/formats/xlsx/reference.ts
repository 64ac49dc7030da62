// Cell references of a worksheet: "B12" to numbers and back, ranges, and shared formulas moved to their place.

/** A place on a sheet; row and column count from 1. */
export type Spot = { row: number; column: number };
export type Area = { from: Spot; to: Spot };

export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

/** "AB" is 28. */
export function columnNumber(letters: string): number {
  let n = 0;
  for (let i = 0; i < letters.length; i++) n = n * 26 + (letters.charCodeAt(i) & 31);
  return n;
}

/** 28 is "AB". */
export function columnLetters(column: number): string {
  let letters = "";
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

const SPOT = /^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$/;

/** The place that "B12" or "$B$12" names, or undefined where there is none. */
export function parseSpot(ref: string): Spot | undefined {
  const match = SPOT.exec(ref);
  if (match === null) return undefined;
  const column = columnNumber(match[1] as string);
  const row = Number(match[2]);
  return column > MAX_COLUMN || row > MAX_ROW ? undefined : { row, column };
}

export function formatSpot(spot: Spot): string {
  return columnLetters(spot.column) + spot.row;
}

/** The area that "B12:C14" or "B12" names, its corners in order. */
export function parseArea(ref: string): Area | undefined {
  const [a, b, ...rest] = ref.split(":");
  const from = parseSpot(a as string);
  const to = b === undefined ? from : parseSpot(b);
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  return {
    from: { row: Math.min(from.row, to.row), column: Math.min(from.column, to.column) },
    to: { row: Math.max(from.row, to.row), column: Math.max(from.column, to.column) },
  };
}

export function areaHolds(area: Area, spot: Spot): boolean {
  return spot.row >= area.from.row && spot.row <= area.to.row && spot.column >= area.from.column && spot.column <= area.to.column;
}

export function areaSize(area: Area): number {
  return (area.to.row - area.from.row + 1) * (area.to.column - area.from.column + 1);
}

/** Cell names of an area or of areas ("B1:B3 D1"), row by row. */
export function cellsOf(areas: string): string[] {
  const cells: string[] = [];
  for (const part of areas.split(" ")) {
    const area = parseArea(part);
    if (area === undefined) throw new Error(`no area: ${part}`);
    for (let row = area.from.row; row <= area.to.row; row++)
      for (let column = area.from.column; column <= area.to.column; column++) cells.push(formatSpot({ row, column }));
  }
  return cells;
}

/** "B12" moved down by `rows` and right by `columns`. */
export function shiftCell(ref: string, rows: number, columns = 0): string {
  const spot = parseSpot(ref);
  if (spot === undefined) throw new Error(`no cell: ${ref}`);
  return formatSpot({ row: spot.row + rows, column: spot.column + columns });
}

/** Strings, quoted sheet names, cells, rows "3:7" and columns "B:C" of a formula; a name or function is no cell. */
const PIECES =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(!])|(?<![\w.$])\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.(!])|(?<![\w.$:])\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6}(?![\w.])/g;

/**
 * Law: a shared formula holds for each cell of its range, its relative references moved as the cell is from the master
 * (ECMA-376 Part 1, 18.3.1.40). A reference that leaves the sheet becomes #REF!.
 */
export function moveFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return formula.replace(PIECES, (piece) => {
    if (piece.startsWith('"') || piece.startsWith("'")) return piece;
    return piece
      .split(":")
      .map((part) => movePart(part, rows, columns))
      .join(":");
  });
}

const PART = /^(\$?)([A-Za-z]{0,3})(\$?)([0-9]{0,7})$/;

function movePart(part: string, rows: number, columns: number): string {
  const match = PART.exec(part);
  if (match === null) return part;
  const [, dollarFirst, letters, dollarSecond, digits] = match as unknown as [string, string, string, string, string];
  const fixedColumn = dollarFirst === "$" && letters !== "";
  const fixedRow = letters === "" ? dollarFirst === "$" : dollarSecond === "$";
  const column = letters === "" ? 1 : columnNumber(letters) + (fixedColumn ? 0 : columns);
  const row = digits === "" ? 1 : Number(digits) + (fixedRow ? 0 : rows);
  if (letters !== "" && columnNumber(letters) > MAX_COLUMN) return part;
  if (column < 1 || column > MAX_COLUMN || row < 1 || row > MAX_ROW) return "#REF!";
  const columnText = letters === "" ? "" : `${fixedColumn ? "$" : ""}${columnLetters(column)}`;
  return columnText + (digits === "" ? "" : `${fixedRow ? "$" : ""}${row}`);
}
