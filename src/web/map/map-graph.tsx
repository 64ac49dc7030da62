// The map as a drawing: nodes to drag, lines to draw from one to another, amounts on the lines.
import "@xyflow/react/dist/base.css";
import {
  Background,
  BaseEdge,
  type Connection,
  Controls,
  type Edge,
  type EdgeProps,
  getBezierPath,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useNodesState,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { useEffect, useMemo } from "react";
import type { MapEdge, MapNode, MapPosition } from "../../model/process-map.ts";
import { useLanguage } from "../language.tsx";
import type { Board } from "./board.ts";
import { linkOf } from "./map-edits.ts";
import { arranged, NODE_SIZE } from "./map-layout.ts";
import { EDGE_WORDS, nameOf, nodeWord } from "./map-words.ts";
import { useFlowText } from "./node-drawer.tsx";

type Data = { node: MapNode; title: string; kind: string; amount: string; fault: string; open(): void };
type Drawn = Node<Data, "map">;

const TRADED: readonly string[] = ["electricity", "heat", "wasteGas"];
/** What a line may end at, and begin at. */
const takes = ({ kind, output }: MapNode): boolean => kind === "process" || kind === "product" || output === true || TRADED.includes(kind);
const gives = ({ kind, output }: MapNode): boolean => kind !== "product" && !output;

/** A node as a card: what it is, its name, its amount, and whether something does not close. */
function Card({ data }: NodeProps<Drawn>) {
  const { node, title, kind, amount, fault, open } = data;
  return (
    <div className={`map-card map-${node.kind}${node.output ? " map-output" : ""}`}>
      {takes(node) && <Handle type="target" position={Position.Left} />}
      <button type="button" className="map-card-button" onClick={open}>
        <span className="map-card-kind">{kind}</span>
        <span className="map-card-name">{title}</span>
        <span className="map-card-amount">
          {amount}
          {fault !== "" && <span className="map-card-fault"> ⚠ {fault}</span>}
        </span>
      </button>
      {gives(node) && <Handle type="source" position={Position.Right} />}
    </div>
  );
}

const NODE_TYPES = { map: Card };

type Line = Edge<{ at: number }, "map">;

/** A flow as a curve; its label stands where few others do. */
function Flow({ id, data, label, markerEnd, ...ends }: EdgeProps<Line>) {
  const [path, middleX, middleY] = getBezierPath(ends);
  const [labelX, labelY] = ends.targetX > ends.sourceX ? pointOf(ends, data?.at ?? 0.5) : [middleX, middleY];
  return (
    <BaseEdge
      id={id}
      path={path}
      label={label}
      labelX={labelX}
      labelY={labelY}
      labelBgPadding={[5, 2]}
      labelBgBorderRadius={4}
      {...(markerEnd !== undefined && { markerEnd })}
    />
  );
}

/** A point of the curve that runs level out of one node and into another. */
function pointOf({ sourceX, sourceY, targetX, targetY }: Pick<EdgeProps, "sourceX" | "sourceY" | "targetX" | "targetY">, t: number) {
  const half = (sourceX + targetX) / 2;
  const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3];
  return [a * sourceX + (b + c) * half + d * targetX, (a + b) * sourceY + (c + d) * targetY] as const;
}

const EDGE_TYPES = { map: Flow };

const samePlaces = (a: ReadonlyMap<string, MapPosition>, b: readonly Drawn[]): boolean =>
  b.every(({ id, position }) => a.get(id)?.x === position.x && a.get(id)?.y === position.y);

