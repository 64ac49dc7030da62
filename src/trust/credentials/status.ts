// The status of a credential by the lists that were handed in: a list that cannot be had answers unknown, never valid.
import { asList, asObject, asText, hasType, idOf, type JsonObject, timeOf } from "./json.ts";
import { openCredential } from "./secured.ts";
import { readStatusEntry, type StatusEntry } from "./status-entry.ts";
import { decodeList, statusAt } from "./status-list.ts";
import { add, emptyVerdict, type Given, type HadList, type Held, undecided, type Verdict } from "./verdict.ts";

/** What a list says: the value, as of when, and whether it may have changed since. */
type Read = { value: number; asOf: number; stale: boolean };

/** Law: the list is signed by the credential's issuer, or by one who is trusted with it, is the list that is named, and of the purpose. */
function isListFor(entry: StatusEntry, list: JsonObject, issuer: string | undefined, given: Given): boolean {
  const signer = idOf(list.issuer) ?? "";
  const subject = asObject(list.credentialSubject) ?? {};
  return (
    (signer === issuer || (given.statusIssuers ?? []).includes(signer)) &&
    (list.id === undefined || list.id === entry.list) &&
    hasType(list, "BitstringStatusListCredential") &&
    hasType(subject, "BitstringStatusList") &&
    asList(subject.statusPurpose).includes(entry.purpose)
  );
}

/**
 * Law: a list is fresh until its ttl (milliseconds) from when it was had, and never beyond its validUntil; one that states neither has
 * the ttl that it was handed in with. One that is older still tells what was so then.
 */
function staleness(list: JsonObject, had: HadList, now: number): { asOf: number; stale: boolean } {
  const ttl = asObject(list.credentialSubject)?.ttl ?? (list.validUntil === undefined ? had.ttl : undefined);
  const asOf = had.at ?? timeOf(list.validFrom) ?? now;
  const until = timeOf(list.validUntil) ?? Number.POSITIVE_INFINITY;
  const stale = now > until || (ttl !== undefined && !(typeof ttl === "number" && now <= asOf + ttl));
  return { asOf: Math.min(asOf, until, now), stale };
}

/**
 * Law: of several lists the newest counts that is sound, so that a forged one hides none; a revocation is final, and counts wherever a sound list
 * tells it (Bitstring Status List 1.0, 2.1).
 */
async function readLists(entry: StatusEntry, issuer: string | undefined, given: Given): Promise<Read | undefined> {
  const had = given.lists?.get(entry.list) ?? [];
  const all = [had].flat().sort((a, b) => (b.at ?? given.now) - (a.at ?? given.now));
  let newest: Read | undefined;
  for (const one of all) {
    const read = await readList(entry, issuer, { given, had: one });
    if (read !== undefined && (newest === undefined || (entry.purpose === "revocation" && read.value !== 0))) newest = read;
    if (newest !== undefined && (entry.purpose !== "revocation" || newest.value !== 0)) break;
  }
  return newest;
}

async function readList(
  entry: StatusEntry,
  issuer: string | undefined,
  { given, had }: { given: Given; had: HadList },
): Promise<Read | undefined> {
  const { content, verdict } = await openCredential(had.credential, { ...given, loggedAt: undefined });
  const isSound = verdict.unchecked.length === 0 && verdict.fails.every(({ code }) => code === "NO_LONGER_VALID");
  if (content === undefined || !isSound || !isListFor(entry, content, issuer, given)) return undefined;
  const bits = decodeList(asText(asObject(content.credentialSubject)?.encodedList) ?? "", entry.size);
  const value = bits && statusAt(bits, entry.index);
  return value === undefined ? undefined : { value, ...staleness(content, had, given.now) };
}

const GOOD: Readonly<Record<string, Held>> = { revocation: "NOT_REVOKED", suspension: "NOT_SUSPENDED" };
const BAD = { revocation: "REVOKED", suspension: "SUSPENDED" } as const;

/** Law: a set bit counts however old the list is; an unset one only while the list is fresh. */
function said({ purpose, messages }: StatusEntry, { value, asOf, stale }: Read): Verdict {
  const verdict = emptyVerdict();
  const message = messages.get(value);
  const check = { at: "", asOf, ...(message === undefined ? {} : { message }) };
  if (purpose !== "revocation" && purpose !== "suspension") {
    if (purpose === "message" || purpose === "refresh" || value === 0) verdict.holds.push({ code: "STATUS_MESSAGE", ...check });
    else verdict.unchecked.push({ code: "STATUS_PURPOSE_UNKNOWN", ...check });
  } else if (value !== 0) verdict.fails.push({ code: BAD[purpose], ...check });
  else verdict.holds.push({ code: GOOD[purpose] as Held, ...check });
  const isFinal = purpose === "revocation" && value !== 0;
  if (stale && !isFinal) verdict.unchecked.push({ code: "STATUS_STALE", ...check });
  return verdict;
}

/** What the lists say of every status entry of a credential. */
export async function checkStatus(credential: JsonObject, given: Given): Promise<Verdict> {
  const verdict = emptyVerdict();
  const entries = asList(credential.credentialStatus);
  for (const [i, one] of entries.entries()) {
    const at = Array.isArray(credential.credentialStatus) ? `credentialStatus/${i}` : "credentialStatus";
    const object = asObject(one) ?? {};
    const entry = readStatusEntry(object);
    if (entry === undefined) {
      if (!hasType(object, "BitstringStatusListEntry")) add(verdict, undecided("STATUS_TYPE_UNKNOWN", at));
      else add(verdict, undecided("STATUS_UNKNOWN", at));
      continue;
    }
    const read = await readLists(entry, idOf(credential.issuer), given);
    add(verdict, read === undefined ? undecided("STATUS_UNKNOWN") : said(entry, read), at);
  }
  return verdict;
}
