// Mutants of the cell grid of the Commission's workbook, through the whole pipeline.
import assert from "node:assert/strict";
import { test } from "node:test";
import { statementOf } from "../../src/calc/pipeline.ts";
import { INPUT_AREAS, inputCells } from "../../src/formats/cbam-workbook/cells.ts";
import { type SyntheticCells, syntheticCbam } from "../../src/formats/cbam-workbook/synthetic.ts";
import type { SyntheticCell } from "../../src/formats/xlsx/synthetic.ts";
import { generator } from "./seed.ts";
import { sound } from "./sound.ts";

const MUTANTS = process.env.SANDAN_LONG === "1" ? 100_000 : 1_500;

/** A plant that uses every sheet: three processes in a cycle, precursors, electrolysis, a measured point, cogeneration, carbon prices. */
const PLANT: SyntheticCells = {
  "A_InstData!E84": "Iron or steel products",
  "A_InstData!L84": "Rolling",
  "A_InstData!E85": "Unwrought aluminium",
  "A_InstData!L85": "Smelter",
  "A_InstData!E102": "Pig iron",
  "A_InstData!F102": "CN",
  "A_InstData!L102": "Bought iron",
  "B_EmInst!D18": "Mass balance",
  "B_EmInst!E18": "Steel",
  "B_EmInst!F18": -17000,
  "B_EmInst!G18": "t",
  "B_EmInst!L18": 0.002,
  "B_EmInst!D98": "Slope method",
  "B_EmInst!F98": 500,
  "B_EmInst!AG98": 2.1,
  "B_EmInst!AH98": 1.2,
  "B_EmInst!AI98": 0.143,
  "B_EmInst!AM98": 0.121,
  "B_EmInst!D113": "Stack",
  "B_EmInst!E113": "N2O",
  "B_EmInst!V113": 64.3,
  "B_EmInst!X113": 4000,
  "B_EmInst!Z113": 26,
  "D_Processes!L27": 5000,
  "D_Processes!L32": 12000,
  "D_Processes!L57": 3,
  "D_Processes!L58": 60,
  "D_Processes!M61": 2,
  "D_Processes!L65": 9000,
  "D_Processes!L66": 0.4,
  "D_Processes!L67": "D.4(a)",
  "D_Processes!L81": 11000,
  "D_Processes!L92": 10000,
  "D_Processes!L97": 1000,
  "D_Processes!L119": 800,
  "D_Processes!L130": 4000,
  "D_Processes!L131": 0.4,
  "D_Processes!L146": 500,
  "D_Processes!L184": 900,
  "E_PurchPrec!L17": 6000,
  "E_PurchPrec!L28": 5900,
  "E_PurchPrec!L38": 100,
  "E_PurchPrec!L49": 1.9,
  "E_PurchPrec!M49": "Measured",
  "E_PurchPrec!L50": 0.2,
  "E_PurchPrec!L51": 0.5,
  "F_Tools!J21": 1000,
  "F_Tools!K21": 550,
  "F_Tools!L21": 69444,
  "F_Tools!J26": 94600,
  "F_Tools!H101": 0.5,
  "F_Tools!J101": 30,
  "F_Tools!K101": 10,
  "Summary_Products!AR10": 30,
  "Summary_Products!AX10": 5,
};

const CELLS = INPUT_AREAS.flatMap((areas) => [...inputCells(areas)].map((cell) => `${areas.sheet}!${cell}`)).sort();
const FILLED = Object.keys(PLANT);

type Dice = (below: number) => number;

/** What a careless or hostile hand leaves in a cell. */
function hostile(dice: Dice): SyntheticCell | undefined {
  const texts = [
    "",
    " ",
    "abc",
    "12,5",
    "1e999",
    "-",
    "=1+1",
    "#REF!",
    "<script>",
    "__proto__",
    "constructor",
    "*",
    "Melting",
    "Rolling",
    "가".repeat(40),
    "\u202e",
    "D.4.1",
    "Default",
    "t",
    "%",
  ];
  const numbers = [0, -0, -1, 1e-300, 1e308, -1e308, 1.5, 100, 45291.5, 2 ** 53, 0.1, -17000, 5e-324];
  const errors = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"];
  const formulas = [
    "L16",
    "L54",
    "SUM(L16:L23)",
    "1/0",
    "'C_Emissions&Energy'!H32",
    "B_EmInst!AU17+B_EmInst!AU18",
    "NOW()",
    "((((1",
    "D_Processes!L119*-2",
    "L16*1e308",
  ];
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)] as T;
  switch (dice(6)) {
    case 0:
      return undefined;
    case 1:
      return pick(texts);
    case 2:
      return pick(numbers);
    case 3:
      return { error: pick(errors) };
    case 4:
      return { f: pick(formulas), v: pick(numbers) };
    default:
      return dice(1e9) / 10 ** dice(9);
  }
}

function mutant(seed: number): SyntheticCells {
  const dice = generator(seed);
  const cells: SyntheticCells = { ...PLANT };
  for (let n = 1 + dice(5); n > 0; n -= 1) {
    const at = dice(3) === 0 ? CELLS[dice(CELLS.length)] : FILLED[dice(FILLED.length)];
    cells[at as string] = hostile(dice);
  }
  return cells;
}

test("the plant itself is computed", () => {
  const { value, problems } = statementOf(syntheticCbam(PLANT), { file: "plant.xlsx" });
  assert.ok(value, JSON.stringify(problems.filter((p) => p.severity === "error")));
  assert.ok(value.statement.results.filter((r) => r.value !== null).length >= 10);
});

test(`${MUTANTS} mutants of the cell grid: a result or a Problem, never a crash, a hang, NaN or Infinity`, () => {
  let computed = 0;
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const outcome = sound(`mutant ${seed}`, () => statementOf(syntheticCbam(mutant(seed)), { file: "plant.xlsx" }));
    if (outcome.value !== undefined) computed += 1;
    else {
      const placed = outcome.problems.some((p) => p.severity === "error" && (p.place?.cell !== undefined || p.path !== ""));
      assert.ok(placed, `mutant ${seed}: no error has a place: ${JSON.stringify(outcome.problems[0])}`);
    }
  }
  assert.ok(computed > MUTANTS / 20, `only ${computed} mutants were computed: the mutants are too wild to mean anything`);
});
