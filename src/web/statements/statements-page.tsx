// The sealed statements of an organisation: by period, act, when and by whom; two of them to compare, each with its reports.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Answer } from "../../model/api.ts";
import { word } from "../../model/words.ts";
import { ask, keyOf, type Refused, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button, LinkButton } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, Loading, PageHead } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { useWho } from "../results/use-who.ts";
import { usePeriodNames } from "./period-names.ts";
import "./statements.css";

type Listed = Answer<"listStatements">["items"][number];
const PAGE = 50;
const TWO = 2;

function useStatements(org: string, period: string) {
  return useInfiniteQuery<Answer<"listStatements">, Refused, Listed[], unknown[], string>({
    queryKey: [...keyOf("listStatements", { org, period }), "pages"],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      ask("listStatements", { org, limit: PAGE, ...(period !== "" && { period }), ...(pageParam !== "" && { after: pageParam }) }),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

export function StatementsPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const [search, setSearch] = useSearchParams();
  const period = search.get("period") ?? "";
  // A box shows at once that it was ticked; the address follows.
  const [chosen, setChosen] = useState<readonly string[]>(() => search.getAll("with").slice(0, TWO));
  const choose = (hashes: string[]): void => {
    setChosen(hashes);
    set({ with: hashes });
  };
  const query = useStatements(org, period);
  const set = (names: Record<string, string[]>): void => {
    const next = new URLSearchParams(search);
    for (const [name, values] of Object.entries(names)) {
      next.delete(name);
      for (const value of values) next.append(name, value);
    }
    setSearch(next, { replace: true });
  };
  const items = query.data ?? [];
  return (
    <>
      <PageHead
        title={say("산정서·보고서", "Statements, reports")}
        lead={say(
          "봉인된 산정서는 바뀌지 않습니다. 모든 보고서는 산정서 하나에서 나옵니다.",
          "A sealed statement never changes. Every report is drawn from one statement.",
        )}
      />
      <div className="stack">
        <PeriodFilter
          org={org}
          period={period}
          onChoose={(id) => {
            setChosen([]);
            set({ period: id === "" ? [] : [id], with: [] });
          }}
        />
        {query.error !== null && <RefusedNote refused={query.error} />}
        {query.isPending && <Loading />}
        {query.data !== undefined && items.length === 0 && <NoStatement org={org} />}
        {items.length > 0 && <List org={org} items={items} chosen={chosen} onChoose={choose} />}
        {query.hasNextPage && (
          <div>
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say("이전 산정서 더 보기", "Older statements")}
            </Button>
          </div>
        )}
        {items.length > 0 && <CompareBar org={org} items={items} chosen={chosen} />}
      </div>
    </>
  );
}

function PeriodFilter({ org, period, onChoose }: { org: string; period: string; onChoose(id: string): void }) {
  const { say } = useLanguage();
  const periods = useAct("listPeriods", { org, limit: 500 });
  const name = usePeriodNames(org);
  const items = periods.data?.items ?? [];
  if (items.length < 2 && period === "") return null;
  return (
    <label className="row">
      {say("보고기간", "Reporting period")}
      <select value={period} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{say("모두", "all")}</option>
        {items.map(({ id }) => (
          <option key={id} value={id}>
            {name(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NoStatement({ org }: { org: string }) {
  const { say } = useLanguage();
  return (
    <Empty title={say("아직 산정서가 없습니다", "No statement yet")}>
      <p>
        {say(
          "보고기간의 결과 화면에서 '산정서로 봉인'을 누르면 그때의 기록으로 산정서가 만들어집니다.",
          "On the results of a period, seal a statement: it is made from the records as they stand then.",
        )}
      </p>
      <LinkButton to={`/o/${org}`} look="main">
        {say("보고기간으로", "To the periods")}
      </LinkButton>
    </Empty>
  );
}

function List({
  org,
  items,
  chosen,
  onChoose,
}: {
  org: string;
  items: readonly Listed[];
  chosen: readonly string[];
  onChoose(hashes: string[]): void;
}) {
  const { say } = useLanguage();
  const who = useWho(org);
  const period = usePeriodNames(org);
  const toggle = (hash: string): void =>
    onChoose(chosen.includes(hash) ? chosen.filter((one) => one !== hash) : [...chosen, hash].slice(-TWO));
  return (
    <div className="card scroll">
      <table className="plain">
        <caption className="only-spoken">{say("산정서, 새것부터", "Statements, the newest first")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("비교", "Compare")}</th>
            <th scope="col">{say("보고기간", "Period")}</th>
            <th scope="col">{say("법령", "Act")}</th>
            <th scope="col">{say("봉인", "Sealed")}</th>
            <th scope="col">{say("해시", "Hash")}</th>
            <th scope="col">{say("열기", "Open")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              org={org}
              item={item}
              period={period(item.period)}
              by={who(item.by)}
              chosen={chosen.includes(item.hash)}
              onToggle={() => toggle(item.hash)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { org: string; item: Listed; period: string; by: string; chosen: boolean; onToggle(): void };

function Row({ org, item: { hash, act, asIf, at, revision, engine }, period, by, chosen, onToggle }: RowProps) {
  const { say, both, date } = useLanguage();
  const may = useMay();
  const short = hash.slice(0, 12);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          checked={chosen}
          onChange={onToggle}
          aria-label={say(`비교할 산정서로 고르기: ${period}, ${short}`, `Choose for comparison: ${period}, ${short}`)}
        />
      </td>
      <th scope="row">{period}</th>
      <td>
        {both(word(act))}
        {asIf !== undefined && (
          <>
            {" "}
            <span className="tag warn">{say(`${asIf}년 가정`, `as if ${asIf}`)}</span>
          </>
        )}
      </td>
      <td>
        {date(at, { time: true })}
        <span className="small quiet change-place">
          {by} · {say(`개정 ${revision}`, `revision ${revision}`)} · {say(`엔진 ${engine}`, `engine ${engine}`)}
        </span>
      </td>
      <td>
        <code className="statements-hash" title={hash}>
          {short}
        </code>
      </td>
      <td>
        <div className="row">
          <LinkButton slim to={`/o/${org}/s/${hash}`}>
            {say("결과", "Results")}
          </LinkButton>
          <LinkButton slim to={`/o/${org}/s/${hash}/reports`}>
            {say("보고서", "Reports")}
          </LinkButton>
          {may("enter") && (
            <LinkButton slim to={`/o/${org}/verifications/new?statement=${hash}`}>
              {say("검증", "Verify")}
            </LinkButton>
          )}
          {may("manage") && (
            <LinkButton slim to={`/o/${org}/packages?seal=${hash}`}>
              {say("봉인 파일로", "Seal")}
            </LinkButton>
          )}
        </div>
      </td>
    </tr>
  );
}

/** The two that are chosen, the older before the newer. */
function CompareBar({ org, items, chosen }: { org: string; items: readonly Listed[]; chosen: readonly string[] }) {
  const { say } = useLanguage();
  const [after, before] = items.filter(({ hash }, i) => chosen.includes(hash) && items.findIndex((one) => one.hash === hash) === i);
  const ready = before !== undefined && after !== undefined;
  return (
    <div className="row spread statements-bar no-print">
      <span role="status">
        {ready
          ? say("두 산정서를 골랐습니다.", "Two statements are chosen.")
          : say(`비교할 산정서 두 개를 고르십시오 (${chosen.length}/2).`, `Choose two statements to compare (${chosen.length} of 2).`)}
      </span>
      {ready ? (
        <LinkButton look="main" to={`/o/${org}/compare?before=${before.hash}&after=${after.hash}`}>
          {say("비교하기", "Compare")}
        </LinkButton>
      ) : (
        <Button disabled>{say("비교하기", "Compare")}</Button>
      )}
    </div>
  );
}
