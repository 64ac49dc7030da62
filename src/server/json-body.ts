// A body of JSON, read within bounds: its depth is measured before any parser recurses.
import type { Outcome } from "../base/problem.ts";
import { requestProblem } from "../model/problems/request.ts";

const DEEPEST = 40;
const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

function tooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const c = bytes[i];
    if (quoted) {
      if (c === BACKSLASH) i += 1;
      else if (c === QUOTE) quoted = false;
    } else if (c === QUOTE) quoted = true;
    else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}

const refused = (ko: string, en: string): Outcome<unknown> => ({
  value: undefined,
  problems: [requestProblem("BODY_UNREADABLE", { params: { what: { ko, en } } })],
});

/** The name itself, or a Latin letter written by its number. */
const MAYBE_PROTOTYPE = /__proto__|\\u00/;

/** True where a key would reach a prototype, however it was spelt. */
function reachesPrototype(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => key === "__proto__" || reachesPrototype(member));
}

/** Law: UTF-8, valid JSON, at most 40 brackets deep, no key that would reach a prototype. An empty body is an empty object. Problem: BODY_UNREADABLE. */
export function readJsonBody(bytes: Uint8Array): Outcome<unknown> {
  if (bytes.length === 0) return { value: {}, problems: [] };
  if (tooDeep(bytes)) return refused("괄호가 너무 깊게 겹칩니다.", "brackets are nested too deeply.");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused("UTF-8이 아닙니다.", "it is not UTF-8.");
  }
  try {
    const value: unknown = JSON.parse(text);
    if (MAYBE_PROTOTYPE.test(text) && reachesPrototype(value))
      return refused("쓸 수 없는 이름의 필드가 있습니다.", "a field has a name that cannot be used.");
    return { value, problems: [] };
  } catch {
    return refused("JSON 문법에 맞지 않습니다.", "it is no valid JSON.");
  }
}
