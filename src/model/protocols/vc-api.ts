// Credentials as others ask for them: the VC-API of the W3C CCG (issue, verify, present, status), did:web documents and status lists.
import type { ProtocolAnswer, ProtocolSpec, Unanswered } from "./protocol.ts";

/** Problem details, as the VC-API tells errors. */
export const refusedInVcApi = (status: number, why: string): ProtocolAnswer => ({
  status,
  type: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", status, title: why }),
});

const refuse = (status: Unanswered, why: string): ProtocolAnswer => refusedInVcApi(status, why);

const MOST = 2 * 1024 * 1024;

const post = (path: string): ProtocolSpec => ({ method: "POST", path, takes: ["application/json"], mostBytes: MOST, costly: true, refuse });
const get = (path: string): ProtocolSpec => ({ method: "GET", path, mostBytes: 0, refuse });

const ofOrg = "/organisations/{org}";

/** `secure` in a path is jose, eddsa-jcs-2022 or eddsa-rdfc-2022. */
export const VC_API = {
  didDocument: get(`${ofOrg}/did.json`),
  statusList: get(`${ofOrg}/status/{list}/{purpose}`),
  issueVc: post(`${ofOrg}/vc-api/{secure}/credentials/issue`),
  changeVcStatus: post(`${ofOrg}/vc-api/credentials/status`),
  proveVp: post(`${ofOrg}/vc-api/{secure}/presentations/prove`),
  verifyVc: post("/vc-api/credentials/verify"),
  verifyVp: post("/vc-api/presentations/verify"),
} as const satisfies Record<string, ProtocolSpec>;
