// One interface over keys in files and in a device: what is signed is verified by the public part alone, and nothing else signs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { KeyKeeper } from "../acts/key-keeper.ts";
import { deviceKeeper } from "./device-keeper.ts";
import { fileKeeper } from "./key-keeper.ts";
import { nodeVerify } from "./node-crypto.ts";

const MODULE = "/usr/lib/softhsm/libsofthsm2.so";
const TEXT = new TextEncoder().encode("무엇이든 anything");

async function signs(keeper: KeyKeeper): Promise<void> {
  for (const alg of ["EdDSA", "ES256"] as const) {
    const id = randomUUID();
    const made = await keeper.make(alg, id);
    const signer = keeper.signerOf({ id, alg, ...made });
    assert.ok(signer);
    const signature = await signer.sign(TEXT);
    assert.equal(signature.length, 64);
    assert.equal(nodeVerify({ alg, publicKey: made.publicKey }, TEXT, signature), true);
    assert.equal(nodeVerify({ alg, publicKey: made.publicKey }, TEXT.subarray(1), signature), false);
  }
}

test("keys in the database: encrypted, each under its own id, for this instance alone", async () => {
  const keeper = fileKeeper("secret of this instance");
  await signs(keeper);
  const [id, other] = [randomUUID(), randomUUID()];
  const made = await keeper.make("EdDSA", id);
  const key = { id, alg: "EdDSA" as const, ...made };
  assert.ok(keeper.signerOf(key));
  assert.equal(fileKeeper("another secret").signerOf(key), undefined);
  assert.equal(keeper.signerOf({ ...key, id: other }), undefined);
  assert.equal(keeper.signerOf({ ...key, publicKey: (await keeper.make("EdDSA", other)).publicKey }), undefined);
  const secret = made.secret as Uint8Array;
  for (let at = 0; at < secret.length; at += 1) {
    const changed = secret.map((byte, i) => (i === at ? byte ^ 1 : byte));
    assert.equal(keeper.signerOf({ ...key, secret: changed }), undefined, `byte ${at}`);
  }
  assert.equal(keeper.signerOf({ ...key, secret: null }), undefined);
});

/** A token of SoftHSM in a folder of its own; undefined where Debian's softhsm2 and opensc are not there. */
function softToken(): { folder: string; device: Parameters<typeof deviceKeeper>[0] } | undefined {
  if (!existsSync(MODULE) || !existsSync("/usr/bin/pkcs11-tool")) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "sandan-hsm-"));
  mkdirSync(join(folder, "tokens"));
  writeFileSync(join(folder, "softhsm2.conf"), `directories.tokendir = ${folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
  const args = ["--init-token", "--free", "--label", "sandan", "--pin", "135790", "--so-pin", "97531"];
  execFileSync("softhsm2-util", args, { stdio: "pipe" });
  return { folder, device: { module: MODULE, token: "sandan", pin: "135790" } };
}

test("keys in a device by PKCS #11: made there, never seen here; a wrong PIN signs nothing", async (t) => {
  const token = softToken();
  if (token === undefined) return t.skip("softhsm2 and opensc are not installed");
  try {
    const files = fileKeeper("secret of this instance");
    const keeper = deviceKeeper(token.device, files);
    await signs(keeper);
    const id = randomUUID();
    const made = await keeper.make("EdDSA", id);
    assert.equal(made.secret, null);
    const wrong = deviceKeeper({ ...token.device, pin: "000000" }, files).signerOf({ id, alg: "EdDSA", ...made });
    await assert.rejects(async () => wrong?.sign(TEXT), /pkcs11-tool ended with/);
    const gone = keeper.signerOf({ id: randomUUID(), alg: "EdDSA", ...made });
    await assert.rejects(async () => gone?.sign(TEXT), /pkcs11-tool ended with/);
    const older = await files.make("EdDSA", id);
    assert.ok(keeper.signerOf({ id, alg: "EdDSA", ...older }), "a key from before the device");
  } finally {
    rmSync(token.folder, { recursive: true, force: true });
  }
});
