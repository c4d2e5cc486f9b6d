import { type APIRequestContext, type BrowserContext, expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { cartLink, fillDetails, placeOrderButton, putIntoCart } from "./shopper.ts";
import { sendWithKey } from "./staff.ts";

const prices = (page: Page) =>
  page
    .getByRole("main")
    .getByText(/^\$[\d.]+$/)
    .first();
const quantity = (page: Page) => page.getByRole("textbox", { name: /^Quantity/ });

/** Every stream that a browser opens, by the tab that did. */
function countStreams(context: BrowserContext): { opened: Page[] } {
  const opened: Page[] = [];
  context.on("request", (request) => {
    if (request.url().includes("/api/trpc/live.changes")) opened.push(request.frame().page());
  });
  return { opened };
}

/** The page follows the shop: its stream has told it something. */
async function following(page: Page, visit: () => Promise<unknown>): Promise<void> {
  const begun = page.waitForResponse((response) => response.url().includes("/api/trpc/live.changes"));
  await visit();
  expect((await begun).headers()["content-type"]).toBe("text/event-stream");
}

test("a quantity changed in one tab appears in the others, over one connection that outlives its tab", async ({
  page,
  context,
}) => {
  const { opened } = countStreams(context);
  await putIntoCart(page, "p001");
  await following(page, () => page.goto("/cart"));
  const [second, third] = [await context.newPage(), await context.newPage()];
  await second.goto("/cart");
  await third.goto("/search");
  await expect(quantity(second)).toBeEnabled();
  await expect(cartLink(third)).toContainText("1 piece");

  await page.getByRole("button", { name: /^More:/ }).click();
  await expect(quantity(second)).toHaveValue("2");
  await expect(cartLink(third)).toContainText("2 pieces");
  await second.getByRole("button", { name: /^More:/ }).click();
  await expect(quantity(page)).toHaveValue("3");
  expect([...new Set(opened)]).toEqual([page]);

  await page.close();
  await second.getByRole("button", { name: /^More:/ }).click();
  await expect(cartLink(third)).toContainText("4 pieces");
  await third.goto("/cart");
  await third.getByRole("button", { name: /^More:/ }).click();
  await expect(quantity(second)).toHaveValue("5");
});

test("a price that staff change appears on the open product page, in the open cart and at the checkout", async ({
  page,
  context,
  request,
}) => {
  const lamp = "e2e-live-lamp";
  await sendWithKey(request, "POST", `/v1/product/${lamp}`, {
    name: "Live Lamp",
    brand: "Wrenhollow",
    description: "A lamp whose price moves.",
    tags: ["home"],
  });
  await setPrice(request, lamp, 20);
  await putIntoCart(page, lamp);
  const [product, checkout] = [await context.newPage(), await context.newPage()];
  await following(page, () => page.goto("/cart"));
  await product.goto(`/products/${lamp}`);
  await checkout.goto("/checkout");
  await fillDetails(checkout);
  await expect(prices(product)).toHaveText("$20.00");

  await setPrice(request, lamp, 25.5);
  await expect(prices(product)).toHaveText("$25.50");
  await expect(product.getByRole("status").filter({ hasText: "The price is now $25.50." })).toHaveCount(1);
  await expect(page.getByTestId("cart-total")).toHaveText("$25.50");
  await expect(checkout.getByTestId("checkout-total")).toHaveText("$25.50");
  await expect(checkout.getByText("You are asked once more")).toBeVisible();
  await placeOrderButton(checkout).click();
  await expect(checkout.getByRole("alert").filter({ hasText: "before 1 × $20.00 now 1 × $25.50" })).toBeFocused();
});

test("a price that changed while its page was away is there when the shopper goes back", async ({ page, request }) => {
  const kettle = "e2e-live-kettle";
  const fields = { name: "Live Kettle", brand: "Wrenhollow", description: "A kettle to come back to.", tags: ["home"] };
  await sendWithKey(request, "POST", `/v1/product/${kettle}`, fields);
  await setPrice(request, kettle, 40);
  await following(page, () => putIntoCart(page, kettle));
  await expect(prices(page)).toHaveText("$40.00");
  await page.getByRole("link", { name: "Go to the cart" }).click();
  await expect(page.getByTestId("cart-total")).toHaveText("$40.00");
  await setPrice(request, kettle, 44);
  // the stream has told of it, and only the cart was there to hear
  await expect(page.getByTestId("cart-total")).toHaveText("$44.00");
  await page.goBack();
  await expect(prices(page)).toHaveText("$44.00");
});

test("a sale that begins by the clock appears on the open product page", async ({ page, request }) => {
  const pot = "e2e-live-pot";
  await sendWithKey(request, "POST", `/v1/product/${pot}`, {
    name: "Pot",
    brand: "W",
    description: "A pot.",
    tags: [],
  });
  await setPrice(request, pot, 30);
  await following(page, () => page.goto(`/products/${pot}`));
  await expect(prices(page)).toHaveText("$30.00");
  const start = { timestamp: new Date(Date.now() + 3_000).toISOString() };
  const sale = { price: 19, currency: "USD", region: "global", start, end: null };
  await sendWithKey(request, "PATCH", `/v1/pricing/${pot}`, { "sale-prices": [sale] });
  await expect(prices(page)).toHaveText("$19.00");
});

test("another shopper's open cart stays as it is", async ({ page, browser, baseURL }) => {
  await putIntoCart(page, "p001");
  await following(page, () => page.goto("/cart"));
  const others = await browser.newContext({ baseURL: baseURL ?? "" });
  const stranger = await others.newPage();
  await putIntoCart(stranger, "p001");
  await following(stranger, () => stranger.goto("/cart"));
  await stranger.getByRole("button", { name: /^More:/ }).click();
  await expect(stranger.getByTestId("cart-total")).toHaveAttribute("aria-busy", "false");
  await page.getByRole("button", { name: /^More:/ }).click();
  await page.getByRole("button", { name: /^More:/ }).click();
  await expect(page.getByTestId("cart-total")).toHaveAttribute("aria-busy", "false");
  await expect(quantity(page)).toHaveValue("3");
  await expect(quantity(stranger)).toHaveValue("2");
  await others.close();
});

test("looking around without a cart opens no connection and makes nobody", async ({ page, context }) => {
  const { opened } = countStreams(context);
  await page.goto("/");
  await page.waitForFunction(() => document.readyState === "complete");
  await page.goto("/search");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(opened).toEqual([]);
  await following(page, () => page.goto("/products/p001"));
  expect((await context.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
});

async function setPrice(request: APIRequestContext, productId: string, price: number): Promise<void> {
  const listPrices = [{ price, currency: "USD", region: "global" }];
  await sendWithKey(request, "PATCH", `/v1/pricing/${productId}`, { "list-prices": listPrices });
}
