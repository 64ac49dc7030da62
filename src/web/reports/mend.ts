// Where what an item of a report lacks is mended: the page of the period, by list and number.
import type { ReportList } from "../../model/operator-report.ts";

type Pages = Readonly<Record<string, readonly number[]>>;

const PAGES: Readonly<Record<ReportList, Pages>> = {
  report: {
    plant: [1, 2, 6, 8],
    "records/energy": [3, 4, 9, 10, 11, 12, 17, 26, 32, 33],
    "records/waste": [5],
    "records/materials": [7, 16],
    "records/production": [13, 14, 15, 18, 19, 27, 30, 31, 34, 35],
    "records/precursors": [20, 21, 22, 23, 24, 25, 28],
    problems: [29],
  },
  summary: {
    plant: [1, 2, 10],
    "records/energy": [6, 7, 11],
    "records/waste": [9],
    "records/materials": [5, 8],
    "records/production": [3, 4],
    "records/precursors": [12, 13, 14, 15, 16],
  },
  addendum: { plant: [1, 2, 3] },
};

/** Confirmations and names under "reporting" and "installation" of the records are given on the page of the plant, whatever item asks for them. */
const OF_PLANT = /(?:reporting|installation)\//;

type Lacking = { list: ReportList; number: number; why: string };

/** The page, as it is called behind the period's address. */
export function mendPage({ list, number, why }: Lacking): string {
  const page = Object.entries(PAGES[list]).find(([, numbers]) => numbers.includes(number))?.[0] ?? "problems";
  return OF_PLANT.test(why) ? "plant" : page;
}
