import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";
import { putIntoCart } from "./shopper.ts";
import { sendWithKey, signInAsAdmin } from "./staff.ts";

const list = (page: Page) => page.getByRole("region", { name: "List prices", exact: true });
const sales = (page: Page) => page.getByRole("region", { name: "Sales", exact: true });
const changes = (page: Page) => page.getByRole("region", { name: "Prices that change" });
const history = (page: Page) => page.getByRole("list", { name: "Changes" });
const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

/** A product of this journey alone, at 20.00. */
async function makeProduct(page: Page, id: string, name: string): Promise<void> {
  const product = { name, brand: "Fieldhand", description: "For a test.", tags: ["test"] };
  await sendWithKey(page.request, "POST", `/v1/product/${id}`, product);
  const listPrices = [{ price: 20, currency: "USD", region: "global" }];
  await sendWithKey(page.request, "POST", `/v1/pricing/${id}`, { "list-prices": listPrices });
}

test("staff finds a product, sees what will change, saves it and finds it in the history", async ({
  page,
  browser,
  baseURL,
}) => {
  await makeProduct(page, "wheelbarrow-1", "Quiet Wheelbarrow");
  const staff = await signInAsAdmin(browser, baseURL, "/admin/products");
  await expect(async () => {
    // the list follows the agents within a second
    await staff.getByRole("searchbox", { name: "Find products" }).fill("quiet wheelb");
    await press(staff, "Find");
    await expect(staff.getByRole("link", { name: "Quiet Wheelbarrow" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await staff.getByRole("link", { name: "Quiet Wheelbarrow" }).click();
  await expect(heading(staff, "Quiet Wheelbarrow")).toBeVisible();

  await press(staff, "Add a sale");
  const sale = sales(staff).getByRole("listitem");
  await sale.getByLabel("Amount").fill("17.999");
  await sale.getByLabel("Ends").fill("2031-05-01T12:00");
  await press(staff, "See what will change");
  await expect(sale.getByText("USD has at most 2 decimals.")).toBeVisible();
  await expect(sale.getByLabel("Amount")).toBeFocused();
  await sale.getByLabel("Amount").fill("17.99");
  await press(staff, "See what will change");

  await expect(heading(staff, "What will change")).toBeVisible();
  await expect(changes(staff).getByRole("row", { name: "sale USD/global added" })).toContainText("$17.99, until May 1");
  await expect(staff.getByText("now: $20.00 (list price)")).toBeVisible();
  await expect(staff.getByText("now: $17.99 (sale)")).toBeVisible();
  await expectAccessible(staff);
  await press(staff, "Save these prices");
  await expect(staff.getByText("Saved.")).toBeVisible();
  await expect(history(staff).getByRole("listitem").first()).toContainText("Admin");
  await expect(history(staff)).toContainText("sale USD/global added: $17.99, until May 1");

  await page.goto("/products/wheelbarrow-1");
  await expect(page.getByText("$17.99").first()).toBeVisible();
  await staff.context().close();
});

test("a second window with an older preview is refused, shows the difference, and looks again", async ({
  page,
  browser,
  baseURL,
}) => {
  await makeProduct(page, "wheelbarrow-2", "Loud Wheelbarrow");
  const first = await signInAsAdmin(browser, baseURL, "/admin/products/wheelbarrow-2");
  const second = await first.context().newPage();
  await second.goto("/admin/products/wheelbarrow-2");

  await press(first, "Add a sale");
  await sales(first).getByLabel("Amount").fill("15");
  await press(first, "See what will change");
  await expect(heading(first, "What will change")).toBeVisible();

  await list(second).getByLabel("Amount").fill("25");
  await press(second, "See what will change");
  await press(second, "Save these prices");
  await expect(second.getByText("Saved.")).toBeVisible();

  await press(first, "Save these prices");
  await expect(heading(first, "Somebody else changed these prices")).toBeVisible();
  await expect(first.getByText("list price USD/global $20.00 → $25.00")).toBeVisible();
  await expect(history(first).getByRole("listitem").filter({ hasText: "$15.00" })).toHaveCount(0);
  await expectAccessible(first);

  await press(first, "Keep my changes and look again");
  await expect(changes(first).getByRole("row")).toHaveCount(2);
  await expect(changes(first)).toContainText("sale USD/global");
  await expect(list(first).getByLabel("Amount")).toHaveValue("25.00");
  await press(first, "Save these prices");
  await expect(first.getByText("Saved.")).toBeVisible();
  await expect(history(first)).toContainText("sale USD/global added: $15.00, always");
  await expect(history(first)).toContainText("list price USD/global $20.00 → $25.00");
  await first.context().close();
});

test("half a time is not taken for none, and what is typed past a look is not lost", async ({
  page,
  browser,
  baseURL,
}) => {
  await makeProduct(page, "wheelbarrow-3", "Slow Wheelbarrow");
  const staff = await signInAsAdmin(browser, baseURL, "/admin/products/wheelbarrow-3");
  await press(staff, "Add a sale");
  await sales(staff).getByLabel("Amount").fill("15");
  const starts = sales(staff).getByLabel("Starts");
  await starts.focus();
  await starts.pressSequentially("05");
  await press(staff, "See what will change");
  await expect(sales(staff).getByText("Enter date and time, or clear it.")).toBeVisible();
  await expect(starts).toBeFocused();
  await starts.fill("2031-05-01T12:00");

  const held = Promise.withResolvers<void>();
  await staff.route("**/admin.prices.preview**", async (route) => {
    await held.promise;
    await route.continue();
  });
  const asked = staff.waitForRequest("**/admin.prices.preview**");
  await press(staff, "See what will change");
  await asked;
  await sales(staff).getByLabel("Amount").fill("16");
  held.resolve();
  await expect(staff.getByRole("button", { name: "See what will change" })).toBeEnabled();
  await expect(heading(staff, "What will change")).toHaveCount(0);
  await press(staff, "See what will change");
  await press(staff, "Save these prices");
  await expect(history(staff)).toContainText("sale USD/global added: $16.00, from May 1");
  await staff.context().close();
});

test("for a shopper there is no page of prices", async ({ page, browser, baseURL }) => {
  await putIntoCart(page, "p001");
  const stranger = await browser.newContext({ baseURL: baseURL ?? "" });
  for (const address of ["/admin", "/admin/products", "/admin/products?page=0", "/admin/products/p001"]) {
    for (const { request } of [page, stranger]) expect((await request.get(address)).status()).toBe(404);
  }
  await stranger.close();
});

test("an id that no product could have has no page of prices", async ({ browser, baseURL }) => {
  const staff = await signInAsAdmin(browser, baseURL, "/admin/products");
  for (const id of ["x".repeat(501), "nothing-like-that"]) {
    expect((await staff.request.get(`/admin/products/${id}`)).status()).toBe(404);
  }
  await staff.context().close();
});
