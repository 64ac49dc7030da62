// Acts on an organisation's keys, what it signs, and packages.
import { z } from "zod";
import type { Json } from "../../base/canonical.ts";
import { type ActSpec, inOrg, instant, json, org, page, pagingById, problems, sha256, uuid } from "./act.ts";

const ofOrg = "/v1/organisations/{org}";
type JsonObject = { [key: string]: Json | undefined };

const ALGS = ["EdDSA", "ES256"] as const;
const CREDENTIAL_KINDS = ["statement", "opinion", "accreditation", "issued"] as const;
const STATUS_PURPOSES = ["revocation", "suspension"] as const;

const key = z.object({
  id: uuid,
  alg: z.enum(ALGS),
  /** The URL by which signatures name it. */
  method: z.string(),
  made: instant,
  ended: instant.optional(),
  leaked: instant.optional(),
});

const credential = z.object({
  id: uuid,
  kind: z.enum(CREDENTIAL_KINDS),
  about: z.string(),
  at: instant,
  by: z.string(),
  revoked: instant.optional(),
  suspended: instant.optional(),
});

const sealed = z.object({
  hash: sha256,
  statement: sha256,
  held: z.array(z.string()),
  credential: uuid,
  at: instant,
  by: z.string(),
  /** True where an opinion on this very package is there. */
  hasOpinion: z.boolean(),
  revoked: instant.optional(),
  suspended: instant.optional(),
});

/** A JSON object, whatever is in it. */
const jsonObject = (description: string): z.ZodType<JsonObject> =>
  z.record(z.string(), z.unknown()).meta({ description }) as unknown as z.ZodType<JsonObject>;

const secured = json<JsonObject | string>("a secured credential: an object with its proof, or the compact form of a JWT");

