// A column of a grid: where its cell lies in the record, how people know it, and what it takes by the model's own schema.
import { z } from "zod";
import type { BothLanguages } from "../../base/problem.ts";
import type { Dimension } from "../../base/units.ts";
import { hasWord, word } from "../words.ts";

/** `references` are ids behind semicolons, `citations` places in evidence, `place` a cell or line of the evidence beside it. */
export type CellKind =
  | "text"
  | "number"
  | "quantity"
  | "choice"
  | "choices"
  | "day"
  | "flag"
  | "reference"
  | "references"
  | "citations"
  | "place";

/** What a cell may choose from: the value that is kept, and what people read. */
export type Option = BothLanguages & { value: string; dimensions?: readonly Dimension[] };

export type Column = {
  /** Members from the row's object to the cell: "activity", "carbonPrice/due"; "@id", "@of" and "@list" say whose row it is. */
  key: string;
  label: BothLanguages;
  /** Two lines: what it is, and an example. */
  help: BothLanguages;
  kind: CellKind;
  /** Of a quantity: its units are those of these dimensions. */
  dimensions?: readonly Dimension[];
  options?: readonly Option[];
  required?: true;
  /** What the model takes here; a cell's text is read and then held against it. */
  schema?: z.ZodType;
  /** Of a day: which end of a month that is typed. */
  edge?: "start" | "end";
  /** Of a day: it lies in the period. */
  within?: true;
  /** What a row that is kept already cannot change: it says whose row it is. */
  fixed?: true;
  /** Of a quantity: amounts that leave are written below zero. */
  below?: true;
  /** Of evidence, its place and the mark of an estimate: the quantity that they speak of. */
  of?: string;
  /** Of a quantity: the row shows its evidence. */
  proves?: true;
  /** The row's object is the quantity itself, as a line of activity data is. */
  whole?: true;
};

/** Label, and two lines of help in Korean and English. */
export type Words = readonly [ko: string, en: string, helpKo: string, helpEn: string];

/** The schema behind a path of members; a place in a list is "*". undefined where the path leads nowhere. */
export function schemaAt(schema: z.ZodType, path: readonly string[]): z.ZodType | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  const plain = unwrapped(schema);
  if (plain instanceof z.ZodObject) {
    const member = plain.shape[first] as z.ZodType | undefined;
    return member === undefined ? undefined : schemaAt(member, rest);
  }
  if (plain instanceof z.ZodRecord) return schemaAt(plain.valueType as z.ZodType, rest);
  if (plain instanceof z.ZodArray) return schemaAt(plain.element as z.ZodType, rest);
  return undefined;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}

/** The words of a closed vocabulary: of the schema of one choice, or of a list of them. */
export function optionsOf(schema: z.ZodType | undefined, wordOf: (value: string) => BothLanguages = labelled): Option[] {
  if (schema === undefined) return [];
  const plain = unwrapped(schema);
  if (plain instanceof z.ZodArray) return optionsOf(plain.element as z.ZodType, wordOf);
  if (!(plain instanceof z.ZodEnum)) return [];
  return (plain.options as string[]).map((value) => ({ value, ...wordOf(value) }));
}

export function labelled(value: string): BothLanguages {
  if (!hasWord(value)) return { ko: value, en: value };
  const { ko, en } = word(value);
  return { ko, en };
}

type Given = Partial<Omit<Column, "key" | "label" | "help" | "kind" | "schema">>;

/** Columns of one object of the model: kind of text, whether it is required and its choices come from the schema. */
export function columnsOver(row: z.ZodType) {
  const column = (kind: CellKind, key: string, [ko, en, helpKo, helpEn]: Words, given: Given = {}): Column => {
    const schema = schemaAt(row, key.split("/"));
    if (schema === undefined) throw new Error(`no member ${key}`);
    const plain = unwrapped(schema);
    const options = given.options ?? (kind === "choice" || kind === "choices" ? optionsOf(schema) : undefined);
    return {
      key,
      label: { ko, en },
      help: { ko: helpKo, en: helpEn },
      kind,
      schema: plain,
      ...(!key.includes("/") && !schema.isOptional() && { required: true as const }),
      ...given,
      ...(options !== undefined && { options }),
    };
  };
  return {
    text: (key: string, words: Words, given?: Given) => column("text", key, words, given),
    number: (key: string, words: Words, given?: Given) => column("number", key, words, given),
    flag: (key: string, words: Words, given?: Given) => column("flag", key, words, given),
    day: (key: string, edge: "start" | "end", words: Words, given?: Given) => column("day", key, words, { edge, ...given }),
    choice: (key: string, words: Words, given?: Given) => column("choice", key, words, given),
    choices: (key: string, words: Words, given?: Given) => column("choices", key, words, given),
    reference: (key: string, options: readonly Option[], words: Words, given?: Given) =>
      column("reference", key, words, { options, ...given }),
    references: (key: string, options: readonly Option[], words: Words) => column("references", key, words, { options }),
    quantity: (key: string, dimensions: readonly Dimension[], words: Words, given?: Given) =>
      column("quantity", key, words, { dimensions, ...given }),
  };
}

/** Evidence, its place and the mark of an estimate, of the quantity that a row is about. */
export function proofOf(quantity: string, evidence: readonly Option[]): Column[] {
  return [
    {
      key: `${quantity}/evidence`,
      label: { ko: "증빙", en: "Evidence" },
      help: {
        ko: "이 값을 보여 주는 문서. 목록에서 고르거나 올립니다.\n예: 도시가스 요금 청구서 2025년 3월",
        en: "The document that shows this value: choose one, or upload it.\nSuch as: gas bill of March 2025",
      },
      kind: "references",
      options: evidence,
      of: quantity,
    },
    {
      key: `${quantity}/place`,
      label: { ko: "증빙의 위치", en: "Place in the evidence" },
      help: {
        ko: "문서 안의 시트와 칸, 또는 줄.\n예: 3월!C12, 또는 line 40",
        en: "Sheet and cell in the document, or its line.\nSuch as: March!C12, or line 40",
      },
      kind: "place",
      of: quantity,
    },
    {
      key: `${quantity}/estimated`,
      label: { ko: "추정", en: "Estimated" },
      help: {
        ko: "빠진 자료를 메우려고 추정한 값이면 예. 결과에 표시됩니다.\n예: 예",
        en: "Yes where the value fills a gap; it stays visible in results.\nSuch as: yes",
      },
      kind: "flag",
      of: quantity,
    },
  ];
}
