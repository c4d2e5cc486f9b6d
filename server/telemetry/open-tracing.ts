import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Observer } from "#runtime/observer.ts";
import { type RequestTracing, traceRequests } from "./trace-requests.ts";
import { traceRuntime } from "./trace-runtime.ts";

export interface Tracing {
  requests: RequestTracing;
  /** Sees what `inner` sees, and makes spans of it. */
  observe(inner: Observer): Observer;
  /** Sends what is left. */
  close(): Promise<void>;
}

type Options = {
  processor: SpanProcessor;
  service: string;
  /** What tells this process from the others of the shop. */
  process: { pid: number; roles: readonly string[] };
  /** Of the traces that begin here; others are as their parent is. */
  share: number;
};

export function createTracing({ processor, service, process, share }: Options): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": service,
      "service.instance.id": `${process.roles.join(",")}-${process.pid}`,
      "process.pid": process.pid,
      "granary.roles": process.roles.join(","),
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer("granary");
  const requests = traceRequests(tracer);
  return {
    requests,
    observe: (inner) => traceRuntime(inner, { tracer, current: requests.current }),
    close: () => provider.shutdown(),
  };
}

/** Spans leave in batches, off the turns' way; what a receiver cannot take is lost, and nothing waits for it. */
export function openTracing({ url, ...about }: Omit<Options, "processor"> & { url: string }): Tracing {
  const exporter = new OTLPTraceExporter({ url });
  return createTracing({ ...about, processor: new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 }) });
}
