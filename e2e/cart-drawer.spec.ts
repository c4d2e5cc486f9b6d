import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";
import { cartLink, centsIn, openDrawer, putIntoCart, shownCents } from "./shopper.ts";

test("a quantity changed in the drawer is seen at once, however slow the shop is, and the cart's page agrees", async ({
  page,
}) => {
  const seen = Promise.withResolvers<void>();
  await page.route("**/api/trpc/cart.setQuantity*", async (route) => {
    await seen.promise;
    await route.continue();
  });
  await putIntoCart(page, "p001");
  const drawer = await openDrawer(page);
  const total = drawer.getByTestId("cart-total");
  const price = await centsIn(total);
  await drawer.getByRole("button", { name: "More: Pour-Over Coffee Set" }).click();
  await expect(total).toHaveText(shownCents(2 * price));
  await expect(total).toHaveAttribute("aria-busy", "true");
  seen.resolve();
  await expect(total).toHaveAttribute("aria-busy", "false");
  await expect(total).toHaveText(shownCents(2 * price));

  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(cartLink(page)).toBeFocused();
  await expect(cartLink(page)).toHaveAccessibleName("Cart (2 pieces)");
  await (await openDrawer(page)).getByRole("link", { name: "View cart" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your cart" })).toBeVisible();
  await expect(drawer).toBeHidden();
  await expect(page.getByTestId("cart-total")).toHaveText(shownCents(2 * price));
  await expect(page.getByRole("textbox", { name: /^Quantity/ })).toHaveValue("2");
});

test("a quantity that the shop refuses is taken back, and it is said why", async ({ page }) => {
  // what the shopper asks for becomes more than a cart takes, so the shop itself refuses
  await page.route("**/api/trpc/cart.setQuantity*", (route) => {
    const [input] = Object.values<object>(route.request().postDataJSON());
    return route.continue({ postData: { 0: { ...input, quantity: 1_000 } } });
  });
  await putIntoCart(page, "p001");
  const drawer = await openDrawer(page);
  const total = drawer.getByTestId("cart-total");
  const price = await centsIn(total);
  await drawer.getByRole("button", { name: "More: Pour-Over Coffee Set" }).click();
  await expect(drawer.getByRole("alert")).toHaveText("Please choose a quantity from 1 to 999.");
  await expect(total).toHaveText(shownCents(price));
  await expect(drawer.getByRole("textbox", { name: /^Quantity/ })).toHaveValue("1");
});

test("what is taken out in the drawer is out, and the focus stays in it", async ({ page }) => {
  await putIntoCart(page, "p001");
  const drawer = await openDrawer(page);
  await drawer.getByRole("button", { name: "Remove Pour-Over Coffee Set" }).click();
  await expect(drawer.getByRole("heading", { name: "Your cart is empty" })).toBeFocused();
  await drawer.getByRole("link", { name: "Go to the catalogue" }).click();
  await expect(page).toHaveURL("/");
  await expect(drawer).toBeHidden();
  await expect(cartLink(page)).toHaveAccessibleName("Cart");
});

test("while the drawer is open the keyboard stays in it and the page behind it stands still", async ({ page }) => {
  await putIntoCart(page, "p001");
  await page.goto("/");
  const drawer = await openDrawer(page);
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    await expect(drawer.locator(":focus")).toHaveCount(1);
  }
  await page.mouse.move(100, 400);
  await page.mouse.wheel(0, 600);
  await drawer.getByRole("button", { name: "Close the cart" }).click();
  await expect(drawer).toBeHidden();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the drawer fits 320 px and axe has nothing to say about it", async ({ page }) => {
    await putIntoCart(page, "p006");
    const drawer = await openDrawer(page);
    await expect(drawer.getByRole("link", { name: "Check out" })).toBeInViewport({ ratio: 1 });
    expect(await drawer.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await expectAccessible(page);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the header's link leads to the cart's page", async ({ page }) => {
    await page.goto("/");
    await cartLink(page).click();
    await expect(page).toHaveURL("/cart");
    await expect(page.getByRole("heading", { level: 1, name: "Your cart is empty" })).toBeVisible();
  });
});
