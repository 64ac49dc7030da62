// Private keys that never leave a device: PKCS #11 by OpenSC's pkcs11-tool, a process for each signature.
import { execFile } from "node:child_process";
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { type KeyKeeper, KeysUnreachable } from "../acts/key-keeper.ts";
import type { Signer } from "../trust/signer.ts";
import { publicPart } from "./node-crypto.ts";

/** The device: its library, the label of its token, and the PIN of its user. */
export type Device = { module: string; token: string; pin: string };

const WAIT_MS = 20_000;
const MOST_BYTES = 1 << 20;
/** The PIN reaches the tool by its environment: arguments can be read by everybody on the machine. */
const PIN = "SANDAN_PKCS11_PIN";

function tool({ module, token, pin }: Device, args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  const all = ["--module", module, "--token-label", token, "--login", "--pin", `env:${PIN}`, ...args];
  const options = { encoding: "buffer", env: { ...process.env, [PIN]: pin }, timeout: WAIT_MS, maxBuffer: MOST_BYTES } as const;
  return new Promise((resolve, reject) => {
    const child = execFile("pkcs11-tool", all, options, (error, stdout) => {
      // The error's own message would name the arguments.
      if (error) reject(new KeysUnreachable(`pkcs11-tool ended with ${String(error.code ?? error.signal)}`));
      else resolve(stdout);
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

const idOf = (uuid: string): string => uuid.replaceAll("-", "");

/** Older tools write PEM, newer ones DER. */
const readPublic = (bytes: Buffer): KeyObject =>
  bytes.subarray(0, 5).toString("latin1") === "-----"
    ? createPublicKey(bytes)
    : createPublicKey({ key: bytes, format: "der", type: "spki" });

const KINDS = {
  EdDSA: { key: "EC:edwards25519", mechanism: "EDDSA", input: (bytes: Uint8Array): Uint8Array => bytes },
  ES256: {
    key: "EC:prime256v1",
    mechanism: "ECDSA",
    input: (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest(),
  },
} as const;

/**
 * Law: a key is made inside the device, under the key's id, and cannot be taken out of it; the database keeps the public part alone. A signature is
 * what the device answers, or an error.
 */
export function deviceKeeper(device: Device, others: KeyKeeper): KeyKeeper {
  return {
    make: async (alg, id) => {
      await tool(device, ["--keypairgen", "--key-type", KINDS[alg].key, "--id", idOf(id), "--label", `sandan ${id}`, "--usage-sign"]);
      const bytes = await tool(device, ["--read-object", "--type", "pubkey", "--id", idOf(id)]);
      return { publicKey: publicPart(readPublic(bytes)).publicKey, secret: null };
    },
    signerOf: (key): Signer | undefined => {
      if (key.secret !== null) return others.signerOf(key);
      const { alg, publicKey, id } = key;
      const { mechanism, input } = KINDS[alg];
      const sign = async (bytes: Uint8Array): Promise<Uint8Array> =>
        new Uint8Array(await tool(device, ["--sign", "--mechanism", mechanism, "--id", idOf(id)], input(bytes)));
      return { alg, publicKey: new Uint8Array(publicKey), sign };
    },
  };
}
