// All verifications of an organisation, the newest first: state, what waits, and by whom.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Answer } from "../../model/api.ts";
import { label } from "../../model/verification-words.ts";
import { ask, keyOf, type Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button, LinkButton } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, Loading, PageHead } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { useMe } from "../session.tsx";
import { usePeriodNames } from "../statements/period-names.ts";
import { stateTag } from "./words.ts";
import "./verify.css";

type Listed = Answer<"listVerifications">["items"][number];
const PAGE = 50;

function useVerifications(org: string) {
  return useInfiniteQuery<Answer<"listVerifications">, Refused, Listed[], unknown[], string>({
    queryKey: [...keyOf("listVerifications", { org }), "pages"],
    initialPageParam: "",
    queryFn: ({ pageParam }) => ask("listVerifications", { org, limit: PAGE, ...(pageParam !== "" && { after: pageParam }) }),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

export function VerificationsPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const query = useVerifications(org);
  const items = query.data ?? [];
  return (
    <>
      <PageHead
        title={say("검증", "Verification")}
        lead={say(
          "제출부터 검증의견 발행까지. 의견은 산정서의 해시에 묶이므로 한 글자라도 바뀌면 다른 산정서입니다.",
          "From submission to the released opinion, which is bound to the statement's hash: another byte is another statement.",
        )}
      >
        <AllMine />
        {may("enter") && (
          <LinkButton look="main" to={`/o/${org}/verifications/new`}>
            {say("검증 열기", "Open a verification")}
          </LinkButton>
        )}
      </PageHead>
      <div className="stack">
        {query.error !== null && <RefusedNote refused={query.error} />}
        {query.isPending && <Loading />}
        {query.data !== undefined && items.length === 0 && <None org={org} />}
        {items.length > 0 && <List org={org} items={items} />}
        {query.hasNextPage && (
          <div>
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say("이전 검증 더 보기", "Older verifications")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function None({ org }: { org: string }) {
  const { say } = useLanguage();
  const may = useMay();
  return (
    <Empty title={say("아직 검증이 없습니다", "No verification yet")}>
      <p>
        {may("enter")
          ? say(
              "봉인한 산정서를 골라 검증기관과의 계약을 적으면 시작됩니다.",
              "Choose a sealed statement and enter the engagement with the body.",
            )
          : say("사업장이 검증을 열면 여기에 나옵니다.", "Once the plant opens one it appears here.")}
      </p>
      <LinkButton to={`/o/${org}/statements`}>{say("산정서 목록", "All statements")}</LinkButton>
    </Empty>
  );
}

/** For whoever verifies in several organisations. */
function AllMine() {
  const { say } = useLanguage();
  const { organisations } = useMe();
  if (organisations.filter(({ role }) => role === "verifier").length < 2) return null;
  return <LinkButton to="/verifications">{say("내 모든 검증", "All my verifications")}</LinkButton>;
}

function List({ org, items }: { org: string; items: readonly Listed[] }) {
  const { say, both, date, number } = useLanguage();
  const period = usePeriodNames(org);
  return (
    <div className="card scroll">
      <table className="plain">
        <caption className="only-spoken">{say("검증, 새것부터", "Verifications, the newest first")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("보고기간", "Period")}</th>
            <th scope="col">{say("상태", "State")}</th>
            <th scope="col">{say("남은 지적", "Open findings")}</th>
            <th scope="col">{say("검증기관", "Body")}</th>
            <th scope="col">{say("산정서", "Statement")}</th>
            <th scope="col">{say("바뀐 때", "Changed")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, period: of, state, open, body, regime, statement, at }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/o/${org}/v/${id}`}>{period(of)}</Link>
              </th>
              <td>
                <span className={`tag ${stateTag(state)}`}>{both(label(state))}</span>
              </td>
              <td className="number">{open === 0 ? <span className="quiet">0</span> : <strong>{number(open)}</strong>}</td>
              <td>
                {body} <span className="small quiet">{both(label(regime))}</span>
              </td>
              <td>
                <code>{statement.slice(0, 12)}</code>
              </td>
              <td>{date(at, { time: true })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
