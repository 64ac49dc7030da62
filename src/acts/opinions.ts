// The verification body's own word: an opinion signed over a package's hash, with its place in the body's status lists, and logged.
import type { Json } from "../base/canonical.ts";
import type { Outcome } from "../base/problem.ts";
import { type CredentialRow, credentialsAbout, setOpinion } from "../store/credentials.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { accreditationHash, opinionCredential, opinionHash } from "../trust/package/vouched.ts";
import { logContent } from "./log-entry.ts";
import type { Scene } from "./scene.ts";
import { didOf, issued } from "./signing.ts";

/** `plant` owns the package, `body` is the organisation that gives the opinion. */
export type OpinionOn = { plant: string; body: string; package: string; opinion: JsonObject };

/** Law: an opinion holds for the very bytes whose hash it signs, and for no other, and names the accreditation that its body has by then. Problems: SIGNING_KEY_UNREADABLE, CREDENTIAL_REFUSED. */
export async function issuedOpinion(
  scene: Scene,
  { plant, body, package: packageHash, opinion }: OpinionOn,
): Promise<Outcome<CredentialRow>> {
  const [accredited] = await credentialsAbout(scene.db, body, { kind: "accreditation", about: didOf(scene, body) });
  const had = accredited && { accreditation: accreditationHash(JSON.parse(accredited.content) as Json) };
  const signed = await issued(scene, body, {
    kind: "opinion",
    about: packageHash,
    credential: ({ status, ...issue }) => ({ ...opinionCredential({ packageHash, opinion, ...had }, issue), credentialStatus: status }),
  });
  if (signed.value === undefined) return signed;
  await setOpinion(scene.db, plant, { hash: packageHash, opinion: { org: body, id: signed.value.id } });
  await logContent(scene, body, { type: "opinion", sha256: opinionHash(JSON.parse(signed.value.content) as Json) });
  return signed;
}
