// Codes that no input can raise through the product's own door, each with the reason.
export const UNPROVOKED: Readonly<Record<string, string>> = {
  TEMPLATE_FILLED: "needs the Commission's own template; tested in test/workbook-writer.test.ts",
  TEMPLATE_PROTECTION: "needs the Commission's own template; tested in test/workbook-writer.test.ts",
};
