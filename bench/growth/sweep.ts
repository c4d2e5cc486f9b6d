import type { GrowthWorld } from "./world.ts";

/** What one call took. `cpuUs` is of all processes that have a part in it, Redis too. */
export interface Cost {
  cpuUs: number;
  /** Absent where nobody waits. */
  p50Us?: number;
  p99Us?: number;
}

export type Costs = Record<string, Cost>;
export type Point = { x: number; costs: Costs };

/** How long each cost is measured. */
export type Pace = { ms: number };

export interface Sweep {
  /** Names its picture, too. */
  name: string;
  /** What grows, for the axis. */
  of: string;
  title: string;
  xs: { quick: readonly number[]; whole: readonly number[] };
  /** How a value of x is shown. */
  shown(x: number): string;
  /** Measures at each x, smallest first. */
  measure(world: GrowthWorld, xs: readonly number[], pace: Pace): Promise<Point[]>;
}
