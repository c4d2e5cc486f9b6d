import { setTimeout as wait } from "node:timers/promises";
import { closedLoop } from "../engine/closed-loop.ts";
import type { Cost, Costs, Pace } from "./sweep.ts";

/** What is called, by `callers` at once (8 unless said), at most `calls` times while it is measured. */
export type Called = { callers?: number; calls?: number; call(n: number, caller: number): Promise<unknown> };

/** Processor time so far of all that take part, in µs. */
type CpuUs = () => Promise<number>;

/** How many callers there are, so that work is what is measured and not idling between calls. */
export const defaultCallers = 8;

/** Each kind of call for a while, after a moment that is not counted. */
export async function measureCosts(cpuUs: CpuUs, kinds: Record<string, Called>, { ms }: Pace): Promise<Costs> {
  const costs: [string, Cost][] = [];
  for (const [name, { callers = defaultCallers, calls = Number.POSITIVE_INFINITY, call }] of Object.entries(kinds)) {
    await closedLoop({ callers, ms: ms / 4, calls: calls / 4, call });
    const before = await cpuUs();
    const { p50Us, p99Us, samples } = await closedLoop({ callers, ms, calls, call });
    costs.push([name, { cpuUs: ((await cpuUs()) - before) / samples, p50Us, p99Us }]);
  }
  return Object.fromEntries(costs);
}

/** Beats come four times a second: less time would count them by chance. */
const idleMs = 2000;

/** What a second costs in which nobody calls. */
export async function measureIdling(cpuUs: CpuUs): Promise<Cost> {
  const began = performance.now();
  const before = await cpuUs();
  await wait(idleMs);
  return { cpuUs: (((await cpuUs()) - before) * 1000) / (performance.now() - began) };
}
