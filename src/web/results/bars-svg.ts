// Bars as an SVG file of their own: what the page shows with boxes, for documents and slides.

export type Bar = { label: string; value: number; text: string; colour: string };
export type Ink = { ground: string; text: string; quiet: string; line: string; font: string };

const ROW = 34;
const LEFT = 250;
const WIDTH = 900;
const RIGHT = 150;
const TOP = 56;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const short = (text: string): string => (text.length > 32 ? `${text.slice(0, 31)}…` : text);

/** Bars below each other from one zero line; those below zero go to the left of it. */
export function barsSvg({ title, bars, ink }: { title: string; bars: readonly Bar[]; ink: Ink }): string {
  const least = Math.min(0, ...bars.map(({ value }) => value));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const scale = (WIDTH - LEFT - RIGHT) / (most - least || 1);
  const zero = LEFT - least * scale;
  const height = TOP + bars.length * ROW + 20;
  const rows = bars.map(({ label, value, text, colour }, i) => {
    const y = TOP + i * ROW;
    const [x, width] = value < 0 ? [zero + value * scale, -value * scale] : [zero, value * scale];
    return [
      `<text x="${LEFT - 12}" y="${y + 18}" text-anchor="end" fill="${escaped(ink.text)}">${escaped(short(label))}</text>`,
      `<rect x="${x.toFixed(1)}" y="${y + 2}" width="${Math.max(width, 1).toFixed(1)}" height="22" rx="3" fill="${escaped(colour)}"/>`,
      `<text x="${(Math.max(x + width, zero) + 8).toFixed(1)}" y="${y + 18}" fill="${escaped(ink.text)}">${escaped(text)}</text>`,
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${escaped(ink.font)}" font-size="14" role="img">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${escaped(ink.ground)}"/>`,
    `<text x="20" y="30" font-size="17" font-weight="600" fill="${escaped(ink.text)}">${escaped(title)}</text>`,
    ...rows,
    `<line x1="${zero.toFixed(1)}" x2="${zero.toFixed(1)}" y1="${TOP - 4}" y2="${height - 14}" stroke="${escaped(ink.line)}"/>`,
    "</svg>",
  ].join("\n");
}
