// Rules on the code itself: purity, powers in rules, the type any, tests that shut out others, sizes.
import type { Facts, Name } from "./facts.ts";
import { HOUSE, isTest, roomOf } from "./house.ts";
import type { Fault, House } from "./rule.ts";

/** Globals that no pure room may touch, in any use. */
const IMPURE = new Set(
  `performance process fetch setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame crypto globalThis window self Buffer
  require console XMLHttpRequest WebSocket EventSource Worker navigator localStorage sessionStorage indexedDB document location __dirname
  __filename eval Function Temporal import.meta`.split(/\s+/),
);

/** Single uses that read a clock or draw at random. */
const IMPURE_USES = new Set(["Date.now", "Date()", "new Date()", "Math.random", "Math", "Math[]", "Date[]"]);

/** Members that read the machine's locale or time zone. */
const OF_THE_MACHINE =
  /^(localeCompare|toLocale\w*|get(Timezone(Offset)|Date|Day|FullYear|Hours|Minutes|Month|Seconds|Milliseconds)|toDateString|toTimeString)$/;

/** Functions of Math whose last bit differs between engines. */
const INEXACT =
  /^Math(\.(exp|expm1|log|log10|log1p|log2|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh)|\[\])?$/;

const MAX_FILE = 600;
const MAX_FUNCTION = 70;

function eachFile(house: House, among: (path: string) => boolean, see: (facts: Facts) => { line: number; text: string }[]): Fault[] {
  return [...house.facts.values()]
    .filter(({ path }) => among(path))
    .flatMap((facts) => see(facts).map((fault) => ({ path: facts.path, ...fault })));
}

function isPure(path: string): boolean {
  return HOUSE[roomOf(path) ?? ""]?.pure === true && !isTest(path);
}

/** Law: a pure room has no clock, no randomness, no I/O and no environment; they are handed to it. */
export function purity(house: House): Fault[] {
  return eachFile(house, isPure, ({ imports, globals, members }) => [
    ...imports.filter(({ from }) => from.startsWith("node:")).map(({ from, line }) => ({ line, text: `a pure room imports ${from}` })),
    ...globals.filter(isImpure).map(({ name, line }) => ({ line, text: `a pure room uses ${name}` })),
    ...members
      .filter(({ name }) => OF_THE_MACHINE.test(name))
      .map(({ name, line }) => ({ line, text: `a pure room uses .${name}, which depends on the machine's locale or time zone` })),
  ]);
}

function isImpure({ name }: Name): boolean {
  const root = /^(?:new )?(import\.meta|\w+)/.exec(name)?.[1] ?? name;
  return IMPURE.has(root) || IMPURE_USES.has(name);
}

/** Law: rules take no exp, log, power or angle, since engines differ in the last bit. */
export function powersInRules(house: House): Fault[] {
  return eachFile(
    house,
    (path) => path.startsWith("src/rules/") && !isTest(path),
    ({ globals, powers }) => [
      ...globals.filter(({ name }) => INEXACT.test(name)).map(({ name, line }) => ({ line, text: `rules use ${name}` })),
      ...powers.map((line) => ({ line, text: "rules use **" })),
    ],
  );
}

/** Law: the type any stands nowhere. */
export function anyTypes(house: House): Fault[] {
  return eachFile(
    house,
    () => true,
    ({ anys }) => anys.map((line) => ({ line, text: "uses the type any: say what it is, or unknown" })),
  );
}

/** Law: no test shuts out the others. */
export function onlyTests(house: House): Fault[] {
  return eachFile(house, isTest, ({ members }) =>
    members.filter(({ name }) => name === "only" || name === "only: true").map(({ line }) => ({ line, text: "shuts out the other tests" })),
  );
}

/** Law: a file has at most 600 lines; tables of data inside it, and tests, aside. */
export function longFiles(house: House): Fault[] {
  return eachFile(
    house,
    (path) => !isTest(path),
    ({ lines, dataLines }) =>
      lines - dataLines > MAX_FILE ? [{ line: 1, text: `has ${lines - dataLines} lines of code; ${MAX_FILE} are the bound` }] : [],
  );
}

/** Law: a function has at most 70 lines; tests aside. */
export function longFunctions(house: House): Fault[] {
  return eachFile(
    house,
    (path) => !isTest(path),
    ({ functions }) =>
      functions
        .filter(({ lines }) => lines > MAX_FUNCTION)
        .map(({ name, line, lines }) => ({ line, text: `${name} has ${lines} lines; ${MAX_FUNCTION} are the bound` })),
  );
}
