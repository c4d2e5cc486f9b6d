import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";
import { fillDetails, listedOrders, placeOrderButton, putIntoCart } from "./shopper.ts";
import { sendWithKey, signInAsAdmin } from "./staff.ts";

// a checkout keeps what it has read of its products, at most a million letters: so many such stories are too many
const products = Array.from({ length: 56 }, (_, n) => `zz-tome-${String(n).padStart(2, "0")}`);
const story = "Once upon a time. ".repeat(1_100);

async function write(request: APIRequestContext, tomes: readonly string[], description: string): Promise<void> {
  const send = (productId: string) =>
    sendWithKey(request, "POST", `/v1/product/${productId}`, {
      name: `Tome ${productId.slice(-2)}`,
      brand: "Wrenhollow",
      description,
      tags: ["tome"],
    });
  await Promise.all(tomes.map(send));
}

async function price(request: APIRequestContext): Promise<void> {
  const listPrices = [{ price: 12.5, currency: "USD", region: "global" }];
  const send = (productId: string) =>
    sendWithKey(request, "POST", `/v1/pricing/${productId}`, { "list-prices": listPrices });
  await Promise.all(products.map(send));
}

/** Puts one of each tome into the cart, as a page does that sends several changes at once. */
async function fillCart(page: Page): Promise<void> {
  await putIntoCart(page, "p001");
  const headers = { origin: new URL(page.url()).origin };
  for (let from = 0; from < products.length; from += 20) {
    const some = products.slice(from, from + 20);
    const url = `/api/trpc/${some.map(() => "cart.addItem").join(",")}?batch=1`;
    const data = Object.fromEntries(some.map((productId, n) => [n, { productId, quantity: 1 }]));
    const answers = await (await page.request.post(url, { data, headers })).json();
    expect(answers).toEqual(some.map(() => ({ result: { data: { ok: true } } })));
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
  await Promise.all([write(request, products, story), price(request)]);
  await fillCart(page);
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
  await expectAccessible(staff);

  await confirm(staff, "Replay");
  await expect(staff.getByRole("main").getByRole("alert")).toContainText("It failed again and is a dead letter again");
  await expect(staff.getByRole("definition").filter({ hasText: "Once" })).toBeVisible();

  await write(request, products.slice(0, 10), "A short story.");
  await confirm(staff, "Replay");
  await expect(staff.getByText(/^It ran\. Its answer: \{"orderId":/)).toBeVisible();
  await expect(staff.getByRole("heading", { level: 1, name: "No dead letter any more" })).toBeVisible();
  expect(await listedOrders(page)).toHaveLength(1);
  await staff.goto("/admin/dead-letters?type=cart");
  await expect(open(staff)).toHaveCount(0);
  await staff.context().close();
});
