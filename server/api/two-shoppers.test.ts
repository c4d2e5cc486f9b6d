import { isTrackedEnvelope } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { appRouter } from "./root.ts";
import { address, openApi } from "./testing/open-api.ts";

type Api = ReturnType<Awaited<ReturnType<typeof openApi>>["as"]>;
type Case = (ann: Api, ben: Api) => Promise<void>;

const mug = { productId: "mug", quantity: 2 };
const prices = {
  msrpPrices: [],
  listPrices: [{ price: { amount: 1, currency: "USD" }, region: "global" }],
  salePrices: [],
};

async function fill(shopper: Api): Promise<void> {
  await shopper.cart.addItem(mug);
  await shopper.cart.setEmail({ email: "ann@example.com" });
  await shopper.cart.setBillingAddress({ address });
}

async function buy(shopper: Api): Promise<string> {
  await fill(shopper);
  const quote = (await shopper.cart.get())?.quote ?? "";
  const bought = await shopper.cart.checkout({ quote, key: "k1" });
  if (!bought.ok) throw new Error(bought.error.code);
  return bought.value.orderId;
}

/** What one shopper has is the same before and after the other does something. */
async function untouched(ann: Api, act: () => Promise<unknown>): Promise<void> {
  await fill(ann);
  const before = await ann.cart.get();
  await act();
  expect(await ann.cart.get()).toEqual(before);
}

async function staffOnly(ann: Api, change: (api: Api) => Promise<unknown>): Promise<void> {
  const before = await ann.pricing.get({ productId: "mug" });
  await expect(change(ann)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await ann.pricing.get({ productId: "mug" })).toEqual(before);
}

/** What every member of staff may see and no shopper. */
async function staffReads(ann: Api, ben: Api, read: (api: Api) => Promise<unknown>): Promise<void> {
  for (const shopper of [ann, ben]) await expect(read(shopper)).rejects.toMatchObject({ code: "FORBIDDEN" });
}

const letter = { agent: "cart/shopper-ann", callId: "call-1" };

/** Not even one's own order is shipped, cancelled or read by the dashboard's doors. */
async function keepsItsStatus(
  ann: Api,
  ben: Api,
  act: (api: Api, order: { orderId: string }) => Promise<unknown>,
): Promise<void> {
  const orderId = await buy(ann);
  await staffReads(ann, ben, (api) => act(api, { orderId }));
  expect(await ann.order.get({ orderId })).toMatchObject({ orderStatus: "new" });
}

async function adminOnly(ann: Api, ben: Api, act: (api: Api) => Promise<unknown>): Promise<void> {
  for (const shopper of [ann, ben]) await expect(act(shopper)).rejects.toMatchObject({ code: "FORBIDDEN" });
}

