import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
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
  const state = { isFull: true, ready: Promise.resolve(null), details: {} };
  const { runtime, apiKeys } = shop.dependencies;
  const log = () => {};
  const app = await createGateway({
    api: shop.dependencies,
    rest: restDoor({ runtime, apiKeys, countRefused: () => 0, log }),
    turnAway: { isFull: () => state.isFull, doors: [restChanges, trpcChanges] },
    checks: { slow: () => state.ready },
    details: async () => state.details,
    publicUrl: undefined,
    trustedProxies: [],
    dev: false,
    log,
  });
  onTestFinished(() => app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return { url, state, server: app.server };
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
  const { url, state, server } = await openGateway();
  let parsed = 0;
  server.on("request", () => {
    parsed += 1;
  });
  const accepted = once(server, "connection") as Promise<[Socket]>;
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const found: string[] = [];
  let tail = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    const text = tail + chunk;
    for (const [, status = ""] of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) found.push(status);
    // shorter by one than what is looked for
    tail = text.slice(-11);
  });
  const brings = (...statuses: string[]) => vi.waitFor(() => expect(found).toEqual(statuses), { timeout: 5_000 });
  const [atServer] = await accepted;
  /** Sends something and waits until the server has read it, by itself. */
  const sends = async (text: string) => {
    const before = atServer.bytesRead;
    socket.write(text);
    await vi.waitFor(() => expect(atServer.bytesRead).toBe(before + text.length));
  };
  return { socket, state, brings, sends, server, atServer, parsed: () => parsed };
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

test("from its third refusal on a connection is answered before its requests are parsed", async () => {
  const { socket, state, brings, parsed } = await keepConnection();
  for (const statuses of [["503"], ["503", "503"], ["503", "503", "503"], ["503", "503", "503", "503"]]) {
    socket.write(change);
    await brings(...statuses);
  }
  expect(parsed()).toBe(2);
  state.isFull = false;
  socket.write(change);
  await brings("503", "503", "503", "503", "200");
  expect(parsed()).toBe(3);
});

test("a refused request may have others behind it, of the last of which the body is to come and looks like requests", async () => {
  const { socket, brings, sends } = await keepConnection();
  const length = `content-length: ${read.length + change.length}`;
  socket.write(change + read + change.replace(/content-length: \d+/, length).slice(0, -body.length));
  await brings("503", "200", "503");
  await sends(read);
  await sends(change);
  socket.write(read);
  await brings("503", "200", "503", "200");
  socket.write(change);
  await brings("503", "200", "503", "200", "503");
});

test("a refused request may have another behind it, of which half the head is there", async () => {
  const { socket, brings, parsed } = await keepConnection();
  socket.write(`${change}PUT /v1/cart/u1/email HTTP/1.1\r\nhost: shop\r\nx-more: `);
  await brings("503");
  socket.write(change);
  await brings("503", "503");
  socket.write(change);
  await brings("503", "503", "503");
  expect(parsed()).toBe(2);
  socket.write(read);
  await brings("503", "503", "503", "200");
});

test("a refusal never overtakes the answer to a request that was read after the connection was refused", async () => {
  const { socket, state, brings, sends } = await keepConnection();
  socket.write(change);
  await brings("503");
  socket.write(change);
  await brings("503", "503");
  const { promise, resolve } = Promise.withResolvers<null>();
  state.ready = promise;
  await sends("GET /readyz HTTP/1.1\r\nhost: shop\r\n\r\n");
  await sends(change);
  resolve(null);
  await brings("503", "503", "200", "503");
});

/** The head of a change and what else of it, up to the middle of its second header. */
const headOfChange = (more: string) => `PUT /v1/cart/u1/email HTTP/1.1\r\nhost: shop\r\n${more}x-more: `;

test.each([
  ["a body that comes in chunks", headOfChange("transfer-encoding: chunked\r\n"), "0\r\n\r\n"],
  ["a body of a told length", headOfChange(`content-length: ${change.length}\r\n`), change],
])("what looks like a read may be in the head of a change with %s", async (_what, begun, rest) => {
  const { socket, brings, sends } = await keepConnection();
  socket.write(change + begun);
  await brings("503");
  socket.write(read);
  await brings("503", "503");
  await sends(rest);
  socket.write(read);
  await brings("503", "503", "200");
});

test("what looks like a change may end one, hold a read and begin another", async () => {
  const { socket, brings, sends } = await keepConnection();
  const begun = headOfChange("");
  const end = `PUT /v1/cart/u1/email HTTP/1.1\r\ncontent-length: ${begun.length}\r\n`;
  socket.write(`${change}${headOfChange(`content-length: ${end.length}\r\n`)}: shop\r\n\r\n`);
  await brings("503", "503");
  socket.write(end + read + begun);
  await brings("503", "503", "200");
  await sends(change);
  socket.write(read);
  await brings("503", "503", "200", "503", "200");
});

test("a request that waits to be told to go on may be behind a refused one, with a body that looks like requests", async () => {
  const { socket, brings, sends } = await keepConnection();
  const head = `expect: something\r\ncontent-length: ${read.length + change.length}\r\n\r\n`;
  socket.write(`${change}${read}PUT /v1/cart/u1/email HTTP/1.1\r\nhost: shop\r\n${head}`);
  await brings("503", "200", "417");
  await sends(read);
  await sends(change);
  socket.write(read);
  await brings("503", "200", "417", "200");
});

test("what comes over a connection that speaks another protocol by now reaches no other connection", async () => {
  const { socket, brings, sends, server, atServer, parsed } = await keepConnection();
  onTestFinished(() => void atServer.destroy());
  server.on("upgrade", (_request, upgraded) => upgraded.resume());
  socket.write(`${change}GET /live HTTP/1.1\r\nhost: shop\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n`);
  await brings("503");
  const other = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => void other.destroy());
  await once(server, "connection");
  await sends(read);
  expect(parsed()).toBe(1);
  other.write(read);
  const [answer] = await once(other, "data");
  expect(String(answer)).toContain("HTTP/1.1 200");
});

test("a client that is refused before it has read what it was sent is read again once it has", async () => {
  const { socket, state, brings, atServer, parsed } = await keepConnection();
  state.details = { long: "-".repeat(30_000_000) };
  socket.pause();
  socket.write("GET /readyz HTTP/1.1\r\nhost: shop\r\n\r\n");
  await vi.waitFor(() => expect(atServer.writableLength).toBeGreaterThan(0));
  socket.write(change);
  await vi.waitFor(() => expect(parsed()).toBe(2));
  expect(atServer.writableLength).toBeGreaterThan(0);
  socket.resume();
  await brings("200", "503");
  socket.write(read);
  await brings("200", "503", "200");
});

test("a look at a head alone is a read", async () => {
  const { socket, brings, parsed } = await keepConnection();
  socket.write(change);
  await brings("503");
  socket.write(change);
  await brings("503", "503");
  socket.write(read.replace("GET", "HEAD"));
  await brings("503", "503", "200");
  expect(parsed()).toBe(3);
});
