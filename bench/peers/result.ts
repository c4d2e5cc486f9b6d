import type { SyncsOfCommands } from "./durability/syncs.ts";
import type { SystemName } from "./system.ts";

export const operations = ["command", "read"] as const;
export type Operation = (typeof operations)[number];

export const connectionCounts = [16, 128] as const;
export type Connections = (typeof connectionCounts)[number];

/** What one measurement came to, or the medians of several. */
export interface Row {
  system: SystemName;
  op: Operation;
  connections: Connections;
  /** Successful answers a second. */
  rps: number;
  /** In ms, from sending to the last byte. */
  p50: number;
  p99: number;
  failed: number;
}

export interface MeasuredSystem {
  name: SystemName;
  title: string;
  /** The setting that makes it keep a command before it answers. */
  durability: string;
  /** What strace saw; undefined where there is none. */
  seen: SyncsOfCommands | undefined;
}

/** One run with all that is needed to judge or repeat it. */
export interface PeersResult {
  /** ISO 8601, in UTC. */
  startedAt: string;
  /** Short; with "-changed" when the files differed from it. */
  commit: string;
  machine: string;
  /** Of the folder in which they kept their data. */
  filesystem: string;
  rounds: number;
  seconds: number;
  warmUp: number;
  systems: MeasuredSystem[];
  /** Why strace was not asked. */
  notWatched: string | undefined;
  /** The medians of the rounds, of those that are compared; of failures the sum. */
  rows: Row[];
  /** The same of the others. */
  informing: Row[];
  /** Every measurement, in the order of measuring. */
  measured: (Row & { round: number })[];
}
