// The operator's reports, item by item: what is complete, what is missing and why, and where it is mended.
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { Bytes } from "../../model/api/act.ts";
import type { OperatorReport, ReportItem, ReportList, ReportPart } from "../../model/operator-report.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Progress, Shown } from "../parts/states.tsx";
import { periodPath } from "../place.ts";
import { mendPage, toldWhy } from "./mend.ts";
import { PartTable } from "./part-table.tsx";
import { PdfPages } from "./pdf-report.tsx";
import { Downloads, useRendering } from "./rendering.tsx";
import type { ReportOf } from "./report-list.ts";

type As = "operator-report" | "summary" | "addendum";
type NumberedReportProps = { as: As; of: ReportOf; period: string | undefined };

export function NumberedReport({ as, of, period }: NumberedReportProps) {
  const { say } = useLanguage();
  const [pages, setPages] = useState(false);
  const query = useRendering({ ...of, as, format: "json" });
  return (
    <>
      <Downloads
        of={of}
        files={[
          { label: "PDF", as, format: "pdf" },
          { label: say("엑셀", "Excel"), as, format: "xlsx" },
          { label: "JSON", as, format: "json" },
        ]}
      />
      <fieldset className="row no-print reports-group" aria-label={say("보기", "View")}>
        <Button slim aria-pressed={!pages} look={pages ? "plain" : "main"} onClick={() => setPages(false)}>
          {say("항목별로", "By item")}
        </Button>
        <Button slim aria-pressed={pages} look={pages ? "main" : "plain"} onClick={() => setPages(true)}>
          {say("페이지로 (PDF)", "As pages (PDF)")}
        </Button>
      </fieldset>
      {pages ? (
        <PdfPages of={of} as={as} title={say("보고서 미리보기", "Preview of the report")} />
      ) : query.isPending ? (
        <Progress label={say("보고서를 만드는 중…", "Making the report…")} />
      ) : (
        <Shown query={query}>{(file) => <Items report={reportIn(file)} of={of} period={period} />}</Shown>
      )}
    </>
  );
}

const reportIn = ({ bytes }: Bytes): OperatorReport => JSON.parse(new TextDecoder().decode(bytes)) as OperatorReport;

const STATUSES = ["missing", "complete", "notApplicable"] as const;
type Status = (typeof STATUSES)[number];
const TAG: Readonly<Record<Status, string>> = { missing: "bad", complete: "good", notApplicable: "" };

function useStatusWords(): Readonly<Record<Status, string>> {
  const { say } = useLanguage();
  return {
    missing: say("누락", "Missing"),
    complete: say("완성", "Complete"),
    notApplicable: say("해당 없음", "Not applicable"),
  };
}

type ItemsProps = { report: OperatorReport; of: ReportOf; period: string | undefined };

function Items({ report, of, period }: ItemsProps) {
  const { say, number } = useLanguage();
  const words = useStatusWords();
  const [search, setSearch] = useSearchParams();
  const only = search.get("status");
  const count = (status: Status): number => report.items.filter((item) => item.status === status).length;
  const done = report.items.length - count("missing");
  const shown = report.items.filter(({ status }) => only === null || status === only);
  const choose = (status: string | null): void => {
    const next = new URLSearchParams(search);
    if (status === null) next.delete("status");
    else next.set("status", status);
    setSearch(next, { replace: true });
  };
  return (
    <div className="stack">
      <div className="row spread">
        <p>
          <strong>
            {say(
              `${number(report.items.length)}개 항목 가운데 ${number(done)}개가 갖추어졌습니다.`,
              `${number(done)} of ${number(report.items.length)} items are settled.`,
            )}
          </strong>
        </p>
        <progress max={report.items.length} value={done} aria-label={say("갖추어진 항목", "Items settled")} />
      </div>
      <fieldset className="row no-print reports-group" aria-label={say("상태로 고르기", "Choose by state")}>
        <Button slim aria-pressed={only === null} onClick={() => choose(null)}>
          {say("모두", "All")} {report.items.length}
        </Button>
        {STATUSES.map((status) => (
          <Button slim key={status} aria-pressed={only === status} onClick={() => choose(status)}>
            {words[status]} {count(status)}
          </Button>
        ))}
      </fieldset>
      <ol className="reports-items">
        {shown.map((item) => (
          <li key={item.number}>
            <Item item={item} list={report.list} of={of} period={period} />
          </li>
        ))}
      </ol>
    </div>
  );
}

type ItemProps = { item: ReportItem; list: ReportList; of: ReportOf; period: string | undefined };

function Item({ item, list, of, period }: ItemProps) {
  const { lang } = of;
  const words = useStatusWords();
  return (
    <details className={`reports-item ${item.status}`} open={item.status === "missing"}>
      <summary>
        <span className="reports-number">{item.number}</span>
        <strong lang={lang}>{item.title[lang]}</strong>
        <span className={`tag ${TAG[item.status]}`}>{words[item.status]}</span>
      </summary>
      {item.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts stand in the order of the law.
        <Part key={i} part={part} list={list} number={item.number} of={of} period={period} />
      ))}
    </details>
  );
}

type PartProps = { part: ReportPart; list: ReportList; number: number; of: ReportOf; period: string | undefined };

function Part({ part, list, number, of, period }: PartProps) {
  const { say } = useLanguage();
  const words = useStatusWords();
  const { lang, org } = of;
  const may = useMay();
  return (
    <div className="reports-part">
      <p>
        {part.part !== undefined && <span className="mono">({part.part}) </span>}
        <span lang={lang}>{part.title[lang]}</span> <span className={`tag ${TAG[part.status]}`}>{words[part.status]}</span>
      </p>
      {part.why !== undefined && (
        <p className="small" lang={lang}>
          {toldWhy(part.why[lang], lang)}
        </p>
      )}
      {part.status === "missing" && period !== undefined && may("enter") && (
        <p className="small no-print">
          <Link to={periodPath(org, period, mendPage({ list, number, part: part.part, why: part.why?.en ?? "" }))}>
            {say(`${number}번 항목을 채우러 가기`, `Go and fill item ${number}`)}
          </Link>{" "}
          <span className="quiet">
            {say("채운 뒤 산정서를 새로 봉인하면 보고서에 들어갑니다.", "Then seal a new statement: the report is drawn from it.")}
          </span>
        </p>
      )}
      {part.rows.length > 0 && <PartTable part={part} of={of} />}
      {part.notes?.map((note) => (
        <p key={note.en} className="small quiet" lang={lang}>
          {note[lang]}
        </p>
      ))}
    </div>
  );
}
