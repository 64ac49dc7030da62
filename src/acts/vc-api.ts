// The functions behind the VC-API: issue and status through the acts of the contract; verifying is open to everybody and keeps nothing.
import { z } from "zod";
import type { Json } from "../base/canonical.ts";
import type { ActName } from "../model/api.ts";
import { verdictWords } from "../model/package-findings.ts";
import type { ProtocolAnswer } from "../model/protocols/protocol.ts";
import { refusedInVcApi } from "../model/protocols/vc-api.ts";
import { listNumbers } from "../store/credentials.ts";
import { verifyCredential } from "../trust/credentials/credential.ts";
import { asObject, isBounded, type JsonObject } from "../trust/credentials/json.ts";
import { verifyPresentation } from "../trust/credentials/presentation.ts";
import { type Check, isVerified, type Verdict } from "../trust/credentials/verdict.ts";
import { type Call, perform } from "./perform.ts";
import type { ProtocolAct, ProtocolRequest } from "./protocol-request.ts";
import type { Hands } from "./scene.ts";
import { identityOf, STATUSES, statusList as signedList } from "./signing.ts";
import { givenHere } from "./verify-here.ts";

const JSON_TYPE = "application/json";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const answered = (status: number, body: unknown, type = JSON_TYPE): ProtocolAnswer => ({ status, type, body: JSON.stringify(body) });
const nowhere = refusedInVcApi(404, "there is nothing here");

/** The body by its shape; undefined where it is not, or is deeper or larger than can be worked on. */
function bodyOf<T>(schema: z.ZodType<T>, { bytes }: ProtocolRequest): T | undefined {
  try {
    const plain = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Json;
    return isBounded(plain) ? schema.safeParse(plain).data : undefined;
  } catch {
    return undefined;
  }
}

const anything = z.unknown() as unknown as z.ZodType<Json>;
const options = z.looseObject({ challenge: z.string().optional(), domain: z.string().optional() }).default({});
const ISSUE = z.object({ credential: z.record(z.string(), z.unknown()) });
const PROVE = z.object({ presentation: z.record(z.string(), z.unknown()), options });
const VERIFY = z.object({ verifiableCredential: anything });
const VERIFY_VP = z.object({ verifiablePresentation: anything, options });
const STATUS = z.object({
  credentialId: z.string(),
  credentialStatus: z.object({ type: z.literal("BitstringStatusListEntry"), statusPurpose: z.enum(STATUSES) }),
  status: z.boolean().default(true),
});

const unshaped = refusedInVcApi(400, "the body is not what is asked for here");

const STATUS_OF: Readonly<Record<string, number>> = {
  SIGN_IN_NEEDED: 401,
  NOT_ALLOWED: 403,
  SCOPE_MISSING: 403,
  ORGANISATION_UNKNOWN: 404,
};

/** An act of the contract with whatever the caller shows: authorised, done and audited as ever. */
async function asAct<T>(
  hands: Hands,
  { credentials: shown, params }: ProtocolRequest,
  call: Pick<Call, "params" | "body"> & { act: ActName },
): Promise<T | ProtocolAnswer> {
  const isTrial = shown.kind === "none" && hands.vcTrial !== undefined && hands.vcTrial === params.org;
  const credentials = isTrial ? ({ kind: "trial", org: params.org ?? "" } as const) : shown;
  const { value, problems } = await perform(hands, { ...call, credentials, params: { org: params.org, ...call.params } });
  if (value !== undefined) return value as T;
  const [first] = problems;
  return refusedInVcApi(STATUS_OF[first?.code ?? ""] ?? 400, `${first?.code}: ${first?.text.en}`);
}

const isAnswer = (value: object): value is ProtocolAnswer => "status" in value && "type" in value && "body" in value;

const SECURES = ["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"] as const;
const secureOf = ({ params }: ProtocolRequest) => SECURES.find((one) => one === params.secure);

/** A secured document as it is carried: a compact form in an envelope. */
function enveloped(secured: JsonObject | string, kind: "Credential" | "Presentation"): JsonObject {
  if (typeof secured !== "string") return secured;
  const type = kind === "Credential" ? "vc+jwt" : "vp+jwt";
  return {
    "@context": "https://www.w3.org/ns/credentials/v2",
    id: `data:application/${type},${secured}`,
    type: `EnvelopedVerifiable${kind}`,
  };
}

