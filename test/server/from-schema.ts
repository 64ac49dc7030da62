// Inputs made from a JSON Schema, and what makes them hostile.
import fc, { type Arbitrary } from "fast-check";

export type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

/** Values that a name is known to have: real ids, keys and hashes. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const DAYS = ["2025-01-01", "2025-12-31", "2025-06-15", "2024-02-29", "2026-03-31"];
const HASH = /\[0-9a-f\]\{64\}/;

/** Values that fit the schema, by the name under which they stand; what JSON alone bounds is small. */
export function fitting(schema: JsonSchema, known: Known, name = ""): Arbitrary<unknown> {
  const real = known[name];
  if (real !== undefined && real.length > 0) {
    const plain = plainOf(schema, known, name);
    return fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: plain });
  }
  return plainOf(schema, known, name);
}

function plainOf(schema: JsonSchema, known: Known, name: string): Arbitrary<unknown> {
  const some = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (some !== undefined) return fc.oneof(...some.map((one) => fitting(one, known, name)));
  if (schema.allOf !== undefined) return fitting(Object.assign({}, ...schema.allOf) as JsonSchema, known, name);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fitting({ ...schema, type }, known, name)));
  switch (schema.type) {
    case "object":
      return objectOf(schema, known);
    case "array":
      return fc.array(fitting(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 3),
      });
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? -5, -(2 ** 31)), max: Math.min(schema.maximum ?? 5000, 2 ** 31 - 1) });
    case "number":
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? -1e6,
        max: schema.maximum ?? 1e6,
        noNaN: true,
        noDefaultInfinity: true,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema, known: Known): Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, fitting(schema, known, key)]));
  const record = fc.record(members, { requiredKeys: required.filter((key) => key in members) });
  if (typeof additionalProperties !== "object" || Object.keys(additionalProperties).length === 0) return record;
  const keys =
    propertyNames === undefined ? fc.string({ minLength: 1, maxLength: 8 }) : (fitting(propertyNames, known) as Arbitrary<string>);
  return fc.tuple(record, fc.dictionary(keys, fitting(additionalProperties, known), { maxKeys: 3 })).map(([a, b]) => ({ ...b, ...a }));
}

function textOf({ format, pattern, minLength = 0, maxLength = 30 }: JsonSchema): Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "date") return fc.constantFrom(...DAYS);
  if (format === "date-time") return fc.constantFrom("2025-01-01T00:00:00Z");
  if (format === "email") return fc.emailAddress();
  if (pattern !== undefined && HASH.test(pattern)) return fc.stringMatching(/^[0-9a-f]{64}$/);
  if (pattern !== undefined && /\\d/.test(pattern)) return fc.stringMatching(/^[1-9][0-9]{0,2}$/);
  if (pattern !== undefined) return fc.constantFrom("head", "streams/gas-mill", "activities/x", "streams/gas-mill/activity");
  const most = Math.min(maxLength, Math.max(minLength, 30));
  return fc.oneof(fc.string({ minLength, maxLength: most }), fc.string({ minLength, maxLength: most, unit: "grapheme" }));
}

/** Texts that programs stumble over: surrogates, controls, directions, combining signs, numbers that are none, and other languages' code. */
export const HOSTILE_TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfff",
  "\ufeffx",
  "\u202egnp.exe",
  "e\u0301\u0301\u0301".repeat(20),
  "가".normalize("NFD"),
  "👩‍👩‍👧‍👦",
  "\uffff",
  "\u{10ffff}",
  "\r\nset-cookie: a=b",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "0x10",
  "1,5",
  "٣",
  "null",
  "true",
  "[]",
  "{}",
  "' or 1=1 --",
  '"; drop table record; --',
  "../../../../etc/passwd",
  "..\\..\\x",
  "%00",
  "%zz",
  "#{7*7}",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "=1+1",
  "__proto__",
  "constructor",
  "toString",
  "2025-02-30",
  "9999-12-31",
  "0000-00-00",
  "00000000-0000-0000-0000-000000000000",
  "x".repeat(401),
  "긴".repeat(5000),
];

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Values of the wrong kind, size or depth. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  -(2 ** 63),
  [],
  [[]],
  {},
  { a: { a: { a: 1 } } },
  Array.from({ length: 2000 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  deep(30),
  deep(300),
  JSON.parse('{"__proto__": {"role": "owner"}}'),
  { constructor: { prototype: { role: "owner" } } },
  { toString: 1, valueOf: 1, toJSON: 1, length: 1e9 },
  ...HOSTILE_TEXTS,
];

/** Every place in a value, as the keys that lead there. */
export function placesIn(value: unknown, most = 200): string[][] {
  const places: string[][] = [[]];
  for (const at of places) {
    if (places.length > most) break;
    const found = at.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
    if (typeof found === "object" && found !== null) for (const key of Object.keys(found).slice(0, 20)) places.push([...at, key]);
  }
  return places;
}

/** The value with another at a place; undefined takes it away. */
export function withAt(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const inner = withAt((value as Record<string, unknown>)[key], rest, put);
  if (Array.isArray(value)) return value.map((one: unknown, i) => (String(i) === key ? inner : one)).filter((one) => one !== undefined);
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, one]) => (name === key ? (inner === undefined ? [] : [[name, inner]]) : [[name, one]])),
  );
}
