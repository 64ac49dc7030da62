// Tables of default values in packages: those that the program has shipped are known, any other has to be believed by the trust file.
import assert from "node:assert/strict";
import test from "node:test";
import { canonical, hashOf, type Json } from "../src/base/canonical.ts";
import { OFFICIAL_TABLES } from "../src/calc/official-tables.ts";
import { statementOf } from "../src/calc/pipeline.ts";
import { verifyPackage } from "../src/calc/replay.ts";
import { sealPackage } from "../src/calc/seal-package.ts";
import { readTrust } from "../src/calc/trust-file.ts";
import { nodeVerify } from "../src/main/node-crypto.ts";
import type { DefaultValues } from "../src/rules/cbam/default-values.ts";
import { datasetUseOf } from "../src/rules/cbam/tables.ts";
import shippedFile from "../src/rules/cbam/values/default-values.json" with { type: "json" };
import { sample } from "./cases/read.ts";

const shipped = shippedFile as unknown as DefaultValues;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The screws of a bought rod of which nothing is known but where it is from. */
function bytesOf(): Uint8Array {
  const plain = JSON.parse(JSON.stringify(sample("screws"))) as { precursors: { sources: object[] }[] };
  for (const precursor of plain.precursors) precursor.sources = [{ basis: "default", country: "KR" }];
  return encode(JSON.stringify(plain));
}

async function packed(defaultValues: DefaultValues): Promise<Uint8Array> {
  const { value, problems } = statementOf(bytesOf(), { file: "case.json", defaultValues, asIf: 2026 });
  assert.ok(value, problems.map(({ code }) => code).join());
  assert.ok(value.statement.datasets.some(({ id }) => id === "default-values"));
  const sealed = await sealPackage({ statement: value.statement, defaultValues });
  assert.ok(sealed.value, sealed.problems.map(({ code }) => code).join());
  return sealed.value.bytes;
}

async function said(bytes: Uint8Array, datasets: readonly string[] = []): Promise<string[]> {
  const trust = readTrust(encode(canonical({ format: "sandan.trust/1", datasets: [...datasets] })));
  assert.ok(trust);
  return (await verifyPackage(bytes, { verify: nodeVerify, now: 0, trust })).findings.map(({ code }) => code);
}

test("the table that is shipped is among the known ones", () => {
  assert.ok(
    OFFICIAL_TABLES.has(datasetUseOf(shipped).hash),
    "a table that is shipped anew is added to official-tables.ts, and none is taken out",
  );
});

test("a statement on the shipped table holds; on a table that nobody knows it is unchecked, until the trust file names it", async () => {
  const known = await said(await packed(shipped));
  assert.ok(known.includes("RECOMPUTED_IDENTICAL") && !known.includes("DATASET_UNVOUCHED"), known.join());
  const kinder = { ...shipped, header: { ...shipped.header, validFrom: "2026-01-02" } } as DefaultValues;
  const bytes = await packed(kinder);
  const hash = hashOf(canonical(kinder as unknown as Json));
  assert.ok((await said(bytes)).includes("DATASET_UNVOUCHED"));
  assert.ok((await said(bytes, ["0".repeat(64)])).includes("DATASET_UNVOUCHED"));
  assert.ok(!(await said(bytes, [hash])).includes("DATASET_UNVOUCHED"));
});

test("a trust file whose datasets are no hashes is not half-read", () => {
  assert.equal(readTrust(encode(canonical({ format: "sandan.trust/1", datasets: ["x"] }))), undefined);
});
