import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { putIntoCart } from "./shopper.ts";
import { signInAsStaff } from "./staff.ts";

/** Opens a page with its code held back, where nothing may be put into the field, and lets the code come. */
async function opensWithReact(page: Page, address: string, field: Locator): Promise<void> {
  const { promise: code, resolve: letThrough } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await code;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await expect(field).not.toBeEditable();
  letThrough();
  await expect(field).toBeEditable();
}

test("a quantity cannot be typed before the page would keep it", async ({ page }) => {
  await opensWithReact(page, "/products/p001", page.getByRole("textbox", { name: /^Quantity/ }));
});

test("another address cannot be wished for before the page would keep it", async ({ page }) => {
  await putIntoCart(page, "p001");
  await opensWithReact(page, "/checkout", page.getByRole("checkbox", { name: "Send it to another address" }));
});

test("a price cannot be typed before the page would keep it", async ({ page }) => {
  await signInAsStaff(page);
  const lists = page.getByRole("region", { name: "List prices", exact: true });
  await opensWithReact(page, "/admin/products/p001", lists.getByLabel("Amount").first());
});
