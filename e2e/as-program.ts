import { readFileSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";

/** Changes something of the shop's own through REST, by the shop's API key. */
export async function asProgram(request: APIRequestContext, method: string, url: string, data?: object): Promise<void> {
  const file = path.join(process.env.SHOP_DATA_DIR ?? "", "credentials.json");
  const { apiKey } = JSON.parse(readFileSync(file, "utf8"));
  const headers = { authorization: `Bearer ${apiKey}` };
  const response = await request.fetch(url, { method, headers, ...(data && { data }) });
  expect(response.status()).toBe(200);
}
