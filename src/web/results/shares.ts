// The shares of one figure, laid out for people: grouped in several ways, as a tree, and which of them a pick means.
import type { BothLanguages } from "../../base/problem.ts";
import type { FigureShare, ShareGroup } from "../../model/insight.ts";
import type { Grouping, Pick } from "./choice.ts";

const ENERGY: readonly ShareGroup[] = ["fuel", "electricity", "heat", "wasteGas"];
const MATERIAL: readonly ShareGroup[] = ["material", "precursor"];

/** What a row of a grouping is: a share's own thing, a kind, a supplier, a process; `rest` is what the grouping does not speak of. */
export type Heading = { of: "group" | "subject" | "supplier" | "process" | "rest"; id: string; name: string };

export type ShareNode = Heading & {
  key: string;
  value: number;
  shares: readonly FigureShare[];
  children: readonly ShareNode[];
  /** Set where the row is one share and nothing else. */
  share?: FigureShare;
};

export type Names = { process(id: string): string; share(share: FigureShare): string };

/** A share is called by its thing; what a process has by itself (its electricity, its heat) by what it is. */
export function shareName({ name, what, subject, process }: FigureShare, both: (text: BothLanguages) => string): string {
  return name === "" || subject === process ? both(what) : name;
}

function headingOf(share: FigureShare, by: Grouping, { process, share: nameOf }: Names): Heading {
  const rest: Heading = { of: "rest", id: "", name: "" };
  const subject: Heading = { of: "subject", id: share.subject, name: nameOf(share) };
  if (by === "kind") return { of: "group", id: share.group, name: share.group };
  if (by === "energy") return ENERGY.includes(share.group) ? subject : rest;
  if (by === "material") return MATERIAL.includes(share.group) ? subject : rest;
  if (by === "supplier") return share.supplier === undefined ? rest : { of: "supplier", id: share.supplier, name: share.supplier };
  return share.process === undefined ? rest : { of: "process", id: share.process, name: process(share.process) };
}

/** Largest first, by size whatever the sign; what the grouping does not speak of comes last. */
function bySize(a: ShareNode, b: ShareNode): number {
  if (a.of === "rest" || b.of === "rest") return Number(a.of === "rest") - Number(b.of === "rest");
  return Math.abs(b.value) - Math.abs(a.value) || (a.key < b.key ? -1 : 1);
}

function leafOf(share: FigureShare, { names, under }: { names: Names; under: string }): ShareNode {
  const { subject, value, step, process = "" } = share;
  const key = `${under}/${step}@${process}`;
  return { of: "subject", id: subject, name: names.share(share), key, value, shares: [share], children: [], share };
}

/**
 * The shares under the headings of a grouping, and under each the shares one by one, or first by process where several have a part in it.
 * The values of a level sum to the figure; nothing is left out.
 */
export function treeOf(shares: readonly FigureShare[], by: Grouping, names: Names): ShareNode[] {
  const second: Grouping | undefined =
    new Set(shares.map(({ process }) => process)).size < 2 ? undefined : by === "process" ? "kind" : "process";
  return level(shares, [by, ...(second === undefined ? [] : [second])], { names, under: "" });
}

function level(shares: readonly FigureShare[], order: readonly Grouping[], { names, under }: { names: Names; under: string }): ShareNode[] {
  const [by, ...rest] = order;
  if (by === undefined) return shares.map((share) => leafOf(share, { names, under })).sort(bySize);
  const found = new Map<string, { heading: Heading; shares: FigureShare[] }>();
  for (const share of shares) {
    const heading = headingOf(share, by, names);
    // Heat and electricity of one process are two things under one subject.
    const key = `${under}/${heading.of}:${heading.id}${heading.of === "subject" ? `:${share.group}` : ""}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { heading, shares: [share] });
    else known.shares.push(share);
  }
  return [...found].map(([key, { heading, shares: inside }]) => nodeOf({ key, heading, inside, rest, names })).sort(bySize);
}

function nodeOf(given: {
  key: string;
  heading: Heading;
  inside: readonly FigureShare[];
  rest: readonly Grouping[];
  names: Names;
}): ShareNode {
  const { key, heading, inside, rest, names } = given;
  const [only] = inside;
  const value = inside.reduce((sum, share) => sum + share.value, 0);
  if (heading.of === "subject" && inside.length === 1 && only !== undefined)
    return { ...heading, key, value, shares: inside, children: [], share: only };
  return { ...heading, key, value, shares: inside, children: level(inside, rest, { names, under: key }) };
}

type Picking = { of: Heading["of"]; id: string; shares: readonly FigureShare[] };

/** True for a share that a pick means. */
export function isPicked(share: FigureShare, { of, id }: Pick): boolean {
  return share[of] === id;
}

/** The pick that a row stands for; none for what a grouping does not speak of. What a process has by itself is picked by its step: the process is more. */
export function pickOfNode({ of, id, shares }: Picking): Pick | undefined {
  const [first] = shares;
  if (of === "rest" || first === undefined) return undefined;
  if (of === "subject" && (id === "" || first.subject === first.process)) return { of: "step", id: first.step };
  return { of, id };
}

/** How a row stands to what is picked out: all of it, part of it, none; undefined where nothing is picked out. */
export function partPicked(shares: readonly FigureShare[], pick: Pick | undefined): "all" | "part" | "none" | undefined {
  if (pick === undefined) return undefined;
  const count = shares.filter((share) => isPicked(share, pick)).length;
  return count === 0 ? "none" : count === shares.length ? "all" : "part";
}
