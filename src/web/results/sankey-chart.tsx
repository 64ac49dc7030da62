// The Sankey of emissions, painted by ECharts as SVG: nothing in it needs a style sheet, so that the strict CSP stays.
import type { SankeySeriesOption } from "echarts/charts";
import { SankeyChart as Sankey } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useLanguage } from "../language.tsx";
import { colour, ink, useThemeChanges } from "./colours.ts";
import { goodOfNode } from "./flow-picks.ts";
import { type Drawable, MERGED } from "./sankey.ts";
import { nodeColour } from "./words.ts";

use([Sankey, TooltipComponent, SVGRenderer]);

const LEAST_HEIGHT = 280;
const ROW = 32;
const UNLIT = 0.18;
/** Pixels of a sheet of A4 between its margins. */
const PRINTED_WIDTH = 640;

/** What can be asked of a painted chart. */
export type Painted = { svg(): string };

type SankeyChartProps = {
  ref: Ref<Painted>;
  drawn: Drawable;
  /** Ids of the nodes that are picked out; undefined: all are shown alike. */
  lit: ReadonlySet<string> | undefined;
  /** The good in sight. */
  chosen: string;
  names: ReadonlyMap<string, string>;
  label: string;
  onChoose(id: string): void;
};

export function SankeyChart({ ref, drawn, lit, chosen, names, label, onChoose }: SankeyChartProps) {
  const { say, number } = useLanguage();
  const themes = useThemeChanges();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const height = Math.max(LEAST_HEIGHT, tallest(drawn) * ROW);
  useEffect(() => {
    if (holder.current === null) return;
    const made = init(holder.current, undefined, { renderer: "svg" });
    chart.current = made;
    made.on("click", (event) => {
      if (event.dataType === "node") choose.current((event.data as { id: string }).id);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(holder.current);
    // A sheet is narrower than the window, and what is printed is taken at once.
    const narrow = (): void => {
      made.resize({ width: PRINTED_WIDTH });
      made.getZr().flush();
    };
    const wide = (): void => made.resize({ width: "auto" });
    addEventListener("beforeprint", narrow);
    addEventListener("afterprint", wide);
    return () => {
      removeEventListener("beforeprint", narrow);
      removeEventListener("afterprint", wide);
      watch.disconnect();
      made.dispose();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => {
    const merged = say(`작은 배출원 ${drawn.merged}개`, `${drawn.merged} small sources`);
    const nameOf = (id = ""): string => (id === MERGED ? merged : (names.get(id) ?? id));
    const series = seriesOf({ drawn, lit, chosen, nameOf });
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: ink().font },
        tooltip: {
          // Painted like the rest: a tooltip of HTML would carry styles that the CSP refuses.
          renderMode: "richText",
          backgroundColor: colour("--raised"),
          borderColor: colour("--strong-line"),
          textStyle: { color: colour("--text") },
          formatter: (shown: unknown) => tooltip(shown as Shown, { nameOf, number }),
        },
        series: [series],
      },
      true,
    );
    chart.current?.resize();
  }, [drawn, lit, chosen, names, themes, say, number]);
  useImperativeHandle(ref, () => ({ svg: () => standAlone(chart.current) }), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className="scroll results-sankey" tabIndex={0} aria-label={say("배출량 흐름 그림", "Drawing of the flow of emissions")}>
      <div ref={holder} role="img" aria-label={label} style={{ height: `${height}px` }} />
    </section>
  );
}

/** The file of its own: with a ground, for documents and slides. */
function standAlone(chart: EChartsType | null): string {
  const svg = chart?.renderToSVGString() ?? "";
  return svg.replace(/^(<svg[^>]*>)/, `$1<rect width="100%" height="100%" fill="${colour("--surface")}"/>`);
}

/** How many nodes stand above each other where they stand closest. */
function tallest({ nodes, flows }: Drawable): number {
  const fed = new Set(flows.map(({ to }) => to));
  const feeding = new Set(flows.map(({ from }) => from));
  const first = nodes.filter(({ id }) => !fed.has(id)).length;
  const last = nodes.filter(({ id }) => !feeding.has(id)).length;
  return Math.max(first, last, nodes.length - first - last);
}

type Given = { drawn: Drawable; lit: ReadonlySet<string> | undefined; chosen: string; nameOf(id?: string): string };

function seriesOf({ drawn: { nodes, flows }, lit, chosen, nameOf }: Given): SankeySeriesOption {
  const isLit = (id: string): boolean => lit === undefined || lit.has(id);
  const text = colour("--text");
  return {
    type: "sankey",
    left: 8,
    right: 190,
    top: 10,
    bottom: 10,
    nodeGap: 18,
    nodeWidth: 16,
    draggable: false,
    layoutIterations: 64,
    emphasis: { focus: "adjacency" },
    label: { color: text, fontSize: 13, width: 180, overflow: "truncate", textBorderWidth: 0 },
    lineStyle: { color: "gradient", curveness: 0.5 },
    data: nodes.map((node) => ({
      id: node.id,
      // Names are not unique, ids are; the label says the name.
      name: node.id,
      itemStyle: {
        color: colour(nodeColour(node)),
        opacity: isLit(node.id) ? 1 : UNLIT,
        borderColor: goodOfNode(node) === chosen ? text : "transparent",
        borderWidth: goodOfNode(node) === chosen ? 2 : 0,
      },
      label: { formatter: nameOf(node.id), opacity: isLit(node.id) ? 1 : 0.5 },
    })),
    links: flows.map(({ from, to, value }) => ({
      source: from,
      target: to,
      value,
      lineStyle: { opacity: lit === undefined ? 0.38 : lit.has(from) && lit.has(to) ? 0.65 : 0.08 },
    })),
  };
}

type Shown = { dataType?: string; name: string; value: unknown; data: { source?: string; target?: string } };
type Told = { nameOf(id?: string): string; number(value: number, digits?: number): string };

function tooltip({ dataType, name, value, data }: Shown, { nameOf, number }: Told): string {
  const what = dataType === "edge" ? `${nameOf(data.source)} → ${nameOf(data.target)}` : nameOf(name);
  return `${what}\n${number(Number(value), 1)} tCO₂e`;
}
