// How emissions flow over the period, from sources through processes to goods: drawn, and as a table.
import { lazy, Suspense, useMemo, useRef } from "react";
import type { AnalysedGood, Analysis, EmissionFlow, EmissionNode } from "../../model/insight.ts";
import { type Language, useLanguage } from "../language.tsx";
import { Loading } from "../parts/states.tsx";
import { csvOf } from "./csv.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { goodOfNode, litNodes, pickOfFlowNode } from "./flow-picks.ts";
import { type Drawable, drawable } from "./sankey.ts";
import type { Painted } from "./sankey-chart.tsx";
import { OpenNumber, useResults } from "./source.tsx";
import { GROUP_WORDS } from "./words.ts";

const SankeyChart = lazy(async () => ({ default: (await import("./sankey-chart.tsx")).SankeyChart }));

/** Energy, and what enters or leaves without being told, stand under their process's or supplier's name. */
function nameOfNode({ id, name, kind, group }: EmissionNode, { say, both }: Pick<Language, "say" | "both">): string {
  if (kind === "energy" && group !== undefined) return `${both(GROUP_WORDS[group])}: ${name}`;
  if (kind !== "other") return name === "" ? id : name;
  return id.endsWith("/rest") ? say(`${name}: 제품에 들어가지 않은 몫`, `${name}: not in goods`) : say(`${name}: 그 밖`, `${name}: other`);
}

export function Flows({ analysis, good }: { analysis: Analysis; good: AnalysedGood }) {
  const { say, both, number } = useLanguage();
  const { choice } = useResults();
  const painted = useRef<Painted>(null);
  const { nodes, flows, installation } = analysis;
  const names = useMemo(() => new Map(nodes.map((node) => [node.id, nameOfNode(node, { say, both })])), [nodes, say, both]);
  const drawn = useMemo(() => drawable(nodes, flows), [nodes, flows]);
  const lit = useMemo(() => litNodes(analysis, choice.pick), [analysis, choice.pick]);
  const what = say("배출량의 흐름", "Flow of emissions");
  if (flows.length === 0) return null;
  const onChoose = (id: string): void => {
    const node = nodes.find((one) => one.id === id);
    if (node === undefined) return;
    const chosen = goodOfNode(node);
    if (chosen !== undefined) choice.chooseGood(chosen);
    const pick = pickOfFlowNode(node, analysis);
    if (pick !== undefined) choice.togglePick(pick);
  };
  return (
    <section className="card stack" aria-labelledby="flows">
      <div className="row spread">
        <h2 id="flows">
          {what} <small className="quiet">tCO₂e</small>
        </h2>
        <ExportButtons
          name={`${installation}-flows`}
          what={what}
          svg={() => painted.current?.svg()}
          csv={() =>
            csvOf(
              [say("출발", "From"), say("도착", "To"), "tCO2e"],
              flows.map(({ from, to, value }) => [names.get(from) ?? from, names.get(to) ?? to, value]),
            )
          }
        />
      </div>
      <p className="quiet no-print">
        {say(
          "항목을 누르면 다른 그림에서도 함께 표시됩니다. 제품을 누르면 그 제품을 보여 줍니다.",
          "Click a node to pick it out in the other views, a good to look at it.",
        )}
      </p>
      {drawn.flows.length > 0 && (
        <Suspense fallback={<Loading />}>
          <SankeyChart
            ref={painted}
            drawn={drawn}
            lit={lit}
            chosen={good.id}
            names={names}
            label={say(
              `${what}: ${drawn.nodes.length}개 항목, ${drawn.flows.length}개 흐름. 같은 내용이 아래 표에 있습니다.`,
              `${what}: ${drawn.nodes.length} nodes, ${drawn.flows.length} flows. The table below says the same.`,
            )}
            onChoose={onChoose}
          />
        </Suspense>
      )}
      <LeftOut drawn={drawn} />
      <FlowTable flows={flows} names={names} number={number} />
    </section>
  );
}

/** What the drawing cannot show, told. */
function LeftOut({ drawn }: { drawn: Drawable }) {
  const { say } = useLanguage();
  return (
    <>
      {drawn.merged > 0 && (
        <p className="small quiet">
          {say(
            `작은 배출원 ${drawn.merged}개는 하나로 그렸습니다. 표에는 모두 있습니다.`,
            `The ${drawn.merged} smallest sources are drawn as one. The table has them all.`,
          )}
        </p>
      )}
      {drawn.undrawn.length > 0 && (
        <p className="small quiet">
          {say(
            `그림에 그릴 수 없는 흐름 ${drawn.undrawn.length}개(차감되는 값이나 되돌아오는 흐름)는 표에 있습니다.`,
            `${drawn.undrawn.length} flows cannot be drawn (credits, or flows that go round); the table has them.`,
          )}
        </p>
      )}
    </>
  );
}

type FlowTableProps = {
  flows: readonly EmissionFlow[];
  names: ReadonlyMap<string, string>;
  number(value: number, digits?: number): string;
};

function FlowTable({ flows, names, number }: FlowTableProps) {
  const { say } = useLanguage();
  return (
    <details>
      <summary>{say("표로 보기", "As a table")}</summary>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("배출량의 흐름", "Flow of emissions")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("출발", "From")}</th>
              <th scope="col">{say("도착", "To")}</th>
              <th scope="col" className="number">
                tCO₂e
              </th>
            </tr>
          </thead>
          <tbody>
            {flows.map(({ from, to, value, step }) => (
              <tr key={`${from} ${to} ${step ?? ""}`}>
                <th scope="row">{names.get(from) ?? from}</th>
                <td>{names.get(to) ?? to}</td>
                <td className="number">
                  {step === undefined ? (
                    number(value, 2)
                  ) : (
                    <OpenNumber step={step} value={value} digits={2} unit="tCO2e" name={names.get(from) ?? from} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
