import type { Caller } from "../contract.ts";
import { createRuntime, type RuntimeProcess } from "../create-runtime.ts";
import type { Log } from "../log.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock, type VirtualClock } from "../memory/virtual-clock.ts";
import type { Observer } from "../observer.ts";
import type { Ports } from "../ports.ts";
import type { Runtime } from "../runtime.ts";
import { type AnyAgent, agentTypes } from "../types.ts";
import { silosAtOnce } from "./silos-at-once.ts";

/** A whole runtime in memory, on as many silos as SILOS says, whose time stands still unless something waits for it. */
export interface TestRuntime extends Runtime {
  readonly clock: VirtualClock;
  readonly runtime: RuntimeProcess;
  readonly ports: Ports;
  /** What was logged at `warn` or above. */
  readonly complaints: string[];
  /** Lets everything that was told be delivered and run. Time waits for `outside`, where turns reach out for real. */
  settle(outside?: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

type Handle = Record<string, (...args: unknown[]) => unknown>;

/**
 * @example
 * const shop = await testRuntime({ agents: [createCart()] });
 * const result = await shop.as({ kind: "shopper", id: "u1" }).ask(cart, "u1").clear();
 */
export async function testRuntime(options: {
  agents: readonly AnyAgent[];
  now?: Date;
  partitions?: number;
  /** As many as SILOS says unless the test does. */
  silos?: number;
  /** Sees each silo, by its number. */
  observer?: (silo: number) => Observer;
}): Promise<TestRuntime> {
  const { partitions = 2, now = new Date("2026-01-15T12:00:00Z"), silos: wanted = silosAtOnce } = options;
  const untilShared = wanted > 1 ? 1000 : 0;
  const clock = createVirtualClock(now.getTime() - untilShared);
  const memory = createMemoryWorld({ partitions, clock });
  const ports = memory.connect();
  const lanes = new Set([...agentTypes(options.agents).values()].map(({ lane }) => lane));
  const complaints: string[] = [];
  const log: Log = (level, message, fields) => {
    if (level === "warn" || level === "error") complaints.push(`${message} ${String(fields?.error ?? "")}`);
  };
  const about = { agents: options.agents, log, random: () => 0.5 };
  const seen = (silo: number) => ({ observer: options.observer?.(silo) });
  const runtime = await createRuntime({ ...about, ports, ...seen(0) });
  const silos = [runtime];
  while (silos.length < wanted) {
    silos.push(await createRuntime({ ...about, ports: memory.connect(), ...seen(silos.length) }));
  }
  await clock.runUntil(Promise.all(silos.map((silo) => silo.startSilo())));
  if (untilShared > 0) await clock.advance(untilShared);

  /** Whatever a call waits for, time passes until it has it. */
  function timed<T extends object>(handle: T): T {
    const methods = handle as Handle;
    const names = Object.keys(methods);
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => clock.runUntil(Promise.resolve(methods[name]?.(...args)))]),
    ) as T;
  }

  async function isBusy(): Promise<boolean> {
    if (silos.some(({ underWay }) => underWay > 0)) return true;
    for (let partition = 0; partition < partitions; partition++) {
      if ((await ports.store.outboxDepth(partition)) > 0) return true;
      for (const lane of lanes) {
        for (const kind of ["doors", "nested"] as const) {
          if ((await ports.queues.waiting({ partition, lane, kind })) > 0) return true;
        }
      }
    }
    return false;
  }

  return {
    clock,
    runtime,
    ports,
    complaints,
    as(caller: Caller) {
      const outside = runtime.as(caller);
      return {
        query: (to, id) => timed(outside.query(to, id)),
        ask: (to, id, how) => timed(outside.ask(to, id, how)),
        tell: (to, id, how) => timed(outside.tell(to, id, how)),
      };
    },
    async settle(outside) {
      do {
        await clock.advance(1);
        await outside?.();
      } while (await isBusy());
    },
    async stop() {
      await clock.runUntil(Promise.all(silos.map((silo) => silo.drainSilo())));
      for (const silo of silos) await silo.close();
    },
  };
}
