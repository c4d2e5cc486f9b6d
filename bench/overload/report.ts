import { markdownTable } from "#lib/markdown-table.ts";
import type { Phase } from "./measured.ts";

export type OverloadResult = {
  maximum: Phase;
  /** How many times the maximum was offered. */
  times: number;
  overload: Phase;
  light: Phase;
  /** Resident memory in bytes: before, after a third of the overload, at its highest, at its end, ten seconds later. */
  memory: { before: number; third: number; highest: number; end: number; after: number };
  recoveryMs: number | undefined;
  /** How shop and load share the machine. */
  cores: string;
  /** How many processors all processes of the shop kept busy. */
  processor: { maximum: number; overload: number };
};

const leastShare = 0.8;
/** What memory may grow by in the rest of the overload, beside what the collector leaves lying about. */
const mostGrowth = 1.25;
const slackBytes = 64 * 1024 * 1024;
const longestRecovery = 5_000;

const shareOf = ({ overload, maximum }: OverloadResult): number => overload.accepted / maximum.accepted;

/** Why the bar was missed, in sentences; none when it was not. */
export function failuresOf(result: OverloadResult): string[] {
  const { overload, memory, recoveryMs, maximum, times } = result;
  const failures: string[] = [];
  if (maximum.accepted === 0) failures.push("nothing was accepted at all");
  if (!(shareOf(result) >= leastShare)) failures.push(`goodput fell to ${percent(shareOf(result))} of the maximum`);
  if (overload.offered < 0.9 * times * maximum.accepted) failures.push("less was offered than was meant to be");
  if (overload.withoutRetryAfter > 0) failures.push("refusals came without a retry-after");
  if (overload.failed > 0.01 * overload.offered) failures.push(`${percent(overload.failed / overload.offered)} failed`);
  if (memory.highest > memory.third * mostGrowth + slackBytes) failures.push("memory grew while it lasted");
  if (recoveryMs === undefined || recoveryMs > longestRecovery) failures.push("it did not recover within 5 s");
  return failures;
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const rate = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });
const ms = (value: number) => (Number.isNaN(value) ? "–" : value.toFixed(value < 10 ? 1 : 0));
const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

export function tables(result: OverloadResult): string {
  const { maximum, overload, light, memory, recoveryMs, times, processor } = result;
  const whys = Object.entries(overload.whys).map(([why, count]) => `${count} × ${why}`);
  const row = (name: string, { offered, accepted, overloaded, failed, p50, p99 }: Phase) => [
    ...[name, rate(offered), rate(accepted), percent(accepted / maximum.accepted), rate(overloaded), rate(failed)],
    ...[ms(p50), ms(p99)],
  ];
  return [
    result.cores,
    markdownTable(
      ["load", "offered/s", "goodput/s", "of max", "overloaded/s", "failed/s", "p50 ms", "p99 ms"],
      [row("maximum", maximum), row(`${times} times that`, overload), row("light, afterwards", light)],
    ),
    markdownTable(
      ["memory", "before", "a third in", "highest", "at the end", "10 s later"],
      [["of the shop's process", ...[memory.before, memory.third, memory.highest, memory.end, memory.after].map(mb)]],
    ),
    `All processes of the shop kept ${processor.maximum.toFixed(2)} processors busy at the maximum, ${processor.overload.toFixed(2)} at ${times} times that.`,
    ...(whys.length === 0 ? [] : [`Failed at ${times} times that: ${whys.join(", ")}.`]),
    `Served as before ${recoveryMs === undefined ? "never again" : `${(recoveryMs / 1000).toFixed(1)} s`} after the load ended.`,
  ].join("\n\n");
}
