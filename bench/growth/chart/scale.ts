/** A logarithmic axis: where a value lies between two ends, and which values are marked on it. */
export interface LogScale {
  /** 0 at the low end, 1 at the high end. */
  at(value: number): number;
  ticks: number[];
}

const fewTicks = 4;

/** An axis from the least to the greatest of the values, with each of them marked; they must be above 0. */
export function ownScale(values: readonly number[]): LogScale {
  const ticks = [...new Set(values)].sort((a, b) => a - b);
  const [low = 1, high = 1] = [ticks[0], ticks.at(-1)];
  // one value alone stands in the middle
  return { at: (value) => (low === high ? 0.5 : Math.log(value / low) / Math.log(high / low)), ticks };
}

/** An axis of whole steps of 1, 2, 5 or of 10 that holds all values; those must be above 0. */
export function logScale(values: readonly number[]): LogScale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const ends = (steps: readonly number[]) => {
    const all = stepsBetween(low, high, steps);
    return all.length > 1 ? all : stepsBetween(low / 1.01, high * 1.01, steps);
  };
  const decades = ends([1]);
  const ticks = decades.length >= fewTicks ? decades : ends([1, 2, 5]);
  const from = Math.log(ticks[0] ?? low);
  const to = Math.log(ticks.at(-1) ?? high);
  return { at: (value) => (Math.log(value) - from) / (to - from), ticks };
}

/** From the greatest step that is not above `low` to the least that is not below `high`. */
function stepsBetween(low: number, high: number, steps: readonly number[]): number[] {
  const first = Math.floor(Math.log10(low)) - 1;
  const last = Math.ceil(Math.log10(high)) + 1;
  const all = Array.from({ length: last - first + 1 }, (_, n) => steps.map((step) => step * 10 ** (first + n))).flat();
  const from = all.findLastIndex((step) => step <= low * (1 + 1e-9));
  const to = all.findIndex((step) => step >= high * (1 - 1e-9));
  return all.slice(Math.max(from, 0), to + 1);
}
