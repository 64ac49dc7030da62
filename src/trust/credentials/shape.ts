// The data model of credentials and presentations (W3C VC Data Model 2.0, 4): what may not be issued, nor verified.
import type { Json } from "../../base/canonical.ts";
import { asList, asObject, hasType, idOf, isBounded, isUrl, type JsonObject, timeOf } from "./json.ts";
import { badStatusEntry } from "./status-entry.ts";
import type { Check, ShapeFailure } from "./verdict.ts";

export const BASE_CONTEXT = "https://www.w3.org/ns/credentials/v2";

type Fail = (code: ShapeFailure, at?: string) => void;

/** Law: the first context is the base context; the others are URLs or objects (4.3). */
function checkContexts(value: Json | undefined, fail: Fail): void {
  const contexts = asList(value);
  if (contexts[0] !== BASE_CONTEXT) fail("CONTEXT_NOT_FIRST", "@context");
  contexts.forEach((context, i) => {
    if (!isUrl(context) && asObject(context) === undefined) fail("CONTEXT_INVALID", `@context/${i}`);
  });
}

/** Law: an id, where there is one, is one URL (4.4); types are texts without white space (4.5). */
function checkIdAndType(value: JsonObject, type: string | undefined, fail: Fail, at: string): void {
  const place = (name: string): string => (at === "" ? name : `${at}/${name}`);
  if (value.id !== undefined && !isUrl(value.id)) fail("ID_NOT_URL", place("id"));
  const types = asList(value.type);
  const readable = types.length > 0 && types.every((one) => typeof one === "string" && /^\S+$/.test(one));
  if (!readable || (type !== undefined && !types.includes(type))) fail(at === "" ? "TYPE_MISSING" : "MEMBER_WITHOUT_TYPE", place("type"));
}

/** Law: name and description are texts, or values with their language and nothing else (4.6). */
function checkLanguage(value: JsonObject, fail: Fail, at: string): void {
  const isLanguageValue = (one: Json): boolean => {
    if (typeof one === "string") return true;
    const object = asObject(one);
    const texts = object && Object.values(object).every((member) => typeof member === "string");
    return texts === true && typeof object?.["@value"] === "string" && Object.keys(object).every((key) => LANGUAGE_MEMBERS.includes(key));
  };
  for (const name of ["name", "description"]) {
    if (!asList(value[name]).every(isLanguageValue)) fail("LANGUAGE_VALUE_INVALID", at === "" ? name : `${at}/${name}`);
  }
}
const LANGUAGE_MEMBERS: readonly string[] = ["@value", "@language", "@direction"];

/** Law: the issuer is a URL, or an object whose id is one (4.7). */
function checkIssuer(issuer: Json | undefined, fail: Fail): void {
  if (issuer === undefined) fail("ISSUER_MISSING", "issuer");
  else if (!isUrl(Array.isArray(issuer) ? undefined : idOf(issuer))) fail("ISSUER_NOT_URL", "issuer");
  const object = asObject(issuer);
  if (object !== undefined) checkLanguage(object, fail, "issuer");
}

/** Law: there is a subject, and each says something (4.8). */
function checkSubjects(value: Json | undefined, fail: Fail): void {
  const subjects = asList(value);
  if (subjects.length === 0) fail("SUBJECT_MISSING", "credentialSubject");
  for (const [i, subject] of subjects.entries()) {
    const object = asObject(subject);
    const at = Array.isArray(value) ? `credentialSubject/${i}` : "credentialSubject";
    if (object === undefined || Object.keys(object).length === 0) fail("SUBJECT_EMPTY", at);
    else if (object.id !== undefined && !isUrl(object.id)) fail("ID_NOT_URL", `${at}/id`);
  }
}

/** Law: both dates are dateTimeStamps, and the first is no later than the last (4.9). */
function checkPeriod({ validFrom, validUntil }: JsonObject, fail: Fail): void {
  const [from, until] = [timeOf(validFrom), timeOf(validUntil)];
  if (validFrom !== undefined && from === undefined) fail("DATE_INVALID", "validFrom");
  if (validUntil !== undefined && until === undefined) fail("DATE_INVALID", "validUntil");
  if (from !== undefined && until !== undefined && until < from) fail("UNTIL_BEFORE_FROM", "validUntil");
}

/** Members that say their type (4.10 to 4.12, 5.4 to 5.6), and whether an id is asked of them. */
const TYPED: readonly (readonly [name: string, needsId: boolean])[] = [
  ["credentialStatus", false],
  ["credentialSchema", true],
  ["refreshService", false],
  ["termsOfUse", false],
  ["evidence", false],
  ["proof", false],
];

function checkTyped(value: JsonObject, fail: Fail): void {
  for (const [name, needsId] of TYPED) {
    for (const [i, member] of asList(value[name]).entries()) {
      const at = Array.isArray(value[name]) ? `${name}/${i}` : name;
      const object = asObject(member);
      if (object === undefined) {
        fail("MEMBER_WITHOUT_TYPE", at);
        continue;
      }
      checkIdAndType(object, undefined, fail, at);
      if (needsId && object.id === undefined) fail("MEMBER_WITHOUT_ID", at);
      const isEntry = name === "credentialStatus" && hasType(object, "BitstringStatusListEntry");
      if (isEntry && badStatusEntry(object)) fail("STATUS_ENTRY_INVALID", at);
    }
  }
}

/** Law: a related resource has an id that no other has, and a digest (5.3). */
function checkResources(value: Json | undefined, fail: Fail): void {
  const seen = new Set<string>();
  for (const [i, member] of asList(value).entries()) {
    const at = `relatedResource/${i}`;
    const { id, digestSRI, digestMultibase } = asObject(member) ?? {};
    const hasDigest = typeof digestSRI === "string" || typeof digestMultibase === "string";
    if (!isUrl(id) || !hasDigest) fail("RESOURCE_INVALID", at);
    else if (seen.has(id)) fail("RESOURCE_TWICE", at);
    else seen.add(id);
  }
}

function checked(value: JsonObject, check: (fail: Fail) => void): Check<ShapeFailure>[] {
  const faults: Check<ShapeFailure>[] = [];
  if (!isBounded(value)) return [{ code: "TOO_LARGE", at: "" }];
  check((code, at = "") => {
    faults.push({ code, at });
  });
  return faults;
}

/** Every way in which a credential offends the data model; none where it may be issued. */
export function checkCredential(credential: JsonObject): Check<ShapeFailure>[] {
  return checked(credential, (fail) => {
    checkContexts(credential["@context"], fail);
    checkIdAndType(credential, "VerifiableCredential", fail, "");
    checkLanguage(credential, fail, "");
    checkIssuer(credential.issuer, fail);
    checkSubjects(credential.credentialSubject, fail);
    checkPeriod(credential, fail);
    checkTyped(credential, fail);
    checkResources(credential.relatedResource, fail);
  });
}

/** Every way in which a presentation offends the data model (4.13); its credentials are verified on their own. */
export function checkPresentation(presentation: JsonObject): Check<ShapeFailure>[] {
  return checked(presentation, (fail) => {
    const { holder, verifiableCredential } = presentation;
    checkContexts(presentation["@context"], fail);
    checkIdAndType(presentation, "VerifiablePresentation", fail, "");
    if (holder !== undefined && !isUrl(Array.isArray(holder) ? undefined : idOf(holder))) fail("HOLDER_NOT_URL", "holder");
    asList(verifiableCredential).forEach((one, i) => {
      if (asObject(one) === undefined) fail("NO_OBJECT", `verifiableCredential/${i}`);
    });
  });
}
