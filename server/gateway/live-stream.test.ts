import { expect, onTestFinished, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { openApi } from "#server/api/testing/open-api.ts";
import { createGateway } from "./create-gateway.ts";

type Event = { event?: string; data?: string; id?: string };

/** Events as they arrive on the wire; null when the stream has ended. */
function eventsOf(response: Response): () => Promise<Event | null> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return async () => {
    for (;;) {
      const block = /^\n*([^\n](?:.|\n(?!\n))*)\n\n/.exec(text);
      if (block) {
        text = text.slice(block[0].length);
        return Object.fromEntries((block[1] ?? "").split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      text += chunk.value;
    }
  };
}

/** The whole gateway on a real port, with agents in memory. */
async function openDoor() {
  const shop = await openApi();
  const app = await createGateway({
    api: shop.dependencies,
    rest: async () => {},
    checks: {},
    publicUrl: undefined,
    trustedProxies: [],
    dev: false,
    log: () => {},
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => app.close());

  async function connect(topics: string[], headers: Record<string, string> = {}) {
    const input = encodeURIComponent(JSON.stringify({ topics }));
    const leaving = new AbortController();
    const response = await fetch(`${url}/api/trpc/live.changes?input=${input}`, { headers, signal: leaving.signal });
    const next = eventsOf(response);
    let id = "";
    /** The topics of the next news; null when the stream has ended. */
    const news = async (): Promise<string[] | null> => {
      for (let event = await next(); event !== null; event = await next()) {
        if (event.event !== undefined) continue;
        id = event.id ?? "";
        return JSON.parse(event.data ?? "").changed;
      }
      return null;
    };
    /** Why it was refused: tRPC says it inside the stream. */
    const refusal = async () => {
      for (let event = await next(); event !== null; event = await next()) {
        if (event.event === "serialized-error") return JSON.parse(event.data ?? "").data;
        if (event.event === undefined) return null;
      }
      return null;
    };
    return { response, news, refusal, leave: () => leaving.abort(), id: () => id };
  }
  const buy = (shopper: string) =>
    shop.system.ask(cart, `shopper-${shopper}`).addItem({ productId: "mug", quantity: 1 });
  return { ...shop, app, connect, buy };
}

test("news arrives while the stream stays open, and nothing may hold it back or change it", async () => {
  const { connect, buy, clock } = await openDoor();
  const { response, news } = await connect(["cart", "price/mug"], { cookie: "ann" });
  expect([response.status, response.headers.get("content-type"), response.headers.get("content-encoding")]).toEqual([
    200,
    "text/event-stream",
    null,
  ]);
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await news()).toEqual(["cart", "price/mug"]);
  await buy("ann");
  await clock.advance(200);
  expect(await news()).toEqual(["cart"]);
});

test("a stranger's cart is silent: what comes next is one's own change", async () => {
  const { connect, buy, clock } = await openDoor();
  const ben = await connect(["cart"], { cookie: "ben" });
  const nobody = await connect(["cart", "cart/shopper-ann", "price/mug"]);
  expect([await ben.news(), await nobody.news()]).toEqual([["cart"], ["price/mug"]]);
  let heard = 0;
  const [bens] = [ben.news(), nobody.news()].map((one) => one.then((topics) => [++heard, topics]));
  await buy("ann");
  await clock.advance(60_000);
  expect(heard).toBe(0);
  await buy("ben");
  await clock.advance(200);
  expect(await bens).toEqual([1, ["cart"]]);
});

test("following makes no guest", async () => {
  const { connect, sessions } = await openDoor();
  const { response } = await connect(["cart", "price/mug"]);
  expect([response.status, response.headers.get("set-cookie"), sessions.made]).toEqual([200, null, 0]);
});

test("it ends with the session", async () => {
  const { connect, sessions, clock, dependencies } = await openDoor();
  const { news } = await connect(["cart"], { cookie: "ann" });
  await news();
  sessions.end("ann");
  await clock.advance(60_000);
  expect(await news()).toBeNull();
  expect(dependencies.live.open).toBe(0);
});

test("a browser that goes leaves nothing behind", async () => {
  const { connect, dependencies } = await openDoor();
  const { news, leave } = await connect(["cart"], { cookie: "ann" });
  await news();
  expect(dependencies.live.open).toBe(1);
  leave();
  // the server hears of it by the socket, at a time of its own
  await expect.poll(() => dependencies.live.open).toBe(0);
});

test("who comes back with the last id is told only what changed since", async () => {
  const { connect, buy, clock } = await openDoor();
  const before = await connect(["cart", "price/mug"], { cookie: "ann" });
  await before.news();
  before.leave();
  const same = await connect(["cart", "price/mug"], { cookie: "ann", "last-event-id": before.id() });
  expect(await same.news()).toEqual([]);
  await buy("ann");
  await clock.advance(200);
  const later = await connect(["cart", "price/mug"], { cookie: "ann", "last-event-id": before.id() });
  expect(await later.news()).toEqual(["cart"]);
});

test("only the shop's own pages follow it", async () => {
  const { connect } = await openDoor();
  for (const site of ["cross-site", "same-site"]) {
    const foreign = await connect(["cart"], { cookie: "ann", "sec-fetch-site": site });
    expect(await foreign.refusal()).toMatchObject({ code: "FORBIDDEN" });
  }
  const own = await connect(["cart"], { cookie: "ann", "sec-fetch-site": "same-origin" });
  expect(await own.news()).toEqual(["cart"]);
});

test("too many of one shopper are told when to come back", async () => {
  const { connect } = await openDoor();
  for (let count = 0; count < 20; count++) await connect(["cart"], { cookie: "ann" });
  const { refusal } = await connect(["cart"], { cookie: "ann" });
  expect(await refusal()).toMatchObject({ code: "TOO_MANY_REQUESTS", retryAfter: 30 });
  const ben = await connect(["cart"], { cookie: "ben" });
  expect(await ben.news()).toEqual(["cart"]);
});

test("closing the door ends the streams instead of waiting for them", async () => {
  const { connect, app } = await openDoor();
  const { news } = await connect(["cart"], { cookie: "ann" });
  await news();
  await app.close();
  expect(await news()).toBeNull();
});

test("more topics than a page can show are refused", async () => {
  const { connect } = await openDoor();
  const topics = Array.from({ length: 51 }, (_, n) => `price/p${n}`);
  const { refusal } = await connect(topics);
  expect(await refusal()).toMatchObject({ code: "BAD_REQUEST" });
});
