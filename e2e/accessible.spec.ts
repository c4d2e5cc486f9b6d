import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { openPage, settled } from "./open-page.ts";
import { pages } from "./pages.ts";
import { test } from "./shop-test.ts";
import { type Visitor, visitors } from "./visitors.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const widths = [1_280, 320];
const schemes = ["light", "dark"] as const;

/** What axe has to say against the page as it is, shortened to what one needs for finding it. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
}

test.use({ allowedComplaints: [/status of 404/], reducedMotion: "reduce" });

for (const visitor of Object.keys(visitors) as Visitor[]) {
  test(`axe finds nothing on any page of a ${visitor}, in light and dark, wide and narrow`, async ({ page }) => {
    test.setTimeout(240_000);
    const visit = await visitors[visitor](page);
    const found: Record<string, string[]> = {};
    for (const shown of pages.filter(({ as }) => as === visitor)) {
      await openPage(page, shown, visit);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          await settled(page);
          const said = await violations(page);
          if (said.length > 0) found[`${shown.name} ${colorScheme} ${width}`] = said;
        }
      }
    }
    expect(found).toEqual({});
  });
}
