// A second look at a Statement: every step's formula is read as text and worked out again, with no knowledge of the rules.

/** The value of a formula over the values of its symbols; undefined where a symbol has none or the text is no formula. */
export function evaluate(text: string, values: ReadonlyMap<string, number>): number | undefined {
  const list = text.match(/[(),]|[^\s(),]+/g) ?? [];
  let at = 0;
  let sound = true;
  const take = (expected: string): void => {
    if (list[at] !== expected) sound = false;
    at += 1;
  };
  const sum = (): number => {
    let value = product();
    while (sound && (list[at] === "+" || list[at] === "-")) {
      const plus = list[at] === "+";
      at += 1;
      value = plus ? value + product() : value - product();
    }
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (sound && (list[at] === "×" || list[at] === "/")) {
      const times = list[at] === "×";
      at += 1;
      value = times ? value * atom() : value / atom();
    }
    return value;
  };
  const atom = (): number => {
    const token = list[at] ?? "";
    at += 1;
    if (token === "(" || token === "max") {
      if (token === "max") take("(");
      const first = sum();
      if (token === "(") {
        take(")");
        return first;
      }
      take(",");
      const second = sum();
      take(")");
      return Math.max(first, second);
    }
    const value = values.get(token) ?? (/^-?\d/.test(token) ? Number(token) : Number.NaN);
    if (Number.isNaN(value)) sound = false;
    return value;
  };
  const value = sum();
  return sound && at === list.length ? value : undefined;
}
