// Another machine: an empty folder and the program alone; and an accreditation body whose word is handed in from outside.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../src/base/canonical.ts";
import { nodeSigner } from "../../src/main/node-crypto.ts";
import type { Client } from "../../src/model/client.ts";
import { issueCredential } from "../../src/trust/credentials/credential.ts";
import { didKeyOf } from "../../src/trust/did/did-key.ts";
import { root } from "../cases/read.ts";
import { value } from "./household.ts";

type Said = { exit: number; holds: string[]; fails: string[]; unchecked: string[] };

/** What `sandan verify` says of the files in a folder that holds nothing else: no database, no environment, and no network unless it is told. */
export async function elsewhere(folder: string, files: Readonly<Record<string, Uint8Array>>, args: readonly string[]): Promise<Said> {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const command = ["--disable-warning=ExperimentalWarning", join(root, "src/main/sandan.ts"), "verify", ...args, "--json"];
  const child = spawn(process.execPath, command, { cwd: folder, env: {}, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  for await (const chunk of child.stdout) told += chunk;
  const exit = child.exitCode ?? (await new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? -1))));
  const { findings } = JSON.parse(told) as { findings: { code: string; outcome: string }[] };
  const codes = (outcome: string) => findings.filter((one) => one.outcome === outcome).map(({ code }) => code);
  return { exit, holds: codes("holds"), fails: codes("fails"), unchecked: codes("unchecked") };
}

/** The same trust file, but for whom it names as signers. */
export function otherSigners(trust: Uint8Array): Uint8Array {
  const file = JSON.parse(new TextDecoder().decode(trust)) as object;
  const stranger = didKeyOf(nodeSigner("EdDSA", new Uint8Array(32).fill(8))).did;
  return new TextEncoder().encode(JSON.stringify({ ...file, signers: [stranger] }));
}

/** A verification body is handed its accreditation; answers who gave it. */
export async function accreditedHere(client: Client, org: string): Promise<string> {
  const signer = nodeSigner("EdDSA", new Uint8Array(32).fill(9));
  const { did } = value(await client("readIdentity", { org }));
  const { did: issuer, method } = didKeyOf(signer);
  const plain = { "@context": ["https://www.w3.org/ns/credentials/v2"], type: ["VerifiableCredential"], issuer };
  const signed = await issueCredential({ ...plain, credentialSubject: { id: did } }, { signer, method, secure: "eddsa-jcs-2022" });
  value(await client("keepAccreditation", { org, body: { credential: signed.value as { [key: string]: Json } } }));
  return issuer;
}
