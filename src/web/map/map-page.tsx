// The process map of a period: drawn or as tables, edited in both, with the balances beside it.
import "./map.css";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { ProcessMap } from "../../model/process-map.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { AddDialog } from "./add-dialog.tsx";
import { BalanceList } from "./balance-list.tsx";
import type { Board, Opened } from "./board.ts";
import { EdgeDialog, LinkDialog } from "./flow-dialog.tsx";
import { MapGraph } from "./map-graph.tsx";
import { MapTable } from "./map-table.tsx";
import { nameOf } from "./map-words.ts";
import { NodeDrawer, RemoveDialog } from "./node-drawer.tsx";
import { useMapEdits } from "./use-map-edits.ts";

export function MapPage() {
  const { say } = useLanguage();
  const place = usePlace();
  const query = useAct("readMap", place);
  return (
    <>
      <PageHead
        title={say("공정도", "Process map")}
        lead={say(
          "무엇이 어디로 얼마나 흐르는지 한눈에 봅니다. 노드를 이어 양을 적으면 기록이 되고, 들어온 양과 나간 양이 맞는지 바로 보입니다.",
          "What flows where, and how much. Join two nodes and say the amount: that is a record, and whether in and out agree shows at once.",
        )}
      />
      <Shown query={query}>{(map) => <MapBoard key={`${place.org}/${place.period}`} map={map} />}</Shown>
    </>
  );
}

const WRITERS: readonly string[] = ["owner", "editor", "consultant"];

function useBoard(map: ProcessMap): { board: Board; opened: Opened | undefined } {
  const [opened, setOpened] = useState<Opened>();
  const role = useMembership()?.role ?? "";
  const seen = useMemo(() => {
    const pairs = [
      ...map.nodes.map(({ record, version }) => [record, version]),
      ...map.edges.map(({ record, version }) => [record, version]),
    ];
    return new Map(
      [...pairs, ["layout", map.layoutVersion]].filter((pair): pair is [string, number] => pair[0] !== undefined && pair[1] !== undefined),
    );
  }, [map]);
  const edits = useMapEdits(seen);
  const nodes = useMemo(() => new Map(map.nodes.map((node) => [node.id, node])), [map]);
  const board: Board = {
    map,
    nodes,
    edits,
    writes: WRITERS.includes(role),
    open: (now) => {
      edits.clear();
      setOpened(now);
    },
    close: () => {
      edits.clear();
      setOpened(undefined);
    },
  };
  return { board, opened };
}

type View = "graph" | "table";

function MapBoard({ map }: { map: ProcessMap }) {
  const { say } = useLanguage();
  const { board, opened } = useBoard(map);
  const [params, setParams] = useSearchParams();
  const asked = params.get("view");
  const view: View = asked === "graph" || asked === "table" ? asked : matchMedia("(max-width: 700px)").matches ? "table" : "graph";
  const show = (now: View): void => setParams((before) => ({ ...Object.fromEntries(before), view: now }), { replace: true });
  const empty = map.nodes.length === 0;
  return (
    <div className="stack">
      <Tools board={board} view={view} show={show} />
      <div role="status" className="only-spoken">
        {board.edits.told}
      </div>
      {opened === undefined && <RefusedNote refused={board.edits.refused} />}
      {empty ? (
        <Empty title={say("아직 아무것도 없습니다", "Nothing here yet")}>
          <p>
            {say(
              "먼저 생산공정을 하나 추가하고, 거기에 연료·원료·전력을 이으십시오.",
              "Add a production process first, then join fuels, materials and electricity to it.",
            )}
          </p>
          {board.writes && (
            <Button look="main" onClick={() => board.open({ what: "add" })}>
              {say("공정 추가", "Add a process")}
            </Button>
          )}
        </Empty>
      ) : view === "graph" ? (
        <MapGraph board={board} />
      ) : (
        <MapTable board={board} />
      )}
      {!empty && <Balances board={board} />}
      {map.problems.length > 0 && !empty && (
        <section className="card" aria-label={say("문제", "Problems")}>
          <h2>{say("산정을 막는 문제", "What keeps the records from being calculated")}</h2>
          <ProblemList problems={map.problems} />
        </section>
      )}
      {opened !== undefined && <Over board={board} opened={opened} />}
    </div>
  );
}

