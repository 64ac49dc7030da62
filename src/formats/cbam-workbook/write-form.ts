// The cells that are to be filled: each value in the template's unit and words, and what the template cannot hold.
import { assert } from "../../base/assert.ts";
import type { BothLanguages, Problem } from "../../base/problem.ts";
import { type Dimension, ratioOf } from "../../base/units.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import type { Quantity } from "../../model/quantity.ts";
import type { CellValue } from "../xlsx/patch-sheet.ts";
import type { Place } from "./cells.ts";
import type { Choices } from "./vocabulary.ts";
import { LOSSES, type Loss } from "./write-losses.ts";

/** The value of a step of the calculation in its canonical unit; null or undefined where it has none. */
export type StepValue = (step: string) => number | null | undefined;

/** Dimension of each unit in which cells of the template are typed. */
const CELL_UNITS: Readonly<Record<string, Dimension>> = {
  t: "mass",
  "1000Nm3": "gasVolume",
  TJ: "energy",
  MWh: "electricity",
  "GJ/t": "ncvMass",
  "GJ/1000Nm3": "ncvVolume",
  "tCO2/TJ": "factorEnergy",
  "tCO2/t": "factorMass",
  "tCO2/1000Nm3": "factorVolume",
  "tC/t": "carbonMass",
  "tC/1000Nm3": "carbonVolume",
  "%": "fraction",
  "1": "fraction",
  "t/t": "fraction",
  "1/(cell·d)": "effectsPerDay",
  min: "effectMinutes",
  "(kgCF4/tAl)/(min/(cell·d))": "slope",
  mV: "overvoltage",
  "(kgCF4/tAl)/mV": "overvoltageCoefficient",
  "g/Nm3": "concentration",
  h: "time",
  "1000Nm3/h": "gasFlow",
  tCO2e: "emissions",
  tCO2: "emissions",
  "tCO2/MWh": "factorElectricity",
  "tCO2e/MWh": "factorElectricity",
  "tCO2e/t": "specificEmissions",
  "MWh/t": "electricityPerMass",
};

/** A value in one unit as the same in another of the dimension that the second names; the factors stand in base/units. */
export function inUnit(value: number, unit: string, wanted: string): number {
  if (unit === wanted) return value;
  const dimension = CELL_UNITS[wanted];
  assert(dimension !== undefined, `no cell has the unit ${wanted}`);
  const [n, d] = ratioOf(unit, dimension) ?? [Number.NaN, 1];
  const [m, e] = ratioOf(wanted, dimension) ?? [Number.NaN, 1];
  const canonical = n === d ? value : d === 1 ? value * n : (value * n) / d;
  const converted = m === e ? canonical : e === 1 ? canonical / m : (canonical * e) / m;
  assert(!Number.isNaN(converted), `${unit} is not of the dimension of ${wanted}`);
  return converted;
}

/** True where the unit is one of the dimension of `like`. */
export function isLike(unit: string, like: string): boolean {
  const dimension = CELL_UNITS[like];
  return dimension !== undefined && ratioOf(unit, dimension) !== undefined;
}

/** Collects the values by sheet and cell, and what is lost or refused on the way. */
export class Form {
  readonly edits = new Map<string, Map<string, CellValue>>();
  readonly problems: Problem[] = [];
  private readonly value: StepValue;
  private readonly losses = new Map<Loss, { path: string; which: string[] }>();

  constructor(value: StepValue) {
    this.value = value;
  }

  put(sheet: string, ref: string, value: CellValue | undefined): void {
    if (value === undefined) return;
    const cells = this.edits.get(sheet) ?? new Map<string, CellValue>();
    cells.set(ref, value);
    this.edits.set(sheet, cells);
  }

  /** A text; one of blanks only is none. */
  text(sheet: string, ref: string, text: string | undefined): void {
    const trimmed = text?.trim();
    if (trimmed) this.put(sheet, ref, trimmed);
  }

  /** The template's English text for a word of ours; false where its list does not have it. */
  choice<T extends string>(sheet: string, ref: string, chosen: T | undefined, choices: Choices<T>): boolean {
    const found = choices.find(([word]) => word === chosen);
    if (found !== undefined) this.put(sheet, ref, exact(found[1]));
    return chosen === undefined || found !== undefined;
  }

  /** The calculation's value of a step, undefined where it has none. */
  step(id: string): number | undefined {
    return this.value(id) ?? undefined;
  }

  /** A quantity as a number in the unit; where it is absent or follows a formula, the step's value stands for it. */
  number(given: Quantity | undefined, unit: string, step?: string): number | undefined {
    if (step !== undefined && (given === undefined || given.follows !== undefined)) {
      const value = this.step(step);
      const canonical = CELL_UNITS[unit] === "fraction" ? "1" : unit;
      if (value !== undefined) return inUnit(value, canonical, unit);
    }
    return given === undefined ? undefined : inUnit(given.value, given.unit, unit);
  }

  quantity(sheet: string, { at, unit }: Place, given: Quantity | undefined, step?: string): void {
    this.put(sheet, at, this.number(given, unit, step));
  }

  /** The quantities of a record, each at its place in the map moved by `moved`; `step` names the step of a field. */
  quantities<K extends string>(
    sheet: string,
    places: Readonly<Record<K, Place>>,
    record: { readonly [P in NoInfer<K>]?: Quantity | undefined },
    { moved, step }: { moved: (at: string) => string; step?: (field: K) => string | undefined },
  ): void {
    for (const field of Object.keys(places) as K[]) {
      const { at, unit } = places[field];
      this.quantity(sheet, { at: moved(at), unit }, record[field], step?.(field));
    }
  }

  /** What the template has no place for is named once for each kind, with all the records that it concerns. */
  lost(loss: Loss, path: string, which: string): void {
    const known = this.losses.get(loss);
    if (known === undefined) this.losses.set(loss, { path, which: [which] });
    else if (!known.which.includes(which)) known.which.push(which);
  }

  /** Everything that is wrong: refusals first, then TEMPLATE_CANNOT_SAY for each kind of loss. */
  allProblems(): Problem[] {
    const losses = [...this.losses].map(([loss, { path, which }]) =>
      workbookProblem("TEMPLATE_CANNOT_SAY", { path, params: { ...LOSSES[loss], which: listed(which) } }),
    );
    return [...this.problems, ...losses];
  }
}

const MANY = 12;

/** The first of a list, and how many more. */
export function listed(names: readonly string[]): BothLanguages {
  const rest = names.length - MANY;
  const shown = names.slice(0, MANY).join(", ");
  return rest <= 0 ? { ko: shown, en: shown } : { ko: `${shown} 외 ${rest}개`, en: `${shown} and ${rest} more` };
}

/** The template's lists hold this text with a blank behind; its formulas compare letter by letter. */
function exact(text: string): string {
  return text === "Calcined clays" ? "Calcined clays " : text;
}
