// Text that a person wrote, made safe to print on a terminal.

/** Control characters, and marks that turn the direction of text, are shown by their code, so that a name can neither move the cursor nor hide. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (c) => `[U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}
