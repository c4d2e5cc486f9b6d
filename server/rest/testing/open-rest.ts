import Fastify, { type LightMyRequestResponse } from "fastify";
import { expect, onTestFinished } from "vitest";
import { apiKey, openApi } from "#server/api/testing/open-api.ts";
import type { ApiKeys } from "#server/auth/api-keys.ts";
import { restDoor } from "../rest-door.ts";

export interface OpenRest {
  send(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  complaints: string[];
}

/** The REST door on real agents in memory; requests carry the API key unless their headers say otherwise. */
export async function openRest(others: { apiKeys?: ApiKeys } = {}): Promise<OpenRest> {
  const shop = await openApi();
  const { runtime, apiKeys } = { ...shop.dependencies, ...others };
  const complaints: string[] = [];
  let refused = 0;
  const countRefused = () => {
    refused += 1;
    return refused > 3 ? 7 : 0;
  };
  const app = Fastify();
  onTestFinished(() => app.close());
  // whatever a test asks for, the answer is one that its route documents
  const undocumented: string[] = [];
  app.addHook("onSend", async (request, reply, payload) => {
    const answers = request.routeOptions.schema?.answers;
    const read = answers?.[reply.statusCode]?.body.safeParse(JSON.parse(String(payload)));
    if (answers && !read?.success) {
      undocumented.push(
        `${request.method} ${request.url}: ${reply.statusCode} ${payload} ${read?.error?.message ?? ""}`,
      );
    }
  });
  const log = (_level: string, message: string) => void complaints.push(message);
  await app.register(restDoor({ runtime, apiKeys, countRefused, log }), { prefix: "/v1" });
  return {
    complaints,
    send: async (method, url, body, headers = { "x-api-key": apiKey }) => {
      const answer = await app.inject({
        method,
        url,
        headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { payload: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      expect(undocumented).toEqual([]);
      return answer;
    },
  };
}
