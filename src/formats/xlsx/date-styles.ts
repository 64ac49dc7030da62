// Which cell formats of a workbook show a number as a date.
import { scanXml, type XmlFault } from "./xml.ts";

/** Built-in formats that are dates or times, the East Asian ones included (ECMA-376 Part 1, 18.8.30). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** True for a format code that shows a year, month or day; texts, escapes, colours and locales aside. */
function isDateCode(code: string): boolean {
  const [first = ""] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .split(";");
  return /[ymd]/i.test(first) && !/general|[0#?]/i.test(first);
}

/** Indexes of the cell formats (cellXfs) that show dates. */
export function dateStyles(xml: string): { value: Set<number> } | { fault: XmlFault } {
  const codes = new Map<number, string>();
  const dates = new Set<number>();
  let index = -1;
  let inside = false;
  const fault = scanXml(xml, {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attributes.get("numFmtId")), attributes.get("formatCode") ?? "");
      else if (name === "cellXfs") inside = true;
      else if (inside && name === "xf") {
        index++;
        const id = Number(attributes.get("numFmtId") ?? 0);
        const code = codes.get(id);
        if (code === undefined ? isBuiltInDate(id) : isDateCode(code)) dates.add(index);
      }
    },
    text() {},
    close(name) {
      if (name === "cellXfs") inside = false;
    },
  });
  return fault === undefined ? { value: dates } : { fault };
}
