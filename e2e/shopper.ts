import { expect, type Locator, type Page } from "@playwright/test";

export const details = {
  "E-mail": "ann@example.com",
  "Street and number": "Main St 1",
  City: "Springfield",
  "State or region": "IL",
  "Postal code": "62701",
  Country: "United States",
};

export const cartLink = (page: Page): Locator =>
  page.getByRole("navigation", { name: "Shop" }).getByRole("link", { name: /^Cart/ });

/** Opens the cart's drawer; before the page is alive the same link leads to the cart's page. */
export async function openDrawer(page: Page): Promise<Locator> {
  await expect(cartLink(page)).toHaveAttribute("aria-haspopup", "dialog");
  await cartLink(page).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toBeVisible();
  return drawer;
}

export const placeOrderButton = (page: Page): Locator => page.getByRole("button", { name: /^Place order/ });

/** "$1,234.50" as 123450. */
export async function centsIn(place: Locator): Promise<number> {
  const amount = /\$([\d,]+\.\d\d)/.exec((await place.textContent()) ?? "")?.[1];
  if (amount === undefined) throw new Error("there is no price");
  return Number(amount.replaceAll(/[,.]/g, ""));
}

export const shownCents = (cents: number): string =>
  (cents / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });

/** Puts one piece into the cart and waits until the shop has it. */
export async function putIntoCart(page: Page, productId: string): Promise<void> {
  await page.goto(`/products/${productId}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("1 piece put into your cart.")).toBeVisible();
}

/** Fills the checkout's form; nothing is sent yet. */
export async function fillDetails(page: Page, typed: Partial<typeof details> = details): Promise<void> {
  for (const [label, text] of Object.entries(typed)) {
    await page.getByRole("textbox", { name: label, exact: true }).fill(text);
  }
}

/** Waits for the order's page and answers the order's number. */
export async function orderPlaced(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { level: 1, name: "Thank you, we have your order" })).toBeVisible();
  const number = await page.getByTestId("order-number").textContent();
  expect(page.url()).toContain(`/orders/${number}`);
  return number ?? "";
}

/** The numbers of the shopper's orders as the list shows them. */
export async function listedOrders(page: Page): Promise<string[]> {
  await page.goto("/orders");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const links = await page.getByRole("main").getByRole("listitem").getByRole("link").all();
  const targets = await Promise.all(links.map((link) => link.getAttribute("href")));
  return targets.map((target) => target?.split("/").at(-1) ?? "");
}

/** Buys one piece of a product and answers the order's number. */
export async function buy(page: Page, productId: string): Promise<string> {
  await putIntoCart(page, productId);
  await page.goto("/checkout");
  await fillDetails(page);
  await placeOrderButton(page).click();
  return orderPlaced(page);
}
