// A report as paper: what PDF and XLSX are drawn from. Texts are ready in the reader's language; figures carry their number and their shown text.

/** A cell of a table: plain text, or a figure (null: missing) with the text that is shown for it and the step it stands for. */
export type Cell = string | { value: number | null; shown: string; step?: string };

export type Column = { title: string; numeric?: boolean };

/** One bar of a chart; `value` may be negative. */
export type Bar = { label: string; value: number; shown: string };

export type Block =
  | { kind: "text"; text: string; tone?: "note" | "warning" }
  | { kind: "facts"; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: "table"; caption?: string; columns: readonly Column[]; rows: readonly (readonly Cell[])[] }
  | { kind: "bars"; caption: string; unit: string; bars: readonly Bar[] };

/** `short` names its sheet in a workbook, where a long title does not fit. */
export type Section = { title: string; short?: string; blocks: readonly Block[]; sections?: readonly Section[] };

export type Document = {
  lang: "ko" | "en";
  title: string;
  subtitle?: string;
  /** Stands large on every page where a year was supposed. */
  stamp?: string;
  /** Label and value pairs of the cover. */
  facts: readonly (readonly [label: string, value: string])[];
  /** Hash of the statement that the report is drawn from: on every page, and on the cover as a QR code. */
  hash: string;
  sections: readonly Section[];
};
