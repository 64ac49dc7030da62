// Evidence of an organisation: handing it in, looking at it, what names it, removing what nothing names.
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { Answer } from "../../model/api.ts";
import type { EvidencePlace } from "../../model/insight.ts";
import { ask, keyOf, Refused, unreached, useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, Loading, PageHead, Progress } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { Attach } from "./attach.tsx";
import { CitedBy } from "./cited-by.tsx";
import { DropZone } from "./drop-zone.tsx";
import { EvidencePane } from "./evidence-pane.tsx";
import { kindWord, sizeText } from "./evidence-words.ts";
import { upload } from "./upload.ts";
import "./evidence.css";

type Evidence = Answer<"listEvidence">["items"][number];
type Uses = Answer<"listEvidenceUses">["items"][number];
type Listed = Evidence & { uses: Uses | undefined };
const PAGE = 100;

/** Evidence and its uses page by page: both lists go by hash. */
function useEvidence(org: string) {
  return useInfiniteQuery({
    queryKey: [...keyOf("listEvidence", { org }), "uses"],
    initialPageParam: "",
    queryFn: async ({ pageParam }) => {
      const input = { org, limit: PAGE, ...(pageParam !== "" && { after: pageParam }) };
      const [evidence, uses] = await Promise.all([ask("listEvidence", input), ask("listEvidenceUses", input)]);
      const counts = new Map(uses.items.map((one) => [one.sha256, one]));
      return { items: evidence.items.map((one): Listed => ({ ...one, uses: counts.get(one.sha256) })), next: evidence.next };
    },
    getNextPageParam: ({ next }) => next,
  });
}

export function EvidencePage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const role = useMembership()?.role;
  const mayEnter = role === "owner" || role === "editor" || role === "consultant";
  const query = useEvidence(org);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [search, setSearch] = useSearchParams();
  const open = search.get("open");
  return (
    <div className="evidence-page stack">
      <PageHead
        title={say("증빙", "Evidence")}
        lead={say(
          "계산서, 검침표, 시험성적서를 그대로 보관합니다. 한번 보관된 내용은 바뀌지 않습니다.",
          "Invoices, meter sheets and test reports are kept as they came. What is kept never changes.",
        )}
      />
      {mayEnter && <HandIn org={org} />}
      {query.error && <RefusedNote refused={query.error instanceof Refused ? query.error : unreached()} />}
      {query.isPending && <Loading />}
      {query.data !== undefined && items.length === 0 && (
        <Empty title={say("아직 증빙이 없습니다", "No evidence yet")}>
          <p>{say("위에 파일을 놓으면 보관됩니다.", "Drop a file above to keep it.")}</p>
        </Empty>
      )}
      {items.length > 0 && <List org={org} items={items} mayEnter={mayEnter} onOpen={(sha256) => setSearch({ open: sha256 })} />}
      {query.hasNextPage && (
        <div>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say("더 보기", "Show more")}
          </Button>
        </div>
      )}
      {open !== null && <Detail key={open} org={org} search={search} mayEnter={mayEnter} known={items} onClose={() => setSearch({})} />}
    </div>
  );
}

type Sent = { name: string; share?: number; refused?: Refused; done?: true };

