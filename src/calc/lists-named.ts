// Where the credentials of a package say that their status is found.
import type { Json } from "../base/canonical.ts";
import { asList, asObject, asText, type JsonObject } from "../trust/credentials/json.ts";
import { PLACES } from "../trust/package/manifest.ts";
import { readZip } from "../trust/package/zip.ts";

/** Lists of one package that are asked for. */
const MOST = 20;

function credentialIn(bytes: Uint8Array | undefined): JsonObject {
  try {
    return asObject(JSON.parse(new TextDecoder().decode(bytes)) as Json) ?? {};
  } catch {
    return {};
  }
}

/** Law: an address is asked by a protocol that nobody on the way can change, or on this very machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  return username === "" && (protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname)));
}

/** Addresses of the status lists that signature, opinion and accreditation name; nothing of the package is believed yet. */
export function listsNamed(bytes: Uint8Array): string[] {
  const read = readZip(bytes);
  if (read.fault !== undefined) return [];
  const credentials = [PLACES.signature, PLACES.opinion, PLACES.accreditation].map((path) => credentialIn(read.files.get(path)));
  const named = credentials.flatMap(({ credentialStatus }) =>
    asList(credentialStatus).flatMap((entry) => asText(asObject(entry)?.statusListCredential) ?? []),
  );
  return [...new Set(named)].filter(isSafe).slice(0, MOST);
}
