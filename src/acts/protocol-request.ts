// What the function behind a row of a foreign protocol is handed, and what it answers.
import type { ProtocolAnswer } from "../model/protocols/protocol.ts";
import type { Credentials } from "./actor.ts";
import type { Hands } from "./scene.ts";

/** A request as it came: nothing of it is believed yet. `params` holds the names of the path, `type` the media type without parameters. */
export type ProtocolRequest = {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  type: string;
  bytes: Uint8Array;
  credentials: Credentials;
};

/** Answers in the protocol's own words; whoever writes does so in a transaction of its own. */
export type ProtocolAct = (hands: Hands, request: ProtocolRequest) => Promise<ProtocolAnswer>;
