import { readFileSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import { signIn } from "./signing.ts";

type Credentials = { admin: { email: string; password: string }; apiKey: string };

const credentials = (): Credentials =>
  JSON.parse(readFileSync(path.join(process.env.SHOP_DATA_DIR ?? "", "credentials.json"), "utf8"));

/** Signs in with the account of the first admin, which the shop's first start made, and waits for `address`. */
export async function signInAsStaff(page: Page, address = "/account"): Promise<void> {
  const { admin } = credentials();
  await page.goto(`/sign-in?next=${encodeURIComponent(address)}`);
  await signIn(page, admin.email, admin.password);
  await expect(page).toHaveURL(address);
}

/** A window of its own in which the first admin is signed in and `address` is open. */
export async function signInAsAdmin(browser: Browser, baseURL: string | undefined, address: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signInAsStaff(page, address);
  return page;
}

/** Changes the shop as a program does. */
export async function sendWithKey(
  request: APIRequestContext,
  method: string,
  url: string,
  data?: object,
): Promise<void> {
  const headers = { authorization: `Bearer ${credentials().apiKey}` };
  expect((await request.fetch(url, { method, headers, ...(data && { data }) })).status()).toBe(200);
}
