// Who holds private keys: main hands it over.
import type { KeyRow } from "../store/signing-keys.ts";
import type { Signer } from "../trust/signer.ts";

/** Encrypts the keys that it makes for the database, or makes them inside a device. */
export type KeyKeeper = {
  /** `secret` is the encrypted private key, null where a device holds it. */
  make(alg: KeyRow["alg"], id: string): Promise<{ publicKey: Uint8Array; secret: Uint8Array | null }>;
  /** Undefined where the key cannot be opened. */
  signerOf(key: Pick<KeyRow, "id" | "alg" | "publicKey" | "secret">): Signer | undefined;
};

/** A device that holds keys does not answer, or refuses; told as SIGNING_KEY_UNREADABLE. */
export class KeysUnreachable extends Error {}