/** For each procedure: what ann has made, ben neither reads nor changes. */
const cases: Record<string, Case> = {
  "assistant.get": async (ann, ben) => {
    await buy(ann);
    await ann.assistant.recommend();
    expect(await ben.assistant.get()).toEqual({ items: [], brands: [], model: null, updatedAt: null, pending: false });
    await expect
      .poll(async () => (await ann.assistant.get())?.items)
      .toMatchObject([{ product: { productId: "bowl" } }]);
    expect(await ben.assistant.get()).toMatchObject({ items: [], updatedAt: null });
  },
  "assistant.recommend": async (ann, ben) => {
    expect(await ben.assistant.recommend()).toEqual({ ok: true, value: true });
    await expect.poll(async () => (await ben.assistant.get())?.updatedAt).not.toBeNull();
    expect(await ann.assistant.get()).toMatchObject({ items: [], updatedAt: null, pending: false });
  },
  "account.get": async (ann, ben) => {
    expect(await ann.account.get()).toMatchObject({ name: "ann" });
    expect(await ben.account.get()).toMatchObject({ name: "ben" });
  },
  "account.details": async (ann, ben) => {
    await buy(ann);
    expect(await ann.account.details()).toMatchObject({ email: "ann@example.com" });
    expect(await ben.account.details()).toBeNull();
  },
  "account.signIn": (ann, ben) =>
    untouched(ann, async () => {
      const attempt = ben.account.signIn({ email: "ann@example.com", password: "ben's password" });
      await expect(attempt).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }),
  "account.signUp": (ann, ben) =>
    untouched(ann, async () => {
      const person = { name: "Ben", email: "ann@example.com", password: "a long password" };
      expect(await ben.account.signUp(person)).toMatchObject({ ok: false });
    }),
  "account.signOut": async (ann, ben) => {
    await ben.account.signOut();
    expect(await ann.account.get()).toMatchObject({ name: "ann" });
  },
  "admin.deadLetters.count": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.count()),
  "admin.deadLetters.discard": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.discard(letter)),
  "admin.deadLetters.get": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.get(letter)),
  "admin.deadLetters.list": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.list({})),
  "admin.deadLetters.outcome": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.outcome(letter)),
  "admin.deadLetters.replay": (ann, ben) => staffReads(ann, ben, (api) => api.admin.deadLetters.replay(letter)),
  "admin.orders.cancel": (ann, ben) => keepsItsStatus(ann, ben, (api, order) => api.admin.orders.cancel(order)),
  "admin.orders.get": (ann, ben) => keepsItsStatus(ann, ben, (api, order) => api.admin.orders.get(order)),
  "admin.orders.list": (ann, ben) => staffReads(ann, ben, (api) => api.admin.orders.list({})),
  "admin.orders.ship": (ann, ben) => keepsItsStatus(ann, ben, (api, order) => api.admin.orders.ship(order)),
  "admin.me": (ann, ben) => staffReads(ann, ben, (api) => api.admin.me()),
  "admin.prices.preview": (ann, ben) =>
    staffReads(ann, ben, (api) => api.admin.prices.preview({ productId: "mug", revision: 1, ...prices })),
  "admin.prices.history": (ann, ben) => staffReads(ann, ben, (api) => api.admin.prices.history({ productId: "mug" })),
  "admin.prices.get": (ann, ben) => staffReads(ann, ben, (api) => api.admin.prices.get({ productId: "mug" })),
  "admin.prices.revise": (ann) =>
    staffOnly(ann, (api) => api.admin.prices.revise({ productId: "mug", revision: 1, ...prices })),
  "admin.products": (ann, ben) => staffReads(ann, ben, (api) => api.admin.products({})),
  "cart.get": async (ann, ben) => {
    await fill(ann);
    expect(await ben.cart.get()).toBeNull();
  },
  "cart.addItem": (ann, ben) => untouched(ann, () => ben.cart.addItem(mug)),
  "cart.removeItem": (ann, ben) =>
    untouched(ann, async () => {
      expect(await ben.cart.removeItem({ productId: "mug" })).toMatchObject({ error: { code: "item_not_found" } });
    }),
  "cart.setQuantity": (ann, ben) =>
    untouched(ann, async () => {
      expect(await ben.cart.setQuantity(mug)).toMatchObject({ error: { code: "item_not_found" } });
    }),
  "cart.setEmail": (ann, ben) => untouched(ann, () => ben.cart.setEmail({ email: "ben@example.com" })),
  "cart.setBillingAddress": (ann, ben) => untouched(ann, () => ben.cart.setBillingAddress({ address })),
  "cart.setShippingAddress": (ann, ben) => untouched(ann, () => ben.cart.setShippingAddress({ address })),
  "cart.clear": (ann, ben) => untouched(ann, () => ben.cart.clear()),
  "cart.checkout": (ann, ben) =>
    untouched(ann, async () => {
      const quote = (await ann.cart.get())?.quote ?? "";
      expect(await ben.cart.checkout({ quote, key: "k1" })).toMatchObject({ error: { code: "empty_items" } });
    }),
  "history.list": async (ann, ben) => {
    const orderId = await buy(ann);
    expect(await ann.history.list()).toMatchObject([{ orderId }]);
    expect(await ben.history.list()).toEqual([]);
  },
  "live.changes": async (ann, ben) => {
    const orderId = await buy(ann);
    const topics = ["cart", `order/${orderId}`, "price/mug"];
    const firstNews = async (api: typeof ann) => {
      for await (const news of await api.live.changes({ topics })) {
        if (isTrackedEnvelope(news)) return news[1];
      }
      return "ended";
    };
    expect(await firstNews(ann)).toEqual({ changed: topics });
    expect(await firstNews(ben)).toEqual({ changed: ["cart", "price/mug"] });
  },
  "order.get": async (ann, ben) => {
    const orderId = await buy(ann);
    expect(await ann.order.get({ orderId })).toMatchObject({ orderId, items: [mug] });
    await expect(ben.order.get({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  },
  "order.timeline": async (ann, ben) => {
    const orderId = await buy(ann);
    const events = [{ kind: "placed", part: null, by: "you", at: expect.any(String) }];
    expect(await ann.order.timeline({ orderId })).toEqual({ events, earlier: false });
    await expect(ben.order.timeline({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  },
  "pricing.get": async (ann, ben) => {
    expect(await ben.pricing.get({ productId: "mug" })).toEqual(await ann.pricing.get({ productId: "mug" }));
  },
  "pricing.getPrice": async (ann, ben) => {
    expect(await ben.pricing.getPrice({ productId: "mug" })).toEqual(await ann.pricing.getPrice({ productId: "mug" }));
  },
  "pricing.initialize": (ann) => staffOnly(ann, (api) => api.pricing.initialize({ productId: "mug", ...prices })),
  "pricing.update": (ann) => staffOnly(ann, (api) => api.pricing.update({ productId: "mug", ...prices })),
  "product.get": async (ann, ben) => {
    expect(await ben.product.get({ productId: "mug" })).toEqual(await ann.product.get({ productId: "mug" }));
  },
  "product.list": async (ann, ben) => {
    expect(await ben.product.list({})).toEqual(await ann.product.list({}));
  },
  "search.facets": async (ann, ben) => {
    expect(await ben.search.facets({ query: "mug" })).toEqual(await ann.search.facets({ query: "mug" }));
  },
  "search.featured": async (ann, ben) => {
    expect(await ben.search.featured({ limit: 4 })).toEqual(await ann.search.featured({ limit: 4 }));
  },
  "search.products": async (ann, ben) => {
    expect(await ben.search.products({ query: "mug" })).toEqual(await ann.search.products({ query: "mug" }));
  },
  "staff.list": (ann, ben) => adminOnly(ann, ben, (api) => api.staff.list()),
  "staff.setRole": (ann, ben) =>
    adminOnly(ann, ben, (api) => api.staff.setRole({ email: "ben@example.com", role: "admin" })),
};

test("every procedure has its two-shopper case", () => {
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});

describe("what ann has, ben neither reads nor changes", () => {
  test.each(Object.entries(cases))("%s", async (_path, run) => {
    const shop = await openApi();
    await run(shop.as("ann"), shop.as("ben"));
  });

  test("the same key in two hands is two calls", async () => {
    const shop = await openApi();
    const [ann, ben] = [shop.as("ann"), shop.as("ben")];
    await ann.cart.addItem({ ...mug, key: "same" });
    await ben.cart.addItem({ ...mug, quantity: 5, key: "same" });
    expect((await ann.cart.get())?.items).toMatchObject([{ quantity: 2 }]);
    expect((await ben.cart.get())?.items).toMatchObject([{ quantity: 5 }]);
  });
});
