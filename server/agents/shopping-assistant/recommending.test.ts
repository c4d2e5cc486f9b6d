import { expect, onTestFinished, test } from "vitest";
import { chooseModel } from "#server/assistant/choose-model.ts";
import { createRecommend, type Recommend } from "#server/assistant/recommend.ts";
import { type Reply, startModelServer } from "#server/assistant/testing/model-server.ts";
import { cart } from "../cart/cart.contract.ts";
import { order } from "../order/order.contract.ts";
import { fillCart, mug, opening, openShop } from "../testing/shop.ts";
import { shoppingAssistant } from "./shopping-assistant.contract.ts";

type Purchases = Parameters<Recommend>[0];

const shelf = {
  products: ["p1", "p2", "p3"].map((productId) => ({ productId, ...mug })),
  baskets: [],
};
const says = (...products: string[]): Reply => ({
  says: JSON.stringify({
    products: products.map((productId) => ({ productId, reason: `Why ${productId}.` })),
    brands: [],
  }),
});
const at = (milliseconds: number) => new Date(opening.getTime() + milliseconds).toISOString();

/** A shop whose assistant asks that model, and the purchases that it told of at each call. */
async function openWith(recommend: Recommend) {
  const told: Purchases[] = [];
  let call: ReturnType<Recommend> | undefined;
  const shop = await openShop({
    recommend: (purchases, signal) => {
      told.push(purchases);
      call = recommend(purchases, signal);
      return call;
    },
  });
  onTestFinished(() => shop.close());
  const read = () => shop.query(shoppingAssistant, "u1").getRecommendedItems();
  const request = () => shop.ask(shoppingAssistant, "u1").recommendItems({});
  async function buy(): Promise<string> {
    await fillCart(shop);
    const bought = await shop.ask(cart, "u1").checkout({});
    if (!bought.ok) throw new Error(bought.error.code);
    return bought.value.orderId;
  }
  async function recommendAt(milliseconds: number) {
    await shop.advance(milliseconds);
    await shop.settle(async () => call);
  }
  return { shop, told, read, request, buy, recommendAt };
}

async function openOnServer(...replies: Reply[]) {
  const server = await startModelServer(...replies);
  const chosen = chooseModel({ baseUrl: server.baseUrl, model: "some-model" });
  const readShelf = async () => shelf;
  const patient = createRecommend({ ...chosen, readShelf });
  // long enough for a busy machine to bring the question to the server
  const hasty = createRecommend({ ...chosen, readShelf, patience: 1000 });
  const recommend: Recommend = (...given) => (server.replies[0] === "silence" ? hasty : patient)(...given);
  return { server, ...(await openWith(recommend)) };
}

const answering = (...productIds: string[]): Recommend => {
  const products = productIds.map((productId) => ({ productId, reason: "Why not." }));
  return async () => ({ ok: true, value: { products, brands: ["Clay & Co"], model: "test" } });
};

test("a checkout has something recommended, with the reason and the model's name", async () => {
  const { told, read, buy, recommendAt } = await openOnServer(says("p2"));
  await buy();
  await recommendAt(0);
  expect(told).toEqual([[{ productId: "p1", name: "Mug p1", brand: mug.brand, quantity: 2 }]]);
  expect(await read()).toMatchObject({
    productIds: ["p2"],
    productBrands: [],
    reasons: { p2: "Why p2." },
    model: "some-model",
    updatedAt: expect.stringContaining("2026-03-01T09:00:00"),
    pending: false,
  });
});

