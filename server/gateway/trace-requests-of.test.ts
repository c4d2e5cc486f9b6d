import Fastify from "fastify";
import { expect, onTestFinished, test, vi } from "vitest";
import { keepSpans } from "#server/telemetry/testing/kept-spans.ts";
import { traceRequestsOf } from "./trace-requests-of.ts";

const trace = { id: "0af7651916cd43dd8448eb211c80319c", span: "b7ad6b7169203331" };
const traceparent = `00-${trace.id}-${trace.span}-01`;

function openTraced() {
  const kept = keepSpans({ pid: 1, roles: ["web"] });
  const app = Fastify();
  onTestFinished(() => app.close());
  const apiKeys = { find: async (key: string) => (key === "known" ? { id: "k1", ownerId: "o1" } : null) };
  traceRequestsOf(app, { tracing: kept.requests, apiKeys, now: () => 1_700_000_000_000 });
  const inside: (string | undefined)[] = [];
  app.post("/v1/things/:id", async () => {
    await null;
    inside.push(kept.requests.current());
    return {};
  });
  app.get("/broken", async (_request, reply) => reply.code(503).send({}));
  app.get("/metrics", async () => "");
  // a span ends after its answer has gone
  const ended = (count: number) => vi.waitFor(() => expect(kept.raw()).toHaveLength(count));
  const call = async (headers: Record<string, string> = {}) => {
    const before = kept.raw().length;
    await app.inject({ method: "POST", url: "/v1/things/t1?secret=1", headers, payload: { a: 1 } });
    await ended(before + 1);
    const span = kept.raw().at(-1);
    return { span, links: span?.links.map(({ context }) => context.spanId) };
  };
  return { app, kept, inside, call, ended };
}

test("what answers a request runs as a part of its span, which is named by the route and not by the address", async () => {
  const { call, inside } = openTraced();
  const { span } = await call();
  expect(span).toMatchObject({
    name: "POST /v1/things/:id",
    attributes: { "http.route": "/v1/things/:id", "http.response.status_code": 200 },
  });
  expect(span?.parentSpanContext).toBeUndefined();
  expect(inside).toEqual([`00-${span?.spanContext().traceId}-${span?.spanContext().spanId}-01`]);
});

test("a program with a known key says what its request is a part of", async () => {
  const { call } = openTraced();
  for (const headers of [{ "x-api-key": "known" }, { authorization: "Bearer known" }]) {
    const { span, links } = await call({ ...headers, traceparent });
    expect([span?.spanContext().traceId, span?.parentSpanContext?.spanId, links]).toEqual([trace.id, trace.span, []]);
  }
});

test.each([{}, { "x-api-key": "guessed" }])("a stranger's word is a link and no more: %o", async (headers) => {
  const { call } = openTraced();
  // that nothing be kept of it is not a stranger's to say, either
  for (const claimed of [traceparent, traceparent.replace(/01$/, "00")]) {
    const { span, links } = await call({ ...headers, traceparent: claimed });
    expect(span?.parentSpanContext).toBeUndefined();
    expect([span?.spanContext().traceId === trace.id, links]).toEqual([false, [trace.span]]);
  }
});

test("what is not a traceparent is nothing at all", async () => {
  const { call } = openTraced();
  const { span, links } = await call({ "x-api-key": "known", traceparent: "00-zz-1" });
  expect([span?.parentSpanContext, links]).toEqual([undefined, []]);
});

test("a failure shows, and what is asked all the time is not traced", async () => {
  const { app, kept, ended } = openTraced();
  await app.inject("/metrics");
  await app.inject("/broken");
  await ended(1);
  expect(kept.raw().map(({ name, status }) => [name, status.code])).toEqual([["GET /broken", 2]]);
});
