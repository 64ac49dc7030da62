// Mutants of case files: of their values, and of their bytes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { statementOf } from "../../src/calc/pipeline.ts";
import { root } from "../cases/read.ts";
import { generator } from "./seed.ts";
import { sound } from "./sound.ts";

const MUTANTS = process.env.SANDAN_LONG === "1" ? 30_000 : 1_500;
const FILES = ["sample-factory", "screws", "blast-furnace"].map((name) => readFileSync(join(root, "samples", `${name}.json`)));

type Dice = (below: number) => number;

const HOSTILE = [
  null,
  true,
  "",
  " ",
  "0 t",
  "-1 t",
  "1e308 t",
  "1e999 t",
  "1e-320 t",
  "5 %",
  "nan t",
  "12",
  0,
  -1,
  1e308,
  [],
  {},
  [1],
  { value: 1, unit: "t" },
  { value: 1e308, unit: "MWh" },
  "melt",
  "mill",
  "constructor",
  "toString",
  "2025-02-30",
  "x".repeat(500),
  "\u0000",
  "가나다",
];

/** The same content with one to three places changed: a value replaced, a member taken away, an entry doubled. */
function changed(content: unknown, dice: Dice): unknown {
  const copy = structuredClone(content);
  for (let n = 1 + dice(3); n > 0; n -= 1) {
    let holder = copy as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(holder);
      if (keys.length === 0) break;
      const key = keys[dice(keys.length)] as string;
      const member = holder[key];
      if (typeof member === "object" && member !== null && dice(6) !== 0) {
        holder = member as Record<string, unknown>;
        continue;
      }
      if (dice(5) === 0) delete holder[key];
      else if (Array.isArray(holder) && dice(3) === 0) holder.push(structuredClone(member));
      else holder[key] = structuredClone(HOSTILE[dice(HOSTILE.length)]);
      break;
    }
  }
  return copy;
}

function bent(bytes: Uint8Array, dice: Dice): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let n = 1 + dice(4); n > 0; n -= 1) copy[dice(copy.length)] = dice(256);
  return dice(4) === 0 ? copy.subarray(0, dice(copy.length)) : copy;
}

test(`${MUTANTS} mutants of case files: a result or a Problem, never a crash, a hang, NaN or Infinity`, () => {
  const contents = FILES.map((bytes) => JSON.parse(bytes.toString("utf8")) as unknown);
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const dice = generator(seed);
    const which = seed % FILES.length;
    const bytes =
      seed % 4 === 0 ? bent(FILES[which] as Uint8Array, dice) : new TextEncoder().encode(JSON.stringify(changed(contents[which], dice)));
    sound(`mutant ${seed}`, () => statementOf(bytes, { file: "case.json", ...(dice(3) === 0 && { asIf: 2026 }) }));
  }
});
