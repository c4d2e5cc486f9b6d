import { type AddressInfo, connect } from "node:net";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { expect, onTestFinished, test, vi } from "vitest";
import type { AppRouter } from "#server/api/root.ts";
import { apiKey, openApi } from "#server/api/testing/open-api.ts";
import { restChanges } from "#server/rest/rest-changes.ts";
import { restDoor } from "#server/rest/rest-door.ts";
import { createGateway } from "./create-gateway.ts";
import { trpcChanges } from "./trpc-changes.ts";

async function openGateway() {
  const shop = await openApi();
  const state = { isFull: true };
  const { runtime, apiKeys } = shop.dependencies;
  const log = () => {};
  const app = await createGateway({
    api: shop.dependencies,
    rest: restDoor({ runtime, apiKeys, countRefused: () => 0, log }),
    turnAway: { isFull: () => state.isFull, doors: [restChanges, trpcChanges] },
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

/** A connection that is kept, and the statuses that it has brought. */
async function keepConnection() {
  const { url, state } = await openGateway();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    received += chunk;
  });
  const brings = (...statuses: string[]) =>
    vi.waitFor(() => {
      const found = [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      expect(found).toEqual(statuses);
    });
  return { socket, state, brings };
}

const body = '{"email":"ada@example.com"}';
const change =
  `PUT /v1/cart/u1/email HTTP/1.1\r\nhost: shop\r\nx-api-key: ${apiKey}\r\n` +
  `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const read = `GET /v1/product/mug HTTP/1.1\r\nhost: shop\r\nx-api-key: ${apiKey}\r\n\r\n`;

test("a connection that is kept may be refused, read, be refused again and then be served", async () => {
  const { socket, state, brings } = await keepConnection();
  state.isFull = false;
  socket.write(change);
  await brings("200");
  state.isFull = true;
  socket.write(change);
  await brings("200", "503");
  socket.write(change);
  await brings("200", "503", "503");
  socket.write(read);
  await brings("200", "503", "503", "200");
  socket.write(change);
  await brings("200", "503", "503", "200", "503");
  state.isFull = false;
  socket.write(change);
  await brings("200", "503", "503", "200", "503", "200");
});

test("a body that looks like a request is none, where its own was refused before it came", async () => {
  const { socket, state, brings } = await keepConnection();
  state.isFull = false;
  socket.write(read);
  await brings("200");
  state.isFull = true;
  socket.write(change.replace(/content-length: \d+/, `content-length: ${change.length}`).slice(0, -body.length));
  await brings("200", "503");
  socket.write(change);
  socket.write(read);
  await brings("200", "503", "200");
});

test("a refusal never overtakes the answer to a request before it", async () => {
  const { socket, brings } = await keepConnection();
  socket.write(read);
  await brings("200");
  socket.write(read);
  socket.write(change);
  await brings("200", "200", "503");
  socket.write(read + change + read);
  await brings("200", "200", "503", "200", "503", "200");
});

test("a request that comes in pieces leaves its connection in step, refused or not", async () => {
  const { socket, state, brings } = await keepConnection();
  socket.write(change);
  await brings("503");
  socket.write(change);
  await brings("503", "503");
  socket.write(change + change.slice(0, -10));
  await brings("503", "503", "503", "503");
  state.isFull = false;
  socket.write(change.slice(-10) + change);
  await brings("503", "503", "503", "503", "200");
});
