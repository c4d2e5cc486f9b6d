import { expect, type Page } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { pages } from "./pages.ts";
import { test } from "./shop-test.ts";
import { fillDetails, orderPlaced, placeOrderButton, putIntoCart } from "./shopper.ts";

// the table has pages for what is not there
test.use({ viewport: { width: 320, height: 640 }, allowedComplaints: [/status of 404/] });

/** How far the page can be pushed sideways, and which targets are too small for a thumb. */
async function expectRoom(page: Page): Promise<void> {
  const { overflow, small } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: [...document.querySelectorAll("button, header a, main a[class*='min-h'], input:not([type=hidden])")]
      .filter((element) => element.checkVisibility() && !element.closest("[aria-hidden=true]"))
      .map((element) => ({ element, target: element.closest("label") ?? element }))
      .filter(({ target }) => {
        const { width, height } = target.getBoundingClientRect();
        return width > 1 && (width < 44 || height < 44);
      })
      .map(({ element }) => element.outerHTML.slice(0, 200)),
  }));
  expect({ at: page.url(), overflow, small }).toEqual({ at: page.url(), overflow: 0, small: [] });
}

test("no page is wider than 320 px and every target fits a thumb", async ({ page }) => {
  for (const shown of pages.filter(({ as }) => as === "newcomer")) {
    await openPage(page, shown, { orderId: "" });
    await expectRoom(page);
  }
  await putIntoCart(page, "p001");
  await expectRoom(page);
  await page.goto("/cart");
  await expectRoom(page);
  await page.goto("/checkout");
  await page.getByRole("checkbox", { name: "Send it to another address" }).check();
  await placeOrderButton(page).click();
  await expect(page.getByText("Enter the street and number.")).toHaveCount(2);
  await expectRoom(page);
  await page.getByRole("checkbox", { name: "Send it to another address" }).uncheck();
  await fillDetails(page);
  await placeOrderButton(page).click();
  await orderPlaced(page);
  await expectRoom(page);
  await page.getByRole("link", { name: "All your orders" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your orders" })).toBeVisible();
  await expectRoom(page);
});
