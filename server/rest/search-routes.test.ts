import { expect, test } from "vitest";
import { openRest } from "./testing/open-rest.ts";

const idsOf = (answer: { json(): { ok: { "product-id": string }[] } }) =>
  answer.json().ok.map((product) => product["product-id"]);

test("a search answers products in the order of their ids, also beside a product called search", async () => {
  const shop = await openRest();
  const fields = { name: "Seek", brand: "B", description: "", tags: [] };
  await shop.send("POST", "/v1/product/search", fields);
  const found = await shop.send("GET", `/v1/product/search?query=${encodeURIComponent('brand:"clay & co"')}`);
  expect([found.statusCode, found.json().ok[0]]).toEqual([
    200,
    {
      "product-id": "bowl",
      ...{ name: "bowl", brand: "Clay & Co", description: "", tags: [] },
      "created-at": { timestamp: expect.any(String) },
      "updated-at": { timestamp: expect.any(String) },
    },
  ]);
  expect(idsOf(found)).toEqual(["bowl", "mug"]);
  for (const all of ["", "?query=", "?query=*"]) {
    expect(idsOf(await shop.send("GET", `/v1/product/search${all}`))).toEqual(["bowl", "mug", "search"]);
  }
  expect(idsOf(await shop.send("GET", "/v1/product/search?query=http://x"))).toEqual([]);
});

test("products are read by their ids, each once, in the order of the question", async () => {
  const shop = await openRest();
  expect(idsOf(await shop.send("GET", "/v1/product?ids=mug,nothing,b%20d,bowl,mug,"))).toEqual(["mug", "bowl"]);
  expect(idsOf(await shop.send("GET", "/v1/product?ids="))).toEqual([]);
});

test.each([
  `/v1/product/search?query=${"x".repeat(1_001)}`,
  "/v1/product/search?query=a&query=b",
  "/v1/product",
  "/v1/product?ids=a&ids=b",
  `/v1/product?ids=${Array(201).fill("a").join(",")}`,
])("a question that cannot be read is refused: %.40s", async (url) => {
  const shop = await openRest();
  const answer = await shop.send("GET", url);
  expect([answer.statusCode, answer.json()]).toEqual([400, { err: { error: expect.stringMatching(/query|ids/) } }]);
});
