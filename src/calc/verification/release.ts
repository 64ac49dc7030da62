// The release of an opinion over a Statement: what the verification itself refuses, and what the Statement's own figures do.
import { hasError, type Outcome } from "../../base/problem.ts";
import { verificationProblem } from "../../model/problems/verification.ts";
import type { Verification } from "../../model/verification.ts";
import { moved } from "../../model/verification-course.ts";
import type { Facts } from "../../rules/cbam/report/facts.ts";
import { unconfirmedFigures } from "./evidence-tests.ts";
import { materialityOf, materialityRefusals } from "./materiality.ts";

/**
 * Law: an opinion is released over the very Statement that was verified, for the categories of its goods, and clean only where materiality allows it.
 * Figures of the law that nobody has confirmed are told and stop nothing. The 5 % are CBAM's own.
 * Problems: those of `moved` on release, of `materialityRefusals` and of `unconfirmedFigures`; OPINION_OTHER_HASH where the Statement is another.
 */
export function released(verification: Verification, facts: Facts, by: string, at: string): Outcome<Verification> {
  const { subject, findings, opinion, engagement } = verification;
  const { hash, goods } = facts.statement;
  const categories = [...new Set(goods.map(({ category }) => category))].sort();
  const { value, problems } = moved({ ...verification, subject: { ...subject, categories } }, "release", by, at);
  const all = [
    ...problems,
    ...(subject.statement === hash
      ? []
      : [
          verificationProblem("OPINION_OTHER_HASH", {
            path: "subject/statement",
            params: { of: subject.statement.slice(0, 16), statement: hash.slice(0, 16) },
          }),
        ]),
    ...(engagement.regime === "cbam" && opinion !== undefined ? materialityRefusals(materialityOf(facts, findings), opinion) : []),
    ...unconfirmedFigures(facts),
  ];
  return value === undefined || hasError(all) ? { value: undefined, problems: all } : { value, problems: all };
}