export const CREDENTIALS = {
  readIdentity: {
    method: "GET",
    path: `${ofOrg}/identity`,
    need: "read",
    summary: { ko: "조직의 식별자(DID)와 서명 키", en: "The organisation's identifier (DID) and its keys" },
    params: org,
    answer: z.object({ did: z.string(), keys: z.array(key) }),
  },
  rotateKey: {
    method: "POST",
    path: `${ofOrg}/keys`,
    need: "own",
    summary: { ko: "서명 키를 새것으로 바꾸기", en: "Ends the key in use and makes another" },
    params: org,
    body: z.object({
      alg: z.enum(ALGS).default("EdDSA"),
      /** Since when others may have had the key that ends. */
      leaked: instant.optional(),
    }),
    answer: key,
    status: 201,
  },
  tellLeak: {
    method: "POST",
    path: `${ofOrg}/keys/{key}/leak`,
    need: "own",
    summary: {
      ko: "전에 쓰던 키가 샌 것을 알리기. 쓰고 있는 키라면 끝난다",
      en: "Tells that others may have had a key, one of before too; the key in use ends",
    },
    params: inOrg("key"),
    body: z.object({ since: instant }),
    answer: key,
  },
  readTrustFile: {
    method: "GET",
    path: `${ofOrg}/trust`,
    need: "read",
    summary: {
      ko: "이 조직의 봉인 파일을 확인할 신뢰 파일",
      en: "A trust file for packages of this organisation, for `sandan verify --trust`",
    },
    params: org,
    /** Identifiers of accreditation bodies that the reader believes, with spaces between them. */
    query: z.object({ accreditors: z.string().max(2000).optional() }),
    answer: "bytes",
  },
  sealPackage: {
    method: "POST",
    path: `${ofOrg}/statements/{statement}/packages`,
    need: "manage",
    summary: { ko: "산정서를 서명하고 봉인하기", en: "Signs a statement and seals it with what it rests on" },
    params: z.object({ org: uuid, statement: sha256 }),
    body: z.object({
      /** Records such as "streams/gas" and "evidence/<sha256>" that are held back. */
      hold: z.array(z.string().min(1).max(300)).max(10_000).default([]),
      /** False: of evidence the hashes alone. */
      evidence: z.boolean().default(true),
    }),
    answer: sealed.extend({ problems }),
    status: 201,
    costly: true,
  },
  listPackages: {
    method: "GET",
    path: `${ofOrg}/packages`,
    need: "read",
    summary: { ko: "봉인 파일 목록", en: "The packages that were sealed" },
    params: org,
    answer: z.object({ items: z.array(sealed) }),
  },
  readPackage: {
    method: "GET",
    path: `${ofOrg}/packages/{package}`,
    need: "read",
    summary: {
      ko: "봉인 파일 받기(검증 의견과 로그 증명 포함)",
      en: "A package, with the opinion on it and the proofs that both were logged",
    },
    params: z.object({ org: uuid, package: sha256 }),
    answer: "bytes",
    costly: true,
  },
  listCredentials: {
    method: "GET",
    path: `${ofOrg}/credentials`,
    need: "read",
    summary: { ko: "서명한 증명서 목록", en: "What the organisation signed or was given" },
    params: org,
    query: pagingById,
    answer: page(credential),
  },
  readCredential: {
    method: "GET",
    path: `${ofOrg}/credentials/{credential}`,
    need: "read",
    summary: { ko: "증명서 하나", en: "One credential as it was secured" },
    params: inOrg("credential"),
    answer: credential.extend({ secured }),
  },
  changeStatus: {
    method: "POST",
    path: `${ofOrg}/credentials/{credential}/status`,
    need: "manage",
    summary: { ko: "증명서를 철회하거나 정지하기", en: "Revokes a credential, or suspends it and lifts that again" },
    params: inOrg("credential"),
    body: z.object({ purpose: z.enum(STATUS_PURPOSES), set: z.boolean() }),
    answer: credential,
  },
  readStatusLists: {
    method: "GET",
    path: `${ofOrg}/status-lists`,
    need: "read",
    summary: { ko: "지금의 상태 목록(철회·정지)", en: "The status lists as they are now, for `sandan verify --status`" },
    params: org,
    answer: "bytes",
  },
  keepAccreditation: {
    method: "POST",
    path: `${ofOrg}/accreditations`,
    need: "manage",
    summary: {
      ko: "인정기관이 발급한 인정서를 보관하기",
      en: "Keeps the accreditation that an accreditation body signed about the organisation",
    },
    params: org,
    body: z.object({ credential: secured }),
    answer: credential,
    status: 201,
  },
  issueCredential: {
    method: "POST",
    path: `${ofOrg}/credentials`,
    need: "manage",
    summary: { ko: "증명서를 발급하기(W3C VC 2.0)", en: "Signs a credential in the organisation's name (W3C VC 2.0)" },
    params: org,
    body: z.object({
      credential: jsonObject("a credential of the W3C data model 2.0 without a proof"),
      secure: z.enum(["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"]).default("eddsa-jcs-2022"),
      /** True: it gets a place in the organisation's status lists. */
      status: z.boolean().default(true),
    }),
    answer: z.object({ id: uuid, secured }),
    status: 201,
    costly: true,
  },
  issuePresentation: {
    method: "POST",
    path: `${ofOrg}/presentations`,
    need: "manage",
    summary: { ko: "증명서를 묶어 제시하기(W3C VP 2.0)", en: "Presents credentials in the organisation's name (W3C VC 2.0)" },
    params: org,
    body: z.object({
      presentation: jsonObject("a presentation of the W3C data model 2.0 without a proof"),
      secure: z.enum(["jose", "eddsa-jcs-2022", "eddsa-rdfc-2022"]).default("eddsa-jcs-2022"),
      challenge: z.string().max(1000).optional(),
      domain: z.string().max(1000).optional(),
    }),
    answer: z.object({ secured }),
    costly: true,
  },
} as const satisfies Record<string, ActSpec>;
