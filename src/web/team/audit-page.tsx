// The audit trail in words: every act with who, when, on what, and what became of it; the newest first.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { ACT_NAMES, type ActName, type Answer, specOf, writes } from "../../model/api.ts";
import { ask, keyOf, type Refused, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, Loading, PageHead } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { AuditTable, firstPart } from "./audit-table.tsx";
import "./team.css";

type Line = Answer<"listAudit">["items"][number];
type Only = "changes" | "refusals" | "all";
export type Filter = { only: Only; act: string; actor: string };

const PAGE = 50;

function useTrail(org: string, { only, act, actor }: Filter) {
  return useInfiniteQuery<Answer<"listAudit">, Refused, Line[], unknown[], string>({
    queryKey: [...keyOf("listAudit", { org, only, act, actor }), "pages"],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      ask("listAudit", {
        org,
        limit: PAGE,
        order: "newest",
        ...(only !== "all" && { only }),
        ...(act !== "" && { act }),
        ...(actor !== "" && { actor }),
        ...(pageParam !== "" && { after: pageParam }),
      }),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    // Looking at the trail leaves a line in it: it is not looked at again by itself.
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}

export function AuditPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("only");
  const filter: Filter = {
    only: asked === "refusals" || asked === "all" ? asked : "changes",
    act: search.get("act") ?? "",
    actor: search.get("actor") ?? "",
  };
  const query = useTrail(org, filter);
  const lines = query.data ?? [];
  return (
    <>
      <PageHead
        title={say("감사 기록", "Audit trail")}
        lead={say(
          "누가 언제 무엇을 했는지. 줄마다 앞줄의 해시를 품어, 고치거나 빼면 드러납니다.",
          "Who did what, and when. Each line holds the hash of the one before it, so that a change or a gap shows.",
        )}
      >
        <Button busy={query.isRefetching} onClick={() => void query.refetch()}>
          {say("새로 읽기", "Read again")}
        </Button>
      </PageHead>
      <div className="stack">
        <Filters filter={filter} onChange={(next) => setSearch(next, { replace: true })} />
        {query.error !== null && <RefusedNote refused={query.error} />}
        {query.isPending && <Loading />}
        {query.data !== undefined && lines.length === 0 && <Empty title={say("이런 줄은 없습니다", "There is no such line")} />}
        {lines.length > 0 && <AuditTable lines={lines} />}
        {query.hasNextPage && (
          <div>
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say("이전 줄 더 보기", "Older lines")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

/** Acts that can stand in an organisation's trail. */
const TRAIL: readonly ActName[] = ACT_NAMES.filter((name) => specOf(name).quiet !== true && specOf(name).path.includes("{org}"));

function Filters({ filter, onChange }: { filter: Filter; onChange(next: Record<string, string>): void }) {
  const { say, both } = useLanguage();
  const { org } = usePlace();
  const members = useAct("listMembers", { org, limit: 500 });
  const set = (part: Partial<Filter>): void => {
    const next = { ...filter, ...part };
    onChange(Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== "" && !(name === "only" && value === "changes"))));
  };
  const acts = TRAIL.filter((name) => filter.only !== "changes" || writes(name))
    .map((name) => ({ value: name as string, label: firstPart(both(specOf(name).summary)) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="card columns no-print">
      <ChoiceField
        label={say("무엇을 볼까요", "What to see")}
        value={filter.only}
        onChange={(event) => set({ only: event.target.value as Only, act: "" })}
        options={[
          { value: "changes", label: say("바뀐 것만", "Changes alone") },
          { value: "refusals", label: say("거절된 것만", "Refusals alone") },
          { value: "all", label: say("본 것까지 모두", "All, what was looked at too") },
        ]}
      />
      <ChoiceField
        label={say("행위", "Act")}
        value={filter.act}
        onChange={(event) => set({ act: event.target.value })}
        options={[{ value: "", label: say("모두", "all") }, ...acts]}
      />
      <ChoiceField
        label={say("누가", "Who")}
        value={filter.actor}
        onChange={(event) => set({ actor: event.target.value })}
        options={[
          { value: "", label: say("모두", "everybody") },
          ...(members.data?.items ?? []).map(({ person, name, email }) => ({
            value: `person:${person}`,
            label: name === "" ? email : name,
          })),
        ]}
      />
    </div>
  );
}
