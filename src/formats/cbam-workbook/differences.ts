// Result cells of the workbook that may or must differ from ours by design, and why: the template and the law are not the same.
import type { BothLanguages } from "../../base/problem.ts";
import { areaHolds, parseArea, parseSpot, shiftCell } from "../xlsx/reference.ts";
import { PROCESS_BLOCKS, SHEETS } from "./cells.ts";

/** `always`: there is no step for these cells; else they differ only where the reason applies, and are compared all the same. */
export type TemplateDifference = { sheet: string; areas: string; step?: number; count?: number; always: boolean; reason: BothLanguages };

const blocks = { step: PROCESS_BLOCKS.step, count: PROCESS_BLOCKS.count };

const FLOOR: BothLanguages = {
  ko: "법은 귀속 직접배출을 0 미만이 되지 않게 하지만(식 55), 서식에는 하한이 없습니다.",
  en: "The law sets a floor of zero under the attributed direct emissions (eq. 55); the template has none.",
};
const CROSSING: BothLanguages = {
  ko: "확정 기간에는 전구체의 간접배출을 부속서 II에 따라 재화별로 넣거나 뺍니다. 서식은 항상 더합니다.",
  en: "In the definitive period indirect emissions of precursors are included or excluded good by good (Annex I 3.1, Annex II of 2023/956); the template always adds them.",
};
const BLANK_IS_ZERO: BothLanguages = {
  ko: "서식은 빈 비율이나 가격을 0으로 보고 계산합니다. 여기서는 빈 값은 없는 값입니다.",
  en: "The template takes a blank share or price for zero; here a blank is missing.",
};

export const TEMPLATE_DIFFERENCES: readonly TemplateDifference[] = [
  {
    sheet: SHEETS.summary,
    areas: "K71:K81 K85:K86",
    always: true,
    reason: {
      ko: "이 열의 직접배출 합계는 내보낸 전기의 공제를 빠뜨립니다. SEE 계산(InputOutput AJ)에는 들어갑니다.",
      en: "This column's total of direct emissions leaves the credit for exported electricity out, which the specific emissions (InputOutput AJ) contain.",
    },
  },
  {
    sheet: SHEETS.summary,
    areas: "L85:L86",
    always: true,
    reason: {
      ko: "사업장의 간접배출 총량은 손으로 입력하는 값이므로, 거기서 뺀 나머지는 계산 결과가 아닙니다.",
      en: "The installation's total indirect emissions are typed by hand in sheet C; the rest drawn from them is no result.",
    },
  },
  {
    sheet: SHEETS.energy,
    areas: "L17 N27 K32",
    always: true,
    reason: {
      ko: "손으로 입력한 값을 더하거나 뺀 나머지로, 계산 결과가 아닙니다.",
      en: "A sum with, or a rest drawn from, what was typed by hand: no result of the calculation.",
    },
  },
  {
    sheet: SHEETS.energy,
    areas: "L27",
    always: false,
    reason: {
      ko: "26행에 손으로 입력한 총량이 B 시트의 계산을 대신합니다.",
      en: "Totals typed by hand in row 26 take the place of what sheet B gives.",
    },
  },
  {
    sheet: SHEETS.summary,
    areas: "K84",
    always: false,
    reason: {
      ko: "C 시트 26행에 손으로 입력한 총량이 B 시트의 계산을 대신합니다.",
      en: "Totals typed by hand in row 26 of sheet C take the place of what sheet B gives.",
    },
  },
  {
    sheet: SHEETS.energy,
    areas: "K25 K27 L25 L27 I32",
    always: false,
    reason: {
      ko: "과전압법에서 서식은 전류 효율을 비율(0.95)로 나누지만, 식 24는 퍼센트(95)를 씁니다: 100배 차이가 납니다.",
      en: "In the overvoltage method the template divides by the current efficiency as a fraction (0.95), eq. 24 takes per cent (95): a factor of 100.",
    },
  },
  { sheet: SHEETS.inputOutput, areas: "AJ71:AK80", always: false, reason: FLOOR },
  { sheet: SHEETS.summary, areas: "G102:H111", always: false, reason: FLOOR },
  { sheet: SHEETS.products, areas: "I10:I109 K10:K109", always: false, reason: FLOOR },
  { sheet: SHEETS.inputOutput, areas: "AM71:AM80", always: false, reason: CROSSING },
  { sheet: SHEETS.summary, areas: "J102:J111", always: false, reason: CROSSING },
  { sheet: SHEETS.products, areas: "J10:K109", always: false, reason: CROSSING },
  {
    sheet: SHEETS.processes,
    areas: "T62",
    ...blocks,
    always: false,
    reason: {
      ko: "서식은 폐가스의 배출계수 입력(L62, M62)을 쓰지 않고 56.1과 0.667로 계산합니다.",
      en: "The template uses 56.1 and 0.667 for waste gas and ignores the emission factors typed in L62 and M62.",
    },
  },
  {
    sheet: SHEETS.processes,
    areas: "T27",
    ...blocks,
    always: false,
    reason: {
      ko: "모든 구역의 이 셀이 첫 공정의 이름($G$11)을 봅니다. 첫 공정이 비면 값이 사라집니다.",
      en: "In every block this cell looks at the first process's name ($G$11): without a first process it is empty, and for unused processes it is zero.",
    },
  },
  {
    sheet: SHEETS.inputOutput,
    areas: "AJ81:AO100",
    always: false,
    reason: {
      ko: "구매량이 없으면 서식은 가상의 질량 100으로 계산합니다.",
      en: "Without a purchased amount the template calculates with a dummy mass of 100.",
    },
  },
  {
    sheet: SHEETS.summary,
    areas: "M102:N111",
    always: false,
    reason: BLANK_IS_ZERO,
  },
  { sheet: SHEETS.products, areas: "AN10:AN109 AV10:AV109 AZ10:AZ109", always: false, reason: BLANK_IS_ZERO },
  {
    sheet: SHEETS.products,
    areas: "M10:M109",
    always: false,
    reason: {
      ko: "서식의 기본값 비율은 직접배출에서 기본값을 쓴 구매 전구체의 몫이며, 직접배출 합이 0이면 비어 있습니다. 법은 분모를 정하지 않습니다.",
      en: "The template's share is that of bought precursors with default values in the direct emissions alone; the law does not define the denominator.",
    },
  },
];

/** Why a result cell may differ by design: all reasons that the table has for it. */
export function differenceReasons(sheet: string, cell: string): TemplateDifference[] {
  const spot = parseSpot(cell);
  if (spot === undefined) return [];
  return TEMPLATE_DIFFERENCES.filter((difference) => {
    if (difference.sheet !== sheet) return false;
    for (let n = 0; n < (difference.count ?? 1); n++) {
      for (const area of difference.areas.split(" ")) {
        const moved = area
          .split(":")
          .map((corner) => shiftCell(corner, n * (difference.step ?? 0)))
          .join(":");
        const found = parseArea(moved);
        if (found !== undefined && areaHolds(found, spot)) return true;
      }
    }
    return false;
  });
}