test.each<[string, Reply]>([
  ["fails", { status: 500, body: "{}" }],
  ["does not answer in time", "silence"],
  ["answers JSON that is nonsense", { says: '{"answer":42}' }],
  ["answers prose", { says: "I would buy a pot." }],
  ["answers only ids that do not exist", says("ghost", "phantom")],
])("when the model %s, the old recommendations stay and it is asked again until it answers", async (_, bad) => {
  const { server, read, request, recommendAt } = await openOnServer(says("p2"), bad, bad, says("ghost", "p3"));
  await request();
  await recommendAt(0);
  const old = await read();
  expect(old.productIds).toEqual(["p2"]);

  await request();
  await recommendAt(10_000);
  expect(await read()).toEqual({ ...old, pending: true });
  await recommendAt(45_000);
  expect(await read()).toEqual({ ...old, pending: true });
  expect(server.asked).toHaveLength(3);
  await recommendAt(180_000);
  expect(await read()).toMatchObject({ productIds: ["p3"], reasons: { p3: "Why p3." }, pending: false });
  expect(server.asked).toHaveLength(4);
});

test("it gives up after three more tries, and the next request starts again", async () => {
  const { server, read, request, recommendAt } = await openOnServer({ says: "prose" });
  await request();
  for (const later of [0, 45_000, 180_000, 900_000, 1_000_000]) await recommendAt(later);
  expect(server.asked).toHaveLength(4);
  expect(await read()).toMatchObject({ productIds: [], updatedAt: null, pending: false });
  server.replies.splice(0, 1, says("p2"));
  expect(await request()).toEqual({ ok: true, value: true });
  await recommendAt(0);
  expect(await read()).toMatchObject({ productIds: ["p2"], pending: false });
});

test("a request overtakes a try that waits, and that one then does nothing", async () => {
  const { server, read, request, recommendAt } = await openOnServer({ says: "prose" }, says("p2"), says("p3"));
  await request();
  await recommendAt(0);
  expect(await request()).toEqual({ ok: true, value: true });
  await recommendAt(10_000);
  expect((await read()).productIds).toEqual(["p2"]);
  await recommendAt(1_000_000);
  expect(server.asked).toHaveLength(2);
  expect((await read()).productIds).toEqual(["p2"]);
});

test("requests that come while one is pending are counted, and cost no call of their own", async () => {
  const { shop, told, request, recommendAt } = await openWith(answering("p2"));
  expect(await request()).toEqual({ ok: true, value: true });
  await recommendAt(0);
  expect(told).toHaveLength(1);
  expect(await request()).toEqual({ ok: true, value: true });
  for (let n = 0; n < 5; n++) expect(await request()).toEqual({ ok: true, value: false });
  await recommendAt(60_000);
  expect(told).toHaveLength(2);
  expect(await shop.query(shoppingAssistant, "u1").getRequests()).toEqual({ count: 7, orderIds: [] });
});

test("a burst of checkouts costs two calls at most", async () => {
  const { shop, told, recommendAt } = await openWith(answering("p2"));
  for (let n = 0; n < 9; n++) await shop.tell(shoppingAssistant, "u1").recommendItems({ orderId: `o${n}` });
  await recommendAt(60_000);
  expect(told.length).toBeLessThanOrEqual(2);
  expect((await shop.query(shoppingAssistant, "u1").getRequests()).orderIds).toHaveLength(9);
});

test("purchases made while a call is pending are in it", async () => {
  const { told, buy, recommendAt } = await openWith(answering("p2"));
  await buy();
  await recommendAt(0);
  await buy();
  await buy();
  await recommendAt(60_000);
  expect(told.map(([first]) => first?.quantity)).toEqual([2, 6]);
});

test("what was cancelled was not bought", async () => {
  const { shop, told, buy, request, recommendAt } = await openWith(answering("p2"));
  await shop.ask(order, await buy()).cancelOrder();
  await recommendAt(20_000);
  await request();
  await recommendAt(20_000);
  expect(told.at(-1)).toEqual([]);
});

test("an empty answer leaves what there was", async () => {
  let recommend = answering("p2");
  const { read, request, recommendAt } = await openWith((...given) => recommend(...given));
  await request();
  await recommendAt(0);
  const old = await read();
  recommend = answering();
  await request();
  await recommendAt(20_000);
  expect(await read()).toEqual(old);
  expect(old).toMatchObject({ productIds: ["p2"], productBrands: ["Clay & Co"], pending: false });
  expect(old.updatedAt).toBe(at(0));
});
