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

type Operation = Exclude<Formula, { kind: "symbol" }>;

/** The operations down a formula's left side, the outermost first, and what stands at its end: a sum of very many terms is as deep as it is long. */
function leftSide(formula: Formula): { operations: Operation[]; end: Formula } {
  const operations: Operation[] = [];
  let end = formula;
  for (; end.kind !== "symbol" && end.kind !== "max"; end = end.left) operations.push(end);
  return { operations, end };
}

/** The value over those of the symbols; NaN where one has none. */
export function valueOfFormula(formula: Formula, values: (symbol: string) => number | undefined): number {
  const { operations, end } = leftSide(formula);
  let value =
    end.kind === "symbol"
      ? valueOfSymbol(end.name, values)
      : Math.max(valueOfFormula((end as Operation).left, values), valueOfFormula((end as Operation).right, values));
  for (const { kind, right } of operations.reverse()) {
    const other = valueOfFormula(right, values);
    value = kind === "+" ? value + other : kind === "-" ? value - other : kind === "×" ? value * other : value / other;
  }
  return value;
}

/** Adds `weight` times the partial derivative by each symbol to what is told of it. */
export function addPartials(
  formula: Formula,
  weight: number,
  values: (symbol: string) => number | undefined,
  tell: (symbol: string, partial: number) => void,
): void {
  const { operations, end } = leftSide(formula);
  const rights: { right: Formula; weight: number }[] = [];
  let mine = weight;
  for (const { kind, left, right } of operations) {
    const sum = kind === "+" || kind === "-";
    const [a, b] = sum || mine === 0 ? [0, 1] : [valueOfFormula(left, values), valueOfFormula(right, values)];
    const other = kind === "+" ? mine : kind === "-" ? -mine : kind === "×" ? mine * a : (-mine * a) / (b * b);
    rights.push({ right, weight: other });
    if (!sum) mine = kind === "×" ? mine * b : mine / b;
  }
  if (mine !== 0 && end.kind === "symbol") tell(end.name, mine);
  else if (mine !== 0 && end.kind === "max") {
    const open = valueOfFormula(end.left, values) > valueOfFormula(end.right, values);
    addPartials(open ? end.left : end.right, mine, values, tell);
  }
  for (const one of rights.reverse()) if (one.weight !== 0) addPartials(one.right, one.weight, values, tell);
}
