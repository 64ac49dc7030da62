// Result cells of the workbook that may or must differ from ours by design, and why: the template and the law are not the same.
import type { BothLanguages } from "../../base/problem.ts";
import { areaHolds, parseArea, parseSpot, shiftCell } from "../xlsx/reference.ts";
import { PROCESS_BLOCKS, SHEETS } from "./cells.ts";

/** What in our calculation makes a result differ from the template's; a difference is explained only where the result rests on its cause. */
export type Cause =
  | "floor"
  | "exemptOrigin"
  | "currentEfficiency"
  | "functionalUnit"
  | "electricityCredit"
  | "typedTotals"
  | "energyOfN2o"
  | "incompleteRow"
  | "blankDirect"
  | "supplyChain"
  | "nameCollision"
  | "n2oBiomass";

/**
 * `always`: there is no step for these cells. Else they are compared, and the reason explains a difference only where `cause` holds for the cell;
 * without a cause the reason is a remark on the template that explains no difference.
 */
export type TemplateDifference = {
  sheet: string;
  areas: string;
  step?: number;
  count?: number;
  always: boolean;
  cause?: Cause;
  reason: BothLanguages;
};

const blocks = { step: PROCESS_BLOCKS.step, count: PROCESS_BLOCKS.count };

const N2O_BIOMASS: BothLanguages = {
  ko: "서식은 아산화질소에도 바이오매스 비율을 적용하지만, 법은 생물 기원 CO2만 0으로 봅니다.",
  en: "The template applies the biomass fraction to nitrous oxide too; the law zero-rates biogenic CO2 only.",
};
const FLOOR: BothLanguages = {
  ko: "법은 귀속 직접배출을 0 미만이 되지 않게 하지만(식 55), 서식에는 하한이 없습니다.",
  en: "The law sets a floor of zero under the attributed direct emissions (eq. 55); the template has none.",
};
const EXEMPT_ORIGIN: BothLanguages = {
  ko: "유럽연합이나 부속서 III 국가에서 온 전구체는 0으로 셉니다. 서식은 입력된 값을 그대로 씁니다.",
  en: "A precursor that originates in the Union or in a country of Annex III counts as zero; the template uses the values typed for it.",
};
const CURRENT_EFFICIENCY: BothLanguages = {
  ko: "과전압법에서 서식은 전류 효율을 비율(0.95)로 나누지만, 식 24는 퍼센트(95)를 씁니다: 100배 차이가 납니다.",
  en: "In the overvoltage method the template divides by the current efficiency as a fraction (0.95), eq. 24 takes per cent (95): a factor of 100.",
};
const FUNCTIONAL_UNIT: BothLanguages = {
  ko: "한 공정의 재화들은 기능 단위(클링커나 질소 1톤)당 배출이 같으므로 톤당 값은 함량에 따라 다릅니다. 서식은 모든 재화에 공정의 값을 줍니다.",
  en: "The goods of one process have the same emissions per functional unit (tonne of clinker or nitrogen), so per tonne they differ by content; the template gives each the value of the process.",
};

const INCOMPLETE_ROW: BothLanguages = {
  ko: "서식은 B 시트에서 빈 칸이 있는 행을 빼거나 0으로 셉니다. 여기서는 다른 입력이나 법령의 표로 채워 계산합니다.",
  en: "The template leaves a row of sheet B out, or counts it as zero, where a name, factor or carbon content is blank; here it comes from the other entries or the act's table.",
};
const BLANK_DIRECT: BothLanguages = {
  ko: "직접 귀속 배출(L54)이 비어 있습니다. 공정이 하나뿐이므로 여기서는 B 시트의 배출 전부를 넣고, 서식은 0으로 셉니다.",
  en: "The directly attributable emissions (L54) are blank: as there is a single process, all emissions of sheet B count here; the template takes zero.",
};

const NAME_COLLISION: BothLanguages = {
  ko: "이름이 겹치는 공정이나 전구물질이 있습니다. 서식은 이름으로 합산하므로 값이 섞이고, 여기서는 위치로 구분합니다.",
  en: "Processes or precursors have names that collide: the template sums by name and mixes their values; here they are told apart by position.",
};

/** Cells that the template finds by the names of processes and precursors. */
const NAMED_CELLS: readonly { sheet: string; areas: string }[] = [
  { sheet: SHEETS.inputOutput, areas: "AJ71:AO100" },
  { sheet: SHEETS.summary, areas: "G71:P86 G102:N111 H115:K134" },
  { sheet: SHEETS.products, areas: "I10:BA109" },
];

