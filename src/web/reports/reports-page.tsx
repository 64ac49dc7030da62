// The reports of one statement: each to look at and to take away, in both languages.
import { lazy, Suspense } from "react";
import { useParams, useSearchParams } from "react-router";
import { useAct } from "../call.ts";
import { type Lang, useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { LinkButton } from "../parts/button.tsx";
import { Loading, PageHead } from "../parts/states.tsx";
import { usePeriodNames } from "../statements/period-names.ts";
import { CsvReport } from "./csv-report.tsx";
import { FillWorkbook } from "./fill-workbook.tsx";
import { NumberedReport } from "./numbered-report.tsx";
import { PdfReport } from "./pdf-report.tsx";
import { REPORTS, type ReportName, type ReportOf, reportOf } from "./report-list.ts";
import { StatementFile } from "./statement-file.tsx";
import "./reports.css";

const HtmlReport = lazy(async () => ({ default: (await import("./html-report.tsx")).HtmlReport }));

export function ReportsPage() {
  const { say, date } = useLanguage();
  const may = useMay();
  const { org = "", statement = "" } = useParams();
  const statements = useAct("listStatements", { org, limit: 500 });
  const listed = statements.data?.items.find(({ hash }) => hash === statement);
  const periodName = usePeriodNames(org);
  const about = listed === undefined ? statement.slice(0, 12) : `${periodName(listed.period)} · ${date(listed.at, { time: true })}`;
  return (
    <>
      <PageHead title={say("보고서", "Reports")} lead={say(`산정서 ${about}에서 나온 보고서입니다.`, `Drawn from the statement ${about}.`)}>
        <LinkButton to={`/o/${org}/s/${statement}`}>{say("산정서 결과", "The statement's results")}</LinkButton>
        <LinkButton to={`/o/${org}/statements`}>{say("산정서 목록", "All statements")}</LinkButton>
        {may("manage") && <LinkButton to={`/o/${org}/packages?seal=${statement}`}>{say("봉인 파일로", "Seal it into a file")}</LinkButton>}
        <LinkButton to="/replay">{say("봉인 파일 확인", "Verify a package")}</LinkButton>
      </PageHead>
      <p className="small quiet">
        SHA-256 <code className="reports-hash">{statement}</code>
      </p>
      <Chosen org={org} statement={statement} period={listed?.period} />
    </>
  );
}

function Chosen({ org, statement, period }: { org: string; statement: string; period: string | undefined }) {
  const { both, lang: mine } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const report = reportOf(search.get("as"));
  const asked = search.get("lang");
  const lang: Lang = asked === "ko" || asked === "en" ? asked : mine;
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <div className="reports">
      <ReportChoice chosen={report.name} onChoose={(name) => set("as", name)} />
      <section className="card stack" aria-labelledby="report-title">
        <div className="row spread">
          <div>
            <h2 id="report-title">{both(report.title)}</h2>
            <p className="quiet">{both(report.lead)}</p>
          </div>
          {["csv", "workbook", "statement"].includes(report.name) || <LanguageOf lang={lang} onChoose={(value) => set("lang", value)} />}
        </div>
        <Suspense fallback={<Loading />}>
          <View key={`${report.name} ${lang}`} name={report.name} of={{ org, statement, lang }} period={period} />
        </Suspense>
      </section>
    </div>
  );
}

function View({ name, of, period }: { name: ReportName; of: ReportOf; period: string | undefined }) {
  switch (name) {
    case "pdf":
      return <PdfReport of={of} />;
    case "html":
      return <HtmlReport of={of} />;
    case "csv":
      return <CsvReport of={of} />;
    case "workbook":
      return <FillWorkbook of={of} />;
    case "statement":
      return <StatementFile of={of} />;
    default:
      return <NumberedReport as={name} of={of} period={period} />;
  }
}

function ReportChoice({ chosen, onChoose }: { chosen: ReportName; onChoose(name: ReportName): void }) {
  const { say, both } = useLanguage();
  return (
    <nav aria-label={say("보고서 고르기", "Choose a report")} className="reports-choice">
      <ul>
        {REPORTS.map(({ name, title, lead }) => (
          <li key={name}>
            <button type="button" aria-current={name === chosen ? "true" : undefined} onClick={() => onChoose(name)}>
              <strong>{both(title)}</strong>
              <span className="small">{both(lead)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function LanguageOf({ lang, onChoose }: { lang: Lang; onChoose(lang: string): void }) {
  const { say } = useLanguage();
  return (
    <label className="row no-print">
      {say("보고서 언어", "Language of the report")}
      <select value={lang} onChange={(event) => onChoose(event.target.value)}>
        <option value="ko">한국어</option>
        <option value="en">English</option>
      </select>
    </label>
  );
}
