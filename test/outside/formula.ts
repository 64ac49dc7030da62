// A second calculator: reads the formula texts of a Statement's steps and works them out again, knowing nothing of the rules.

type Values = Map<string, number>;

/** Tokens: numbers, symbols, operators. Symbols may hold letters of any script, digits after the first sign, dots, underscores, asterisks and hyphens inside. */
function tokens(text: string, symbols: readonly string[]): string[] {
  const found: string[] = [];
  const ordered = [...symbols].sort((a, b) => b.length - a.length);
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i);
    const symbol = ordered.find((s) => rest.startsWith(s));
    const number = /^\d+(\.\d+)?(e[+-]?\d+)?/.exec(rest)?.[0];
    if (symbol !== undefined) found.push(symbol);
    else if (number !== undefined) found.push(number);
    else if (rest.startsWith("max")) found.push("max");
    else if (!/\s/.test(rest[0] as string)) found.push(rest[0] as string);
    i += symbol?.length ?? number?.length ?? (rest.startsWith("max") ? 3 : 1);
  }
  return found;
}

/** The value of a formula over the values of its symbols. */
export function evaluate(text: string, values: Values): number {
  const list = tokens(text, [...values.keys()]);
  let at = 0;
  const take = (expected: string): void => {
    if (list[at] !== expected) throw new Error(`expected ${expected} in ${text}, found ${list[at]}`);
    at += 1;
  };
  const sum = (): number => {
    let value = product();
    while (list[at] === "+" || list[at] === "-") {
      const sign = list[at] === "+" ? 1 : -1;
      at += 1;
      value += sign * product();
    }
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (list[at] === "×" || list[at] === "/") {
      const times = list[at] === "×";
      at += 1;
      value = times ? value * atom() : value / atom();
    }
    return value;
  };
  const atom = (): number => {
    const token = list[at] as string;
    at += 1;
    if (token === "-") return -atom();
    if (token === "(") {
      const value = sum();
      take(")");
      return value;
    }
    if (token === "max") {
      take("(");
      const first = sum();
      take(",");
      const second = sum();
      take(")");
      return Math.max(first, second);
    }
    const value = values.get(token) ?? Number(token);
    if (Number.isNaN(value)) throw new Error(`${token} in ${text}`);
    return value;
  };
  const value = sum();
  if (at !== list.length) throw new Error(`${text}: ${list.slice(at).join(" ")} is left over`);
  return value;
}
