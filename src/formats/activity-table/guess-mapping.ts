// What a table's columns seem to be: each guess with its reason, and with a question where a wrong one would change a number.
import type { BothLanguages } from "../../base/problem.ts";
import { FIELDS, type Field, type MappedColumn, type Mapping, type Supposed } from "../../model/import-mapping.ts";
import { monthOfTitle, orderOf, readDays } from "../../model/read-days.ts";
import { type Decimal, decimalOf, readNumber } from "../../model/read-number.ts";
import { unitInTitle, unitOf, unitStated } from "../../model/read-unit.ts";
import type { SheetLook, TableLook, TableSurvey } from "../../model/table-look.ts";
import { fingerprintOfTitles, sheetToRead } from "./header.ts";
import { fieldOf } from "./header-words.ts";

/** Fields whose wrong guess would change a quantity or its period. */
const ASKED: ReadonlySet<Field> = new Set(["target", "start", "end", "month", "value", "unit"]);
/** Fewer month columns do not make a wide table. */
const FEWEST_MONTHS = 3;

const sure = (ko: string, en: string): Supposed => ({ reason: { ko, en }, confidence: "sure" });
const asked = (ko: string, en: string): Supposed => ({ reason: { ko, en }, confidence: "guess", confirm: true });

type Table = { sheet: SheetLook; above: readonly string[]; body: readonly (readonly string[])[] };

/**
 * Law: what is not said by the table itself is a guess, and a guess that a quantity hangs on is asked about (`confirm`).
 * `known` is the mapping that was confirmed for a table with the same headers: it is taken over, save what such a table may say anew.
 */
export function guessMapping(look: TableLook, { known, sheet }: { known?: Mapping; sheet?: string } = {}): Mapping {
  const chosen = (sheet === undefined ? undefined : look.sheets.find(({ name }) => name === sheet)) ?? sheetToRead(look);
  if (chosen === undefined) throw new Error("a table has at least one sheet");
  const table = tableOf(chosen);
  const frame = frameOf(look, chosen);
  if (known !== undefined && known.fingerprint === frame.fingerprint) return remembered(known, frame, table);
  const columns = columnsOf(table);
  const months = columns.value?.confidence === "sure" ? undefined : monthsOf(table);
  if (months !== undefined) for (const field of ["value", "start", "end", "month"] as const) delete columns[field];
  if (columns.month?.confidence === "sure" && columns.end === undefined) delete columns.start;
  else if (columns.start !== undefined) delete columns.month;
  fillOf(table, columns, months);
  const unit = columns.unit === undefined ? constantUnit(table, columns, months) : undefined;
  const dateOrder = dateOrderOf(columnTexts(table, columns.start, columns.end));
  const decimal = decimalIn(
    months === undefined ? columnTexts(table, columns.value) : months.columns.flatMap((m) => texts(table, m.column)),
  );
  return {
    ...frame,
    columns,
    ...(months !== undefined && { months }),
    ...(unit !== undefined && { unit }),
    units: printedUnits(columnTexts(table, columns.unit)),
    targets: {},
    ignored: [],
    ...(dateOrder !== undefined && { dateOrder }),
    ...(decimal !== undefined && { decimal }),
  };
}

type Frame = Pick<Mapping, "sheet" | "header" | "fingerprint" | "encoding" | "delimiter">;

function frameOf({ encoding, delimiter, kind }: TableLook, { name, header, titles }: SheetLook): Frame {
  return {
    ...(kind === "xlsx" && { sheet: name }),
    header: header ?? { row: 0, lines: 0 },
    fingerprint: fingerprintOfTitles(titles),
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
  };
}

function tableOf(sheet: SheetLook): Table {
  const { row, lines } = sheet.header ?? { row: 0, lines: 0 };
  return {
    sheet,
    above: sheet.sample.filter((r) => r.row < row).flatMap(({ cells }) => cells.filter((text) => text !== "")),
    body: sheet.sample.filter((r) => r.row >= row + lines).map(({ cells }) => cells),
  };
}

/** The remembered mapping in the new file's frame; year and unit that stand above a table are not part of its headers and are asked about anew. */
function remembered(known: Mapping, frame: Frame, table: Table): Mapping {
  const { encoding: _encoding, delimiter: _delimiter, sheet: _sheet, ...kept } = known;
  const mapping: Mapping = { ...kept, ...frame };
  const stated = statedUnit(table);
  if (known.unit !== undefined && stated !== undefined && stated.constant !== known.unit.constant) mapping.unit = stated;
  if (known.months?.columns.some(({ year }) => year === undefined)) {
    const year = yearOf(table);
    mapping.months = {
      columns: known.months.columns,
      ...(year !== undefined && { year }),
      ...asked("같은 양식의 새 파일이므로 연도를 다시 확인합니다.", "A new file of the same form: its year is asked about again."),
    };
  }
  return mapping;
}

const texts = ({ body }: Table, column: number): string[] => body.map((cells) => cells[column - 1] ?? "").filter((text) => text !== "");
const columnTexts = (table: Table, ...mapped: (MappedColumn | undefined)[]): string[] =>
  mapped.flatMap((m) => (m === undefined ? [] : texts(table, m.column)));

