// The shares of a figure as a tree in a table (WAI-ARIA treegrid): arrows go and open, Enter shows where a number comes from, Space picks out.
import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import type { AnalysedFigure } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import { RungTag } from "./rung-tag.tsx";
import { partPicked, pickOfNode, type ShareNode } from "./shares.ts";
import { OpenNumber, useResults } from "./source.tsx";
import { useNodeName } from "./use-node-name.ts";
import { rowColour } from "./words.ts";

type Row = { node: ShareNode; depth: number; parent: string | undefined; place: number; siblings: number };

/** So many shares are shown at once. */
const FEW = 16;

/** Opened to begin with: all where there are few, a lone heading, and whatever leads to what is picked out. */
function openAtFirst(nodes: readonly ShareNode[], holds: (node: ShareNode) => boolean): Set<string> {
  const few = nodes.reduce((sum, { shares }) => sum + shares.length, 0) <= FEW;
  const open = new Set<string>();
  const walk = (level: readonly ShareNode[]): void => {
    for (const node of level) {
      if (node.children.length === 0) continue;
      if (few || level.length === 1 || holds(node)) open.add(node.key);
      walk(node.children);
    }
  };
  walk(nodes);
  return open;
}

function rowsOf(nodes: readonly ShareNode[], open: ReadonlySet<string>, depth = 1, parent?: string): Row[] {
  return nodes.flatMap((node, i) => [
    { node, depth, parent, place: i + 1, siblings: nodes.length },
    ...(open.has(node.key) ? rowsOf(node.children, open, depth + 1, node.key) : []),
  ]);
}

type ShareTreeProps = { nodes: readonly ShareNode[]; figure: AnalysedFigure; label: string; processName(id: string): string };

