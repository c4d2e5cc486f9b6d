import { expect, type Page } from "@playwright/test";

export const password = "three plain words";

export const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
export const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Makes an account for whoever uses the browser and waits for its page. */
export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto("/sign-up");
  await field(page, "Name").fill("Ann Miller");
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(heading(page, "Your account")).toBeVisible();
}

/** Fills the form of the page that is open and sends it. */
export async function signIn(page: Page, email: string, typed = password): Promise<void> {
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(typed);
  await page.getByRole("button", { name: "Sign in" }).click();
}
