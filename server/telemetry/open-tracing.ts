import { ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
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

type Sent = Omit<Options, "processor"> & {
  url: string;
  /** Told when spans could not be sent, and without an error when they can be again. */
  sayLost: (error: Error | undefined) => void;
};

/** Spans leave in batches, off the turns' way; what a receiver cannot take is lost, and nothing waits for it. */
export function openTracing({ url, sayLost, ...about }: Sent): Tracing {
  const exporter = sayingWhatIsLost(new OTLPTraceExporter({ url }), sayLost);
  return createTracing({ ...about, processor: new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 }) });
}

/** Says it once, however many batches are lost. */
export function sayingWhatIsLost(exporter: SpanExporter, say: Sent["sayLost"]): SpanExporter {
  let losing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const lost = result.code !== ExportResultCode.SUCCESS;
        if (lost !== losing) say(lost ? (result.error ?? new Error("the receiver did not take them")) : undefined);
        losing = lost;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}
