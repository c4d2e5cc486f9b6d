/** A span as a test and a picture look at it, wherever it was received. */
export type SeenSpan = {
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  name: string;
  /** As OTLP numbers them: internal 1, server 2, client 3, producer 4, consumer 5. */
  kind: number;
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  attributes: Record<string, unknown>;
  /** What tells the process that made it from the others. */
  process: string;
};

/** Names of spans below their parents, in the order of names: the shape of a trace, whatever its times. */
export function outline(spans: readonly SeenSpan[], parentId?: string, depth = 0): string[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const isBelow = (span: SeenSpan) =>
    parentId === undefined ? span.parentId === undefined || !known.has(span.parentId) : span.parentId === parentId;
  return spans
    .filter(isBelow)
    .map((span) => [`${"  ".repeat(depth)}${span.name}`, ...outline(spans, span.spanId, depth + 1)])
    .sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1))
    .flat();
}
