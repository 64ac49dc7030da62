// The files that somebody dropped: what each is, by its content.

export type Kind = "sealed" | "trust" | "lists";
export type DroppedFile = { name: string; kind: Kind; bytes: Uint8Array };

/** Law: a file says by its content what it is; its name does not count. Undefined for one that has no business here. */
export function kindOf(bytes: Uint8Array): Kind | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "sealed";
  const text = new TextDecoder().decode(bytes);
  try {
    const plain = JSON.parse(text) as unknown;
    if (typeof plain !== "object" || plain === null) return undefined;
    return String((plain as { format?: unknown }).format).startsWith("sandan.trust/") ? "trust" : "lists";
  } catch {
    return undefined;
  }
}

/** There is one package and one trust file, the last that was dropped, and any number of status lists, each name once. */
export function withFile(files: readonly DroppedFile[], file: DroppedFile): DroppedFile[] {
  const stays = (one: DroppedFile): boolean => one.kind !== file.kind || (file.kind === "lists" && one.name !== file.name);
  return [...files.filter(stays), file];
}
