import { expect, test } from "vitest";
import { drawChart } from "./chart.ts";

const line = (name: string, ...ys: number[]) => ({ name, points: ys.map((y, index) => ({ x: 10 ** index, y })) });
const panel = (...lines: ReturnType<typeof line>[]) => ({ title: "CPU", lines, shownY: String });
const about = { title: "Costs & such", xLabel: "agents <all>", shownX: String };

const attributes = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map((match) => Number(match[1]));

test("each line is drawn through its points, higher where it costs more", () => {
  const svg = drawChart({ ...about, panels: [panel(line("load", 10, 100, 1000), line("read", 10, 10, 10))] });
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  const [one = 0, two = 0, three = 0] = attributes(svg, /cy="([\d.]+)" r="3"/g).slice(0, 3);
  expect(one).toBeGreaterThan(two);
  expect(two).toBeGreaterThan(three);
});

test("a line that grows linearly runs along the dashed one", () => {
  const svg = drawChart({ ...about, panels: [panel(line("load", 1, 10, 100))] });
  const dashed = /class="linear" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(svg)?.slice(1);
  const points = /points="([^"]+)"/.exec(svg)?.[1]?.split(/[ ,]/) ?? [];
  expect([...points.slice(0, 2), ...points.slice(-2)]).toEqual(dashed);
});

test("words are escaped, and both schemes have their colours", () => {
  const svg = drawChart({ ...about, panels: [panel(line("a", 1, 2)), panel(line("b", 1, 2))] });
  expect(svg).toContain("Costs &#38; such");
  expect(svg).toContain("agents &#60;all&#62;");
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).toContain('viewBox="0 0 800 330"');
});

test("what cost nothing has no place on a logarithmic axis", () => {
  expect(drawChart({ ...about, panels: [panel(line("a", 0, 2, 3))] })).not.toMatch(/NaN|Infinity/);
});
