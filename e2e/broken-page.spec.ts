import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { settled } from "./open-page.ts";
import { test } from "./shop-test.ts";

// Chromium tells of the code that did not arrive, and React of the page that broke for want of it
test.use({ allowedComplaints: [/ERR_FAILED|ChunkLoadError/] });

test("a page whose code does not arrive says so in the shop's words, and is there when it is tried again", async ({
  page,
}) => {
  const code = "**/_next/static/chunks/**";
  await page.goto("/sign-in");
  await settled(page);
  await page.route(code, (route) => route.abort());
  await page.getByRole("banner").getByRole("link", { name: "Granary" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "This page broke on our side" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute(code);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "The catalogue" })).toBeVisible();
});
