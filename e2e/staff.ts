import { readFileSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";

type Credentials = { admin: { email: string; password: string }; apiKey: string };

const credentials = (): Credentials =>
  JSON.parse(readFileSync(path.join(process.env.SHOP_DATA_DIR ?? "", "credentials.json"), "utf8"));

/** A window of its own in which the first admin is signed in and `address` is open. */
export async function signInAsAdmin(browser: Browser, baseURL: string | undefined, address: string): Promise<Page> {
  const { admin } = credentials();
  const page = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent(address)}`);
  await page.getByLabel("E-mail", { exact: true }).fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(address);
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
