import { AsyncLocalStorage } from "node:async_hooks";
import { SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { Trace } from "#runtime/observer.ts";
import { contextOf, spanContextOf, traceOf } from "./traceparent.ts";

export type SeenRequest = {
  method: string;
  /** The route's pattern, never the address. */
  route: string;
  /** Milliseconds since 1970. */
  started: number;
  /** What the caller says it is a part of, and whether that is believed. */
  claimed?: { trace: string; trusted: boolean } | undefined;
};

export interface RequestTracing {
  begin(request: SeenRequest): {
    /** Runs what answers the request as a part of its span. */
    run(answer: () => void): void;
    end(status: number): void;
  };
  /** Of the request that now runs. */
  current(): Trace | undefined;
}

/**
 * A request's span. A known program's `traceparent` is its parent. A stranger's is only named by a link: nobody outside
 * can put spans into another trace or decide what is sampled.
 */
export function traceRequests(tracer: Tracer): RequestTracing {
  const running = new AsyncLocalStorage<Trace>();
  return {
    current: () => running.getStore(),
    begin({ method, route, started, claimed }) {
      const link = claimed?.trusted === false ? spanContextOf(claimed.trace) : undefined;
      const span = tracer.startSpan(
        `${method} ${route}`,
        {
          kind: SpanKind.SERVER,
          startTime: started,
          attributes: { "http.request.method": method, "http.route": route },
          ...(link && { links: [{ context: link }] }),
        },
        contextOf(claimed?.trusted ? claimed.trace : undefined),
      );
      return {
        run: (answer) => running.run(traceOf(span), answer),
        end(status) {
          span.setAttribute("http.response.status_code", status);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
}
