// Circles among a workbook's formulas: an input that rests, through other cells, on itself.
import { type Area, areaHolds, areaSize, formatSpot, MAX_COLUMN, MAX_ROW, parseArea, parseSpot } from "../xlsx/reference.ts";
import type { Cell, Sheet } from "../xlsx/sheet.ts";

/** Most references that are walked in all, and the largest area whose cells are looked up one by one. */
const BOUNDS = { references: 3_000_000, area: 2000 };

/** A reference with its sheet: cells "B2" or "B2:C3", columns "B:C", rows "3:7"; texts in quotes are passed over. */
const REFERENCE =
  /"(?:[^"]|"")*"|(?:((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!))?(?<![\w.])(?:(\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?)|(\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})|(\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}))(?![\w.(!])/g;

type Node = { key: string; index: number; low: number; open: boolean; next: string[]; at: number };

/**
 * Law: a cell depends on every cell that its formula names, as a spreadsheet takes it before it calculates; a cell of an array depends on the array's formula.
 * What lies beyond the bounds is not told. Source: Tarjan, Depth-first search and linear graph algorithms (1972).
 */
export class Circles {
  private readonly sheets: ReadonlyMap<string, Sheet>;
  private readonly nodes = new Map<string, Node>();
  private readonly circling = new Set<string>();
  private readonly formulas = new Map<string, Cell[]>();
  private readonly areas = new Map<string, string[]>();
  private references = 0;

  constructor(sheets: ReadonlyMap<string, Sheet>) {
    this.sheets = sheets;
  }

  /** True if the formula in the cell depends on the cell itself. */
  holds(sheet: string, ref: string): boolean {
    const key = `${sheet}!${ref}`;
    if (!this.nodes.has(key)) this.walk(key);
    return this.circling.has(key);
  }

  /** Tarjan's components, with a stack of our own, as chains of cells can be long. */
  private walk(start: string): void {
    const path = [this.enter(start)];
    const component = [start];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const target = node.next[node.at++];
      if (target === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) above.low = Math.min(above.low, node.low);
        if (node.low === node.index) this.close(node, component);
        continue;
      }
      const known = this.nodes.get(target);
      if (target === node.key) this.circling.add(target);
      else if (known === undefined) {
        component.push(target);
        path.push(this.enter(target));
      } else if (known.open) node.low = Math.min(node.low, known.index);
    }
  }

  private enter(key: string): Node {
    const index = this.nodes.size;
    const node = { key, index, low: index, open: true, next: this.targets(key), at: 0 };
    this.nodes.set(key, node);
    return node;
  }

  private close(root: Node, component: string[]): void {
    const members = component.splice(component.lastIndexOf(root.key));
    for (const key of members) {
      const node = this.nodes.get(key);
      if (node !== undefined) node.open = false;
      if (members.length > 1) this.circling.add(key);
    }
  }

  /** Cells with a formula that the cell's own formula, or that of its array, names. */
  private targets(key: string): string[] {
    const cut = key.lastIndexOf("!");
    const [name, ref] = [key.slice(0, cut), key.slice(cut + 1)];
    const sheet = this.sheets.get(name);
    const formula = sheet?.formula(ref);
    if (sheet === undefined || formula === undefined) {
      const array = sheet === undefined ? undefined : arrayOf(sheet, ref);
      return array === undefined ? [] : [`${name}!${array}`];
    }
    const found = new Set<string>();
    for (const match of formula.matchAll(REFERENCE)) {
      if (this.references > BOUNDS.references) break;
      const area = areaOf(match);
      if (area === undefined) continue;
      const other = match[1]?.slice(0, -1).replace(/^'|'$/g, "").replaceAll("''", "'") ?? name;
      for (const cell of this.computedIn(other, area)) found.add(cell);
    }
    this.references += found.size;
    return [...found];
  }

  private computedIn(name: string, area: Area): string[] {
    const sheet = this.sheets.get(name);
    if (sheet === undefined) return [];
    const key = `${name}!${formatSpot(area.from)}:${formatSpot(area.to)}`;
    const known = this.areas.get(key);
    if (known !== undefined) return known;
    const refs: string[] = [];
    if (areaSize(area) <= BOUNDS.area) {
      for (let row = area.from.row; row <= area.to.row; row++)
        for (let column = area.from.column; column <= area.to.column; column++) {
          const ref = formatSpot({ row, column });
          if (sheet.isComputed(ref)) refs.push(ref);
        }
    } else for (const cell of this.formulasOf(sheet)) if (areaHolds(area, cell)) refs.push(cell.ref);
    const cells = refs.map((ref) => `${name}!${ref}`);
    this.areas.set(key, cells);
    return cells;
  }

  private formulasOf(sheet: Sheet): Cell[] {
    const known = this.formulas.get(sheet.name);
    if (known !== undefined) return known;
    const cells = [...sheet.cells.values()].filter((cell) => cell.formula !== undefined);
    this.formulas.set(sheet.name, cells);
    return cells;
  }
}

/** The cell that holds the formula of the array over this cell. */
function arrayOf(sheet: Sheet, ref: string): string | undefined {
  const spot = parseSpot(ref);
  const area = spot === undefined ? undefined : sheet.arrays.find((a) => areaHolds(a, spot));
  const first = area === undefined ? undefined : formatSpot(area.from);
  return first === ref ? undefined : first;
}

function areaOf([, , cells, columns, rows]: RegExpMatchArray): Area | undefined {
  if (cells !== undefined) return parseArea(cells);
  const [from, to] = (columns ?? rows ?? "").replaceAll("$", "").split(":");
  if (columns !== undefined) return parseArea(`${from}1:${to}${MAX_ROW}`);
  return rows === undefined ? undefined : parseArea(`A${from}:${formatSpot({ row: Number(to), column: MAX_COLUMN })}`);
}
