// A new node: a source stream, precursor, process, good or supplier, with what it cannot be without.
import { type FormEvent, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import type { MapNode, NodeKind } from "../../model/process-map.ts";
import { CATEGORIES, STREAM_METHODS } from "../../model/vocabulary.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { AmountField, type AmountText, amountText, readAmount } from "./amount-field.tsx";
import type { Board } from "./board.ts";
import { type Amount, newId, unitsOfEdge, unitsOfNode } from "./map-edits.ts";
import { NODE_WORDS, nameOf } from "./map-words.ts";

const KINDS = ["stream", "process", "precursor", "product", "electricity", "heat", "wasteGas"] as const satisfies readonly NodeKind[];
type Kind = (typeof KINDS)[number];

type Draft = { kind: Kind; name: string; method: string; category: string; cn: string; process: string; amount: AmountText };

const isSupplier = (kind: Kind): boolean => kind === "electricity" || kind === "heat" || kind === "wasteGas";
const unitsFor = (kind: Kind): string[] =>
  isSupplier(kind) ? unitsOfEdge(kind === "electricity" ? "electricity" : "heatImported") : unitsOfNode({ kind });

export function AddDialog({ board }: { board: Board }) {
  const { say, both } = useLanguage();
  const { edits, close, nodes } = board;
  const processes = [...nodes.values()].filter(({ kind }) => kind === "process");
  const [draft, setDraft] = useState<Draft>({
    kind: processes.length === 0 ? "process" : "stream",
    name: "",
    method: "combustion",
    category: "ironOrSteelProducts",
    cn: "",
    process: processes[0]?.id ?? "",
    amount: amountText(undefined, unitsFor(processes.length === 0 ? "process" : "stream")),
  });
  const [faults, setFaults] = useState<Faults>({});
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    if (await edits.run(editOf(draft, nodes), `${both(NODE_WORDS[draft.kind])} ${draft.name}`)) close();
  };
  return (
    <Dialog title={say("노드 추가", "Add a node")} open onClose={close}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <ChoiceField
          label={say("무엇", "What")}
          help={say(
            "예: 도시가스는 배출원 흐름, 사 온 합금철은 전구물질입니다.",
            "Town gas is a source stream; bought ferro-alloy is a precursor.",
          )}
          value={draft.kind}
          options={KINDS.map((kind) => ({ value: kind, label: both(NODE_WORDS[kind]) }))}
          onChange={(event) => {
            const kind = event.target.value as Kind;
            change({ kind, amount: amountText(undefined, unitsFor(kind)) });
          }}
        />
        <Fields draft={draft} faults={faults} change={change} processes={processes} />
        <RefusedNote refused={edits.refused} />
        <div className="row">
          <Button look="main" submit busy={edits.busy}>
            {say("추가", "Add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Faults = Partial<Record<"name" | "cn" | "process" | "amount", true>>;

function faultsOf({ kind, name, cn, process, amount }: Draft): Faults {
  return {
    ...(name.trim() === "" && { name: true as const }),
    ...(kind === "product" && !/^\d{8}$/.test(cn.replaceAll(" ", "")) && { cn: true as const }),
    ...((kind === "product" || isSupplier(kind)) && process === "" && { process: true as const }),
    ...(readAmount(amount) === undefined && { amount: true as const }),
  };
}

type FieldsProps = { draft: Draft; faults: Faults; change(part: Partial<Draft>): void; processes: readonly MapNode[] };

function Fields({ draft, faults, change, processes }: FieldsProps) {
  const { say, both } = useLanguage();
  const { kind } = draft;
  const words = (keys: readonly string[]) => keys.map((key) => ({ value: key, label: both(word(key)) }));
  return (
    <>
      <TextField
        label={say("이름", "Name")}
        help={
          isSupplier(kind)
            ? say("공급자나 상대방의 이름. 예: 한국전력", "The supplier or partner, such as KEPCO.")
            : say("현장에서 부르는 이름. 예: 도시가스(LNG)", "As the plant calls it, such as town gas (LNG).")
        }
        value={draft.name}
        maxLength={300}
        fault={faults.name && say("이름을 적으십시오.", "Give it a name.")}
        onChange={(event) => change({ name: event.target.value })}
      />
      {kind === "stream" && (
        <ChoiceField
          label={say("산정 방법", "Method")}
          help={say(
            "태우면 연소, 석회석처럼 반응하면 공정, 탄소가 제품에도 남으면 물질수지입니다.",
            "Burnt: combustion; reacting, as limestone does: process; carbon that stays in the good: mass balance.",
          )}
          value={draft.method}
          options={words(STREAM_METHODS)}
          onChange={(event) => change({ method: event.target.value })}
        />
      )}
      {(kind === "process" || kind === "precursor") && (
        <ChoiceField
          label={say("통합 품목군", "Aggregated goods category")}
          help={say("CBAM이 품목을 나누는 묶음입니다. 예: 조강", "The group of goods in CBAM, such as crude steel.")}
          value={draft.category}
          options={words(CATEGORIES)}
          onChange={(event) => change({ category: event.target.value })}
        />
      )}
      {(kind === "product" || kind === "precursor") && (
        <TextField
          label={kind === "product" ? say("CN 코드", "CN code") : say("CN 코드(알면)", "CN code, if known")}
          help={say("여덟 자리 숫자. 예: 72142000", "Eight digits, such as 72142000.")}
          value={draft.cn}
          inputMode="numeric"
          fault={faults.cn && say("여덟 자리 숫자를 적으십시오.", "Write eight digits.")}
          onChange={(event) => change({ cn: event.target.value })}
        />
      )}
      {(kind === "product" || isSupplier(kind)) && (
        <ChoiceField
          label={kind === "product" ? say("만드는 공정", "Process that makes it") : say("받는 공정", "Process that takes it")}
          value={draft.process}
          options={[{ value: "", label: say("고르십시오", "Choose") }, ...processes.map((p) => ({ value: p.id, label: both(nameOf(p)) }))]}
          fault={
            faults.process &&
            say("공정을 고르십시오. 없으면 공정을 먼저 추가하십시오.", "Choose a process; where there is none, add one first.")
          }
          onChange={(event) => change({ process: event.target.value })}
        />
      )}
      <Whole draft={draft} fault={faults.amount} change={change} />
    </>
  );
}

function Whole({ draft, fault, change }: Pick<FieldsProps, "draft" | "change"> & { fault: true | undefined }) {
  const { say } = useLanguage();
  return (
    <AmountField
      label={say("양(알면)", "Amount, if known")}
      help={say("보고기간 전체의 양입니다. 모르면 비워 두십시오.", "Of the whole period; leave it empty where it is not known.")}
      value={draft.amount}
      units={unitsFor(draft.kind)}
      onChange={(amount) => change({ amount })}
      fault={fault && say("숫자가 아닙니다. 예: 1,520.5", "That is no number, such as 1,520.5.")}
    />
  );
}

const plain = (key: string): string => key.slice(key.indexOf("/") + 1);

function editOf(draft: Draft, nodes: ReadonlyMap<string, MapNode>): Parameters<Board["edits"]["run"]>[0] {
  const amount = readAmount(draft.amount) ?? null;
  const name = draft.name.trim();
  if (isSupplier(draft.kind)) {
    const from: MapNode = { id: `${draft.kind}:${name}`, kind: draft.kind, name };
    const to = nodes.get(draft.process) as MapNode;
    const kind = draft.kind === "electricity" ? "electricity" : draft.kind === "heat" ? "heatImported" : "wasteGasImported";
    return { do: "connect", kind, from, to, amount };
  }
  const id = newId(name, new Set([...nodes.keys()].map(plain)));
  return { do: "add", ...recordOf({ ...draft, name }, id, amount) };
}

type NewRecord = { record: string; body: { [key: string]: Json } };

function recordOf({ kind, name, method, category, cn, process }: Draft, id: string, amount: Amount | null): NewRecord {
  const code = cn.replaceAll(" ", "");
  const told: NewRecord["body"] = amount === null ? {} : { amount: { ...amount } };
  if (kind === "process") return { record: `processes/${id}`, body: { id, name, category, ...(amount && { production: [told] }) } };
  if (kind === "product") return { record: `products/${id}`, body: { id, name, cn: code, process: plain(process), ...told } };
  if (kind === "precursor") {
    const body = {
      id,
      name,
      category,
      ...(code !== "" && { cn: code }),
      ...(amount && { purchased: [told] }),
      sources: [{ basis: "unknown" }],
    };
    return { record: `precursors/${id}`, body };
  }
  return { record: `streams/${id}`, body: { id, name, method, ...(amount && { activity: { ...amount } }) } };
}
