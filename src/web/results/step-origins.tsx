// What stands behind an input: documents with their places, lines of activity data, records with who and when.
import { lazy, Suspense } from "react";
import type { EvidencePlace, StepDetail } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Loading } from "../parts/states.tsx";
import { RecordLink } from "./record-link.tsx";
import { useResults } from "./source.tsx";
import { useRecordSource, useWho } from "./use-who.ts";

const EvidencePane = lazy(async () => ({ default: (await import("../evidence/evidence-pane.tsx")).EvidencePane }));

/** A place in words: sheet and cell, line, page. */
function usePlaceText(): (place: Omit<EvidencePlace, "title">) => string {
  const { say } = useLanguage();
  return ({ sheet, cell, line, page }) =>
    [
      sheet,
      cell,
      line === undefined ? undefined : say(`${line}번째 줄`, `line ${line}`),
      page === undefined ? undefined : say(`${page}쪽`, `page ${page}`),
    ]
      .filter((part) => part !== undefined && part !== "")
      .join(" · ");
}

export function StepDocuments({ detail: { evidence, origin } }: { detail: StepDetail }) {
  const { say } = useLanguage();
  const { source, choice } = useResults();
  const placeText = usePlaceText();
  const open = choice.place === undefined ? undefined : evidence[choice.place];
  const written =
    origin === undefined ? "" : [origin.file, placeText(origin)].filter((part) => part !== undefined && part !== "").join(" · ");
  if (evidence.length === 0 && written === "") return null;
  return (
    <section className="stack">
      <h4>{say("문서에서의 위치", "Place in the document")}</h4>
      {evidence.length === 0 && <p className="mono">{written}</p>}
      {origin?.formula !== undefined && (
        <p className="small">
          {say("셀의 수식", "Formula of the cell")}: <code>{origin.formula}</code>
        </p>
      )}
      {source.guest !== undefined && (
        <ul className="results-places">
          {evidence.map((place, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one document may be named twice, and the order stays.
            <li key={`${i} ${place.title}`}>
              {place.title} <span className="mono">{placeText(place)}</span>
            </li>
          ))}
        </ul>
      )}
      {evidence.length > 0 && source.guest === undefined && (
        <ul className="results-places">
          {evidence.map((place, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one document may be named twice, and the order stays.
            <li key={`${i} ${place.sha256 ?? place.title}`}>
              <Button
                slim
                aria-expanded={choice.place === i}
                aria-controls={choice.place === i ? "results-evidence" : undefined}
                onClick={() => choice.openPlace(choice.place === i ? undefined : i)}
              >
                {place.title} <span className="mono">{placeText(place)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && source.guest === undefined && (
        <div id="results-evidence">
          <Suspense fallback={<Loading />}>
            <EvidencePane org={source.org} place={open} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

export function StepLines({ detail: { lines } }: { detail: StepDetail }) {
  const { say, number, date } = useLanguage();
  const { items, total } = lines;
  if (total === 0) return null;
  return (
    <section>
      <h4>{say(`활동자료 ${number(total)}줄`, `${number(total)} lines of activity data`)}</h4>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("활동자료", "Lines of activity data")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("줄", "Line")}</th>
              <th scope="col">{say("기간", "Days")}</th>
              <th scope="col" className="number">
                {say("양", "Amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ key, label, start, end, value, unit }) => (
              <tr key={key}>
                <td>
                  <RecordLink record={key}>{label}</RecordLink>
                </td>
                <td>
                  {date(start)} – {date(end)}
                </td>
                <td className="number">
                  {number(value)} {unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > items.length && (
        <p className="quiet small">{say(`처음 ${items.length}줄만 보입니다.`, `The first ${items.length} are shown.`)}</p>
      )}
    </section>
  );
}

export function StepRecords({ detail: { records } }: { detail: StepDetail }) {
  const { say, date } = useLanguage();
  const { source } = useResults();
  const who = useWho(source.org, records.length > 0 && source.guest === undefined);
  const from = useRecordSource();
  if (records.length === 0) return null;
  return (
    <section>
      <h4>{say("기록: 누가, 언제", "Records: who and when")}</h4>
      <ul className="results-records">
        {records.map(({ key, version, at, by, source: written }) => (
          <li key={`${key} ${version}`}>
            <RecordLink record={key}>{key}</RecordLink>{" "}
            <span className="small quiet">
              {say(`${version}판`, `version ${version}`)} · {who(by)} · {date(at, { time: true })} · {from(written)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
