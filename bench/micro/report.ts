import { markdownTable } from "#lib/markdown-table.ts";
import type { FigureRow } from "../rows.ts";
import { shown, shownMicros } from "../shown.ts";
import { hotAgentAtGateway } from "./gateway.ts";
import { hotAgent, leastHotTurns } from "./whole-engine.ts";

const columns = ["", "a second", "median", "p99", "CPU here", "runs"];

export const table = (rows: readonly FigureRow[]): string =>
  markdownTable(
    columns,
    rows.map(({ name, figures: { perSecond = 0, p50Us = 0, p99Us = 0, cpuUs = 0, samples = 0 } }) => [
      name,
      shown(perSecond),
      ...[p50Us, p99Us, cpuUs].map(shownMicros),
      samples.toLocaleString("en"),
    ]),
  );

/** What is said where the bar is missed. */
export function shortfalls(rows: readonly FigureRow[]): string[] {
  return [hotAgent, hotAgentAtGateway].flatMap((bar) => {
    const turns = rows.find(({ name }) => name === bar)?.figures.perSecond;
    if (turns === undefined || turns >= leastHotTurns) return [];
    return [`${bar}: ${shown(turns)} turns a second; the bar is ${shown(leastHotTurns)}.`];
  });
}
