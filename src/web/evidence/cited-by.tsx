// What names a piece of evidence: records with their places, and imports.
import { useState } from "react";
import { Link } from "react-router";
import type { Answer } from "../../model/api.ts";
import type { EvidencePlace } from "../../model/insight.ts";
import { ask, Refused, unreached, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { periodPath } from "../place.ts";
import { PlaceName } from "./evidence-pane.tsx";
import { recordWord } from "./evidence-words.ts";

type Cited = Answer<"citedBy">;
type Place = Omit<EvidencePlace, "title" | "sha256">;
type CitedByProps = { org: string; sha256: string; onPlace(place: Place): void };

export function CitedBy({ org, sha256, onPlace }: CitedByProps) {
  const { say } = useLanguage();
  const query = useAct("citedBy", { org, sha256, limit: 50 });
  return (
    <section className="stack" aria-label={say("이 증빙을 가리키는 것", "What names it")}>
      <h3>{say("이 증빙을 가리키는 것", "What names it")}</h3>
      <Shown query={query}>
        {(first) => (
          <>
            <Records key={sha256} first={first} org={org} sha256={sha256} onPlace={onPlace} />
            <Imports org={org} imports={first.imports} />
          </>
        )}
      </Shown>
    </section>
  );
}

function Records({ first, org, sha256, onPlace }: CitedByProps & { first: Cited }) {
  const { say } = useLanguage();
  const [more, setMore] = useState<Cited["items"]>([]);
  const [next, setNext] = useState(first.next);
  const [refused, setRefused] = useState<Refused>();
  const items = [...first.items, ...more];
  if (items.length === 0) return <p className="quiet">{say("아직 어느 기록도 가리키지 않습니다.", "No record names it yet.")}</p>;
  const load = async (): Promise<void> => {
    try {
      const page = await ask("citedBy", { org, sha256, limit: 200, ...(next !== undefined && { after: next }) });
      setMore([...more, ...page.items]);
      setNext(page.next);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
  };
  return (
    <>
      <ul className="evidence-cited">
        {items.map((item) => (
          <CitedRecord key={`${item.period}/${item.key}`} org={org} item={item} onPlace={onPlace} />
        ))}
      </ul>
      {next !== undefined && (
        <Button slim onClick={() => void load()}>
          {say("더 보기", "Show more")}
        </Button>
      )}
      {refused && <RefusedNote refused={refused} />}
    </>
  );
}

function CitedRecord({ org, item, onPlace }: { org: string; item: Cited["items"][number]; onPlace(place: Place): void }) {
  const { say, both, date } = useLanguage();
  const { period, periodTitle, key, version, current, name, places, at } = item;
  return (
    <li>
      <Link to={periodPath(org, period)}>{periodTitle === "" ? say("보고기간", "Period") : periodTitle}</Link>
      {" · "}
      {both(recordWord(key))} <strong>{name ?? key.slice(key.indexOf("/") + 1)}</strong>{" "}
      <span className="quiet small">
        {say(`${version}판`, `version ${version}`)}, {date(at)}
        {!current && say(" · 지금 판은 가리키지 않음", " · no longer in its newest version")}
      </span>
      {places.length > 0 && (
        <div className="row">
          {places.slice(0, 6).map((place) => (
            <Button slim key={JSON.stringify(place)} onClick={() => onPlace(place)}>
              <PlaceName place={place} />
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function Imports({ org, imports }: { org: string; imports: Cited["imports"] }) {
  const { say, date } = useLanguage();
  const words: Readonly<Record<string, string>> = {
    open: say("열려 있음", "open"),
    queued: say("기다림", "waiting"),
    running: say("진행 중", "running"),
    done: say("끝남", "done"),
    failed: say("실패", "failed"),
    cancelled: say("취소됨", "cancelled"),
    withdrawn: say("거둠", "withdrawn"),
  };
  if (imports.length === 0) return null;
  return (
    <ul className="evidence-cited">
      {imports.map(({ id, period, state, at }) => (
        <li key={id}>
          <Link to={`${periodPath(org, period, "import")}?import=${id}`}>{say("가져오기", "Import")}</Link>{" "}
          <span className="quiet small">
            {date(at, { time: true })} · {words[state] ?? state}
          </span>
        </li>
      ))}
    </ul>
  );
}
