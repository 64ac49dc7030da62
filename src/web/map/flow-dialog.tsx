// A flow of the map: its amount changed, a new one drawn, or taken out.
import { type FormEvent, useState } from "react";
import type { MapEdge, MapNode } from "../../model/process-map.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { AmountField, amountText, readAmount } from "./amount-field.tsx";
import type { Board } from "./board.ts";
import { fixedBecause, linkOf, unitsOfEdge } from "./map-edits.ts";
import { EDGE_WORDS, nameOf } from "./map-words.ts";

/** Words that every dialog of a flow needs. */
function useFlowWords() {
  const { say, both } = useLanguage();
  return {
    say,
    both,
    between: (from: MapNode | undefined, to: MapNode | undefined): string =>
      `${from === undefined ? "?" : both(nameOf(from))} → ${to === undefined ? "?" : both(nameOf(to))}`,
    help: (share: boolean): string =>
      share
        ? say("이 흐름 가운데 공정이 쓴 몫입니다. 예: 100 %, 35 %", "The part of the stream that the process took, such as 100 % or 35 %.")
        : say("보고기간 전체의 양과 단위입니다. 예: 1,520 t", "The amount of the whole period with its unit, such as 1,520 t."),
    fault: say("숫자가 아닙니다. 예: 1520 또는 1,520.5", "That is no number. Write it as 1520 or 1,520.5."),
  };
}

const shareUnit = (edge: MapEdge): { value: number; unit: string } | undefined => edge.given;

