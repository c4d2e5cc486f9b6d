import { expect } from "@playwright/test";
import { test } from "./shop-test.ts";
import { buy } from "./shopper.ts";

for (const [what, address] of [
  ["an unknown product", "/products/nothing-like-that"],
  ["an id that no product could have", "/products/%F0%9F%8C%BE"],
  ["an id that has prices and no product", "/products/p050"],
  ["an unknown order", "/orders/00000000-0000-4000-8000-000000000000"],
  ["an id that no order could have", "/orders/%F0%9F%8C%BE"],
  ["an address that leads nowhere", "/nowhere"],
  ["a page of the catalogue that was never given out", "/?after=p001&after=p002"],
] as const) {
  test(`${what} is answered with 404 and a way on`, async ({ request }) => {
    const response = await request.get(address);
    expect(response.status()).toBe(404);
    expect(await response.text()).toMatch(/Go to (the catalogue|your orders)/);
  });
}

test("what a browser asks for by itself is there", async ({ request }) => {
  const response = await request.get("/favicon.ico");
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toContain("image/");
});

test.describe("in a browser", () => {
  // Chromium reports the answer's status, which is meant
  test.use({ allowedComplaints: [/status of 404/] });

  test("another shopper's order is answered like an unknown one", async ({ page, browser, baseURL }) => {
    const orderId = await buy(page, "p001");
    expect((await page.request.get(`/orders/${orderId}`)).status()).toBe(200);

    const stranger = await browser.newContext({ baseURL: baseURL ?? "" });
    expect((await stranger.request.get(`/orders/${orderId}`)).status()).toBe(404);
    const strangersPage = await stranger.newPage();
    await buy(strangersPage, "p002");
    const response = await strangersPage.goto(`/orders/${orderId}`);
    expect(response?.status()).toBe(404);
    await expect(strangersPage.getByRole("heading", { name: "There is no such order among yours" })).toBeVisible();
    await expect(strangersPage.getByText("Springfield")).toHaveCount(0);
    await stranger.close();
  });
});

test("a product without prices has a page and no button", async ({ page }) => {
  const response = await page.goto("/products/p072");
  expect(response?.status()).toBe(200);
  await expect(page.getByText("Not for sale yet")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the shop can be read", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Show more" }).click();
    await expect(page.getByRole("link", { name: "Back to the first shelf" })).toBeVisible();
    await page.goto("/?after=p060");
    await expect(page.getByRole("article").filter({ hasText: "Not for sale yet" })).toHaveCount(1);
    await page.getByRole("link", { name: "Back to the first shelf" }).click();
    await page.getByRole("link", { name: "Pour-Over Coffee Set" }).click();
    await expect(page.getByText("A glass server, a steel filter")).toBeVisible();
    await page.goto("/cart");
    await expect(page.getByRole("heading", { level: 1, name: "Your cart is empty" })).toBeVisible();
  });
});