function share(cells: readonly string[], fits: (text: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
}

const isNumber = (text: string): boolean => {
  const read = readNumber(text, {});
  return "value" in read || read.fault !== "unreadable";
};
const isDate = (text: string): boolean => {
  const read = readDays(text);
  return !("fault" in read) || read.fault === "ambiguous";
};

/** What the cells of a field look like, where that can be told. */
const FITS: Partial<Record<Field, (text: string) => boolean>> = {
  start: isDate,
  end: isDate,
  month: (text) => isDate(text) || monthOfTitle(text) !== undefined,
  value: isNumber,
  unit: (text) => unitOf(text) !== undefined,
};

type Columns = { [field in Field]?: MappedColumn };

function columnsOf(table: Table): Columns {
  const { titles } = table.sheet;
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const wanted of [true, false]) {
    for (const field of FIELDS) {
      if (columns[field] !== undefined) continue;
      const found = titles.flatMap((title, i) => {
        const told = fieldOf(title);
        return told?.field === field && told.sure === wanted && !taken.has(i + 1) ? [i + 1] : [];
      });
      const fitting = found.filter((c) => fits(table, field, c));
      const [column, ...others] = fitting.length === 0 && wanted ? found : fitting;
      if (column === undefined) continue;
      taken.add(column);
      const doubted = fitting.length === 0 && ASKED.has(field);
      columns[field] = { column, ...(doubted ? misfit(titles[column - 1] ?? "") : why(field, titles, column, others, wanted)) };
    }
  }
  byContent(table, columns, taken);
  return columns;
}

/** False where most cells of the column are nothing that the field could hold. */
function fits(table: Table, field: Field, column: number): boolean {
  const test = FITS[field];
  const cells = texts(table, column);
  return test === undefined || cells.length === 0 || field === "unit" || share(cells, test) >= 0.5;
}

const misfit = (title: string): Supposed =>
  asked(`머리글은 '${title}'이지만 셀은 대부분 그렇지 않음`, `The header '${title}', though most of its cells are something else`);

function why(field: Field, titles: readonly string[], column: number, others: readonly number[], wanted: boolean): Supposed {
  const title = titles[column - 1] ?? "";
  if (wanted && others.length === 0) return sure(`머리글 '${title}'`, `The header '${title}'`);
  const rest = others.map((c) => `'${titles[c - 1] ?? ""}'`).join(", ");
  const reason: BothLanguages =
    others.length === 0
      ? { ko: `머리글 '${title}'이(가) 그렇게 보임`, en: `The header '${title}' seems to say so` }
      : { ko: `머리글 '${title}'. ${rest}일 수도 있음`, en: `The header '${title}'; it may be ${rest} as well` };
  return { reason, confidence: "guess", ...(ASKED.has(field) && { confirm: true }) };
}

/** Date and unit columns that no header names but whose cells are nothing else. */
function byContent(table: Table, columns: Columns, taken: Set<number>): void {
  const width = Math.max(0, ...table.body.map((cells) => cells.length));
  const dated = columns.start !== undefined || columns.month !== undefined;
  for (let column = 1; column <= width; column++) {
    const cells = texts(table, column);
    if (taken.has(column) || cells.length < 2 || monthOfTitle(table.sheet.titles[column - 1] ?? "") !== undefined) continue;
    if (!dated && columns.start === undefined && share(cells, isDate) === 1) {
      columns.start = { column, ...asked("이 열의 셀이 모두 날짜임", "All cells of this column are dates") };
      taken.add(column);
    } else if (columns.unit === undefined && share(cells, (text) => unitOf(text)?.sure === true) === 1) {
      columns.unit = { column, ...asked("이 열의 셀이 모두 단위임", "All cells of this column are units") };
      taken.add(column);
    }
  }
}

/** Month columns of a wide table, and the year where the table says one. */
function monthsOf(table: Table): Mapping["months"] {
  const columns = table.sheet.titles.flatMap((title, i) => {
    const bare = title.replace(/\s*[([][^()[\]]*[)\]]\s*$/, "").replace(/\s*(?:사용량|소비량|생산량|실적|usage|consumption)$/i, "");
    const found = monthOfTitle(bare);
    const cells = texts(table, i + 1);
    return found === undefined || (cells.length > 0 && share(cells, isNumber) < 0.5) ? [] : [{ column: i + 1, ...found }];
  });
  if (columns.length < FEWEST_MONTHS) return undefined;
  if (columns.every(({ year }) => year !== undefined))
    return { columns, ...sure("머리글이 연월임", "The headers are months with their year") };
  const year = yearOf(table);
  if (year === undefined)
    return { columns, ...asked("머리글이 월임. 연도를 정해야 함", "The headers are months; their year is yet to be said") };
  return {
    columns,
    year,
    ...asked(`머리글이 월이고 표 위에 ${year}년이 있음`, `The headers are months, and ${year} stands above the table`),
  };
}

