// A JSON list of imports to raw lines, each with the line of the text that it begins in.
import { printParseErrorCode, visit } from "jsonc-parser";
import type { Problem } from "../base/problem.ts";
import type { Complain, Raw, RawLine } from "./import-lines-raw.ts";

const DEEPEST = 20;
const FORMAT = "sandan.import-lines/1";

type Open = { value: Record<string, unknown> | unknown[]; line: number; key: string };

/** The raw lines of `{ "format": "sandan.import-lines/1", "lines": [...] }` or of a bare list. Problems: LINES_BROKEN, LINES_COLUMN_TWICE, LINES_COLUMN_UNKNOWN, LINE_FIELD_MISSING, LINE_FIELD_INVALID. */
export function jsonLines(text: string, complain: Complain): Raw {
  const deep = tooDeep(text);
  if (deep !== undefined)
    return { lines: [], problems: [complain("LINES_BROKEN", { line: deep, params: { line: deep, what: "nested too deeply" } })] };
  const { value, places, problems } = parsed(text, complain);
  if (problems.length > 0) return { lines: [], problems: problems.slice(0, 1) };
  const list = listOf(value, complain);
  if ("problems" in list) return { lines: [], problems: list.problems };
  const lines: RawLine[] = [];
  for (const [i, entry] of list.entries.entries()) {
    if (!isObject(entry)) {
      problems.push(
        complain("LINE_FIELD_INVALID", {
          line: 1,
          path: `lines/${i}`,
          params: { field: "lines", given: JSON.stringify(entry).slice(0, 80), allowed: "{ ... }" },
        }),
      );
      continue;
    }
    const id = typeof entry.id === "string" && entry.id !== "" ? entry.id : String(i);
    lines.push({ id, line: places.get(entry) ?? 1, content: entry });
  }
  return { lines, problems };
}

function listOf(value: unknown, complain: Complain): { entries: unknown[] } | { problems: Problem[] } {
  if (Array.isArray(value)) return { entries: value };
  if (!isObject(value) || !Array.isArray(value.lines))
    return { problems: [complain("LINE_FIELD_MISSING", { line: 1, path: "lines", params: { field: "lines" } })] };
  const strange = Object.keys(value).filter((key) => key !== "format" && key !== "lines");
  if (strange.length > 0)
    return { problems: strange.map((field) => complain("LINES_COLUMN_UNKNOWN", { line: 1, path: field, params: { field } })) };
  if (value.format !== FORMAT) {
    const params = { field: "format", given: String(value.format ?? ""), allowed: FORMAT };
    return { problems: [complain("LINE_FIELD_INVALID", { line: 1, path: "format", params })] };
  }
  return { entries: value.lines };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value, and the line in which each object begins, in one pass. */
function parsed(text: string, complain: Complain): { value: unknown; places: Map<object, number>; problems: Problem[] } {
  const problems: Problem[] = [];
  const places = new Map<object, number>();
  const stack: Open[] = [];
  let root: unknown;
  const put = (value: unknown): void => {
    const holder = stack.at(-1);
    if (holder === undefined) root = value;
    else if (Array.isArray(holder.value)) holder.value.push(value);
    else if (holder.key !== "__proto__") holder.value[holder.key] = value;
    else Object.defineProperty(holder.value, holder.key, { value, writable: true, enumerable: true, configurable: true });
  };
  const begin = (value: Open["value"], line: number): void => {
    put(value);
    places.set(value, line + 1);
    stack.push({ value, line: line + 1, key: "" });
  };
  visit(
    text,
    {
      onObjectBegin: (_o, _l, line) => begin({}, line),
      onArrayBegin: (_o, _l, line) => begin([], line),
      onObjectEnd: () => void stack.pop(),
      onArrayEnd: () => void stack.pop(),
      onObjectProperty: (key, _o, _l, line) => {
        const holder = stack.at(-1);
        if (holder === undefined) return;
        if (Object.hasOwn(holder.value, key)) problems.push(complain("LINES_COLUMN_TWICE", { line: line + 1, params: { field: key } }));
        holder.key = key;
      },
      onLiteralValue: (value, _o, _l, line) => {
        if (typeof value === "string" && !value.isWellFormed())
          problems.push(complain("LINES_BROKEN", { line: line + 1, params: { line: line + 1, what: "half a character" } }));
        put(value);
      },
      onError: (error, _o, _l, line) =>
        problems.push(complain("LINES_BROKEN", { line: line + 1, params: { line: line + 1, what: printParseErrorCode(error) } })),
    },
    { allowTrailingComma: true },
  );
  return { value: root, places, problems };
}

/** Line at which brackets nest deeper than allowed, found before any parser recurses over them. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let line = 1;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (sign === "\n") line += 1;
    if (!inString && sign === "/" && (text[i + 1] === "/" || text[i + 1] === "*")) {
      const end = text[i + 1] === "/" ? text.indexOf("\n", i) : text.indexOf("*/", i + 2);
      if (end < 0) return undefined;
      line += text.slice(i, end).split("\n").length - 1;
      i = end - (text[i + 1] === "/" ? 1 : 0);
      continue;
    }
    if (inString && sign === "\\") i += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === "{" || sign === "[")) depth += 1;
    else if (!inString && (sign === "}" || sign === "]")) depth -= 1;
    if (depth > DEEPEST) return line;
  }
  return undefined;
}
