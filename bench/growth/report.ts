import { markdownTable } from "#lib/markdown-table.ts";
import { shownMicros } from "../shown.ts";
import { type Chart, drawChart } from "./chart/chart.ts";
import { type Growth, growthsOf, isTooSteep, type Measure, steepest } from "./growths.ts";
import type { GrowthResult, SweepResult } from "./result.ts";
import type { Sweep } from "./sweep.ts";

const inWords: Record<Measure, string> = { cpuUs: "CPU", p50Us: "Latency, median" };

/** One sweep's costs at both ends, and the exponent with which each grows. */
export function sweepTable(sweep: Sweep, result: SweepResult): string {
  const xs = result.points.map(({ x }) => x);
  const [least = 0, most = 0] = [xs[0], xs.at(-1)];
  return markdownTable(
    ["cost", "", `at ${sweep.shown(least)}`, `at ${sweep.shown(most)}`, "grows as", "r²", "at the end"],
    growthsOf(result).map((growth) => [
      growth.cost,
      inWords[growth.measure],
      ...[growth.points[0], growth.points.at(-1)].map((point) => shownMicros(point?.y ?? Number.NaN)),
      `x^${growth.fit.slope.toFixed(2)}${isTooSteep(growth) ? " !" : ""}`,
      growth.fit.r2.toFixed(2),
      `x^${growth.last.toFixed(2)}`,
    ]),
  );
}

/** The same colour for these in every picture; what only some sweeps measure follows. */
const first = ["command", "load", "read"];
const place = (cost: string): number => (first.includes(cost) ? first.indexOf(cost) : first.length);

export const picture = ({ name, title, of, shown }: Sweep, result: SweepResult): string => {
  const panel = (measure: Measure): Chart["panels"][number] => ({
    title: inWords[measure],
    shownY: shownTime,
    lines: growthsOf(result)
      .filter((growth) => growth.measure === measure)
      .toSorted((one, other) => place(one.cost) - place(other.cost))
      .map(({ cost, points }) => ({ name: cost, points })),
  });
  return drawChart({ title: `${title}: ${name}`, xLabel: of, shownX: shown, panels: [panel("cpuUs"), panel("p50Us")] });
};

/** A tick of an axis: 1, 2 or 5 of something. */
function shownTime(us: number): string {
  if (us >= 1e6) return `${us / 1e6} s`;
  return us >= 1000 ? `${us / 1000} ms` : `${Number(us.toPrecision(2))} µs`;
}

/** Those that grow faster than linearly. */
export const tooSteep = (sweeps: readonly SweepResult[]): Growth[] => sweeps.flatMap(growthsOf).filter(isTooSteep);

export const complaint = ({ sweep, cost, measure, fit }: Growth): string =>
  `${inWords[measure]} of “${cost}” grows as ${sweep}^${fit.slope.toFixed(2)}; the bar is linear.`;

/** The page with all sweeps, beside its pictures. */
export function page(result: GrowthResult, sweeps: readonly Sweep[]): string {
  const { machine, startedAt, commit } = result;
  return [
    "# How cost grows",
    "`npm run bench:growth -- --keep` writes this page and its pictures.",
    `${startedAt.slice(0, 10)}, commit ${commit}, ${machine.cores} cores (${machine.processor}), Node ${machine.node}, ` +
      `Redis ${machine.redis} with all on disk before it answers, load average before ${machine.loadBefore}.`,
    "CPU is the processor time of one call, of all processes that have a part in it: the door, the silos and Redis. The " +
      "latency is what its caller waits, with the others beside it. Both are shown on logarithmic axes, on which x^n is a " +
      `straight line; the dashed one is linear. The bar is linear or better, which is at most x^${steepest} here: no ` +
      "machine is quite quiet. What has a fixed part grows more steeply at its end than over all: that is the last column, " +
      "which is of two points alone.",
    "A *command* is on an agent in memory, a *wake-up* one on an agent at rest, which is loaded for it. A *load* is a query at " +
      "a process that has no copy of the state, a *read* one at a process that has. An *idle second* is one in which nobody calls.",
    ...sweeps.flatMap((sweep) => {
      const own = result.sweeps.find(({ name }) => name === sweep.name);
      if (!own) return [];
      return [`## ${sweep.title}`, `![${sweep.title}](growth-${sweep.name}.svg)`, sweepTable(sweep, own)];
    }),
  ].join("\n\n");
}