/** The amount of a flow that is there; where it is the sum of lines, why it is not changed here. */
export function EdgeDialog({ board, edge }: { board: Board; edge: MapEdge }) {
  const { say, both, between, help, fault } = useFlowWords();
  const { edits, close, nodes, writes } = board;
  const units = unitsOfEdge(edge.kind);
  const [value, setValue] = useState(amountText(shareUnit(edge), units));
  const [wrong, setWrong] = useState(false);
  const title = `${both(EDGE_WORDS[edge.kind])}: ${between(nodes.get(edge.from), nodes.get(edge.to))}`;
  const locked = useLocked(edge);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const amount = readAmount(value);
    setWrong(amount === undefined);
    if (amount === undefined) return;
    if (await edits.run({ do: "set", record: edge.record, field: edge.field, amount }, title)) close();
  };
  return (
    <Dialog title={title} open onClose={close}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        {locked === undefined ? (
          <AmountField
            label={edge.kind === "share" ? say("몫", "Share") : say("양", "Amount")}
            help={help(edge.kind === "share")}
            value={value}
            units={units}
            onChange={setValue}
            fault={wrong ? fault : undefined}
          />
        ) : (
          <p>{locked}</p>
        )}
        <p className="small quiet">
          {say("기록", "Record")}: <code>{edge.id}</code>
        </p>
        <RefusedNote refused={edits.refused} />
        <div className="row spread">
          {writes ? <RemoveFlow board={board} edge={edge} label={title} /> : <span />}
          {writes && locked === undefined && (
            <Button look="main" submit busy={edits.busy}>
              {say("저장", "Save")}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Why an amount is not typed here; undefined where it is. */
function useLocked({ lines }: MapEdge): string | undefined {
  const { say } = useLanguage();
  if (lines === undefined) return undefined;
  return say(
    `이 양은 활동자료 ${lines}줄의 합입니다. 자료 입력에서 그 줄을 고치십시오.`,
    `This amount is the sum of ${lines} lines of activity data: change those among the records.`,
  );
}

function RemoveFlow({ board, edge, label }: { board: Board; edge: MapEdge; label: string }) {
  const { say } = useLanguage();
  const { edits, close, map } = board;
  const fixed = fixedBecause(edge, map.edges);
  const why = {
    good: say(
      "제품은 언제나 한 공정에서 나옵니다. 없애려면 제품을 지우십시오.",
      "A good always comes from one process; to take it out, remove the good.",
    ),
    implied: say(
      "공정이 하나뿐이라 모두 그 공정의 것으로 봅니다. 몫을 적으면 바뀝니다.",
      "There is one process, which takes everything; say a share to change that.",
    ),
    lines: say(
      "활동자료가 딸려 있어 지울 수 없습니다. 자료 입력에서 그 줄을 먼저 지우십시오.",
      "Lines of activity data belong to it; withdraw those among the records first.",
    ),
  };
  if (fixed !== undefined) return <p className="small quiet map-why">{why[fixed]}</p>;
  const remove = async (): Promise<void> => {
    if (await edits.run({ do: "disconnect", edge }, say(`${label} 지움`, `${label} removed`))) close();
  };
  return (
    <Button look="danger" busy={edits.busy} onClick={() => void remove()}>
      {say("흐름 지우기", "Remove the flow")}
    </Button>
  );
}

/** A flow between two nodes, drawn by dragging or chosen here. */
export function LinkDialog({
  board,
  from: first = "",
  to: second = "",
}: {
  board: Board;
  from?: string | undefined;
  to?: string | undefined;
}) {
  const { say, both } = useLanguage();
  const { nodes, map, close } = board;
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(second);
  const all = [...nodes.values()];
  const [source, target] = [nodes.get(from), nodes.get(to)];
  const kind = source === undefined || target === undefined ? undefined : linkOf(source, target);
  const sources = all.filter((one) => all.some((other) => linkOf(one, other) !== undefined));
  const targets = source === undefined ? [] : all.filter((one) => linkOf(source, one) !== undefined);
  const option = (node: MapNode) => ({ value: node.id, label: both(nameOf(node)) });
  const there = map.edges.find((edge) => edge.from === from && edge.to === to && edge.kind === kind);
  const choose = { value: "", label: say("고르십시오", "Choose") };
  return (
    <Dialog title={say("흐름 추가", "Add a flow")} open onClose={close}>
      <ChoiceField
        label={say("어디에서", "From")}
        help={say("배출원, 전구물질, 공정, 공급자 가운데 하나입니다.", "A source, precursor, process or supplier.")}
        value={from}
        options={[choose, ...sources.map(option)]}
        onChange={(event) => {
          setFrom(event.target.value);
          setTo("");
        }}
      />
      <ChoiceField
        label={say("어디로", "To")}
        help={say("이을 수 있는 것만 보입니다.", "Only what it can be joined to is shown.")}
        value={to}
        options={[choose, ...targets.map(option)]}
        onChange={(event) => setTo(event.target.value)}
      />
      {source !== undefined && target !== undefined && kind !== undefined && (
        <NewFlow key={`${from} ${to}`} board={board} source={source} target={target} there={there} />
      )}
    </Dialog>
  );
}

type NewFlowProps = { board: Board; source: MapNode; target: MapNode; there: MapEdge | undefined };

function NewFlow({ board, source, target, there }: NewFlowProps) {
  const { say, both, between, help, fault } = useFlowWords();
  const { edits, close, map } = board;
  const kind = linkOf(source, target) ?? "transfer";
  const units = unitsOfEdge(kind);
  const first = map.edges.some((edge) => edge.kind === "share" && edge.from === source.id) ? undefined : { value: 100, unit: "%" };
  const [value, setValue] = useState(amountText(there?.given ?? (kind === "share" ? first : undefined), units));
  const [wrong, setWrong] = useState(false);
  const like = kind === "electricity" ? map.edges.find((edge) => edge.kind === kind && edge.from === source.id) : undefined;
  const label = `${both(EDGE_WORDS[kind])}: ${between(source, target)}`;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const amount = readAmount(value);
    const bad = amount === undefined || (amount === null && kind === "share");
    setWrong(bad);
    if (bad) return;
    const saved =
      there === undefined
        ? await edits.run({ do: "connect", kind, from: source, to: target, amount, like }, label)
        : await edits.run({ do: "set", record: there.record, field: there.field, amount }, label);
    if (saved) close();
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <p>
        <span className="tag">{both(EDGE_WORDS[kind])}</span> {between(source, target)}
      </p>
      {there !== undefined && (
        <p className="small quiet">{say("이미 있는 흐름입니다. 양을 고칩니다.", "This flow is there already; its amount is changed.")}</p>
      )}
      <AmountField
        label={kind === "share" ? say("몫", "Share") : say("양", "Amount")}
        help={help(kind === "share")}
        value={value}
        units={units}
        onChange={setValue}
        fault={wrong ? fault : undefined}
      />
      {like !== undefined && there === undefined && (
        <p className="small quiet">
          {say("배출계수는 같은 공급자의 것을 이어 씁니다.", "The emission factor is that of the same supplier's other delivery.")}
        </p>
      )}
      <RefusedNote refused={edits.refused} />
      <div className="row">
        <Button look="main" submit busy={edits.busy}>
          {say("저장", "Save")}
        </Button>
      </div>
    </form>
  );
}
