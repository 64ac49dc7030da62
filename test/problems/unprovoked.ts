// Codes that no input can raise through the product's own door, each with the reason.
export const UNPROVOKED: Readonly<Record<string, string>> = {
  EVIDENCE_NOT_HANDED: "of sealing a package; tested in test/package.test.ts",
  HOLD_UNKNOWN: "of sealing a package; tested in test/package.test.ts",
  HOLD_UNSALTED: "of sealing a package; tested in test/package.test.ts",
  PINNED_DATASET_MISSING: "of sealing a package; tested in test/package.test.ts",
  TEMPLATE_FILLED: "needs the Commission's own template; tested in test/workbook-writer.test.ts",
  TEMPLATE_PROTECTION: "needs the Commission's own template; tested in test/workbook-writer.test.ts",
};
