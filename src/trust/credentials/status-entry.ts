// Where a credential's status stands (W3C Bitstring Status List 1.0, 2.1).
import { asList, asObject, asText, hasType, isUrl, type JsonObject } from "./json.ts";

export type StatusEntry = { purpose: string; index: number; list: string; size: number; messages: ReadonlyMap<number, string> };

/** Bits of one status that are read. */
const WIDEST = 16;

/** The texts of a status by its value: "0x" and the value in hexadecimal digits. */
function messagesOf(entry: JsonObject): Map<number, string> | undefined {
  const messages = new Map<number, string>();
  for (const one of asList(entry.statusMessage)) {
    const { status, message } = asObject(one) ?? {};
    if (typeof status !== "string" || typeof message !== "string" || !/^0x[0-9a-fA-F]{1,4}$/.test(status)) return undefined;
    messages.set(Number(status), message);
  }
  return messages;
}

/**
 * Law: an entry names its purpose, its list by URL and its place as a decimal text; a status of several bits has a message for each value
 * it may take, and its own id is not the list's. Undefined where it does not.
 */
export function readStatusEntry(entry: JsonObject): StatusEntry | undefined {
  const { id, statusListCredential: list, statusListIndex, statusSize = 1 } = entry;
  const [purpose, index] = [asText(entry.statusPurpose), asText(statusListIndex)];
  const messages = messagesOf(entry);
  if (!hasType(entry, "BitstringStatusListEntry") || purpose === undefined || !isUrl(list) || id === list) return undefined;
  if (index === undefined || !/^(0|[1-9]\d{0,14})$/.test(index) || messages === undefined) return undefined;
  if (typeof statusSize !== "number" || !Number.isInteger(statusSize) || statusSize < 1 || statusSize > WIDEST) return undefined;
  const isWhole = messages.size === 0 ? statusSize === 1 : messages.size === 2 ** statusSize;
  return isWhole ? { purpose, index: Number(index), list, size: statusSize, messages } : undefined;
}

export const badStatusEntry = (entry: JsonObject): boolean => readStatusEntry(entry) === undefined;
