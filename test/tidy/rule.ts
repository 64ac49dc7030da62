// What a rule of the house is given and what it answers.
import { type Facts, readFacts, type Tree } from "./facts.ts";

/** A tree of files with what the compiler read in them. */
export type House = { tree: Tree; facts: ReadonlyMap<string, Facts> };

export type Fault = { path: string; line: number; text: string };

export type Rule = (house: House) => Fault[];

export function houseOf(tree: Tree): House {
  return { tree, facts: readFacts(tree) };
}
