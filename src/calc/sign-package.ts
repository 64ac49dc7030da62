// A package signed after it was sealed, where the key is not at hand for whoever seals: what is to be signed goes out, the signature comes in.

import { assert } from "../base/assert.ts";
import { canonical, type Json } from "../base/canonical.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { contentsHash, listed, type Manifest, PLACES, writeManifest } from "../trust/package/manifest.ts";
import { readZip, writeZip } from "../trust/package/zip.ts";
import type { SealedPackage } from "./seal-package.ts";

function opened(bytes: Uint8Array): { files: Map<string, Uint8Array>; manifest: Manifest } {
  const read = readZip(bytes);
  assert(read.fault === undefined, "a package that was sealed can be read");
  const manifest = JSON.parse(new TextDecoder().decode(read.files.get(PLACES.manifest))) as Manifest;
  return { files: new Map(read.files), manifest };
}

/** Hash of all that lies in a sealed package, which a signature vouches for beside its Statement's. */
export const contentsOf = (bytes: Uint8Array): string => contentsHash(opened(bytes).manifest.files);

/** Law: a package with its signature is the one that would have been sealed with the key at hand. */
export function signPackage(bytes: Uint8Array, credential: JsonObject): SealedPackage {
  const { files, manifest } = opened(bytes);
  const signature = new TextEncoder().encode(canonical(credential as Json));
  files.set(PLACES.signature, signature);
  const all = [...manifest.files, ...listed(new Map([[PLACES.signature, signature]]))];
  const { bytes: written, hash } = writeManifest(all, { statement: manifest.statement, engine: manifest.versions.engine });
  files.set(PLACES.manifest, written);
  return { bytes: writeZip(files), hash };
}
