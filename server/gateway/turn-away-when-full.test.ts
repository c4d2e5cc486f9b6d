import { type AddressInfo, connect } from "node:net";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { expect, onTestFinished, test, vi } from "vitest";
import type { AppRouter } from "#server/api/root.ts";
import { apiKey, openApi } from "#server/api/testing/open-api.ts";
import { restChanges } from "#server/rest/rest-changes.ts";
import { restDoor } from "#server/rest/rest-door.ts";
import { createGateway } from "./create-gateway.ts";
import { trpcChanges } from "./trpc-changes.ts";
import { turnAwayWhenFull } from "./turn-away-when-full.ts";

async function openGateway() {
  const shop = await openApi();
  const state = { isFull: true };
  const { runtime, apiKeys } = shop.dependencies;
  const log = () => {};
  const app = await createGateway({
    api: shop.dependencies,
    rest: restDoor({ runtime, apiKeys, countRefused: () => 0, log }),
    turnAway: turnAwayWhenFull(() => state.isFull, [restChanges, trpcChanges]),
    checks: {},
    publicUrl: undefined,
    trustedProxies: [],
    dev: false,
    log,
  });
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return { url, state };
}

test("a full shop refuses every change before it is read, says when to come back, and still answers reads", async () => {
  const { url, state } = await openGateway();
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
  state.isFull = false;
  expect((await change('{"email":"ada@example.com"}')).status).toBe(200);
});

test("a full shop refuses a browser's commands in the words of its client, and serves its reads and signing in", async () => {
  const { url, state } = await openGateway();
  const trpc = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({ url: `${url}/api/trpc`, methodOverride: "POST", headers: { "sec-fetch-site": "same-origin" } }),
    ],
  });
  const add = () => trpc.cart.addItem.mutate({ productId: "mug", quantity: 1 });
  const refusals = await Promise.all([add(), add()].map((asked) => asked.catch((error: unknown) => error)));
  for (const refused of refusals) {
    expect(refused).toMatchObject({
      message: "The shop is very busy. Please try again in a moment.",
      data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503, fault: "overloaded", retryAfter: 1 },
    });
  }
  expect(await trpc.product.get.query({ productId: "mug" })).toMatchObject({ productId: "mug" });
  const signedIn = trpc.account.signIn.mutate({ email: "nobody@example.com", password: "not a password" });
  await expect(signedIn).rejects.not.toMatchObject({ data: { fault: "overloaded" } });
  state.isFull = false;
  const outcome = await add().catch((error: unknown) => error);
  expect(outcome).not.toMatchObject({ data: { fault: "overloaded" } });
});

test("refusals leave a connection that is kept in step, whatever their bodies were cut into", async () => {
  const { url, state } = await openGateway();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    received += chunk;
  });
  const head = `PUT /v1/cart/u1/email HTTP/1.1\r\nhost: shop\r\nx-api-key: ${apiKey}\r\n`;
  const body = '{"email":"ada@example.com"}';
  const whole = `${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const statuses = () => [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
  socket.write(whole + whole.slice(0, -10));
  await vi.waitFor(() => expect(statuses()).toEqual(["503", "503"]));
  state.isFull = false;
  socket.write(body.slice(-10) + whole);
  await vi.waitFor(() => expect(statuses()).toEqual(["503", "503", "200"]));
});
