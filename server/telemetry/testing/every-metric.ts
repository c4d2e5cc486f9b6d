import type { MetricObject } from "prom-client";
import { createMetrics } from "#server/gateway/metrics.ts";
import { measureMemory, startMeasuring } from "../start-telemetry.ts";

export type KnownMetric = { name: string; help: string; type: string; labelNames: string[] };

/** Every metric that a process with all roles has, without a shop. */
export async function openEverything(): Promise<{ metrics: KnownMetric[]; sampleNames: string[] }> {
  const { register } = startMeasuring({ contracts: [], now: Date.now, tracing: undefined });
  const none = { size: 0, bytes: 0 };
  measureMemory(register, () => ({ agents: none, replicas: none }));
  createMetrics({
    register,
    projectionLag: async () => ({ entries: 0, milliseconds: 0, rebuilding: 0 }),
    deadLetters: async () => 0,
    rewound: () => 0,
    monotonic: () => 0,
  });
  const metrics = register.getMetricsAsArray().map(known);
  return { metrics, sampleNames: metrics.flatMap(samplesOf) };
}

function known(metric: MetricObject): KnownMetric {
  const labelNames = "labelNames" in metric && Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : [];
  return { name: metric.name, help: metric.help, type: String(metric.type), labelNames };
}

const samplesOf = ({ name, type }: KnownMetric): string[] =>
  type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
