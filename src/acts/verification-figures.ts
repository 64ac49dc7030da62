// What a verification's desk reads off the statement: risks, materiality, tests of evidence, and the report.
import type { Outcome } from "../base/problem.ts";
import { type VerificationRow, verification as verificationRow } from "../store/verifications.ts";
import { openedStatement } from "./insight.ts";
import { type Act, missing, ok, type Scene, stopped } from "./scene.ts";

type Looked = { row: VerificationRow; statement: string; text: string; entryDocuments: string[] };

/** The verification and its statement as it was sealed. Problem: NOT_FOUND. */
async function looked(scene: Scene, { org, verification }: { org: string; verification: string }): Promise<Outcome<Looked>> {
  const row = await verificationRow(scene.db, org, verification);
  if (row === undefined) return stopped(missing(verification));
  const { statement } = row.body.subject;
  const kept = await openedStatement(scene, org, statement);
  if (kept === undefined) return stopped(missing(statement));
  const { text, entryDocuments } = kept;
  return ok({ row, statement, text, entryDocuments });
}

export const readRisks: Act<"readRisks"> = async (scene, at) => {
  const found = await looked(scene, at);
  if (found.value === undefined) return found;
  const { statement, text, entryDocuments } = found.value;
  const { value, problems } = await scene.work("verificationRisks", { text, entryDocuments });
  return value === undefined ? stopped(...problems) : ok({ statement, risks: value });
};

export const readMateriality: Act<"readMateriality"> = async (scene, at) => {
  const found = await looked(scene, at);
  if (found.value === undefined) return found;
  const { statement, text, entryDocuments, row } = found.value;
  const { value, problems } = await scene.work("verificationMateriality", { text, entryDocuments, verification: row.body });
  return value === undefined ? stopped(...problems) : ok({ statement, ...value });
};

export const readEvidenceTests: Act<"readEvidenceTests"> = async (scene, at) => {
  const found = await looked(scene, at);
  if (found.value === undefined) return found;
  const { statement, text, entryDocuments } = found.value;
  const { value, problems } = await scene.work("verificationTests", { text, entryDocuments });
  return value === undefined ? stopped(...problems) : ok({ statement, ...value });
};

export const readVerificationReport: Act<"readVerificationReport"> = async (scene, at) => {
  const found = await looked(scene, at);
  if (found.value === undefined) return found;
  const { text, entryDocuments, row } = found.value;
  return scene.work("verificationReport", { text, entryDocuments, verification: row.body });
};

export const renderVerificationReport: Act<"renderVerificationReport"> = async (scene, { org, verification, format, lang }) => {
  const found = await looked(scene, { org, verification });
  if (found.value === undefined) return found;
  const { text, entryDocuments, row } = found.value;
  const { value, problems } = await scene.work("verificationPaper", { text, entryDocuments, verification: row.body, format, lang });
  if (value === undefined) return stopped(...problems);
  return ok({ bytes: value.bytes, type: value.type, name: `verification-${verification.slice(0, 8)}.${value.ending}` });
};
