import { type Fit, fitPower, type XY } from "./fit.ts";
import type { SweepResult } from "./result.ts";

export const measures = ["cpuUs", "p50Us"] as const;
export type Measure = (typeof measures)[number];

/** How one cost grows along a sweep. */
export interface Growth {
  sweep: string;
  cost: string;
  measure: Measure;
  points: XY[];
  fit: Fit;
  /** The slope between the last two points. */
  last: number;
}

/** The bar is linear; as much more is what a machine that is not quite quiet makes of it. */
export const steepest = 1.1;

/** Every cost that was measured at each x, in the order of the sweep. */
export function growthsOf({ name, points }: SweepResult): Growth[] {
  const costs = [...new Set(points.flatMap((point) => Object.keys(point.costs)))];
  return costs.flatMap((cost) =>
    measures.flatMap((measure) => {
      const measured = points.flatMap(({ x, costs: { [cost]: found } }) => {
        const y = found?.[measure];
        return y === undefined ? [] : [{ x, y }];
      });
      const fit = fitPower(measured);
      const last = fitPower(measured.slice(-2))?.slope ?? Number.NaN;
      return fit ? [{ sweep: name, cost, measure, points: measured, fit, last }] : [];
    }),
  );
}

export const isTooSteep = ({ fit }: Growth): boolean => fit.slope > steepest;
