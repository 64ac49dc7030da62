// The root element of an XML text, from its first characters alone: to tell a document's kind before it is read.

export type XmlRoot = { name: string; namespace?: string };

/** The root's name without prefix and the namespace it stands in; undefined where no element begins. Source: Namespaces in XML 1.0, 3 and 6. */
export function xmlRoot(text: string): XmlRoot | undefined {
  const start = rootStart(text);
  const tag = start === undefined ? undefined : /^<([^\s<>/!?"'=]+)((?:\s[^<>]*)?)\/?>/.exec(text.slice(start, start + 20_000));
  if (!tag) return undefined;
  const [, name = "", attributes = ""] = tag;
  const colon = name.indexOf(":");
  const declaration = colon < 0 ? "xmlns" : `xmlns:${name.slice(0, colon)}`;
  for (const [, key, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (key === declaration) return { name: name.slice(colon + 1), namespace: double ?? single ?? "" };
  return { name: name.slice(colon + 1) };
}

/** Behind a byte order mark, blanks, instructions, comments and a document type. */
function rootStart(text: string): number | undefined {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at += 1;
    const end = text.startsWith("<?", at)
      ? "?>"
      : text.startsWith("<!--", at)
        ? "-->"
        : /^<!doctype/i.test(text.slice(at, at + 9))
          ? ">"
          : "";
    if (end === "") return text[at] === "<" ? at : undefined;
    const close = end === ">" ? typeEnd(text, at) : text.indexOf(end, at);
    if (close < 0) return undefined;
    at = close + end.length;
  }
}

/** Where the ">" of a document type stands: behind its declarations, if it has any. */
function typeEnd(text: string, start: number): number {
  const open = text.indexOf("[", start);
  const close = text.indexOf(">", start);
  if (open < 0 || open > close) return close;
  const end = text.indexOf("]", open);
  return end < 0 ? -1 : text.indexOf(">", end);
}
