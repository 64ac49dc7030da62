// The verification body's own word: an opinion signed over a package's hash, with its place in the body's status lists, and logged.
import type { Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { type CredentialRow, setOpinion } from "../store/credentials.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { opinionCredential, opinionHash } from "../trust/package/vouched.ts";
import { logContent } from "./log-entry.ts";
import type { Scene } from "./scene.ts";
import { issued } from "./signing.ts";

/** `plant` owns the package, `body` is the organisation that gives the opinion. */
export type OpinionOn = { plant: string; body: string; package: string; opinion: JsonObject };

/** Law: an opinion holds for the very bytes whose hash it signs, and for no other. Problems: SIGNING_KEY_UNREADABLE, CREDENTIAL_REFUSED. */
export async function issuedOpinion(
  scene: Scene,
  { plant, body, package: packageHash, opinion }: OpinionOn,
): Promise<Outcome<CredentialRow>> {
  const signed = await issued(scene, body, {
    kind: "opinion",
    about: packageHash,
    credential: ({ status, ...issue }) => ({ ...opinionCredential({ packageHash, opinion }, issue), credentialStatus: status }),
  });
  if (signed.value === undefined) return signed;
  await setOpinion(scene.db, plant, { hash: packageHash, opinion: { org: body, id: signed.value.id } });
  await logContent(scene, body, { type: "opinion", sha256: opinionHash(JSON.parse(signed.value.content) as Json) });
  return signed;
}
