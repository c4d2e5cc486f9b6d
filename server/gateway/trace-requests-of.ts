import type { FastifyInstance, FastifyRequest } from "fastify";
import { presentedKey } from "#server/api/presented-key.ts";
import type { ApiKeys } from "#server/auth/api-keys.ts";
import type { RequestTracing } from "#server/telemetry/trace-requests.ts";

type Options = { tracing: RequestTracing; apiKeys: Pick<ApiKeys, "find">; now: () => number };

/** Asked often, and about nothing that a turn does. */
const unseen = /^\/(metrics|healthz|readyz|_next\/|favicon)/;

/** Every request that is let in has a span, from its first byte to its answer, around whatever answers it. */
export function traceRequestsOf(app: FastifyInstance, { tracing, apiKeys, now }: Options): void {
  const started = new WeakMap<FastifyRequest, number>();
  const ends = new WeakMap<FastifyRequest, (status: number) => void>();

  /** A program that the shop knows may say what its request is a part of. */
  async function isTrusted(request: FastifyRequest): Promise<boolean> {
    const key = presentedKey({ get: (name) => oneOf(request.headers[name]) ?? null });
    if (key === null) return false;
    const found = await apiKeys.find(key).catch(() => null);
    return found !== null;
  }

  app.addHook("onRequest", (request, _reply, done) => {
    started.set(request, now());
    done();
  });

  // after the request's body, whose events would lose what now runs
  app.addHook("preValidation", (request, _reply, done) => {
    if (unseen.test(request.url)) return done();
    const begin = (claimed?: { trace: string; trusted: boolean }) => {
      const { method, routeOptions } = request;
      const seen = { method, route: routeOptions.url ?? "?", started: started.get(request) ?? now(), claimed };
      const span = tracing.begin(seen);
      ends.set(request, span.end);
      span.run(() => done());
    };
    const trace = oneOf(request.headers.traceparent);
    if (trace === undefined) return begin();
    void isTrusted(request).then((trusted) => begin({ trace, trusted }));
  });

  app.addHook("onResponse", (request, reply, done) => {
    ends.get(request)?.(reply.raw.statusCode);
    done();
  });
}

const oneOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
