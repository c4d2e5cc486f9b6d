import { expect, test } from "vitest";
import { chooseModel } from "./choose-model.ts";
import type { Purchases, Shelf } from "./facts.ts";
import { createRecommend } from "./recommend.ts";
import { type ModelServer, type Reply, startModelServer } from "./testing/model-server.ts";

const item = (productId: string, brand: string, ...tags: string[]) => ({
  productId,
  name: `The ${productId}`,
  brand,
  tags,
});

const shelf: Shelf = {
  products: [
    item("mug", "Clay", "kitchen", "tea"),
    item("pot", "Clay", "kitchen", "tea"),
    item("kettle", "Mill", "kitchen"),
    item("spade", "Soil", "garden"),
  ],
  baskets: [["mug", "kettle"], ["mug", "kettle"], ["spade"]],
};
const bought: Purchases = [{ productId: "mug", name: "The mug", brand: "Clay", quantity: 2 }];
const never = new AbortController().signal;

const says = (products: string[], brands: string[] = []): Reply => ({
  says: JSON.stringify({ products: products.map((productId) => ({ productId, reason: `Why ${productId}.` })), brands }),
});

const recommendWith = (server: ModelServer, patience = 20_000) =>
  createRecommend({
    ...chooseModel({ baseUrl: server.baseUrl, apiKey: "secret", model: "some-model" }),
    readShelf: async () => shelf,
    patience,
  });

test("the configured model is asked with its key for an object, and told the facts and nothing else", async () => {
  const server = await startModelServer(says(["pot"], ["Clay"]));
  expect(await recommendWith(server)(bought, never)).toEqual({
    ok: true,
    value: { products: [{ productId: "pot", reason: "Why pot." }], brands: ["Clay"], model: "some-model" },
  });
  expect(server.asked).toMatchObject([
    {
      path: "/v1/chat/completions",
      headers: { authorization: "Bearer secret" },
      body: { model: "some-model", response_format: { type: "json_schema" } },
    },
  ]);
  const [system, user] = server.asked[0]?.body.messages ?? [];
  expect(system?.role).toBe("system");
  expect(JSON.parse(user?.content ?? "")).toEqual({
    bought: [{ ...bought[0], tags: ["kitchen", "tea"] }],
    candidates: [
      { ...shelf.products[1], orders: 0, boughtWith: [] },
      { ...shelf.products[2], orders: 2, boughtWith: [{ productId: "mug", orders: 2 }] },
      { ...shelf.products[3], orders: 1, boughtWith: [] },
    ],
  });
});

test("an answer in a code fence is read", async () => {
  const server = await startModelServer({ says: '```json\n{"products":[],"brands":["Soil"]}\n```' });
  expect(await recommendWith(server)(bought, never)).toMatchObject({ ok: true, value: { brands: ["Soil"] } });
});

test("what the shop does not have, what is already bought and what is too much is dropped", async () => {
  const server = await startModelServer(says(["ghost", "pot", "mug", "pot", "kettle"], ["Nobody", "Soil", "Soil"]));
  expect(await recommendWith(server)(bought, never)).toMatchObject({
    ok: true,
    value: { products: [{ productId: "pot" }, { productId: "kettle" }], brands: ["Soil"] },
  });
});

test.each<[string, Reply, string]>([
  ["only ids that do not exist", says(["ghost", "phantom"]), "unknown_products"],
  ["prose", { says: "You might like the pot, it is lovely." }, "not_understood"],
  ["JSON of another shape", { says: '{"recommendations":["pot"]}' }, "not_understood"],
  ["nothing", { says: "" }, "not_understood"],
  ["status 500", { status: 500, body: '{"error":{"message":"on fire"}}' }, "call_failed"],
  ["status 401", { status: 401, body: '{"error":{"message":"wrong key"}}' }, "call_failed"],
  ["a page instead of JSON", { status: 200, body: "<html>" }, "call_failed"],
])("%s is a failure as a value, after one call", async (_, reply, code) => {
  const server = await startModelServer(reply);
  const answer = await recommendWith(server)(bought, never);
  expect(answer).toEqual({ ok: false, error: { code, message: expect.stringMatching(/./) } });
  expect(JSON.stringify(answer)).not.toContain("secret");
  expect(server.asked).toHaveLength(1);
});

test("a model that never answers is given up", async () => {
  const server = await startModelServer("silence");
  const answer = await recommendWith(server, 100)(bought, never);
  expect(answer).toMatchObject({ ok: false, error: { code: "timed_out" } });
});

test("a server that is not there is a failure as a value", async () => {
  const gone = { ...(await startModelServer()), baseUrl: "http://127.0.0.1:1/v1" };
  expect(await recommendWith(gone)(bought, never)).toMatchObject({ ok: false, error: { code: "call_failed" } });
});

test("a call that is called off is no answer of any kind", async () => {
  const server = await startModelServer("silence");
  const off = new AbortController();
  const answer = recommendWith(server)(bought, off.signal);
  off.abort(new Error("given up"));
  await expect(answer).rejects.toThrow("given up");
});

test("a shop that cannot be read, and one with nothing new, are told apart without a call", async () => {
  const server = await startModelServer();
  const { model, name } = chooseModel({ baseUrl: server.baseUrl, model: "some-model" });
  const unreadable = createRecommend({ name, model, readShelf: () => Promise.reject(new Error("Redis is away")) });
  expect(await unreadable(bought, never)).toMatchObject({ ok: false, error: { code: "shelf_unreadable" } });
  const sold = createRecommend({ name, model, readShelf: async () => ({ products: [], baskets: [] }) });
  expect(await sold(bought, never)).toEqual({ ok: true, value: { products: [], brands: [], model: "some-model" } });
  expect(server.asked).toEqual([]);
});

test("without configuration the built-in model answers by the same way, and says why", async () => {
  const recommend = createRecommend({ ...chooseModel(null), readShelf: async () => shelf });
  expect(await recommend(bought, never)).toEqual({
    ok: true,
    value: {
      products: [
        { productId: "kettle", reason: "Often bought together with The mug." },
        { productId: "pot", reason: "Like what you have bought: tea, kitchen." },
        { productId: "spade", reason: "Others buy it often." },
      ],
      brands: ["Mill", "Clay", "Soil"],
      model: "built-in",
    },
  });
});
