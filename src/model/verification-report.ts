// The verification report as data: each field with what is said under it, or why nothing is; every document of it is drawn from here.
import { z } from "zod";
import { reportItem } from "./operator-report.ts";
import { VERDICTS, VERIFICATION_REGIMES, VERIFICATION_STATES } from "./verification.ts";

const text = z.string();

export const verificationReportSchema = z.object({
  format: z.literal("sandan.verification-report/1"),
  regime: z.enum(VERIFICATION_REGIMES),
  state: z.enum(VERIFICATION_STATES),
  period: z.object({ start: text, end: text }),
  /** In English where that is said, and as its people call it. */
  installation: text,
  localName: text,
  /** Name of the verification body. */
  verifier: text,
  /** Of the opinion, where there is one. */
  verdict: z.enum([...VERDICTS.cbam, ...VERDICTS["iso14064-3"]]).optional(),
  /** Hash of the statement that was verified. */
  statement: text,
  /** Stamped where the statement was calculated as if it were of another year. */
  asIf: z.number().optional(),
  items: z.array(reportItem),
});
export type VerificationReport = z.output<typeof verificationReportSchema>;
