import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { buy, cartLink, listedOrders, putIntoCart } from "./shopper.ts";
import { signUp } from "./signing.ts";

/** Waits until the open order's page has what was picked after that order, and answers the products' ids. */
async function pickedAfterOrder(page: Page): Promise<string[]> {
  const picked = page.getByRole("region", { name: "Picked for you" });
  await expect(picked.getByRole("status").first()).toHaveText("Chosen by the shop's own recommender.", {
    timeout: 30_000,
  });
  const links = await picked.getByRole("article").getByRole("heading").getByRole("link").all();
  const targets = await Promise.all(links.map((link) => link.getAttribute("href")));
  return targets.map((target) => target?.split("/").at(-1) ?? "");
}

test("a guest buys, signs up, keeps cart and order, and what is picked changes with each purchase", async ({
  page,
}) => {
  const first = await buy(page, "p001");
  const pickedThen = await pickedAfterOrder(page);
  const [wanted] = pickedThen;
  if (wanted === undefined) throw new Error("nothing was picked");

  await putIntoCart(page, "p002");
  await signUp(page, `ann-${randomUUID()}@example.com`);
  await expect(cartLink(page)).toHaveAccessibleName("Cart (1 piece)");
  expect(await listedOrders(page)).toEqual([first]);

  const second = await buy(page, wanted);
  const pickedNow = await pickedAfterOrder(page);
  expect(pickedNow).not.toContain(wanted);
  expect(pickedNow).not.toEqual(pickedThen);
  expect(await listedOrders(page)).toEqual([second, first]);
});
