import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "#runtime/contract.ts";
import { Fault } from "#runtime/faults.ts";
import { presentedKey } from "#server/api/presented-key.ts";
import type { ApiKey, ApiKeys } from "#server/auth/api-keys.ts";
import { problem } from "./envelopes.ts";

type Options = {
  apiKeys: ApiKeys;
  /** Counts a refused key of this address: 0, or the seconds to wait. */
  countRefused: (address: string) => number;
};

/** Demands an API key for every route of the scope and keeps who it is for `callerOf`. */
export function demandKey(scope: FastifyInstance, { apiKeys, countRefused }: Options): void {
  scope.decorateRequest("caller");
  scope.addHook("onRequest", (request, reply, done) => {
    const key = presentedKey({ get: (name) => oneOf(request.headers[name]) });
    if (key === null) return refuse(request, reply, key);
    const admit = (found: ApiKey) => {
      request.setDecorator<Caller>("caller", { kind: "key", id: found.id });
      done();
    };
    const known = apiKeys.known(key);
    if (known) return admit(known);
    find(apiKeys, key)
      .then((found) => (found === null ? refuse(request, reply, key) : admit(found)))
      .catch(done);
  });

  function refuse(request: FastifyRequest, reply: FastifyReply, key: string | null): void {
    const wait = key === null ? 0 : countRefused(request.ip);
    if (wait > 0) {
      reply.code(429).header("retry-after", wait).send(problem("Too many unknown keys from this address."));
    } else {
      reply
        .code(401)
        .header("www-authenticate", 'Bearer realm="granary"')
        .send(problem(key === null ? "An API key is needed." : "This API key is not known."));
    }
  }
}

export const callerOf = (request: FastifyRequest): Caller => request.getDecorator<Caller>("caller");

const oneOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : null);

async function find(apiKeys: ApiKeys, key: string): Promise<ApiKey | null> {
  try {
    return await apiKeys.find(key);
  } catch (cause) {
    throw new Fault("unavailable", "API keys cannot be looked up", { cause });
  }
}
