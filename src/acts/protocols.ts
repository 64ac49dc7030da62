// The functions behind the rows of foreign protocols, and the one door to them.
import type { ProtocolAnswer } from "../model/protocols/protocol.ts";
import { type ProtocolName, protocolOf } from "../model/protocols.ts";
import { faultIn } from "./faults.ts";
import { addCheckpoint, logCheckpoint, logKey, logTile, witnessKey } from "./log-routes.ts";
import type { ProtocolAct, ProtocolRequest } from "./protocol-request.ts";
import type { Hands } from "./scene.ts";
import { changeVcStatus, didDocument, issueVc, proveVp, statusList, verifyVc, verifyVp } from "./vc-api.ts";

const PROTOCOL_ACTS: { [N in ProtocolName]: ProtocolAct } = {
  logCheckpoint,
  logTile,
  logKey,
  witnessKey,
  addCheckpoint,
  didDocument,
  statusList,
  issueVc,
  changeVcStatus,
  proveVp,
  verifyVc,
  verifyVp,
};

/** Law: what the database or the disk does not do is told as 503, in the protocol's own form; a bug crashes. */
export async function answerProtocol(hands: Hands, name: ProtocolName, request: ProtocolRequest): Promise<ProtocolAnswer> {
  try {
    return await PROTOCOL_ACTS[name](hands, request);
  } catch (error) {
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    return protocolOf(name).refuse(503, fault.text.en);
  }
}