/** The dialog that is open, over the map as it stands now. */
function Over({ board, opened }: { board: Board; opened: Opened }) {
  if (opened.what === "add") return <AddDialog board={board} />;
  if (opened.what === "link") return <LinkDialog board={board} from={opened.from} to={opened.to} />;
  if (opened.what === "edge")
    return <EdgeDialog board={board} edge={board.map.edges.find(({ id }) => id === opened.edge.id) ?? opened.edge} />;
  const node = board.nodes.get(opened.id);
  if (node === undefined) return null;
  return opened.what === "node" ? <NodeDrawer board={board} node={node} /> : <RemoveDialog board={board} node={node} />;
}

function Tools({ board, view, show }: { board: Board; view: View; show(view: View): void }) {
  const { say } = useLanguage();
  const { edits, writes, open, map } = board;
  const placed = map.nodes.some(({ position }) => position !== undefined);
  return (
    <div className="row spread no-print">
      <div className="row">
        <Button slim aria-pressed={view === "graph"} onClick={() => show("graph")}>
          {say("그림", "Drawing")}
        </Button>
        <Button slim aria-pressed={view === "table"} onClick={() => show("table")}>
          {say("표", "Table")}
        </Button>
      </div>
      {writes ? (
        <div className="row">
          <Button slim look="main" onClick={() => open({ what: "add" })}>
            {say("노드 추가", "Add a node")}
          </Button>
          <Button slim disabled={map.nodes.length < 2} onClick={() => open({ what: "link" })}>
            {say("흐름 추가", "Add a flow")}
          </Button>
          {view === "graph" && placed && (
            <Button
              slim
              busy={edits.busy}
              onClick={() => void edits.run({ do: "place", positions: {} }, say("자동 배치", "Arranged anew"))}
            >
              {say("자동 배치", "Arrange anew")}
            </Button>
          )}
          <Button
            slim
            disabled={edits.last === undefined}
            busy={edits.busy}
            title={edits.last ?? say("되돌릴 것이 없습니다.", "Nothing to take back.")}
            onClick={() => void edits.undo()}
          >
            ↶ {say("되돌리기", "Undo")}
            {edits.last !== undefined && <span className="only-spoken">: {edits.last}</span>}
          </Button>
        </div>
      ) : (
        <p className="small quiet">{say("열람 권한이라 고칠 수 없습니다.", "You may look and not change: your role only reads.")}</p>
      )}
    </div>
  );
}

/** The balances of what was chosen, and how all of them stand. */
function Balances({ board: { map, nodes } }: { board: Board }) {
  const { say, both } = useLanguage();
  const [params, setParams] = useSearchParams();
  const of = params.get("of") ?? "installation";
  const wrong = map.balances.filter(({ closes }) => closes === false);
  const count = {
    good: map.balances.filter(({ closes }) => closes === true).length,
    unknown: map.balances.filter(({ gap }) => gap === null).length,
  };
  const title = (id: string): string => {
    const node = nodes.get(id);
    return node === undefined ? say("사업장 전체", "Whole installation") : both(nameOf(node));
  };
  const subjects = ["installation", ...map.nodes.filter(({ id }) => map.balances.some((b) => b.of === id)).map(({ id }) => id)];
  const shown = of === "wrong" ? wrong : map.balances.filter((balance) => balance.of === of);
  return (
    <section className="card stack" aria-label={say("수지", "Balances")}>
      <div className="row spread">
        <h2>{say("수지", "Balances")}</h2>
        <p className="row">
          <span className="tag good">{say(`맞음 ${count.good}`, `${count.good} close`)}</span>
          <span className={`tag ${wrong.length > 0 ? "bad" : ""}`}>{say(`맞지 않음 ${wrong.length}`, `${wrong.length} do not`)}</span>
          <span className={`tag ${count.unknown > 0 ? "warn" : ""}`}>
            {say(`알 수 없음 ${count.unknown}`, `${count.unknown} not known`)}
          </span>
        </p>
      </div>
      <div className="map-choice">
        <ChoiceField
          label={say("무엇의 수지", "Balances of")}
          value={of}
          options={[
            ...subjects.map((id) => ({ value: id, label: title(id) })),
            { value: "wrong", label: say("맞지 않는 것만", "Only those that do not close") },
          ]}
          onChange={(event) => setParams((before) => ({ ...Object.fromEntries(before), of: event.target.value }), { replace: true })}
        />
      </div>
      <BalanceList balances={shown} titled={of === "wrong" ? title : undefined} />
    </section>
  );
}
