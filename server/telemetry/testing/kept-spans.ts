import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import { createTracing } from "../open-tracing.ts";
import type { SeenSpan } from "./span-tree.ts";

/** Tracing whose spans stay here. */
export function keepSpans(process = { pid: 1, roles: ["silo"] }) {
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor({ exporter });
  const tracing = createTracing({ processor, service: "test", process, share: 1 });
  return {
    ...tracing,
    /** Those that have ended. */
    spans: () => exporter.getFinishedSpans().map(seenSpan),
    raw: () => exporter.getFinishedSpans(),
  };
}

const milliseconds = ([seconds, nanoseconds]: readonly [number, number]) => seconds * 1_000 + nanoseconds / 1e6;

const seenSpan = (span: ReadableSpan): SeenSpan => ({
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentId: span.parentSpanContext?.spanId,
  name: span.name,
  kind: span.kind + 1,
  start: milliseconds(span.startTime),
  end: milliseconds(span.endTime),
  attributes: { ...span.attributes },
  process: String(span.resource.attributes["service.instance.id"]),
});