/** Cells in which the direct emissions of a process arrive, as far as they are compared. */
const DIRECT_CELLS: readonly { sheet: string; areas: string }[] = [
  { sheet: SHEETS.inputOutput, areas: "AJ71:AK80" },
  { sheet: SHEETS.summary, areas: "K71:K81 G102:H111 M102:N111" },
  { sheet: SHEETS.products, areas: "I10:I109 K10:K109 M10:M109 AN10:AN109 AV10:AV109" },
];
const PRECURSOR_CELLS: readonly { sheet: string; areas: string }[] = [
  { sheet: SHEETS.inputOutput, areas: "AK71:AK80 AM71:AM80 AO71:AO80 AJ81:AO100" },
  { sheet: SHEETS.summary, areas: "H102:H111 J102:J111 L102:N111 H115:K134" },
  { sheet: SHEETS.products, areas: "I10:K109 M10:M109 O10:O109 AN10:AN109 AV10:AV109" },
];
const by = (cause: Cause, reason: BothLanguages) => (cells: { sheet: string; areas: string; step?: number; count?: number }) => ({
  ...cells,
  always: false,
  cause,
  reason,
});

export const TEMPLATE_DIFFERENCES: readonly TemplateDifference[] = [
  {
    sheet: SHEETS.summary,
    areas: "K71:K81",
    always: false,
    cause: "electricityCredit",
    reason: {
      ko: "이 열의 직접배출 합계는 내보낸 전기의 공제를 빠뜨립니다. SEE 계산(InputOutput AJ)에는 들어갑니다.",
      en: "This column's total of direct emissions leaves the credit for exported electricity out, which the specific emissions (InputOutput AJ) contain.",
    },
  },
  {
    sheet: SHEETS.summary,
    areas: "K85:K86",
    always: true,
    reason: {
      ko: "서식이 직접배출 총량에서 공정들의 합(내보낸 전기의 공제를 뺀)을 뺀 나머지로, 계산 결과가 아닙니다.",
      en: "A rest that the template draws from its totals, without the credit for exported electricity: no result of the calculation.",
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
    cause: "typedTotals",
    reason: {
      ko: "26행에 손으로 입력한 총량이 B 시트의 계산을 대신합니다.",
      en: "Totals typed by hand in row 26 take the place of what sheet B gives.",
    },
  },
  {
    sheet: SHEETS.summary,
    areas: "K84",
    always: false,
    cause: "typedTotals",
    reason: {
      ko: "C 시트 26행에 손으로 입력한 총량이 B 시트의 계산을 대신합니다.",
      en: "Totals typed by hand in row 26 of sheet C take the place of what sheet B gives.",
    },
  },
  {
    sheet: SHEETS.energy,
    areas: "H15 H17",
    always: false,
    cause: "energyOfN2o",
    reason: {
      ko: "서식의 연료 합계는 N2O 측정 지점의 에너지를 빠뜨립니다.",
      en: "The template's total of fuel leaves the energy at measured points of N2O out.",
    },
  },
  ...[
    { sheet: SHEETS.energy, areas: "K25 K27 L25 L27 I32" },
    { sheet: SHEETS.processes, areas: "T54", ...blocks },
    { sheet: SHEETS.summary, areas: "H71:H81 K84" },
    ...DIRECT_CELLS,
  ].map(by("currentEfficiency", CURRENT_EFFICIENCY)),
  ...[
    { sheet: SHEETS.energy, areas: "H25:I25 K25:L25 H27:I27 K27:L27 H32:I32" },
    { sheet: SHEETS.processes, areas: "T54", ...blocks },
    { sheet: SHEETS.summary, areas: "H71:H81 K84" },
    ...DIRECT_CELLS,
  ].map(by("incompleteRow", INCOMPLETE_ROW)),
  ...[
    { sheet: SHEETS.energy, areas: "J25 L25 J27 L27 J32" },
    { sheet: SHEETS.processes, areas: "T54", ...blocks },
    { sheet: SHEETS.summary, areas: "H71:H81 K84" },
    ...DIRECT_CELLS,
  ].map(by("n2oBiomass", N2O_BIOMASS)),
  ...[{ sheet: SHEETS.processes, areas: "T54", ...blocks }, { sheet: SHEETS.summary, areas: "H71:H81" }, ...DIRECT_CELLS].map(
    by("blankDirect", BLANK_DIRECT),
  ),
  ...NAMED_CELLS.map(by("nameCollision", NAME_COLLISION)),
  ...DIRECT_CELLS.map(by("floor", FLOOR)),
  ...PRECURSOR_CELLS.map(by("exemptOrigin", EXEMPT_ORIGIN)),
  by("functionalUnit", FUNCTIONAL_UNIT)({ sheet: SHEETS.products, areas: "I10:K109 O10:O109 AN10:AN109 AV10:AV109" }),
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
    sheet: SHEETS.products,
    areas: "M10:M109",
    always: false,
    cause: "supplyChain",
    reason: {
      ko: "공정이 앞선 공정이나 (순환을 거쳐) 자신에게 공급하면 서식은 이 비율을 다른 구역에서 찾아 0으로 보이거나 순환분을 분모에서 빠뜨립니다.",
      en: "Where a process supplies an earlier one, or in a circle itself, the template finds this share in another process's block (and shows zero) or leaves the circle out of the denominator.",
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
