// The waterfall, painted by ECharts as SVG: nothing in it needs a style sheet, so that the strict CSP stays.
import { BarChart, type BarSeriesOption } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useLanguage } from "../language.tsx";
import { colour, ink, useThemeChanges } from "../results/colours.ts";
import { signed } from "./change-words.ts";
import { axisOf, type Bar, digitsFor, stackOf } from "./waterfall.ts";

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const ROW = 38;
const FOOT = 56;
const NARROW = 560;

export function WaterfallChart({ bars, unit, label }: { bars: readonly Bar[]; unit: string; label: string }) {
  const { number } = useLanguage();
  const themes = useThemeChanges();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const paint = useRef(() => {});
  useEffect(() => {
    if (holder.current === null) return;
    const made = init(holder.current, undefined, { renderer: "svg" });
    chart.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      paint.current();
    });
    watch.observe(holder.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => {
    paint.current = () => chart.current?.setOption(optionOf({ bars, unit, number, width: holder.current?.clientWidth ?? NARROW }), true);
    paint.current();
    chart.current?.resize();
  }, [bars, unit, themes, number]);
  return <div ref={holder} className="change-chart" role="img" aria-label={label} style={{ height: `${bars.length * ROW + FOOT}px` }} />;
}

type Painting = { bars: readonly Bar[]; unit: string; width: number; number(value: number, digits?: number): string };

function optionOf({ bars, unit, width, number }: Painting) {
  const axis = axisOf(bars);
  const narrow = width < NARROW;
  const [text, quiet] = [colour("--text"), colour("--quiet")];
  const names = narrow ? Math.floor(width * 0.42) : 280;
  const digits = digitsFor(
    Math.max(...bars.map(({ from, to, kind }) => (kind === "before" || kind === "after" ? 0 : Math.abs(to - from)))),
  );
  return {
    animation: false,
    textStyle: { fontFamily: ink().font, color: text },
    grid: { left: names + 12, right: narrow ? 70 : 110, top: 8, bottom: FOOT - 12 },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: colour("--raised"),
      borderColor: colour("--strong-line"),
      textStyle: { color: text },
      formatter: (shown: unknown) => told(bars[(shown as { dataIndex: number }).dataIndex], { unit, number, digits }),
    },
    xAxis: {
      type: "value",
      min: axis.min,
      max: axis.max,
      name: unit,
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: quiet },
      splitNumber: narrow ? 2 : 5,
      // The ends of an axis that is cut are no round numbers.
      axisLabel: {
        color: quiet,
        hideOverlap: true,
        showMinLabel: !axis.cut,
        showMaxLabel: !axis.cut,
        formatter: (value: number) => number(value, digitsFor(axis.max - axis.min)),
      },
      splitLine: { lineStyle: { color: colour("--line") } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("--strong-line") } },
      axisLabel: { color: text, width: names, overflow: "truncate", fontSize: 13, interval: 0 },
    },
    series: seriesOf({ bars, number, digits }),
  };
}

function seriesOf({ bars, number, digits }: { bars: readonly Bar[]; number: Painting["number"]; digits: number }): BarSeriesOption[] {
  const stacks = bars.map(stackOf);
  const base = { type: "bar", stack: "bars", barMaxWidth: 22, barMinHeight: 0 } as const;
  const painted = (pick: "above" | "below"): BarSeriesOption => ({
    ...base,
    data: bars.map((bar, i) => {
      const value = stacks[i]?.[pick] ?? 0;
      const labelled = stacks[i]?.below !== 0 && stacks[i]?.above === 0 ? "below" : "above";
      return {
        value,
        itemStyle: { color: colour(colourOf(bar)), borderRadius: 2 },
        label: {
          show: pick === labelled,
          position: pick === "above" ? "right" : "left",
          color: colour("--text"),
          formatter: bar.kind === "before" || bar.kind === "after" ? number(bar.to, digits) : signed(bar.to - bar.from, number, digits),
        },
      } as const;
    }),
  });
  return [
    { ...base, silent: true, itemStyle: { color: "transparent" }, data: stacks.map(({ pass }) => pass) },
    painted("above"),
    painted("below"),
  ];
}

/** More is told by another colour than less, and by the sign beside it. */
function colourOf({ kind, from, to }: Bar): string {
  if (kind === "before" || kind === "after") return "--plot-5";
  return to >= from ? "--plot-2" : "--plot-1";
}

type Telling = Pick<Painting, "unit" | "number"> & { digits: number };

function told(bar: Bar | undefined, { unit, number, digits }: Telling): string {
  if (bar === undefined) return "";
  const value = bar.kind === "before" || bar.kind === "after" ? number(bar.to, digits) : signed(bar.to - bar.from, number, digits);
  return `${bar.label}\n${value} ${unit}`;
}
