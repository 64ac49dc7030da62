// Every row of somebody else's protocol that the server speaks.
import type { ProtocolSpec } from "./protocols/protocol.ts";
import { TLOG } from "./protocols/tlog.ts";
import { VC_API } from "./protocols/vc-api.ts";

const PROTOCOLS = { ...TLOG, ...VC_API } as const satisfies Record<string, ProtocolSpec>;

export type ProtocolName = keyof typeof PROTOCOLS;

export const PROTOCOL_NAMES = Object.keys(PROTOCOLS) as ProtocolName[];

/** A row with its optional members in sight. */
export function protocolOf(name: ProtocolName): ProtocolSpec {
  return PROTOCOLS[name];
}
