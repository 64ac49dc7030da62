// The formula of a step, read as text and with no knowledge of the rules: its value, and its partial derivatives.

export type Formula = { kind: "symbol"; name: string } | { kind: "+" | "-" | "×" | "/" | "max"; left: Formula; right: Formula };

/** Reads sums, differences, products, quotients, brackets and max(a, b) over symbols and numbers; undefined where the text is no formula. */
export function parseFormula(text: string): Formula | undefined {
  const list = text.match(/[(),]|[^\s(),]+/g) ?? [];
  let at = 0;
  let sound = true;
  const take = (expected: string): void => {
    if (list[at] !== expected) sound = false;
    at += 1;
  };
  const chain = (next: () => Formula, plus: "+" | "×", minus: "-" | "/"): Formula => {
    let left = next();
    for (let sign = list[at]; sound && (sign === plus || sign === minus); sign = list[at]) {
      at += 1;
      left = { kind: sign, left, right: next() };
    }
    return left;
  };
  const sum = (): Formula => chain(product, "+", "-");
  const product = (): Formula => chain(atom, "×", "/");
  const atom = (): Formula => {
    const token = list[at] ?? "";
    at += 1;
    if (token === "(") {
      const inner = sum();
      take(")");
      return inner;
    }
    if (token === "max") {
      take("(");
      const left = sum();
      take(",");
      const right = sum();
      take(")");
      return { kind: "max", left, right };
    }
    if (token === "" || token === ")" || token === ",") sound = false;
    return { kind: "symbol", name: token };
  };
  const whole = sum();
  return sound && at === list.length ? whole : undefined;
}

/** A symbol that has no value of its own and reads as a number is that number. */
function valueOfSymbol(name: string, values: (symbol: string) => number | undefined): number {
  return values(name) ?? (/^-?\d/.test(name) ? Number(name) : Number.NaN);
}

/** The value over those of the symbols; NaN where one has none. */
export function valueOfFormula(formula: Formula, values: (symbol: string) => number | undefined): number {
  if (formula.kind === "symbol") return valueOfSymbol(formula.name, values);
  const left = valueOfFormula(formula.left, values);
  const right = valueOfFormula(formula.right, values);
  if (formula.kind === "+") return left + right;
  if (formula.kind === "-") return left - right;
  if (formula.kind === "×") return left * right;
  return formula.kind === "/" ? left / right : Math.max(left, right);
}

/** Adds `weight` times the partial derivative by each symbol to what is told of it. */
export function addPartials(
  formula: Formula,
  weight: number,
  values: (symbol: string) => number | undefined,
  tell: (symbol: string, partial: number) => void,
): void {
  if (weight === 0) return;
  if (formula.kind === "symbol") {
    tell(formula.name, weight);
    return;
  }
  const { kind, left, right } = formula;
  const sum = kind === "+" || kind === "-";
  const [a, b] = sum ? [0, 0] : [valueOfFormula(left, values), valueOfFormula(right, values)];
  if (kind === "max") {
    addPartials(a > b ? left : right, weight, values, tell);
    return;
  }
  addPartials(left, sum ? weight : kind === "×" ? weight * b : weight / b, values, tell);
  addPartials(right, kind === "+" ? weight : kind === "-" ? -weight : kind === "×" ? weight * a : (-weight * a) / (b * b), values, tell);
}
