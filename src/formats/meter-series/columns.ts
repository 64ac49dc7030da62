// The columns of a meter's series, found by their titles in Korean or English.
import type { Problem } from "../../base/problem.ts";
import type { DocumentProblem } from "../../model/problems/document.ts";
import type { Cell, Complain } from "./rows.ts";

/** A unit that a title may say; each is one of base/units.ts. */
export type SeriesUnit = "kWh" | "MWh" | "GWh";

/** Where in a row the stamp, the value and the meter stand. With `time` the stamp is a day. */
export type Columns = { stamp: number; time?: number; meter?: number; value: number; unit: SeriesUnit };

export type Choice = { column?: string; unit?: SeriesUnit };

const LONGEST_TITLE = 60;
const STAMP = /일시|일자|날짜|[년연]월일|검침일|사용일|측정일|계측일|(?:^|[^a-z])(?:date|datetime|timestamp)/;
const TIME = /시간|시각|^시$|(?:^|[^a-z])(?:time|hour)s?(?:$|[^a-z])/;
const METER = /계량기|계기번호|(?:^|[^a-z])meter(?:$|[^a-z])/;
const ENERGY = /(?:^|[^a-z])([kmg])wh(?:$|[^a-z])/;
const CONSUMPTION = /사용량|전력량|유효전력|소비전력|usage|consumption|energy/;
/** Reactive and apparent power, power itself, shares, money and emissions are no energy; a register counts up. */
const FOREIGN =
  /무효|피상|역률|요금|금액|단가|수요|varh?(?:$|[^a-z])|reactive|apparent|factor|demand|cost|price|co2|(?:^|[^a-z])[km]?w(?:$|[^a-z])/;
const REGISTER = /지침|누적|register|cumulative/;
const UNITS: Readonly<Record<string, SeriesUnit>> = { k: "kWh", m: "MWh", g: "GWh" };

const plain = (cell: Cell): string =>
  typeof cell === "string" && cell.length <= LONGEST_TITLE ? cell.normalize("NFKC").toLowerCase().replace(/\s+/g, "") : "";

type Titles = { stamps: number[]; times: number[]; energies: number[]; registers: number[]; meter: number };

function titlesOf(cells: readonly Cell[]): Titles {
  const names = cells.map(plain);
  const where = (holds: (name: string) => boolean): number[] => names.flatMap((name, i) => (name !== "" && holds(name) ? [i] : []));
  const energy = (name: string): boolean => (ENERGY.test(name) || CONSUMPTION.test(name)) && !FOREIGN.test(name);
  return {
    stamps: where((name) => STAMP.test(name) && !energy(name)),
    times: where((name) => TIME.test(name) && !STAMP.test(name) && !energy(name)),
    energies: where((name) => energy(name) && !REGISTER.test(name)),
    registers: where((name) => REGISTER.test(name) && !FOREIGN.test(name)),
    meter: names.findIndex((name) => METER.test(name) && !energy(name) && !REGISTER.test(name)),
  };
}

/** True for a row that titles both time and energy: where it does not hold energy, `leniently` a title of time is enough. */
export function isHeader(cells: readonly Cell[], leniently: boolean): boolean {
  const { stamps, times, energies, registers } = titlesOf(cells);
  const timed = stamps.length + times.length > 0;
  return timed && cells.length > 1 && (leniently || energies.length + registers.length > 0);
}

/** The number of a meter that stands above the header, in one cell with its title or in the next. */
export function meterAbove(rows: readonly (readonly Cell[])[]): string | undefined {
  for (const cells of rows)
    for (const [i, cell] of cells.entries()) {
      const match = /^(?:계량기\s*번호|계기\s*번호|meter(?:\s*(?:no|number|id))?\.?)\s*[:：]?\s*(.*)$/i.exec(String(cell ?? "").trim());
      const found = match === null ? "" : match[1] || String(cells[i + 1] ?? "").trim();
      if (found !== "") return found.slice(0, 100);
    }
  return undefined;
}

const shown = (cells: readonly Cell[]): string =>
  cells
    .map((cell) => String(cell ?? "").trim())
    .filter((cell) => cell !== "")
    .join(", ")
    .slice(0, 200);

/** The columns of a header. Problems: SERIES_COLUMN_MISSING, SERIES_COLUMN_AMBIGUOUS, SERIES_REGISTER_ONLY, SERIES_UNIT_MISSING. */
export function columnsOf(
  cells: readonly Cell[],
  line: number,
  choice: Choice,
  complain: Complain,
): { columns: Columns } | { problem: Problem } {
  const titles = titlesOf(cells);
  const fail = (code: DocumentProblem, params: Parameters<Complain>[1]["params"]) => ({
    problem: complain(code, { line, ...(params && { params }) }),
  });
  const found = shown(cells);
  const [stamp, time] = [...titles.stamps.slice(0, 1), ...titles.times];
  if (stamp === undefined) return fail("SERIES_COLUMN_MISSING", { what: { ko: "일시", en: "date and time" }, found });
  const values = valueColumns(cells, titles, choice.column);
  const [value] = values;
  const [register] = titles.registers;
  if (value === undefined && register !== undefined) return fail("SERIES_REGISTER_ONLY", { column: shown([cells[register]]) });
  if (value === undefined) return fail("SERIES_COLUMN_MISSING", { what: { ko: "사용량", en: "consumption" }, found });
  if (values.length > 1) return fail("SERIES_COLUMN_AMBIGUOUS", { columns: shown(values.map((i) => cells[i])) });
  const unit = UNITS[ENERGY.exec(plain(cells[value]))?.[1] ?? ""] ?? choice.unit;
  if (unit === undefined) return fail("SERIES_UNIT_MISSING", { column: shown([cells[value]]) });
  return {
    columns: { stamp, value, unit, ...(time !== undefined && { time }), ...(titles.meter >= 0 && { meter: titles.meter }) },
  };
}

/** The chosen column, unless its title says that it holds something else; else those that say both unit and consumption, else the unit, else consumption. */
function valueColumns(cells: readonly Cell[], { energies, registers }: Titles, chosen: string | undefined): number[] {
  if (chosen !== undefined) {
    const at = cells.findIndex((cell) => typeof cell === "string" && cell.trim() === chosen.trim());
    return at < 0 || registers.includes(at) || FOREIGN.test(plain(cells[at])) ? [] : [at];
  }
  const united = energies.filter((i) => ENERGY.test(plain(cells[i])));
  const both = united.filter((i) => CONSUMPTION.test(plain(cells[i])));
  return both.length > 0 ? both : united.length > 0 ? united : energies;
}
