// The trust file: whom one who verifies believes. Nothing else decides it.
import type { Json } from "../base/canonical.ts";
import { asList, asObject, asText, idOf, type JsonObject } from "../trust/credentials/json.ts";
import { readCheckpoint } from "../trust/log/checkpoint.ts";
import { type NoteKey, readKey, readNote, SIGNATURE } from "../trust/log/note.ts";
import type { LogTrust } from "../trust/log/proof-text.ts";

/**
 * `signers` may sign statements, `accreditors` accredit verifiers; both by DID. `documents` are the DID documents of all who are believed and have no
 * did:key. `checkpoints` are signed heads of logs that were seen before, `datasets` SHA-256 of
 * tables of default values beyond those that the program knows. Whatever is named must be there: a package without it fails.
 */
export type Trust = {
  log: LogTrust;
  signers: readonly string[];
  accreditors: readonly string[];
  documents: ReadonlyMap<string, JsonObject>;
  checkpoints: readonly string[];
  datasets: readonly string[];
};

const MEMBERS = ["format", "logs", "witnesses", "quorum", "signers", "accreditors", "documents", "checkpoints", "datasets"];

const textsOf = (value: Json | undefined): string[] | undefined => {
  const list = asList(value);
  return list.every((one) => typeof one === "string") ? (list as string[]) : undefined;
};

function keysOf(value: Json | undefined): NoteKey[] | undefined {
  const keys = (textsOf(value) ?? [""]).map(readKey);
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** Logs by their names: several keys may sign for one. */
function logsOf(keys: readonly NoteKey[]): LogTrust["logs"] {
  return [...Map.groupBy(keys, ({ name }) => name)].map(([origin, mine]) => ({ origin, keys: mine }));
}

/** Law: a member that is written twice has two readings. As many colons stand outside of texts as members were read. */
function saysTwice(text: string, plain: Json): boolean {
  const colons = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "").split(":").length - 1;
  const members = (value: Json | undefined): number => {
    if (typeof value !== "object" || value === null) return 0;
    const inside = Object.values(value).reduce<number>((sum, one) => sum + members(one), 0);
    return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
  };
  return colons !== members(plain);
}

/** The object of a file; undefined where it is none, or says something twice. */
function plainOf(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const plain = JSON.parse(text) as Json;
    return saysTwice(text, plain) ? undefined : asObject(plain);
  } catch {
    return undefined;
  }
}

/**
 * The trust that a file states; undefined where it is not wholly understood, for a half-read one would let through what it forbids:
 * {"format":"sandan.trust/1", "logs":["name+id+key"], "witnesses":["name+id+key"], "quorum":1, "signers":["did:..."], "accreditors":["did:..."], "documents":[...], "datasets":["sha256"]}.
 */
export function readTrust(bytes: Uint8Array): Trust | undefined {
  const plain = plainOf(bytes);
  if (plain?.format !== "sandan.trust/1" || Object.keys(plain).some((name) => !MEMBERS.includes(name))) return undefined;
  const [logs, witnesses] = [keysOf(plain.logs), keysOf(plain.witnesses)];
  const [signers, accreditors, checkpoints] = [textsOf(plain.signers), textsOf(plain.accreditors), textsOf(plain.checkpoints)];
  const datasets = textsOf(plain.datasets);
  if (datasets === undefined || !datasets.every((hash) => /^[0-9a-f]{64}$/.test(hash))) return undefined;
  const { quorum = witnesses?.length ?? 0 } = plain;
  const documents = asList(plain.documents).map((one) => [idOf(asObject(one)), asObject(one)] as const);
  if (logs === undefined || witnesses === undefined || logs.some(({ type }) => type !== SIGNATURE)) return undefined;
  if (signers === undefined || accreditors === undefined || checkpoints === undefined) return undefined;
  if (typeof quorum !== "number" || !Number.isInteger(quorum) || quorum < 0 || quorum > witnesses.length) return undefined;
  if (checkpoints.some((note) => readCheckpoint(readNote(note)?.text ?? "") === undefined)) return undefined;
  if (documents.some(([id]) => asText(id) === undefined) || new Set(documents.map(([id]) => id)).size < documents.length) return undefined;
  return {
    log: { logs: logsOf(logs), witnesses, quorum },
    signers,
    accreditors,
    documents: new Map(documents as [string, JsonObject][]),
    checkpoints,
    datasets,
  };
}

/** The status lists of a file: one credential, or a list of them, each with its id and the date from which it is valid. Undefined where it is neither. */
export function readLists(bytes: Uint8Array): JsonObject[] | undefined {
  try {
    const lists = asList(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Json).map(asObject);
    return lists.every((list) => list?.id !== undefined && list.validFrom !== undefined) ? (lists as JsonObject[]) : undefined;
  } catch {
    return undefined;
  }
}
