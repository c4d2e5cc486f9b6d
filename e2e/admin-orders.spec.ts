import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { buy, details, fillDetails, placeOrderButton, putIntoCart } from "./shopper.ts";
import { signInAsAdmin } from "./staff.ts";

const row = (page: Page, orderId: string) =>
  page.getByRole("list", { name: "Orders" }).getByRole("listitem").filter({ hasText: orderId });

/** The list follows the agents within a second, so it is asked again until the order is on it. */
async function openFromList(page: Page, address: string, orderId: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(row(page, orderId)).toBeVisible({ timeout: 500 });
  }).toPass();
  await row(page, orderId).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Order" })).toBeVisible();
}

async function confirm(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: words }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words }).click();
}

test("staff finds an order by its status, ships it, and the shopper's page says so", async ({
  page,
  browser,
  baseURL,
}) => {
  const orderId = await buy(page, "p001");
  const staff = await signInAsAdmin(browser, baseURL, "/admin/orders");
  await openFromList(staff, "/admin/orders?status=new", orderId);
  await expect(staff.getByText("Main St 1")).toHaveCount(2);
  await expect(staff.getByRole("list").filter({ hasText: "Placed" })).toContainText("by Guest");

  await staff.getByRole("button", { name: "Ship the order" }).click();
  await staff.getByRole("alertdialog").getByRole("button", { name: "Not yet" }).click();
  await expect(staff.getByRole("alertdialog")).toBeHidden();
  await expect(staff.getByRole("button", { name: "Ship the order" })).toBeFocused();
  await confirm(staff, "Ship the order");
  await expect(staff.getByText("The order is shipped.")).toBeVisible();
  await expect(staff.getByRole("button", { name: "Ship the order" })).toHaveCount(0);
  await expect(staff.getByRole("listitem").filter({ hasText: /^Shipped/ })).toContainText("by Admin");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Your order is on its way" })).toBeVisible();
  await staff.goto(`/admin/orders?status=new&q=${orderId}`);
  await expect(row(staff, orderId)).toHaveCount(0);
  await openFromList(staff, "/admin/orders?status=shipped", orderId);
  await staff.context().close();
});

test("staff finds an order by its e-mail address and cancels it; another window is refused in words", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `ann-${randomUUID()}@example.com`;
  await putIntoCart(page, "p002");
  await page.goto("/checkout");
  await fillDetails(page, { ...details, "E-mail": email });
  await placeOrderButton(page).click();
  await expect(page.getByTestId("order-number")).toBeVisible();
  const orderId = (await page.getByTestId("order-number").textContent()) ?? "";

  const staff = await signInAsAdmin(browser, baseURL, "/admin/orders");
  await openFromList(staff, `/admin/orders?q=${email.toUpperCase()}`, orderId);
  const other = await staff.context().newPage();
  await other.goto(`/admin/orders/${orderId}`);
  await confirm(staff, "Cancel the order");
  await expect(staff.getByText("The order is cancelled.")).toBeVisible();
  await confirm(other, "Ship the order");
  await expect(other.getByRole("main").getByRole("alert")).toHaveText(
    "It has already been cancelled. Nothing was changed.",
  );
  await expect(other.getByRole("button", { name: "Ship the order" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "This order was cancelled" })).toBeVisible();
  await staff.context().close();
});

test("to shoppers and strangers the pages of orders, dead letters and staff are not there", async ({
  page,
  browser,
  baseURL,
}) => {
  const orderId = await buy(page, "p003");
  const stranger = await browser.newContext({ baseURL: baseURL ?? "" });
  const addresses = [
    "/admin/orders",
    `/admin/orders?number=${orderId}`,
    `/admin/orders/${orderId}`,
    "/admin/orders/unknown",
    "/admin/dead-letters",
    "/admin/dead-letters/letter?agent=cart/u1&call=c1",
    "/admin/staff",
  ];
  for (const address of addresses)
    for (const { request } of [page, stranger])
      expect([address, (await request.get(address, { maxRedirects: 0 })).status()]).toEqual([address, 404]);
  await stranger.close();

  const staff = await signInAsAdmin(browser, baseURL, "/admin/orders");
  for (const address of [
    "/admin/orders/unknown",
    "/admin/orders?status=lost",
    "/admin/orders?after=nowhere",
    "/admin/dead-letters?type=lost",
    "/admin/dead-letters/letter",
    "/admin/dead-letters/letter?agent=cart/u1&call=c1",
  ])
    expect([address, (await staff.request.get(address)).status()]).toEqual([address, 404]);
  await staff.context().close();
});

test("an admin gives a role by e-mail address and takes it away", async ({ page, browser, baseURL }) => {
  const email = `cleo-${randomUUID()}@example.com`;
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Cleo");
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill("three plain words");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();

  const admin = await signInAsAdmin(browser, baseURL, "/admin/staff");
  const member = admin.getByRole("list", { name: "Staff" }).getByRole("listitem").filter({ hasText: email });
  const give = async (address: string) => {
    await admin.getByLabel("E-mail of the account").fill(address);
    await admin.getByRole("button", { name: "Give the role" }).click();
  };
  await give("nobody@example.com");
  await expect(admin.getByRole("main").getByRole("alert")).toContainText("Nobody has an account");
  await give(email);
  await expect(member).toContainText("viewer");
  // a session is looked up again within five seconds
  await expect(async () => expect((await page.request.get("/admin/orders")).status()).toBe(200)).toPass();
  await page.goto("/admin/orders");
  await expect(page.getByRole("link", { name: "Staff" })).toHaveCount(0);
  expect((await page.request.get("/admin/staff")).status()).toBe(404);

  await member.getByRole("button", { name: "Take the role away" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Take the role away" }).click();
  await expect(member).toHaveCount(0);
  await expect(async () => expect((await page.request.get("/admin/orders")).status()).toBe(404)).toPass();
  await admin.context().close();
});
