// The same map as two tables, with the same editing: for keyboards, screen readers and phones.
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import type { Board } from "./board.ts";
import { EDGE_WORDS, nameOf, nodeWord } from "./map-words.ts";
import { Flowing } from "./node-drawer.tsx";

export function MapTable({ board }: { board: Board }) {
  return (
    <div className="stack map-tables">
      <NodeTable board={board} />
      <FlowTable board={board} />
    </div>
  );
}

function NodeTable({ board: { map, open, writes } }: { board: Board }) {
  const { say, both, number } = useLanguage();
  return (
    <div className="scroll card">
      <table className="plain">
        <caption>{say("노드", "Nodes")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("이름", "Name")}</th>
            <th scope="col" className="map-kind">
              {say("종류", "Kind")}
            </th>
            <th scope="col" className="number">
              {say("전체 양", "Whole amount")}
            </th>
            <th scope="col">{say("수지", "Balances")}</th>
            <th scope="col">
              <span className="only-spoken">{say("할 일", "Actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {map.nodes.map((node) => {
            const name = both(nameOf(node));
            const wrong = map.balances.filter(({ of, closes }) => of === node.id && closes === false).length;
            return (
              <tr key={node.id}>
                <th scope="row">{name}</th>
                <td className="map-kind">{both(nodeWord(node))}</td>
                <td className="number">
                  {node.amount === undefined
                    ? ""
                    : node.amount.value === null
                      ? say("미기재", "not given")
                      : `${number(node.amount.value, 2)} ${node.amount.unit}`}
                </td>
                <td>{wrong > 0 && <span className="tag bad">{say(`${wrong}건 맞지 않음`, `${wrong} do not close`)}</span>}</td>
                <td>
                  <div className="map-actions">
                    <Button
                      slim
                      aria-label={`${name} ${writes ? say("고치기", "Change") : say("보기", "Show")}`}
                      onClick={() => open({ what: "node", id: node.id })}
                    >
                      {writes ? say("고치기", "Change") : say("보기", "Show")}
                    </Button>
                    {writes && (
                      <Button
                        slim
                        look="bare"
                        aria-label={`${name} ${say("지우기", "Remove")}`}
                        onClick={() => open({ what: "remove", id: node.id })}
                      >
                        {say("지우기", "Remove")}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function FlowTable({ board: { map, nodes, open, writes } }: { board: Board }) {
  const { say, both } = useLanguage();
  const name = (id: string): string => {
    const node = nodes.get(id);
    return node === undefined ? id : both(nameOf(node));
  };
  return (
    <div className="scroll card">
      <table className="plain">
        <caption>{say("흐름", "Flows")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("어디에서", "From")}</th>
            <th scope="col">{say("어디로", "To")}</th>
            <th scope="col" className="map-kind">
              {say("종류", "Kind")}
            </th>
            <th scope="col" className="number">
              {say("양", "Amount")}
            </th>
            <th scope="col">
              <span className="only-spoken">{say("할 일", "Actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {map.edges.map((edge) => (
            <tr key={edge.id}>
              <th scope="row">{name(edge.from)}</th>
              <td>{name(edge.to)}</td>
              <td className="map-kind">{both(EDGE_WORDS[edge.kind])}</td>
              <td className="number">
                <Flowing edge={edge} />
              </td>
              <td>
                <Button
                  slim
                  aria-label={`${name(edge.from)} → ${name(edge.to)} ${both(EDGE_WORDS[edge.kind])} ${writes ? say("고치기", "Change") : say("보기", "Show")}`}
                  onClick={() => open({ what: "edge", edge })}
                >
                  {writes ? say("고치기", "Change") : say("보기", "Show")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
