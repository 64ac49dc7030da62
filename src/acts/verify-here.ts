// What verifying a credential is handed on this server: documents and status lists of its own organisations; nothing is fetched from elsewhere.
import type { Json } from "../base/canonical.ts";
import { listNumbers } from "../store/credentials.ts";
import type { JsonObject } from "../trust/credentials/json.ts";
import { TRIAL_CONTEXTS } from "../trust/credentials/trial-contexts.ts";
import type { Given, HadList } from "../trust/credentials/verdict.ts";
import type { Hands } from "./scene.ts";
import { didOf, didsBegin, identityOf, STATUSES, type Status, statusList } from "./signing.ts";

/** Compact forms within compact forms that are looked into, and how many in all. */
const DEEPEST = 3;
const MOST_COMPACT = 200;
const MOST_NAMED = 200;
/** Lists that are made and signed for one request. */
const MOST_LISTS = 40;
/** Work on linked data that is done for a stranger: some fifty proofs of credentials as they are, a second or two. */
const WORK = 10_000;

/** Begun at the beginning of a run of letters alone, so that a long one is walked once. */
const COMPACT = /(?<![\w-])[\w-]{4,}\.([\w-]{4,})\.[\w-]{4,}/g;

/** The payload of a compact form as text; nothing where it is none. */
function payloadOf(part: string): string {
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
  } catch {
    return "";
  }
}

/** All text of what is to be verified, compact forms written out: only names are looked for in it. */
function textsOf(secured: Json): string {
  let around = JSON.stringify(secured);
  const all = [around];
  for (let depth = 0, left = MOST_COMPACT; depth < DEEPEST && left > 0; depth += 1) {
    const inside = [...around.matchAll(COMPACT)].slice(0, left).map(([, payload = ""]) => payloadOf(payload));
    left -= inside.length;
    around = inside.join("\n");
    all.push(around);
  }
  return all.join("\n");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Law: of what a stranger names, only what this server keeps itself is looked up; the rest is unknown, never valid. */
export async function givenHere(scene: Hands, secured: Json): Promise<Given> {
  const text = textsOf(secured);
  const [documents, lists] = [new Map<string, JsonObject>(), new Map<string, HadList>()];
  const dids = new RegExp(`${escaped(didsBegin(scene))}(${UUID})`, "g");
  for (const org of new Set([...text.matchAll(dids)].slice(0, MOST_NAMED).map(([, id = ""]) => id))) {
    const document = await identityOf(scene, org);
    if (document !== undefined) documents.set(String(document.id), document);
  }
  const urls = new RegExp(`${escaped(scene.baseUrl)}/organisations/(${UUID})/status/(0|[1-9]\\d{0,5})/(${STATUSES.join("|")})`, "g");
  const statusIssuers = new Set<string>();
  for (const [url, org = "", list, purpose] of [...text.matchAll(urls)].slice(0, MOST_NAMED)) {
    if (lists.has(url) || lists.size === MOST_LISTS || !(await listNumbers(scene.db, org)).includes(Number(list))) continue;
    const document = await identityOf(scene, org);
    if (document === undefined) continue;
    const { value } = await statusList(scene, org, { list: Number(list), purpose: purpose as Status });
    if (value === undefined) continue;
    lists.set(url, { credential: value, at: scene.now().getTime() });
    // The list that this server keeps for an organisation is its own, also where a credential's issuer is its key.
    statusIssuers.add(didOf(scene, org));
    documents.set(String(document.id), document);
  }
  return {
    verify: scene.verify,
    documents: (id) => documents.get(id),
    now: scene.now().getTime(),
    lists,
    statusIssuers: [...statusIssuers],
    contexts: TRIAL_CONTEXTS,
    work: { left: WORK },
  };
}
