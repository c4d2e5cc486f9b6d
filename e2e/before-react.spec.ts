import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { signInAsStaff } from "./staff.ts";

/** Opens the page with its code held back, and expects the field to take nothing that would be lost once that comes. */
async function waitsForReact(page: Page, address: string, field: Locator): Promise<void> {
  const { promise: code, resolve: letThrough } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await code;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await expect(field).toBeDisabled();
  letThrough();
  await expect(field).toBeEnabled();
}

test("a quantity cannot be typed before the page would keep it", async ({ page }) => {
  await waitsForReact(page, "/products/p001", page.getByRole("textbox", { name: /^Quantity/ }));
});

test("a price cannot be typed before the page would keep it", async ({ page }) => {
  await signInAsStaff(page);
  const lists = page.getByRole("region", { name: "List prices", exact: true });
  await waitsForReact(page, "/admin/products/p001", lists.getByLabel("Amount").first());
});
