import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { fillDetails, listedOrders, placeOrderButton, putIntoCart } from "./shopper.ts";
import { sendWithKey, signInAsAdmin } from "./staff.ts";

// a checkout keeps what it has read of its products, at most a million letters: so many such stories are too many
const products = Array.from({ length: 60 }, (_, n) => `zz-tome-${String(n).padStart(2, "0")}`);
const story = "Once upon a time. ".repeat(1_100);

async function shelve(request: APIRequestContext, description: string): Promise<void> {
  for (const productId of products)
    await sendWithKey(request, "POST", `/v1/product/${productId}`, {
      name: `Tome ${productId.slice(-2)}`,
      brand: "Wrenhollow",
      description,
      tags: ["tome"],
    });
}

async function fillCart(page: Page, first: string, others: readonly string[]): Promise<void> {
  await putIntoCart(page, first);
  const origin = new URL(page.url()).origin;
  for (const productId of others) {
    const sent = await page.request.post("/api/trpc/cart.addItem", {
      data: { productId, quantity: 1 },
      headers: { origin },
    });
    expect(await sent.json()).toMatchObject({ result: { data: { ok: true } } });
  }
}

const open = (page: Page) => page.getByRole("list", { name: "Dead letters" }).getByRole("link", { name: /^checkout/ });

async function confirm(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: words }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words }).click();
}

test.use({ allowedComplaints: [/status of 500/] });

test("a checkout that cannot be run is a dead letter, fails again too early, and is replayed once its cause is gone", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  await shelve(request, story);
  for (const productId of products) {
    const listPrices = [{ price: 12.5, currency: "USD", region: "global" }];
    await sendWithKey(request, "POST", `/v1/pricing/${productId}`, { "list-prices": listPrices });
  }
  await fillCart(page, "p001", products);
  await page.goto("/checkout");
  await fillDetails(page);
  await placeOrderButton(page).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Something went wrong on our side.");

  const staff = await signInAsAdmin(browser, baseURL, "/admin/dead-letters?type=cart");
  await expect(staff.getByRole("link", { name: /^Dead letters\s*\d+ waiting/ })).toBeVisible();
  await expect(open(staff)).toHaveCount(1);
  await expect(staff.getByText("Main St 1")).toHaveCount(0);
  await open(staff).click();
  await expect(staff.getByRole("heading", { level: 1, name: "checkout" })).toBeVisible();
  await expect(staff.getByText(/the turn's record would be over/)).toBeVisible();
  await expect(staff.getByRole("region", { name: "Input" })).toContainText('"quote"');

  await confirm(staff, "Replay");
  await expect(staff.getByRole("main").getByRole("alert")).toContainText("It failed again and is a dead letter again");
  await expect(staff.getByRole("definition").filter({ hasText: "Once" })).toBeVisible();

  await shelve(request, "A short story.");
  await confirm(staff, "Replay");
  await expect(staff.getByText(/^It ran\. Its answer: \{"orderId":/)).toBeVisible();
  await expect(staff.getByRole("heading", { level: 1, name: "No dead letter any more" })).toBeVisible();
  expect(await listedOrders(page)).toHaveLength(1);
  await staff.goto("/admin/dead-letters?type=cart");
  await expect(open(staff)).toHaveCount(0);
  await staff.context().close();
});
