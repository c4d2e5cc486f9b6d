import { expect } from "@playwright/test";
import { test } from "./shop-test.ts";
import { cartLink, fillDetails, listedOrders, orderPlaced, placeOrderButton, putIntoCart } from "./shopper.ts";

test("a double click on “place order” makes one order", async ({ page }) => {
  await putIntoCart(page, "p001");
  await page.goto("/checkout");
  await fillDetails(page);
  await placeOrderButton(page).dblclick();
  const orderId = await orderPlaced(page);
  expect(await listedOrders(page)).toEqual([orderId]);
});

test("a double click on “add to cart” makes one guest with one piece", async ({ page, context }) => {
  await page.goto("/products/p001");
  await page.getByRole("button", { name: "Add to cart" }).dblclick();
  await expect(page.getByText("1 piece put into your cart.")).toBeVisible();
  const [session, ...more] = (await context.cookies()).filter(({ name }) => name.includes("session"));
  expect(session).toBeDefined();
  expect(more).toEqual([]);
  await page.goto("/cart");
  await expect(page.getByRole("textbox", { name: /^Quantity/ })).toHaveValue("1");
});

test("the first two changes of a new guest end in one cart, however slow the first is", async ({ page }) => {
  const bothClicked = Promise.withResolvers<void>();
  await page.route("**/api/trpc/cart.addItem*", async (route) => {
    await bothClicked.promise;
    await route.continue();
  });
  await page.goto("/");
  const add = page.getByRole("button", { name: /^Add .* to the cart$/ });
  await add.nth(1).click();
  await add.nth(2).click();
  bothClicked.resolve();
  await expect(cartLink(page)).toHaveAccessibleName("Cart (2 pieces)");
});

test.describe("when the answer is lost", () => {
  test.use({ allowedComplaints: [/ERR_FAILED/] });

  test("placing the order again gets the order that was made", async ({ page }) => {
    await putIntoCart(page, "p001");
    await page.goto("/checkout");
    await fillDetails(page);
    const keys: unknown[] = [];
    await page.route("**/api/trpc/cart.checkout*", async (route) => {
      keys.push(route.request().postDataJSON()?.[0]?.key);
      // the shop does it and the shopper never hears of it
      if (keys.length === 1) await route.fetch().then(() => route.abort());
      else await route.continue();
    });
    await placeOrderButton(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "The shop did not answer." })).toBeVisible();
    await placeOrderButton(page).click();
    const orderId = await orderPlaced(page);
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]]);
    expect(await listedOrders(page)).toEqual([orderId]);
  });
});