/** Law: the answer is the credential itself. */
export const issueVc: ProtocolAct = async (hands, request) => {
  const [body, secure] = [bodyOf(ISSUE, request), secureOf(request)];
  if (secure === undefined) return nowhere;
  if (body === undefined) return unshaped;
  const done = await asAct<{ secured: JsonObject | string }>(hands, request, {
    act: "issueCredential",
    body: { credential: body.credential, secure, status: true },
  });
  return isAnswer(done) ? done : answered(201, enveloped(done.secured, "Credential"));
};

/** A credential is named by its id here, or by the id that the answer to the issuing act gave. */
export const changeVcStatus: ProtocolAct = async (hands, request) => {
  const body = bodyOf(STATUS, request);
  if (body === undefined) return unshaped;
  const credential = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(body.credentialId)?.[0] ?? "";
  const done = await asAct<object>(hands, request, {
    act: "changeStatus",
    params: { credential },
    body: { purpose: body.credentialStatus.statusPurpose, set: body.status },
  });
  return isAnswer(done) ? done : answered(200, { done: true });
};

export const proveVp: ProtocolAct = async (hands, request) => {
  const [body, secure] = [bodyOf(PROVE, request), secureOf(request)];
  if (secure === undefined) return nowhere;
  if (body === undefined) return unshaped;
  const { challenge, domain } = body.options;
  const done = await asAct<{ secured: JsonObject | string }>(hands, request, {
    act: "issuePresentation",
    body: {
      presentation: body.presentation,
      secure,
      ...(challenge !== undefined && { challenge }),
      ...(domain !== undefined && { domain }),
    },
  });
  return isAnswer(done) ? done : answered(201, enveloped(done.secured, "Presentation"));
};

/** What is wrong, in the members that the VC-API has for it. */
function told({ holds, fails, unchecked }: { holds: Check<string>[]; fails: Check<string>[]; unchecked: Check<string>[] }): object {
  const shown = (severity: string) => (check: Check<string>) => ({
    type: `urn:sandan:credential:${check.code}`,
    title: verdictWords(check.code).en,
    code: check.code,
    at: check.at,
    severity,
  });
  const problems = [...fails.map(shown("error")), ...unchecked.map(shown("unchecked"))];
  return {
    verified: problems.length === 0,
    problemDetails: problems,
    errors: problems,
    warnings: [],
    checks: holds.map(({ code }) => code),
  };
}

/** Law: what fails or could not be checked is not verified, and answered as a refusal. */
const judged = (verdict: Verdict, document: JsonObject | undefined): ProtocolAnswer =>
  answered(isVerified(verdict) ? 200 : 400, { ...told(verdict), ...(document !== undefined && { document }) });

export const verifyVc: ProtocolAct = async (hands, request) => {
  const body = bodyOf(VERIFY, request);
  if (body === undefined) return unshaped;
  const secured = body.verifiableCredential;
  const { content, verdict } = await verifyCredential(secured, await givenHere(hands, secured));
  return judged(verdict, content);
};

export const verifyVp: ProtocolAct = async (hands, request) => {
  const body = bodyOf(VERIFY_VP, request);
  if (body === undefined) return unshaped;
  const { challenge, domain } = body.options;
  const asked = { ...(challenge !== undefined && { challenge }), ...(domain !== undefined && { domain }) };
  const secured = body.verifiablePresentation;
  const { content, verdict } = await verifyPresentation(secured, asked, await givenHere(hands, secured));
  return judged(verdict, content);
};

export const didDocument: ProtocolAct = async (hands, { params: { org = "" } }) => {
  const document = UUID.test(org) ? await identityOf(hands, org) : undefined;
  return document === undefined ? nowhere : answered(200, document, "application/did+json");
};

/** Law: the list is signed as it is now; one in which no place was given out is none. */
export const statusList: ProtocolAct = async (hands, { params: { org = "", list = "", purpose } }) => {
  const named = STATUSES.find((one) => one === purpose);
  if (named === undefined || !/^(0|[1-9]\d{0,5})$/.test(list) || !UUID.test(org)) return nowhere;
  const isThere = (await listNumbers(hands.db, org)).includes(Number(list));
  if (!isThere || (await identityOf(hands, org)) === undefined) return nowhere;
  const { value } = await signedList(hands, org, { list: Number(list), purpose: named });
  return value === undefined ? refusedInVcApi(503, "the signing key cannot be opened") : answered(200, asObject(value), "application/vc");
};
