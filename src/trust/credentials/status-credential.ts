// The credential that publishes a status list (W3C Bitstring Status List 1.0, 2.2), and the entry that points into it.
import type { JsonObject } from "./json.ts";
import { BASE_CONTEXT } from "./shape.ts";
import { encodeList, type StatusBits } from "./status-list.ts";

export type StatusPurpose = "revocation" | "suspension" | "message";

/** A status list before it is signed. `ttl` in milliseconds is for caches alone and does not extend validUntil; dates are dateTimeStamps. */
export function statusListCredential(list: {
  url: string;
  issuer: string;
  purpose: StatusPurpose;
  bits: StatusBits;
  validFrom: string;
  validUntil?: string;
  ttl?: number;
}): JsonObject {
  const { url, issuer, purpose, bits, validFrom, validUntil, ttl } = list;
  return {
    "@context": [BASE_CONTEXT],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: purpose,
      encodedList: encodeList(bits),
      ...(ttl === undefined ? {} : { ttl }),
    },
  };
}

/** Where a credential's status is found. `messages` are those of the values 0, 1, 2 and so on, as many as `size` bits can tell. */
export function statusEntry(entry: {
  url: string;
  purpose: StatusPurpose;
  index: number;
  size?: number;
  messages?: readonly string[];
}): JsonObject {
  const { url, purpose, index, size, messages } = entry;
  return {
    id: `${url}#${index}`,
    type: "BitstringStatusListEntry",
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: url,
    ...(size === undefined ? {} : { statusSize: size }),
    ...(messages === undefined
      ? {}
      : { statusMessage: messages.map((message, value) => ({ status: `0x${value.toString(16)}`, message })) }),
  };
}
