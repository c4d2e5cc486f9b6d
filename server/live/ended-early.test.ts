import { expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import type { Clock } from "#runtime/ports.ts";
import { openApi } from "#server/api/testing/open-api.ts";
import { feedsOf } from "#server/db/projector/feed-place.ts";
import { createLive } from "./create-live.ts";
import { createFeedWatcher } from "./feed-watcher.ts";

const ann = { id: "shopper-ann", caller: { kind: "shopper", id: "shopper-ann" } } as const;
const request = { fresh: [], since: null, shopper: ann, address: "203.0.113.7", isStillThere: async () => true };
const minute = 60_000;

async function openCounted() {
  const { system, clock, shop } = await openApi();
  const log = () => {};
  const watcher = createFeedWatcher({ feeds: feedsOf(shop.ports), onCommits: shop.runtime.onCommits, clock, log });
  const armed = new Set<symbol>();
  const counting: Pick<Clock, "now" | "after"> = {
    now: clock.now,
    after(ms, then) {
      const timer = Symbol("timer");
      armed.add(timer);
      const cancel = clock.after(ms, () => {
        armed.delete(timer);
        then();
      });
      return () => {
        armed.delete(timer);
        cancel();
      };
    },
  };
  const live = createLive({ runtime: shop.runtime, watcher, clock: counting, log });
  const left = () => ({ open: live.open, partitions: watcher.partitionsRead, timers: armed.size });
  return { system, clock, live, left };
}
const nothing = { open: 0, partitions: 0, timers: 0 };

test("a cart that nobody follows any more while it is looked into is not watched", async () => {
  const { system, clock, live, left } = await openCounted();
  await system.ask(cart, ann.id).addItem({ productId: "mug", quantity: 1 });
  const following = live.follow({ ...request, topics: ["cart"] });
  expect(left()).not.toEqual(nothing);
  if (following.ok) following.value.end();
  await clock.advance(minute);
  expect(left()).toEqual(nothing);
});

test("a price that nobody follows any more while it is read is not waited for", async () => {
  const { system, clock, live, left } = await openCounted();
  const salePrices = [
    {
      price: { amount: 1, currency: "USD" },
      region: "global",
      start: null,
      end: new Date(clock.now() + 30 * 24 * 60 * minute).toISOString(),
    },
  ];
  await system.ask(pricing, "mug").initializePricing({ msrpPrices: [], listPrices: [], salePrices });
  const following = live.follow({ ...request, topics: ["price/mug"] });
  expect(left()).not.toEqual(nothing);
  if (following.ok) following.value.end();
  await clock.advance(minute);
  expect(left()).toEqual(nothing);
});
