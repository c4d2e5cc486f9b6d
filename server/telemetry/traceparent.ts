import { trace as api, type Context, ROOT_CONTEXT, type Span, type SpanContext } from "@opentelemetry/api";
import { parseTraceParent } from "@opentelemetry/core";
import type { Trace } from "#runtime/observer.ts";

/** Where a span stands, as its children are told: a W3C `traceparent`. */
export function traceOf(span: Span): Trace {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** Nothing where it is not one. */
export const spanContextOf = (trace: Trace | undefined): SpanContext | undefined =>
  trace === undefined ? undefined : (parseTraceParent(trace) ?? undefined);

/** The context of what comes of it; that of a new trace where there is none. */
export function contextOf(trace: Trace | undefined): Context {
  const parent = spanContextOf(trace);
  return parent === undefined ? ROOT_CONTEXT : api.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}

/** What a log line says of it. */
export const traceIdOf = (trace: Trace | undefined): string | undefined => trace?.split("-")[1];

/** Its flags say whether anything of it is kept: the lowest bit does. */
export const isUnsampled = (trace: Trace): boolean => /[02468ace]$/.test(trace);
