import { expect } from "@playwright/test";
import { test } from "./shop-test.ts";
import {
  cartLink,
  centsIn,
  details,
  fillDetails,
  openDrawer,
  orderPlaced,
  placeOrderButton,
  shownCents,
} from "./shopper.ts";

test("a guest finds a product, changes the quantity, mends a mistake and buys it", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Pour-Over Coffee Set" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pour-Over Coffee Set" })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("1 piece put into your cart.")).toBeVisible();
  await expect(cartLink(page)).toHaveAccessibleName("Cart (1 piece)");

  await (await openDrawer(page)).getByRole("link", { name: "View cart" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your cart" })).toBeVisible();
  // it has the same lines and a total too while it closes
  await expect(page.getByRole("dialog")).toBeHidden();
  const total = page.getByRole("region", { name: "Total" }).getByTestId("cart-total");
  const price = await centsIn(total);
  await page.getByRole("button", { name: "More: Pour-Over Coffee Set" }).click();
  await expect(total).toHaveText(shownCents(2 * price));
  await page.getByRole("textbox", { name: "Quantity: Pour-Over Coffee Set" }).fill("3");
  await page.keyboard.press("Tab");
  await expect(total).toHaveText(shownCents(3 * price));
  await expect(total).toHaveAttribute("aria-busy", "false");
  await page.reload();
  await expect(total).toHaveText(shownCents(3 * price));

  await page.getByRole("link", { name: "Check out" }).click();
  await fillDetails(page, { ...details, "E-mail": "ann@nowhere", City: "" });
  await placeOrderButton(page).click();
  const email = page.getByRole("textbox", { name: "E-mail" });
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/Enter an e-mail address like/);
  const city = page.getByRole("textbox", { name: "City" });
  await expect(city).toHaveAccessibleDescription("Enter the city.");
  await expect(page.getByRole("textbox", { name: "Country" })).toHaveValue(details.Country);

  await email.fill(details["E-mail"]);
  await expect(email).not.toHaveAttribute("aria-invalid");
  await city.fill(details.City);
  await placeOrderButton(page).click();
  const orderId = await orderPlaced(page);
  await expect(page.getByTestId("order-total")).toHaveText(shownCents(3 * price));
  await expect(page.getByRole("link", { name: "Pour-Over Coffee Set" })).toBeVisible();
  await expect(page.getByText("62701 Springfield, IL")).toHaveCount(2);
  await expect(cartLink(page)).toHaveAccessibleName("Cart");

  await page.getByRole("link", { name: "All your orders" }).click();
  const order = page.getByRole("listitem").filter({ hasText: orderId });
  await expect(order).toContainText(shownCents(3 * price));
  await expect(order).toContainText("3 pieces");

  const drawer = await openDrawer(page);
  await expect(drawer.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
});

test("an order can go to another address than the bill", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /^Add .* to the cart$/ })
    .nth(1)
    .click();
  await expect(cartLink(page)).toHaveAccessibleName("Cart (1 piece)");
  await page.goto("/checkout");
  await fillDetails(page);
  await page.getByRole("checkbox", { name: "Send it to another address" }).check();
  const shipping = page.getByRole("group", { name: "Shipping address" });
  await shipping.getByRole("textbox", { name: "Street and number" }).fill("Mill Lane 7");
  await placeOrderButton(page).click();
  await expect(shipping.getByRole("textbox", { name: "City" })).toHaveAccessibleDescription("Enter the city.");
  await shipping.getByRole("textbox", { name: "City" }).fill("Shelbyville");
  await shipping.getByRole("textbox", { name: "State or region" }).fill("IL");
  await shipping.getByRole("textbox", { name: "Postal code" }).fill("62565");
  await shipping.getByRole("textbox", { name: "Country" }).fill("United States");
  await placeOrderButton(page).click();
  await orderPlaced(page);
  await expect(page.getByText("62701 Springfield, IL")).toBeVisible();
  await expect(page.getByText("62565 Shelbyville, IL")).toBeVisible();
});

test("a line can be taken out again", async ({ page }) => {
  await page.goto("/products/p002");
  const name = await page.getByRole("heading", { level: 1 }).textContent();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "Go to the cart" }).click();
  const answered = page.waitForResponse(/cart\.removeItem/);
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your cart is empty" })).toBeFocused();
  await expect(cartLink(page)).toHaveAccessibleName("Cart");
  await answered;
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Your cart is empty" })).toBeVisible();
});
