// The verification report: its items as they stand, its pages, and the files.
import { lazy, Suspense, useState } from "react";
import type { ReportPart as Part, ReportItem } from "../../model/operator-report.ts";
import { ask, useAct } from "../call.ts";
import { type Lang, useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Download } from "../parts/download.tsx";
import { Loading, Progress, Shown } from "../parts/states.tsx";
import { PartTable } from "../reports/part-table.tsx";
import type { ReportOf } from "../reports/report-list.ts";
import { useDesk } from "./desk.tsx";
import "../reports/reports.css";

const PdfView = lazy(async () => ({ default: (await import("../evidence/pdf-view.tsx")).PdfView }));
const TAG = { missing: "bad", complete: "good", notApplicable: "" } as const;
type Format = "pdf" | "xlsx" | "json";

export function ReportPart() {
  const { say, lang: mine } = useLanguage();
  const { org, desk } = useDesk();
  const [lang, setLang] = useState<Lang>(mine);
  const [pages, setPages] = useState(false);
  const at = { org, verification: desk.id };
  const get = (format: Format) => ask("renderVerificationReport", { ...at, format, lang });
  return (
    <section className="card stack" aria-labelledby="report">
      <div className="row spread">
        <div>
          <h2 id="report">{say("검증보고서", "Verification report")}</h2>
          <p className="quiet">
            {say(
              "CBAM 등록부의 집행위원회 양식에 옮겨 적을 내용입니다. 검증의 지금 상태에서 그립니다.",
              "What goes into the Commission's template in the CBAM Registry; drawn from the verification as it stands.",
            )}
          </p>
        </div>
        <label className="row no-print">
          {say("보고서 언어", "Language of the report")}
          <select value={lang} onChange={(event) => setLang(event.target.value === "en" ? "en" : "ko")}>
            <option value="ko">한국어</option>
            <option value="en">English</option>
          </select>
        </label>
      </div>
      <div className="row no-print">
        <Download look="main" get={() => get("pdf")}>
          {say("PDF 내려받기", "Download PDF")}
        </Download>
        <Download get={() => get("xlsx")}>{say("엑셀 내려받기", "Download Excel")}</Download>
        <Download get={() => get("json")}>{say("JSON 내려받기", "Download JSON")}</Download>
      </div>
      <fieldset className="row no-print reports-group" aria-label={say("보기", "View")}>
        <Button slim aria-pressed={!pages} look={pages ? "plain" : "main"} onClick={() => setPages(false)}>
          {say("항목별로", "By item")}
        </Button>
        <Button slim aria-pressed={pages} look={pages ? "main" : "plain"} onClick={() => setPages(true)}>
          {say("쪽으로 (PDF)", "As pages (PDF)")}
        </Button>
      </fieldset>
      {pages ? <Pages at={at} lang={lang} /> : <Items at={at} lang={lang} />}
    </section>
  );
}

type At = { at: { org: string; verification: string }; lang: Lang };

function Pages({ at, lang }: At) {
  const { say } = useLanguage();
  const query = useAct("renderVerificationReport", { ...at, format: "pdf", lang });
  if (query.isPending) return <Progress label={say("PDF를 만드는 중…", "Making the PDF…")} />;
  return (
    <Shown query={query}>
      {({ bytes }) => (
        <Suspense fallback={<Loading />}>
          <PdfView bytes={bytes} title={say("검증보고서 미리보기", "Preview of the verification report")} />
        </Suspense>
      )}
    </Shown>
  );
}

function Items({ at, lang }: At) {
  const { org } = at;
  const query = useAct("readVerificationReport", at);
  return (
    <Shown query={query}>
      {({ items, statement }) => (
        <ol className="reports-items">
          {items.map((item) => (
            <li key={item.number}>
              <Item item={item} of={{ org, statement, lang }} />
            </li>
          ))}
        </ol>
      )}
    </Shown>
  );
}

function Item({ item, of }: { item: ReportItem; of: ReportOf }) {
  const { say } = useLanguage();
  const words = { missing: say("빠짐", "Missing"), complete: say("완성", "Complete"), notApplicable: say("해당 없음", "Not applicable") };
  return (
    <details className={`reports-item ${item.status}`} open={item.status === "missing"}>
      <summary>
        <span className="reports-number">{item.number}</span>
        <strong lang={of.lang}>{item.title[of.lang]}</strong>
        <span className={`tag ${TAG[item.status]}`}>{words[item.status]}</span>
      </summary>
      {item.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts stand in the order of the report.
        <PartOf key={i} part={part} of={of} />
      ))}
    </details>
  );
}

function PartOf({ part, of }: { part: Part; of: ReportOf }) {
  const { lang } = of;
  return (
    <div className="reports-part">
      <p lang={lang}>{part.title[lang]}</p>
      {part.why !== undefined && (
        <p className="small" lang={lang}>
          {part.why[lang]}
        </p>
      )}
      {part.rows.length > 0 && <PartTable part={part} of={of} />}
    </div>
  );
}
