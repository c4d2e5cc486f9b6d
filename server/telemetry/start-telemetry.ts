import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { AnyContract } from "#runtime/contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Observer } from "#runtime/observer.ts";
import type { Env } from "#server/env.ts";
import { measureRuntime } from "./measure-runtime.ts";
import { createMethodLabels } from "./method-labels.ts";
import type { Tracing } from "./open-tracing.ts";
import { runtimeInstruments } from "./runtime-instruments.ts";

/** Nothing of it is even loaded where no receiver is named. */
export async function startTracing(
  env: Env,
  sayLost: (error: Error | undefined) => void,
): Promise<Tracing | undefined> {
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base.replace(/\/$/, "")}/v1/traces`);
  if (url === undefined) return undefined;
  const { openTracing } = await import("./open-tracing.ts");
  return openTracing({
    url,
    service: env.OTEL_SERVICE_NAME,
    process: { pid: process.pid, roles: env.ROLES },
    share: env.OTEL_TRACES_SAMPLER_ARG,
    sayLost,
  });
}

type Options = { contracts: readonly AnyContract[]; now: () => number; tracing: Tracing | undefined };

/** What sees the runtime of this process, and where its numbers are. */
export function startMeasuring({ contracts, now, tracing }: Options): { register: Registry; observer: Observer } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const measured = measureRuntime({
    instruments: runtimeInstruments(register),
    labelsOf: createMethodLabels(contracts),
    monotonic: () => performance.now(),
    now,
  });
  return { register, observer: tracing?.observe(measured) ?? measured };
}

/** What a runtime can only be asked. */
export function measureMemory(register: Registry, memory: () => RuntimeProcess["memory"]): void {
  const gauge = (name: string, help: string, read: (held: { size: number; bytes: number }) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ["kind"],
      registers: [register],
      collect() {
        const { agents, replicas } = memory();
        this.set({ kind: "agents" }, read(agents));
        this.set({ kind: "replicas" }, read(replicas));
      },
    });
  gauge("granary_states_in_memory", "States of hosted agents, and copies that were read.", ({ size }) => size);
  gauge("granary_states_in_memory_bytes", "What these take, about.", ({ bytes }) => bytes);
}