export function ShareTree({ nodes, figure, label, processName }: ShareTreeProps) {
  const { say } = useLanguage();
  const { choice } = useResults();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState(() => openAtFirst(nodes, ({ shares }) => partPicked(shares, choice.pick) === "part"));
  const rows = rowsOf(nodes, open);
  const [at, setAt] = useState<string>();
  const active = rows.some(({ node }) => node.key === at) ? at : rows[0]?.node.key;
  const go = (key: string | undefined): void => {
    if (key === undefined) return;
    setAt(key);
    table.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const toggle = (key: string, wanted = !open.has(key)): void => {
    const next = new Set(open);
    if (wanted) next.add(key);
    else next.delete(key);
    setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = onKey(event.key, { rows, active, open, go, toggle, choice });
    if (done) event.preventDefault();
  };
  const most = Math.max(...nodes.map(({ value }) => Math.abs(value)), 0) || 1;
  return (
    <div className="scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table whose rows open (WAI-ARIA). */}
      <table ref={table} role="treegrid" aria-label={label} className="plain results-tree" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">{say("무엇", "What")}</th>
            <th scope="col" className="number">
              {figure.unit}
            </th>
            <th scope="col" className="number">
              {say("비율", "Share")}
            </th>
            <th scope="col" className="wide-only">
              <span className="only-spoken">{say("막대", "Bar")}</span>
            </th>
            <th scope="col" className="wide-only">
              {say("자료", "Data")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TreeRow
              key={row.node.key}
              row={row}
              figure={figure}
              most={most}
              open={open.has(row.node.key)}
              active={row.node.key === active}
              onToggle={() => toggle(row.node.key)}
              onFocus={() => setAt(row.node.key)}
              processName={processName}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Hands = {
  rows: readonly Row[];
  active: string | undefined;
  open: ReadonlySet<string>;
  go(key: string | undefined): void;
  toggle(key: string, wanted?: boolean): void;
  choice: ReturnType<typeof useResults>["choice"];
};

/** True where the key was meant for the tree. */
function onKey(key: string, { rows, active, open, go, toggle, choice }: Hands): boolean {
  const index = rows.findIndex(({ node }) => node.key === active);
  const row = rows[index];
  if (row === undefined) return false;
  const { node, parent } = row;
  const pick = pickOfNode(node);
  if (key === "ArrowDown") go(rows[index + 1]?.node.key);
  else if (key === "ArrowUp") go(rows[index - 1]?.node.key);
  else if (key === "Home") go(rows[0]?.node.key);
  else if (key === "End") go(rows.at(-1)?.node.key);
  else if (key === "ArrowRight") {
    if (node.children.length === 0) return true;
    if (open.has(node.key)) go(rows[index + 1]?.node.key);
    else toggle(node.key, true);
  } else if (key === "ArrowLeft") {
    if (open.has(node.key)) toggle(node.key, false);
    else go(parent);
  } else if (key === " ") {
    if (pick !== undefined) choice.togglePick(pick);
  } else if (key === "Enter") {
    if (node.share !== undefined) choice.open(node.share.step);
    else toggle(node.key);
  } else return false;
  return true;
}

type TreeRowProps = {
  row: Row;
  figure: AnalysedFigure;
  most: number;
  open: boolean;
  active: boolean;
  onToggle(): void;
  onFocus(): void;
  processName(id: string): string;
};

function TreeRow({ row, figure, most, open, active, onToggle, onFocus, processName }: TreeRowProps) {
  const { say, percent, number } = useLanguage();
  const { choice } = useResults();
  const name = useNodeName(choice.by)(row.node);
  const { node, depth, place, siblings } = row;
  const { share, value, children, shares } = node;
  const picked = partPicked(shares, choice.pick);
  const pick = pickOfNode(node);
  return (
    <tr
      data-key={node.key}
      aria-level={depth}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={children.length === 0 ? undefined : open}
      aria-selected={picked === "all"}
      tabIndex={active ? 0 : -1}
      className={picked === undefined ? undefined : `picked-${picked}`}
      onFocus={onFocus}
    >
      <td>
        <div className="results-name" style={{ "--results-depth": depth - 1 } as CSSProperties}>
          {children.length === 0 ? (
            <span className="results-toggle" aria-hidden="true" />
          ) : (
            <button
              type="button"
              className="results-toggle"
              tabIndex={-1}
              aria-label={open ? say(`${name} 접기`, `Close ${name}`) : say(`${name} 펼치기`, `Open ${name}`)}
              onClick={onToggle}
            >
              {open ? "▾" : "▸"}
            </button>
          )}
          <RowName
            node={node}
            name={name}
            onPick={pick && (() => choice.togglePick(pick))}
            picked={picked === "all"}
            processName={processName}
          />
        </div>
      </td>
      <td className="number">
        {share === undefined ? (
          number(value)
        ) : (
          <OpenNumber step={share.step} value={value} name={name} unit={figure.unit} focusable={active} />
        )}
      </td>
      <td className="number">{percent(shareOf(value, figure))}</td>
      <td className="wide-only results-bar">
        <span
          className={value < 0 ? "below" : undefined}
          style={{ width: `${Math.min(100, (Math.abs(value) / most) * 100)}%`, backgroundColor: `var(${rowColour(shares)})` }}
        />
      </td>
      <td className="wide-only">{share !== undefined && <RungTag rung={share.rung} />}</td>
    </tr>
  );
}

const SHOWN = 0.0005;

/** What rounds to nothing is shown as nothing, without a sign. */
function shareOf(value: number, { value: whole }: AnalysedFigure): number | null {
  if (whole === null || whole === 0) return null;
  return Math.abs(value / whole) < SHOWN ? 0 : value / whole;
}

type RowNameProps = { node: ShareNode; name: string; onPick: (() => void) | undefined; picked: boolean; processName(id: string): string };

function RowName({ node: { share, of, shares }, name, onPick, picked, processName }: RowNameProps) {
  const { say, both } = useLanguage();
  const lines =
    share === undefined
      ? shares.length > 1 && of !== "subject"
        ? say(`${shares.length}가지`, `${shares.length} shares`)
        : ""
      : [both(share.what), share.process === undefined ? "" : processName(share.process), share.supplier ?? ""]
          .filter((text) => text !== "" && text !== name)
          .join(" · ");
  return (
    <div>
      {onPick === undefined ? (
        <span>{name}</span>
      ) : (
        <button
          type="button"
          className="results-pick"
          tabIndex={-1}
          aria-pressed={picked}
          title={say("다른 그림에서도 표시", "Pick out in the other views too")}
          onClick={onPick}
        >
          {name}
        </button>
      )}
      {lines !== "" && <div className="small quiet">{lines}</div>}
      {share !== undefined && (
        <div className="narrow-only">
          <RungTag rung={share.rung} />
        </div>
      )}
    </div>
  );
}
