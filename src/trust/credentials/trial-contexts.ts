// Contexts of the W3C for examples and trials, which no package ships: any term has a meaning, in a vocabulary that means nothing elsewhere.
import type { JsonObject } from "./json.ts";

const vocabulary = (url: string): JsonObject => ({ "@context": { "@vocab": url } });

/** By URL (VC Data Model 2.0, appendix B.2 and 1.3). */
export const TRIAL_CONTEXTS: ReadonlyMap<string, JsonObject> = new Map([
  ["https://www.w3.org/ns/credentials/examples/v2", vocabulary("https://www.w3.org/ns/credentials/examples#")],
  ["https://www.w3.org/ns/credentials/undefined-terms/v2", vocabulary("https://www.w3.org/ns/credentials/undefined-terms#")],
]);