/** The one year that stands above the table. */
function yearOf({ above, sheet }: Table): number | undefined {
  const found = [...above, sheet.name].flatMap((text) => [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].map((m) => Number(m[1])));
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** Labels that stand once for several rows, as under merged cells. */
function fillOf(table: Table, columns: Columns, months: Mapping["months"]): void {
  const { label } = columns;
  const value = months?.columns[0]?.column ?? columns.value?.column;
  if (label === undefined || value === undefined) return;
  const data = table.body.filter((cells) => (cells[value - 1] ?? "") !== "");
  const blank = data.filter((cells) => (cells[label.column - 1] ?? "") === "").length;
  if (blank === 0 || (data[0]?.[label.column - 1] ?? "") === "") return;
  columns.label = {
    column: label.column,
    fill: true,
    ...asked("빈 셀이 있어 위의 이름이 이어지는 것으로 보임", "Some cells are blank: the name above seems to hold on"),
  };
}

function constantUnit(table: Table, columns: Columns, months: Mapping["months"]): Mapping["unit"] {
  const column = columns.value?.column ?? months?.columns[0]?.column;
  const title = column === undefined ? undefined : table.sheet.titles[column - 1];
  const found = title === undefined ? undefined : unitInTitle(title);
  if (found === undefined) return statedUnit(table);
  const { unit, printed } = found;
  if (found.sure) return { constant: unit, ...sure(`머리글 '${title}'에 적힌 단위`, `The unit in the header '${title}'`) };
  return {
    constant: unit,
    ...asked(`머리글의 '${printed}'이(가) ${unit}인 것으로 보임`, `'${printed}' in the header seems to mean ${unit}`),
  };
}

function statedUnit({ above }: Table): Mapping["unit"] {
  const [first] = above.flatMap((text) => unitStated(text) ?? []);
  if (first === undefined) return undefined;
  return { constant: first.unit, ...asked(`표 위에 적힌 단위 '${first.printed}'`, `The unit '${first.printed}' stated above the table`) };
}

/** Printed units that only perhaps are one of ours: asked about. */
function printedUnits(cells: readonly string[]): Mapping["units"] {
  const units: Mapping["units"] = {};
  for (const printed of new Set(cells)) {
    const found = unitOf(printed);
    if (found === undefined || found.sure || printed.length > 50) continue;
    units[printed] = { unit: found.unit, ...asked(`'${printed}'은(는) 보통 ${found.unit}임`, `'${printed}' mostly means ${found.unit}`) };
  }
  return units;
}

function dateOrderOf(cells: readonly string[]): Mapping["dateOrder"] {
  const orders = new Map(cells.flatMap((text) => (orderOf(text) === undefined ? [] : [[orderOf(text), text] as const])));
  const [is] = orders.keys();
  if (orders.size !== 1 || is === undefined) return undefined;
  const text = orders.get(is) ?? "";
  return { is, ...sure(`열에 '${text}'이(가) 있음`, `The column holds '${text}'`) };
}

/** What a text says that has no thousands signs: so many digits on end, or a point that cannot part thousands. */
const ONLY_POINT = /^[+-]?\d{4,}\.\d+$|^[+-]?\d+\.(?:\d{1,2}|\d{4,})$|^[+-]?0\.\d+$/;

function decimalIn(cells: readonly string[]): Mapping["decimal"] {
  const forced = new Set(cells.map(decimalOf).filter((d): d is Decimal => d !== undefined));
  const [is] = forced;
  const example = cells.find((text) => decimalOf(text) === is) ?? "";
  if (forced.size === 1 && is !== undefined) return { is, ...sure(`열에 '${example}'이(가) 있음`, `The column holds '${example}'`) };
  if (forced.size > 1) return undefined;
  const parted = cells.find((text) => /\d[.,]\d/.test(text));
  if (parted === undefined) return undefined;
  if (cells.some((text) => ONLY_POINT.test(text)) && !cells.some((text) => text.includes(",")))
    return { is: "point", ...sure("열의 숫자에 소수점만 있음", "The column's numbers have decimal points only") };
  return {
    is: "point",
    ...asked(`'${parted}'의 쉼표는 천 단위, 마침표는 소수점으로 보임`, `In '${parted}' a comma seems to part thousands, a point decimals`),
  };
}

/** The mapping with what a pass over the whole table settled: order of dates, decimal sign, and printed units to be asked about. */
export function settled(mapping: Mapping, { dateOrder, decimal, units }: TableSurvey): Mapping {
  const wholly = sure("표 전체에서 확인함", "Settled by the whole table");
  const open = printedUnits(units.map(({ unit }) => unit));
  return {
    ...mapping,
    units: { ...open, ...mapping.units },
    ...(mapping.dateOrder === undefined && (dateOrder === "dmy" || dateOrder === "mdy") && { dateOrder: { is: dateOrder, ...wholly } }),
    ...(mapping.decimal?.confidence !== "sure" && (decimal === "point" || decimal === "comma") && { decimal: { is: decimal, ...wholly } }),
  };
}
