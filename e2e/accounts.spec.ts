import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";
import { buy, cartLink, details, listedOrders, putIntoCart } from "./shopper.ts";
import { field, heading, password, signIn, signUp } from "./signing.ts";

const newEmail = () => `ann-${randomUUID()}@example.com`;

async function otherBrowser(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  return context.newPage();
}

test("a guest who signs up keeps order, cart and address; signed out they are gone, and a guest's cart joins them once", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newEmail();
  const orderId = await buy(page, "p001");
  await putIntoCart(page, "p002");
  await signUp(page, email);
  await expect(cartLink(page)).toHaveAccessibleName("Cart (1 piece)");
  await expect(page.getByRole("main").getByText("Ann Miller")).toBeVisible();
  await expect(page.getByText("62701 Springfield, IL")).toHaveCount(2);
  expect(await listedOrders(page)).toEqual([orderId]);
  await page.goto("/checkout");
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(details["E-mail"]);
  await expect(page.getByRole("textbox", { name: "City" })).toHaveValue(details.City);

  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(cartLink(page)).toHaveAccessibleName("Cart");
  expect((await page.request.get(`/orders/${orderId}`)).status()).toBe(404);

  const other = await otherBrowser(browser, baseURL);
  const guestsOrder = await buy(other, "p003");
  await putIntoCart(other, "p002");
  await putIntoCart(other, "p004");
  await other.getByRole("link", { name: "Account" }).click();
  await expect(heading(other, "Sign in")).toBeVisible();
  await signIn(other, email);
  await expect(heading(other, "Your account")).toBeVisible();
  await expect(cartLink(other)).toHaveAccessibleName("Cart (3 pieces)");
  expect(await listedOrders(other)).toEqual([guestsOrder, orderId]);
  await other.goto(`/orders/${guestsOrder}`);
  await expect(other.getByTestId("order-number")).toHaveText(guestsOrder);

  await page.goto("/sign-in");
  await signIn(page, email);
  await expect(cartLink(page)).toHaveAccessibleName("Cart (3 pieces)");
  await other.context().close();
});

test("what is wrong is said beside its field, and the password's rule before it is typed", async ({ page }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/sign-up");
  const typed = field(page, "Password");
  await expect(typed).toHaveAccessibleDescription(/10 to 128 characters/);
  await expect(typed).toHaveAttribute("autocomplete", "new-password");
  await typed.fill("short");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(field(page, "Name")).toBeFocused();
  await expect(field(page, "Name")).toHaveAccessibleDescription(/Enter your name/);
  await expect(field(page, "E-mail")).toHaveAccessibleDescription(/like name@example.com/);
  await expect(typed).toHaveAccessibleDescription(/Choose a password/);
  await field(page, "Name").fill("Ben");
  await field(page, "E-mail").fill(email.toUpperCase());
  await typed.fill(password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(field(page, "E-mail")).toBeFocused();
  await expect(field(page, "E-mail")).toHaveAccessibleDescription(/There is an account with this address/);
});

test.describe("with answers that the console reports", () => {
  test.use({ allowedComplaints: [/status of (401|429)/] });

  test("a wrong password and an unknown address are told in the same words, with 401, and too many with 429", async ({
    page,
  }) => {
    const email = newEmail();
    await signUp(page, email);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/");
    await page.goto("/sign-in");
    const alert = page.getByRole("main").getByRole("alert");
    for (const tried of [email, newEmail()]) {
      const answer = page.waitForResponse(/account\.signIn/);
      await signIn(page, tried, "not the password");
      expect((await answer).status()).toBe(401);
      await expect(alert).toHaveText("This e-mail address and password do not fit together.");
      await expect(alert).toBeFocused();
    }
    for (let n = 0; n < 9; n++) {
      const answer = page.waitForResponse(/account\.signIn/);
      await signIn(page, email, "not the password");
      expect((await answer).status()).toBe(401);
      await expect(alert).toBeVisible();
    }
    const answer = page.waitForResponse(/account\.signIn/);
    await signIn(page, email);
    expect([(await answer).status(), Number((await answer).headers()["retry-after"]) > 0]).toEqual([429, true]);
    await expect(alert).toHaveText(/Too many attempts\. Please try again in \d+ seconds\./);
  });
});

test("signing in leads back to where one was going, and never to another site", async ({ page }) => {
  const email = newEmail();
  await signUp(page, email);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/sign-in?next=%2Forders%3Ffrom%3Dmail");
  await signIn(page, email);
  await expect(page).toHaveURL("/orders?from=mail");
  for (const next of ["//evil.test", "/.//evil.test", "https://evil.test/"]) {
    const answer = await page.request.get(`/sign-in?next=${encodeURIComponent(next)}`, { maxRedirects: 0 });
    expect([answer.status(), answer.headers().location]).toEqual([307, "/account"]);
  }
});

test("without an account the account's page leads to the form, and better-auth's own routes are closed", async ({
  request,
}) => {
  const answer = await request.get("/account", { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([307, "/sign-in"]);
  for (const path of ["get-session", "sign-in/email", "sign-up/email"])
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the account's pages fit 320 px", async ({ page }) => {
    for (const address of ["/sign-in", "/sign-up"]) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
    await signUp(page, newEmail());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
