import type { SeenSpan } from "../../server/telemetry/testing/span-tree.ts";
import { escaped } from "./escaped.ts";

const colours = ["#2f6f73", "#b4552d", "#6b5b95", "#8a6d1d"];
const [width, names, row, top] = [1_180, 390, 24, 74];

type Placed = { span: SeenSpan; depth: number };

/** A trace as a waterfall: one line a span, below what caused it, coloured by the process that made it. */
export function drawTrace(spans: readonly SeenSpan[], title: string): string {
  const placed = inOrder(spans);
  const begun = Math.min(...spans.map(({ start }) => start));
  const took = Math.max(...spans.map(({ end }) => end)) - begun;
  const x = (time: number) => names + ((time - begun) / took) * (width - names - 90);
  const processes = [...new Set(placed.map(({ span }) => span.process))];
  const colourOf = (process: string) => colours[processes.indexOf(process) % colours.length];
  const height = top + placed.length * row + 16;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const at = x(begun + took * part);
    const label = `${(took * part).toFixed(1)} ms`;
    return `<line x1="${at}" x2="${at}" y1="${top - 8}" y2="${height - 12}" stroke="#e4e0d8"/>
      <text x="${at}" y="${top - 14}" font-size="11" fill="#6d675c" text-anchor="middle">${label}</text>`;
  });
  const key = processes.map(
    (process, n) => `<rect x="${n * 190 + 16}" y="36" width="11" height="11" rx="2" fill="${colourOf(process)}"/>
      <text x="${n * 190 + 33}" y="46" font-size="12" fill="#3a362f">${escaped(process)}</text>`,
  );
  const lines = placed.map(({ span, depth }, n) => {
    const y = top + n * row;
    const long = Math.max(2, x(span.end) - x(span.start));
    const time = `${(span.end - span.start).toFixed(1)} ms`;
    return `<text x="${16 + depth * 15}" y="${y + 15}" font-size="12.5" fill="#26231e">${escaped(span.name)}</text>
      <rect x="${x(span.start)}" y="${y + 4}" width="${long}" height="14" rx="2" fill="${colourOf(span.process)}"/>
      <text x="${x(span.start) + long + 6}" y="${y + 15}" font-size="11" fill="#6d675c">${time}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, sans-serif">
    <rect width="100%" height="100%" fill="#fbfaf7"/>
    <text x="16" y="24" font-size="15" font-weight="600" fill="#26231e">${escaped(title)}</text>
    ${[...key, ...ticks, ...lines].join("\n")}</svg>`;
}

function inOrder(spans: readonly SeenSpan[]): Placed[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const below = (parentId: string | undefined, depth: number): Placed[] =>
    spans
      .filter(
        (span) => (span.parentId !== undefined && known.has(span.parentId) ? span.parentId : undefined) === parentId,
      )
      .sort((a, b) => a.start - b.start)
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}
