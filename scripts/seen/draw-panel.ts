import type { DashboardPanel } from "../../server/telemetry/testing/dashboard.ts";
import { escaped } from "./escaped.ts";

/** Points are seconds and values. */
export type Series = { name: string; points: readonly (readonly [number, number])[] };

const colours = ["#2f6f73", "#b4552d", "#6b5b95", "#8a6d1d", "#3b6fb0", "#a33a5b", "#5d7f35", "#7a5a48"];
const [width, height, left, plotTop, plotBottom] = [390, 236, 48, 34, 150];
const shownInKey = 8;

/** One panel with what its queries have answered. */
export function drawPanel({ title, fieldConfig }: DashboardPanel, series: readonly Series[]): string {
  const unit = fieldConfig?.defaults.unit ?? "short";
  const points = series.flatMap((each) => each.points);
  const times = points.map(([time]) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(...points.map(([, value]) => value), 0);
  const ceiling = most === 0 ? 1 : most * 1.1;
  const x = (time: number) => left + ((time - first) / Math.max(1, last - first)) * (width - left - 14);
  const y = (value: number) => plotBottom - (value / ceiling) * (plotBottom - plotTop);
  const sorted = [...series].sort((a, b) => lastOf(b) - lastOf(a));
  const grid = [0, 0.5, 1].map((part) => {
    const value = ceiling * part;
    return `<line x1="${left}" x2="${width - 14}" y1="${y(value)}" y2="${y(value)}" stroke="#e4e0d8"/>
      <text x="${left - 5}" y="${y(value) + 4}" font-size="10" fill="#6d675c" text-anchor="end">${shown(value, unit)}</text>`;
  });
  const colourOf = (n: number) => colours[n % colours.length];
  const lines = sorted.map(({ points: own }, n) => {
    const path = own.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    return `<polyline points="${path}" fill="none" stroke="${colourOf(n)}" stroke-width="1.4"/>`;
  });
  const key = sorted.slice(0, shownInKey).map((each, n) => {
    const [column, line] = [n % 2, Math.floor(n / 2)];
    const [at, down] = [12 + column * 186, plotBottom + 22 + line * 16];
    const text = `${each.name.slice(0, 22)}  ${shown(lastOf(each), unit)}`;
    return `<rect x="${at}" y="${down - 8}" width="9" height="9" rx="2" fill="${colourOf(n)}"/>
      <text x="${at + 14}" y="${down}" font-size="10.5" fill="#3a362f">${escaped(text)}</text>`;
  });
  const none = `<text x="${width / 2}" y="95" font-size="11" fill="#6d675c" text-anchor="middle">nothing of this happened</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, sans-serif">
    <rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="6" fill="#fff" stroke="#e4e0d8"/>
    <text x="12" y="21" font-size="12.5" font-weight="600" fill="#26231e">${escaped(title)}</text>
    ${points.length === 0 ? none : [...grid, ...lines, ...key].join("\n")}</svg>`;
}

const lastOf = ({ points }: Series): number => points.at(-1)?.[1] ?? 0;

function shown(value: number, unit: string): string {
  const digits = (of: number) => (of >= 100 || Number.isInteger(of) ? of.toFixed(0) : of.toPrecision(2));
  if (unit === "s") return value >= 1 || value === 0 ? `${digits(value)} s` : `${digits(value * 1_000)} ms`;
  if (unit === "bytes") return `${digits(value / 2 ** 20)} MiB`;
  if (unit === "percentunit") return `${digits(value * 100)} %`;
  return `${digits(value)}${unit === "ops" ? "/s" : ""}`;
}
