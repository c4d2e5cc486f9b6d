import type { Offered } from "./offer.ts";

export type Phase = {
  /** Each a second. */
  offered: number;
  accepted: number;
  overloaded: number;
  failed: number;
  withoutRetryAfter: number;
  p50: number;
  p99: number;
  /** How many of the failed there were of each kind. */
  whys: Record<string, number>;
};

/** What a stretch of a load came to; what was answered after its end does not count as accepted. */
export function measurePhase(all: readonly Offered[], fromMs: number, toMs: number): Phase {
  const seconds = (toMs - fromMs) / 1000;
  const offered = all.filter(({ at }) => at >= fromMs && at < toMs);
  const rate = (end: Offered["end"]) => offered.filter((one) => one.end === end).length / seconds;
  // goodput is what comes out, so it is counted when it is answered
  const accepted = all.filter((one) => one.end === "ok" && one.at + one.took >= fromMs && one.at + one.took < toMs);
  const took = accepted.map((one) => one.took).sort((a, b) => a - b);
  const quantile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return {
    offered: offered.length / seconds,
    accepted: accepted.length / seconds,
    overloaded: rate("overloaded"),
    failed: rate("failed"),
    withoutRetryAfter: rate("overloaded_without_retry_after"),
    p50: quantile(0.5),
    p99: quantile(0.99),
    whys: countWhys(offered),
  };
}

function countWhys(offered: readonly Offered[]): Record<string, number> {
  const whys: Record<string, number> = {};
  for (const { why } of offered) if (why !== undefined) whys[why] = (whys[why] ?? 0) + 1;
  return whys;
}

const windowMs = 500;

/**
 * How long after its beginning a light load is served as before the overload: from then on no window of half a second has
 * a refusal or a p99 above `bearable`. Undefined when it never is.
 */
export function recoveryOf(light: readonly Offered[], forMs: number, bearable: number): number | undefined {
  let well: number | undefined;
  for (let from = 0; from + windowMs <= forMs; from += windowMs) {
    const inside = light.filter(({ at }) => at >= from && at < from + windowMs);
    const took = inside.map((one) => one.took).sort((a, b) => a - b);
    const p99 = took[Math.floor(took.length * 0.99)] ?? 0;
    const isWell = inside.every(({ end }) => end === "ok") && p99 <= bearable;
    if (!isWell) well = undefined;
    else well ??= from;
  }
  return well;
}