/** Files one after another, each with its progress. */
function HandIn({ org }: { org: string }) {
  const { say, lang } = useLanguage();
  const queries = useQueryClient();
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const stop = useRef<AbortController>(undefined);
  const send = async (files: readonly File[]): Promise<void> => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setSent(files.map(({ name }) => ({ name, share: 0 })));
    const change = (at: number, to: Omit<Sent, "name">): void =>
      setSent((now) => now.map((one, i) => (i === at ? { name: one.name, ...to } : one)));
    for (const [at, file] of files.entries()) {
      try {
        await upload({ org, file, lang, signal, onShare: (share) => change(at, { share }) });
        change(at, { done: true });
      } catch (error) {
        if (signal.aborted) return setSent((now) => now.filter(({ done }) => done));
        change(at, { refused: error instanceof Refused ? error : unreached() });
      }
    }
    await queries.invalidateQueries();
  };
  return (
    <div className="stack">
      <DropZone
        label={say("증빙 파일을 여기에 놓으십시오", "Drop evidence here")}
        help={say(
          "PDF, 사진, 엑셀, CSV, XML. 한 파일 100 MB까지, 여러 개 가능",
          "PDF, photos, XLSX, CSV, XML; up to 100 MB each, several at once",
        )}
        onFiles={(files) => void send(files)}
      />
      <ul className="evidence-sent" aria-live="polite">
        {sent.map(({ name, share, refused, done }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and their order stays.
          <li key={i}>
            {done && (
              <>
                <span className="tag good">{say("보관됨", "Kept")}</span> {name}
              </>
            )}
            {refused && <RefusedNote refused={refused} />}
            {share !== undefined && <Progress label={name} share={share} onCancel={() => stop.current?.abort()} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ListProps = { org: string; items: readonly Listed[]; mayEnter: boolean; onOpen(sha256: string): void };

function List({ org, items, mayEnter, onOpen }: ListProps) {
  const { say, both, number, date } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="scroll" tabIndex={0} aria-label={say("증빙 목록", "List of evidence")}>
      <table className="plain">
        <caption className="only-spoken">{say("증빙 목록", "List of evidence")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("이름", "Name")}</th>
            <th scope="col">{say("종류", "Kind")}</th>
            <th scope="col" className="number">
              {say("크기", "Size")}
            </th>
            <th scope="col">{say("올린 날", "Handed in")}</th>
            <th scope="col">{say("쓰임", "Used by")}</th>
            <th scope="col">
              <span className="only-spoken">{say("하는 일", "Actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ sha256, name, type, size, at, uses }) => (
            <tr key={sha256}>
              <th scope="row">
                <button type="button" className="evidence-open" onClick={() => onOpen(sha256)}>
                  {name}
                </button>
              </th>
              <td>{both(kindWord(type))}</td>
              <td className="number">{sizeText(Number(size), number)}</td>
              <td>{date(at)}</td>
              <td>
                <UsedBy uses={uses} />
              </td>
              <td>{mayEnter && uses?.records === 0 && uses.imports === 0 && <Remove org={org} sha256={sha256} name={name} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UsedBy({ uses }: { uses: Uses | undefined }) {
  const { say, number } = useLanguage();
  if (uses === undefined) return null;
  const { records, imports } = uses;
  if (records + imports === 0) return <span className="tag warn">{say("아직 안 쓰임", "Not used yet")}</span>;
  const parts = [
    records > 0 ? say(`기록 ${number(records)}건`, records === 1 ? "one record" : `${number(records)} records`) : "",
    imports > 0 ? say(`가져오기 ${number(imports)}건`, imports === 1 ? "one import" : `${number(imports)} imports`) : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Asks once more before it removes. */
function Remove({ org, sha256, name }: { org: string; sha256: string; name: string }) {
  const { say } = useLanguage();
  const [asking, setAsking] = useState(false);
  const remove = useDo("removeEvidenceDraft");
  return (
    <>
      <Button slim look="danger" aria-label={say(`${name} 지우기`, `Remove ${name}`)} onClick={() => setAsking(true)}>
        {say("지우기", "Remove")}
      </Button>
      <Dialog title={say("증빙을 지울까요?", "Remove the evidence?")} open={asking} onClose={() => setAsking(false)}>
        <p>
          {say(
            `'${name}'을(를) 가리키는 기록이 없습니다. 지우면 되돌릴 수 없습니다.`,
            `No record names '${name}'. It cannot be brought back.`,
          )}
        </p>
        <RefusedNote refused={remove.error} />
        <div className="row">
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ input: { org, sha256 } })}>
            {say("지우기", "Remove")}
          </Button>
          <Button onClick={() => setAsking(false)}>{say("그만두기", "Cancel")}</Button>
        </div>
      </Dialog>
    </>
  );
}

/** The place in the address, so that a link leads to a cell of a document. */
function placeIn(search: URLSearchParams): Omit<EvidencePlace, "title" | "sha256"> {
  const whole = (name: string): number => {
    const value = Number(search.get(name) ?? "");
    return Number.isSafeInteger(value) && value > 0 ? value : 0;
  };
  const [sheet, cell, line, page] = [search.get("sheet") ?? "", search.get("cell") ?? "", whole("line"), whole("page")];
  return { ...(sheet !== "" && { sheet }), ...(cell !== "" && { cell }), ...(line > 0 && { line }), ...(page > 0 && { page }) };
}

type DetailProps = { org: string; search: URLSearchParams; mayEnter: boolean; known: readonly Evidence[]; onClose(): void };

function Detail({ org, search, mayEnter, known, onClose }: DetailProps) {
  const { say } = useLanguage();
  const sha256 = search.get("open") ?? "";
  const [place, setPlace] = useState(() => placeIn(search));
  const [attaching, setAttaching] = useState(false);
  // What is not among the pages that were read tells its name itself.
  const found = known.find((one) => one.sha256 === sha256);
  const look = useAct("lookAtEvidence", { org, sha256, rows: 1 }, { when: found === undefined });
  const title = found?.name ?? look.data?.name ?? sha256.slice(0, 12);
  return (
    <Dialog title={say("증빙 보기", "Evidence")} open onClose={onClose} drawer>
      <EvidencePane org={org} place={{ sha256, title, ...place }} />
      {mayEnter && !attaching && (
        <div>
          <Button onClick={() => setAttaching(true)}>{say("기록에 붙이기", "Attach to a record")}</Button>
        </div>
      )}
      {attaching && <Attach org={org} sha256={sha256} onDone={() => setAttaching(false)} />}
      <CitedBy org={org} sha256={sha256} onPlace={setPlace} />
    </Dialog>
  );
}
