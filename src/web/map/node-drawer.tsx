// One node: its name and amount, what flows in and out of it, its balances, and how to be rid of it.
import { type FormEvent, useState } from "react";
import type { MapEdge, MapNode } from "../../model/process-map.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { AmountField, amountText, readAmount } from "./amount-field.tsx";
import { BalanceList } from "./balance-list.tsx";
import { type Board, edgesOf } from "./board.ts";
import { fixedBecause, linkOf, unitsOfNode } from "./map-edits.ts";
import { EDGE_WORDS, nameOf, nodeWord } from "./map-words.ts";

export function NodeDrawer({ board, node }: { board: Board; node: MapNode }) {
  const { say, both } = useLanguage();
  const { close, writes, open, map, nodes, edits } = board;
  const joins = [...nodes.values()].some((other) => linkOf(node, other) !== undefined);
  return (
    <Dialog title={both(nameOf(node))} open onClose={close} drawer>
      <p>
        <span className="tag">{both(nodeWord(node))}</span>{" "}
        {node.record !== undefined && (
          <span className="small quiet">
            {say("기록", "Record")} <code>{node.record}</code>
          </span>
        )}
      </p>
      <RefusedNote refused={edits.refused} />
      {writes && node.record !== undefined && node.kind !== "product" && (
        <NameForm key={`name ${node.version}`} board={board} node={node} />
      )}
      {writes && node.field !== undefined && <AmountForm key={`amount ${node.version}`} board={board} node={node} />}
      <section className="stack" aria-label={say("흐름", "Flows")}>
        <div className="row spread">
          <h3>{say("흐름", "Flows")}</h3>
          {writes && joins && (
            <Button slim onClick={() => open({ what: "link", from: node.id })}>
              {say("여기서 흐름 추가", "Add a flow from here")}
            </Button>
          )}
        </div>
        <NodeFlows board={board} node={node} />
      </section>
      <section className="stack" aria-label={say("수지", "Balances")}>
        <h3>{say("수지", "Balances")}</h3>
        <BalanceList balances={map.balances.filter(({ of }) => of === node.id)} />
      </section>
      {writes && (
        <div>
          <Button look="danger" onClick={() => open({ what: "remove", id: node.id })}>
            {say("노드 지우기", "Remove the node")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function NodeFlows({ board, node }: { board: Board; node: MapNode }) {
  const { say, both } = useLanguage();
  const edges = edgesOf(board, node.id);
  if (edges.length === 0) return <p className="quiet">{say("이어진 흐름이 없습니다.", "Nothing flows here yet.")}</p>;
  return (
    <ul className="map-flows">
      {edges.map((edge) => {
        const other = board.nodes.get(edge.from === node.id ? edge.to : edge.from);
        const name = other === undefined ? "" : both(nameOf(other));
        return (
          <li key={edge.id} className="row spread">
            <span>
              {edge.from === node.id ? "→" : "←"} {both(EDGE_WORDS[edge.kind])} · {name} · <Flowing edge={edge} />
            </span>
            <Button
              slim
              aria-label={`${both(EDGE_WORDS[edge.kind])} ${name} ${board.writes ? say("고치기", "Change") : say("보기", "Show")}`}
              onClick={() => board.open({ what: "edge", edge })}
            >
              {board.writes ? say("고치기", "Change") : say("보기", "Show")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** What flows, as people read it; what nobody said is said to be missing. */
export function useFlowText(): (edge: MapEdge) => string {
  const { say, number, percent } = useLanguage();
  return ({ value, unit, share }) => {
    const part = share === undefined || share === null ? "" : ` (${percent(share, 2)})`;
    return value === null ? `${say("양 미기재", "no amount")}${part}` : `${number(value, 2)} ${unit}${part}`;
  };
}

export function Flowing({ edge }: { edge: MapEdge }) {
  const { say } = useLanguage();
  const text = useFlowText();
  return (
    <>
      <span className={edge.value === null ? "map-missing" : ""}>{text(edge)}</span>
      {edge.implied && <span className="small quiet"> {say("(공정이 하나라 모두)", "(all: there is one process)")}</span>}
    </>
  );
}

function NameForm({ board: { edits }, node }: { board: Board; node: MapNode }) {
  const { say } = useLanguage();
  const [name, setName] = useState(node.name);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "" || name === node.name || node.record === undefined) return;
    void edits.run(
      { do: "rename", record: node.record, name: name.trim() },
      say(`이름: ${node.name} → ${name}`, `Name: ${node.name} → ${name}`),
    );
  };
  return (
    <form className="row map-inline" onSubmit={save}>
      <TextField label={say("이름", "Name")} value={name} maxLength={300} onChange={(event) => setName(event.target.value)} />
      <Button submit busy={edits.busy} disabled={name.trim() === "" || name === node.name}>
        {say("이름 저장", "Save the name")}
      </Button>
    </form>
  );
}

function AmountForm({ board: { edits }, node }: { board: Board; node: MapNode }) {
  const { say, both } = useLanguage();
  const units = unitsOfNode(node);
  const [value, setValue] = useState(amountText(node.given, units));
  const [wrong, setWrong] = useState(false);
  const { field, record, lines } = node;
  if (field === undefined || record === undefined) return null;
  if (lines !== undefined)
    return (
      <p>
        {say(
          `양은 활동자료 ${lines}줄의 합입니다. 자료 입력에서 그 줄을 고치십시오.`,
          `The amount is the sum of ${lines} lines of activity data: change those among the records.`,
        )}
      </p>
    );
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const amount = readAmount(value);
    setWrong(amount === undefined);
    if (amount !== undefined) void edits.run({ do: "set", record, field, amount }, `${both(nameOf(node))}: ${value.text} ${value.unit}`);
  };
  return (
    <form className="row map-inline" onSubmit={save}>
      <AmountField
        label={node.kind === "process" ? say("생산량", "Made") : say("전체 양", "Whole amount")}
        help={say("보고기간 전체의 양. 비우면 '모름'이 됩니다.", "Of the whole period; empty means not known.")}
        value={value}
        units={units}
        onChange={setValue}
        fault={wrong ? say("숫자가 아닙니다. 예: 1,520.5", "That is no number, such as 1,520.5.") : undefined}
      />
      <Button submit busy={edits.busy}>
        {say("양 저장", "Save the amount")}
      </Button>
    </form>
  );
}

/** Asks once more, and tells what goes with it. */
export function RemoveDialog({ board, node }: { board: Board; node: MapNode }) {
  const { say, both } = useLanguage();
  const { edits, close, map } = board;
  const edges = edgesOf(board, node.id);
  const goods = edges.filter(({ kind, record }) => kind === "good" && record !== node.record);
  const bound =
    (node.attached ?? 0) > 0 ||
    edges.some((edge) => edge.record !== node.record && fixedBecause(edge, map.edges) === "lines") ||
    goods.some(({ record }) => (board.nodes.get(record)?.attached ?? 0) > 0);
  const name = both(nameOf(node));
  const remove = async (): Promise<void> => {
    if (await edits.run({ do: "remove", node, edges }, say(`${name} 지움`, `${name} removed`))) close();
  };
  return (
    <Dialog title={say(`'${name}' 지우기`, `Remove '${name}'`)} open onClose={close}>
      {bound ? (
        <p>
          {say(
            "활동자료가 딸려 있어 지울 수 없습니다. 자료 입력에서 그 줄을 먼저 지우십시오.",
            "Lines of activity data belong to it; withdraw those among the records first.",
          )}
        </p>
      ) : (
        <p>
          {say(
            `이어진 흐름 ${edges.length}개도 함께 지워집니다.`,
            edges.length === 1 ? "One flow goes with it." : `${edges.length} flows go with it.`,
          )}{" "}
          {goods.length > 0 &&
            say(`제품 ${goods.length}개도 지워집니다.`, goods.length === 1 ? "So does a good." : `So do ${goods.length} goods.`)}{" "}
          {say("지운 뒤 '되돌리기'로 되살릴 수 있습니다.", "It can be taken back afterwards.")}
        </p>
      )}
      <RefusedNote refused={edits.refused} />
      <div className="row">
        {!bound && (
          <Button look="danger" busy={edits.busy} onClick={() => void remove()}>
            {say("지우기", "Remove")}
          </Button>
        )}
        <Button onClick={close}>{say("그만두기", "Cancel")}</Button>
      </div>
    </Dialog>
  );
}
