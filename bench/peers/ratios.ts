import { type Connections, connectionCounts, type Operation, operations, type Row } from "./result.ts";
import type { SystemName } from "./system.ts";

interface Bar {
  op: Operation;
  connections: Connections;
  peer: SystemName;
  /** So many times the peer's requests a second are Granary's goal; there is none beside a peer that only informs. */
  least: number | undefined;
}

const bars: readonly Bar[] = [
  { op: "command", connections: 16, peer: "durable-object", least: 1.5 },
  { op: "command", connections: 128, peer: "durable-object", least: 4 },
  { op: "command", connections: 16, peer: "restate", least: 2 },
  { op: "command", connections: 128, peer: "restate", least: 4.5 },
  { op: "read", connections: 16, peer: "durable-object", least: 2 },
  { op: "read", connections: 128, peer: "durable-object", least: 2 },
  { op: "read", connections: 16, peer: "restate", least: 8 },
  { op: "read", connections: 128, peer: "restate", least: 8 },
  ...(["restate-tuned", "bullmq", "stack"] as const).flatMap((peer) =>
    operations.flatMap((op) => connectionCounts.map((connections) => ({ op, connections, peer, least: undefined }))),
  ),
];

export interface Ratio extends Bar {
  ratio: number;
  isMet: boolean | undefined;
}

/** How many times a peer's requests a second Granary answers, wherever both were measured. */
export function ratiosOf(rows: readonly Row[], granary: SystemName): Ratio[] {
  return bars.flatMap((bar) => {
    const rate = (system: SystemName) =>
      rows.find((row) => row.system === system && row.op === bar.op && row.connections === bar.connections)?.rps;
    const [own, theirs] = [rate(granary), rate(bar.peer)];
    if (own === undefined || theirs === undefined) return [];
    const ratio = own / theirs;
    return [{ ...bar, ratio, isMet: bar.least === undefined ? undefined : ratio >= bar.least }];
  });
}
