import { expect } from "@playwright/test";
import { test } from "./shop-test.ts";
import { fillDetails, orderPlaced, placeOrderButton } from "./shopper.ts";

test("a guest finds a product by the header's search, buys it, and something is picked for them", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Picked for you" })).toHaveCount(0);
  const field = page.getByRole("banner").getByRole("searchbox", { name: "Search the shop" });
  await field.fill("pour-over coffee");
  await field.press("Enter");
  await expect(page).toHaveURL("/search?q=pour-over+coffee");
  await expect(page.getByRole("heading", { level: 2, name: /^\d+ products? found$/ })).toBeVisible();
  await page.getByRole("link", { name: "Pour-Over Coffee Set" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pour-Over Coffee Set" })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("1 piece put into your cart.")).toBeVisible();
  await page.goto("/checkout");
  await fillDetails(page);
  await placeOrderButton(page).click();
  await orderPlaced(page);

  const picked = page.getByRole("region", { name: "Picked for you" });
  const status = picked.getByRole("status").first();
  await expect(status).toHaveText("Chosen by the shop's own recommender.", { timeout: 30_000 });
  const product = picked.getByRole("article").first();
  await expect(product.getByRole("paragraph").first()).not.toBeEmpty();
  const name = await product.getByRole("heading").textContent();
  expect(name).not.toBe("Pour-Over Coffee Set");

  await page.goto("/");
  await expect(picked.getByRole("heading", { name: name ?? "" })).toBeVisible();
  const asked = page.waitForResponse(/assistant\.recommend/);
  await picked.getByRole("button", { name: "Recommend again" }).click();
  expect((await asked).ok()).toBe(true);
  await expect(status).toHaveText("Chosen by the shop's own recommender.", { timeout: 30_000 });
  await expect(picked.getByRole("article").first()).toBeVisible();
});

test("a product's maker and tags lead to others like it, page by page", async ({ page }) => {
  await page.goto("/products/p001");
  const maker = page.getByRole("article").getByRole("link").nth(1);
  const brand = await maker.textContent();
  await maker.click();
  await expect(page.getByRole("searchbox", { name: "What are you looking for?" })).toHaveValue(
    new RegExp(`^brand:"?${brand}"?$`),
  );
  await expect(page.getByRole("article").first()).toContainText(brand ?? "");

  await page.goto("/search?q=a");
  await expect(page.getByRole("heading", { level: 2, name: "The first 36 products" })).toBeVisible();
  const first = await page.getByRole("article").first().getByRole("heading").textContent();
  await page.getByRole("link", { name: "Show more" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^\d+ more products?$/ })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3, name: first ?? "", exact: true })).toHaveCount(0);
});

test("what is called by the word comes before what only tells of it", async ({ page }) => {
  const names = page.getByRole("article").getByRole("heading");
  // the read models may still be on their way when the shop has just opened
  await expect(async () => {
    await page.goto("/search?q=glass");
    expect(await names.first().textContent()).toBe("Glass Storage Jars, Set of 4");
  }).toPass();
  await expect(names.filter({ hasText: "Pour-Over Coffee Set" })).toHaveCount(1);
});

test("a search that finds nothing says what to try, at 320 px and without JavaScript too", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
  await expect(page).toHaveURL("/search");
  await page.getByRole("searchbox", { name: "What are you looking for?" }).fill("nothing-like-that");
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Nothing found" })).toBeVisible();
  await page.getByRole("link", { name: "tag:garden" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /products found$/ })).toBeVisible();
  await context.close();
});
