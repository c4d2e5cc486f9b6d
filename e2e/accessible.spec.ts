import type { BrowserContext } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { openPage } from "./open-page.ts";
import { pages, type ShownPage } from "./pages.ts";
import { test } from "./shop-test.ts";
import { type Belongings, type Visitor, visitors } from "./visitors.ts";

for (const visitor of Object.keys(visitors) as Visitor[]) {
  test.describe(`axe finds nothing in light and dark, as ${visitor}`, () => {
    let visit: Belongings;
    let cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
    test.describe.configure({ timeout: 120_000 });
    test.beforeAll(async ({ browser, baseURL }) => {
      const context = await browser.newContext({ baseURL: baseURL ?? "" });
      visit = await visitors[visitor](await context.newPage());
      cookies = await context.cookies();
      await context.close();
    });
    test.beforeEach(({ context }) => context.addCookies(cookies));

    const own = pages.filter(({ as }) => as === visitor);
    for (const shown of own) walk(shown, () => visit);
  });
}

function walk(shown: ShownPage, visit: () => Belongings): void {
  test.describe(() => {
    // Chromium reports the answer's status, which is meant
    test.use({ allowedComplaints: shown.status === undefined ? [] : [/status of 404/] });
    test(shown.title, async ({ page }) => {
      await openPage(page, shown, visit());
      await expectAccessible(page);
    });
  });
}

test("axe finds nothing in what stands around the pages at 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const [home] = pages;
  if (home === undefined) throw new Error("the table is empty");
  await openPage(page, home, { orderId: "" });
  await expectAccessible(page);
});
