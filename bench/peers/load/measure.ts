import { CannotMeasure } from "../../cannot-measure.ts";
import { turns } from "../cart.ts";
import { type Connections, connectionCounts, type Operation, operations, type Row } from "../result.ts";
import type { RunningSystem, SystemName } from "../system.ts";
import { loadInLoop } from "./closed-loop.ts";
import { figuresOf } from "./figures.ts";

interface Measure {
  name: SystemName;
  system: RunningSystem;
  warmUp: number;
  seconds: number;
  signal: AbortSignal;
  onRow(row: Row): void;
}

/** A just-started system runs in for so many times the warm-up of each measurement. */
const runIn = 2;

/** Fills the carts of a system that has just started, lets it run in, and measures each operation. */
export async function measureSystem({ name, system, warmUp, seconds, signal, onRow }: Measure): Promise<void> {
  const { host, port } = system;
  // made before the load begins: what the client takes of the machine, the system does not have
  const commands = turns.map(({ user, item }) => system.addItem(user, item));
  const reads = turns.map(({ user }) => system.getCart(user));
  let sent = 0;
  const requests = {
    command: () => commands[sent++ % turns.length],
    read: () => reads[sent++ % turns.length],
  };
  const load = (op: Operation, connections: Connections, from: number, to: number) =>
    loadInLoop({
      ...{ host, port, connections, request: requests[op], signal },
      ...{ warmUpMs: from * 1000, measuredMs: to * 1000 },
    });
  await fillCarts(system, commands, signal);
  for (const op of operations) await load(op, 128, runIn * warmUp, 0);
  for (const op of operations) {
    for (const connections of connectionCounts) {
      const answers = await load(op, connections, warmUp, seconds);
      onRow({ system: name, op, connections, ...figuresOf(answers, seconds) });
    }
  }
}

/** Each line of each cart once, one after the other on each of a few connections. */
async function fillCarts({ host, port }: RunningSystem, commands: string[], signal: AbortSignal): Promise<void> {
  const all = commands.length;
  let sent = 0;
  const answers = await loadInLoop({
    host,
    port,
    connections: 32,
    request: () => commands[sent++],
    warmUpMs: 0,
    measuredMs: 120_000,
    signal,
  });
  if (sent < all) throw new CannotMeasure(`Only ${sent} of ${all} lines could be put into the carts in two minutes.`);
  if (answers.failed > 0) throw new CannotMeasure(`${answers.failed} of ${all} lines could not be put into the carts.`);
}
