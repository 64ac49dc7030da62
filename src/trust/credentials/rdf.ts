// Canonical N-Quads of JSON-LD (RDFC-1.0): the machinery is large and loaded when first asked for; contexts are a closed set, work is bounded.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isBounded, type JsonObject, valuesOf } from "./json.ts";

/** contextMissing: a context is not at hand; notJsonLd: a term without meaning, or a context that is refused; tooComplex: more work than is done for strangers. */
export type RdfRefusal = "contextMissing" | "notJsonLd" | "tooComplex";

/** Values of one document, contexts included, and its quads; a credential has a few hundred at most. */
const MOST_VALUES = 10_000;
const MOST_QUADS = 10_000;
/** What loading contexts costs before anything is read, in values. */
const CONTEXTS_COST = 60;
/** Deep comparisons: as many as there are blank nodes that look alike. */
const WORK_FACTOR = 1;

type Contexts = ReadonlyMap<string, JsonObject> | undefined;

async function machinery(): Promise<{
  jsonld: typeof import("jsonld");
  canonize: typeof import("rdf-canonize")["canonize"];
  known: ReadonlyMap<string, object>;
}> {
  const [{ default: jsonld }, rdf, { CONTEXTS }] = await Promise.all([import("jsonld"), import("rdf-canonize"), import("./contexts.ts")]);
  return { jsonld, canonize: rdf.canonize, known: CONTEXTS };
}

/** The package's digest in Node and browsers alike. */
function createMessageDigest(): { update(text: string): void; digest(): string } {
  const hash = sha256.create();
  return { update: (text) => void hash.update(utf8ToBytes(text)), digest: () => bytesToHex(hash.digest()) };
}

/**
 * Law: what a document names is an IRI or a blank node. The package keeps nodes by their names in plain objects, where a name such as "__proto__" would
 * change every object of the program.
 */
function namesAreIris(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(namesAreIris);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => {
    const isName = key !== "@type" && key !== "@value" && key !== "@language" && key !== "@direction" && key !== "@index";
    if (!key.startsWith("@") && !key.includes(":")) return false;
    return typeof member === "string" ? !isName || member.includes(":") : namesAreIris(member);
  });
}

/** The quads of a document, or why there are none. */
async function quadsOf(document: JsonObject, contexts: Contexts): Promise<readonly object[] | RdfRefusal> {
  if (!isBounded(document) || valuesOf(document) > MOST_VALUES) return "tooComplex";
  const { jsonld, known } = await machinery();
  let missing = false;
  const documentLoader = async (url: string): Promise<{ contextUrl: null; documentUrl: string; document: object; tag?: "static" }> => {
    const own = known.get(url);
    if (own !== undefined) return { contextUrl: null, documentUrl: url, document: own, tag: "static" };
    const handed = contexts?.get(url);
    missing ||= handed === undefined;
    if (handed === undefined) throw new Error(`no context is at hand for ${url}`);
    return { contextUrl: null, documentUrl: url, document: handed };
  };
  try {
    const options = { documentLoader, base: null, safe: true, rdfDirection: "i18n-datatype", produceGeneralizedRdf: false } as const;
    const expanded = await jsonld.expand(document, options);
    if (!namesAreIris(expanded)) return "notJsonLd";
    const quads = await jsonld.toRDF(expanded, { ...options, skipExpansion: true });
    return quads.length > MOST_QUADS ? "tooComplex" : quads;
  } catch {
    return missing ? "contextMissing" : "notJsonLd";
  }
}

/** Law: every term has a meaning by its contexts, and no context gives a protected term another (JSON-LD 1.1, 4.1.11). */
export async function termsRefusal(document: JsonObject, contexts?: Contexts): Promise<RdfRefusal | undefined> {
  const quads = await quadsOf(document, contexts);
  return typeof quads === "string" ? quads : undefined;
}

/** Law: whoever hands documents in has their work bounded as a whole, not for each proof. */
function isWithin(document: JsonObject, work: { left: number } | undefined): boolean {
  if (work === undefined) return true;
  work.left -= CONTEXTS_COST + valuesOf(document);
  return work.left >= 0;
}

/** The canonical N-Quads of a document (W3C RDF Dataset Canonicalization 1.0), or why there are none. */
export async function canonicalQuads(
  document: JsonObject,
  { contexts, work }: { contexts?: Contexts; work?: { left: number } | undefined } = {},
): Promise<{ text: string } | RdfRefusal> {
  if (!isWithin(document, work)) return "tooComplex";
  const quads = await quadsOf(document, contexts);
  if (typeof quads === "string") return quads;
  const { canonize } = await machinery();
  try {
    return { text: await canonize(quads, { algorithm: "RDFC-1.0", createMessageDigest, maxWorkFactor: WORK_FACTOR }) };
  } catch {
    return "tooComplex";
  }
}
