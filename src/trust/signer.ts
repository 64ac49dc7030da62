// Signing and verifying are handed to this room: node:crypto, @noble/curves or a hardware key do them (noble.ts, main/node-crypto.ts).

/** JOSE's names of the algorithms (RFC 7518, 3.4; RFC 8037, 3.1); EdDSA is Ed25519 alone. */
export type Alg = "EdDSA" | "ES256" | "ES384" | "ES512";

/** Raw public key: 32 bytes of Ed25519, else a point as SEC 1 writes it (2.3.3): compressed from a Signer; both forms are read. */
export type PublicKey = { alg: Alg; publicKey: Uint8Array };

/** Law: signs the bytes themselves, hashed as the algorithm says; an EC signature is r || s of full width (JOSE), one of Ed25519 is 64 bytes. */
export type Signer = PublicKey & { sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array> };

/** Law: true only where the signature over the bytes holds under the key; a key or signature that is malformed is false, never thrown. */
export type Verify = (key: PublicKey, bytes: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;
