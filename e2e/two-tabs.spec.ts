import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { fillDetails, listedOrders, orderPlaced, placeOrderButton, putIntoCart } from "./shopper.ts";
import { sendWithKey } from "./staff.ts";

async function openCheckout(page: Page): Promise<void> {
  await page.goto("/checkout");
  await fillDetails(page);
}

test("two tabs with the same quote make one order and both end on it", async ({ page, context }) => {
  await putIntoCart(page, "p001");
  const other = await context.newPage();
  await openCheckout(page);
  await openCheckout(other);
  await Promise.all([placeOrderButton(page).click(), placeOrderButton(other).click()]);
  const orderId = await orderPlaced(page);
  expect(await orderPlaced(other)).toBe(orderId);
  expect(await listedOrders(page)).toEqual([orderId]);
});

test("a tab left open after the order was placed in another ends on that order", async ({ page, context }) => {
  await putIntoCart(page, "p001");
  const other = await context.newPage();
  await openCheckout(page);
  await openCheckout(other);
  await placeOrderButton(page).click();
  const orderId = await orderPlaced(page);
  await placeOrderButton(other).click();
  expect(await orderPlaced(other)).toBe(orderId);
  expect(await listedOrders(page)).toEqual([orderId]);
});

test("a tab with an old quote is told what another tab changed and asked again", async ({ page, context }) => {
  await putIntoCart(page, "p001");
  await openCheckout(page);

  const other = await context.newPage();
  await other.goto("/cart");
  await other.getByRole("button", { name: /^More:/ }).click();
  await expect(other.getByTestId("cart-total")).toHaveAttribute("aria-busy", "false");
  await expect(other.getByRole("textbox", { name: /^Quantity/ })).toHaveValue("2");
  const total = (await other.getByTestId("cart-total").textContent()) ?? "";

  await placeOrderButton(page).click();
  const told = page.getByRole("alert").filter({ hasText: "Nothing was ordered yet." });
  await expect(told).toBeFocused();
  await expect(told).toContainText(/Pour-Over Coffee Set: before 1 × .* now 2 × /);
  await expect(page.getByTestId("checkout-total")).toHaveText(total);
  await placeOrderButton(page).click();
  await orderPlaced(page);
  await expect(page.getByTestId("order-total")).toHaveText(total);
});

test("a price that changed meanwhile is shown old and new before anything is bought", async ({ page, request }) => {
  const lamp = "e2e-reading-lamp";
  const set = (price: number) => setPrice(request, lamp, price);
  await sendWithKey(request, "POST", `/v1/product/${lamp}`, {
    name: "Reading Lamp",
    brand: "Wrenhollow",
    description: "A lamp for journeys.",
    tags: ["home"],
  });
  await set(20);
  await putIntoCart(page, lamp);
  await openCheckout(page);
  await set(25.5);
  await placeOrderButton(page).click();
  const told = page.getByRole("alert").filter({ hasText: "Nothing was ordered yet." });
  await expect(told).toContainText("Reading Lamp: before 1 × $20.00 now 1 × $25.50");
  await expect(told).toContainText("The total is now $25.50.");
  expect(page.url()).toContain("/checkout");
  await placeOrderButton(page).click();
  await orderPlaced(page);
  await expect(page.getByTestId("order-total")).toHaveText("$25.50");
});

async function setPrice(request: APIRequestContext, productId: string, price: number): Promise<void> {
  const listPrices = [{ price, currency: "USD", region: "global" }];
  await sendWithKey(request, "POST", `/v1/pricing/${productId}`, { "list-prices": listPrices });
}
