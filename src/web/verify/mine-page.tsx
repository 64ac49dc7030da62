// All verifications of whoever verifies, over the organisations that let them in: what waits first.
import { useQueries } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import type { Answer } from "../../model/api.ts";
import { CLOSED } from "../../model/verification-course.ts";
import { label } from "../../model/verification-words.ts";
import { ask, keyOf, type Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, Loading, PageHead } from "../parts/states.tsx";
import type { Membership } from "../place.ts";
import { useMe } from "../session.tsx";
import { stateTag } from "./words.ts";
import "./verify.css";

type Listed = Answer<"listVerifications">["items"][number];
type Mine = Listed & { org: Membership; title: string };
const MOST = 200;

/** What ended comes last; among the rest, what changed longest ago first. */
const isOver = ({ state }: Listed): boolean => state === "released" || CLOSED.includes(state);
const byWaiting = (a: Mine, b: Mine): number => Number(isOver(a)) - Number(isOver(b)) || (a.at < b.at ? -1 : 1);

function useMine(): { items: Mine[]; refused: Refused | undefined; waits: boolean } {
  const { organisations } = useMe();
  const verifies = organisations.filter(({ role }) => role === "verifier");
  const found = useQueries({
    queries: verifies.map(({ id: org }) => ({
      queryKey: [...keyOf("listVerifications", { org }), "mine"],
      queryFn: () => ask("listVerifications", { org, limit: MOST }),
    })),
  });
  const periods = useQueries({
    queries: verifies.map(({ id: org }) => ({
      queryKey: keyOf("listPeriods", { org, limit: 500 }),
      queryFn: () => ask("listPeriods", { org, limit: 500 }),
    })),
  });
  const titles = new Map(
    periods.flatMap(({ data }) => data?.items ?? []).map(({ id, title, start }) => [id, title === "" ? start.slice(0, 4) : title]),
  );
  const items = found.flatMap(({ data }, i) => {
    const org = verifies[i];
    return data === undefined || org === undefined ? [] : data.items.map((one) => ({ ...one, org, title: titles.get(one.period) ?? "" }));
  });
  const refused = found.find(({ error }) => error !== null)?.error as Refused | undefined;
  return { items: items.sort(byWaiting), refused, waits: found.some(({ isPending }) => isPending) };
}

export function MinePage() {
  const { say } = useLanguage();
  const { items, refused, waits } = useMine();
  const [search, setSearch] = useSearchParams();
  const all = search.get("all") === "1";
  const shown = items.filter((one) => all || !isOver(one));
  return (
    <>
      <PageHead
        title={say("내 모든 검증", "All my verifications")}
        lead={say(
          "검증인으로 들어온 조직들의 검증입니다. 오래 기다린 것이 먼저 나옵니다.",
          "Of every organisation that you verify in; what has waited longest comes first.",
        )}
      />
      <div className="stack">
        <label className="row">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => setSearch(event.target.checked ? { all: "1" } : {}, { replace: true })}
          />
          {say("끝난 검증도 보기", "Show those that ended too")}
        </label>
        {refused !== undefined && <RefusedNote refused={refused} />}
        {waits && <Loading />}
        {!waits && shown.length === 0 && <Empty title={say("기다리는 검증이 없습니다", "Nothing waits")} />}
        {shown.length > 0 && <List items={shown} />}
      </div>
    </>
  );
}

function List({ items }: { items: readonly Mine[] }) {
  const { say, both, date, number } = useLanguage();
  return (
    <div className="card scroll">
      <table className="plain">
        <caption className="only-spoken">{say("내 검증", "My verifications")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("조직", "Organisation")}</th>
            <th scope="col">{say("상태", "State")}</th>
            <th scope="col">{say("남은 지적", "Open findings")}</th>
            <th scope="col">{say("제도", "Regime")}</th>
            <th scope="col">{say("바뀐 때", "Changed")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, org, title, state, open, regime, at }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/o/${org.id}/v/${id}`}>
                  {org.name} {title}
                </Link>
              </th>
              <td>
                <span className={`tag ${stateTag(state)}`}>{both(label(state))}</span>
              </td>
              <td className="number">{number(open)}</td>
              <td>{both(label(regime))}</td>
              <td>{date(at, { time: true })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
