import type { Item } from "./cart.ts";

/** Those that are set beside each other. */
const comparedNames = ["granary", "durable-object", "restate", "bullmq"] as const;
/** Others that say how the figures of those are to be read. */
const informingNames = ["granary-split", "restate-tuned", "stack"] as const;
export const systemNames = [...comparedNames, ...informingNames] as const;
export type SystemName = (typeof systemNames)[number];

export const isCompared = (name: SystemName): boolean => (comparedNames as readonly string[]).includes(name);

/** A system that runs and takes the cart's requests over HTTP/1.1. */
export interface RunningSystem {
  host: string;
  port: number;
  /** The request as it goes over the wire. */
  addItem(user: string, item: Item): string;
  getCart(user: string): string;
  /** Those of its processes that may write what it keeps. */
  pids: number[];
  stop(): Promise<void>;
}

export interface Start {
  /** Empty, on a disk, and its own; it is removed after the system has stopped. */
  folder: string;
  /** Tells the system to give up starting. */
  signal: AbortSignal;
}

export interface System {
  name: SystemName;
  /** With its version. */
  title: string;
  /** The setting that makes it keep a command before it answers. */
  durability: string;
  start(start: Start): Promise<RunningSystem>;
}
