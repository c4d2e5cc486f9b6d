import type { XY } from "../fit.ts";
import { type LogScale, logScale, ownScale } from "./scale.ts";

export interface Line {
  name: string;
  points: readonly XY[];
}

export interface Panel {
  title: string;
  lines: readonly Line[];
  shownY(y: number): string;
}

export interface Chart {
  title: string;
  xLabel: string;
  shownX(x: number): string;
  /** Side by side, over the same x. */
  panels: readonly Panel[];
}

const width = 400;
const height = 330;
const plot = { left: 58, top: 66, right: 24, bottom: 52 };
const inner = { width: width - plot.left - plot.right, height: height - plot.top - plot.bottom };

// colours that are told apart by people who see few, on white and on near black
const style = `
  text { font: 12px system-ui, sans-serif; fill: var(--text); }
  .title { font-weight: 600; font-size: 14px; }
  .small { fill: var(--faint); font-size: 11px; }
  .grid { stroke: var(--grid); }
  .linear { stroke: var(--faint); stroke-dasharray: 2 4; }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
  ${["#1668b8", "#c2570c", "#0b7a5e", "#8a3ab9", "#a8324a"].map((color, n) => `.c${n} { --c: ${color}; }`).join(" ")}
  .line { stroke: var(--c); } .dot { fill: var(--c); }
  svg { --text: #1f2328; --faint: #656d76; --grid: #d8dee4; }
  @media (prefers-color-scheme: dark) {
    svg { --text: #e6edf3; --faint: #9198a1; --grid: #30363d; }
    ${["#6cb6ff", "#f0883e", "#4ac29a", "#c297f5", "#ff8fa3"].map((color, n) => `.c${n} { --c: ${color}; }`).join(" ")}
  }`;

/** Lines on logarithmic axes as an SVG of its own, for light and dark; a dashed line grows as x does. */
export function drawChart({ title, xLabel, shownX, panels }: Chart): string {
  const all = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points));
  const x = ownScale(all.map((point) => point.x));
  const whole = width * panels.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${height}" width="${whole}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}\n</style>`,
    ...panels.flatMap((panel, index) => [
      `<g transform="translate(${index * width} 0)">`,
      ...drawPanel(panel, { x, xLabel, shownX }),
      "</g>",
    ]),
    "</svg>",
    "",
  ].join("\n");
}

function drawPanel(
  { title, lines, shownY }: Panel,
  { x, xLabel, shownX }: Pick<Chart, "xLabel" | "shownX"> & { x: LogScale },
): string[] {
  const drawn = lines.map(({ name, points }) => ({ name, points: points.filter((point) => point.y > 0) }));
  const y = logScale(drawn.flatMap(({ points }) => points.map((point) => point.y)));
  const px = (value: number) => rounded(plot.left + x.at(value) * inner.width);
  const py = (value: number) => rounded(plot.top + (1 - y.at(value)) * inner.height);
  const [right, floor] = [plot.left + inner.width, plot.top + inner.height];
  return [
    text(plot.left, 20, title, "title"),
    ...legend(drawn.map(({ name }) => name)),
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${plot.left}" x2="${right}" y1="${py(tick)}" y2="${py(tick)}"/>`,
      text(plot.left - 6, py(tick) + 4, shownY(tick), "small", "end"),
    ]),
    ...x.ticks.map((tick) => text(px(tick), floor + 18, shownX(tick), "small", "middle")),
    text(plot.left + inner.width / 2, floor + 38, `${xLabel} (dashed: linear)`, "", "middle"),
    linear(x, y, px, py),
    ...drawn.flatMap(({ points }, n) => [
      `<polyline class="line c${n}" points="${points.map((point) => `${px(point.x)},${py(point.y)}`).join(" ")}"/>`,
      ...points.map((point) => `<circle class="dot c${n}" cx="${px(point.x)}" cy="${py(point.y)}" r="3"/>`),
    ]),
  ];
}

/** From the low corner on, as far as the panel goes: what grows faster than x climbs more steeply. */
function linear(x: LogScale, y: LogScale, px: (x: number) => number, py: (y: number) => number): string {
  const [x0 = 1, x1 = 1, y0 = 1, y1 = 1] = [x.ticks[0], x.ticks.at(-1), y.ticks[0], y.ticks.at(-1)];
  const growth = Math.min(x1 / x0, y1 / y0);
  return `<line class="linear" x1="${px(x0)}" y1="${py(y0)}" x2="${px(x0 * growth)}" y2="${py(y0 * growth)}"/>`;
}

const letter = 6.7;

function legend(names: readonly string[]): string[] {
  let left = plot.left;
  return names.flatMap((name, n) => {
    const at = left;
    left += 36 + name.length * letter;
    return [`<circle class="dot c${n}" cx="${at + 5}" cy="40" r="5"/>`, text(at + 14, 44, name)];
  });
}

function text(x: number, y: number, words: string, kind = "", anchor = "start"): string {
  const where = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${rounded(x)}" y="${rounded(y)}"${kind && ` class="${kind}"`}${where}>${escaped(words)}</text>`;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const escaped = (words: string): string => words.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
