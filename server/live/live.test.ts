import { expect, onTestFinished, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { openApi } from "#server/api/testing/open-api.ts";
import { feedsOf } from "#server/db/projector/feed-place.ts";
import { createLive } from "./create-live.ts";
import { createFeedWatcher } from "./feed-watcher.ts";
import type { Changes, FollowRequest } from "./live.ts";
import { readPlace } from "./place-id.ts";

const ann = { id: "shopper-ann", caller: { kind: "shopper", id: "shopper-ann" } } as const;
const prices = { msrpPrices: [], salePrices: [] };
const usd = (amount: number) => [{ price: { amount, currency: "USD" }, region: "global" }];

/** A shop whose time passes while somebody waits for news. */
async function openLive(most?: Parameters<typeof createLive>[0]["most"]) {
  const { system, clock, shop } = await openApi();
  const log = () => {};
  const watcher = createFeedWatcher({ feeds: feedsOf(shop.ports), onCommits: shop.runtime.onCommits, clock, log });
  const live = createLive({ runtime: shop.runtime, watcher, clock, log, ...(most && { most }) });
  onTestFinished(() => live.close());

  const request = (given: Partial<FollowRequest>): FollowRequest => ({
    topics: [],
    fresh: [],
    since: null,
    shopper: ann,
    address: "203.0.113.7",
    isStillThere: async () => true,
    ...given,
  });
  function follow(given: Partial<FollowRequest>) {
    const followed = live.follow(request(given));
    if (!followed.ok) throw new Error(followed.error);
    const following = followed.value;
    let id = "";
    let last: Promise<Changes | null> = following.next();
    return {
      following,
      /** The next news, while no more than this much time passes; `silence` otherwise. */
      async within(ms: number): Promise<string[] | "silence" | "ended"> {
        let news: Changes | null | "silence" = "silence";
        void last.then((one) => {
          news = one;
        });
        await clock.advance(ms);
        if (news === "silence") return news;
        last = following.next();
        id = (news as Changes | null)?.id ?? id;
        return (news as Changes | null)?.changed.toSorted() ?? "ended";
      },
      since: () => readPlace(id),
    };
  }
  const setPrice = (productId: string, amount: number) =>
    system.ask(pricing, productId).initializePricing({ ...prices, listPrices: usd(amount) });
  const buy = (productId: string) => system.ask(cart, ann.id).addItem({ productId, quantity: 1 });
  return { live, watcher, clock, system, request, follow, setPrice, buy };
}

const soon = 200;

test("all topics are told at first, then those that change", async () => {
  const shop = await openLive();
  const { within } = shop.follow({ topics: ["cart", "price/mug", "price/bowl"] });
  expect(await within(soon)).toEqual(["cart", "price/bowl", "price/mug"]);
  expect(await within(60_000)).toBe("silence");
  await shop.setPrice("bowl", 900);
  expect(await within(soon)).toEqual(["price/bowl"]);
  await shop.buy("mug");
  expect(await within(soon)).toEqual(["cart"]);
});

test("a cart is told when the price or the product of one of its lines changes, and of no other line", async () => {
  const shop = await openLive();
  await shop.buy("mug");
  const { within } = shop.follow({ topics: ["cart"] });
  await within(soon);
  await shop.setPrice("bowl", 900);
  expect(await within(10_000)).toBe("silence");
  await shop.setPrice("mug", 900);
  expect(await within(soon)).toEqual(["cart"]);
  await shop.buy("bowl");
  expect(await within(soon)).toEqual(["cart"]);
  await shop.setPrice("bowl", 800);
  expect(await within(soon)).toEqual(["cart"]);
  await shop.system.ask(cart, ann.id).removeItem({ productId: "bowl" });
  expect(await within(soon)).toEqual(["cart"]);
  await shop.setPrice("bowl", 700);
  expect(await within(10_000)).toBe("silence");
});

test("a sale that starts and ends by the clock is told twice, and not before the new price holds", async () => {
  const shop = await openLive();
  await shop.buy("mug");
  const begin = shop.clock.now() + 300_000;
  const [start, end] = [begin, begin + 60_000].map((at) => new Date(at).toISOString());
  const salePrices = usd(500).map((item) => ({ ...item, start: start ?? null, end: end ?? null }));
  await shop.system.ask(pricing, "mug").initializePricing({ ...prices, listPrices: usd(900), salePrices });
  const { within } = shop.follow({ topics: ["cart", "price/mug"] });
  const price = async () => {
    const chosen = await shop.system.query(pricing, "mug").getPrice({ currency: "USD", region: "global" });
    return chosen?.price.amount;
  };
  await within(soon);
  expect(await within(begin - shop.clock.now() - 1)).toBe("silence");
  expect([await within(soon), await price()]).toEqual([["cart", "price/mug"], 500]);
  expect(await within(60_000 - 1_000)).toBe("silence");
  expect([await within(2_000), await price()]).toEqual([["cart", "price/mug"], 900]);
  expect(await within(300_000)).toBe("silence");
});

test("prices that are changed take their old sales with them", async () => {
  const shop = await openLive();
  const start = new Date(shop.clock.now() + 300_000).toISOString();
  const salePrices = usd(500).map((item) => ({ ...item, start, end: null }));
  await shop.system.ask(pricing, "mug").initializePricing({ ...prices, listPrices: usd(900), salePrices });
  const { within } = shop.follow({ topics: ["price/mug"] });
  await within(soon);
  await shop.setPrice("mug", 800);
  expect(await within(soon)).toEqual(["price/mug"]);
  expect(await within(400_000)).toBe("silence");
});

test("who comes back is told what changed meanwhile and nothing else", async () => {
  const shop = await openLive();
  await shop.buy("mug");
  const topics = ["cart", "price/bowl", "price/mug"];
  const before = shop.follow({ topics });
  await before.within(soon);
  before.following.end();
  const unchanged = shop.follow({ topics, since: before.since() });
  expect(await unchanged.within(soon)).toEqual([]);
  unchanged.following.end();
  await shop.setPrice("bowl", 900);
  expect(await shop.follow({ topics, since: before.since() }).within(soon)).toEqual(["price/bowl"]);
  expect(await shop.follow({ topics, fresh: ["cart"], since: before.since() }).within(soon)).toEqual([
    "cart",
    "price/bowl",
  ]);
  const elsewhere = { at: shop.clock.now(), places: new Map([[0, "999999"]]) };
  expect(await shop.follow({ topics, since: elsewhere }).within(soon)).toEqual(topics);
});

test("a sale that started while the browser was away is told when it comes back", async () => {
  const shop = await openLive();
  const start = new Date(shop.clock.now() + 60_000).toISOString();
  const salePrices = usd(500).map((item) => ({ ...item, start, end: null }));
  await shop.system.ask(pricing, "mug").initializePricing({ ...prices, listPrices: usd(900), salePrices });
  const topics = ["price/bowl", "price/mug"];
  const before = shop.follow({ topics });
  await before.within(soon);
  before.following.end();
  await shop.clock.advance(120_000);
  expect(await shop.follow({ topics, since: before.since() }).within(soon)).toEqual(["price/mug"]);
});

test("it ends when the session is no longer the same, before anything more is told", async () => {
  const shop = await openLive();
  let there = true;
  const isStillThere = async () => there;
  const busy = shop.follow({ topics: ["cart"], isStillThere });
  const quiet = shop.follow({ topics: ["cart"], isStillThere });
  for (const one of [busy, quiet]) await one.within(soon);
  there = false;
  await shop.buy("mug");
  expect(await busy.within(soon)).toBe("ended");
  expect(await quiet.within(60_000)).toBe("ended");
  expect([shop.live.open, shop.watcher.partitionsRead]).toEqual([0, 0]);
});

test("a session that cannot be looked up ends nothing", async () => {
  const shop = await openLive();
  const { within } = shop.follow({ topics: ["cart"], isStillThere: () => Promise.reject(new Error("away")) });
  await within(soon);
  expect(await within(120_000)).toBe("silence");
  await shop.buy("mug");
  expect(await within(soon)).toEqual(["cart"]);
});

test("what nobody takes is kept once, however often it changes", async () => {
  const shop = await openLive();
  const { within } = shop.follow({ topics: ["price/mug"] });
  await within(soon);
  const slow = shop.follow({ topics: ["price/mug"] });
  for (let amount = 1; amount <= 30; amount++) await shop.setPrice("mug", amount);
  expect(await within(soon)).toEqual(["price/mug"]);
  expect(await slow.within(soon)).toEqual(["price/mug"]);
});

test("there is a most in all, an address and a shopper, and room again when one ends", async () => {
  const shop = await openLive({ inAll: 4, anAddress: 3, aShopper: 2 });
  const follow = (given: Partial<FollowRequest>) => shop.live.follow(shop.request({ topics: ["cart"], ...given }));
  const [first] = [follow({}), follow({})];
  expect(follow({})).toEqual({ ok: false, error: "too_many" });
  expect(follow({ shopper: null }).ok).toBe(true);
  expect(follow({ shopper: null })).toEqual({ ok: false, error: "too_many" });
  expect(follow({ shopper: null, address: "203.0.113.8" }).ok).toBe(true);
  expect(follow({ shopper: null, address: "203.0.113.9" })).toEqual({ ok: false, error: "full" });
  if (first?.ok) first.value.end();
  expect(follow({}).ok).toBe(true);
});

test("closing ends all and lets none begin", async () => {
  const shop = await openLive();
  const { within } = shop.follow({ topics: ["cart"] });
  await within(soon);
  shop.live.close();
  expect(await within(soon)).toBe("ended");
  expect(shop.live.follow(shop.request({}))).toEqual({ ok: false, error: "closing" });
  expect(shop.watcher.partitionsRead).toBe(0);
});
