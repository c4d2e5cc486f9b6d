import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { openPage, settled } from "./open-page.ts";
import { pages, type ShownPage } from "./pages.ts";
import { test } from "./shop-test.ts";
import { type Belongings, type Visitor, visitors } from "./visitors.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe has to say against the page as it is, shortened to what one needs for finding it. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
}

async function expectNothing(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    expect({ colorScheme, found: await violations(page) }).toEqual({ colorScheme, found: [] });
  }
}

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
      await expectNothing(page);
    });
  });
}

test("axe finds nothing in what stands around the pages at 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const [home] = pages;
  if (home === undefined) throw new Error("the table is empty");
  await openPage(page, home, { orderId: "" });
  await expectNothing(page);
});