export function MapGraph({ board }: { board: Board }) {
  const { say } = useLanguage();
  const { map, nodes: byId, writes, open, edits } = board;
  const places = useMemo(() => placesOf(map.nodes, map.edges), [map]);
  const wanted = useDrawn(board, places);
  const [drawn, setDrawn, onNodesChange] = useNodesState<Drawn>(wanted);
  useEffect(() => setDrawn(wanted), [wanted, setDrawn]);
  const edges = useEdges(board);
  const keep = (): void => {
    if (!writes || samePlaces(places, drawn)) return;
    const positions = Object.fromEntries(drawn.map(({ id, position: { x, y } }) => [id, { x: Math.round(x), y: Math.round(y) }]));
    void edits.run({ do: "place", positions }, say("노드 옮김", "A node moved"));
  };
  const joins = (link: Connection | Edge): boolean => {
    const [from, to] = [byId.get(link.source), byId.get(link.target)];
    return from !== undefined && to !== undefined && linkOf(from, to) !== undefined;
  };
  return (
    <section className="map-graph" aria-label={say("공정도 그림", "Drawing of the process map")}>
      <ReactFlow
        nodes={drawn}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStop={keep}
        onConnect={({ source, target }) => open({ what: "link", from: source, to: target })}
        isValidConnection={joins}
        onEdgeClick={(_, { id }) => {
          const edge = map.edges.find((one) => one.id === id);
          if (edge !== undefined) open({ what: "edge", edge });
        }}
        nodesDraggable={writes}
        nodesConnectable={writes}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        zoomOnScroll={false}
        preventScrolling={false}
        minZoom={0.15}
        maxZoom={1.6}
        fitView
        attributionPosition="bottom-left"
        fitViewOptions={FIT}
        ariaLabelConfig={{
          "controls.ariaLabel": say("그림 조작", "Controls of the drawing"),
          "controls.zoomIn.ariaLabel": say("크게", "Zoom in"),
          "controls.zoomOut.ariaLabel": say("작게", "Zoom out"),
          "controls.fitView.ariaLabel": say("모두 보기", "Show all"),
          "handle.ariaLabel": say("끌어서 잇기", "Drag to connect"),
        }}
      >
        <Background gap={24} />
        <Refit />
        <Controls showInteractive={false} position="bottom-right" orientation="horizontal" />
      </ReactFlow>
    </section>
  );
}

const FIT = { padding: { top: "16px", left: "20px", right: "20px", bottom: "60px" }, maxZoom: 1 } as const;

/** A window that changes its width, a phone that is turned, sees the whole map again. */
function Refit() {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  useEffect(() => {
    if (width > 0) void fitView(FIT);
  }, [width, fitView]);
  return null;
}

/** Where every node stands: where a person put it, else where the drawing puts it. */
function placesOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): Map<string, MapPosition> {
  const places = arranged({ nodes, edges });
  for (const { id, position } of nodes) if (position !== undefined) places.set(id, position);
  return places;
}

function useDrawn({ map, open }: Board, places: ReadonlyMap<string, MapPosition>): Drawn[] {
  const { say, both, number, lang } = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the language says changes with it alone, and `open` does the same every time.
  return useMemo(
    () =>
      map.nodes.map((node): Drawn => {
        const open_ = map.balances.filter(({ of, closes }) => of === node.id && closes === false).length;
        const amount = node.amount === undefined ? "" : `${number(node.amount.value, 2)} ${node.amount.unit}`;
        return {
          id: node.id,
          type: "map",
          position: places.get(node.id) ?? { x: 0, y: 0 },
          width: NODE_SIZE.width,
          height: NODE_SIZE.height,
          data: {
            node,
            title: both(nameOf(node)),
            kind: both(nodeWord(node)),
            amount: node.amount?.value === null ? say("양 미기재", "no amount") : amount,
            fault: open_ === 0 ? "" : say(`수지 ${open_}건 맞지 않음`, `${open_} do not close`),
            open: () => open({ what: "node", id: node.id }),
          },
        };
      }),
    [map, places, lang],
  );
}

function useEdges({ map }: Board): Line[] {
  const { both, lang } = useLanguage();
  const flowText = useFlowText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language alone.
  return useMemo(() => {
    const [out, into] = [Map.groupBy(map.edges, ({ from }) => from), Map.groupBy(map.edges, ({ to }) => to)];
    return map.edges.map((edge): Line => {
      const label = flowText(edge.share === 1 ? { ...edge, share: null } : edge);
      const siblings = out.get(edge.from) ?? [];
      const near = siblings.length > 1 && into.get(edge.to)?.length === 1 ? 0.7 : Math.min(0.8, 0.3 + 0.18 * siblings.indexOf(edge));
      return {
        id: edge.id,
        type: "map",
        source: edge.from,
        target: edge.to,
        label,
        data: { at: near },
        ariaLabel: `${both(EDGE_WORDS[edge.kind])}: ${label}`,
        className: `map-edge map-edge-${edge.kind}${edge.value === null ? " map-edge-missing" : ""}`,
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--strong-line)" },
      };
    });
  }, [map, lang]);
}
