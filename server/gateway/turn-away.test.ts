import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { apiKey, openApi } from "#server/api/testing/open-api.ts";
import { restDoor } from "#server/rest/rest-door.ts";
import { turnAwayWhenFull } from "#server/rest/turn-away.ts";
import { createGateway } from "./create-gateway.ts";

test("a full shop refuses every change before it is read, says when to come back, and still answers reads", async () => {
  const shop = await openApi();
  const { runtime, apiKeys } = shop.dependencies;
  let isFull = true;
  const log = () => {};
  const app = await createGateway({
    api: shop.dependencies,
    rest: restDoor({ runtime, apiKeys, countRefused: () => 0, log }),
    turnAway: turnAwayWhenFull(() => isFull),
    checks: {},
    publicUrl: undefined,
    trustedProxies: [],
    dev: false,
    log,
  });
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const change = (body: string) =>
    fetch(`${url}/v1/cart/u1/email`, {
      method: "PUT",
      headers: { "x-api-key": apiKey, "content-type": "application/json" },
      body,
    });

  const refused = await change("{ no JSON");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await refused.json()).toEqual({ err: { message: "The shop is very busy. Please try again in a moment." } });
  expect((await fetch(`${url}/v1/product/mug`, { headers: { "x-api-key": apiKey } })).status).toBe(200);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  isFull = false;
  expect((await change('{"email":"ada@example.com"}')).status).toBe(200);
});
