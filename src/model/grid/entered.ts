// What a person typed or pasted, as the text that a cell keeps: numbers, units, dates and choices as they are surely meant, all else as it came.
import { dimensionOf } from "../../base/units.ts";
import { readDays } from "../read-days.ts";
import { readNumber } from "../read-number.ts";
import { unitOf } from "../read-unit.ts";
import { BETWEEN, partsOf, quantityText } from "./cell-text.ts";
import type { Column, Option } from "./column.ts";

const YES = /^(?:y|yes|true|t|1|o|예|네|추정|○|v|✓)$/i;
/** A code as tariffs and invoices print it: "7214 20 00", "7214.20.00". */
const CODE = /^\d[\d\s.]*$/;
const NO = /^(?:n|no|false|f|0|x|아니오|아니요)$/i;

/**
 * Law: decimals are marked by a point, thousands by a comma, as Korean and English write them; a unit behind the number counts before the column's;
 * what cannot be read stays as it was typed, so that its fault is told at the cell. A dash or a blank says nothing.
 */
export function entered(column: Column, typed: string, unit?: string): string {
  const text = typed.normalize("NFC").trim();
  if (text === "") return "";
  switch (column.kind) {
    case "quantity":
      return quantityEntered(column, text, unit);
    case "number": {
      const read = readNumber(text, { decimal: "point" });
      if ("fault" in read) return read.fault === "missing" ? "" : text;
      return read.unit === undefined ? String(read.value) : text;
    }
    case "day": {
      const days = readDays(text);
      if ("fault" in days) return days.fault === "missing" ? "" : text;
      return column.edge === "end" ? days.end : days.start;
    }
    case "flag":
      return YES.test(text) ? "true" : NO.test(text) ? "false" : text;
    case "choice":
    case "reference":
      return chosen(column.options ?? [], text);
    case "choices":
    case "references":
      return partsOf(text)
        .map((part) => chosen(column.options ?? [], part))
        .join(BETWEEN);
    default:
      return column.key === "cn" ? text.replace(CODE, (code) => code.replace(/[\s.]/g, "")) : text;
  }
}

function quantityEntered({ dimensions = [] }: Column, text: string, unit: string | undefined): string {
  // Units such as 1000Nm3 begin with digits: they are told by the blank before them.
  const [, number = "", behind = ""] = /^(\S+)\s+(\S+)$/.exec(text) ?? [];
  const parted = dimensionOf(behind, dimensions) === undefined ? undefined : readNumber(number, { decimal: "point" });
  if (parted !== undefined && "value" in parted && parted.unit === undefined) return quantityText(parted.value, behind);
  const read = readNumber(text, { decimal: "point" });
  if ("fault" in read) return read.fault === "missing" ? "" : text;
  if (read.unit === undefined) return quantityText(read.value, unit ?? "");
  const printed = read.unit.normalize("NFKC").trim();
  const sure = unitOf(printed);
  const known = dimensionOf(printed, dimensions) !== undefined ? printed : sure?.sure ? sure.unit : printed;
  return quantityText(read.value, known);
}

/** The value of an option that is named by value or by label; a name that fits several is none. */
function chosen(options: readonly Option[], text: string): string {
  if (options.some(({ value }) => value === text)) return text;
  const folded = text.toLowerCase();
  const fitting = options.filter(({ value, ko, en }) => [value, ko, en].some((name) => name.toLowerCase() === folded));
  return fitting.length === 1 ? (fitting[0]?.value ?? text) : text;
}
