import type { Warning } from "./count-warnings.ts";
import type { Machine } from "./machine.ts";
import type { Measured } from "./measured.ts";

export interface ProfileResult {
  think: boolean;
  measured: Measured;
  /** What the shop's own log warned of meanwhile. */
  warnings: Warning[];
}

/** One measurement with all that is needed to judge or repeat it. */
export interface BenchResult {
  /** ISO 8601, in UTC. */
  startedAt: string;
  /** Short; with "-changed" when the files differed from it. */
  commit: string;
  machine: Machine;
  shop: string;
  users: number;
  minutes: number;
  profiles: ProfileResult[];
}
