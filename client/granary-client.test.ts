import { getUntypedClient } from "@trpc/client";
import { expect, test } from "vitest";
import { createGranaryClient, faultOf, type GranaryClientOptions } from "./granary-client.ts";

/** A shop that answers every request the same way, and what it was asked. */
function shopThat(answer: () => Response) {
  const asked: { url: string; method: string | undefined; headers: Headers }[] = [];
  const fetch: GranaryClientOptions["fetch"] = async (url, init) => {
    asked.push({ url: String(url), method: init?.method, headers: new Headers(init?.headers as HeadersInit) });
    return answer();
  };
  return { asked, fetch };
}

const found = () => Response.json([{ result: { data: null } }, { result: { data: null } }]);

const thrown = (data: object) => () =>
  Response.json([{ error: { message: "Please wait.", code: -32603, data } }], { status: 503 });

const failureOf = (call: Promise<unknown>) => call.then(() => expect.fail("it was answered"), faultOf);

test("calls of one moment share a request, with the key", async () => {
  const { asked, fetch } = shopThat(found);
  const client = createGranaryClient("http://shop.example", { apiKey: "k1", fetch });
  await Promise.all([
    client.pricing.get.query({ productId: "p001" }),
    client.pricing.getPrice.query({ productId: "p001" }),
  ]);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(["/api/trpc/pricing.get,pricing.getPrice"]);
  expect(asked[0]?.headers.get("authorization")).toBe("Bearer k1");
});

test("without a key none is sent", async () => {
  const { asked, fetch } = shopThat(found);
  await createGranaryClient("http://shop.example", { fetch }).pricing.get.query({ productId: "p001" });
  expect(asked[0]?.headers.has("authorization")).toBe(false);
});

test("a read may be as long as the shop takes one", async () => {
  const { asked, fetch } = shopThat(found);
  const { search } = createGranaryClient("http://shop.example", { fetch });
  await search.products.query({ query: "ü".repeat(1_000) });
  await search.products.query({ query: "", brands: Array.from({ length: 20 }, (_, n) => `${"窯".repeat(150)} ${n}`) });
  expect(asked).toMatchObject([{ method: "POST" }, { method: "POST" }]);
  for (const { url } of asked) expect(url.length).toBeLessThan(200);
});

test("a shop may live under a path", async () => {
  const { asked, fetch } = shopThat(found);
  await createGranaryClient("http://shop.example/granary", { fetch }).cart.get.query();
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(["/granary/api/trpc/cart.get"]);
});

test("a fault says what it is and when to come back", async () => {
  const { fetch } = shopThat(thrown({ code: "SERVICE_UNAVAILABLE", fault: "overloaded", retryAfter: 2 }));
  const fault = await failureOf(createGranaryClient("http://shop.example", { fetch }).cart.get.query());
  expect(fault).toEqual({
    code: "SERVICE_UNAVAILABLE",
    fault: "overloaded",
    retryAfter: 2,
    message: "Please wait.",
  });
});

test("a shop that cannot be reached, and a stranger in its place, have not answered", async () => {
  const away = shopThat(() => {
    throw new TypeError("fetch failed");
  });
  const stranger = shopThat(() => new Response("<h1>Hello</h1>"));
  for (const { fetch } of [away, stranger]) {
    const fault = await failureOf(createGranaryClient("http://shop.example", { fetch }).cart.get.query());
    expect(fault).toMatchObject({ code: "NO_ANSWER", fault: null, retryAfter: null });
  }
});

test("another error is not the client's", () => {
  expect(faultOf(new TypeError("x"))).toBeNull();
  expect(faultOf("x")).toBeNull();
});

test("subscriptions go through EventSource, without the key", async () => {
  const opened = Promise.withResolvers<string>();
  class FakeEventSource extends EventTarget {
    readyState = 0;
    constructor(url: string | URL) {
      super();
      opened.resolve(String(url));
    }
    close() {}
  }
  const options = { apiKey: "k1", EventSource: FakeEventSource as unknown as typeof EventSource };
  // whatever the router has: the client passes on what it is told
  const untyped = getUntypedClient(createGranaryClient("http://shop.example", options));
  const subscription = untyped.subscription("clock.ticks", undefined, {});
  const url = await opened.promise;
  subscription.unsubscribe();
  expect(new URL(url).pathname).toBe("/api/trpc/clock.ticks");
  expect(url).not.toContain("k1");
});
