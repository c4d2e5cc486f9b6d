import type { Row } from "./measured.ts";

/** What 16 users without pauses must get, beside answers that were all asked for. */
const bar = { users: 16, perSecond: 1000, p95: 25 };

/** How a run of the load test without think time is to the bar; nothing where the bar is not for it. */
export function besideTheBar(
  rows: readonly Row[],
  { think, users }: { think: boolean; users: number },
): string | undefined {
  const all = rows.find(({ endpoint }) => endpoint === "all");
  if (think || users !== bar.users || !all) return undefined;
  const missed = [
    ...(all.perSecond < bar.perSecond ? [`${Math.floor(all.perSecond)} requests a second`] : []),
    ...(all.p95 >= bar.p95 ? [`a p95 of ${all.p95.toFixed(1)} ms`] : []),
    ...(all.unexpected > 0 ? [`${all.unexpected} unexpected answers`] : []),
  ];
  const words = `at least ${bar.perSecond} requests a second, p95 below ${bar.p95} ms, nothing unexpected`;
  return `Bar: ${words}: ${missed.length === 0 ? "met" : `missed with ${missed.join(", ")}`}.`;
}
