import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { SeenSpan } from "./span-tree.ts";

const Value = z
  .object({ stringValue: z.string() })
  .or(z.object({ intValue: z.coerce.number() }))
  .or(z.looseObject({}));
const Attributes = z.array(z.object({ key: z.string(), value: Value })).default([]);

/** As much of OTLP's JSON as a span needs. */
const Exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.number(),
              startTimeUnixNano: z.coerce.number(),
              endTimeUnixNano: z.coerce.number(),
              attributes: Attributes,
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface TraceReceiver extends AsyncDisposable {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is set to. */
  readonly url: string;
  readonly spans: readonly SeenSpan[];
  /** Resolves with what `find` answers as soon as the spans are there for it to answer anything. */
  found<T>(find: (spans: readonly SeenSpan[]) => T | undefined): Promise<T>;
}

/** Receives the spans that processes export, as a collector does. */
export async function receiveTraces(): Promise<TraceReceiver> {
  const spans: SeenSpan[] = [];
  const seekers = new Set<() => void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      spans.push(...spansIn(Exported.parse(JSON.parse(body))));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      for (const seek of seekers) seek();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    found: (find) =>
      new Promise((resolve) => {
        const seek = () => {
          const answer = find(spans);
          if (answer === undefined) return;
          seekers.delete(seek);
          resolve(answer);
        };
        seekers.add(seek);
        seek();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansIn({ resourceSpans }: z.output<typeof Exported>): SeenSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const process = String(plain(resource.attributes)["service.instance.id"]);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentId: span.parentSpanId || undefined,
        name: span.name,
        kind: span.kind,
        start: span.startTimeUnixNano / 1e6,
        end: span.endTimeUnixNano / 1e6,
        attributes: plain(span.attributes),
        process,
      })),
    );
  });
}

const plain = (attributes: z.output<typeof Attributes>): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
