import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { openPage, settled } from "./open-page.ts";
import { pages } from "./pages.ts";
import { test } from "./shop-test.ts";
import { type Visitor, visitors } from "./visitors.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const schemes = ["light", "dark"] as const;

/** What axe has to say against the page as it is, shortened to what one needs for finding it. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
}

test.use({ allowedComplaints: [/status of 404/] });

for (const visitor of Object.keys(visitors) as Visitor[]) {
  test(`axe finds nothing on any page of a ${visitor}, in light and dark`, async ({ page }) => {
    test.setTimeout(240_000);
    const visit = await visitors[visitor](page);
    const found: Record<string, string[]> = {};
    const looks = async (name: string) => {
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await settled(page);
        const said = await violations(page);
        if (said.length > 0) found[`${name} in ${colorScheme}`] = said;
      }
    };
    for (const shown of pages.filter(({ as }) => as === visitor)) {
      await openPage(page, shown, visit);
      await looks(shown.name);
    }
    // what stands around the pages is another where it is narrow
    await page.setViewportSize({ width: 320, height: 640 });
    await looks("the narrow frame");
    expect(found).toEqual({});
  });
}
