// The verification report as paper, in one language; what is not released yet says so on every page.
import type { BothLanguages } from "../base/problem.ts";
import type { Document } from "../model/document.ts";
import type { VerificationReport } from "../model/verification-report.ts";
import { label } from "../model/verification-words.ts";
import { countsOf, itemSections, type Speech } from "./report-items.ts";
import type { Language } from "./table.ts";

const TITLE: BothLanguages = { ko: "검증보고서", en: "Verification report" };

/** Law: whoever reads it is to rely on a released report alone; every other state stands large on every page, as a supposed year does. */
function stampOf({ state, asIf }: VerificationReport, say: Speech["say"]): string | undefined {
  const marks = [
    ...(asIf === undefined ? [] : [`AS IF ${asIf}`]),
    ...(state === "released" ? [] : [say({ ko: `미발행: ${label(state).ko}`, en: `NOT RELEASED: ${label(state).en}` })]),
  ];
  return marks.length === 0 ? undefined : marks.join(" - ");
}

/** Law: every item stands under its number with its status; emissions per tonne to 5 decimals, all else unrounded. Source: IR (EU) 2025/2546; ISO 14064-3. */
export function verificationReportDocument(report: VerificationReport, { lang }: { lang: Language }): Document {
  const say: Speech["say"] = (text) => text[lang];
  const speech: Speech = { say, mark: say };
  const { period, items, verifier, verdict, regime, state } = report;
  const installation = lang === "ko" ? report.localName : report.installation;
  const stamp = stampOf(report, say);
  return {
    lang,
    title: say(TITLE),
    subtitle: installation,
    ...(stamp !== undefined && { stamp }),
    facts: [
      [say({ ko: "사업장", en: "Installation" }), installation],
      [say({ ko: "보고기간", en: "Reporting period" }), `${period.start} - ${period.end}`],
      [say({ ko: "검증기관", en: "Verification body" }), verifier],
      [say({ ko: "검증 제도", en: "Verified under" }), say(label(regime))],
      [say({ ko: "상태", en: "State" }), say(label(state))],
      [say({ ko: "검증의견", en: "Opinion" }), verdict === undefined ? "-" : say(label(verdict))],
      [say({ ko: "항목", en: "Items" }), countsOf(items, speech)],
    ],
    hash: report.statement,
    sections: itemSections(items, speech),
  };
}
